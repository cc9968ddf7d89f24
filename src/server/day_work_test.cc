// What the program does by itself: once, caught up, by one of two processes, visible.

#include "server/day_work.h"

#include <thread>

#include "server/app_fixture.h"
#include "store/cases.h"

namespace duban::test {
namespace {

constexpr UtcMillis kWholeDay = 24 * kHour;

struct Ran {
  Day from, on;
};
std::vector<Ran> g_ran;
std::mutex g_mutex;
bool g_fails = false;

Result<std::string> remember(sql::Connection& db, std::int64_t, Day from, Day on, UtcMillis) {
  {
    const std::lock_guard lock(g_mutex);
    g_ran.push_back({from, on});
  }
  const auto written = db.run(
      "INSERT INTO saved_view (government_id, account_id, name, page, address, shared) "
      "VALUES (1, 0, 'x', '', '', 0)");
  if (!written.ok()) return written.error();
  if (g_fails) return error(ErrorCode::kNoSpace, "磁盘已满", "the disk is full");
  return std::string("done");
}

constexpr DayJob kTestJobs[] = {{"test", DayJob::Often::kOnceADay, remember}};

class DayWorkTest : public AppTest {
 protected:
  void SetUp() override {
    AppTest::SetUp();
    g_ran.clear();
    g_fails = false;
  }
  Result<void> run() { return run_day_jobs(db(), 1, now_, kTestJobs); }
};

TEST_F(DayWorkTest, AJobOfTheDayIsDoneOnceAndMissedDaysAreTold) {
  EXPECT_TRUE(run().ok());
  EXPECT_TRUE(run().ok());
  ASSERT_EQ(g_ran.size(), 1U);
  EXPECT_EQ(g_ran[0].from, day_of(now_));
  pass(5 * kWholeDay);  // the machine was off
  EXPECT_TRUE(run().ok());
  ASSERT_EQ(g_ran.size(), 2U);
  EXPECT_EQ(g_ran[1].from, g_ran[0].on + 1);
  EXPECT_EQ(g_ran[1].on, day_of(now_));
  pass(-3 * kWholeDay);  // the clock was set back
  EXPECT_TRUE(run().ok());
  EXPECT_EQ(g_ran.size(), 2U);
}

TEST_F(DayWorkTest, TheDayBeginsAtSevenInChina) {
  now_ = 1770280200000 + kWholeDay - 10 * kHour;  // 06:30 of the next day
  EXPECT_TRUE(run().ok());
  EXPECT_TRUE(g_ran.empty());
  pass(kHour);
  EXPECT_TRUE(run().ok());
  EXPECT_EQ(g_ran.size(), 1U);
}

TEST_F(DayWorkTest, WhatFailsLeavesNothingAndIsTriedAgain) {
  g_fails = true;
  const auto failed = run();
  EXPECT_FALSE(failed.ok());
  EXPECT_EQ(failed.error().message.en, "test: the disk is full");
  EXPECT_EQ(**db().one("SELECT count(*) FROM saved_view"), 0);
  g_fails = false;
  EXPECT_TRUE(run().ok());
  EXPECT_EQ(**db().one("SELECT count(*) FROM saved_view"), 1);
}

TEST_F(DayWorkTest, OfTwoProcessesOneDoesIt) {
  Store other = Store::open(folder_.file("ledger.db")).take();
  for (int day = 0; day < 10; ++day) {
    const auto work = [&](Store& store) {
      const auto lease = store.lease();
      EXPECT_TRUE(run_day_jobs(**lease, 1, now_, kTestJobs).ok());
    };
    std::thread one([&] { work(*store_); });
    std::thread two([&] { work(other); });
    one.join();
    two.join();
    pass(kWholeDay);
  }
  EXPECT_EQ(g_ran.size(), 10U);
}

TEST_F(DayWorkTest, ShowsHowItGoesAndEndsAtOnce) {
  const auto machine = client();
  EXPECT_EQ(call(*machine, "GET", "/readyz").json()["day_work"], "off");
  {
    DayWork work(
        *store_, *app_, [this] { return now_.load(); }, std::chrono::milliseconds(20));
    for (int i = 0; i < 100 && app_->metrics().day_rounds().rounds < 2; ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
  EXPECT_GE(app_->metrics().day_rounds().rounds, 2);
  EXPECT_EQ(app_->metrics().day_rounds().fault, "");
  EXPECT_EQ(call(*machine, "GET", "/readyz").json()["day_work"], "good");
  EXPECT_NE(call(*machine, "GET", "/metrics").body.find("duban_day_work_rounds_total{outcome=\"good\"}"),
            std::string::npos);
  EXPECT_EQ(**db().one("SELECT count(*) FROM day_job"), 3);
  pass(kHour);
  EXPECT_EQ(call(*machine, "GET", "/readyz").json()["day_work"], "late");
  const auto begin = std::chrono::steady_clock::now();
  { const DayWork work(*store_, *app_, system_now, std::chrono::hours(1)); }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
}

}  // namespace
}  // namespace duban::test
