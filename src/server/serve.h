#pragma once

// duban serve: opens the ledger, serves it, and ends in good order on SIGTERM or SIGINT.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/people.h"

namespace duban {

struct ServeOptions {
  std::string db = "duban.db";
  std::string listen = "127.0.0.1:8080";  // ADDRESS:PORT, or [::1]:PORT; port 0: any free one
  std::string certificate;                // PEM; both or neither
  std::string key;
  std::uint64_t body_limit = 64ULL << 20U;
  bool behind_proxy = false;  // believe X-Forwarded-For and X-Forwarded-Proto
  bool verbose = false;       // every request on standard error; else only failures
  // Called once, when it listens: its address ("http://127.0.0.1:8080"), and, at the very first start only, the
  // three administrators with their one-time passwords.
  std::function<void(const std::string& url, const std::vector<NameAndPassword>& first)> ready;
};

// Returns the exit status after a signal. Errors: as Store::open, and kConflict for an occupied port.
Result<int> serve(const ServeOptions& options);

}  // namespace duban
