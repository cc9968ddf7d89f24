#include "store/rebuild.h"

#include "store/approval.h"
#include "store/findings.h"
#include "store/ledger_fixture.h"
#include "store/log.h"
#include "store/plans.h"

namespace duban {
namespace {

// Findings, approval and rebuild: what people did outlives a better reader.
class Rebuild : public LedgerTest {
 protected:
  Json task(const std::string& no) { return parsed(read_task(*db, office, task_id(plan, no), kTestNow)); }
  Settled settle(std::string_view kind, const Settle& how) {
    auto done = settle_finding(*db, office, finding_id(kind), {}, how, kTestNow);
    EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message.zh);
    return done.ok() ? *done : Settled{};
  }
  RebuildOutcome read_again(const PaperBuilder& as) {
    const Derive derive = [&](std::string_view, std::string_view) -> Result<Derived> {
      return Derived{as.document, as.plan, kReaderVersion};
    };
    auto done = rebuild(store, office, plan, kTestNow, {}, derive);
    EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message.zh);
    return done.ok() ? *done : RebuildOutcome{};
  }
  // The example as a better reader sees it: a row before the others, another bracket, one text mended.
  PaperBuilder better() {
    PaperBuilder paper;
    paper.section("一", "推动工业增长")
        .task("加快重大项目建设。", {"市发展改革委"})
        .task("规模以上工业增加值增长5%。", {"市工业和信息化局"}, {"市统计局", "各区人民政府"}, {"王健"})
        .task("新建5G基站300个。", {"市通信管理局"}, {"即时比分", "市财政局"})
        .finding(AnomalyKind::kForeignText, Severity::kLook, "即时比分", "任务3 责任单位", "市司法局")
        .task("改造老旧小区30个,惠及居民。", {"市住房城乡建设局", "市财政局"}, {"市民政局"}, {"李明", "王健"});
    return paper;
  }

  const std::int64_t plan = bring_in(example_paper()).plan_id;
};

TEST_F(Rebuild, AcceptPutsTheProposalInThePlaceOfTheWords) {
  const Settled done = settle("foreign_text", {"accept", "", false});
  EXPECT_EQ(done.task_ids, (std::vector{task_id(plan, "2")}));
  const Json row = task("2");
  EXPECT_EQ(row["responsible_units"], Json({"市司法局", "市财政局"}));
  EXPECT_TRUE(row["spans"]["responsible_units"][0].is_array()) << "it still points at what was printed";
  EXPECT_EQ(row["settled_fields"], Json({"responsible_units"}));
  EXPECT_EQ(row["findings_open"], 0);
  EXPECT_EQ(row["findings"][0]["state"], "accepted");
  EXPECT_EQ(row["history"][0]["action"], "settle_finding");
}

TEST_F(Rebuild, CorrectIgnoreAndReopen) {
  settle("foreign_text", {"correct", "市公安局、市民政局", false});
  EXPECT_EQ(task("2")["responsible_units"], Json({"市公安局", "市民政局", "市财政局"}));
  settle("foreign_text", {"ignore", "", false});
  EXPECT_EQ(task("2")["responsible_units"], Json({"即时比分", "市财政局"})) << "settled again: as printed";
  settle("foreign_text", {"accept", "", false});
  ASSERT_TRUE(reopen_finding(*db, office, finding_id("foreign_text"), {}, kTestNow).ok());
  const Json row = task("2");
  EXPECT_EQ(row["responsible_units"], Json({"即时比分", "市财政局"}));
  EXPECT_EQ(row["findings"][0]["state"], "open");
  EXPECT_EQ(row["settled_fields"], Json::array());
  EXPECT_EQ(
      code_of(settle_finding(*db, office, finding_id("foreign_text"), {}, {"correct", "", false}, kTestNow)),
      ErrorCode::kInvalid);
  EXPECT_EQ(
      code_of(settle_finding(*db, office, finding_id("foreign_text"), 1, {"accept", "", false}, kTestNow)),
      ErrorCode::kStale);
  EXPECT_EQ(code_of(settle_finding(*db, office, finding_id("foreign_text"), {}, {"burn", "", false}, kTestNow)),
            ErrorCode::kInvalid);
}

TEST_F(Rebuild, SettlesAllOfAKindAtOnce) {
  PaperBuilder paper("2027年示例市重点工作分工方案", 2027);
  for (const char* text : {"甲项工作。", "乙项工作。", "丙项工作。"}) {
    paper.task(text, {"即时比分"})
        .finding(AnomalyKind::kForeignText, Severity::kLook, "即时比分", "", "市司法局");
  }
  const std::int64_t other = bring_in(paper).plan_id;
  const auto id = db->one("SELECT max(id) FROM finding WHERE plan_id = $1", other);
  const auto done = settle_finding(*db, office, **id, {}, {"accept", "", true}, kTestNow);
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(done->finding_ids.size(), 3U);
  EXPECT_EQ(count("task_unit WHERE name = '市司法局'"), 3);
  EXPECT_EQ(task("2")["responsible_units"][0], "即时比分") << "the other plan is not touched";
}

TEST_F(Rebuild, AFindingOfNoOneFieldCanBeAgreedWith) {
  PaperBuilder paper("2029年示例市分工方案", 2029);
  paper.section("二", "攻坚克难")
      .finding(AnomalyKind::kInconsistentWording, Severity::kLook, "攻坚克难", "标题二", "攻坚突破");
  paper.task("甲项工作。", {"市教育局"});
  const std::int64_t other = bring_in(paper).plan_id;
  const auto id = db->one("SELECT id FROM finding WHERE plan_id = $1", other);
  EXPECT_EQ(parsed(read_finding(*db, office, **id, kTestNow))["field"], "");
  EXPECT_EQ(code_of(settle_finding(*db, office, **id, {}, {"correct", "攻坚", false}, kTestNow)),
            ErrorCode::kInvalid);
  ASSERT_TRUE(settle_finding(*db, office, **id, {}, {"accept", "", false}, kTestNow).ok());
  EXPECT_EQ(parsed(read_plan(*db, office, other, kTestNow))["title"], "2029年示例市分工方案");
}

TEST_F(Rebuild, TheHeadIsCorrectedAndKeptToo) {
  PaperBuilder paper("即时比分关于2028年分工方案的通知", 2028);
  paper.finding(AnomalyKind::kForeignText, Severity::kLook, "即时比分", "标题", "示例市人民政府");
  paper.task("甲项工作。", {"市教育局"});
  const std::int64_t other = bring_in(paper).plan_id;
  const auto id = db->one("SELECT id FROM finding WHERE plan_id = $1", other);
  ASSERT_TRUE(settle_finding(*db, office, **id, {}, {"accept", "", false}, kTestNow).ok());
  EXPECT_EQ(parsed(read_plan(*db, office, other, kTestNow))["title"], "示例市人民政府关于2028年分工方案的通知");
  const Derive same = [&](std::string_view, std::string_view) -> Result<Derived> {
    return Derived{paper.document, paper.plan, 3};
  };
  ASSERT_TRUE(rebuild(store, office, other, kTestNow, {}, same).ok());
  const Json head = parsed(read_plan(*db, office, other, kTestNow));
  EXPECT_EQ(head["document"]["title"], "示例市人民政府关于2028年分工方案的通知");
  ASSERT_TRUE(
      reopen_finding(*db, office, **db->one("SELECT id FROM finding WHERE plan_id = $1", other), {}, kTestNow)
          .ok());
  EXPECT_EQ(parsed(read_plan(*db, office, other, kTestNow))["title"], "即时比分关于2028年分工方案的通知");
}

TEST_F(Rebuild, TheSameReadingChangesNothing) {
  const RebuildOutcome done = read_again(example_paper());
  EXPECT_EQ(done.plans, 1);
  EXPECT_EQ(done.tasks_changed, 0);
  EXPECT_EQ(task("1")["version"], 1);
}

TEST_F(Rebuild, RowsKeepTheirIdsAndFactsTheirPlace) {
  const std::int64_t industry = task_id(plan, "1");
  const std::int64_t stations = task_id(plan, "2");
  const std::int64_t homes = task_id(plan, "3");
  settle("foreign_text", {"accept", "", false});
  ASSERT_TRUE(change_task(*db, office, homes, {}, {"leaders", R"(["李明"])", "", "", ""}, kTestNow).ok());
  const RebuildOutcome done = read_again(better());
  EXPECT_EQ(done.facts_out_of_place, 0);
  EXPECT_EQ(task_id(plan, "2"), industry);
  EXPECT_EQ(task_id(plan, "3"), stations);
  EXPECT_EQ(task_id(plan, "4"), homes);
  EXPECT_EQ(task("3")["responsible_units"], Json({"市司法局", "市财政局"}));
  EXPECT_EQ(task("3")["findings"][0]["state"], "accepted");
  EXPECT_EQ(task("4")["leaders"], Json({"李明"}));
  EXPECT_EQ(task("4")["text"], "改造老旧小区30个,惠及居民。");
  EXPECT_EQ(count("task"), 4);
  EXPECT_EQ(count("task_fulltext"), 4) << "no index rows are left behind";
  EXPECT_EQ(parsed(read_document(*db, office, 1, kTestNow))["reader_version"], kReaderVersion);
  // And back again: facts still find their rows.
  read_again(example_paper());
  EXPECT_EQ(task("2")["responsible_units"], Json({"市司法局", "市财政局"}));
  EXPECT_EQ(task("3")["leaders"], Json({"李明"}));
}

TEST_F(Rebuild, AFactWithoutItsPlaceBecomesAFinding) {
  ASSERT_TRUE(
      change_task(*db, office, task_id(plan, "4"), {}, {"lead_units", R"(["市教育局"])", "", "", ""}, kTestNow)
          .ok());
  const RebuildOutcome done = read_again(better());  // 推进诚信建设 is read no more
  EXPECT_EQ(done.facts_out_of_place, 1);
  const Json lost = parsed(list_findings(*db, office, plan, {"open", "", "lost_correction"}, kTestNow));
  ASSERT_EQ(lost["total"], 1);
  EXPECT_EQ(lost["items"][0]["kind_name"], "更正失去位置");
  EXPECT_EQ(lost["items"][0]["severity"], "look");
  read_again(example_paper());
  EXPECT_EQ(task("4")["lead_units"], Json({"市教育局"})) << "the fact was kept and has its place again";
  EXPECT_EQ(parsed(list_findings(*db, office, plan, {"open", "", "lost_correction"}, kTestNow))["total"], 0);
}

TEST_F(Rebuild, ASettledFindingThatIsSeenNoMoreStaysSettled) {
  settle("inner_space", {"accept", "", false});
  PaperBuilder without = example_paper();
  without.plan.anomalies.pop_back();
  read_again(without);
  const Json all = parsed(list_findings(*db, office, plan, {"settled", "", "inner_space"}, kTestNow));
  ASSERT_EQ(all["total"], 1);
  EXPECT_NE(all["items"][0]["reason"].get<std::string>().find("不再出现"), std::string::npos);
}

TEST_F(Rebuild, ApprovalFreezesAndARebuildOnlyProposes) {
  EXPECT_EQ(code_of(approve_plan(*db, office, plan, {}, OpenFindings::kRefuse, kTestNow)),
            ErrorCode::kConflict);
  settle("foreign_text", {"accept", "", false});
  const auto frozen = approve_plan(*db, office, plan, {}, OpenFindings::kRefuse, kTestNow);
  ASSERT_TRUE(frozen.ok()) << frozen.error().message.zh;
  EXPECT_EQ(*frozen, 6);
  EXPECT_EQ(count("frozen_task"), 6);
  EXPECT_EQ(code_of(approve_plan(*db, office, plan, {}, OpenFindings::kRefuse, kTestNow)),
            ErrorCode::kConflict);
  const Json before = task("3");
  const RebuildOutcome done = read_again(better());
  EXPECT_EQ(done.tasks_changed, 0);
  EXPECT_GT(done.proposals, 0);
  EXPECT_EQ(task("3"), before) << "nothing frozen moves";
  EXPECT_EQ(count("task"), 6);
  const Json proposals = parsed(list_proposals(*db, office, plan, kTestNow));
  std::int64_t text_proposal = 0;
  for (const Json& each : proposals["items"]) {
    EXPECT_NE(each["field"], "responsible_units")
        << "what was settled before approval is in the frozen row: " << each;
    if (each["field"] == "text") text_proposal = each["id"];
  }
  ASSERT_NE(text_proposal, 0);
  EXPECT_EQ(read_again(better()).proposals, 0) << "the same difference is not proposed twice";
  EXPECT_EQ(code_of(settle_proposal(*db, office, text_proposal, {}, {"accept", "", ""}, kTestNow)),
            ErrorCode::kInvalid)
      << "an adjustment wants reason and document";
  ASSERT_TRUE(
      settle_proposal(*db, office, text_proposal, {}, {"accept", "示政办函〔2026〕9号", "原文更正"}, kTestNow)
          .ok());
  EXPECT_EQ(task("3")["text"], "改造老旧小区30个,惠及居民。");
  EXPECT_EQ(task("3")["id"], before["id"]);
  EXPECT_EQ(task("3")["history"][0]["action"], "adjust_task");
  EXPECT_EQ(code_of(settle_proposal(*db, office, text_proposal, {}, {"ignore", "", ""}, kTestNow)),
            ErrorCode::kConflict);
}

TEST_F(Rebuild, AfterApprovalAChangeIsAnAdjustmentWithReasonAndDocument) {
  ASSERT_TRUE(approve_plan(*db, office, plan, {}, OpenFindings::kDespite, kTestNow).ok());
  const std::int64_t id = task_id(plan, "1");
  const TaskChange bare{"leaders", R"(["李明"])", "", "", ""};
  EXPECT_EQ(code_of(change_task(*db, office, id, {}, bare, kTestNow)), ErrorCode::kInvalid);
  const TaskChange full{"leaders", R"(["李明"])", "", "分工调整", "示政办函〔2026〕3号"};
  ASSERT_TRUE(change_task(*db, office, id, {}, full, kTestNow).ok());
  EXPECT_EQ(task("1")["leaders"], Json({"李明"}));
  EXPECT_EQ(task("1")["history"][0]["reason"], "分工调整（示政办函〔2026〕3号）");
  EXPECT_EQ(
      code_of(settle_finding(*db, office, finding_id("foreign_text"), {}, {"accept", "", false}, kTestNow)),
      ErrorCode::kConflict);
  EXPECT_TRUE(
      settle_finding(*db, office, finding_id("foreign_text"), {}, {"ignore", "", false}, kTestNow).ok());
}

TEST_F(Rebuild, ANewVersionOfAnApprovedPaperIsProposedThere) {
  ASSERT_TRUE(approve_plan(*db, office, plan, {}, OpenFindings::kDespite, kTestNow).ok());
  const ImportOutcome second = bring_in(better());
  EXPECT_EQ(second.new_version_of, plan);
  EXPECT_EQ(parsed(read_plan(*db, office, second.plan_id, kTestNow))["state"], "draft");
  EXPECT_GT(parsed(list_proposals(*db, office, plan, kTestNow))["total"], 0);
  EXPECT_EQ(task("3")["text"], "改造老旧小区30个。");
}

TEST_F(Rebuild, MarkedWordsMustLieInThePaper) {
  const std::int64_t id = task_id(plan, "1");
  const Json spans = task("1")["spans"]["lead_units"];
  const TaskChange good{"lead_units", R"(["市工信局"])", spans.dump(), "", ""};
  EXPECT_TRUE(change_task(*db, office, id, {}, good, kTestNow).ok());
  EXPECT_EQ(task("1")["spans"]["lead_units"], spans);
  for (const char* bad : {"[[[0,99999999]]]", "[[[5,7]]]", "[[[6,3]]]", "[[[0,3]],[[3,6]]]", "7"}) {
    const TaskChange wrong{"lead_units", R"(["市工信局"])", bad, "", ""};
    EXPECT_EQ(code_of(change_task(*db, office, id, {}, wrong, kTestNow)), ErrorCode::kInvalid) << bad;
  }
}

TEST_F(Rebuild, EveryChangeIsInTheLog) {
  settle("foreign_text", {"accept", "", false});
  ASSERT_TRUE(approve_plan(*db, office, plan, {}, OpenFindings::kDespite, kTestNow).ok());
  const auto verdict = verify_log(*db, 1, {});
  ASSERT_TRUE(verdict.ok());
  EXPECT_TRUE(verdict->intact);
  EXPECT_EQ(count("log_entry WHERE action IN ('import_document', 'settle_finding', 'approve_plan')"), 3);
}

}  // namespace
}  // namespace duban
