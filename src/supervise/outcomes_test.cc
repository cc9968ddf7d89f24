#include "supervise/outcomes.h"

#include <gtest/gtest.h>

#include "extract/extract.h"
#include "read/read.h"

namespace duban {
namespace {

Plan read_in(std::string_view text) {
  Result<Document> document = read_document(text, "材料.txt");
  EXPECT_TRUE(document.ok()) << document.error().message.zh;
  return extract(*document);
}

Plan promised() {
  return read_in(
      "示例省2026年政府工作报告重点工作分工方案\n"
      "1．地区生产总值增长4.5%左右，居民人均可支配收入增长与经济增长基本同步。（牵头单位：省发展改革委）\n"
      "2．城镇新增就业45万人以上，城镇调查失业率5.5%左右。（牵头单位：省人力资源社会保障厅）\n"
      "3．改造老旧小区300个、老旧管网3500公里。（牵头单位：省住房城乡建设厅）\n"
      "4．新建口袋公园80个。（牵头单位：省住房城乡建设厅）\n");
}

Plan reviewed() {
  return read_in(
      "政府工作报告\n——2027年1月20日在示例省第十四届人民代表大会第六次会议上\n各位代表：\n"
      "一、2026年工作回顾\n"
      "过去一年，全省地区生产总值增长4.4%，城镇新增就业48.2万人，城镇调查失业率5.2%。居民人均可支配收入增长4.9%"
      "。"
      "改造老旧小区312个、老旧管网3100公里。\n"
      "二、2027年重点工作\n新建口袋公园100个。\n");
}

const PromiseOutcome& row(const PlanOutcomes& outcomes, std::string_view indicator) {
  for (const PromiseOutcome& each : outcomes.outcomes) {
    if (each.indicator.find(indicator) != std::string::npos) return each;
  }
  ADD_FAILURE() << "no row for " << indicator;
  return outcomes.outcomes.front();
}

TEST(Outcomes, EachPromiseWithTheWordsOfTheReview) {
  const Result<PlanOutcomes> found =
      outcomes_of(promised(), reviewed(), default_verdict_rules(), *Day::of(2027, 2, 1));
  ASSERT_TRUE(found.ok()) << found.error().message.zh;
  const PromiseOutcome& growth = row(*found, "地区生产总值");
  ASSERT_TRUE(growth.reported.has_value());
  EXPECT_DOUBLE_EQ(growth.reported->achieved.value, 4.4);
  EXPECT_EQ(growth.verdict.value, Verdict::kMet) << "4.4 is within 0.2 points of 4.5%左右";
  EXPECT_EQ(row(*found, "新增就业").verdict.value, Verdict::kMet);
  EXPECT_EQ(row(*found, "失业率").verdict.value, Verdict::kMet) << "lower is better";
  EXPECT_EQ(row(*found, "老旧小区").verdict.value, Verdict::kMet);
  const PromiseOutcome& pipes = row(*found, "管网");
  EXPECT_EQ(pipes.verdict.value, Verdict::kNotMet);
  EXPECT_EQ(pipes.reported->words, "改造老旧小区312个、老旧管网3100公里");
  EXPECT_EQ(row(*found, "可支配收入").verdict.value, Verdict::kMet) << "4.9 against the economy's 4.4";
}

TEST(Outcomes, WhatTheReviewDoesNotSayStaysOpen) {
  const Result<PlanOutcomes> found =
      outcomes_of(promised(), reviewed(), default_verdict_rules(), *Day::of(2027, 2, 1));
  ASSERT_TRUE(found.ok());
  const PromiseOutcome& parks = row(*found, "口袋公园");
  EXPECT_FALSE(parks.reported.has_value()) << "100 are promised for the next year, none are reported";
  EXPECT_EQ(parks.verdict.value, Verdict::kUndecidable);
}

TEST(Outcomes, AReportWithoutReviewIsRefused) {
  const Plan no_review =
      read_in("政府工作报告\n——2027年1月20日在示例省人民代表大会上\n二、2027年重点工作\n新建口袋公园100个。\n");
  const Result<PlanOutcomes> found =
      outcomes_of(promised(), no_review, default_verdict_rules(), *Day::of(2027, 2, 1));
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::kInvalid);
}

}  // namespace
}  // namespace duban
