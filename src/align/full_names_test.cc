#include "align/full_names.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(FullNames, ShortAndOtherNamesAreGivenInFull) {
  struct Row {
    const char* text;
    const char* full;
  };
  const Row rows[] = {
      {"全年GDP增长6%左右", "全年地区生产总值增长6%左右"},
      {"规上工业增加值增长8%，固投增长7%", "规模以上工业增加值增长8%，固定资产投资增长7%"},
      {"高企达到600家", "高新技术企业达到600家"},
      {"完成九成以上", "完成90%以上"},
      // What is in full already stays so, and no short name is read inside a longer one.
      {"规模以上工业增加值", "规模以上工业增加值"},
      {"单位地区生产总值能耗", "单位地区生产总值能耗"},
      {"企业上云用云", "企业上云用云"},
      {"推进老街改造", "推进老街改造"},
      {"", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(in_full(row.text), row.full);
}

TEST(FullNames, IndicatorsThatATextNames) {
  EXPECT_EQ(indicators_in("地区生产总值增长6%"), indicators_in("地区生产总值达到100亿元"));
  EXPECT_NE(indicators_in("地区生产总值增长6%"), indicators_in("单位地区生产总值能耗下降3%"));
  EXPECT_TRUE(indicators_in("推进老街改造").empty());
}

}  // namespace
}  // namespace duban
