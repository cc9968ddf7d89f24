// The one table of what may happen to a task. docs/supervision.md is made from it.

#include <iterator>

#include "supervise/task_life.h"

namespace duban {
namespace {

using S = TaskState;
using A = TaskAction;
using L = LimitKind;
using States = SetOf<TaskState>;
using Parties = SetOf<Party>;
using Needs = SetOf<Need>;
using Limits = SetOf<LimitKind>;

constexpr States kNone{};
constexpr States kRunning = States::of(S::kDispatched, S::kDisputed, S::kAcknowledged, S::kBrokenDown,
                                       S::kInProgress, S::kRectifying, S::kCompletionApplied, S::kVerifying);
constexpr States operator|(States a, States b) { return {a.bits | b.bits}; }
// A conclusion can be objected to after its task closed, and the decision does not wait for a suspended one.
constexpr States kConcluded = kRunning | States::of(S::kSuspended, S::kClosed);
constexpr States kJudged = States::of(S::kRectifying, S::kVerifying, S::kClosed);
constexpr States kWorking = States::of(S::kAcknowledged, S::kBrokenDown, S::kInProgress, S::kRectifying);

constexpr Parties kOffice = Parties::of(Party::kOffice);
constexpr Parties kUnits = Parties::of(Party::kUnit);
constexpr Parties kLeaders = Parties::of(Party::kLeader);
constexpr Parties kOfficeOrLeader = Parties::of(Party::kOffice, Party::kLeader);
constexpr Parties kOfficeOrUnit = Parties::of(Party::kOffice, Party::kUnit);
constexpr Parties kNobody{};

constexpr Needs kNothing{};
constexpr Needs kText = Needs::of(Need::kText);
constexpr Needs kUnitText = Needs::of(Need::kUnit, Need::kText);
constexpr Needs kUnitOnly = Needs::of(Need::kUnit);
constexpr Limits kNoLimit{};
constexpr Limits kUnitLimits =
    Limits::of(L::kAcknowledge, L::kBreakDown, L::kDispute, L::kExtension, L::kRectify, L::kDue);

// clang-format off
constexpr Transition kTransitions[] = {
    {A::kApprove, "approve", "立项", "approve", Scope::kTask,
     States::of(S::kDraft), S::kApproved, kNone, kOffice, Needs::of(Need::kDate), {}, kNoLimit, kNobody,
     "each unit once; units, due date, class and horizon are frozen"},
    {A::kAddUnit, "add_unit", "增加单位", "add a unit", Scope::kTask,
     States::of(S::kApproved) | kRunning, {}, kNone, kOffice, kUnitText, L::kAcknowledge, kNoLimit, kUnits,
     "the unit takes no part yet; so a named person resolves 等, with a record"},
    {A::kSetPart, "set_part", "确定单位职责", "set a unit's part", Scope::kTask,
     States::of(S::kApproved) | kRunning, {}, kNone, kOffice, kUnitText, {}, kNoLimit, kUnits,
     "once dispatched, a unit that answers and has not closed is left"},
    {A::kDispatch, "dispatch", "交办", "dispatch", Scope::kTask,
     States::of(S::kApproved), S::kDispatched, kNone, kOffice, kText, L::kAcknowledge, kNoLimit, kUnits,
     "a lead unit or convener; the text is the done-criteria (销号标准)"},
    {A::kAcknowledge, "acknowledge", "签收", "acknowledge", Scope::kUnit,
     States::of(S::kDispatched), S::kAcknowledged, kRunning, kUnits, kUnitOnly, L::kBreakDown, Limits::of(L::kAcknowledge), kNobody, ""},
    {A::kDispute, "dispute", "提出分工异议", "dispute the assignment", Scope::kUnit,
     States::of(S::kDispatched, S::kAcknowledged), S::kDisputed, kRunning, kUnits, kUnitText, L::kDispute,
     Limits::of(L::kAcknowledge, L::kBreakDown), kOffice, ""},
    {A::kRejectDispute, "reject_dispute", "维持分工", "reject the dispute", Scope::kUnit,
     States::of(S::kDisputed), S::kDispatched, kRunning, kOfficeOrLeader, kUnitText, L::kAcknowledge, Limits::of(L::kDispute), kUnits, ""},
    {A::kCorrectWording, "correct_wording", "更正表述", "correct the wording", Scope::kUnit,
     States::of(S::kDisputed), S::kDispatched, kRunning, kOffice, Needs::of(Need::kUnit, Need::kText, Need::kField), L::kAcknowledge,
     Limits::of(L::kDispute), kUnits, "counts as an adjustment"},
    {A::kReassign, "reassign", "改派", "reassign", Scope::kUnit,
     States::of(S::kDispatched, S::kDisputed) | kWorking, S::kReleased, kRunning, kOffice,
     Needs::of(Need::kUnit, Need::kOtherUnit, Need::kText), L::kAcknowledge, kUnitLimits, kUnits,
     "the new unit takes over its part, from dispatch on"},
    {A::kReleaseUnit, "release_unit", "退出", "release a unit", Scope::kUnit,
     States::of(S::kApproved, S::kDispatched, S::kDisputed) | kWorking, S::kReleased, States::of(S::kApproved) | kRunning, kOffice,
     kUnitText, {}, kUnitLimits, kUnits, "once dispatched, a unit that answers and has not closed is left"},
    {A::kNameOfficers, "name_officers", "确定人员", "name the officers", Scope::kUnit,
     kRunning, {}, kRunning, kUnits, Needs::of(Need::kUnit, Need::kOfficers), {}, kNoLimit, kNobody, ""},
    {A::kBreakDown, "break_down", "分解", "break down", Scope::kUnit,
     States::of(S::kAcknowledged), S::kBrokenDown, kRunning, kUnits, kUnitOnly, {}, Limits::of(L::kBreakDown), kOffice, ""},
    {A::kReturnBreakDown, "return_break_down", "退回分解", "return the break-down", Scope::kUnit,
     States::of(S::kBrokenDown), S::kAcknowledged, kRunning, kOffice, kUnitText, L::kBreakDown, kNoLimit, kUnits, ""},
    {A::kAcceptBreakDown, "accept_break_down", "审定分解", "accept the break-down", Scope::kUnit,
     States::of(S::kBrokenDown), S::kInProgress, kRunning, kOffice, kUnitOnly, {}, kNoLimit, kUnits, "measures and milestones are frozen as the baseline"},
    {A::kApplyCompletion, "apply_completion", "申请办结", "apply for completion", Scope::kUnit,
     States::of(S::kInProgress), S::kCompletionApplied, kRunning, kUnits, kUnitText, {}, Limits::of(L::kDue), kOffice, ""},
    {A::kWithdrawCompletion, "withdraw_completion", "撤回办结申请", "withdraw the application", Scope::kUnit,
     States::of(S::kCompletionApplied), S::kInProgress, kRunning, kUnits, kUnitOnly, L::kDue, kNoLimit, kOffice, ""},
    {A::kReturnCompletion, "return_completion", "退回办结申请", "return the application", Scope::kUnit,
     States::of(S::kCompletionApplied), S::kInProgress, kRunning, kOffice, kUnitText, L::kDue, kNoLimit, kUnits, ""},
    {A::kBeginVerification, "begin_verification", "开始核查", "begin verification", Scope::kUnit,
     States::of(S::kCompletionApplied), S::kVerifying, kRunning, kOffice, kUnitOnly, {}, kNoLimit, kUnits, ""},
    {A::kPassVerification, "pass_verification", "核查通过", "pass verification", Scope::kUnit,
     States::of(S::kVerifying), S::kClosed, kRunning, kOffice, Needs::of(Need::kUnit, Need::kClosure), {}, kUnitLimits, kUnits,
     "staged closure only of a long-term task; the task closes with the last unit that answers, unless a sub-task is open"},
    {A::kFailVerification, "fail_verification", "核查不通过", "fail verification", Scope::kUnit,
     States::of(S::kVerifying), S::kRectifying, kRunning, kOffice, kUnitText, L::kRectify, kNoLimit, kUnits,
     "the due date runs on; the date to rectify by may be given"},
    {A::kSubmitRectification, "submit_rectification", "报送整改", "submit the rectification", Scope::kUnit,
     States::of(S::kRectifying), S::kVerifying, kRunning, kUnits, kUnitText, {}, Limits::of(L::kRectify, L::kDue), kOffice, ""},
    {A::kApplyExtension, "apply_extension", "申请延期", "apply for an extension", Scope::kUnit,
     States::of(S::kDispatched) | kWorking, {}, kRunning, kUnits, Needs::of(Need::kUnit, Need::kText, Need::kDate), L::kExtension, kNoLimit, kOffice,
     "before the due date; none is being decided; the new date is later"},
    {A::kWithdrawExtension, "withdraw_extension", "撤回延期申请", "withdraw the extension", Scope::kUnit,
     kRunning, {}, kRunning, kUnits, kUnitOnly, {}, Limits::of(L::kExtension), kOffice, "an extension is being decided"},
    {A::kAgreeExtension, "agree_extension", "延期初审同意", "agree to the extension", Scope::kUnit,
     kRunning, {}, kRunning, kOffice, kUnitOnly, {}, kNoLimit, kLeaders, "an extension is being decided, and the first step is not taken"},
    {A::kApproveExtension, "approve_extension", "批准延期", "approve the extension", Scope::kUnit,
     kRunning, {}, kRunning, kLeaders, kUnitOnly, {}, Limits::of(L::kExtension), kOfficeOrUnit,
     "the first step is taken, by another person; the original date is kept"},
    {A::kRefuseExtension, "refuse_extension", "不同意延期", "refuse the extension", Scope::kUnit,
     kRunning, {}, kRunning, kOfficeOrLeader, kUnitText, {}, Limits::of(L::kExtension), kUnits, "an extension is being decided"},
    {A::kObject, "object", "对结论提出异议", "object to a conclusion", Scope::kUnit,
     kJudged, {}, kConcluded, kUnits, Needs::of(Need::kUnit, Need::kText, Need::kConclusion), L::kObjectionDecide, kNoLimit,
     kOfficeOrLeader, "within 30 days of the conclusion; it is the unit's own, not a pass, not objected to before"},
    {A::kUpholdConclusion, "uphold_conclusion", "维持结论", "uphold the conclusion", Scope::kUnit,
     kJudged, {}, kConcluded, kOfficeOrLeader, Needs::of(Need::kUnit, Need::kText, Need::kConclusion), {},
     Limits::of(L::kObjectionDecide), kUnits, "another person than made the conclusion; within 30 days, later is marked"},
    {A::kChangeConclusion, "change_conclusion", "改变结论", "change the conclusion", Scope::kUnit,
     kJudged, S::kClosed, kConcluded, kOfficeOrLeader,
     Needs::of(Need::kUnit, Need::kText, Need::kConclusion, Need::kClosure), {}, Limits::of(L::kObjectionDecide), kUnits,
     "another person than made the conclusion; the unit closes where the conclusion is its latest and it is rectifying or being verified again, else only the record is corrected"},
    {A::kAdjust, "adjust", "调整", "adjust", Scope::kTask,
     States::of(S::kApproved, S::kSuspended) | kRunning, {}, kNone, kOffice, Needs::of(Need::kText, Need::kDocument, Need::kField), {}, kNoLimit, kUnits,
     "on which document, old and new value; the original date is kept"},
    {A::kAddSubtask, "add_subtask", "增加子任务", "add a sub-task", Scope::kTask,
     kRunning, {}, kNone, kOfficeOrUnit, Needs::of(Need::kTask), {}, kNoLimit, kNobody, ""},
    {A::kCloseSubtask, "close_subtask", "子任务了结", "close a sub-task", Scope::kTask,
     States::of(S::kSuspended) | kRunning, {}, kNone, kOfficeOrUnit, Needs::of(Need::kTask), {}, kNoLimit, kNobody, "a sub-task is open"},
    {A::kSetConfidence, "set_confidence", "研判", "set the delivery confidence", Scope::kTask,
     States::of(S::kSuspended) | kRunning, {}, kNone, kOffice, Needs::of(Need::kConfidence, Need::kText), {}, kNoLimit, kNobody, ""},
    {A::kSuspend, "suspend", "中止", "suspend", Scope::kTask,
     kRunning, S::kSuspended, kNone, kOffice, kText, {}, kNoLimit, kUnits, "limits stand still, but for the decision on an objection"},
    {A::kResume, "resume", "恢复", "resume", Scope::kTask,
     States::of(S::kSuspended), {}, kNone, kOffice, kText, {}, kNoLimit, kUnits,
     "short limits move on; a due date that passed meanwhile is set anew"},
    {A::kTerminate, "terminate", "终止", "terminate", Scope::kTask,
     States::of(S::kApproved, S::kSuspended) | kRunning, S::kTerminated, kNone, kOffice, kText, {},
     Limits{kUnitLimits.bits | Limits::of(L::kObjectionDecide).bits}, kUnits, "stays visible"},
    {A::kRollOver, "roll_over", "转入下一年", "roll over", Scope::kTask,
     States::of(S::kClosed) | kRunning, S::kArchived, kNone, kOffice, Needs::of(Need::kTask), {}, kUnitLimits, kUnits,
     "a long-term task; a closed one only after staged closure; no objection is open"},
    {A::kArchive, "archive", "归档", "archive", Scope::kTask,
     States::of(S::kClosed, S::kTerminated), S::kArchived, kNone, kOffice, kNothing, {}, kNoLimit, kNobody, "no objection is open"},
};
// clang-format on
static_assert(std::size(kTransitions) == kTaskActionCount);
constexpr bool in_order() {
  for (std::size_t i = 0; i < std::size(kTransitions); ++i) {
    if (static_cast<std::size_t>(kTransitions[i].action) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

const std::vector<Transition>& transitions() {
  static const std::vector<Transition> all(std::begin(kTransitions), std::end(kTransitions));
  return all;
}

const Transition& transition(TaskAction action) { return kTransitions[static_cast<std::size_t>(action)]; }

std::string_view to_word(TaskAction action) { return transition(action).word; }
std::string_view zh_name(TaskAction action) { return transition(action).zh; }
std::string_view en_name(TaskAction action) { return transition(action).en; }

std::optional<TaskAction> task_action_from_word(std::string_view word) {
  for (const Transition& row : kTransitions) {
    if (row.word == word) return row.action;
  }
  return {};
}

}  // namespace duban
