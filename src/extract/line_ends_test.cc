#include "extract/line_ends.h"

#include <gtest/gtest.h>

#include <string_view>


namespace duban {
namespace {

std::size_t joined(std::string_view text) {
  Mapped words;
  words.copy(text, 0);
  return join_full_lines(words).size();
}

TEST(FullLines, SayNothingWhereAllReachOneMargin) {
  EXPECT_EQ(joined("一、新建改建农村公路六十公里，改造危桥八座。责任单位：县\n交通运输局。二、新增公办幼儿园学位九百个，补充教师一百名\n"
                   "。责任单位：县教育局。三、为六十五岁以上的老年人免费体检\n二万人次。责任单位：县卫生健康局。四、新增床位三百张，培\n训护理员。\n"),
            4U);
}

TEST(FullLines, StayWhereTheyAreThePapersOwn) {
  // a paragraph ends in front of the margin
  EXPECT_EQ(joined("一、新建改建农村公路六十公里，改造危桥八座。责任单位：县\n交通运输局。\n二、新增公办幼儿园学位九百个，补充教师一百名。责任单位：县\n"
                   "教育局。三、为六十五岁以上的老年人免费体检二万人次。责任\n单位：县卫生健康局。\n"),
            0U);
  // the frame of a table
  EXPECT_EQ(joined("│一│新建改建农村公路六十公里　│县交通运输局　│\n│二│新增公办幼儿园学位九百个　│县教育局　　　│\n"
                   "│三│为老年人免费体检二万人次　│县卫生健康局　│\n│四│建成养老服务中心六处　　　│县民政局　　　│\n│五│新增床位　　　　　　　　　│县民政局　　　│\n"),
            0U);
  // short lines of one length
  EXPECT_EQ(joined("县教育局\n县民政局\n县水利局\n县住建局\n县商务局\n县审计局\n"), 0U);
  EXPECT_EQ(joined(""), 0U);
}

}  // namespace
}  // namespace duban
