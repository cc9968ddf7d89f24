#pragma once

// What progress is made of, read for a plan or for one task in a fixed number of queries.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "store/progress.h"
#include "store/reports.h"
#include "store/target_json.h"

namespace duban {

struct KeptSetting {
  TargetAnchor anchor;
  TargetSetting setting;
  std::int64_t version = 0;
  OutcomeEntry outcome;
  bool has_outcome = false;
};

struct ProgressTask {
  std::int64_t id = 0;
  std::string no, list, text;
  std::vector<Target> targets;
  std::vector<KeptSetting> settings;
  std::vector<TargetValue> values;
  std::vector<ReportAsked> asked;
  std::vector<MilestoneState> milestones;
  std::map<int, std::vector<std::int64_t>> apportioned;  // by the target's place: which units have a part
};

struct ProgressPlan {
  std::int64_t government_id = 1, plan_id = 0;
  int year = 0;
  bool approved = false;
  std::vector<ProgressTask> tasks;  // in printed order
};

// task_id 0: all of the plan. known_by: only figures that were accepted up to that day; none: all. kNotFound:
// no such plan, no such task in it.
Result<ProgressPlan> load_progress(sql::Connection& db, std::int64_t plan_id, std::int64_t task_id,
                                   Day known_by = {});
// The cases of a plan as they stood at the end of a day, made from the facts again where there are later ones.
Result<std::vector<KeptCase>> load_cases_then(sql::Connection& db, std::int64_t plan_id, Day day);
Result<std::int64_t> plan_of_task(sql::Connection& db, std::int64_t task_id);

// The setting of each target: kept ones where they have a place now, else an empty one. In the targets' order.
std::vector<KeptSetting> settings_in_place(const ProgressTask& task);
// The figure that a target's light looks at.
struct FigureInForce {
  std::optional<double> reported;
  Day as_of;
  std::string source;
  std::optional<double> verified;
  Day verified_on;
};
FigureInForce figure_of(const ProgressTask& task, const TaskCase& kept, int target);

}  // namespace duban
