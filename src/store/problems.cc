#include "store/problems.h"

#include <simdjson.h>

#include "store/cases.h"
#include "store/log.h"
#include "store/problem_person.h"
#include "store/problem_rows.h"
#include "store/rules.h"
#include "store/visibility.h"

namespace duban {
namespace {

// The step on a problem that is loaded, written with its log entry.
Result<std::int64_t> take(sql::Connection& db, const Actor& actor, KeptProblem kept, ProblemRequest request,
                          UtcMillis now) {
  const bool is_new = kept.id == 0;
  std::optional<ProblemCase> before;
  if (!is_new) before = kept.problem;
  const TaskRules rules = TRY(task_rules_of(db, actor.government_id));
  const ProblemStep step = TRY(act(before, request, day_of(now), rules));
  const std::string was(before ? to_word(before->state) : "");
  kept.problem = step.after;
  const std::int64_t id = TRY(write_problem(db, actor.government_id, kept, step.fact, now));
  TRY(append_log(db, actor,
                 {fmt::format("{}_problem", to_word(request.action)), fmt::format("problem:{}", id), was,
                  problem_fact_to_json(step.fact)},
                 now));
  return id;
}

Result<void> check_unit_known(sql::Connection& db, std::int64_t government_id, std::string_view unit) {
  if (unit.empty()) return {};
  const auto there =
      TRY(db.one("SELECT 1 FROM unit WHERE id = $1 AND government_id = $2", unit_id_of(unit), government_id));
  if (!there) return no_such("单位", "unit");
  return {};
}

// 呈领导: one whom a paper or a portfolio names, or who has an account; a slip of the pen would wait for
// nobody.
Result<void> check_leader_known(sql::Connection& db, std::int64_t government_id, std::string_view leader) {
  if (leader.empty()) return {};
  const auto there = TRY(db.one(
      "SELECT 1 WHERE EXISTS (SELECT 1 FROM account WHERE government_id = $1 AND leader = $2 AND state = "
      "'active') "
      "OR EXISTS (SELECT 1 FROM portfolio WHERE government_id = $1 AND leader = $2) OR EXISTS (SELECT 1 FROM "
      "task_leader WHERE government_id = $1 AND name = $2)",
      government_id, leader));
  if (there) return {};
  return error(ErrorCode::kNotFound, fmt::format("没有名为“{}”的领导", leader),
               fmt::format("there is no leader named {}", leader));
}

}  // namespace

Result<std::int64_t> apply_problem(sql::Connection& db, const Actor& actor, const NewProblem& problem,
                                   UtcMillis now) {
  const KeptCase task = TRY(load_case(db, problem.task_id));
  TRY(require_task(db, actor, Action::kRaiseProblem, problem.task_id, now));
  if (!is_running(task.task.state) && task.task.state != TaskState::kSuspended) {
    return error(ErrorCode::kConflict, fmt::format("任务处于“{}”，不能提出问题", zh_name(task.task.state)),
                 fmt::format("The task is {}: problems are raised while it runs", en_name(task.task.state)));
  }
  const std::string unit = unit_key(problem.unit_id);
  if (unit_of(task.task, unit) == nullptr) {
    return error(ErrorCode::kForbidden, "问题由承办这项任务的单位提出",
                 "Problems are raised by the units that take part in the task");
  }
  KeptProblem kept;
  ProblemRequest request;
  if (problem.report_id != 0) {
    const auto raised = TRY(db.one(
        "SELECT id FROM problem WHERE report_id = $1 AND task_id = $2 AND state NOT IN ('settled', 'closed', "
        "'withdrawn')",
        problem.report_id, problem.task_id));
    if (raised) kept = TRY(load_problem(db, actor.government_id, *raised));
  }
  request.action = kept.id == 0 ? ProblemAction::kRaise : ProblemAction::kAmend;
  if (kept.id == 0) {
    kept.plan_id = task.plan_id;
    kept.task_id = problem.task_id;
    kept.report_id = problem.report_id;
    kept.problem.unit = unit;
    request.unit = unit;
    request.grade = problem.grade;
    request.coordination = problem.coordination;
  }
  request.text = problem.text;
  request.by = TRY(person_on_problem(db, actor, kept.problem, request.action, now));
  return take(db, actor, kept, request, now);
}

Result<std::int64_t> raise_problem(sql::Connection& db, const Actor& actor, const NewProblem& problem,
                                   UtcMillis now) {
  const auto work = [&] { return apply_problem(db, actor, problem, now); };
  return db.transaction(work);
}

Result<void> step_problem(sql::Connection& db, const Actor& actor, std::int64_t problem_id,
                          std::optional<std::int64_t> expected, ProblemRequest request, UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    TRY(require_problem(db, actor, problem_id, now));
    const KeptProblem kept = TRY(load_problem(db, actor.government_id, problem_id));
    if (expected && *expected != kept.problem.facts) return stale_version();
    request.by = TRY(person_on_problem(db, actor, kept.problem, request.action, now));
    TRY(check_unit_known(db, actor.government_id, request.unit));
    TRY(check_leader_known(db, actor.government_id, request.leader));
    TRY(take(db, actor, kept, request, now));
    return {};
  };
  return db.transaction(work);
}

Result<std::vector<OpenProblem>> open_problems(sql::Connection& db, std::int64_t plan_id) {
  std::vector<OpenProblem> out;
  sql::Rows rows =
      TRY(db.query("SELECT id, task_id, unit_id, state, grade, due, text, leader FROM problem WHERE plan_id = "
                   "$1 AND limit_runs = "
                   "1 ORDER BY task_id, due, id",
                   plan_id));
  while (TRY(rows.next())) {
    OpenProblem each;
    each.id = rows.integer(0);
    each.task_id = rows.integer(1);
    each.unit_id = rows.integer(2);
    each.state = problem_state_from_word(rows.text(3)).value_or(ProblemState::kRaised);
    each.grade = problem_grade_from_word(rows.text(4)).value_or(ProblemGrade::kOrdinary);
    each.due = Day::parse(rows.text(5)).value_or(Day{});
    each.text = rows.text(6);
    each.leader = rows.text(7);
    out.push_back(std::move(each));
  }
  return out;
}

}  // namespace duban
