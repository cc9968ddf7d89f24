#include "read/html.h"

#include <gtest/gtest.h>

#include "read/html_tags.h"

namespace duban {
namespace {

std::string repeated(std::string_view words, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += words;
  return out;
}
// 政府工作报告 in GB18030 and Big5
const std::string kGb = "\xD5\xFE\xB8\xAE\xB9\xA4\xD7\xF7\xB1\xA8\xB8\xE6";
const std::string kBig5 = "\xAC\x46\xA9\xB2\xA4\x75\xA7\x40\xB3\xF8\xA7\x69";

TEST(Html, TheBytesTellTheEncodingWhateverIsDeclared) {
  struct Row {
    std::string head, words, encoding, text;
  };
  const std::string answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=";
  for (const Row& row : {
           Row{"<html><meta charset=utf-8>", kGb, "gb18030", "政府工作报告\n"},
           Row{"<html><meta charset=big5>", kGb, "gb18030", "政府工作报告\n"},
           Row{"<html><meta charset=gb2312>", "政府工作报告", "utf-8", "政府工作报告\n"},
           Row{"<html><meta charset=gb2312>", kBig5, "big5", "政府工作報告\n"},
           Row{"<html><meta charset=big5>", kBig5, "big5", "政府工作報告\n"},
           Row{answer + "big5\r\n\r\n<html>", kBig5, "big5", "政府工作報告\n"},
           Row{answer + "utf-8\r\n\r\n<html>", kGb, "gb18030", "政府工作报告\n"},
       }) {
    const std::string bytes = row.head + "<p>" + repeated(row.words, 5) + "</p></html>";
    ASSERT_TRUE(looks_like_html(bytes)) << row.head;
    const auto page = read_html(bytes);
    ASSERT_TRUE(page.ok()) << row.head;
    EXPECT_EQ(page->encoding, row.encoding) << row.head;
    EXPECT_EQ(page->text, repeated(row.text.substr(0, row.text.size() - 1), 5) + "\n") << row.head;
  }
}

TEST(Html, ABrokenByteInAPageOfGb18030IsMarked) {
  const auto page = read_html("<html><p>" + repeated(kGb, 30) + "\xFF</p><p>" + kGb + "</p></html>");
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->encoding, "gb18030");
  EXPECT_EQ(page->broken.size(), 1U);
}

TEST(Html, LooksOfLettersAndHiddenWords) {
  const auto page = read_html(
      "<html><p><b>一、</b><font color=red>扩大</font>内需<b style='display: none'>隐<b>藏</b></b>。</p>"
      "<script>'<p>x</p>'</script><!-- <p>y</p> --><p>二、<i>稳</i>就业</p></html>");
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->text, "一、扩大内需。\n二、稳就业\n");
}

// Bold letters are kept where the paper says that they tell who leads, around what can be names.
TEST(Html, BoldNamesOfAPaperThatSpeaksOfThem) {
  const std::string task =
      "<p><b>一、稳增长</b></p><p>1.新建小学<strong>2所</strong>。</p><p>市财政局、<b>市教</b><b>育局</b>、<span "
      "style='font-weight: bold'>市住建局</span></p>";
  const auto says = read_html("<html><p>注：黑体字为牵头单位</p>" + task + "</html>");
  ASSERT_TRUE(says.ok());
  EXPECT_EQ(says->text, "注：黑体字为牵头单位\n一、稳增长\n1.新建小学2所。\n市财政局、**市教育局**、**市住建局**\n");
  const auto silent = read_html("<html>" + task + "</html>");
  ASSERT_TRUE(silent.ok());
  EXPECT_EQ(silent->text, "一、稳增长\n1.新建小学2所。\n市财政局、市教育局、市住建局\n");
}

TEST(Html, NestedTablesAreTheWordsOfTheirCell) {
  const auto page = read_html(
      "<html><table><tr><th>序号</th><th>任务</th></tr><tr><td>1</td><td>甲<table><tr><td>乙</td></tr></"
      "table></td></tr>"
      "</table></html>");
  ASSERT_TRUE(page.ok());
  EXPECT_NE(page->text.find("甲"), std::string::npos);
  EXPECT_NE(page->text.find("乙"), std::string::npos);
}

TEST(Html, BombsEndWithAMessage) {
  EXPECT_EQ(read_html("<html>" + repeated("<div>", 300'000) + "x").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(read_html("<html>" + repeated("<table><tr><td>", 20'000) + "x").error().code, ErrorCode::kInvalid);
  EXPECT_EQ(read_html("<html>" + repeated("<a>x", 2'000'000)).error().code, ErrorCode::kTooLarge);
  // what would be opened again in every paragraph
  std::string fonts = "<html>";
  for (int i = 0; i < 20'000; ++i) fonts += "<font size=" + std::to_string(i) + "><p>a";
  const auto page = read_html(fonts);
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->text.size(), 40'000U);
  // closed as they should be, many are no depth
  EXPECT_TRUE(read_html("<html>" + repeated("<p><span>甲</p><tr><td>乙<li>丙", 5'000)).ok());
}

TEST(Html, AnArticleInAScriptStandsInItsPlace) {
  const auto text = [](const std::string& page) {
    const Result<Document> document = read_html(page);
    return document.ok() ? document->text : document.error().message.en;
  };
  const std::string article = "\"<p>一、新建公办幼儿园和小学<\\/p><p>二、\\u4fee\\u5efa公园<\\/p><p>三、做好\\\"审计\\\"工作<\\/p>\"";
  EXPECT_EQ(text("<html><body><h1>方案</h1><script>var a = " + article + ";</script></body></html>"), "方案\n一、新建公办幼儿园和小学\n二、修建公园\n三、做好\"审计\"工作\n");
  // what the page shows already
  EXPECT_EQ(text("<html><body><p>一、新建公办幼儿园和小学</p><p>二、修建公园</p><p>三、做好\"审计\"工作</p><script>var a = " + article + ";</script></body></html>"),
            "一、新建公办幼儿园和小学\n二、修建公园\n三、做好\"审计\"工作\n");
  // no article
  EXPECT_EQ(text("<html><p>方案</p>" + repeated("<script></script>", 100'000)), "方案\n");
  EXPECT_EQ(text("<html><p>方案</p>" + repeated("<script>\"<p>", 20'000)), "方案\n");
  EXPECT_EQ(text("<html><body><h1>方案</h1><script>var a = '<p>暂无</p>', b = \"\\u\", c = \"</script></body></html>"), "方案\n");
}

}  // namespace
}  // namespace duban
