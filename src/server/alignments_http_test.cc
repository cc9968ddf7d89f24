#include "server/year_fixture.h"

namespace duban::test {
namespace {

class AlignmentsHttp : public YearTest {
 protected:
  void SetUp() override {
    YearTest::SetUp();
    PaperBuilder paper("2025年示例市《政府工作报告》重点工作分工方案", 2025);
    paper.task("新建学校3所。", {"示例市教育局"}).task("举办梅林音乐节。", {"示例市水利局"});
    const auto done =
        import_plan(store(), test_operator(), paper.bytes(), "去年.txt", paper.document, paper.plan, now_);
    ASSERT_TRUE(done.ok()) << done.error().message.zh;
    earlier = done->plan_id;
  }
  std::string opened(Client& by) {
    const Json pair = get(by, fmt::format("/alignments?from={}&to={}", earlier, plan));
    EXPECT_EQ(pair["total"], 1);
    return "/alignments/" + std::to_string(pair["items"][0]["id"].get<int>());
  }
  std::int64_t earlier = 0;
};

TEST_F(AlignmentsHttp, PairsWholesAndDecisions) {
  const auto office = someone("office", Role::kSupervisionOffice);
  EXPECT_EQ(get(*office, "/alignments?plan=" + std::to_string(plan))["items"][0]["kind"], "years");
  EXPECT_EQ(call(*office, "GET", "/api/v1/alignments?from=1").status, 400);
  const std::string path = opened(*office);
  const Json whole = get(*office, path);
  ASSERT_EQ(whole["links"].size(), 1U);
  EXPECT_EQ(whole["links"][0]["decision"], nullptr);
  const Json ends = {
      {"action", "confirm"}, {"from", whole["links"][0]["from"]}, {"to", whole["links"][0]["to"]}};
  EXPECT_EQ(call(*office, "POST", "/api/v1" + path + "/links", ends).status, 428);
  const Answer confirmed = call(*office, "POST", "/api/v1" + path + "/links", ends, match(whole));
  ASSERT_EQ(confirmed.status, 200) << confirmed.body;
  EXPECT_EQ(confirmed.json()["decisions"][0]["action"], "confirm");
  // A lost race says what the other person decided.
  Json other = ends;
  other["action"] = "remove";
  const Answer late = call(*office, "POST", "/api/v1" + path + "/links", other, match(whole));
  ASSERT_EQ(late.status, 412);
  EXPECT_EQ(late.json()["current"]["decisions"].size(), 1U);
  EXPECT_EQ(call(*office, "POST", "/api/v1" + path + "/links",
                 {{"action", "perhaps"}, {"from", "1"}, {"to", "2"}}, match(confirmed.json()))
                .status,
            422);
  const std::string fact = std::to_string(confirmed.json()["decisions"][0]["id"].get<int>());
  const Answer back =
      call(*office, "DELETE", "/api/v1" + path + "/links/" + fact, nullptr, match(confirmed.json()));
  ASSERT_EQ(back.status, 200) << back.body;
  EXPECT_EQ(back.json()["decisions"].size(), 0U);
  EXPECT_EQ(call(*office, "DELETE", "/api/v1" + path + "/links/" + fact, nullptr, match(back.json())).status,
            409);
  const Answer sheet = call(*office, "GET", "/api/v1" + path + "/xlsx");
  ASSERT_EQ(sheet.status, 200);
  EXPECT_TRUE(sheet.body.starts_with("PK"));
}

TEST_F(AlignmentsHttp, WholePapersAreForWhoSeesTheLedgerWhole) {
  const auto observer = someone("observer", Role::kObserver);
  const auto handler = someone("handler", Role::kUnitHandler, education);
  const std::string path = opened(*observer);
  const Json whole = get(*observer, path);
  EXPECT_EQ(call(*observer, "POST", "/api/v1" + path + "/links",
                 {{"action", "confirm"}, {"from", "1"}, {"to", "2"}}, match(whole))
                .status,
            403);
  get(*handler, path, 403);
  EXPECT_EQ(get(*handler, "/alignments")["total"], 0);
  // What his own task comes from is his; what he may not see of it is counted.
  const Json lineage = get(*handler, "/tasks/" + std::to_string(schools) + "/lineage");
  ASSERT_EQ(lineage["ancestors"].size(), 1U);
  EXPECT_EQ(lineage["ancestors"][0]["text"], "新建学校3所。");
  get(*handler, "/tasks/" + std::to_string(reservoir) + "/lineage", 403);
  const auto leader = someone("leader", Role::kLeader, 0, "李明");
  EXPECT_EQ(get(*leader, "/tasks/" + std::to_string(schools) + "/lineage")["hidden"], 1);
}

}  // namespace
}  // namespace duban::test
