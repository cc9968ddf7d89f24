#include <gtest/gtest.h>

#include "read/page.h"

namespace duban {
namespace {

constexpr double kSize = 10;

// Words of one line, every character `kSize` wide.
void print(Page& page, double left, double top, std::string words, double size = kSize) {
  const double wide = static_cast<double>(words.size()) / 3 * size;  // hanzi
  page.words.push_back({left, top, left + wide, top + size, size, std::move(words)});
}
Page a_page() {
  Page page;
  page.width = 400;
  page.height = 600;
  return page;
}
std::string repeated(std::string_view words, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += words;
  return out;
}
void frame(Page& page, const std::vector<double>& xs, const std::vector<double>& ys) {
  for (const double y : ys) page.rules.push_back({xs.front(), y, xs.back(), y});
  for (const double x : xs) page.rules.push_back({x, ys.front(), x, ys.back()});
}

TEST(PageLayout, LinesBecomeParagraphs) {
  Page page = a_page();
  print(page, 70, 100, repeated("甲", 28));  // indented, full
  print(page, 50, 115, repeated("乙", 30));
  print(page, 50, 130, repeated("丙", 12));
  print(page, 70, 145, repeated("丁", 28));
  print(page, 50, 160, repeated("戊", 5));
  const Document document = document_of_pages({page}, "pdf");
  EXPECT_EQ(document.text, "　　" + repeated("甲", 28) + repeated("乙", 30) + repeated("丙", 12) + "\n　　" +
                               repeated("丁", 28) + repeated("戊", 5) + "\n");
  ASSERT_EQ(document.places.size(), 5U);
  EXPECT_EQ(document.text.substr(document.places[1].at.begin, document.places[1].at.size()),
            repeated("乙", 30));
  EXPECT_FLOAT_EQ(document.places[1].top, 115);
}

TEST(PageLayout, LinesThatAreLongAndNotFullEndTheirParagraphs) {
  Page page = a_page();
  const int characters[] = {14, 20, 24, 27, 18, 30, 4, 26, 22, 25, 30, 3, 15, 26, 23};
  std::string expected;
  double top = 100;
  for (const int count : characters) {
    print(page, 50, top, repeated("甲", count));
    top += 15;
    expected += repeated("甲", count) + (count == 30 ? "" : "\n");
  }
  EXPECT_EQ(document_of_pages({page}, "pdf").text, expected);
}

TEST(PageLayout, BlanksThatWereTypedStay) {
  Page page = a_page();
  print(page, 50, 100, "第一部分");
  print(page, 100, 100, "产业强区");  // a full-width blank
  page.words.push_back({50, 115, 65, 125, kSize, "1.1"});
  print(page, 71, 115, "全年");  // a half-width one
  page.words.push_back({50, 130, 70, 140, kSize, "2026"});
  print(page, 72.5, 130, "年度");  // set apart by the program that printed it
  print(page, 50, 145, "人事股");
  print(page, 82, 145, "各学校");  // narrow, and the page says that it is one
  page.words.back().blank = true;
  print(page, 114, 145, "县一中");
  EXPECT_EQ(document_of_pages({page}, "pdf").text,
            "第一部分  产业强区\n1.1 全年\n2026年度\n人事股 各学校县一中\n");
}

TEST(PageLayout, ShortLinesOnAWidePageEndTheirParagraphs) {
  Page page = a_page();
  for (int i = 0; i < 12; ++i) print(page, 50, 100 + 15 * i, repeated("甲", 17 + i % 3));
  std::string expected;
  for (int i = 0; i < 12; ++i) expected += repeated("甲", 17 + i % 3) + "\n";
  EXPECT_EQ(document_of_pages({page}, "pdf").text, expected);
}

TEST(PageLayout, AParagraphGoesOnOverThePageAndItsEdges) {
  std::vector<Page> pages;
  for (int i = 0; i < 3; ++i) {
    Page page = a_page();
    print(page, 50, 30, "某某公报");
    print(page, i == 0 ? 70 : 50, 100, repeated("甲", i == 0 ? 28 : 30));
    print(page, 50, 115, repeated("乙", i == 2 ? 3 : 30));
    page.words.push_back({190, 570, 210, 580, kSize, "- " + std::to_string(i + 1) + " -"});
    pages.push_back(page);
  }
  EXPECT_EQ(document_of_pages(pages, "pdf").text, "　　" + repeated("甲", 28) + repeated("乙", 30) +
                                                      repeated("甲", 30) + repeated("乙", 30) +
                                                      repeated("甲", 30) + repeated("乙", 3) + "\n");
}

TEST(PageLayout, AWiderGapPartsParagraphsWithoutIndent) {
  Page page = a_page();
  for (const double top : {100.0, 115.0, 140.0, 155.0, 180.0, 195.0}) print(page, 50, top, repeated("甲", 30));
  EXPECT_EQ(document_of_pages({page}, "pdf").text, repeated(repeated("甲", 60) + "\n", 3));
}

TEST(PageLayout, TwoColumnsAreReadOneAfterTheOther) {
  Page page = a_page();
  print(page, 50, 80, repeated("题", 30));
  for (int i = 0; i < 12; ++i) {
    print(page, 50, 100 + 15 * i, repeated("左", 14));
    print(page, 210, 100 + 15 * i, repeated("右", 14));
  }
  EXPECT_EQ(document_of_pages({page}, "pdf").text,
            repeated("题", 30) + "\n" + repeated("左", 14 * 12) + repeated("右", 14 * 12) + "\n");
}

TEST(PageLayout, FramesMakeCells) {
  Page page = a_page();
  frame(page, {50, 100, 250, 350}, {100, 120, 160, 180});
  // the first column's cell fills two rows: its frame has no line between them
  std::erase_if(page.rules, [](const PageRule& rule) { return rule.top == 160; });
  page.rules.push_back({100, 160, 350, 160});
  print(page, 60, 104, "类别");
  print(page, 110, 104, "任务");
  print(page, 260, 104, "单位");
  print(page, 60, 140, "经济");
  print(page, 110, 124, repeated("甲", 13));
  print(page, 110, 138, repeated("乙", 3));
  print(page, 260, 124, "县财政局");
  print(page, 260, 138, "县民政局");
  print(page, 110, 164, "丙");
  print(page, 260, 164, "丁");
  const Document document = document_of_pages({page}, "pdf");
  EXPECT_EQ(document.text, "类别\t任务\t单位\n经济\t" + repeated("甲", 13) + repeated("乙", 3) +
                               "\t县财政局\n县民政局\n丙\t丁\n");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].cells[3].rows, 2U);
}

// A row that the page broke: its words go on where their line was full, else in a paragraph of their own.
TEST(PageLayout, ATableGoesOnOverThePage) {
  for (const bool full : {true, false}) {
    const std::string broken = repeated("乙", full ? 13 : 9);
    std::vector<Page> pages;
    for (int i = 0; i < 2; ++i) {
      Page page = a_page();
      frame(page, {50, 100, 250, 350}, {100, 120, 160, 200});
      print(page, 60, 104, "序号");
      print(page, 110, 104, "任务");
      print(page, 260, 104, "单位");
      if (i == 0) {
        page.words.push_back({60, 124, 65, 134, kSize, "1"});
        print(page, 110, 124, "甲");
        print(page, 260, 124, "县财政局");
        page.words.push_back({60, 164, 65, 174, kSize, "2"});
        print(page, 110, 164, broken);
        print(page, 260, 164, "县民政局");
      } else {
        print(page, 110, 124, "丙");  // the rest of the second row
        page.words.push_back({60, 164, 65, 174, kSize, "3"});
        print(page, 110, 164, "丁");
        print(page, 260, 164, "县统计局");
      }
      pages.push_back(page);
    }
    const Document document = document_of_pages(pages, "pdf");
    EXPECT_EQ(document.text, "序号\t任务\t单位\n1\t甲\t县财政局\n2\t" + broken + (full ? "" : "\n") +
                                 "丙\t县民政局\n3\t丁\t县统计局\n");
    ASSERT_EQ(document.tables.size(), 1U);
    EXPECT_EQ(document.tables[0].rows, 4U);
  }
}

// Where no row has a number: words alone, which had no room on the page before, are no row of their own.
TEST(PageLayout, ARowWithoutANumberGoesOnOverThePage) {
  const auto text = [](int characters) {
    std::vector<Page> pages;
    for (int i = 0; i < 2; ++i) {
      Page page = a_page();
      frame(page, {50, 100, 250, 350}, {100, 120, 160});
      if (i == 0) {
        print(page, 60, 104, "类别");
        print(page, 110, 104, "任务");
        print(page, 260, 104, "单位");
        print(page, 110, 124, repeated("乙", characters));
      } else {
        print(page, 110, 104, "丙丙");
        print(page, 60, 124, "经济");
        print(page, 110, 124, "丁");
        print(page, 260, 124, "县统计局");
      }
      pages.push_back(page);
    }
    return document_of_pages(pages, "pdf").text;
  };
  EXPECT_EQ(text(13), "类别\t任务\t单位\n\t" + repeated("乙", 13) + "丙丙\t\n经济\t丁\t县统计局\n");
  EXPECT_EQ(text(9), "类别\t任务\t单位\n\t" + repeated("乙", 9) + "\t\n\t丙丙\t\n经济\t丁\t县统计局\n");
}

// A table whose cells stand one below the other as lines of text.
TEST(PageLayout, HeadsBelowEachOtherAreNoTable) {
  Page page = a_page();
  std::string expected;
  double top = 100;
  for (const std::string_view words : {"序号", "工作任务", "牵头单位", "一", "改造老旧小区", "县住建局"}) {
    print(page, 50, top, std::string(words));
    top += 15;
    expected += std::string(words) + "\n";
  }
  const Document document = document_of_pages({page}, "pdf");
  EXPECT_EQ(document.text, expected);
  EXPECT_TRUE(document.tables.empty());
}

// Full lines, behind which numbers, headings and attachments begin; a figure does not.
TEST(PageLayout, ANumberBehindASentenceBeginsAParagraph) {
  const auto text = [](const std::string& end, const std::string& next) {
    Page page = a_page();
    print(page, 50, 100, repeated("甲", 29) + end);
    print(page, 50, 115, next + repeated("乙", 29));
    print(page, 50, 130, repeated("丙", 3));
    return document_of_pages({page}, "pdf").text;
  };
  for (const std::string next : {"14.", "（二）", "三、", "附件："})
    EXPECT_EQ(text("）", next),
              repeated("甲", 29) + "）\n" + next + repeated("乙", 29) + repeated("丙", 3) + "\n")
        << next;
  for (const std::string next : {"14.5", "2026", "三年", "附件所列"})
    EXPECT_EQ(text("）", next),
              repeated("甲", 29) + "）" + next + repeated("乙", 29) + repeated("丙", 3) + "\n")
        << next;
  EXPECT_EQ(text("第", "三、"), repeated("甲", 29) + "第三、" + repeated("乙", 29) + repeated("丙", 3) + "\n");
}

TEST(PageLayout, ATableWithoutFramesStandsWhereItIsPrinted) {
  Page page = a_page();
  print(page, 50, 80, repeated("甲", 30));
  print(page, 50, 100, "序号");
  print(page, 110, 100, "工作任务");
  print(page, 270, 100, "牵头单位");
  for (int row = 1; row <= 3; ++row) {
    const double top = 100 + 20.0 * row;
    page.words.push_back({55, top, 60, top + 10, kSize, std::to_string(row)});
    print(page, 110, top, "改造老旧小区");
    print(page, 270, top, "县财政局");
  }
  const Document document = document_of_pages({page}, "pdf");
  EXPECT_EQ(document.text,
            repeated("甲", 30) +
                "\n序号\t工作任务\t牵头单位\n1\t改造老旧小区\t县财政局\n2\t改造老旧小区\t县财政局\n"
                "3\t改造老旧小区\t县财政局\n");
  EXPECT_EQ(document.tables.size(), 1U);
}

// 序号→重点任务→…, printed with the stops of a word processor: 36 points from one to the next.
TEST(PageLayout, CellsThatTabsPartGetTheirTabsBack) {
  Page page = a_page();
  const auto stop = [](int n) { return 50 + 36.0 * n; };
  const char* const heads[] = {"序号", "任务", "领导", "牵头", "责任单位"};
  for (int i = 0; i < 5; ++i) print(page, stop(i), 100, heads[i]);
  print(page, 50, 115, "1");
  print(page, stop(1), 115, repeated("甲", 20));  // over the heads, to 286
  print(page, stop(7), 115, "王明");              // to 322
  print(page, stop(8), 115, "市水");              // to 358: no room for more
  print(page, 50, 130, "利局");                   // the rest of the name
  print(page, stop(1), 130, "各县");
  print(page, 50, 145, "2");
  print(page, stop(1), 145, repeated("乙", 24));  // to 326
  print(page, stop(1), 160, "市科技局");  // 领导 is blank: one tab at the end of the line above, one in front
  print(page, stop(3), 160, "各县");
  print(page, 50, 190, "注：王明");
  const Document document = document_of_pages({page}, "pdf");
  EXPECT_EQ(document.text, "序号\t任务\t领导\t牵头\t责任单位\n1\t" + repeated("甲", 20) + "\t王明\t市水利局\t各县\n2\t" + repeated("乙", 24) +
                               "\t\t市科技局\t各县\n注：王明\n");
}

// Heads at such stops over columns that keep to them: a table as any other.
TEST(PageLayout, ColumnsAtStopsStayColumns) {
  Page page = a_page();
  const auto stop = [](int n) { return 50 + 36.0 * n; };
  const char* const heads[] = {"序号", "任务", "领导", "牵头单位"};
  const int at[] = {0, 1, 5, 7};
  for (int i = 0; i < 4; ++i) print(page, stop(at[i]), 100, heads[i]);
  for (int row = 0; row < 3; ++row) {
    print(page, 50, 115 + row * 30, std::string("  ") + static_cast<char>('1' + row));
    print(page, stop(1), 115 + row * 30, repeated("甲", 12));
    print(page, stop(1), 130 + row * 30, "乙乙");
    print(page, stop(5), 115 + row * 30, "王明");
    print(page, stop(7), 115 + row * 30, "市水利局");
  }
  const Document document = document_of_pages({page}, "pdf");
  ASSERT_EQ(document.tables.size(), 1U);
  EXPECT_EQ(document.tables[0].rows, 4U);
}

TEST(PageLayout, AFrameAroundWordsIsNoTable) {
  Page page = a_page();
  frame(page, {40, 360}, {90, 130});
  print(page, 50, 100, repeated("甲", 20));
  const Document document = document_of_pages({page}, "pdf");
  EXPECT_TRUE(document.tables.empty());
  EXPECT_EQ(document.text, repeated("甲", 20) + "\n");
}

TEST(PageLayout, RadicalsAreTheHanziThatTheyPrint) {
  Page page = a_page();
  print(page, 50, 100, "⼈⺠政府⼯作⽅案");
  EXPECT_EQ(document_of_pages({page}, "pdf").text, "人民政府工作方案\n");
}

}  // namespace
}  // namespace duban
