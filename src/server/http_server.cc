#include "server/http_server.h"

#include <sys/resource.h>

#include <ctime>
#include <thread>

#include "server/http_connection.h"

namespace duban::http {

std::optional<Method> method_of(std::string_view word) {
  if (word == "GET" || word == "HEAD") return Method::kGet;
  if (word == "POST") return Method::kPost;
  if (word == "PUT") return Method::kPut;
  if (word == "PATCH") return Method::kPatch;
  if (word == "DELETE") return Method::kDelete;
  return {};
}

bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t at = 0; at + word.size() <= list.size(); ++at) {
    const std::string_view here = list.substr(at, word.size());
    if (beast::iequals({here.data(), here.size()}, {word.data(), word.size()})) return true;
  }
  return false;
}

std::string response_head(const Response& response, const Request& request, std::size_t length,
                          bool keep_alive) {
  std::string out = fmt::format(
      "HTTP/1.1 {} {}\r\n", response.status,
      std::string_view(beast::http::obsolete_reason(static_cast<beast::http::status>(response.status))));
  const auto add = [&](std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    // A value made from somebody's words (a file name) must not begin a header of its own.
    for (const char c : value) {
      if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) out += c;
    }
    out += "\r\n";
  };
  thread_local std::time_t dated = 0;
  thread_local std::string date;
  if (const std::time_t now = std::time(nullptr); now != dated) {
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[40];
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc);
    date = text;
    dated = now;
  }
  add("Date", date);
  if (!response.content_type.empty()) add("Content-Type", response.content_type);
  if (length != std::string::npos && response.status != 204 && response.status != 304) {
    add("Content-Length", std::to_string(length));
  }
  for (const Header& header : response.headers) add(header.name, header.value);
  add("X-Request-Id", request.request_id);
  add("Connection", keep_alive ? "keep-alive" : "close");
  out += "\r\n";
  return out;
}

namespace {

// Several accept loops, so that a burst of connections is not taken one by one (LIBRARIES, section 2).
constexpr int kAcceptLoops = 8;

void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
}

}  // namespace

struct HttpServer::Impl {
  std::shared_ptr<Core> core = std::make_shared<Core>();
  std::shared_ptr<TlsContext> tls;
  std::vector<std::unique_ptr<asio::io_context>> contexts;
  std::vector<std::unique_ptr<Idle>> idle;  // one a context
  std::unique_ptr<Tcp::acceptor> acceptor;
  std::vector<std::thread> threads;
  std::atomic<std::size_t> next{0};
  std::uint16_t port = 0;
  bool stopped = false;

  Awaitable<void> serve(Tcp::socket socket, Idle& waiting) {
    Failure ignored;
    socket.set_option(Tcp::no_delay(true), ignored);
    const auto remote = socket.remote_endpoint(ignored);
    std::string peer = remote.address().to_string();
    try {
      if (tls) {
        co_await serve_tls(std::move(socket), core, waiting, std::move(peer), tls);
      } else {
        Connection<beast::tcp_stream> connection(beast::tcp_stream(std::move(socket)), core, waiting,
                                                 std::move(peer));
        co_await connection.run();
        connection.socket().socket().shutdown(Tcp::socket::shutdown_both, ignored);
      }
    } catch (const std::exception&) {
      // Out of memory for this one: its socket closes, the others go on.
    }
    --core->connections;
  }

  Awaitable<void> accept_loop() {
    for (;;) {
      const std::size_t which = next.fetch_add(1, std::memory_order_relaxed) % contexts.size();
      Tcp::socket socket(*contexts[which]);
      auto [failure] = co_await acceptor->async_accept(socket, kQuiet);
      if (core->draining || !acceptor->is_open()) co_return;
      if (failure) {  // no file handles left: wait for some
        asio::steady_timer pause(*contexts[0], std::chrono::milliseconds(50));
        co_await pause.async_wait(kQuiet);
        continue;
      }
      if (core->connections >= core->options.most_connections) continue;
      ++core->connections;
      asio::co_spawn(*contexts[which], serve(std::move(socket), *idle[which]), asio::detached);
    }
  }

  Result<void> listen() {
    const ServerOptions& options = core->options;
    Failure failure;
    const auto address =
        asio::ip::make_address(options.address == "localhost" ? "127.0.0.1" : options.address, failure);
    if (failure) {
      return error(ErrorCode::kUsage, fmt::format("监听地址有误：{}（应为 IP 地址）", options.address),
                   fmt::format("{} is no address to listen on (an IP address is wanted)", options.address));
    }
    const Tcp::endpoint endpoint(address, options.port);
    acceptor = std::make_unique<Tcp::acceptor>(*contexts[0]);
    acceptor->open(endpoint.protocol(), failure);
    if (!failure) acceptor->set_option(Tcp::acceptor::reuse_address(true), failure);
    if (!failure) acceptor->bind(endpoint, failure);
    if (!failure) acceptor->listen(4096, failure);
    if (failure == asio::error::address_in_use) {
      return error(ErrorCode::kConflict,
                   fmt::format("端口 {} 已被别的程序占用。请用 --listen {}:端口 另选一个", options.port,
                               options.address),
                   fmt::format("port {} is in use by another program; choose another with --listen {}:PORT",
                               options.port, options.address));
    }
    if (failure) {
      return error(
          ErrorCode::kIo,
          fmt::format("无法在 {}:{} 上监听（{}）", options.address, options.port, failure.message()),
          fmt::format("cannot listen on {}:{} ({})", options.address, options.port, failure.message()));
    }
    port = acceptor->local_endpoint(failure).port();
    return {};
  }

  void stop() {
    if (stopped) return;
    stopped = true;
    core->draining = true;
    if (core->application.stopping) core->application.stopping();
    asio::post(*contexts[0], [this] {
      Failure ignored;
      acceptor->close(ignored);
    });
    const auto end = std::chrono::steady_clock::now() + core->options.drain_timeout;
    do {
      for (std::size_t i = 0; i < contexts.size(); ++i) {
        asio::post(*contexts[i], [waiting = idle[i].get()] {
          for (beast::tcp_stream* each : waiting->waiting) each->cancel();
        });
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    } while (core->connections > 0 && std::chrono::steady_clock::now() < end);
    core->workers->finish();
    for (auto& context : contexts) context->stop();
    for (std::thread& thread : threads) thread.join();
  }

  ~Impl() {
    if (!threads.empty()) stop();
    acceptor.reset();
    contexts.clear();  // ends what still hangs in a coroutine, before what it refers to
  }
};

HttpServer::HttpServer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
HttpServer::HttpServer(HttpServer&&) noexcept = default;
HttpServer& HttpServer::operator=(HttpServer&&) noexcept = default;
HttpServer::~HttpServer() = default;

Result<HttpServer> HttpServer::start(const ServerOptions& options, Application application) {
  auto impl = std::make_unique<Impl>();
  impl->core->options = options;
  impl->core->application = std::move(application);
  if (!options.certificate.empty() || !options.key.empty()) {
    impl->tls = TRY(make_tls(options.certificate, options.key));
  }
  raise_file_limit();
  for (std::size_t i = 0; i < std::max<std::size_t>(1, options.io_threads); ++i) {
    impl->contexts.push_back(std::make_unique<asio::io_context>(1));
    impl->idle.push_back(std::make_unique<Idle>());
  }
  TRY(impl->listen());
  impl->core->workers =
      std::make_unique<WorkerPool>(std::max<std::size_t>(1, options.workers), options.most_waiting);
  for (int i = 0; i < kAcceptLoops; ++i) {
    asio::co_spawn(*impl->contexts[0], impl->accept_loop(), asio::detached);
  }
  for (auto& context : impl->contexts) {
    impl->threads.emplace_back([&context] {
      const auto work = asio::make_work_guard(*context);
      context->run();
    });
  }
  return HttpServer(std::move(impl));
}

std::uint16_t HttpServer::port() const { return impl_->port; }
std::size_t HttpServer::connections() const { return impl_->core->connections; }
void HttpServer::stop() { impl_->stop(); }

}  // namespace duban::http
