// Alignment: two plans against each other as they grow, a report against a plan, one task against a corpus of
// up to a million (invented plans, bench/invented_plans.h).
//   cmake --build --preset release --target duban_bench && build/release/duban_bench --benchmark_filter=align

#include <benchmark/benchmark.h>

#include <map>
#include <memory>

#include "align/link.h"
#include "align/task_index.h"
#include "align/trace.h"
#include "invented_plans.h"

namespace {

using duban::Plan;
using duban::TaskIndex;

void align_link(benchmark::State& state) {
  const auto tasks = static_cast<std::size_t>(state.range(0));
  const Plan earlier = duban::bench::plan(tasks, 1);
  const Plan later = duban::bench::year_after(earlier, 2);
  std::size_t links = 0;
  for (auto _ : state) {
    const auto found = duban::link_plans(earlier, later);
    if (!found.ok()) {
      state.SkipWithError(found.error().message.en.c_str());
      return;
    }
    links = found->links.size();
  }
  state.counters["links"] = static_cast<double>(links);
}
BENCHMARK(align_link)->Arg(200)->Arg(1000)->Arg(10000)->Arg(20000)->Unit(benchmark::kMillisecond);

Plan report_of(const Plan& plan) {
  Plan report;
  report.document.kind = duban::DocumentKind::kReport;
  for (const duban::Task& task : plan.tasks) {
    duban::Clause clause;
    clause.text = task.text;
    report.clauses.push_back(clause);
  }
  return report;
}

void trace_against(benchmark::State& state, const Plan& report, const Plan& plan) {
  for (auto _ : state) {
    const auto found = duban::trace(report, plan);
    if (!found.ok()) {
      state.SkipWithError(found.error().message.en.c_str());
      return;
    }
  }
}

void align_trace(benchmark::State& state) {
  const Plan plan = duban::bench::plan(static_cast<std::size_t>(state.range(0)), 1);
  trace_against(state, report_of(plan), plan);
}
BENCHMARK(align_trace)->Arg(200)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

// Half of the tasks are new or in other words: the second look.
void align_trace_in_other_words(benchmark::State& state) {
  const Plan plan = duban::bench::plan(static_cast<std::size_t>(state.range(0)), 1);
  trace_against(state, report_of(plan), duban::bench::year_after(plan, 2));
}
BENCHMARK(align_trace_in_other_words)->Arg(200)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);

const std::vector<std::string>& corpus(std::size_t tasks) {
  static std::map<std::size_t, std::vector<std::string>> made;
  std::vector<std::string>& out = made[tasks];
  if (out.empty()) {
    duban::bench::Dice dice(3);
    out.reserve(tasks);
    for (std::size_t i = 0; i < tasks; ++i) out.push_back(duban::bench::task_text(dice));
  }
  return out;
}

std::unique_ptr<TaskIndex> index_of(const std::vector<std::string>& texts) {
  auto out = std::make_unique<TaskIndex>();
  for (const std::string& text : texts) out->add(text);
  out->weigh();
  return out;
}

void align_index_build(benchmark::State& state) {
  const std::vector<std::string>& texts = corpus(static_cast<std::size_t>(state.range(0)));
  std::size_t bytes = 0;
  for (auto _ : state) bytes = index_of(texts)->bytes();
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.counters["bytes_per_task"] = static_cast<double>(bytes) / static_cast<double>(texts.size());
}
BENCHMARK(align_index_build)->Arg(10000)->Arg(100000)->Arg(1000000)->Unit(benchmark::kMillisecond);

void align_index_find(benchmark::State& state) {
  const std::unique_ptr<TaskIndex> index = index_of(corpus(static_cast<std::size_t>(state.range(0))));
  duban::bench::Dice dice(4);
  for (auto _ : state) {
    state.PauseTiming();
    const std::string text = duban::bench::task_text(dice);
    state.ResumeTiming();
    benchmark::DoNotOptimize(index->find(text, 20));
  }
}
BENCHMARK(align_index_find)->Arg(10000)->Arg(100000)->Arg(1000000)->Unit(benchmark::kMillisecond);

}  // namespace
