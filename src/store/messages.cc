#include "store/messages.h"

#include <fmt/format.h>

#include "store/mail.h"
#include "store/visibility.h"

namespace duban {
namespace {

std::string link_to(const MailServer& server, const News& news) {
  if (server.page_address.empty()) return {};
  std::string out = server.page_address;
  while (out.ends_with('/')) out.pop_back();
  if (news.task_id != 0 && news.plan_id != 0) {
    out += fmt::format("/plans/{}/tasks/{}", news.plan_id, news.task_id);
  }
  return out;
}

std::string mail_body(const MailServer& server, const News& news) {
  std::string out = news.body.empty() ? news.words.zh : news.body;
  if (const std::string link = link_to(server, news); !link.empty()) out += "\n\n登录后查看：" + link;
  return out + "\n\n（本邮件由督办系统自动发出，请勿直接回复。）\n";
}

// where: a condition on account `a`.
Result<int> tell_where(sql::Connection& db, const Actor& actor, SqlText query, const News& news,
                       UtcMillis now) {
  struct Recipient {
    std::int64_t id;
    std::string email;
  };
  std::vector<Recipient> recipients;
  {
    sql::Rows rows = TRY(query.query(db));
    while (TRY(rows.next())) recipients.push_back({rows.integer(0), rows.string(1)});
  }
  if (recipients.empty()) return 0;
  const bool mails = news.mail == News::Mail::kYes;
  const MailServer server = mails ? TRY(mail_server(db, actor.government_id)) : MailServer{};
  const std::string body = server.enabled ? mail_body(server, news) : std::string();
  for (const Recipient& each : recipients) {
    TRY(
        db.run("INSERT INTO message (government_id, account_id, kind, plan_id, task_id, object_id, zh, en, at) "
               "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
               actor.government_id, each.id, news.kind, news.plan_id, news.task_id, news.object_id,
               news.words.zh, news.words.en, now));
    if (!server.enabled || each.email.empty()) continue;
    TRY(queue_mail(db, actor.government_id,
                   {each.id, each.email, news.kind, news.subject.empty() ? news.words.zh : news.subject, body},
                   now));
  }
  return static_cast<int>(recipients.size());
}

SqlText recipients_of(const Actor& actor) {
  SqlText query;
  query.sql = "SELECT a.id, a.email FROM account a WHERE a.government_id = " + query.bind(actor.government_id) +
              " AND a.state = 'active' AND a.id <> " + query.bind(actor.account_id);
  return query;
}

}  // namespace

Result<int> tell_unit(sql::Connection& db, const Actor& actor, std::int64_t unit_id, const News& news,
                      UtcMillis now) {
  SqlText query = recipients_of(actor);
  query.sql += " AND a.unit_id = " + query.bind(unit_id) +
               " AND EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role IN "
               "('unit_handler', 'unit_reviewer'))";
  return tell_where(db, actor, std::move(query), news, now);
}

Result<int> tell_office(sql::Connection& db, const Actor& actor, const News& news, UtcMillis now) {
  SqlText query = recipients_of(actor);
  query.sql +=
      " AND EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role = 'supervision_office')";
  return tell_where(db, actor, std::move(query), news, now);
}

Result<int> tell_leader(sql::Connection& db, const Actor& actor, std::string_view leader, const News& news,
                        UtcMillis now) {
  if (leader.empty()) return 0;
  SqlText query = recipients_of(actor);
  query.sql += " AND a.leader = " + query.bind(leader) +
               " AND EXISTS (SELECT 1 FROM account_role r WHERE r.account_id = a.id AND r.role = 'leader')";
  return tell_where(db, actor, std::move(query), news, now);
}

Result<int> tell_accounts(sql::Connection& db, const Actor& actor, const std::vector<std::int64_t>& accounts,
                          const News& news, UtcMillis now) {
  if (accounts.empty()) return 0;
  SqlText query = recipients_of(actor);
  std::string ids;
  for (const std::int64_t id : accounts) ids += (ids.empty() ? "" : ", ") + query.bind(id);
  query.sql += " AND a.id IN (" + ids + ")";
  return tell_where(db, actor, std::move(query), news, now);
}

Result<MessagePage> messages_of(sql::Connection& db, const Actor& actor, std::int64_t before_id, int limit) {
  MessagePage out;
  {
    sql::Rows rows = TRY(db.query(
        "SELECT id, kind, plan_id, task_id, object_id, zh, en, at, read_at FROM message WHERE account_id = $1 "
        "AND ($2 = 0 OR id < $2) ORDER BY id DESC LIMIT $3",
        actor.account_id, before_id, limit));
    while (TRY(rows.next())) {
      out.messages.push_back({rows.integer(0), rows.string(1), rows.integer(2), rows.integer(3),
                              rows.integer(4), Message{rows.string(5), rows.string(6)}, rows.integer(7),
                              !rows.is_null(8)});
    }
  }
  out.unread =
      TRY(db.one("SELECT count(*) FROM message WHERE account_id = $1 AND read_at IS NULL", actor.account_id))
          .value_or(0);
  out.total = TRY(db.one("SELECT count(*) FROM message WHERE account_id = $1", actor.account_id)).value_or(0);
  return out;
}

Result<std::int64_t> read_messages(sql::Connection& db, const Actor& actor, std::int64_t up_to, UtcMillis now) {
  return db.run("UPDATE message SET read_at = $1 WHERE account_id = $2 AND read_at IS NULL AND id <= $3", now,
                actor.account_id, up_to);
}

Result<std::vector<FreshMessage>> messages_after(sql::Connection& db, std::int64_t id) {
  std::vector<FreshMessage> out;
  sql::Rows rows = TRY(
      db.query("SELECT id, account_id, government_id FROM message WHERE id > $1 ORDER BY id LIMIT 10000", id));
  while (TRY(rows.next())) out.push_back({rows.integer(0), rows.integer(1), rows.integer(2)});
  return out;
}

Result<std::int64_t> newest_message(sql::Connection& db) {
  return TRY(db.one("SELECT coalesce(max(id), 0) FROM message")).value_or(0);
}

}  // namespace duban
