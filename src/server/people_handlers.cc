#include "server/people_handlers.h"

#include <optional>

#include "base/json.h"
#include "server/events.h"
#include "server/json_body.h"
#include "server/logins.h"
#include "server/metrics.h"
#include "server/paging.h"
#include "store/log.h"
#include "store/passwords.h"
#include "store/people.h"
#include "store/sessions.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

void write_roles(JsonWriter& json, const std::vector<Role>& roles) {
  json.key("roles").begin_array();
  for (const Role role : roles) json.string(to_word(role));
  json.end_array();
}

void write_unit_id(JsonWriter& json, std::int64_t unit_id) {
  json.key("unit_id");
  if (unit_id == 0) {
    json.null();
  } else {
    json.integer(unit_id);
  }
}

void write_time(JsonWriter& json, std::string_view name, const std::optional<UtcMillis>& at) {
  json.key(name);
  if (at) {
    json.string(utc_text(*at));
  } else {
    json.null();
  }
}

void write_account(JsonWriter& json, const Account& account) {
  json.begin_object().field("id", account.id).field("name", account.name);
  json.field("display_name", account.display_name);
  write_roles(json, account.roles);
  write_unit_id(json, account.unit_id);
  json.field("unit_name", account.unit_name).field("leader", account.leader).field("state", account.state);
  write_time(json, "last_login_at", account.last_login_at);
  json.field("password_expires_on", china_date(account.password_expires_at));
  json.field("one_time_password_set", account.one_time).field("email", account.email);
  json.field("second_factor", account.second_factor).field("version", account.version).end_object();
}

std::string account_text(const Account& account) {
  JsonWriter json;
  write_account(json, account);
  return json.take();
}

std::string session_text(const Identity& identity, std::string_view csrf, Language language) {
  const Actor& actor = identity.actor;
  JsonWriter json;
  json.begin_object().key("account").begin_object();
  json.field("id", actor.account_id).field("name", actor.name).field("display_name", identity.display_name);
  write_roles(json, actor.roles);
  write_unit_id(json, actor.unit_id);
  json.field("leader", actor.leader).end_object();
  json.key("actions").begin_array();
  for (int i = 0; i < kActionCount; ++i) {
    if (allowed_somewhere(actor.roles, static_cast<Action>(i))) json.string(to_word(static_cast<Action>(i)));
  }
  json.end_array().field("csrf", csrf).field("must_change_password", identity.must_change_password);
  json.field("must_enrol_second_factor", identity.must_enrol);
  json.field("idle_minutes", static_cast<int>(kIdleMillis / 60000));
  json.field("language", language == Language::kZh ? "zh" : "en").end_object();
  return json.take();
}

std::string session_cookie(std::string_view secret, const Context& context) {
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict{}{}", kSessionCookie, secret,
                     context.secure_cookie ? "; Secure" : "", secret.empty() ? "; Max-Age=0" : "");
}

// Name and password fit; the page now asks for the code and sends all three. Apart from a wrong password by its
// type.
Response second_step(const Error& asked, Language language) {
  JsonWriter json;
  json.begin_object().field("type", "/problems/second-factor");
  json.field("title", language == Language::kZh ? "需要验证码" : "A code is wanted").field("status", 401);
  json.field("detail", asked.message.in(language)).end_object();
  Response response;
  response.status = 401;
  response.content_type = "application/problem+json; charset=utf-8";
  response.body = json.take();
  return response;
}

Error no_such_account() { return error(ErrorCode::kNotFound, "没有这个账号", "there is no such account"); }

Result<Account> account_in_path(const Request& request, Context& context) {
  const auto id = request.id();
  if (!id) return no_such_account();
  auto account = TRY(find_account(context.db, context.actor.government_id, *id, context.now));
  if (!account) return no_such_account();
  return std::move(*account);
}

Response account_response(const Account& account) {
  return Response::json(account_text(account)).with("ETag", http::etag(account.id, account.version));
}

// Runs change(account) if the request's If-Match fits; then tells everyone and answers with the account as it
// is.
template <class Change>
Result<Response> changed_account(const Request& request, Context& context, Change change) {
  const Account account = TRY(account_in_path(request, context));
  const auto stale = [&](const Account& now) {
    return http::stale(account_text(now), now.id, now.version, context.language);
  };
  if (!http::if_match(request, account.id, account.version)) return stale(account);
  const Result<void> done = change(account);
  const Account after = TRY(account_in_path(request, context));
  if (!done.ok() && done.error().code == ErrorCode::kStale) return stale(after);
  TRY(done);
  context.events.disconnect(account.id);
  context.events.publish({context.actor.government_id, "account", 0, after.id, after.version});
  return account_response(after);
}

}  // namespace

Result<Response> get_session(const Request&, Context& context) {
  return Response::json(session_text(context.login->identity, context.login->csrf, context.language));
}

Result<Response> post_session(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string name = TRY(body.string("name"));
  const std::string password = TRY(body.string("password"));
  const std::string code = TRY(body.optional_string("code")).value_or("");
  auto account = log_in(context.db, context.actor.government_id, name, password, context.actor.from,
                        context.now, {&context.store, code});
  if (!account.ok() && account.error().code == ErrorCode::kPreconditionRequired) {
    return second_step(account.error(), context.language);
  }
  context.metrics.count_login(account.ok());
  if (!account.ok()) return account.error();
  const std::string secret = TRY(open_session(context.db, account->id, context.now));
  const auto opened = TRY(session_identity(context.db, secret_hash(secret), context.now));
  if (!opened) return error(ErrorCode::kUnauthenticated, "账号已停用", "the account is disabled");
  const Identity& identity = *opened;
  Response response = Response::json(session_text(identity, csrf_token(secret), context.language));
  response.with("Set-Cookie", session_cookie(secret, context));
  return response;
}

Result<Response> delete_session(const Request&, Context& context) {
  if (context.login->kind == Login::Kind::kToken) {
    return error(ErrorCode::kConflict, "令牌没有登录状态，不用时请删除令牌",
                 "a token has no session; delete the token instead");
  }
  TRY(close_session(context.db, context.actor, context.login->token_hash, context.now));
  context.events.disconnect(context.actor.account_id);
  return Response::no_content().with("Set-Cookie", session_cookie("", context));
}

Result<Response> post_session_password(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string old_password = TRY(body.string("old"));
  const std::string new_password = TRY(body.string("new"));
  if (context.login->kind == Login::Kind::kToken) {
    return error(ErrorCode::kConflict, "令牌不能修改密码，请登录后修改",
                 "a token cannot change the password; log in for that");
  }
  TRY(change_password(context.db, context.actor, old_password, new_password, context.login->token_hash,
                      context.now));
  return Response::no_content();
}

Result<Response> get_accounts(const Request& request, Context& context) {
  const int limit = TRY(query_limit(request));
  const std::int64_t after = TRY(query_number(request, "after", 0));
  const std::int64_t government = context.actor.government_id;
  const auto accounts = TRY(list_accounts(context.db, government, after, limit + 1, context.now));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  const std::size_t shown = std::min(accounts.size(), static_cast<std::size_t>(limit));
  for (std::size_t i = 0; i < shown; ++i) write_account(json, accounts[i]);
  json.end_array().field("total", TRY(count_accounts(context.db, government))).key("next");
  if (accounts.size() > shown) {
    json.string(std::to_string(accounts[shown - 1].id));
  } else {
    json.null();
  }
  json.end_object();
  return Response::json(json.take());
}

Result<Response> post_account(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewAccount account;
  account.name = TRY(body.string("name"));
  account.display_name = TRY(body.string("display_name"));
  account.unit_id = TRY(body.optional_integer("unit_id")).value_or(0);
  account.leader = TRY(body.optional_string("leader")).value_or("");
  account.email = TRY(body.optional_string("email")).value_or("");
  const MadeAccount made = TRY(make_account(context.db, context.actor, account, context.now));
  const auto after = TRY(find_account(context.db, context.actor.government_id, made.id, context.now));
  std::string text = account_text(after.value());
  text.pop_back();
  text += ",\"one_time_password\":";
  append_json_string(text, made.password);
  context.events.publish({context.actor.government_id, "account", 0, made.id, 1});
  Response response = Response::created(fmt::format("/api/v1/accounts/{}", made.id), text + "}");
  response.with("ETag", http::etag(made.id, after->version));
  response.secret = true;
  return response;
}

Result<Response> get_account(const Request& request, Context& context) {
  return account_response(TRY(account_in_path(request, context)));
}

Result<Response> patch_account(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  AccountChange change;
  change.display_name = TRY(body.optional_string("display_name"));
  if (body.has("unit_id")) change.unit_id = TRY(body.optional_integer("unit_id")).value_or(0);
  if (body.has("leader")) change.leader = TRY(body.optional_string("leader")).value_or("");
  change.state = TRY(body.optional_string("state"));
  change.email = TRY(body.optional_string("email"));
  return changed_account(request, context, [&](const Account& account) {
    return change_account(context.db, context.actor, account.id, account.version, change, context.now);
  });
}

Result<Response> post_account_password(const Request& request, Context& context) {
  const Account account = TRY(account_in_path(request, context));
  const std::string password = TRY(reset_password(context.db, context.actor, account.id, context.now));
  context.events.disconnect(account.id);
  JsonWriter json;
  json.begin_object().field("one_time_password", password).end_object();
  Response response = Response::json(json.take());
  response.secret = true;
  return response;
}

Result<Response> put_account_roles(const Request& request, Context& context) {
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
  return changed_account(request, context, [&](const Account& account) {
    return set_roles(context.db, context.actor, account.id, account.version, roles, context.now);
  });
}

Result<Response> get_tokens(const Request&, Context& context) {
  const auto tokens = TRY(list_tokens(context.db, context.actor));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (const ApiToken& token : tokens) {
    json.begin_object().field("id", token.id).field("name", token.name);
    json.field("created_at", utc_text(token.created_at)).field("expires_on", token.expires_on);
    write_time(json, "last_used_at", token.last_used_at);
    json.end_object();
  }
  json.end_array().field("total", static_cast<std::int64_t>(tokens.size())).key("next").null().end_object();
  return Response::json(json.take());
}

Result<Response> post_token(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string name = TRY(body.string("name"));
  const std::string expires_on = TRY(body.string("expires_on"));
  const MadeToken made = TRY(make_token(context.db, context.actor, name, expires_on, context.now));
  JsonWriter json;
  json.begin_object().field("id", made.token.id).field("name", made.token.name);
  json.field("created_at", utc_text(made.token.created_at)).field("expires_on", made.token.expires_on);
  json.key("last_used_at").null().field("secret", made.secret).end_object();
  Response response = Response::created(fmt::format("/api/v1/tokens/{}", made.token.id), json.take());
  response.secret = true;
  return response;
}

Result<Response> remove_token(const Request& request, Context& context) {
  const auto id = request.id();
  if (!id) return error(ErrorCode::kNotFound, "没有这个令牌", "there is no such token");
  TRY(delete_token(context.db, context.actor, *id, context.now));
  return Response::no_content();
}

}  // namespace duban
