#pragma once

// 指标分解: a target divided among units, its sum checked against the whole (supervise/report_life.h).

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/tasks.h"
#include "supervise/report_life.h"
#include "supervise/rights.h"

namespace duban {

struct TargetPart {
  std::int64_t unit_id = 0;
  double value = 0;
};
struct NewApportionment {
  std::vector<TargetPart> parts;  // empty: the division is taken back
  std::string note;
  bool despite = false;  // also where the parts fall short of the whole
};
// Parts that fall short are refused (kConflict, with what is missing) unless a person says so; more than the
// whole is taken (层层留余地). Of a rate or a share each part stands for itself and nothing is added up.
// Whoever has a part takes part in the task. version 0: not divided yet. Errors: kStale, kInvalid, kNotFound,
// kForbidden.
Result<void> set_apportionment(sql::Connection& db, const Actor& actor, std::int64_t task_id, int target,
                               std::optional<std::int64_t> expected_version, const NewApportionment& wanted,
                               UtcMillis now);

// Of one target:
// {"target","indicator","unit","whole","adds_up":bool,"verdict":"exact|short|over|","words","parts":
// [{"unit_id","unit_name","value"}],"note","account","at","version"}.
Result<Versioned> read_apportionment(sql::Connection& db, const Actor& actor, std::int64_t task_id, int target,
                                     Language language, UtcMillis now);
// {"items":[…]}: of every target of the task.
Result<std::string> apportionments_of(sql::Connection& db, const Actor& actor, std::int64_t task_id,
                                      Language language, UtcMillis now);

// What a unit is to reach of each target of a task: its part, or nothing where the target is not divided.
Result<std::map<int, double>> parts_of_unit(sql::Connection& db, std::int64_t task_id, std::int64_t unit_id);

}  // namespace duban
