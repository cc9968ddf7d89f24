#include "server/second_factor_handlers.h"

#include "base/json.h"
#include "server/events.h"
#include "server/json_body.h"
#include "server/logins.h"
#include "store/people.h"
#include "store/second_factor.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

// A program with a token must not change how its owner logs in.
Result<void> require_session(const Context& context) {
  if (context.login->kind == Login::Kind::kSession) return {};
  return error(ErrorCode::kConflict, "令牌不能修改登录方式，请登录后修改",
               "a token cannot change how its owner logs in; log in for that");
}

Response recovery_response(const std::vector<std::string>& codes) {
  JsonWriter json;
  json.begin_object().key("recovery_codes").begin_array();
  for (const std::string& code : codes) json.string(code);
  json.end_array().end_object();
  Response response = Response::json(json.take());
  response.secret = true;
  return response;
}

Result<std::string> rule_text(Context& context, std::int64_t& version) {
  const SecondFactorRule rule = TRY(second_factor_rule(context.db, context.actor.government_id));
  version = rule.version;
  JsonWriter json;
  json.begin_object().field("id", 1).key("roles").begin_array();
  for (const Role role : rule.roles) json.string(to_word(role));
  json.end_array().field("version", rule.version).end_object();
  return json.take();
}

}  // namespace

Result<Response> get_second_factor(const Request&, Context& context) {
  const SecondFactor factor = TRY(second_factor_of(context.db, context.actor.account_id));
  JsonWriter json;
  json.begin_object().field("on", factor.on);
  json.field("demanded",
             TRY(second_factor_demanded(context.db, context.actor.government_id, context.actor.roles)));
  json.key("confirmed_at");
  if (factor.confirmed_at) {
    json.string(utc_text(*factor.confirmed_at));
  } else {
    json.null();
  }
  json.field("recovery_left", factor.recovery_left).end_object();
  return Response::json(json.take());
}

Result<Response> post_second_factor(const Request& request, Context& context) {
  TRY(require_session(context));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string password = TRY(body.string("password"));
  TRY(prove_password(context.db, context.actor, password, context.now));
  const Seal seal = TRY(context.store.seal());
  const Enrolment made = TRY(begin_second_factor(context.db, seal, context.actor, context.now));
  JsonWriter json;
  json.begin_object().field("secret", made.secret).field("address", made.address).end_object();
  Response response = Response::json(json.take());
  response.secret = true;
  return response;
}

Result<Response> post_second_factor_confirm(const Request& request, Context& context) {
  TRY(require_session(context));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string code = TRY(body.string("code"));
  const Seal seal = TRY(context.store.seal());
  return recovery_response(TRY(
      confirm_second_factor(context.db, seal, context.actor, code, context.login->token_hash, context.now)));
}

Result<Response> post_second_factor_recovery(const Request& request, Context& context) {
  TRY(require_session(context));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string code = TRY(body.string("code"));
  const Seal seal = TRY(context.store.seal());
  return recovery_response(TRY(renew_recovery_codes(context.db, seal, context.actor, code, context.now)));
}

Result<Response> post_second_factor_remove(const Request& request, Context& context) {
  TRY(require_session(context));
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string code = TRY(body.string("code"));
  const Seal seal = TRY(context.store.seal());
  TRY(remove_second_factor(context.db, seal, context.actor, code, context.now));
  return Response::no_content();
}

Result<Response> post_account_second_factor_reset(const Request& request, Context& context) {
  const auto id = request.id();
  if (!id) return error(ErrorCode::kNotFound, "没有这个账号", "there is no such account");
  TRY(reset_second_factor(context.db, context.actor, *id, context.now));
  context.events.disconnect(*id);
  context.events.publish({context.actor.government_id, "account", 0, *id, 0});
  return Response::no_content();
}

Result<Response> get_second_factor_rule(const Request&, Context& context) {
  std::int64_t version = 0;
  Response response = Response::json(TRY(rule_text(context, version)));
  return std::move(response).with("ETag", http::etag(1, version));
}

Result<Response> put_second_factor_rule(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  std::vector<Role> roles;
  for (const std::string& word : TRY(body.strings("roles"))) {
    const auto role = role_from_word(word);
    if (!role) {
      return error(ErrorCode::kInvalid, fmt::format("没有角色 {}", word),
                   fmt::format("there is no role {}", word));
    }
    roles.push_back(*role);
  }
  std::int64_t version = 0;
  const std::string before = TRY(rule_text(context, version));
  if (!http::if_match(request, 1, version)) return http::stale(before, 1, version, context.language);
  const auto done = set_second_factor_rule(context.db, context.actor, version, roles, context.now);
  const std::string after = TRY(rule_text(context, version));
  if (!done.ok() && done.error().code == ErrorCode::kStale) {
    return http::stale(after, 1, version, context.language);
  }
  TRY(done);
  return Response::json(after).with("ETag", http::etag(1, version));
}

}  // namespace duban
