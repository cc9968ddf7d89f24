#pragma once

// How a person stands to a problem, and which problems he sees.

#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "store/problem_rows.h"
#include "store/sql.h"
#include "store/visibility.h"
#include "supervise/problem_life.h"
#include "supervise/rights.h"

namespace duban {

// Whether a person of `own` acts for that unit: it is his, one above or below it, or one that was merged into
// such a one.
Result<bool> acts_for_unit(sql::Connection& db, std::int64_t own, std::int64_t unit);

// As whom the actor takes that step: himself, filling in for a unit, or as a delegate. kForbidden where he has
// no right to it. For kRaise problem.unit is the unit that raises.
Result<ProblemPerson> person_on_problem(sql::Connection& db, const Actor& actor, const ProblemCase& problem,
                                        ProblemAction action, UtcMillis now);

// A condition over problem `b`, its task `t` and plan `p`: he sees the task, or it was passed to him.
std::string visible_problems(SqlText& query, const Actor& actor, std::string_view today);
// kNotFound, kForbidden.
Result<void> require_problem(sql::Connection& db, const Actor& actor, std::int64_t problem_id, UtcMillis now);

}  // namespace duban
