#include "server/notice_handlers.h"

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/paging.h"
#include "store/notices.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

Result<NoticeColour> colour_in(const JsonBody& body) {
  const std::string word = TRY(body.string("colour"));
  if (const auto colour = notice_colour_from_word(word)) return *colour;
  return error(ErrorCode::kInvalid, "colour 应为 blue（蓝）、yellow（黄）或 red（红）",
               "colour is blue, yellow or red");
}

void tell_notice(Context& context, std::int64_t id) {
  context.events.publish({context.actor.government_id, "notice", 0, id, 0});
}

}  // namespace

Result<Response> get_notice_drafts(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(notice_drafts_json(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> put_notice_text(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::int64_t unit_id = TRY(body.integer("unit_id"));
  const NoticeColour colour = TRY(colour_in(body));
  const std::string text = TRY(body.string("text"));
  const std::int64_t version = TRY(body.integer("version"));
  TRY(write_notice_text(context.db, context.actor, id, unit_id, colour, version, text, context.now));
  tell_notice(context, 0);
  return Response::no_content();
}

Result<Response> post_notice(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NoticeIssue issue;
  issue.task_id = TRY(path_id(request));
  issue.unit_id = TRY(body.integer("unit_id"));
  issue.colour = TRY(colour_in(body));
  issue.text = TRY(body.string("text"));
  issue.signer = TRY(body.string("signer"));
  const std::int64_t id = TRY(issue_notice(context.db, context.actor, issue, context.now));
  const Versioned made = TRY(read_notice(context.db, context.actor, id, context.language, context.now));
  tell_notice(context, id);
  return Response::created(fmt::format("/api/v1/notices/{}", id), made.json)
      .with("ETag", http::etag(made.id, made.version));
}

Result<Response> get_notices(const Request& request, Context& context) {
  NoticeQuery query;
  query.plan_id = TRY(query_number(request, "plan_id", 0));
  query.task_id = TRY(query_number(request, "task_id", 0));
  query.unit_id = TRY(query_number(request, "unit_id", 0));
  query.state = request.query_value("state");
  return Response::json(TRY(list_notices(context.db, context.actor, query, context.language, context.now)));
}

Result<Response> get_notice(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_notice(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> post_notice_answer(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string text = TRY(body.string("text"));
  const auto read = [&] { return read_notice(context.db, context.actor, id, context.language, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(answer_notice(context.db, context.actor, id, version, text, context.now));
    tell_notice(context, id);
    return tagged(TRY(read()));
  };
  return matched(request, context, read, change);
}

Result<Response> post_notice_verdict(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string verdict = TRY(body.string("verdict"));
  const std::string reason = TRY(body.optional_string("reason")).value_or("");
  const auto read = [&] { return read_notice(context.db, context.actor, id, context.language, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(judge_answer(context.db, context.actor, id, version, verdict, reason, context.now));
    tell_notice(context, id);
    return tagged(TRY(read()));
  };
  return matched(request, context, read, change);
}

Result<Response> get_notice_document(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const NoticePaper paper = TRY(notice_paper(context.db, context.actor, id, context.now));
  Response response;
  response.content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  response.body = TRY(to_docx(paper.document));
  return std::move(response).with("Content-Disposition", http::attachment(paper.file_name));
}

Result<Response> get_talks(const Request& request, Context& context) {
  const std::int64_t plan_id = TRY(query_number(request, "plan_id", 0));
  return Response::json(TRY(list_talks(context.db, context.actor, plan_id, request.query_value("state"),
                                       context.language, context.now)));
}

Result<Response> post_talk_decision(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  TalkDecision decision;
  decision.held = TRY(body.boolean("held"));
  decision.on = TRY(body.optional_string("on")).value_or("");
  decision.text = TRY(body.string("text"));
  const auto read = [&] { return read_talk(context.db, context.actor, id, context.language); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(decide_talk(context.db, context.actor, id, version, decision, context.now));
    tell_notice(context, 0);
    return tagged(TRY(read()));
  };
  return matched(request, context, read, change);
}

Result<Response> get_urging(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(urging_json(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> post_urging(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::int64_t unit_id = TRY(body.integer("unit_id"));
  const std::string text = TRY(body.optional_string("text")).value_or("");
  TRY(urge_unit(context.db, context.actor, id, unit_id, text, context.now));
  return Response::no_content();
}

Result<Response> get_asked(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(asked_json(context.db, context.actor, id, context.now)));
}

}  // namespace duban
