#pragma once

// What is counted or measured: the words around an amount, made into the name that the ledger gives it.

#include <string>
#include <string_view>
#include <vector>

#include "grammar/number.h"

namespace duban {

// words without the time (全年, 到2027年), the modal words (力争) and the manner (深入) before them.
std::string_view without_lead(std::string_view words);
// Also without 推动 and 支持 before what only has to reach a level: 推动跨境电商备案企业突破600家.
std::string_view without_push(std::string_view words);

// The verbs that the words begin with: 新建改造, 引进和培养, 滚动建设; empty where they begin with none.
std::string_view leading_verbs(std::string_view words);
// The verbs that the words end with: …两级重点评选资助.
std::string_view trailing_verbs(std::string_view words);
// Whether the words are one verb and nothing else: 改造.
bool is_one_verb(std::string_view words);
// Whether a verb of doing stands anywhere in the words: 城镇新增就业.
bool has_verb(std::string_view words);
// Whether they hold a verb that stands behind its subject: 城镇新增就业, 项目开工.
bool has_act(std::string_view words);
// words without what they are compared with, or 要, at their end: 能耗较2020年 → 能耗.
std::string_view without_comparison(std::string_view words);
// name without the dates in the middle of it: 重大项目3月底前复工 → 重大项目复工.
std::string without_times(std::string name);
// 国家级, 省级以上, 县级: the rank that the words begin with, empty if none.
std::string_view leading_rank(std::string_view words);

// The words after the last member of a list that says something of its own: 深化改革、新建学校 → 新建学校,
// 居民收入与经济增长同步、粮食产量 → 粮食产量.
std::string_view last_member(std::string_view words);

// words without a describing clause before them: 具有博士学位的紧缺人才 → 紧缺人才.
std::string_view without_relative(std::string_view words);

// The thing without a subject or verb about it: 城区新建农贸市场 → 农贸市场, 棚户区改造新开工 → 棚户区改造.
std::string_view bare_thing(std::string_view words);

// Whether what an amount without a unit counts are people: 10.6万 | 农村人口; 1.8万 | 建档立卡贫困人口, where
// the number has a scale (12345热线群众满意率 has none).
bool counts_people(const Number& number, std::string_view behind);

// Whether the words end in something that has a level: 失业率, 总量.
bool names_level(std::string_view words);
// Whether they say too little alone: 总数达到8万个.
bool names_only_total(std::string_view words);

// The subjects of a list: 城镇居民人均可支配收入、农民人均纯收入. A tail that the last one holds for all is
// given to each (城镇和农村居民收入), and 城乡 is two where `wanted` is 2.
std::vector<std::string> subjects(std::string_view words, std::size_t wanted, bool conjunctions);

}  // namespace duban
