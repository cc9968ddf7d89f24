#include "store/sources.h"

#include "store/cases.h"
#include "store/ledger_fixture.h"
#include "store/open_sets.h"
#include "store/plans.h"
#include "store/rebuild.h"
#include "store/units.h"

namespace duban {
namespace {

class SourcesTest : public LedgerTest {
 protected:
  Result<std::int64_t> source(const std::string& title, DocumentKind kind = DocumentKind::kInstruction) {
    NewSource wanted;
    wanted.kind = kind;
    wanted.title = title;
    wanted.number = "示批〔2026〕3号";
    wanted.from = "王健";
    wanted.issued_on = "2026-02-03";
    return make_source(store, *db, office, wanted, kTestNow);
  }
  SourceTask task(const std::string& text, const std::string& lead = "市教育局") {
    SourceTask out;
    out.text = text;
    out.lead_units = {lead};
    return out;
  }
};

TEST_F(SourcesTest, TasksOfAnInstructionAreRowsAndCasesLikeThoseOfAPlan) {
  const std::int64_t unit = *make_unit(*db, office, {"市教育局", {}, "", "", {}, ""}, kTestNow);
  const std::int64_t plan = *source("关于校园周边交通的批示");
  SourceTask typed = task("新建校园周边停车位300个。");
  typed.deadline = "2026-06-30";
  EXPECT_EQ(*add_tasks(*db, office, plan, {}, {typed, task("开展隐患排查。")}, kTestNow), 2);
  const Json rows = parsed(list_tasks(*db, office, plan, {}, kTestNow))["items"];
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]["no"], "1");
  EXPECT_EQ(rows[0]["lead_unit_ids"][0], unit);
  EXPECT_EQ(rows[0]["due_date"], "2026-06-30");
  EXPECT_EQ(rows[0]["targets"][0]["value"], 300);
  EXPECT_EQ(rows[1]["due_date"], "2026-12-31");
  const KeptCase kept = *load_case(*db, rows[0]["id"]);
  EXPECT_EQ(kept.task.state, TaskState::kApproved);
  ASSERT_EQ(kept.task.units.size(), 1u);
  EXPECT_EQ(kept.task.units[0].unit, unit_key(unit));
  EXPECT_EQ(to_iso(kept.task.original_due), "2026-06-30");
  const Json shown = parsed(read_plan(*db, office, plan, kTestNow));
  EXPECT_EQ(shown["kind"], "instruction");
  EXPECT_EQ(shown["state"], "approved");
  EXPECT_EQ(shown["tasks"], 2);
  // Later ones go on with the number; the plan's rows so far stay as they are.
  EXPECT_EQ(*add_tasks(*db, office, plan, {}, {task("每月报送进展。")}, kTestNow), 1);
  EXPECT_EQ(parsed(list_tasks(*db, office, plan, {}, kTestNow))["items"][2]["no"], "3");
  EXPECT_EQ(load_cases(*db, plan)->size(), 3u);
  EXPECT_EQ(parsed(list_sources(*db, office, kTestNow))["items"][0]["from"], "王健");
}

TEST_F(SourcesTest, ItsSheetOfRegistrationIsItsDocument) {
  const std::int64_t plan = *source("关于校园周边交通的批示");
  const std::int64_t document = parsed(read_plan(*db, office, plan, kTestNow))["document_id"];
  const std::string text = *document_text(*db, office, document, kTestNow);
  EXPECT_NE(text.find("标题：关于校园周边交通的批示\n文号：示批〔2026〕3号"), std::string::npos);
  EXPECT_EQ(code_of(source("关于校园周边交通的批示")), ErrorCode::kConflict);
  EXPECT_TRUE(source("关于校园周边交通的批示", DocumentKind::kMeeting).ok());
}

TEST_F(SourcesTest, AWholeListIsTakenOrNothingOfIt) {
  const std::int64_t plan = *source("关于校园周边交通的批示");
  SourceTask late = task("按期完成。");
  late.deadline = "六月底";
  EXPECT_EQ(code_of(add_tasks(*db, office, plan, {}, {task("开展隐患排查。"), late}, kTestNow)),
            ErrorCode::kInvalid);
  SourceTask second = task("再排查。");
  second.no = "1";
  EXPECT_EQ(code_of(add_tasks(*db, office, plan, {}, {task("开展隐患排查。"), second}, kTestNow)),
            ErrorCode::kConflict);
  EXPECT_EQ(code_of(add_tasks(*db, office, plan, {}, {SourceTask{}}, kTestNow)), ErrorCode::kInvalid);
  EXPECT_EQ(code_of(add_tasks(*db, office, plan, 99, {task("开展隐患排查。")}, kTestNow)), ErrorCode::kStale);
  EXPECT_EQ(count("task"), 0);
  EXPECT_EQ(count("task_case"), 0);
}

TEST_F(SourcesTest, APlansRowsAreNotAddedTo) {
  const ImportOutcome paper = bring_in(example_paper());
  EXPECT_EQ(code_of(add_tasks(*db, office, paper.plan_id, {}, {task("再加一项。")}, kTestNow)),
            ErrorCode::kConflict);
  Actor handler;
  handler.account_id = 5;
  handler.roles = {Role::kUnitHandler};
  NewSource wanted;
  wanted.title = "会议";
  wanted.issued_on = "2026-02-03";
  EXPECT_EQ(code_of(make_source(store, *db, handler, wanted, kTestNow)), ErrorCode::kForbidden);
  wanted.kind = DocumentKind::kPlan;
  EXPECT_EQ(code_of(make_source(store, *db, office, wanted, kTestNow)), ErrorCode::kInvalid);
}

TEST_F(SourcesTest, WhatIsMarkedSecretIsNotKept) {
  EXPECT_EQ(code_of(source("机密★关于某事的批示")), ErrorCode::kRefused);
  const std::int64_t plan = *source("关于校园周边交通的批示");
  EXPECT_FALSE(add_tasks(*db, office, plan, {}, {task("秘密★1年 开展排查。")}, kTestNow).ok());
  EXPECT_EQ(count("document"), 1);
}

TEST_F(SourcesTest, RebuildingLeavesThemAlone) {
  bring_in(example_paper());
  const std::int64_t plan = *source("关于校园周边交通的批示");
  ASSERT_TRUE(add_tasks(*db, office, plan, {}, {task("开展隐患排查。")}, kTestNow).ok());
  const auto unread = [](std::string_view, std::string_view) -> Result<Derived> {
    Derived out;
    out.plan = example_paper().plan;
    out.document = example_paper().document;
    out.reader_version = 999;
    return out;
  };
  const auto done = rebuild(store, office, {}, kTestNow, {}, unread);
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(done->plans, 1);
  EXPECT_EQ(done->proposals, 0);
  EXPECT_EQ(parsed(list_tasks(*db, office, plan, {}, kTestNow))["total"], 1);
}

}  // namespace
}  // namespace duban
