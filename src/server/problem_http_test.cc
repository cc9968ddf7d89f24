// Problems from the unit to the leader and back, and what waits for each of them today.

#include "server/year_fixture.h"

namespace duban::test {
namespace {

class ProblemHttp : public YearTest {
 protected:
  void SetUp() override {
    YearTest::SetUp();
    dispatch(schools);
    office = someone("督查员", Role::kSupervisionOffice);
    teacher = someone("教育经办", Role::kUnitHandler, education);
    builder = someone("水利经办", Role::kUnitHandler, water);
    mayor = someone("李市长", Role::kLeader, 0, "李明");
    other_mayor = someone("王市长", Role::kLeader, 0, "王健");
  }
  Json raise(Client& by, const Json& more = Json::object(), int status = 201) {
    Json body = {{"text", "征地手续未办完。"}, {"coordination", true}};
    body.update(more);
    const Answer answer = call(by, "POST", "/api/v1/tasks/" + std::to_string(schools) + "/problems", body);
    EXPECT_EQ(answer.status, status) << answer.body;
    return answer.json();
  }
  Answer step(Client& by, const Json& problem, const std::string& what, const Json& body) {
    return call(by, "POST", "/api/v1/problems/" + std::to_string(problem["id"].get<int>()) + "/" + what, body,
                match(problem));
  }
  std::string today(Client& by) {
    std::string out;
    const Json waiting = get(by, "/today");
    for (const Json& each : waiting["items"]) out += each["kind"].get<std::string>() + " ";
    return out;
  }
  std::unique_ptr<Client> office, teacher, builder, mayor, other_mayor;
};

TEST_F(ProblemHttp, FromTheUnitToTheLeaderAndBack) {
  EXPECT_EQ(today(*mayor), "");
  Json problem = raise(*teacher);
  EXPECT_EQ(problem["state"], "raised");
  EXPECT_NE(today(*office).find("settle_problem"), std::string::npos);
  Answer answer = step(*office, problem, "pass", {{"leader", "李明"}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(today(*mayor), "instruct ");
  EXPECT_EQ(step(*office, problem, "pass", {{"leader", "王健"}}).status, 412) << "an old tag";
  problem = answer.json();
  EXPECT_EQ(step(*other_mayor, problem, "instruct", {{"decision", "agreed"}, {"text", "办"}}).status, 403);
  EXPECT_EQ(step(*mayor, problem, "instruct", {{"decision", "maybe"}, {"text", "办"}}).status, 422);
  EXPECT_EQ(step(*mayor, problem, "instruct", {{"decision", "directed"}, {"text", "办"}}).status, 422)
      << "by whom?";
  answer = step(
      *mayor, problem, "instruct",
      {{"decision", "directed"}, {"text", "请水利局三日内办结。"}, {"unit_id", water}, {"by", "2026-02-08"}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json()["instruction"]["unit"]["name"], "示例市水利局");
  const Json waiting = get(*builder, "/today");
  EXPECT_EQ(waiting["items"][0]["kind"], "carry_out");
  EXPECT_EQ(waiting["items"][0]["due"], "2026-02-08");
  EXPECT_EQ(waiting["items"][0]["days_left"], 3);
  EXPECT_EQ(get(*builder, "/problems")["total"], 1);
  answer = step(*builder, answer.json(), "answer", {{"text", "手续已补齐。"}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  answer = step(*office, answer.json(), "settle", {{"text", "已解决。"}});
  ASSERT_EQ(answer.status, 200) << answer.body;
  answer = step(*teacher, answer.json(), "close", nullptr);
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.json()["history"].size(), 6U);
  EXPECT_EQ(get(*office, "/problems?state=open")["total"], 0);
  EXPECT_EQ(get(*office, "/problems?state=closed&task_id=" + std::to_string(schools))["total"], 1);
  get(*office, "/problems?state=odd", 422);
}

TEST_F(ProblemHttp, WhatDoesNotFitIsRefusedAndNothingIsDone) {
  EXPECT_EQ(raise(*builder, Json::object(), 403)["type"], "/problems/forbidden");
  raise(*teacher, {{"grade", "huge"}}, 422);
  raise(*teacher, {{"unit_id", finance}}, 403);
  raise(*office, Json::object(), 403);  // it names no unit that it fills in for
  EXPECT_EQ(raise(*office, {{"unit_id", education}, {"grade", "major"}})["history"][0]["filled_in"], true);
  const Json problem = get(*teacher, "/problems")["items"][0];
  EXPECT_EQ(problem["due"], "2026-03-07");
  EXPECT_EQ(call(*teacher, "POST", "/api/v1/problems/1/amend", {{"text", "补充"}}).status, 428);
  EXPECT_EQ(step(*teacher, problem, "settle", {{"text", "好了"}}).status, 403);
  EXPECT_EQ(step(*office, problem, "reopen", {{"text", "再提"}}).status, 409);
  get(*builder, "/problems/1", 403);
  get(*builder, "/problems/99", 404);
  EXPECT_EQ(get(*office, "/problems/1")["version"], 1);
}

TEST_F(ProblemHttp, TheSameKeyRaisesOneProblem) {
  const Fields key = {{"Idempotency-Key", "k1"}};
  const std::string path = "/api/v1/tasks/" + std::to_string(schools) + "/problems";
  const Answer first = call(*teacher, "POST", path, {{"text", "征地手续未办完。"}}, key);
  const Answer again = call(*teacher, "POST", path, {{"text", "征地手续未办完。"}}, key);
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(get(*office, "/problems")["total"], 1);
}

TEST_F(ProblemHttp, NothingWaitsForWhoHasNothingToDo) {
  raise(*teacher);
  for (const Role role : {Role::kSystemAdministrator, Role::kAuditor, Role::kObserver}) {
    const auto who = someone("p-" + std::string(to_word(role)), role);
    EXPECT_EQ(get(*who, "/today")["total"], 0) << to_word(role);
  }
}

}  // namespace
}  // namespace duban::test
