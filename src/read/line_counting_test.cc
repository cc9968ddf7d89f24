#include "read/line_counting.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(LineCounting, CountsOnInEachShape) {
  LineCounting counting;
  for (const std::string_view paragraph : {"一、发展经济", "（一）稳增长", "　　4.固定资产投资增长10%。", "(2)做好统计"})
    counting.remember(paragraph);
  EXPECT_TRUE(counting.counts_on("5.社会消费品零售总额增长8%。"));
  EXPECT_TRUE(counting.counts_on("5、社会消费品零售总额增长8%。"));
  EXPECT_TRUE(counting.counts_on("（二）扩大消费"));
  EXPECT_TRUE(counting.counts_on("（3）做好审计"));
  EXPECT_TRUE(counting.counts_on("二、改善民生"));
  EXPECT_TRUE(counting.counts_on("1.新建小学2所。"));
}

// What goes on with the line above, though a figure begins it.
TEST(LineCounting, LeavesFiguresAlone) {
  LineCounting counting;
  counting.remember("4.固定资产投资增长10%。");
  for (const std::string_view line : {"5.5%以上", "5万户", "8.降低能耗", "（五）项的规定", "5号线", "五年内建成", "", "十、"})
    EXPECT_FALSE(counting.counts_on(line)) << line;
}

TEST(LineCounting, ChineseNumbersOfTwoPlaces) {
  LineCounting counting;
  counting.remember("十九、交通");
  EXPECT_TRUE(counting.counts_on("二十、住房"));
  counting.remember("二十、住房");
  EXPECT_TRUE(counting.counts_on("二十一、供水"));
  EXPECT_FALSE(counting.counts_on("二十四、供水"));
}

TEST(LineCounting, SignsAndFiguresBehindNumbers) {
  LineCounting counting;
  EXPECT_FALSE(counting.counts_on("●新建小学2所。"));
  counting.remember("●新建小学2所。");
  EXPECT_TRUE(counting.counts_on("●新建中学1所。"));
  EXPECT_FALSE(counting.counts_on("◆教育"));
  counting.remember("9.做好审计。");
  EXPECT_TRUE(counting.counts_on("10.160千瓦及以下用电报装", true));
  EXPECT_FALSE(counting.counts_on("10.160千瓦及以下用电报装"));
  EXPECT_FALSE(counting.counts_on("12.5%以上", true));
  counting.remember("10.160千瓦及以下用电报装");
  EXPECT_TRUE(counting.counts_on("11.做好审计。"));
}

}  // namespace
}  // namespace duban
