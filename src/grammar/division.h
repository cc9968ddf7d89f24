#pragma once

// Administrative divisions down to the county, after GB/T 2260 (data/lexicon/divisions.txt), and whose they
// are.

#include <string_view>
#include <vector>

#include "plan/plan.h"

namespace duban {

struct Division {
  std::string_view name;        // 大理白族自治州
  std::string_view short_name;  // 大理; the name itself where nothing can be left out (城区)
  std::string_view code;        // six digits
  bool former = false;          // it has another name by now, or is part of another
};

// All, in the order of their codes. Read once.
const std::vector<Division>& divisions();

// kProvince, kCity or kCounty. Beijing and its like are provinces; 仙桃市 and 义乌市 are counties by their
// code.
Level level_of(const Division& division);
// What it stands under; nullptr for a province. A district of Beijing stands under Beijing.
const Division* parent_of(const Division& division);
const Division* province_of(const Division& division);

// The longest full name that the words begin with: 大竹县 of 大竹县税务局; of namesakes (朝阳区) the first.
// nullptr where there is none. Bare words for a kind of place (城区, 郊区, 矿区) are not taken.
const Division* division_at(std::string_view words);
// The longest short name that the words begin with: 大竹 of 大竹税务局; of namesakes the highest.
const Division* short_division_at(std::string_view words);
// All that bear exactly this full name, in the order of their codes; empty where none does.
std::vector<const Division*> divisions_named(std::string_view name);
// The one of that full name, or the one of them that stands under `above` (a division's full name, may be
// empty); nullptr where none or more than one does.
const Division* division_named(std::string_view name, std::string_view above);

}  // namespace duban
