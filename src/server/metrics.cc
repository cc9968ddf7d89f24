#include "server/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <mutex>
#include <sstream>

#include "server/router.h"

namespace duban {
namespace {

constexpr std::array<const char*, 5> kClasses = {"1xx", "2xx", "3xx", "4xx", "5xx"};

double resident_bytes() {
  std::ifstream file("/proc/self/statm");
  double pages = 0;
  file >> pages >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

struct Metrics::Impl {
  struct OfRoute {
    std::array<prometheus::Counter*, kClasses.size()> answers{};
    prometheus::Histogram* seconds = nullptr;
  };
  prometheus::Registry registry;
  std::vector<OfRoute> routes;
  OfRoute other;
  prometheus::Counter* good_logins = nullptr;
  prometheus::Counter* bad_logins = nullptr;
  prometheus::Gauge* connections = nullptr;
  prometheus::Gauge* listeners = nullptr;
  prometheus::Gauge* memory = nullptr;
  prometheus::Counter* good_rounds = nullptr;
  prometheus::Counter* bad_rounds = nullptr;
  prometheus::Gauge* last_round = nullptr;
  mutable std::mutex mutex;
  DayRounds day_rounds;
  std::function<double()> read_connections;
  std::function<double()> read_listeners;
};

Metrics::Metrics(std::span<const Route> routes) : impl_(std::make_unique<Impl>()) {
  auto& answers = prometheus::BuildCounter()
                      .Name("duban_http_answers_total")
                      .Help("Answers by route and class of status")
                      .Register(impl_->registry);
  auto& seconds = prometheus::BuildHistogram()
                      .Name("duban_http_seconds")
                      .Help("From the head of a request to the end of its answer")
                      .Register(impl_->registry);
  const prometheus::Histogram::BucketBoundaries bounds = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10};
  // All counters are made here, so that counting takes no look-up and no lock.
  const auto make = [&](const std::string& method, const std::string& pattern) {
    Impl::OfRoute made;
    for (std::size_t i = 0; i < kClasses.size(); ++i) {
      made.answers[i] = &answers.Add({{"method", method}, {"route", pattern}, {"status", kClasses[i]}});
    }
    made.seconds = &seconds.Add({{"method", method}, {"route", pattern}}, bounds);
    return made;
  };
  for (const Route& route : routes) {
    impl_->routes.push_back(make(std::string(to_word(route.method)), std::string(route.pattern)));
  }
  impl_->other = make("", "page");
  auto& logins =
      prometheus::BuildCounter().Name("duban_logins_total").Help("Log-ins").Register(impl_->registry);
  impl_->good_logins = &logins.Add({{"outcome", "good"}});
  impl_->bad_logins = &logins.Add({{"outcome", "refused"}});
  auto& rounds = prometheus::BuildCounter()
                     .Name("duban_day_work_rounds_total")
                     .Help("Rounds of what the program does by itself")
                     .Register(impl_->registry);
  impl_->good_rounds = &rounds.Add({{"outcome", "good"}});
  impl_->bad_rounds = &rounds.Add({{"outcome", "failed"}});
  const auto gauge = [&](const char* name, const char* help) {
    return &prometheus::BuildGauge().Name(name).Help(help).Register(impl_->registry).Add({});
  };
  impl_->connections = gauge("duban_http_connections", "Open connections");
  impl_->listeners = gauge("duban_event_listeners", "Open event streams");
  impl_->last_round = gauge("duban_day_work_last_round_seconds", "When the last round ended, Unix time");
  impl_->memory = gauge("process_resident_memory_bytes", "Resident memory");
}

Metrics::~Metrics() = default;

void Metrics::count(std::size_t route, int status, std::chrono::microseconds took) {
  const Impl::OfRoute& counted = route == kNoRoute ? impl_->other : impl_->routes[route];
  const auto place = static_cast<std::size_t>(status / 100 - 1);
  if (place < kClasses.size()) counted.answers[place]->Increment();
  counted.seconds->Observe(std::chrono::duration<double>(took).count());
}

void Metrics::count_login(bool good) { (good ? impl_->good_logins : impl_->bad_logins)->Increment(); }

void Metrics::count_day_round(UtcMillis at, std::string fault) {
  (fault.empty() ? impl_->good_rounds : impl_->bad_rounds)->Increment();
  impl_->last_round->Set(static_cast<double>(at) / 1000);
  const std::lock_guard lock(impl_->mutex);
  ++impl_->day_rounds.rounds;
  if (!fault.empty()) ++impl_->day_rounds.failures;
  impl_->day_rounds.last_at = at;
  impl_->day_rounds.fault = std::move(fault);
}

Metrics::DayRounds Metrics::day_rounds() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->day_rounds;
}

void Metrics::set_gauges(std::function<double()> connections, std::function<double()> listeners) {
  impl_->read_connections = std::move(connections);
  impl_->read_listeners = std::move(listeners);
}

std::string Metrics::text() const {
  if (impl_->read_connections) impl_->connections->Set(impl_->read_connections());
  if (impl_->read_listeners) impl_->listeners->Set(impl_->read_listeners());
  impl_->memory->Set(resident_bytes());
  std::ostringstream out;
  prometheus::TextSerializer().Serialize(out, impl_->registry.Collect());
  return out.str();
}

}  // namespace duban
