// What supervision costs: all lights of a province's plans, the five facts of a ledger, a step of a task.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "supervise/five_facts.h"
#include "supervise/notice.h"
#include "supervise/task_life.h"
#include "supervise/verdict.h"

namespace duban {
namespace {

const Day kToday = *Day::parse("2026-10-12");

TaskCase bench_task(int i) {
  TaskCase task;
  task.state = TaskState::kInProgress;
  task.original_due = *Day::of(2026, 12, 31);
  for (const UnitPart part : {UnitPart::kLead, UnitPart::kResponsible, UnitPart::kResponsible}) {
    UnitCase& unit = task.units.emplace_back();
    unit.unit = std::to_string(i % 40 + static_cast<int>(task.units.size()) * 100);
    unit.part = part;
    unit.state = TaskState::kInProgress;
    unit.due = task.original_due;
    task.limits.push_back({LimitKind::kDue, unit.unit, 0, unit.due});
  }
  return task;
}

// Two targets, or four milestones: of every class some.
FiveFactsInput bench_input(int i) {
  FiveFactsInput input;
  LightInput target;
  target.light_class = static_cast<LightClass>(i % kLightClassCount);
  target.trajectory = through_year(2026, 0, 300);
  target.promised = 5.5;
  target.tolerance = 0.2;
  target.value = 120 + i % 150;
  target.as_of = *Day::of(2026, 9, 30);
  for (const int month : {3, 6, 9, 12}) {
    target.milestones.push_back(
        {*Day::of(2026, month, 28), 1, i % 3 ? Day::of(2026, month, 20) : std::nullopt});
  }
  input.targets = {target};
  if (target.light_class != LightClass::kMilestone) input.targets.push_back(target);
  input.reports = {{*Day::of(2026, 9, 5), Day::of(2026, 9, 4)}, {*Day::of(2026, 10, 5), Day::of(2026, 10, 6)}};
  input.result = {270, {}, {}};
  return input;
}

// All lights of `plans` plans of 200 tasks each.
void all_lights(benchmark::State& state) {
  const auto tasks = static_cast<int>(state.range(0)) * 200;
  std::vector<FiveFactsInput> inputs;
  for (int i = 0; i < tasks; ++i) inputs.push_back(bench_input(i));
  for (auto _ : state) {
    int red = 0;
    for (const FiveFactsInput& input : inputs) {
      std::vector<Explained<Light>> lights;
      for (const LightInput& target : input.targets) {
        lights.push_back(schedule_light(target, default_light_rules(), kToday));
      }
      red += task_light(lights, kToday).value == Light::kRed ? 1 : 0;
    }
    benchmark::DoNotOptimize(red);
  }
  state.SetItemsProcessed(state.iterations() * tasks);
}
BENCHMARK(all_lights)->Arg(10)->Arg(200)->Arg(1000)->Unit(benchmark::kMillisecond);

// A ledger of 228 tasks with all five facts.
void ledger_facts(benchmark::State& state) {
  std::vector<TaskCase> tasks;
  std::vector<FiveFactsInput> inputs;
  for (int i = 0; i < 228; ++i) {
    tasks.push_back(bench_task(i));
    inputs.push_back(bench_input(i));
  }
  for (auto _ : state) {
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      benchmark::DoNotOptimize(five_facts(tasks[i], inputs[i], default_light_rules(), kToday));
    }
  }
}
BENCHMARK(ledger_facts)->Unit(benchmark::kMillisecond);

// The notices of 228 tasks on a day.
void ledger_notices(benchmark::State& state) {
  std::vector<TaskCase> tasks;
  for (int i = 0; i < 228; ++i) tasks.push_back(bench_task(i));
  for (auto _ : state) {
    for (const TaskCase& task : tasks) {
      benchmark::DoNotOptimize(
          draft_notices(task, Light::kYellow, {}, default_limit_rules(), published_calendar(), kToday));
    }
  }
}
BENCHMARK(ledger_notices)->Unit(benchmark::kMillisecond);

// One step: a unit acknowledges.
void one_step(benchmark::State& state) {
  TaskCase task = bench_task(0);
  task.state = task.units[0].state = TaskState::kDispatched;
  TaskRequest request;
  request.action = TaskAction::kAcknowledge;
  request.by = {7, "经办人", Party::kUnit, task.units[0].unit, Capacity::kSelf, ""};
  request.unit = task.units[0].unit;
  const TaskRules rules = default_task_rules();
  for (auto _ : state) benchmark::DoNotOptimize(act(task, request, kToday, rules));
}
BENCHMARK(one_step)->Unit(benchmark::kMicrosecond);

void one_verdict(benchmark::State& state) {
  Target target;
  target.indicator = "城镇调查失业率";
  target.measure = Measure::kLevel;
  target.op = Comparison::kAbout;
  target.value = 5.5;
  target.unit = "%";
  const Promise promise = promise_of(target, "控制在5.5%左右", default_verdict_rules());
  Outcome outcome;
  outcome.value = 5.2;
  outcome.as_of = *Day::of(2026, 9, 30);
  for (auto _ : state) {
    benchmark::DoNotOptimize(judge(promise, outcome, outcome.as_of, default_verdict_rules(), kToday));
  }
}
BENCHMARK(one_verdict)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace duban
