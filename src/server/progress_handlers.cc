#include "server/progress_handlers.h"

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "store/progress_views.h"
#include "store/rules.h"
#include "store/visibility.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

Result<RuleKind> rule_kind_of(const Request& request) {
  const auto kind = rule_kind_from_word(request.parameter("kind"));
  if (!kind) return no_such("规则", "kind of rules");
  return *kind;
}

}  // namespace

Result<Response> get_task_facts(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(explain_facts(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> get_plan_progress(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(plan_summary(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> get_plan_schedule(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(plan_schedule(context.db, context.actor, id, context.language, context.now)));
}

Result<Response> get_rules(const Request& request, Context& context) {
  const RuleKind kind = TRY(rule_kind_of(request));
  return tagged(TRY(read_rules(context.db, context.actor, kind)));
}

Result<Response> put_rules(const Request& request, Context& context) {
  const RuleKind kind = TRY(rule_kind_of(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string text = TRY(body.string("text"));
  const std::string reason = TRY(body.string("reason"));
  const auto read = [&] { return read_rules(context.db, context.actor, kind); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(replace_rules(context.db, context.actor, kind, version, text, reason, context.now));
    const Versioned after = TRY(read());
    context.events.publish({context.actor.government_id, "rules", 0, after.id, after.version});
    return tagged(after);
  };
  return matched(request, context, read, change);
}

}  // namespace duban
