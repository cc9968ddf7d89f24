#pragma once

// A target in the words that papers use.

#include <string>

#include "plan/plan.h"

namespace duban {

// 5.5%左右, 45万人以上, 超过4500亿元, 30～50个: the amount without its indicator, in 万 and 亿 where it reaches
// them.
std::string printed(const Target& target);

}  // namespace duban
