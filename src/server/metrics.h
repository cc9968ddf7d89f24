#pragma once

// What /metrics tells (Prometheus text format).

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "base/clock.h"
#include "server/routes.h"

namespace duban {

class Metrics {
 public:
  explicit Metrics(std::span<const Route> routes);
  ~Metrics();

  static constexpr std::size_t kNoRoute = static_cast<std::size_t>(-1);  // a page, or nothing known
  void count(std::size_t route, int status, std::chrono::microseconds took);
  void count_login(bool good);
  // Asked when the text is made: how many connections are open, how many listen to events.
  void set_gauges(std::function<double()> connections, std::function<double()> listeners);
  // A round of what the program does by itself (day_work.h) ended; fault is empty where it went well.
  void count_day_round(UtcMillis at, std::string fault);
  struct DayRounds {
    std::int64_t rounds = 0, failures = 0;
    UtcMillis last_at = 0;
    std::string fault;  // of the last one
  };
  DayRounds day_rounds() const;
  std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace duban
