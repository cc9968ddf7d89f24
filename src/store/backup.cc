#include "store/backup.h"

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <set>

#include "base/files.h"
#include "store/migrate.h"

namespace duban {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDatabaseName = "ledger.db";
constexpr std::string_view kSumsName = "SHA256SUMS";
constexpr std::string_view kKeyEnding = ".key";  // of sealed secrets (seal.h)

fs::path key_path(const fs::path& database) { return database.string() + std::string(kKeyEnding); }

// Whoever can read a key can read what it seals: the file's owner only.
Result<void> copy_key(const fs::path& to, std::string_view bytes) {
  TRY(write_file_synced(to, bytes));
  std::error_code code;
  fs::permissions(to, fs::perms::owner_read | fs::perms::owner_write, code);
  if (code) return file_error(to, code.value());
  return {};
}

fs::path paper_path(const fs::path& database, std::string_view sha256) {
  return fs::path(database.string() + ".files") / std::string(sha256.substr(0, 2)) / std::string(sha256);
}

Error damaged_backup(std::string_view what) {
  return error(ErrorCode::kDamaged, fmt::format("备份不完整或已损坏（{}），没有恢复，现有数据未改动", what),
               fmt::format("the backup is damaged or not whole ({}); nothing was restored", what));
}

// Every page and every reference of a copy that nobody else has open.
Result<int> check_database(const fs::path& path) {
  sql::Connection db = TRY(sql::Connection::open(path.string(), sql::Connection::Mode::kReadOnly));
  const int version = TRY(schema_version(db));
  if (version > newest_schema_version()) {
    TRY(migrate(db, 0));  // gives the refusal in words
  }
  sql::Rows rows = TRY(db.query("SELECT integrity_check FROM pragma_integrity_check(1)"));
  if (TRY(rows.next()) && rows.text(0) != "ok") return damaged_backup(rows.text(0));
  return version;
}

Result<std::set<std::string>> papers_named(const fs::path& database) {
  sql::Connection db = TRY(sql::Connection::open(database.string(), sql::Connection::Mode::kReadOnly));
  std::set<std::string> out;
  sql::Rows rows = TRY(db.query("SELECT DISTINCT sha256 FROM document"));
  while (TRY(rows.next())) out.insert(rows.string(0));
  return out;
}

// Removes what a failed job began, unless told to keep it.
class Unfinished {
 public:
  explicit Unfinished(fs::path path) : path_(std::move(path)) {}
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  void keep() { path_.clear(); }

 private:
  fs::path path_;
};

// SHA256SUMS in the format of sha256sum -c.
Result<std::map<std::string, std::string>> read_sums(const fs::path& folder) {
  const std::string text = TRY(read_file(folder / kSumsName));
  std::map<std::string, std::string> out;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    at = end + 1;
    if (line.size() < 67 || line.substr(64, 2) != "  ") return damaged_backup(kSumsName);
    out[line.substr(66)] = line.substr(0, 64);
  }
  return out;
}

Result<void> rename_path(const fs::path& from, const fs::path& to) {
  std::error_code code;
  fs::rename(from, to, code);
  if (code) return file_error(to, code.value());
  return {};
}

}  // namespace

Result<BackupOutcome> backup(Store& store, const fs::path& path) {
  if (fs::exists(path)) {
    return error(ErrorCode::kConflict, fmt::format("{} 已经存在，备份不覆盖已有的文件", path.string()),
                 fmt::format("{} exists already; a backup overwrites nothing", path.string()));
  }
  const fs::path growing = path.string() + ".part";
  std::error_code ignored;
  fs::remove_all(growing, ignored);
  TRY(make_folder_synced(growing));
  Unfinished unfinished(growing);
  const fs::path database = growing / kDatabaseName;
  {
    // VACUUM INTO reads one snapshot while others write. PostgreSQL's way will be pg_dump.
    const Store::Lease db = TRY(store.lease());
    TRY(db->run("VACUUM INTO $1", database.string()));
  }
  BackupOutcome out;
  out.schema_version = TRY(check_database(database));
  const std::string bytes = TRY(read_file(database));
  TRY(write_file_synced(database, bytes));  // VACUUM INTO does not sync
  out.bytes = bytes.size();
  std::string sums = fmt::format("{}  {}\n", sha256_hex(bytes), kDatabaseName);
  for (const std::string& sha256 : TRY(papers_named(database))) {
    const std::string paper = TRY(store.get_file(sha256));  // checks the sum
    const fs::path to = paper_path(database, sha256);
    TRY(make_folder_synced(to.parent_path()));
    TRY(write_file_synced(to, paper));
    out.bytes += paper.size();
    ++out.papers;
    sums += fmt::format("{}  {}\n", sha256, fs::relative(to, growing).string());
  }
  if (fs::exists(key_path(store.path()))) {
    const std::string key = TRY(read_file(key_path(store.path())));
    TRY(copy_key(key_path(database), key));
    sums += fmt::format("{}  {}\n", sha256_hex(key), key_path(kDatabaseName).string());
  }
  TRY(write_file_synced(growing / kSumsName, sums));
  TRY(rename_path(growing, path));
  unfinished.keep();
  return out;
}

Result<BackupOutcome> restore(const fs::path& backup_path, const fs::path& database, UtcMillis now) {
  if (!fs::is_directory(backup_path)) {
    return error(ErrorCode::kNotFound, fmt::format("{} 不是 duban 的备份文件夹", backup_path.string()),
                 fmt::format("{} is no backup folder of duban", backup_path.string()));
  }
  const auto sums = TRY(read_sums(backup_path));
  const auto database_sum = sums.find(std::string(kDatabaseName));
  if (database_sum == sums.end()) return damaged_backup(kDatabaseName);

  // Everything is put beside the database first and checked there; the old one steps aside only then.
  const fs::path growing = database.string() + ".restoring";
  const fs::path growing_files = growing.string() + ".files";
  std::error_code ignored;
  fs::remove_all(growing, ignored);
  fs::remove_all(growing_files, ignored);
  Unfinished unfinished(growing);
  Unfinished unfinished_files(growing_files);
  BackupOutcome out;
  {
    const std::string bytes = TRY(read_file(backup_path / kDatabaseName));
    if (sha256_hex(bytes) != database_sum->second) return damaged_backup(kDatabaseName);
    TRY(write_file_synced(growing, bytes));
    out.bytes = bytes.size();
  }
  out.schema_version = TRY(check_database(growing));
  for (const std::string& sha256 : TRY(papers_named(growing))) {
    const auto bytes = read_file(paper_path(backup_path / kDatabaseName, sha256));
    if (!bytes.ok() || sha256_hex(*bytes) != sha256) return damaged_backup(sha256);
    const fs::path to = paper_path(growing, sha256);
    TRY(make_folder_synced(to.parent_path()));
    TRY(write_file_synced(to, *bytes));
    out.bytes += bytes->size();
    ++out.papers;
  }
  // A backup without a key (made before there was one, or kept apart from it) leaves the key that is here.
  const auto key_sum = sums.find(key_path(kDatabaseName).string());
  std::string key;
  if (key_sum != sums.end()) {
    key = TRY(read_file(key_path(backup_path / kDatabaseName)));
    if (sha256_hex(key) != key_sum->second) return damaged_backup(key_sum->first);
  }
  // Removing the shadows of a read-only look at the copy: they belong to its temporary name.
  fs::remove(growing.string() + "-wal", ignored);
  fs::remove(growing.string() + "-shm", ignored);

  if (fs::exists(database)) {
    const std::string aside = fmt::format("{}.before-restore-{}", database.string(), now);
    TRY(rename_path(database, aside));
    for (const std::string_view shadow : {"-wal", "-shm", ".files"}) {
      const fs::path from = database.string() + std::string(shadow);
      if (fs::exists(from)) TRY(rename_path(from, aside + std::string(shadow)));
    }
    if (!key.empty() && fs::exists(key_path(database))) TRY(rename_path(key_path(database), key_path(aside)));
  }
  if (!key.empty()) TRY(copy_key(key_path(database), key));
  if (fs::exists(growing_files)) TRY(rename_path(growing_files, database.string() + ".files"));
  TRY(rename_path(growing, database));
  unfinished.keep();
  unfinished_files.keep();
  return out;
}

}  // namespace duban
