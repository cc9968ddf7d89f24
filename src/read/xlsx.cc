#include "read/xlsx.h"

#include <algorithm>

#include "read/document_builder.h"
#include "read/xlsx_cells.h"

namespace duban {

Result<Document> read_xlsx(std::string_view bytes) {
  const std::vector<SheetCells> sheets = TRY(read_xlsx_cells(bytes));
  DocumentBuilder builder;
  for (const SheetCells& sheet : sheets) {
    if (sheet.hidden) continue;
    std::vector<DocumentBuilder::Cell> cells;
    std::vector<CellRange> merges = sheet.merges;
    std::sort(merges.begin(), merges.end(), [](const CellRange& a, const CellRange& b) {
      return a.first_row != b.first_row ? a.first_row < b.first_row : a.first_column < b.first_column;
    });
    std::size_t widest = 0;
    for (const auto& row : sheet.rows) widest = std::max(widest, row.size());
    // what a merged cell covers besides its first place
    std::vector<std::vector<bool>> covered(sheet.rows.size(), std::vector<bool>(widest));
    for (const CellRange& merge : merges) {
      for (std::size_t row = merge.first_row; row <= merge.last_row && row < covered.size(); ++row) {
        for (std::size_t column = merge.first_column; column <= merge.last_column && column < widest; ++column)
          covered[row][column] = row != merge.first_row || column != merge.first_column;
      }
    }
    auto merge = merges.begin();
    for (std::uint32_t row = 0; row < sheet.rows.size(); ++row) {
      for (std::uint32_t column = 0; column < widest; ++column) {
        if (covered[row][column]) continue;
        DocumentBuilder::Cell cell;
        cell.row = row;
        cell.column = column;
        cell.words = sheet.at(row, column);
        while (merge != merges.end() &&
               (merge->first_row < row || (merge->first_row == row && merge->first_column < column)))
          ++merge;
        if (merge != merges.end() && merge->first_row == row && merge->first_column == column) {
          cell.rows = merge->last_row - merge->first_row + 1;
          cell.columns =
              std::min<std::uint32_t>(merge->last_column, static_cast<std::uint32_t>(widest) - 1) - column + 1;
        }
        cells.push_back(std::move(cell));
      }
    }
    builder.table(std::move(cells));
  }
  return builder.take("utf-8", "xlsx");
}

}  // namespace duban
