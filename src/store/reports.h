#pragma once

// Progress reports (填报): what units say about a task, in versions that stay; and what of it was accepted,
// with the verified value beside the reported one. Rules: supervise/report_life.h.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/five_facts.h"
#include "supervise/report_life.h"
#include "supervise/rights.h"

namespace duban {

// The accepted value of a target as one unit reported it.
struct TargetValue {
  std::int64_t id = 0;
  std::int64_t plan_id = 0;
  std::int64_t task_id = 0;
  std::int64_t unit_id = 0;
  int target = 0;  // position in the task, from 0
  double value = 0;
  Day as_of;
  std::string source;
  std::int64_t report_id = 0;
  Day accepted_on;
  bool latest = false;             // of that unit and target
  std::optional<double> verified;  // what the office found when it checked this very value
  Day verified_on;
  bool operator==(const TargetValue&) const = default;
};
// The newest (by as-of date) of every task × unit × target; one query. No rights: the caller has checked.
Result<std::vector<TargetValue>> latest_values(sql::Connection& db, std::int64_t plan_id);
// Every accepted value of a task, by unit, target and as-of date: plan against actual.
Result<std::vector<TargetValue>> values_of_task(sql::Connection& db, std::int64_t task_id);
inline ReportedResult reported_result(const TargetValue& value) {
  return {value.value, value.verified, value.verified_on};
}

}  // namespace duban
