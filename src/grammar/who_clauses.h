#pragma once

// Clauses that say who answers inside the sentence of a task.

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "grammar/heading.h"

namespace duban {

// who ::= clause {"，" clause}, clause ::= ["由"] units verb
//   由市发展改革委牵头，市统计局、财政局配合，|确保地区生产总值增长7.5%以上
//   由县教育局负责|新建小学2所
// At the head of a task's wording: the clauses with the comma behind them, and in them what they say. Weak by itself:
// a sentence may begin so that is no task; several in a paper are its way to say who answers.
std::optional<Prose> who_in_front(std::string_view text, std::size_t wording);

//   新建小学2所|，由市教育局牵头，市财政局配合|；
// At the end of a sentence of the wording, without the stop behind it. As weak.
std::optional<Prose> who_at_end(std::string_view text, std::size_t wording);

//   完成造林300万亩。|省林业厅、省财政厅。
// A last sentence that is names of departments in full and nothing else. As weak.
std::optional<Prose> units_at_end(std::string_view text, std::size_t wording);

//   新建小学2所。|——基础教育科牵头，财务科配合|
// Behind the last dash of the wording, to its end: clauses or names alone, which need not be in full. As weak.
// `wording` may be behind such a dash: a line of its own, ——基础教育科牵头.
std::optional<Prose> who_behind_dash(std::string_view text, std::size_t wording);

// Whether a line that ends so is whole: its last clause is one, or its last name a unit. 节约用水 | 办公室配合 is cut.
bool ends_behind_dash(std::string_view line);

// Where such clauses begin in text, wherever they stand in their sentences.
std::vector<std::size_t> who_clauses_in(std::string_view text);

}  // namespace duban
