#include "cli/width.h"

#include <gmock/gmock.h>

namespace duban::cli {
namespace {

using ::testing::ElementsAre;

TEST(Width, AChineseCharacterTakesTwoColumns) {
  EXPECT_EQ(display_width("省发展改革委"), 12);
  EXPECT_EQ(display_width("5G基站300个"), 11);
  EXPECT_EQ(display_width("（A）"), 5);
  EXPECT_EQ(display_width("𠮷"), 2);
  EXPECT_EQ(display_width("e\xCC\x81"), 1);  // a combining accent
}

TEST(Width, WhatIsNoUtf8IsOneColumnAByte) {
  EXPECT_EQ(display_width("\xE7\x9C"), 2);
  EXPECT_EQ(display_width("\xFF"), 1);
}

TEST(Width, APaperCannotSteerTheTerminal) {
  EXPECT_EQ(printable("省\x1B[31m厅\n委\tA"), "省\xEF\xBF\xBD[31m厅 委 A");
}

TEST(Width, LinesAreCutBetweenCharacters) {
  EXPECT_THAT(wrap("改造老旧小区三百个", 8), ElementsAre("改造老旧", "小区三百", "个"));
  EXPECT_THAT(wrap("", 8), ElementsAre(""));
}

TEST(Width, ANumberStaysWholeAndNoLineBeginsWithAMark) {
  EXPECT_THAT(wrap("新增就业450000人", 10), ElementsAre("新增就业", "450000人"));
  EXPECT_THAT(wrap("改造老旧，新建", 8), ElementsAre("改造老", "旧，新建"));
  EXPECT_THAT(wrap("0123456789", 4), ElementsAre("0123", "4567", "89"));  // longer than any line
}

TEST(Width, TheWidestColumnGivesWay) {
  EXPECT_EQ(render_table({"序号", "任务"}, {{"1", "改造老旧小区三百个"}, {"12", "新建"}}, 14),
            "序号  任务\n"
            "----  --------\n"
            "1     改造老旧\n"
            "      小区三百\n"
            "      个\n"
            "12    新建\n");
}

}  // namespace
}  // namespace duban::cli
