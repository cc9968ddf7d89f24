// The log, events, health and metrics.

#include "base/json.h"
#include "server/events.h"
#include "server/metrics.h"
#include "server/openapi.h"
#include "server/paging.h"
#include "server/people_handlers.h"
#include "store/log.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

constexpr UtcMillis kDayWorkLate = 10LL * 60 * 1000;

Result<UtcMillis> query_time(const Request& request, std::string_view name) {
  const std::string_view text = request.query_value(name);
  if (text.empty()) return UtcMillis{0};
  if (const auto at = utc_from_text(text)) return *at;
  return error(ErrorCode::kUsage, fmt::format("{} 应为日期（2026-02-05）或时间（2026-02-05T08:30:00Z）", name),
               fmt::format("{} must be a date (2026-02-05) or a time (2026-02-05T08:30:00Z)", name));
}

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address == "::1" || address.starts_with("::ffff:127.");
}

}  // namespace

Result<Response> get_log(const Request& request, Context& context) {
  LogFilter filter;
  filter.limit = TRY(query_limit(request)) + 1;
  filter.before_no = TRY(query_number(request, "after", 0));
  filter.account = request.query_value("account");
  filter.action = request.query_value("action");
  filter.object = request.query_value("object");
  filter.from = TRY(query_time(request, "from"));
  filter.to = TRY(query_time(request, "to"));
  const LogPage page = TRY(read_log(context.db, context.actor.government_id, filter));
  const std::size_t shown = std::min(page.entries.size(), static_cast<std::size_t>(filter.limit - 1));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    const LogEntry& entry = page.entries[i];
    json.begin_object().field("no", entry.no).field("at", utc_text(entry.at)).field("account", entry.account);
    json.field("from", entry.from).field("action", entry.action).field("object", entry.object);
    json.field("before", entry.before).field("after", entry.after).field("hash", entry.hash).end_object();
  }
  json.end_array().field("total", page.total).key("next");
  if (page.entries.size() > shown) {
    json.string(std::to_string(page.entries[shown - 1].no));
  } else {
    json.null();
  }
  json.end_object();
  return Response::json(json.take());
}

Result<Response> get_log_verdict(const Request&, Context& context) {
  const LogVerdict verdict = TRY(verify_log(context.db, context.actor.government_id, {}));
  JsonWriter json;
  json.begin_object().field("entries", verdict.entries).field("intact", verdict.intact);
  if (!verdict.intact) {
    json.field("first_bad", verdict.first_bad).field("reason", verdict.reason.in(context.language));
  }
  json.end_object();
  return Response::json(json.take());
}

Result<Response> get_log_anchor(const Request&, Context& context) {
  const LogAnchor anchor = TRY(log_anchor(context.db, context.actor.government_id));
  JsonWriter json;
  json.begin_object().field("government_id", anchor.government_id).field("no", anchor.no);
  json.field("hash", anchor.hash).field("at", utc_text(anchor.at)).end_object();
  return Response::json(json.take());
}

Result<Response> get_events(const Request&, Context& context) {
  auto stream = context.events.subscribe(context.actor);
  if (!stream) {
    return error(ErrorCode::kBusy, "打开的页面太多，请关闭一些",
                 "too many pages of this account are open; close some");
  }
  Response response;
  response.content_type = "text/event-stream";
  response.with("Cache-Control", "no-store").with("X-Accel-Buffering", "no");
  response.body = ": open\n\n";
  response.events = std::move(stream);
  return response;
}

Result<Response> get_health(const Request&, Context&) { return Response::json(R"({"status":"ok"})"); }

Result<Response> get_ready(const Request&, Context& context) {
  TRY(context.db.one("SELECT count(*) FROM government"));
  // Pages are served whether or not the thread of day_work.h does well: it is told, and no reason to be off.
  const Metrics::DayRounds rounds = context.metrics.day_rounds();
  const bool late = rounds.rounds > 0 && context.now - rounds.last_at > kDayWorkLate;
  JsonWriter json;
  json.begin_object().field("status", "ready");
  json.field("day_work", rounds.rounds == 0 ? "off" : late ? "late" : rounds.fault.empty() ? "good" : "failed");
  json.end_object();
  return Response::json(json.take());
}

// Figures about the whole house: for the machine itself, where a collector runs, and nobody else.
Result<Response> get_metrics(const Request& request, Context& context) {
  if (!is_loopback(request.peer) || !request.header("X-Forwarded-For").empty()) {
    return error(ErrorCode::kForbidden, "指标只在本机提供", "metrics are given to this machine only");
  }
  Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = context.metrics.text();
  return response;
}

Result<Response> get_openapi(const Request&, Context&) {
  static const std::string text = openapi_text(routes());
  return Response::json(text);
}

}  // namespace duban
