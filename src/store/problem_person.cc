#include "store/problem_person.h"

#include "store/cases.h"
#include "store/delegates.h"
#include "store/unit_tree.h"

namespace duban {
namespace {

// The register's unit that a merged one became.
Result<std::int64_t> unit_today(sql::Connection& db, std::int64_t unit) {
  const auto last = TRY(db.one(
      "WITH RECURSIVE next (id, n) AS (SELECT $1, 0 UNION SELECT u.successor_id, next.n + 1 FROM unit u JOIN "
      "next "
      "ON u.id = next.id WHERE u.successor_id IS NOT NULL AND next.n < 20) SELECT id FROM next ORDER BY n DESC "
      "LIMIT 1",
      unit));
  return last.value_or(unit);
}

Result<std::optional<ProblemPerson>> stands_to_problem(sql::Connection& db, const Actor& actor,
                                                       const ProblemCase& problem,
                                                       const ProblemTransition& row) {
  ProblemPerson person;
  person.account = actor.account_id;
  person.name = actor.name;
  if (row.by.has(Party::kOffice) && allowed(actor, Action::kSettleProblem, Relation::kOwnGovernment)) {
    return std::optional(person);
  }
  if (row.by.has(Party::kLeader) && actor.leader == problem.leader &&
      reaches_own_leader(actor, Action::kInstruct)) {
    person.party = Party::kLeader;
    person.leader = actor.leader;
    return std::optional(person);
  }
  if (!row.by.has(Party::kUnit)) return std::optional<ProblemPerson>();
  const std::string& unit = row.action == ProblemAction::kAnswer ? problem.asked_unit : problem.unit;
  if (reaches_own_unit(actor, Action::kRaiseProblem) &&
      TRY(acts_for_unit(db, actor.unit_id, unit_id_of(unit)))) {
    person.party = Party::kUnit;
    person.unit = unit;
    return std::optional(person);
  }
  if (allowed(actor, Action::kRaiseProblem, Relation::kOwnGovernment)) {
    person.capacity = Capacity::kFillIn;
    return std::optional(person);
  }
  return std::optional<ProblemPerson>();
}

}  // namespace

Result<bool> acts_for_unit(sql::Connection& db, std::int64_t own, std::int64_t unit) {
  if (own == 0 || unit == 0) return false;
  const std::int64_t today = TRY(unit_today(db, unit));
  return TRY(unit_within(db, today, own)) || TRY(unit_within(db, own, today));
}

Result<ProblemPerson> person_on_problem(sql::Connection& db, const Actor& actor, const ProblemCase& problem,
                                        ProblemAction action, UtcMillis now) {
  const ProblemTransition& row = problem_transitions()[static_cast<std::size_t>(action)];
  if (const auto himself = TRY(stands_to_problem(db, actor, problem, row))) return *himself;
  for (const Actor& principal : TRY(acts_for(db, actor, day_of(now)))) {
    auto stands = TRY(stands_to_problem(db, principal, problem, row));
    if (!stands || stands->capacity != Capacity::kSelf) continue;
    stands->account = actor.account_id;
    stands->name = actor.name;
    stands->capacity = Capacity::kDelegate;
    stands->acts_for = principal.name;
    return *stands;
  }
  return error(ErrorCode::kForbidden, fmt::format("“{}”不由您办理", row.zh),
               fmt::format("To {} this problem is not for you", row.en));
}

std::string visible_problems(SqlText& query, const Actor& actor, std::string_view today) {
  const std::string tasks = visible_tasks(query, actor, Action::kReadLedger, today);
  if (reach(actor, Action::kReadLedger) == Reach::kGovernment) return tasks;
  std::string passed;
  if (reaches_own_unit(actor, Action::kReadLedger)) {
    passed += fmt::format(
        " OR b.asked_unit_id IN (WITH RECURSIVE mine (id) AS (SELECT id FROM unit WHERE id = {} UNION SELECT "
        "c.id "
        "FROM unit c JOIN mine ON c.parent_id = mine.id) SELECT id FROM mine)",
        query.bind(actor.unit_id));
  }
  if (reaches_own_leader(actor, Action::kReadLedger)) passed += " OR b.leader = " + query.bind(actor.leader);
  return fmt::format("b.government_id = {} AND (({}){})", query.bind(actor.government_id), tasks, passed);
}

Result<void> require_problem(sql::Connection& db, const Actor& actor, std::int64_t problem_id, UtcMillis now) {
  const auto there = TRY(
      db.one("SELECT 1 FROM problem WHERE id = $1 AND government_id = $2", problem_id, actor.government_id));
  if (!there) return no_such("问题", "problem");
  SqlText seen;
  seen.sql =
      "SELECT count(*) FROM problem b JOIN task t ON t.id = b.task_id JOIN plan p ON p.id = t.plan_id WHERE "
      "b.id = " +
      seen.bind(problem_id) + " AND ";
  seen.sql += visible_problems(seen, actor, china_date(now));
  if (TRY(seen.count(db)) > 0) return {};
  return error(ErrorCode::kForbidden, "这个问题不在您的职责范围内，不能查看或办理",
               "this problem is not of a task that you lead or share, nor was it passed to you");
}

}  // namespace duban
