#include "supervise/empty_talk.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

std::string words(std::string_view text, const std::vector<Span>& spans) {
  std::string all;
  for (const Span& span : spans)
    all += (all.empty() ? "" : "|") + std::string(text.substr(span.begin, span.size()));
  return all;
}

TEST(EmptyTalk, FindsWhatAReportHolds) {
  struct Row {
    const char* text;
    const char* figures;
    const char* dates;
    const char* deliverables;
  };
  // clang-format off
  const Row rows[] = {
      {"已完成投资3.2亿元，改造老旧小区12个。",       "3.2亿元|12个", "",                     ""},
      {"完成率达到４５％。",                          "４５％",       "",                     ""},
      {"示例大桥于3月5日竣工，6月底前通车。",         "",             "3月5日|6月底前",       "示例大桥于3月5日竣工"},
      {"印发《示例市数据管理办法》。",                "",             "",                     "《示例市数据管理办法》"},
      {"以示政发〔2026〕2号文件部署。",               "",             "",                     "〔2026〕2号"},
      {"示例湖水质监测平台已上线运行。",              "",             "",                     "示例湖水质监测平台已上线"},
      {"建成示例河生态公园，加强管护。",              "",             "",                     "建成示例河生态公园"},
      {"新建幼儿园三所。",                            "三所",         "",                     ""},
      {"重点项目开工，有关工程竣工。",                "",             "",                     ""},
      {"今年以来高度重视，2026年扎实推进。",          "",             "",                     ""},
      {"上半年完成。",                                "",             "上半年",               ""},
      {"示政办发〔2026〕，《》",                      "",             "",                     ""},
      {"树牢“四个意识”，一个一个抓落实。",            "",             "",                     ""},
      {"高度重视，扎实推进，取得明显成效。",          "",             "",                     ""},
  };
  // clang-format on
  for (const Row& row : rows) {
    const ReportText read = read_report_text(row.text);
    EXPECT_EQ(words(row.text, read.figures), row.figures) << row.text;
    EXPECT_EQ(words(row.text, read.dates), row.dates) << row.text;
    EXPECT_EQ(words(row.text, read.deliverables), row.deliverables) << row.text;
  }
}

TEST(EmptyTalk, IsPointedOut) {
  const Day on = *Day::parse("2026-07-05");
  const auto told = empty_talk("我单位高度重视，扎实推进各项工作，取得明显成效。", on);
  ASSERT_TRUE(told);
  EXPECT_EQ(told->rule, "report.empty_talk");
  EXPECT_EQ(told->words.zh,
            "没有数字、日期，也没有写明的成果：请写清做了什么、做到哪里、何时完成（“高度重视”、“扎实推进”、“取"
            "得明显成效”等说法没有具体内容）");
  EXPECT_FALSE(empty_talk("高度重视，已改造老旧小区12个。", on));
  EXPECT_FALSE(empty_talk("计划9月完成验收。", on));
  EXPECT_FALSE(empty_talk("", on));
  EXPECT_FALSE(empty_talk(" \n", on));
  ASSERT_TRUE(empty_talk("按要求开展工作。", on));
  EXPECT_EQ(empty_talk("按要求开展工作。", on)->words.en,
            "There is no figure, no date and no named deliverable: say what was done, how far, and by when");
}

}  // namespace
}  // namespace duban
