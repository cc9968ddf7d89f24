#include "cli/ledger.h"
#include "store/backup.h"

namespace duban::cli {

Result<int> run_backup(Call& call) {
  Store store = TRY(open_ledger(call, Absent::kFail));
  const std::string& path = call.operands.at(0);
  const BackupOutcome outcome = TRY(backup(store, path));
  call.console.say({fmt::format("已备份到 {}：{} 份材料，{} 字节", path, outcome.papers, outcome.bytes),
                    fmt::format("backed up to {}: {} papers, {} bytes", path, outcome.papers, outcome.bytes)});
  return kExitDone;
}

Result<int> run_restore(Call& call) {
  const std::string database = TRY(ledger_path(call));
  const BackupOutcome outcome = TRY(restore(call.operands.at(0), database, call.now()));
  call.console.say({fmt::format("已恢复到 {}：{} 份材料", database, outcome.papers),
                    fmt::format("restored to {}: {} papers", database, outcome.papers)});
  return kExitDone;
}

}  // namespace duban::cli
