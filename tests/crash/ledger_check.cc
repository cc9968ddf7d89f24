#include "crash/ledger_check.h"

#include <fmt/format.h>

#include "store/log.h"

namespace duban {

std::string ledger_fault(sql::Connection& db) {
  auto check = db.query("SELECT integrity_check FROM pragma_integrity_check(1)");
  if (!check.ok() || !check->next().ok() || check->text(0) != "ok") return "the database is damaged";
  const auto verdict = verify_log(db, 1, {});
  if (!verdict.ok()) return verdict.error().message.en;
  if (!verdict->intact) return "the log: " + verdict->reason.en;
  return "";
}

}  // namespace duban
