#pragma once

// Who stands behind a task on a day: the holders of its leaders' posts, and of each unit head, liaison officer
// and handler, by the unit's posts, or as named for this task alone. And forwarding inside a unit (转办).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

// {"on","leaders":[{"printed","post_id","post","person","acting"}],"units":[{"unit_id","unit_name","part","state",
// "head":{"person","by":"task|post|","acting","phone","mail"},"liaison":{…},"handler":{…},"forwarded":{"account_id",
// "person","note","by","at"}|null}],"open_sets":…,"same":…}. on: ISO date or empty for today; telephone and
// mail for the office and the unit itself.
Result<std::string> people_of_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                   std::string_view on, UtcMillis now);
// {"on","items":[{"task_id","no","leaders":[…]}],"units":[{"unit_id","unit_name","head","liaison","handler"}]}:
// of the rows that the person sees, whatever their number in three queries.
Result<std::string> people_of_plan(sql::Connection& db, const Actor& actor, std::int64_t plan_id,
                                   std::string_view on, UtcMillis now);

struct Forwarding {
  std::int64_t unit_id = 0;  // 0: the actor's own
  std::int64_t account_id = 0;
  std::string note;
};
// The reviewer gives the task to a person of his unit: a step of the task (name_officers, the handler), and the
// account, for whom it stands among what waits. expected: the number of the last fact (If-Match). Errors:
// kInvalid (an account of another unit, or one that does not work on tasks), act()'s, kStale, kForbidden,
// kNotFound.
Result<void> forward_task(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                          std::optional<std::int64_t> expected, const Forwarding& forwarding, UtcMillis now);

// The account that a unit's task was given to last; nothing where to nobody.
Result<std::optional<std::int64_t>> forwarded_to(sql::Connection& db, std::int64_t task_id,
                                                 std::int64_t unit_id);

}  // namespace duban
