#pragma once

// How far the tasks of a plan are: the five facts of each, its targets with their lights, its milestones. Made
// from facts when asked, for a whole plan in a fixed number of queries. Plans that are drafts have no progress.
// Rights are the caller's business (require_plan, visible_tasks).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/result.h"
#include "store/cases.h"
#include "store/sql.h"
#include "supervise/five_facts.h"
#include "supervise/target_setting.h"

namespace duban {

// A dated step of one unit (节点).
struct MilestoneState {
  std::int64_t id = 0, unit_id = 0;
  std::string unit;  // its name
  std::string name, deliverable;
  Day due, baseline_due;  // baseline_due: as first accepted; the same where nothing was changed; none: not
                          // accepted yet
  double weight = 1;
  bool accepted = false;       // part of the baseline: only such count for lights
  std::optional<Day> claimed;  // the unit says it is done, since that day
  std::optional<Day> done_on;  // the office accepted it
};

struct TargetProgress {
  std::string key;   // anchors_of()
  int position = 0;  // among the task's targets
  Target target;
  TargetSetting setting;
  TargetInForce settled;
  // The newest accepted figure: of the unit that answers, or of all together where the target is apportioned.
  std::optional<double> reported;
  Day as_of;
  std::string source;
  std::optional<double> verified;
  Day verified_on;
  Explained<Light> light;
};

struct TaskProgress {
  std::int64_t task_id = 0, plan_id = 0;
  std::string no, list, text;
  TaskCase task;  // as the facts left it; facts.late holds what ran out since
  FiveFacts facts;
  std::vector<TargetProgress> targets;
  std::vector<MilestoneState> milestones;
};

// Of all tasks of a plan that have a case, in printed order. kNotFound: no such plan.
Result<std::vector<TaskProgress>> plan_progress(sql::Connection& db, std::int64_t plan_id, Day on);
// The same as it was known at the end of an earlier day: figures that were accepted and steps that were taken
// up to then, under the settings and rules of today.
Result<std::vector<TaskProgress>> plan_progress_then(sql::Connection& db, std::int64_t plan_id, Day day);
// Of one task. kNotFound: no such task, or its plan is a draft.
Result<TaskProgress> task_progress(sql::Connection& db, std::int64_t task_id, Day on);

// Only the schedule lights, without words: for counts over many plans.
struct TaskLight {
  std::int64_t task_id = 0;
  Light light = Light::kGrey;
};
Result<std::vector<TaskLight>> plan_lights(sql::Connection& db, std::int64_t plan_id, Day on);

// ● 正常 ▲ 滞后 ■ 逾期 ○ 无数据, 待统计: how a light is shown, never by colour alone.
struct LightSign {
  std::string_view mark, zh, en;
};
LightSign sign_of(Light light);

}  // namespace duban
