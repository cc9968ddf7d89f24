// The store: import of a plan, the ledger's list, one task, search. docs/benchmarks.md holds the figures.

#include <benchmark/benchmark.h>

#include <memory>

#include "store/import.h"
#include "store/plans.h"
#include "store/tasks.h"
#include "store/test_folder.h"
#include "store/test_plan.h"

namespace duban {
namespace {

constexpr const char* kUnits[] = {"市发展改革委", "市教育局",     "市财政局", "市工业和信息化局",
                                  "市民政局",     "市交通运输局", "市水务局"};

// As long and as wide as the seeds' plans: some 60 characters a task, one lead, five responsible units, a third
// with a target.
PaperBuilder wide_paper(int tasks, int seed) {
  PaperBuilder paper(fmt::format("2026年示例市第{}号重点工作分工方案", seed));
  for (int i = 0; i < tasks; ++i) {
    if (i % 20 == 0) paper.section(fmt::format("{}", i / 20 + 1), "壮大经济实力");
    std::vector<std::string> responsible;
    for (int k = 1; k <= 5; ++k) responsible.emplace_back(kUnits[(i + k) % 7]);
    paper.task(
        fmt::format("推进第{}批次{}号项目建设,改造老旧小区{}个,完善基础设施和公共服务设施,提升城市功能品质。",
                    seed, i, i + 10),
        {kUnits[i % 7]}, responsible, {"王健"});
    if (i % 3 == 0) paper.target("改造老旧小区", Measure::kIncrement, i + 10, "个");
  }
  return paper;
}

struct Ledger {
  TestFolder folder;
  std::unique_ptr<Store> store;
  std::int64_t plan_id = 0;
  Ledger(int plans, int tasks) {
    store = std::make_unique<Store>(Store::open(folder.file("ledger.db")).take());
    for (int i = 0; i < plans; ++i) plan_id = bring_in(wide_paper(tasks, i));
  }
  std::int64_t bring_in(const PaperBuilder& paper) const {
    return import_plan(*store, test_operator(), paper.bytes(), "a.txt", paper.document, paper.plan, kTestNow)
        ->plan_id;
  }
};

void import_200_tasks(benchmark::State& state) {
  const Ledger ledger(0, 0);
  int seed = 0;
  for (auto _ : state) {
    state.PauseTiming();
    const PaperBuilder paper = wide_paper(200, ++seed);
    state.ResumeTiming();
    benchmark::DoNotOptimize(ledger.bring_in(paper));
  }
}
BENCHMARK(import_200_tasks)->Unit(benchmark::kMillisecond);

// The same with 100 plans of other years and governments in the database.
void list_228_tasks(benchmark::State& state) {
  const Ledger ledger(static_cast<int>(state.range(0)), 228);
  auto db = ledger.store->lease();
  TaskQuery query;
  query.limit = 2000;
  for (auto _ : state) {
    auto page = list_tasks(**db, test_operator(), ledger.plan_id, query, kTestNow);
    benchmark::DoNotOptimize(page);
  }
}
BENCHMARK(list_228_tasks)->Arg(1)->Arg(40)->Unit(benchmark::kMicrosecond);

void list_filtered_by_words(benchmark::State& state) {
  const Ledger ledger(1, 228);
  auto db = ledger.store->lease();
  TaskQuery query;
  query.q = "22";
  query.lead_unit = "市教育局";
  for (auto _ : state)
    benchmark::DoNotOptimize(list_tasks(**db, test_operator(), ledger.plan_id, query, kTestNow));
}
BENCHMARK(list_filtered_by_words)->Unit(benchmark::kMicrosecond);

void read_one_task(benchmark::State& state) {
  const Ledger ledger(static_cast<int>(state.range(0)), 228);
  auto db = ledger.store->lease();
  const std::int64_t last = **(*db)->one("SELECT max(id) FROM task");
  std::int64_t id = 1;
  for (auto _ : state) {
    benchmark::DoNotOptimize(read_task(**db, test_operator(), id, kTestNow));
    id = id % last + 1;
  }
}
BENCHMARK(read_one_task)->Arg(1)->Arg(40)->Unit(benchmark::kMicrosecond);

// Seen by a person of a unit: the relation is checked in the database.
void read_one_task_as_handler(benchmark::State& state) {
  const Ledger ledger(1, 228);
  auto db = ledger.store->lease();
  Actor handler = test_operator();
  handler.account_id = 9;
  handler.roles = {Role::kUnitHandler};
  handler.unit_id = **(*db)->one(
      "INSERT INTO unit (government_id, name, level, kind, valid_from, valid_to) VALUES (1, '市教育局', '', "
      "'', '', '') "
      "RETURNING id");
  (void)(*db)->run("UPDATE task_unit SET unit_id = $1 WHERE name = '市教育局'", handler.unit_id);
  const std::int64_t id =
      **(*db)->one("SELECT task_id FROM task_unit WHERE unit_id = $1 LIMIT 1", handler.unit_id);
  if (!read_task(**db, handler, id, kTestNow).ok()) state.SkipWithError("the handler does not see his task");
  for (auto _ : state) benchmark::DoNotOptimize(read_task(**db, handler, id, kTestNow));
}
BENCHMARK(read_one_task_as_handler)->Unit(benchmark::kMicrosecond);

void search_9120_hits(benchmark::State& state) {
  const Ledger ledger(40, 228);
  auto db = ledger.store->lease();
  for (auto _ : state) benchmark::DoNotOptimize(search_tasks(**db, test_operator(), "老旧", 20, kTestNow));
}
BENCHMARK(search_9120_hits)->Unit(benchmark::kMicrosecond);

void overview(benchmark::State& state) {
  const Ledger ledger(1, 228);
  auto db = ledger.store->lease();
  for (auto _ : state) benchmark::DoNotOptimize(plan_overview(**db, test_operator(), ledger.plan_id, Language::kZh, kTestNow));
}
BENCHMARK(overview)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace duban
