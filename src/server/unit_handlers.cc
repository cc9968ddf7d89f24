#include <simdjson.h>

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "store/portfolios.h"
#include "store/units.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

Response made(Response response) {
  response.status = 201;
  return response;
}

// Runs change(version) on a unit under If-Match and answers with the unit as it is then.
template <class Change>
Result<Response> changed_unit(const Request& request, Context& context, Change change) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_unit(context.db, context.actor, id, context.now); };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    TRY(change(id, version));
    const Versioned after = TRY(read());
    context.events.publish({context.actor.government_id, "unit", 0, id, after.version});
    return tagged(after);
  };
  return matched(request, context, read, work);
}

Result<std::vector<std::pair<std::string, std::int64_t>>> aliases_of(const JsonBody& body) {
  std::vector<std::pair<std::string, std::int64_t>> out;
  simdjson::dom::array list;
  if (body.object()["alias"].get(list) != simdjson::SUCCESS) return out;
  for (const simdjson::dom::element each : list) {
    std::string_view name;
    std::int64_t unit_id = 0;
    if (each["name"].get(name) != simdjson::SUCCESS || each["unit_id"].get(unit_id) != simdjson::SUCCESS) {
      return error(ErrorCode::kInvalid, "alias 的每一项应有 name 和 unit_id",
                   "each alias wants name and unit_id");
    }
    out.emplace_back(name, unit_id);
  }
  return out;
}

}  // namespace

Result<Response> get_units(const Request& request, Context& context) {
  return Response::json(TRY(list_units(context.db, context.actor, request.query_value("at"), context.now)));
}

Result<Response> get_unit(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_unit(context.db, context.actor, id, context.now)));
}

Result<Response> post_unit(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewUnit unit;
  unit.name = TRY(body.string("name"));
  unit.parent_id = TRY(body.optional_integer("parent_id"));
  unit.level = TRY(body.optional_string("level")).value_or("");
  unit.kind = TRY(body.optional_string("kind")).value_or("");
  if (body.has("aliases") && !body.is_null("aliases")) unit.aliases = TRY(body.strings("aliases"));
  unit.valid_from = TRY(body.optional_string("valid_from")).value_or("");
  const std::int64_t id = TRY(make_unit(context.db, context.actor, unit, context.now));
  context.events.publish({context.actor.government_id, "unit", 0, id, 1});
  return made(tagged(TRY(read_unit(context.db, context.actor, id, context.now)))
                  .with("Location", fmt::format("/api/v1/units/{}", id)));
}

Result<Response> patch_unit(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  UnitChange wanted;
  wanted.set_parent = body.has("parent_id");
  wanted.parent_id = TRY(body.optional_integer("parent_id"));
  wanted.level = TRY(body.optional_string("level"));
  wanted.kind = TRY(body.optional_string("kind"));
  wanted.valid_to = TRY(body.optional_string("valid_to"));
  return changed_unit(request, context, [&](std::int64_t id, std::int64_t version) {
    return change_unit(context.db, context.actor, id, version, wanted, context.now);
  });
}

Result<Response> post_unit_rename(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string name = TRY(body.string("name"));
  const std::string on = TRY(body.string("on"));
  return changed_unit(request, context, [&](std::int64_t id, std::int64_t version) {
    return rename_unit(context.db, context.actor, id, version, name, on, context.now);
  });
}

Result<Response> post_unit_merge(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::int64_t into = TRY(body.integer("into"));
  const std::string on = TRY(body.string("on"));
  const auto read = [&] { return read_unit(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    const int tasks = TRY(merge_unit(context.db, context.actor, id, version, into, on, context.now));
    context.events.publish({context.actor.government_id, "unit", 0, id, version + 1});
    const Versioned after = TRY(read_unit(context.db, context.actor, into, context.now));
    return Response::json(fmt::format("{{\"into\":{},\"tasks\":{}}}", after.json, tasks));
  };
  return matched(request, context, read, change);
}

Result<Response> post_unit_alias(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string text = TRY(body.string("text"));
  TRY(add_alias(context.db, context.actor, id, text, context.now));
  const Versioned after = TRY(read_unit(context.db, context.actor, id, context.now));
  context.events.publish({context.actor.government_id, "unit", 0, id, after.version});
  return tagged(after);
}

Result<Response> delete_unit_alias(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const std::int64_t alias = TRY(path_id(request, "alias_id"));
  TRY(remove_alias(context.db, context.actor, id, alias, context.now));
  const Versioned after = TRY(read_unit(context.db, context.actor, id, context.now));
  context.events.publish({context.actor.government_id, "unit", 0, id, after.version});
  return tagged(after);
}

Result<Response> get_unit_proposals(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return Response::json(TRY(unit_proposals(context.db, context.actor, id, context.now)));
}

Result<Response> post_unit_proposals(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  TakenProposals taken;
  if (body.has("create") && !body.is_null("create")) taken.create = TRY(body.strings("create"));
  taken.alias = TRY(aliases_of(body));
  const TakenCount done = TRY(take_unit_proposals(context.db, context.actor, id, taken, context.now));
  context.events.publish({context.actor.government_id, "unit", id, 0, 0});
  return Response::json(fmt::format("{{\"created\":{},\"aliased\":{}}}", done.created, done.aliased));
}

Result<Response> get_portfolios(const Request&, Context& context) {
  return Response::json(TRY(list_portfolios(context.db, context.actor)));
}

Result<Response> post_portfolio(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewPortfolio portfolio;
  portfolio.leader = TRY(body.string("leader"));
  portfolio.unit_id = TRY(body.integer("unit_id"));
  portfolio.valid_from = TRY(body.string("valid_from"));
  portfolio.valid_to = TRY(body.optional_string("valid_to")).value_or("");
  return made(tagged(TRY(make_portfolio(context.db, context.actor, portfolio, context.now))));
}

Result<Response> remove_portfolio(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_portfolio(context.db, context.actor, id); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(delete_portfolio(context.db, context.actor, id, version, context.now));
    return Response::no_content();
  };
  return matched(request, context, read, change);
}

Result<Response> get_views(const Request& request, Context& context) {
  return Response::json(TRY(list_views(context.db, context.actor, request.query_value("page"))));
}

Result<Response> post_view(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewView view;
  view.name = TRY(body.string("name"));
  view.page = TRY(body.string("page"));
  view.address = TRY(body.string("address"));
  view.shared = TRY(body.boolean_or("shared", false));
  return made(tagged(TRY(make_view(context.db, context.actor, view, context.now))));
}

Result<Response> remove_view(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_view(context.db, context.actor, id); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(delete_view(context.db, context.actor, id, version, context.now));
    return Response::no_content();
  };
  return matched(request, context, read, change);
}

}  // namespace duban
