// Mail over a real socket: the queue, a server that is away and comes back, refusals, two processes, the pages'
// calls.

#include "store/mail.h"

#include <chrono>
#include <fstream>
#include <thread>

#include "base/files.h"
#include "server/app_fixture.h"
#include "server/mail_sender.h"
#include "server/smtp_sink.h"
#include "store/messages.h"

namespace duban::test {
namespace {

constexpr UtcMillis kDay = 24 * kHour;

class Mail : public AppTest {
 protected:
  void use_server(std::uint16_t port, const std::string& user = "", const std::string& password = "") {
    MailServer server = *mail_server(db(), 1);
    const std::int64_t version = server.version;
    server.enabled = true;
    server.host = "127.0.0.1";
    server.port = port;
    server.tls = MailTls::kNone;
    server.sender = "duban@example.gov.cn";
    server.sender_name = "示例市政府督查室";
    server.user_name = user;
    server.page_address = "https://duban.example.gov.cn/";
    server.keep_days = 5;
    const auto done = set_mail_server(db(), *store().seal(), operator_, version, server, password, now_);
    ASSERT_TRUE(done.ok()) << done.error().message.en;
  }
  void put(const std::string& address, const std::string& subject = "提醒") {
    const auto done = db().transaction([&]() -> Result<bool> {
      return queue_mail(db(), 1, {0, address, "reminder", subject, "第1项任务还有7天。"}, now_);
    });
    ASSERT_TRUE(done.ok() && *done);
  }
  int send_round() {
    const auto taken = send_due_mails(
        store(), db(), 1, [this] { return now_.load(); }, stop_);
    EXPECT_TRUE(taken.ok()) << (taken.ok() ? "" : taken.error().message.en);
    return taken.ok() ? *taken : -1;
  }
  MailQueue queue() { return *mail_queue(db(), 1, "", 0, 100); }

  Actor operator_;
  std::atomic<bool> stop_{false};
};

std::uint16_t free_port() { return SmtpSink().port(); }

TEST_F(Mail, GoesOutWithItsHeadersAndStaysVisible) {
  SmtpSink sink;
  use_server(sink.port());
  put("li@example.gov.cn", "任务临期提醒：第1项");
  put("wang@example.gov.cn");
  EXPECT_EQ(send_round(), 2);
  EXPECT_EQ(send_round(), 0);
  const auto mails = sink.mails();
  ASSERT_EQ(mails.size(), 2U);
  EXPECT_EQ(sink.connections(), 1);  // one connection for both
  EXPECT_EQ(mails[0].sender, "<duban@example.gov.cn>");
  EXPECT_EQ(mails[0].recipient, "<li@example.gov.cn>");
  EXPECT_NE(mails[0].data.find("To: <li@example.gov.cn>\r\n"), std::string::npos);
  EXPECT_NE(mails[0].data.find("Subject: =?UTF-8?B?"), std::string::npos);
  EXPECT_EQ(mails[0].data.find("Bcc"), std::string::npos);
  const MailQueue after = queue();
  EXPECT_EQ(after.sent, 2);
  EXPECT_EQ(after.mails[0].state, "sent");
  EXPECT_NE(after.mails[0].last_words.find("250 2.0.0 kept"), std::string::npos) << after.mails[0].last_words;
}

TEST_F(Mail, AServerThatIsAwayIsWaitedForAndEachMailGoesOnce) {
  const std::uint16_t port = free_port();
  use_server(port);
  for (int i = 0; i < 30; ++i) put("li@example.gov.cn", "第" + std::to_string(i) + "封");
  EXPECT_EQ(send_round(), 0);
  MailServer server = *mail_server(db(), 1);
  EXPECT_EQ(server.failures, 1);
  EXPECT_FALSE(server.last_error.empty());
  EXPECT_EQ(server.next_try_at, now_ + kMinute);
  EXPECT_EQ(queue().waiting, 30);
  EXPECT_EQ(send_round(), 0);  // not yet: it is not asked again before its time
  EXPECT_EQ(mail_server(db(), 1)->failures, 1);
  pass(kMinute);
  EXPECT_EQ(send_round(), 0);
  EXPECT_EQ(mail_server(db(), 1)->next_try_at, now_ + 2 * kMinute);  // longer from try to try
  SmtpSink sink(port);
  pass(2 * kMinute);
  EXPECT_EQ(send_round(), 30);
  EXPECT_EQ(sink.mails().size(), 30U);
  EXPECT_EQ(mail_server(db(), 1)->failures, 0);
  EXPECT_EQ(mail_server(db(), 1)->last_error, "");
  EXPECT_EQ(send_round(), 0);
}

TEST_F(Mail, GivesUpVisiblyAndTriesAgainWhenTold) {
  const std::uint16_t port = free_port();
  use_server(port);
  const Person root = person("root", {Role::kSystemAdministrator});
  put("li@example.gov.cn");
  for (int i = 0; i < 5; ++i) {
    send_round();
    pass(kDay);
    EXPECT_EQ(*give_up_old_mails(db(), 1, now_), 0) << i;
  }
  pass(kMinute);
  EXPECT_EQ(*give_up_old_mails(db(), 1, now_), 1);
  EXPECT_EQ(queue().failed, 1);
  const auto browser = logged_in(root);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/messages").json()["items"][0]["kind"], "mail_failed");
  const Answer list = call(*browser, "GET", "/api/v1/mail/queue?state=failed");
  EXPECT_EQ(list.json()["failed"], 1);
  const std::string id = std::to_string(list.json()["items"][0]["id"].get<int>());
  SmtpSink sink(port);
  EXPECT_EQ(send_round(), 0);
  EXPECT_EQ(call(*browser, "POST", "/api/v1/mail/queue/" + id + "/retry").json()["again"], 1);
  EXPECT_EQ(send_round(), 1);
  EXPECT_EQ(sink.mails().size(), 1U);
}

TEST_F(Mail, ARefusedAddressFailsAloneAndAPutOffOneWaits) {
  {
    SmtpSink sink(0, {"", "550 5.1.1 no such mailbox 没有这个信箱", ""});
    use_server(sink.port());
    put("refused@example.gov.cn");
    put("li@example.gov.cn");
    EXPECT_EQ(send_round(), 1);
    EXPECT_EQ(queue().failed, 1);
    EXPECT_EQ(mail_queue(db(), 1, "failed", 0, 10)->mails[0].last_words,
              "550 5.1.1 no such mailbox 没有这个信箱");
  }
  SmtpSink sink(0, {"", "451 4.7.1 greylisted, come back", ""});
  use_server(sink.port());
  put("refused@example.gov.cn");
  put("wang@example.gov.cn");
  EXPECT_EQ(send_round(), 1);
  EXPECT_EQ(queue().waiting, 1);
  EXPECT_EQ(mail_queue(db(), 1, "waiting", 0, 10)->mails[0].next_try_at, now_ + 5 * kMinute);
}

TEST_F(Mail, AWrongPasswordOrSenderLosesNothing) {
  const std::string log_in = "AGR1YmFuAHNlY3JldA==";  // \0duban\0secret
  SmtpSink sink(0, {log_in, "", ""});
  use_server(sink.port(), "duban", "wrong");
  put("li@example.gov.cn");
  EXPECT_EQ(send_round(), 0);
  EXPECT_EQ(queue().waiting, 1);
  EXPECT_NE(mail_server(db(), 1)->last_error.find("535 5.7.8"), std::string::npos)
      << mail_server(db(), 1)->last_error;
  use_server(sink.port(), "duban", "secret");  // mended: tried at once
  EXPECT_EQ(send_round(), 1);
  const std::string bytes = *read_file(folder_.file("ledger.db")) + *read_file(folder_.file("ledger.db-wal"));
  EXPECT_EQ(bytes.find("secret\""), std::string::npos);
  SmtpSink picky(0, {"", "", "553 5.1.8 sender not ours"});
  use_server(picky.port());
  put("li@example.gov.cn");
  EXPECT_EQ(send_round(), 0);
  EXPECT_EQ(queue().waiting, 1);
  EXPECT_EQ(mail_server(db(), 1)->last_error, "553 5.1.8 sender not ours");
}

TEST_F(Mail, TwoProcessesSendEachMailOnce) {
  SmtpSink sink;
  use_server(sink.port());
  for (int i = 0; i < 60; ++i) put("li@example.gov.cn", "第" + std::to_string(i) + "封");
  Store other = Store::open(folder_.file("ledger.db")).take();
  const Clock clock = [this] { return now_.load(); };
  {
    MailSender one(store(), clock, std::chrono::milliseconds(20));
    MailSender two(other, clock, std::chrono::milliseconds(20));
    for (int i = 0; i < 200 && queue().sent < 60; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(queue().sent, 60);
  EXPECT_EQ(sink.mails().size(), 60U);
}

TEST_F(Mail, AMailWhoseSenderDiedIsTakenBackWithTheSameId) {
  SmtpSink sink;
  use_server(sink.port());
  put("li@example.gov.cn");
  const auto claimed = claim_mails(db(), 1, 10, now_);  // and then the power went
  ASSERT_EQ(claimed->size(), 1U);
  EXPECT_EQ(send_round(), 0);
  pass(kClaimMillis);
  EXPECT_EQ(send_round(), 1);
  EXPECT_NE(sink.mails()[0].data.find("Message-ID: <" + claimed->front().message_id + ">"), std::string::npos);
}

TEST_F(Mail, IsSetUpAndTriedFromThePage) {
  SmtpSink sink;
  const auto browser = logged_in(person("root", {Role::kSystemAdministrator}));
  const auto office = logged_in(person("office", {Role::kSupervisionOffice}));
  EXPECT_EQ(call(*office, "GET", "/api/v1/mail/server").status, 403);
  EXPECT_EQ(call(*browser, "POST", "/api/v1/mail/test", {{"address", "li@example.gov.cn"}}).status, 409);
  nlohmann::json settings = {{"enabled", true},
                             {"host", "127.0.0.1"},
                             {"port", sink.port()},
                             {"tls", "none"},
                             {"sender", "duban@example.gov.cn"},
                             {"sender_name", "督查室"},
                             {"user_name", ""},
                             {"password", "p\"w"},
                             {"page_address", ""},
                             {"keep_days", 5}};
  const std::string etag = call(*browser, "GET", "/api/v1/mail/server").header("etag");
  const Answer set = call(*browser, "PUT", "/api/v1/mail/server", settings, {{"If-Match", etag}});
  EXPECT_EQ(set.status, 200) << set.body;
  EXPECT_EQ(set.json()["has_password"], true);
  EXPECT_EQ(set.body.find("p\\\"w"), std::string::npos);
  EXPECT_EQ(call(*browser, "PUT", "/api/v1/mail/server", settings, {{"If-Match", etag}}).status, 412);
  for (const auto& [field, value] :
       std::vector<std::pair<std::string, nlohmann::json>>{{"host", "a b"},
                                                           {"host", "a/b"},
                                                           {"port", 0},
                                                           {"tls", "ssl"},
                                                           {"sender", "x"},
                                                           {"page_address", "javascript:alert(1)"},
                                                           {"keep_days", 0},
                                                           {"sender_name", "a\r\nBcc: x@y"}}) {
    nlohmann::json wrong = settings;
    wrong[field] = value;
    EXPECT_EQ(call(*browser, "PUT", "/api/v1/mail/server", wrong, {{"If-Match", set.header("etag")}}).status,
              422)
        << field;
  }
  const Answer tried = call(*browser, "POST", "/api/v1/mail/test", {{"address", "li@example.gov.cn"}});
  EXPECT_EQ(tried.status, 200) << tried.body;
  EXPECT_NE(tried.json()["words"].get<std::string>().find("250"), std::string::npos);
  EXPECT_EQ(sink.mails().size(), 1U);
  settings.erase("password");  // left as it was
  settings["port"] = free_port();
  EXPECT_EQ(call(*browser, "PUT", "/api/v1/mail/server", settings, {{"If-Match", set.header("etag")}})
                .json()["has_password"],
            true);
  const Answer away = call(*browser, "POST", "/api/v1/mail/test", {{"address", "li@example.gov.cn"}});
  EXPECT_EQ(away.status, 409);
  EXPECT_NE(away.json()["detail"].get<std::string>().find("服务器说"), std::string::npos);
  const auto auditor = logged_in(person("watch", {Role::kAuditor}));
  const Answer log = call(*auditor, "GET", "/api/v1/log?action=set_mail_server");
  EXPECT_EQ(log.json()["total"], 2);
  EXPECT_EQ(log.body.find("p\\\\\\\"w"), std::string::npos);
}

TEST_F(Mail, NewsReachesThePersonAndHisMailTogether) {
  SmtpSink sink;
  use_server(sink.port());
  ASSERT_TRUE(db().script("INSERT INTO unit (government_id, name, level, kind, valid_from, valid_to) VALUES "
                          "(1, '示例市教育局', '', '', '', ''), (1, '示例市民政局', '', '', '', '')")
                  .ok());
  const Person li = person("li", {Role::kUnitHandler});
  const Person wang = person("wang", {Role::kUnitReviewer});
  const Person zhao = person("zhao", {Role::kUnitHandler});
  ASSERT_TRUE(db().script("UPDATE account SET unit_id = 1, email = name || '@example.gov.cn' WHERE name IN "
                          "('li', 'wang'); UPDATE account SET unit_id = 2 WHERE name = 'zhao'")
                  .ok());
  const auto browser = logged_in(li);
  const auto listens = logged_in(li);
  const auto elsewhere = logged_in(zhao);
  for (Client* each : {listens.get(), elsewhere.get()}) {
    std::string text = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n";
    for (const auto& [name, value] : each->standing) text += name + ": " + value + "\r\n";
    each->write(text + "\r\n");
    EXPECT_EQ(each->read().status, 200);
    EXPECT_EQ(each->read_frame(), ": open\n\n");
  }
  News news{"reminder", 3, 12, 0, {"第1项任务还有7天到期", "task 1 is due in 7 days"}, News::Mail::kYes};
  EXPECT_EQ(*db().transaction([&] { return tell_unit(db(), operator_, 1, news, now_); }), 2);
  app_->tell_new_messages(db());
  EXPECT_NE(listens->read_frame().find("\"what\":\"message\""), std::string::npos);
  app_->events().publish({1, "plan", 3, 3, 1});
  EXPECT_NE(elsewhere->read_frame().find("\"what\":\"plan\""), std::string::npos);  // nothing before it
  const Answer mine = call(*browser, "GET", "/api/v1/messages");
  EXPECT_EQ(mine.json()["unread"], 1);
  EXPECT_EQ(mine.json()["items"][0]["text"], "第1项任务还有7天到期");
  EXPECT_EQ(call(*browser, "GET", "/api/v1/messages?lang=en").json()["items"][0]["text"],
            "task 1 is due in 7 days");
  const auto up_to = mine.json()["items"][0]["id"];
  EXPECT_EQ(call(*browser, "POST", "/api/v1/messages/read", {{"up_to", up_to}}).json()["read"], 1);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/messages").json()["unread"], 0);
  EXPECT_EQ(send_round(), 2);
  // What is rolled back was never told.
  const auto undone = db().transaction([&]() -> Result<void> {
    const auto told = tell_unit(db(), operator_, 1, news, now_);
    if (!told.ok()) return told.error();
    return error(ErrorCode::kConflict, "不行", "no");
  });
  EXPECT_FALSE(undone.ok());
  EXPECT_EQ(queue().waiting, 0);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/messages").json()["total"], 1);
}

TEST_F(Mail, ACalendarIsReadByItsSecretAddressUntilItEnds) {
  const Person li = person("li", {Role::kObserver});
  const auto browser = logged_in(li);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session/calendar").json()["on"], false);
  const std::string path = call(*browser, "POST", "/api/v1/session/calendar").json()["path"];
  const auto calendar = client();
  const Answer feed = call(*calendar, "GET", path);
  EXPECT_EQ(feed.status, 200);
  EXPECT_EQ(feed.header("content-type"), "text/calendar; charset=utf-8");
  EXPECT_TRUE(feed.body.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  EXPECT_NE(call(*browser, "GET", "/api/v1/session/calendar").json()["last_read_at"], nullptr);
  EXPECT_EQ(calendar->send("POST", path, {}, "").status, 405);
  // It opens nothing else.
  const std::string secret = path.substr(17, path.rfind('/') - 17);
  EXPECT_EQ(calendar->get("/api/v1/plans", {{"Authorization", "Bearer " + secret}}).status, 401);
  const std::string second = call(*browser, "POST", "/api/v1/session/calendar").json()["path"];
  EXPECT_EQ(call(*calendar, "GET", path).status, 404);
  EXPECT_EQ(call(*calendar, "GET", second).status, 200);
  ASSERT_TRUE(db().run("UPDATE account SET state = 'disabled' WHERE id = $1", li.id).ok());
  EXPECT_EQ(call(*calendar, "GET", second).status, 404);
}

}  // namespace
}  // namespace duban::test
