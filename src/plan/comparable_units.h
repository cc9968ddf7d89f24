#pragma once

// Whether two amounts are counted alike: 家 and 个, 公斤 and 吨. Mass, length and area are converted by GB 3100; 斤 and 亩
// are the customary units that papers use.

#include <optional>
#include <string_view>

namespace duban {

// How many `to` one `from` is: 2 for 公斤 in 斤, 1 for 家 in 个 and for what stands in a bracket behind (套（间）).
// Nothing where they measure different things.
std::optional<double> units_in(std::string_view from, std::string_view to);

}  // namespace duban
