#include "base/json.h"
#include "server/logins.h"
#include "server/mail_handlers.h"
#include "store/calendar_feed.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

void write_feed_time(JsonWriter& json, std::string_view name, const std::optional<UtcMillis>& at) {
  json.key(name);
  if (at) {
    json.string(utc_text(*at));
  } else {
    json.null();
  }
}

}  // namespace

Result<Response> get_calendar(const Request&, Context& context) {
  const CalendarFeed feed = TRY(calendar_feed(context.db, context.actor));
  JsonWriter json;
  json.begin_object().field("on", feed.on);
  write_feed_time(json, "made_at", feed.made_at);
  write_feed_time(json, "last_read_at", feed.last_read_at);
  json.end_object();
  return Response::json(json.take());
}

Result<Response> post_calendar(const Request&, Context& context) {
  if (context.login->kind == Login::Kind::kToken) {
    return error(ErrorCode::kConflict, "令牌不能建立日历订阅，请登录后办理",
                 "a token cannot make a calendar feed; log in for that");
  }
  const std::string secret = TRY(make_calendar_feed(context.db, context.actor, context.now));
  JsonWriter json;
  json.begin_object().field("path", fmt::format("/api/v1/calendar/{}/duban.ics", secret)).end_object();
  Response response = Response::json(json.take());
  response.secret = true;
  return response;
}

Result<Response> delete_calendar(const Request&, Context& context) {
  TRY(end_calendar_feed(context.db, context.actor, context.now));
  return Response::no_content();
}

Result<Response> get_calendar_feed(const Request& request, Context& context) {
  const auto feed = TRY(feed_days(context.db, request.parameter("token"), context.now));
  if (!feed) return error(ErrorCode::kNotFound, "没有这个日历，或已停用", "there is no such calendar any more");
  Response response;
  response.content_type = "text/calendar; charset=utf-8";
  response.body = calendar_text(feed->name, feed->days, context.now);
  return response;
}

}  // namespace duban
