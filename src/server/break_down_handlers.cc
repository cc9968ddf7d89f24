#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/progress_handlers.h"
#include "store/break_downs.h"
#include "store/progress_load.h"

namespace duban {
namespace {

using http::Request;
using http::Response;
using simdjson::dom::element;

Error odd_row(std::string_view zh, std::size_t no, std::string_view en) {
  return error(ErrorCode::kInvalid, fmt::format("第{}个{}的内容不合格式", no, zh),
               fmt::format("{} {} has not the right shape", en, no));
}

std::string row_text(const element& row, std::string_view key) {
  std::string_view text;
  return row[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::int64_t row_id(const element& row) {
  std::int64_t id = 0;
  return row["id"].get(id) == simdjson::SUCCESS && id > 0 ? id : 0;
}

Result<BreakDownEntry> entry_of(const JsonBody& body) {
  BreakDownEntry entry;
  entry.reason = TRY(body.optional_string("reason")).value_or("");
  simdjson::dom::array measures, milestones;
  if (body.object()["measures"].get(measures) != simdjson::SUCCESS)
    return error(ErrorCode::kInvalid, "措施应是列表", "measures should be a list");
  if (body.object()["milestones"].get(milestones) != simdjson::SUCCESS)
    return error(ErrorCode::kInvalid, "节点应是列表", "milestones should be a list");
  for (const element row : measures) {
    if (!row.is_object()) return odd_row("措施", entry.measures.size() + 1, "measure");
    entry.measures.push_back({row_id(row), row_text(row, "text")});
  }
  for (const element row : milestones) {
    MilestoneEntry each;
    std::int64_t measure = 0;
    each.id = row_id(row);
    if (row["measure"].get(measure) == simdjson::SUCCESS) each.measure = static_cast<int>(measure);
    each.name = row_text(row, "name");
    each.deliverable = row_text(row, "deliverable");
    each.due = Day::parse(row_text(row, "due")).value_or(Day{});
    if (!row.is_object() || row["weight"].get(each.weight) != simdjson::SUCCESS)
      return odd_row("节点", entry.milestones.size() + 1, "milestone");
    entry.milestones.push_back(std::move(each));
  }
  return entry;
}

// A change of one milestone under If-Match.
template <class Change>
Result<Response> changed_milestone(const Request& request, Context& context, Change change) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_milestone(context.db, context.actor, id, context.now); };
  const auto write = [&](std::int64_t version) -> Result<Response> {
    TRY(change(id, version));
    const auto task = TRY(context.db.one("SELECT task_id FROM milestone WHERE id = $1", id)).value_or(0);
    const std::int64_t plan_id = TRY(plan_of_task(context.db, task));
    context.events.publish({context.actor.government_id, "task", plan_id, task, 0});
    return tagged(TRY(read()));
  };
  return matched(request, context, read, write);
}

Result<Day> day_member(const JsonBody& body, std::string_view name) {
  const std::string text = TRY(body.optional_string(name)).value_or("");
  if (text.empty()) return Day{};
  const auto day = Day::parse(text);
  if (!day) {
    return error(ErrorCode::kInvalid, fmt::format("日期“{}”应写作 2026-03-01 的样子", text),
                 fmt::format("the date {} should look like 2026-03-01", text));
  }
  return *day;
}

}  // namespace

Result<Response> get_task_break_downs(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(list_break_downs(context.db, context.actor, id, context.now)));
}

Result<Response> get_task_break_down(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const std::int64_t unit_id = TRY(path_id(request, "unit_id"));
  return tagged(TRY(read_break_down(context.db, context.actor, id, unit_id, context.now)));
}

Result<Response> put_task_break_down(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const std::int64_t unit_id = TRY(path_id(request, "unit_id"));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const BreakDownEntry entry = TRY(entry_of(body));
  const auto read = [&] { return read_break_down(context.db, context.actor, id, unit_id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(write_break_down(context.db, context.actor, id, unit_id, version, entry, context.now));
    const Versioned after = TRY(read());
    const std::int64_t plan_id = TRY(plan_of_task(context.db, id));
    context.events.publish({context.actor.government_id, "task", plan_id, id, 0});
    return tagged(after);
  };
  return matched(request, context, read, change);
}

Result<Response> post_milestone_claim(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const Day on = TRY(day_member(body, "on"));
  const std::string words = TRY(body.string("text"));
  return changed_milestone(request, context, [&](std::int64_t id, std::int64_t version) {
    return claim_milestone(context.db, context.actor, id, version, on, words, context.now);
  });
}

Result<Response> post_milestone_settle(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string action = TRY(body.string("action"));
  if (action != "accept" && action != "return") {
    return error(ErrorCode::kInvalid, "action 应为 accept 或 return", "action is accept or return");
  }
  const SettleClaim how = action == "accept" ? SettleClaim::kAccept : SettleClaim::kReturn;
  const Day on = TRY(day_member(body, "on"));
  const std::string words = TRY(body.optional_string("text")).value_or("");
  return changed_milestone(request, context, [&](std::int64_t id, std::int64_t version) {
    return settle_milestone(context.db, context.actor, id, version, how, on, words, context.now);
  });
}

}  // namespace duban
