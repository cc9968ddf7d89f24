#include "cli/files.h"
#include "cli/ledger.h"
#include "cli/width.h"
#include "store/import.h"

namespace duban::cli {
namespace {

std::string row_of(const ImportOutcome& outcome, const std::string& file, Language language) {
  const bool zh = language == Language::kZh;
  if (outcome.known) {
    return zh ? fmt::format("{}：已在台账中（方案 {}）\n", file, outcome.plan_id)
              : fmt::format("{}: in the ledger already (plan {})\n", file, outcome.plan_id);
  }
  std::string row =
      zh ? fmt::format("{}：方案 {}《{}》，{} 项任务，清单 {} 项；疑点 {} 处已修复，{} 处请核对", file,
                       outcome.plan_id, outcome.title, outcome.tasks, outcome.list_tasks,
                       outcome.findings_repaired, outcome.findings_look)
         : fmt::format("{}: plan {} “{}”, {} tasks, {} rows of lists; findings: {} repaired, {} to look at",
                       file, outcome.plan_id, outcome.title, outcome.tasks, outcome.list_tasks,
                       outcome.findings_repaired, outcome.findings_look);
  if (outcome.new_version_of) {
    row += zh ? fmt::format("；是方案 {} 的新版，{} 处变动", *outcome.new_version_of, outcome.changes)
              : fmt::format("; a new version of plan {}, {} changes", *outcome.new_version_of, outcome.changes);
  }
  if (outcome.pairs > 0) {
    row += zh ? fmt::format("；已与其他文件对照 {} 对", outcome.pairs)
              : fmt::format("; compared with other papers: {} pairs", outcome.pairs);
  }
  if (outcome.pairs_waiting > 0) {
    row += zh ? fmt::format("；{} 对文件太长，没有对照，请运行 duban rebuild", outcome.pairs_waiting)
              : fmt::format("; {} pairs are too long to be compared now: run `duban rebuild`",
                            outcome.pairs_waiting);
  }
  return row + "\n";
}

Result<ImportOutcome> import_file(Call& call, Store& store, const std::string& file, std::size_t max_bytes) {
  const std::string bytes = TRY(read_input(call.console, file, max_bytes));
  const std::string name =
      file == "-" ? "" : file.substr(file.rfind('/') == std::string::npos ? 0 : file.rfind('/') + 1);
  return import_paper(store, operator_of_this_machine(), bytes, name, call.now(), max_bytes);
}

}  // namespace

// A file that cannot be imported does not hold up the others; the exit status tells that there was one.
Result<int> run_import(Call& call) {
  const std::size_t max_bytes = TRY(call.megabytes("max-size"));
  Store store = TRY(open_ledger(call, Absent::kMake));
  const bool json = call.option("format") == "json";
  const Language language = call.console.language();
  const auto total = static_cast<std::int64_t>(call.operands.size());
  std::int64_t done = 0;
  int status = kExitDone;
  for (const std::string& file : call.operands) {
    const Result<ImportOutcome> outcome = import_file(call, store, file, max_bytes);
    call.console.progress({"导入", "importing"}, ++done, total);
    if (!outcome.ok()) {
      call.console.report(outcome.error());
      status = exit_status(outcome.error().code);
      continue;
    }
    TRY(call.console.print(json ? to_json(*outcome) + "\n" : row_of(*outcome, file, language)));
  }
  return status;
}

}  // namespace duban::cli
