#pragma once

#include <string_view>
#include <vector>

#include "plan/plan.h"

namespace duban {

// The goals that a task states without a number, in printed order: 与经济增长基本同步, 完成国家下达任务,
// 动态清零, 全覆盖. The spans are byte ranges of `text`. What only looks like one gives nothing: the name of a
// programme (“最多跑一次”改革), a manner of working (全覆盖检查), what has been reached already (已实现全覆盖),
// and what has its number and so is a target (高于全国1个百分点). One pass; a fixed number of bytes is looked
// at around each word.
std::vector<Qualitative> read_qualitative(std::string_view text);

}  // namespace duban
