#include "supervise/series.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "read/read.h"
#include "supervise/indicator_name.h"

namespace duban {
namespace {

Plan read_in(std::string_view text) {
  Result<Document> document = read_document(text, "材料.txt");
  EXPECT_TRUE(document.ok()) << document.error().message.zh;
  return extract(*document);
}

Plan plan_of(int year, std::string_view tasks) {
  return read_in(fmt::format("示例省{}年政府工作报告重点工作分工方案\n{}", year, tasks));
}

struct Papers {
  Plan first =
      plan_of(2024,
              "1．地区生产总值增长5.5%左右，居民人均可支配收入增长与经济增长基本同步。（牵头单位：省计委）\n"
              "2．改造城镇老旧小区700个。（牵头单位：省住房城乡建设厅）\n"
              "3．建设农村供水工程300处。（牵头单位：省水利厅）\n");
  Plan second = plan_of(2025,
                        "1．改造老旧小区600个。（牵头单位：省住房城乡建设厅）\n"
                        "2．GDP增长5%以上，居民人均可支配收入增长5%。（牵头单位：省发展改革委）\n");
  Plan third = plan_of(2026,
                       "1．全省地区生产总值增长4.5%左右。（牵头单位：省发展改革委）\n"
                       "2．改造老旧小区300个。（牵头单位：省住房城乡建设厅）\n"
                       "3．建设农村集中供水工程200处。（牵头单位：省水利厅）\n"
                       "4．新建口袋公园80个。（牵头单位：省住房城乡建设厅）\n");
  std::vector<const Plan*> all() const { return {&third, &first, &second}; }
};

Result<IndicatorSeries> series(const Papers& papers, std::string_view indicator,
                               const std::vector<const Plan*>& reports = {}) {
  return series_of(indicator, papers.all(), reports, default_verdict_rules(), *Day::of(2027, 2, 1));
}

TEST(Series, YearByYearWhateverThePaperCallsIt) {
  const Papers papers;
  const Result<IndicatorSeries> growth = series(papers, "经济增长");
  ASSERT_TRUE(growth.ok()) << growth.error().message.zh;
  EXPECT_EQ(growth->indicator, "地区生产总值");
  ASSERT_EQ(growth->points.size(), 3U);
  std::vector<std::string> promised;
  for (const SeriesPoint& point : growth->points) promised.push_back(point.promised);
  EXPECT_THAT(promised, testing::ElementsAre("5.5%左右", "5%以上", "4.5%左右"));
  EXPECT_EQ(growth->points[0].year, 2024);
  EXPECT_THAT(growth->points[0].lead_units, testing::ElementsAre("省计委"));
  EXPECT_THAT(growth->points[2].lead_units, testing::ElementsAre("省发展改革委"));
  EXPECT_EQ(growth->points[2].change, TargetChangeKind::kLowered);
}

TEST(Series, AGapStaysAGap) {
  const Papers papers;
  const Result<IndicatorSeries> water = series(papers, "农村供水工程");
  ASSERT_TRUE(water.ok());
  ASSERT_EQ(water->points.size(), 2U);
  EXPECT_EQ(water->points[1].year, 2026);
  EXPECT_EQ(water->points[1].indicator, "建设农村集中供水工程");
}

TEST(Series, APromiseWithoutANumber) {
  const Papers papers;
  const Result<IndicatorSeries> income = series(papers, "居民人均可支配收入");
  ASSERT_TRUE(income.ok());
  ASSERT_EQ(income->points.size(), 2U);
  EXPECT_FALSE(income->points[0].has_value);
  EXPECT_EQ(income->points[0].promised, "与经济增长基本同步");
  EXPECT_TRUE(income->points[1].has_value);
  EXPECT_FALSE(income->points[1].change.has_value());
}

TEST(Series, TheOutcomeWhereTheNextReportIsThere) {
  const Papers papers;
  const Plan report = read_in(
      "政府工作报告\n——2025年1月20日在示例省第十四届人民代表大会第三次会议上\n各位代表：\n一、2024年工作回顾\n"
      "过去一年，地区生产总值增长5.1%。改造老旧小区712个。\n二、2025年重点工作\n新建口袋公园100个。\n");
  const Result<IndicatorSeries> growth = series(papers, "地区生产总值", {&report});
  ASSERT_TRUE(growth.ok());
  ASSERT_TRUE(growth->points[0].reported.has_value());
  EXPECT_DOUBLE_EQ(growth->points[0].reported->achieved.value, 5.1);
  EXPECT_FALSE(growth->points[1].reported.has_value()) << "the report reviews 2024 only";
}

TEST(Series, AllThatStandInSeveralPlans) {
  const Papers papers;
  std::vector<std::string> names;
  for (const IndicatorSeries& each :
       all_series(papers.all(), {}, default_verdict_rules(), *Day::of(2027, 2, 1)))
    names.push_back(each.indicator);
  EXPECT_THAT(names, testing::ElementsAre("地区生产总值", "老旧小区", "农村供水工程", "居民人均可支配收入"));
}

TEST(Series, AnUnknownIndicatorNamesTheNearest) {
  const Papers papers;
  const Result<IndicatorSeries> none = series(papers, "农村公路");
  ASSERT_FALSE(none.ok());
  EXPECT_EQ(none.error().code, ErrorCode::kNotFound);
  EXPECT_NE(none.error().message.zh.find("农村供水工程"), std::string::npos) << none.error().message.zh;
}

TEST(Series, TheNameWithoutWhatIsDoneWithIt) {
  EXPECT_EQ(indicator_core("新建改造高标准农田"), "高标准农田");
  EXPECT_EQ(indicator_core("建设改造农村公路"), "农村公路");
  EXPECT_EQ(indicator_core("滚动建设省级工业互联网平台"), "工业互联网平台");
  EXPECT_EQ(indicator_core("全市生产总值"), "地区生产总值");
}

}  // namespace
}  // namespace duban
