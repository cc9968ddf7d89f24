// Posts, delegates, groups, people of tasks, obligations, other sources over HTTP. Every JSON answer is checked
// against the OpenAPI document by call().

#include "exports/plain_sheet.h"
#include "server/app_fixture.h"
#include "store/units.h"

namespace duban::test {
namespace {

using Json = nlohmann::json;

class PeopleOfTasks : public AppTest {
 protected:
  void SetUp() override {
    AppTest::SetUp();
    office_ = logged_in(person("office", {Role::kSupervisionOffice}));
    education_ = unit("市教育局");
    police_ = unit("市公安局");
  }
  std::int64_t unit(const std::string& name) {
    return call(*office_, "POST", "/api/v1/units", {{"name", name}}).json()["id"];
  }
  std::unique_ptr<Client> unit_person(const std::string& name, Role role, std::int64_t unit) {
    const Person made = person(name, {role});
    EXPECT_TRUE(db().run("UPDATE account SET unit_id = $2 WHERE id = $1", made.id, unit).ok());
    ids_[name] = made.id;
    return logged_in(made);
  }
  Answer post(Client& from, const std::string& path, const Json& body, Fields headers = {}) {
    return call(from, "POST", "/api/v1" + path, body, std::move(headers));
  }
  Json get(Client& from, const std::string& path) { return call(from, "GET", "/api/v1" + path).json(); }
  static Fields match(const Answer& answer) { return {{"If-Match", answer.header("etag")}}; }
  static std::string number(const Json& id) { return std::to_string(id.get<std::int64_t>()); }

  Answer source() {
    return post(*office_, "/sources",
                {{"kind", "instruction"}, {"title", "关于校园周边交通的批示"}, {"issued_on", "2026-02-03"}});
  }
  // A source with one task of 市教育局 and 市公安局; its task's id.
  std::int64_t task() {
    const Answer made = source();
    EXPECT_EQ(made.status, 201) << made.body;
    plan_ = number(made.json()["plan_id"]);
    const Answer added = post(*office_, "/sources/" + plan_ + "/tasks",
                              {{"tasks",
                                {{{"text", "新建校园周边停车位300个。"},
                                  {"lead_units", {"市教育局"}},
                                  {"responsible_units", {"市公安局"}}}}}},
                              match(made));
    EXPECT_EQ(added.status, 200) << added.body;
    return get(*office_, "/plans/" + plan_ + "/tasks")["items"][0]["id"];
  }
  std::unique_ptr<Client> office_;
  std::int64_t education_ = 0, police_ = 0;
  std::map<std::string, std::int64_t> ids_;
  std::string plan_;
};

TEST_F(PeopleOfTasks, APostPassesOnUnderItsTag) {
  const Answer made = post(*office_, "/posts", {{"kind", "leader"}, {"name", "分管教育的副市长"}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string path = "/posts/" + number(made.json()["id"]);
  EXPECT_EQ(post(*office_, path + "/terms", {{"person", "王健"}, {"valid_from", "2025-01-01"}}).status, 428);
  const Answer first =
      post(*office_, path + "/terms", {{"person", "王健"}, {"valid_from", "2025-01-01"}}, match(made));
  ASSERT_EQ(first.status, 200) << first.body;
  const Answer lost =
      post(*office_, path + "/terms", {{"person", "李明"}, {"valid_from", "2026-01-01"}}, match(made));
  EXPECT_EQ(lost.status, 412);
  EXPECT_EQ(lost.json()["current"]["terms"][0]["person"], "王健");
  ASSERT_EQ(
      post(*office_, path + "/terms", {{"person", "李明"}, {"valid_from", "2026-03-01"}}, match(first)).status,
      200);
  EXPECT_EQ(get(*office_, "/posts?at=2026-02-28")["items"][0]["person"], "王健");
  EXPECT_EQ(get(*office_, "/posts?at=2026-03-01")["items"][0]["person"], "李明");
  const Answer bad = call(*office_, "GET", "/api/v1/posts?at=tomorrow");
  EXPECT_EQ(bad.status, 422) << bad.body;
}

TEST_F(PeopleOfTasks, ADelegateIsNamedAndTakenBack) {
  auto reviewer = unit_person("reviewer", Role::kUnitReviewer, education_);
  auto handler = unit_person("handler", Role::kUnitHandler, education_);
  EXPECT_EQ(get(*reviewer, "/colleagues")["total"], 2);
  const Json wanted = {{"principal_id", ids_["reviewer"]},
                       {"delegate_id", ids_["handler"]},
                       {"valid_from", "2026-02-05"},
                       {"valid_to", "2026-02-20"},
                       {"reason", "出差"}};
  EXPECT_EQ(post(*handler, "/delegations", wanted).status, 403);
  const Answer made = post(*reviewer, "/delegations", wanted);
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(get(*office_, "/delegations")["items"][0]["in_force"], true);
  const Answer ended = call(*reviewer, "POST", "/api/v1/delegations/" + number(made.json()["id"]) + "/end",
                            nullptr, match(made));
  ASSERT_EQ(ended.status, 200) << ended.body;
  EXPECT_EQ(ended.json()["in_force"], false);
}

TEST_F(PeopleOfTasks, GroupsOfUnitsByDay) {
  const Answer made = post(*office_, "/groups", {{"name", "各成员单位"}, {"phrases", {"成员单位"}}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string path = "/api/v1/groups/" + number(made.json()["id"]);
  const Answer set = call(*office_, "PUT", path + "/members",
                          {{"unit_ids", {education_, police_}}, {"on", "2026-01-01"}}, match(made));
  ASSERT_EQ(set.status, 200) << set.body;
  EXPECT_EQ(set.json()["members"].size(), 2u);
  EXPECT_EQ(call(*office_, "PUT", path + "/phrases", {{"phrases", {"有关成员单位"}}}, match(set)).status, 200);
  EXPECT_EQ(get(*office_, "/groups?at=2025-12-31")["items"][0]["members"].size(), 0u);
  EXPECT_EQ(get(*office_, "/group-proposals")["total"], 0);
}

TEST_F(PeopleOfTasks, ATaskOfASourceIsDispatchedForwardedDividedAndTicked) {
  const std::string path = "/tasks/" + std::to_string(task());
  auto reviewer = unit_person("reviewer", Role::kUnitReviewer, education_);
  auto handler = unit_person("handler", Role::kUnitHandler, education_);
  auto stranger = unit_person("stranger", Role::kUnitHandler, unit("市民政局"));
  EXPECT_EQ(call(*stranger, "GET", "/api/v1" + path + "/people").status, 403);
  const Json people = get(*handler, path + "/people?on=2026-02-05");
  EXPECT_EQ(people["units"].size(), 2u);
  EXPECT_EQ(people["units"][0]["forwarded"], nullptr);
  EXPECT_EQ(get(*office_, "/plans/" + plan_ + "/people")["units"].size(), 2u);

  const Json parts = {
      {"parts", {{{"unit_id", education_}, {"value", 200}}, {{"unit_id", police_}, {"value", 100.0}}}}};
  const Fields unset = {{"If-Match", "\"" + path.substr(7) + "-0\""}};
  EXPECT_EQ(call(*handler, "PUT", "/api/v1" + path + "/apportionments/0", parts, unset).status, 403);
  const Answer divided = call(*office_, "PUT", "/api/v1" + path + "/apportionments/0", parts, unset);
  ASSERT_EQ(divided.status, 200) << divided.body;
  EXPECT_EQ(divided.json()["verdict"], "exact");
  EXPECT_EQ(call(*office_, "PUT", "/api/v1" + path + "/apportionments/7", parts, unset).status, 404);
  EXPECT_EQ(get(*handler, path + "/apportionments")["items"][0]["parts"].size(), 2u);

  ASSERT_EQ(call(*office_, "PUT", "/api/v1/checklist",
                 {{"task_class", ""}, {"items", {{{"title", "一名负责领导"}}, {{"title", "一个工作方案"}}}}})
                .status,
            200);
  const Json list = get(*handler, path + "/checklist");
  ASSERT_EQ(list["items"].size(), 2u);
  const Answer ticked =
      post(*handler, path + "/checklist", {{"item_id", list["items"][0]["id"]}, {"evidence", "副局长陈平"}});
  ASSERT_EQ(ticked.status, 200) << ticked.body;
  EXPECT_EQ(ticked.json()["items"][0]["units"][0]["done"], true);

  EXPECT_EQ(post(*reviewer, path + "/forward", {{"account_id", ids_["stranger"]}}).status, 422);
  const Answer early = post(*reviewer, path + "/forward", {{"account_id", ids_["handler"]}});
  EXPECT_EQ(early.status, 409) << "not dispatched yet: " << early.body;
  EXPECT_EQ(post(*office_, path + "/open-set",
                 {{"part", "responsible"}, {"unit_ids", Json::array()}, {"reason", "无"}})
                .status,
            409);
}

TEST_F(PeopleOfTasks, ObligationsAreConfirmedByTheUnits) {
  task();
  auto handler = unit_person("handler", Role::kUnitHandler, education_);
  const Answer made = post(*office_, "/plans/" + plan_ + "/obligations",
                           {{"title", "明确联络员"}, {"text", "报督查室。"}, {"due", "2026-02-10"}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string path = "/obligations/" + number(made.json()["id"]);
  EXPECT_EQ(post(*handler, path + "/confirm", {{"unit_id", police_}}).status, 403);
  const Answer done = post(*handler, path + "/confirm", {{"note", "陈平"}});
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.json()["units"].size(), 1u);
  const Json all = get(*office_, "/plans/" + plan_ + "/obligations");
  EXPECT_EQ(all["items"][0]["confirmed"], 1);
  EXPECT_EQ(all["items"][0]["missing"], 1);
  EXPECT_EQ(all["proposed"].size(), 0u);
  const Answer now = call(*office_, "GET", "/api/v1" + path);
  EXPECT_EQ(call(*office_, "POST", "/api/v1" + path + "/withdraw", nullptr, match(now)).status, 200);
}

TEST_F(PeopleOfTasks, TheSameTaskInTwoLedgersIsLinked) {
  const std::int64_t first = task();
  const Answer other = post(*office_, "/sources",
                            {{"kind", "ledger"},
                             {"title", "校园安全三年行动"},
                             {"issued_on", "2026-01-10"},
                             {"number", ""},
                             {"from", "市教育局"},
                             {"year", 2026}});
  const std::string plan = number(other.json()["plan_id"]);
  ASSERT_EQ(
      post(*office_, "/sources/" + plan + "/tasks",
           {{"tasks", {{{"text", "新建校园周边停车位300个。"}, {"lead_units", {"市教育局"}}}}}}, match(other))
          .status,
      200);
  const std::int64_t second = get(*office_, "/plans/" + plan + "/tasks")["items"][0]["id"];
  EXPECT_EQ(get(*office_, "/tasks/" + std::to_string(first) + "/people")["same"]["likely"][0]["task_id"],
            second);
  const Answer linked = post(
      *office_, "/same", {{"things", {{{"task_id", first}}, {{"task_id", second}}}}, {"reason", "同一工程"}});
  ASSERT_EQ(linked.status, 200) << linked.body;
  EXPECT_EQ(linked.json()["linked"][0]["task_id"], second);
  EXPECT_EQ(post(*office_, "/same/remove", {{"task_id", second}}).json()["linked"].size(), 0u);
}

TEST_F(PeopleOfTasks, AWorkbookIsShownFirstAndTakenWhenConfirmed) {
  auto keeper = logged_in(person("keeper", {Role::kSystemAdministrator}));
  const auto sheet = plain_sheet("账号", {{"账号", "姓名", "单位"}, {"chenping", "陈平", "市教育局"}}, {});
  const Fields headers = {{"Content-Type", "application/octet-stream"}, {"X-File-Name", "people.xlsx"}};
  EXPECT_EQ(office_->send("POST", "/api/v1/account-imports", headers, *sheet).status, 403);
  const Answer shown = keeper->send("POST", "/api/v1/account-imports", headers, *sheet);
  check("POST", "/api/v1/account-imports", shown);
  ASSERT_EQ(shown.status, 201) << shown.body;
  EXPECT_EQ(shown.json()["rows"][0]["values"][0], "chenping");
  const std::string path = "/api/v1/account-imports/" + number(shown.json()["id"]) + "/take";
  EXPECT_EQ(call(*keeper, "POST", path).status, 428);
  const Answer taken = call(*keeper, "POST", path, nullptr, match(shown));
  ASSERT_EQ(taken.status, 200) << taken.body;
  EXPECT_EQ(taken.json()["accounts"][0]["name"], "chenping");
  EXPECT_NE(taken.json()["accounts"][0]["one_time_password"], "");
  EXPECT_EQ(call(*keeper, "POST", path, nullptr, match(shown)).status, 412);
  const Answer form = call(*keeper, "GET", "/api/v1/sheet-templates/officers");
  EXPECT_EQ(form.status, 200);
  EXPECT_EQ(form.body.substr(0, 2), "PK");
  EXPECT_EQ(call(*keeper, "GET", "/api/v1/sheet-templates/secrets").status, 404);

  const Answer made = source();
  const auto tasks = plain_sheet("任务", {{"任务内容", "牵头单位"}, {"开展隐患排查。", "市公安局"}}, {});
  const std::string imports = "/api/v1/sources/" + number(made.json()["plan_id"]) + "/imports";
  const Answer preview = office_->send("POST", imports, headers, *tasks);
  check("POST", imports, preview);
  ASSERT_EQ(preview.status, 201) << preview.body;
  EXPECT_EQ(get(*office_, "/sources")["items"][0]["tasks"], 0);
  ASSERT_EQ(call(*office_, "POST", "/api/v1/task-imports/" + number(preview.json()["id"]) + "/take", nullptr,
                 match(preview))
                .status,
            200);
  EXPECT_EQ(get(*office_, "/sources")["items"][0]["tasks"], 1);
}

}  // namespace
}  // namespace duban::test
