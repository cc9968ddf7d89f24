#pragma once

// What finds where the lines of one long line began. Each adds the places where a line begins to `begins`, in
// any order.

#include <cstddef>
#include <string_view>
#include <vector>

#include "grammar/units.h"

namespace duban {

// Title, number, addressees, the notice's paragraphs, its signature, the plan's own title: from line.begin to
// line.end, where the first heading, task or table begins.
void find_front_lines(std::string_view text, Range line, std::vector<std::size_t>& begins);

// The signature behind the last task, where a sentence or a bracket ends in front of it.
void find_last_lines(std::string_view text, Range line, std::vector<std::size_t>& begins);

// The title that words in front of text[end] are, from `from` on: 2026年示例县民生实事清单 in front of 一、.
// Where it begins, or `end`.
std::size_t title_before(std::string_view text, std::size_t from, std::size_t end);

// The lines of text[begin, end), the title of a list: 附件 stands on a line of its own.
void find_title_lines(std::string_view text, std::size_t begin, std::size_t end,
                      std::vector<std::size_t>& begins);

// The rows of tables of bars, or their cells where no rows show. Gives the ranges that they take.
std::vector<Range> find_bar_lines(std::string_view text, Range line, std::vector<std::size_t>& begins);

}  // namespace duban
