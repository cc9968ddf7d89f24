#pragma once

// The ledger that a command works on, and who works on it.

#include "base/result.h"
#include "cli/command.h"
#include "store/store.h"
#include "supervise/rights.h"

namespace duban::cli {

// --db, else $DUBAN_DB, else duban.db in this folder. kUnsupported for postgresql://…, which this version
// cannot.
Result<std::string> ledger_path(const Call& call);

// Opens it. Commands that only work on what is there want it to be there (kNotFound); import and serve make it.
enum class Absent { kMake, kFail };
Result<Store> open_ledger(const Call& call, Absent absent);

// The operator of this machine, under his name in the system, with every right.
Actor operator_of_this_machine();

}  // namespace duban::cli
