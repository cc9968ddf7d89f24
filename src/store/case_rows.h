#pragma once

// The rows of 0004_case.sql: the one place that writes them. Inside a transaction that runs already.

#include <cstdint>

#include "base/clock.h"
#include "base/result.h"
#include "store/cases.h"
#include "store/sql.h"

namespace duban {

Result<void> append_fact(sql::Connection& db, std::int64_t government_id, std::int64_t task_id,
                         const TaskFact& fact, UtcMillis now);

// task_case with its units and limits, as the case is now.
Result<void> write_case(sql::Connection& db, std::int64_t government_id, const KeptCase& kept);

}  // namespace duban
