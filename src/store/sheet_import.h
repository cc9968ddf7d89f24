#pragma once

// People and tasks from XLSX: read first and shown with what is wrong, named by sheet, row and column with the
// remedy; taken over when a person says so, all of it or nothing.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

enum class SheetKind {
  kAccounts,  // 账号: by the system administrator; without roles, each with a one-time password
  kOfficers,  // 单位人员: heads, liaison officers, handlers with their terms; who has no account too
  kTasks,     // 任务: of a source (store/sources.h)
};
std::string_view to_word(SheetKind kind);  // accounts, officers, tasks

inline constexpr int kMaxSheetRows = 2000;
inline constexpr int kMaxAccountRows = 300;  // each needs a password that is slow to guess, so slow to make

// A workbook with the headings only, each with what belongs below it.
Result<std::string> sheet_template(SheetKind kind);

// Reads the workbook, keeps its bytes, and shows what would be taken:
//   {"id","kind","file_name","state":"open|taken","columns":[{"key","heading"}],"rows":[{"sheet","row","values":[text,
//   one a column],"faults":[{"key","cell":"C5","heading","text","blocking"}]}],"faults":n that block,"version"}
// plan_id: for tasks, the source. Errors: those of read_xlsx_cells; kInvalid (no sheet has the headings; names
// those that are missing; no rows), kTooLarge (rows), kForbidden.
Result<Versioned> preview_sheet(Store& store, sql::Connection& db, const Actor& actor, SheetKind kind,
                                std::int64_t plan_id, std::string_view bytes, std::string_view file_name,
                                Language language, UtcMillis now);
// The same again, against the registers as they are now.
Result<Versioned> read_sheet_import(Store& store, sql::Connection& db, const Actor& actor, SheetKind kind,
                                    std::int64_t id, Language language, UtcMillis now);

struct TakenAccount {
  std::string name;
  std::string password;  // one-time; kept nowhere
};
struct TakenSheet {
  int rows = 0;
  std::vector<TakenAccount> accounts;
};
// Errors: kConflict (taken already; a row has a fault, now or by now), kStale, kForbidden, kNotFound.
Result<TakenSheet> take_sheet(Store& store, sql::Connection& db, const Actor& actor, SheetKind kind,
                              std::int64_t id, std::optional<std::int64_t> expected_version, UtcMillis now);

}  // namespace duban
