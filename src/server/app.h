#pragma once

// All that stands between a socket and a handler: routes, log-in, CSRF, rights, If-Match, Idempotency-Key,
// files, problems, security headers, metrics. One App serves one Store.

#include <atomic>
#include <memory>
#include <span>
#include <vector>

#include "base/clock.h"
#include "base/embedded.h"
#include "server/events.h"
#include "server/http_server.h"
#include "server/logins.h"
#include "server/metrics.h"
#include "server/router.h"
#include "server/routes.h"
#include "server/static_files.h"
#include "store/store.h"

namespace duban {

struct AppOptions {
  bool tls = false;           // spoken by the server itself
  bool behind_proxy = false;  // believe X-Forwarded-For and X-Forwarded-Proto
  std::size_t workers = 8;    // as many as the server has
  Clock clock = system_now;
  bool held = false;  // answers 503 until open(): the port is taken, the ledger not made ready
};

class App {
 public:
  App(Store& store, const AppOptions& options, std::span<const Route> routes = duban::routes(),
      const std::vector<embedded::File>& files = embedded::web_files());
  App(const App&) = delete;
  App& operator=(const App&) = delete;

  void open() { open_ = true; }
  // Refers to this App, which must live longer than the server.
  http::Application application();
  EventHub& events() { return events_; }
  Metrics& metrics() { return metrics_; }
  // Tells those who listen of messages that are newer than the last it told of, whoever wrote them.
  void tell_new_messages(sql::Connection& db);

 private:
  std::optional<http::Response> at_once(const http::Request& request);
  http::Admission admit(const http::Request& head, std::size_t worker);
  http::Response answer(http::Request& request, std::size_t worker);
  void done(const http::Request& request, int status, std::size_t bytes, std::chrono::microseconds took);

  Result<http::Response> routed(http::Request& request, std::size_t worker);
  // Everything that can refuse a request before its body matters.
  struct Gate {
    std::shared_ptr<const Login> login;
    Actor actor;
  };
  Result<Gate> pass_gate(const http::Request& request, const Route& route, sql::Connection& db);
  Result<http::Response> run(const http::Request& request, const Route& route, const Gate& gate,
                             sql::Connection& db);
  http::Response no_route(const http::Request& request, const Router::Match& match) const;
  bool over_tls(const http::Request& request) const;
  void finish(const http::Request& request, http::Response& response) const;
  Result<sql::Connection*> connection(std::size_t worker);

  Store& store_;
  const AppOptions options_;
  const std::span<const Route> routes_;
  const Router router_;
  const StaticFiles files_;
  EventHub events_;
  Logins logins_;
  Metrics metrics_;
  std::atomic<std::int64_t> newest_message_{0};
  std::atomic<bool> open_{true};
  std::vector<std::unique_ptr<Store::Lease>> leases_;  // one a worker, taken at its first request
};

}  // namespace duban
