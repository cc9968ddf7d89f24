#pragma once

// For tests: a server whose ledger holds an approved plan with registered units, and people of every role on
// it.
//   task 1 示例市教育局 leads, 示例市财政局 shares; leader 李明
//   task 2 示例市水利局 leads; leader 王健

#include "server/app_fixture.h"
#include "store/approval.h"
#include "store/cases.h"
#include "store/import.h"
#include "store/test_plan.h"
#include "store/units.h"

namespace duban::test {

class YearTest : public AppTest {
 protected:
  using Json = nlohmann::json;
  void SetUp() override {
    AppTest::SetUp();
    education = make_unit_named("示例市教育局");
    finance = make_unit_named("示例市财政局");
    water = make_unit_named("示例市水利局");
    const PaperBuilder paper = PaperBuilder()
                                   .task("新建学校5所。", {"示例市教育局"}, {"示例市财政局"}, {"李明"})
                                   .finding(AnomalyKind::kForeignText, Severity::kLook, "新建学校", "任务1", "")
                                   .task("建成水库1座。", {"示例市水利局"}, {}, {"王健"});
    const auto done =
        import_plan(store(), test_operator(), paper.bytes(), "方案.txt", paper.document, paper.plan, now_);
    ASSERT_TRUE(done.ok()) << done.error().message.zh;
    plan = done->plan_id;
    ASSERT_TRUE(approve_plan(db(), test_operator(), plan, {}, OpenFindings::kDespite, now_).ok());
    schools = **db().one("SELECT id FROM task WHERE no = '1'");
    reservoir = **db().one("SELECT id FROM task WHERE no = '2'");
  }
  std::int64_t make_unit_named(const std::string& name) {
    return make_unit(db(), test_operator(), {name, {}, "", "", {}, ""}, now_).take();
  }
  // A person of that role, with a token.
  std::unique_ptr<Client> someone(const std::string& name, Role role, std::int64_t of_unit = 0,
                                  const std::string& leader = "") {
    const Person who = person(name, {role});
    EXPECT_TRUE(db().run("UPDATE account SET unit_id = $1, leader = $2 WHERE id = $3",
                         of_unit == 0 ? std::optional<std::int64_t>() : of_unit, leader, who.id)
                    .ok());
    return with_token(who);
  }
  void dispatch(std::int64_t task) {
    TaskRequest request;
    request.action = TaskAction::kDispatch;
    request.text = "建成并交付";
    const auto done = take_step(db(), test_operator(), task, {}, request, now_);
    ASSERT_TRUE(done.ok()) << done.error().message.zh;
  }
  Json get(Client& by, const std::string& path, int status = 200) {
    const Answer answer = call(by, "GET", "/api/v1" + path);
    EXPECT_EQ(answer.status, status) << path << " " << answer.body;
    return answer.json();
  }
  static Fields match(const Json& thing) {
    return {{"If-Match", "\"" + std::to_string(thing["id"].get<int>()) + "-" +
                             std::to_string(thing["version"].get<int>()) + "\""}};
  }
  std::int64_t education = 0, finance = 0, water = 0, plan = 0, schools = 0, reservoir = 0;
};

}  // namespace duban::test
