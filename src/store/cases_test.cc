#include "store/cases.h"

#include "store/case_birth.h"
#include "store/case_fixture.h"
#include "store/case_json.h"
#include "store/case_rows.h"
#include "store/case_seats.h"
#include "store/log.h"

namespace duban {
namespace {

TaskCase full_case() {
  TaskCase task;
  task.state = TaskState::kRectifying;
  task.facts = 12;
  task.last_day = *Day::of(2026, 3, 9);
  task.task_class = TaskClass::kLivelihood;
  task.horizon = Horizon::kLongTerm;
  task.original_due = *Day::of(2026, 6, 30);
  task.due_default = true;
  task.done_criteria = "建成并“开园”\n验收";
  task.units.push_back({"7", UnitPart::kConvener, TaskState::kClosed, *Day::of(2026, 7, 1), Closure::kStaged,
                        true, 2, "周某", "吴某", "郑某", 3, 4});
  task.units.push_back({});
  task.limits.push_back({LimitKind::kObjectionDecide, "7", 2, *Day::of(2026, 4, 8)});
  task.late.push_back({LimitKind::kAcknowledge, "7", *Day::of(2026, 2, 6)});
  task.extensions.push_back(
      {"7", *Day::of(2026, 6, 30), *Day::of(2026, 7, 1), ExtensionState::kGranted, 5, *Day::of(2026, 6, 29)});
  task.conclusions.push_back({1, "7", *Day::of(2026, 3, 8), 9, true, ObjectionState::kFiled});
  task.adjustments = 1;
  task.open_subtasks = 2;
  task.confidence = Confidence::kLow;
  task.suspended_on = *Day::of(2026, 3, 1);
  task.ending = Ending::kRolledOver;
  task.closure = Closure::kProcedural;
  task.ended_on = *Day::of(2026, 12, 31);
  task.predecessor = "3";
  task.successor = "44";
  task.late_before = true;
  return task;
}

TEST(CaseJson, RoundTrips) {
  for (const TaskCase& task : {TaskCase(), full_case()}) {
    const auto back = case_from_json(case_to_json(task));
    ASSERT_TRUE(back.ok()) << back.error().message.zh;
    EXPECT_EQ(*back, task);
    EXPECT_EQ(case_to_json(*back), case_to_json(task));
  }
}

TEST(CaseJson, RefusesWhatItDidNotWrite) {
  const std::string good = case_to_json(full_case());
  const auto with = [&](const std::string& words, const std::string& by) {
    std::string out = good;
    out.replace(out.find(words), words.size(), by);
    return out;
  };
  const std::string bad[] = {
      "",
      "[]",
      "{}",
      with("\"rectifying\"", "\"resting\""),
      with("\"2026-03-09\"", "\"2026-02-30\""),
      with("\"facts\":12", "\"facts\":\"12\""),
      with("\"conclusion\":2", "\"conclusion\":20000000000"),
      with("\"limits\":[{\"kind\"", "\"limits\":[{\"sort\""),
  };
  for (const std::string& each : bad) {
    const auto read = case_from_json(each);
    ASSERT_FALSE(read.ok()) << each;
    EXPECT_EQ(read.error().code, ErrorCode::kDamaged);
  }
}

class Cases : public CaseTest {
 protected:
  void SetUp() override {
    education = unit("市教育局");
    finance = unit("市财政局");
    housing = unit("市住房城乡建设局");
    plan = approve(PaperBuilder()
                       .task("新建学校5所。", {"市教育局"}, {"市财政局", "市教育局", "各区人民政府"})
                       .task("改造老旧小区30个。", {"市住房城乡建设局", "市财政局"})
                       .task("推进诚信建设。", {}, {"市教育局", "市财政局"}));
    schools = task_id(plan, "1");
    homes = task_id(plan, "2");
    trust = task_id(plan, "3");
  }
  TaskRequest dispatch(const std::string& despite = "") {
    TaskRequest out = request(TaskAction::kDispatch, 0, "建成并交付");
    out.after = despite;
    return out;
  }
  std::int64_t education = 0, finance = 0, housing = 0, plan = 0, schools = 0, homes = 0, trust = 0;
  Actor director = person(11, "督查员", Role::kSupervisionOffice);
  Actor teacher = person(12, "教育局经办", Role::kUnitHandler, 0);
};

TEST_F(Cases, BeginAtApproval) {
  const TaskCase task = kept(schools).task;
  EXPECT_EQ(task.state, TaskState::kApproved);
  EXPECT_EQ(task.facts, 1);
  EXPECT_EQ(task.original_due, *Day::of(2026, 12, 31));
  EXPECT_TRUE(task.due_default);
  ASSERT_EQ(task.units.size(), 2U) << "each once; a name that the register does not know takes no seat";
  EXPECT_EQ(task.units[0].unit, unit_key(education));
  EXPECT_EQ(task.units[0].part, UnitPart::kLead);
  EXPECT_EQ(task.units[1].unit, unit_key(finance));
  EXPECT_EQ(task.units[1].part, UnitPart::kResponsible);
  const auto facts = facts_of(*db, schools);
  ASSERT_EQ(facts->size(), 1U);
  EXPECT_EQ(facts->front().day, *Day::of(2026, 2, 5));
  EXPECT_EQ(facts->front().what.by.name, "测试");
  EXPECT_EQ(*rebuild(*facts), task);
  const auto all = load_cases(*db, plan);
  ASSERT_EQ(all->size(), 3U);
  EXPECT_EQ(all->at(1).task_id, homes);
  EXPECT_EQ(all->at(0).task, task);
  EXPECT_EQ(count("task_case_unit"), 6);
  EXPECT_EQ(load_case(*db, 9999).error().code, ErrorCode::kNotFound);
}

TEST_F(Cases, ADraftHasNone) {
  const std::int64_t draft = bring_in(PaperBuilder("另一份方案").task("修路。", {"市财政局"})).plan_id;
  EXPECT_EQ(load_case(*db, task_id(draft, "1")).error().code, ErrorCode::kNotFound);
  EXPECT_TRUE(load_cases(*db, draft)->empty());
}

TEST_F(Cases, ClassAndHorizonAreWhatThePaperSays) {
  PaperBuilder paper("三年行动方案");
  paper.section("一", "推进重大项目").task("建成高铁站。", {"市财政局"});
  paper.last().deadline = "2028-12-31";
  paper.section("二", "其他工作").task("常态化巡查。", {"市财政局"});
  paper.last().deadline_text = "长期坚持";
  paper.list("2026年民生实事清单").task("建设公园。", {"市财政局"});
  paper.last().deadline = "2026-09-30";
  const std::int64_t three = approve(paper);
  const auto all = load_cases(*db, three);
  EXPECT_EQ(all->at(0).task.task_class, TaskClass::kProject);
  EXPECT_EQ(all->at(0).task.horizon, Horizon::kLongTerm);
  EXPECT_FALSE(all->at(0).task.due_default);
  EXPECT_EQ(all->at(1).task.task_class, TaskClass::kNone);
  EXPECT_EQ(all->at(1).task.horizon, Horizon::kLongTerm);
  EXPECT_EQ(all->at(2).task.task_class, TaskClass::kLivelihood);
  EXPECT_EQ(all->at(2).task.horizon, Horizon::kThisYear);
  EXPECT_EQ(all->at(2).task.original_due, *Day::of(2026, 9, 30));
}

TEST_F(Cases, DispatchWaitsForNamesThatTheRegisterDoesNotKnow) {
  const std::string said = take(director, schools, dispatch());
  EXPECT_NE(said.find("各区人民政府不在单位名录中"), std::string::npos) << said;
  EXPECT_EQ(kept(schools).task.facts, 1) << "nothing half done";

  const std::int64_t districts = unit("各区人民政府");
  const auto missing = names_without_seat(*db, kept(schools));
  ASSERT_EQ(missing->size(), 1U);
  EXPECT_EQ(missing->front().units, std::vector{districts}) << "registered by now: offered to be added";
  EXPECT_NE(take(director, schools, dispatch()).find("增加单位"), std::string::npos);

  TaskRequest add = request(TaskAction::kAddUnit, districts, "名录补登");
  EXPECT_EQ(take(director, schools, add), "");
  EXPECT_EQ(take(director, schools, dispatch()), "");
  EXPECT_EQ(kept(schools).task.state, TaskState::kDispatched);
}

TEST_F(Cases, TheOfficeMayDispatchWithoutANameAndSaysWhy) {
  EXPECT_EQ(take(director, schools, dispatch("区政府另行发文")), "");
  const TaskFact fact = facts_of(*db, schools)->back();
  EXPECT_EQ(fact.what.field, kWithoutUnits);
  EXPECT_EQ(fact.what.before, "各区人民政府");
  EXPECT_EQ(fact.what.after, "区政府另行发文");
}

TEST_F(Cases, EveryStepIsAFactARowAndALogEntry) {
  teacher.unit_id = education;
  EXPECT_EQ(take(director, homes, dispatch()), "");
  EXPECT_EQ(count("task_limit WHERE kind = 'acknowledge'"), 2);
  const std::int64_t before = count("log_entry");
  const Actor builder = person(13, "住建局经办", Role::kUnitHandler, housing);
  const auto step = take_step(*db, builder, homes, 2, request(TaskAction::kAcknowledge, housing), kTestNow);
  ASSERT_TRUE(step.ok()) << step.error().message.zh;
  EXPECT_EQ(kept(homes).task, step->after);
  EXPECT_EQ(count("log_entry"), before + 1);
  EXPECT_EQ(count("log_entry WHERE action = 'acknowledge' AND before_value = 'dispatched'"), 1);
  EXPECT_EQ(count("task_fact WHERE account = '住建局经办' AND action = 'acknowledge'"), 1);
  EXPECT_EQ(count("task_limit WHERE kind = 'acknowledge'"), 1);
  EXPECT_EQ(count("task_limit WHERE kind = 'break_down'"), 1);
  EXPECT_EQ(count(fmt::format("task_case_unit WHERE unit_id = {} AND state = 'acknowledged'", housing)), 1);
  EXPECT_EQ(*rebuild(*facts_of(*db, homes)), kept(homes).task);
}

TEST_F(Cases, TheSecondOfTwoPeopleIsTold) {
  EXPECT_TRUE(take_step(*db, director, homes, 1, dispatch(), kTestNow).ok());
  const auto late = take_step(*db, director, homes, 1, request(TaskAction::kSuspend, 0, "等待"), kTestNow);
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().code, ErrorCode::kStale);
  EXPECT_EQ(kept(homes).task.facts, 2);
}

TEST_F(Cases, AUnitActsForItselfOnly) {
  EXPECT_EQ(take(director, homes, dispatch()), "");
  const Actor stranger = person(14, "教育局经办", Role::kUnitHandler, education);
  const auto other = take_step(*db, stranger, homes, {}, request(TaskAction::kAcknowledge, housing), kTestNow);
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().code, ErrorCode::kForbidden);
  const Actor builder = person(13, "住建局经办", Role::kUnitHandler, housing);
  EXPECT_EQ(
      take_step(*db, builder, homes, {}, request(TaskAction::kAcknowledge, finance), kTestNow).error().code,
      ErrorCode::kForbidden);
  EXPECT_EQ(take_step(*db, builder, homes, {}, request(TaskAction::kSuspend, 0, "等"), kTestNow).error().code,
            ErrorCode::kForbidden);
  const Actor reader = person(15, "观察员", Role::kObserver);
  EXPECT_EQ(
      take_step(*db, reader, homes, {}, request(TaskAction::kAcknowledge, housing), kTestNow).error().code,
      ErrorCode::kForbidden);
}

TEST_F(Cases, TheOfficeFillsInAndASectionActsForItsUnit) {
  EXPECT_EQ(take(director, homes, dispatch()), "");
  EXPECT_EQ(take(director, homes, request(TaskAction::kAcknowledge, housing)), "");
  EXPECT_EQ(facts_of(*db, homes)->back().what.by.capacity, Capacity::kFillIn);
  EXPECT_EQ(unit_of(kept(homes).task, unit_key(housing))->filled_in, 1);

  const std::int64_t section = unit("市财政局预算科", finance);
  const Actor clerk = person(16, "预算科", Role::kUnitHandler, section);
  EXPECT_EQ(take(clerk, homes, request(TaskAction::kAcknowledge, finance)), "");
  const TaskPerson by = facts_of(*db, homes)->back().what.by;
  EXPECT_EQ(by.party, Party::kUnit);
  EXPECT_EQ(by.unit, unit_key(finance));
}

TEST_F(Cases, AMergedUnitsPeopleActForIt) {
  EXPECT_EQ(take(director, homes, dispatch()), "");
  const std::int64_t bigger = unit("市城乡建设委员会");
  ASSERT_TRUE(merge_unit(*db, office, housing, {}, bigger, "2026-03-01", kTestNow).ok());
  EXPECT_EQ(
      take(person(17, "建委", Role::kUnitHandler, bigger), homes, request(TaskAction::kAcknowledge, housing)),
      "");
}

TEST_F(Cases, AUnitThatJoinedSeesTheTask) {
  TaskRequest reassign = request(TaskAction::kReassign, finance, "职能调整");
  reassign.other_unit = unit_key(education);
  EXPECT_EQ(take(director, homes, dispatch()), "");
  const Actor school = person(18, "教育局", Role::kUnitHandler, education);
  EXPECT_FALSE(read_task(*db, school, homes, kTestNow).ok());
  EXPECT_EQ(take(director, homes, reassign), "");
  EXPECT_TRUE(read_task(*db, school, homes, kTestNow).ok());
  EXPECT_EQ(take(school, homes, request(TaskAction::kAcknowledge, education)), "");
}

TEST_F(Cases, UnitsOutsideTheRegisterAndOtherGovernmentsAreNotFound) {
  TaskRequest add = request(TaskAction::kAddUnit, 9999, "补充");
  EXPECT_EQ(take_step(*db, director, homes, {}, add, kTestNow).error().code, ErrorCode::kNotFound);
  Actor elsewhere = director;
  elsewhere.government_id = 2;
  EXPECT_EQ(take_step(*db, elsewhere, homes, {}, dispatch(), kTestNow).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(take_step(*db, director, 9999, {}, dispatch(), kTestNow).error().code, ErrorCode::kNotFound);
}

TEST_F(Cases, AClockSetBackIsRefused) {
  EXPECT_EQ(take(director, homes, dispatch(), kTestNow + 86'400'000), "");
  const std::string said = take(director, homes, request(TaskAction::kSuspend, 0, "等待"), kTestNow);
  EXPECT_NE(said.find("请检查系统时间"), std::string::npos) << said;
}

TEST_F(Cases, APlanApprovedByAnOlderProgramGetsItsCasesWhenTheLedgerOpens) {
  for (const char* table : {"task_limit", "task_case_unit", "task_case", "task_fact"}) {
    ASSERT_TRUE(db->run(std::string("DELETE FROM ") + table).ok());
  }
  ASSERT_TRUE(db->run("INSERT INTO plan_without_cases (plan_id) VALUES ($1)", plan).ok());
  const Store again = Store::open(folder.file("ledger.db")).take();
  EXPECT_EQ(load_cases(*db, plan)->size(), 3U);
  EXPECT_EQ(kept(schools).task.last_day, *Day::of(2026, 2, 5)) << "the day of the approval";
  EXPECT_EQ(facts_of(*db, schools)->front().what.by.name, "测试");
  EXPECT_EQ(count("plan_without_cases"), 0);
  EXPECT_EQ(count("log_entry WHERE action = 'make_cases'"), 1);
  EXPECT_TRUE(verify_log(*db, 1, {})->intact);
}

TEST(Days, ADayIsChinas) {
  EXPECT_EQ(day_of(0), *Day::of(1970, 1, 1));
  EXPECT_EQ(day_of(kTestNow), *Day::of(2026, 2, 5));
  EXPECT_EQ(day_of(1'770'307'199'000), *Day::of(2026, 2, 5)) << "23:59:59 in Beijing";
  EXPECT_EQ(day_of(1'770'307'200'000), *Day::of(2026, 2, 6));
}

}  // namespace
}  // namespace duban
