#pragma once

// Tables that a format tells (HTML, DOCX, a sheet), which hold more than one table of tasks: several, or lines
// of text below.

#include <string_view>
#include <vector>

#include "extract/table.h"

namespace duban {

// A sheet may hold several tables below each other: each with other heads is one of its own. Empty where the
// table is one. Linear in its cells.
std::vector<Table> parted_at_heads(const Table& table, std::string_view printed);

// Rows at the end that belong to none of the columns (注：★为牵头单位, a signature, 填报人： beside 审核人：),
// where a sheet has no other place for them: the grid of `table` ends before them, and they are text.
void leave_out_notes(Grid& grid, const Table& table, const Mapped& text);

}  // namespace duban
