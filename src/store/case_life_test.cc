// Adjustments with one truth, sub-tasks, roll-over, the case's page and the timeline.

#include "store/added_tasks.h"
#include "store/case_fixture.h"
#include "store/case_view.h"
#include "store/findings.h"
#include "store/portfolios.h"
#include "store/rebuild.h"
#include "store/subtasks.h"
#include "store/timeline.h"

namespace duban {
namespace {

constexpr UtcMillis kOneDay = 86'400'000;

class CaseLife : public CaseTest {
 protected:
  void SetUp() override {
    education = unit("市教育局");
    finance = unit("市财政局");
    housing = unit("市住房城乡建设局");
    PaperBuilder paper;
    paper.task("新建学校5所。", {"市教育局"}, {"市财政局"}, {"王健"});
    paper.task("推进诚信建设。", {}, {"市教育局", "市财政局"});
    paper.last().shared = true;
    paper.task("建成轨道交通一期。", {"市住房城乡建设局"});
    paper.last().deadline = "2028-12-31";
    plan = approve(paper);
    schools = task_id(plan, "1");
    trust = task_id(plan, "2");
    railway = task_id(plan, "3");
  }
  Json view(const Actor& actor, std::int64_t task, UtcMillis now = kTestNow) {
    return parsed(read_case(*db, actor, task, now));
  }
  Json timeline(std::int64_t task, const std::string& group = "") {
    return parsed(task_timeline(*db, director, task, group, kTestNow))["items"];
  }
  void dispatch(std::int64_t task) {
    EXPECT_EQ(take(director, task, request(TaskAction::kDispatch, 0, "建成并交付")), "");
  }
  // The unit's own steps up to completion, and the office's.
  void close(std::int64_t task, std::int64_t of, Closure closure = Closure::kSubstantive) {
    using enum TaskAction;
    const Actor his = person(30, "经办", Role::kUnitHandler, of);
    EXPECT_EQ(take(his, task, request(kAcknowledge, of)), "");
    EXPECT_EQ(take(his, task, request(kBreakDown, of)), "");
    EXPECT_EQ(take(director, task, request(kAcceptBreakDown, of)), "");
    EXPECT_EQ(take(his, task, request(kApplyCompletion, of, "已建成")), "");
    EXPECT_EQ(take(director, task, request(kBeginVerification, of)), "");
    TaskRequest pass = request(kPassVerification, of);
    pass.closure = closure;
    EXPECT_EQ(take(director, task, pass), "");
  }
  std::string change(std::int64_t task, const std::string& field, const std::string& value) {
    const auto done =
        change_task(*db, director, task, {}, {field, value, "", "工作需要", "会议纪要〔2026〕3号"}, kTestNow);
    return done.ok() ? "" : done.error().message.zh;
  }
  static Json action_of(const Json& view, const std::string& action) {
    for (const Json& each : view["actions"]) {
      if (each["action"] == action) return each;
    }
    return nullptr;
  }
  std::int64_t education = 0, finance = 0, housing = 0, plan = 0, schools = 0, trust = 0, railway = 0;
  Actor director = person(11, "督查员", Role::kSupervisionOffice);
  Actor second = person(19, "副科长", Role::kSupervisionOffice);
};

TEST_F(CaseLife, AnAdjustedDateIsTheRowsAndTheCases) {
  EXPECT_EQ(change(schools, "deadline", "\"2026-09-30\""), "");
  EXPECT_EQ(parsed(read_task(*db, director, schools, kTestNow))["due_date"], "2026-09-30");
  const TaskCase task = kept(schools).task;
  EXPECT_EQ(due_of(task), *Day::of(2026, 9, 30));
  EXPECT_EQ(task.original_due, *Day::of(2026, 12, 31));
  EXPECT_EQ(task.adjustments, 1);
  // The same by the other door.
  TaskRequest adjust = request(TaskAction::kAdjust, 0, "提前");
  adjust.document = "批示第5号";
  adjust.field = "due";
  adjust.date = *Day::of(2026, 8, 31);
  EXPECT_EQ(take(director, schools, adjust), "");
  EXPECT_EQ(parsed(read_task(*db, director, schools, kTestNow))["due_date"], "2026-08-31");
  EXPECT_EQ(due_of(kept(schools).task), *Day::of(2026, 8, 31));
  EXPECT_EQ(facts_of(*db, schools)->back().what.before, "2026-09-30");
}

TEST_F(CaseLife, AnotherDateForOneUnitLeavesTheRow) {
  TaskRequest adjust = request(TaskAction::kAdjust, finance, "资金先到位");
  adjust.document = "批示第5号";
  adjust.field = "due";
  adjust.date = *Day::of(2026, 6, 30);
  EXPECT_EQ(take(director, schools, adjust), "");
  EXPECT_EQ(unit_of(kept(schools).task, unit_key(finance))->due, *Day::of(2026, 6, 30));
  EXPECT_EQ(parsed(read_task(*db, director, schools, kTestNow))["due_date"], "2026-12-31");
}

TEST_F(CaseLife, AdjustedUnitsTakeTheirSeats) {
  dispatch(schools);
  EXPECT_EQ(change(schools, "lead_units", R"(["市住房城乡建设局","市财政局"])"), "");
  const TaskCase task = kept(schools).task;
  EXPECT_EQ(unit_of(task, unit_key(housing))->part, UnitPart::kLead);
  EXPECT_EQ(unit_of(task, unit_key(housing))->state, TaskState::kDispatched);
  EXPECT_EQ(unit_of(task, unit_key(finance))->part, UnitPart::kLead) << "it was responsible and leads now";
  EXPECT_EQ(unit_of(task, unit_key(education))->state, TaskState::kReleased);
  EXPECT_EQ(*rebuild(*facts_of(*db, schools)), task);
}

TEST_F(CaseLife, AnAdjustmentThatWouldLeaveNobodyChangesNothing) {
  dispatch(schools);
  const std::string before = parsed(read_task(*db, director, schools, kTestNow)).dump();
  EXPECT_NE(change(schools, "lead_units", "[]"), "");
  EXPECT_EQ(parsed(read_task(*db, director, schools, kTestNow)).dump(), before);
  EXPECT_EQ(kept(schools).task.facts, 2);
}

TEST_F(CaseLife, ACorrectedWordingIsTheRowsToo) {
  dispatch(schools);
  EXPECT_EQ(take(person(30, "经办", Role::kUnitHandler, education), schools,
                 request(TaskAction::kDispute, education, "所数有误")),
            "");
  TaskRequest correct = request(TaskAction::kCorrectWording, education, "按批复更正");
  correct.field = "text";
  correct.after = "新建学校4所。";
  EXPECT_EQ(take(director, schools, correct), "");
  EXPECT_EQ(parsed(read_task(*db, director, schools, kTestNow))["text"], "新建学校4所。");
  EXPECT_EQ(facts_of(*db, schools)->back().what.before, "新建学校5所。");
}

TEST_F(CaseLife, ThePageOffersWhatThePersonCanDo) {
  Json page = view(director, schools);
  EXPECT_EQ(page["state_zh"], "立项");
  EXPECT_EQ(page["version"], 1);
  EXPECT_EQ(action_of(page, "dispatch")["main"], true);
  EXPECT_EQ(action_of(page, "dispatch")["needs"], Json({"text"}));
  EXPECT_EQ(action_of(page, "acknowledge"), nullptr);
  dispatch(schools);

  const Actor his = person(30, "经办", Role::kUnitHandler, education);
  page = view(his, schools);
  const Json acknowledge = action_of(page, "acknowledge");
  EXPECT_EQ(acknowledge["main"], true);
  EXPECT_EQ(acknowledge["unit_id"], education);
  EXPECT_EQ(acknowledge["capacity"], "self");
  EXPECT_EQ(acknowledge["needs"], Json::array());
  EXPECT_EQ(acknowledge["options"], Json({"head", "liaison", "handler"}));
  EXPECT_EQ(action_of(page, "suspend"), nullptr);
  EXPECT_TRUE(page["units"][0]["mine"]);
  EXPECT_FALSE(page["units"][1]["mine"]);

  page = view(director, schools, kTestNow + 3 * kOneDay);
  int fill_ins = 0;
  for (const Json& each : page["actions"]) {
    EXPECT_FALSE(each["capacity"] == "fill_in" && each["main"] == true);
    if (each["action"] == "acknowledge") ++fill_ins;
  }
  EXPECT_EQ(fill_ins, 2) << "for each unit";
  ASSERT_EQ(page["late"].size(), 2U) << "the limit ran out on the 6th; nobody had to do anything for the mark";
  EXPECT_EQ(page["late"][0]["unit"], "市教育局");
  EXPECT_EQ(view(person(15, "观察员", Role::kObserver), schools)["actions"], Json::array());
  EXPECT_EQ(code_of(read_case(*db, person(16, "建设", Role::kUnitHandler, housing), schools, kTestNow)),
            ErrorCode::kForbidden);
}

TEST_F(CaseLife, WhoAnswersIsProposedWhereThePaperNamesNobody) {
  Json page = view(director, trust);
  EXPECT_EQ(page["proposed_answering"]["unit"], "市教育局");
  EXPECT_EQ(page["proposed_answering"]["part"], "convener");
  EXPECT_EQ(action_of(page, "dispatch"), nullptr);
  EXPECT_EQ(action_of(page, "set_part")["main"], true);
  TaskRequest part = request(TaskAction::kSetPart, education, "首列单位汇总");
  part.part = UnitPart::kConvener;
  EXPECT_EQ(take(director, trust, part), "");
  ASSERT_TRUE(make_portfolio(*db, office, {"李明", education, "2026-01-01", ""}, kTestNow).ok());
  page = view(director, trust);
  EXPECT_EQ(page["proposed_answering"], nullptr);
  EXPECT_EQ(page["proposed_leaders"], Json({"李明"}));
}

TEST_F(CaseLife, TheSecondStepOfAnExtensionIsTheLeaders) {
  dispatch(schools);
  const Actor his = person(30, "经办", Role::kUnitHandler, education);
  TaskRequest extend = request(TaskAction::kApplyExtension, education, "用地未批");
  extend.date = *Day::of(2027, 3, 31);
  EXPECT_EQ(take(his, schools, extend), "");
  EXPECT_EQ(action_of(view(director, schools), "agree_extension")["main"], true);
  EXPECT_EQ(take(director, schools, request(TaskAction::kAgreeExtension, education)), "");
  EXPECT_EQ(action_of(view(director, schools), "approve_extension"), nullptr);
  const Actor mayor = person(40, "王健", Role::kLeader, 0, "王健");
  EXPECT_EQ(action_of(view(mayor, schools), "approve_extension")["main"], true);
  const Actor other = person(41, "李明", Role::kLeader, 0, "李明");
  EXPECT_EQ(take_step(*db, other, schools, {}, request(TaskAction::kApproveExtension, education), kTestNow)
                .error()
                .code,
            ErrorCode::kForbidden)
      << "not his task";
  EXPECT_EQ(take(mayor, schools, request(TaskAction::kApproveExtension, education)), "");
  EXPECT_EQ(unit_of(kept(schools).task, unit_key(education))->due, *Day::of(2027, 3, 31));
  EXPECT_EQ(view(mayor, schools)["original_due"], "2026-12-31");
}

TEST_F(CaseLife, SubtasksHoldTheTaskOpenAndCloseWithoutAHandsTurn) {
  dispatch(schools);
  NewSubtask first;
  first.text = "完成3所学校选址。";
  first.due = *Day::of(2026, 6, 30);
  first.done_criteria = "选址批复";
  const auto one = make_subtask(*db, director, schools, 2, first, kTestNow);
  ASSERT_TRUE(one.ok()) << one.error().message.zh;
  const auto two = make_subtask(*db, person(30, "经办", Role::kUnitHandler, education), schools, {},
                                {"完成设计。", {}, {finance}, {}, ""}, kTestNow);
  ASSERT_TRUE(two.ok()) << two.error().message.zh;
  EXPECT_EQ(kept(*one).task.state, TaskState::kDispatched);
  EXPECT_EQ(kept(*two).task.state, TaskState::kApproved);
  EXPECT_EQ(kept(schools).task.open_subtasks, 2);
  const Json listed = view(director, schools)["subtasks"];
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0]["no"], "1-1");
  EXPECT_EQ(listed[0]["due"], "2026-06-30");
  EXPECT_EQ(listed[1]["no"], "1-2");
  EXPECT_EQ(view(director, *one)["parent_id"], schools);
  EXPECT_EQ(view(director, schools)["parent_id"], nullptr);

  close(schools, education);
  EXPECT_EQ(kept(schools).task.state, TaskState::kInProgress) << "sub-tasks are open";
  close(*one, education);
  EXPECT_EQ(kept(schools).task.open_subtasks, 1);
  EXPECT_EQ(take(director, *two, request(TaskAction::kTerminate, 0, "并入第一项")), "");
  EXPECT_EQ(kept(schools).task.state, TaskState::kClosed);
  EXPECT_EQ(*rebuild(*facts_of(*db, schools)), kept(schools).task);

  NewSubtask late = first;
  late.due = *Day::of(2027, 1, 1);
  EXPECT_EQ(code_of(make_subtask(*db, director, railway, {}, {"", {}, {}, {}, ""}, kTestNow)),
            ErrorCode::kInvalid);
  EXPECT_EQ(code_of(make_subtask(*db, director, trust, {}, late, kTestNow)), ErrorCode::kInvalid);
  EXPECT_EQ(count("task WHERE list = '子任务'"), 2) << "nothing half done";
}

TEST_F(CaseLife, ATerminatedTaskEndsItsSubtasks) {
  dispatch(schools);
  const auto made = make_subtask(*db, director, schools, {}, {"选址。", {}, {}, {}, ""}, kTestNow);
  ASSERT_TRUE(made.ok());
  EXPECT_EQ(take(director, schools, request(TaskAction::kTerminate, 0, "规划调整")), "");
  EXPECT_EQ(kept(*made).task.state, TaskState::kTerminated);
  EXPECT_EQ(facts_of(*db, *made)->back().what.text, "上级任务终止：规划调整");
}

TEST_F(CaseLife, ALaterReadingDoesNotMissWhatThePaperNeverHad) {
  dispatch(schools);
  ASSERT_TRUE(make_subtask(*db, director, schools, {}, {"选址。", {}, {}, {}, ""}, kTestNow).ok());
  const auto rows = load_rows(*db, plan);
  std::vector<LedgerRow> paper(rows->begin(), rows->begin() + 3);
  const auto proposed = propose(*db, 1, plan, paper);
  ASSERT_TRUE(proposed.ok());
  EXPECT_EQ(*proposed, 0);
}

TEST_F(CaseLife, ALongTermTaskGoesOnNextYear) {
  PaperBuilder next("2027年示例市重点工作分工方案", 2027);
  next.task("修路。", {"市财政局"});
  dispatch(railway);
  const std::int64_t draft = bring_in(next).plan_id;
  EXPECT_EQ(code_of(roll_over(*db, director, railway, {}, draft, {}, kTestNow)), ErrorCode::kConflict);
  ASSERT_TRUE(approve_plan(*db, office, draft, {}, OpenFindings::kDespite, kTestNow).ok());
  EXPECT_EQ(code_of(roll_over(*db, director, schools, {}, draft, {}, kTestNow)), ErrorCode::kConflict)
      << "this year's task";
  EXPECT_EQ(code_of(roll_over(*db, director, railway, {}, plan, {}, kTestNow)), ErrorCode::kInvalid);
  const auto made = roll_over(*db, director, railway, {}, draft, {}, kTestNow + 10 * kOneDay);
  ASSERT_TRUE(made.ok()) << made.error().message.zh;
  const TaskCase old = kept(railway).task;
  const TaskCase fresh = kept(*made).task;
  EXPECT_EQ(old.state, TaskState::kArchived);
  EXPECT_EQ(old.successor, std::to_string(*made));
  EXPECT_EQ(fresh.predecessor, std::to_string(railway));
  EXPECT_EQ(fresh.horizon, Horizon::kLongTerm);
  EXPECT_TRUE(fresh.late_before) << "acknowledgement ran out on the 6th, before the step";
  EXPECT_EQ(fresh.original_due, *Day::of(2027, 12, 31));
  ASSERT_EQ(fresh.units.size(), 1U);
  EXPECT_EQ(fresh.units[0].unit, unit_key(housing));
  EXPECT_EQ(parsed(read_task(*db, director, *made, kTestNow))["text"], "建成轨道交通一期。");
  EXPECT_EQ(view(director, *made)["predecessor_id"], railway);
  EXPECT_EQ(*rebuild(*facts_of(*db, *made)), fresh);
}

TEST_F(CaseLife, OneTimelineTellsWhoForWhomWhenAndWhatCameOfIt) {
  dispatch(schools);
  EXPECT_EQ(take(director, schools, request(TaskAction::kAcknowledge, education), kTestNow + 5 * kOneDay), "");
  TaskRequest set = request(TaskAction::kSetConfidence, 0, "进度正常");
  set.confidence = Confidence::kHigh;
  EXPECT_EQ(take(director, schools, set, kTestNow + 6 * kOneDay), "");
  const Json all = timeline(schools);
  ASSERT_EQ(all.size(), 4U) << all.dump();
  EXPECT_EQ(all[0]["zh"], "研判");
  EXPECT_EQ(all[0]["details"][0]["zh"], "预计可完成");
  EXPECT_EQ(all[1]["zh"], "签收");
  EXPECT_EQ(all[1]["unit"], "市教育局");
  EXPECT_EQ(all[1]["capacity"], "fill_in");
  EXPECT_EQ(all[1]["account"], "督查员");
  ASSERT_EQ(all[1]["late"].size(), 2U);
  EXPECT_EQ(all[1]["late"][0]["zh"], "市教育局签收逾期（时限2026年2月6日）");
  EXPECT_EQ(all[1]["details"][0]["zh"].get<std::string>().substr(0, 12), "分解时限");
  EXPECT_EQ(all[2]["text"], "建成并交付");
  EXPECT_EQ(all[3]["zh"], "立项");
  EXPECT_EQ(timeline(schools, "verification").size(), 0U);
  EXPECT_EQ(code_of(task_timeline(*db, person(16, "建设", Role::kUnitHandler, housing), schools, "", kTestNow)),
            ErrorCode::kForbidden);
}

TEST_F(CaseLife, AnAdjustmentStandsInTheTimelineOnce) {
  EXPECT_EQ(change(schools, "lead_units", R"(["市教育局","市住房城乡建设局"])"), "");
  const Json changes = timeline(schools, "change");
  ASSERT_EQ(changes.size(), 2U) << changes.dump();
  EXPECT_EQ(changes[0]["zh"], "增加单位");
  EXPECT_EQ(changes[1]["zh"], "调整");
  EXPECT_EQ(changes[1]["document"], "会议纪要〔2026〕3号");
  EXPECT_EQ(changes[1]["details"][0]["zh"], "牵头单位：市教育局 → 市教育局、市住房城乡建设局");
}

}  // namespace
}  // namespace duban
