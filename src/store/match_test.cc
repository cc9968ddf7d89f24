#include "store/match.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(MatchRows, SameWordsThenSameNumberThenMostAlike) {
  const std::vector<RowKey> earlier = {
      {"", "1", "完成国家下达任务。"},      {"", "2", "完成国家下达任务。"},
      {"", "3", "改造老旧小区300个。"},     {"", "4", "新建学校5所,新增学位3000个。"},
      {"清单", "1", "改造老旧小区300个。"},
  };
  const std::vector<RowKey> later = {
      {"", "1", "新建学校6所,新增学位3000个。"},  // moved and changed
      {"", "2", "完成国家下达任务。"},            // same words twice: the same number
      {"", "3", "改造老旧小区 350 个。"},         // same number, changed
      {"清单", "1", "改造老旧小区300个。"},      {"", "5", "办好第十五届运动会。"},  // new
  };
  EXPECT_EQ(match_rows(earlier, later), (std::vector<int>{3, 1, 2, 4, -1}));
}

TEST(MatchRows, ANumberAloneIsNotEnough) {
  EXPECT_EQ(find_row({"", "7", "推进信访工作法治化。"}, {{"", "7", "改造老旧小区300个。"}}), -1);
}

TEST(Similarity, CountsSharedPairs) {
  EXPECT_EQ(similarity("工业增长", "工业 增长"), 1);
  EXPECT_EQ(similarity("工业", "农村"), 0);
  EXPECT_GT(similarity("改造老旧小区300个", "改造老旧小区350个"), 0.7);
}

}  // namespace
}  // namespace duban
