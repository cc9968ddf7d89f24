#include "crash/ledger_check.h"

#include <fmt/format.h>

#include "store/case_rows.h"
#include "store/cases.h"
#include "store/log.h"
#include "store/problems.h"

namespace duban {
namespace {

// The rows beside a case, as words; write_case() writes the same ones again.
Result<std::string> rows_of_case(sql::Connection& db, std::int64_t task_id) {
  std::string out;
  const auto add = [&](std::string_view sql, int columns) -> Result<void> {
    sql::Rows rows = TRY(db.query(sql, task_id));
    while (TRY(rows.next())) {
      for (int i = 0; i < columns; ++i) out += rows.string(i) + "|";
      out += "\n";
    }
    return {};
  };
  TRY(add("SELECT state, due, facts, body FROM task_case WHERE task_id = $1", 4));
  TRY(add("SELECT unit_id, part, state, due FROM task_case_unit WHERE task_id = $1 ORDER BY unit_id", 4));
  TRY(add(
      "SELECT kind, unit_id, conclusion, end_day FROM task_limit WHERE task_id = $1 ORDER BY kind, unit_id, "
      "conclusion",
      4));
  return out;
}

// Every case is the one that its facts make, and so are the rows beside it.
Result<std::string> case_fault(sql::Connection& db) {
  std::vector<std::int64_t> ids;
  {
    sql::Rows rows = TRY(db.query("SELECT task_id FROM task_case ORDER BY task_id"));
    while (TRY(rows.next())) ids.push_back(rows.integer(0));
  }
  for (const std::int64_t id : ids) {
    KeptCase kept = TRY(load_case(db, id));
    const auto made = rebuild(TRY(facts_of(db, id)));
    if (!made.ok()) return fmt::format("task {}: {}", id, made.error().message.en);
    if (*made != kept.task) return fmt::format("task {} is kept otherwise than its facts say", id);
    const std::string before = TRY(rows_of_case(db, id));
    TRY(write_case(db, 1, kept));
    if (TRY(rows_of_case(db, id)) != before)
      return fmt::format("task {}: rows that its case does not give", id);
  }
  return std::string();
}

}  // namespace

std::string ledger_fault(sql::Connection& db) {
  auto check = db.query("SELECT integrity_check FROM pragma_integrity_check(1)");
  if (!check.ok() || !check->next().ok() || check->text(0) != "ok") return "the database is damaged";
  const auto verdict = verify_log(db, 1, {});
  if (!verdict.ok()) return verdict.error().message.en;
  if (!verdict->intact) return "the log: " + verdict->reason.en;
  // Looks by writing again, and takes it back.
  std::string fault;
  const auto look = [&]() -> Result<void> {
    fault = TRY(case_fault(db));
    if (fault.empty()) fault = TRY(problem_fault(db));
    return error(ErrorCode::kConflict, "只是查看", "only looked");
  };
  const auto looked = db.transaction(look);
  return looked.error().code == ErrorCode::kConflict ? fault : looked.error().message.en;
}

}  // namespace duban
