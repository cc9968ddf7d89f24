#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace duban {

// The percentages of one statement (spec "process" section 6): they add up to 100.0 by the largest remainder.
// In tenths of a per cent for decimals = 1, hundredths for 2. Of equal remainders the larger count comes first,
// then the earlier. All nought where nothing was counted. Counts below nought count as nought; decimals from 0
// to 4.
std::vector<std::int64_t> percentages(const std::vector<std::int64_t>& counts, int decimals = 1);

// 33.4 of 334 tenths.
std::string percent_text(std::int64_t scaled, int decimals = 1);

}  // namespace duban
