#include "store/people_todo.h"

#include <fmt/format.h>

#include "grammar/organ.h"
#include "store/visibility.h"

namespace duban {
namespace {

std::string his_units(SqlText& text, const Actor& actor) {
  return "(WITH RECURSIVE mine (id) AS (SELECT id FROM unit WHERE id = " + text.bind(actor.unit_id) +
         " UNION SELECT b.id FROM unit b JOIN mine ON b.parent_id = mine.id) SELECT id FROM mine)";
}

Result<void> add_obligations(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out) {
  SqlText text;
  text.sql =
      "SELECT o.plan_id, o.id, c.unit_id, u.name, o.title, o.due FROM obligation_unit c JOIN obligation o ON "
      "o.id "
      "= c.obligation_id AND o.withdrawn = 0 JOIN unit u ON u.id = c.unit_id WHERE c.confirmed_on = '' AND "
      "c.unit_id IN " +
      his_units(text, actor) + " ORDER BY o.due, o.id";
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    Todo todo;
    todo.kind = "confirm_obligation";
    todo.plan_id = rows.integer(0);
    todo.object_id = rows.integer(1);
    todo.unit_id = rows.integer(2);
    todo.unit = rows.string(3);
    todo.text = rows.string(4);
    todo.due = Day::parse(rows.text(5)).value_or(Day());
    if (todo.due < on)
      todo.words = {"已过确认期限，仍可确认，将注明逾期",
                    "past its day; it can still be confirmed, and is marked late"};
    out.push_back(std::move(todo));
  }
  return {};
}

// One line a unit and plan: tasks that it answers for and of which an item of the checklist is not ticked.
Result<void> add_checklists(sql::Connection& db, const Actor& actor, std::vector<Todo>& out) {
  SqlText text;
  text.sql =
      "SELECT c.plan_id, min(c.task_id), c.unit_id, u.name, p.title, count(DISTINCT c.task_id) FROM "
      "task_case_unit c JOIN "
      "task_case k ON k.task_id = c.task_id AND k.state NOT IN ('approved', 'closed', 'archived', "
      "'terminated') JOIN plan p "
      "ON p.id = c.plan_id AND p.superseded_by IS NULL JOIN unit u ON u.id = c.unit_id JOIN checklist_item i "
      "ON "
      "i.government_id = c.government_id AND i.retired_on = '' AND (i.task_class = '' OR i.task_class = "
      "k.task_class) WHERE "
      "c.part <> 'responsible' AND c.state NOT IN ('released', 'closed') AND NOT EXISTS (SELECT 1 FROM "
      "checklist_tick s "
      "WHERE s.task_id = c.task_id AND s.unit_id = c.unit_id AND s.item_id = i.id AND s.done = 1 AND NOT "
      "EXISTS (SELECT 1 "
      "FROM checklist_tick l WHERE l.task_id = s.task_id AND l.unit_id = s.unit_id AND l.item_id = s.item_id "
      "AND l.id > "
      "s.id)) AND c.unit_id IN " +
      his_units(text, actor) + " GROUP BY c.plan_id, c.unit_id, u.name, p.title ORDER BY c.plan_id, u.name";
  sql::Rows rows = TRY(text.query(db));
  while (TRY(rows.next())) {
    Todo todo;
    todo.kind = "fill_checklist";
    todo.plan_id = rows.integer(0);
    todo.object_id = todo.plan_id;
    todo.task_id = rows.integer(5) == 1 ? rows.integer(1) : 0;
    todo.unit_id = rows.integer(2);
    todo.unit = rows.string(3);
    todo.text = rows.string(4);
    todo.words = {fmt::format("{} 项任务的责任清单还没有填全", rows.integer(5)),
                  fmt::format("the checklist of {} tasks is not complete", rows.integer(5))};
    out.push_back(std::move(todo));
  }
  return {};
}

Result<void> add_given(sql::Connection& db, const Actor& actor, std::vector<Todo>& out) {
  sql::Rows rows =
      TRY(db.query("SELECT t.plan_id, t.id, f.unit_id, u.name, t.no, t.text, f.note, f.account FROM "
                   "task_forward f JOIN task t ON t.id "
                   "= f.task_id JOIN unit u ON u.id = f.unit_id JOIN task_case_unit c ON c.task_id = f.task_id "
                   "AND c.unit_id = f.unit_id "
                   "AND c.state NOT IN ('closed', 'released') JOIN task_case k ON k.task_id = t.id AND k.state "
                   "NOT IN ('closed', "
                   "'archived', 'terminated') WHERE f.account_id = $1 AND NOT EXISTS (SELECT 1 FROM "
                   "task_forward l WHERE l.task_id = "
                   "f.task_id AND l.unit_id = f.unit_id AND l.id > f.id) ORDER BY f.id",
                   actor.account_id));
  while (TRY(rows.next())) {
    Todo todo;
    todo.kind = "given_to_me";
    todo.plan_id = rows.integer(0);
    todo.task_id = rows.integer(1);
    todo.unit_id = rows.integer(2);
    todo.unit = rows.string(3);
    todo.no = rows.string(4);
    todo.text = rows.string(5);
    const std::string note = rows.text(6).empty() ? std::string() : fmt::format("：{}", rows.text(6));
    todo.words = {fmt::format("{}转办{}", rows.text(7), note),
                  fmt::format("given by {}{}", rows.text(7), note)};
    out.push_back(std::move(todo));
  }
  return {};
}

// One line a plan: 等 that nobody has resolved.
Result<void> add_open_sets(sql::Connection& db, const Actor& actor, std::vector<Todo>& out) {
  sql::Rows rows =
      TRY(db.query("SELECT p.id, p.title, count(*), min(t.id) FROM plan p JOIN task t ON t.plan_id = p.id JOIN "
                   "task_case k ON k.task_id "
                   "= t.id AND k.state NOT IN ('closed', 'archived', 'terminated') WHERE p.government_id = $1 "
                   "AND p.state = 'approved' "
                   "AND p.superseded_by IS NULL AND ((t.open_lead = 1 AND NOT EXISTS (SELECT 1 FROM "
                   "open_set_resolution r WHERE "
                   "r.task_id = t.id AND r.part = 'lead')) OR (t.open_responsible = 1 AND NOT EXISTS (SELECT 1 "
                   "FROM open_set_resolution r "
                   "WHERE r.task_id = t.id AND r.part = 'responsible'))) GROUP BY p.id, p.title ORDER BY p.id",
                   actor.government_id));
  while (TRY(rows.next())) {
    Todo todo;
    todo.kind = "resolve_open_set";
    todo.plan_id = rows.integer(0);
    todo.object_id = todo.plan_id;
    todo.task_id = rows.integer(2) == 1 ? rows.integer(3) : 0;
    todo.text = rows.string(1);
    todo.words = {
        fmt::format("{} 项任务的单位后面有“等”，还没有明确指哪些单位", rows.integer(2)),
        fmt::format("{} tasks name their units with “等” (and others), not resolved yet", rows.integer(2))};
    out.push_back(std::move(todo));
  }
  return {};
}

// One line a plan: printed names that the registers do not know, groups and units apart.
Result<void> add_unknown_names(sql::Connection& db, const Actor& actor, std::vector<Todo>& out) {
  struct Unknown {
    std::int64_t plan_id = 0;
    std::string title;
    std::vector<std::string> names[2];  // groups, units
  };
  std::vector<Unknown> plans;
  sql::Rows rows =
      TRY(db.query("SELECT DISTINCT p.id, p.title, v.name FROM plan p JOIN task_unit v ON v.plan_id = p.id AND "
                   "v.unit_id IS NULL WHERE "
                   "p.government_id = $1 AND p.state = 'approved' AND p.superseded_by IS NULL AND v.name NOT "
                   "IN (SELECT f.phrase FROM "
                   "unit_group_phrase f WHERE f.government_id = $1 AND EXISTS (SELECT 1 FROM unit_group_member "
                   "m WHERE m.group_id = "
                   "f.group_id)) ORDER BY p.id, v.name",
                   actor.government_id));
  while (TRY(rows.next())) {
    if (plans.empty() || plans.back().plan_id != rows.integer(0)) {
      plans.push_back({rows.integer(0), rows.string(1), {}});
    }
    plans.back().names[names_a_group(rows.text(2)) ? 0 : 1].push_back(rows.string(2));
  }
  for (const Unknown& plan : plans) {
    for (const int which : {0, 1}) {
      const auto& names = plan.names[which];
      if (names.empty()) continue;
      Todo todo;
      todo.kind = which == 0 ? "name_group_members" : "register_units";
      todo.plan_id = plan.plan_id;
      todo.object_id = plan.plan_id;
      todo.text = plan.title;
      const std::string more = names.size() > 3 ? "…" : "";
      const std::string some = fmt::format(
          "{}{}",
          fmt::join(names.begin(), names.begin() + std::min<std::ptrdiff_t>(3, std::ssize(names)), "、"), more);
      todo.words =
          which == 0
              ? Message{fmt::format("{} 个单位组还没有成员：{}", names.size(), some),
                        fmt::format("{} groups of units have no members yet: {}", names.size(), some)}
              : Message{fmt::format("{} 个单位名称不在单位库：{}", names.size(), some),
                        fmt::format("{} names are not in the register of units: {}", names.size(), some)};
      out.push_back(std::move(todo));
    }
  }
  return {};
}

}  // namespace

Result<void> people_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out) {
  if (actor.account_id == 0) return {};
  TRY(add_given(db, actor, out));
  if (reaches_own_unit(actor, Action::kAnswerTask)) {
    TRY(add_obligations(db, actor, on, out));
    TRY(add_checklists(db, actor, out));
  }
  if (allowed(actor, Action::kRunTask, Relation::kOwnGovernment)) {
    TRY(add_open_sets(db, actor, out));
    TRY(add_unknown_names(db, actor, out));
  }
  return {};
}

}  // namespace duban
