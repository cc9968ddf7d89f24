#include "store/added_tasks.h"

#include <fmt/format.h>

#include "store/case_birth.h"
#include "store/case_rows.h"
#include "store/group_members.h"
#include "store/ledger_rows.h"
#include "store/log.h"
#include "store/task_json.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct ListEnd {
  int order = 0;
  int position = 0;
};

// Where the next row of a list goes; a list that is new comes after all others.
Result<ListEnd> end_of_list(sql::Connection& db, std::int64_t plan_id, const std::string& list) {
  sql::Rows rows = TRY(db.query(
      "SELECT max(list_order), max(CASE WHEN list = $2 THEN list_order END), max(CASE WHEN list = $2 THEN "
      "position END) FROM task WHERE plan_id = $1",
      plan_id, list));
  if (!TRY(rows.next())) return ListEnd{};
  if (rows.is_null(1)) return ListEnd{static_cast<int>(rows.integer(0)) + 1, 1};
  return ListEnd{static_cast<int>(rows.integer(1)), static_cast<int>(rows.integer(2)) + 1};
}

}  // namespace

Result<std::int64_t> add_task(sql::Connection& db, const Actor& actor, AddedTask added, UtcMillis now,
                              const std::optional<TaskRequest>& approval) {
  {
    sql::Rows plan = TRY(db.query("SELECT state FROM plan WHERE id = $1 AND government_id = $2", added.plan_id,
                                  actor.government_id));
    if (!TRY(plan.next())) return no_such("方案", "plan");
    if (plan.text(0) != "approved") {
      return error(ErrorCode::kConflict, "方案还没有立项，不能增加任务", "the plan is not approved yet");
    }
  }
  const RowContext context = TRY(row_context(db, added.plan_id));
  const ListEnd end = TRY(end_of_list(db, added.plan_id, added.list));
  LedgerRow row;
  row.list = added.list;
  row.list_order = end.order;
  row.position = end.position;
  if (added.task.no.empty()) added.task.no = std::to_string(end.position);
  row.base = row.current = added.task;
  TRY(write_row(db, context, row));
  TRY(db.run(
      "INSERT INTO frozen_task (government_id, plan_id, task_id, list, list_order, position, task, frozen_at, "
      "frozen_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      actor.government_id, added.plan_id, row.id, row.list, row.list_order, row.position,
      task_to_json(row.current), now, actor.name));
  TRY(
      db.run("INSERT INTO task_origin (government_id, task_id, origin, from_task, source, account, at) VALUES "
             "($1, $2, $3, $4, $5, $6, $7)",
             actor.government_id, row.id, added.origin, added.from_task, added.source, actor.name, now));
  TaskPerson who;
  who.account = actor.account_id;
  who.name = actor.name;
  const GroupMembers groups = TRY(GroupMembers::load(db, context.government_id, context.date));
  const TaskRequest request = approval ? *approval : approval_of(row, context, groups, who, now);
  const TaskStep step = TRY(act({}, request, day_of(now), default_task_rules()));
  TRY(append_fact(db, actor.government_id, row.id, step.fact, now));
  TRY(write_case(db, actor.government_id, {row.id, added.plan_id, step.after}));
  TRY(append_log(
      db, actor,
      {"add_task", fmt::format("task:{}", row.id), "", fmt::format("{} {}", added.origin, row.current.text)},
      now));
  return row.id;
}

}  // namespace duban
