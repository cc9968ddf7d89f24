#include "read/docx_numbering.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

namespace duban {
namespace {

TEST(DocxNumbering, PrintsNumbersAsTheFormatSays) {
  const struct {
    int value;
    const char* format;
    const char* printed;
  } rows[] = {
      {3, "decimal", "3"},
      {3, "chineseCounting", "三"},
      {12, "chineseCountingThousand", "十二"},
      {103, "chineseCountingThousand", "一百零三"},
      {120, "japaneseCounting", "一百二十"},
      {7, "decimalEnclosedCircle", "⑦"},
      {14, "ideographDigital", "一四"},
      {4, "upperRoman", "IV"},
      {2, "lowerLetter", "b"},
      {5, "bullet", ""},
  };
  for (const auto& row : rows) EXPECT_EQ(printed_number(row.value, row.format), row.printed) << row.format;
}

constexpr const char* kNumbering = R"(<w:numbering xmlns:w="w">
  <w:abstractNum w:abstractNumId="0">
    <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
    <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
    <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>)";
constexpr const char* kStyles = R"(<w:styles xmlns:w="w">
  <w:style w:styleId="Base"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="Child"><w:basedOn w:val="Base"/></w:style>
</w:styles>)";

TEST(DocxNumbering, CountsLevelsAndBeginsDeeperOnesAnew) {
  pugi::xml_document numbering;
  pugi::xml_document styles;
  ASSERT_TRUE(numbering.load_string(kNumbering));
  ASSERT_TRUE(styles.load_string(kStyles));
  DocxNumbering numbers(numbering, styles);
  EXPECT_EQ(numbers.next("1", 0), "一、");
  EXPECT_EQ(numbers.next("1", 1), "（一）");
  EXPECT_EQ(numbers.next("1", 2), "1. ");
  EXPECT_EQ(numbers.next("1", 2), "2. ");
  EXPECT_EQ(numbers.next("1", 1), "（二）");
  EXPECT_EQ(numbers.next("1", 2), "1. ");
  EXPECT_EQ(numbers.next("1", 0), "二、");
  EXPECT_EQ(numbers.next("2", 2), "5. ");  // its own start
  EXPECT_EQ(numbers.next("9", 0), "");     // no such list
  EXPECT_EQ(numbers.of_style("Child").number_id, "1");
  EXPECT_EQ(numbers.of_style("Child").level, 1);
  EXPECT_EQ(numbers.of_style("None").number_id, "");
}

}  // namespace
}  // namespace duban
