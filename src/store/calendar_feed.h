#pragma once

// A person's calendar feed: due dates, milestones and rounds of what he sees, by a secret address that any
// calendar program can read without a log-in. It gives these days and nothing else, and ends at once when its
// owner makes a new one, takes it away, or is disabled.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "exports/ics.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

struct CalendarFeed {
  bool on = false;
  std::optional<UtcMillis> made_at, last_read_at;
};
Result<CalendarFeed> calendar_feed(sql::Connection& db, const Actor& actor);
// The secret of the address, shown once; the one before ends.
Result<std::string> make_calendar_feed(sql::Connection& db, const Actor& actor, UtcMillis now);
Result<void> end_calendar_feed(sql::Connection& db, const Actor& actor, UtcMillis now);

struct FeedDays {
  std::string name;  // 督办：示例市教育局
  std::vector<CalendarDay> days;
};
// From 60 days back to the end. Nothing where no feed has that secret.
Result<std::optional<FeedDays>> feed_days(sql::Connection& db, std::string_view secret, UtcMillis now);

}  // namespace duban
