#include "server/case_handlers.h"

#include <set>

#include "base/json.h"
#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "store/batch_actions.h"
#include "store/case_view.h"
#include "store/cases.h"
#include "store/subtasks.h"
#include "store/timeline.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

// Over so many rows the pages are told once a plan, not once a row.
constexpr std::size_t kMostRowEvents = 20;

Error unknown_word(std::string_view name, std::string_view word) {
  return error(ErrorCode::kInvalid, fmt::format("字段 {} 的值“{}”不认识", name, word),
               fmt::format("field {}: “{}” is no known word", name, word));
}

template <class Enum>
Result<void> read_word(const JsonBody& body, std::string_view name, Enum& out) {
  const auto word = TRY(body.optional_string(name));
  if (!word || word->empty()) return {};
  const auto known = task_word<Enum>(*word);
  if (!known) return unknown_word(name, *word);
  out = *known;
  return {};
}

Result<Day> day_member(const JsonBody& body, std::string_view name) {
  const auto text = TRY(body.optional_string(name));
  if (!text || text->empty()) return Day{};
  const auto day = Day::parse(*text);
  if (!day) {
    return error(ErrorCode::kInvalid, fmt::format("字段 {} 应为日期，如 2026-06-30", name),
                 fmt::format("field {} must be a date such as 2026-06-30", name));
  }
  return *day;
}

Result<std::string> unit_member(const JsonBody& body, std::string_view name) {
  const auto id = TRY(body.optional_integer(name));
  return id ? unit_key(*id) : std::string();
}

Result<void> read_text(const JsonBody& body, std::string_view name, std::string& out) {
  out = TRY(body.optional_string(name)).value_or("");
  return {};
}

// Everything but the action.
Result<TaskRequest> request_of(const JsonBody& body) {
  TaskRequest out;
  out.unit = TRY(unit_member(body, "unit_id"));
  out.other_unit = TRY(unit_member(body, "other_unit_id"));
  out.date = TRY(day_member(body, "date"));
  out.conclusion = static_cast<int>(TRY(body.optional_integer("conclusion")).value_or(0));
  TRY(read_text(body, "text", out.text));
  TRY(read_text(body, "document", out.document));
  TRY(read_text(body, "field", out.field));
  TRY(read_text(body, "after", out.after));
  TRY(read_text(body, "head", out.head));
  TRY(read_text(body, "liaison", out.liaison));
  TRY(read_text(body, "handler", out.handler));
  TRY(read_word(body, "part", out.part));
  TRY(read_word(body, "closure", out.closure));
  TRY(read_word(body, "confidence", out.confidence));
  if (const auto why = TRY(body.optional_string("without_units"))) out.after = *why;
  return out;
}

// Version 0: the row's own version may be as it was; whoever shows the task reads it again.
void tell_task(Context& context, std::int64_t plan_id, std::int64_t task_id) {
  context.events.publish({context.actor.government_id, "task", plan_id, task_id, 0});
}

// The task, and the one above it, which a step of a sub-task may move too.
Result<void> tell_family(Context& context, std::int64_t task_id) {
  const KeptCase kept = TRY(load_case(context.db, task_id));
  tell_task(context, kept.plan_id, task_id);
  if (const auto above = TRY(task_above(context.db, task_id))) tell_task(context, kept.plan_id, *above);
  return {};
}

std::string batch_json(const std::vector<BatchRow>& rows, Language language) {
  JsonWriter json;
  std::int64_t done = 0;
  for (const BatchRow& row : rows) done += row.steps > 0 ? 1 : 0;
  json.begin_object().field("done", done).field("refused", static_cast<std::int64_t>(rows.size()) - done);
  json.key("items").begin_array();
  for (const BatchRow& row : rows) {
    json.begin_object()
        .field("task_id", row.task_id)
        .field("no", row.no)
        .field("done", row.steps > 0)
        .field("steps", row.steps)
        .field("detail", row.refused.in(language))
        .field("version", row.version)
        .end_object();
  }
  return json.end_array().end_object().take();
}

}  // namespace

Result<Response> get_task_case(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_case(context.db, context.actor, id, context.now)));
}

Result<Response> post_task_action(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string word = TRY(body.string("action"));
  const auto action = task_action_from_word(word);
  if (!action) return unknown_word("action", word);
  TRY(require_bare_step(*action));
  TaskRequest step = TRY(request_of(body));
  step.action = *action;
  const auto read = [&] { return read_case(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(take_step(context.db, context.actor, id, version, step, context.now));
    TRY(tell_family(context, id));
    return tagged(TRY(read()));
  };
  return matched(request, context, read, change);
}

Result<Response> post_task_actions(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string word = TRY(body.string("action"));
  TaskRequest step = TRY(request_of(body));
  BatchWhat what = BatchWhat::kAddNamedUnits;
  if (word != "add_named_units") {
    const auto action = task_action_from_word(word);
    if (!action) return unknown_word("action", word);
    step.action = *action;
    what = BatchWhat::kStep;
  }
  const std::vector<std::int64_t> ids = TRY(body.integers("task_ids"));
  const std::vector<BatchRow> rows = TRY(take_steps(context.db, context.actor, ids, what, step, context.now));
  std::set<std::int64_t> plans;
  for (const BatchRow& row : rows) {
    if (row.steps == 0) continue;
    plans.insert(row.plan_id);
    if (rows.size() <= kMostRowEvents) TRY(tell_family(context, row.task_id));
  }
  if (rows.size() > kMostRowEvents) {
    for (const std::int64_t plan : plans) {
      context.events.publish({context.actor.government_id, "plan", plan, plan, 0});
    }
  }
  return Response::json(batch_json(rows, context.language));
}

Result<Response> get_task_timeline(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(
      TRY(task_timeline(context.db, context.actor, id, request.query_value("group"), context.now)));
}

Result<Response> post_subtask(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewSubtask made;
  made.text = TRY(body.string("text"));
  made.due = TRY(day_member(body, "date"));
  TRY(read_text(body, "done_criteria", made.done_criteria));
  if (body.has("lead_unit_ids")) made.lead_units = TRY(body.integers("lead_unit_ids"));
  if (body.has("responsible_unit_ids")) made.responsible_units = TRY(body.integers("responsible_unit_ids"));
  const auto read = [&] { return read_case(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    const std::int64_t subtask = TRY(make_subtask(context.db, context.actor, id, version, made, context.now));
    TRY(tell_family(context, subtask));
    const Versioned task = TRY(read_case(context.db, context.actor, subtask, context.now));
    return Response::created(fmt::format("/api/v1/tasks/{}", subtask), task.json)
        .with("ETag", http::etag(subtask, task.version));
  };
  return matched(request, context, read, change);
}

Result<Response> post_roll_over(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::int64_t plan = TRY(body.integer("plan_id"));
  const Day due = TRY(day_member(body, "date"));
  const auto read = [&] { return read_case(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    const std::int64_t next = TRY(roll_over(context.db, context.actor, id, version, plan, due, context.now));
    TRY(tell_family(context, id));
    tell_task(context, plan, next);
    return tagged(TRY(read()));
  };
  return matched(request, context, read, change);
}

}  // namespace duban
