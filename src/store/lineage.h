#pragma once

// What a task comes from, and what became of it: through the report, earlier and later years, the levels above
// and below, the plan's lists, and what a later report says was achieved.

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/alignments.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

// Papers that a request compares where that was not done yet, and generations that it follows.
inline constexpr int kMostNewPairs = 40;
inline constexpr int kMostGenerations = 6;

// {"task_id","ancestors":[…],"descendants":[…],"hidden":n,"left_out":n}; the items are those of docs/api.md.
// hidden: relatives that the person may not see. left_out: pairs of papers that were not compared, for there
// were too many at once. Errors: kNotFound, kForbidden.
Result<std::string> task_lineage(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                 Language language, UtcMillis now);
// The same as a workbook, one row a relative that the person sees, and what he does not see said below.
Result<AlignmentFile> task_lineage_xlsx(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                        Language language, UtcMillis now);

}  // namespace duban
