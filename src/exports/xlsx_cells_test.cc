#include "read/xlsx_cells.h"

#include <gtest/gtest.h>
#include <xlsxwriter.h>

#include <map>

#include "base/files.h"
#include "exports/sheet.h"
#include "read/number_format.h"
#include "source_folder.h"
#include "store/test_folder.h"
#include "text/utf8.h"

namespace duban {
namespace {

using Row = std::vector<std::string>;
using PartMap = std::map<std::string, std::string, std::less<>>;

Result<std::vector<SheetCells>> read_parts(const PartMap& parts) {
  return read_xlsx_parts([&](std::string_view name) -> Result<std::optional<std::string>> {
    const auto found = parts.find(name);
    return found == parts.end() ? std::optional<std::string>() : std::optional<std::string>(found->second);
  });
}

// A workbook of one sheet, its rows as XML.
Result<std::vector<SheetCells>> read_rows(const std::string& rows, const std::string& strings = "",
                                          const std::string& book_properties = "") {
  return read_parts(
      {{"xl/workbook.xml",
        "<workbook>" + book_properties + "<sheets><sheet name='表' sheetId='1'/></sheets></workbook>"},
       {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"},
       {"xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='yyyy\"年\"m\"月\"d\"日\"'/></numFmts>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='10'/><xf "
        "numFmtId='164'/></cellXfs></styleSheet>"},
       {"xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}});
}

TEST(XlsxCells, AWorkbookOfLibreOffice) {
  const std::string bytes = read_file(source_folder() + "/tests/workbooks/libreoffice.xlsx").value();
  const auto sheets = read_xlsx_cells(bytes);
  ASSERT_TRUE(sheets.ok()) << sheets.error().message.en;
  ASSERT_EQ(sheets->size(), 2U);
  const SheetCells& first = (*sheets)[0];
  EXPECT_EQ(first.name, "任务台账");
  EXPECT_FALSE(first.hidden);
  EXPECT_EQ(first.merges, (std::vector<CellRange>{{0, 0, 0, 3}}));
  EXPECT_EQ(first.rows, (std::vector<Row>{{"示例市2026年重点工作台账"},
                                          {"序号", "任务", "时限", "进度"},
                                          {"1", "新建充电桩300个\n其中乡镇100个", "2026-06-30", "12.5%"},
                                          {"2.5", "", "2026年9月", "TRUE"},
                                          {},
                                          {},
                                          {},
                                          {"3.5", "#DIV/0!", "2026-03-01 08:30", "示例市"}}));
  EXPECT_EQ((*sheets)[1].name, "隐藏");
  EXPECT_TRUE((*sheets)[1].hidden);
  EXPECT_EQ((*sheets)[1].at(0, 0), "export");
  EXPECT_EQ((*sheets)[1].at(9, 9), "");
}

TEST(XlsxCells, AWorkbookOfLibxlsxwriter) {
  const TestFolder folder;
  lxw_workbook* book = workbook_new(folder.file("a.xlsx").c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, "台账");
  lxw_format* percent = workbook_add_format(book);
  format_set_num_format(percent, "0.0%");
  lxw_format* date = workbook_add_format(book);
  format_set_num_format(date, "yyyy-mm-dd");
  worksheet_write_string(sheet, 0, 0, " <任务> & \"引号\"\n第二行 ", nullptr);
  worksheet_write_number(sheet, 0, 1, 0.1 + 0.2, nullptr);
  worksheet_write_number(sheet, 0, 2, -0.055, percent);
  worksheet_write_number(sheet, 0, 3, 46082, date);
  worksheet_write_formula_num(sheet, 0, 5, "=1+1", nullptr, 2);
  worksheet_write_boolean(sheet, 2, 0, 0, nullptr);
  worksheet_merge_range(sheet, 3, 1, 4, 2, "合并", nullptr);
  worksheet_hide(workbook_add_worksheet(book, "内部"));
  ASSERT_EQ(workbook_close(book), LXW_NO_ERROR);
  const std::string bytes = read_file(folder.file("a.xlsx")).value();
  const auto sheets = read_xlsx_cells(bytes);
  ASSERT_TRUE(sheets.ok()) << sheets.error().message.en;
  EXPECT_EQ((*sheets)[0].rows,
            (std::vector<Row>{{" <任务> & \"引号\"\n第二行 ", "0.3", "-5.5%", "2026-03-01", "", "2"},
                              {},
                              {"FALSE"},
                              {"", "合并"}}));
  EXPECT_EQ((*sheets)[0].merges, (std::vector<CellRange>{{3, 1, 4, 2}}));
  EXPECT_TRUE((*sheets)[1].hidden);
}

TEST(XlsxCells, WhatWeExportIsReadBack) {
  SheetRow row;
  row.task.no = "12";
  row.task.text = "=新建农村公路450公里";
  row.task.lead_units.emplace_back().text = "市交通运输局";
  row.due_date = "2026-12-31";
  SheetOptions options;
  options.headings = Headings::kBoth;
  const std::string bytes = to_xlsx("示例", {row}, options).take();
  const auto sheets = read_xlsx_cells(bytes);
  ASSERT_TRUE(sheets.ok());
  EXPECT_EQ((*sheets)[0].rows[1], (Row{"no", "section", "text", "leaders", "lead_units", "responsible_units",
                                       "targets", "qualitative", "projects", "due_date"}));
  EXPECT_EQ((*sheets)[0].rows[2],
            (Row{"12", "", "=新建农村公路450公里", "", "市交通运输局", "", "", "", "", "2026-12-31"}));
}

TEST(XlsxCells, CellsOfEveryKind) {
  const auto sheets = read_rows(
      "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='s'><v>99</v></c></row>"
      "<row><c t='inlineStr'><is><t>接着的行</t></is></c><c t='e'><v>#N/A</v></c><c "
      "t='d'><v>2026-03-01T00:00:00</v></c>"
      "<c t='d'><v>2026-03-01T09:05:00</v></c></row>"
      "<row r='4'><c r='B4' s='1'><v>46082</v></c><c r='C4' s='2'><v>0.9905</v></c><c r='D4' "
      "s='3'><v>46082.5</v></c>"
      "<c r='E4' s='77'><v>1e3</v></c><c r='F4'><v/></c><c r='G4'><v>abc</v></c></row>",
      "<si><t>整段</t></si><si><r><t>甲</t></r><r><t xml:space='preserve"
      "'> 乙_x000D_\n丙_x005F_x0041_</t></r><rPh><t>pinyin</t></rPh></si>");
  ASSERT_TRUE(sheets.ok()) << sheets.error().message.en;
  EXPECT_EQ((*sheets)[0].rows,
            (std::vector<Row>{{"整段", "甲 乙\n丙_x0041_"},
                              {"接着的行", "#N/A", "2026-03-01", "2026-03-01 09:05"},
                              {},
                              {"", "2026-03-01", "99.05%", "2026-03-01", "1000", "", "abc"}}));
}

TEST(XlsxCells, NamesMayHaveAPrefixAndDaysAnotherStart) {
  const auto sheets = read_parts(
      {{"_rels/.rels",
        "<Relationships><Relationship Id='a' Type='http://x/officeDocument' "
        "Target='/book/w.xml'/></Relationships>"},
       {"book/_rels/w.xml.rels",
        "<Relationships><Relationship Id='s' Type='http://x/worksheet' Target='../other/s.xml'/>"
        "<Relationship Id='c' Type='http://x/chartsheet' Target='c.xml'/>"
        "<Relationship Id='e' Type='http://x/externalLink' Target='http://example.invalid/' "
        "TargetMode='External'/></Relationships>"},
       {"book/w.xml",
        "<x:workbook><x:workbookPr date1904='1'/><x:sheets><x:sheet name='图' r:id='c'/>"
        "<x:sheet name='表' state='veryHidden' r:id='s'/></x:sheets></x:workbook>"},
       {"book/styles.xml", "<x:styleSheet><x:cellXfs><x:xf numFmtId='14'/></x:cellXfs></x:styleSheet>"},
       {"other/s.xml",
        "<x:worksheet><x:sheetData><x:row><x:c "
        "s='0'><x:v>44620</x:v></x:c></x:row></x:sheetData></x:worksheet>"}});
  ASSERT_TRUE(sheets.ok()) << sheets.error().message.en;
  ASSERT_EQ(sheets->size(), 1U);
  EXPECT_TRUE((*sheets)[0].hidden);
  EXPECT_EQ((*sheets)[0].rows, (std::vector<Row>{{"2026-03-01"}}));
}

TEST(XlsxCells, NumbersAsTheirFormatsShowThem) {
  const struct {
    const char* code;
    double value;
    const char* shown;
  } rows[] = {
      {"General", 1234567.5, "1234567.5"},
      {"General", 1e15, "1e+15"},
      {"General", -45, "-45"},
      {"General", 123456789012345, "123456789012345"},
      {"#,##0.00", 45.678, "45.678"},
      {"0.00E+00", 1500, "1500"},
      {"0%", 0.125, "12.5%"},
      {"yyyy/m/d", 1, "1900-01-01"},
      {"yyyy/m/d", 59, "1900-02-28"},
      {"yyyy/m/d", 61, "1900-03-01"},
      {"yyyy/m/d", 60, "60"},
      {"yyyy/m/d", 46082, "2026-03-01"},
      {"yyyy/m/d", 2958465, "9999-12-31"},
      {"yyyy/m/d", 2958466, "2958466"},
      {"yyyy/m/d", -1, "-1"},
      {"[$-804]yyyy\"年\"m\"月\"d\"日\";@", 46082, "2026-03-01"},
      {"yyyy\"年\"m\"月\"", 46082, "2026年3月"},
      {"m\"月\"d\"日\"", 46082, "2026-03-01"},
      {"h:mm", 0.25, "06:00"},
      {"[h]:mm", 1.25, "30:00"},
      {"[Red]0.0;[Blue]d", 2.5, "2.5"},
      {"yyyy-mm-dd hh:mm:ss", 46082.999999, "2026-03-02"},
      {"\"days\" 0", 3, "3"},
      {"0\\d", 3, "3"},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(shown_number(row.value, number_format(row.code), Epoch::k1900), row.shown) << row.code;
  }
}

TEST(XlsxCells, WhatIsNoWorkbookSaysWhatToDo) {
  EXPECT_EQ(read_xlsx_cells("").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(read_xlsx_cells("序号,任务").error().code, ErrorCode::kInvalid);
  const auto old = read_xlsx_cells("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  EXPECT_EQ(old.error().code, ErrorCode::kUnsupported);
  EXPECT_NE(old.error().message.zh.find(".xlsx"), std::string::npos);
  EXPECT_EQ(read_parts({}).error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(read_parts({{"xl/workbook.xml", "<workbook>"}}).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(read_parts({{"xl/workbook.xml", "<workbook/>"}}).error().code, ErrorCode::kInvalid);
  const auto missing =
      read_parts({{"xl/workbook.xml", "<workbook><sheets><sheet name='表' sheetId='1'/></sheets></workbook>"}});
  EXPECT_EQ(missing.error().code, ErrorCode::kInvalid);
  EXPECT_NE(missing.error().message.zh.find("表"), std::string::npos);
}

TEST(XlsxCells, EntitiesAreNotExpandedAndNothingIsFetched) {
  const auto sheets = read_parts(
      {{"xl/workbook.xml", "<workbook><sheets><sheet name='表'/></sheets></workbook>"},
       {"xl/worksheets/sheet1.xml",
        "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        "<worksheet><sheetData><row><c "
        "t='inlineStr'><is><t>&b;&f;&lt;</t></is></c></row></sheetData></worksheet>"}});
  ASSERT_TRUE(sheets.ok()) << sheets.error().message.en;
  EXPECT_EQ((*sheets)[0].at(0, 0), "&b;&f;<");
}

TEST(XlsxCells, LimitsHoldWhereSmallFilesNameLargeOnes) {
  // A cell at the far end costs its row, and a million empty rows above it.
  const auto far = read_rows("<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>远</t></is></c></row>");
  ASSERT_TRUE(far.ok());
  EXPECT_EQ((*far)[0].at(1048575, 16383), "远");
  EXPECT_TRUE((*read_rows("<row r='1048577'><c t='inlineStr'><is><t>x</t></is></c></row>"))[0].rows.empty());
  EXPECT_EQ((*read_rows("<row><c r='XFE1' t='inlineStr'><is><t>x</t></is></c></row>"))[0].at(0, 0), "x");
  std::string rows;
  for (int i = 0; i < 400; ++i) rows += "<row><c r='XFD" + std::to_string(i + 1) + "'><v>1</v></c></row>";
  EXPECT_EQ(read_rows(rows).error().code, ErrorCode::kTooLarge);
  rows.clear();
  for (int i = 0; i < 3000; ++i) rows += "<row><c t='s'><v>0</v></c></row>";
  EXPECT_EQ(read_rows(rows, "<si><t>" + std::string(100000, 'x') + "</t></si>").error().code,
            ErrorCode::kTooLarge);
  std::string deep;
  for (int i = 0; i < 500; ++i) deep += "<a>";
  for (int i = 0; i < 500; ++i) deep += "</a>";
  EXPECT_EQ(read_rows(deep).error().code, ErrorCode::kInvalid);
}

TEST(XlsxCells, DamagedFilesGiveAnErrorOrValidText) {
  const std::string bytes = read_file(source_folder() + "/tests/workbooks/libreoffice.xlsx").value();
  for (std::size_t size = 0; size < bytes.size(); size += 61)
    EXPECT_FALSE(read_xlsx_cells(bytes.substr(0, size)).ok());
  int errors = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 13) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    const auto sheets = read_xlsx_cells(damaged);
    if (!sheets.ok()) {
      ++errors;
      EXPECT_FALSE(sheets.error().message.zh.empty());
    }
  }
  EXPECT_GT(errors, 100);
  // Bytes that are no UTF-8 become U+FFFD.
  const auto broken = read_rows("<row><c t='inlineStr'><is><t>a\xFF\xFE b</t></is></c></row>");
  ASSERT_TRUE(broken.ok());
  EXPECT_EQ(utf8::first_invalid((*broken)[0].at(0, 0)), std::string_view::npos);
}

TEST(XlsxCells, NamesOfCells) {
  EXPECT_EQ(cell_name(0, 0), "A1");
  EXPECT_EQ(cell_name(11, 1), "B12");
  EXPECT_EQ(column_name(25), "Z");
  EXPECT_EQ(column_name(26), "AA");
  EXPECT_EQ(column_name(16383), "XFD");
}

}  // namespace
}  // namespace duban
