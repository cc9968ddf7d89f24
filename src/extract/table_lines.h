#pragma once

// The lines of a text and how they part into cells, as tables in text are found by them.

#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/table.h"
#include "extract/table_work.h"

namespace duban {

struct TextLine {
  std::size_t begin = 0;  // with its blanks
  std::size_t end = 0;
  bool blank = false;
  bool running = false;  // printed again beside the number of another page
};

std::vector<TextLine> text_lines(const Mapped& text, Range range);
inline std::string_view line_words(std::string_view text, const TextLine& line) {
  ++table_work;
  return text.substr(line.begin, line.end - line.begin);
}
inline std::string_view range_words(std::string_view text, Range range) {
  ++table_work;
  return text.substr(range.begin, range.end - range.begin);
}
// Without blanks and line ends around.
Range trimmed_range(std::string_view text, Range range);

// | ｜ │ ┃
bool is_bar(char32_t point);
bool has_bar(std::string_view line);
// |---|:--:|, ├──┼──┤
bool is_rule_line(std::string_view line);

// Whether a table ends before this line: a note below it, what is attached next.
bool ends_table(std::string_view line);
// What belongs to the page and not to the paper: 网站首页 | 联系我们, or what page_furniture() knows.
bool is_page_line(std::string_view line);
bool is_page_line(std::string_view text, const TextLine& line);

// The cells of a line, one a range, blanks around them left; a bar at the line's beginning or end parts
// nothing.
std::vector<Range> cells_by_bars(std::string_view text, const TextLine& line);
// 1,"新建粮仓3座，修缮2座",县发改局
std::vector<Range> cells_by_commas(std::string_view text, const TextLine& line);
// Parted by blanks, however many.
std::vector<Range> cells_by_words(std::string_view text, const TextLine& line);

}  // namespace duban
