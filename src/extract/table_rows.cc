#include "extract/table_rows.h"

#include <algorithm>

#include "extract/table_lines.h"

namespace duban {

void RowsBuilder::add_row(const std::vector<Range>& cells) {
  for (std::size_t column = 0; column < cells.size() && column < kMostGridColumns; ++column) {
    const Range words = trimmed_range(text_.view(), cells[column]);
    if (words.begin >= words.end) continue;
    GridCell cell;
    cell.row = grid_.rows;
    cell.column = column;
    append_cell(cell.words, words);
    grid_.cells.push_back(std::move(cell));
  }
  grid_.columns = std::max(grid_.columns, std::min(cells.size(), kMostGridColumns));
  ++grid_.rows;
}

void RowsBuilder::add_line(Range words) {
  words = trimmed_range(text_.view(), words);
  if (words.begin >= words.end) return;
  const auto mark = read_mark(range_words(text_.view(), words));
  if (grid_.cells.empty() || (mark && mark->value.kind <= MarkKind::kChineseParen)) {
    add_whole_row(words);
  } else {
    append(grid_.cells.back(), words);
  }
}

void RowsBuilder::add_whole_row(Range words) {
  words = trimmed_range(text_.view(), words);
  if (words.begin >= words.end) return;
  GridCell cell;
  cell.row = grid_.rows++;
  cell.columns = kWholeRow;
  cell.words.append(text_, words.begin, words.end);
  grid_.cells.push_back(std::move(cell));
}

void RowsBuilder::continue_cell(std::size_t column, Range words) {
  words = trimmed_range(text_.view(), words);
  if (words.begin >= words.end || grid_.rows == 0) return;
  column = std::min(column, kMostGridColumns - 1);
  grid_.columns = std::max(grid_.columns, column + 1);  // the line below may have more bars than any row so far
  std::size_t behind = grid_.cells.size();              // the cells of the last row stand last, by column
  for (std::size_t i = grid_.cells.size(); i-- > 0 && grid_.cells[i].row + 1 == grid_.rows;) {
    if (grid_.cells[i].column == column) {
      append(grid_.cells[i], words);
      return;
    }
    if (grid_.cells[i].column > column) behind = i;
  }
  GridCell cell;
  cell.row = grid_.rows - 1;
  cell.column = column;
  cell.words.append(text_, words.begin, words.end);
  grid_.cells.insert(grid_.cells.begin() + static_cast<std::ptrdiff_t>(behind), std::move(cell));
}

std::string_view RowsBuilder::last_words(std::size_t column) const {
  for (std::size_t i = grid_.cells.size(); i-- > 0 && grid_.cells[i].row + 1 == grid_.rows;) {
    if (grid_.cells[i].column == column) return grid_.cells[i].words.view();
  }
  return {};
}

Grid RowsBuilder::take(Range at) {
  for (GridCell& cell : grid_.cells) {
    if (cell.columns == kWholeRow) cell.columns = std::max<std::size_t>(grid_.columns, 1);
  }
  grid_.at = at;
  return std::move(grid_);
}

namespace {

// The number that a cell is, where it is nothing else; 0 where it is none.
std::size_t number_of(std::string_view words) {
  constexpr std::size_t kMostDigits = 5;
  if (words.empty() || words.size() > kMostDigits) return 0;
  std::size_t value = 0;
  for (const char c : words) {
    if (c < '0' || c > '9') return 0;
    value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  return value;
}

}  // namespace

void shift_cut_rows(Grid& grid, const GridHead& head) {
  const auto found = std::find(head.roles.begin(), head.roles.end(), ColumnRole::kNumber);
  const auto column = static_cast<std::size_t>(found - head.roles.begin());
  if (found == head.roles.end() || column == 0) return;
  std::size_t last = 0;
  for (std::size_t begin = 0; begin < grid.cells.size();) {
    std::size_t end = begin;
    while (end < grid.cells.size() && grid.cells[end].row == grid.cells[begin].row) ++end;
    std::size_t shift = 0;
    for (std::size_t i = begin; i < end && grid.cells[i].column <= column; ++i) {
      const std::size_t number = number_of(grid.cells[i].words.view());
      if (number == 0) continue;
      shift = number == last + 1 ? column - grid.cells[i].column : 0;
      if (grid.cells[i].column == column || shift > 0) last = number;
      if (grid.cells[i].column == column) shift = 0;
    }
    const bool room = grid.cells[end - 1].column + grid.cells[end - 1].columns + shift <= grid.columns;
    for (std::size_t i = begin; i < end && room; ++i) grid.cells[i].column += shift;
    begin = end;
  }
}

// "" within a cell that stood in quotes is one quote.
void RowsBuilder::append_cell(Mapped& to, Range words) {
  const std::string_view upto = text_.view().substr(0, words.end);
  for (std::size_t at = words.begin; at < words.end;) {
    const std::size_t pair = std::min(upto.find("\"\"", at), words.end);
    to.append(text_, at, std::min(pair + 1, words.end));
    at = pair + 2;
  }
}

void RowsBuilder::append(GridCell& cell, Range words) {
  const Span at = text_.cover(words.begin, words.begin);
  cell.words.replace("\n", at);
  cell.words.append(text_, words.begin, words.end);
}

}  // namespace duban
