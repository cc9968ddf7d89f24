// The life of a task over HTTP: four people of three parties play it from dispatch to sign-off.

#include "server/app_fixture.h"
#include "store/case_birth.h"
#include "store/import.h"
#include "store/test_plan.h"

namespace duban::test {
namespace {

class CaseHttp : public AppTest {
 protected:
  void SetUp() override {
    AppTest::SetUp();
    director_ = logged_in(person("office", {Role::kSupervisionOffice}));
    education_ = unit("市教育局");
    finance_ = unit("市财政局");
    school_ = logged_in(of_unit(person("school", {Role::kUnitHandler}), education_));
    money_ = logged_in(of_unit(person("money", {Role::kUnitHandler}), finance_));
    PaperBuilder paper;
    paper.task("新建学校5所。", {"市教育局"}, {"市财政局"}, {"王健"})
        .task("改造老旧小区30个。", {"市教育局"}, {"市住房城乡建设局"})
        .task("推进诚信建设。", {}, {"市财政局"});
    const auto made =
        import_plan(store(), test_operator(), paper.bytes(), "方案.txt", paper.document, paper.plan, now_);
    EXPECT_TRUE(made.ok());
    plan_ = made->plan_id;
    const Answer approved = call(*director_, "POST", "/api/v1/plans/" + std::to_string(plan_) + "/approve",
                                 nlohmann::json::object(), {{"If-Match", "*"}});
    EXPECT_EQ(approved.status, 200) << approved.body;
    for (const char* no : {"1", "2", "3"}) {
      tasks_.push_back(**db().one("SELECT id FROM task WHERE plan_id = $1 AND no = $2", plan_, no));
    }
  }
  int unit(const std::string& name) {
    const Answer made = call(*director_, "POST", "/api/v1/units", {{"name", name}});
    EXPECT_EQ(made.status, 201) << made.body;
    return made.json()["id"];
  }
  Person of_unit(const Person& who, int unit) {
    EXPECT_TRUE(db().run("UPDATE account SET unit_id = $2 WHERE id = $1", who.id, std::int64_t{unit}).ok());
    return who;
  }
  std::string path(std::size_t row, const std::string& what) {
    return "/api/v1/tasks/" + std::to_string(tasks_[row]) + "/" + what;
  }
  Answer read(Client& from, std::size_t row = 0) { return call(from, "GET", path(row, "case")); }
  // A step by somebody who looks at the page as it is now.
  Answer step(Client& from, const nlohmann::json& body, std::size_t row = 0) {
    const std::string tag = read(from, row).header("etag");
    return call(from, "POST", path(row, "actions"), body, {{"If-Match", tag}});
  }
  std::unique_ptr<Client> director_, school_, money_;
  int education_ = 0, finance_ = 0;
  std::int64_t plan_ = 0;
  std::vector<std::int64_t> tasks_;
};

TEST_F(CaseHttp, FromDispatchToSignOff) {
  EXPECT_EQ(read(*director_).json()["state"], "approved");
  Answer answer = step(*director_, {{"action", "dispatch"}, {"text", "5所学校竣工验收"}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json()["state"], "dispatched");
  EXPECT_EQ(answer.json()["done_criteria"], "5所学校竣工验收");
  for (const auto& [client, unit] : {std::pair{school_.get(), education_}, {money_.get(), finance_}}) {
    answer = step(*client, {{"action", "acknowledge"}, {"unit_id", unit}, {"handler", "小吴"}});
    ASSERT_EQ(answer.status, 200) << answer.body;
  }
  EXPECT_EQ(answer.json()["state"], "acknowledged");
  EXPECT_EQ(answer.json()["units"][1]["handler"], "小吴");
  EXPECT_EQ(step(*school_, {{"action", "break_down"}, {"unit_id", education_}}).status, 200);
  EXPECT_EQ(step(*director_, {{"action", "accept_break_down"}, {"unit_id", education_}}).status, 200);
  EXPECT_EQ(
      step(*school_, {{"action", "apply_completion"}, {"unit_id", education_}, {"text", "已竣工"}}).status,
      200);
  EXPECT_EQ(step(*director_, {{"action", "begin_verification"}, {"unit_id", education_}}).status, 200);
  answer =
      step(*director_, {{"action", "pass_verification"}, {"unit_id", education_}, {"closure", "substantive"}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json()["state_zh"], "办结销号");
  EXPECT_EQ(answer.json()["units"][1]["closed_with_task"], true);
  const Answer timeline = call(*school_, "GET", path(0, "timeline"));
  std::string told;
  const nlohmann::json items = timeline.json()["items"];
  for (const auto& each : items) {
    if (each["group"] != "progress") told = each["zh"].get<std::string>() + " " + told;
  }
  EXPECT_EQ(told, "立项 交办 签收 签收 分解 审定分解 申请办结 开始核查 核查通过 ");
  EXPECT_EQ(call(*school_, "GET", path(0, "timeline?group=verification")).json()["total"], 3);
}

TEST_F(CaseHttp, TheSecondOfTwoIsToldWhatTheFirstDid) {
  const std::string tag = read(*director_).header("etag");
  EXPECT_EQ(call(*director_, "POST", path(0, "actions"), {{"action", "dispatch"}, {"text", "竣工"}},
                 {{"If-Match", tag}})
                .status,
            200);
  const Answer late = call(*director_, "POST", path(0, "actions"),
                           {{"action", "terminate"}, {"text", "不办了"}}, {{"If-Match", tag}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(late.json()["current"]["state"], "dispatched");
  EXPECT_EQ(call(*director_, "POST", path(0, "actions"), {{"action", "terminate"}, {"text", "不办了"}}).status,
            428);
}

TEST_F(CaseHttp, WhatCannotBeIsRefusedInASentence) {
  const auto observer = logged_in(person("observer", {Role::kObserver}));
  EXPECT_EQ(read(*observer).json()["actions"].size(), 0U);
  EXPECT_EQ(step(*observer, {{"action", "dispatch"}, {"text", "竣工"}}).status, 403);
  EXPECT_EQ(step(*school_, {{"action", "dispatch"}, {"text", "竣工"}}).status, 403);
  EXPECT_EQ(read(*money_, 1).status, 403) << "not its task";
  EXPECT_EQ(call(*money_, "POST", path(1, "actions"), {{"action", "acknowledge"}, {"unit_id", finance_}},
                 {{"If-Match", "*"}})
                .status,
            403);
  const Answer missing = step(*director_, {{"action", "dispatch"}});
  EXPECT_EQ(missing.status, 422);
  EXPECT_EQ(missing.json()["detail"], "交办须填写说明");
  EXPECT_EQ(step(*director_, {{"action", "fly"}}).status, 422);
  EXPECT_EQ(step(*director_, {{"action", "approve"}, {"date", "2026-12-31"}}).status, 422);
  EXPECT_EQ(step(*director_, {{"action", "roll_over"}}).status, 422);
  EXPECT_EQ(step(*director_, {{"action", "dispatch"}, {"text", "竣工"}, {"date", "明天"}}).status, 422);
  EXPECT_EQ(step(*director_, {{"action", "dispatch"}, {"text", "竣工"}, {"part", "boss"}}).status, 422);
  EXPECT_EQ(step(*director_, {{"action", "acknowledge"}, {"unit_id", 99999}}).status, 404);
  EXPECT_EQ(step(*director_, {{"action", "dispatch"}, {"text", "竣工"}, {"wish", "x"}}).status, 422);
  EXPECT_EQ(step(*director_, {{"action", "archive"}}).status, 409);
  EXPECT_EQ(call(*director_, "GET", "/api/v1/tasks/99999/case").status, 404);
  EXPECT_EQ(step(*director_, {{"action", "dispatch"}, {"text", "竣工"}}, 1).status, 409)
      << "a name without unit";
  const nlohmann::json without = {{"action", "dispatch"}, {"text", "竣工"}, {"without_units", "另行发文"}};
  EXPECT_EQ(step(*director_, without, 1).status, 200);
}

TEST_F(CaseHttp, ManyRowsAtOnceEachDoneOrRefused) {
  nlohmann::json body = {{"action", "dispatch"}, {"text", "按文件要求完成"}, {"task_ids", tasks_}};
  body["task_ids"].push_back(99999);
  const Answer done = call(*director_, "POST", "/api/v1/task-actions", body);
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.json()["done"], 1);
  EXPECT_EQ(done.json()["refused"], 3);
  const auto items = done.json()["items"];
  EXPECT_EQ(items[0]["done"], true);
  EXPECT_EQ(items[0]["version"], 2);
  EXPECT_NE(items[1]["detail"].get<std::string>().find("市住房城乡建设局不在单位名录中"), std::string::npos);
  EXPECT_NE(items[2]["detail"].get<std::string>().find("没有牵头或汇总单位"), std::string::npos);
  EXPECT_EQ(items[3]["detail"], "没有这个任务");

  // The remedy for the second: register the name, add what the register knows now.
  unit("市住房城乡建设局");
  EXPECT_EQ(read(*director_, 1).json()["without_seat"][0]["units"].size(), 1U);
  const Answer added =
      call(*director_, "POST", "/api/v1/task-actions", {{"action", "add_named_units"}, {"task_ids", tasks_}});
  EXPECT_EQ(added.json()["done"], 1) << added.body;
  EXPECT_EQ(read(*director_, 1).json()["without_seat"].size(), 0U);
  EXPECT_EQ(step(*director_, {{"action", "dispatch"}, {"text", "竣工"}}, 1).status, 200);

  // A unit takes all that came to it.
  const Answer taken =
      call(*school_, "POST", "/api/v1/task-actions", {{"action", "acknowledge"}, {"task_ids", tasks_}});
  EXPECT_EQ(taken.json()["done"], 2) << taken.body;
  EXPECT_EQ(taken.json()["items"][2]["done"], false) << "not its task";
  EXPECT_EQ(call(*director_, "POST", "/api/v1/task-actions",
                 {{"action", "dispatch"}, {"task_ids", nlohmann::json::array()}})
                .status,
            422);
}

TEST_F(CaseHttp, SubtasksAndRollOver) {
  step(*director_, {{"action", "dispatch"}, {"text", "竣工"}});
  const std::string tag = read(*school_).header("etag");
  const Answer made = call(*school_, "POST", path(0, "subtasks"), {{"text", "选址。"}, {"date", "2026-06-30"}},
                           {{"If-Match", tag}});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.json()["parent_id"], tasks_[0]);
  EXPECT_EQ(read(*director_).json()["subtasks"][0]["text"], "选址。");
  EXPECT_EQ(call(*school_, "POST", path(0, "subtasks"), {{"text", "设计。"}}, {{"If-Match", tag}}).status, 412);
  const Answer rolled =
      call(*director_, "POST", path(0, "roll-over"), {{"plan_id", plan_}}, {{"If-Match", "*"}});
  EXPECT_EQ(rolled.status, 422) << "the same year";
}

}  // namespace
}  // namespace duban::test
