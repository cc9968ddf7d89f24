#include <charconv>

#include "cli/files.h"
#include "cli/ledger.h"
#include "cli/sheets.h"
#include "store/tasks.h"

namespace duban::cli {
namespace {

Result<std::int64_t> plan_of(const Call& call, sql::Connection& db) {
  if (call.has("plan")) {
    const std::string& words = call.option("plan");
    std::int64_t id = 0;
    const auto [end, failure] = std::from_chars(words.data(), words.data() + words.size(), id);
    if (failure == std::errc() && end == words.data() + words.size()) return id;
    return error(ErrorCode::kUsage, "--plan 要一个方案编号，不能是 " + words,
                 "--plan wants the number of a plan, not " + words);
  }
  constexpr std::int64_t kGovernment = 1;
  const auto newest =
      TRY(db.one("SELECT max(id) FROM plan WHERE government_id = $1 AND kind = 'plan'", kGovernment));
  if (newest.value_or(0) == 0)
    return error(ErrorCode::kNotFound, "台账里还没有方案", "there is no plan in the ledger yet");
  return *newest;
}

Result<std::string> title_of(sql::Connection& db, std::int64_t plan_id) {
  sql::Rows rows = TRY(db.query("SELECT title FROM plan WHERE id = $1", plan_id));
  return TRY(rows.next()) ? rows.string(0) : std::string();
}

}  // namespace

Result<int> run_export_ledger(Call& call) {
  TRY(refuse_xlsx_on_a_terminal(call));
  Store store = TRY(open_ledger(call, Absent::kFail));
  Store::Lease db = TRY(store.lease());
  const std::int64_t plan_id = TRY(plan_of(call, *db));
  const std::vector<TaskRow> tasks =
      TRY(task_rows(*db, operator_of_this_machine(), plan_id, TaskQuery{}, call.now(), Action::kExportLedger));
  std::vector<SheetRow> rows;
  for (const TaskRow& each : tasks) {
    rows.push_back(
        {each.task, each.list, each.section_titles, each.implied_leaders, each.due_date, each.findings_open});
  }
  const std::string title = TRY(title_of(*db, plan_id));
  const std::string bytes = TRY(sheet_bytes(call, title, rows));
  TRY(write_output(call.console, call.option("out"), bytes));
  call.console.say({fmt::format("已导出方案 {}：{} 行", plan_id, rows.size()),
                    fmt::format("plan {} exported: {} rows", plan_id, rows.size())});
  return kExitDone;
}

}  // namespace duban::cli
