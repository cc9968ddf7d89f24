#include "store/subtasks.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "store/added_tasks.h"
#include "store/ledger_rows.h"
#include "store/unit_present.h"
#include "store/visibility.h"

namespace duban {
namespace {

bool at_end(TaskState state) {
  return state == TaskState::kClosed || state == TaskState::kTerminated || state == TaskState::kArchived;
}

Result<std::vector<Name>> names_of(sql::Connection& db, const std::vector<std::int64_t>& units) {
  const PresentNames present = TRY(PresentNames::load(db, units));
  std::vector<Name> out;
  for (const std::int64_t unit : units) {
    const std::string name = present.of(unit);
    if (name.empty()) return no_such("单位", "unit");
    out.push_back({name, {}, "duban.subtask"});
  }
  return out;
}

Result<std::string> next_number(sql::Connection& db, std::int64_t task_id, const std::string& above) {
  const auto there =
      TRY(db.one("SELECT count(*) FROM task_origin WHERE from_task = $1 AND origin = 'subtask'", task_id));
  return fmt::format("{}-{}", above, there.value_or(0) + 1);
}

Error text_missing() { return error(ErrorCode::kInvalid, "子任务须写明内容", "a sub-task wants its words"); }

Result<std::int64_t> write_subtask(sql::Connection& db, const Actor& actor, const KeptCase& kept,
                                   const TaskPerson& by, const NewSubtask& subtask, UtcMillis now) {
  const LedgerRow above = TRY(load_row(db, kept.task_id));
  std::vector<std::int64_t> leads = subtask.lead_units;
  if (leads.empty() && by.party == Party::kUnit) leads.push_back(unit_id_of(by.unit));
  if (leads.empty()) {
    for (const UnitCase& unit : kept.task.units) {
      if (answers(unit.part) && unit.state != TaskState::kReleased) leads.push_back(unit_id_of(unit.unit));
    }
  }
  AddedTask added;
  added.plan_id = kept.plan_id;
  added.list = "子任务";
  added.origin = "subtask";
  added.from_task = kept.task_id;
  added.task.no = TRY(next_number(db, kept.task_id, above.current.no));
  added.task.section = above.current.section;
  added.task.text = subtask.text;
  added.task.lead_units = TRY(names_of(db, leads));
  added.task.responsible_units = TRY(names_of(db, subtask.responsible_units));
  added.task.deadline = to_iso(subtask.due.given() ? subtask.due : due_of(kept.task));
  return add_task(db, actor, std::move(added), now);
}

Result<std::vector<std::int64_t>> open_subtasks(sql::Connection& db, std::int64_t task_id) {
  std::vector<std::int64_t> out;
  sql::Rows rows =
      TRY(db.query("SELECT o.task_id FROM task_origin o JOIN task_case c ON c.task_id = o.task_id WHERE "
                   "o.from_task = $1 AND o.origin = 'subtask' AND c.state NOT IN ('closed', 'terminated', "
                   "'archived') ORDER BY o.task_id",
                   task_id));
  while (TRY(rows.next())) out.push_back(rows.integer(0));
  return out;
}

}  // namespace

Result<std::int64_t> make_subtask(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                  std::optional<std::int64_t> expected, const NewSubtask& subtask,
                                  UtcMillis now) {
  const auto work = [&]() -> Result<std::int64_t> {
    if (subtask.text.find_first_not_of(" \t\r\n") == std::string::npos) return text_missing();
    TRY(require_task(db, actor, Action::kReadLedger, task_id, now));
    const KeptCase kept = TRY(load_case(db, task_id));
    const TaskPerson by = TRY(person_on(db, actor, kept, TaskAction::kAddSubtask, "", now));
    if (subtask.due.given() && subtask.due > due_of(kept.task)) {
      return error(ErrorCode::kInvalid, fmt::format("子任务的时限不能晚于任务的{}", zh_day(due_of(kept.task))),
                   fmt::format("a sub-task is due no later than the task, {}", to_iso(due_of(kept.task))));
    }
    const std::int64_t made = TRY(write_subtask(db, actor, kept, by, subtask, now));
    TaskRequest request;
    request.action = TaskAction::kAddSubtask;
    request.task = std::to_string(made);
    request.text = subtask.text;
    TRY(apply_step(db, actor, task_id, expected, request, now));
    if (!subtask.done_criteria.empty()) {
      TaskRequest dispatch;
      dispatch.action = TaskAction::kDispatch;
      dispatch.text = subtask.done_criteria;
      TRY(apply_step(db, actor, made, {}, dispatch, now));
    }
    return made;
  };
  return db.transaction(work);
}

Result<std::string> subtasks_json(sql::Connection& db, std::int64_t task_id) {
  sql::Rows rows =
      TRY(db.query("SELECT o.task_id, t.no, t.text, c.state, c.due FROM task_origin o JOIN task t ON t.id = "
                   "o.task_id JOIN task_case c ON c.task_id = o.task_id WHERE o.from_task = $1 AND o.origin = "
                   "'subtask' ORDER BY o.task_id",
                   task_id));
  JsonWriter json;
  json.begin_array();
  while (TRY(rows.next())) {
    const auto state = task_word<TaskState>(rows.text(3));
    json.begin_object()
        .field("task_id", rows.integer(0))
        .field("no", rows.text(1))
        .field("text", rows.text(2))
        .field("state", rows.text(3))
        .field("state_zh", state ? zh_name(*state) : rows.text(3))
        .field("due", rows.text(4))
        .end_object();
  }
  return json.end_array().take();
}

Result<std::optional<std::int64_t>> task_above(sql::Connection& db, std::int64_t task_id) {
  return db.one("SELECT from_task FROM task_origin WHERE task_id = $1 AND origin = 'subtask'", task_id);
}

Result<void> carry_over_to_family(sql::Connection& db, const Actor& actor, const KeptCase& kept,
                                  const TaskStep& step, TaskState before, UtcMillis now) {
  const TaskState state = step.after.state;
  if (at_end(before) || !at_end(state)) return {};
  if (step.after.open_subtasks > 0) {
    for (const std::int64_t id : TRY(open_subtasks(db, kept.task_id))) {
      TaskRequest end;
      end.action = TaskAction::kTerminate;
      end.text = fmt::format("上级任务{}{}{}", zh_name(state), step.fact.what.text.empty() ? "" : "：",
                             step.fact.what.text);
      TRY(apply_consequence(db, actor, id, end, now));
    }
  }
  const auto above = TRY(task_above(db, kept.task_id));
  if (!above) return {};
  const KeptCase parent = TRY(load_case(db, *above));
  const bool waits = is_running(parent.task.state) || parent.task.state == TaskState::kSuspended;
  if (!waits || parent.task.open_subtasks == 0) return {};
  TaskRequest close;
  close.action = TaskAction::kCloseSubtask;
  close.task = std::to_string(kept.task_id);
  TRY(apply_consequence(db, actor, *above, close, now));
  return {};
}

Result<std::int64_t> roll_over(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                               std::optional<std::int64_t> expected, std::int64_t into_plan, Day due,
                               UtcMillis now) {
  const auto work = [&]() -> Result<std::int64_t> {
    TRY(require_task(db, actor, Action::kRunTask, task_id, now));
    const KeptCase kept = TRY(load_case(db, task_id));
    const TaskPerson by = TRY(person_on(db, actor, kept, TaskAction::kRollOver, "", now));
    sql::Rows years = TRY(db.query(
        "SELECT a.year, b.year FROM plan a, plan b WHERE a.id = $1 AND b.id = $2 AND b.government_id = "
        "$3",
        kept.plan_id, into_plan, actor.government_id));
    if (!TRY(years.next())) return no_such("方案", "plan");
    const auto from_year = static_cast<int>(years.integer(0));
    const auto to_year = static_cast<int>(years.integer(1));
    if (to_year <= from_year) {
      return error(ErrorCode::kInvalid, fmt::format("只能转入{}年以后的方案", from_year),
                   fmt::format("a task rolls over into a plan of a later year than {}", from_year));
    }
    const Day new_due = due.given() ? due : task_due(default_limit_rules(), {}, to_year).value;
    const LedgerRow row = TRY(load_row(db, task_id));
    AddedTask added;
    added.plan_id = into_plan;
    added.list = "转入续办任务";
    added.origin = "rolled_over";
    added.from_task = task_id;
    added.task = row.current;
    added.task.no.clear();
    added.task.section.clear();
    added.task.span = {};
    added.task.text_spans.clear();
    for (auto* names : {&added.task.leaders, &added.task.lead_units, &added.task.responsible_units}) {
      for (Name& name : *names) name = {name.text, {}, "duban.rolled_over"};
    }
    for (Target& target : added.task.targets) target.span = {};
    for (Qualitative& each : added.task.qualitative) each.span = {};
    for (Project& project : added.task.projects) project.span = {};
    added.task.deadline = to_iso(new_due);
    // The lateness of today counts, also where nobody did anything since the limit ran out.
    const TaskCase today = as_of(kept.task, day_of(now));
    const std::int64_t made = TRY(
        add_task(db, actor, std::move(added), now, continuation(today, std::to_string(task_id), new_due, by)));
    TaskRequest request;
    request.action = TaskAction::kRollOver;
    request.task = std::to_string(made);
    TRY(apply_step(db, actor, task_id, expected, request, now));
    return made;
  };
  return db.transaction(work);
}

}  // namespace duban
