#include "server/mail_sender.h"

#include <spdlog/spdlog.h>

#include "store/log.h"

namespace duban {
namespace {

constexpr int kAtOnce = 20;  // claimed together: few, so that little is late should this process die

MailText text_of(const MailServer& server, const ClaimedMail& mail) {
  return {server.sender, server.sender_name, mail.address, mail.subject,
          mail.body,     mail.message_id,    mail.made_at};
}

}  // namespace

Result<int> send_due_mails(Store& store, sql::Connection& db, std::int64_t government_id, const Clock& clock,
                           const std::atomic<bool>& stop) {
  int taken = 0;
  std::unique_ptr<SmtpSession> session;
  MailServer server;
  while (!stop) {
    const auto mails = TRY(claim_mails(db, government_id, kAtOnce, clock()));
    if (mails.empty()) return taken;
    if (!session) {
      server = TRY(mail_server(db, government_id));
      const Seal seal = TRY(store.seal());
      auto password = mail_password(db, seal, government_id);
      if (!password.ok()) {
        std::vector<std::int64_t> all;
        for (const ClaimedMail& each : mails) all.push_back(each.id);
        TRY(mail_server_was_away(db, government_id, all, password.error().message.zh, clock()));
        return password.error();
      }
      session = std::make_unique<SmtpSession>(server, password.take(), stop);
    }
    for (std::size_t i = 0; i < mails.size(); ++i) {
      const SmtpAnswer answer = session->send(text_of(server, mails[i]));
      if (answer.outcome == SmtpOutcome::kTaken) {
        TRY(mail_was_sent(db, government_id, mails[i].id, answer.words, clock()));
        ++taken;
      } else if (answer.outcome == SmtpOutcome::kAway) {
        std::vector<std::int64_t> left;
        for (std::size_t j = i; j < mails.size(); ++j) left.push_back(mails[j].id);
        TRY(mail_server_was_away(db, government_id, left, answer.words, clock()));
        return taken;
      } else {
        const Refusal refusal = answer.outcome == SmtpOutcome::kNever ? Refusal::kForGood : Refusal::kForNow;
        TRY(mail_was_refused(db, government_id, mails[i].id, answer.words, refusal, clock()));
      }
    }
  }
  return taken;
}

Result<std::string> send_test_mail(Store& store, sql::Connection& db, const Actor& actor,
                                   std::string_view address, UtcMillis now) {
  if (!is_mail_address(address)) {
    return error(ErrorCode::kInvalid, "邮箱地址应写作 li@example.gov.cn 的样子",
                 "a mail address looks like li@example.gov.cn");
  }
  const MailServer server = TRY(mail_server(db, actor.government_id));
  if (server.version == 0) {
    return error(ErrorCode::kConflict, "请先保存邮件设置", "please save the mail settings first");
  }
  const Seal seal = TRY(store.seal());
  const std::string password = TRY(mail_password(db, seal, actor.government_id));
  const std::atomic<bool> stop{false};
  SmtpSession session(server, password, stop);
  const SmtpAnswer answer =
      session.send({server.sender, server.sender_name, std::string(address), "督办系统测试邮件",
                    "收到这封邮件，说明督办系统的邮件设置可用。\n\n（本邮件由督办系统自动发出，"
                    "请勿直接回复。）\n",
                    new_message_id(server.sender), now});
  const bool good = answer.outcome == SmtpOutcome::kTaken;
  TRY(db.transaction([&] {
    return append_log(db, actor, {"test_mail", "mail_server:1", std::string(address), answer.words}, now);
  }));
  if (good) return answer.words;
  return error(ErrorCode::kConflict, fmt::format("没有发出。服务器说：{}", answer.words),
               fmt::format("it was not sent. The server says: {}", answer.words));
}

MailSender::MailSender(Store& store, Clock clock, std::chrono::milliseconds every)
    : store_(store), clock_(std::move(clock)) {
  ticker_ = std::make_unique<Ticker>(every, [this] { round(); });
}

MailSender::~MailSender() {
  stop_ = true;
  ticker_.reset();
}

void MailSender::round() {
  try {
    const auto outcome = [&]() -> Result<int> {
      const Store::Lease db = TRY(store_.lease());
      return send_due_mails(store_, *db, 1, clock_, stop_);
    }();
    if (!outcome.ok()) spdlog::warn("mail: {}", outcome.error().message.en);
  } catch (const std::exception& failure) {
    spdlog::error("mail: {}", failure.what());
  }
}

}  // namespace duban
