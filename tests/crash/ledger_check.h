#pragma once

// Whether a ledger is whole, whatever befell it: the database, the log's chain, and each thing that is kept
// beside the facts it was made from.

#include <string>

#include "store/sql.h"

namespace duban {

// Empty, or what is wrong.
std::string ledger_fault(sql::Connection& db);

}  // namespace duban
