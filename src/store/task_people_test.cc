#include "store/task_people.h"

#include "store/apportionment.h"
#include "store/approval.h"
#include "store/cases.h"
#include "store/checklist.h"
#include "store/group_members.h"
#include "store/ledger_fixture.h"
#include "store/obligations.h"
#include "store/open_sets.h"
#include "store/people.h"
#include "store/people_todo.h"
#include "store/posts.h"
#include "store/units.h"

namespace duban {
namespace {

constexpr UtcMillis kOneDay = 86'400'000;

// The example plan, approved, with registered units.
class TaskPeopleTest : public LedgerTest {
 protected:
  void SetUp() override {
    PaperBuilder paper = example_paper();
    paper.plan.requirements = {{"(一)", "加强组织领导", "各单位要明确一名负责人。", {}}};
    for (const char* name : {"市工业和信息化局", "市统计局", "市住房城乡建设局", "市财政局", "市民政局",
                             "市发展改革委", "市教育局", "市商务局"}) {
      units[name] = *make_unit(*db, office, {name, {}, "", "", {}, ""}, kTestNow);
    }
    plan = bring_in(paper).plan_id;
    ASSERT_TRUE(approve_plan(*db, office, plan, {}, OpenFindings::kDespite, kTestNow).ok());
    homes = task_id(plan, "3");    // 市住房城乡建设局 and 市财政局 lead; 30个
    honesty = task_id(plan, "4");  // nobody leads, 等
  }
  Actor person(const std::string& name, Role role, const std::string& unit) {
    EXPECT_TRUE(add_account(store, name, name, {role}, kTestNow).ok());
    Actor out;
    out.account_id = **db->one("SELECT id FROM account WHERE name = $1", name);
    out.name = name;
    out.roles = {role};
    out.unit_id = units.at(unit);
    EXPECT_TRUE(db->run("UPDATE account SET unit_id = $2 WHERE id = $1", out.account_id, out.unit_id).ok());
    return out;
  }
  void dispatch(std::int64_t task) {
    TaskRequest request;
    request.action = TaskAction::kDispatch;
    request.text = "验收合格";
    const auto done = take_step(*db, office, task, {}, request, kTestNow);
    ASSERT_TRUE(done.ok()) << done.error().message.zh;
  }
  std::vector<Todo> todo(const Actor& actor, UtcMillis now = kTestNow) {
    std::vector<Todo> out;
    const auto done = people_todo(*db, actor, day_of(now), out);
    EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message.en);
    return out;
  }
  static std::vector<std::string> kinds(const std::vector<Todo>& all) {
    std::vector<std::string> out;
    for (const Todo& each : all) out.emplace_back(each.kind);
    return out;
  }
  std::map<std::string, std::int64_t> units;
  std::int64_t plan = 0, homes = 0, honesty = 0;
};

TEST_F(TaskPeopleTest, OfficersAreThoseOfTheUnitUnlessNamedForTheTask) {
  const std::int64_t unit = units.at("市财政局");
  const std::int64_t head = make_post(*db, office, {PostKind::kHead, "", unit}, kTestNow)->id;
  NewTerm term;
  term.person = "陈平";
  term.valid_from = "2025-01-01";
  ASSERT_TRUE(begin_term(*db, office, head, {}, term, kTestNow).ok());
  dispatch(homes);
  const auto shown = [&](const char* on) {
    const Json all = parsed(people_of_task(*db, office, homes, on, kTestNow));
    for (const Json& each : all["units"]) {
      if (each["unit_id"] == unit) return each;
    }
    return Json();
  };
  EXPECT_EQ(shown("")["head"]["person"], "陈平");
  EXPECT_EQ(shown("")["head"]["by"], "post");
  EXPECT_EQ(shown("2024-12-31")["head"]["person"], "");
  term.person = "周宁";
  term.valid_from = "2026-03-01";
  ASSERT_TRUE(begin_term(*db, office, head, {}, term, kTestNow).ok());
  EXPECT_EQ(shown("2026-03-01")["head"]["person"], "周宁");
  TaskRequest request;
  request.action = TaskAction::kNameOfficers;
  request.unit = unit_key(unit);
  request.head = "吴清";
  ASSERT_TRUE(
      take_step(*db, person("财政审核", Role::kUnitReviewer, "市财政局"), homes, {}, request, kTestNow).ok());
  EXPECT_EQ(shown("2026-03-01")["head"]["person"], "吴清");
  EXPECT_EQ(shown("")["head"]["by"], "task");
  EXPECT_EQ(shown("")["liaison"]["person"], "");
  EXPECT_EQ(parsed(people_of_plan(*db, office, plan, "2026-03-01", kTestNow))["units"].size(), 7u);
}

TEST_F(TaskPeopleTest, AReviewerForwardsATaskToAHandlerOfHisUnit) {
  dispatch(homes);
  const Actor reviewer = person("财政审核", Role::kUnitReviewer, "市财政局");
  const Actor handler = person("财政经办", Role::kUnitHandler, "市财政局");
  const Actor stranger = person("民政经办", Role::kUnitHandler, "市民政局");
  EXPECT_EQ(code_of(forward_task(*db, reviewer, homes, {}, {0, stranger.account_id, ""}, kTestNow)),
            ErrorCode::kInvalid);
  EXPECT_EQ(code_of(forward_task(*db, handler, homes, {}, {0, handler.account_id, ""}, kTestNow)),
            ErrorCode::kForbidden);
  EXPECT_EQ(todo(handler).size(), 0u);
  ASSERT_TRUE(forward_task(*db, reviewer, homes, {}, {0, handler.account_id, "请今天签收"}, kTestNow).ok());
  EXPECT_EQ(load_case(*db, homes)->task.units[1].handler, "财政经办");
  EXPECT_EQ(**forwarded_to(*db, homes, units.at("市财政局")), handler.account_id);
  const auto waits = todo(handler);
  ASSERT_EQ(kinds(waits), std::vector<std::string>{"given_to_me"});
  EXPECT_EQ(waits[0].words.zh, "财政审核转办：请今天签收");
  EXPECT_EQ(waits[0].task_id, homes);
  EXPECT_EQ(code_of(forward_task(*db, reviewer, homes, 1, {0, handler.account_id, ""}, kTestNow)),
            ErrorCode::kStale);
}

TEST_F(TaskPeopleTest, AnOpenSetStaysOpenUntilANamedPersonResolvesIt) {
  ASSERT_EQ(open_sets(*db, 1, plan)->size(), 1u);
  EXPECT_EQ(open_sets(*db, 1, 0)->front().task_id, honesty);
  EXPECT_EQ(code_of(resolve_open_set(*db, office, honesty, {UnitPart::kResponsible, {}, ""}, kTestNow)),
            ErrorCode::kInvalid);
  EXPECT_EQ(code_of(resolve_open_set(*db, office, honesty, {UnitPart::kLead, {}, "无"}, kTestNow)),
            ErrorCode::kConflict);
  const std::int64_t trade = units.at("市商务局"), education = units.at("市教育局");
  // A unit that is on the task already undoes the whole.
  EXPECT_EQ(code_of(resolve_open_set(*db, office, honesty,
                                     {UnitPart::kResponsible, {trade, education}, "会议纪要"}, kTestNow)),
            ErrorCode::kConflict);
  EXPECT_EQ(load_case(*db, honesty)->task.units.size(), 2u);
  ASSERT_TRUE(resolve_open_set(*db, office, honesty, {UnitPart::kResponsible, {trade}, "示府办会纪〔2026〕2号"},
                               kTestNow)
                  .ok());
  EXPECT_TRUE(open_sets(*db, 1, plan)->empty());
  const TaskCase task = load_case(*db, honesty)->task;
  ASSERT_NE(unit_of(task, unit_key(trade)), nullptr);
  EXPECT_EQ(unit_of(task, unit_key(trade))->part, UnitPart::kResponsible);
  const Json shown = parsed(open_sets_of_task(*db, office, honesty, kTestNow));
  EXPECT_EQ(shown["responsible"], (Json{{"open", true}, {"resolved", true}}));
  EXPECT_EQ(shown["records"][0]["units"][0]["unit_name"], "市商务局");
  EXPECT_EQ(shown["records"][0]["account"], "测试");
}

TEST_F(TaskPeopleTest, NoFurtherUnitIsARecordToo) {
  ASSERT_TRUE(
      resolve_open_set(*db, office, honesty, {UnitPart::kResponsible, {}, "经核实无其他单位"}, kTestNow).ok());
  EXPECT_TRUE(open_sets(*db, 1, plan)->empty());
  EXPECT_EQ(load_case(*db, honesty)->task.units.size(), 2u);
}

TEST_F(TaskPeopleTest, ATargetIsDividedAndItsSumChecked) {
  const std::int64_t build = units.at("市住房城乡建设局"), money = units.at("市财政局");
  NewApportionment wanted;
  wanted.parts = {{build, 20}, {money, 5}};
  const auto short_of = set_apportionment(*db, office, homes, 0, 0, wanted, kTestNow);
  EXPECT_EQ(code_of(short_of), ErrorCode::kConflict);
  EXPECT_NE(short_of.error().message.zh.find("25"), std::string::npos) << short_of.error().message.zh;
  EXPECT_EQ(count("apportionment_part"), 0);
  wanted.parts[1].value = 10;
  ASSERT_TRUE(set_apportionment(*db, office, homes, 0, 0, wanted, kTestNow).ok());
  Json shown = parsed(read_apportionment(*db, office, homes, 0, Language::kZh, kTestNow));
  EXPECT_EQ(shown["verdict"], "exact");
  EXPECT_EQ(shown["parts"].size(), 2u);
  EXPECT_EQ(parts_of_unit(*db, homes, money)->at(0), 10);
  EXPECT_TRUE(parts_of_unit(*db, homes, units.at("市民政局"))->empty());
  EXPECT_EQ(code_of(set_apportionment(*db, office, homes, 0, 0, wanted, kTestNow)), ErrorCode::kStale);
  wanted.parts[1].value = 15;
  ASSERT_TRUE(set_apportionment(*db, office, homes, 0, 1, wanted, kTestNow).ok());
  shown = parsed(read_apportionment(*db, office, homes, 0, Language::kZh, kTestNow));
  EXPECT_EQ(shown["verdict"], "over");
  EXPECT_EQ(shown["version"], 2);
  wanted.parts = {{build, 20}, {units.at("市商务局"), 10}};
  EXPECT_EQ(code_of(set_apportionment(*db, office, homes, 0, 2, wanted, kTestNow)), ErrorCode::kInvalid);
  wanted.parts = {{build, 20}, {build, 10}};
  EXPECT_EQ(code_of(set_apportionment(*db, office, homes, 0, 2, wanted, kTestNow)), ErrorCode::kInvalid);
  wanted.parts = {{build, 20}, {money, 5}};
  wanted.despite = true;
  EXPECT_TRUE(set_apportionment(*db, office, homes, 0, 2, wanted, kTestNow).ok());
  wanted = {};
  EXPECT_TRUE(set_apportionment(*db, office, homes, 0, 3, wanted, kTestNow).ok());
  EXPECT_EQ(parsed(apportionments_of(*db, office, homes, Language::kZh, kTestNow))["items"][0]["parts"].size(),
            0u);
}

TEST_F(TaskPeopleTest, PartsOfARateStandForThemselves) {
  const std::int64_t industry = task_id(plan, "1");  // 5 %
  NewApportionment wanted;
  wanted.parts = {{units.at("市工业和信息化局"), 6}, {units.at("市统计局"), 4.5}};
  ASSERT_TRUE(set_apportionment(*db, office, industry, 0, 0, wanted, kTestNow).ok());
  const Json shown = parsed(read_apportionment(*db, office, industry, 0, Language::kZh, kTestNow));
  EXPECT_EQ(shown["adds_up"], false);
  EXPECT_EQ(shown["verdict"], "");
}

TEST_F(TaskPeopleTest, EveryUnitConfirmsWhatTheClosingPartAsks) {
  Json list = parsed(list_obligations(*db, office, plan, kTestNow));
  ASSERT_EQ(list["proposed"].size(), 1u);
  EXPECT_EQ(list["proposed"][0]["title"], "加强组织领导");
  const Versioned made =
      *make_obligation(*db, office, plan, {"加强组织领导", "各单位要明确一名负责人。", "2026-02-10"}, kTestNow);
  EXPECT_EQ(parsed(list_obligations(*db, office, plan, kTestNow))["proposed"].size(), 0u);
  EXPECT_EQ(Json::parse(made.json)["missing"], 7);
  const Actor finance = person("财政经办", Role::kUnitHandler, "市财政局");
  const Actor civil = person("民政经办", Role::kUnitHandler, "市民政局");
  ASSERT_EQ(kinds(todo(finance)), std::vector<std::string>{"confirm_obligation"});
  EXPECT_EQ(to_iso(todo(finance)[0].due), "2026-02-10");
  ASSERT_TRUE(confirm_obligation(*db, finance, made.id, 0, "已明确副局长陈平", kTestNow).ok());
  EXPECT_EQ(code_of(confirm_obligation(*db, finance, made.id, 0, "", kTestNow)), ErrorCode::kConflict);
  EXPECT_EQ(code_of(confirm_obligation(*db, finance, made.id, civil.unit_id, "", kTestNow)),
            ErrorCode::kForbidden);
  EXPECT_TRUE(todo(finance).empty());
  ASSERT_TRUE(confirm_obligation(*db, civil, made.id, 0, "", kTestNow + 6 * kOneDay).ok());
  ASSERT_TRUE(confirm_obligation(*db, office, made.id, units.at("市教育局"), "电话确认", kTestNow).ok());
  const Json shown = parsed(read_obligation(*db, office, made.id, kTestNow));
  EXPECT_EQ(shown["confirmed"], 3);
  EXPECT_EQ(shown["missing"], 4);
  for (const Json& each : shown["units"]) {
    if (each["unit_name"] == "市财政局") {
      EXPECT_EQ(each["late"], false);
    }
    if (each["unit_name"] == "市民政局") {
      EXPECT_EQ(each["late"], true);
    }
    if (each["unit_name"] == "市教育局") {
      EXPECT_EQ(each["filled_in"], true);
    }
  }
  EXPECT_EQ(parsed(read_obligation(*db, finance, made.id, kTestNow))["units"].size(), 1u)
      << "a unit sees its own";
  const Actor trade = person("统计经办", Role::kUnitHandler, "市统计局");
  EXPECT_EQ(kinds(todo(trade)), std::vector<std::string>{"confirm_obligation"});
  ASSERT_TRUE(withdraw_obligation(*db, office, made.id, {}, kTestNow).ok());
  EXPECT_TRUE(todo(trade).empty());
  EXPECT_EQ(code_of(confirm_obligation(*db, trade, made.id, 0, "", kTestNow)), ErrorCode::kConflict);
}

TEST_F(TaskPeopleTest, UnitsTickTheChecklistOfTheOffice) {
  dispatch(homes);
  ASSERT_TRUE(set_checklist(*db, office, "", {{0, "一名负责领导"}, {0, "一个工作方案"}}, kTestNow).ok());
  ASSERT_TRUE(set_checklist(*db, office, "project", {{0, "一张项目清单"}}, kTestNow).ok());
  EXPECT_EQ(code_of(set_checklist(*db, office, "nonsense", {}, kTestNow)), ErrorCode::kInvalid);
  EXPECT_EQ(code_of(set_checklist(*db, office, "", {{0, "一"}, {0, "一"}}, kTestNow)), ErrorCode::kInvalid);
  Json shown = parsed(checklist_of_task(*db, office, homes, kTestNow));
  ASSERT_EQ(shown["items"].size(), 2u) << shown.dump();
  ASSERT_EQ(shown["items"][0]["units"].size(), 2u) << "the two that lead";
  const Actor finance = person("财政经办", Role::kUnitHandler, "市财政局");
  ASSERT_EQ(kinds(todo(finance)), std::vector<std::string>{"fill_checklist"});
  const std::int64_t leader = shown["items"][0]["id"], scheme = shown["items"][1]["id"];
  EXPECT_EQ(code_of(tick_checklist(*db, finance, homes, {leader, 0, true, ""}, kTestNow)), ErrorCode::kInvalid);
  ASSERT_TRUE(tick_checklist(*db, finance, homes, {leader, 0, true, "副局长陈平"}, kTestNow).ok());
  EXPECT_EQ(todo(finance).size(), 1u);
  ASSERT_TRUE(tick_checklist(*db, finance, homes, {scheme, 0, true, "示财〔2026〕8号"}, kTestNow).ok());
  EXPECT_TRUE(todo(finance).empty());
  ASSERT_TRUE(tick_checklist(*db, finance, homes, {scheme, 0, false, ""}, kTestNow).ok());
  EXPECT_EQ(todo(finance).size(), 1u) << "taken back";
  EXPECT_EQ(code_of(tick_checklist(*db, finance, homes, {leader, units.at("市民政局"), true, "x"}, kTestNow)),
            ErrorCode::kForbidden);
  // Other words are another item; the first keeps its ticks.
  ASSERT_TRUE(
      set_checklist(*db, office, "", {{leader, "一名负责领导"}, {scheme, "一套工作方案"}}, kTestNow).ok());
  shown = parsed(checklist_of_task(*db, office, homes, kTestNow));
  EXPECT_EQ(shown["items"][0]["id"], leader);
  EXPECT_EQ(shown["items"][0]["units"][1]["evidence"], "副局长陈平");
  EXPECT_EQ(shown["items"][1]["title"], "一套工作方案");
  EXPECT_EQ(shown["items"][1]["units"][1]["done"], false);
}

TEST_F(TaskPeopleTest, WhatTheRegistersDoNotKnowWaitsForTheOffice) {
  Actor desk;
  desk.account_id = 900;
  desk.roles = {Role::kSupervisionOffice};
  const auto waits = todo(desk);
  ASSERT_EQ(kinds(waits),
            (std::vector<std::string>{"resolve_open_set", "name_group_members", "register_units"}));
  EXPECT_EQ(waits[1].words.zh, "1 个单位组还没有成员：各区人民政府");
  EXPECT_EQ(waits[0].task_id, honesty);
  const Versioned group = *make_group(*db, office, {"各区人民政府", {}}, kTestNow);
  EXPECT_EQ(todo(desk).size(), 3u) << "a group without members still waits";
  const std::int64_t east = *make_unit(*db, office, {"甲区人民政府", {}, "county", "", {}, ""}, kTestNow);
  ASSERT_TRUE(set_members(*db, office, group.id, {}, {east}, "2026-01-01", kTestNow).ok());
  EXPECT_EQ(kinds(todo(desk)), (std::vector<std::string>{"resolve_open_set", "register_units"}));
}

}  // namespace
}  // namespace duban
