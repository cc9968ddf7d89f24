#pragma once

// A printed list of units becomes one entry a unit, with what the list leaves out restored.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/organ.h"

namespace duban {

// Bytes [begin, end) of the text that was given.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const Range&) const = default;
};

struct Unit {
  std::string name;           // brackets in ASCII
  std::vector<Range> ranges;  // where its words stand: prefix and own words apart where the prefix was restored
  UnitClass unit_class = UnitClass::kNone;
  const char* rule = "unit.plain";  // unit.prefix, unit.suffix, unit.group
  bool starred = false;             // ★ in front of it or behind it: it leads
  bool operator==(const Unit&) const = default;
};

struct UnitList {
  std::vector<Unit> units;
  bool open = false;  // 等
  Range timing;       // 6月底前完成, printed among the units
  std::vector<Range> people;  // the names in brackets behind units: 县住建局（陈刚）
};

// The prefix that the list before this one ended with: its words and where they stand. Empty where there is
// none.
struct UnitPrefix {
  std::string words;
  Range at;
  bool inner = false;  // of an office inside an organ: 市财务科
  bool offices = false;  // a list of offices, as its label says: 规划处 beside 省公路局 is no 省规划处
  // The places that the paper is of (示例 of 示例市), where known: a name that holds one stands on its own.
  const std::vector<std::string>* places = nullptr;
};

// Reads text[range] as a list of units parted by 、 , ; 和 及 与. `prefix` is used for names that leave theirs
// out, and holds the list's own last prefix afterwards.
UnitList read_units(std::string_view text, Range range, UnitPrefix& prefix);

// Whether text is a list of units and nothing else, the first and the last name perhaps cut by a line break.
bool looks_like_unit_list(std::string_view text);

}  // namespace duban
