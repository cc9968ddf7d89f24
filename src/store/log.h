#pragma once

// The log of every change, chained by SM3 (GB/T 32905-2016): each entry's hash covers its content and the hash
// before it, so an entry that is altered, removed or moved shows. One chain a government. Nobody changes or
// deletes an entry.

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

struct LogChange {
  std::string_view action;  // what was done, in words of docs/glossary.md: approve_plan, log_in
  std::string_view object;  // what to: plan:3, task:12, account:5
  std::string_view before;  // JSON or plain words; empty where there was nothing
  std::string_view after;
};

// Appends to the chain. Call it inside the transaction that makes the change: both stand or neither does.
Result<void> append_log(sql::Connection& db, const Actor& actor, const LogChange& change, UtcMillis now);

// The newest entry, to be kept outside (printed, mailed, in another system) as an anchor.
struct LogAnchor {
  std::int64_t government_id = 1;
  std::int64_t no = 0;
  std::string hash;  // hex
  UtcMillis at = 0;
};
Result<LogAnchor> log_anchor(sql::Connection& db, std::int64_t government_id);

struct LogVerdict {
  std::int64_t entries = 0;
  bool intact = true;
  std::int64_t first_bad = 0;  // its number
  Message reason;
};
// Walks the chain from the first entry; with an anchor also that the entry of its number has its hash.
Result<LogVerdict> verify_log(sql::Connection& db, std::int64_t government_id,
                              const std::optional<LogAnchor>& anchor);

}  // namespace duban
