#pragma once

// Several units in one phrase: 各县（市）区政府, 有关高校、科研院所, 省政府各部门、各单位. A list's separators
// also stand inside of such a phrase; the words behind one may belong to the group in front of it.

#include <cstddef>
#include <string_view>

#include "text/char_set.h"

namespace duban {

// What kinds of places are called, the longer word first.
inline constexpr FewWords kRegionWords{
    "设区的市", "设区市", "地级以上市", "地级市", "直辖市", "自治区", "县级市", "自治县", "自治州", "开发区",
    "功能区",   "园区",   "街道",       "乡镇",   "地区",   "市",     "县",     "区",     "旗",     "州",
    "盟",       "乡",     "镇",         "苏木",   "场",     "师",     "团",     "街"};
// What a group begins with.
inline constexpr FewWords kGroupStarts{"各有关", "各相关", "有关", "相关", "各"};

// How many bytes of `text` are words for kinds of regions, brackets among them: 区(市)县.
std::size_t region_words(std::string_view text);
// Whether the words end in the kind of a place; 锦州 is a name.
bool ends_in_region_word(std::string_view words);

// What several are called together: 高校, 金融机构. The end of the words, or all of them.
bool names_a_kind(std::string_view words);
bool is_kind(std::string_view words);

// 各区 of 各区、县(市)政府: a group that is not said to its end.
bool begins_group(std::string_view piece);
// 县(市)政府 behind 各区; not 开发区管委会 behind 各乡镇, for a county has one.
bool continues_group(std::string_view before, std::string_view piece);
// 各乡镇人民政府、街道办事处 and 各县（市）、区人民政府、开发区管委会 are one phrase each: 各 holds for what
// stands behind it too, where that is a kind of places as the first is.
bool continues_governments(std::string_view before, std::string_view piece);
// 省政府各部门、各单位 and 省政府各部门、直属机构 are one phrase each: what stands behind leans on the 各 in front.
bool continues_each(std::string_view before, std::string_view piece);

// Whether the words name all governments of some kind in the place and nothing else: 各镇街, 各县、市、区政府,
// 各乡镇场; not 各类剧团.
bool is_region_group(std::string_view words);

}  // namespace duban
