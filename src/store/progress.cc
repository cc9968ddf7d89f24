#include "store/progress.h"

#include <algorithm>
#include <unordered_map>

#include "store/progress_load.h"
#include "store/rules.h"
#include "store/visibility.h"

namespace duban {
namespace {

struct ProgressRules {
  LightRules lights;
  VerdictRules verdicts;
};

Result<ProgressRules> progress_rules(sql::Connection& db, std::int64_t government_id) {
  return ProgressRules{TRY(light_rules_of(db, government_id)), TRY(verdict_rules_of(db, government_id))};
}

std::vector<TargetProgress> targets_of(const ProgressPlan& plan, const ProgressTask& task, const TaskCase& kept,
                                       const VerdictRules& rules, Day on) {
  std::vector<TargetProgress> out;
  if (task.targets.empty()) return out;
  const std::vector<KeptSetting> settings = settings_in_place(task);
  const TargetContext context{task.text, kept.task_class, plan.year, due_of(kept)};
  for (std::size_t i = 0; i < task.targets.size(); ++i) {
    TargetProgress& target = out.emplace_back();
    target.key = settings[i].anchor.key;
    target.position = static_cast<int>(i);
    target.target = task.targets[i];
    target.setting = settings[i].setting;
    target.settled = in_force(target.target, target.setting, context, rules, on);
    FigureInForce figure = figure_of(task, kept, target.position);
    target.reported = figure.reported;
    target.as_of = figure.as_of;
    target.source = std::move(figure.source);
    target.verified = figure.verified;
    target.verified_on = figure.verified_on;
  }
  return out;
}

// The figure that was verified counts, where one was.
LightInput input_of(const TargetProgress& target) {
  return light_input(target.target, target.settled, target.verified ? target.verified : target.reported,
                     target.as_of);
}

// One a unit whose break-down was accepted: what one unit did early does not make up for what another missed.
std::vector<LightInput> milestone_inputs(const ProgressTask& task, const TaskCase& kept) {
  std::unordered_map<std::int64_t, std::vector<Milestone>> by_unit;
  std::vector<std::int64_t> order;
  bool any_answers = false;
  const auto unit_answers = [&](std::int64_t unit_id) {
    const UnitCase* unit = unit_of(kept, unit_key(unit_id));
    return unit != nullptr && answers(unit->part);
  };
  for (const MilestoneState& each : task.milestones) {
    if (!each.accepted) continue;
    if (by_unit.find(each.unit_id) == by_unit.end()) order.push_back(each.unit_id);
    by_unit[each.unit_id].push_back({each.due, each.weight, each.done_on});
    any_answers = any_answers || unit_answers(each.unit_id);
  }
  std::vector<LightInput> inputs;
  for (const std::int64_t unit_id : order) {
    if (any_answers && !unit_answers(unit_id)) continue;
    LightInput& input = inputs.emplace_back();
    input.light_class = LightClass::kMilestone;
    input.milestones = std::move(by_unit[unit_id]);
  }
  if (inputs.empty()) inputs.emplace_back().light_class = LightClass::kMilestone;
  return inputs;
}

// Of several targets the one that speaks loudest: what differs, then what waits for verification.
ReportedResult result_of_targets(const std::vector<TargetProgress>& targets, Day on) {
  constexpr ResultState kLoudestFirst[] = {ResultState::kDiffers, ResultState::kNotVerified,
                                           ResultState::kConfirmed};
  for (const ResultState wanted : kLoudestFirst) {
    for (const TargetProgress& target : targets) {
      const ReportedResult result{target.reported, target.verified, target.verified_on};
      if (result_of(result, on).value == wanted) return result;
    }
  }
  return {};
}

TaskProgress progress_of(const ProgressPlan& plan, ProgressTask& task, TaskCase kept,
                         const ProgressRules& rules, Day on) {
  TaskProgress out;
  out.task_id = task.id;
  out.plan_id = plan.plan_id;
  out.targets = targets_of(plan, task, kept, rules.verdicts, on);
  FiveFactsInput input;
  for (TargetProgress& target : out.targets) {
    input.targets.push_back(input_of(target));
    LightInput own = input.targets.back();
    own.due = due_of(kept);
    own.work = work_state(kept);
    target.light = schedule_light(own, rules.lights, on);
  }
  if (out.targets.empty()) input.targets = milestone_inputs(task, kept);
  input.reports = std::move(task.asked);
  input.result = result_of_targets(out.targets, on);
  out.facts = five_facts(kept, input, rules.lights, on);
  if (out.targets.empty()) out.facts.result = result_of_conclusions(kept, on);
  out.no = std::move(task.no);
  out.list = std::move(task.list);
  out.text = std::move(task.text);
  out.milestones = std::move(task.milestones);
  out.task = std::move(kept);
  return out;
}

// known_by: the cases as they stood then; none: as they are.
Result<std::vector<TaskProgress>> progress_of_cases(sql::Connection& db, ProgressPlan plan, Day on,
                                                    Day known_by) {
  std::vector<TaskProgress> out;
  if (!plan.approved) return out;
  const ProgressRules rules = TRY(progress_rules(db, plan.government_id));
  std::vector<KeptCase> cases =
      known_by.given() ? TRY(load_cases_then(db, plan.plan_id, known_by)) : TRY(load_cases(db, plan.plan_id));
  std::unordered_map<std::int64_t, ProgressTask*> by_id;
  for (ProgressTask& task : plan.tasks) by_id.emplace(task.id, &task);
  out.reserve(cases.size());
  for (KeptCase& kept : cases) {
    const auto task = by_id.find(kept.task_id);
    if (task != by_id.end()) out.push_back(progress_of(plan, *task->second, std::move(kept.task), rules, on));
  }
  return out;
}

}  // namespace

LightSign sign_of(Light light) {
  switch (light) {
    case Light::kGreen:
      return {"●", "正常", "on schedule"};
    case Light::kYellow:
      return {"▲", "滞后", "behind"};
    case Light::kRed:
      return {"■", "逾期", "overdue"};
    case Light::kAwaiting:
      return {"◇", "待统计", "awaiting release"};
    default:
      return {"○", "无数据", "no data"};
  }
}

Result<std::vector<TaskProgress>> plan_progress(sql::Connection& db, std::int64_t plan_id, Day on) {
  return progress_of_cases(db, TRY(load_progress(db, plan_id, 0)), on, {});
}

Result<std::vector<TaskProgress>> plan_progress_then(sql::Connection& db, std::int64_t plan_id, Day day) {
  return progress_of_cases(db, TRY(load_progress(db, plan_id, 0, day)), day, day);
}

Result<TaskProgress> task_progress(sql::Connection& db, std::int64_t task_id, Day on) {
  KeptCase kept = TRY(load_case(db, task_id));
  ProgressPlan plan = TRY(load_progress(db, kept.plan_id, task_id));
  const ProgressRules rules = TRY(progress_rules(db, plan.government_id));
  return progress_of(plan, plan.tasks.front(), std::move(kept.task), rules, on);
}

Result<std::vector<TaskLight>> plan_lights(sql::Connection& db, std::int64_t plan_id, Day on) {
  std::vector<TaskLight> out;
  for (const TaskProgress& each : TRY(plan_progress(db, plan_id, on)))
    out.push_back({each.task_id, each.facts.light.value});
  return out;
}

}  // namespace duban
