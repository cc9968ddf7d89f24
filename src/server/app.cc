#include "server/app.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "server/idempotency.h"
#include "server/request_checks.h"
#include "store/messages.h"

namespace duban {
namespace {

// Nothing inline, nothing from elsewhere. Components set style attributes (widths, positions), which only
// style-src-attr allows; style elements stay forbidden.
constexpr std::string_view kPagePolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' "
    "data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
constexpr std::string_view kDataPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
constexpr std::string_view kEventsPattern = "/api/v1/events";

constexpr std::uint64_t kMostJson = 4U << 20U;  // ids of a hundred thousand rows

bool is_change(http::Method method) { return method != http::Method::kGet; }

bool is_api(std::string_view path) { return path.starts_with("/api/") || path == "/api"; }

}  // namespace

App::App(Store& store, const AppOptions& options, std::span<const Route> routes,
         const std::vector<embedded::File>& files)
    : store_(store),
      options_(options),
      routes_(routes),
      router_(routes),
      files_(files),
      metrics_(routes),
      open_(!options.held),
      leases_(options.workers) {
  const auto db = store_.lease();
  if (!db.ok()) return;
  if (const auto newest = newest_message(**db); newest.ok()) newest_message_ = *newest;
}

http::Application App::application() {
  http::Application out;
  out.at_once = [this](const http::Request& request) { return at_once(request); };
  out.admit = [this](const http::Request& head, std::size_t worker) { return admit(head, worker); };
  out.answer = [this](http::Request& request, std::size_t worker) { return answer(request, worker); };
  out.done = [this](const http::Request& request, int status, std::size_t bytes,
                    std::chrono::microseconds took) { done(request, status, bytes, took); };
  out.stopping = [this] { events_.close_all(); };
  return out;
}

std::optional<http::Response> App::at_once(const http::Request& request) {
  if (request.path == "/healthz" && request.method == http::Method::kGet) {
    http::Response response = http::Response::json(R"({"status":"ok"})");
    finish(request, response);
    return response;
  }
  if (!open_) {
    http::Response response =
        http::problem(error(ErrorCode::kBusy, "正在启动，请稍候再试", "starting; please try again in a moment"),
                      request.language);
    response.with("Retry-After", "1");
    finish(request, response);
    return response;
  }
  if (is_api(request.path) || router_.find(request.method, request.path).route != nullptr) return {};
  http::Response response;
  if (request.method == http::Method::kGet) {
    response = files_.answer(request);
  } else {
    response = http::problem(405, {"这里只能查看", "there is nothing here to change"}, request.language);
    response.with("Allow", "GET, HEAD");
  }
  finish(request, response);
  return response;
}

http::Admission App::admit(const http::Request& head, std::size_t worker) {
  const Router::Match match = router_.find(head.method, head.path);
  http::Admission admission;
  if (match.route == nullptr) {
    admission.refusal = no_route(head, match);
  } else {
    auto db = connection(worker);
    const auto gate = db.ok() ? pass_gate(head, *match.route, **db) : Result<Gate>(db.error());
    if (!gate.ok()) admission.refusal = http::problem(gate.error(), head.language);
    if (match.route->body != kAnyBody) {
      admission.limit = match.route->access == Access::kOpen ? http::kSmallBody : kMostJson;
    }
  }
  if (admission.refusal) finish(head, *admission.refusal);
  return admission;
}

http::Response App::answer(http::Request& request, std::size_t worker) {
  http::Response response;
  try {
    auto outcome = routed(request, worker);
    response = outcome.ok() ? outcome.take() : http::problem(outcome.error(), request.language);
    if (!outcome.ok() && response.status == 401) response.with("WWW-Authenticate", "Bearer");
  } catch (const std::exception& failure) {
    spdlog::error("{} {} {}: {}", request.request_id, to_word(request.method), request.path, failure.what());
    response = http::problem(
        error(
            ErrorCode::kInternal, fmt::format("程序出错，请把编号 {} 告诉管理员", request.request_id),
            fmt::format("the program failed; please tell the administrator the number {}", request.request_id)),
        request.language);
  }
  finish(request, response);
  return response;
}

Result<http::Response> App::routed(http::Request& request, std::size_t worker) {
  Router::Match match = router_.find(request.method, request.path);
  if (match.route == nullptr) return no_route(request, match);
  request.parameters = std::move(match.parameters);
  const Route& route = *match.route;
  sql::Connection* const db = TRY(connection(worker));
  const Gate gate = TRY(pass_gate(request, route, *db));
  if (!route.body.empty() && route.body != kAnyBody) TRY(check_body(request, route.body));
  if (route.needs_match && request.header("If-Match").empty()) {
    return error(ErrorCode::kPreconditionRequired, "修改时须带上 If-Match（打开时看到的版本）",
                 "a change needs If-Match with the version that was looked at");
  }
  const bool keyed =
      request.method == http::Method::kPost && gate.login && !request.header("Idempotency-Key").empty();
  if (!keyed) return run(request, route, gate, *db);
  IdempotentPost post = TRY(IdempotentPost::begin(*db, gate.actor.account_id, request, options_.clock()));
  if (post.before()) return *post.before();
  auto outcome = run(request, route, gate, *db);
  http::Response response = outcome.ok() ? outcome.take() : http::problem(outcome.error(), request.language);
  TRY(post.end(*db, response));
  return response;
}

Result<http::Response> App::run(const http::Request& request, const Route& route, const Gate& gate,
                                sql::Connection& db) {
  Context context{store_,  db,       gate.actor,       options_.clock(), request.language,
                  events_, metrics_, gate.login.get(), over_tls(request)};
  http::Response response = TRY(route.handler(request, context));
  if (is_change(request.method)) tell_new_messages(db);
  if (request.method != http::Method::kGet || response.status != 200) return response;
  keep_fields(request, response);
  return response;
}

void App::tell_new_messages(sql::Connection& db) {
  const auto fresh = messages_after(db, newest_message_);
  if (!fresh.ok() || fresh->empty()) return;
  newest_message_ = fresh->back().id;
  for (const FreshMessage& each : *fresh) {
    events_.publish({each.government_id, "message", 0, each.id, 0, each.account_id});
  }
}

Result<App::Gate> App::pass_gate(const http::Request& request, const Route& route, sql::Connection& db) {
  Gate gate;
  gate.actor.from = client_address(request, options_.behind_proxy);
  if (is_change(request.method)) TRY(check_origin(request));
  if (route.access == Access::kOpen) return gate;
  const auto touch = route.pattern == kEventsPattern ? Logins::Touch::kNone : Logins::Touch::kActivity;
  gate.login = TRY(logins_.find(request, db, options_.clock(), touch));
  if (!gate.login) return error(ErrorCode::kUnauthenticated, "请先登录", "please log in first");
  std::string from = std::move(gate.actor.from);
  gate.actor = gate.login->identity.actor;
  gate.actor.from = std::move(from);
  if (is_change(request.method) && gate.login->kind == Login::Kind::kSession) {
    TRY(check_csrf(request, *gate.login));
  }
  if (gate.login->identity.must_change_password && route.action != Action::kOwnAccount) {
    return error(ErrorCode::kForbidden, "请先修改密码（一次性密码或已过期）",
                 "please change your password first (it is a one-time password, or too old)");
  }
  if (gate.login->identity.must_enrol && route.action != Action::kOwnAccount) {
    return error(ErrorCode::kForbidden, "您的角色须启用双因素认证，请先启用",
                 "your role demands a second factor; please set it up first");
  }
  if (!allowed_somewhere(gate.actor.roles, route.action)) {
    return require(gate.actor, route.action, Relation::kSelf).error();
  }
  return gate;
}

http::Response App::no_route(const http::Request& request, const Router::Match& match) const {
  if (match.allow.empty()) {
    return http::problem(404, {"没有这个接口", "there is no such call"}, request.language);
  }
  return http::problem(405, {"这个地址不支持这种操作", "this address does not take this method"},
                       request.language)
      .with("Allow", match.allow);
}

bool App::over_tls(const http::Request& request) const {
  return options_.tls || (options_.behind_proxy && request.header("X-Forwarded-Proto") == "https");
}

void App::finish(const http::Request& request, http::Response& response) const {
  // A 304 has no body of its own: a browser puts its headers in place of the kept ones (RFC 9111 4.3.4), so a
  // policy for data would shut the page that it already has.
  const bool page = response.content_type.starts_with("text/html");
  if (response.status != 304) {
    response.with("Content-Security-Policy", std::string(page ? kPagePolicy : kDataPolicy));
  }
  response.with("X-Content-Type-Options", "nosniff")
      .with("X-Frame-Options", "DENY")
      .with("Referrer-Policy", "no-referrer")
      .with("Cross-Origin-Opener-Policy", "same-origin")
      .with("Cross-Origin-Resource-Policy", "same-origin")
      .with("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
  if (over_tls(request)) response.with("Strict-Transport-Security", "max-age=31536000");
  // An answer of the API is kept nowhere, and no If-None-Match gives 304: its ETag says which version a change
  // would be made on, while the same version may look different to another person, in another language or a day
  // later.
  const bool own_rule = std::any_of(response.headers.begin(), response.headers.end(),
                                    [](const http::Header& header) { return header.name == "Cache-Control"; });
  if (!own_rule) response.with("Cache-Control", "no-store");
}

Result<sql::Connection*> App::connection(std::size_t worker) {
  auto& lease = leases_[worker];
  if (!lease) lease = std::make_unique<Store::Lease>(TRY(store_.lease()));
  return &**lease;
}

void App::done(const http::Request& request, int status, std::size_t bytes, std::chrono::microseconds took) {
  const Router::Match match = router_.find(request.method, request.path);
  // An address that is a secret by itself stands in no log.
  const bool secret = match.route != nullptr && match.route->pattern.find("{token}") != std::string_view::npos;
  const std::string_view path = secret ? match.route->pattern : std::string_view(request.path);
  metrics_.count(match.route == nullptr ? Metrics::kNoRoute : match.index, status, took);
  if (status >= 500) {
    spdlog::warn("{} {} {} {} {} {} B {} us", request.request_id, request.peer, to_word(request.method), path,
                 status, bytes, took.count());
  } else if (spdlog::should_log(spdlog::level::info)) {
    spdlog::info("{} {} {} {} {} {} B {} us", request.request_id, request.peer, to_word(request.method), path,
                 status, bytes, took.count());
  }
}

}  // namespace duban
