#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/paper_handlers.h"
#include "server/upload.h"
#include "store/merges.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view kWorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// [{"n":3,"take":"theirs"}, …]
Result<std::vector<MergeChoice>> merge_choices(const JsonBody& body) {
  std::vector<MergeChoice> out;
  if (!body.has("choices") || body.is_null("choices")) return out;
  const Error wrong = error(
      ErrorCode::kInvalid, "choices 应为 [{\"n\":项号,\"take\":\"theirs\"（用表格的）或 \"mine\"（用台账的）}]",
      "choices is [{\"n\":item,\"take\":\"theirs\" or \"mine\"}]");
  simdjson::dom::array list;
  if (body.object()["choices"].get(list) != simdjson::SUCCESS) return wrong;
  for (const simdjson::dom::element each : list) {
    std::int64_t n = 0;
    std::string_view take;
    if (each["n"].get(n) != simdjson::SUCCESS || each["take"].get(take) != simdjson::SUCCESS ||
        (take != "theirs" && take != "mine")) {
      return wrong;
    }
    out.push_back({static_cast<int>(n), take == "theirs"});
  }
  return out;
}

}  // namespace

Result<Response> post_plan_workbook(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  std::optional<std::vector<std::int64_t>> ids;
  if (!request.body.empty()) {
    const JsonBody body = TRY(JsonBody::parse(request.body));
    if (body.has("task_ids") && !body.is_null("task_ids")) ids = TRY(body.integers("task_ids"));
  }
  TripFile file = TRY(export_trip(context.db, context.actor, id, ids, context.now));
  Response response;
  response.body = std::move(file.bytes);
  response.content_type = kWorkbookType;
  response.with("Content-Disposition",
                http::attachment(fmt::format("{}（可导回 E{}）.xlsx", file.title.empty() ? "台账" : file.title,
                                             file.export_id)));
  return response;
}

Result<Response> get_plan_merges(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(list_merges(context.db, context.actor, id, context.now)));
}

Result<Response> post_plan_merge(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const Upload upload = TRY(upload_of(request));
  const Versioned merge =
      TRY(take_back(context.store, context.db, context.actor, id, upload.bytes, upload.file_name, context.now));
  return Response::created(fmt::format("/api/v1/merges/{}", merge.id), merge.json)
      .with("ETag", http::etag(merge.id, merge.version));
}

Result<Response> get_merge(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_merge(context.db, context.actor, id, context.now)));
}

Result<Response> post_merge_confirm(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  ConfirmMerge how;
  how.choices = TRY(merge_choices(body));
  how.reason = TRY(body.optional_string("reason")).value_or("");
  how.document = TRY(body.optional_string("document")).value_or("");
  const auto read = [&] { return read_merge(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(confirm_merge(context.db, context.actor, id, version, how, context.now));
    const auto plan = TRY(context.db.one("SELECT plan_id FROM ledger_merge WHERE id = $1", id));
    const Versioned after = TRY(read());
    // Rows of many tasks may have changed: whoever shows the plan reads it again.
    context.events.publish({context.actor.government_id, "plan", plan.value_or(0), plan.value_or(0), 0});
    return tagged(after);
  };
  return matched(request, context, read, change);
}

Result<Response> post_merge_drop(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_merge(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(drop_merge(context.db, context.actor, id, version, context.now));
    return tagged(TRY(read()));
  };
  return matched(request, context, read, change);
}

}  // namespace duban
