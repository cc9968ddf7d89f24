#pragma once

// The cells of a grid as its rows see them: one row after the other, cells of rows above that reach into it among them.

#include <cstddef>
#include <vector>

#include "extract/table.h"

namespace duban {

class RowCells {
 public:
  // `text`: the columns that say what is to be done. All are kept by reference.
  RowCells(const Grid& grid, const std::vector<ColumnRole>& roles, const std::vector<std::size_t>& text)
      : grid_(grid), roles_(roles), text_(text) {}

  // Looks through the rows from `first` on once: which columns were merged where they are blank. Called before the rows
  // are loaded.
  void look_for_merged(std::size_t first);

  // Rows are loaded from the first to the last.
  void load(std::size_t row);
  // The row below may be merged with the loaded one.
  void remember();
  // The row below is merged with none: a heading stands between.
  void forget();

  std::size_t row() const { return row_; }  // the loaded one
  // What fills a place of the loaded row.
  const GridCell* at(std::size_t column) const;
  // The cell that begins in this place, where it holds words.
  const GridCell* own(std::size_t column) const;
  // What fills the place, or the last cell above it where none does.
  const GridCell* above(std::size_t column) const { return at(column) != nullptr ? at(column) : last_[column]; }
  // The cell of a column that says who answers, or when: the row's own, or the one above that the paper merged with it.
  const GridCell* who(std::size_t column) const;

 private:
  bool is_merged(std::size_t column) const;
  bool goes_on_item() const;
  bool prints_again(std::size_t column) const;
  bool is_left_of_text(std::size_t column) const { return column < text_.front(); }

  const Grid& grid_;
  const std::vector<ColumnRole>& roles_;
  const std::vector<std::size_t>& text_;
  std::vector<const GridCell*> places_;  // of the loaded row
  std::size_t row_ = 0;                  // the loaded row
  std::size_t next_cell_ = 0;            // the first of a row behind it
  std::vector<bool> often_merged_;       // of each column
  bool prints_again_ = false;            // who leads stands there again in each row that he leads
  std::vector<const GridCell*> last_;    // of each column, the last cell so far
};

}  // namespace duban
