// Whom a round asks, and that the same number is not asked twice.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "store/cases.h"
#include "store/log.h"
#include "store/progress.h"
#include "store/report_store.h"
#include "store/round_store.h"
#include "supervise/light.h"

namespace duban {
namespace {

struct PrintedTask {
  std::string no, section, text;
};

Result<std::map<std::int64_t, PrintedTask>> printed_tasks(sql::Connection& db, std::int64_t plan_id) {
  sql::Rows rows = TRY(db.query("SELECT id, no, section, text FROM task WHERE plan_id = $1", plan_id));
  std::map<std::int64_t, PrintedTask> out;
  while (TRY(rows.next())) out[rows.integer(0)] = {rows.string(1), rows.string(2), rows.string(3)};
  return out;
}

// The tasks of a plan whose light is among the words.
Result<std::set<std::int64_t>> lit_tasks(sql::Connection& db, std::int64_t plan_id,
                                         const std::vector<std::string>& lights, Day today) {
  std::set<std::int64_t> out;
  for (const TaskLight& each : TRY(plan_lights(db, plan_id, today))) {
    if (std::find(lights.begin(), lights.end(), to_word(each.light)) != lights.end()) out.insert(each.task_id);
  }
  return out;
}

bool is_below(std::string_view section, std::string_view wanted) {
  return section == wanted || (section.starts_with(wanted) && section.substr(wanted.size()).starts_with('/'));
}

template <class T, class U>
bool among(const std::vector<T>& list, const U& value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

bool in_scope(const RoundScope& scope, const KeptCase& kept, const PrintedTask& printed) {
  if (!is_running(kept.task.state) || !among(scope.task_ids, kept.task_id)) return false;
  if (!among(scope.classes, std::string(to_word(kept.task.task_class)))) return false;
  return scope.sections.empty() ||
         std::any_of(scope.sections.begin(), scope.sections.end(),
                     [&](const std::string& wanted) { return is_below(printed.section, wanted); });
}

bool is_asked(const KeptRound& round, const UnitCase& unit) {
  if (!is_running(unit.state)) return false;
  if (round.ask == "answering" && !answers(unit.part)) return false;
  return among(round.scope.unit_ids, unit_id_of(unit.unit));
}

Result<void> add_plan(sql::Connection& db, const KeptRound& round, std::int64_t plan_id, Day today, Asks& out) {
  const auto printed = TRY(printed_tasks(db, plan_id));
  std::set<std::int64_t> lit;
  if (!round.scope.lights.empty()) lit = TRY(lit_tasks(db, plan_id, round.scope.lights, today));
  for (const KeptCase& kept : TRY(load_cases(db, plan_id))) {
    const auto task = printed.find(kept.task_id);
    if (task == printed.end() || !in_scope(round.scope, kept, task->second)) continue;
    if (!round.scope.lights.empty() && !lit.contains(kept.task_id)) continue;
    bool asked = false;
    for (const UnitCase& unit : kept.task.units) {
      if (!is_asked(round, unit)) continue;
      out.asks.push_back({plan_id, kept.task_id, unit_id_of(unit.unit), unit.part, kept.task_id});
      asked = true;
    }
    if (!asked && round.scope.unit_ids.empty()) {
      out.without_unit.push_back({kept.task_id, task->second.no, task->second.text});
    }
  }
  return {};
}

// A report that one unit was asked for already, and that tells as much as this round wants to know: it is on
// the desk, or came, and covers the days up to the end of this period.
struct Standing {
  std::int64_t report_id = 0;
  Day due;
  bool handed_in = false;
};
using UnitTask = std::pair<std::int64_t, std::int64_t>;  // unit, thing

Result<std::map<UnitTask, Standing>> standing_reports(sql::Connection& db, const KeptRound& round,
                                                      const std::map<std::int64_t, std::int64_t>& shared) {
  sql::Rows rows = TRY(db.query(
      "SELECT r.id, r.unit_id, r.task_id, r.due, r.handed_in_on FROM report r JOIN round o ON o.id = "
      "r.round_id WHERE r.government_id = $1 AND o.period_to >= $2 AND o.period_from <= $2 AND o.state IN "
      "('open', 'closed') ORDER BY r.id",
      round.government_id, to_iso(round.period_to)));
  std::map<UnitTask, Standing> out;
  while (TRY(rows.next())) {
    const auto found = shared.find(rows.integer(2));
    const std::int64_t thing = found == shared.end() ? rows.integer(2) : found->second;
    out[{rows.integer(1), thing}] = {rows.integer(0), Day::parse(rows.text(3)).value_or(Day{}),
                                     !rows.text(4).empty()};
  }
  return out;
}

Result<std::int64_t> insert_report(sql::Connection& db, const KeptRound& round, const Ask& ask, Day today) {
  return *TRY(db.one(
      "INSERT INTO report (government_id, plan_id, task_id, unit_id, round_id, asked_on, due, state, "
      "unit_review, last_day) VALUES ($1, $2, $3, $4, $5, $6, $7, 'draft', 1, $6) RETURNING id",
      round.government_id, ask.plan_id, ask.task_id, ask.unit_id, round.id, to_iso(today), to_iso(round.due)));
}

Result<void> insert_asked(sql::Connection& db, const KeptRound& round, const Ask& ask, std::int64_t report_id,
                          bool served, Day today) {
  TRY(db.run(
      "INSERT INTO report_asked (government_id, round_id, plan_id, task_id, unit_id, part, report_id, served, "
      "asked_on, due) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      round.government_id, round.id, ask.plan_id, ask.task_id, ask.unit_id, to_word(ask.part), report_id,
      served, to_iso(today), to_iso(round.due)));
  return {};
}

// The tasks that several ledgers hold, to the number that they share (below nought: no task has it).
Result<std::map<std::int64_t, std::int64_t>> shared_tasks(sql::Connection& db, std::int64_t government_id) {
  sql::Rows rows = TRY(db.query(
      "SELECT task_id, same_id FROM same_thing WHERE government_id = $1 AND target = -1", government_id));
  std::map<std::int64_t, std::int64_t> out;
  while (TRY(rows.next())) out[rows.integer(0)] = -rows.integer(1);
  return out;
}

}  // namespace

Result<Asks> asks_of(sql::Connection& db, const KeptRound& round, Day today) {
  Asks out;
  for (const std::int64_t plan_id : round.plan_ids) TRY(add_plan(db, round, plan_id, today, out));
  const auto shared = TRY(shared_tasks(db, round.government_id));
  for (Ask& ask : out.asks) {
    if (const auto found = shared.find(ask.task_id); found != shared.end()) ask.thing = found->second;
  }
  return out;
}

Result<OpenedAsks> keep_asks(sql::Connection& db, const KeptRound& round, const std::vector<Ask>& asks,
                             Day today, UtcMillis) {
  const auto shared = TRY(shared_tasks(db, round.government_id));
  auto standing = TRY(standing_reports(db, round, shared));
  OpenedAsks out;
  for (const Ask& ask : asks) {
    const UnitTask key{ask.unit_id, ask.thing};
    const auto found = standing.find(key);
    if (found == standing.end()) {
      const std::int64_t id = TRY(insert_report(db, round, ask, today));
      standing[key] = {id, round.due, false};
      TRY(insert_asked(db, round, ask, id, false, today));
      ++out.reports;
      continue;
    }
    TRY(insert_asked(db, round, ask, found->second.report_id, true, today));
    ++out.served;
    if (!found->second.handed_in && round.due < found->second.due) {  // wanted sooner now
      TRY(db.run("UPDATE report SET due = $2, version = version + 1 WHERE id = $1", found->second.report_id,
                 to_iso(round.due)));
      found->second.due = round.due;
    }
  }
  return out;
}

Result<OpenedAsks> count_asks(sql::Connection& db, const KeptRound& round, const std::vector<Ask>& asks) {
  const auto shared = TRY(shared_tasks(db, round.government_id));
  auto standing = TRY(standing_reports(db, round, shared));
  OpenedAsks out;
  for (const Ask& ask : asks) {
    const bool fresh = standing.try_emplace({ask.unit_id, ask.thing}).second;
    ++(fresh ? out.reports : out.served);
  }
  return out;
}

Result<void> excuse_ended(sql::Connection& db, std::int64_t government_id, Day today) {
  TRY(db.run(
      "UPDATE report_asked SET excused_on = $2 WHERE government_id = $1 AND excused_on = '' AND due >= $2 AND "
      "report_id IN (SELECT r.id FROM report r WHERE r.government_id = $1 AND r.handed_in_on = '') AND "
      "(EXISTS (SELECT 1 FROM task_case_unit u WHERE u.task_id = report_asked.task_id AND u.unit_id = "
      "report_asked.unit_id AND u.state IN ('closed', 'archived', 'released', 'terminated')) OR EXISTS (SELECT "
      "1 FROM task_case c WHERE c.task_id = report_asked.task_id AND c.state IN ('closed', 'archived', "
      "'suspended', 'terminated')))",
      government_id, to_iso(today)));
  return {};
}

}  // namespace duban
