// Pages, problems, bodies, idempotency, events, log and the rights of every role on every route.

#include <thread>

#include "server/app_fixture.h"
#include "server/events.h"
#include "server/json_body.h"
#include "store/log.h"

namespace duban::test {
namespace {

class Api : public AppTest {};

TEST_F(Api, SaysWhatIsNotThere) {
  const auto browser = client();
  const Answer nothing = call(*browser, "GET", "/api/v1/nothing");
  EXPECT_EQ(nothing.status, 404);
  EXPECT_EQ(nothing.json()["type"], "/problems/not-found");
  EXPECT_EQ(nothing.header("content-type"), "application/problem+json; charset=utf-8");
  EXPECT_EQ(nothing.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'; sandbox");
  const Answer wrong = call(*browser, "DELETE", "/api/v1/accounts/1/roles");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("allow"), "PUT");
  EXPECT_EQ(browser->send("POST", "/ledger", {}, "").status, 405);
  EXPECT_EQ(browser->get("/").status, 404);  // a program without pages says so
  EXPECT_EQ(browser->get("/api/v1/nothing?lang=en").json()["detail"], "there is no such call");
  EXPECT_EQ(browser->get("/api/v1/nothing", {{"Accept-Language", "fr, en;q=0.8, zh;q=0.5"}}).json()["title"],
            "Not found");
}

TEST_F(Api, TellsHowItIs) {
  const auto machine = client();
  EXPECT_EQ(call(*machine, "GET", "/healthz").status, 200);
  EXPECT_EQ(call(*machine, "GET", "/readyz").json()["status"], "ready");
  const Answer figures = call(*machine, "GET", "/metrics");
  EXPECT_NE(figures.body.find(R"(duban_http_answers_total{method="GET",route="/readyz",status="2xx"} 1)"),
            std::string::npos)
      << figures.body.substr(0, 2000);
  EXPECT_EQ(machine->get("/metrics", {{"X-Forwarded-For", "198.51.100.7"}}).status, 403);
}

TEST_F(Api, BodiesAreCheckedBeforeTheHandler) {
  const auto system = logged_in(person("root", {Role::kSystemAdministrator}));
  const auto post = [&](const std::string& type, const std::string& body) {
    return system->send("POST", "/api/v1/accounts", {{"Content-Type", type}, {"Accept-Language", "en"}}, body);
  };
  EXPECT_EQ(post("application/x-www-form-urlencoded", "name=a").status, 415);
  EXPECT_EQ(post("application/json", "{").status, 400);
  EXPECT_EQ(post("application/json", "[]").status, 400);
  EXPECT_EQ(post("application/json", "").status, 400);
  EXPECT_EQ(post("application/json", "{\"name\":\"a\xff\"}").status, 400);
  EXPECT_EQ(post("application/json", std::string(100000, '[')).status, 400);
  EXPECT_EQ(post("application/json", R"({"name":"ab"})").json()["detail"], "field display_name is missing");
  EXPECT_EQ(post("application/json", R"({"name":"ab","display_name":"a","admin":true})").json()["detail"],
            "there is no field admin");
  EXPECT_EQ(post("application/json", R"({"name":5,"display_name":"a"})").json()["detail"],
            "field name must be a string");
  EXPECT_EQ(post("application/json; charset=utf-8", R"({"name":"ab","display_name":"a"})").status, 201);
  // A large body is for those who are logged in.
  const std::string large(100000, ' ');
  EXPECT_EQ(client()->send("POST", "/api/v1/accounts", {{"Content-Type", "application/json"}}, large).status,
            401);
  EXPECT_EQ(client()->send("POST", "/api/v1/session", {{"Content-Type", "application/json"}}, large).status,
            413);
}

TEST_F(Api, KeepsTheFieldsThatAreAskedFor) {
  const auto system = logged_in(person("root", {Role::kSystemAdministrator}));
  person("li", {});
  EXPECT_EQ(call(*system, "GET", "/api/v1/accounts?fields=name,id").body,
            R"({"items":[{"id":1,"name":"root"},{"id":2,"name":"li"}],"total":2,"next":null})");
  EXPECT_EQ(call(*system, "GET", "/api/v1/accounts/2?fields=name").body, R"({"name":"li"})");
  const Answer page = call(*system, "GET", "/api/v1/accounts?limit=1");
  EXPECT_EQ(page.json()["next"], "1");
  EXPECT_EQ(call(*system, "GET", "/api/v1/accounts?limit=1&after=1").json()["items"][0]["name"], "li");
  EXPECT_EQ(call(*system, "GET", "/api/v1/accounts?limit=1&after=1").json()["next"], nullptr);
  for (const char* limit : {"0", "2001", "-1", "x", "1e3"}) {
    EXPECT_EQ(call(*system, "GET", std::string("/api/v1/accounts?limit=") + limit).status, 400) << limit;
  }
}

TEST_F(Api, TheLogIsReadAndVerified) {
  const auto auditor = logged_in(person("watch", {Role::kAuditor}));
  const Answer list = call(*auditor, "GET", "/api/v1/log?action=log_in&limit=1");
  EXPECT_EQ(list.json()["items"][0]["account"], "watch");
  EXPECT_EQ(list.json()["items"][0]["from"], "127.0.0.1");
  EXPECT_EQ(list.json()["items"][0]["at"], "2026-02-05T08:30:00Z");
  EXPECT_EQ(call(*auditor, "GET", "/api/v1/log?from=2026-02-06").json()["total"], 0);
  EXPECT_EQ(call(*auditor, "GET", "/api/v1/log?from=soon").status, 400);
  EXPECT_EQ(call(*auditor, "GET", "/api/v1/log/verify").json()["intact"], true);
  const Answer anchor = call(*auditor, "GET", "/api/v1/log/anchor");
  EXPECT_EQ(anchor.json()["no"], list.json()["items"][0]["no"]);
  EXPECT_EQ(anchor.json()["hash"], list.json()["items"][0]["hash"]);
  ASSERT_TRUE(
      db().script("DROP TRIGGER log_entry_is_not_changed; UPDATE log_entry SET account = 'x' WHERE no = 2")
          .ok());
  const Answer found = call(*auditor, "GET", "/api/v1/log/verify");
  EXPECT_EQ(found.json()["intact"], false);
  EXPECT_EQ(found.json()["first_bad"], 2);
}

TEST_F(Api, EventsReachThoseWhoMaySeeAndNobodyElse) {
  const Person root = person("root", {Role::kSystemAdministrator});
  const Person li = person("li", {Role::kObserver});
  const auto system = logged_in(root);
  const auto listens = logged_in(root);
  const auto observer = logged_in(li);
  const auto open = [&](Client& from) {
    Fields headers = from.standing;
    std::string text = "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n";
    for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
    from.write(text + "\r\n");
    const Answer answer = from.read();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("content-type"), "text/event-stream");
    EXPECT_EQ(from.read_frame(), ": open\n\n");
  };
  open(*listens);
  open(*observer);
  EXPECT_EQ(app_->events().listeners(), 2U);
  const Answer made = call(*system, "POST", "/api/v1/accounts", {{"name", "new"}, {"display_name", "新"}});
  const std::string id = std::to_string(made.json()["id"].get<int>());
  EXPECT_EQ(listens->read_frame(),
            "event: change\ndata: {\"plan_id\":0,\"what\":\"account\",\"id\":" + id + ",\"version\":1}\n\n");
  app_->events().publish({1, "task", 3, 12, 4});
  EXPECT_EQ(observer->read_frame(),  // the first that he hears: the account was none of his business
            "event: change\ndata: {\"plan_id\":3,\"what\":\"task\",\"id\":12,\"version\":4}\n\n");
  app_->events().publish({2, "task", 9, 9, 9});  // another government
  const std::string path = "/api/v1/accounts/" + std::to_string(li.id);
  const std::string etag = call(*system, "GET", path).header("etag");
  EXPECT_EQ(call(*system, "PATCH", path, {{"state", "disabled"}}, {{"If-Match", etag}}).status, 200);
  EXPECT_EQ(observer->read_frame(), "");  // his stream has ended
  const auto left = logged_in(root);
  open(*left);
  EXPECT_EQ(app_->events().listeners(), 2U);
  left->close();  // a page that is reloaded leaves no listener behind
  for (int i = 0; i < 40 && app_->events().listeners() > 1; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  EXPECT_EQ(app_->events().listeners(), 1U);
  const auto begin = std::chrono::steady_clock::now();
  server_->stop();  // an open stream does not hold it up
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST_F(Api, EveryRoleOnEveryRoute) {
  ASSERT_TRUE(db().script("INSERT INTO unit (government_id, name, level, kind, valid_from, valid_to) VALUES "
                          "(1, '示例市教育局', '', '', '', '')")
                  .ok());
  std::map<Role, std::unique_ptr<Client>> clients;
  for (const Role role : kAllRoles) {
    const Person who = person("p-" + std::string(to_word(role)), {role});
    ASSERT_TRUE(db().run("UPDATE account SET unit_id = 1, leader = '王一' WHERE id = $1", who.id).ok());
    clients[role] = with_token(who);
  }
  const auto stranger = client();
  const auto nobody = with_token(person("nobody", {}));
  int tried = 0;
  for (const Route& route : routes()) {
    if (route.access == Access::kOpen || route.answer == "text/event-stream") continue;
    std::string path(route.pattern);
    for (std::size_t open = path.find('{'); open != std::string::npos; open = path.find('{')) {
      path.replace(open, path.find('}') - open + 1, "999999");
    }
    const std::string method(to_word(route.method));
    // The body has every field, each of the right type.
    nlohmann::json body =
        route.body.empty() || route.body == "@file" ? nlohmann::json() : nlohmann::json::object();
    std::string_view rest = route.body;
    while (body.is_object() && !rest.empty()) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      rest = rest.size() > word.size() ? rest.substr(word.size() + 1) : std::string_view();
      if (word.ends_with('?')) continue;
      const std::string_view type = body_field_type(word);
      nlohmann::json& field = body[std::string(word)];
      if (type.ends_with("[]")) {
        field = nlohmann::json::array();
      } else if (type == "string") {
        field = "x";
      } else if (type == "boolean") {
        field = false;
      } else {
        field = 1;
      }
    }
    const Fields match = route.needs_match ? Fields{{"If-Match", "\"999999-1\""}} : Fields{};
    EXPECT_EQ(call(*stranger, method, path, body, match).status, 401) << method << " " << path;
    const int as_nobody = call(*nobody, method, path, body, match).status;
    EXPECT_EQ(as_nobody == 403, route.action != Action::kOwnAccount)
        << method << " " << path << " " << as_nobody;
    for (const Role role : kAllRoles) {
      const int status = call(*clients[role], method, path, body, match).status;
      EXPECT_EQ(status == 403, !allowed_somewhere({role}, route.action))
          << method << " " << path << " as " << to_word(role) << ": " << status;
      EXPECT_TRUE(status != 401 && status < 500)
          << method << " " << path << " as " << to_word(role) << ": " << status;
      ++tried;
    }
  }
  EXPECT_GE(tried, 100);
}

// By hand, apart from the table: what would hurt most if it were wrong.
TEST_F(Api, SomeRightsByHand) {
  struct Row {
    Role role;
    const char* method;
    const char* path;
    int status;
  };
  // clang-format off
  const Row kRows[] = {
      {Role::kSystemAdministrator,   "GET",   "/api/v1/accounts",   200},
      {Role::kSecurityAdministrator, "GET",   "/api/v1/accounts",   200},
      {Role::kAuditor,               "GET",   "/api/v1/accounts",   200},
      {Role::kSupervisionOffice,     "GET",   "/api/v1/accounts",   403},
      {Role::kUnitHandler,           "GET",   "/api/v1/accounts",   403},
      {Role::kSystemAdministrator,   "GET",   "/api/v1/log",        403},
      {Role::kSecurityAdministrator, "GET",   "/api/v1/log",        403},
      {Role::kAuditor,               "GET",   "/api/v1/log",        200},
      {Role::kSupervisionOffice,     "GET",   "/api/v1/log",        403},
      {Role::kAuditor,               "GET",   "/api/v1/log/anchor", 200},
      {Role::kSystemAdministrator,   "GET",   "/api/v1/log/verify", 403},
      {Role::kObserver,              "GET",   "/api/v1/session",    200},
  };
  // clang-format on
  std::map<Role, std::unique_ptr<Client>> clients;
  for (const Row& row : kRows) {
    if (!clients[row.role])
      clients[row.role] = with_token(person("p-" + std::string(to_word(row.role)), {row.role}));
    EXPECT_EQ(call(*clients[row.role], row.method, row.path).status, row.status)
        << to_word(row.role) << " " << row.path;
  }
}

TEST(OpenApi, KnowsEveryBodyFieldAndEveryAnswer) {
  const auto api = nlohmann::json::parse(openapi_text(routes()));
  EXPECT_EQ(api["openapi"], "3.1.0");
  std::size_t operations = 0;
  for (const auto& [path, methods] : api["paths"].items()) operations += methods.size();
  EXPECT_EQ(operations, routes().size());  // and no two routes are the same
  for (const Route& route : routes()) {
    const std::string name(route.answer);
    const bool known = name.empty() || name == "Any" || name.find('/') != std::string::npos ||
                       api["components"]["schemas"].contains(name);
    EXPECT_TRUE(known) << route.pattern << ": no schema " << name;
    EXPECT_FALSE(route.summary.empty()) << route.pattern;
    std::string_view rest = route.body == "@file" ? std::string_view() : route.body;
    while (!rest.empty()) {
      std::string_view word = rest.substr(0, rest.find(' '));
      rest = rest.size() > word.size() ? rest.substr(word.size() + 1) : std::string_view();
      if (word.ends_with('?')) word.remove_suffix(1);
      EXPECT_FALSE(body_field_type(word).empty()) << route.pattern << ": no type for " << word;
    }
  }
  // Every schema that is named exists.
  const std::string text = api.dump();
  static constexpr std::string_view kRef = "#/components/schemas/";
  for (std::size_t at = text.find(kRef); at != std::string::npos; at = text.find(kRef, at + 1)) {
    const std::size_t begin = at + kRef.size();
    const std::string name = text.substr(begin, text.find('"', begin) - begin);
    EXPECT_TRUE(api["components"]["schemas"].contains(name)) << name;
  }
}

TEST(OpenApi, TheCheckOfAnswersCanFail) {
  const auto api = nlohmann::json::parse(openapi_text(routes()));
  const nlohmann::json schema = {{"$ref", "#/components/schemas/LogList"}};
  nlohmann::json entry;
  for (const char* name : {"at", "account", "from", "action", "object", "before", "after", "hash"})
    entry[name] = "x";
  entry["no"] = 1;
  nlohmann::json list = {{"items", {entry}}, {"total", 1}, {"next", nullptr}};
  EXPECT_EQ(schema_fault(list, schema, api, ""), "");
  const auto fault = [&](auto change) {
    nlohmann::json changed = list;
    change(changed);
    return schema_fault(changed, schema, api, "");
  };
  EXPECT_NE(fault([](auto& json) { json["total"] = "1"; }), "");
  EXPECT_NE(fault([](auto& json) { json["next"] = 5; }), "");
  EXPECT_NE(fault([](auto& json) { json["more"] = 5; }), "");
  EXPECT_NE(fault([](auto& json) { json.erase("total"); }), "");
  EXPECT_NE(fault([](auto& json) { json["items"][0].erase("hash"); }), "");
  EXPECT_NE(fault([](auto& json) { json["items"][0]["no"] = 1.5; }), "");
  EXPECT_NE(fault([](auto& json) { json["items"][0] = "x"; }), "");
}

// Routes made for the test: a POST whose answer may be kept, one that fails, one that throws.
std::atomic<int> made_count = 0;
Result<http::Response> make_thing(const http::Request&, Context&) {
  const int n = ++made_count;
  return http::Response::created("/things/" + std::to_string(n), "{\"n\":" + std::to_string(n) + "}");
}
Result<http::Response> fail_first(const http::Request&, Context&) {
  if (++made_count == 1) return error(ErrorCode::kNoSpace, "磁盘已满", "the disk is full");
  return http::Response::json("{}");
}
Result<http::Response> throw_up(const http::Request&, Context&) { throw std::runtime_error("secret detail"); }
Result<http::Response> send_page(const http::Request&, Context&) {
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  return std::move(response).with("X-Evil", "a\r\nSet-Cookie: b=c");
}

constexpr Route kTestRoutes[] = {
    {http::Method::kPost, "/api/v1/session", Access::kOpen, Action::kOwnAccount, nullptr, "", false, "", ""},
    {http::Method::kPost, "/api/v1/things", Access::kLoggedIn, Action::kOwnAccount, make_thing, "", false, "",
     "Any"},
    {http::Method::kPost, "/api/v1/failing", Access::kLoggedIn, Action::kOwnAccount, fail_first, "", false, "",
     "Any"},
    {http::Method::kGet, "/api/v1/throwing", Access::kLoggedIn, Action::kOwnAccount, throw_up, "", false, "",
     "Any"},
    {http::Method::kGet, "/api/v1/page", Access::kOpen, Action::kOwnAccount, send_page, "", false, "",
     "text/html"},
};

class Keys : public AppTest {
 protected:
  void SetUp() override {
    made_count = 0;
    start(kTestRoutes, {});
  }
};

TEST_F(Keys, TheSameKeyGivesTheFirstAnswerAgain) {
  const auto program = with_token(person("li", {}));
  const Fields key = {{"Idempotency-Key", "a1"}};
  const Answer first = call(*program, "POST", "/api/v1/things", {{"a", 1}}, key);
  EXPECT_EQ(first.status, 201);
  const Answer again = call(*program, "POST", "/api/v1/things", {{"a", 1}}, key);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(again.header("location"), "/things/1");
  EXPECT_EQ(again.header("idempotency-replayed"), "true");
  EXPECT_EQ(made_count, 1);
  EXPECT_EQ(call(*program, "POST", "/api/v1/things", {{"a", 2}}, key).status, 422);  // another request
  const auto other = with_token(person("wang", {}));
  EXPECT_EQ(call(*other, "POST", "/api/v1/things", {{"a", 1}}, key).json()["n"], 2);  // another person's key
  EXPECT_EQ(
      call(*program, "POST", "/api/v1/things", {{"a", 1}}, {{"Idempotency-Key", std::string(200, 'x')}}).status,
      422);
  EXPECT_EQ(call(*program, "POST", "/api/v1/things", {{"a", 1}}).json()["n"], 3);
  ASSERT_TRUE(
      db().script("UPDATE api_token SET expires_on = '2026-12-31'; UPDATE people_epoch SET value = value + 1")
          .ok());
  pass(25 * kHour);
  EXPECT_EQ(call(*program, "POST", "/api/v1/things", {{"a", 1}}, key).json()["n"], 4);  // a day later
}

TEST_F(Keys, AFailureMayBeTriedAgainAndAnUnfinishedOneMayNot) {
  const auto program = with_token(person("li", {}));
  const Fields key = {{"Idempotency-Key", "b"}};
  EXPECT_EQ(call(*program, "POST", "/api/v1/failing", nlohmann::json::object(), key).status, 507);
  EXPECT_EQ(call(*program, "POST", "/api/v1/failing", nlohmann::json::object(), key).status, 200);
  ASSERT_TRUE(db().run("UPDATE idempotency SET status = 0").ok());  // as a crash leaves it
  EXPECT_EQ(call(*program, "POST", "/api/v1/failing", nlohmann::json::object(), key).status, 409);
}

TEST_F(Keys, AThrowingHandlerGivesANumberAndNoDetail) {
  const auto program = with_token(person("li", {}));
  const Answer answer = call(*program, "GET", "/api/v1/throwing");
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body.find("secret detail"), std::string::npos);
  EXPECT_NE(answer.body.find(answer.header("x-request-id")), std::string::npos);
}

TEST_F(Keys, AHeaderCannotBeSplit) {
  const auto browser = client();
  const Answer page = call(*browser, "GET", "/api/v1/page");
  EXPECT_EQ(page.header("x-evil"), "aSet-Cookie: b=c");
  EXPECT_EQ(page.header("set-cookie"), "");
  EXPECT_NE(page.header("content-security-policy").find("script-src 'self'"), std::string::npos);
  EXPECT_EQ(page.header("content-security-policy").find("'unsafe-eval'"), std::string::npos);
  EXPECT_EQ(page.header("x-content-type-options"), "nosniff");
}

class Pages : public AppTest {
 protected:
  void SetUp() override {
    // gzip of "<!doctype html>", as cmake/embed.cmake packs it
    static const std::string packed(
        "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xb3\x51\x4c\xc9\x4f\x2e\xa9"
        "\x2c\x48\x55\xc8\x28\xc9\xcd\xb1\x03\x00\x48\xec\xb9\x87\x0f\x00\x00\x00",
        35);
    start(routes(), {{"index.html", packed, std::string_view("0123456789abcdef0123456789abcdef")}});
  }
};

TEST_F(Pages, AreServedAtEveryAddressOfTheirsAndKeepTheirPolicy) {
  const auto browser = client();
  const Answer first = browser->get("/ledger/12?sort=no", {{"Accept-Encoding", "gzip"}});
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(first.header("content-encoding"), "gzip");
  EXPECT_EQ(browser->get("/ledger/12").body, "<!doctype html>");
  EXPECT_EQ(first.header("cache-control"), "no-cache");
  const std::string policy = first.header("content-security-policy");
  EXPECT_NE(policy.find("script-src 'self';"), std::string::npos);
  EXPECT_EQ(policy.find("sandbox"), std::string::npos);
  const Answer again =
      browser->get("/ledger/12", {{"Accept-Encoding", "gzip"}, {"If-None-Match", first.header("etag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.header("content-security-policy"), "");  // a browser would put it in place of the page's own
  EXPECT_EQ(browser->get("/assets/gone.js").status, 404);
  EXPECT_EQ(browser->get("/api/gone").status, 404);
  EXPECT_EQ(browser->get("/api/gone").header("content-type"), "application/problem+json; charset=utf-8");
}

class Secrets : public AppTest {};

TEST_F(Secrets, AreNotKeptForReplays) {
  const auto system = logged_in(person("root", {Role::kSystemAdministrator}));
  const Fields key = {{"Idempotency-Key", "k"}};
  const nlohmann::json body = {{"name", "new"}, {"display_name", "新"}};
  const Answer made = call(*system, "POST", "/api/v1/accounts", body, key);
  EXPECT_EQ(made.status, 201);
  const std::string password = made.json()["one_time_password"];
  EXPECT_EQ(call(*system, "POST", "/api/v1/accounts", body, key).status, 409);
  EXPECT_EQ(**db().one("SELECT count(*) FROM idempotency WHERE instr(body, $1) > 0", password), 0);
  EXPECT_EQ(**db().one("SELECT count(*) FROM account"), 2);
}

}  // namespace
}  // namespace duban::test
