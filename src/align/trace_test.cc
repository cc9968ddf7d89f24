#include "align/trace.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>

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
