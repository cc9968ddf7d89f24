#pragma once

// A report's sentences as derived rows: what the plan's tasks are for a plan.

#include <cstdint>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "plan/plan.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

// Replaces those of the plan.
Result<void> write_clauses(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                           const std::vector<Clause>& clauses);
Result<std::vector<Clause>> load_clauses(sql::Connection& db, std::int64_t plan_id);

// GET /plans/{id}/clauses:
// {"items":[{"no","section":[…],"section_titles":[…],"class","text","span"}],"total","next"}. Errors:
// kNotFound, kForbidden.
Result<std::string> list_clauses(sql::Connection& db, const Actor& actor, std::int64_t plan_id, UtcMillis now);

}  // namespace duban
