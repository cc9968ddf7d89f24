#pragma once

// The second look of a trace: parts of tasks whose words are too far from the report's to be found by them
// alone (GDP for 地区生产总值, a clause cut to half its length, 竣工 for 主体完工).

#include <vector>

#include "align/trace_parts.h"
#include "plan/plan.h"

namespace duban {

// Gives sources to parts of tasks that have none, and leaves all others as they are. `parts` are of the
// report's clauses, rising; `task_parts` of the plan's tasks and rows of lists, in printed order. Which
// sentences say the same is judged by the regressions that link two plans (align/pair.h); the parts within them
// by rare words, topics and figures. Both papers within kMostTasksOfASide.
void look_again(const Plan& report, const Plan& plan, const std::vector<ReportPart>& parts,
                std::vector<TaskPart>& task_parts);

}  // namespace duban
