#include "server/alignment_handlers.h"

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/paging.h"
#include "store/alignments.h"
#include "store/clauses.h"
#include "store/lineage.h"
#include "store/series.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view kSheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// A change of what people decided of a pair, answered with their decisions.
template <class Change>
Result<Response> decisions_changed(const Request& request, Context& context, Change change) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_alignment_decisions(context.db, context.actor, id); };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    TRY(change(id, version));
    context.events.publish({context.actor.government_id, "alignment", 0, id, version + 1});
    return tagged(TRY(read()));
  };
  return matched(request, context, read, work);
}

Response workbook(AlignmentFile file) {
  Response response;
  response.body = std::move(file.bytes);
  response.content_type = kSheetType;
  response.with("Content-Disposition", http::attachment(file.name));
  return response;
}

}  // namespace

Result<Response> get_alignments(const Request& request, Context& context) {
  const std::int64_t from = TRY(query_number(request, "from", 0));
  const std::int64_t to = TRY(query_number(request, "to", 0));
  if ((from == 0) != (to == 0)) {
    return error(ErrorCode::kUsage, "from 和 to 要一起给出：两份文件的编号",
                 "give from and to together: the ids of the two papers");
  }
  if (from == 0) {
    const std::int64_t plan = TRY(query_number(request, "plan", 0));
    return Response::json(TRY(list_alignments(context.db, context.actor, plan)));
  }
  const std::int64_t id = TRY(make_alignment(context.db, context.actor, from, to, context.now));
  return Response::json(TRY(list_one_alignment(context.db, context.actor, id)));
}

Result<Response> get_alignment(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_alignment(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> get_alignment_xlsx(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return workbook(TRY(alignment_xlsx(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> post_alignment_link(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  LinkChange change;
  const std::string action = TRY(body.string("action"));
  const std::optional<LinkDecision> decision = link_decision_from_word(action);
  if (!decision) {
    return error(ErrorCode::kInvalid, "action 应为 confirm、correct、add 或 remove",
                 "action must be confirm, correct, add or remove");
  }
  change.decision = *decision;
  change.from = TRY(body.string("from"));
  change.to = TRY(body.string("to"));
  if (const auto type = TRY(body.optional_string("type"))) {
    if (*type != to_word(LinkType::kSame) && *type != to_word(LinkType::kRelated))
      return error(ErrorCode::kInvalid, "type 应为 same 或 related", "type must be same or related");
    change.type = *type == to_word(LinkType::kRelated) ? LinkType::kRelated : LinkType::kSame;
  }
  change.reason = TRY(body.optional_string("reason")).value_or("");
  return decisions_changed(request, context, [&](std::int64_t id, std::int64_t version) -> Result<void> {
    TRY(decide_link(context.db, context.actor, id, version, change, context.now));
    return {};
  });
}

Result<Response> delete_alignment_link(const Request& request, Context& context) {
  const std::int64_t fact = TRY(path_id(request, "link_id"));
  return decisions_changed(request, context, [&](std::int64_t id, std::int64_t version) {
    return withdraw_link_decision(context.db, context.actor, id, fact, version, context.now);
  });
}

Result<Response> get_task_lineage(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(task_lineage(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> get_task_lineage_xlsx(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return workbook(TRY(task_lineage_xlsx(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> get_series(const Request& request, Context& context) {
  const std::string_view indicator = request.query_value("indicator");
  const std::string_view region = request.query_value("region");
  if (indicator.empty())
    return Response::json(TRY(list_series(context.db, context.actor, region, context.now)));
  return Response::json(TRY(read_series(context.db, context.actor, indicator, region, context.now)));
}

Result<Response> get_series_xlsx(const Request& request, Context& context) {
  return workbook(TRY(series_xlsx(context.db, context.actor, request.query_value("indicator"),
                                  request.query_value("region"), context.language, context.now)));
}

Result<Response> get_plan_clauses(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(list_clauses(context.db, context.actor, id, context.now)));
}

}  // namespace duban
