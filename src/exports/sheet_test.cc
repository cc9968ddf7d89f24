#include "exports/sheet.h"

#include <gtest/gtest.h>

#include <fstream>

#include "store/test_folder.h"
#include "store/test_plan.h"

namespace duban {
namespace {

TEST(Csv, HasAMarkAndBothHeadingsWhereAsked) {
  const auto rows = sheet_rows(example_paper().plan);
  SheetOptions options;
  options.columns = {"no", "section", "text", "lead_units", "targets", "due_date"};
  options.headings = Headings::kBoth;
  const auto csv = to_csv(rows, options);
  ASSERT_TRUE(csv.ok());
  EXPECT_TRUE(
      csv->starts_with("\xEF\xBB\xBF序号,章节,任务内容,牵头单位,目标,完成时限\r\n"
                       "no,section,text,lead_units,targets,due_date\r\n"
                       "1,一、推动工业增长,规模以上工业增加值增长5%。,市工业和信息化局,"
                       "规模以上工业增加值 增长 5%,2026-12-31\r\n"))
      << *csv;
  EXPECT_NE(csv->find("1,2026年民生实事清单,新增公办幼儿园学位1000个。"), std::string::npos);
  options.byte_order_mark = false;
  options.headings = Headings::kEn;
  EXPECT_TRUE(to_csv(rows, options)->starts_with("No.,Section,Task,"));
}

TEST(Csv, NoCellActsAsAFormula) {
  PaperBuilder paper;
  for (const char* text :
       {"=HYPERLINK(\"http://x.example\")", "+1", "-1+2", "@SUM(A1)", "甲,乙\"丙\"", "12%"}) {
    paper.task(text, {"市教育局"});
  }
  SheetOptions options;
  options.columns = {"text"};
  options.byte_order_mark = false;
  EXPECT_EQ(*to_csv(sheet_rows(paper.plan), options),
            "任务内容\r\n\"'=HYPERLINK(\"\"http://x.example\"\")\"\r\n\"'+1\"\r\n\"'-1+2\"\r\n\"'@SUM(A1)\"\r\n"
            "\"甲,乙\"\"丙\"\"\"\r\n12%\r\n");
}

TEST(Csv, GroupsStandTogetherWithTheirCount) {
  SheetOptions options;
  options.columns = {"no", "text"};
  options.group = SheetGroup::kLeadUnit;
  options.byte_order_mark = false;
  const std::string csv = *to_csv(sheet_rows(example_paper().plan), options);
  EXPECT_NE(csv.find("市财政局（1 项）\r\n3,改造老旧小区30个。\r\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find("（没有牵头单位）（1 项）\r\n4,"), std::string::npos);
}

TEST(Csv, RefusesAColumnThatIsNone) {
  SheetOptions options;
  options.columns = {"password"};
  EXPECT_EQ(to_csv({}, options).error().code, ErrorCode::kUsage);
  EXPECT_EQ(to_xlsx("", {}, options).error().code, ErrorCode::kUsage);
}

TEST(Csv, SaysWhatIsOpenAndWhoIsImplied) {
  auto rows = sheet_rows(example_paper().plan);
  rows[3].implied_leaders = {"周强"};
  SheetOptions options;
  options.columns = {"leaders", "responsible_units"};
  options.byte_order_mark = false;
  EXPECT_NE(to_csv({rows[3]}, options)->find("周强（按分管）,市发展改革委、市教育局等\r\n"), std::string::npos);
}

// Unpacked by unzip, read as XML: what Excel and WPS will see.
std::string part(const std::string& file, const std::string& name) {
  FILE* pipe = ::popen(("unzip -p '" + file + "' " + name).c_str(), "r");
  std::string out;
  char buffer[4096];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
  ::pclose(pipe);
  return out;
}

TEST(Xlsx, IsFrozenFilteredWrappedAndPrintsOnA4) {
  PaperBuilder paper = example_paper();
  paper.task("=1+1", {"市教育局"});
  const auto bytes = to_xlsx("2026年示例市重点工作 & 清单", sheet_rows(paper.plan), {});
  ASSERT_TRUE(bytes.ok()) << bytes.error().message.en;
  const TestFolder folder;
  std::ofstream(folder.file("a.xlsx"), std::ios::binary) << *bytes;
  const std::string sheet = part(folder.file("a.xlsx"), "xl/worksheets/sheet1.xml");
  if (sheet.empty()) GTEST_SKIP() << "unzip is not here";
  EXPECT_NE(sheet.find("state=\"frozen\""), std::string::npos);
  EXPECT_NE(sheet.find("<autoFilter ref=\"A1:J8\"/>"), std::string::npos) << sheet.substr(sheet.size() - 900);
  EXPECT_NE(sheet.find("paperSize=\"9\""), std::string::npos);
  EXPECT_NE(sheet.find("orientation=\"landscape\""), std::string::npos);
  EXPECT_NE(sheet.find("fitToHeight=\"0\""), std::string::npos);
  EXPECT_NE(sheet.find("规模以上工业增加值增长5%。"), std::string::npos);
  EXPECT_NE(sheet.find("&amp;&amp; 清单"), std::string::npos);
  EXPECT_NE(sheet.find("=1+1"), std::string::npos);
  EXPECT_EQ(sheet.find("<f>"), std::string::npos) << "no formula anywhere";
  EXPECT_NE(part(folder.file("a.xlsx"), "xl/workbook.xml").find("_xlnm.Print_Titles"), std::string::npos);
  EXPECT_NE(part(folder.file("a.xlsx"), "xl/styles.xml").find("wrapText=\"1\""), std::string::npos);
}

TEST(Xlsx, AnEmptyLedgerIsAFileToo) {
  const auto bytes = to_xlsx("", {}, {});
  ASSERT_TRUE(bytes.ok());
  EXPECT_TRUE(bytes->starts_with("PK"));
}

}  // namespace
}  // namespace duban
