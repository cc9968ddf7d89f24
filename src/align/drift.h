#pragma once

// Where the words of a part changed from the report to the plan.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "align/trace.h"

namespace duban {

// report: the part or parts (joined by ，) that the plan's part comes from. others: parts of other tasks that
// come from the same clause; an item that one of them carries was not dropped. Nothing where the two say the
// same, marks, quotation and other names (GDP, data/lexicon/indicator_names.txt) aside, or where the plan takes
// a piece of the clause unchanged and leaves out no item of a list.
std::optional<Drift> drift_between(std::string_view report, std::string_view plan,
                                   const std::vector<std::string_view>& others);

}  // namespace duban
