#pragma once

#include <string_view>
#include <vector>

#include "grammar/took.h"
#include "plan/plan.h"

namespace duban {

// The quantities that a task commits to reach, in printed order. `text` is a task's normalised text (ASCII
// digits and punctuation width as the extractor leaves them); the spans are byte ranges of `text`. plan_year
// tells this year's targets from later horizons; 0 where unknown. A quantity that only names or qualifies
// (亿元以上项目) gives nothing.
std::vector<Target> read_targets(std::string_view text, int plan_year);

// The same reading, step by step: every rule that took words, in printed order, and for each quantity that is
// no target the rule that says so (not.…).
std::vector<Took> explain_targets(std::string_view text, int plan_year);

}  // namespace duban
