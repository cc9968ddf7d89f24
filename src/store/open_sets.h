#pragma once

// 等: the printed list of a row's units is not complete. The set stays open until a named person resolves it,
// with a record: which units were added, or none (spec "process" section 2).

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"
#include "supervise/task_case.h"

namespace duban {

struct OpenSetResolution {
  UnitPart part = UnitPart::kResponsible;  // of the list that ends in 等: kLead, kResponsible
  std::vector<std::int64_t> unit_ids;      // empty: no further unit
  std::string reason;                      // on what ground
};
// The units join the task (kAddUnit), each with the reason; all in one transaction. A set may be resolved
// again: what was said before stays. Errors: kConflict (the list is not open, a unit takes part already, the
// task has ended), kInvalid (no reason), kNotFound, kForbidden.
Result<void> resolve_open_set(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                              const OpenSetResolution& resolution, UtcMillis now);

struct OpenSet {
  std::int64_t task_id = 0;
  std::string no, text;
  bool lead = false, responsible = false;  // which lists are open and not resolved
};
// Of a plan's rows (0: of all approved plans that are not superseded), in printed order.
Result<std::vector<OpenSet>> open_sets(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id);

// {"lead":{"open","resolved"},"responsible":{…},"records":[{"part","units":[…],"reason","account","at"}]}
Result<std::string> open_sets_of_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                      UtcMillis now);

}  // namespace duban
