#include "supervise/task_life.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace duban {
namespace {

Day day(const char* iso) { return *Day::parse(iso); }

TaskPerson office(std::int64_t account = 1) {
  return {account, "督查员", Party::kOffice, "", Capacity::kSelf, ""};
}
TaskPerson leader(std::int64_t account = 9) {
  return {account, "市领导", Party::kLeader, "", Capacity::kSelf, ""};
}
TaskPerson unit_person(const std::string& unit) {
  return {20, "经办人", Party::kUnit, unit, Capacity::kSelf, ""};
}
TaskPerson filling_in() { return {1, "督查员", Party::kOffice, "", Capacity::kFillIn, ""}; }

// A task on its way: does what it is told on a day, remembers the answers, and checks on every step that the
// facts, written out as fields and read back, make the same case.
class Play {
 public:
  Play& on(const char* iso) {
    today_ = day(iso);
    return *this;
  }
  // Empty where it was taken, else the refusal.
  std::string tries(TaskRequest request) {
    const auto step = act(task, request, today_, rules_);
    if (!step.ok()) return step.error().message.zh;
    const auto read_back = fact_from_fields(to_fields(step->fact));
    EXPECT_TRUE(read_back.ok());
    EXPECT_EQ(*read_back, step->fact);
    facts.push_back(*read_back);
    task = step->after;
    effects = step->effects;
    const auto again = rebuild(facts);
    EXPECT_TRUE(again.ok());
    if (again.ok()) {
      EXPECT_EQ(*again, task);
    }
    return "";
  }
  Play& does(const TaskRequest& request) {
    EXPECT_EQ(tries(request), "") << to_word(request.action);
    return *this;
  }
  Play& does(TaskAction action, const TaskPerson& by, const std::string& unit = {}) {
    return does(ask(action, by, unit));
  }
  std::string tries(TaskAction action, const TaskPerson& by, const std::string& unit = {}) {
    return tries(ask(action, by, unit));
  }

  static TaskRequest ask(TaskAction action, const TaskPerson& by, const std::string& unit = {}) {
    TaskRequest request;
    request.action = action;
    request.by = by;
    request.unit = unit;
    request.text = "说明";
    request.part = UnitPart::kLead;
    request.closure = Closure::kSubstantive;
    return request;
  }

  Play& approved(std::vector<UnitSeat> units = {{"发改", UnitPart::kLead}},
                 Horizon horizon = Horizon::kThisYear) {
    TaskRequest request = ask(TaskAction::kApprove, office());
    request.units = std::move(units);
    request.date = day("2026-06-30");
    request.horizon = horizon;
    on("2026-02-02").does(request);
    return *this;
  }
  Play& dispatched(std::vector<UnitSeat> units = {{"发改", UnitPart::kLead}},
                   Horizon horizon = Horizon::kThisYear) {
    return approved(std::move(units), horizon).on("2026-03-02").does(TaskAction::kDispatch, office());
  }
  Play& working(const std::string& unit = "发改") {
    return does(TaskAction::kAcknowledge, unit_person(unit), unit)
        .does(TaskAction::kBreakDown, unit_person(unit), unit)
        .does(TaskAction::kAcceptBreakDown, office(), unit);
  }
  Play& verifying(const std::string& unit = "发改") {
    return does(TaskAction::kApplyCompletion, unit_person(unit), unit)
        .does(TaskAction::kBeginVerification, office(), unit);
  }
  Play& closed(const std::string& unit = "发改") {
    return working(unit).verifying(unit).does(TaskAction::kPassVerification, office(), unit);
  }

  std::string limits() const {
    std::string all;
    for (const OpenLimit& each : task.limits)
      all += std::string(to_word(each.kind)) + " " + to_iso(each.end) + "; ";
    return all;
  }
  std::string late() const {
    std::string all;
    for (const LateMark& each : task.late)
      all += std::string(to_word(each.kind)) + " " + to_iso(each.end) + "; ";
    return all;
  }
  TaskState unit(const std::string& key) const { return unit_of(task, key)->state; }

  TaskCase task;
  std::vector<TaskFact> facts;
  std::vector<Effect> effects;

 private:
  Day today_;
  TaskRules rules_ = default_task_rules();
};

TEST(TaskLife, RunsFromDraftToArchive) {
  Play play;
  using enum TaskState;
  using A = TaskAction;
  EXPECT_EQ(play.task.state, kDraft);
  play.approved();
  EXPECT_EQ(play.task.state, kApproved);
  play.on("2026-03-02").does(A::kDispatch, office());
  EXPECT_EQ(play.task.state, kDispatched);
  EXPECT_EQ(play.task.done_criteria, "说明");
  EXPECT_EQ(play.limits(), "acknowledge 2026-03-03; due 2026-06-30; ");
  play.on("2026-03-03").does(A::kAcknowledge, unit_person("发改"), "发改");
  EXPECT_EQ(play.task.state, kAcknowledged);
  EXPECT_EQ(play.limits(), "due 2026-06-30; break_down 2026-03-06; ");
  play.on("2026-03-06").does(A::kBreakDown, unit_person("发改"), "发改");
  EXPECT_EQ(play.task.state, kBrokenDown);
  EXPECT_EQ(play.limits(), "due 2026-06-30; ");
  play.does(A::kAcceptBreakDown, office(), "发改");
  EXPECT_EQ(play.task.state, kInProgress);
  play.on("2026-06-30").does(A::kApplyCompletion, unit_person("发改"), "发改");
  EXPECT_EQ(play.task.state, kCompletionApplied);
  EXPECT_EQ(play.limits(), "");
  play.on("2026-07-06").does(A::kBeginVerification, office(), "发改");
  EXPECT_EQ(play.task.state, kVerifying);
  play.does(A::kPassVerification, office(), "发改");
  EXPECT_EQ(play.task.state, kClosed);
  EXPECT_EQ(play.task.closure, Closure::kSubstantive);
  EXPECT_EQ(to_iso(play.task.ended_on), "2026-07-06");
  EXPECT_EQ(play.late(), "");  // applied for on the due date: in time
  play.does(A::kArchive, office());
  EXPECT_EQ(play.task.state, kArchived);
  EXPECT_EQ(play.task.ending, Ending::kClosed);
}

TEST(TaskLife, IsNotDispatchedWithoutAUnitThatAnswers) {
  Play play;
  play.approved({{"发改", UnitPart::kResponsible}, {"财政", UnitPart::kResponsible}});
  EXPECT_EQ(play.tries(TaskAction::kDispatch, office()), "没有牵头或汇总单位，不能交办；请先确定");
  const auto proposal = propose_answering({{"发改", UnitPart::kResponsible}, {"财政", UnitPart::kResponsible}},
                                          true, day("2026-02-02"));
  ASSERT_TRUE(proposal);
  EXPECT_EQ(proposal->value, (PartProposal{"发改", UnitPart::kConvener}));
  EXPECT_EQ(proposal->why.words.zh, "文件未写明牵头单位，建议排在首位的单位为汇总单位，由督查室确定");
  EXPECT_EQ(propose_answering({{"发改", UnitPart::kResponsible}}, false, day("2026-02-02"))->value.part,
            UnitPart::kLead);
  EXPECT_FALSE(propose_answering({{"发改", UnitPart::kLead}}, false, day("2026-02-02")));
  EXPECT_FALSE(propose_answering({}, false, day("2026-02-02")));
  TaskRequest decide = Play::ask(TaskAction::kSetPart, office(), "发改");
  decide.part = UnitPart::kConvener;
  play.does(decide).does(TaskAction::kDispatch, office());
}

TEST(TaskLife, ClosesWhenAllUnitsThatAnswerHaveClosed) {
  Play play;
  play.dispatched({{"发改", UnitPart::kLead}, {"工信", UnitPart::kLead}, {"财政", UnitPart::kResponsible}});
  play.closed("发改");
  EXPECT_EQ(play.unit("发改"), TaskState::kClosed);
  EXPECT_EQ(play.task.state, TaskState::kDispatched);  // 工信 has not even acknowledged
  play.closed("工信");
  EXPECT_EQ(play.task.state, TaskState::kClosed);
  EXPECT_EQ(play.unit("财政"), TaskState::kClosed);  // shared in the work: closed with the task
  EXPECT_TRUE(unit_of(play.task, "财政")->closed_with_task);
  EXPECT_EQ(play.limits(), "");
}

TEST(TaskLife, DoesNotWaitForUnitsThatShare) {
  Play play;
  play.dispatched({{"发改", UnitPart::kLead}, {"财政", UnitPart::kResponsible}});
  play.closed("财政");
  EXPECT_EQ(play.task.state, TaskState::kDispatched);
  play.closed("发改");
  EXPECT_EQ(play.task.state, TaskState::kClosed);
  EXPECT_FALSE(unit_of(play.task, "财政")->closed_with_task);
}

TEST(TaskLife, WaitsForItsSubtasks) {
  Play play;
  play.dispatched();
  TaskRequest sub = Play::ask(TaskAction::kAddSubtask, unit_person("发改"));
  sub.task = "17";
  play.does(sub).closed();
  EXPECT_EQ(play.task.state, TaskState::kInProgress);
  sub.action = TaskAction::kCloseSubtask;
  play.does(sub);
  EXPECT_EQ(play.task.state, TaskState::kClosed);
}

TEST(TaskLife, SettlesDisputesOfTheAssignment) {
  using A = TaskAction;
  Play play;
  play.dispatched().does(A::kDispute, unit_person("发改"), "发改");
  EXPECT_EQ(play.task.state, TaskState::kDisputed);
  EXPECT_EQ(play.limits(), "due 2026-06-30; dispute 2026-03-05; ");  // the acknowledgement waits
  play.on("2026-03-04").does(A::kRejectDispute, office(), "发改");
  EXPECT_EQ(play.limits(), "due 2026-06-30; acknowledge 2026-03-05; ");
  TaskRequest wording = Play::ask(A::kCorrectWording, office(), "发改");
  wording.field = "text";
  wording.before = "建设示例路";
  wording.after = "改造示例路";
  play.does(A::kDispute, unit_person("发改"), "发改").does(wording);
  EXPECT_EQ(play.unit("发改"), TaskState::kDispatched);
  EXPECT_EQ(play.task.adjustments, 1);
  TaskRequest reassign = Play::ask(A::kReassign, office(), "发改");
  reassign.other_unit = "住建";
  play.does(A::kDispute, unit_person("发改"), "发改").does(reassign);
  EXPECT_EQ(play.unit("发改"), TaskState::kReleased);
  EXPECT_EQ(play.unit("住建"), TaskState::kDispatched);
  EXPECT_EQ(unit_of(play.task, "住建")->part, UnitPart::kLead);
  EXPECT_EQ(play.task.state, TaskState::kDispatched);
  // …and back to whom it came from.
  reassign.unit = "住建";
  reassign.other_unit = "发改";
  play.does(reassign);
  EXPECT_EQ(play.unit("发改"), TaskState::kDispatched);
  EXPECT_EQ(play.task.units.size(), 2u);
  EXPECT_EQ(play.limits(), "acknowledge 2026-03-05; due 2026-06-30; ");
}

TEST(TaskLife, ExtendsInTwoStepsBeforeTheDueDate) {
  using A = TaskAction;
  Play play;
  play.dispatched().working();
  TaskRequest extend = Play::ask(A::kApplyExtension, unit_person("发改"), "发改");
  extend.date = day("2026-06-30");
  EXPECT_EQ(play.on("2026-06-29").tries(extend), "新的日期须晚于现时限2026年6月30日");
  extend.date = day("2026-09-30");
  EXPECT_EQ(play.on("2026-06-30").tries(extend), "延期须在到期日（2026年6月30日）之前申请");

  Play late;
  late.dispatched().working().on("2026-06-29").does(extend);
  EXPECT_EQ(late.tries(extend), "已有在审的延期申请");
  EXPECT_EQ(late.tries(A::kApproveExtension, leader(), "发改"), "初审尚未同意");
  late.on("2026-07-02").does(A::kAgreeExtension, office(), "发改");
  EXPECT_EQ(late.late(), "");  // filed in time: the due date waits for the decision
  EXPECT_EQ(late.tries(A::kAgreeExtension, office(), "发改"), "初审已同意");
  EXPECT_EQ(late.tries(A::kApproveExtension, leader(1), "发改"), "批准人不能是初审人");
  EXPECT_EQ(late.tries(A::kApproveExtension, office(2), "发改"), "批准延期不能由督查室办理");
  late.on("2026-07-03").does(A::kApproveExtension, leader(), "发改");
  EXPECT_EQ(to_iso(due_of(late.task)), "2026-09-30");
  EXPECT_EQ(to_iso(late.task.original_due), "2026-06-30");
  EXPECT_EQ(late.limits(), "due 2026-09-30; ");
  EXPECT_FALSE(was_late(as_of(late.task, day("2026-09-30"))));
  EXPECT_TRUE(was_late(as_of(late.task, day("2026-10-01"))));
}

TEST(TaskLife, IsLateWhereTheExtensionIsRefused) {
  using A = TaskAction;
  Play play;
  TaskRequest extend = Play::ask(A::kApplyExtension, unit_person("发改"), "发改");
  extend.date = day("2026-09-30");
  play.dispatched()
      .working()
      .on("2026-06-29")
      .does(extend)
      .on("2026-07-06")
      .does(A::kRefuseExtension, leader(), "发改");
  EXPECT_EQ(to_iso(due_of(play.task)), "2026-06-30");
  play.on("2026-07-07").verifying();
  EXPECT_EQ(play.late(), "due 2026-06-30; ");

  // Done after the due date while the extension was being decided.
  Play done;
  done.dispatched().working().on("2026-06-29").does(extend).on("2026-07-03").verifying();
  EXPECT_EQ(done.late(), "");
  done.does(A::kRefuseExtension, office(), "发改");
  EXPECT_EQ(done.late(), "due 2026-06-30; ");
}

TEST(TaskLife, StaysLateOnceLate) {
  Play play;
  play.dispatched().on("2026-03-05").does(TaskAction::kAcknowledge, unit_person("发改"), "发改");
  EXPECT_EQ(play.late(), "acknowledge 2026-03-03; ");
  play.does(TaskAction::kBreakDown, unit_person("发改"), "发改")
      .does(TaskAction::kAcceptBreakDown, office(), "发改");
  TaskRequest adjust = Play::ask(TaskAction::kAdjust, office());
  adjust.field = "due";
  adjust.document = "示政办函〔2026〕8号";
  adjust.date = day("2026-12-31");
  play.on("2026-07-02").does(adjust);
  EXPECT_EQ(play.late(), "acknowledge 2026-03-03; due 2026-06-30; ");
  EXPECT_EQ(to_iso(due_of(play.task)), "2026-12-31");
  EXPECT_EQ(to_iso(play.task.original_due), "2026-06-30");
  play.verifying().does(TaskAction::kPassVerification, office(), "发改").does(TaskAction::kArchive, office());
  EXPECT_TRUE(was_late(play.task));
}

TEST(TaskLife, FailsVerificationAndRectifies) {
  using A = TaskAction;
  Play play;
  play.dispatched().working().on("2026-06-01").verifying();
  TaskRequest fail = Play::ask(A::kFailVerification, office(), "发改");
  fail.date = day("2026-06-15");
  play.does(fail);
  EXPECT_EQ(play.task.state, TaskState::kRectifying);
  EXPECT_EQ(play.limits(), "rectify 2026-06-15; due 2026-06-30; ");
  play.on("2026-06-16").does(A::kSubmitRectification, unit_person("发改"), "发改");
  EXPECT_EQ(play.task.state, TaskState::kVerifying);
  EXPECT_EQ(play.late(), "rectify 2026-06-15; ");
  play.does(A::kPassVerification, office(), "发改");
  EXPECT_EQ(play.task.state, TaskState::kClosed);
  EXPECT_EQ(unit_of(play.task, "发改")->verifications, 2);
  ASSERT_EQ(play.task.conclusions.size(), 2u);
  EXPECT_FALSE(play.task.conclusions[0].passed);
  EXPECT_TRUE(play.task.conclusions[1].passed);
  // Without a date of its own: 30 days.
  Play other;
  other.dispatched().working().on("2026-06-01").verifying().does(A::kFailVerification, office(), "发改");
  EXPECT_EQ(other.limits(), "rectify 2026-07-01; due 2026-06-30; ");
}

TEST(TaskLife, DecidesObjections) {
  using A = TaskAction;
  const auto failed = [] {
    Play play;
    play.dispatched().working().on("2026-06-01").verifying().does(A::kFailVerification, office(), "发改");
    return play;
  };
  TaskRequest object = Play::ask(A::kObject, unit_person("发改"), "发改");
  object.conclusion = 1;
  TaskRequest uphold = Play::ask(A::kUpholdConclusion, office(2), "发改");
  uphold.conclusion = 1;
  TaskRequest change = uphold;
  change.action = A::kChangeConclusion;

  Play late = failed();
  EXPECT_EQ(late.on("2026-07-02").tries(object), "异议期已于2026年7月1日届满");
  EXPECT_EQ(late.on("2026-07-01").tries(object), "");  // the thirtieth day

  Play play = failed();
  play.on("2026-06-10").does(object);
  EXPECT_EQ(play.limits(), "rectify 2026-07-01; due 2026-06-30; objection_decide 2026-07-10; ");
  EXPECT_EQ(play.tries(object), "对该结论已提出过异议");
  TaskRequest same_person = uphold;
  same_person.by = office(1);
  EXPECT_EQ(play.tries(same_person), "作出结论的人应当回避，由他人复核");
  TaskRequest own_unit = uphold;
  own_unit.by = unit_person("发改");
  EXPECT_EQ(play.tries(own_unit), "维持结论不能由承办单位办理");
  play.on("2026-06-20").does(uphold);
  EXPECT_EQ(play.task.conclusions[0].objection, ObjectionState::kUpheld);
  EXPECT_EQ(play.task.state, TaskState::kRectifying);
  EXPECT_EQ(play.tries(uphold), "对该结论没有待复核的异议");

  Play changed = failed();
  changed.on("2026-06-10").does(object).on("2026-07-11").does(change);
  EXPECT_EQ(changed.task.state, TaskState::kClosed);
  EXPECT_EQ(changed.late(), "rectify 2026-07-01; due 2026-06-30; objection_decide 2026-07-10; ");

  // Rectified and passed meanwhile: the decision only corrects the record, and the archive waits for it.
  Play meanwhile = failed();
  meanwhile.on("2026-06-10").does(object).does(A::kSubmitRectification, unit_person("发改"), "发改");
  meanwhile.does(A::kPassVerification, office(), "发改");
  EXPECT_EQ(meanwhile.task.state, TaskState::kClosed);
  EXPECT_EQ(meanwhile.tries(A::kArchive, office()), "有未决的异议");
  meanwhile.does(change);
  EXPECT_EQ(meanwhile.task.conclusions[0].objection, ObjectionState::kChanged);
  meanwhile.does(A::kArchive, office());
}

TEST(TaskLife, SuspendsAndResumes) {
  using A = TaskAction;
  Play play;
  play.dispatched().on("2026-03-02").does(A::kSuspend, office());
  EXPECT_EQ(play.task.state, TaskState::kSuspended);
  EXPECT_EQ(play.tries(A::kAcknowledge, unit_person("发改"), "发改"), "任务处于“中止”，不能签收");
  EXPECT_FALSE(was_late(as_of(play.task, day("2026-08-01"))));
  play.on("2026-03-12").does(A::kResume, office());
  EXPECT_EQ(play.limits(), "acknowledge 2026-03-13; due 2026-06-30; ");  // ten days stood still
  EXPECT_EQ(play.late(), "");

  Play past;
  past.dispatched().working().on("2026-06-01").does(A::kSuspend, office()).on("2026-08-03");
  EXPECT_EQ(past.tries(A::kResume, office()), "完成时限在中止期间已过，须另定日期");
  TaskRequest resume = Play::ask(A::kResume, office());
  resume.date = day("2026-08-02");
  EXPECT_EQ(past.tries(resume), "新的时限不能早于今天");
  resume.date = day("2026-10-31");
  past.does(resume);
  EXPECT_EQ(past.task.state, TaskState::kInProgress);
  EXPECT_EQ(past.limits(), "due 2026-10-31; ");
  EXPECT_EQ(past.late(), "");
}

TEST(TaskLife, TerminatesAndStaysVisible) {
  Play play;
  play.dispatched().on("2026-04-01").does(TaskAction::kTerminate, office());
  EXPECT_EQ(play.task.state, TaskState::kTerminated);
  EXPECT_EQ(play.limits(), "");
  EXPECT_EQ(play.late(), "acknowledge 2026-03-03; ");
  EXPECT_EQ(play.tries(TaskAction::kAcknowledge, unit_person("发改"), "发改"), "任务处于“终止”，不能签收");
  play.does(TaskAction::kArchive, office());
  EXPECT_EQ(play.task.ending, Ending::kTerminated);
}

TEST(TaskLife, RollsALongTermTaskOver) {
  using A = TaskAction;
  Play this_year;
  this_year.dispatched();
  TaskRequest roll = Play::ask(A::kRollOver, office());
  roll.task = "2027-12";
  EXPECT_EQ(this_year.tries(roll), "只有长期任务转入下一年");

  Play play;
  play.dispatched({{"发改", UnitPart::kLead}, {"财政", UnitPart::kResponsible}}, Horizon::kLongTerm);
  play.on("2026-03-10").working().on("2026-12-01").verifying();
  TaskRequest pass = Play::ask(A::kPassVerification, office(), "发改");
  pass.closure = Closure::kStaged;
  play.does(pass);
  EXPECT_EQ(play.task.closure, Closure::kStaged);
  play.does(roll);
  EXPECT_EQ(play.task.state, TaskState::kArchived);
  EXPECT_EQ(play.task.ending, Ending::kRolledOver);
  const bool told = std::any_of(play.effects.begin(), play.effects.end(), [](const Effect& each) {
    return each.kind == EffectKind::kRolledOver && each.task == "2027-12";
  });
  EXPECT_TRUE(told);

  Play next;
  next.on("2027-01-04").does(continuation(play.task, "2026-12", day("2027-12-31"), office()));
  EXPECT_EQ(next.task.predecessor, "2026-12");
  EXPECT_TRUE(was_late(next.task));  // as its predecessor was
  EXPECT_EQ(next.task.units.size(), 2u);
  EXPECT_EQ(next.task.horizon, Horizon::kLongTerm);

  Play for_good;
  for_good.dispatched({{"发改", UnitPart::kLead}}, Horizon::kLongTerm).closed();
  EXPECT_EQ(for_good.tries(roll), "已全部办结，无须转入下一年");
}

TEST(TaskLife, ClosesInStagesOnlyForTheLongTerm) {
  Play play;
  play.dispatched().working().verifying();
  TaskRequest pass = Play::ask(TaskAction::kPassVerification, office(), "发改");
  pass.closure = Closure::kStaged;
  EXPECT_EQ(play.tries(pass), "阶段性办结只用于长期任务");
  pass.closure = Closure::kNone;
  EXPECT_EQ(play.tries(pass), "核查通过须填写办结类型");
  pass.closure = Closure::kProcedural;
  play.does(pass);
  EXPECT_EQ(play.task.closure, Closure::kProcedural);
}

TEST(TaskLife, AddsAndReleasesUnits) {
  Play play;
  play.dispatched();
  EXPECT_EQ(play.tries(TaskAction::kReleaseUnit, office(), "发改"),
            "须有未办结的牵头或汇总单位，请先确定或改派");
  EXPECT_EQ(play.tries(TaskAction::kAddUnit, office(), "发改"), "该单位已在此任务中");
  play.on("2026-03-09").does(TaskAction::kAddUnit, office(), "工信");  // 等有关部门, resolved
  EXPECT_EQ(play.unit("工信"), TaskState::kDispatched);
  EXPECT_EQ(play.limits(), "acknowledge 2026-03-03; due 2026-06-30; acknowledge 2026-03-10; due 2026-06-30; ");
  play.does(TaskAction::kReleaseUnit, office(), "发改");
  TaskRequest demote = Play::ask(TaskAction::kSetPart, office(), "工信");
  demote.part = UnitPart::kResponsible;
  EXPECT_EQ(play.tries(demote), "须有未办结的牵头或汇总单位，请先确定或改派");
}

TEST(TaskLife, MarksDelegatesAndFillingIn) {
  Play play;
  play.dispatched();
  TaskPerson delegate = unit_person("发改");
  delegate.capacity = Capacity::kDelegate;
  EXPECT_EQ(play.tries(TaskAction::kAcknowledge, delegate, "发改"), "代理须写明被代理人");
  delegate.acts_for = "示例主任";
  TaskRequest acknowledge = Play::ask(TaskAction::kAcknowledge, delegate, "发改");
  acknowledge.head = "示例主任";
  acknowledge.liaison = "示例联络员";
  play.does(acknowledge).does(TaskAction::kBreakDown, filling_in(), "发改");
  EXPECT_EQ(unit_of(play.task, "发改")->delegated, 1);
  EXPECT_EQ(unit_of(play.task, "发改")->filled_in, 1);
  EXPECT_EQ(unit_of(play.task, "发改")->head, "示例主任");
  EXPECT_EQ(unit_of(play.task, "发改")->liaison, "示例联络员");
  EXPECT_EQ(play.facts.back().what.by.capacity, Capacity::kFillIn);
}

TEST(TaskLife, RefusesWhoMayNot) {
  Play play;
  play.dispatched({{"发改", UnitPart::kLead}, {"财政", UnitPart::kResponsible}});
  using A = TaskAction;
  TaskPerson unit_filling_in = unit_person("发改");
  unit_filling_in.capacity = Capacity::kFillIn;
  struct Row {
    A action;
    TaskPerson by;
    const char* unit;
    const char* zh;
  };
  // clang-format off
  const Row rows[] = {
      {A::kAcknowledge,     unit_person("财政"), "发改", "只能办理本单位的事项"},
      {A::kAcknowledge,     unit_person(""),     "发改", "只能办理本单位的事项"},
      {A::kAcknowledge,     office(),            "发改", "签收不能由督查室办理"},
      {A::kAcknowledge,     leader(),            "发改", "签收不能由领导办理"},
      {A::kAcknowledge,     unit_filling_in,     "发改", "只有督查室可以代填"},
      {A::kAcknowledge,     unit_person("住建"), "住建", "该单位不在此任务中"},
      {A::kAcknowledge,     unit_person("发改"), "",     "签收须填写单位"},
      {A::kSuspend,         unit_person("发改"), "",     "中止不能由承办单位办理"},
      {A::kSuspend,         filling_in(),        "",     "中止不是承办单位的事，无从代填"},
      {A::kBreakDown,       unit_person("发改"), "发改", "该单位处于“交办”，不能分解"},
      {A::kDispatch,        office(),            "",     "任务处于“交办”，不能交办"},
      {A::kArchive,         office(),            "",     "任务处于“交办”，不能归档"},
      {A::kCloseSubtask,    office(),            "",     "子任务了结须填写对应的任务"},
      {A::kAdjust,          office(),            "",     "调整须填写依据文件"},
      {A::kSetConfidence,   office(),            "",     "研判须填写研判结果"},
      {A::kNameOfficers,    unit_person("发改"), "发改", "确定人员须填写负责人、联络员或经办人"},
  };
  // clang-format on
  for (const Row& row : rows) EXPECT_EQ(play.tries(row.action, row.by, row.unit), row.zh);
  play.on("2026-03-01");
  EXPECT_EQ(play.tries(A::kAcknowledge, unit_person("发改"), "发改"),
            "日期2026年3月1日早于上一次办理的2026年3月2日，请检查系统时间");
}

TEST(TaskLife, SaysWhatCanBeDoneNow) {
  Play play;
  play.dispatched();
  const auto words = [&](const TaskPerson& by, const char* unit, const char* on) {
    std::string all;
    for (const TaskAction each : open_actions(play.task, by, unit, day(on)))
      all += std::string(to_word(each)) + " ";
    return all;
  };
  EXPECT_EQ(words(unit_person("发改"), "发改", "2026-03-03"),
            "acknowledge dispute name_officers apply_extension add_subtask ");
  EXPECT_EQ(words(leader(), "发改", "2026-03-03"), "");
  play.working().verifying().does(TaskAction::kFailVerification, office(), "发改");
  EXPECT_EQ(words(unit_person("发改"), "发改", "2026-03-03"),
            "name_officers submit_rectification apply_extension object add_subtask ");
  EXPECT_EQ(words(unit_person("发改"), "发改", "2026-06-30"),
            "name_officers submit_rectification object add_subtask ");
}

TEST(TaskLife, TellsWhatAStepBringsAbout) {
  Play play;
  play.dispatched();
  std::string words;
  for (const Effect& each : play.effects) words += describe(each).zh + "；";
  EXPECT_EQ(words,
            "单位转为“交办”；开始计算签收时限（2026年3月3日）；开始计算完成时限（2026年6月30日）；任务转为“交办"
            "”；通知承办单位；");
}

TEST(TaskLife, FindsDamagedFacts) {
  Play play;
  play.dispatched().working();
  std::vector<TaskFact> gap = play.facts;
  gap.erase(gap.begin() + 1);
  EXPECT_EQ(rebuild(gap).error().message.zh, "缺第2条记录（读到第3条）");
  std::vector<TaskFact> impossible = play.facts;
  impossible[2].what.action = TaskAction::kPassVerification;
  EXPECT_EQ(rebuild(impossible).error().message.zh, "第3条记录不可能发生：核查通过不能由承办单位办理");
  std::vector<TaskFact> backwards = play.facts;
  backwards[2].day = day("2026-01-01");
  EXPECT_EQ(rebuild(backwards).error().code, ErrorCode::kDamaged);
}

TEST(TaskFacts, SayWhatCannotBeRead) {
  struct Row {
    FactFields fields;
    const char* zh;  // empty: can be read
  };
  const FactFields good{{"no", "1"}, {"day", "2026-03-02"}, {"action", "dispatch"}};
  const auto with = [&](const char* name, const char* value) {
    FactFields fields = good;
    fields.emplace_back(name, value);
    return fields;
  };
  const Row rows[] = {
      {good, ""},
      {with("capacity", "fill_in"), ""},
      {with("units", "lead 3\nresponsible 7"), ""},
      {{}, "任务记录的“action”读不懂："},
      {{{"no", "1"}, {"action", "dispatch"}}, "任务记录的“day”读不懂："},
      {{{"day", "2026-03-02"}, {"action", "dispatch"}}, "任务记录的“no”读不懂：0"},
      {with("no", "2"), "任务记录有不认识或重复的字段"},
      {with("colour", "red"), "任务记录有不认识或重复的字段"},
      {with("date", "2026-02-30"), "任务记录的“date”读不懂：2026-02-30"},
      {with("party", "nobody"), "任务记录的“party”读不懂：nobody"},
      {with("capacity", "self"), "任务记录的“capacity”读不懂：self"},
      {with("account", "12x"), "任务记录的“account”读不懂：12x"},
      {with("conclusion", "99999999999"), "任务记录的“conclusion”读不懂：99999999999"},
      {with("due_default", "true"), "任务记录的“due_default”读不懂：true"},
      {with("units", "chief 3"), "任务记录的“units”读不懂：chief 3"},
      {with("units", "lead"), "任务记录的“units”读不懂：lead"},
  };
  for (const Row& row : rows) {
    const auto fact = fact_from_fields(row.fields);
    EXPECT_EQ(fact.ok() ? "" : fact.error().message.zh, row.zh);
  }
}

}  // namespace
}  // namespace duban
