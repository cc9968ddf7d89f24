#pragma once

// The numbered migrations src/store/migrations/NNNN_name.sql, packed into the program. A file
// NNNN_name.sqlite.sql or NNNN_name.postgresql.sql is for that engine only. The database keeps the number it
// stands at in the table schema_version.

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"

namespace duban {

// The newest number packed into this program.
int newest_schema_version();

// 0 for an empty database. kInvalid where the file is a database of something else.
Result<int> schema_version(sql::Connection& db);

// Brings the database to the newest version, one transaction a number. kNewerVersion, untouched, where it is
// beyond this program.
Result<void> migrate(sql::Connection& db, UtcMillis now);

}  // namespace duban
