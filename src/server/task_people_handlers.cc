#include <charconv>

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/people_of_tasks_handlers.h"
#include "store/apportionment.h"
#include "store/checklist.h"
#include "store/obligations.h"
#include "store/open_sets.h"
#include "store/same_things.h"
#include "store/task_people.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

void tell_task(Context& context, std::int64_t task_id) {
  context.events.publish({context.actor.government_id, "task", 0, task_id, 0});
}

// A member of an object in a list of the body; kInvalid names the list.
Result<std::int64_t> number_in(const simdjson::dom::element& each, std::string_view member,
                               std::string_view list) {
  std::int64_t value = 0;
  if (each[member].get(value) == simdjson::SUCCESS) return value;
  return error(ErrorCode::kInvalid, fmt::format("{} 的每一项应有整数 {}", list, member),
               fmt::format("each of {} wants an integer {}", list, member));
}

Result<simdjson::dom::array> list_in(const JsonBody& body, std::string_view name) {
  simdjson::dom::array list;
  if (body.object()[name].get(list) == simdjson::SUCCESS) return list;
  return error(ErrorCode::kInvalid, fmt::format("{} 应为列表", name), fmt::format("{} must be a list", name));
}

// The position of a target in its task, from 0.
Result<int> target_of(const Request& request) {
  const std::string_view text = request.parameter("target");
  int value = -1;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status == std::errc() && end == text.data() + text.size() && value >= 0 && value < 10'000) return value;
  return error(ErrorCode::kNotFound, "没有这个目标", "there is no such target");
}

}  // namespace

Result<Response> get_task_people(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(
      TRY(people_of_task(context.db, context.actor, id, request.query_value("on"), context.now)));
}

Result<Response> get_plan_people(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(
      TRY(people_of_plan(context.db, context.actor, id, request.query_value("on"), context.now)));
}

Result<Response> post_task_forward(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  Forwarding forwarding;
  forwarding.unit_id = TRY(body.optional_integer("unit_id")).value_or(0);
  forwarding.account_id = TRY(body.integer("account_id"));
  forwarding.note = TRY(body.optional_string("note")).value_or("");
  TRY(forward_task(context.db, context.actor, id, {}, forwarding, context.now));
  tell_task(context, id);
  return Response::json(TRY(people_of_task(context.db, context.actor, id, "", context.now)));
}

Result<Response> post_task_open_set(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  OpenSetResolution resolution;
  const std::string part = TRY(body.string("part"));
  if (part != "lead" && part != "responsible") {
    return error(ErrorCode::kInvalid, "part 只能是 lead 或 responsible", "part is lead or responsible");
  }
  resolution.part = part == "lead" ? UnitPart::kLead : UnitPart::kResponsible;
  resolution.unit_ids = TRY(body.integers("unit_ids"));
  resolution.reason = TRY(body.string("reason"));
  TRY(resolve_open_set(context.db, context.actor, id, resolution, context.now));
  tell_task(context, id);
  return Response::json(TRY(people_of_task(context.db, context.actor, id, "", context.now)));
}

Result<Response> get_task_apportionments(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(apportionments_of(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> put_task_apportionment(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const int target = TRY(target_of(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewApportionment wanted;
  for (const simdjson::dom::element each : TRY(list_in(body, "parts"))) {
    TargetPart part;
    part.unit_id = TRY(number_in(each, "unit_id", "parts"));
    if (each["value"].get(part.value) != simdjson::SUCCESS) {
      return error(ErrorCode::kInvalid, "parts 的每一项应有数字 value", "each of parts wants a number value");
    }
    wanted.parts.push_back(part);
  }
  wanted.note = TRY(body.optional_string("note")).value_or("");
  wanted.despite = TRY(body.boolean_or("despite", false));
  const auto read = [&] {
    return read_apportionment(context.db, context.actor, id, target, context.language, context.now);
  };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    TRY(set_apportionment(context.db, context.actor, id, target, version, wanted, context.now));
    tell_task(context, id);
    return tagged(TRY(read()));
  };
  return matched(request, context, read, work);
}

Result<Response> post_same(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  std::vector<TargetPlace> things;
  for (const simdjson::dom::element each : TRY(list_in(body, "things"))) {
    std::int64_t target = -1;
    if (each["target"].get(target) != simdjson::SUCCESS) target = -1;
    const std::int64_t task = TRY(number_in(each, "task_id", "things"));
    things.push_back({task, static_cast<int>(target)});
  }
  const std::string reason = TRY(body.optional_string("reason")).value_or("");
  TRY(link_same(context.db, context.actor, things, reason, context.now));
  for (const TargetPlace& each : things) tell_task(context, each.task_id);
  return Response::json(TRY(same_things_of(context.db, context.actor, things.front().task_id, context.now)));
}

Result<Response> post_same_remove(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  TargetPlace thing;
  thing.task_id = TRY(body.integer("task_id"));
  thing.target = static_cast<int>(TRY(body.optional_integer("target")).value_or(-1));
  TRY(unlink_same(context.db, context.actor, thing, context.now));
  tell_task(context, thing.task_id);
  return Response::json(TRY(same_things_of(context.db, context.actor, thing.task_id, context.now)));
}

Result<Response> get_plan_obligations(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(list_obligations(context.db, context.actor, id, context.now)));
}

Result<Response> post_plan_obligation(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewObligation obligation;
  obligation.title = TRY(body.string("title"));
  obligation.text = TRY(body.optional_string("text")).value_or("");
  obligation.due = TRY(body.string("due"));
  const Versioned made = TRY(make_obligation(context.db, context.actor, id, obligation, context.now));
  context.events.publish({context.actor.government_id, "plan", id, id, 0});
  Response response = tagged(made).with("Location", fmt::format("/api/v1/obligations/{}", made.id));
  response.status = 201;
  return response;
}

Result<Response> get_obligation(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_obligation(context.db, context.actor, id, context.now)));
}

Result<Response> post_obligation_withdraw(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_obligation(context.db, context.actor, id, context.now); };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    TRY(withdraw_obligation(context.db, context.actor, id, version, context.now));
    return tagged(TRY(read()));
  };
  return matched(request, context, read, work);
}

Result<Response> post_obligation_confirm(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::int64_t unit = TRY(body.optional_integer("unit_id")).value_or(0);
  const std::string note = TRY(body.optional_string("note")).value_or("");
  TRY(confirm_obligation(context.db, context.actor, id, unit, note, context.now));
  return tagged(TRY(read_obligation(context.db, context.actor, id, context.now)));
}

Result<Response> get_checklist(const Request&, Context& context) {
  return Response::json(TRY(list_checklist(context.db, context.actor, context.now)));
}

Result<Response> put_checklist(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  std::vector<ChecklistItem> items;
  for (const simdjson::dom::element each : TRY(list_in(body, "items"))) {
    ChecklistItem item;
    if (each["id"].get(item.id) != simdjson::SUCCESS) item.id = 0;
    std::string_view title;
    if (each["title"].get(title) != simdjson::SUCCESS) {
      return error(ErrorCode::kInvalid, "items 的每一项应有文字 title", "each of items wants words in title");
    }
    item.title = title;
    items.push_back(std::move(item));
  }
  const std::string task_class = TRY(body.string("task_class"));
  TRY(set_checklist(context.db, context.actor, task_class, items, context.now));
  return Response::json(TRY(list_checklist(context.db, context.actor, context.now)));
}

Result<Response> get_task_checklist(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(checklist_of_task(context.db, context.actor, id, context.now)));
}

Result<Response> post_task_checklist(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  ChecklistTick tick;
  tick.item_id = TRY(body.integer("item_id"));
  tick.unit_id = TRY(body.optional_integer("unit_id")).value_or(0);
  tick.done = TRY(body.boolean_or("done", true));
  tick.evidence = TRY(body.optional_string("evidence")).value_or("");
  TRY(tick_checklist(context.db, context.actor, id, tick, context.now));
  tell_task(context, id);
  return Response::json(TRY(checklist_of_task(context.db, context.actor, id, context.now)));
}

}  // namespace duban
