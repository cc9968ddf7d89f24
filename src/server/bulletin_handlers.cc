#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/paging.h"
#include "server/paper_handlers.h"
#include "store/bulletins.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view kStateWorkbookType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view kDocxType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

Response file_answer(BulletinFile file, std::string_view type) {
  Response response;
  response.body = std::move(file.bytes);
  response.content_type = type;
  response.with("Content-Disposition", http::attachment(file.name));
  return response;
}

// A change under If-Match that answers with the bulletin.
template <class Change>
Result<Response> bulletin_changed(const Request& request, Context& context, Change change) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_bulletin(context.db, context.actor, id); };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    TRY(change(id, version));
    context.events.publish({context.actor.government_id, "bulletin", 0, id, version + 1});
    return tagged(TRY(read()));
  };
  return matched(request, context, read, work);
}

}  // namespace

Result<Response> get_snapshots(const Request&, Context& context) {
  return Response::json(TRY(list_snapshots(context.db, context.actor)));
}

Result<Response> post_snapshot(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  TakeSnapshot what;
  if (body.has("plan_ids") && !body.is_null("plan_ids")) what.plan_ids = TRY(body.integers("plan_ids"));
  what.round_id = TRY(body.optional_integer("round_id")).value_or(0);
  what.title = TRY(body.optional_string("title")).value_or("");
  const std::int64_t id = TRY(take_snapshot(context.db, context.actor, what, context.now));
  return Response::created(fmt::format("/api/v1/snapshots/{}", id),
                           TRY(read_snapshot(context.db, context.actor, id, 0)));
}

Result<Response> get_snapshot(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const std::int64_t before = TRY(query_number(request, "before", 0));
  return Response::json(TRY(read_snapshot(context.db, context.actor, id, before)));
}

Result<Response> get_snapshot_xlsx(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return file_answer(TRY(snapshot_xlsx(context.db, context.actor, id)), kStateWorkbookType);
}

Result<Response> get_bulletins(const Request&, Context& context) {
  return Response::json(TRY(list_bulletins(context.db, context.actor)));
}

Result<Response> post_bulletin(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::int64_t snapshot = TRY(body.integer("snapshot_id"));
  const std::int64_t before = TRY(body.optional_integer("before")).value_or(0);
  const Versioned made = TRY(make_bulletin(context.db, context.actor, snapshot, before, context.now));
  context.events.publish({context.actor.government_id, "bulletin", 0, made.id, made.version});
  return Response::created(fmt::format("/api/v1/bulletins/{}", made.id), made.json)
      .with("ETag", http::etag(made.id, made.version));
}

Result<Response> get_bulletin(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_bulletin(context.db, context.actor, id)));
}

Result<Response> patch_bulletin(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  BulletinChange what;
  if (body.has("parts") && !body.is_null("parts")) {
    what.text_json = simdjson::minify(body.object()["parts"].value());
  }
  what.organ_code = TRY(body.optional_string("organ_code"));
  return bulletin_changed(request, context, [&](std::int64_t id, std::int64_t version) {
    return change_bulletin(context.db, context.actor, id, version, what, context.now);
  });
}

Result<Response> post_bulletin_issue(const Request& request, Context& context) {
  return bulletin_changed(request, context, [&](std::int64_t id, std::int64_t version) {
    return issue_bulletin(context.store, context.db, context.actor, id, version, context.now);
  });
}

Result<Response> post_bulletin_drop(const Request& request, Context& context) {
  return bulletin_changed(request, context, [&](std::int64_t id, std::int64_t version) {
    return drop_bulletin(context.db, context.actor, id, version, context.now);
  });
}

Result<Response> get_bulletin_docx(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  BulletinFile file = TRY(bulletin_docx(context.store, context.db, context.actor, id));
  const bool as_issued = file.as_issued;
  return file_answer(std::move(file), kDocxType).with("X-Made-Again", as_issued ? "equal" : "differs");
}

}  // namespace duban
