#pragma once

// Tables, whatever they were printed as: cells of a format that has tables, columns parted by tabs, bars or
// blanks, cells one a line.

#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/outline.h"
#include "grammar/units.h"
#include "read/read.h"
#include "text/mapped.h"
#include "text/table_head.h"

namespace duban {

struct GridCell {
  std::size_t row = 0;
  std::size_t column = 0;
  std::size_t rows = 1;
  std::size_t columns = 1;
  Mapped words;  // its lines parted by \n
  bool elsewhere = false;  // they are printed in another row: the head of a column that it is marked in
};

// A table of the normalised text. A place that no cell fills was left out by the paper (a merged cell that the
// format does not tell).
struct Grid {
  Range at;  // of the normalised text
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<GridCell> cells;    // by row, then by column
  std::vector<ColumnRole> roles;  // where they are known already; then no row is a head
  bool first_leads = false;       // its head says so: 责任单位（列第一位的为牵头单位）
  bool head_alone = false;        // nothing but the head of the tables behind it
  bool tells_blanks = false;      // a blank cell is a cell: a place that none fills was merged
  std::vector<Range> left_out;    // lines between the rows that are no part of it: what belongs to the page
};

// What the columns hold, by the rows over them.
struct GridHead {
  std::size_t rows = 0;  // of the head, titles above it among them
  std::vector<ColumnRole> roles;
};

// The head of a grid: known words over its columns, two roles at least, of which one says what is to be done or
// who does it. No rows where the grid has none.
GridHead head_of(const Grid& grid);
// Whether the heads stand beside the rows, one task a column.
bool heads_beside(const Grid& grid);
Grid turned(const Grid& grid);  // rows for columns
bool is_task_head(const std::vector<ColumnRole>& roles);
// Whether the grid has a head of a table of tasks over it or beside it.
bool is_task_grid(const Grid& grid);

// Gives the columns of a grid their roles by what its cells hold, where they leave no doubt: numbers that count, what is
// to be done, units. Rows above the first number go: they are heads that are not known. False where the cells tell less.
bool tell_columns(Grid& grid);
// A card: the head stands before each value (项目名称 | … | 牵头单位 | …), one task or several below each other. Gives its
// tasks as rows, their roles known; no rows where it is none.
Grid card_of(const Grid& grid);

// A table of units and tasks, the ones beside the other, with a mark where a unit leads or helps (●, △, 牵头): its tasks as
// rows with who leads and who helps. `text` is that around it, which may tell what the marks mean (●为牵头单位). No rows
// where it is none.
Grid matrix_of(const Grid& grid, std::string_view text);

// The tables of a paper, in printed order: those that its format tells, and those that its text shows within `paper`.
std::vector<Grid> find_tables(const Mapped& text, const Document& document, Range paper);

// The tables that lines of text show between `from` and `to`.
void find_text_tables(const Mapped& text, std::string_view printed, Range range, std::vector<Grid>& out);

// A table whose cells stand one after the other, one a line or parted by bars: which cell is in which column is
// found by what it holds.
struct Stream {
  Range at;                           // of the normalised text, its heads among it
  std::vector<ColumnRole> roles;      // of the columns
  std::vector<Range> cells;           // behind the heads
  bool parted = false;                // each cell is whole; else a line may go on with the cell before
  bool whole_names = false;           // where a cell goes on, a whole name stands before and behind
  std::vector<Range> left_out = {};   // lines of the page among the cells
  std::vector<bool> close = {};       // of each cell, where blank lines part most: none stands before it
  std::vector<bool> begins_row = {};  // of each cell, where the bars tell; else empty
  bool first_leads = false;           // as of a grid
  std::vector<bool> periods = {};     // of each column: a quarter or months stand over it; may be empty
  std::size_t looked_to = 0;          // the line behind what was looked at, whether a stream stands there or not
};
Grid grid_of(const Mapped& text, const Stream& stream);

// The entries that a table gives: headings and tasks with their fields, in printed order; none where it is no
// table of tasks. `inherited` are the roles of the table before, for one that goes on without a head, and
// becomes this one's.
std::vector<Entry> read_table(const Grid& grid, std::vector<ColumnRole>& inherited);

}  // namespace duban
