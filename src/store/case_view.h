#pragma once

// A task's case for its page: states, units with their names, limits, marks, and what this person can do now
// with what each action needs, so that the page builds its forms from it. JSON as docs/api.md says.

#include <cstdint>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

// version: the number of the last fact. Errors: kNotFound (also where the plan is a draft), kForbidden.
Result<Versioned> read_case(sql::Connection& db, const Actor& actor, std::int64_t task_id, UtcMillis now);

}  // namespace duban
