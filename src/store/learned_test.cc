#include "store/learned.h"

#include <fmt/format.h>

#include "read/remark.h"
#include "store/findings.h"
#include "store/ledger_fixture.h"
#include "store/near_units.h"
#include "store/rebuild.h"
#include "store/units.h"

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

TEST_F(LearnedFromPapers, WhatAPersonOpenedAgainStaysOpen) {
  bring_in(example_paper());
  ASSERT_TRUE(
      settle_finding(*db, office, finding_id("foreign_text"), {}, {"ignore", "", false}, kTestNow).ok());
  PaperBuilder paper = next_years();
  paper.finding(AnomalyKind::kForeignText, Severity::kLook, "即时比分", "任务1 责任单位", "市司法局");
  const auto done = bring_in(paper);
  const std::int64_t id = findings_of(done.plan_id)[0]["id"];
  ASSERT_TRUE(reopen_finding(*db, office, id, {}, kTestNow).ok());
  const Derive derive = [&](std::string_view, std::string_view) -> Result<Derived> {
    return Derived{paper.document, paper.plan, 99};
  };
  ASSERT_TRUE(rebuild(store, office, done.plan_id, kTestNow, {}, derive).ok());
  const Json after = findings_of(done.plan_id);
  ASSERT_EQ(after.size(), 1U);
  EXPECT_EQ(after[0]["state"], "open");
  EXPECT_EQ(after[0]["settled_by"], "") << "nobody settled it";
  // Nor is it ignored in a newer version of the paper: the last word counts.
  PaperBuilder again = paper;
  again.plan.document.title += "（修订）";
  EXPECT_EQ(findings_of(bring_in(again).plan_id)[0]["state"], "open");
  // Settled and opened once more, it still stays open.
  ASSERT_TRUE(settle_finding(*db, office, id, {}, {"ignore", "", false}, kTestNow).ok());
  ASSERT_TRUE(reopen_finding(*db, office, id, {}, kTestNow).ok());
  ASSERT_TRUE(rebuild(store, office, done.plan_id, kTestNow, {}, derive).ok());
  EXPECT_EQ(findings_of(done.plan_id)[0]["state"], "open");
}

class NamesAndRegister : public LearnedFromPapers {
 protected:
  std::int64_t register_unit(const std::string& name) {
    NewUnit unit;
    unit.name = name;
    const auto made = make_unit(*db, office, unit, kTestNow);
    EXPECT_TRUE(made.ok());
    return made.ok() ? *made : 0;
  }
  static PaperBuilder paper_of(int year, std::vector<std::string> lead) {
    PaperBuilder paper(fmt::format("{}年示例市《政府工作报告》重点工作分工方案", year), year);
    paper.section("一", "稳定增长").task("编制公共服务清单。", std::move(lead), {"市星辰局"});
    return paper;
  }
};

TEST_F(NamesAndRegister, AnUnknownNameProposesTheNearestUnitAndIsTaughtAsItsOtherName) {
  const std::int64_t unit = register_unit("市公共服务管理和改革委员会");
  const auto plan = bring_in(paper_of(2026, {"市公共服务改革委"}));
  Json found = findings_of(plan.plan_id);
  ASSERT_EQ(found.size(), 1U) << found.dump();
  EXPECT_EQ(found[0]["kind"], "unknown_unit");
  EXPECT_EQ(found[0]["text"], "市公共服务改革委");
  EXPECT_EQ(found[0]["likely_unit_id"], unit);
  EXPECT_EQ(found[0]["likely_unit"], "市公共服务管理和改革委员会");
  EXPECT_NE(found[0]["reason"].get<std::string>().find("像是"), std::string::npos);
  EXPECT_EQ(found[0]["likely"], "") << "the printed words stay";
  ASSERT_TRUE(settle_finding(*db, office, found[0]["id"], {}, {"alias", "", false}, kTestNow).ok());
  found = findings_of(plan.plan_id);
  EXPECT_EQ(found[0]["state"], "accepted");
  EXPECT_EQ(found[0]["value"], "市公共服务管理和改革委员会");
  EXPECT_EQ(count("task_unit WHERE unit_id = " + std::to_string(unit)), 1);
  // known next time
  EXPECT_EQ(findings_of(bring_in(paper_of(2027, {"市公共服务改革委"})).plan_id).size(), 0U);
  // and taken back
  ASSERT_TRUE(reopen_finding(*db, office, found[0]["id"], {}, kTestNow).ok());
  EXPECT_EQ(count("unit_name WHERE alias = 1"), 0);
  EXPECT_EQ(count("task_unit WHERE unit_id = " + std::to_string(unit)), 0);
  EXPECT_EQ(findings_of(plan.plan_id)[0]["state"], "open");
}

TEST_F(NamesAndRegister, WhatTheRegisterLearnsSettlesTheDoubtUntilAPersonOpensIt) {
  PaperBuilder paper = paper_of(2026, {"市财政局"});
  paper.finding(AnomalyKind::kUnknownUnit, Severity::kLook, "市星辰局", "任务1 责任单位", "");
  const auto plan = bring_in(paper);
  EXPECT_EQ(findings_of(plan.plan_id)[0]["state"], "open") << "an empty register knows nothing";
  register_unit("市星辰局");
  Json found = findings_of(plan.plan_id);
  EXPECT_EQ(found[0]["state"], "accepted");
  EXPECT_EQ(found[0]["settled_by"], "");
  ASSERT_TRUE(reopen_finding(*db, office, found[0]["id"], {}, kTestNow).ok());
  register_unit("市财政局");
  EXPECT_EQ(findings_of(plan.plan_id)[0]["state"], "open");
}

TEST_F(NamesAndRegister, WithoutAUnitThereIsNoOtherName) {
  PaperBuilder paper = paper_of(2026, {"市财政局"});
  paper.finding(AnomalyKind::kUnknownUnit, Severity::kLook, "市星辰局", "任务1 责任单位", "");
  const auto plan = bring_in(paper);
  EXPECT_EQ(code_of(settle_finding(*db, office, findings_of(plan.plan_id)[0]["id"], {}, {"alias", "", false},
                                   kTestNow)),
            ErrorCode::kInvalid);
}

TEST(NearUnit, IsNamedWithWhyItIsNear) {
  const TestFolder folder;
  Store store = Store::open(folder.file("ledger.db")).take();
  const Store::Lease db = store.lease().take();
  for (const std::string_view name : {"市教育局", "市卫生健康委员会", "商务厅"}) {
    NewUnit unit;
    unit.name = name;
    ASSERT_TRUE(make_unit(*db, test_operator(), unit, kTestNow).ok());
  }
  const NearUnits near = NearUnits::load(*db, test_operator().government_id).take();
  const auto name_of = [&](std::string_view name) { return near.find(name) ? near.find(name)->name : ""; };
  EXPECT_EQ(name_of("省商务厅"), "商务厅");
  EXPECT_EQ(near.find("省商务厅")->reason, "只差前面的“省”");
  EXPECT_EQ(name_of("市卫健委"), "市卫生健康委员会");
  EXPECT_EQ(name_of("市教肓局"), "市教育局");
  EXPECT_EQ(name_of("市体育局"), "") << "a department of its own, no misprint";
  EXPECT_EQ(name_of("县教肓局"), "") << "another level";
  EXPECT_EQ(name_of("各县(市)政府"), "");
}

TEST_F(LearnedFromPapers, WhatTheReaderLeftOutIsAFinding) {
  PaperBuilder paper = next_years();
  Document document = paper.document;
  document.remarks.push_back(remark({"第 2 页", "是图片，没有读", "请换成有文字的文件"},
                                    {"page 2", "is a picture", "take another file"}));
  const auto done = import_plan(store, office, paper.bytes(), "方案.pdf", document, paper.plan, kTestNow);
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(done->findings_look, 1);
  const Json found = findings_of(done->plan_id);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]["kind"], "reader_remark");
  EXPECT_EQ(found[0]["kind_name"], "没有读全");
  EXPECT_EQ(found[0]["where"], "第 2 页");
  EXPECT_EQ(found[0]["text"], "是图片，没有读");
  EXPECT_EQ(found[0]["reason"], "请换成有文字的文件");
}

}  // namespace
}  // namespace duban
