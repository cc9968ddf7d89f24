// Log-in, CSRF, expiry, lock-out, accounts and tokens over HTTP.

#include "server/app_fixture.h"

namespace duban::test {
namespace {

class Sessions : public AppTest {};

TEST_F(Sessions, TheFirstPeopleMustChangeTheirPasswords) {
  const auto first = first_start(store(), now_);
  ASSERT_TRUE(first.ok());
  const NameAndPassword system = first->at(0);
  const auto browser = logged_in({0, system.name, system.password});
  const Answer session = call(*browser, "GET", "/api/v1/session");
  EXPECT_EQ(session.json()["must_change_password"], true);
  EXPECT_EQ(session.json()["account"]["roles"], nlohmann::json({"system_administrator"}));
  EXPECT_EQ(session.json()["idle_minutes"], 30);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/accounts").status, 403);
  const Answer weak =
      call(*browser, "POST", "/api/v1/session/password", {{"old", system.password}, {"new", "short"}});
  EXPECT_EQ(weak.status, 422);
  EXPECT_EQ(weak.json()["detail"], "新密码至少 10 个字符");
  EXPECT_EQ(
      call(*browser, "POST", "/api/v1/session/password", {{"old", "wrong"}, {"new", "Good enough 1"}}).status,
      422);
  const auto elsewhere = logged_in({0, system.name, system.password});
  EXPECT_EQ(
      call(*browser, "POST", "/api/v1/session/password", {{"old", system.password}, {"new", "Good enough 1"}})
          .status,
      204);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/accounts").json()["total"], 3);
  EXPECT_EQ(call(*elsewhere, "GET", "/api/v1/session").status, 401);  // his other log-ins are over
  pass(91LL * 24 * kHour);
  const auto later = logged_in({0, system.name, "Good enough 1"});
  EXPECT_EQ(call(*later, "GET", "/api/v1/session").json()["must_change_password"], true);  // expired
  EXPECT_EQ(call(*later, "GET", "/api/v1/accounts").status, 403);
}

TEST_F(Sessions, TheCookieIsForTheBrowserOnly) {
  const Person li = person("li", {Role::kObserver});
  const auto browser = client();
  const Answer answer = call(*browser, "POST", "/api/v1/session", {{"name", "LI"}, {"password", li.password}});
  EXPECT_NE(answer.header("set-cookie").find("; Path=/; HttpOnly; SameSite=Strict"), std::string::npos);
  EXPECT_EQ(answer.header("cache-control"), "no-store");
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session").status, 401);
  EXPECT_EQ(browser->get("/api/v1/session", {{"Cookie", "duban_session=guessed"}}).status, 401);
  EXPECT_EQ(browser->get("/api/v1/session", {{"Authorization", "Basic bGk6eA=="}}).status, 401);
  const std::string set = answer.header("set-cookie");
  EXPECT_EQ(browser  // a proxy in front asks for a password of its own
                ->get("/api/v1/session",
                      {{"Authorization", "Basic bGk6eA=="}, {"Cookie", set.substr(0, set.find(';'))}})
                .status,
            200);
}

TEST_F(Sessions, ChangesNeedTheCsrfToken) {
  const auto browser = logged_in(person("li", {Role::kObserver}));
  const Fields cookie = {browser->standing[0]};
  const std::string token = browser->standing[1].second;
  const nlohmann::json body = {{"name", "x"}, {"expires_on", "2026-03-01"}};
  browser->standing = cookie;
  EXPECT_EQ(call(*browser, "POST", "/api/v1/tokens", body).status, 403);
  EXPECT_EQ(call(*browser, "POST", "/api/v1/tokens", body, {{"X-CSRF-Token", "wrong"}}).status, 403);
  const auto other = logged_in(person("wang", {Role::kObserver}));
  EXPECT_EQ(call(*browser, "POST", "/api/v1/tokens", body, {other->standing[1]}).status,
            403);  // somebody else's
  const Fields right = {{"X-CSRF-Token", token}};
  EXPECT_EQ(call(*browser, "POST", "/api/v1/tokens", body, right).status, 201);
  const auto with = [&](const char* name, const char* value) {
    return call(*browser, "POST", "/api/v1/tokens", body, {right[0], {name, value}}).status;
  };
  EXPECT_EQ(with("Origin", "https://evil.test"), 403);
  EXPECT_EQ(with("Sec-Fetch-Site", "cross-site"), 403);
  EXPECT_EQ(with("Origin", "http://localhost"), 201);
  // Log-in itself has no token yet: another site's form must not log somebody in.
  EXPECT_EQ(call(*browser, "POST", "/api/v1/session", {{"name", "li"}, {"password", "x"}},
                 {{"Origin", "https://evil.test"}})
                .status,
            403);
  EXPECT_EQ(
      browser->send("POST", "/api/v1/session", {{"Content-Type", "text/plain"}}, R"({"name":"li"})").status,
      415);
}

TEST_F(Sessions, EndWhenIdleAndAfterTwelveHours) {
  const Person li = person("li", {Role::kObserver});
  auto browser = logged_in(li);
  pass(29 * kMinute);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session").status, 200);
  pass(30 * kMinute);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session").status, 200);
  pass(30 * kMinute + 1);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session").status, 401);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session").status, 401);  // and stays so

  browser = logged_in(li);
  for (int i = 0; i < 12 * 3 - 1; ++i) {
    pass(20 * kMinute);
    ASSERT_EQ(call(*browser, "GET", "/api/v1/session").status, 200) << i;
  }
  pass(20 * kMinute);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session").status, 401);
}

TEST_F(Sessions, OutliveARestart) {
  const auto browser = logged_in(person("li", {Role::kObserver}));
  const Fields standing = browser->standing;
  lease_.reset();
  server_.reset();
  app_.reset();
  start(routes(), {});
  pass(10 * kMinute);
  const auto after = client();
  after->standing = standing;
  EXPECT_EQ(call(*after, "GET", "/api/v1/session").status, 200);
  pass(29 * kMinute);
  EXPECT_EQ(call(*after, "GET", "/api/v1/session").status, 200);
}

TEST_F(Sessions, LogOutEndsThisOneAtOnce) {
  const Person li = person("li", {Role::kObserver});
  const auto one = logged_in(li);
  const auto two = logged_in(li);
  const Answer out = call(*one, "DELETE", "/api/v1/session");
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(out.header("set-cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(call(*one, "GET", "/api/v1/session").status, 401);
  EXPECT_EQ(call(*two, "GET", "/api/v1/session").status, 200);
}

TEST_F(Sessions, FiveWrongPasswordsLock) {
  const Person li = person("li", {Role::kObserver});
  const auto browser = client();
  const nlohmann::json wrong = {{"name", "li"}, {"password", "wrong"}};
  for (int i = 0; i < 4; ++i) EXPECT_EQ(call(*browser, "POST", "/api/v1/session", wrong).status, 401);
  EXPECT_EQ(call(*browser, "POST", "/api/v1/session", wrong).status, 429);
  const nlohmann::json right = {{"name", "li"}, {"password", li.password}};
  const Answer locked = call(*browser, "POST", "/api/v1/session", right, {{"Accept-Language", "en"}});
  EXPECT_EQ(locked.status, 429);
  EXPECT_EQ(locked.json()["detail"],
            "too many wrong passwords or codes: the account is locked, try again in 15 minutes");
  // The system administrator may unlock him earlier.
  const auto system = logged_in(person("root", {Role::kSystemAdministrator}));
  const std::string path = "/api/v1/accounts/" + std::to_string(li.id);
  const Answer account = call(*system, "GET", path);
  EXPECT_EQ(account.json()["state"], "locked");
  EXPECT_EQ(call(*system, "PATCH", path, {{"state", "active"}}, {{"If-Match", account.header("etag")}}).status,
            200);
  EXPECT_EQ(call(*browser, "POST", "/api/v1/session", right).status, 200);
}

TEST_F(Sessions, WhatIsTakenAwayIsGoneAtOnce) {
  const auto system = logged_in(person("root", {Role::kSystemAdministrator}));
  const auto security = logged_in(person("warden", {Role::kSecurityAdministrator}));
  const Person li = person("li", {Role::kAuditor});
  ASSERT_TRUE(add_account(store(), "second", "", {Role::kAuditor}, now_).ok());
  const auto browser = logged_in(li);
  const auto token = with_token(li);
  const std::string path = "/api/v1/accounts/" + std::to_string(li.id);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/log").status, 200);
  const Answer without = call(*security, "PUT", path + "/roles", {{"roles", nlohmann::json::array()}},
                              {{"If-Match", call(*security, "GET", path).header("etag")}});
  EXPECT_EQ(without.status, 200) << without.body;
  EXPECT_EQ(call(*browser, "GET", "/api/v1/log").status, 403);
  EXPECT_EQ(call(*token, "GET", "/api/v1/log").status, 403);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session").json()["actions"], nlohmann::json({"own_account"}));
  EXPECT_EQ(
      call(*system, "PATCH", path, {{"state", "disabled"}}, {{"If-Match", without.header("etag")}}).status,
      200);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session").status, 401);
  EXPECT_EQ(call(*token, "GET", "/api/v1/session").status, 401);
  // From another process, too: the operator resets a password at the machine.
  const auto other = logged_in(person("wang", {Role::kObserver}));
  EXPECT_EQ(call(*other, "GET", "/api/v1/session").status, 200);
  auto elsewhere = Store::open(folder_.file("ledger.db"));
  ASSERT_TRUE(reset_password(*elsewhere, "wang", now_).ok());
  EXPECT_EQ(call(*other, "GET", "/api/v1/session").status, 401);
}

TEST_F(Sessions, AccountsAreMadeByOneAndEmpoweredByAnother) {
  const Person root = person("root", {Role::kSystemAdministrator});
  const auto system = logged_in(root);
  const Person warden = person("warden", {Role::kSecurityAdministrator});
  const auto security = logged_in(warden);
  const Answer made = call(*system, "POST", "/api/v1/accounts", {{"name", "张三"}, {"display_name", "张三"}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string path = "/api/v1/accounts/" + std::to_string(made.json()["id"].get<int>());
  EXPECT_EQ(made.header("location"), path);
  EXPECT_EQ(made.json()["roles"], nlohmann::json::array());
  EXPECT_EQ(call(*system, "POST", "/api/v1/accounts", {{"name", "张三"}, {"display_name", "x"}}).status, 409);
  EXPECT_EQ(call(*security, "POST", "/api/v1/accounts", {{"name", "x1"}, {"display_name", "x"}}).status, 403);
  const Fields match = {{"If-Match", made.header("etag")}};
  const nlohmann::json handler = {{"roles", {"unit_handler"}}};
  EXPECT_EQ(call(*system, "PUT", path + "/roles", handler, match).status, 403);
  EXPECT_EQ(call(*security, "PUT", path + "/roles", handler).status, 428);
  const Answer granted = call(*security, "PUT", path + "/roles", handler, match);
  EXPECT_EQ(granted.status, 200);
  EXPECT_EQ(granted.json()["roles"], nlohmann::json({"unit_handler"}));
  const Answer stale = call(*security, "PUT", path + "/roles", {{"roles", {"leader"}}}, match);
  EXPECT_EQ(stale.status, 412);
  EXPECT_EQ(stale.json()["current"]["roles"], nlohmann::json({"unit_handler"}));
  EXPECT_EQ(stale.header("etag"), granted.header("etag"));
  const auto grant = [&](std::int64_t id, const nlohmann::json& roles) {
    const std::string at = "/api/v1/accounts/" + std::to_string(id);
    const std::string etag = call(*security, "GET", at).header("etag");
    return call(*security, "PUT", at + "/roles", {{"roles", roles}}, {{"If-Match", etag}}).status;
  };
  EXPECT_EQ(grant(warden.id, {"security_administrator", "auditor"}), 403);  // nobody grants himself
  EXPECT_EQ(grant(made.json()["id"], {"auditor", "observer"}), 422);
  EXPECT_EQ(grant(made.json()["id"], {"emperor"}), 422);
  EXPECT_EQ(call(*system, "POST", "/api/v1/accounts/" + std::to_string(warden.id) + "/password").status, 403);
  EXPECT_EQ(call(*system, "POST", path + "/password").status, 200);
  EXPECT_EQ(call(*system, "GET", "/api/v1/accounts/999").status, 404);
  EXPECT_EQ(call(*system, "GET", "/api/v1/accounts/x").status, 404);
}

TEST_F(Sessions, TokensWorkUntilTheyEnd) {
  const Person li = person("li", {Role::kAuditor});
  const auto browser = logged_in(li);
  const Answer made =
      call(*browser, "POST", "/api/v1/tokens", {{"name", "夜间导出"}, {"expires_on", "2026-02-06"}});
  ASSERT_EQ(made.status, 201);
  const auto program = client();
  program->standing = {{"Authorization", "Bearer " + made.json()["secret"].get<std::string>()}};
  EXPECT_EQ(call(*program, "GET", "/api/v1/log").status, 200);
  EXPECT_EQ(call(*program, "POST", "/api/v1/tokens", {{"name", "a"}, {"expires_on", "2026-02-07"}}).status,
            201);
  const Answer list = call(*browser, "GET", "/api/v1/tokens");
  EXPECT_EQ(list.json()["total"], 2);
  EXPECT_EQ(list.body.find("dbn_"), std::string::npos);  // no secret in the list
  EXPECT_EQ(**db().one("SELECT count(*) FROM api_token WHERE token_hash LIKE 'dbn%'"), 0);
  pass(2 * 24 * kHour);
  EXPECT_EQ(call(*program, "GET", "/api/v1/log").status, 401);
  const auto again = logged_in(li);
  const std::string path = "/api/v1/tokens/" + std::to_string(made.json()["id"].get<int>());
  EXPECT_EQ(call(*again, "DELETE", path).status, 204);
  EXPECT_EQ(call(*again, "DELETE", path).status, 404);
}

}  // namespace
}  // namespace duban::test
