#include "read/xlsx.h"

#include <gtest/gtest.h>

#include <map>

namespace duban {
namespace {

Result<Document> read_sheets(const std::string& first, const std::string& second = {},
                             const std::string& state = {}) {
  std::map<std::string, std::string> parts;
  parts["xl/workbook.xml"] = "<workbook><sheets><sheet name='任务'/>" +
                             (second.empty() ? "" : "<sheet name='附表' state='" + state + "'/>") +
                             "</sheets></workbook>";
  parts["xl/worksheets/sheet1.xml"] = "<worksheet>" + first + "</worksheet>";
  parts["xl/worksheets/sheet2.xml"] = "<worksheet>" + second + "</worksheet>";
  return read_xlsx_document([&](std::string_view name) -> Result<std::optional<std::string>> {
    const auto found = parts.find(std::string(name));
    return found == parts.end() ? std::optional<std::string>() : std::optional<std::string>(found->second);
  });
}
std::string row(std::initializer_list<const char*> cells, const std::string& how = "") {
  std::string out = "<row " + how + ">";
  for (const char* words : cells) out += std::string("<c t='inlineStr'><is><t>") + words + "</t></is></c>";
  return out + "</row>";
}

TEST(Xlsx, HiddenRowsAndColumnsAreLeftOutAndThatIsSaid) {
  const auto document = read_sheets("<cols><col min='2' max='2' hidden='1'/></cols><sheetData>" +
                                    row({"序号", "内部", "任务", "单位"}) + row({"1", "x", "甲", "县财政局"}) +
                                    row({"2", "y", "乙", "县民政局"}, "hidden='1'") +
                                    row({"3", "z", "丙", "县统计局"}) + "</sheetData>");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "序号\t任务\t单位\n1\t甲\t县财政局\n3\t丙\t县统计局\n");
  ASSERT_EQ(document->remarks.size(), 1U);
  EXPECT_EQ(document->remarks[0].zh,
            "工作表“任务”：隐藏的 1 行、1 列没有读；其中如有任务，请取消隐藏，另存后重新导入");
}

TEST(Xlsx, AMergedCellWhoseFirstRowIsHiddenKeepsItsWords) {
  const auto document = read_sheets("<sheetData>" + row({"类别", "任务", "单位"}) +
                                    row({"经济", "甲", "县财政局"}, "hidden='1'") +
                                    row({"", "乙", "县民政局"}) + row({"", "丙", "县统计局"}) +
                                    "</sheetData><mergeCells><mergeCell ref='A2:A4'/></mergeCells>");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "类别\t任务\t单位\n经济\t乙\t县民政局\n丙\t县统计局\n");
  EXPECT_EQ(document->tables[0].cells[3].rows, 2U);
}

TEST(Xlsx, SeveralSheetsOneBelowTheOtherHiddenOnesNot) {
  const std::string one = "<sheetData>" + row({"任务", "单位"}) + row({"甲", "乙"}) + "</sheetData>";
  EXPECT_EQ(read_sheets(one, one)->text, "任务\t单位\n甲\t乙\n任务\t单位\n甲\t乙\n");
  const auto hidden = read_sheets(one, one, "hidden");
  EXPECT_EQ(hidden->text, "任务\t单位\n甲\t乙\n");
  EXPECT_EQ(
      hidden->remarks[0].en,
      "sheet 附表: is hidden and was not read; if it holds tasks, show it, save the file and import it again");
}

TEST(Xlsx, ACellFarOutAndMergesOverAllRowsEnd) {
  const auto far =
      read_sheets("<sheetData>" + row({"任务", "单位"}) +
                  "<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>远</t></is></c></row></sheetData>");
  EXPECT_TRUE(far.ok());
  std::string merges;
  for (int i = 0; i < 2000; ++i) merges += "<mergeCell ref='A1:XFD1048576'/>";
  EXPECT_TRUE(read_sheets("<sheetData>" + row({"任务", "单位"}) + row({"甲", "乙"}) +
                          "</sheetData><mergeCells>" + merges + "</mergeCells>")
                  .ok());
}

}  // namespace
}  // namespace duban
