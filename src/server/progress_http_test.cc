// Progress over HTTP: the five facts in list and task, targets' settings, break-downs, the office's rules.
// Every JSON answer is checked against the OpenAPI document by call().

#include "server/year_fixture.h"

namespace duban::test {
namespace {

class ProgressHttp : public YearTest {
 protected:
  void SetUp() override {
    YearTest::SetUp();
    director = someone("office", Role::kSupervisionOffice);
    builder = someone("builder", Role::kUnitHandler, water);
  }
  Answer put(Client& by, const std::string& path, const Json& body, const Json& seen) {
    return call(by, "PUT", "/api/v1" + path, body, match(seen));
  }
  Answer post(Client& by, const std::string& path, const Json& body, const Fields& headers = {}) {
    return call(by, "POST", "/api/v1" + path, body, headers);
  }
  void step(TaskAction action, std::int64_t unit_id) {
    TaskRequest request;
    request.action = action;
    request.unit = unit_key(unit_id);
    const auto done = take_step(db(), test_operator(), reservoir, {}, request, now_);
    ASSERT_TRUE(done.ok()) << done.error().message.zh;
  }
  std::string path(const std::string& rest) { return "/tasks/" + std::to_string(reservoir) + rest; }
  // The reservoir gets a target, by an adjustment.
  void give_target() {
    const Json task = get(*director, path(""));
    const Answer done = call(*director, "PATCH", "/api/v1" + path(""),
                             {{"field", "targets"},
                              {"value",
                               {{{"indicator", "完成投资"},
                                 {"measure", "increment"},
                                 {"op", "="},
                                 {"value", 12},
                                 {"unit", "亿元"}}}},
                              {"reason", "补充"},
                              {"document", "示政办〔2026〕1号"}},
                             match(task));
    ASSERT_EQ(done.status, 200) << done.body;
  }
  std::unique_ptr<Client> director, builder;
};

TEST_F(ProgressHttp, ListAndTaskCarryTheFiveFacts) {
  dispatch(reservoir);
  const std::string list = "/plans/" + std::to_string(plan) + "/tasks";
  const Json rows = get(*director, list);
  EXPECT_EQ(rows["items"][1]["facts"]["state"], "dispatched");
  EXPECT_EQ(rows["items"][1]["facts"]["light"], "grey");
  EXPECT_NE(rows["items"][1]["facts"]["why"]["light"], "");
  EXPECT_EQ(get(*director, path(""))["facts"], rows["items"][1]["facts"]);
  EXPECT_EQ(get(*director, list + "?state=dispatched")["total"], 1);
  EXPECT_EQ(get(*director, list + "?light=grey,red&sort=light")["total"], 2);
  EXPECT_EQ(get(*director, list + "?light=green")["total"], 0);
  EXPECT_EQ(get(*director, list + "?fields=id,no")["items"][0].contains("facts"), false);
  const Json english = get(*director, list + "?lang=en");
  EXPECT_NE(english["items"][1]["facts"]["why"]["light"], rows["items"][1]["facts"]["why"]["light"]);
  const Json facts = get(*director, path("/facts"));
  for (const char* fact : {"state", "light", "punctuality", "result", "confidence"}) {
    EXPECT_FALSE(facts[fact]["why"]["rule"].get<std::string>().empty()) << fact;
    EXPECT_FALSE(facts[fact]["why"]["words"].get<std::string>().empty()) << fact;
    EXPECT_EQ(facts[fact]["why"]["on"], "2026-02-05") << fact;
  }
  get(*builder, "/tasks/" + std::to_string(schools) + "/facts", 403);
  const Json summary = get(*builder, "/plans/" + std::to_string(plan) + "/progress");
  EXPECT_EQ(summary["lights"]["tasks"], 1) << "a unit counts its own";
  EXPECT_EQ(get(*director, "/plans/" + std::to_string(plan) + "/progress")["lights"]["tasks"], 2);
  EXPECT_EQ(get(*builder, "/plans/" + std::to_string(plan) + "/schedule")["total"], 1);
  const Answer sheet = post(*director, "/plans/" + std::to_string(plan) + "/export",
                            {{"format", "csv"}, {"columns", {"no", "state", "light"}}});
  EXPECT_NE(sheet.body.find("2,交办,○ 无数据"), std::string::npos) << sheet.body;
}

TEST_F(ProgressHttp, ATargetIsSettledUnderIfMatch) {
  give_target();
  const Json before = get(*director, path("/targets"))["items"][0];
  EXPECT_EQ(before["light_class"]["value"], "increment");
  EXPECT_EQ(before["light_class"]["confirmed"], false);
  const Json body = {{"key", before["key"]},
                     {"setting", {{"light_class", "project"}, {"direction", "higher"}, {"baseline", 2}}}};
  const Answer done = put(*director, path("/targets/0"), body, before);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.json()["light_class"]["confirmed"], true);
  EXPECT_EQ(done.json()["trajectory"]["start"], 2);
  const Answer late = put(*director, path("/targets/0"), body, before);
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(late.json()["current"]["setting"]["baseline"], 2) << "the second is told what the first wrote";
  EXPECT_EQ(
      put(*director, path("/targets/0"), {{"key", before["key"]}, {"setting", {{"baseline", 3}}}}, done.json())
          .status,
      422)
      << "no reason";
  EXPECT_EQ(put(*director, path("/targets/7"), body, before).status, 404);
  EXPECT_EQ(put(*builder, path("/targets/0"), body, done.json()).status, 403);
  const Answer outcome = put(
      *director, path("/targets/0/outcome"),
      {{"key", before["key"]}, {"outcome", {{"value", 12.5}, {"as_of", "2026-01-31"}, {"source", "省台账"}}}},
      done.json());
  ASSERT_EQ(outcome.status, 200) << outcome.body;
  EXPECT_EQ(outcome.json()["verdict"]["value"], "met");
  const std::string of_plan = "/plans/" + std::to_string(plan) + "/targets";
  EXPECT_EQ(get(*director, of_plan)["total"], 0);
  EXPECT_EQ(get(*director, of_plan + "?state=all")["total"], 1);
  EXPECT_EQ(post(*director, of_plan + "/confirm", Json::object()).json()["confirmed"], 0);
  EXPECT_EQ(post(*builder, of_plan + "/confirm", Json::object()).status, 403);
}

TEST_F(ProgressHttp, ABreakDownGoesFromDraftToDoneMilestone) {
  dispatch(reservoir);
  step(TaskAction::kAcknowledge, water);
  const std::string unit_path = path("/break-downs/" + std::to_string(water));
  const Json empty = get(*builder, unit_path);
  EXPECT_EQ(empty["version"], 0);
  EXPECT_EQ(empty["may_write"], true);
  const Json entry = {
      {"measures", {{{"text", "组建项目部"}}}},
      {"milestones",
       {{{"measure", 0}, {"name", "开工"}, {"deliverable", "开工令"}, {"due", "2026-02-01"}, {"weight", 30}},
        {{"measure", nullptr},
         {"name", "完工"},
         {"deliverable", "验收报告"},
         {"due", "2026-11-30"},
         {"weight", 70}}}}};
  const Answer written = put(*builder, unit_path, entry, empty);
  ASSERT_EQ(written.status, 200) << written.body;
  EXPECT_EQ(written.json()["weights"], 100);
  EXPECT_EQ(put(*builder, unit_path, entry, empty).status, 412);
  EXPECT_EQ(
      put(*builder, unit_path,
          {{"measures", Json::array()}, {"milestones", {{{"name", "无日期"}, {"weight", 1}}}}}, written.json())
          .status,
      422);
  step(TaskAction::kBreakDown, water);
  step(TaskAction::kAcceptBreakDown, water);
  const Json accepted = get(*director, path("/break-downs"))["items"][0];
  EXPECT_EQ(accepted["milestones"][0]["baseline"]["due"], "2026-02-01");
  EXPECT_EQ(get(*director, path("/facts"))["light"]["value"], "yellow")
      << "30 of 100 missed, up to 30 is yellow";
  const std::string milestone = "/milestones/" + std::to_string(accepted["milestones"][0]["id"].get<int>());
  const Answer claimed = post(*builder, milestone + "/claim", {{"on", "2026-02-04"}, {"text", "开工令已发"}},
                              match(accepted["milestones"][0]));
  ASSERT_EQ(claimed.status, 200) << claimed.body;
  EXPECT_EQ(post(*builder, milestone + "/settle", {{"action", "accept"}}, match(claimed.json())).status, 403);
  const Answer settled = post(*director, milestone + "/settle", {{"action", "accept"}}, match(claimed.json()));
  ASSERT_EQ(settled.status, 200) << settled.body;
  EXPECT_EQ(settled.json()["done_on"], "2026-02-04");
  EXPECT_EQ(get(*director, path("/facts"))["light"]["value"], "green");
  EXPECT_EQ(get(*director, path("/break-downs"))["changes"].size(), 3U);
}

TEST_F(ProgressHttp, TheOfficeReplacesItsRules) {
  const Json packed = get(*director, "/rules/limits");
  EXPECT_EQ(packed["version"], 0);
  const Answer bad =
      put(*director, "/rules/limits", {{"text", "acknowledge  many  days\n"}, {"reason", "试"}}, packed);
  EXPECT_EQ(bad.status, 422);
  EXPECT_NE(bad.json()["detail"].get<std::string>().find("第1行"), std::string::npos);
  const Answer done = put(*director, "/rules/limits",
                          {{"text", "acknowledge  3  working_days\n"}, {"reason", "县里人手少"}}, packed);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(put(*director, "/rules/limits", {{"text", ""}, {"reason", "x"}}, packed).status, 412);
  // A step from then on goes by them: three working days from 5 February 2026 (Thursday).
  dispatch(reservoir);
  EXPECT_EQ(**db().one("SELECT count(*) FROM task_limit WHERE kind = 'acknowledge' AND end_day = '2026-02-10'"),
            1);
  get(*builder, "/rules/limits", 403);
  get(*director, "/rules/weather", 404);
}

}  // namespace
}  // namespace duban::test
