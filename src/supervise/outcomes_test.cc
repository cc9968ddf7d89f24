#include "supervise/outcomes.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "extract/extract.h"
#include "read/read.h"

namespace duban {
namespace {

Plan read_in(std::string_view text) {
  Result<Document> document = read_document(text, "材料.txt");
  EXPECT_TRUE(document.ok()) << document.error().message.zh;
  return extract(*document);
}

Plan promised() {
  return read_in(
      "示例省2026年政府工作报告重点工作分工方案\n"
      "1．地区生产总值增长4.5%左右，居民人均可支配收入增长与经济增长基本同步。（牵头单位：省发展改革委）\n"
      "2．城镇新增就业45万人以上，城镇调查失业率5.5%左右。（牵头单位：省人力资源社会保障厅）\n"
      "3．改造老旧小区300个、老旧管网3500公里。（牵头单位：省住房城乡建设厅）\n"
      "4．新建口袋公园80个。（牵头单位：省住房城乡建设厅）\n");
}

Plan reviewed() {
  return read_in(
      "政府工作报告\n——2027年1月20日在示例省第十四届人民代表大会第六次会议上\n各位代表：\n"
      "一、2026年工作回顾\n"
      "过去一年，全省地区生产总值增长4.4%，城镇新增就业48.2万人，城镇调查失业率5.2%。居民人均可支配收入增长4.9%"
      "。"
      "改造老旧小区312个、老旧管网3100公里。\n"
      "二、2027年重点工作\n新建口袋公园100个。\n");
}

const PromiseOutcome& row(const PlanOutcomes& outcomes, std::string_view indicator) {
  for (const PromiseOutcome& each : outcomes.outcomes) {
    if (each.indicator.find(indicator) != std::string::npos) return each;
  }
  ADD_FAILURE() << "no row for " << indicator;
  return outcomes.outcomes.front();
}

TEST(Outcomes, EachPromiseWithTheWordsOfTheReview) {
  const Result<PlanOutcomes> found =
      outcomes_of(promised(), reviewed(), default_verdict_rules(), *Day::of(2027, 2, 1));
  ASSERT_TRUE(found.ok()) << found.error().message.zh;
  const PromiseOutcome& growth = row(*found, "地区生产总值");
  ASSERT_TRUE(growth.reported.has_value());
  EXPECT_DOUBLE_EQ(growth.reported->achieved.value, 4.4);
  EXPECT_EQ(growth.verdict.value, Verdict::kMet) << "4.4 is within 0.2 points of 4.5%左右";
  EXPECT_EQ(row(*found, "新增就业").verdict.value, Verdict::kMet);
  EXPECT_EQ(row(*found, "失业率").verdict.value, Verdict::kMet) << "lower is better";
  EXPECT_EQ(row(*found, "老旧小区").verdict.value, Verdict::kMet);
  const PromiseOutcome& pipes = row(*found, "管网");
  EXPECT_EQ(pipes.verdict.value, Verdict::kNotMet);
  EXPECT_EQ(pipes.reported->words, "改造老旧小区312个、老旧管网3100公里");
  EXPECT_EQ(row(*found, "可支配收入").verdict.value, Verdict::kMet) << "4.9 against the economy's 4.4";
}

// Reviews as reports write them: other names for the indicator, the level before the rate, words for a figure.
struct Golden {
  const char* promise;    // a task of the plan
  const char* indicator;  // a piece of its name
  const char* review;     // a sentence of the review
  Verdict verdict;
  const char* words;  // what it rests on; empty: the review does not say
};
constexpr Golden kGolden[] = {
    {"地区生产总值增长5%以上", "生产总值", "全年GDP增长5.3%", Verdict::kMet, "全年GDP增长5.3%"},
    {"规模以上工业增加值增长6%", "工业增加值", "规上工业增加值增长4.9%", Verdict::kNotMet,
     "规上工业增加值增长4.9%"},
    {"社会消费品零售总额增长4%左右", "零售", "社零总额增长3.9%", Verdict::kMet, "社零总额增长3.9%"},
    {"城镇新增就业45万人以上", "就业", "城镇新增就业人数达到46.1万人", Verdict::kMet,
     "城镇新增就业人数达到46.1万人"},
    {"城镇调查失业率控制在5.5%以内", "失业率", "城镇调查失业率为5.6%", Verdict::kNotMet,
     "城镇调查失业率为5.6%"},
    {"居民消费价格涨幅2%左右", "价格", "居民消费价格上涨0.3%", Verdict::kNotMet, "居民消费价格上涨0.3%"},
    {"居民消费价格涨幅控制在2%左右", "价格", "居民消费价格上涨0.3%", Verdict::kMet, "居民消费价格上涨0.3%"},
    {"居民消费价格涨幅控制在2%左右", "价格", "居民消费价格上涨2.9%", Verdict::kNotMet, "居民消费价格上涨2.9%"},
    {"改造老旧小区300个", "老旧小区", "改造城镇老旧小区312个", Verdict::kMet, "改造城镇老旧小区312个"},
    {"新建改造高标准农田90万亩", "高标准农田", "建成高标准农田90.7万亩", Verdict::kMet,
     "建成高标准农田90.7万亩"},
    {"新增离境退税店1000家", "退税", "新增离境退税商店860家", Verdict::kNotMet, "新增离境退税商店860家"},
    {"单位地区生产总值能耗完成国家下达任务", "能耗", "单位地区生产总值能耗下降完成国家下达目标", Verdict::kMet,
     "单位地区生产总值能耗下降完成国家下达目标"},
    {"单位地区生产总值能耗完成国家下达任务", "能耗", "单位地区生产总值能耗未完成国家下达任务", Verdict::kNotMet,
     "单位地区生产总值能耗未完成国家下达任务"},
    {"保持零就业家庭动态清零", "零就业家庭", "零就业家庭保持动态清零", Verdict::kMet, "零就业家庭保持动态清零"},
    {"推进紧密型县域医共体建设全覆盖", "医共体", "紧密型县域医共体建设实现全覆盖", Verdict::kMet,
     "紧密型县域医共体建设实现全覆盖"},
    // The number before the thing, a name that fell, names of other lengths and in another order.
    {"改造老旧小区300个", "老旧小区", "312个老旧小区改造全部完工", Verdict::kMet, "312个老旧小区改造全部完工"},
    {"货物进出口总额增长8%", "进出口", "受外需走弱影响，货物贸易进出口下降2.1%", Verdict::kNotMet,
     "货物贸易进出口下降2.1%"},
    {"单位地区生产总值能耗下降3%", "能耗", "单位地区生产总值能耗下降3.2%", Verdict::kMet, "单位地区生产总值能耗下降3.2%"},
    {"每千人口拥有3岁以下婴幼儿托位数达到4个", "托位", "每千人口托位数达到4.1个", Verdict::kMet,
     "每千人口托位数达到4.1个"},
    {"新开工亿元以上工业项目70个", "工业项目", "亿元以上工业项目新开工72个、竣工投产41个", Verdict::kMet,
     "亿元以上工业项目新开工72个、竣工投产41个"},
    {"更新改造老旧管网210公里", "管网", "更新燃气、供水等老化管道236.5公里", Verdict::kMet,
     "更新燃气、供水等老化管道236.5公里"},
    {"交付率达到90%以上", "交付率", "保交楼项目交付1638套、交付率93.6%", Verdict::kMet,
     "保交楼项目交付1638套、交付率93.6%"},
    // Rates behind the amounts, names dealt out, the figure before in other words.
    {"旅游总收入增长20%以上", "旅游", "接待游客3126万人次、旅游总收入286亿元，分别增长18.2%、17.6%",
     Verdict::kNotMet, "接待游客3126万人次、旅游总收入286亿元，分别增长18.2%、17.6%"},
    {"一般公共预算收入增长6%", "预算", "地方一般公共预算收入92.4亿元，首次突破90亿元，增长7.5%", Verdict::kMet,
     "首次突破90亿元，增长7.5%"},
    {"背街小巷提质20条", "小巷", "老旧小区改造、背街小巷提质任务分别完成16个、21条", Verdict::kMet,
     "老旧小区改造、背街小巷提质任务分别完成16个、21条"},
    // Other units; what was there before is no addition, several years are not one.
    {"粮食产量稳定在21亿斤以上", "粮食", "粮食总产量10.8亿公斤", Verdict::kMet, "粮食总产量10.8亿公斤"},
    {"净增规模以上工业企业50家", "企业", "规模以上工业企业净增46家、达到528家", Verdict::kNotMet,
     "规模以上工业企业净增46家、达到528家"},
    {"新增绿色食品60个", "绿色食品", "绿色食品总数突破400个", Verdict::kUndecidable, ""},
    {"改造棚户区4000套", "棚户区", "三年来改造棚户区4.6万套", Verdict::kUndecidable, ""},
    {"城镇新增就业45万人", "就业", "五年来，城镇新增就业230万人", Verdict::kUndecidable, ""},
    // Goals in words: of all, a share of them, said in the part behind.
    {"国考断面水质优良比例100%", "水质", "国考断面水质全部达到优良", Verdict::kMet, "国考断面水质全部达到优良"},
    {"一刻钟便民生活圈全覆盖", "生活圈", "一刻钟便民生活圈覆盖92%的城市社区", Verdict::kNotMet,
     "一刻钟便民生活圈覆盖92%的城市社区"},
    {"城乡低保对象应保尽保", "低保", "2.1万名城乡低保对象应保尽保", Verdict::kMet, "2.1万名城乡低保对象应保尽保"},
    {"零就业家庭动态清零", "零就业家庭", "零就业家庭至少一人就业，始终保持动态清零", Verdict::kMet,
     "零就业家庭至少一人就业"},
    // Stages in other words.
    {"云东高速建成通车", "云东高速", "云东高速提前三个月通车运营", Verdict::kMet, "云东高速提前三个月通车运营"},
    {"建成云南灌区工程", "灌区", "云南灌区总干渠全线贯通、工程建设完成总量的83%", Verdict::kNotMet,
     "云南灌区总干渠全线贯通、工程建设完成总量的83%"},
    // What it must not take: another thing of the same unit, a rate for an amount, the promise of the next
    // year.
    {"新建口袋公园80个", "口袋公园", "改造老旧小区312个", Verdict::kUndecidable, ""},
    {"固定资产投资增长5%", "投资", "工业投资增长8.1%", Verdict::kUndecidable, ""},
    {"粮食产量500亿斤以上", "粮食", "粮食播种面积达到5330万亩", Verdict::kUndecidable, ""},
};

TEST(Outcomes, ReviewsTrueToForm) {
  for (const Golden& row : kGolden) {
    const Plan plan =
        read_in(fmt::format("示例省2026年政府工作报告重点工作分工方案\n1．{}"
                            "。（牵头单位：省发展改革委）\n2．办好龙舟赛3场。（牵头单位：省体育局）\n",
                            row.promise));
    const Plan report =
        read_in(fmt::format("政府工作报告\n——2027年1月20日在示例省第十四届人民代表大会第六次会议上\n各位代表："
                            "\n一、2026年工作回顾\n"
                            "过去一年，{}。\n二、2027年重点工作\n{}。\n",
                            row.review, row.promise));
    const Result<PlanOutcomes> found = outcomes_of(plan, report, default_verdict_rules(), *Day::of(2027, 2, 1));
    ASSERT_TRUE(found.ok()) << row.promise;
    const auto at = std::find_if(
        found->outcomes.begin(), found->outcomes.end(),
        [&](const PromiseOutcome& each) { return each.indicator.find(row.indicator) != std::string::npos; });
    ASSERT_NE(at, found->outcomes.end()) << row.promise;
    EXPECT_EQ(at->verdict.value, row.verdict) << row.promise << " / " << row.review;
    EXPECT_EQ(at->reported ? at->reported->words : "", row.words) << row.promise;
  }
}

// 年度完成投资 is of the projects before it; a task's thing counted twice is looked for in one place.
TEST(Outcomes, FiguresThatAreOneOnlyWithTheFigureBefore) {
  const Plan plan = read_in(
      "示例市2026年政府工作报告重点工作分工方案\n"
      "1．实施市级重点项目260个，年度完成投资520亿元以上。（牵头单位：市发展改革委）\n"
      "2．改造老旧小区85个、1.6万户。（牵头单位：市住房城乡建设局）\n");
  const Plan report = read_in(
      "政府工作报告\n——2027年1月20日在示例市第十四届人民代表大会第六次会议上\n各位代表：\n一、2026年工作回顾\n"
      "（一）坚持项目为王。266个市级重点项目完成投资548亿元，其中产业项目占比61%。\n"
      "（二）增进民生福祉。85个老旧小区、15820户居民住进新家。\n二、2027年重点工作\n改造老旧小区90个。\n");
  const Result<PlanOutcomes> found = outcomes_of(plan, report, default_verdict_rules(), *Day::of(2027, 2, 1));
  ASSERT_TRUE(found.ok()) << found.error().message.zh;
  std::string told;
  for (const PromiseOutcome& each : found->outcomes)
    told += fmt::format("{}|{}|{}\n", each.promised, to_word(each.verdict.value),
                        each.reported ? figure(each.reported->achieved.value) : "");
  EXPECT_EQ(told, "260个|met|266\n520亿元以上|met|54800000000\n85个|met|85\n1.6万户|not_met|15820\n");
}

TEST(Outcomes, WhatTheReviewDoesNotSayStaysOpen) {
  const Result<PlanOutcomes> found =
      outcomes_of(promised(), reviewed(), default_verdict_rules(), *Day::of(2027, 2, 1));
  ASSERT_TRUE(found.ok());
  const PromiseOutcome& parks = row(*found, "口袋公园");
  EXPECT_FALSE(parks.reported.has_value()) << "100 are promised for the next year, none are reported";
  EXPECT_EQ(parks.verdict.value, Verdict::kUndecidable);
}

// All goals of a task and all its works, each by itself.
TEST(Outcomes, EveryGoalAndEveryWorkOfATask) {
  const Plan plan = read_in(
      "示例省2026年政府工作报告重点工作分工方案\n"
      "1．零就业家庭动态清零，县域医共体建设全覆盖，粮食产量稳中有升，校园安全零事故。（牵头单位：省发展改革委"
      "）\n"
      "2．推动青山铁路、白水铁路开工，确保东湖水库建成投用，加快推进北河大桥建设，开工建设南岭隧道，抓好样例机"
      "场"
      "改扩建项目前期工作。（牵头单位：省交通运输厅）\n");
  const Plan report = read_in(
      "政府工作报告\n——2027年1月20日在示例省第十四届人民代表大会第六次会议上\n各位代表：\n一、2026年工作回顾\n"
      "过去一年，零就业家庭保持动态清零，县域医共体建设未实现全覆盖，粮食产量增长1.2%"
      "。青山铁路开工建设，示例省东湖"
      "水库主体完工，北河大桥建成通车，南岭隧道尚未开工。\n二、2027年重点工作\n加快白水铁路建设。\n");
  const Result<PlanOutcomes> found = outcomes_of(plan, report, default_verdict_rules(), *Day::of(2027, 2, 1));
  ASSERT_TRUE(found.ok()) << found.error().message.zh;
  std::string told;
  for (const PromiseOutcome& each : found->outcomes)
    told += fmt::format("{} {}|{}|{}|{}\n", each.no, each.indicator, each.promised, to_word(each.verdict.value),
                        each.reported ? each.reported->words : "");
  EXPECT_EQ(told,
            "1 零就业家庭|零就业家庭动态清零|met|零就业家庭保持动态清零\n"
            "1 县域医共体建设|县域医共体建设全覆盖|not_met|县域医共体建设未实现全覆盖\n"
            "1 粮食产量|粮食产量稳中有升|met|粮食产量增长1.2%\n"
            "1 校园安全|校园安全零事故|undecidable|\n"
            "2 青山铁路|青山铁路 开工|met|青山铁路开工建设\n"
            "2 白水铁路|白水铁路 开工|undecidable|\n"
            "2 东湖水库|东湖水库 建成投用|not_met|示例省东湖水库主体完工\n"
            "2 北河大桥|北河大桥 建设|met|北河大桥建成通车\n"
            "2 南岭隧道|南岭隧道 开工|not_met|南岭隧道尚未开工\n"
            "2 样例机场改扩建项目|样例机场改扩建项目 前期工作|undecidable|\n");
}

TEST(Outcomes, TooManyFiguresForTheTargetsAreRefused) {
  Plan plan = promised();
  while (plan.tasks.size() < 10'000) plan.tasks.push_back(plan.tasks.front());
  Plan report = reviewed();
  const auto review = std::find_if(report.clauses.begin(), report.clauses.end(),
                                   [](const Clause& each) { return each.clause_class == ClauseClass::kReview; });
  ASSERT_NE(review, report.clauses.end());
  const Clause again = *review;
  while (report.clauses.size() < 10'000) report.clauses.push_back(again);
  const Result<PlanOutcomes> found = outcomes_of(plan, report, default_verdict_rules(), *Day::of(2027, 2, 1));
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::kTooLarge);
}

TEST(Outcomes, AReportWithoutReviewIsRefused) {
  const Plan no_review =
      read_in("政府工作报告\n——2027年1月20日在示例省人民代表大会上\n二、2027年重点工作\n新建口袋公园100个。\n");
  const Result<PlanOutcomes> found =
      outcomes_of(promised(), no_review, default_verdict_rules(), *Day::of(2027, 2, 1));
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::kInvalid);
}

}  // namespace
}  // namespace duban
