#include "align/task_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(TaskIndex, TheMostAlikeFirst) {
  TaskIndex index;
  index.add("改造老旧小区300个");
  index.add("推进云岭水库开工建设");
  index.add("改造城镇老旧小区400个，加装电梯");
  index.add("办好南湖国际会展中心");
  index.weigh();
  const std::vector<TaskHit> hits = index.find("继续改造老旧小区", 10);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].task, 0U);
  EXPECT_EQ(hits[1].task, 2U);
  EXPECT_GT(hits[0].score, hits[1].score);
}

TEST(TaskIndex, TheSameWordsScoreOne) {
  TaskIndex index;
  index.add("推进云岭水库、青河灌区建设");
  index.add("治理城市内涝");
  index.weigh();
  const std::vector<TaskHit> hits = index.find("加快推进云岭水库和青河灌区项目", 1);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_EQ(hits[0].task, 0U);
  EXPECT_NEAR(index.find("推进云岭水库、青河灌区建设", 1)[0].score, 1, 1e-6);
}

TEST(TaskIndex, PlainWordsAloneFindNothing) {
  TaskIndex index;
  index.add("加快推进重点项目建设，持续优化服务");
  index.weigh();
  EXPECT_TRUE(index.find("持续优化服务，加快推进重点项目建设", 5).empty());
  EXPECT_TRUE(index.find("", 5).empty());
  EXPECT_TRUE(TaskIndex().find("改造老旧小区", 5).empty());
}

TEST(TaskIndex, MayGrow) {
  TaskIndex index;
  index.add("改造老旧小区300个");
  index.weigh();
  for (int i = 0; i < 300; ++i) index.add("治理城市内涝点");
  index.add("老旧小区加装电梯");
  index.weigh();
  const std::vector<TaskHit> hits = index.find("老旧小区", 5);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[1].task, 301U) << "its distance from the first takes two bytes";
  EXPECT_EQ(index.size(), 302U);
  EXPECT_LT(index.bytes(), 302U * 1024U);
}

TEST(TaskIndex, SaysWhatBothHold) {
  EXPECT_THAT(words_of_both("推进云岭水库、青河灌区建设", "云岭水库开工，青河灌区改造", 2),
              testing::ElementsAre("云岭水库", "青河灌区"));
}

}  // namespace
}  // namespace duban
