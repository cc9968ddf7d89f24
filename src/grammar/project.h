#pragma once

#include <string_view>
#include <vector>

#include "plan/plan.h"

namespace duban {

// The named works that a task speaks of, each with the stage that it has to reach this year, in printed order:
// 推进秦沈、本桓高速建设 gives 秦沈高速 and 本桓高速. The spans are byte ranges of `text` and hold the name as
// printed. Works without a name of their own (重点项目, 老旧小区改造工程), amounts of them (10个项目),
// programmes (“百千万”工程), organs, and works of which no stage is said give nothing. One pass; bounded work a
// clause.
std::vector<Project> read_projects(std::string_view text);

}  // namespace duban
