#pragma once

// The one way to a database. SQL is written once, with $1…$n, in the common part of SQLite and PostgreSQL
// (LIBRARIES.md, section 3): times are UTC milliseconds in integers, booleans 0/1, JSON columns are text read
// whole.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace duban::sql {

class Connection;

// A prepared statement, taken from the connection's cache. Bind in order with args, then step row by row.
//   auto rows = TRY(db.query("SELECT id, name FROM unit WHERE plan_id = $1", plan_id));
//   while (TRY(rows.next())) use(rows.integer(0), rows.text(1));
class Rows {
 public:
  Rows(Rows&&) noexcept;
  Rows& operator=(Rows&&) noexcept;
  ~Rows();

  Result<bool> next();  // false after the last row
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;  // valid until next(); empty where NULL
  std::string string(int column) const { return std::string(text(column)); }
  bool is_null(int column) const;
  std::optional<std::int64_t> optional_integer(int column) const;

 private:
  friend class Connection;
  struct Impl;
  explicit Rows(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// A value to bind. Blobs are bound as Blob{bytes}; string_views must live until the statement is done.
struct Blob {
  std::string_view bytes;
};
struct Null {};

class Value {
 public:
  enum class Kind { kNull, kInteger, kReal, kText, kBlob };
  Value(Null) {}                                                  // NOLINT
  Value(bool v) : kind_(Kind::kInteger), integer_(v ? 1 : 0) {}   // NOLINT
  Value(int v) : kind_(Kind::kInteger), integer_(v) {}            // NOLINT
  Value(std::int64_t v) : kind_(Kind::kInteger), integer_(v) {}   // NOLINT
  Value(std::uint32_t v) : kind_(Kind::kInteger), integer_(v) {}  // NOLINT
  Value(double v) : kind_(Kind::kReal), real_(v) {}               // NOLINT
  Value(std::string_view v) : kind_(Kind::kText), text_(v) {}     // NOLINT
  Value(const std::string& v) : kind_(Kind::kText), text_(v) {}   // NOLINT
  Value(const char* v) : kind_(Kind::kText), text_(v) {}          // NOLINT
  Value(Blob v) : kind_(Kind::kBlob), text_(v.bytes) {}           // NOLINT
  Value(std::optional<std::int64_t> v) {                          // NOLINT
    if (v) kind_ = Kind::kInteger, integer_ = *v;
  }
  Kind kind() const { return kind_; }
  std::int64_t integer() const { return integer_; }
  double real() const { return real_; }
  std::string_view text() const { return text_; }

 private:
  Kind kind_ = Kind::kNull;
  std::int64_t integer_ = 0;
  double real_ = 0;
  std::string_view text_;
};

// One connection, one thread at a time. Not copied.
class Connection {
 public:
  struct Impl;  // knows SQLite; nobody else does

  enum class Mode { kReadWrite, kReadOnly };
  // Opens (and, for kReadWrite, makes) an SQLite file: WAL, synchronous=FULL, foreign keys on, busy time-out 5
  // s, and the full-text tokenizer `pairs` registered. Errors: kDamaged, kIo, kNoSpace, kBusy.
  static Result<Connection> open(const std::string& path, Mode mode = Mode::kReadWrite);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  template <class... Args>
  Result<Rows> query(std::string_view sql, const Args&... args) {
    const Value values[] = {Value(args)..., Value(Null{})};
    return query_values(sql, values, sizeof...(Args));
  }
  // Runs a statement that gives no rows (or whose rows do not matter); how many rows it changed.
  template <class... Args>
  Result<std::int64_t> run(std::string_view sql, const Args&... args) {
    const Value values[] = {Value(args)..., Value(Null{})};
    return run_values(sql, values, sizeof...(Args));
  }
  // The first column of the only row of an INSERT … RETURNING id or SELECT; nothing where there is no row.
  template <class... Args>
  Result<std::optional<std::int64_t>> one(std::string_view sql, const Args&... args) {
    Rows rows = TRY(query(sql, args...));
    if (!TRY(rows.next())) return std::optional<std::int64_t>();
    const std::int64_t value = rows.integer(0);
    while (TRY(rows.next())) {  // an INSERT … RETURNING that is not run to its end is undone
    }
    return std::optional<std::int64_t>(value);
  }
  Result<Rows> query_values(std::string_view sql, const Value* values, std::size_t count);
  Result<std::int64_t> run_values(std::string_view sql, const Value* values, std::size_t count);

  // Several statements without parameters: the text of a migration.
  Result<void> script(std::string_view sql);

  // Runs work inside BEGIN IMMEDIATE … COMMIT; an error (or exception) rolls back. Does not nest.
  template <class Work>
  auto transaction(Work&& work) -> decltype(work()) {
    using Outcome = decltype(work());
    if (auto begun = begin(); !begun.ok()) return Outcome(begun.error());
    Rollback guard{this};
    Outcome outcome = work();
    if (!outcome.ok()) return outcome;
    if (auto committed = commit(); !committed.ok()) return Outcome(committed.error());
    guard.db = nullptr;
    return outcome;
  }

 private:
  struct Rollback {
    Connection* db;
    ~Rollback() {
      if (db != nullptr) db->rollback();
    }
  };
  explicit Connection(std::unique_ptr<Impl> impl);
  Result<void> begin();
  Result<void> commit();
  void rollback();
  std::unique_ptr<Impl> impl_;
};

}  // namespace duban::sql
