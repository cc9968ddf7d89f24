#include "supervise/review.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace duban {
namespace {

std::string figures_of(std::string_view sentences) {
  Plan report;
  std::uint32_t at = 0;
  while (!sentences.empty()) {
    constexpr std::string_view kStop = "。";
    const std::size_t end = sentences.find(kStop) + kStop.size();
    const auto size = static_cast<std::uint32_t>(end);
    report.clauses.push_back(
        {{"一"}, std::string(sentences.substr(0, end)), ClauseClass::kReview, {at, at + size}});
    at += size;
    sentences.remove_prefix(end);
  }
  std::string out;
  for (const ReviewFigure& each : read_review(report, 2026).figures) {
    out += fmt::format("{}{} {:g}{}{}", out.empty() ? "" : "|", each.target.indicator, each.target.value,
                       each.target.unit, each.sum ? " sum" : "");
  }
  return out;
}

struct Row {
  const char* review;
  const char* figures;
};
constexpr Row kRows[] = {
    {"高新技术企业净增92家、总数达到513家。", "高新技术企业净增 92家|高新技术企业总数 513家 sum"},
    {"预算收入92.4亿元，首次突破90亿元，增长7.5%。", "预算收入 9.24e+09元|预算收入 9e+09元|预算收入 7.5%"},
    {"空气优良天数351天、优良率96.2%。", "优良率 96.2%"},
    {"货物贸易进出口下降2.1%。", "货物贸易进出口 -2.1%"},
    {"小区改造、小巷提质任务分别完成16个、21条。", "小区改造 16个|小巷提质 21条"},
    // Several years are not the year: to the end of the sentence, or of the paragraph that begins so.
    {"新建公园8个，三年来累计加装电梯642部。建成食堂43个。", "新建公园 8个|建成食堂 43个"},
    {"五年来，新建公园80个。建成食堂43个。去年，新建学校6所。", "新建学校 6所"},
    {"五年来，新建公园80个，高新技术企业总数达到326家。2026年，新建学校6所。",
     "高新技术企业总数 326家 sum|新建学校 6所"},
    {"粮食产量年均增长3%。", ""},
};

TEST(Review, FiguresOfTheYear) {
  for (const Row& row : kRows) EXPECT_EQ(figures_of(row.review), row.figures) << row.review;
}

TEST(Review, WordsThatTellAStage) {
  EXPECT_EQ(stage_told("提前三个月通车运营"), ProjectStage::kCompleted);
  EXPECT_EQ(stage_told("完成可研批复、正在开展施工图设计"), ProjectStage::kPreliminary);
  EXPECT_EQ(stage_told("完成路基工程40%"), ProjectStage::kConstruction);
  EXPECT_EQ(stage_told("总干渠全线贯通、工程建设完成总量的83%"), ProjectStage::kConstruction);
  EXPECT_EQ(stage_told("入选国家试点"), std::nullopt);
}

TEST(Review, WordsThatTellAShare) {
  EXPECT_EQ(share_told("一刻钟便民生活圈覆盖92%的城市社区"), 92);
  EXPECT_EQ(share_told("一刻钟便民生活圈建设加快"), std::nullopt);
}

}  // namespace
}  // namespace duban
