// kill -9 at any moment while 16 people write over HTTP: what was acknowledged is there exactly once, what was
// not is there once or not at all, and nothing is there by half. DUBAN_KILLS: how often (100).

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>
#include <thread>

#include "crash/ledger_check.h"
#include "crash/served_ledger.h"
#include "crash/writer.h"
#include "store/approval.h"
#include "store/cases.h"
#include "store/import.h"
#include "store/people.h"
#include "store/test_folder.h"
#include "store/test_plan.h"
#include "store/units.h"

namespace duban {
namespace {

constexpr int kWriters = 16;

// A ledger with an approved plan whose tasks run: a task for each writer, and two that all of them write.
void make_ledger(const std::string& path, std::vector<Writer>& writers) {
  auto store = Store::open(path);
  ASSERT_TRUE(store.ok()) << store.error().message.en;
  const UtcMillis now = system_now();
  auto db = store->lease();
  ASSERT_TRUE(db.ok());
  const auto unit = make_unit(**db, test_operator(), {"市教育局", {}, "", "", {}, ""}, now);
  ASSERT_TRUE(unit.ok()) << unit.error().message.en;
  PaperBuilder paper;
  for (int i = 0; i < kWriters + 2; ++i) paper.task(fmt::format("第{}项工作全面完成。", i + 1), {"市教育局"});
  ASSERT_TRUE(
      import_plan(*store, test_operator(), paper.bytes(), "a.txt", paper.document, paper.plan, now).ok());
  ASSERT_TRUE(approve_plan(**db, test_operator(), 1, {}, OpenFindings::kDespite, now).ok());
  const auto task = [&](int no) {
    return (*db)->one("SELECT id FROM task WHERE no_number = $1", no)->value_or(0);
  };
  for (int i = 0; i < kWriters + 2; ++i) {
    TaskRequest dispatch;
    dispatch.action = TaskAction::kDispatch;
    dispatch.text = "完成并交付";
    const auto done = take_step(**db, test_operator(), task(i + 1), {}, dispatch, now);
    ASSERT_TRUE(done.ok()) << done.error().message.en;
  }
  for (int i = 0; i < kWriters; ++i) {
    const std::string name = fmt::format("writer{}", i);
    const auto password = add_account(*store, name, name, {Role::kSupervisionOffice}, now);
    ASSERT_TRUE(password.ok()) << password.error().message.en;
    writers.emplace_back(i, name, *password, task(i + 1), task(kWriters + 1 + i % 2));
  }
  ASSERT_TRUE((*db)->run("UPDATE account SET one_time = 0").ok());
}

TEST(Kill, NothingAcknowledgedIsLostWhile16Write) {
  const char* const asked = std::getenv("DUBAN_KILLS");
  const int kills = asked != nullptr ? std::atoi(asked) : 100;
  const TestFolder folder;
  const std::string path = folder.file("ledger.db");
  std::vector<Writer> writers;
  make_ledger(path, writers);
  if (HasFatalFailure()) return;
  std::mt19937 random(20260205);
  ServedLedger served(path);
  for (int round = 0; round < kills; ++round) {
    ASSERT_TRUE(served.start()) << "round " << round;
    std::vector<std::thread> threads;
    for (Writer& writer : writers) threads.emplace_back([&] { writer.write_until_gone(served.port()); });
    std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution<int>(
        round == 0 ? 2'000'000 : 5'000, round == 0 ? 2'000'001 : 350'000)(random)));
    const bool ran = served.kill();
    for (std::thread& each : threads) each.join();
    ASSERT_TRUE(ran) << "the server ended by itself in round " << round;
    auto db = sql::Connection::open(path);
    ASSERT_TRUE(db.ok()) << db.error().message.en;
    for (Writer& writer : writers) ASSERT_EQ(writer.fault(*db), "") << "round " << round;
    // The whole of it now and then: it grows.
    const bool whole = round % 10 == 9 || round + 1 == kills;
    ASSERT_EQ(whole ? ledger_fault(*db) : "", "") << "round " << round;
  }
  WriterCounts all;
  for (const Writer& writer : writers) all += writer.counts();
  EXPECT_GT(all.acknowledged, kills) << "hardly anything was written";
  EXPECT_GT(all.unheard, kills / 2) << "the kills hit nothing";
  fmt::print(
      "{} kills: {} writes acknowledged, each there once; {} unheard, of them {} had been done, {} done when "
      "asked "
      "again; {} lost races told; {} log-ins\n",
      kills, all.acknowledged, all.unheard, all.unheard_done, all.asked_again, all.lost_races, all.log_ins);
}

}  // namespace
}  // namespace duban
