#pragma once

// 调整 of an approved row: one truth in two places. The printed row takes the new value, and the task's life
// keeps the fact; units that the new names bring take their seats, and those they drop are released. Inside a
// transaction that runs already.

#include <cstdint>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "store/cases.h"
#include "store/sql.h"
#include "store/tasks.h"

namespace duban {

// A field of the row (PATCH /tasks/{id}), with reason and document. Errors: kInvalid without these, act()'s.
Result<void> adjust_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                         const TaskChange& change, UtcMillis now);

// Before a step is taken: what it changes in the row (adjust due of the whole task, correct_wording), and
// request.before. Fields that belong to the row alone are kInvalid here: they are adjusted with adjust_task().
Result<void> adjust_row_with(sql::Connection& db, const Actor& actor, const KeptCase& kept,
                             TaskRequest& request, UtcMillis now);

}  // namespace duban
