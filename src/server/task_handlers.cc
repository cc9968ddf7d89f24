#include <simdjson.h>

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/paging.h"
#include "store/findings.h"
#include "store/plans.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

std::optional<bool> yes_or_no(const Request& request, std::string_view name) {
  const std::string_view value = request.query_value(name);
  if (value.empty()) return {};
  return value != "0" && value != "false";
}

std::string text_of(const Request& request, std::string_view name) {
  return std::string(request.query_value(name));
}

bool asks_for(const Request& request, std::string_view field) {
  std::string_view fields = request.query_value("fields");
  while (!fields.empty()) {
    const std::size_t end = fields.find(',');
    if (fields.substr(0, end) == field) return true;
    fields = end == std::string_view::npos ? std::string_view() : fields.substr(end + 1);
  }
  return false;
}

// A member of the body as it came, for the store to read by the field's shape.
std::string raw_member(const JsonBody& body, std::string_view name) {
  simdjson::dom::element value;
  if (body.object()[name].get(value) != simdjson::SUCCESS || value.is_null()) return {};
  return simdjson::minify(value);
}

// Tells the pages which rows changed.
void tell(Context& context, std::int64_t plan_id, const std::vector<std::int64_t>& findings,
          const std::vector<std::int64_t>& tasks) {
  for (const std::int64_t id : findings) {
    context.events.publish({context.actor.government_id, "finding", plan_id, id, 0});
  }
  for (const std::int64_t id : tasks) {
    context.events.publish({context.actor.government_id, "task", plan_id, id, 0});
  }
}

std::string settled_text(const Settled& settled) {
  const auto ids = [](const std::vector<std::int64_t>& list) {
    std::string out;
    for (const std::int64_t id : list) out += (out.empty() ? "" : ",") + std::to_string(id);
    return out;
  };
  return fmt::format("{{\"settled\":{},\"finding_ids\":[{}],\"task_ids\":[{}]}}", settled.finding_ids.size(),
                     ids(settled.finding_ids), ids(settled.task_ids));
}

Result<std::int64_t> plan_of_finding(Context& context, std::int64_t id) {
  return TRY(context.db.one("SELECT plan_id FROM finding WHERE id = $1", id)).value_or(0);
}

}  // namespace

Result<Response> get_plan_tasks(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  TaskQuery query;
  query.q = text_of(request, "q");
  query.lead_unit = text_of(request, "lead_unit");
  query.responsible_unit = text_of(request, "responsible_unit");
  query.unit = text_of(request, "unit");
  query.leader = text_of(request, "leader");
  query.section = text_of(request, "section");
  query.list = text_of(request, "list");
  query.has_target = yes_or_no(request, "has_target");
  query.goal = text_of(request, "goal");
  query.stage = text_of(request, "stage");
  query.open = yes_or_no(request, "open");
  query.no_lead = yes_or_no(request, "no_lead");
  query.findings = yes_or_no(request, "findings");
  query.state = text_of(request, "state");
  query.due_before = text_of(request, "due_before");
  query.due_after = text_of(request, "due_after");
  query.sort = text_of(request, "sort");
  query.limit = TRY(query_limit(request));
  query.after = TRY(query_number(request, "after", 0));
  query.light = text_of(request, "light");
  if (request.query_value("fields").empty() || asks_for(request, "facts")) query.facts = context.language;
  query.spans = asks_for(request, "span") || asks_for(request, "spans");
  return Response::json(TRY(list_tasks(context.db, context.actor, id, query, context.now)));
}

Result<Response> get_task(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_task(context.db, context.actor, id, context.now, context.language)));
}

Result<Response> patch_task(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  TaskChange made;
  made.field = TRY(body.string("field"));
  made.value_json = raw_member(body, "value");
  made.spans_json = raw_member(body, "spans");
  made.reason = TRY(body.optional_string("reason")).value_or("");
  made.document = TRY(body.optional_string("document")).value_or("");
  const auto read = [&] { return read_task(context.db, context.actor, id, context.now, context.language); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(change_task(context.db, context.actor, id, version, made, context.now));
    const Versioned after = TRY(read());
    const auto plan = TRY(context.db.one("SELECT plan_id FROM task WHERE id = $1", id));
    context.events.publish({context.actor.government_id, "task", plan.value_or(0), id, after.version});
    return tagged(after);
  };
  return matched(request, context, read, change);
}

Result<Response> get_plan_findings(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  FindingQuery query;
  query.state = request.query_value("state").empty() ? "open" : text_of(request, "state");
  query.severity = text_of(request, "severity");
  query.kind = text_of(request, "kind");
  return Response::json(TRY(list_findings(context.db, context.actor, id, query, context.now, context.language)));
}

Result<Response> post_finding_settle(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  Settle how;
  how.action = TRY(body.string("action"));
  how.value = TRY(body.optional_string("value")).value_or("");
  how.unit_id = TRY(body.optional_integer("unit_id"));
  how.whole_kind = TRY(body.optional_string("scope")).value_or("one") == "kind";
  const auto read = [&] { return read_finding(context.db, context.actor, id, context.now, context.language); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    const Settled settled = TRY(settle_finding(context.db, context.actor, id, version, how, context.now));
    const Versioned after = TRY(read());
    tell(context, TRY(plan_of_finding(context, id)), settled.finding_ids, settled.task_ids);
    return Response::json(settled_text(settled)).with("ETag", http::etag(id, after.version));
  };
  return matched(request, context, read, change);
}

Result<Response> post_finding_reopen(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_finding(context.db, context.actor, id, context.now, context.language); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    const Settled settled = TRY(reopen_finding(context.db, context.actor, id, version, context.now));
    tell(context, TRY(plan_of_finding(context, id)), settled.finding_ids, settled.task_ids);
    return tagged(TRY(read()));
  };
  return matched(request, context, read, change);
}

Result<Response> get_search(const Request& request, Context& context) {
  const int limit = TRY(query_limit(request));
  return Response::json(
      TRY(search_tasks(context.db, context.actor, request.query_value("q"), limit, context.now)));
}

}  // namespace duban
