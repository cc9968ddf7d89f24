#pragma once

// Tasks of an approved plan that its paper does not have: sub-tasks, tasks that roll over from last year, tasks
// from instructions and meetings. A row like any other, with a case that begins at its approval.

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "plan/plan.h"
#include "store/sql.h"
#include "supervise/rights.h"
#include "supervise/task_fact.h"

namespace duban {

struct AddedTask {
  std::int64_t plan_id = 0;
  std::string list;    // the list of the ledger that it stands in: 子任务; made where there is none
  Task task;           // an empty no: the next of that list
  std::string origin;  // a word of task_origin: subtask, rolled_over, …
  std::optional<std::int64_t> from_task;
  std::string source;  // on which document; may be empty
};

// Inside a transaction that runs already: row, frozen row, origin, and the kApprove fact with its case.
// approval: another one than the row's own words give (continuation()). The id. Errors: kNotFound (plan),
// kConflict (the plan is no approved one), act()'s. Rights are the caller's business.
Result<std::int64_t> add_task(sql::Connection& db, const Actor& actor, AddedTask added, UtcMillis now,
                              const std::optional<TaskRequest>& approval = {});

}  // namespace duban
