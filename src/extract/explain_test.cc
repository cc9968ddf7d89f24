#include "extract/explain.h"

#include <gtest/gtest.h>

#include <string>

namespace duban {
namespace {

// One line a step: rule [words] value.
std::string lines(std::string_view text) {
  std::string out;
  for (const Took& took : explain(text)) {
    out += took.rule + " [" + std::string(text.substr(took.span.begin, took.span.size())) + "] " + took.value +
           "\n";
  }
  return out;
}

TEST(Explain, ShowsWhichRulesTookTheWordsOfATask) {
  EXPECT_EQ(lines("六、改造老旧小区300个。(省住房城乡建设厅、省民政厅等牵头,各市人民政府配合)"),
            "mark.chinese [六、] 六\n"
            "target.noun_first [改造老旧小区300个] 改造老旧小区\n"
            "amount.bare [300个] = 300 个\n"
            "responsibility.clause [省住房城乡建设厅、省民政厅等牵头,各市人民政府配合] 分工 牵头单位没有列全\n"
            "unit.plain [省住房城乡建设厅] 牵头单位 省住房城乡建设厅\n"
            "unit.plain [省民政厅] 牵头单位 省民政厅\n"
            "unit.group [各市人民政府] 责任单位 各市人民政府\n");
}

TEST(Explain, ShowsGoalsWithoutANumberAndProjects) {
  EXPECT_EQ(lines("推进江白高速开工，居民收入与经济增长基本同步"),
            "project.named [江白高速] 开工 江白高速\n"
            "goal.with [与经济增长基本同步] 同步 与经济增长基本同步\n");
}

TEST(Explain, ReadsALabelledLineAndRestoresWhatItLeavesOut) {
  EXPECT_EQ(lines("责任单位：市财政局、税务局等有关部门"),
            "responsibility.labelled [责任单位：市财政局、税务局等有关部门] 分工 责任单位没有列全\n"
            "label [责任单位：] 责任单位\n"
            "unit.plain [市财政局] 责任单位 市财政局\n"
            "unit.prefix [税务局] 责任单位 市税务局\n"
            "unit.group [有关部门] 责任单位 有关部门\n");
}

TEST(Explain, PointsAtTheWordsAsTheyWerePrinted) {
  EXPECT_EQ(lines("牵头领导：王 某\n发布日期：2026-01-02"),
            "label [牵头领导：] 牵头领导\n"
            "responsibility.leader [王 某] 牵头领导 王某\n"
            "furniture.start [发布日期：2026-01-02] 页面字样\n");
}

TEST(Explain, SaysNothingOfPlainWords) { EXPECT_EQ(lines("天下大势，分久必合。"), ""); }

}  // namespace
}  // namespace duban
