#include "read/docx.h"

#include <gtest/gtest.h>

#include <map>

namespace duban {
namespace {

Result<Document> read_body(const std::string& body, std::map<std::string, std::string> others = {}) {
  others["word/document.xml"] = "<w:document><w:body>" + body + "</w:body></w:document>";
  return read_docx_parts([&](std::string_view name) -> Result<std::optional<std::string>> {
    const auto found = others.find(std::string(name));
    return found == others.end() ? std::optional<std::string>() : std::optional<std::string>(found->second);
  });
}
std::string run(const std::string& words) { return "<w:r><w:t>" + words + "</w:t></w:r>"; }
std::string paragraph(const std::string& inside) { return "<w:p>" + inside + "</w:p>"; }
std::string cell(const std::string& words, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + paragraph(run(words)) + "</w:tc>";
}

TEST(Docx, WhatWasDeletedIsLeftOutWhatWasPutInStays) {
  const auto document =
      read_body(paragraph(run("改造") + "<w:del><w:r><w:delText>三百</w:delText></w:r></w:del><w:ins>" +
                          run("四百") + "</w:ins><w:moveFrom>" + run("搬走") + "</w:moveFrom>" +
                          run("个小区。") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"));
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "改造四百个小区。\n");
}

// As Html, BoldNamesOfAPaperThatSpeaksOfThem.
TEST(Docx, BoldNamesOfAPaperThatSpeaksOfThem) {
  const std::string task =
      paragraph("<w:r><w:rPr><w:b/></w:rPr><w:t>市教育局</w:t></w:r>" + run("、") +
                "<w:r><w:rPr><w:rFonts w:eastAsia='黑体'/></w:rPr><w:t>市住建局</w:t></w:r>" + run("、市财政局"));
  const auto says = read_body(paragraph(run("加粗的为牵头单位")) + task);
  ASSERT_TRUE(says.ok());
  EXPECT_EQ(says->text, "加粗的为牵头单位\n**市教育局**、**市住建局**、市财政局\n");
  EXPECT_EQ(read_body(paragraph(run("牵头单位")) + task)->text, "牵头单位\n市教育局、市住建局、市财政局\n");
}

TEST(Docx, FieldsShowTheirResult) {
  const auto document = read_body(
      paragraph("<w:r><w:fldChar w:fldCharType='begin'/><w:instrText>REF a</w:instrText><w:fldChar "
                "w:fldCharType='separate'/>"
                "</w:r>" +
                run("见附件") + "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:fldSimple>" + run("一") +
                "</w:fldSimple>") +
      paragraph("<w:r><w:fldChar w:fldCharType='begin'/></w:r>" + run("未完")) + paragraph(run("下一段")));
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "见附件一\n下一段\n");
}

TEST(Docx, TextBoxesStandBehindTheirParagraphOnce) {
  const std::string box = "<w:txbxContent>" + paragraph(run("框里的话")) + "</w:txbxContent>";
  const auto document =
      read_body(paragraph(run("正文") + "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>" + box +
                          "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>" + box +
                          "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"));
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "正文\n框里的话\n");
}

TEST(Docx, NotesStandBehindTheText) {
  const auto note = [](const std::string& kind, const std::string& words) {
    return "<w:" + kind + "s><w:" + kind + " w:id='1'>" + paragraph(run(words)) + "</w:" + kind +
           "></w:" + kind + "s>";
  };
  const auto document = read_body(
      paragraph(run("任务") + "<w:r><w:footnoteReference w:id='1'/><w:endnoteReference w:id='1'/></w:r>"),
      {{"word/footnotes.xml", note("footnote", "脚注")}, {"word/endnotes.xml", note("endnote", "尾注")}});
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "任务\n注：脚注\n注：尾注\n");
  // a note that refers to itself
  EXPECT_TRUE(read_body(paragraph("<w:r><w:footnoteReference w:id='1'/></w:r>"),
                        {{"word/footnotes.xml",
                          "<w:footnotes><w:footnote w:id='1'>" +
                              paragraph(run("甲") + "<w:r><w:footnoteReference w:id='1'/></w:r>") +
                              "</w:footnote></w:footnotes>"}})
                  .ok());
}

TEST(Docx, BytesThatMeanNothingAreMarked) {
  const auto document = read_body(paragraph(run("改造\xFF\xE6小区")));
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "改造\xEF\xBF\xBD\xEF\xBF\xBD小区\n");
  EXPECT_EQ(document->broken.size(), 2U);
}

TEST(Docx, MergedCells) {
  const auto document =
      read_body("<w:tbl><w:tr>" + cell("类别") + cell("任务") + cell("单位") + "</w:tr><w:tr>" +
                cell("经济", "<w:vMerge w:val='restart'/>") + cell("甲") + cell("县财政局") + "</w:tr><w:tr>" +
                cell("", "<w:vMerge/>") + cell("乙和丙", "<w:gridSpan w:val='2'/>") + "</w:tr></w:tbl>");
  ASSERT_TRUE(document.ok());
  EXPECT_EQ(document->text, "类别\t任务\t单位\n经济\t甲\t县财政局\n乙和丙\n");
  ASSERT_EQ(document->tables.size(), 1U);
  EXPECT_EQ(document->tables[0].cells[3].rows, 2U);
  EXPECT_EQ(document->tables[0].cells[6].columns, 2U);
}

}  // namespace
}  // namespace duban
