#pragma once

// From the cells of a workbook to rows by heading. Pure.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/xlsx_cells.h"
#include "store/sheet_import.h"

namespace duban {

struct SheetColumnRule {
  std::string_view key;                // text, lead_units
  std::string_view heading;            // as the template prints it
  bool needed = false;                 // the sheet must have the column, and each row a value in it
  std::vector<std::string_view> also;  // other headings that people use
  std::string_view note;               // what belongs there, for the template
  int width = 14;
};
const std::vector<SheetColumnRule>& sheet_rules(SheetKind kind);

struct SheetFault {
  std::size_t column = 0;  // index of the rule
  Message words;           // what is wrong and what to do
  bool blocking = true;    // false: taken, but worth a look
};
struct ReadRow {
  std::string sheet;
  std::size_t row = 0;               // of the sheet, from 0
  std::vector<std::string> values;   // by rule; empty where there is no such column
  std::vector<std::size_t> columns;  // of the sheet, by rule; npos where there is none
  std::vector<SheetFault> faults;
};

// Rows below the headings of each sheet that has them, hidden sheets left out, empty rows skipped, values
// without white space around them; a row that lacks a needed value has a fault. Errors: kInvalid (no sheet has
// the headings: says which are missing; no rows), kTooLarge.
Result<std::vector<ReadRow>> read_rows(SheetKind kind, const std::vector<SheetCells>& sheets, int most_rows);

// 2026年6月30日, 2026/6/30, 2026.6.30: the day (ISO 8601), or nothing.
std::optional<std::string> day_in(std::string_view text);
// That, or the last day of what the words name: 6月底前, 三季度.
std::optional<std::string> deadline_in(std::string_view text, int year);

}  // namespace duban
