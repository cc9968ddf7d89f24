#include "extract/table_looks.h"

#include <gtest/gtest.h>

#include "extract/table_unfold.h"
#include "text/normalise.h"

namespace duban {
namespace {

TEST(LineBreak, TellsCutNamesFromNamesOfTheirOwn) {
  struct Row {
    std::string_view above;
    std::string_view cell;
    LineBreak expected;
  };
  // clang-format off
  constexpr Row kRows[] = {
      {"市人力资源社",           "会保障局",           LineBreak::kName},
      {"市文化和旅游",           "局",                 LineBreak::kName},
      {"市残疾人联合",           "会",                 LineBreak::kName},
      {"市科",                   "技局",               LineBreak::kName},
      {"市卫生健康委",           "员会",               LineBreak::kName},
      {"县",                     "农业农村局",         LineBreak::kName},
      {"各",                     "乡镇人民政府",       LineBreak::kName},
      {"各乡镇人民政府",         "财政局",             LineBreak::kNone},
      {"各乡",                   "镇人民政府",         LineBreak::kName},
      {"市财政局、市住房和城乡", "建设局、市水利局",   LineBreak::kNameInList},
      {"市财政局、",             "市水利局",           LineBreak::kList},
      {"市财政局",               "、市水利局",         LineBreak::kList},
      {"市财政局",               "市水利局",           LineBreak::kNone},
      {"市教育局",               "财政局",             LineBreak::kNone},
      {"县科委",                 "县教育局",           LineBreak::kNone},
      {"市卫生健康委",           "市民政局",           LineBreak::kNone},
      {"市住房和城乡建设局",     "各区",               LineBreak::kNone},
      {"新建幼儿园12所",         "市教育局",           LineBreak::kNone},
      {"各区",                   "市财政局",           LineBreak::kNone},
      {"",                       "市财政局",           LineBreak::kNone},
  };
  // clang-format on
  for (const Row& row : kRows)
    EXPECT_EQ(line_break(row.above, row.cell), row.expected) << row.above << " | " << row.cell;
}

TEST(Looks, KnowsListsThatGoOnAndWordsThatEndAsOfficesDo) {
  EXPECT_TRUE(looks_of("市发展和改革委员会、市总").units);
  EXPECT_TRUE(looks_of("市公安局、市审计局、市财").units);
  EXPECT_FALSE(looks_of("完成市政管网、市场改造、市").units);
  EXPECT_FALSE(looks_of("重点督办").units);
  EXPECT_TRUE(looks_of("市委督查室").units);
  EXPECT_TRUE(looks_of("自治区民政厅、残联牵头").units);
  EXPECT_TRUE(looks_of("自治区教育厅牵头，自治区财政厅、市场监管局配合").units);
  EXPECT_FALSE(looks_of("市场监管平台建设取得成效，各部门配合紧密").units);
  EXPECT_FALSE(looks_of("推动教育部门牵头，发改部门配合").units);
  EXPECT_TRUE(looks_of("，新增10项“一件事”集成办").verb);
}

std::size_t lines_in(std::string_view text) {
  const Normalised normalised = normalise(text);
  return unfolded_lines(normalised.text, text, {0, normalised.text.size()}).size();
}

TEST(UnfoldedLines, PartsRowsAndJoinsQuotes) {
  const std::string rule = "| 序号 | 任务 | 牵头单位 | | --- | --- | --- | | 1 | 新建水厂2座 | 县水利局 | | 2 | 改造泵站 | 县水利局 |";
  EXPECT_EQ(lines_in("样例县任务分解 " + rule + " 注：按职责落实。 " + std::string(120, '-')), 6U + 3U);
  // one row with blank cells is no table
  EXPECT_EQ(lines_in("| 序号 | 任务 | 牵头单位 | | | 12月底前 | | | | | | | | 备注 | " + std::string(120, 'x')), 1U);
  // bars in a sentence
  EXPECT_EQ(lines_in("网站首页 | 政务公开 | 解读 | 回应 | 互动 | 服务 | 数据 | 专题 | 地图 | 帮助 | 繁体 | " + std::string(120, 'x')), 1U);
  EXPECT_EQ(lines_in("1\t\"新建水厂2座\n改造泵站\"\t县水利局\n2\t\"一\"\t县水利局\n"), 2U);
  EXPECT_EQ(lines_in("1,\"推行\"\"一张网\"\"\n改造泵站\",县水利局\n2,修路,县交通局\n"), 2U);
}

TEST(UnfoldedLines, AQuoteThatNeverClosesJoinsNothing) {
  EXPECT_EQ(lines_in("1\t\"新建水厂2座\t县水利局\n2\t改造泵站\t县水利局\n"), 2U);
  EXPECT_EQ(lines_in("1,\"新建水厂2座,县水利局\n2,\"改造泵站\",县水利局\n3,\"一\",县水利局\n"), 3U);
  EXPECT_EQ(lines_in("1,\"一张网\"建设,县水利局\n2,\"改造泵站\",县水利局\n"), 2U);
  std::string far = "1,\"新建水厂2座,县水利局\n";  // it ends too far below to be a cell's
  for (int i = 0; i < 40; ++i) far += "修路\n";
  EXPECT_EQ(lines_in(far + "改造泵站\",县水利局\n"), 42U);
}

}  // namespace
}  // namespace duban
