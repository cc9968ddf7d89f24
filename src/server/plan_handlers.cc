#include <unordered_map>

#include "exports/sheet.h"
#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/paging.h"
#include "store/approval.h"
#include "store/log.h"
#include "store/plans.h"
#include "store/progress.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view kXlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

Result<SheetOptions> sheet_options(const JsonBody& body) {
  SheetOptions options;
  if (body.has("columns") && !body.is_null("columns")) options.columns = TRY(body.strings("columns"));
  const std::string group = TRY(body.optional_string("group")).value_or("");
  if (group == "lead_units" || group == "lead_unit") options.group = SheetGroup::kLeadUnit;
  if (group == "section") options.group = SheetGroup::kSection;
  const std::string headings = TRY(body.optional_string("headings")).value_or("zh");
  if (headings == "en") options.headings = Headings::kEn;
  if (headings == "both") options.headings = Headings::kBoth;
  return options;
}

std::vector<SheetRow> sheet_rows_of(std::vector<TaskRow> rows) {
  std::vector<SheetRow> out;
  for (TaskRow& row : rows) {
    out.push_back({std::move(row.task), std::move(row.list), std::move(row.section_titles),
                   std::move(row.implied_leaders), std::move(row.due_date), row.findings_open});
  }
  return out;
}

// The five facts of the rows, in words; a draft's stay empty.
Result<void> put_facts(Context& context, std::int64_t plan_id, const std::vector<std::int64_t>& ids,
                       std::vector<SheetRow>& rows) {
  std::unordered_map<std::int64_t, SheetRow*> by_id;
  for (std::size_t i = 0; i < ids.size(); ++i) by_id.emplace(ids[i], &rows[i]);
  for (const TaskProgress& task : TRY(plan_progress(context.db, plan_id, day_of(context.now)))) {
    const auto found = by_id.find(task.task_id);
    if (found == by_id.end()) continue;
    SheetRow& row = *found->second;
    const LightSign sign = sign_of(task.facts.light.value);
    row.state = zh_name(task.facts.workflow.value);
    row.light = fmt::format("{} {}", sign.mark, sign.zh);
    row.light_why = task.facts.light.why.words.zh;
    row.punctuality = zh_name(task.facts.punctuality.value);
    row.result = zh_name(task.facts.result.value);
    row.confidence = zh_name(task.facts.confidence.value);
  }
  return {};
}

}  // namespace

Result<Response> get_plans(const Request& request, Context& context) {
  const int limit = TRY(query_limit(request));
  const std::int64_t after = TRY(query_number(request, "after", 0));
  return Response::json(TRY(list_plans(context.db, context.actor, limit, after, context.now)));
}

Result<Response> get_plan(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_plan(context.db, context.actor, id, context.now)));
}

Result<Response> post_plan_approve(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const bool despite = TRY(body.boolean_or("despite_open", false));
  const auto read = [&] { return read_plan(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    const int frozen = TRY(approve_plan(context.db, context.actor, id, version,
                                        despite ? OpenFindings::kDespite : OpenFindings::kRefuse, context.now));
    context.events.publish({context.actor.government_id, "plan", id, id, version + 1});
    return Response::json(fmt::format("{{\"approved\":{}}}", frozen));
  };
  return matched(request, context, read, change);
}

Result<Response> get_plan_changes(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(list_changes(context.db, context.actor, id, context.now)));
}

Result<Response> get_plan_proposals(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(list_proposals(context.db, context.actor, id, context.now)));
}

Result<Response> post_proposal_settle(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  SettleProposal how;
  how.action = TRY(body.string("action"));
  how.document = TRY(body.optional_string("document")).value_or("");
  how.reason = TRY(body.optional_string("reason")).value_or("");
  const auto read = [&] { return read_proposal(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(settle_proposal(context.db, context.actor, id, version, how, context.now));
    return tagged(TRY(read()));
  };
  return matched(request, context, read, change);
}

Result<Response> get_plan_overview(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(plan_overview(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> get_plan_units(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(plan_units(context.db, context.actor, id, context.now)));
}

Result<Response> get_plan_leaders(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(plan_leaders(context.db, context.actor, id, context.now)));
}

Result<Response> post_plan_export(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string format = TRY(body.string("format"));
  const SheetOptions options = TRY(sheet_options(body));
  TaskQuery query;
  const bool chosen = body.has("task_ids") && !body.is_null("task_ids");
  if (chosen) query.ids = TRY(body.integers("task_ids"));
  auto tasks = TRY(task_rows(context.db, context.actor, id, query, context.now, Action::kExportLedger));
  if (chosen && query.ids.empty()) tasks.clear();  // nothing shown, nothing exported
  if (chosen) {                                    // in the order shown
    std::unordered_map<std::int64_t, TaskRow*> by_id;
    for (TaskRow& row : tasks) by_id.emplace(row.id, &row);
    std::vector<TaskRow> ordered;
    for (const std::int64_t task_id : query.ids) {
      const auto found = by_id.find(task_id);
      if (found == by_id.end()) continue;
      ordered.push_back(std::move(*found->second));
      by_id.erase(found);  // once, however often it is asked for
    }
    tasks = std::move(ordered);
  }
  std::string title;
  {
    sql::Rows plan = TRY(context.db.query("SELECT title FROM plan WHERE id = $1", id));
    if (TRY(plan.next())) title = plan.string(0);
  }
  std::vector<std::int64_t> ids;
  for (const TaskRow& row : tasks) ids.push_back(row.id);
  std::vector<SheetRow> rows = sheet_rows_of(std::move(tasks));
  TRY(put_facts(context, id, ids, rows));
  Response response;
  if (format == "xlsx") {
    response.body = TRY(to_xlsx(title, rows, options));
    response.content_type = kXlsxType;
  } else if (format == "csv") {
    response.body = TRY(to_csv(rows, options));
    response.content_type = "text/csv; charset=utf-8";
  } else {
    return error(ErrorCode::kInvalid, "导出格式只有 xlsx 和 csv", "the format is xlsx or csv");
  }
  const auto log = [&] {
    return append_log(
        context.db, context.actor,
        {"export_ledger", fmt::format("plan:{}", id), "", fmt::format("{} rows:{}", format, rows.size())},
        context.now);
  };
  TRY(context.db.transaction(log));
  response.with("Content-Disposition", http::attachment((title.empty() ? "台账" : title) + "." + format));
  return response;
}

}  // namespace duban
