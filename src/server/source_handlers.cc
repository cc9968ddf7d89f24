#include "base/json.h"
#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/people_of_tasks_handlers.h"
#include "server/upload.h"
#include "store/sheet_import.h"
#include "store/sources.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Result<std::vector<std::string>> words_in(const simdjson::dom::element& task, std::string_view member) {
  std::vector<std::string> out;
  simdjson::dom::array list;
  if (task[member].get(list) != simdjson::SUCCESS) return out;
  for (const simdjson::dom::element each : list) {
    std::string_view word;
    if (each.get(word) != simdjson::SUCCESS) {
      return error(ErrorCode::kInvalid, fmt::format("tasks 的 {} 应为文字的列表", member),
                   fmt::format("{} of tasks must be a list of strings", member));
    }
    out.emplace_back(word);
  }
  return out;
}

std::string word_in(const simdjson::dom::element& task, std::string_view member) {
  std::string_view word;
  return task[member].get(word) == simdjson::SUCCESS ? std::string(word) : std::string();
}

Result<Response> import_preview(const Request& request, Context& context, SheetKind kind,
                                std::int64_t plan_id) {
  const Upload upload = TRY(upload_of(request));
  const Versioned made = TRY(preview_sheet(context.store, context.db, context.actor, kind, plan_id,
                                           upload.bytes, upload.file_name, context.language, context.now));
  Response response = tagged(made);
  response.status = 201;
  return response;
}

// Runs take(id, version) under If-Match. The tag that the preview came with is the import's: nobody else
// changes it.
Result<Response> import_take(const Request& request, Context& context, SheetKind kind) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] {
    return read_sheet_import(context.store, context.db, context.actor, kind, id, context.language, context.now);
  };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    const TakenSheet taken =
        TRY(take_sheet(context.store, context.db, context.actor, kind, id, version, context.now));
    JsonWriter json;
    json.begin_object().field("rows", taken.rows).key("accounts").begin_array();
    for (const TakenAccount& each : taken.accounts) {
      json.begin_object().field("name", each.name).field("one_time_password", each.password).end_object();
    }
    Response response = Response::json(json.end_array().end_object().take());
    response.secret = !taken.accounts.empty();
    const std::string_view what = kind == SheetKind::kAccounts ? "account"
                                  : kind == SheetKind::kTasks  ? "plan"
                                                               : "unit";
    context.events.publish({context.actor.government_id, what, 0, 0, 0});
    return response;
  };
  return matched(request, context, read, work);
}

}  // namespace

Result<Response> get_sources(const Request&, Context& context) {
  return Response::json(TRY(list_sources(context.db, context.actor, context.now)));
}

Result<Response> post_source(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewSource source;
  source.kind = from_word<DocumentKind>(TRY(body.string("kind"))).value_or(DocumentKind::kOther);
  source.title = TRY(body.string("title"));
  source.number = TRY(body.optional_string("number")).value_or("");
  source.from = TRY(body.optional_string("from")).value_or("");
  source.issued_on = TRY(body.string("issued_on"));
  source.year = static_cast<int>(TRY(body.optional_integer("year")).value_or(0));
  const std::int64_t id = TRY(make_source(context.store, context.db, context.actor, source, context.now));
  context.events.publish({context.actor.government_id, "plan", id, id, 1});
  Response response = tagged(TRY(read_source(context.db, context.actor, id, context.now)))
                          .with("Location", fmt::format("/api/v1/sources/{}", id));
  response.status = 201;
  return response;
}

Result<Response> get_source(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_source(context.db, context.actor, id, context.now)));
}

Result<Response> post_source_tasks(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  simdjson::dom::array list;
  if (body.object()["tasks"].get(list) != simdjson::SUCCESS) {
    return error(ErrorCode::kInvalid, "tasks 应为列表", "tasks must be a list");
  }
  std::vector<SourceTask> tasks;
  for (const simdjson::dom::element each : list) {
    SourceTask task;
    task.no = word_in(each, "no");
    task.text = word_in(each, "text");
    task.leaders = TRY(words_in(each, "leaders"));
    task.lead_units = TRY(words_in(each, "lead_units"));
    task.responsible_units = TRY(words_in(each, "responsible_units"));
    task.deadline = word_in(each, "deadline");
    tasks.push_back(std::move(task));
  }
  const auto read = [&] { return read_source(context.db, context.actor, id, context.now); };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    TRY(add_tasks(context.db, context.actor, id, version, tasks, context.now));
    const Versioned after = TRY(read());
    context.events.publish({context.actor.government_id, "plan", id, id, after.version});
    return tagged(after);
  };
  return matched(request, context, read, work);
}

Result<Response> post_account_import(const Request& request, Context& context) {
  return import_preview(request, context, SheetKind::kAccounts, 0);
}
Result<Response> post_account_import_take(const Request& request, Context& context) {
  return import_take(request, context, SheetKind::kAccounts);
}
Result<Response> post_officer_import(const Request& request, Context& context) {
  return import_preview(request, context, SheetKind::kOfficers, 0);
}
Result<Response> post_officer_import_take(const Request& request, Context& context) {
  return import_take(request, context, SheetKind::kOfficers);
}
Result<Response> post_task_import(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return import_preview(request, context, SheetKind::kTasks, id);
}
Result<Response> post_task_import_take(const Request& request, Context& context) {
  return import_take(request, context, SheetKind::kTasks);
}

Result<Response> get_sheet_template(const Request& request, Context&) {
  const std::string_view name = request.parameter("kind");
  for (const auto& [kind, file] : {std::pair{SheetKind::kAccounts, "账号导入模板.xlsx"},
                                   std::pair{SheetKind::kOfficers, "单位人员导入模板.xlsx"},
                                   std::pair{SheetKind::kTasks, "任务导入模板.xlsx"}}) {
    if (name != to_word(kind)) continue;
    Response response;
    response.content_type = kXlsxType;
    response.body = TRY(sheet_template(kind));
    return std::move(response).with("Content-Disposition", http::attachment(file));
  }
  return error(ErrorCode::kNotFound, "没有这种模板", "there is no such template");
}

}  // namespace duban
