#include "extract/row_cells.h"

#include <algorithm>

#include "extract/table_cells.h"
#include "extract/table_work.h"

namespace duban {

void RowCells::load(std::size_t row) {
  table_work += grid_.columns;
  if (places_.empty() || row < row_) {
    next_cell_ = 0;
    places_.assign(grid_.columns, nullptr);
  }
  for (; next_cell_ < grid_.cells.size() && grid_.cells[next_cell_].row <= row; ++next_cell_) {
    const GridCell& cell = grid_.cells[next_cell_];
    const std::size_t end = std::min(cell.column + cell.columns, grid_.columns);
    for (std::size_t column = cell.column; column < end; ++column) places_[column] = &cell;
  }
  row_ = row;
}

void RowCells::remember() {
  for (std::size_t column = 0; column < grid_.columns; ++column) {
    const GridCell* cell = at(column);
    if (cell != nullptr && !says_same(cell->words.view())) last_[column] = cell->columns == 1 ? cell : nullptr;
  }
}

void RowCells::forget() { last_.assign(grid_.columns, nullptr); }

const GridCell* RowCells::at(std::size_t column) const {
  const GridCell* cell = places_[column];
  return cell != nullptr && row_ < cell->row + cell->rows ? cell : nullptr;
}

const GridCell* RowCells::own(std::size_t column) const {
  const GridCell* cell = at(column);
  return cell != nullptr && cell->row == row_ && cell->column == column && !is_blank_mark(cell->words.view()) ? cell
                                                                                                              : nullptr;
}

const GridCell* RowCells::who(std::size_t column) const {
  const GridCell* cell = at(column);
  if (cell == nullptr ? is_merged(column) : says_same(cell->words.view())) cell = last_[column];
  return cell == nullptr || is_blank_mark(cell->words.view()) ? nullptr : cell;
}

// Whether a place that no cell fills was merged with the cell above it; else it was left blank.
bool RowCells::is_merged(std::size_t column) const {
  const ColumnRole role = roles_[column];
  if (grid_.tells_blanks) return true;
  const bool helps = role == ColumnRole::kHelping || role == ColumnRole::kResponsible;
  if (helps && prints_again_ && !goes_on_item()) return false;
  if (is_left_of_text(column) || role == ColumnRole::kLeader) return true;
  if (role == ColumnRole::kDeadline) return goes_on_item();
  if (often_merged_[column]) return true;
  // unless the row has such cells of its own
  bool others = false;
  for (std::size_t other = 0; other < grid_.columns; ++other)
    others = others || (says_who(roles_[other]) && roles_[other] != ColumnRole::kLeader && own(other) != nullptr &&
                        !is_left_of_text(other));
  return !others || (goes_on_item() && role == ColumnRole::kLead);
}

// Another row of the numbered item above.
bool RowCells::goes_on_item() const {
  for (std::size_t column = 0; column < grid_.columns; ++column) {
    if (roles_[column] == ColumnRole::kNumber) return own(column) == nullptr;
  }
  return false;
}

// Whether the loaded row prints the words of the row above again: 县发改局 below 县发改局.
bool RowCells::prints_again(std::size_t column) const {
  const GridCell* cell = own(column);
  return cell != nullptr && last_[column] != nullptr && last_[column]->row + 1 == row_ && cell->words.view() == last_[column]->words.view();
}

// A column of leads that is blank in every third row or more was merged, not forgotten. Where leads or leaders are printed
// row by row, nothing was merged, and who helps them was left blank.
void RowCells::look_for_merged(std::size_t first) {
  constexpr std::size_t kFewestAgain = 2;
  often_merged_.assign(grid_.columns, false);
  last_.assign(grid_.columns, nullptr);
  const auto lead = [](ColumnRole role) { return role == ColumnRole::kLead; };
  if (std::none_of(roles_.begin(), roles_.end(), lead)) return;
  std::vector<std::size_t> blank(grid_.columns);
  std::size_t rows = 0;
  std::size_t again = 0;
  for (std::size_t row = first; row < grid_.rows; ++row) {
    load(row);
    if (std::none_of(text_.begin(), text_.end(), [&](std::size_t each) { return own(each) != nullptr; })) continue;
    ++rows;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      blank[column] += at(column) == nullptr;
      again += (lead(roles_[column]) || roles_[column] == ColumnRole::kLeader) && prints_again(column);
    }
    remember();
  }
  forget();
  prints_again_ = again >= kFewestAgain;
  for (std::size_t column = 0; column < grid_.columns; ++column)
    often_merged_[column] = lead(roles_[column]) && blank[column] * 3 >= rows;
}

}  // namespace duban
