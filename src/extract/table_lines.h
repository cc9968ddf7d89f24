#pragma once

// The lines of a text and how they part into cells, as tables in text are found by them.

#include <algorithm>
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

// Behind the cell in quotes (RFC 4180) that begins with the quote at `at`; npos where the quote is never closed before
// `end`, or another cell begins with one first. `parts(i)`: whether the byte there parts cells.
template <typename Parts>
std::size_t quoted_end(std::string_view text, std::size_t at, std::size_t end, const Parts& parts) {
  const auto closes = [&](std::size_t i) { return i >= end || text[i] == '\n' || parts(i); };
  text = text.substr(0, std::min(end, text.size()));
  for (std::size_t i = text.find('"', at + 1); i < end; i = text.find('"', i + 1)) {
    ++table_work;
    if (closes(i + 1)) return i + 1;
    if (i + 1 < text.size() && text[i + 1] == '"') {
      ++i;  // "" is a quote of the words
    } else {
      std::size_t before = i - 1;  // blanks may stand in front of a cell's quote
      while (before > at + 1 && text[before] == ' ' && !parts(before)) --before;
      if (before > at && parts(before)) break;
    }
  }
  return std::string_view::npos;
}

// Without the quote in front that nothing in the cell closes; that of "一张网"建设 stays.
inline Range without_open_quote(std::string_view text, Range cell) {
  const std::string_view words = text.substr(cell.begin, cell.end - cell.begin);
  if (words.starts_with('"') && std::count(words.begin(), words.end(), '"') % 2 == 1) ++cell.begin;
  return cell;
}

// The cells of a line, one a range, blanks around them left; a bar at the line's beginning or end parts
// nothing. Where the lines of a table are known to have no bar in front, one behind blanks ends an empty cell.
enum class FrontBar { kMayFrame, kEndsCell };
std::vector<Range> cells_by_bars(std::string_view text, const TextLine& line, FrontBar front = FrontBar::kMayFrame);
// 1,"新建粮仓3座，修缮2座",县发改局
std::vector<Range> cells_by_commas(std::string_view text, const TextLine& line);
// Parted by blanks, however many.
std::vector<Range> cells_by_words(std::string_view text, const TextLine& line);

}  // namespace duban
