#pragma once

// A copy of the database and its papers in one file, made while the program runs, and back.

#include <filesystem>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/store.h"

namespace duban {

struct BackupOutcome {
  std::uintmax_t bytes = 0;
  int papers = 0;
  int schema_version = 0;
};

// Writes the folder `path`: ledger.db (a consistent copy of one moment, checked page by page), ledger.db.files/
// with every paper that it names, ledger.db.key where there is a key of sealed secrets (so a backup is as
// confidential as the ledger; the key may be taken out and kept apart), and SHA256SUMS. An existing path is
// kConflict; a failed backup leaves nothing.
Result<BackupOutcome> backup(Store& store, const std::filesystem::path& path);

// Puts a backup in the place of the database. The sums, the pages and the version are checked before anything
// is touched. An existing database is kept beside as DB.before-restore-TIME unless it is absent. No program
// may have the database open. Errors: kDamaged, kNewerVersion, kNotFound, kIo, kNoSpace.
Result<BackupOutcome> restore(const std::filesystem::path& backup_path, const std::filesystem::path& database,
                              UtcMillis now);

}  // namespace duban
