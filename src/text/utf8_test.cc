#include "text/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace duban::utf8 {
namespace {

// As RFC 3629 has it, one sequence after the other.
std::size_t first_invalid_by_rule(std::string_view text) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto tail = [&](std::size_t i) { return byte(i) >= 0x80 && byte(i) <= 0xBF; };
  for (std::size_t i = 0; i < text.size();) {
    const unsigned first = byte(i);
    std::size_t size = 0;
    if (first < 0x80) size = 1;
    if (first >= 0xC2 && first <= 0xDF && tail(i + 1)) size = 2;
    if (first >= 0xE0 && first <= 0xEF && tail(i + 1) && tail(i + 2)) size = 3;
    if (first >= 0xF0 && first <= 0xF4 && tail(i + 1) && tail(i + 2) && tail(i + 3)) size = 4;
    if ((first == 0xE0 && byte(i + 1) < 0xA0) || (first == 0xED && byte(i + 1) > 0x9F)) size = 0;
    if ((first == 0xF0 && byte(i + 1) < 0x90) || (first == 0xF4 && byte(i + 1) > 0x8F)) size = 0;
    if (size == 0) return i;
    i += size;
  }
  return std::string_view::npos;
}

TEST(FirstInvalid, OneByteChangedAnywhere) {
  const std::string whole =
      "一、新建小学2所，改造校舍3处（县教育局牵头，县财政局配合）。abc đ𠀀 "
      "二、新建公园5个、改造道路6条，年底前完成。";
  ASSERT_EQ(first_invalid(whole), std::string_view::npos);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const unsigned byte :
         {0x00U, 0x41U, 0x80U, 0xBFU, 0xC0U, 0xC3U, 0xE0U, 0xE4U, 0xEDU, 0xEFU, 0xF0U, 0xF4U, 0xF8U, 0xFFU}) {
      std::string text = whole;
      text[at] = static_cast<char>(byte);
      EXPECT_EQ(first_invalid(text), first_invalid_by_rule(text)) << at << ' ' << byte;
    }
  }
}

TEST(FirstInvalid, CutAnywhere) {
  const std::string whole = "县教育局牵头，县财政局、县住房城乡建设局配合，2026年12月底前完成。";
  for (std::size_t size = 0; size <= whole.size(); ++size)
    EXPECT_EQ(first_invalid(std::string_view(whole).substr(0, size)),
              first_invalid_by_rule(std::string_view(whole).substr(0, size)));
}

TEST(Trim, BlanksOfEveryWidthAndLineEnds) {
  EXPECT_EQ(trim(" \t　\n新建 小学\u00A0 \r\n"), "新建 小学");
  EXPECT_EQ(trim("  "), "");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim("〇"), "〇");
}

}  // namespace
}  // namespace duban::utf8
