#include <simdjson.h>

#include <charconv>

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/multipart.h"
#include "server/round_handlers.h"
#include "store/evidence.h"
#include "store/verifications.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

Result<Response> made_evidence(Context& context, std::int64_t id, std::int64_t report_id) {
  if (report_id != 0) context.events.publish({context.actor.government_id, "report", 0, report_id, 0});
  return Response::created(fmt::format("/api/v1/evidence/{}", id),
                           TRY(read_evidence(context.db, context.actor, id, context.now)));
}

Result<std::int64_t> number_of(std::string_view text) {
  std::int64_t out = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (status == std::errc() && end == text.data() + text.size() && out > 0) return out;
  return error(ErrorCode::kInvalid, "replaces 应为佐证的编号", "replaces is the number of an evidence");
}

// A form with file, and title, kind, replaces beside it.
Result<Response> take_upload(const Request& request, Context& context, NewEvidence what) {
  if (!http::is_multipart(request.header("Content-Type"))) {
    return error(ErrorCode::kUsage, "请用表单上传文件（multipart/form-data）",
                 "send the file as multipart/form-data");
  }
  const std::vector<http::Part> parts =
      TRY(http::parse_multipart(request.header("Content-Type"), request.body));
  const http::Part* file = nullptr;
  for (const http::Part& part : parts) {
    if (part.name == "file") file = &part;
    if (part.name == "title") what.title = part.body;
    if (part.name == "kind") what.kind = part.body;
    if (part.name == "replaces" && !part.body.empty()) what.replaces = TRY(number_of(part.body));
  }
  if (file == nullptr) {
    return error(ErrorCode::kUsage, "没有收到文件（表单里应有 file 一项）",
                 "no file came (the form should have a field file)");
  }
  what.file_name = file->file_name;
  const std::int64_t id =
      TRY(add_evidence(context.store, context.db, context.actor, what, file->body, context.now));
  return made_evidence(context, id, what.report_id);
}

}  // namespace

Result<Response> post_report_evidence(const Request& request, Context& context) {
  NewEvidence what;
  what.report_id = TRY(path_id(request));
  return take_upload(request, context, what);
}

Result<Response> post_verification_evidence(const Request& request, Context& context) {
  NewEvidence what;
  what.verification_id = TRY(path_id(request));
  return take_upload(request, context, what);
}

Result<Response> post_report_link(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewEvidence what;
  what.report_id = TRY(path_id(request));
  what.url = TRY(body.string("url"));
  what.title = TRY(body.optional_string("title")).value_or("");
  if (what.url.empty()) return error(ErrorCode::kInvalid, "请填写链接", "please give the link");
  const std::int64_t id = TRY(add_evidence(context.store, context.db, context.actor, what, "", context.now));
  return made_evidence(context, id, what.report_id);
}

Result<Response> get_evidence(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(read_evidence(context.db, context.actor, id, context.now)));
}

Result<Response> get_evidence_bytes(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const StoredEvidence file = TRY(evidence_file(context.db, context.actor, id, context.now));
  Response response;
  response.body = TRY(context.store.get_file(file.sha256));
  // Pictures that every browser shows may be looked at in the page; whatever else is a file to keep.
  const bool shown =
      request.query_value("inline") == "1" && (file.media == "image/png" || file.media == "image/jpeg" ||
                                               file.media == "image/gif" || file.media == "image/webp");
  response.content_type = shown ? file.media : "application/octet-stream";
  if (!shown) {
    response.with("Content-Disposition",
                  http::attachment(file.file_name.empty() ? "evidence" : file.file_name));
  }
  return response;
}

Result<Response> delete_evidence(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  TRY(remove_evidence(context.db, context.actor, id, context.now));
  const auto report = TRY(context.db.one("SELECT report_id FROM evidence WHERE id = $1", id));
  context.events.publish({context.actor.government_id, "report", 0, report.value_or(0), 0});
  return Response::no_content();
}

Result<Response> get_verifications(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(list_verifications(context.db, context.actor, id, context.now)));
}

Result<Response> post_verification(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewVerification what;
  what.task_id = TRY(path_id(request));
  what.unit_id = TRY(body.integer("unit_id"));
  what.target = static_cast<int>(TRY(body.optional_integer("target")).value_or(-1));
  double found = 0;
  if (body.has("found") && !body.is_null("found")) {
    if (body.object()["found"].get_double().get(found) != simdjson::SUCCESS) {
      return error(ErrorCode::kInvalid, "核实数值应为数字", "found must be a number");
    }
    what.found = found;
  }
  what.agrees = TRY(body.boolean_or("agrees", true));
  what.checked_on = TRY(body.optional_string("checked_on")).value_or("");
  what.person = TRY(body.optional_string("person")).value_or("");
  what.words = TRY(body.optional_string("words")).value_or("");
  const std::int64_t id = TRY(add_verification(context.db, context.actor, what, context.now));
  const auto plan = TRY(context.db.one("SELECT plan_id FROM task WHERE id = $1", what.task_id));
  context.events.publish({context.actor.government_id, "task", plan.value_or(0), what.task_id, 0});
  return Response::created(fmt::format("/api/v1/tasks/{}/verifications", what.task_id),
                           fmt::format("{{\"id\":{}}}", id));
}

}  // namespace duban
