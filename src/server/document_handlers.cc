#include <algorithm>

#include "server/events.h"
#include "server/ledger_handlers.h"
#include "server/multipart.h"
#include "store/import.h"
#include "store/plans.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

struct Upload {
  std::string file_name;
  std::string_view bytes;
};

// %E6%96%B9 in X-File-Name: header values are ASCII.
std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded =
        text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    out += coded ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])) : text[i];
    if (coded) i += 2;
  }
  return out;
}

std::string last_component(std::string name) {
  const std::size_t slash = name.find_last_of("/\\");
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

Result<Upload> upload_of(const Request& request) {
  if (!http::is_multipart(request.header("Content-Type"))) {
    return Upload{last_component(percent_decoded(request.header("X-File-Name"))), request.body};
  }
  for (const http::Part& part : TRY(http::parse_multipart(request.header("Content-Type"), request.body))) {
    if (part.name == "file") return Upload{part.file_name, part.body};
  }
  return error(ErrorCode::kUsage, "没有收到文件（表单里应有 file 一项）",
               "no file came (the form should have a field file)");
}

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
