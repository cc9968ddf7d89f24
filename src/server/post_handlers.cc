#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/paging.h"
#include "server/people_of_tasks_handlers.h"
#include "store/delegates.h"
#include "store/group_members.h"
#include "store/portfolios.h"
#include "store/posts.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

Response newly_made(const Versioned& made, std::string_view under) {
  Response response = tagged(made).with("Location", fmt::format("/api/v1/{}/{}", under, made.id));
  response.status = 201;
  return response;
}

void tell(Context& context, std::string_view what, std::int64_t id, std::int64_t version) {
  context.events.publish({context.actor.government_id, what, 0, id, version});
}

Result<NewTerm> term_of(const JsonBody& body) {
  NewTerm term;
  term.person = TRY(body.string("person"));
  term.account_id = TRY(body.optional_integer("account_id")).value_or(0);
  term.phone = TRY(body.optional_string("phone")).value_or("");
  term.mail = TRY(body.optional_string("mail")).value_or("");
  term.acting = TRY(body.boolean_or("acting", false));
  term.valid_from = TRY(body.string("valid_from"));
  term.valid_to = TRY(body.optional_string("valid_to")).value_or("");
  return term;
}

// Runs change(id, version) on a post under If-Match and answers with the post as it is then.
template <class Change>
Result<Response> changed_post(const Request& request, Context& context, Change change) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_post(context.db, context.actor, id); };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    TRY(change(id, version));
    const Versioned after = TRY(read());
    tell(context, "unit", id, after.version);
    return tagged(after);
  };
  return matched(request, context, read, work);
}

template <class Change>
Result<Response> changed_group(const Request& request, Context& context, Change change) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_group(context.db, context.actor, id, "", context.now); };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    TRY(change(id, version));
    const Versioned after = TRY(read());
    tell(context, "unit", id, after.version);
    return tagged(after);
  };
  return matched(request, context, read, work);
}

}  // namespace

Result<Response> get_posts(const Request& request, Context& context) {
  const std::int64_t unit = TRY(query_number(request, "unit", 0));
  return Response::json(
      TRY(list_posts(context.db, context.actor, unit, request.query_value("at"), context.now)));
}

Result<Response> post_post(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewPost post;
  const auto kind = post_kind_from_word(TRY(body.string("kind")));
  if (!kind) {
    return error(ErrorCode::kInvalid, "岗位只有 leader、head、liaison、handler 四种",
                 "a post is one of leader, head, liaison, handler");
  }
  post.kind = *kind;
  post.name = TRY(body.optional_string("name")).value_or("");
  post.unit_id = TRY(body.optional_integer("unit_id")).value_or(0);
  return newly_made(TRY(make_post(context.db, context.actor, post, context.now)), "posts");
}

Result<Response> get_post(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_post(context.db, context.actor, id)));
}

Result<Response> patch_post(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string name = TRY(body.string("name"));
  return changed_post(request, context, [&](std::int64_t id, std::int64_t version) {
    return rename_post(context.db, context.actor, id, version, name, context.now);
  });
}

Result<Response> post_post_term(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const NewTerm term = TRY(term_of(body));
  return changed_post(request, context, [&](std::int64_t id, std::int64_t version) {
    return begin_term(context.db, context.actor, id, version, term, context.now);
  });
}

Result<Response> put_post_term(const Request& request, Context& context) {
  const std::int64_t term_id = TRY(path_id(request, "term_id"));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const NewTerm term = TRY(term_of(body));
  return changed_post(request, context, [&](std::int64_t id, std::int64_t version) {
    return change_term(context.db, context.actor, id, version, term_id, term, context.now);
  });
}

Result<Response> put_portfolio_post(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::int64_t post = TRY(body.optional_integer("post_id")).value_or(0);
  const auto read = [&] { return read_portfolio(context.db, context.actor, id); };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    TRY(set_portfolio_post(context.db, context.actor, id, version, post, context.now));
    return tagged(TRY(read()));
  };
  return matched(request, context, read, work);
}

Result<Response> get_delegations(const Request&, Context& context) {
  return Response::json(TRY(list_delegations(context.db, context.actor, context.now)));
}

Result<Response> post_delegation(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewDelegation delegation;
  delegation.principal_id = TRY(body.integer("principal_id"));
  delegation.delegate_id = TRY(body.integer("delegate_id"));
  delegation.valid_from = TRY(body.string("valid_from"));
  delegation.valid_to = TRY(body.string("valid_to"));
  delegation.reason = TRY(body.optional_string("reason")).value_or("");
  return newly_made(TRY(make_delegation(context.db, context.actor, delegation, context.now)), "delegations");
}

Result<Response> post_delegation_end(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  const auto read = [&] { return read_delegation(context.db, context.actor, id, context.now); };
  const auto work = [&](std::int64_t version) -> Result<Response> {
    TRY(end_delegation(context.db, context.actor, id, version, context.now));
    return tagged(TRY(read()));
  };
  return matched(request, context, read, work);
}

Result<Response> get_colleagues(const Request& request, Context& context) {
  const std::int64_t unit = TRY(query_number(request, "unit", 0));
  return Response::json(TRY(list_colleagues(context.db, context.actor, unit)));
}

Result<Response> get_groups(const Request& request, Context& context) {
  return Response::json(TRY(list_groups(context.db, context.actor, request.query_value("at"), context.now)));
}

Result<Response> post_group(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewGroup group;
  group.name = TRY(body.string("name"));
  if (body.has("phrases") && !body.is_null("phrases")) group.phrases = TRY(body.strings("phrases"));
  const Versioned made = TRY(make_group(context.db, context.actor, group, context.now));
  tell(context, "unit", made.id, made.version);
  return newly_made(made, "groups");
}

Result<Response> get_group(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_group(context.db, context.actor, id, request.query_value("at"), context.now)));
}

Result<Response> put_group_members(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::vector<std::int64_t> units = TRY(body.integers("unit_ids"));
  const std::string on = TRY(body.string("on"));
  return changed_group(request, context, [&](std::int64_t id, std::int64_t version) {
    return set_members(context.db, context.actor, id, version, units, on, context.now);
  });
}

Result<Response> put_group_phrases(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::vector<std::string> phrases = TRY(body.strings("phrases"));
  return changed_group(request, context, [&](std::int64_t id, std::int64_t version) {
    return set_phrases(context.db, context.actor, id, version, phrases, context.now);
  });
}

Result<Response> get_group_proposals(const Request&, Context& context) {
  return Response::json(TRY(group_proposals(context.db, context.actor, context.now)));
}

}  // namespace duban
