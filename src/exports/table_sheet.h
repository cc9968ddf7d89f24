#pragma once

// Plain tables as XLSX: a heading, rows of words and figures, A4 across. No cell can act as a formula.

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace duban {

using TableCell = std::variant<std::string, double>;

struct TableColumn {
  std::string heading;
  double width = 12;  // in characters
};

struct TableSheet {
  std::string name;  // of the tab: at most 31 characters, none of []:*?/\.
  std::string title;
  std::vector<TableColumn> columns;
  std::vector<std::vector<TableCell>> rows;  // a row may be shorter than the columns
  bool last_row_is_total = false;
};

// Errors: kNoSpace, kIo.
Result<std::string> tables_to_xlsx(std::string_view title, const std::vector<TableSheet>& sheets);

}  // namespace duban
