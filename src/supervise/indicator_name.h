#pragma once

// What an indicator is called, whatever a paper makes of it. Names of the same thing stand in
// data/lexicon/indicator_names.txt.

#include <string>
#include <string_view>

namespace duban {

// The name under which an indicator is followed: without the area (全省), what is done with it (新建改造) and
// its rank (省级), by the first name of its line in indicator_names.txt. 新建改造高标准农田 → 高标准农田.
std::string indicator_core(std::string_view indicator);

// Whether a core has its line in indicator_names.txt: two that have are two indicators.
bool is_known_indicator(std::string_view core);

}  // namespace duban
