#include "exports/snapshot.h"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "exports/bulletin.h"
#include "read/xlsx_cells.h"
#include "read/zip.h"

namespace duban {
namespace {

SnapshotTask task(std::int64_t id, const std::string& light, const std::string& state = "in_progress") {
  SnapshotTask out;
  out.id = id;
  out.no = std::to_string(id);
  out.section = id < 4 ? "一" : "二";
  out.section_title = id < 4 ? "推动工业增长" : "办好民生实事";
  out.text = "第" + std::to_string(id) + "项任务";
  out.lead_units = {"市教育局"};
  out.due = "2026-12-31";
  out.state = state;
  out.state_zh = state == "closed" ? "办结销号" : "推进";
  out.light = light;
  out.why = "完成40%，序时进度50%";
  return out;
}

Snapshot april() {
  Snapshot out;
  out.title = "示例市重点工作 2026年4月调度";
  out.on = "2026-05-06";
  out.round_title = "2026年4月调度";
  out.plans = {{1, "示例市2026年重点工作分工方案", 2026}};
  out.tasks = {task(1, "green"),           task(2, "yellow"), task(3, "red"),
               task(4, "green", "closed"), task(5, "grey"),   task(6, "red", "closed")};
  out.tasks[0].targets = {{"新建学校", "≥3", "所", 2.0, std::nullopt, "2026-04-30", "green"}};
  out.asked = {{1, 7, "市教育局", "2026-05-05", "2026-05-04", false},
               {2, 8, "市财政局", "2026-05-05", "2026-05-06", true},
               {3, 7, "市教育局", "2026-05-05", "", false},
               {5, 9, "市水利局", "2026-05-10", "", false}};  // not due yet
  return out;
}

Snapshot march() {
  Snapshot out = april();
  out.on = "2026-04-07";
  out.tasks = {task(1, "yellow"), task(2, "green"), task(3, "red"),
               task(4, "green"),  task(5, "green"), task(6, "red", "closed")};
  return out;
}

double percent_sum(const std::vector<Figure>& figures) {
  double out = 0;
  for (const Figure& each : figures) out += std::stod(each.percent);
  return out;
}

TEST(Snapshot, ComesBackAsItWasKept) {
  EXPECT_EQ(snapshot_from_json(to_json(april())).value(), april());
  EXPECT_EQ(to_json(april()), to_json(april()));
  for (const char* json : {"", "[]", "{}", R"({"title":1})"}) {
    EXPECT_EQ(snapshot_from_json(json).error().code, ErrorCode::kDamaged) << json;
  }
}

TEST(Snapshot, FiguresCountEachTaskOnceAndAddUpToAHundred) {
  const SnapshotFigures figures = figures_of(april(), nullptr);
  ASSERT_EQ(figures.lights.size(), 5U);
  EXPECT_EQ(figures.lights[0].task_ids, (std::vector<std::int64_t>{1, 4}));
  EXPECT_EQ(figures.lights[0].percent, "33.3");
  EXPECT_EQ(figures.lights[4].task_ids.size(), 0U);
  for (const auto* statement : {&figures.lights, &figures.states, &figures.reports}) {
    EXPECT_NEAR(percent_sum(*statement), 100.0, 1e-9);
  }
  EXPECT_EQ(figures.overdue, (std::vector<std::int64_t>{3}));  // 6 is closed
  EXPECT_EQ(figures.slow, (std::vector<std::int64_t>{2}));
  EXPECT_EQ(figures.closed, (std::vector<std::int64_t>{4, 6}));
  EXPECT_FALSE(figures.lights[0].change);
  ASSERT_EQ(figures.units.size(), 2U);  // in printed order; who is not due yet is not counted
  EXPECT_EQ(figures.units[0].unit, "市教育局");
  EXPECT_EQ(figures.units[0].asked, 2);
  EXPECT_EQ(figures.units[0].missing, 1);
  EXPECT_EQ(figures.units[1].late, 1);
}

TEST(Snapshot, ComparedWithTheOneBefore) {
  const Snapshot before = march();
  const SnapshotFigures figures = figures_of(april(), &before);
  EXPECT_EQ(figures.recovered, (std::vector<std::int64_t>{1}));
  EXPECT_EQ(figures.worse, (std::vector<std::int64_t>{2}));  // 5 has no colour now: nothing to compare
  EXPECT_EQ(figures.closed, (std::vector<std::int64_t>{4}));
  EXPECT_EQ(figures.lights[0].change, std::optional<std::int64_t>(-1));
  EXPECT_EQ(figures.lights[3].change, std::optional<std::int64_t>(1));
  const auto json = nlohmann::json::parse(figures_json(april(), figures));
  EXPECT_EQ(json["statements"][0]["figures"][1]["task_ids"], (nlohmann::json{2}));
  EXPECT_EQ(json["rows"].size(), 6U);
}

TEST(Snapshot, AnEmptyOneHasFiguresToo) {
  const SnapshotFigures figures = figures_of({}, nullptr);
  EXPECT_EQ(figures.lights[0].percent, "0.0");
  EXPECT_TRUE(figures.units.empty());
  EXPECT_TRUE(to_docx(bulletin_document({}, nullptr, draft_bulletin({}, nullptr, ""), "", {})).ok());
}

TEST(Snapshot, TheMonthAsAWorkbook) {
  const Snapshot before = march();
  const std::string bytes = snapshot_to_xlsx(april(), &before).value();
  EXPECT_EQ(snapshot_to_xlsx(april(), &before).value(), bytes);
  const auto sheets = read_xlsx_cells(bytes).value();
  ASSERT_EQ(sheets.size(), 3U);
  EXPECT_EQ(sheets[0].rows.size(), 8U);
  EXPECT_EQ(sheets[0].at(2, 8), "● 正常");
  EXPECT_EQ(sheets[0].at(2, 10), "新建学校 ≥3所；报 2所（2026-04-30）");
  EXPECT_EQ(sheets[1].rows[1], (std::vector<std::string>{"正常", "2", "33.3", "-1"}));
  EXPECT_EQ(sheets[2].rows[1], (std::vector<std::string>{"市教育局", "2", "1", "0", "1"}));
}

std::string document_text(const std::string& docx) {
  Zip zip = Zip::open(docx).take();
  return zip.read("word/document.xml").take();
}

TEST(Bulletin, EveryNumberOfTheDraftIsOfTheSnapshot) {
  const Snapshot before = march();
  const BulletinText text = draft_bulletin(april(), &before, "示例市人民政府督查室");
  EXPECT_NE(text.overall.find("截至2026年5月6日，纳入台账的任务共6项。按进度，正常2项，占33.3%；滞后1项，占16."
                              "7%；逾期2项，占33.3%；无数据1项，占16.7%。"),
            std::string::npos)
      << text.overall;
  EXPECT_NE(text.overall.find("与2026年4月7日相比，进度变差的1项，进度好转的1项，新办结销号的1项。"),
            std::string::npos)
      << text.overall;
  EXPECT_EQ(text.slow, "进度滞后1项、逾期1项，具体如下。");
  EXPECT_EQ(text.reports, "本期应报3件，按时报送1件，占33.4%；逾期报送1件，占33.3%；未报送1件，占33.3%。");
  EXPECT_EQ(bulletin_text_from_json(to_json(text), {}).value(), text);
}

TEST(Bulletin, TheSameSnapshotsAndWordsAreTheSameBytes) {
  const Snapshot before = march();
  const BulletinText text = draft_bulletin(april(), &before, "示例市人民政府督查室");
  const auto make = [&](const BulletinText& words) {
    return to_docx(bulletin_document(april(), &before, words, "示督通〔2026〕4号", *Day::of(2026, 5, 8)))
        .value();
  };
  EXPECT_EQ(make(text), make(text));
  const std::string xml = document_text(make(text));
  for (const char* words : {"一、总体情况", "二、滞后和逾期的任务", "▲ 滞后", "■ 逾期",
                            "逾期报送和未报送的单位", "示督通〔2026〕4号", "2026年5月8日"}) {
    EXPECT_NE(xml.find(words), std::string::npos) << words;
  }
  BulletinText other = text;
  other.next = "另一段要求。";
  EXPECT_NE(make(other), make(text));
}

TEST(Bulletin, WordsOfOtherShapesAreRefused) {
  const BulletinText base = draft_bulletin(april(), nullptr, "甲");
  EXPECT_EQ(bulletin_text_from_json(R"({"next":"照办。"})", base)->overall, base.overall);
  for (const char* json : {"[]", R"({"number":"1"})", R"({"next":3})", "x"}) {
    EXPECT_EQ(bulletin_text_from_json(json, base).error().code, ErrorCode::kInvalid) << json;
  }
  EXPECT_EQ(bulletin_text_from_json("{\"next\":\"" + std::string(20001, 'x') + "\"}", base).error().code,
            ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace duban
