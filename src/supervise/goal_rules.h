#pragma once

// What counts as reached of each kind of goal without a number and of a work's stage (spec "process" section 5), in one table.
// Whatever the kind, a person's word (Outcome::confirmed) decides where there are no figures; what a later
// report says is kept apart from what the office verified.

#include <optional>
#include <string_view>

#include "base/result.h"
#include "plan/plan.h"
#include "supervise/verdict.h"

namespace duban {

struct GoalRule {
  std::optional<QualitativeKind> goal;  // nothing: the stage of a named work
  PromiseKind promise = PromiseKind::kSynchronous;
  Message reached;    // what counts as reached
  Message judged_by;  // the figures that it is judged by, or that a person judges it
};
// Every kind has its row.
const GoalRule& goal_rule(QualitativeKind goal);
// Of a promise without a number; nothing for one with a number.
const GoalRule* goal_rule(PromiseKind promise);

}  // namespace duban
