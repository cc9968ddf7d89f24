#pragma once

// Spreadsheets on the command line: what extract and export ledger share.

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/command.h"
#include "exports/sheet.h"

namespace duban::cli {

// An XLSX on a terminal helps nobody: --out is wanted (kUsage).
Result<void> refuse_xlsx_on_a_terminal(const Call& call);

// The file in the call's --format (csv or xlsx), with the headings of its --headings.
Result<std::string> sheet_bytes(const Call& call, const std::string& title, const std::vector<SheetRow>& rows);

}  // namespace duban::cli
