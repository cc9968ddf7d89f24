#pragma once

// For tests: a whole server over a ledger of its own, with a clock that the test moves, and people of every
// role. Every answer that goes through call() is checked against /api/openapi.json.

#include <gtest/gtest.h>
#include <spdlog/spdlog.h>

#include <map>
#include <memory>
#include <optional>

#include "server/app.h"
#include "server/http_server.h"
#include "server/openapi.h"
#include "server/test_client.h"
#include "store/people.h"
#include "store/sessions.h"
#include "store/test_folder.h"

namespace duban::test {

inline constexpr UtcMillis kMinute = 60000;
inline constexpr UtcMillis kHour = 60 * kMinute;

inline constexpr Role kAllRoles[] = {Role::kSystemAdministrator,
                                     Role::kSecurityAdministrator,
                                     Role::kAuditor,
                                     Role::kSupervisionOffice,
                                     Role::kLeader,
                                     Role::kUnitReviewer,
                                     Role::kUnitHandler,
                                     Role::kObserver};

// What is wrong with value, seen by a schema of the OpenAPI document; empty where nothing is. Knows the words
// that openapi.cc writes.
inline std::string schema_fault(const nlohmann::json& value, const nlohmann::json& schema,
                                const nlohmann::json& all, const std::string& at) {
  if (schema.contains("$ref")) {
    const std::string name =
        schema["$ref"].get<std::string>().substr(std::string("#/components/schemas/").size());
    return schema_fault(value, all["components"]["schemas"].at(name), all, at);
  }
  if (schema.contains("anyOf")) {
    std::string faults;
    for (const auto& each : schema["anyOf"]) {
      const std::string fault = schema_fault(value, each, all, at);
      if (fault.empty()) return {};
      faults += fault + "; ";
    }
    return faults;
  }
  if (!schema.contains("type")) return {};
  const auto fits = [&](const std::string& type) {
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
  };
  bool good = false;
  if (schema["type"].is_array()) {
    for (const auto& type : schema["type"]) good = good || fits(type);
  } else {
    good = fits(schema["type"]);
  }
  if (!good) return at + " is " + value.dump().substr(0, 60) + ", not " + schema["type"].dump();
  if (value.is_array() && schema.contains("items")) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      const auto fault = schema_fault(value[i], schema["items"], all, at + "[" + std::to_string(i) + "]");
      if (!fault.empty()) return fault;
    }
  }
  if (!value.is_object() || !schema.contains("properties")) return {};
  for (const auto& name : schema["required"]) {
    if (!value.contains(name.get<std::string>())) return at + " lacks " + name.get<std::string>();
  }
  for (const auto& [name, member] : value.items()) {
    if (!schema["properties"].contains(name)) return at + " has " + name + ", which the schema does not know";
    const auto fault = schema_fault(member, schema["properties"][name], all, at + "." + name);
    if (!fault.empty()) return fault;
  }
  return {};
}

class AppTest : public ::testing::Test {
 protected:
  void SetUp() override { start(routes(), {}); }
  void start(std::span<const Route> list, const std::vector<embedded::File>& files) {
    spdlog::set_level(spdlog::level::off);
    list_ = list;
    files_ = files;
    auto opened = Store::open(folder_.file("ledger.db"));
    ASSERT_TRUE(opened.ok()) << opened.error().message.en;
    store_ = std::make_unique<Store>(opened.take());
    AppOptions options;
    options.workers = 4;
    options.clock = [this] { return now_.load(); };
    app_ = std::make_unique<App>(*store_, options, list_, files_);
    http::ServerOptions server;
    server.port = 0;
    server.workers = options.workers;
    auto started = http::HttpServer::start(server, app_->application());
    ASSERT_TRUE(started.ok()) << started.error().message.en;
    server_ = std::make_unique<http::HttpServer>(started.take());
    api_ = nlohmann::json::parse(openapi_text(list_));
  }
  void TearDown() override { server_.reset(); }

  std::unique_ptr<Client> client() { return std::make_unique<Client>(server_->port()); }
  Store& store() { return *store_; }
  sql::Connection& db() {
    if (!lease_) lease_ = std::make_unique<Store::Lease>(store_->lease().take());
    return **lease_;
  }

  // Sends, and checks the answer against the OpenAPI document.
  Answer call(Client& from, const std::string& method, const std::string& path,
              const nlohmann::json& body = nullptr, Fields headers = {}) {
    Answer answer = body.is_null() ? from.send(method, path, headers, "")
                                   : from.send_json(method, path, body, std::move(headers));
    check(method, path, answer);
    return answer;
  }
  void check(const std::string& method, const std::string& path, const Answer& answer) {
    ASSERT_NE(answer.status, 0) << method << " " << path;
    const std::string bare = path.substr(0, path.find('?'));
    const Router router(list_);
    const std::map<std::string, http::Method> methods = {{"GET", http::Method::kGet},
                                                         {"POST", http::Method::kPost},
                                                         {"PUT", http::Method::kPut},
                                                         {"PATCH", http::Method::kPatch},
                                                         {"DELETE", http::Method::kDelete}};
    const auto match = router.find(methods.at(method), bare);
    if (match.route == nullptr || answer.status == 304) return;
    if (path.find("fields=") != std::string::npos && answer.status == 200) return;
    std::string lower = method;
    for (char& c : lower) c = static_cast<char>(std::tolower(c));
    const auto& responses = api_["paths"][std::string(match.route->pattern)][lower]["responses"];
    std::string key = "default";
    if (answer.status < 300) {
      for (const auto& [status, response] : responses.items()) {
        if (status.starts_with('2')) key = status;
      }
      if (responses.contains(std::to_string(answer.status))) key = std::to_string(answer.status);
    }
    const auto& response = responses.at(key);
    if (!response.contains("content")) {
      EXPECT_EQ(answer.body, "") << method << " " << path;
      return;
    }
    const std::string type = answer.header("content-type").substr(0, answer.header("content-type").find(';'));
    ASSERT_TRUE(response["content"].contains(type))
        << method << " " << path << " " << answer.status << " " << type;
    if (type.find("json") == std::string::npos) return;
    EXPECT_EQ(schema_fault(answer.json(), response["content"][type]["schema"], api_, "answer"), "")
        << method << " " << path << " " << answer.status << " " << answer.body.substr(0, 400);
  }

  // A person with these roles and a password that need not be changed.
  struct Person {
    std::int64_t id = 0;
    std::string name;
    std::string password;
  };
  Person person(const std::string& name, const std::vector<Role>& roles) {
    const auto password = add_account(store(), name, name, roles, now_);
    EXPECT_TRUE(password.ok()) << password.error().message.en;
    EXPECT_TRUE(db().run("UPDATE account SET one_time = 0 WHERE name = $1", name).ok());
    return {**db().one("SELECT id FROM account WHERE name = $1", name), name, *password};
  }
  // A client that is logged in as a browser is.
  std::unique_ptr<Client> logged_in(const Person& who) {
    auto out = client();
    const Answer answer =
        call(*out, "POST", "/api/v1/session", {{"name", who.name}, {"password", who.password}});
    EXPECT_EQ(answer.status, 200) << answer.body;
    const std::string set = answer.header("set-cookie");
    out->standing = {{"Cookie", set.substr(0, set.find(';'))}, {"X-CSRF-Token", answer.json()["csrf"]}};
    return out;
  }
  // A client with an API token.
  std::unique_ptr<Client> with_token(const Person& who) {
    Actor actor;
    actor.account_id = who.id;
    actor.name = who.name;
    const auto token = make_token(db(), actor, "测试", china_date(now_), now_);
    EXPECT_TRUE(token.ok());
    auto out = client();
    out->standing = {{"Authorization", "Bearer " + token->secret}};
    return out;
  }
  void pass(UtcMillis time) { now_ += time; }

  TestFolder folder_;
  std::atomic<UtcMillis> now_{1770280200000};  // 2026-02-05T08:30:00Z
  std::span<const Route> list_;
  std::vector<embedded::File> files_;
  std::unique_ptr<Store> store_;
  std::unique_ptr<App> app_;
  std::unique_ptr<http::HttpServer> server_;
  std::unique_ptr<Store::Lease> lease_;
  nlohmann::json api_;
};

}  // namespace duban::test
