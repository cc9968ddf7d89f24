#include "server/mail_handlers.h"

#include "base/json.h"
#include "server/json_body.h"
#include "server/mail_sender.h"
#include "server/paging.h"
#include "store/mail.h"
#include "store/messages.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

void write_instant(JsonWriter& json, std::string_view name, const std::optional<UtcMillis>& at) {
  json.key(name);
  if (at) {
    json.string(utc_text(*at));
  } else {
    json.null();
  }
}

std::optional<UtcMillis> given(UtcMillis at) {
  if (at == 0) return {};
  return at;
}

std::string server_text(const MailServer& server) {
  JsonWriter json;
  json.begin_object().field("id", 1).field("enabled", server.enabled).field("host", server.host);
  json.field("port", server.port).field("tls", to_word(server.tls)).field("sender", server.sender);
  json.field("sender_name", server.sender_name).field("user_name", server.user_name);
  json.field("has_password", server.has_password).field("page_address", server.page_address);
  json.field("keep_days", server.keep_days).field("version", server.version).field("failures", server.failures);
  write_instant(json, "next_try_at", given(server.next_try_at));
  json.field("last_error", server.last_error);
  write_instant(json, "last_error_at", server.last_error_at);
  write_instant(json, "last_good_at", server.last_good_at);
  json.end_object();
  return json.take();
}

Response server_response(const MailServer& server) {
  return Response::json(server_text(server)).with("ETag", http::etag(1, server.version));
}

Response count_response(std::string_view name, std::int64_t count) {
  JsonWriter json;
  json.begin_object().field(name, count).end_object();
  return Response::json(json.take());
}

}  // namespace

Result<Response> get_mail_server(const Request&, Context& context) {
  return server_response(TRY(mail_server(context.db, context.actor.government_id)));
}

Result<Response> put_mail_server(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  MailServer wanted;
  wanted.enabled = TRY(body.boolean("enabled"));
  wanted.host = TRY(body.string("host"));
  const std::int64_t port = TRY(body.integer("port"));
  wanted.port = port < 1 || port > 65535 ? 0 : static_cast<int>(port);
  const std::string tls = TRY(body.string("tls"));
  const auto kind = mail_tls_from_word(tls);
  if (!kind) {
    return error(ErrorCode::kInvalid, "tls 应为 none、starttls 或 tls", "tls is none, starttls or tls");
  }
  wanted.tls = *kind;
  wanted.sender = TRY(body.string("sender"));
  wanted.sender_name = TRY(body.string("sender_name"));
  wanted.user_name = TRY(body.string("user_name"));
  wanted.page_address = TRY(body.string("page_address"));
  const std::int64_t days = TRY(body.integer("keep_days"));
  wanted.keep_days = days < 1 || days > 30 ? 0 : static_cast<int>(days);
  const auto password = TRY(body.optional_string("password"));
  const std::int64_t government = context.actor.government_id;
  const MailServer before = TRY(mail_server(context.db, government));
  const auto stale = [&](const MailServer& now) {
    return http::stale(server_text(now), 1, now.version, context.language);
  };
  if (!http::if_match(request, 1, before.version)) return stale(before);
  const Seal seal = TRY(context.store.seal());
  const auto done =
      set_mail_server(context.db, seal, context.actor, before.version, wanted, password, context.now);
  const MailServer after = TRY(mail_server(context.db, government));
  if (!done.ok() && done.error().code == ErrorCode::kStale) return stale(after);
  TRY(done);
  return server_response(after);
}

Result<Response> post_mail_test(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::string address = TRY(body.string("address"));
  const std::string words = TRY(send_test_mail(context.store, context.db, context.actor, address, context.now));
  JsonWriter json;
  json.begin_object().field("words", words).end_object();
  return Response::json(json.take());
}

Result<Response> get_mail_queue(const Request& request, Context& context) {
  const int limit = TRY(query_limit(request));
  const std::int64_t after = TRY(query_number(request, "after", 0));
  const MailQueue queue =
      TRY(mail_queue(context.db, context.actor.government_id, request.query_value("state"), after, limit + 1));
  const std::size_t shown = std::min(queue.mails.size(), static_cast<std::size_t>(limit));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    const QueuedMail& mail = queue.mails[i];
    json.begin_object().field("id", mail.id).field("account", mail.account).field("address", mail.address);
    json.field("kind", mail.kind).field("subject", mail.subject).field("state", mail.state);
    json.field("last_words", mail.last_words).field("tries", mail.tries);
    write_instant(json, "made_at", mail.made_at);
    write_instant(json, "next_try_at", mail.state == "waiting" ? given(mail.next_try_at) : std::nullopt);
    write_instant(json, "done_at", mail.done_at);
    json.end_object();
  }
  json.end_array().field("total", queue.waiting + queue.sent + queue.failed).key("next");
  if (queue.mails.size() > shown) {
    json.string(std::to_string(queue.mails[shown - 1].id));
  } else {
    json.null();
  }
  json.field("waiting", queue.waiting).field("sent", queue.sent).field("failed", queue.failed).end_object();
  return Response::json(json.take());
}

Result<Response> post_mail_retry(const Request& request, Context& context) {
  const auto id = request.id();
  const auto there = TRY(context.db.one("SELECT id FROM mail WHERE government_id = $1 AND id = $2",
                                        context.actor.government_id, id.value_or(0)));
  if (!there) return error(ErrorCode::kNotFound, "没有这封邮件", "there is no such mail");
  return count_response("again", TRY(retry_mails(context.db, context.actor, *there, context.now)));
}

Result<Response> post_mails_retry(const Request&, Context& context) {
  return count_response("again", TRY(retry_mails(context.db, context.actor, 0, context.now)));
}

Result<Response> get_messages(const Request& request, Context& context) {
  const int limit = TRY(query_limit(request));
  const std::int64_t after = TRY(query_number(request, "after", 0));
  const MessagePage page = TRY(messages_of(context.db, context.actor, after, limit + 1));
  const std::size_t shown = std::min(page.messages.size(), static_cast<std::size_t>(limit));
  JsonWriter json;
  json.begin_object().key("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) {
    const KeptMessage& each = page.messages[i];
    json.begin_object().field("id", each.id).field("kind", each.kind).field("plan_id", each.plan_id);
    json.field("task_id", each.task_id).field("object_id", each.object_id);
    json.field("text", each.words.in(context.language)).field("at", utc_text(each.at)).field("read", each.read);
    json.end_object();
  }
  json.end_array().field("total", page.total).key("next");
  if (page.messages.size() > shown) {
    json.string(std::to_string(page.messages[shown - 1].id));
  } else {
    json.null();
  }
  json.field("unread", page.unread).end_object();
  return Response::json(json.take());
}

Result<Response> post_messages_read(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const std::int64_t up_to = TRY(body.integer("up_to"));
  return count_response("read", TRY(read_messages(context.db, context.actor, up_to, context.now)));
}

}  // namespace duban
