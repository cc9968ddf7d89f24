#include "server/round_handlers.h"

#include <simdjson.h>

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/paging.h"
#include "store/log.h"
#include "store/round_board.h"
#include "store/round_store.h"
#include "store/rounds.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

Result<std::string> text_or(const JsonBody& body, std::string_view name, std::string otherwise) {
  return TRY(body.optional_string(name)).value_or(std::move(otherwise));
}

Result<NewRound> round_in(const Request& request) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewRound out;
  out.title = TRY(text_or(body, "title", ""));
  out.kind = TRY(body.string("kind"));
  out.year = static_cast<int>(TRY(body.optional_integer("year")).value_or(0));
  out.period = static_cast<int>(TRY(body.optional_integer("period")).value_or(0));
  out.period_from = TRY(text_or(body, "period_from", ""));
  out.period_to = TRY(text_or(body, "period_to", ""));
  out.opens = TRY(text_or(body, "opens", ""));
  out.due = TRY(text_or(body, "due", ""));
  out.ask = TRY(text_or(body, "ask", "answering"));
  out.plan_ids = TRY(body.integers("plan_ids"));
  out.repeats = TRY(body.boolean_or("repeats", false));
  simdjson::dom::element scope;
  if (body.object()["round_scope"].get(scope) == simdjson::SUCCESS && !scope.is_null()) {
    out.scope = TRY(scope_from_json(simdjson::minify(scope)));
  }
  return out;
}

void tell_round(Context& context, std::int64_t round_id) {
  context.events.publish({context.actor.government_id, "round", 0, round_id, 0});
}

Result<Response> step_of_round(const Request& request, Context& context, RoundStep step) {
  const std::int64_t id = TRY(path_id(request));
  std::string reason;
  if (!request.body.empty()) {
    const JsonBody body = TRY(JsonBody::parse(request.body));
    reason = TRY(text_or(body, "reason", ""));
  }
  const auto read = [&] { return read_round(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(step_round(context.db, context.actor, id, version, step, reason, context.now));
    tell_round(context, id);
    return tagged(TRY(read()));
  };
  return matched(request, context, read, change);
}

}  // namespace

Result<Response> get_rounds(const Request& request, Context& context) {
  const std::int64_t plan = TRY(query_number(request, "plan_id", 0));
  return Response::json(
      TRY(list_rounds(context.db, context.actor, plan, request.query_value("state"), context.now)));
}

Result<Response> post_round(const Request& request, Context& context) {
  const NewRound wanted = TRY(round_in(request));
  const Versioned made = TRY(make_round(context.db, context.actor, wanted, context.now));
  tell_round(context, made.id);
  return Response::created(fmt::format("/api/v1/rounds/{}", made.id), made.json)
      .with("ETag", http::etag(made.id, made.version));
}

Result<Response> post_round_preview(const Request& request, Context& context) {
  const NewRound round = TRY(round_in(request));
  return Response::json(TRY(preview_round(context.db, context.actor, round, context.now)));
}

Result<Response> get_round(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_round(context.db, context.actor, id, context.now)));
}

Result<Response> patch_round(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  RoundChange made;
  made.title = TRY(body.optional_string("title"));
  made.opens = TRY(body.optional_string("opens"));
  made.due = TRY(body.optional_string("due"));
  if (body.has("repeats")) made.repeats = TRY(body.boolean("repeats"));
  made.reason = TRY(text_or(body, "reason", ""));
  const auto read = [&] { return read_round(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(change_round(context.db, context.actor, id, version, made, context.now));
    tell_round(context, id);
    return tagged(TRY(read()));
  };
  return matched(request, context, read, change);
}

Result<Response> post_round_open(const Request& request, Context& context) {
  return step_of_round(request, context, RoundStep::kOpen);
}
Result<Response> post_round_close(const Request& request, Context& context) {
  return step_of_round(request, context, RoundStep::kClose);
}
Result<Response> post_round_cancel(const Request& request, Context& context) {
  return step_of_round(request, context, RoundStep::kCancel);
}

Result<Response> get_round_board(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(read_board(context.db, context.actor, id, context.now)));
}

Result<Response> post_round_export(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  BoardWorkbook made = TRY(board_workbook(context.db, context.actor, id, context.now));
  Response response;
  response.body = std::move(made.bytes);
  response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const auto log = [&] {
    return append_log(context.db, context.actor, {"export_round", fmt::format("round:{}", id), "", made.title},
                      context.now);
  };
  TRY(context.db.transaction(log));
  response.with("Content-Disposition", http::attachment(made.title + ".xlsx"));
  return response;
}

Result<Response> get_silent_tasks(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const std::int64_t days = TRY(query_number(request, "days", 0));
  if (days < 0 || days > 3660) return error(ErrorCode::kUsage, "天数不合理", "days lies between 0 and 3660");
  return Response::json(TRY(silent_tasks(context.db, context.actor, id, static_cast<int>(days), context.now)));
}

Result<Response> get_burden(const Request& request, Context& context) {
  return Response::json(TRY(unit_burden(context.db, context.actor, request.query_value("from"),
                                        request.query_value("to"), context.now)));
}

}  // namespace duban
