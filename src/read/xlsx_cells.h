#pragma once

// The cells of a workbook as a person sees them in Excel or WPS. What to make of them is for others: a plan's
// table (issue 4), a ledger that comes back (store/merges.h).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/zip.h"

namespace duban {

// Rows and columns from 0, both ends included: A1 is row 0, column 0.
struct CellRange {
  std::uint32_t first_row = 0, first_column = 0, last_row = 0, last_column = 0;
  bool operator==(const CellRange&) const = default;
};

// The words of a cell:
//   text           as typed, line breaks as \n, runs of differing fonts joined, phonetic guides left out
//   numbers        at most 15 digits as Excel keeps them, never an exponent below 1e15: 45, 0.3, 1234567.5
//   percent        the number in hundredths, all digits, never rounded: 12.5%
//   dates          2026-03-01, 2026-03-01 08:30, 08:30; without a day in the format 2026年3月
//   TRUE, FALSE; errors as Excel writes them (#N/A); formulas: the value that was kept when it was saved
// Empty cells at the end of a row and empty rows at the end of a sheet are not there. A merged cell has its
// words in the first cell of its range.
struct SheetCells {
  std::string name;
  bool hidden = false;
  std::vector<std::vector<std::string>> rows;
  std::vector<CellRange> merges;
  std::vector<std::uint32_t> hidden_rows;                            // rising; of those that `rows` has
  std::vector<std::uint32_t> hidden_columns;                         // rising
  const std::string& at(std::size_t row, std::size_t column) const;  // empty outside
};

inline constexpr std::size_t kMaxSheets = 200;
inline constexpr std::size_t kMaxCells = 3'000'000;  // of all sheets, gaps inside a row counted
inline constexpr std::size_t kMaxCellBytes = 256U << 20U;

// All worksheets in their order, hidden ones too. Errors: kInvalid (damaged, cut off, no workbook),
// kUnsupported (password, .xls, .xlsb, .ods: each with what to do), kTooLarge (limits here, in zip.h and in
// xml.h).
Result<std::vector<SheetCells>> read_xlsx_cells(std::string_view bytes);

// The same from the parts of a workbook.
Result<std::vector<SheetCells>> read_xlsx_parts(const Parts& parts);

// B12 of row 11, column 1; for messages.
std::string cell_name(std::size_t row, std::size_t column);
std::string column_name(std::size_t column);  // B

}  // namespace duban
