// What waits for a person about targets and milestones.

#include <fmt/format.h>

#include "store/progress_load.h"
#include "store/progress_views.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr int kDaysBefore = 7;  // a milestone is on the list so many days before it is due

// The running tasks of approved plans that nobody superseded.
constexpr std::string_view kRunning =
    "p.government_id = $1 AND p.state = 'approved' AND p.superseded_by IS NULL AND c.state NOT IN ('closed', "
    "'archived', "
    "'terminated', 'suspended')";

Result<void> targets_to_confirm(sql::Connection& db, const Actor& actor, std::vector<Todo>& out) {
  sql::Rows rows = TRY(db.query(
      "SELECT p.id, p.title, (SELECT count(*) FROM target g JOIN task_case c ON c.task_id = g.task_id WHERE "
      "g.plan_id = p.id AND c.state <> 'archived'), (SELECT count(*) FROM target_setting s JOIN task_case c ON "
      "c.task_id = s.task_id WHERE s.plan_id = p.id AND c.state <> 'archived' AND s.confirmed = 1) FROM plan p "
      "WHERE p.government_id = $1 AND p.state = 'approved' AND p.superseded_by IS NULL",
      actor.government_id));
  while (TRY(rows.next())) {
    const std::int64_t open = rows.integer(2) - rows.integer(3);
    if (open <= 0) continue;
    Todo& todo = out.emplace_back();
    todo.kind = "confirm_target";
    todo.plan_id = rows.integer(0);
    todo.text = rows.string(1);
    todo.words = {fmt::format("{}项目标的方向和类别待确认", open),
                  fmt::format("{} targets wait for their direction and class", open)};
  }
  return {};
}

constexpr std::string_view kMilestoneTodo =
    "SELECT t.plan_id, t.id, m.id, m.unit_id, u.name, t.no, t.text, m.name, m.due, m.claimed_on FROM milestone "
    "m JOIN "
    "task_case c ON c.task_id = m.task_id JOIN task t ON t.id = m.task_id JOIN plan p ON p.id = t.plan_id JOIN "
    "unit u ON "
    "u.id = m.unit_id WHERE m.accepted = 1 AND m.dropped = 0 AND m.done_on = '' AND ";

Todo milestone_todo(const sql::Rows& rows, std::string_view kind) {
  Todo todo;
  todo.kind = kind;
  todo.plan_id = rows.integer(0);
  todo.task_id = rows.integer(1);
  todo.object_id = rows.integer(2);
  todo.unit_id = rows.integer(3);
  todo.unit = rows.string(4);
  todo.no = rows.string(5);
  todo.text = rows.string(6);
  todo.due = Day::parse(rows.text(8)).value_or(Day{});
  return todo;
}

Result<void> milestones_to_accept(sql::Connection& db, const Actor& actor, std::vector<Todo>& out) {
  sql::Rows rows = TRY(
      db.query(fmt::format("{}m.claimed_on <> '' AND {} ORDER BY m.claimed_at, m.id", kMilestoneTodo, kRunning),
               actor.government_id));
  while (TRY(rows.next())) {
    Todo todo = milestone_todo(rows, "accept_milestone");
    todo.due = {};  // the office has no limit here
    todo.words = {fmt::format("节点“{}”：单位报{}完成", rows.text(7), rows.text(9)),
                  fmt::format("milestone “{}”: the unit says done on {}", rows.text(7), rows.text(9))};
    out.push_back(std::move(todo));
  }
  return {};
}

Result<void> milestones_of_my_unit(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out) {
  sql::Rows rows = TRY(db.query(fmt::format("{}m.claimed_on = '' AND m.due <= $2 AND m.unit_id IN (WITH "
                                            "RECURSIVE mine (id) AS (SELECT id FROM unit "
                                            "WHERE id = $3 UNION SELECT c.id FROM unit c JOIN mine ON "
                                            "c.parent_id = mine.id) SELECT id FROM mine) AND "
                                            "{} ORDER BY m.due, m.id",
                                            kMilestoneTodo, kRunning),
                                actor.government_id, to_iso(on + kDaysBefore), actor.unit_id));
  while (TRY(rows.next())) {
    Todo todo = milestone_todo(rows, "milestone_due");
    todo.words = todo.due < on
                     ? Message{fmt::format("节点“{}”已过期{}天", rows.text(7), on - todo.due),
                               fmt::format("milestone “{}” is {} days late", rows.text(7), on - todo.due)}
                     : Message{fmt::format("节点“{}”还有{}天到期", rows.text(7), todo.due - on),
                               fmt::format("milestone “{}” is due in {} days", rows.text(7), todo.due - on)};
    out.push_back(std::move(todo));
  }
  return {};
}

}  // namespace

Result<void> progress_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out) {
  if (allowed(actor, Action::kRunTask, Relation::kOwnGovernment)) {
    TRY(targets_to_confirm(db, actor, out));
    TRY(milestones_to_accept(db, actor, out));
  }
  if (reaches_own_unit(actor, Action::kAnswerTask)) TRY(milestones_of_my_unit(db, actor, on, out));
  return {};
}

}  // namespace duban
