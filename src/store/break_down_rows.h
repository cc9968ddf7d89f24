#pragma once

// The rows of a break-down: measures, milestones and what happened to them.

#include <string>
#include <vector>

#include "base/json.h"
#include "store/break_downs.h"

namespace duban {

struct MeasureRow {
  std::int64_t id = 0, unit_id = 0;
  std::string text, baseline;
  bool dropped = false;
};
struct MilestoneRow {
  std::int64_t id = 0, plan_id = 0, task_id = 0, unit_id = 0, measure_id = 0;  // measure_id 0: none
  int position = 0;
  std::string name, deliverable;
  Day due;
  double weight = 1;
  bool accepted = false, dropped = false;
  std::string baseline_name, baseline_deliverable;
  Day baseline_due;
  double baseline_weight = 0;
  Day claimed_on, claimed_at, done_on;
  std::string claimed_by, claim, done_by, returned;
  std::int64_t version = 0;
};
struct BreakDownHead {
  Day accepted_on;
  std::string accepted_by;
  std::int64_t version = 0;  // 0: nobody wrote yet
};

// unit_id 0: of all units. Dropped rows are among them.
Result<std::vector<MeasureRow>> measure_rows(sql::Connection& db, std::int64_t task_id, std::int64_t unit_id);
Result<std::vector<MilestoneRow>> milestone_rows(sql::Connection& db, std::int64_t task_id,
                                                 std::int64_t unit_id);
Result<MilestoneRow> milestone_row(sql::Connection& db, std::int64_t government_id, std::int64_t milestone_id);
Result<BreakDownHead> break_down_head(sql::Connection& db, std::int64_t task_id, std::int64_t unit_id);

void write_json(JsonWriter& json, const MilestoneRow& row);
// In words, for before and after: 开工建设，2026-06-30，权重30，成果：开工令.
std::string milestone_words(const MilestoneRow& row);

struct MilestoneFact {
  std::int64_t plan_id = 0, task_id = 0, unit_id = 0, milestone_id = 0;  // milestone_id 0: none
  std::string_view what;  // accepted, added, changed, dropped, claimed, done, returned
  std::string before, after, reason;
};
// The fact, the task's timeline and the log.
Result<void> keep_milestone_fact(sql::Connection& db, const Actor& actor, const MilestoneFact& fact,
                                 UtcMillis now);

}  // namespace duban
