// 2,000 people report inside ten minutes (simulated): each logs in, looks at what waits for him, opens his
// report, saves the draft three times as he writes, and hands in. Over HTTP against the real server, real
// commits. The people come evenly spread; REPORTERS and REPORTERS_SECONDS set how many, and in how long.
// docs/benchmarks.md holds the figures.

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "server/app.h"
#include "server/http_server.h"
#include "server/test_client.h"
#include "store/approval.h"
#include "store/cases.h"
#include "store/import.h"
#include "store/people.h"
#include "store/reports.h"
#include "store/rounds.h"
#include "store/test_folder.h"
#include "store/test_plan.h"
#include "store/units.h"

namespace duban {
namespace {

using SteadyTime = std::chrono::steady_clock;

int setting(const char* name, int otherwise) {
  const char* given = std::getenv(name);
  return given == nullptr ? otherwise : std::atoi(given);
}

void need(bool good, const std::string& what) {
  if (good) return;
  fmt::print(stderr, "{}\n", what);
  std::abort();
}

// Two hundred units, as many tasks a plan, a unit leads one task of each plan: a person for each report.
class ReportersLedger {
 public:
  explicit ReportersLedger(int people) : people_(people) {
    store_ = std::make_unique<Store>(Store::open(folder_.file("ledger.db")).take());
    Store::Lease db = store_->lease().take();
    const int units = std::min(people, 200);
    for (int i = 0; i < units; ++i) {
      units_.push_back(make_unit(*db, test_operator(), {unit_name(i), {}, "", "", {}, ""}, now_).take());
    }
    std::vector<std::int64_t> plans;
    for (int p = 0; p * units < people; ++p) plans.push_back(add_plan(*db, p, units));
    open_round(*db, plans);
    add_people(*db);
  }
  Store& store() { return *store_; }
  const std::vector<std::int64_t>& reports() const { return reports_; }
  static std::string person_name(int i) { return fmt::format("person{}", i); }
  const std::string& password() const { return password_; }

 private:
  static std::string unit_name(int i) { return fmt::format("示例市第{}局", i + 1); }

  std::int64_t add_plan(sql::Connection& db, int number, int units) {
    PaperBuilder paper(fmt::format("2026年示例市第{}号重点工作分工方案", number + 1));
    for (int i = 0; i < units; ++i) {
      paper.task(fmt::format("推进第{}批{}号片区改造，改造老旧小区{}个，完善公共服务设施。", number + 1, i + 1,
                             i + 10),
                 {unit_name(i)});
      paper.target("改造老旧小区", Measure::kIncrement, i + 10, "个");
    }
    const auto made =
        import_plan(*store_, test_operator(), paper.bytes(), "a.txt", paper.document, paper.plan, now_);
    need(made.ok(), "import failed");
    need(approve_plan(db, test_operator(), made->plan_id, {}, OpenFindings::kDespite, now_).ok(),
         "approval failed");
    const auto cases = load_cases(db, made->plan_id);
    for (const KeptCase& kept : *cases) {
      TaskRequest request;
      request.action = TaskAction::kDispatch;
      request.text = "建成并投用";
      need(take_step(db, test_operator(), kept.task_id, {}, request, now_).ok(), "dispatch failed");
    }
    return made->plan_id;
  }
  void open_round(sql::Connection& db, const std::vector<std::int64_t>& plans) {
    NewRound round;
    round.kind = "once";
    round.opens = china_date(now_);
    round.due = to_iso(*Day::parse(round.opens) + 10);
    round.plan_ids = plans;
    const auto made = make_round(db, test_operator(), round, now_);
    need(made.ok(), made.ok() ? "" : made.error().message.en);
    sql::Rows rows = db.query("SELECT id, unit_id FROM report ORDER BY id").take();
    while (*rows.next()) {
      reports_.push_back(rows.integer(0));
      report_units_.push_back(rows.integer(1));
    }
    reports_.resize(std::min<std::size_t>(reports_.size(), static_cast<std::size_t>(people_)));
  }
  // One password for all: hashing two thousand would take longer than the bench.
  void add_people(sql::Connection& db) {
    password_ = add_account(*store_, person_name(0), person_name(0), {Role::kUnitHandler}, now_).take();
    const std::int64_t first = **db.one("SELECT id FROM account WHERE name = $1", person_name(0));
    const auto work = [&]() -> Result<void> {
      TRY(db.run("UPDATE account SET one_time = 0, unit_id = $2 WHERE id = $1", first, report_units_[0]));
      for (int i = 1; i < static_cast<int>(reports_.size()); ++i) {
        const std::int64_t id = *TRY(
            db.one("INSERT INTO account (government_id, name, name_key, display_name, unit_id, leader, state, "
                   "password_hash, password_set_at, one_time, created_at, version) SELECT government_id, $2, "
                   "$2, $2, $3, "
                   "leader, state, password_hash, password_set_at, one_time, created_at, version FROM account "
                   "WHERE id = "
                   "$1 RETURNING id",
                   first, person_name(i), report_units_[static_cast<std::size_t>(i)]));
        TRY(db.run("INSERT INTO account_role (government_id, account_id, role) VALUES (1, $1, 'unit_handler')",
                   id));
      }
      return {};
    };
    need(db.transaction(work).ok(), "accounts failed");
  }

  const int people_;
  const UtcMillis now_ = system_now();
  TestFolder folder_;
  std::unique_ptr<Store> store_;
  std::vector<std::int64_t> units_, reports_, report_units_;
  std::string password_;
};

// How long each kind of request took, and what was refused.
class Timings {
 public:
  template <class Send>
  test::Answer timed(const std::string& kind, int wanted, Send send) {
    const auto begin = SteadyTime::now();
    test::Answer answer = send();
    const double took = std::chrono::duration<double, std::milli>(SteadyTime::now() - begin).count();
    const std::lock_guard lock(mutex_);
    took_[kind].push_back(took);
    if (answer.status != wanted && failures_++ == 0)
      fmt::print(stderr, "{} {} {}\n", kind, answer.status, answer.body);
    return answer;
  }
  void print(benchmark::State& state) {
    std::vector<double> all;
    for (auto& [kind, list] : took_) {
      std::sort(list.begin(), list.end());
      fmt::print("{:<14} {:>6} requests  p50 {:>7.2f} ms  p99 {:>7.2f} ms  max {:>8.2f} ms\n", kind,
                 list.size(), at(list, 0.5), at(list, 0.99), list.back());
      if (kind != "log in") all.insert(all.end(), list.begin(), list.end());
    }
    std::sort(all.begin(), all.end());
    state.counters["requests"] = static_cast<double>(all.size());
    state.counters["p50_ms"] = at(all, 0.5);
    state.counters["p99_ms"] = at(all, 0.99);
    state.counters["max_ms"] = all.empty() ? 0 : all.back();
    state.counters["refused"] = failures_;
  }

 private:
  static double at(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    return sorted[std::min(sorted.size() - 1,
                           static_cast<std::size_t>(share * static_cast<double>(sorted.size())))];
  }
  std::mutex mutex_;
  std::map<std::string, std::vector<double>> took_;
  int failures_ = 0;
};

nlohmann::json words_of(int person, int draft) {
  return {{"text", fmt::format("截至目前已开工{}个小区，完成投资{}万元，3月底前竣工2个（第{}稿）。",
                               person % 9 + 1, person % 900 + 100, draft)},
          {"values",
           {{{"target", 0},
             {"value", person % 9 + 1},
             {"as_of", china_date(system_now())},
             {"source", "工程台账"}}}},
          {"percent", 30},
          {"problems", ""},
          {"wants_coordination", false},
          {"next_step", "加快施工，3月底前竣工2个。"}};
}

void one_reports(std::uint16_t port, const ReportersLedger& ledger, int person, Timings& timings) {
  test::Client client(port);
  const auto login = timings.timed("log in", 200, [&] {
    return client.send_json("POST", "/api/v1/session",
                            {{"name", ReportersLedger::person_name(person)}, {"password", ledger.password()}});
  });
  if (login.status != 200) return;
  const std::string cookie = login.header("set-cookie");
  client.standing = {{"Cookie", cookie.substr(0, cookie.find(';'))}, {"X-CSRF-Token", login.json()["csrf"]}};
  timings.timed("today", 200, [&] { return client.get("/api/v1/today"); });
  const std::string at = fmt::format("/api/v1/reports/{}", ledger.reports()[static_cast<std::size_t>(person)]);
  std::string tag = timings.timed("open", 200, [&] { return client.get(at); }).header("etag");
  for (int draft = 1; draft <= 3; ++draft) {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    tag = timings
              .timed("save draft", 200,
                     [&] {
                       return client.send_json("PUT", at + "/draft", {{"body", words_of(person, draft)}},
                                               {{"If-Match", tag}});
                     })
              .header("etag");
  }
  timings.timed("hand in", 200, [&] {
    return client.send_json("POST", at + "/submit", nlohmann::json::object(),
                            {{"If-Match", tag}, {"Idempotency-Key", fmt::format("hand-in-{}", person)}});
  });
}

void reporters(benchmark::State& state) {
  spdlog::set_level(spdlog::level::off);
  const int people = setting("REPORTERS", 2000);
  const int seconds = setting("REPORTERS_SECONDS", 600);
  ReportersLedger ledger(people);
  http::ServerOptions options;
  options.port = 0;
  AppOptions app_options;
  app_options.workers = options.workers;
  App app(ledger.store(), app_options);
  http::HttpServer server = http::HttpServer::start(options, app.application()).take();
  Timings timings;
  for (auto _ : state) {
    const auto begin = SteadyTime::now();
    std::vector<std::thread> crowd;
    constexpr int kLanes = 48;  // who is at it at the same time
    for (int lane = 0; lane < kLanes; ++lane) {
      crowd.emplace_back([&, lane] {
        for (int person = lane; person < static_cast<int>(ledger.reports().size()); person += kLanes) {
          const double comes = static_cast<double>(person) * seconds / people;
          std::this_thread::sleep_until(
              begin + std::chrono::duration_cast<SteadyTime::duration>(std::chrono::duration<double>(comes)));
          one_reports(server.port(), ledger, person, timings);
        }
      });
    }
    for (std::thread& each : crowd) each.join();
  }
  timings.print(state);
  Store::Lease db = ledger.store().lease().take();
  state.counters["handed_in"] =
      static_cast<double>(**db->one("SELECT count(*) FROM report WHERE handed_in_on <> ''"));
}
BENCHMARK(reporters)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

}  // namespace
}  // namespace duban
