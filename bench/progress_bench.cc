// The five facts with their loading: a ledger's list, one task, all lights of many plans. docs/benchmarks.md
// holds the figures.

#include <benchmark/benchmark.h>

#include <memory>

#include "store/approval.h"
#include "store/cases.h"
#include "store/import.h"
#include "store/progress.h"
#include "store/store.h"
#include "store/tasks.h"
#include "store/test_folder.h"
#include "store/test_plan.h"
#include "store/units.h"

namespace duban {
namespace {

constexpr int kTasks = 228;
constexpr UtcMillis kOctober = 1'791'763'200'000;  // 2026-10-12

// A plan whose tasks are dispatched, two thirds with a target and its figures of three quarters, one third with
// four milestones, each asked for a report twice; copied `plans` times.
struct RunningLedger {
  TestFolder folder;
  std::unique_ptr<Store> store;
  std::unique_ptr<Store::Lease> db;
  std::int64_t plan = 0;

  explicit RunningLedger(int plans) {
    store = std::make_unique<Store>(Store::open(folder.file("ledger.db")).take());
    db = std::make_unique<Store::Lease>(store->lease().take());
    PaperBuilder paper;
    for (int i = 0; i < kTasks; ++i) {
      if (i % 20 == 0) paper.section(fmt::format("{}", i / 20 + 1), "壮大经济实力");
      paper.task(fmt::format("推进{}号项目建设,改造老旧小区{}个,完善基础设施和公共服务设施。", i, i + 10),
                 {unit_name(i)}, {unit_name(i + 1), unit_name(i + 2)}, {"王健"});
      if (i % 3 != 0) paper.target("改造老旧小区", Measure::kIncrement, i + 10, "个");
    }
    for (int i = 0; i < 7; ++i)
      CHECK(make_unit(**db, test_operator(), {unit_name(i), {}, "", "", {}, ""}, kTestNow).ok());
    plan = import_plan(*store, test_operator(), paper.bytes(), "a.txt", paper.document, paper.plan, kTestNow)
               ->plan_id;
    CHECK(approve_plan(**db, test_operator(), plan, {}, OpenFindings::kDespite, kTestNow).ok());
    TaskRequest dispatch;
    dispatch.action = TaskAction::kDispatch;
    dispatch.text = "建成并交付";
    sql::Rows ids = (*db)->query("SELECT id FROM task WHERE plan_id = $1", plan).take();
    std::vector<std::int64_t> tasks;
    while (*ids.next()) tasks.push_back(ids.integer(0));
    const auto all = [&]() -> Result<void> {
      for (const std::int64_t task : tasks)
        TRY(apply_step(**db, test_operator(), task, {}, dispatch, kTestNow));
      return {};
    };
    CHECK((*db)->transaction(all).ok());
    run("INSERT INTO round (government_id, title, kind, year, period, period_from, period_to, opens, due, "
        "due_zh, due_en, "
        "state, ask, scope, repeats, created_at, created_by) VALUES (1, '', 'monthly', 2026, 9, '', '', "
        "'2026-09-25', "
        "'2026-10-05', '', '', 'open', 'answering', '{}', 0, 0, '')");
    run("INSERT INTO report (government_id, plan_id, task_id, unit_id, round_id, asked_on, due, state, "
        "unit_review, "
        "handed_in_on, last_day) SELECT 1, t.plan_id, t.id, v.unit_id, 1, '2026-09-25', '2026-10-05', "
        "'accepted', 0, "
        "'2026-10-04', '2026-10-06' FROM task t JOIN task_unit v ON v.task_id = t.id AND v.role = 0");
    run("INSERT INTO report_asked (government_id, round_id, plan_id, task_id, unit_id, part, report_id, "
        "served, asked_on, "
        "due) SELECT 1, 1, plan_id, task_id, unit_id, 'lead', id, 0, asked_on, due FROM report");
    for (const char* quarter : {"2026-03-31", "2026-06-30", "2026-09-30"}) {
      run(fmt::format(
          "INSERT INTO target_value (government_id, plan_id, task_id, unit_id, target, indicator, "
          "measure_unit, "
          "value, as_of, source, report_id, text_version, accepted_on, accepted_by, latest) SELECT 1, "
          "r.plan_id, "
          "r.task_id, r.unit_id, 0, '', '', r.task_id % 100, '{}', '台账', r.id, 1, '{}', '', {} FROM report r "
          "JOIN target g ON g.task_id = r.task_id",
          quarter, quarter, quarter[6] == '9' ? 1 : 0));
    }
    for (const char* due : {"2026-03-31", "2026-06-30", "2026-09-30", "2026-12-20"}) {
      run(fmt::format(
          "INSERT INTO milestone (government_id, plan_id, task_id, unit_id, measure_id, position, name, "
          "deliverable, due, weight, accepted, dropped, baseline_name, baseline_deliverable, baseline_due, "
          "baseline_weight, claimed_on, claimed_at, claimed_by, claim, done_on, done_by, returned, version) "
          "SELECT "
          "1, t.plan_id, t.id, v.unit_id, NULL, 1, '节点', '成果', '{}', 25, 1, 0, '节点', '成果', '{}', 25, "
          "'', '', "
          "'', '', CASE WHEN t.id % 2 THEN '2026-03-30' ELSE '' END, '', '', 1 FROM task t JOIN task_unit v ON "
          "v.task_id = t.id AND v.role = 0 WHERE t.targets = 0",
          due, due));
    }
    run("INSERT INTO target_setting (government_id, plan_id, task_id, target_key, anchor, setting, confirmed, "
        "outcome, "
        "version) SELECT 1, plan_id, task_id, '改造老旧小区|increment|', "
        "'{\"indicator\":\"改造老旧小区\",\"measure\":\"increment\",\"value\":' || value || "
        "',\"unit\":\"个\",\"horizon\":\"\",\"key\":\"改造老旧小区|increment|\"}', "
        "'{\"direction\":\"higher\",\"light_class\":\"increment\"}', 1, '', 1 FROM target");
    for (int i = 1; i < plans; ++i) copy(i);
    run("ANALYZE");
  }
  static std::string unit_name(int i) { return fmt::format("示例市第{}局", i % 7 + 1); }
  void run(const std::string& sql) const {
    const auto done = (*db)->script(sql);
    if (!done.ok()) std::fprintf(stderr, "%s\n%s\n", done.error().message.en.c_str(), sql.c_str());
    CHECK(done.ok());
  }
  // The first plan again under other ids.
  void copy(int nth) const {
    const int off = nth * 100'000;
    std::string sql = "BEGIN;";
    const auto one = [&](const char* table, const char* where, const std::string& set) {
      sql += fmt::format(
          "CREATE TEMP TABLE again AS SELECT * FROM {} WHERE {}; UPDATE again SET {}; INSERT INTO {} SELECT * "
          "FROM again; DROP TABLE again;",
          table, fmt::format(fmt::runtime(where), plan), set, table);
    };
    one("plan", "id = {}", fmt::format("id = id + {}", off));
    one("task", "plan_id = {}", fmt::format("id = id + {0}, plan_id = plan_id + {0}", off));
    for (const char* table : {"target", "task_case", "target_setting", "task_case_unit", "task_unit"})
      one(table, "plan_id = {}", fmt::format("plan_id = plan_id + {0}, task_id = task_id + {0}", off));
    one("report", "plan_id = {}",
        fmt::format("id = id + {0}, plan_id = plan_id + {0}, task_id = task_id + {0}", off));
    one("report_asked", "plan_id = {}",
        fmt::format("plan_id = plan_id + {0}, task_id = task_id + {0}, report_id = report_id + {0}", off));
    for (const char* table : {"target_value", "milestone"})
      one(table, "plan_id = {}",
          fmt::format("id = id + {0}, plan_id = plan_id + {0}, task_id = task_id + {0}", off));
    run(sql + "COMMIT;");
  }
  std::vector<std::int64_t> plans() const {
    std::vector<std::int64_t> out;
    sql::Rows rows = (*db)->query("SELECT id FROM plan ORDER BY id").take();
    while (*rows.next()) out.push_back(rows.integer(0));
    return out;
  }
};

void facts_list_228(benchmark::State& state) {
  const RunningLedger ledger(static_cast<int>(state.range(0)));
  TaskQuery query;
  query.limit = 2000;
  query.facts = Language::kZh;
  for (auto _ : state) {
    auto page = list_tasks(**ledger.db, test_operator(), ledger.plan, query, kOctober);
    CHECK(page.ok());
    benchmark::DoNotOptimize(page);
  }
}
BENCHMARK(facts_list_228)->Arg(1)->Arg(40)->Unit(benchmark::kMillisecond);

void facts_one_task(benchmark::State& state) {
  const RunningLedger ledger(static_cast<int>(state.range(0)));
  const std::int64_t task = **(*ledger.db)->one("SELECT max(id) FROM task WHERE plan_id = $1", ledger.plan);
  for (auto _ : state)
    benchmark::DoNotOptimize(read_task(**ledger.db, test_operator(), task, kOctober, Language::kZh));
}
BENCHMARK(facts_one_task)->Arg(1)->Arg(40)->Unit(benchmark::kMicrosecond);

// Every light of all plans, read from the database.
void facts_all_lights(benchmark::State& state) {
  const RunningLedger ledger(static_cast<int>(state.range(0)));
  const std::vector<std::int64_t> plans = ledger.plans();
  std::size_t lights = 0;
  for (auto _ : state) {
    lights = 0;
    for (const std::int64_t plan : plans) lights += plan_lights(**ledger.db, plan, day_of(kOctober))->size();
  }
  CHECK(lights == plans.size() * kTasks);
  state.counters["lights"] = static_cast<double>(lights);
}
BENCHMARK(facts_all_lights)->Arg(10)->Arg(200)->Arg(1000)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
}  // namespace duban
