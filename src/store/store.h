#pragma once

// A database with its files: opened once, brought to the newest version by the numbered migrations, and lent
// out connection by connection.

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "store/seal.h"
#include "store/sql.h"

namespace duban {

class Store {
  struct Impl;

 public:
  // path: an SQLite file (made where absent). Beside it stands the folder of papers, path + ".files".
  // Errors: kNewerVersion, kDamaged, kIo, kNoSpace, kBusy; what was there stays untouched.
  static Result<Store> open(const std::string& path);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // A connection for one thread, given back when the Lease ends. Waits where all are out.
  class Lease {
   public:
    Lease(std::shared_ptr<Impl> pool, std::unique_ptr<sql::Connection> connection);
    Lease(Lease&&) noexcept;
    ~Lease();
    sql::Connection& operator*() const { return *connection_; }
    sql::Connection* operator->() const { return connection_.get(); }

   private:
    std::shared_ptr<Impl> pool_;
    std::unique_ptr<sql::Connection> connection_;
  };
  Result<Lease> lease();

  // Papers by SHA-256 (lower-case hex). put_file syncs the file and its folder before it returns, so that the
  // row that names it may be committed; a file that is there already is not written again.
  Result<std::string> put_file(std::string_view bytes);
  Result<std::string> get_file(std::string_view sha256) const;

  const std::string& path() const;

  // For secrets that must be read again: the key stands beside the database, made at the first call.
  Result<Seal> seal() const;

 private:
  explicit Store(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;  // shared with the leases only
};

}  // namespace duban
