#pragma once

// One step on many tasks at once (批量交办、批量签收 …). Each row is its own transaction: done whole or refused
// with its sentence.

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"
#include "supervise/task_fact.h"

namespace duban {

struct BatchRow {
  std::int64_t task_id = 0;
  std::int64_t plan_id = 0;
  std::int64_t version = 0;  // of the case afterwards
  std::string no;
  int steps = 0;    // how many were taken: 0 where it was refused
  Message refused;  // why; empty where it was done
};

enum class BatchWhat {
  kStep,  // request.action; of a unit's action without a unit: for each unit for which this person can take it
  kAddNamedUnits,  // kAddUnit for every printed name that the register came to know after approval
};

// A task that the person may not see is refused like any other. Errors: kInvalid for no row, for more than
// kMaxPage, for a request that needs a thing of its own (approve, sub-tasks, roll-over).
Result<std::vector<BatchRow>> take_steps(sql::Connection& db, const Actor& actor,
                                         const std::vector<std::int64_t>& task_ids, BatchWhat what,
                                         const TaskRequest& request, UtcMillis now);

// Steps that are no bare request: each has a call of its own.
Result<void> require_bare_step(TaskAction action);

}  // namespace duban
