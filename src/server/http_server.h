#pragma once

// The HTTP/1.1 server: sockets, limits, time-outs, workers. What the answers say is the Application's business.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "server/http.h"

namespace duban::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  std::string certificate;    // PEM files; both or neither. With them the server speaks TLS only.
  std::string key;
  std::uint64_t body_limit = 64ULL << 20U;
  std::size_t header_limit = 16U << 10U;
  std::size_t io_threads = 2;
  std::size_t workers = 8;
  std::size_t most_waiting = 4096;       // requests that wait for a worker; past that 503
  std::size_t most_connections = 10000;  // past that a new one is closed
  std::chrono::milliseconds header_timeout{15000};
  std::chrono::milliseconds body_timeout{60000};
  std::chrono::milliseconds write_timeout{30000};      // for each 256 KB
  std::chrono::milliseconds idle_timeout{75000};       // between two requests
  std::chrono::milliseconds drain_timeout{10000};      // for requests in flight at stop()
  std::chrono::milliseconds event_stream_age{300000};  // then the client comes back and is checked again
};

// Bodies up to this size are read before anybody is asked.
inline constexpr std::uint64_t kSmallBody = 64U << 10U;

struct Admission {
  std::optional<Response> refusal;
  std::uint64_t limit = UINT64_MAX;  // of this body; the server's own limit holds too
};

// What is served. answer and admit run on a worker (numbered 0 … workers-1, one thread each); at_once runs on
// an I/O thread and must not block. None throws.
struct Application {
  // Answers what needs neither body nor database: packed files, health.
  std::function<std::optional<Response>(const Request& head)> at_once;
  // Asked before a body larger than kSmallBody (or of unknown length) is read.
  std::function<Admission(const Request& head, std::size_t worker)> admit;
  std::function<Response(Request& request, std::size_t worker)> answer;
  // Every request that could be read, after its answer was sent (or failed).
  std::function<void(const Request& request, int status, std::size_t bytes, std::chrono::microseconds took)>
      done;
  // A stop has begun: end the event streams, or they would hold it up.
  std::function<void()> stopping;
};

class HttpServer {
 public:
  // Listens, or says why not: kConflict where the port is taken, kIo for an address or certificate that cannot
  // be used.
  static Result<HttpServer> start(const ServerOptions& options, Application application);
  HttpServer(HttpServer&&) noexcept;
  HttpServer& operator=(HttpServer&&) noexcept;
  ~HttpServer();  // stops

  std::uint16_t port() const;
  std::size_t connections() const;
  // Accepts no more, lets the requests in flight end (up to drain_timeout), closes everything. May be called
  // from another thread than start().
  void stop();

 private:
  struct Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace duban::http
