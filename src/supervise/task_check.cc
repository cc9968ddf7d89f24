#include "supervise/task_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace duban {
namespace {

Error refused(ErrorCode code, std::string_view zh, std::string_view en) {
  return error(code, std::string(zh), std::string(en));
}

struct NeedWords {
  Need need;
  std::string_view word, zh, en;
};
// clang-format off
constexpr NeedWords kNeedWords[] = {
    {Need::kUnit,       "unit",       "单位",               "the unit"},
    {Need::kOtherUnit,  "other_unit", "改派的单位",         "the new unit"},
    {Need::kText,       "text",       "说明",               "the reason or statement"},
    {Need::kDocument,   "document",   "依据文件",           "the document it rests on"},
    {Need::kField,      "field",      "调整的内容",         "the field and its new value"},
    {Need::kDate,       "date",       "日期",               "the date"},
    {Need::kClosure,    "closure",    "办结类型",           "the kind of closure"},
    {Need::kConfidence, "confidence", "研判结果",           "the confidence"},
    {Need::kConclusion, "conclusion", "所针对的结论",       "the conclusion"},
    {Need::kOfficers,   "officers",   "负责人、联络员或经办人", "a head, liaison officer or handler"},
    {Need::kTask,       "task",       "对应的任务",         "the other task"},
};
// clang-format on

bool brings(const TaskRequest& request, Need need) {
  switch (need) {
    case Need::kUnit:
      return !request.unit.empty();
    case Need::kOtherUnit:
      return !request.other_unit.empty();
    case Need::kText:
      return !request.text.empty();
    case Need::kDocument:
      return !request.document.empty();
    case Need::kField:
      return !request.field.empty() && (!request.after.empty() || request.date.given());
    case Need::kDate:
      return request.date.given();
    case Need::kClosure:
      return request.closure != Closure::kNone;
    case Need::kConfidence:
      return request.confidence != Confidence::kNotSet;
    case Need::kConclusion:
      return request.conclusion > 0;
    case Need::kOfficers:
      return !request.head.empty() || !request.liaison.empty() || !request.handler.empty();
    case Need::kTask:
      return !request.task.empty();
  }
  return false;
}

bool one_line(std::string_view key) { return key.find('\n') == std::string_view::npos; }

Result<void> check_fields(const Transition& row, const TaskRequest& request) {
  for (const NeedWords& need : kNeedWords) {
    if (!row.needs.has(need.need) || brings(request, need.need)) continue;
    return error(ErrorCode::kInvalid, fmt::format("{}须填写{}", row.zh, need.zh),
                 fmt::format("To {}, give {}", row.en, need.en));
  }
  if (!one_line(request.unit) || !one_line(request.other_unit)) {
    return refused(ErrorCode::kInvalid, "单位标识不能换行", "A unit's key is one line");
  }
  return {};
}

Result<void> check_person(const Transition& row, const TaskPerson& by, std::string_view unit) {
  if (by.capacity == Capacity::kDelegate && by.acts_for.empty()) {
    return refused(ErrorCode::kInvalid, "代理须写明被代理人", "A delegate names the person he acts for");
  }
  if (by.capacity == Capacity::kFillIn) {
    if (by.party != Party::kOffice) {
      return refused(ErrorCode::kForbidden, "只有督查室可以代填",
                     "Only the supervision office fills in for a unit");
    }
    if (row.by.has(Party::kUnit)) return {};
    return error(ErrorCode::kForbidden, fmt::format("{}不是承办单位的事，无从代填", row.zh),
                 fmt::format("To {} is no unit's action: there is nothing to fill in", row.en));
  }
  if (!row.by.has(by.party)) {
    return error(ErrorCode::kForbidden, fmt::format("{}不能由{}办理", row.zh, zh_name(by.party)),
                 fmt::format("{} may not {}", en_name(by.party), row.en));
  }
  if (by.party == Party::kUnit && !unit.empty() && by.unit != unit) {
    return refused(ErrorCode::kForbidden, "只能办理本单位的事项", "A unit acts for itself only");
  }
  if (by.party == Party::kUnit && by.unit.empty()) {
    return refused(ErrorCode::kForbidden, "此人不属于任何单位", "This person is of no unit");
  }
  return {};
}

Error not_now(const Transition& row, TaskState state, std::string_view whose_zh, std::string_view whose_en) {
  return error(ErrorCode::kConflict, fmt::format("{}处于“{}”，不能{}", whose_zh, zh_name(state), row.zh),
               fmt::format("{} is {}: it is not possible to {}", whose_en, en_name(state), row.en));
}

Result<void> check_state(const TaskCase& task, const Transition& row, const TaskPerson& by,
                         std::string_view unit) {
  if (row.scope == Scope::kTask) {
    const UnitCase* own = by.party == Party::kUnit ? unit_of(task, by.unit) : nullptr;
    if (by.party == Party::kUnit && (own == nullptr || own->state == TaskState::kReleased)) {
      return refused(ErrorCode::kForbidden, "该单位不在此任务中", "This unit takes no part in the task");
    }
    if (!row.from.has(task.state)) return not_now(row, task.state, "任务", "The task");
    return {};
  }
  if (!row.task_states.has(task.state)) return not_now(row, task.state, "任务", "The task");
  const UnitCase* in = unit_of(task, unit);
  if (in == nullptr) {
    return refused(ErrorCode::kNotFound, "该单位不在此任务中", "This unit takes no part in the task");
  }
  if (!row.from.has(in->state)) return not_now(row, in->state, "该单位", "The unit");
  return {};
}

// Whether a unit that answers and has not closed is left once `without` no longer answers.
bool somebody_still_answers(const TaskCase& task, std::string_view without) {
  return std::any_of(task.units.begin(), task.units.end(), [&](const UnitCase& each) {
    return each.unit != without && answers(each.part) && each.state != TaskState::kReleased &&
           each.state != TaskState::kClosed;
  });
}

Error nobody_answers() {
  return refused(ErrorCode::kConflict, "须有未办结的牵头或汇总单位，请先确定或改派",
                 "A lead unit or convener that has not closed must be left: name one first, or reassign");
}

Result<void> check_approve(const TaskRequest& request) {
  std::set<std::string_view> seen;
  for (const UnitSeat& seat : request.units) {
    if (seat.unit.empty() || !one_line(seat.unit)) {
      return refused(ErrorCode::kInvalid, "单位标识为空或换行", "A unit's key is empty or not one line");
    }
    if (!seen.insert(seat.unit).second) {
      return error(ErrorCode::kInvalid, fmt::format("单位重复：{}", seat.unit),
                   fmt::format("The unit is listed twice: {}", seat.unit));
    }
  }
  return {};
}

Result<void> check_dispatch(const TaskCase& task) {
  const bool answered = std::any_of(task.units.begin(), task.units.end(), [](const UnitCase& each) {
    return answers(each.part) && each.state != TaskState::kReleased;
  });
  if (answered) return {};
  return refused(
      ErrorCode::kConflict, "没有牵头或汇总单位，不能交办；请先确定",
      "No unit answers for the task, so it cannot be dispatched: name a lead unit or a convener first");
}

Result<void> check_set_part(const TaskCase& task, const TaskRequest& request) {
  const UnitCase* unit = unit_of(task, request.unit);
  if (unit == nullptr || unit->state == TaskState::kReleased) {
    return refused(ErrorCode::kNotFound, "该单位不在此任务中", "This unit takes no part in the task");
  }
  const bool stays = answers(request.part) && unit->state != TaskState::kClosed;
  if (is_running(task.state) && !stays && !somebody_still_answers(task, request.unit)) return nobody_answers();
  return {};
}

Result<void> check_extension(const TaskCase& task, const TaskRequest& request, Day day) {
  const UnitCase& unit = *unit_of(task, request.unit);
  if (pending_extension(task, request.unit) != nullptr) {
    return refused(ErrorCode::kConflict, "已有在审的延期申请", "An extension is being decided already");
  }
  if (day >= unit.due) {
    return error(ErrorCode::kConflict, fmt::format("延期须在到期日（{}）之前申请", zh_day(unit.due)),
                 fmt::format("An extension is filed before the due date ({})", to_iso(unit.due)));
  }
  if (request.date <= unit.due) {
    return error(ErrorCode::kInvalid, fmt::format("新的日期须晚于现时限{}", zh_day(unit.due)),
                 fmt::format("The new date must be later than the present one, {}", to_iso(unit.due)));
  }
  return {};
}

Result<void> check_extension_step(const TaskCase& task, const TaskRequest& request) {
  const Extension* extension = pending_extension(task, request.unit);
  if (extension == nullptr) {
    return refused(ErrorCode::kConflict, "没有在审的延期申请", "No extension is being decided");
  }
  const bool agreed = extension->state == ExtensionState::kAgreed;
  if (request.action == TaskAction::kAgreeExtension && agreed) {
    return refused(ErrorCode::kConflict, "初审已同意", "The first step has been taken");
  }
  if (request.action != TaskAction::kApproveExtension) return {};
  if (!agreed) return refused(ErrorCode::kConflict, "初审尚未同意", "The first step has not been taken");
  if (extension->agreed_by == request.by.account) {
    return refused(ErrorCode::kForbidden, "批准人不能是初审人", "The two steps are two persons'");
  }
  return {};
}

Result<void> check_objection(const TaskCase& task, const TaskRequest& request) {
  const Conclusion* conclusion = conclusion_of(task, request.unit, request.conclusion);
  if (conclusion == nullptr) {
    return error(ErrorCode::kNotFound, fmt::format("该单位没有第{}号结论", request.conclusion),
                 fmt::format("The unit has no conclusion {}", request.conclusion));
  }
  if (request.action == TaskAction::kObject) {
    if (conclusion->passed) {
      return refused(ErrorCode::kConflict, "该结论是通过，没有可异议之处", "The conclusion is a pass");
    }
    if (conclusion->objection != ObjectionState::kNone) {
      return refused(ErrorCode::kConflict, "对该结论已提出过异议",
                     "This conclusion has been objected to already");
    }
    return {};
  }
  if (conclusion->objection != ObjectionState::kFiled) {
    return refused(ErrorCode::kConflict, "对该结论没有待复核的异议", "No objection to this conclusion is open");
  }
  // 参与作出督查结论的工作人员在复核中应当回避
  if (conclusion->by == request.by.account) {
    return refused(ErrorCode::kForbidden, "作出结论的人应当回避，由他人复核",
                   "Whoever made the conclusion does not decide on the objection");
  }
  return {};
}

Result<void> check_closure(const TaskCase& task, const TaskRequest& request) {
  if (request.closure != Closure::kStaged || task.horizon == Horizon::kLongTerm) return {};
  return refused(ErrorCode::kInvalid, "阶段性办结只用于长期任务", "Only a long-term task is closed in stages");
}

Result<void> check_resume(const TaskCase& task, const TaskRequest& request, Day day) {
  const bool passed = std::any_of(task.limits.begin(), task.limits.end(), [&](const OpenLimit& each) {
    return each.kind == LimitKind::kDue && each.end >= task.suspended_on && each.end < day;
  });
  if (passed && !request.date.given()) {
    return refused(ErrorCode::kInvalid, "完成时限在中止期间已过，须另定日期",
                   "The due date passed while the task was suspended: give a new one");
  }
  if (request.date.given() && request.date < day) {
    return refused(ErrorCode::kInvalid, "新的时限不能早于今天", "The new due date cannot be before today");
  }
  return {};
}

Result<void> check_adjust(const TaskRequest& request) {
  if (request.field == "due" && !request.date.given()) {
    return refused(ErrorCode::kInvalid, "调整时限须填写日期", "To adjust the due date, give the date");
  }
  if (request.field != "due" && request.after.empty()) {
    return refused(ErrorCode::kInvalid, "调整须填写新值", "An adjustment gives the new value");
  }
  const bool known = (request.field != "horizon" || task_word<Horizon>(request.after)) &&
                     (request.field != "task_class" || task_word<TaskClass>(request.after));
  if (!known) {
    return error(ErrorCode::kInvalid, fmt::format("“{}”不是可选的值", request.after),
                 fmt::format("“{}” is none of the values to choose from", request.after));
  }
  return {};
}

bool objection_open(const TaskCase& task) {
  return std::any_of(task.conclusions.begin(), task.conclusions.end(),
                     [](const Conclusion& each) { return each.objection == ObjectionState::kFiled; });
}

Result<void> check_end(const TaskCase& task, const TaskRequest& request) {
  if (request.action == TaskAction::kRollOver) {
    if (task.horizon != Horizon::kLongTerm) {
      return refused(ErrorCode::kConflict, "只有长期任务转入下一年", "Only a long-term task rolls over");
    }
    if (task.state == TaskState::kClosed && task.closure != Closure::kStaged) {
      return refused(ErrorCode::kConflict, "已全部办结，无须转入下一年",
                     "The task is closed for good: nothing rolls over");
    }
  }
  if (objection_open(task)) {
    return refused(ErrorCode::kConflict, "有未决的异议", "An objection is still open");
  }
  return {};
}

// A unit that was released may come back.
bool may_join(const TaskCase& task, const TaskRequest& request) {
  const UnitCase* other = unit_of(task, request.other_unit);
  return request.other_unit != request.unit && (other == nullptr || other->state == TaskState::kReleased);
}

Result<void> check_guard(const TaskCase& task, const TaskRequest& request, Day day) {
  const UnitCase* unit = unit_of(task, request.unit);
  switch (request.action) {
    case TaskAction::kApprove:
      return check_approve(request);
    case TaskAction::kAddUnit:
      if (unit == nullptr || unit->state == TaskState::kReleased) return {};
      return refused(ErrorCode::kConflict, "该单位已在此任务中", "This unit takes part already");
    case TaskAction::kSetPart:
      return check_set_part(task, request);
    case TaskAction::kDispatch:
      return check_dispatch(task);
    case TaskAction::kReassign:
      if (may_join(task, request)) return {};
      return refused(ErrorCode::kConflict, "改派的单位已在此任务中，可改定其职责",
                     "The new unit takes part already: set its part instead");
    case TaskAction::kReleaseUnit:
      // Before dispatch nothing waits for an answer yet; dispatch itself asks for one.
      if (task.state == TaskState::kApproved) return {};
      if (!answers(unit->part) || somebody_still_answers(task, request.unit)) return {};
      return nobody_answers();
    case TaskAction::kPassVerification:
      return check_closure(task, request);
    case TaskAction::kApplyExtension:
      return check_extension(task, request, day);
    case TaskAction::kWithdrawExtension:
    case TaskAction::kAgreeExtension:
    case TaskAction::kApproveExtension:
    case TaskAction::kRefuseExtension:
      return check_extension_step(task, request);
    case TaskAction::kFailVerification:
      if (!request.date.given() || request.date >= day) return {};
      return refused(ErrorCode::kInvalid, "整改时限不能早于今天",
                     "The date to rectify by cannot be before today");
    case TaskAction::kChangeConclusion:
      TRY(check_closure(task, request));
      return check_objection(task, request);
    case TaskAction::kObject:
    case TaskAction::kUpholdConclusion:
      return check_objection(task, request);
    case TaskAction::kAdjust:
      return check_adjust(request);
    case TaskAction::kCloseSubtask:
      if (task.open_subtasks > 0) return {};
      return refused(ErrorCode::kConflict, "没有未了的子任务", "No sub-task is open");
    case TaskAction::kResume:
      return check_resume(task, request, day);
    case TaskAction::kRollOver:
    case TaskAction::kArchive:
      return check_end(task, request);
    default:
      return {};
  }
}

Result<void> check_standing(const TaskCase& task, const Transition& row, const TaskPerson& by,
                            std::string_view unit) {
  TRY(check_person(row, by, unit));
  return check_state(task, row, by, unit);
}

}  // namespace

std::string_view to_word(Need need) {
  for (const NeedWords& each : kNeedWords) {
    if (each.need == need) return each.word;
  }
  return {};
}

const Extension* pending_extension(const TaskCase& task, std::string_view unit) {
  for (const Extension& each : task.extensions) {
    const bool pending = each.state == ExtensionState::kApplied || each.state == ExtensionState::kAgreed;
    if (pending && each.unit == unit) return &each;
  }
  return nullptr;
}

const Conclusion* conclusion_of(const TaskCase& task, std::string_view unit, int no) {
  if (no < 1 || static_cast<std::size_t>(no) > task.conclusions.size()) return nullptr;
  const Conclusion& conclusion = task.conclusions[static_cast<std::size_t>(no) - 1];
  return conclusion.unit == unit ? &conclusion : nullptr;
}

Result<void> check_request(const TaskCase& task, const TaskRequest& request, Day day) {
  const Transition& row = transition(request.action);
  if (!day.given() || day < task.last_day) {
    return error(
        ErrorCode::kConflict,
        fmt::format("日期{}早于上一次办理的{}，请检查系统时间", zh_day(day), zh_day(task.last_day)),
        fmt::format("{} is before the last step, {}: look at the clock", to_iso(day), to_iso(task.last_day)));
  }
  TRY(check_fields(row, request));
  TRY(check_standing(task, row, request.by, request.unit));
  return check_guard(task, request, day);
}

Result<void> check_possible(const TaskCase& task, const TaskRequest& bare, Day day) {
  TRY(check_standing(task, transition(bare.action), bare.by, bare.unit));
  switch (bare.action) {
    case TaskAction::kDispatch:
    case TaskAction::kReleaseUnit:
    case TaskAction::kWithdrawExtension:
    case TaskAction::kAgreeExtension:
    case TaskAction::kApproveExtension:
    case TaskAction::kRefuseExtension:
    case TaskAction::kCloseSubtask:
    case TaskAction::kRollOver:
    case TaskAction::kArchive:
      return check_guard(task, bare, day);
    case TaskAction::kApplyExtension: {
      const bool can = pending_extension(task, bare.unit) == nullptr && day < unit_of(task, bare.unit)->due;
      if (can) return {};
      return refused(ErrorCode::kConflict, "不能申请延期", "No extension can be filed");
    }
    case TaskAction::kObject:
    case TaskAction::kUpholdConclusion:
    case TaskAction::kChangeConclusion: {
      TaskRequest each = bare;
      for (const Conclusion& conclusion : task.conclusions) {
        each.conclusion = conclusion.no;
        if (check_objection(task, each).ok()) return {};
      }
      return refused(ErrorCode::kConflict, "没有可办理的结论", "There is no such conclusion");
    }
    default:
      return {};
  }
}

}  // namespace duban
