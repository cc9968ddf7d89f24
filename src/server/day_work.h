#pragma once

// What the program does by itself, once a minute: opens rounds whose day has come, sends reminders, tells the
// office of drafts, gives up old mails, tidies up. Nothing here decides anything about a task: late marks and
// lights are made when they are read (supervise/task_life.h as_of, store/progress.h), so they are right whether
// or not this thread has run.
//
// A job of once a day is done inside one transaction with the day that it was done for: of two processes on one
// database one does it, and a day on which none ran is made good once, by the job itself.

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/day.h"
#include "base/result.h"
#include "server/ticker.h"
#include "store/store.h"

namespace duban {

class App;

struct DayJob {
  enum class Often { kEachRound, kOnceADay };
  std::string_view name;
  Often often;
  // from … on: the days since it was done last, with today; both are today in each round. What came of it, in a
  // few words for the operator. A job of once a day runs inside a transaction.
  Result<std::string> (*run)(sql::Connection& db, std::int64_t government_id, Day from, Day on, UtcMillis now);
};
std::span<const DayJob> day_jobs();

// All jobs that are due. The first error is given back after the others have run.
Result<void> run_day_jobs(sql::Connection& db, std::int64_t government_id, UtcMillis now,
                          std::span<const DayJob> jobs = day_jobs());

class DayWork {
 public:
  DayWork(Store& store, App& app, Clock clock, std::chrono::milliseconds every = std::chrono::minutes(1));
  DayWork(const DayWork&) = delete;
  DayWork& operator=(const DayWork&) = delete;
  ~DayWork();  // waits for the job in hand
  void wake() { ticker_->wake(); }

 private:
  void round();

  Store& store_;
  App& app_;
  const Clock clock_;
  std::unique_ptr<Ticker> ticker_;
};

}  // namespace duban
