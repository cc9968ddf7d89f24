#include <charconv>

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/progress_handlers.h"
#include "store/progress_load.h"
#include "store/target_settings.h"
#include "store/visibility.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

// /tasks/12/targets/0, …/targets/text; the body names the key that the person saw there.
Result<TargetRef> target_ref(const Request& request, const JsonBody& body) {
  TargetRef ref;
  ref.task_id = TRY(path_id(request));
  ref.key = TRY(body.string("key"));
  const std::string_view place = request.parameter("position");
  if (place == kTextKey) {
    ref.position = -1;
    if (!is_text_key(ref.key)) return no_such("没有数量的承诺", "promise without a number");
    return ref;
  }
  const auto [end, code] = std::from_chars(place.data(), place.data() + place.size(), ref.position);
  if (code != std::errc() || end != place.data() + place.size() || ref.position < 0)
    return no_such("目标", "target");
  return ref;
}

std::string object_member(const JsonBody& body, std::string_view name) {
  simdjson::dom::element value;
  if (body.object()[name].get(value) != simdjson::SUCCESS) return {};
  return simdjson::minify(value);
}

// A change of one target under If-Match: 412 shows the target as it is now.
template <class Change>
Result<Response> changed_target(const Request& request, Context& context, const TargetRef& ref, Change change) {
  const auto read = [&] { return read_target(context.db, context.actor, ref, context.language, context.now); };
  const auto write = [&](std::int64_t version) -> Result<Response> {
    TRY(change(version));
    const std::int64_t plan_id = TRY(plan_of_task(context.db, ref.task_id));
    context.events.publish({context.actor.government_id, "task", plan_id, ref.task_id, 0});
    return tagged(TRY(read()));
  };
  return matched(request, context, read, write);
}

}  // namespace

Result<Response> get_task_targets(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(list_targets(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> put_task_target(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const TargetRef ref = TRY(target_ref(request, body));
  const std::string reason = TRY(body.optional_string("reason")).value_or("");
  return changed_target(request, context, ref, [&](std::int64_t version) {
    return write_setting(context.db, context.actor, ref, version, object_member(body, "setting"), reason,
                         context.now);
  });
}

Result<Response> put_task_outcome(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const TargetRef ref = TRY(target_ref(request, body));
  const std::string reason = TRY(body.optional_string("reason")).value_or("");
  return changed_target(request, context, ref, [&](std::int64_t version) {
    return write_outcome(context.db, context.actor, ref, version, object_member(body, "outcome"), reason,
                         context.now);
  });
}

Result<Response> get_plan_targets(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const bool all = request.query_value("state") == "all";
  return Response::json(
      TRY(list_unconfirmed(context.db, context.actor, id, all, context.language, context.now)));
}

Result<Response> post_plan_targets_confirm(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  ConfirmKind kind;
  if (const auto word = TRY(body.optional_string("light_class"))) {
    kind.light_class = light_class_from_word(*word);
    if (!kind.light_class) return no_such("类别", "class");
  }
  if (const auto word = TRY(body.optional_string("direction"))) {
    kind.direction = direction_from_word(*word);
    if (!kind.direction) return no_such("方向", "direction");
  }
  if (body.has("task_ids") && !body.is_null("task_ids")) kind.task_ids = TRY(body.integers("task_ids"));
  const int confirmed = TRY(confirm_proposed(context.db, context.actor, id, kind, context.now));
  context.events.publish({context.actor.government_id, "plan", id, id, 0});
  return Response::json(fmt::format("{{\"confirmed\":{}}}", confirmed));
}

}  // namespace duban
