#pragma once

// 分解: what each unit will do (措施) and its dated milestones (节点). A draft until the office accepts it;
// then a baseline, and every change stands beside it. A milestone is done when the office accepts that it is.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/cases.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/rights.h"

namespace duban {

struct MeasureEntry {
  std::int64_t id = 0;  // 0: new
  std::string text;
};
struct MilestoneEntry {
  std::int64_t id = 0;         // 0: new
  std::optional<int> measure;  // its place in measures
  std::string name, deliverable;
  Day due;
  double weight = 1;
};
struct BreakDownEntry {
  std::vector<MeasureEntry> measures;
  std::vector<MilestoneEntry> milestones;
  std::string reason;
};

// {"task_id","items":[break-down of each unit],"changes":[…]}; a break-down: docs/api.md.
Result<std::string> list_break_downs(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                     UtcMillis now);
// Of one unit; its id for If-Match is the unit's. Version 0: nobody wrote yet.
Result<Versioned> read_break_down(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                  std::int64_t unit_id, UtcMillis now);

// The whole break-down as it should be; what is left out goes. Before acceptance the unit writes its draft (the
// office may fill in), not while the office reviews it. After acceptance each change wants a reason and is
// kept beside the baseline: the office may change everything that is not done; the unit may word things
// otherwise and add what counts only when the office has accepted it, but moves no date and no weight.
// Errors: kStale, kForbidden, kConflict, kInvalid (names the row), kNotFound.
Result<void> write_break_down(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                              std::int64_t unit_id, std::optional<std::int64_t> expected_version,
                              const BreakDownEntry& entry, UtcMillis now);

Result<Versioned> read_milestone(sql::Connection& db, const Actor& actor, std::int64_t milestone_id,
                                 UtcMillis now);
// The unit says that it was done on a day, and what that rests on.
Result<void> claim_milestone(sql::Connection& db, const Actor& actor, std::int64_t milestone_id,
                             std::optional<std::int64_t> expected_version, Day on, std::string_view words,
                             UtcMillis now);
enum class SettleClaim { kAccept, kReturn };
// The office accepts it (as done on `on`, or on the claimed day) or returns it with words. It may also accept
// one that was not claimed, which wants a day and words.
Result<void> settle_milestone(sql::Connection& db, const Actor& actor, std::int64_t milestone_id,
                              std::optional<std::int64_t> expected_version, SettleClaim how, Day on,
                              std::string_view words, UtcMillis now);

// What a step of the task's life does to its break-downs; apply_step() calls it inside its transaction, after
// act(): acceptance freezes the baseline.
Result<void> follow_break_down(sql::Connection& db, const Actor& actor, const KeptCase& before,
                               const TaskStep& step, UtcMillis now);

}  // namespace duban
