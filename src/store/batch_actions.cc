#include "store/batch_actions.h"

#include <algorithm>

#include "store/case_seats.h"
#include "store/cases.h"
#include "store/standing.h"
#include "store/tasks.h"
#include "store/visibility.h"
#include "supervise/task_check.h"

namespace duban {
namespace {

// The units for which this person himself can take the step now.
Result<std::vector<std::string>> units_to_step(sql::Connection& db, const Actor& actor, const KeptCase& kept,
                                               const TaskRequest& request, UtcMillis now) {
  std::vector<std::string> out;
  const Standing standing = TRY(Standing::of(db, actor, kept, now));
  for (const UnitCase& unit : kept.task.units) {
    const auto by = standing.as(request.action, unit.unit);
    if (!by || by->capacity == Capacity::kFillIn) continue;
    TaskRequest bare;
    bare.action = request.action;
    bare.unit = unit.unit;
    bare.by = *by;
    if (check_possible(kept.task, bare, day_of(now)).ok()) out.push_back(unit.unit);
  }
  return out;
}

Result<std::vector<TaskRequest>> steps_of(sql::Connection& db, const Actor& actor, const KeptCase& kept,
                                          BatchWhat what, const TaskRequest& request, UtcMillis now) {
  std::vector<TaskRequest> out;
  if (what == BatchWhat::kAddNamedUnits) {
    for (const NamedUnits& named : TRY(names_without_seat(db, kept))) {
      for (const std::int64_t unit : named.units) {
        const std::string key = unit_key(unit);
        const bool twice =
            std::any_of(out.begin(), out.end(), [&](const TaskRequest& each) { return each.unit == key; });
        if (twice) continue;
        TaskRequest& add = out.emplace_back(request);
        add.action = TaskAction::kAddUnit;
        add.unit = key;
        add.part = named.part;
        if (add.text.empty()) add.text = "按单位名录补齐：" + named.name;
      }
    }
    if (out.empty()) {
      return error(ErrorCode::kConflict, "没有可以补齐的单位", "no printed name has a registered unit to add");
    }
    return out;
  }
  if (transition(request.action).scope == Scope::kTask || !request.unit.empty()) return std::vector{request};
  for (const std::string& unit : TRY(units_to_step(db, actor, kept, request, now))) {
    out.emplace_back(request).unit = unit;
  }
  if (out.empty()) {
    const Transition& row = transition(request.action);
    return error(ErrorCode::kConflict,
                 fmt::format("任务处于“{}”，没有可由您{}的单位", zh_name(kept.task.state), row.zh),
                 fmt::format("The task is {}: there is no unit for which you could {}",
                             en_name(kept.task.state), row.en));
  }
  return out;
}

Result<int> step_row(sql::Connection& db, const Actor& actor, BatchRow& row, BatchWhat what,
                     const TaskRequest& request, UtcMillis now) {
  const auto work = [&]() -> Result<int> {
    TRY(require_task(db, actor, Action::kReadLedger, row.task_id, now));
    {
      sql::Rows found = TRY(db.query("SELECT no, plan_id FROM task WHERE id = $1", row.task_id));
      if (!TRY(found.next())) return no_such("任务", "task");
      row.no = found.string(0);
      row.plan_id = found.integer(1);
    }
    const KeptCase kept = TRY(load_case(db, row.task_id));
    row.version = kept.task.facts;
    const std::vector<TaskRequest> steps = TRY(steps_of(db, actor, kept, what, request, now));
    std::int64_t version = row.version;
    for (const TaskRequest& step : steps) {
      version = TRY(apply_step(db, actor, row.task_id, {}, step, now)).after.facts;
    }
    row.version = version;
    return static_cast<int>(steps.size());
  };
  return db.transaction(work);
}

}  // namespace

Result<void> require_bare_step(TaskAction action) {
  switch (action) {
    case TaskAction::kApprove:
      return error(ErrorCode::kInvalid, "任务随方案立项，不能单独立项", "tasks are approved with their plan");
    case TaskAction::kAddSubtask:
    case TaskAction::kCloseSubtask:
      return error(ErrorCode::kInvalid, "请用“增加子任务”；子任务办结后自动了结",
                   "make a sub-task with its own call; it is closed above when it ends");
    case TaskAction::kRollOver:
      return error(ErrorCode::kInvalid, "请用“转入下一年”，并选定方案",
                   "roll over with its own call, into a plan");
    default:
      return {};
  }
}

Result<std::vector<BatchRow>> take_steps(sql::Connection& db, const Actor& actor,
                                         const std::vector<std::int64_t>& task_ids, BatchWhat what,
                                         const TaskRequest& request, UtcMillis now) {
  if (task_ids.empty() || task_ids.size() > kMaxPage) {
    return error(ErrorCode::kInvalid, fmt::format("请选 1 到 {} 项任务", kMaxPage),
                 fmt::format("choose 1 to {} tasks", kMaxPage));
  }
  if (what == BatchWhat::kStep) TRY(require_bare_step(request.action));
  std::vector<BatchRow> out;
  for (const std::int64_t id : task_ids) {
    BatchRow& row = out.emplace_back();
    row.task_id = id;
    const Result<int> done = step_row(db, actor, row, what, request, now);
    if (done.ok()) {
      row.steps = *done;
    } else {
      row.refused = done.error().message;
    }
  }
  return out;
}

}  // namespace duban
