#include "store/same_things.h"

#include "store/approval.h"
#include "store/ledger_fixture.h"

namespace duban {
namespace {

class SameThingsTest : public LedgerTest {
 protected:
  void SetUp() override {
    const ImportOutcome first = bring_in(example_paper());
    PaperBuilder other("示例市新型基础设施建设三年行动方案");
    other.section("一", "网络")
        .task("新建5G基站300个。", {"市通信管理局"})
        .target("新建5G基站", Measure::kIncrement, 300, "个");
    other.task("建成算力中心1个。", {"市数据局"});
    const ImportOutcome second = bring_in(other);
    ASSERT_TRUE(approve_plan(*db, office, first.plan_id, {}, OpenFindings::kDespite, kTestNow).ok());
    ASSERT_TRUE(approve_plan(*db, office, second.plan_id, {}, OpenFindings::kDespite, kTestNow).ok());
    towers = task_id(first.plan_id, "2");
    growth = task_id(first.plan_id, "1");
    other_towers = task_id(second.plan_id, "1");
    computing = task_id(second.plan_id, "2");
  }
  using Ids = std::vector<std::int64_t>;
  std::int64_t towers = 0, growth = 0, other_towers = 0, computing = 0;
};

TEST_F(SameThingsTest, TasksOfSeveralLedgersAreOneThing) {
  EXPECT_EQ(*tasks_sharing(*db, towers), Ids{towers});
  EXPECT_EQ(parsed(same_things_of(*db, office, towers, kTestNow))["likely"][0]["task_id"], other_towers);
  ASSERT_TRUE(link_same(*db, office, {{towers, -1}, {other_towers, -1}}, "同一项工程", kTestNow).ok());
  EXPECT_EQ(*tasks_sharing(*db, towers), (Ids{towers, other_towers}));
  EXPECT_EQ(*tasks_sharing(*db, other_towers), (Ids{towers, other_towers}));
  const Json shown = parsed(same_things_of(*db, office, towers, kTestNow));
  EXPECT_EQ(shown["linked"][0]["plan_title"], "示例市新型基础设施建设三年行动方案");
  EXPECT_EQ(shown["linked"][0]["reason"], "同一项工程");
  EXPECT_EQ(shown["likely"].size(), 0u);
  // Their targets of the same indicator, unit and measure are the same too.
  const std::vector<TargetPlace> both = {{towers, 0}, {other_towers, 0}};
  EXPECT_EQ(*targets_sharing(*db, {towers, 0}), both);
}

TEST_F(SameThingsTest, WhatIsLinkedWithOneOfThemIsLinkedWithAll) {
  ASSERT_TRUE(link_same(*db, office, {{towers, -1}, {growth, -1}}, "", kTestNow).ok());
  ASSERT_TRUE(link_same(*db, office, {{other_towers, -1}, {computing, -1}}, "", kTestNow).ok());
  ASSERT_TRUE(link_same(*db, office, {{growth, -1}, {computing, -1}}, "", kTestNow).ok());
  EXPECT_EQ(tasks_sharing(*db, towers)->size(), 4u);
  ASSERT_TRUE(unlink_same(*db, office, {growth, -1}, kTestNow).ok());
  EXPECT_EQ(tasks_sharing(*db, towers)->size(), 3u);
  EXPECT_EQ(*tasks_sharing(*db, growth), Ids{growth});
  ASSERT_TRUE(unlink_same(*db, office, {towers, -1}, kTestNow).ok());
  ASSERT_TRUE(unlink_same(*db, office, {computing, -1}, kTestNow).ok());
  EXPECT_EQ(count("same_thing"), 0) << "one alone is no link";
  EXPECT_EQ(code_of(unlink_same(*db, office, {computing, -1}, kTestNow)), ErrorCode::kNotFound);
}

TEST_F(SameThingsTest, OneTargetIsLinkedWithoutItsTask) {
  const std::vector<TargetPlace> both = {{growth, 0}, {other_towers, 0}};
  EXPECT_EQ(*targets_sharing(*db, {growth, 0}), (std::vector<TargetPlace>{{growth, 0}}));
  ASSERT_TRUE(link_same(*db, office, both, "", kTestNow).ok());
  EXPECT_EQ(*targets_sharing(*db, {growth, 0}), both);
  EXPECT_EQ(*tasks_sharing(*db, growth), Ids{growth});
}

TEST_F(SameThingsTest, WhatIsNoLinkIsRefused) {
  EXPECT_EQ(code_of(link_same(*db, office, {{towers, -1}}, "", kTestNow)), ErrorCode::kInvalid);
  EXPECT_EQ(code_of(link_same(*db, office, {{towers, -1}, {other_towers, 0}}, "", kTestNow)),
            ErrorCode::kInvalid);
  EXPECT_EQ(code_of(link_same(*db, office, {{towers, 0}, {other_towers, 7}}, "", kTestNow)),
            ErrorCode::kNotFound);
  EXPECT_EQ(code_of(link_same(*db, office, {{towers, -1}, {987654, -1}}, "", kTestNow)), ErrorCode::kNotFound);
  Actor handler;
  handler.account_id = 5;
  handler.roles = {Role::kUnitHandler};
  EXPECT_EQ(code_of(link_same(*db, handler, {{towers, -1}, {other_towers, -1}}, "", kTestNow)),
            ErrorCode::kForbidden);
  EXPECT_EQ(count("same_thing"), 0);
}

}  // namespace
}  // namespace duban
