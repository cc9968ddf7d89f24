#pragma once

// The lines of a text, as tables in text are found by them.

#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/table.h"

namespace duban {

struct TextLine {
  std::size_t begin = 0;  // with its blanks
  std::size_t end = 0;
  bool blank = false;
};

std::vector<TextLine> text_lines(const Mapped& text, Range range);
// Without blanks and line ends around.
Range trimmed_range(std::string_view text, Range range);
// | ｜ │ ┃
bool is_bar(char32_t point);
bool has_bar(std::string_view line);
// Whether the grid has a head of a table of tasks over it or beside it.
bool is_task_grid(const Grid& grid);

// The stream of cells whose heads begin with line i, one a line or parted by bars; gives the line behind it, or
// i where none begins.
std::size_t find_stream(const Mapped& text, const std::vector<TextLine>& lines, std::size_t i, Stream& out);

}  // namespace duban
