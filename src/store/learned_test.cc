#include "store/learned.h"

#include "store/findings.h"
#include "store/ledger_fixture.h"

namespace duban {
namespace {

class LearnedFromPapers : public LedgerTest {
 protected:
  static PaperBuilder next_years() {
    PaperBuilder paper("2027年示例市《政府工作报告》重点工作分工方案", 2027);
    paper.section("一", "稳定增长").task("编制公共服务清单。", {"市财政局"}, {"即时比分", "市星辰局"});
    return paper;
  }
  Json findings_of(std::int64_t plan) {
    return parsed(list_findings(*db, office, plan, {}, kTestNow))["items"];
  }
};

TEST_F(LearnedFromPapers, ACorrectedNameIsProposedNextTime) {
  bring_in(example_paper());
  ASSERT_TRUE(
      settle_finding(*db, office, finding_id("foreign_text"), {}, {"correct", "市公共服务局", false}, kTestNow)
          .ok());
  const Json found = findings_of(bring_in(next_years()).plan_id);
  ASSERT_EQ(found.size(), 1U) << found.dump();
  EXPECT_EQ(found[0]["kind"], "unknown_unit");
  EXPECT_EQ(found[0]["text"], "即时比分");
  EXPECT_EQ(found[0]["likely"], "市公共服务局");
  EXPECT_EQ(found[0]["field"], "responsible_units");
  EXPECT_EQ(found[0]["state"], "open");
}

TEST_F(LearnedFromPapers, WhatWasIgnoredOnAUnitStaysIgnored) {
  bring_in(example_paper());
  ASSERT_TRUE(
      settle_finding(*db, office, finding_id("foreign_text"), {}, {"ignore", "", false}, kTestNow).ok());
  PaperBuilder paper = next_years();
  paper.finding(AnomalyKind::kForeignText, Severity::kLook, "即时比分", "任务1 责任单位", "市司法局");
  paper.finding(AnomalyKind::kUnknownUnit, Severity::kLook, "市星辰局", "任务1 责任单位", "");
  const auto done = bring_in(paper);
  const Json found = findings_of(done.plan_id);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0]["state"], "ignored");
  EXPECT_EQ(found[1]["state"], "open") << "another word";
  EXPECT_EQ(done.findings_look, 1);
  ASSERT_TRUE(reopen_finding(*db, office, found[0]["id"], {}, kTestNow).ok());
  EXPECT_EQ(findings_of(done.plan_id)[0]["state"], "open");
}

TEST_F(LearnedFromPapers, WhatWasTakenBackIsNotLearned) {
  bring_in(example_paper());
  const auto id = finding_id("foreign_text");
  ASSERT_TRUE(settle_finding(*db, office, id, {}, {"correct", "市公共服务局", false}, kTestNow).ok());
  ASSERT_TRUE(reopen_finding(*db, office, id, {}, kTestNow).ok());
  EXPECT_EQ(findings_of(bring_in(next_years()).plan_id).size(), 0U);
}

}  // namespace
}  // namespace duban
