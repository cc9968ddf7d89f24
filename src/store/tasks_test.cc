#include "store/tasks.h"

#include "store/ledger_fixture.h"
#include "store/plans.h"
#include "store/portfolios.h"
#include "store/units.h"

namespace duban {
namespace {

class Tasks : public LedgerTest {
 protected:
  std::vector<std::string> numbers(const TaskQuery& query) {
    std::vector<std::string> out;
    const Json page = parsed(list_tasks(*db, office, plan, query, kTestNow));
    for (const Json& item : page["items"]) {
      out.push_back(std::string(item["list"].get<std::string>().empty() ? "" : "L") +
                    item["no"].get<std::string>());
    }
    return out;
  }
  Actor person(Role role) {
    Actor out = office;
    out.account_id = 7;
    out.roles = {role};
    return out;
  }
  std::vector<std::string> seen_by(const Actor& actor) {
    std::vector<std::string> out;
    const Json page = parsed(list_tasks(*db, actor, plan, {}, kTestNow));
    for (const Json& item : page["items"]) out.push_back(item["no"]);
    return out;
  }

  const std::int64_t plan = bring_in(example_paper()).plan_id;
  using Numbers = std::vector<std::string>;
};

TEST_F(Tasks, AreListedAsTheApiSays) {
  const Json page = parsed(list_tasks(*db, office, plan, {}, kTestNow));
  EXPECT_EQ(page["total"], 6);
  EXPECT_TRUE(page["next"].is_null());
  const Json first = page["items"][0];
  EXPECT_EQ(first["section"], Json({"一"}));
  EXPECT_EQ(first["section_titles"], Json({"推动工业增长"}));
  EXPECT_EQ(first["text"], "规模以上工业增加值增长5%。");
  EXPECT_EQ(first["leaders"], Json({"王健"}));
  EXPECT_EQ(first["lead_units"], Json({"市工业和信息化局"}));
  EXPECT_EQ(first["lead_unit_ids"], Json::array({nullptr}));
  EXPECT_EQ(first["targets"][0]["indicator"], "规模以上工业增加值");
  EXPECT_EQ(first["due_date"], "2026-12-31");
  EXPECT_EQ(first["due_default"], true);
  EXPECT_EQ(first["version"], 1);
  EXPECT_FALSE(first.contains("spans"));
  TaskQuery with_spans;
  with_spans.spans = true;
  EXPECT_TRUE(
      parsed(list_tasks(*db, office, plan, with_spans, kTestNow))["items"][0]["spans"].contains("lead_units"));
}

TEST_F(Tasks, AreFilteredByEachColumn) {
  EXPECT_EQ(numbers({.q = "新"}), (Numbers{"2", "L1"}));
  EXPECT_EQ(numbers({.q = "5g基站"}), (Numbers{"2"}));
  EXPECT_EQ(numbers({.q = "财政局"}), (Numbers{"2", "3"})) << "units are found too";
  EXPECT_EQ(numbers({.q = "30"}), (Numbers{"2", "3"})) << "30个 and 300个";
  EXPECT_EQ(numbers({.q = "《》"}), (Numbers{}));
  EXPECT_EQ(numbers({.q = "\" OR \"1"}), (Numbers{})) << "no query language";
  EXPECT_EQ(numbers({.lead_unit = "市财政局"}), (Numbers{"3"}));
  EXPECT_EQ(numbers({.responsible_unit = "市财政局"}), (Numbers{"2"}));
  EXPECT_EQ(numbers({.unit = "市财政局"}), (Numbers{"2", "3"}));
  EXPECT_EQ(numbers({.leader = "王健"}), (Numbers{"1", "3"}));
  EXPECT_EQ(numbers({.section = "二"}), (Numbers{"3", "4"}));
  EXPECT_EQ(numbers({.list = "-"}), (Numbers{"1", "2", "3", "4"}));
  EXPECT_EQ(numbers({.list = "2026年民生实事清单"}), (Numbers{"L1", "L2"}));
  EXPECT_EQ(numbers({.has_target = true}), (Numbers{"1", "2", "3"}));
  EXPECT_EQ(numbers({.open = true}), (Numbers{"4"}));
  EXPECT_EQ(numbers({.no_lead = true}), (Numbers{"4"}));
  EXPECT_EQ(numbers({.findings = true}), (Numbers{"2", "4"}));
  EXPECT_EQ(numbers({.due_before = "2026-12-30"}), (Numbers{}));
  EXPECT_EQ(numbers({.ids = {task_id(plan, "3"), task_id(plan, "1")}}), (Numbers{"1", "3"}));
}

TEST_F(Tasks, AreFilteredByGoalAndStage) {
  PaperBuilder paper("2027年示例市《政府工作报告》重点工作分工方案", 2027);
  paper.section("一", "稳定增长").task("拖欠账款动态清零。", {"市财政局"});
  paper.last().qualitative = {{"动态清零", QualitativeKind::kCleared, {}, "goal"}};
  paper.task("江白高速开工，云山水库竣工验收。", {"市交通运输局"});
  paper.last().projects = {{"江白高速", ProjectStage::kStarted, {}, "project"},
                           {"云山水库", ProjectStage::kAccepted, {}, "project"}};
  const std::int64_t next = bring_in(paper).plan_id;
  const auto found = [&](const TaskQuery& query) {
    std::string out;
    const Json page = parsed(list_tasks(*db, office, next, query, kTestNow));
    for (const Json& each : page["items"]) out += each["no"].get<std::string>();
    return out;
  };
  EXPECT_EQ(found({.goal = "cleared"}), "1");
  EXPECT_EQ(found({.goal = "any"}), "1");
  EXPECT_EQ(found({.goal = "rising"}), "");
  EXPECT_EQ(found({.stage = "started"}), "2");
  EXPECT_EQ(found({.stage = "accepted"}), "2");
  EXPECT_EQ(found({.stage = "completed"}), "");
  EXPECT_EQ(found({.stage = "any"}), "2");
  EXPECT_EQ(code_of(list_tasks(*db, office, next, {.goal = "done"}, kTestNow)), ErrorCode::kInvalid);
  EXPECT_EQ(code_of(list_tasks(*db, office, next, {.stage = "done"}, kTestNow)), ErrorCode::kInvalid);
}

TEST_F(Tasks, AreSortedAndPaged) {
  EXPECT_EQ(numbers({.sort = "-no"}), (Numbers{"4", "3", "2", "L2", "1", "L1"}));
  EXPECT_EQ(numbers({.sort = "no", .limit = 2, .after = 2}), (Numbers{"2", "L2"}));
  const Json page = parsed(list_tasks(*db, office, plan, {.limit = 4}, kTestNow));
  EXPECT_EQ(page["next"], "4");
  EXPECT_EQ(page["total"], 6);
  EXPECT_EQ(code_of(list_tasks(*db, office, plan, {.sort = "text; DROP TABLE task"}, kTestNow)),
            ErrorCode::kUsage);
  EXPECT_EQ(code_of(list_tasks(*db, office, plan, {.due_after = "1. März"}, kTestNow)), ErrorCode::kInvalid);
  EXPECT_EQ(code_of(list_tasks(*db, office, 999, {}, kTestNow)), ErrorCode::kNotFound);
}

TEST_F(Tasks, OneIsReadWithItsNeighboursAndFindings) {
  const Json task = parsed(read_task(*db, office, task_id(plan, "2"), kTestNow));
  EXPECT_EQ(task["previous_id"], task_id(plan, "1"));
  EXPECT_EQ(task["next_id"], task_id(plan, "3"));
  EXPECT_EQ(task["plan"]["state"], "draft");
  ASSERT_EQ(task["findings"].size(), 1U);
  EXPECT_EQ(task["findings"][0]["likely"], "市司法局");
  EXPECT_EQ(task["findings"][0]["field"], "responsible_units");
  EXPECT_EQ(task["findings"][0]["same_kind_open"], 1);
  const Json last = parsed(read_task(*db, office, task_id(plan, "2", "2026年民生实事清单"), kTestNow));
  EXPECT_TRUE(last["next_id"].is_null());
}

TEST_F(Tasks, AUnitSeesWhatItAndItsSubUnitsLeadOrShare) {
  const auto bureau = *make_unit(*db, office, {"市财政局", {}, "", "", {}, ""}, kTestNow);
  const auto above = *make_unit(*db, office, {"市政府", {}, "", "", {}, ""}, kTestNow);
  UnitChange under;
  under.set_parent = true;
  under.parent_id = above;
  ASSERT_TRUE(change_unit(*db, office, bureau, {}, under, kTestNow).ok());
  Actor handler = person(Role::kUnitHandler);
  handler.unit_id = bureau;
  EXPECT_EQ(seen_by(handler), (Numbers{"2", "3"}));
  handler.unit_id = above;
  EXPECT_EQ(seen_by(handler), (Numbers{"2", "3"}));
  EXPECT_EQ(code_of(read_task(*db, handler, task_id(plan, "1"), kTestNow)), ErrorCode::kForbidden);
  EXPECT_TRUE(parsed(read_task(*db, handler, task_id(plan, "2"), kTestNow))["previous_id"].is_null());
  EXPECT_EQ(parsed(search_tasks(*db, handler, "增加值", 20, kTestNow))["total"], 0);
  EXPECT_EQ(parsed(plan_overview(*db, handler, plan, Language::kZh, kTestNow))["counts"]["tasks"], 2);
  EXPECT_EQ(
      code_of(change_task(*db, handler, task_id(plan, "2"), {}, {"text", "\"别的\"", "", "", ""}, kTestNow)),
      ErrorCode::kForbidden);
  handler.unit_id = *make_unit(*db, office, {"市气象局", {}, "", "", {}, ""}, kTestNow);
  EXPECT_EQ(code_of(list_tasks(*db, handler, plan, {}, kTestNow)), ErrorCode::kForbidden);
  EXPECT_EQ(parsed(list_plans(*db, handler, 100, 0, kTestNow))["total"], 0);
}

TEST_F(Tasks, ALeaderSeesHisOwnAndAnotherGovernmentNothing) {
  Actor leader = person(Role::kLeader);
  leader.leader = "李明";
  EXPECT_EQ(seen_by(leader), (Numbers{"3"}));
  Actor stranger = person(Role::kSupervisionOffice);
  stranger.government_id = 2;
  EXPECT_EQ(code_of(read_task(*db, stranger, task_id(plan, "1"), kTestNow)), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(list_tasks(*db, stranger, plan, {}, kTestNow)), ErrorCode::kNotFound);
}

TEST_F(Tasks, PortfoliosGiveLeadersWhereTheClosingSentenceSaysSo) {
  PaperBuilder paper("2027年示例市重点工作分工方案", 2027);
  paper.task("新建学校3所。", {"市教育局"}).task("建设公园两个。", {"市林业局"}, {}, {"赵平"});
  paper.closing("各牵头部门分管市领导负责组织推进相关工作。");
  const std::int64_t closing_plan = bring_in(paper).plan_id;
  const auto school = *make_unit(*db, office, {"市教育局", {}, "", "", {}, ""}, kTestNow);
  const auto wood = *make_unit(*db, office, {"市林业局", {}, "", "", {}, ""}, kTestNow);
  ASSERT_TRUE(make_portfolio(*db, office, {"孙丽", school, "2025-01-01", "2026-02-01"}, kTestNow).ok());
  ASSERT_TRUE(make_portfolio(*db, office, {"周强", school, "2026-02-01", ""}, kTestNow).ok());
  ASSERT_TRUE(make_portfolio(*db, office, {"周强", wood, "2026-02-01", ""}, kTestNow).ok());
  const Json items = parsed(list_tasks(*db, office, closing_plan, {}, kTestNow))["items"];
  EXPECT_EQ(items[0]["implied_leaders"], Json({"周强"})) << "the one of that day";
  EXPECT_EQ(items[1]["implied_leaders"], Json::array()) << "the paper names one";
  EXPECT_EQ(parsed(read_task(*db, office, items[0]["id"], kTestNow))["implied_leaders"], Json({"周强"}));
  const Json leaders = parsed(plan_leaders(*db, office, closing_plan, kTestNow))["items"];
  ASSERT_EQ(leaders.size(), 2U);
  EXPECT_EQ(leaders[1]["name"], "周强");
  EXPECT_EQ(leaders[1]["implied"], 1);
  Actor leader = person(Role::kLeader);
  leader.leader = "周强";
  EXPECT_EQ(parsed(list_tasks(*db, leader, closing_plan, {}, kTestNow))["total"], 1);
  EXPECT_EQ(parsed(list_tasks(*db, office, closing_plan, {.leader = "周强"}, kTestNow))["total"], 1);
  // The first plan says nothing of the kind.
  EXPECT_EQ(parsed(list_tasks(*db, office, plan, {}, kTestNow))["items"][4]["implied_leaders"], Json::array());
}

TEST_F(Tasks, SearchFindsExactlyWhereTheWordsStand) {
  const Json found = parsed(search_tasks(*db, office, "新", 20, kTestNow));
  ASSERT_EQ(found["total"], 2);
  EXPECT_EQ(found["items"][0]["at"], Json::parse("[[0,3]]"));
  EXPECT_EQ(found["items"][1]["at"], Json::parse("[[0,3]]"));
  EXPECT_EQ(parsed(search_tasks(*db, office, "工业增", 20, kTestNow))["total"], 1);
  EXPECT_EQ(parsed(search_tasks(*db, office, "业增长", 20, kTestNow))["total"], 0);
  EXPECT_EQ(parsed(search_tasks(*db, office, "", 20, kTestNow))["total"], 0);
}

TEST_F(Tasks, OverviewUnitsAndLeadersCountTheRows) {
  const Json overview = parsed(plan_overview(*db, office, plan, Language::kZh, kTestNow));
  EXPECT_EQ(overview["counts"]["tasks"], 4);
  EXPECT_EQ(overview["counts"]["list_tasks"], 2);
  EXPECT_EQ(overview["counts"]["sections"], 2);
  EXPECT_EQ(overview["counts"]["targets"], 3);
  EXPECT_EQ(overview["counts"]["lead_units"], 6);
  EXPECT_EQ(overview["counts"]["leaders"], 2);
  EXPECT_EQ(overview["counts"]["without_lead"], 1);
  EXPECT_EQ(overview["counts"]["look_open"], 1);
  EXPECT_EQ(overview["tasks_by_section"][0]["title"], "推动工业增长");
  EXPECT_EQ(overview["targets_by_measure"][0], Json::parse(R"({"measure":"increment","count":2})"));
  EXPECT_EQ(overview["without_lead"][0]["no"], "4");
  EXPECT_EQ(overview["open_lists"][0]["field"], "responsible_units");
  EXPECT_EQ(overview["findings_by_kind"].size(), 2U);
  const Json units = parsed(plan_units(*db, office, plan, kTestNow))["items"];
  EXPECT_EQ(units.size(), 11U);
  const Json leaders = parsed(plan_leaders(*db, office, plan, kTestNow))["items"];
  EXPECT_EQ(leaders[0]["name"], "王健");
  EXPECT_EQ(leaders[0]["led"], 2);
}

TEST_F(Tasks, ACorrectionOfADraftIsKeptWithItsHistory) {
  const std::int64_t id = task_id(plan, "1");
  ASSERT_TRUE(change_task(*db, office, id, 1, {"lead_units", R"(["市工业和信息化局","市商务局"])", "", "", ""},
                          kTestNow)
                  .ok());
  const Json task = parsed(read_task(*db, office, id, kTestNow));
  EXPECT_EQ(task["lead_units"], Json({"市工业和信息化局", "市商务局"}));
  EXPECT_EQ(task["spans"]["lead_units"][1], Json::parse(R"({"rule":"correction"})"));
  EXPECT_TRUE(task["spans"]["lead_units"][0].is_array()) << "what was printed keeps its place";
  EXPECT_EQ(task["settled_fields"], Json({"lead_units"}));
  EXPECT_EQ(task["version"], 2);
  EXPECT_EQ(task["history"][0]["before"], "市工业和信息化局");
  EXPECT_EQ(task["history"][0]["after"], "市工业和信息化局、市商务局");
  EXPECT_EQ(parsed(search_tasks(*db, office, "工业", 9, kTestNow))["total"], 1) << "still indexed once";
  EXPECT_EQ(code_of(change_task(*db, office, id, 1, {"text", "\"新\"", "", "", ""}, kTestNow)),
            ErrorCode::kStale);
  for (const TaskChange& bad :
       {TaskChange{"text", "\"\"", "", "", ""}, TaskChange{"text", "[]", "", "", ""},
        TaskChange{"lead_units", "\"甲\"", "", "", ""}, TaskChange{"no", "\"3\"", "", "", ""},
        TaskChange{"deadline", "\"明年\"", "", "", ""}, TaskChange{"shared", "1", "", "", ""},
        TaskChange{"text", "{", "", "", ""}}) {
    EXPECT_EQ(code_of(change_task(*db, office, id, 2, bad, kTestNow)), ErrorCode::kInvalid) << bad.field;
  }
  EXPECT_EQ(parsed(read_task(*db, office, id, kTestNow))["version"], 2) << "a refused change leaves no trace";
}

TEST_F(Tasks, ViewsAreOnesOwnUnlessShared) {
  Actor clerk = person(Role::kSupervisionOffice);
  const auto view = make_view(*db, clerk, {"我的", "ledger", "plan=1&q=%E5%B7%A5", false}, kTestNow);
  ASSERT_TRUE(view.ok());
  EXPECT_EQ(parsed(list_views(*db, clerk, "ledger"))["total"], 1);
  Actor other = clerk;
  other.account_id = 8;
  EXPECT_EQ(parsed(list_views(*db, other, "ledger"))["total"], 0);
  EXPECT_EQ(code_of(delete_view(*db, other, view->id, {}, kTestNow)), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(make_view(*db, clerk, {"坏", "ledger", std::string(5000, 'a'), false}, kTestNow)),
            ErrorCode::kTooLarge);
  Actor handler = person(Role::kUnitHandler);
  EXPECT_EQ(code_of(make_view(*db, handler, {"甲", "ledger", "/l", true}, kTestNow)), ErrorCode::kForbidden);
  EXPECT_TRUE(delete_view(*db, clerk, view->id, 1, kTestNow).ok());
}

}  // namespace
}  // namespace duban
