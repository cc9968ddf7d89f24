#include "extract/extract.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace duban {
namespace {

Document paper(std::string text) { return Document{std::move(text), "utf-8", "txt", {}}; }

std::string printed(const Document& document, const Spans& spans) {
  std::string words;
  for (const Span& span : spans)
    words += (words.empty() ? "" : "|") + document.text.substr(span.begin, span.size());
  return words;
}

// A value that the page broke or that a list leaves part of points at every place that its words come from.
TEST(Extract, KeepsThePlacesOfBrokenAndRestoredValues) {
  const Document document = paper(
      "1. 失业率控制在\n\n5.5%以内。\n牵头领导：王 "
      "某\n牵头单位：市财政局、税务局\n责任单位：甲山、乙水市人民政府，省山水示范区\n\n## 管委会\n"
      "2. 城镇新增就业2万人。\n牵头单位：市人社局\n3. 扩大消费。\n牵头单位：市商务局\n");
  const Plan plan = extract(document);
  ASSERT_EQ(plan.tasks.size(), 3U);
  const Task& task = plan.tasks[0];
  EXPECT_EQ(task.text, "失业率控制在5.5%以内。");
  EXPECT_EQ(printed(document, task.text_spans), "失业率控制在|5.5%以内。");
  ASSERT_EQ(task.leaders.size(), 1U);
  EXPECT_EQ(task.leaders[0].text, "王某");
  EXPECT_EQ(printed(document, task.leaders[0].spans), "王 某");
  ASSERT_EQ(task.lead_units.size(), 2U);
  EXPECT_EQ(task.lead_units[1].text, "市税务局");
  EXPECT_EQ(printed(document, task.lead_units[1].spans), "市|税务局");
  EXPECT_EQ(task.lead_units[1].rule, "unit.prefix");
  ASSERT_EQ(task.responsible_units.size(), 3U);
  EXPECT_EQ(task.responsible_units[0].text, "甲山市人民政府");
  EXPECT_EQ(printed(document, task.responsible_units[0].spans), "甲山|市人民政府");
  EXPECT_EQ(task.responsible_units[2].text, "省山水示范区管委会");
  EXPECT_EQ(printed(document, task.responsible_units[2].spans), "省山水示范区|管委会");
  ASSERT_EQ(task.targets.size(), 1U);
  EXPECT_EQ(document.text.substr(task.targets[0].span.begin, task.targets[0].span.size()), "5.5%以内");
}

TEST(Extract, ListsFindingsInPrintedOrder) {
  const Plan plan =
      extract(paper("责任编辑：某某\n1.做好审计。(市审计局牵头)\n3.做好统计。(市统计局牵头\n返回\n"));
  ASSERT_EQ(plan.anomalies.size(), 4U);
  EXPECT_TRUE(std::is_sorted(plan.anomalies.begin(), plan.anomalies.end(),
                             [](const Anomaly& a, const Anomaly& b) { return a.span.begin < b.span.begin; }));
  EXPECT_EQ(plan.anomalies[0].kind, AnomalyKind::kPageChrome);
  EXPECT_EQ(plan.anomalies[1].kind, AnomalyKind::kNumbering);
  EXPECT_EQ(plan.anomalies[1].reason, "编号从1跳到3，缺2");
  EXPECT_EQ(plan.anomalies[2].kind, AnomalyKind::kUnclosedBracket);
  EXPECT_EQ(plan.anomalies[3].where, "文末");
}

// A sentence that ends inside its bracket has ended: the issuer below it is a line of its own.
TEST(Extract, ASentenceInBracketsEndsItsLine) {
  const Plan plan = extract(
      paper("各市人民政府：\n\n  现将方案印发给你们，请抓好落实。\n\n  "
            "（文中的城市、单位、人员、项目、数字都是虚构的，"
            "只用来演示。）\n\n  示例省人民政府\n\n  2026年1月28日\n\n1. 做好审计。\n牵头单位：省审计厅\n"));
  EXPECT_TRUE(plan.anomalies.empty());
  EXPECT_EQ(plan.document.issuer, "示例省人民政府");
}

// A title without a stop and the goal below it are two: the one's words are no part of what the other counts.
TEST(Extract, ATitleIsNoPartOfTheGoalBelowIt) {
  const auto targets = [](const std::string& title, const std::string& goal) {
    const Plan plan =
        extract(paper("一、" + title + "\n目标任务：" + goal +
                      "\n牵头单位：区城管局\n二、做好审计\n目标任务：审计项目9个。\n牵头单位：区审计局\n"));
    std::vector<std::string> out;
    for (const Target& target : plan.tasks.at(0).targets)
      out.push_back(target.indicator + std::to_string(static_cast<int>(target.value)));
    return out;
  };
  using Targets = std::vector<std::string>;
  EXPECT_EQ(targets("改造老旧小区22个", "改造老旧小区22个，惠及居民6500户。"),
            (Targets{"改造老旧小区22", "改造老旧小区22", "惠及居民6500"}));
  // without a figure it names the thing
  EXPECT_EQ(targets("改造老旧小区", "22个。"), (Targets{"改造老旧小区22"}));
}

TEST(Extract, HasNoTasksWhereThePaperHasNone) {
  const Plan plan = extract(paper("通告\n本周六停水，请提前储水。\n"));
  EXPECT_TRUE(plan.tasks.empty());
  EXPECT_TRUE(plan.sections.empty());
  EXPECT_EQ(plan.document.kind, DocumentKind::kOther);
}

// Hostile lines end in good time: nothing is read again and again.
TEST(Extract, IsDoneWithNonsenseInGoodTime) {
  for (const std::string_view piece :
       {"(", "〔省", "1", "、", "责任单位：", "和", "等", "一、", "中(zhōng)", ")"}) {
    std::string text;
    while (text.size() < (1U << 20U)) text += piece;
    EXPECT_LE(extract(paper(std::move(text))).tasks.size(), 1U << 20U) << piece;
  }
}

}  // namespace
}  // namespace duban
