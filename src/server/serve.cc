#include "server/serve.h"

#include <pthread.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <charconv>
#include <csignal>

#include "server/app.h"
#include "server/day_work.h"
#include "server/mail_sender.h"

namespace duban {
namespace {

struct Address {
  std::string host;
  std::uint16_t port = 0;
};

Result<Address> read_listen(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  Address address;
  unsigned port = 0;
  bool good = colon != std::string::npos && colon + 1 < text.size();
  if (good) {
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, port);
    good = read.ec == std::errc() && read.ptr == end && port <= 65535;
  }
  if (!good) {
    return error(ErrorCode::kUsage, fmt::format("监听地址应写作 地址:端口，如 127.0.0.1:8080，而不是 {}", text),
                 fmt::format("--listen wants ADDRESS:PORT, such as 127.0.0.1:8080, not {}", text));
  }
  address.host = text.substr(0, colon);
  if (address.host.starts_with('[') && address.host.ends_with(']')) {
    address.host = address.host.substr(1, address.host.size() - 2);
  }
  address.port = static_cast<std::uint16_t>(port);
  return address;
}

// Signals go to sigwait() in this thread only: set before any other thread begins.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

}  // namespace

Result<int> serve(const ServeOptions& options) {
  if (options.certificate.empty() != options.key.empty()) {
    return error(ErrorCode::kUsage, "证书和密钥要一起给出", "a certificate and its key are given together");
  }
  const Address address = TRY(read_listen(options.listen));
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("duban", std::make_shared<spdlog::sinks::stderr_color_sink_mt>()));
  spdlog::set_level(options.verbose ? spdlog::level::info : spdlog::level::warn);
  const sigset_t signals = block_signals();

  Store store = TRY(Store::open(options.db));
  http::ServerOptions server_options;
  server_options.address = address.host;
  server_options.port = address.port;
  server_options.certificate = options.certificate;
  server_options.key = options.key;
  server_options.body_limit = options.body_limit;
  AppOptions app_options;
  app_options.tls = !options.certificate.empty();
  app_options.behind_proxy = options.behind_proxy;
  app_options.workers = server_options.workers;
  app_options.held = true;
  App app(store, app_options);
  http::HttpServer server = TRY(http::HttpServer::start(server_options, app.application()));
  app.metrics().set_gauges([&server] { return static_cast<double>(server.connections()); },
                           [&app] { return static_cast<double>(app.events().listeners()); });
  // After the port is ours: a start that fails must not use up the one-time passwords. Before anybody is answered: who is
  // told that the server is ready may make accounts, and the first log-ins are made only where there are none.
  const auto first = TRY(first_start(store, system_now()));
  app.open();
  if (options.ready) {
    const std::string host =
        address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]";
    options.ready(fmt::format("{}://{}:{}", app_options.tls ? "https" : "http", host, server.port()), first);
  }
  // They have connections of their own and end before the server does.
  auto day_work = std::make_unique<DayWork>(store, app, app_options.clock);
  auto mail_sender = std::make_unique<MailSender>(store, app_options.clock);
  int signal = 0;
  sigwait(&signals, &signal);
  spdlog::info("stopping");
  mail_sender.reset();
  day_work.reset();
  server.stop();
  return 0;
}

}  // namespace duban
