#pragma once

#include "plan/plan.h"
#include "read/read.h"

namespace duban {

// Reads a paper as a careful official would: head, sections, tasks, lists, requirements, findings; or the
// clauses of a report. Pure; never fails: what is odd is an Anomaly. A paper without tasks has none.
Plan extract(const Document& document);

}  // namespace duban
