#include "read/places_json.h"
#include "server/events.h"
#include "server/ledger_handlers.h"
#include "server/upload.h"
#include "store/import.h"
#include "store/plans.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

}  // namespace

Result<std::int64_t> path_id(const Request& request, std::string_view name) {
  if (const auto id = request.id(name)) return *id;
  return error(ErrorCode::kNotFound, "没有这个地址", "there is no such address");
}

Response tagged(const Versioned& thing) {
  return Response::json(thing.json).with("ETag", http::etag(thing.id, thing.version));
}

Result<Response> post_document(const Request& request, Context& context) {
  TRY(require(context.actor, Action::kImportDocument, Relation::kOwnGovernment));
  const Upload upload = TRY(upload_of(request));
  const ImportOutcome outcome =
      TRY(import_paper(context.store, context.actor, upload.bytes, upload.file_name, context.now));
  if (outcome.known) return Response::json(to_json(outcome));
  context.events.publish({context.actor.government_id, "plan", outcome.plan_id, outcome.plan_id, 1});
  Response response = Response::created(fmt::format("/api/v1/plans/{}", outcome.plan_id), to_json(outcome));
  response.status = 201;
  return response;
}

Result<Response> get_document(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(read_document(context.db, context.actor, id, context.now)));
}

Result<Response> get_document_text(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = TRY(document_text(context.db, context.actor, id, context.now));
  return response;
}

// The paper is read once more: places are asked for seldom, and cost as much as the text to keep.
Result<Response> get_document_places(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const StoredPaper paper = TRY(document_file(context.db, context.actor, id, context.now));
  const std::string text = TRY(document_text(context.db, context.actor, id, context.now));
  const std::string bytes = TRY(context.store.get_file(paper.sha256));
  const bool has_pages = bytes.find("%PDF-") < 1024 || bytes.starts_with("PK");
  if (!has_pages) return Response::json(places_json({}));
  const Document document = TRY(read_document(bytes, paper.file_name, bytes.size() + 1));
  // an older reader's text has other places
  return Response::json(places_json(document.text == text ? document : Document{}));
}

Result<Response> get_document_bytes(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const StoredPaper paper = TRY(document_file(context.db, context.actor, id, context.now));
  Response response;
  response.content_type = "application/octet-stream";
  response.body = TRY(context.store.get_file(paper.sha256));
  response.with("Content-Disposition", http::attachment(paper.file_name.empty() ? "paper" : paper.file_name));
  return response;
}

}  // namespace duban
