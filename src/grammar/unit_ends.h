#pragma once

// Words that several names of a list share and that it prints once: 市人民政府 of 江州、澜东市人民政府, 中国
// and 分公司 of 中国移动、电信、联通示例分公司, 基础教育 of 基础教育一处、二处.

#include <cstddef>
#include <string_view>
#include <vector>

#include "grammar/units.h"

namespace duban {

// A place that waits for the words of a later member: 沈阳, 和平区.
bool waits_for_end(std::string_view words);
// The words that a list of governments says once, at its end: 市人民政府 of 沈阳、鞍山市人民政府. Empty where
// `piece` of `text` ends in none.
struct SharedEnd {
  Range kind;        // 市
  Range government;  // 人民政府
};
SharedEnd shared_end(std::string_view text, Range piece);

inline constexpr std::string_view kChina = "中国";
// What the carriers are called, with 中国 in front or without; its size, 0 where words begin with none.
std::size_t carrier_at(std::string_view words);
// 示例 of 示例移动: the place in front of a carrier's name, in bytes; 0 where the words are none.
std::size_t place_of_carrier(std::string_view words);
// The end that names of carriers share: 公司 of 电信、移动、联通公司, 南麓分公司 of 电信、移动、联通南麓分公司.
Range carriers_end(std::string_view text, Range piece);

// 二处 behind 基础教育一处: how many bytes of the name before it are left out; 0 where it is no such name.
std::size_t numbered_stem(const std::vector<Unit>& before, std::string_view words);

}  // namespace duban
