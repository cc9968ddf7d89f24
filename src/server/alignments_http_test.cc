#include "server/year_fixture.h"
#include "store/alignments.h"

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

// Ten thousand rows in one pair of papers: more than what is compared while somebody waits.
TEST_F(AlignmentsHttp, TwoPeopleDecideOnOnePairOfTenThousandRows) {
  constexpr int kRows = 5000;
  constexpr std::string_view kHanzi =
      "东南西北青白红黄长平山川江湖林石云雨风月梅兰竹菊松柏桃李杏柳凤鹤鹿马牛羊鱼雁燕莺金银铜铁玉珠瑶琼沙洲湾港"
      "潭泉溪谷岭峰坡";
  const auto hanzi = [&](int i) { return kHanzi.substr(3 * static_cast<std::size_t>(i % 59), 3); };
  std::int64_t papers[2] = {};
  for (const int year : {2027, 2028}) {
    PaperBuilder paper(fmt::format("{}年示例市《政府工作报告》重点工作分工方案", year), year);
    for (int i = 0; i < kRows; ++i) {
      paper.task(fmt::format("加固{}{}{}{}桥{}座。", hanzi(i), hanzi(i / 59), hanzi(i / 7 + i),
                             hanzi(i / 11 * 13), i % 9 + year - 2026),
                 {"示例市教育局"});
    }
    const auto done = import_plan(store(), test_operator(), paper.bytes(), fmt::format("{}.txt", year),
                                  paper.document, paper.plan, now_);
    ASSERT_TRUE(done.ok()) << done.error().message.zh;
    papers[year - 2027] = done->plan_id;
  }
  {
    const Store::Lease db = store().lease().take();
    ASSERT_TRUE(freshen_alignments(*db, 1, papers[1], Again::kAlways, now_).ok());
  }
  const auto first = someone("first", Role::kSupervisionOffice);
  const auto second = someone("second", Role::kSupervisionOffice);
  const Json pair = get(*first, fmt::format("/alignments?from={}&to={}", papers[0], papers[1]));
  ASSERT_EQ(pair["total"], 1);
  const std::string path = "/alignments/" + std::to_string(pair["items"][0]["id"].get<int>());
  const Json seen = get(*first, path);  // by both: the same version
  ASSERT_GT(seen["links"].size(), 5000U);
  const auto decision = [&](const char* action, std::size_t link) {
    const Json& of = seen["links"][link];
    return Json{{"action", action}, {"from", of["from"]}, {"to", of["to"]}, {"reason", "核对过原文"}};
  };
  const std::string links = "/api/v1" + path + "/links";
  const Answer confirmed = call(*first, "POST", links, decision("confirm", 0), match(seen));
  ASSERT_EQ(confirmed.status, 200) << confirmed.body.substr(0, 300);
  // Who comes second, on the same link or on another, is told what the first decided; nothing of his is kept.
  for (const std::size_t link : {0U, 7U}) {
    const Answer late = call(*second, "POST", links, decision("remove", link), match(seen));
    ASSERT_EQ(late.status, 412);
    ASSERT_EQ(late.json()["current"]["decisions"].size(), 1U);
    EXPECT_EQ(late.json()["current"]["decisions"][0]["action"], "confirm");
  }
  // With what he knows now he decides again; both decisions stay.
  const Answer now = call(*second, "POST", links, decision("remove", 7), match(confirmed.json()));
  ASSERT_EQ(now.status, 200) << now.body.substr(0, 300);
  EXPECT_EQ(now.json()["decisions"].size(), 2U);
  const Json after = get(*first, path);
  EXPECT_EQ(after["links"][0]["decision"]["action"], "confirm");
  EXPECT_EQ(after["links"][7]["holds"], false);
  EXPECT_EQ(after["links"].size(), seen["links"].size());
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
