#pragma once

// The verdict on a promise, from what was entered as its outcome and, where that is silent, what was reported.

#include <vector>

#include "store/progress_load.h"
#include "supervise/verdict.h"

namespace duban {

// The last day of the period that a target promises for: its horizon's, else the plan's year.
Day period_end(const ProgressPlan& plan, const Target& target);

Explained<Verdict> verdict_of(const ProgressPlan& plan, const TargetProgress& target, const KeptSetting& kept,
                              const VerdictRules& rules, Day on);

// A promise of the text without a number, or the stage of a work that it names, and its verdict.
struct TextPromise {
  Promise promise;
  KeptSetting kept;  // version 0: nothing entered yet
  Explained<Verdict> verdict;
};
// All of them, in printed order, goals before stages; each has a key of its own (target_settings.h).
std::vector<TextPromise> text_promises(const ProgressPlan& plan, const ProgressTask& task,
                                       const VerdictRules& rules, Day on);

}  // namespace duban
