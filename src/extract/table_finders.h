#pragma once

// The finders of tables in lines of text. Each takes the lines of a text and the line at which a table may
// begin, adds the table to `out`, and gives the line behind it; it gives the same line and adds nothing where
// none begins there. `tried` is the line behind what was looked through and is no table, so that no line is
// tried twice.

#include <cstddef>
#include <vector>

#include "extract/table.h"
#include "extract/table_lines.h"

namespace duban {

using TextLines = std::vector<TextLine>;

// Columns that only wide blanks part.
std::size_t find_blank_columns(const Mapped& text, const TextLines& lines, std::size_t first,
                               std::size_t& tried, std::vector<Grid>& out);

// Whether the cells are the heads of a table of tasks, three of them plain ones.
bool heads_of_tasks(const Mapped& text, const std::vector<Range>& cells);

// Rows that commas part, as many cells in each: 1,"新建粮仓3座，修缮2座",县发改局.
std::size_t find_comma_rows(const Mapped& text, const TextLines& lines, std::size_t first, std::size_t& tried,
                            std::vector<Grid>& out);

// Cells that single blanks part, in lines that may end within one.
std::size_t find_blank_words(const Mapped& text, const TextLines& lines, std::size_t first, std::size_t& tried,
                             std::vector<Grid>& out);

// Cards, one below the other, a line or several for each task: 序号 1 | 任务名称 … | 牵头单位 …, the head in front of its value.
std::size_t find_cards(const Mapped& text, const TextLines& lines, std::size_t first, std::size_t& tried,
                       std::vector<Grid>& out);

// Cells one after the other, whose heads begin with line `first`, one a line or parted by bars.
std::size_t find_stream(const Mapped& text, const TextLines& lines, std::size_t first, Stream& out);

// A table that was run together in one line, or in lines that break anywhere: its heads and its cells stand one
// behind the other with nothing between.
std::size_t find_run_together(const Mapped& text, const TextLines& lines, std::size_t first,
                              std::vector<Grid>& out);

}  // namespace duban
