#pragma once

// The plan's own row: what is derived of its head, and the versions of one paper.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "plan/plan.h"
#include "store/ledger_rows.h"
#include "store/sql.h"

namespace duban {

// The derived columns of a plan from its extraction; head is plan.document with corrections applied. True where
// something changed.
Result<bool> write_head(sql::Connection& db, std::int64_t plan_id, const Plan& plan, const DocumentHead& head,
                        int reader_version, bool leaders_by_portfolio);

// Whether the text behind the last task says that each lead unit's own leader answers.
bool gives_leaders_by_portfolio(std::string_view reader_text, const Plan& plan);

struct RowChange {
  std::string kind;  // added, dropped, changed
  std::string no;
  std::string list;
  std::string field;  // of a change; else "task"
  std::string before;
  std::string after;
  int later = -1;  // index of the row, or -1
  int earlier = -1;
};
std::vector<RowChange> compare_rows(const std::vector<LedgerRow>& earlier, const std::vector<LedgerRow>& later);

// The newest plan of this government that the same paper made before: same number and issuer, or same title and
// year, and a third of its rows again. Nothing where there is none.
Result<std::optional<std::int64_t>> find_superseded(sql::Connection& db, std::int64_t government_id,
                                                    const DocumentHead& head,
                                                    const std::vector<LedgerRow>& rows, std::int64_t not_plan);

// Writes plan_change of a plan against what it supersedes; how many.
Result<int> write_changes(sql::Connection& db, std::int64_t government_id, std::int64_t plan_id,
                          std::int64_t superseded, const std::vector<LedgerRow>& rows);

}  // namespace duban
