// The second factor over HTTP: enrolling, the second step of log-in, the rule, the reset.

#include "server/app_fixture.h"
#include "store/totp.h"

namespace duban::test {
namespace {

class SecondFactorHttp : public AppTest {
 protected:
  static std::string decoded(std::string_view text) {
    static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
      bits = (bits << 5U) | static_cast<std::uint32_t>(kLetters.find(c));
      count += 5;
      if (count < 8) continue;
      out += static_cast<char>((bits >> static_cast<unsigned>(count - 8)) & 255U);
      count -= 8;
    }
    return out;
  }
  std::string code() { return totp_code(secret_, totp_step(now_)); }
  // Enrols whoever is logged in; his recovery codes.
  nlohmann::json enrol(Client& browser, const Person& who) {
    const Answer begun = call(browser, "POST", "/api/v1/session/second-factor", {{"password", who.password}});
    EXPECT_EQ(begun.status, 200) << begun.body;
    secret_ = decoded(begun.json()["secret"].get<std::string>());
    const Answer done = call(browser, "POST", "/api/v1/session/second-factor/confirm", {{"code", code()}});
    EXPECT_EQ(done.status, 200) << done.body;
    return done.json()["recovery_codes"];
  }
  Answer enter(const Person& who, const std::string& typed) {
    nlohmann::json body = {{"name", who.name}, {"password", who.password}};
    if (!typed.empty()) body["code"] = typed;
    return call(*client(), "POST", "/api/v1/session", body);
  }
  std::string secret_;
};

TEST_F(SecondFactorHttp, LogInAsksForTheCodeInASecondStep) {
  const Person li = person("li", {Role::kUnitHandler});
  const auto browser = logged_in(li);
  const auto elsewhere = logged_in(li);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session/second-factor").json()["on"], false);
  EXPECT_EQ(call(*browser, "POST", "/api/v1/session/second-factor", {{"password", "wrong"}}).status, 422);
  EXPECT_EQ(enrol(*browser, li).size(), 8U);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session/second-factor").json()["recovery_left"], 8);
  EXPECT_EQ(call(*elsewhere, "GET", "/api/v1/session").status, 401);  // opened without it
  const Answer asked = enter(li, "");
  EXPECT_EQ(asked.status, 401);
  EXPECT_EQ(asked.json()["type"], "/problems/second-factor");
  EXPECT_EQ(asked.header("set-cookie"), "");
  EXPECT_EQ(enter({0, "li", "wrong"}, "").json()["type"], "/problems/unauthenticated");
  EXPECT_EQ(enter(li, code()).json()["type"], "/problems/unauthenticated");  // used to confirm
  pass(kMinute);
  EXPECT_EQ(enter(li, code()).status, 200);
  EXPECT_EQ(enter(li, code()).status, 401);  // replayed
  for (int i = 0; i < 3; ++i) EXPECT_EQ(enter(li, "000000").status, 401);
  EXPECT_EQ(enter(li, "000000").status, 429);  // with the replayed one the fifth
  const auto token = with_token(li);
  EXPECT_EQ(call(*token, "POST", "/api/v1/session/second-factor/remove", {{"code", code()}}).status, 409);
}

TEST_F(SecondFactorHttp, ARoleThatMustHaveItDoesNothingElseFirst) {
  const Person li = person("li", {Role::kUnitHandler});
  const auto security = logged_in(person("sec", {Role::kSecurityAdministrator}));
  const auto browser = logged_in(li);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/plans").status, 200);
  const std::string etag = call(*security, "GET", "/api/v1/second-factor-rule").header("etag");
  const nlohmann::json rule = {{"roles", {"unit_handler"}}};
  EXPECT_EQ(call(*security, "PUT", "/api/v1/second-factor-rule", rule).status, 428);
  EXPECT_EQ(call(*security, "PUT", "/api/v1/second-factor-rule", rule, {{"If-Match", etag}}).status, 200);
  EXPECT_EQ(call(*security, "PUT", "/api/v1/second-factor-rule", rule, {{"If-Match", etag}}).status, 412);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/plans").status, 403);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session").json()["must_enrol_second_factor"], true);
  const auto codes = enrol(*browser, li);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/plans").status, 200);
  EXPECT_EQ(enter(li, codes[0]).status, 200);
  // The telephone is lost, and so are the codes.
  EXPECT_EQ(call(*browser, "POST", "/api/v1/accounts/" + std::to_string(li.id) + "/second-factor/reset").status,
            403);
  EXPECT_EQ(
      call(*security, "POST", "/api/v1/accounts/" + std::to_string(li.id) + "/second-factor/reset").status,
      204);
  EXPECT_EQ(call(*browser, "GET", "/api/v1/session").status, 401);
  const Answer again = enter(li, "");
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.json()["must_enrol_second_factor"], true);
  const auto auditor = logged_in(person("watch", {Role::kAuditor}));
  EXPECT_EQ(call(*auditor, "GET", "/api/v1/log?action=reset_second_factor").json()["total"], 1);
}

TEST_F(SecondFactorHttp, AnAddressForMailsIsChecked) {
  const auto system = logged_in(person("root", {Role::kSystemAdministrator}));
  const Answer bad = call(*system, "POST", "/api/v1/accounts",
                          {{"name", "wang"}, {"display_name", "王"}, {"email", "wang@b.cn\r\nBcc: x@y"}});
  EXPECT_EQ(bad.status, 422);
  const Answer made = call(*system, "POST", "/api/v1/accounts",
                           {{"name", "wang"}, {"display_name", "王"}, {"email", "wang@example.gov.cn"}});
  EXPECT_EQ(made.json()["email"], "wang@example.gov.cn");
  const std::string path = "/api/v1/accounts/" + std::to_string(made.json()["id"].get<int>());
  const Answer cleared = call(*system, "PATCH", path, {{"email", ""}}, {{"If-Match", made.header("etag")}});
  EXPECT_EQ(cleared.json()["email"], "");
}

}  // namespace
}  // namespace duban::test
