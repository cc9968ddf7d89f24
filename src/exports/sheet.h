#pragma once

// Rows of the ledger as XLSX and CSV, for Excel and WPS on an office machine: headings frozen, a filter,
// wrapped text, A4 across with the headings on each page. No cell can act as a formula.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"

namespace duban {

enum class Headings { kZh, kEn, kBoth };  // kBoth: a second row with the English keys, as in the JSON
enum class SheetGroup { kNone, kLeadUnit, kSection };

// One row: a task with what the ledger knows about it.
struct SheetRow {
  Task task;
  std::string list;
  std::vector<std::string> section_titles;
  std::vector<std::string> implied_leaders;
  std::string due_date;
  int findings_open = 0;
  // The five facts in words, once the plan is approved: 推进, ▲ 滞后, …
  std::string state = {}, light = {}, light_why = {}, punctuality = {}, result = {}, confidence = {};
};

struct SheetOptions {
  std::vector<std::string> columns;  // keys of sheet_columns(); empty: the usual ones
  Headings headings = Headings::kZh;
  SheetGroup group = SheetGroup::kNone;  // rows of a group stand together under a line with its name and count
  bool byte_order_mark = true;           // CSV: Excel takes UTF-8 for GBK without it
};

struct SheetColumn {
  std::string_view key;  // as in the JSON: no, lead_units
  std::string_view zh;
  std::string_view en;
};
const std::vector<SheetColumn>& sheet_columns();
std::vector<std::string> usual_columns();

// The rows of an extraction: the plan's tasks, then each list's.
std::vector<SheetRow> sheet_rows(const Plan& plan);

// The bytes of the file. kUsage for an unknown column; kNoSpace, kIo where XLSX cannot be put together.
Result<std::string> to_csv(const std::vector<SheetRow>& rows, const SheetOptions& options);
Result<std::string> to_xlsx(std::string_view title, const std::vector<SheetRow>& rows,
                            const SheetOptions& options);

}  // namespace duban
