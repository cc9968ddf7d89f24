#include "extract/table_rows.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(RowsBuilder, ALineBelowMayHaveMoreCellsThanAnyRow) {
  const std::string_view printed = "1|甲|乙";
  Mapped text;
  text.copy(printed, 0);
  RowsBuilder rows(text);
  rows.add_row({{0, 1}, {2, 5}});
  rows.continue_cell(2, {6, 9});
  rows.continue_cell(kMostGridColumns + 3, {6, 9});  // the last one that a table may have
  const Grid grid = rows.take({0, printed.size()});
  EXPECT_EQ(grid.columns, kMostGridColumns);
  ASSERT_EQ(grid.cells.size(), 4U);
  EXPECT_EQ(grid.cells[2].column, 2U);
  EXPECT_EQ(grid.cells[2].words.view(), "乙");
  for (const GridCell& cell : grid.cells) EXPECT_LT(cell.column, grid.columns);
}

}  // namespace
}  // namespace duban
