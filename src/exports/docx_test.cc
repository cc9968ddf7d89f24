#include "exports/docx.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <pugixml.hpp>

#include "base/files.h"
#include "read/xml.h"
#include "read/zip.h"

namespace duban {
namespace {

OfficialDocument bulletin() {
  OfficialDocument out;
  out.mark = "示例市人民政府督查室";
  out.number = document_number("示督通", 2026, 3);
  out.title = "关于2026年第一季度重点工作\n推进情况的通报";
  out.addressee = "各县（区）人民政府，市政府各部门、各直属机构";
  out.body.emplace_back(OfficialParagraph{OfficialLevel::kPlain, "现将第一季度重点工作推进情况通报如下。"});
  out.body.emplace_back(OfficialParagraph{OfficialLevel::kFirst, "一、总体情况"});
  out.body.emplace_back(
      OfficialParagraph{OfficialLevel::kSecond, "（一）进度。", "60项任务中，正常45项，占75.0%。"});
  OfficialTable table;
  table.caption = "滞后任务清单";
  table.columns = {{"序号", 1, CellAlign::kCentre}, {"任务", 6}, {"完成", 1.5, CellAlign::kRight}};
  for (int i = 1; i <= 60; ++i)
    table.rows.push_back({std::to_string(i), "新建<充电桩> & \"换电站\"\n第二行", "45.5%"});
  out.body.emplace_back(table);
  out.body.emplace_back(OfficialParagraph{OfficialLevel::kFirst, "二、下一步工作"});
  for (int i = 0; i < 6; ++i) {
    out.body.emplace_back(OfficialParagraph{
        OfficialLevel::kPlain,
        "各责任单位要对照年度目标，逐项核对进度，对滞后事项说明原因、提出措施、明确时间，按月报送进展情况。"});
  }
  out.attachments = {"重点工作进度表", "滞后任务清单"};
  out.signature = "示例市人民政府督查室";
  out.date = *Day::of(2026, 4, 8);
  out.copy_to = "市委办公室，市人大常委会办公室";
  out.printed_by = "示例市人民政府督查室";
  out.printed_on = *Day::of(2026, 4, 8);
  return out;
}

pugi::xml_document part_of(const std::string& docx, const std::string& name) {
  Zip zip = Zip::open(docx).take();
  const std::string bytes = zip.read(name).take();
  pugi::xml_document out;
  EXPECT_TRUE(parse_xml(out, bytes, name).ok()) << name;
  return out;
}

std::string words(const pugi::xml_node& node) {
  std::string out;
  for (const auto& text : node.select_nodes(".//w:t")) out += text.node().child_value();
  return out;
}

// The first paragraph with these words.
pugi::xml_node paragraph_with(const pugi::xml_document& document, const std::string& text) {
  for (const auto& each : document.select_nodes("//w:p")) {
    if (words(each.node()).find(text) != std::string::npos) return each.node();
  }
  ADD_FAILURE() << "no paragraph with " << text;
  return {};
}
std::string font_of(const pugi::xml_node& paragraph) {
  return paragraph.select_node(".//w:rFonts/@w:eastAsia").attribute().value();
}

TEST(Docx, ThePageIsThatOfTheStandard) {
  const auto document = part_of(to_docx(bulletin()).value(), "word/document.xml");
  const pugi::xml_node section = document.select_node("//w:sectPr").node();
  const auto millimetres = [](const pugi::xml_attribute& a) { return a.as_double() / 1440 * 25.4; };
  const pugi::xml_node margins = section.child("w:pgMar");
  EXPECT_NEAR(millimetres(margins.attribute("w:top")), 34.58, 0.02);
  EXPECT_NEAR(millimetres(margins.attribute("w:bottom")), 32.58, 0.02);
  EXPECT_NEAR(millimetres(margins.attribute("w:left")), 28, 0.02);
  const pugi::xml_node size = section.child("w:pgSz");
  EXPECT_NEAR(millimetres(size.attribute("w:w")), 210, 0.05);
  EXPECT_NEAR(millimetres(size.attribute("w:h")), 297, 0.05);
  const double width = size.attribute("w:w").as_double() - margins.attribute("w:left").as_double() -
                       margins.attribute("w:right").as_double();
  EXPECT_NEAR(width / 1440 * 25.4, 156, 0.05);
  // 22 lines fill the page, 28 characters of 16 pt the line.
  const double height = size.attribute("w:h").as_double() - margins.attribute("w:top").as_double() -
                        margins.attribute("w:bottom").as_double();
  const pugi::xml_node grid = section.child("w:docGrid");
  EXPECT_EQ(static_cast<int>(height / grid.attribute("w:linePitch").as_double()), 22);
  const double closer =
      paragraph_with(document, "现将第一季度").select_node(".//w:rPr/w:spacing/@w:val").attribute().as_double();
  EXPECT_EQ(static_cast<int>(width / (16 * 20 + closer)), 28);
}

TEST(Docx, EachPartHasItsFont) {
  const auto document = part_of(to_docx(bulletin()).value(), "word/document.xml");
  EXPECT_EQ(font_of(paragraph_with(document, "推进情况的通报")), "方正小标宋简体");
  EXPECT_EQ(
      std::string(paragraph_with(document, "推进情况的通报").select_node(".//w:sz/@w:val").attribute().value()),
      "44");
  EXPECT_EQ(font_of(paragraph_with(document, "一、总体情况")), "黑体");
  EXPECT_EQ(font_of(paragraph_with(document, "（一）进度。")), "楷体");
  EXPECT_EQ(words(paragraph_with(document, "（一）进度。")), "（一）进度。60项任务中，正常45项，占75.0%。");
  const auto plain = paragraph_with(document, "现将第一季度");
  EXPECT_EQ(font_of(plain), "仿宋");
  EXPECT_EQ(std::string(plain.select_node(".//w:sz/@w:val").attribute().value()), "32");
  EXPECT_EQ(std::string(plain.select_node(".//w:ind/@w:firstLineChars").attribute().value()), "200");
  EXPECT_EQ(words(paragraph_with(document, "〔")), "示督通〔2026〕3号");
  EXPECT_EQ(std::string(paragraph_with(document, "示例市人民政府督查室")
                            .select_node(".//w:color/@w:val")
                            .attribute()
                            .value()),
            "E60012");
  EXPECT_EQ(words(paragraph_with(document, "2026年4月8日")), "2026年4月8日");
  EXPECT_NE(words(document).find("抄送：市委办公室，市人大常委会办公室。"), std::string::npos);
}

TEST(Docx, TablesRepeatTheirHeadsAndKeepTheirWords) {
  const auto document = part_of(to_docx(bulletin()).value(), "word/document.xml");
  EXPECT_EQ(document.select_nodes("//w:tblHeader").size(), 1U);
  EXPECT_EQ(document.select_nodes("//w:tr").size(), 61U + 2U);
  EXPECT_NE(words(document).find("新建<充电桩> & \"换电站\"第二行"), std::string::npos);
  OfficialDocument bad = bulletin();
  bad.body.emplace_back(OfficialTable{"表", {{"一"}}, {{"1", "2"}}});
  EXPECT_EQ(to_docx(bad).error().code, ErrorCode::kInvalid);
}

TEST(Docx, PageNumbersStandOutside) {
  const std::string bytes = to_docx(bulletin()).value();
  const auto odd = part_of(bytes, "word/footer1.xml");
  const auto even = part_of(bytes, "word/footer2.xml");
  EXPECT_EQ(words(odd), "— 1 —");
  EXPECT_EQ(std::string(odd.select_node("//w:jc/@w:val").attribute().value()), "right");
  EXPECT_EQ(std::string(even.select_node("//w:jc/@w:val").attribute().value()), "left");
  EXPECT_TRUE(part_of(bytes, "word/settings.xml").select_node("//w:evenAndOddHeaders"));
}

TEST(Docx, EveryPartIsNamedAndWellFormed) {
  const std::string bytes = to_docx(bulletin()).value();
  Zip zip = Zip::open(bytes).take();
  const auto types = part_of(bytes, "[Content_Types].xml");
  for (const std::string& name : zip.names()) {
    part_of(bytes, name);
    if (name == "[Content_Types].xml" || name.ends_with(".rels")) continue;
    EXPECT_TRUE(types.select_node(("//Override[@PartName='/" + name + "']").c_str())) << name;
  }
}

TEST(Docx, TheSameDocumentIsTheSameBytes) {
  const std::string bytes = to_docx(bulletin()).value();
  EXPECT_EQ(to_docx(bulletin()).value(), bytes);
  // Whatever changes it, this sum has to change with a reason: issued documents are made again by it.
  OfficialDocument other = bulletin();
  other.body.pop_back();
  EXPECT_NE(to_docx(other).value(), bytes);
  EXPECT_TRUE(to_docx({.title = "空", .body = {}}).ok());
}

TEST(Docx, BytesThatNoXmlHoldsAreLeftOut) {
  const auto document = part_of(to_docx({.title = "a\x01\xFF&lt;", .body = {}}).value(), "word/document.xml");
  EXPECT_EQ(words(document), "a\xEF\xBF\xBD&lt;");
}

TEST(Docx, NumbersAsTheStandardWritesThem) {
  EXPECT_EQ(document_number("示督", 2026, 12), "示督〔2026〕12号");
  EXPECT_EQ(document_number("示督", 2026, 0), "示督〔2026〕　号");
  const std::pair<int, std::string> rows[] = {{1, "一"},      {10, "十"},     {11, "十一"}, {20, "二十"},
                                              {35, "三十五"}, {99, "九十九"}, {100, "100"}};
  for (const auto& [number, text] : rows) EXPECT_EQ(zh_ordinal(number), text);
}

}  // namespace
}  // namespace duban
