#include "store/migrate.h"

#include <charconv>
#include <map>
#include <vector>

#include "base/embedded.h"

namespace duban {
namespace {

bool for_this_engine(std::string_view path) { return !path.ends_with(".postgresql.sql"); }

// The texts of each number, in order of their names.
const std::map<int, std::vector<std::string_view>>& migrations() {
  static const auto all = [] {
    std::map<int, std::map<std::string_view, std::string_view>> by_name;
    for (const embedded::File& file : embedded::migration_files()) {
      int number = 0;
      std::from_chars(file.path.data(), file.path.data() + file.path.size(), number);
      CHECK(number > 0);
      if (for_this_engine(file.path)) by_name[number][file.path] = file.bytes;
    }
    std::map<int, std::vector<std::string_view>> out;
    for (const auto& [number, files] : by_name) {
      for (const auto& [name, text] : files) out[number].push_back(text);
    }
    return out;
  }();
  return all;
}

Error newer_version(int found) {
  return error(
      ErrorCode::kNewerVersion,
      fmt::format("数据库是较新版本（{}）的程序建立的，本程序只认识到第 {} 版。数据库未改动，请升级程序", found,
                  newest_schema_version()),
      fmt::format("the database was written by a newer program (version {}, this program knows {}). "
                  "It was left untouched; please update the program",
                  found, newest_schema_version()));
}

}  // namespace

int newest_schema_version() { return migrations().empty() ? 0 : migrations().rbegin()->first; }

Result<int> schema_version(sql::Connection& db) {
  // sqlite_master is SQLite's own; PostgreSQL's driver asks pg_tables here.
  const auto tables = TRY(db.one("SELECT count(*) FROM sqlite_master WHERE type = 'table'"));
  if (tables.value_or(0) == 0) return 0;
  const auto ours =
      TRY(db.one("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'"));
  if (ours.value_or(0) == 0) {
    return error(ErrorCode::kInvalid, "这个文件是别的程序的数据库，不是 duban 台账。文件未改动",
                 "this file is a database of another program, not a ledger of duban. It was left untouched");
  }
  return static_cast<int>(TRY(db.one("SELECT max(version) FROM schema_version")).value_or(0));
}

Result<void> migrate(sql::Connection& db, UtcMillis now) {
  if (TRY(schema_version(db)) > newest_schema_version()) return newer_version(TRY(schema_version(db)));
  for (const auto& [number, texts] : migrations()) {
    if (TRY(schema_version(db)) >= number) continue;
    const auto step = [&, number = number, &texts = texts]() -> Result<void> {
      if (TRY(schema_version(db)) >= number) return {};  // another process was quicker
      TRY(
          db.script("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, applied_at "
                    "INTEGER NOT NULL)"));
      for (const std::string_view text : texts) TRY(db.script(text));
      TRY(db.run("INSERT INTO schema_version (version, applied_at) VALUES ($1, $2)", number, now));
      return {};
    };
    TRY(db.transaction(step));
  }
  return {};
}

}  // namespace duban
