#pragma once

// The derived rows of a plan in the database: task with its units, leaders, targets and full text. The one
// place that writes them.

#include <map>
#include <string>
#include <vector>

#include "plan/plan.h"
#include "store/match.h"
#include "store/sql.h"
#include "store/unit_names.h"

namespace duban {

struct LedgerRow {
  std::int64_t id = 0;  // 0: not in the database yet
  std::string list;
  int list_order = 0;
  int position = 0;
  Task base;     // as extraction gave it, or as frozen
  Task current;  // with what people changed
  std::vector<std::string> settled_fields;
  std::vector<std::string>
      unsure;  // cells that were read with a doubt: "lead_units unknown_name" (extract/doubts.h)

  RowKey key() const { return {list, base.no, base.text}; }  // by what was read, not by what was corrected
};

// A plan's rows in order: its own tasks, then each list's.
std::vector<LedgerRow> rows_of(const Plan& plan);

// What writing needs to know of the plan.
struct RowContext {
  std::int64_t government_id = 1;
  std::int64_t plan_id = 0;
  int year = 0;
  std::string date;                                                // names of units are looked up at it
  std::map<std::string, std::vector<std::string>> section_titles;  // by labels joined with /
  UnitNames units;
};
Result<RowContext> row_context(sql::Connection& db, std::int64_t plan_id);
std::map<std::string, std::vector<std::string>> section_titles(const std::vector<Section>& sections);

// Inserts (id 0, which it then sets) or updates. True where the row in the database is new or different; only
// then its version rises.
Result<bool> write_row(sql::Connection& db, const RowContext& context, LedgerRow& row);
Result<void> delete_row(sql::Connection& db, std::int64_t task_id);

// The rows as they are; `current` from the stored members, corrections included.
Result<std::vector<LedgerRow>> load_rows(sql::Connection& db, std::int64_t plan_id);
Result<LedgerRow> load_row(sql::Connection& db, std::int64_t task_id);

// Looks up again which unit each printed name of the government's plans means; rows whose ids changed are
// written again. After every change of the register. How many rows changed.
Result<int> resolve_units_again(sql::Connection& db, std::int64_t government_id);

std::string due_date_of(const Task& task, int year);

}  // namespace duban
