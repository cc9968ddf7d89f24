#include "store/todo_life.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "store/case_json.h"
#include "store/cases.h"
#include "store/rules.h"
#include "store/unit_present.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr std::size_t kMostDispatchLines = 5;

struct LifeRow {
  KeptCase kept;
  std::string no, text, plan_title;
};

Result<std::vector<LifeRow>> life_rows(sql::Connection& db, SqlText& query, const std::string& condition) {
  query.sql =
      "SELECT c.task_id, c.plan_id, c.body, t.no, t.text, p.title FROM task_case c JOIN task t ON t.id = "
      "c.task_id JOIN plan p ON p.id = c.plan_id WHERE " +
      condition + " ORDER BY c.plan_id, t.list_order, t.position";
  std::vector<LifeRow> out;
  sql::Rows rows = TRY(query.query(db));
  while (TRY(rows.next())) {
    out.push_back({{rows.integer(0), rows.integer(1), TRY(case_from_json(rows.text(2)))},
                   rows.string(3),
                   rows.string(4),
                   rows.string(5)});
  }
  return out;
}

const OpenLimit* limit_of(const TaskCase& task, LimitKind kind, std::string_view unit) {
  const auto found = std::find_if(task.limits.begin(), task.limits.end(), [&](const OpenLimit& each) {
    return each.kind == kind && each.unit == unit;
  });
  return found == task.limits.end() ? nullptr : &*found;
}

class TodoList {
 public:
  TodoList(std::vector<Todo>& out, std::size_t from) : out_(out), from_(from) {}
  Todo& add(std::string_view kind, const LifeRow& row, const std::string& unit, Day due = {}) {
    Todo& todo = out_.emplace_back();
    todo.kind = kind;
    todo.plan_id = row.kept.plan_id;
    todo.task_id = row.kept.task_id;
    todo.unit_id = unit_id_of(unit);
    todo.no = row.no;
    todo.text = row.text;
    todo.due = due;
    return todo;
  }
  // Names of all units, in one query.
  Result<void> name_units(sql::Connection& db) {
    std::vector<std::int64_t> ids;
    for (std::size_t i = from_; i < out_.size(); ++i) ids.push_back(out_[i].unit_id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    const PresentNames names = TRY(PresentNames::load(db, ids));
    for (std::size_t i = from_; i < out_.size(); ++i) out_[i].unit = names.of(out_[i].unit_id);
    return {};
  }

 private:
  std::vector<Todo>& out_;
  std::size_t from_;
};

// ---- the unit's ----

// His unit, those above it and those that were merged into one of them, with how far up each stands.
Result<std::map<std::int64_t, std::int64_t>> units_of_person(sql::Connection& db, std::int64_t unit_id) {
  std::map<std::int64_t, std::int64_t> out;
  sql::Rows rows = TRY(
      db.query("WITH RECURSIVE up (id, level) AS (SELECT id, 0 FROM unit WHERE id = $1 UNION SELECT "
               "u.parent_id, up.level + 1 FROM unit u JOIN up ON u.id = up.id WHERE u.parent_id IS NOT NULL "
               "AND up.level < 20), own (id, level) AS (SELECT id, level FROM up UNION SELECT m.id, "
               "own.level FROM unit m JOIN own ON m.successor_id = own.id) SELECT id, level FROM own",
               unit_id));
  while (TRY(rows.next())) out.emplace(rows.integer(0), rows.integer(1));
  return out;
}

void add_unit_lines(TodoList& list, const LifeRow& row, const UnitCase& unit, const LimitRules& rules, Day on) {
  const TaskCase& task = row.kept.task;
  const auto limited = [&](std::string_view kind, LimitKind limit) {
    const OpenLimit* runs = limit_of(task, limit, unit.unit);
    list.add(kind, row, unit.unit, runs == nullptr ? Day{} : runs->end);
  };
  if (unit.state == TaskState::kDispatched) limited("acknowledge", LimitKind::kAcknowledge);
  if (unit.state == TaskState::kAcknowledged) limited("break_down", LimitKind::kBreakDown);
  if (unit.state == TaskState::kRectifying) limited("rectify", LimitKind::kRectify);
  const OpenLimit* due = limit_of(task, LimitKind::kDue, unit.unit);
  if (unit.state != TaskState::kInProgress || due == nullptr) return;
  if (due->end < on || due_soon(rules, due->end, on)) list.add("due", row, unit.unit, due->end);
}

Result<void> unit_lines(sql::Connection& db, const Actor& actor, const LimitRules& rules, Day on,
                        TodoList& list) {
  const auto own = TRY(units_of_person(db, actor.unit_id));
  std::string ids;
  for (const auto& [id, level] : own) ids += (ids.empty() ? "" : ",") + std::to_string(id);
  if (ids.empty()) return {};
  SqlText query;
  const std::string condition = fmt::format(
      "c.government_id = {} AND c.state NOT IN ('approved', 'closed', 'terminated', 'archived', 'suspended') "
      "AND c.task_id IN (SELECT u.task_id FROM task_case_unit u WHERE u.unit_id IN ({}) AND u.state IN "
      "('dispatched', 'acknowledged', 'rectifying', 'in_progress'))",
      query.bind(actor.government_id), ids);
  for (const LifeRow& row : TRY(life_rows(db, query, condition))) {
    std::int64_t nearest = INT64_MAX;  // he acts for the nearest of his units on the task, as in person_on()
    for (const UnitCase& unit : row.kept.task.units) {
      const auto found = own.find(unit_id_of(unit.unit));
      if (found != own.end()) nearest = std::min(nearest, found->second);
    }
    for (const UnitCase& unit : row.kept.task.units) {
      const auto found = own.find(unit_id_of(unit.unit));
      if (found != own.end() && found->second == nearest) add_unit_lines(list, row, unit, rules, on);
    }
  }
  return {};
}

// ---- what is decided ----

enum class Decider { kOffice, kLeader };

void add_decisions(TodoList& list, const LifeRow& row, Decider who, std::int64_t account) {
  const TaskCase& task = row.kept.task;
  for (const Extension& each : task.extensions) {
    const OpenLimit* limit = limit_of(task, LimitKind::kExtension, each.unit);
    const Day due = limit == nullptr ? Day{} : limit->end;
    const Message words = {fmt::format("申请由{}延至{}", zh_day(each.from), zh_day(each.to)),
                           fmt::format("asks for {} instead of {}", to_iso(each.to), to_iso(each.from))};
    if (who == Decider::kOffice && each.state == ExtensionState::kApplied) {
      list.add("extension", row, each.unit, due).words = words;
    }
    if (who == Decider::kLeader && each.state == ExtensionState::kAgreed && each.agreed_by != account) {
      list.add("approve_extension", row, each.unit, due).words = words;
    }
  }
  for (const Conclusion& each : task.conclusions) {
    // 参与作出督查结论的工作人员在复核中应当回避
    if (each.objection != ObjectionState::kFiled || each.by == account) continue;
    Day due;
    for (const OpenLimit& limit : task.limits) {
      if (limit.kind == LimitKind::kObjectionDecide && limit.conclusion == each.no) due = limit.end;
    }
    list.add("objection", row, each.unit, due).object_id = each.no;
  }
}

void add_office_lines(TodoList& list, const LifeRow& row) {
  const TaskCase& task = row.kept.task;
  for (const UnitCase& unit : task.units) {
    if (unit.state == TaskState::kDisputed) {
      const OpenLimit* limit = limit_of(task, LimitKind::kDispute, unit.unit);
      list.add("dispute", row, unit.unit, limit == nullptr ? Day{} : limit->end);
    }
    if (unit.state == TaskState::kBrokenDown) list.add("accept_break_down", row, unit.unit);
    if (unit.state == TaskState::kCompletionApplied || unit.state == TaskState::kVerifying) {
      list.add("verify", row, unit.unit).words = {std::string(zh_name(unit.state)),
                                                  std::string(en_name(unit.state))};
    }
  }
}

Result<void> office_lines(sql::Connection& db, const Actor& actor, TodoList& list) {
  SqlText query;
  const std::string condition = fmt::format(
      "c.government_id = {} AND (c.state = 'approved' OR EXISTS (SELECT 1 FROM task_case_unit u WHERE "
      "u.task_id "
      "= c.task_id AND u.state IN ('disputed', 'broken_down', 'completion_applied', 'verifying')) OR EXISTS "
      "(SELECT 1 FROM task_limit l WHERE l.task_id = c.task_id AND l.kind IN ('extension', "
      "'objection_decide')))",
      query.bind(actor.government_id));
  std::map<std::int64_t, std::vector<LifeRow>> to_dispatch;
  for (LifeRow& row : TRY(life_rows(db, query, condition))) {
    const TaskState state = row.kept.task.state;
    if (state == TaskState::kApproved) {
      to_dispatch[row.kept.plan_id].push_back(std::move(row));
      continue;
    }
    if (is_running(state)) add_office_lines(list, row);
    add_decisions(list, row, Decider::kOffice, actor.account_id);
  }
  for (const auto& [plan, rows] : to_dispatch) {
    if (rows.size() <= kMostDispatchLines) {
      for (const LifeRow& row : rows) list.add("dispatch", row, "");
      continue;
    }
    Todo& todo = list.add("dispatch", rows.front(), "");
    todo.task_id = 0;
    todo.no.clear();
    todo.text = rows.front().plan_title;
    todo.words = {fmt::format("{}项任务待交办", rows.size()),
                  fmt::format("{} tasks wait to be dispatched", rows.size())};
  }
  return {};
}

Result<void> leader_lines(sql::Connection& db, const Actor& actor, Day on, TodoList& list) {
  SqlText query;
  const std::string condition =
      visible_tasks(query, actor, Action::kInstruct, to_iso(on)) +
      " AND EXISTS (SELECT 1 FROM task_limit l WHERE l.task_id = c.task_id AND l.kind IN ('extension', "
      "'objection_decide'))";
  for (const LifeRow& row : TRY(life_rows(db, query, condition))) {
    add_decisions(list, row, Decider::kLeader, actor.account_id);
  }
  return {};
}

}  // namespace

Result<void> life_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out) {
  TodoList list(out, out.size());
  if (allowed(actor, Action::kRunTask, Relation::kOwnGovernment)) TRY(office_lines(db, actor, list));
  if (reaches_own_leader(actor, Action::kInstruct)) TRY(leader_lines(db, actor, on, list));
  if (reaches_own_unit(actor, Action::kAnswerTask)) {
    const TaskRules rules = TRY(task_rules_of(db, actor.government_id));
    TRY(unit_lines(db, actor, rules.limits, on, list));
  }
  return list.name_units(db);
}

}  // namespace duban
