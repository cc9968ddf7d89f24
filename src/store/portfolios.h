#pragma once

// 分管: which leader answers for which unit, with dates; and saved views. JSON as docs/api.md says.

#include <cstdint>
#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

Result<std::string> list_portfolios(sql::Connection& db, const Actor& actor);
struct NewPortfolio {
  std::string leader;
  std::int64_t unit_id = 0;
  std::string valid_from;
  std::string valid_to;  // the first day that it no longer holds; may be empty
};
Result<Versioned> make_portfolio(sql::Connection& db, const Actor& actor, const NewPortfolio& portfolio,
                                 UtcMillis now);
Result<void> delete_portfolio(sql::Connection& db, const Actor& actor, std::int64_t id,
                              std::optional<std::int64_t> expected_version, UtcMillis now);
Result<Versioned> read_portfolio(sql::Connection& db, const Actor& actor, std::int64_t id);

// Own views and those that others share. page: empty for all.
Result<std::string> list_views(sql::Connection& db, const Actor& actor, std::string_view page);
struct NewView {
  std::string name;
  std::string page;
  std::string address;  // the page's state: what stands behind ? in its address
  bool shared = false;
};
Result<Versioned> make_view(sql::Connection& db, const Actor& actor, const NewView& view, UtcMillis now);
// Only one's own.
Result<void> delete_view(sql::Connection& db, const Actor& actor, std::int64_t id,
                         std::optional<std::int64_t> expected_version, UtcMillis now);
Result<Versioned> read_view(sql::Connection& db, const Actor& actor, std::int64_t id);

}  // namespace duban
