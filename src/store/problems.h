#pragma once

// Problems and requests for coordination (问题、提请协调) in the store: facts that only grow, beside them the
// case they make (supervise/problem_life.h). Seen by whoever sees the task, and by the unit and the leader that
// it was passed to.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "store/todo.h"
#include "supervise/problem_life.h"
#include "supervise/rights.h"

namespace duban {

struct NewProblem {
  std::int64_t task_id = 0;
  std::int64_t unit_id = 0;    // that raises it; the office gives one it fills in for (代填)
  std::int64_t report_id = 0;  // the report that says so; 0: none
  ProblemGrade grade = ProblemGrade::kOrdinary;
  std::string text;
  bool coordination = false;  // 提请协调
};
// Inside a transaction that runs already (a report's): the id. The same report again adds its words to the
// problem it raised while that one is open. Errors: kForbidden, kNotFound, kInvalid, kConflict (a task that
// does not run).
Result<std::int64_t> apply_problem(sql::Connection& db, const Actor& actor, const NewProblem& problem,
                                   UtcMillis now);
Result<std::int64_t> raise_problem(sql::Connection& db, const Actor& actor, const NewProblem& problem,
                                   UtcMillis now);

// One step of anybody's. expected: If-Match. What the request's `by` says is filled in here from the actor.
// Errors: act()'s, kForbidden, kNotFound, kStale.
Result<void> step_problem(sql::Connection& db, const Actor& actor, std::int64_t problem_id,
                          std::optional<std::int64_t> expected, ProblemRequest request, UtcMillis now);

struct ProblemQuery {
  std::int64_t plan_id = 0;  // 0: all
  std::int64_t task_id = 0;
  std::int64_t unit_id = 0;  // that raised it
  std::string state;         // a word; "open": not settled, closed, withdrawn; "": all
  std::string leader;
};
// {"items":[…],"total":n,"next":null}: open ones first, the earliest limit first.
Result<std::string> list_problems(sql::Connection& db, const Actor& actor, const ProblemQuery& query,
                                  UtcMillis now);
// With its history and what the actor may do now.
Result<Versioned> read_problem(sql::Connection& db, const Actor& actor, std::int64_t problem_id, UtcMillis now);

// For lists of other parts (overview, lights): open problems of a plan by task, in one query.
struct OpenProblem {
  std::int64_t id = 0;
  std::int64_t task_id = 0;
  std::int64_t unit_id = 0;
  ProblemState state = ProblemState::kRaised;
  ProblemGrade grade = ProblemGrade::kOrdinary;
  Day due;
  std::string text;
  std::string leader;
};
Result<std::vector<OpenProblem>> open_problems(sql::Connection& db, std::int64_t plan_id);

// Source of 今日: the office decides what was raised or answered and carries out what was instructed, a leader
// instructs, a unit answers.
Result<void> problems_todo(sql::Connection& db, const Actor& actor, Day on, std::vector<Todo>& out);

// Kept cases that their facts do not give again, in words; empty: none. For tests and `duban rebuild`.
Result<std::string> problem_fault(sql::Connection& db);

}  // namespace duban
