#pragma once

// What a column shows of a row.

#include <string>
#include <string_view>
#include <vector>

#include "exports/sheet.h"

namespace duban {

std::string cell_text(const SheetRow& row, std::string_view column);
// The number of the column where it is one: no, findings_open. False: text.
bool cell_number(const SheetRow& row, std::string_view column, double& out);

// The columns that were asked for. kUsage for an unknown one.
Result<std::vector<SheetColumn>> chosen_columns(const SheetOptions& options);

// Rows under the names of their groups, in order of first appearance; one group without a name for kNone. A
// task of several lead units stands under each of them.
struct RowGroup {
  std::string name;
  std::vector<const SheetRow*> rows;
};
std::vector<RowGroup> grouped(const std::vector<SheetRow>& rows, SheetGroup by);

}  // namespace duban
