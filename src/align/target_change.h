#pragma once

// What became of the promised figures from one task to another.

#include <vector>

#include "align/link.h"

namespace duban {

// Each pair of targets of the same indicator. downwards: the later task is of a lower level, whose countable
// targets carry a share of the earlier one's.
std::vector<TargetChange> target_changes(const TaskTerms& earlier, const TaskTerms& later, bool downwards);

// The countable targets of upper tasks with what linked lower tasks carry of them.
std::vector<ApportionedTarget> apportioned(const std::vector<TaskTerms>& upper,
                                           const std::vector<TaskTerms>& lower,
                                           const std::vector<PlanLink>& links);

// What became of one figure: raised, lowered, softened … by value first, then by comparison.
TargetChangeKind change_between(const Target& earlier, const Target& later);

}  // namespace duban
