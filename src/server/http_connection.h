#pragma once

// One connection, as a coroutine over a plain or a TLS stream. Private to http_server.cc and https_server.cc,
// the only two units that see Beast.

#include <array>
#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "server/events.h"
#include "server/head_check.h"
#include "server/http_server.h"
#include "server/target.h"
#include "server/worker_pool.h"

namespace duban::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Tcp = asio::ip::tcp;
using Failure = boost::system::error_code;
template <class T>
using Awaitable = asio::awaitable<T>;
inline constexpr auto kQuiet = asio::as_tuple(asio::use_awaitable);

// What all connections share.
struct Core {
  ServerOptions options;
  Application application;
  std::unique_ptr<WorkerPool> workers;
  std::atomic<bool> draining{false};
  std::atomic<std::size_t> connections{0};
  std::atomic<std::uint64_t> requests{0};
};

// The connections of one I/O thread that wait for a request, so that a stop can end them at once; touched by
// that thread only.
struct Idle {
  std::set<beast::tcp_stream*> waiting;
};

inline std::string next_request_id(Core& core) {
  static const std::uint64_t start =
      static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
  return fmt::format("{:x}-{:x}", start & 0xFFFFFFFFFFU, core.requests.fetch_add(1, std::memory_order_relaxed));
}

// Runs work(worker number) on a worker and brings what it gives back to this coroutine's thread; nothing where
// the workers are too far behind.
template <class T, class Work>
Awaitable<std::optional<T>> on_worker(Core& core, Work work) {
  auto executor = co_await asio::this_coro::executor;
  auto start = [&core, executor, work](auto handler) mutable {
    using Handler = decltype(handler);
    auto shared = std::make_shared<Handler>(std::move(handler));
    auto finish = [executor, shared](std::optional<T> outcome) {
      asio::post(executor, [shared, outcome = std::move(outcome)]() mutable { (*shared)(std::move(outcome)); });
    };
    const bool taken = core.workers->add(
        [work, finish](std::size_t worker) mutable { finish(std::optional<T>(work(worker))); });
    if (!taken) finish(std::nullopt);
  };
  co_return co_await asio::async_initiate<decltype(asio::use_awaitable), void(std::optional<T>)>(
      start, asio::use_awaitable);
}

std::string response_head(const Response& response, const Request& request, std::size_t length,
                          bool keep_alive);
std::optional<Method> method_of(std::string_view word);
bool has_word(std::string_view list, std::string_view word);  // Connection: keep-alive, Upgrade

template <class Stream>
class Connection {
 public:
  Connection(Stream stream, std::shared_ptr<Core> core, Idle& idle, std::string peer)
      : stream_(std::move(stream)), core_(std::move(core)), idle_(idle), peer_(std::move(peer)) {}

  beast::tcp_stream& socket() { return beast::get_lowest_layer(stream_); }
  Stream& stream() { return stream_; }

  Awaitable<void> run() {
    bool again = true;
    while (again && !core_->draining) again = co_await one_request();
  }

 private:
  enum class Head { kRead, kClosed, kFaulty };

  // Reads up to the empty line; head_size_ bytes of buffer_ then are the head.
  Awaitable<Head> read_head(HeadFault& fault) {
    const std::size_t limit = core_->options.header_limit;
    std::size_t looked = 0;
    if (buffer_.size() == 0) {
      socket().expires_after(core_->options.idle_timeout);
    } else {
      socket().expires_after(core_->options.header_timeout);
    }
    for (;;) {
      const auto data = buffer_.data();
      const std::string_view bytes(static_cast<const char*>(data.data()), data.size());
      const std::size_t end = bytes.find("\r\n\r\n", looked < 3 ? 0 : looked - 3);
      if (end != std::string_view::npos && end + 4 <= limit) {
        head_size_ = end + 4;
        co_return Head::kRead;
      }
      if (end != std::string_view::npos || bytes.size() > limit) {
        fault = {431, {"请求头超过限制", "the head of the request is over the limit"}};
        co_return Head::kFaulty;
      }
      if (has_bare_line_end(bytes)) {
        fault = {400, {"行尾必须是回车换行", "a line does not end in CR LF"}};
        co_return Head::kFaulty;
      }
      looked = bytes.size();
      const bool waiting = buffer_.size() == 0;
      if (waiting) idle_.waiting.insert(&socket());
      auto [failure, count] = co_await stream_.async_read_some(buffer_.prepare(8192), kQuiet);
      if (waiting) idle_.waiting.erase(&socket());
      if (failure) co_return Head::kClosed;  // gone, or too slow: Beast has closed the socket
      buffer_.commit(count);
      if (waiting) socket().expires_after(core_->options.header_timeout);
    }
  }

  // One request and its answer. False: the connection ends.
  Awaitable<bool> one_request() {
    HeadFault fault{400, {}};
    const Head head = co_await read_head(fault);
    if (head == Head::kClosed) co_return false;
    const auto started = std::chrono::steady_clock::now();
    Request request;
    request.peer = peer_;
    request.request_id = next_request_id(*core_);
    if (head == Head::kFaulty) {
      co_await refuse(request, fault.status, fault.message, started);
      co_return false;
    }
    const std::string_view bytes(static_cast<const char*>(buffer_.data().data()), head_size_);
    if (auto found = head_fault(bytes)) {
      co_await refuse(request, found->status, found->message, started);
      co_return false;
    }
    beast::http::request_parser<beast::http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(core_->options.header_limit));
    parser.body_limit(boost::none);
    Failure failure;
    const std::size_t used = parser.put(asio::buffer(bytes.data(), bytes.size()), failure);
    if ((failure && failure != beast::http::error::need_more) || !parser.is_header_done()) {
      const Message message{"请求有误", "the request cannot be read"};
      co_await refuse(request, 400, message, started);
      co_return false;
    }
    for (const auto& field : parser.get()) {
      request.headers.push_back({std::string(field.name_string().data(), field.name_string().size()),
                                 std::string(field.value().data(), field.value().size())});
    }
    const std::string target(parser.get().target().data(), parser.get().target().size());
    const std::string method_word(parser.get().method_string().data(), parser.get().method_string().size());
    buffer_.consume(used);
    if (!read_target(target, request)) {
      const Message message{"请求地址有误", "the request target cannot be read"};
      co_await refuse(request, 400, message, started);
      co_return false;
    }
    request.language = language_of(request);
    const std::optional<Method> method = method_of(method_word);
    const bool head_only = method_word == "HEAD";
    if (!method) {
      const Message message{"不支持的请求方法", "this method is not supported"};
      co_await refuse(request, 405, message, started);
      co_return false;
    }
    request.method = *method;

    const bool has_body = parser.chunked() || parser.content_length().value_or(0) > 0;
    if (has_body) {
      const bool read = co_await read_body(parser, request, started);
      if (!read) co_return false;
    } else if (!parser.is_done()) {
      parser.put_eof(failure);
    }

    std::optional<Response> response;
    if (core_->application.at_once) response = core_->application.at_once(request);
    if (!response) {
      auto& application = core_->application;
      Request* const asked = &request;
      socket().expires_never();
      response = co_await on_worker<Response>(
          *core_, [&application, asked](std::size_t worker) { return application.answer(*asked, worker); });
    }
    if (!response) {
      response = problem(
          error(ErrorCode::kBusy, "系统繁忙，请稍后重试", "too many requests wait; try again in a moment"),
          request.language);
      response->headers.push_back({"Retry-After", "1"});
    }
    if (response->events) {
      co_await stream_events(*response, request, started);
      co_return false;
    }
    const bool keep_alive = parser.keep_alive() && !core_->draining;
    co_return co_await send(*response, request, keep_alive, head_only, started);
  }

  static Message too_large(std::uint64_t limit) {
    const std::string size =
        limit >= (1U << 20U) ? fmt::format("{} MB", limit >> 20U) : fmt::format("{} KB", limit >> 10U);
    return {fmt::format("内容超过 {} 的上限", size), fmt::format("the body is over the limit of {}", size)};
  }

  template <class Parser>
  Awaitable<bool> read_body(Parser& parser, Request& request, std::chrono::steady_clock::time_point started) {
    std::uint64_t limit = core_->options.body_limit;
    const std::uint64_t length = parser.content_length().value_or(0);
    if (length > limit) {
      co_await refuse(request, 413, too_large(limit), started);
      co_return false;
    }
    if ((length > kSmallBody || parser.chunked()) && core_->application.admit) {
      auto& application = core_->application;
      Request* const asked = &request;
      socket().expires_never();
      auto admission = co_await on_worker<Admission>(
          *core_, [&application, asked](std::size_t worker) { return application.admit(*asked, worker); });
      if (!admission) {
        const Message busy{"系统繁忙，请稍后重试", "too many requests wait; try again in a moment"};
        co_await refuse(request, 503, busy, started);
        co_return false;
      }
      if (admission->refusal) {
        co_await send(*admission->refusal, request, false, false, started);
        co_await linger();
        co_return false;
      }
      limit = std::min(limit, admission->limit);
      if (length > limit) {
        co_await refuse(request, 413, too_large(limit), started);
        co_return false;
      }
    }
    const std::string_view expect = request.header("Expect");
    if (!expect.empty()) {
      if (!has_word(expect, "100-continue")) {
        const Message unknown{"不支持的 Expect", "this expectation cannot be met"};
        co_await refuse(request, 417, unknown, started);
        co_return false;
      }
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      socket().expires_after(core_->options.write_timeout);
      auto [failure, count] =
          co_await asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()), kQuiet);
      if (failure) co_return false;
    }
    parser.body_limit(limit);
    socket().expires_after(core_->options.body_timeout);
    auto [failure, count] = co_await beast::http::async_read(stream_, buffer_, parser, kQuiet);
    if (failure == beast::http::error::body_limit) {
      co_await refuse(request, 413, too_large(limit), started);
      co_return false;
    }
    if (failure) {
      const bool gone = failure == beast::http::error::partial_message || failure == asio::error::eof ||
                        failure == asio::error::connection_reset || failure == beast::error::timeout;
      const Message broken{"请求内容有误", "the body cannot be read"};
      if (!gone) co_await refuse(request, 400, broken, started);
      co_return false;
    }
    request.body = std::move(parser.get().body());
    co_return true;
  }

  // An answer after which the connection ends, to a request that was not read to its end.
  Awaitable<void> refuse(Request& request, int status, const Message& message,
                         std::chrono::steady_clock::time_point started) {
    Response answer;
    if (status == 413) {
      answer = problem(Error{ErrorCode::kTooLarge, message}, request.language);
    } else if (status == 503) {
      answer = problem(Error{ErrorCode::kBusy, message}, request.language);
    } else {
      answer = problem(status, message, request.language);
    }
    if (status == 405) answer.headers.push_back({"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE"});
    co_await send(answer, request, false, false, started);
    co_await linger();
  }

  Awaitable<bool> send(const Response& response, const Request& request, bool keep_alive, bool head_only,
                       std::chrono::steady_clock::time_point started) {
    const std::string_view body = response.packed.empty() ? std::string_view(response.body) : response.packed;
    const std::string head = response_head(response, request, body.size(), keep_alive);
    static constexpr std::size_t kPiece = 256U << 10U;
    std::size_t sent = head_only || response.status == 304 ? body.size() : 0;
    const std::size_t first = std::min(kPiece, body.size() - sent);
    const std::array<asio::const_buffer, 2> both{asio::buffer(head), asio::buffer(body.data() + sent, first)};
    socket().expires_after(core_->options.write_timeout);
    auto [failure, count] = co_await asio::async_write(stream_, both, kQuiet);
    sent += first;
    bool failed = static_cast<bool>(failure);
    while (!failed && sent < body.size()) {
      const std::size_t piece = std::min(kPiece, body.size() - sent);
      socket().expires_after(core_->options.write_timeout);
      auto [late, more] = co_await asio::async_write(stream_, asio::buffer(body.data() + sent, piece), kQuiet);
      failed = static_cast<bool>(late);
      sent += piece;
    }
    if (core_->application.done) {
      const auto took = std::chrono::steady_clock::now() - started;
      core_->application.done(request, response.status, body.size(),
                              std::chrono::duration_cast<std::chrono::microseconds>(took));
    }
    co_return !failed && keep_alive;
  }

  Awaitable<void> stream_events(const Response& response, const Request& request,
                                std::chrono::steady_clock::time_point started) {
    auto executor = co_await asio::this_coro::executor;
    const std::shared_ptr<EventStream> events = response.events;
    const auto timer = std::make_shared<asio::steady_timer>(executor);
    // The timer is woken on its own thread; the weak pointer lets the hub outlive the connection.
    events->set_wake([executor, weak = std::weak_ptr(timer)] {
      asio::post(executor, [weak] {
        if (const auto alive = weak.lock()) alive->cancel();
      });
    });
    std::string text = response_head(response, request, std::string::npos, false) + response.body;
    const auto end = std::chrono::steady_clock::now() + core_->options.event_stream_age;
    static constexpr auto kLook = std::chrono::seconds(2);
    static constexpr int kLooksBetweenComments = 10;  // a comment every 20 s keeps proxies from closing
    int quiet = 0;
    std::vector<std::shared_ptr<const std::string>> frames;
    bool alive = true;
    while (alive) {
      for (const auto& frame : frames) text += *frame;
      if (!text.empty()) {
        socket().expires_after(core_->options.write_timeout);
        auto [failure, count] = co_await asio::async_write(stream_, asio::buffer(text), kQuiet);
        if (failure) break;
        text.clear();
      }
      if (core_->draining || std::chrono::steady_clock::now() >= end) break;
      alive = events->take(frames);
      if (!alive || !frames.empty()) continue;
      timer->expires_after(kLook);
      auto [woken] = co_await timer->async_wait(kQuiet);
      // A client that has left says so at once; its place counts against the account's most.
      if (char byte = 0; ::recv(socket().socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) break;
      if (woken || ++quiet < kLooksBetweenComments) continue;
      quiet = 0;
      text = ": still here\n\n";
    }
    events->set_wake(nullptr);
    if (core_->application.done) {
      const auto took = std::chrono::steady_clock::now() - started;
      core_->application.done(request, response.status, 0,
                              std::chrono::duration_cast<std::chrono::microseconds>(took));
    }
  }

  // Closing while the client still sends would reset the connection and lose the answer: read on for a while.
  Awaitable<void> linger() {
    Failure ignored;
    socket().socket().shutdown(Tcp::socket::shutdown_send, ignored);
    socket().expires_after(std::chrono::seconds(10));
    idle_.waiting.insert(&socket());  // a stop need not wait for it
    std::vector<char> waste(64U << 10U);
    for (std::size_t left = 256U << 20U; left > 0;) {
      auto [failure, count] = co_await socket().async_read_some(asio::buffer(waste), kQuiet);
      if (failure || core_->draining) break;
      left -= std::min(left, count);
    }
    idle_.waiting.erase(&socket());
  }

  Stream stream_;
  std::shared_ptr<Core> core_;
  Idle& idle_;
  const std::string peer_;
  beast::flat_buffer buffer_;
  std::size_t head_size_ = 0;
};

// https_server.cc: a TLS server's context, and one connection with its handshake.
class TlsContext;
Result<std::shared_ptr<TlsContext>> make_tls(const std::string& certificate, const std::string& key);
Awaitable<void> serve_tls(Tcp::socket socket, std::shared_ptr<Core> core, Idle& idle, std::string peer,
                          std::shared_ptr<TlsContext> tls);

}  // namespace duban::http
