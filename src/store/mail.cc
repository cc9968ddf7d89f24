#include "store/mail.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "exports/mail_text.h"
#include "store/log.h"
#include "store/messages.h"
#include "store/passwords.h"

namespace duban {
namespace {

constexpr UtcMillis kMinuteMillis = 60000;
constexpr UtcMillis kMostServerWait = 30 * kMinuteMillis;
constexpr UtcMillis kFirstMailWait = 5 * kMinuteMillis;
constexpr UtcMillis kMostMailWait = 240 * kMinuteMillis;
constexpr std::string_view kPasswordPurpose = "mail_password";
constexpr std::string_view kWaitingStates = "('waiting', 'sending')";

UtcMillis doubled(UtcMillis first, std::int64_t times, UtcMillis most) {
  UtcMillis out = first;
  for (std::int64_t i = 1; i < times && out < most; ++i) out *= 2;
  return std::min(out, most);
}

bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 253 && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == ':';  // an IPv6 address
  });
}

bool is_printable(std::string_view text, std::size_t most) {
  return text.size() <= most && std::none_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
         });
}

Result<void> check_server(const MailServer& server) {
  if (!is_host(server.host) || server.port < 1 || server.port > 65535) {
    return error(ErrorCode::kInvalid, "请填写邮件服务器的地址和端口（1–65535）",
                 "the mail server needs a host and a port (1-65535)");
  }
  if (!is_mail_address(server.sender)) {
    return error(ErrorCode::kInvalid, "发件地址应写作 duban@example.gov.cn 的样子",
                 "the sender is an address like duban@example.gov.cn");
  }
  const bool page = server.page_address.empty() || server.page_address.starts_with("http://") ||
                    server.page_address.starts_with("https://");
  if (!page || !is_printable(server.page_address, 200) || server.page_address.find(' ') != std::string::npos) {
    return error(ErrorCode::kInvalid, "网页地址应以 https:// 或 http:// 开头",
                 "the address of the pages begins with https:// or http://");
  }
  if (!is_printable(server.sender_name, 60) || !is_printable(server.user_name, 200)) {
    return error(ErrorCode::kInvalid, "发件人名称或用户名太长，或含有不可见字符",
                 "the sender's name or the user name is too long or holds control characters");
  }
  if (server.keep_days < 1 || server.keep_days > 30) {
    return error(ErrorCode::kInvalid, "重试天数应为 1 至 30 天", "it is tried for 1 to 30 days");
  }
  return {};
}

std::string server_json(const MailServer& server, bool password) {
  JsonWriter json;
  json.begin_object().field("enabled", server.enabled).field("host", server.host).field("port", server.port);
  json.field("tls", to_word(server.tls))
      .field("sender", server.sender)
      .field("sender_name", server.sender_name);
  json.field("user_name", server.user_name).field("password", password ? "***" : "");
  json.field("page_address", server.page_address).field("keep_days", server.keep_days).end_object();
  return json.take();
}

Result<std::string> sealed_password(sql::Connection& db, std::int64_t government_id) {
  sql::Rows rows = TRY(db.query("SELECT password FROM mail_server WHERE government_id = $1", government_id));
  if (!TRY(rows.next())) return std::string();
  return rows.string(0);
}

Result<void> server_answered(sql::Connection& db, std::int64_t government_id, UtcMillis now) {
  TRY(
      db.run("UPDATE mail_server SET failures = 0, next_try_at = 0, last_error = '', last_good_at = $1 WHERE "
             "government_id = $2",
             now, government_id));
  return {};
}

// What servers say may be long and in any encoding; one line of it is enough for a person.
std::string one_line(std::string_view words) {
  std::string out;
  for (const char c : words.substr(0, 500)) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace

std::string_view to_word(MailTls tls) {
  static constexpr std::string_view kWords[] = {"none", "starttls", "tls"};
  return kWords[static_cast<std::size_t>(tls)];
}

std::optional<MailTls> mail_tls_from_word(std::string_view word) {
  for (const MailTls tls : {MailTls::kNone, MailTls::kStartTls, MailTls::kTls}) {
    if (to_word(tls) == word) return tls;
  }
  return {};
}

Result<MailServer> mail_server(sql::Connection& db, std::int64_t government_id) {
  MailServer out;
  sql::Rows rows = TRY(
      db.query("SELECT enabled, host, port, tls, sender, sender_name, user_name, password <> '', page_address, "
               "keep_days, "
               "version, failures, next_try_at, last_error, last_error_at, last_good_at FROM mail_server WHERE "
               "government_id = $1",
               government_id));
  if (!TRY(rows.next())) return out;
  out.enabled = rows.integer(0) != 0;
  out.host = rows.string(1);
  out.port = static_cast<int>(rows.integer(2));
  out.tls = mail_tls_from_word(rows.text(3)).value_or(MailTls::kStartTls);
  out.sender = rows.string(4);
  out.sender_name = rows.string(5);
  out.user_name = rows.string(6);
  out.has_password = rows.integer(7) != 0;
  out.page_address = rows.string(8);
  out.keep_days = static_cast<int>(rows.integer(9));
  out.version = rows.integer(10);
  out.failures = static_cast<int>(rows.integer(11));
  out.next_try_at = rows.integer(12);
  out.last_error = rows.string(13);
  out.last_error_at = rows.optional_integer(14);
  out.last_good_at = rows.optional_integer(15);
  return out;
}

Result<void> set_mail_server(sql::Connection& db, const Seal& seal, const Actor& actor, std::int64_t version,
                             const MailServer& server, const std::optional<std::string>& password,
                             UtcMillis now) {
  TRY(check_server(server));
  return db.transaction([&]() -> Result<void> {
    const MailServer before = TRY(mail_server(db, actor.government_id));
    if (before.version != version) {
      return error(ErrorCode::kStale, "邮件设置刚被别人改过",
                   "somebody else has just changed the mail settings");
    }
    std::string sealed = TRY(sealed_password(db, actor.government_id));
    if (password) sealed = password->empty() ? "" : seal.close(*password, kPasswordPurpose);
    // A new setting deserves a new try at once.
    TRY(db.run(
        "INSERT INTO mail_server (government_id, enabled, host, port, tls, sender, sender_name, user_name, "
        "password, page_address, keep_days, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1) "
        "ON "
        "CONFLICT (government_id) DO UPDATE SET enabled = excluded.enabled, host = excluded.host, port = "
        "excluded.port, tls = excluded.tls, sender = excluded.sender, sender_name = excluded.sender_name, "
        "user_name = excluded.user_name, password = excluded.password, page_address = excluded.page_address, "
        "keep_days = excluded.keep_days, version = mail_server.version + 1, failures = 0, next_try_at = 0",
        actor.government_id, server.enabled, server.host, server.port, to_word(server.tls), server.sender,
        server.sender_name, server.user_name, sealed, server.page_address, server.keep_days));
    return append_log(db, actor,
                      {"set_mail_server", "mail_server:1",
                       before.version == 0 ? std::string() : server_json(before, before.has_password),
                       server_json(server, !sealed.empty())},
                      now);
  });
}

Result<std::string> mail_password(sql::Connection& db, const Seal& seal, std::int64_t government_id) {
  const std::string sealed = TRY(sealed_password(db, government_id));
  if (sealed.empty()) return std::string();
  return seal.read(sealed, kPasswordPurpose);
}

std::string new_message_id(std::string_view sender) {
  const std::size_t at = sender.rfind('@');
  return fmt::format("{}@{}", new_secret(), at == std::string_view::npos ? "duban" : sender.substr(at + 1));
}

Result<bool> queue_mail(sql::Connection& db, std::int64_t government_id, const NewMail& mail, UtcMillis now) {
  const MailServer server = TRY(mail_server(db, government_id));
  if (!server.enabled || !is_mail_address(mail.address)) return false;
  TRY(
      db.run("INSERT INTO mail (government_id, account_id, address, kind, subject, body, message_id, made_at, "
             "state, next_try_at, since) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $8, $8)",
             government_id, mail.account_id, mail.address, mail.kind, mail.subject, mail.body,
             new_message_id(server.sender), now));
  return true;
}

Result<std::vector<ClaimedMail>> claim_mails(sql::Connection& db, std::int64_t government_id, int limit,
                                             UtcMillis now) {
  std::vector<ClaimedMail> out;
  // A look before the lock: most of the time nothing waits.
  const auto due = TRY(db.one(
      fmt::format("SELECT m.id FROM mail m JOIN mail_server s ON s.government_id = m.government_id WHERE "
                  "m.government_id = $1 AND s.enabled = 1 AND s.next_try_at <= $2 AND m.state IN {} AND "
                  "m.next_try_at <= $2 LIMIT 1",
                  kWaitingStates),
      government_id, now));
  if (!due) return out;
  const auto claim = [&]() -> Result<void> {
    sql::Rows rows = TRY(db.query(
        fmt::format(
            "UPDATE mail SET state = 'sending', tries = tries + 1, next_try_at = $1 WHERE id IN (SELECT "
            "m.id FROM mail m JOIN mail_server s ON s.government_id = m.government_id WHERE "
            "m.government_id = $2 AND s.enabled = 1 AND s.next_try_at <= $3 AND m.state IN {} AND "
            "m.next_try_at <= $3 ORDER BY m.id LIMIT $4) RETURNING id, address, subject, body, "
            "message_id, made_at",
            kWaitingStates),
        now + kClaimMillis, government_id, now, limit));
    while (TRY(rows.next())) {
      out.push_back(
          {rows.integer(0), rows.string(1), rows.string(2), rows.string(3), rows.string(4), rows.integer(5)});
    }
    return {};
  };
  TRY(db.transaction(claim));
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return out;
}

Result<void> mail_was_sent(sql::Connection& db, std::int64_t government_id, std::int64_t id,
                           std::string_view words, UtcMillis now) {
  return db.transaction([&]() -> Result<void> {
    TRY(db.run("UPDATE mail SET state = 'sent', done_at = $1, last_words = $2 WHERE id = $3", now,
               one_line(words), id));
    return server_answered(db, government_id, now);
  });
}

Result<void> mail_was_refused(sql::Connection& db, std::int64_t government_id, std::int64_t id,
                              std::string_view words, Refusal refusal, UtcMillis now) {
  return db.transaction([&]() -> Result<void> {
    TRY(server_answered(db, government_id, now));
    if (refusal == Refusal::kForGood) {
      TRY(db.run("UPDATE mail SET state = 'failed', done_at = $1, last_words = $2 WHERE id = $3", now,
                 one_line(words), id));
      return {};
    }
    const auto tries = TRY(db.one("SELECT tries FROM mail WHERE id = $1", id)).value_or(1);
    TRY(db.run("UPDATE mail SET state = 'waiting', next_try_at = $1, last_words = $2 WHERE id = $3",
               now + doubled(kFirstMailWait, tries, kMostMailWait), one_line(words), id));
    return {};
  });
}

Result<void> mail_server_was_away(sql::Connection& db, std::int64_t government_id,
                                  const std::vector<std::int64_t>& claimed, std::string_view words,
                                  UtcMillis now) {
  return db.transaction([&]() -> Result<void> {
    const MailServer server = TRY(mail_server(db, government_id));
    TRY(
        db.run("UPDATE mail_server SET failures = failures + 1, next_try_at = $1, last_error = $2, "
               "last_error_at = $3 WHERE government_id = $4",
               now + doubled(kMinuteMillis, server.failures + 1, kMostServerWait), one_line(words), now,
               government_id));
    for (const std::int64_t id : claimed) {
      TRY(db.run(
          "UPDATE mail SET state = 'waiting', next_try_at = $1, last_words = $2 WHERE id = $3 AND state = "
          "'sending'",
          now, one_line(words), id));
    }
    return {};
  });
}

Result<std::int64_t> give_up_old_mails(sql::Connection& db, std::int64_t government_id, UtcMillis now) {
  const MailServer server = TRY(mail_server(db, government_id));
  const UtcMillis before = now - server.keep_days * 24LL * 3600 * 1000;
  const auto old =
      TRY(db.one("SELECT id FROM mail WHERE government_id = $1 AND state = 'waiting' AND since < $2 LIMIT 1",
                 government_id, before));
  if (!old) return std::int64_t{0};
  return db.transaction([&]() -> Result<std::int64_t> {
    const std::int64_t failed = TRY(db.run(
        "UPDATE mail SET state = 'failed', done_at = $1 WHERE government_id = $2 AND state = 'waiting' AND "
        "since < $3",
        now, government_id, before));
    std::vector<std::int64_t> administrators;
    {
      sql::Rows rows = TRY(db.query(
          "SELECT a.id FROM account a JOIN account_role r ON r.account_id = a.id WHERE a.government_id = "
          "$1 AND a.state = 'active' AND r.role = 'system_administrator'",
          government_id));
      while (TRY(rows.next())) administrators.push_back(rows.integer(0));
    }
    Actor program;
    program.government_id = government_id;
    News news;
    news.kind = "mail_failed";
    news.words = {
        fmt::format("{}封邮件试了{}天仍未发出，已停止重试", failed, server.keep_days),
        fmt::format("{} mails could not go out in {} days and are tried no more", failed, server.keep_days)};
    TRY(tell_accounts(db, program, administrators, news, now));
    return failed;
  });
}

Result<std::int64_t> forget_sent_mails(sql::Connection& db, std::int64_t government_id, UtcMillis now) {
  return db.run("DELETE FROM mail WHERE government_id = $1 AND state = 'sent' AND done_at < $2", government_id,
                now - kKeepSentMillis);
}

Result<MailQueue> mail_queue(sql::Connection& db, std::int64_t government_id, std::string_view state,
                             std::int64_t before_id, int limit) {
  MailQueue out;
  {
    sql::Rows rows = TRY(db.query(
        "SELECT m.id, coalesce(a.display_name, ''), m.address, m.kind, m.subject, m.state, m.last_words, "
        "m.tries, "
        "m.made_at, m.next_try_at, m.done_at FROM mail m LEFT JOIN account a ON a.id = m.account_id WHERE "
        "m.government_id = $1 AND ($2 = '' OR m.state = $2 OR ($2 = 'waiting' AND m.state = 'sending')) AND "
        "($3 "
        "= 0 OR m.id < $3) ORDER BY m.id DESC LIMIT $4",
        government_id, state, before_id, limit));
    while (TRY(rows.next())) {
      out.mails.push_back({rows.integer(0), rows.string(1), rows.string(2), rows.string(3), rows.string(4),
                           rows.string(5), rows.string(6), static_cast<int>(rows.integer(7)), rows.integer(8),
                           rows.integer(9), rows.optional_integer(10)});
    }
  }
  sql::Rows rows =
      TRY(db.query("SELECT state, count(*) FROM mail WHERE government_id = $1 GROUP BY state", government_id));
  while (TRY(rows.next())) {
    if (rows.text(0) == "sent") {
      out.sent = rows.integer(1);
    } else if (rows.text(0) == "failed") {
      out.failed = rows.integer(1);
    } else {
      out.waiting += rows.integer(1);
    }
  }
  return out;
}

Result<std::int64_t> retry_mails(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now) {
  return db.transaction([&]() -> Result<std::int64_t> {
    const std::int64_t again = TRY(db.run(
        "UPDATE mail SET state = 'waiting', tries = 0, next_try_at = $1, since = $1, done_at = NULL WHERE "
        "government_id = $2 AND state = 'failed' AND ($3 = 0 OR id = $3)",
        now, actor.government_id, id));
    // Whoever presses the button wants it tried now, whatever the program was waiting for.
    TRY(db.run(
        "UPDATE mail SET next_try_at = $1 WHERE government_id = $2 AND state = 'waiting' AND ($3 = 0 OR id "
        "= $3)",
        now, actor.government_id, id));
    TRY(db.run("UPDATE mail_server SET next_try_at = 0 WHERE government_id = $1", actor.government_id));
    TRY(append_log(db, actor, {"retry_mails", fmt::format("mail:{}", id), "", fmt::format("{}", again)}, now));
    return again;
  });
}

}  // namespace duban
