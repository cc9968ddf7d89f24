#include <simdjson.h>

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/paging.h"
#include "server/round_handlers.h"
#include "store/reports.h"

namespace duban {
namespace {

using http::Request;
using http::Response;
using simdjson::SUCCESS;

std::string raw_body(const JsonBody& body) {
  simdjson::dom::element value;
  if (body.object()["body"].get(value) != SUCCESS || value.is_null()) return {};
  return simdjson::minify(value);
}

void tell_report(Context& context, const Versioned& report) {
  context.events.publish({context.actor.government_id, "report", 0, report.id, report.version});
}

// 409 with what is odd: the page shows it, and the author sends again with what he stands by.
Response asked_back(const std::vector<OddValue>& odd, Language language) {
  Response response = http::problem(
      error(ErrorCode::kConflict, "有的数值不合常理，请核对；确认无误的，确认后再报送",
            "some values make no sense; check them, confirm those that are right and hand in again"),
      language);
  JsonWriter json;
  json.begin_array();
  for (const OddValue& each : odd) {
    json.begin_object().field("key", each.key()).field("target", each.target).field("rule", each.reason.rule);
    json.field("words", each.reason.words.in(language)).end_object();
  }
  json.end_array();
  response.body.pop_back();
  response.body += ",\"odd\":" + json.take() + "}";
  return response;
}

Result<std::vector<Found>> verified_in(const JsonBody& body) {
  std::vector<Found> out;
  simdjson::dom::array list;
  if (!body.has("verified") || body.is_null("verified")) return out;
  const Error wrong = error(ErrorCode::kInvalid, "verified 应为 [{\"target\",\"found\",\"words\"}]",
                            "verified is [{\"target\",\"found\",\"words\"}]");
  if (body.object()["verified"].get_array().get(list) != SUCCESS) return wrong;
  for (const simdjson::dom::element each : list) {
    Found found;
    std::int64_t target = 0;
    double value = 0;
    std::string_view words;
    if (!each.is_object() || each["target"].get_int64().get(target) != SUCCESS) return wrong;
    found.target = static_cast<int>(target);
    if (each["found"].get_double().get(value) == SUCCESS) found.found = value;
    if (each["words"].get_string().get(words) == SUCCESS) found.words = words;
    out.push_back(std::move(found));
  }
  return out;
}

Result<ReportStep> step_in(const Request& request, ReportAction action) {
  ReportStep out;
  out.action = action;
  if (request.body.empty()) return out;
  const JsonBody body = TRY(JsonBody::parse(request.body));
  out.reason = TRY(body.optional_string("reason")).value_or("");
  out.verified = TRY(verified_in(body));
  return out;
}

Result<Response> step_of_report(const Request& request, Context& context, ReportAction action) {
  const std::int64_t id = TRY(path_id(request));
  const ReportStep step = TRY(step_in(request, action));
  const auto read = [&] { return read_report(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(step_report(context.db, context.actor, id, version, step, context.now));
    const Versioned after = TRY(read());
    tell_report(context, after);
    return tagged(after);
  };
  return matched(request, context, read, change);
}

}  // namespace

Result<Response> get_reports(const Request& request, Context& context) {
  ReportQuery query;
  query.round_id = TRY(query_number(request, "round_id", 0));
  query.plan_id = TRY(query_number(request, "plan_id", 0));
  query.task_id = TRY(query_number(request, "task_id", 0));
  query.unit_id = TRY(query_number(request, "unit_id", 0));
  query.state = std::string(request.query_value("state"));
  query.limit = TRY(query_limit(request));
  query.after = TRY(query_number(request, "after", 0));
  return Response::json(TRY(list_reports(context.db, context.actor, query, context.now)));
}

Result<Response> get_report(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_report(context.db, context.actor, id, context.now)));
}

Result<Response> put_report_draft(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const std::string draft = raw_body(TRY(JsonBody::parse(request.body)));
  const auto read = [&] { return read_report(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(save_draft(context.db, context.actor, id, version, draft, context.now));
    const Versioned after = TRY(read());
    tell_report(context, after);
    return tagged(after);
  };
  return matched(request, context, read, change);
}

Result<Response> post_report_submit(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  HandIn what;
  if (!request.body.empty()) {
    const JsonBody body = TRY(JsonBody::parse(request.body));
    what.body_json = raw_body(body);
    if (body.has("confirmed") && !body.is_null("confirmed")) what.confirmed = TRY(body.strings("confirmed"));
  }
  const auto read = [&] { return read_report(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    const HandedIn done = TRY(hand_in(context.db, context.actor, id, version, what, context.now));
    if (!done.odd.empty()) return asked_back(done.odd, context.language);
    const Versioned after = TRY(read());
    tell_report(context, after);
    return tagged(after);
  };
  return matched(request, context, read, change);
}

Result<Response> post_report_approve(const Request& request, Context& context) {
  return step_of_report(request, context, ReportAction::kApprove);
}
Result<Response> post_report_accept(const Request& request, Context& context) {
  return step_of_report(request, context, ReportAction::kAccept);
}
Result<Response> post_report_return(const Request& request, Context& context) {
  return step_of_report(request, context, ReportAction::kReturn);
}
Result<Response> post_report_withdraw(const Request& request, Context& context) {
  return step_of_report(request, context, ReportAction::kWithdraw);
}

Result<Response> post_reports_batch(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const auto action = report_action_from_word(TRY(body.string("action")));
  if (!action || (*action != ReportAction::kAccept && *action != ReportAction::kReturn)) {
    return error(ErrorCode::kInvalid, "action 应为 accept（采用）或 return（退回）",
                 "action is accept or return");
  }
  TRY(require(context.actor, Action::kReviewReport, Relation::kOwnGovernment));
  const ReportStep step{*action, TRY(body.optional_string("reason")).value_or(""), {}};
  std::vector<ReportRef> refs;
  simdjson::dom::array list;
  if (body.object()["reports"].get_array().get(list) != SUCCESS) {
    return error(ErrorCode::kInvalid, "reports 应为列表", "reports must be a list");
  }
  for (const simdjson::dom::element each : list) {
    ReportRef ref;
    if (!each.is_object() || each["id"].get_int64().get(ref.id) != SUCCESS ||
        each["version"].get_int64().get(ref.version) != SUCCESS) {
      return error(ErrorCode::kInvalid, "reports 的每一项应有 id 和 version",
                   "each of reports has id and version");
    }
    refs.push_back(ref);
  }
  const BatchOutcome outcome = TRY(step_reports(context.db, context.actor, refs, step, context.now));
  JsonWriter json;
  json.begin_object().key("done").begin_array();
  for (const std::int64_t id : outcome.done) {
    json.integer(id);
    context.events.publish({context.actor.government_id, "report", 0, id, 0});
  }
  json.end_array().key("refused").begin_array();
  for (const auto& [id, words] : outcome.refused) {
    json.begin_object().field("id", id).field("detail", words.in(context.language)).end_object();
  }
  return Response::json(json.end_array().end_object().take());
}

}  // namespace duban
