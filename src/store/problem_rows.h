#pragma once

// The rows of 0010_problems.sql: the one place that writes and reads them. Writing: inside a transaction that
// runs already.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/problem_life.h"

namespace duban {

struct KeptProblem {
  std::int64_t id = 0;  // 0: not there yet
  std::int64_t plan_id = 0;
  std::int64_t task_id = 0;
  std::int64_t report_id = 0;
  ProblemCase problem;
};

// A fact with its moment, for the history.
struct ProblemFactAt {
  ProblemFact fact;
  UtcMillis at = 0;
};

// kNotFound: none of that number in the government.
Result<KeptProblem> load_problem(sql::Connection& db, std::int64_t government_id, std::int64_t problem_id);
Result<std::vector<ProblemFactAt>> problem_facts(sql::Connection& db, std::int64_t problem_id);
// The problem's id: a new one's is given here.
Result<std::int64_t> write_problem(sql::Connection& db, std::int64_t government_id, const KeptProblem& kept,
                                   const ProblemFact& fact, UtcMillis now);

std::string problem_fact_to_json(const ProblemFact& fact);
Result<ProblemFact> problem_fact_from_json(std::string_view json);

}  // namespace duban
