#include "grammar/target.h"

#include <gtest/gtest.h>

#include <string>

#include "grammar/deadline.h"
#include "grammar/project.h"
#include "grammar/qualitative.h"

namespace duban {
namespace {

std::string repeated(std::string_view words, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += words;
  return out;
}

TEST(ReadTargets, SpansHoldTheAmountAsPrinted) {
  const std::string text = "改造老旧小区300个、老旧管网3500公里,新增就业45万人以上。";
  const std::vector<Target> targets = read_targets(text, 2026);
  ASSERT_EQ(targets.size(), 3U);
  EXPECT_EQ(text.substr(targets[0].span.begin, targets[0].span.size()), "300个");
  EXPECT_EQ(text.substr(targets[1].span.begin, targets[1].span.size()), "3500公里");
  EXPECT_EQ(text.substr(targets[2].span.begin, targets[2].span.size()), "45万人以上");
  EXPECT_EQ(targets[2].rule, "amount.bounded");
}

// Hostile text gives no crash, spans inside it, and an end in reasonable time (the bench measures how long).
TEST(ReadTargets, SurvivesHostileText) {
  for (const std::string_view words :
       {"1",        "1.",         "1,",     "一",     "十",       "百",       "万",   "(",    "（",   "“",
        "”",        "、",         "1个",    "1个、",  "1个和",    "3-",       "3%至", "增长", "达到", "分别",
        "分别1%、", "2026年",     "新建",   "和",     "以上",     "\xE4\xB8", "\xFF", "\x80", "翻",   "百分之",
        "1万",      "元/",        "台(",    "到",     "5年内",    "每人",     "G5",   "，",   "；",   "\"",
        "推进",     "青山高速、", "青山、", "与同步", "完成国家", "应",       "前列"}) {
    const std::string text = repeated(words, 20000);
    for (const Target& target : read_targets(text, 2026)) {
      EXPECT_LE(target.span.end, text.size());
      EXPECT_LT(target.span.begin, target.span.end);
    }
    explain_targets(text, 0);
    for (const Qualitative& each : read_qualitative(text)) EXPECT_LE(each.span.end, text.size());
    for (const Project& project : read_projects(text)) EXPECT_LE(project.span.end, text.size());
    read_deadlines(text, 2026);
  }
}

TEST(DeadlineRules, EachReadsItsOwnExample) {
  for (const DeadlineExample& row : deadline_examples()) {
    const auto read = read_deadline(row.example, 2026);
    ASSERT_TRUE(read) << row.example;
    EXPECT_EQ(read->rule, row.rule) << row.example;
    EXPECT_EQ(read->date, row.date) << row.example;
  }
}

}  // namespace
}  // namespace duban
