#pragma once

// 今日: everything that waits for a person, from every part of the cycle (todo.h), oldest danger first.

#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/todo.h"
#include "supervise/rights.h"

namespace duban {

struct TodayLine {
  Todo todo;
  std::string acts_for;  // for whom he is a delegate; empty: it is his own
};
// His own and what waits for those whose delegate he is, each once: by the end of its limit, those without one
// last.
Result<std::vector<TodayLine>> today_lines(sql::Connection& db, const Actor& actor, Day on);

// {"on","total","overdue","kinds":[{"kind","total","overdue"}],"items":[…]}
Result<std::string> today_json(sql::Connection& db, const Actor& actor, Language language, UtcMillis now);

}  // namespace duban
