#include "align/trace.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "extract/extract.h"
#include "read/read.h"

namespace duban {
namespace {

Plan paper(std::string_view text) {
  Result<Document> document = read_document(text, "材料.txt");
  EXPECT_TRUE(document.ok()) << document.error().message.zh;
  return extract(*document);
}

Plan report_of(std::string_view body) {
  return paper(fmt::format(
      "政府工作报告\n——2026年1月20日在示例省第十四届人民代表大会第五次会议上\n各位代表：\n{}", body));
}

Plan report() {
  return report_of(
      "一、2025年工作回顾\n过去一年，新建公园90个。\n"
      "二、2026年重点工作\n"
      "（一）扩大内需。统筹供给和需求，全力推动经济向好。推进云岭机场、青河高铁、南湖大桥、白石水库等项目建设。"
      "打造一批特色乡镇。改造老旧小区300个，新增养老床位2000张。支持民间资本参与重大工程，形成你追我赶的局面。"
      "\n"
      "（二）改善民生。发展普惠托育，办好人民满意的教育。推广海绵城市做法。\n"
      "各位代表！让我们更加紧密地团结起来，奋力谱写新篇章！\n");
}

Plan plan() {
  return paper(
      "示例省2026年政府工作报告重点工作分工方案\n"
      "1．推进云岭机场、青河高铁等项目建设。（牵头单位：省发展改革委）\n"
      "2．推进南湖大桥项目建设。（牵头单位：省交通运输厅）\n"
      "3．打造一批特色小镇。（牵头单位：省住房城乡建设厅）\n"
      "4．改造老旧小区350个。（牵头单位：省住房城乡建设厅）\n"
      "5．支持民间资本参与重大工程。（牵头单位：省发展改革委）\n"
      "6．发展普惠托育。（牵头单位：省卫生健康委）\n"
      "7．清理拖欠农民工工资。（牵头单位：省人力资源社会保障厅）\n");
}

std::vector<std::string> texts(const TracedTask& task) {
  std::vector<std::string> out;
  for (const TraceSource& source : task.sources) out.push_back(source.text);
  return out;
}

TEST(Trace, OneClauseServesSeveralTasks) {
  const Result<Trace> found = trace(report(), plan());
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->tasks.size(), 7U);
  EXPECT_THAT(texts(found->tasks[0]),
              testing::ElementsAre("推进云岭机场、青河高铁、南湖大桥、白石水库等项目建设"));
  EXPECT_EQ(texts(found->tasks[1]), texts(found->tasks[0]));
  EXPECT_THAT(texts(found->tasks[5]), testing::ElementsAre("发展普惠托育"));
}

TEST(Trace, ATaskWithoutASource) {
  const Result<Trace> found = trace(report(), plan());
  ASSERT_TRUE(found.ok());
  EXPECT_TRUE(found->tasks[6].sources.empty());
}

TEST(Trace, WhatNoTaskCarries) {
  const Result<Trace> found = trace(report(), plan());
  ASSERT_TRUE(found.ok());
  std::vector<std::string> uncovered;
  for (const Uncovered& part : found->uncovered) uncovered.push_back(part.text);
  EXPECT_THAT(uncovered, testing::IsSupersetOf({"统筹供给和需求", "全力推动经济向好", "新增养老床位2000张",
                                                "办好人民满意的教育", "推广海绵城市做法"}));
  EXPECT_THAT(uncovered, testing::Not(testing::Contains(testing::HasSubstr("新建公园")))) << "the review";
  EXPECT_THAT(uncovered, testing::Not(testing::Contains(testing::HasSubstr("新篇章")))) << "the ending";
  EXPECT_THAT(uncovered, testing::Not(testing::Contains(testing::HasSubstr("云岭机场"))));
}

TEST(Trace, WordsThatChanged) {
  const Result<Trace> found = trace(report(), plan());
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->drift.size(), 3U);
  EXPECT_EQ(found->drift[0].task, "1");
  EXPECT_EQ(found->drift[0].kind, DriftKind::kDroppedItem);
  EXPECT_EQ(found->drift[0].detail, "白石水库");
  EXPECT_EQ(found->drift[1].task, "3");
  EXPECT_EQ(found->drift[1].kind, DriftKind::kWording);
  EXPECT_EQ(found->drift[1].detail, "乡 → 小");
  EXPECT_EQ(found->drift[2].task, "4");
  EXPECT_EQ(found->drift[2].kind, DriftKind::kFigure);
  EXPECT_EQ(found->drift[2].detail, "300个 → 350个");
}

TEST(Trace, AnItemThatAnotherTaskCarriesWasNotDropped) {
  Plan whole = plan();
  whole.tasks[1].text = "推进南湖大桥、白石水库项目建设。";
  const Result<Trace> found = trace(report(), whole);
  ASSERT_TRUE(found.ok());
  for (const Drift& drift : found->drift) EXPECT_NE(drift.task, "1") << drift.detail;
}

const Uncovered* uncovered_of(const Trace& trace, std::string_view text) {
  for (const Uncovered& part : trace.uncovered) {
    if (part.text == text) return &part;
  }
  return nullptr;
}

struct Told {
  const char* text;
  ClauseClass kind;
};
void expect_classes(const Plan& of_report, std::initializer_list<Told> rows) {
  const Result<Trace> found = trace(of_report, plan());
  ASSERT_TRUE(found.ok());
  for (const Told& row : rows) {
    const Uncovered* part = uncovered_of(*found, row.text);
    ASSERT_NE(part, nullptr) << row.text;
    EXPECT_EQ(part->clause_class, row.kind) << row.text;
  }
}

TEST(Trace, CommitmentsAreToldFromPreamblesAndSlogans) {
  const Plan whole = report_of(
      "二、2026年重点工作\n今年要重点抓好以下两个方面工作。\n"
      "（一）扩大内需。统筹供给和需求。推进云岭机场、青河高铁等项目建设。向短板要增量,"
      "向差距要潜能。推广海绵城市做法,"
      "让城市更加宜居!\n"
      "（二）培育主体。支持民间资本参与重大工程,形成你追我赶的生动局面。\n");
  expect_classes(whole, {{"统筹供给和需求", ClauseClass::kPreamble},
                         {"向短板要增量", ClauseClass::kPreamble},
                         {"推广海绵城市做法", ClauseClass::kCommitment},
                         {"让城市更加宜居", ClauseClass::kClosing},
                         {"形成你追我赶的生动局面", ClauseClass::kClosing}});
  const Result<Trace> found = trace(whole, plan());
  ASSERT_TRUE(found.ok());
  for (const Uncovered& part : found->uncovered)
    EXPECT_EQ(part.text.find("以下两个方面"), std::string::npos) << "it only announces what follows";
}

TEST(Trace, WhatOpensASectionOrOnlyRalliesIsNoCommitment) {
  const Plan whole = report_of(
      "二、2026年重点工作\n打好关键一仗,当好实干家。\n推进云岭机场、青河高铁等项目建设。开展全民阅读,"
      "邀四海宾朋做客示例!改造街巷20条!坚持以人民为中心,久久为功抓好养老,新建幸福食堂20个,增强群众获得感。\n");
  expect_classes(whole, {{"当好实干家", ClauseClass::kPreamble},
                         {"开展全民阅读", ClauseClass::kCommitment},
                         {"邀四海宾朋做客示例", ClauseClass::kClosing},
                         {"改造街巷20条", ClauseClass::kCommitment},
                         {"坚持以人民为中心", ClauseClass::kPreamble},
                         {"新建幸福食堂20个", ClauseClass::kCommitment},
                         {"增强群众获得感", ClauseClass::kClosing}});
}

TEST(Trace, ATaskThatTakesTheOpeningOfAnEnumeratedParagraphStandsForIt) {
  const auto report_with = [](std::string_view opening) {
    return report_of(
        fmt::format("二、2026年重点工作\n推进云岭机场、青河高铁等项目建设。\n三、加强自身建设\n"
                    "{}建设务实高效的服务型政府。不畏困难和矛盾,多为企业解难题。\n",
                    opening));
  };
  Plan with = plan();
  with.tasks[6].text = "建设务实高效的服务型政府。";
  const Result<Trace> enumerated = trace(report_with("一要"), with);
  ASSERT_TRUE(enumerated.ok());
  EXPECT_EQ(uncovered_of(*enumerated, "多为企业解难题"), nullptr);
  const Result<Trace> plain = trace(report_with(""), with);
  ASSERT_TRUE(plain.ok());
  EXPECT_NE(uncovered_of(*plain, "多为企业解难题"), nullptr)
      << "a sentence beside another is none of its task's";
}

// A report, and a plan that says the same in other words or shorter; the last two tasks are not from the
// report.
Plan report_in_full() {
  return paper(
      "政府工作报告\n——2026年1月20日在示例市第八届人民代表大会第五次会议上\n各位代表：\n"
      "现在，我代表市人民政府，向大会报告工作，请予审议，并请各位政协委员提出意见。\n"
      "一、2025年工作回顾\n过去一年，新建公园90个。\n"
      "二、2026年工作安排\n"
      "主要预期目标是：地区生产总值增长6%左右，固定资产投资增长8%，社会消费品零售总额增长7%左右，"
      "单位地区生产总值能耗完成省定目标。\n"
      "（一）扩大内需。加快示例机场航站楼、货运区改造扩容，力争年底主体完工。做好城际铁路东环线规划研究，"
      "完成火车北站站前广场及周边路网建设。改造提升鼓楼街、渡口等老商圈，引进品牌首店、旗舰店50家。\n"
      "（二）培育产业。推动七成以上规模以上工业企业建立研发机构，高新技术企业达到600家。"
      "加快陶瓷、家具等传统产业智能化改造、数字化转型，推动500家企业上云用云。适度超前建设算力设施，"
      "建成投用市公共算力中心。优化职业年金投资。\n"
      "（三）改善生态。深入推进白河保护治理，干流水质稳定达到Ⅲ类，完成九成以上入河排污口整治。"
      "打通断头路15条，改造交通堵点20处。涉企检查频次压减三分之一以上。\n"
      "（四）改善民生。开工建设配售型保障性住房1200套、长者食堂60个、儿童乐园8个。"
      "建成启用市妇女儿童医院，推动二级以上公立医院200项检查结果互认。新增群众身边的健身场地100片。\n"
      "各位代表！让我们更加紧密地团结起来，奋力谱写新篇章！\n");
}

Plan plan_in_other_words() {
  return paper(
      "示例市2026年政府工作报告重点任务责任清单\n"
      "1．全年GDP增长6%左右，固投增长8%。（牵头单位：市发展改革委）\n"
      "2．社零总额增长6%。（牵头单位：市商务局）\n"
      "3．示例机场改扩建工程年底竣工。（牵头单位：市交通运输局）\n"
      "4．启动城际铁路东环线前期工作，火车北站配套工程完工。（牵头单位：市发展改革委）\n"
      "5．老城商圈提档升级，新引进品牌首店40家。（牵头单位：市商务局）\n"
      "6．规上工业企业研发机构覆盖率达到70%，高企总量达到600家。（牵头单位：市科技局）\n"
      "7．推进传统制造业“智改数转”，新增上云企业500家。（牵头单位：市工业和信息化局）\n"
      "8．布局建设公共算力中心。（牵头单位：市数据局）\n"
      "9．白河干流水质稳定在Ⅳ类，入河排污口整治完成率达到90%。（牵头单位：市生态环境局）\n"
      "10．打通断头路12条，治理易堵点20处。（牵头单位：市城管局）\n"
      "11．涉企检查频次压减30%。（牵头单位：市司法局）\n"
      "12．配售型保障房开工1200套。（牵头单位：市住房城乡建设局）\n"
      "13．市妇儿医院开诊，二级以上公立医院检查结果互认达到200项，新聘儿科医师30名。（牵头单位：市卫生健康委）"
      "\n"
      "14．新建“家门口”运动场地100片。（牵头单位：市体育局）\n"
      "15．开展机场净空区噪声监测。（牵头单位：市生态环境局）\n"
      "16．做好第五次全国经济普查。（牵头单位：市统计局）\n");
}

TEST(Trace, OtherNamesAndShorterWordsComeFromTheReportToo) {
  const Result<Trace> found = trace(report_in_full(), plan_in_other_words());
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->tasks.size(), 16U);
  const std::vector<std::string> first[] = {
      {"地区生产总值增长6%左右", "固定资产投资增长8%"},
      {"社会消费品零售总额增长7%左右"},
      {"加快示例机场航站楼、货运区改造扩容"},
      {"做好城际铁路东环线规划研究", "完成火车北站站前广场及周边路网建设"},
      {"改造提升鼓楼街、渡口等老商圈", "引进品牌首店、旗舰店50家"},
      {"推动七成以上规模以上工业企业建立研发机构", "高新技术企业达到600家"},
      {"加快陶瓷、家具等传统产业智能化改造、数字化转型", "推动500家企业上云用云"},
      {"建成投用市公共算力中心"},
      {"干流水质稳定达到Ⅲ类", "完成九成以上入河排污口整治"},
      {"打通断头路15条", "改造交通堵点20处"},
      {"涉企检查频次压减三分之一以上"},
      {"开工建设配售型保障性住房1200套、长者食堂60个、儿童乐园8个"},
      {"建成启用市妇女儿童医院", "推动二级以上公立医院200项检查结果互认"},
      {"新增群众身边的健身场地100片"},
  };
  for (std::size_t i = 0; i < std::size(first); ++i)
    EXPECT_THAT(texts(found->tasks[i]), testing::IsSupersetOf(first[i])) << found->tasks[i].no;
  EXPECT_THAT(texts(found->tasks[8]), testing::Contains("深入推进白河保护治理"))
      << "one part holds two of the report's";
}

TEST(Trace, WhatIsSettledByItsWordsLeavesTheOthersAsTheyWere) {
  Plan mixed = plan_in_other_words();
  mixed.tasks[3].text = "做好城际铁路东环线规划研究，完成火车北站站前广场及周边路网建设。";
  mixed.tasks[5].text = "推动七成以上规模以上工业企业建立研发机构，高新技术企业达到600家。";
  mixed.tasks[9].text = "打通断头路15条，改造交通堵点20处。";
  const Result<Trace> found = trace(report_in_full(), mixed);
  ASSERT_TRUE(found.ok());
  for (std::size_t i = 0; i < found->tasks.size(); ++i)
    EXPECT_EQ(found->tasks[i].sources.empty(), i >= 14) << found->tasks[i].no;
}

TEST(Trace, ATaskOfTheSameFieldStaysWithoutASource) {
  const Result<Trace> found = trace(report_in_full(), plan_in_other_words());
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->tasks.size(), 16U);
  EXPECT_THAT(texts(found->tasks[14]), testing::IsEmpty()) << "an airport, but nothing of its building";
  EXPECT_THAT(texts(found->tasks[15]), testing::IsEmpty());
  EXPECT_THAT(texts(found->tasks[0]), testing::Not(testing::Contains(testing::HasSubstr("能耗"))))
      << "地区生产总值 and 单位地区生产总值能耗 are two indicators";
}

TEST(Trace, WhatIsSaidInOtherWordsIsCoveredAndTheRestIsNot) {
  const Result<Trace> found = trace(report_in_full(), plan_in_other_words());
  ASSERT_TRUE(found.ok());
  std::vector<std::string> uncovered;
  for (const Uncovered& part : found->uncovered) uncovered.push_back(part.text);
  EXPECT_THAT(uncovered, testing::IsSupersetOf({"单位地区生产总值能耗完成省定目标", "优化职业年金投资"}));
  for (const char* covered : {"社会消费品零售总额增长7%左右", "做好城际铁路东环线规划研究", "主要预期目标是",
                              "请予审议", "并请各位政协委员提出意见"})
    EXPECT_THAT(uncovered, testing::Not(testing::Contains(covered)));
}

TEST(Trace, DriftOfWhatIsSaidInOtherWords) {
  const Result<Trace> found = trace(report_in_full(), plan_in_other_words());
  ASSERT_TRUE(found.ok());
  struct Row {
    const char* task;
    DriftKind kind;
    const char* detail;  // holds
  };
  const Row rows[] = {{"2", DriftKind::kFigure, "7% → 6%"},
                      {"3", DriftKind::kWording, "竣工"},
                      {"5", DriftKind::kFigure, "50家 → 40家"},
                      {"6", DriftKind::kWording, "七成"},
                      {"9", DriftKind::kWording, "Ⅳ类"},
                      {"10", DriftKind::kFigure, "15条 → 12条"},
                      {"11", DriftKind::kFigure, "三分之一以上 → 30%"},
                      {"12", DriftKind::kDroppedItem, "长者食堂60个、儿童乐园8个"},
                      {"13", DriftKind::kWording, " → 新聘儿科医师30名"}};
  for (const Row& row : rows) {
    EXPECT_TRUE(std::any_of(found->drift.begin(), found->drift.end(), [&](const Drift& drift) {
      return drift.task == row.task && drift.kind == row.kind &&
             drift.detail.find(row.detail) != std::string::npos;
    })) << row.task;
  }
  for (const Drift& drift : found->drift) {
    EXPECT_NE(drift.plan, "固投增长8%") << "another name is no change";
    EXPECT_FALSE(drift.kind == DriftKind::kFigure && drift.task == "9") << "九成 is 90%";
  }
}

TEST(Trace, ItemsDroppedFromTheEndOfAListAreTold) {
  const Plan whole = report_of(
      "二、2026年重点工作\n发展首店经济、冰雪经济、宠物经济。建成东河实验学校、启动一中扩建。"
      "推进云岭机场、青河高铁、南湖大桥等重大工程建设。\n");
  const Plan shorter = paper(
      "示例省2026年政府工作报告重点工作分工方案\n"
      "1．发展首店经济、冰雪经济。（牵头单位：省商务厅）\n"
      "2．建成东河实验学校。（牵头单位：省教育厅）\n"
      "3．推进云岭机场、青河高铁建设。（牵头单位：省发展改革委）\n"
      "4．推进南湖大桥工程建设。（牵头单位：省交通运输厅）\n");
  const Result<Trace> found = trace(whole, shorter);
  ASSERT_TRUE(found.ok());
  std::vector<std::string> dropped;
  for (const Drift& drift : found->drift) {
    if (drift.kind == DriftKind::kDroppedItem) dropped.push_back(drift.task + " " + drift.detail);
  }
  EXPECT_THAT(dropped, testing::ElementsAre("1 宠物经济", "2 启动一中扩建")) << "3 and 4 share their list out";
}

// The task's first part is the source in its own words: what stands beside it adds to it, and did not become of it.
TEST(Trace, WhatATaskAddsBesideItsSource) {
  const Result<Trace> found = trace(
      report_of("二、2026年重点工作\n滚动实施省重点项目420个，建成云川至东屏高速公路。新增公办幼儿园学位1.5万个。\n"),
      paper("示例省2026年政府工作报告重点工作分工方案\n"
            "1．建成云川至东屏高速公路，新增高速公路通车里程160公里。（牵头单位：省交通运输厅）\n"
            "2．新增公办幼儿园学位1.6万个。（牵头单位：省教育厅）\n"
            "3．滚动实施省重点项目420个。（牵头单位：省发展改革委）\n"));
  ASSERT_TRUE(found.ok());
  EXPECT_THAT(texts(found->tasks[0]), testing::ElementsAre("建成云川至东屏高速公路"));
  ASSERT_EQ(found->drift.size(), 2U);
  EXPECT_EQ(found->drift[0].plan, "新增高速公路通车里程160公里");
  EXPECT_TRUE(found->drift[0].added);
  EXPECT_EQ(found->drift[0].clause, 0U);
  EXPECT_EQ(found->drift[1].detail, "1.5万 → 1.6万");
  EXPECT_FALSE(found->drift[1].added);
  EXPECT_EQ(found->drift[1].clause, 1U);
}

TEST(Trace, AMissingPartIsSaid) {
  const Result<Trace> found =
      trace(paper("政府工作报告（二）\n——2026年1月20日在示例省第十四届人民代表大会第五次会议上\n"
                  "（一）扩大内需。推进云岭机场、青河高铁等项目建设。\n"),
            plan());
  ASSERT_TRUE(found.ok());
  ASSERT_FALSE(found->remarks.empty());
  EXPECT_NE(found->remarks[0].zh.find("报告不全"), std::string::npos) << found->remarks[0].zh;
}

TEST(Trace, AReportThatIsNoReportIsSaid) {
  const Result<Trace> found = trace(paper("关于召开会议的通知\n各位同事：\n会议定于明天。\n"), plan());
  if (found.ok()) {
    EXPECT_FALSE(found->remarks.empty()) << "nothing of the plan comes from it";
  } else {
    EXPECT_NE(found.error().message.zh.find("政府工作报告"), std::string::npos);
  }
}

TEST(Trace, TheWrongWayRoundIsSaid) {
  const Result<Trace> found = trace(plan(), report());
  ASSERT_FALSE(found.ok());
  EXPECT_EQ(found.error().code, ErrorCode::kInvalid);
  EXPECT_NE(found.error().message.zh.find("先给报告"), std::string::npos);
}

}  // namespace
}  // namespace duban
