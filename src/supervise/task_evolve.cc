// From facts to the case. Total for facts that act() made; rebuild() asks every fact first whether it could
// have happened.

#include <fmt/format.h>

#include <algorithm>

#include "supervise/task_check.h"
#include "supervise/task_life.h"

namespace duban {
namespace {

UnitCase* find_unit(TaskCase& task, std::string_view unit) {
  return const_cast<UnitCase*>(unit_of(task, unit));
}

bool at_end(TaskState unit_state) {
  return unit_state == TaskState::kReleased || unit_state == TaskState::kClosed;
}

// A limit that stands still: of a suspended task, all but the decision on an objection, which the law sets.
bool stands_still(const TaskCase& task, const OpenLimit& limit) {
  if (task.state == TaskState::kSuspended && limit.kind != LimitKind::kObjectionDecide) return true;
  return limit.kind == LimitKind::kDue && pending_extension(task, limit.unit) != nullptr;
}

void add_late_mark(TaskCase& task, LimitKind kind, const std::string& unit, Day end) {
  const LateMark mark{kind, unit, end};
  if (std::find(task.late.begin(), task.late.end(), mark) == task.late.end()) task.late.push_back(mark);
}

void mark_late(TaskCase& task, Day day) {
  for (const OpenLimit& limit : task.limits) {
    if (limit.end < day && !stands_still(task, limit)) add_late_mark(task, limit.kind, limit.unit, limit.end);
  }
}

void start_limit(TaskCase& task, LimitKind kind, const std::string& unit, Day end, int conclusion = 0) {
  task.limits.push_back({kind, unit, conclusion, end});
}

void stop_limits(TaskCase& task, SetOf<LimitKind> kinds, std::string_view unit, int conclusion = 0) {
  std::erase_if(task.limits, [&](const OpenLimit& each) {
    return kinds.has(each.kind) && each.unit == unit && (conclusion == 0 || each.conclusion == conclusion);
  });
}

Extension* find_pending(TaskCase& task, std::string_view unit) {
  return const_cast<Extension*>(pending_extension(task, unit));
}

// The unit says that it is done while an extension is being decided: whether that was late shows when it is.
void note_done(TaskCase& task, const UnitCase& unit, Day day) {
  if (Extension* extension = find_pending(task, unit.unit)) extension->done_on = day;
}

void end_extension(TaskCase& task, UnitCase& unit, Extension& extension, ExtensionState state) {
  extension.state = state;
  // Meanwhile the due date may have been set later than what was asked for.
  const Day due = state == ExtensionState::kGranted ? std::max(extension.to, unit.due) : unit.due;
  if (extension.done_on.given() && extension.done_on > due)
    add_late_mark(task, LimitKind::kDue, unit.unit, due);
}

// The due limit runs again, with the date that the unit has.
void restart_due(TaskCase& task, const UnitCase& unit) {
  if (Extension* extension = find_pending(task, unit.unit)) extension->done_on = {};
  stop_limits(task, SetOf<LimitKind>::of(LimitKind::kDue), unit.unit);
  start_limit(task, LimitKind::kDue, unit.unit, unit.due);
}

void move_due(TaskCase& task, UnitCase& unit, Day due) {
  unit.due = due;
  for (OpenLimit& limit : task.limits) {
    if (limit.kind == LimitKind::kDue && limit.unit == unit.unit) limit.end = due;
  }
}

void lapse_extension(TaskCase& task, UnitCase& unit) {
  if (Extension* extension = find_pending(task, unit.unit)) {
    end_extension(task, unit, *extension, ExtensionState::kLapsed);
  }
  stop_limits(task, SetOf<LimitKind>::of(LimitKind::kExtension), unit.unit);
}

void lapse_objections(TaskCase& task, std::string_view unit) {
  for (Conclusion& each : task.conclusions) {
    if (each.unit == unit && each.objection == ObjectionState::kFiled) each.objection = ObjectionState::kLapsed;
  }
  stop_limits(task, SetOf<LimitKind>::of(LimitKind::kObjectionDecide), unit);
}

// Everything of the unit that still ran. An objection of a unit that closes is decided nevertheless.
void end_unit(TaskCase& task, UnitCase& unit, TaskState state) {
  unit.state = state;
  lapse_extension(task, unit);
  if (state == TaskState::kReleased) lapse_objections(task, unit.unit);
  using enum LimitKind;
  stop_limits(task, SetOf<LimitKind>::of(kAcknowledge, kBreakDown, kDispute, kRectify, kDue), unit.unit);
}

void join(TaskCase& task, const std::string& unit, UnitPart part, Day due, Day acknowledge_by) {
  UnitCase* joined = find_unit(task, unit);  // a unit that was released may come back
  if (joined == nullptr) {
    joined = &task.units.emplace_back();
    joined->unit = unit;
  }
  joined->part = part;
  joined->due = due;
  joined->state = TaskState::kApproved;
  if (!is_running(task.state)) return;
  joined->state = TaskState::kDispatched;
  start_limit(task, LimitKind::kAcknowledge, unit, acknowledge_by);
  start_limit(task, LimitKind::kDue, unit, due);
}

void conclude(TaskCase& task, const TaskFact& fact, bool passed) {
  Conclusion made;
  made.no = static_cast<int>(task.conclusions.size()) + 1;
  made.unit = fact.what.unit;
  made.on = fact.day;
  made.by = fact.what.by.account;
  made.passed = passed;
  task.conclusions.push_back(made);
}

void close_unit(TaskCase& task, UnitCase& unit, Closure closure) {
  unit.closure = closure;
  end_unit(task, unit, TaskState::kClosed);
}

void end_task(TaskCase& task, TaskState state, Ending ending, Day day) {
  if (task.ending == Ending::kNone) task.ended_on = day;
  if (task.ending == Ending::kNone || ending == Ending::kRolledOver) task.ending = ending;
  task.state = state;
}

void stop_all(TaskCase& task) {
  for (UnitCase& unit : task.units) {
    lapse_extension(task, unit);
    lapse_objections(task, unit.unit);
  }
  task.limits.clear();
}

void dispatch(TaskCase& task, const TaskFact& fact) {
  task.done_criteria = fact.what.text;
  task.state = TaskState::kDispatched;
  for (UnitCase& unit : task.units) {
    if (unit.state == TaskState::kReleased) continue;
    unit.state = TaskState::kDispatched;
    start_limit(task, LimitKind::kAcknowledge, unit.unit, fact.limit_end);
    start_limit(task, LimitKind::kDue, unit.unit, unit.due);
  }
}

void approve(TaskCase& task, const TaskFact& fact) {
  task.state = TaskState::kApproved;
  task.original_due = fact.what.date;
  task.due_default = fact.what.due_default;
  task.task_class = fact.what.task_class;
  task.horizon = fact.what.horizon;
  task.predecessor = fact.what.task;
  task.late_before = fact.what.late_before;
  for (const UnitSeat& seat : fact.what.units) join(task, seat.unit, seat.part, fact.what.date, {});
}

void adjust(TaskCase& task, const TaskFact& fact) {
  ++task.adjustments;
  if (fact.what.field == "due") {
    for (UnitCase& unit : task.units) {
      if (at_end(unit.state)) continue;
      if (fact.what.unit.empty() || unit.unit == fact.what.unit) move_due(task, unit, fact.what.date);
    }
  }
  if (fact.what.field == "done_criteria") task.done_criteria = fact.what.after;
  // check_adjust() let only known words through.
  if (fact.what.field == "horizon") task.horizon = *task_word<Horizon>(fact.what.after);
  if (fact.what.field == "task_class") task.task_class = *task_word<TaskClass>(fact.what.after);
}

void resume(TaskCase& task, const TaskFact& fact) {
  const int stood = fact.day - task.suspended_on;
  for (OpenLimit& limit : task.limits) {
    if (limit.kind != LimitKind::kDue && limit.kind != LimitKind::kObjectionDecide &&
        limit.end >= task.suspended_on) {
      limit.end = limit.end + stood;
    }
  }
  task.suspended_on = {};
  task.state = TaskState::kDispatched;  // settle() says which it is
  if (!fact.what.date.given()) return;
  for (UnitCase& unit : task.units) {
    if (!at_end(unit.state)) move_due(task, unit, fact.what.date);
  }
}

void change_conclusion(TaskCase& task, const TaskFact& fact, UnitCase& unit) {
  Conclusion& conclusion = task.conclusions[static_cast<std::size_t>(fact.what.conclusion) - 1];
  conclusion.objection = ObjectionState::kChanged;
  const bool latest = std::none_of(task.conclusions.begin() + fact.what.conclusion, task.conclusions.end(),
                                   [&](const Conclusion& each) { return each.unit == unit.unit; });
  const bool running = unit.state == TaskState::kRectifying || unit.state == TaskState::kVerifying;
  if (latest && running) close_unit(task, unit, fact.what.closure);
}

void apply_unit_action(TaskCase& task, const TaskFact& fact, UnitCase& unit) {
  Extension* extension = find_pending(task, unit.unit);
  const TaskRequest& what = fact.what;
  switch (what.action) {
    case TaskAction::kAcknowledge:
    case TaskAction::kNameOfficers:
      if (!what.head.empty()) unit.head = what.head;
      if (!what.liaison.empty()) unit.liaison = what.liaison;
      if (!what.handler.empty()) unit.handler = what.handler;
      break;
    case TaskAction::kCorrectWording:
      ++task.adjustments;
      break;
    case TaskAction::kReassign: {
      const UnitPart part = unit.part;
      const Day due = unit.due;
      end_unit(task, unit, TaskState::kReleased);
      join(task, what.other_unit, part, due, fact.limit_end);  // `unit` is gone from here
      break;
    }
    case TaskAction::kReleaseUnit:
      end_unit(task, unit, TaskState::kReleased);
      break;
    case TaskAction::kApplyCompletion:
    case TaskAction::kSubmitRectification:
      note_done(task, unit, fact.day);
      break;
    case TaskAction::kWithdrawCompletion:
    case TaskAction::kReturnCompletion:
      restart_due(task, unit);
      break;
    case TaskAction::kPassVerification:
      ++unit.verifications;
      conclude(task, fact, true);
      close_unit(task, unit, what.closure);
      break;
    case TaskAction::kFailVerification:
      ++unit.verifications;
      conclude(task, fact, false);
      restart_due(task, unit);
      break;
    case TaskAction::kApplyExtension:
      task.extensions.push_back({unit.unit, unit.due, what.date, ExtensionState::kApplied, 0, {}});
      break;
    case TaskAction::kWithdrawExtension:
      end_extension(task, unit, *extension, ExtensionState::kWithdrawn);
      break;
    case TaskAction::kAgreeExtension:
      extension->state = ExtensionState::kAgreed;
      extension->agreed_by = what.by.account;
      break;
    case TaskAction::kApproveExtension:
      end_extension(task, unit, *extension, ExtensionState::kGranted);
      move_due(task, unit, std::max(extension->to, unit.due));
      break;
    case TaskAction::kRefuseExtension:
      end_extension(task, unit, *extension, ExtensionState::kRefused);
      break;
    case TaskAction::kObject:
      task.conclusions[static_cast<std::size_t>(what.conclusion) - 1].objection = ObjectionState::kFiled;
      break;
    case TaskAction::kUpholdConclusion:
      task.conclusions[static_cast<std::size_t>(what.conclusion) - 1].objection = ObjectionState::kUpheld;
      break;
    case TaskAction::kChangeConclusion:
      change_conclusion(task, fact, unit);
      break;
    default:
      break;
  }
}

void apply_task_action(TaskCase& task, const TaskFact& fact) {
  const TaskRequest& what = fact.what;
  switch (what.action) {
    case TaskAction::kApprove:
      approve(task, fact);
      break;
    case TaskAction::kAddUnit:
      join(task, what.unit, what.part, what.date.given() ? what.date : due_of(task), fact.limit_end);
      break;
    case TaskAction::kSetPart:
      find_unit(task, what.unit)->part = what.part;
      break;
    case TaskAction::kDispatch:
      dispatch(task, fact);
      break;
    case TaskAction::kAdjust:
      adjust(task, fact);
      break;
    case TaskAction::kAddSubtask:
      ++task.open_subtasks;
      break;
    case TaskAction::kCloseSubtask:
      --task.open_subtasks;
      break;
    case TaskAction::kSetConfidence:
      task.confidence = what.confidence;
      break;
    case TaskAction::kSuspend:
      task.state = TaskState::kSuspended;
      task.suspended_on = fact.day;
      break;
    case TaskAction::kResume:
      resume(task, fact);
      break;
    case TaskAction::kTerminate:
      stop_all(task);
      end_task(task, TaskState::kTerminated, Ending::kTerminated, fact.day);
      break;
    case TaskAction::kRollOver:
      stop_all(task);
      task.successor = what.task;
      end_task(task, TaskState::kArchived, Ending::kRolledOver, fact.day);
      break;
    case TaskAction::kArchive:
      task.state = TaskState::kArchived;
      break;
    default:
      break;
  }
}

void close_task(TaskCase& task, Day day) {
  task.closure = Closure::kSubstantive;
  for (const UnitCase& unit : task.units) {
    if (!answers(unit.part) || unit.state != TaskState::kClosed) continue;
    if (unit.closure == Closure::kStaged) task.closure = Closure::kStaged;
    if (unit.closure == Closure::kProcedural && task.closure == Closure::kSubstantive) {
      task.closure = Closure::kProcedural;
    }
  }
  for (UnitCase& unit : task.units) {
    if (at_end(unit.state)) continue;
    unit.closed_with_task = true;
    close_unit(task, unit, task.closure);
  }
  end_task(task, TaskState::kClosed, Ending::kClosed, day);
}

// The running task stands where the slowest of the units that answer stands, and closes when all have closed.
void settle(TaskCase& task, Day day) {
  const bool deciding = task.state == TaskState::kSuspended;  // an objection may close the last unit meanwhile
  if (!is_running(task.state) && !deciding) return;
  TaskState slowest = TaskState::kClosed;
  for (const UnitCase& unit : task.units) {
    if (!answers(unit.part) || unit.state == TaskState::kReleased) continue;
    // A disputed assignment is before a dispatched one: nobody has taken it on.
    const bool before =
        unit.state == TaskState::kDisputed || (unit.state < slowest && slowest != TaskState::kDisputed);
    if (before) slowest = unit.state;
  }
  if (slowest == TaskState::kClosed && task.open_subtasks == 0) {
    close_task(task, day);
  } else if (!deciding) {
    task.state = slowest == TaskState::kClosed ? TaskState::kInProgress : slowest;
  }
}

void count_capacity(TaskCase& task, const TaskPerson& by, std::string_view unit) {
  if (by.capacity == Capacity::kSelf) return;
  if (UnitCase* in = find_unit(task, unit))
    ++(by.capacity == Capacity::kDelegate ? in->delegated : in->filled_in);
}

}  // namespace

TaskCase evolve(TaskCase task, const TaskFact& fact) {
  mark_late(task, fact.day);
  const Transition& row = transition(fact.what.action);
  if (row.scope == Scope::kUnit) {
    UnitCase& unit = *find_unit(task, fact.what.unit);
    // change_conclusion and the ends of a unit say themselves what becomes of it.
    if (row.to && *row.to != TaskState::kClosed && *row.to != TaskState::kReleased) unit.state = *row.to;
    const int conclusion = row.needs.has(Need::kConclusion) ? fact.what.conclusion : 0;
    stop_limits(task, row.stops, unit.unit, conclusion);
    if (row.starts && *row.starts != LimitKind::kDue && fact.what.action != TaskAction::kReassign) {
      start_limit(task, *row.starts, unit.unit, fact.limit_end, conclusion);
    }
    count_capacity(task, fact.what.by, unit.unit);
    apply_unit_action(task, fact, unit);
  } else {
    apply_task_action(task, fact);
    count_capacity(task, fact.what.by, fact.what.unit);
  }
  task.facts = fact.no;
  task.last_day = fact.day;
  settle(task, fact.day);
  return task;
}

TaskCase as_of(TaskCase task, Day day) {
  mark_late(task, day);
  return task;
}

Result<TaskCase> rebuild(const std::vector<TaskFact>& facts) {
  TaskCase task;
  for (const TaskFact& fact : facts) {
    if (fact.no != task.facts + 1) {
      return error(ErrorCode::kDamaged, fmt::format("缺第{}条记录（读到第{}条）", task.facts + 1, fact.no),
                   fmt::format("fact {} is missing (found {})", task.facts + 1, fact.no));
    }
    const Result<void> could = check_request(task, fact.what, fact.day);
    if (!could.ok()) {
      return error(ErrorCode::kDamaged,
                   fmt::format("第{}条记录不可能发生：{}", fact.no, could.error().message.zh),
                   fmt::format("fact {} could not have happened: {}", fact.no, could.error().message.en));
    }
    task = evolve(std::move(task), fact);
  }
  return task;
}

}  // namespace duban
