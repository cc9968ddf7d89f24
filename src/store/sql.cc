#include "store/sql.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <map>

#include "store/pairs.h"

namespace duban::sql {
namespace {

// SQLite says SQLITE_FULL only where a write into the database itself finds no room; the file of shared memory
// beside it fails with an I/O error of its own.
bool is_full_disk(sqlite3* db, int code) {
  if (db == nullptr || (code & 0xFF) != SQLITE_IOERR) return false;
  return sqlite3_extended_errcode(db) == SQLITE_IOERR_SHMSIZE || sqlite3_system_errno(db) == ENOSPC;
}

// What SQLite's result code means for the person at the screen.
Error sqlite_error(sqlite3* db, int code) {
  const std::string detail = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  switch (is_full_disk(db, code) ? SQLITE_FULL : code & 0xFF) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return error(
          ErrorCode::kDamaged,
          fmt::format("数据库已损坏（{}）。原文件未改动，请从备份恢复：duban restore", detail),
          fmt::format(
              "the database is damaged ({}). The file was left as it is; restore a backup: duban restore",
              detail));
    case SQLITE_FULL:
      return error(ErrorCode::kNoSpace, "磁盘已满，本次更改没有保存，原有数据未受影响。请清理磁盘后重试",
                   "the disk is full; this change was not saved, what was there is untouched. Free some space "
                   "and try again");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return error(ErrorCode::kBusy, "数据库正被别的程序占用，请稍后重试",
                   "the database is in use by another program; try again in a moment");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_IOERR:
      return error(
          ErrorCode::kIo, fmt::format("无法读写数据库（{}）。请检查路径和权限", detail),
          fmt::format("the database cannot be read or written ({}). Check the path and its permissions",
                      detail));
    case SQLITE_CONSTRAINT:
      return error(ErrorCode::kConflict, fmt::format("与已有数据冲突（{}）", detail),
                   fmt::format("this conflicts with what is stored ({})", detail));
    default:
      return error(ErrorCode::kInternal, fmt::format("数据库错误：{}", detail),
                   fmt::format("database error: {}", detail));
  }
}

}  // namespace

// Statements are prepared once and kept by their text; a statement in use by one Rows is prepared again for
// another.
struct Connection::Impl {
  sqlite3* db = nullptr;
  std::multimap<std::string, sqlite3_stmt*, std::less<>> idle;

  ~Impl() {
    for (auto& [text, statement] : idle) sqlite3_finalize(statement);
    if (db != nullptr) sqlite3_close_v2(db);
  }

  Result<sqlite3_stmt*> take(std::string_view text) {
    if (const auto kept = idle.find(text); kept != idle.end()) {
      sqlite3_stmt* statement = kept->second;
      idle.erase(kept);
      return statement;
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(db, text.data(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return sqlite_error(db, code);
    return statement;
  }

  // Texts that are put together for one call (a list of chosen rows) are not worth keeping, and all that are
  // kept have a bound.
  static constexpr std::size_t kMostKept = 256;
  static constexpr std::size_t kLongestKept = 8192;

  void give_back(sqlite3_stmt* statement) {
    sqlite3_reset(statement);
    if (idle.size() >= kMostKept || std::strlen(sqlite3_sql(statement)) > kLongestKept) {
      sqlite3_finalize(statement);
      return;
    }
    sqlite3_clear_bindings(statement);
    idle.emplace(sqlite3_sql(statement), statement);
  }

  Result<sqlite3_stmt*> prepare(std::string_view text, const Value* values, std::size_t count) {
    sqlite3_stmt* statement = TRY(take(text));
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = fmt::format("${}", i + 1);
      const int at = sqlite3_bind_parameter_index(statement, name.c_str());
      CHECK(at > 0);  // the statement names every value it is given
      const Value& value = values[i];
      const auto length = static_cast<sqlite3_uint64>(value.text().size());
      switch (value.kind()) {
        case Value::Kind::kNull:
          sqlite3_bind_null(statement, at);
          break;
        case Value::Kind::kInteger:
          sqlite3_bind_int64(statement, at, value.integer());
          break;
        case Value::Kind::kReal:
          sqlite3_bind_double(statement, at, value.real());
          break;
        case Value::Kind::kText: {
          const char* text_data = value.text().empty() ? "" : value.text().data();
          sqlite3_bind_text64(statement, at, text_data, length, SQLITE_TRANSIENT, SQLITE_UTF8);
          break;
        }
        case Value::Kind::kBlob:
          sqlite3_bind_blob64(statement, at, value.text().data(), length, SQLITE_TRANSIENT);
          break;
      }
    }
    return statement;
  }
};

struct Rows::Impl {
  Impl(Connection::Impl* owner, sqlite3_stmt* taken) : connection(owner), statement(taken) {}
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  Connection::Impl* connection;
  sqlite3_stmt* statement;
  ~Impl() { connection->give_back(statement); }
};

Rows::Rows(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Rows::Rows(Rows&&) noexcept = default;
Rows& Rows::operator=(Rows&&) noexcept = default;
Rows::~Rows() = default;

Result<bool> Rows::next() {
  const int code = sqlite3_step(impl_->statement);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return sqlite_error(impl_->connection->db, code);
}

std::int64_t Rows::integer(int column) const { return sqlite3_column_int64(impl_->statement, column); }
double Rows::real(int column) const { return sqlite3_column_double(impl_->statement, column); }
bool Rows::is_null(int column) const { return sqlite3_column_type(impl_->statement, column) == SQLITE_NULL; }

std::string_view Rows::text(int column) const {
  const bool blob = sqlite3_column_type(impl_->statement, column) == SQLITE_BLOB;
  const auto* data =
      static_cast<const char*>(blob ? sqlite3_column_blob(impl_->statement, column)
                                    : static_cast<const void*>(sqlite3_column_text(impl_->statement, column)));
  if (data == nullptr) return {};
  return {data, static_cast<std::size_t>(sqlite3_column_bytes(impl_->statement, column))};
}

std::optional<std::int64_t> Rows::optional_integer(int column) const {
  if (is_null(column)) return {};
  return integer(column);
}

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Result<Connection> Connection::open(const std::string& path, Mode mode) {
  auto impl = std::make_unique<Impl>();
  const int flags =
      (mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  int code = sqlite3_open_v2(path.c_str(), &impl->db, flags, nullptr);
  if (code != SQLITE_OK) return sqlite_error(impl->db, code);
  sqlite3_busy_timeout(impl->db, 5000);
  CHECK(register_pairs_tokenizer(impl->db));  // Debian's SQLite has FTS5
  Connection connection(std::move(impl));
  if (mode == Mode::kReadWrite) {
    TRY(connection.script("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"));
  }
  TRY(connection.script("PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY;"));
  return connection;
}

Result<Rows> Connection::query_values(std::string_view sql, const Value* values, std::size_t count) {
  sqlite3_stmt* statement = TRY(impl_->prepare(sql, values, count));
  return Rows(std::make_unique<Rows::Impl>(impl_.get(), statement));
}

Result<std::int64_t> Connection::run_values(std::string_view sql, const Value* values, std::size_t count) {
  Rows rows = TRY(query_values(sql, values, count));
  while (TRY(rows.next())) {
  }
  return sqlite3_changes64(impl_->db);
}

Result<void> Connection::script(std::string_view sql) {
  const int code = sqlite3_exec(impl_->db, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return sqlite_error(impl_->db, code);
  return {};
}

Result<void> Connection::begin() { return script("BEGIN IMMEDIATE"); }
Result<void> Connection::commit() {
  auto done = script("COMMIT");
  if (!done.ok()) rollback();
  return done;
}
void Connection::rollback() { sqlite3_exec(impl_->db, "ROLLBACK", nullptr, nullptr, nullptr); }

}  // namespace duban::sql
