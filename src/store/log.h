#pragma once

// The log of every change, chained by SM3 (GB/T 32905-2016): each entry's hash covers its content and the hash
// before it, so an entry that is altered, removed or moved shows. One chain a government. Nobody changes or
// deletes an entry.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
// An anchor as one line of JSON, for a file that is kept outside; and back. Errors: kInvalid.
std::string to_json(const LogAnchor& anchor);
Result<LogAnchor> anchor_from_json(std::string_view text);

// Walks the chain from the first entry; with an anchor also that the entry of its number has its hash.
Result<LogVerdict> verify_log(sql::Connection& db, std::int64_t government_id,
                              const std::optional<LogAnchor>& anchor);

// For GET /log. Newest first; empty fields do not filter.
struct LogFilter {
  std::int64_t before_no = 0;  // only entries older than this number
  int limit = 100;
  std::string account;
  std::string action;
  std::string object;
  UtcMillis from = 0;
  UtcMillis to = 0;  // exclusive
};
struct LogEntry {
  std::int64_t no = 0;
  UtcMillis at = 0;
  std::int64_t account_id = 0;
  std::string account;
  std::string from;
  std::string action;
  std::string object;
  std::string before;
  std::string after;
  std::string hash;
};
struct LogPage {
  std::vector<LogEntry> entries;
  std::int64_t total = 0;  // that the filter lets through, before_no and limit aside
};
Result<LogPage> read_log(sql::Connection& db, std::int64_t government_id, const LogFilter& filter);

}  // namespace duban
