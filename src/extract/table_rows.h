#pragma once

// Puts a table together row by row.

#include <string_view>
#include <vector>

#include "extract/table.h"

namespace duban {

inline constexpr std::size_t kMostGridColumns = 40;

class RowsBuilder {
 public:
  explicit RowsBuilder(const Mapped& text) : text_(text) {}

  void add_row(const std::vector<Range>& cells);
  // A line of its own between the rows: a heading, or more words of the last cell.
  void add_line(Range words);
  // A row of one cell, in a frame as the others.
  void add_whole_row(Range words);
  // A line between the rows that is no part of the table.
  void leave_out(Range words) { grid_.left_out.push_back(words); }
  // More words for the cell of the last row in this column, below what it has.
  void continue_cell(std::size_t column, Range words);

  std::string_view last_words(std::size_t column) const;
  std::size_t rows() const { return grid_.rows; }
  // The columns of the widest row so far.
  std::size_t columns() const { return grid_.columns; }

  Grid take(Range at);

 private:
  static constexpr std::size_t kWholeRow = static_cast<std::size_t>(-1);
  void append(GridCell& cell, Range words);
  void append_cell(Mapped& to, Range words);

  const Mapped& text_;
  Grid grid_;
};

// Rows that leave out the cells in front of their number, which a merged cell above fills (a leader's or a chapter's column
// before 序号), get their cells below the heads that they belong to. The number tells: it counts on from the row above.
void shift_cut_rows(Grid& grid, const GridHead& head);

}  // namespace duban
