#include "extract/table_cells.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace duban {
namespace {

std::string units(std::string_view cell, bool people = false) {
  Mapped words;
  words.copy(cell, 0);
  return units_in_list(words, people).text();
}

TEST(TableCells, NamesOnLinesOfTheirOwnArePartedAgain) {
  struct Row {
    const char* cell;
    const char* list;
  };
  constexpr Row kRows[] = {
      {"市教育局\n市财政局", "市教育局、市财政局"},
      {"各产业链专班\n云谷公司", "各产业链专班、云谷公司"},
      {"经济发展局\n火炬中心", "经济发展局、火炬中心"},
      {"社会事务办\n卫生院", "社会事务办、卫生院"},
      {"县水务集团有限公司\n县城投公司", "县水务集团有限公司、县城投公司"},
      // blanks within a line
      {"人事股 各学校", "人事股、各学校"},
      {"县一中 县二中 县民族中学", "县一中、县二中、县民族中学"},
      {"县政府 政务办", "县政府 政务办"},
      {"市 教育局", "市 教育局"},
      {"县农业 农村局", "县农业 农村局"},
      // names that were cut
      {"县住房\n和城乡\n建设局", "县住房和城乡建设局"},
      {"县人力资源\n社会保障局", "县人力资源社会保障局"},
      {"县财政局、各县区人\n民政府", "县财政局、各县区人民政府"},
      {"市残疾人联\n合会", "市残疾人联合会"},
      {"示例高新区管\n委会", "示例高新区管委会"},
      {"镇中心\n卫生院", "镇中心卫生院"},
      // parts of the body above
      {"市公安局\n交警支队", "市公安局交警支队"},
      {"县政府\n政务办", "县政府政务办"},
      {"市生态环境局\n示例分局", "市生态环境局示例分局"},
      {"中国移动\n示例分公司", "中国移动示例分公司"},
      // and no part of it
      {"市住建局\n交警支队", "市住建局、交警支队"},
      {"市发展改革委\n区教育局", "市发展改革委、区教育局"},
      {"中国电信\n中国移动", "中国电信、中国移动"},
  };
  for (const Row& row : kRows) EXPECT_EQ(units(row.cell), row.list) << row.cell;
}

TEST(TableCells, PeopleStandOnLinesOfTheirOwn) {
  EXPECT_EQ(units("王建民\n贺春生", true), "王建民、贺春生");
  EXPECT_EQ(units("贺\n春生", true), "贺春生");
}

}  // namespace
}  // namespace duban
