#pragma once

// What the name of a unit is made of: a prefix of its level, the core of a department, a suffix.

#include <cstddef>
#include <string_view>

namespace duban {

enum class UnitClass {
  kNone,    // not the name of a unit
  kOrgan,   // 财政局: takes the prefix that a list leaves out
  kBody,    // 大连海关: stands on its own
  kGroup,   // 有关部门, 各市人民政府
  kRegion,  // 岳麓区, 五星街道
};

// The level that a unit's name begins with, in bytes: 省 市 县 区 国家 自治区 …; 0 where none stands there. The
// 市 of 市场监管局 is none.
std::size_t level_prefix(std::string_view name);
// What the name ends in makes it; brackets at the end (an alias) are looked through.
UnitClass unit_class(std::string_view name);
// Whether the name begins with the core of a department: 财政局, 市场监管局.
bool begins_with_core(std::string_view name);
// Whether the core is a department of the party committee only: 组织部.
bool is_party_core(std::string_view name);
// The place that a name begins with, in bytes: 大竹县 of 大竹县教育局, 样例县 of 样例县教育局, 大竹 of
// 大竹税务局; 0 where none stands there. Short names of cities and provinces (大连海关) are in
// data/lexicon/places.txt and no part of this.
std::size_t place_prefix(std::string_view name);
// Whether the name begins with a place or a word that never takes a prefix: 大连海关, 人民银行….
bool stands_alone(std::string_view name);
bool names_a_group(std::string_view name);
// Whether the name ends in what names of units end in, brackets at the end aside: 各有关部门, not 各地要压实责任.
bool ends_like_unit(std::string_view name);
// Whether the words are nothing but what names end in: 管委会, 厅. The end of a name that a line break cut.
bool suffix_alone(std::string_view words);
// Whether the end of the name says what it is by itself: 残联, 总工会, 人民法院, 疾控中心; not 局 or 中心.
bool ends_by_itself(std::string_view name);
// The name without the bracket at its end: 省数据局(省营商局) gives 省数据局.
std::string_view without_alias(std::string_view name);

}  // namespace duban
