#include "store/alignments.h"

#include "store/alignment_rows.h"
#include "store/approval.h"
#include "store/clauses.h"
#include "store/ledger_fixture.h"
#include "store/lineage.h"
#include "store/rebuild.h"
#include "store/series.h"

namespace duban {
namespace {

// Three papers of one city, and the report that reviews the second year.
class AlignmentsTest : public LedgerTest {
 protected:
  void SetUp() override {
    report = bring_in(report_of("2026年示例市政府工作报告", 2026,
                                {{ClauseClass::kCommitment, "改造老旧小区30个，新建口袋公园10个。"},
                                 {ClauseClass::kCommitment, "开通低空物流航线3条。"},
                                 {ClauseClass::kClosing, "各位代表，让我们一起努力。"}}))
                 .plan_id;
    earlier = bring_in(plan_2025()).plan_id;
    later = bring_in(plan_2026()).plan_id;
    review = bring_in(report_of("2027年示例市政府工作报告", 2027,
                                {{ClauseClass::kReview, "过去一年，改造老旧小区32个，地区生产总值增长4.8%。"}}))
                 .plan_id;
  }

  static PaperBuilder report_of(const std::string& title, int year,
                                const std::vector<std::pair<ClauseClass, std::string>>& clauses) {
    PaperBuilder paper(title, year);
    paper.plan.document.kind = DocumentKind::kReport;
    paper.plan.sections.push_back({"一", "重点工作", 1, "", "", {}});
    for (const auto& [kind, text] : clauses) {
      const auto begin = static_cast<std::uint32_t>(paper.document.text.size());
      paper.closing(text);
      paper.plan.clauses.push_back(
          {{"一"}, text, kind, {begin, begin + static_cast<std::uint32_t>(text.size())}});
    }
    return paper;
  }
  static PaperBuilder plan_2025() {
    PaperBuilder paper("2025年示例市《政府工作报告》重点工作分工方案", 2025);
    paper.section("一", "城市更新")
        .task("改造老旧小区20个。", {"市住房城乡建设局"})
        .target("改造老旧小区", Measure::kIncrement, 20, "个")
        .task("举办梅林音乐节。", {"市文化和旅游局"})
        .task("地区生产总值增长5%左右。", {"市发展改革委"})
        .target("地区生产总值", Measure::kGrowth, 5, "%");
    paper.last().targets.front().op = Comparison::kAbout;
    return paper;
  }
  static PaperBuilder plan_2026(const std::string& park = "新建口袋公园10个。") {
    PaperBuilder paper("2026年示例市《政府工作报告》重点工作分工方案", 2026);
    paper.section("一", "城市更新")
        .task("改造老旧小区30个。", {"市住房城乡建设局"})
        .target("改造老旧小区", Measure::kIncrement, 30, "个")
        .task(park, {"市城市管理局"})
        .target("新建口袋公园", Measure::kIncrement, 10, "个")
        .task("地区生产总值增长4.5%以上。", {"市发展改革委"})
        .target("地区生产总值", Measure::kGrowth, 4.5, "%");
    paper.last().targets.front().op = Comparison::kAtLeast;
    return paper;
  }

  std::int64_t align(std::int64_t from, std::int64_t to) {
    const auto id = make_alignment(*db, office, from, to, kTestNow);
    EXPECT_TRUE(id.ok()) << (id.ok() ? "" : id.error().message.zh);
    return id.ok() ? *id : 0;
  }
  Json read(std::int64_t id) { return parsed(read_alignment(*db, office, id, Language::kZh, kTestNow)); }
  std::string key(std::int64_t plan, const std::string& no) { return task_end(task_id(plan, no)); }
  static const Json* link_of(const Json& alignment, const std::string& from, const std::string& to) {
    for (const Json& each : alignment["links"]) {
      if (each["from"] == from && each["to"] == to) return &each;
    }
    return nullptr;
  }
  Result<std::int64_t> decide(std::int64_t id, LinkDecision decision, const std::string& from,
                              const std::string& to, std::optional<LinkType> type = {},
                              const std::string& reason = "") {
    return decide_link(*db, office, id, {}, {decision, from, to, type, reason}, kTestNow);
  }

  std::int64_t report = 0, earlier = 0, later = 0, review = 0;
};

TEST_F(AlignmentsTest, AReportIsAPaperWithClauses) {
  const Json clauses = parsed(list_clauses(*db, office, report, kTestNow));
  ASSERT_EQ(clauses["total"], 3);
  EXPECT_EQ(clauses["items"][1]["text"], "开通低空物流航线3条。");
  EXPECT_EQ(clauses["items"][2]["class"], "closing");
  EXPECT_EQ(clauses["items"][0]["section_titles"][0], "重点工作");
}

TEST_F(AlignmentsTest, TheUsualPairsOfAPlan) {
  const Json pairs = parsed(list_alignments(*db, office, later));
  std::set<std::string> shown;
  for (const Json& pair : pairs["items"])
    shown.insert(fmt::format("{} {}>{}", pair["kind"].get<std::string>(), pair["from"]["id"].get<int>(),
                             pair["to"]["id"].get<int>()));
  EXPECT_EQ(shown, (std::set<std::string>{fmt::format("trace {}>{}", report, later),
                                          fmt::format("years {}>{}", earlier, later),
                                          fmt::format("outcomes {}>{}", later, review)}));
  // Only what the government has, and only for who sees it whole.
  EXPECT_EQ(code_of(make_alignment(*db, office, later, 999, kTestNow)), ErrorCode::kNotFound);
  EXPECT_EQ(code_of(make_alignment(*db, office, report, review, kTestNow)), ErrorCode::kInvalid);
  Actor handler;
  handler.account_id = 7;
  handler.roles = {Role::kUnitHandler};
  EXPECT_EQ(code_of(make_alignment(*db, handler, earlier, later, kTestNow)), ErrorCode::kForbidden);
}

TEST_F(AlignmentsTest, YearBesideYear) {
  const std::int64_t id = align(earlier, later);
  const Json found = read(id);
  EXPECT_EQ(found["kind"], "years");
  const Json* homes = link_of(found, key(earlier, "1"), key(later, "1"));
  ASSERT_NE(homes, nullptr);
  EXPECT_EQ((*homes)["type"], "same");
  EXPECT_EQ((*homes)["targets"][0]["change"], "raised");
  EXPECT_EQ((*homes)["diff"], Json::parse(R"([["=","改造老旧小区"],["-","20"],["+","30"],["=","个。"]])"));
  EXPECT_EQ(found["dropped"], Json::array({key(earlier, "2")}));
  EXPECT_EQ(found["added"], Json::array({key(later, "2")}));
  // Kept: a second look finds nothing again.
  EXPECT_EQ(align(earlier, later), id);
  // The import compared the usual pairs by itself.
  EXPECT_EQ(count("alignment WHERE stamp <> ''"), 3);
  EXPECT_EQ(*freshen_alignments(*db, 1, later, Again::kWhereStale, kTestNow), 0);
}

TEST_F(AlignmentsTest, FromTheReport) {
  const Json found = read(align(report, later));
  EXPECT_EQ(found["kind"], "trace");
  EXPECT_NE(link_of(found, "c0", key(later, "1")), nullptr);
  EXPECT_NE(link_of(found, "c0", key(later, "2")), nullptr);
  ASSERT_EQ(found["uncovered"].size(), 1U);
  EXPECT_EQ(found["uncovered"][0]["from"], "c1");
  EXPECT_EQ(found["added"], Json::array({key(later, "3")}));
  EXPECT_EQ(code_of(decide(found["id"], LinkDecision::kConfirm, "c1", key(later, "2"))), ErrorCode::kInvalid);
  // The only source of a task is taken away: its clause stands bare.
  ASSERT_TRUE(decide(found["id"], LinkDecision::kRemove, "c0", key(later, "1")).ok());
  ASSERT_TRUE(decide(found["id"], LinkDecision::kRemove, "c0", key(later, "2")).ok());
  EXPECT_EQ(read(found["id"])["bared"], Json::array({"c0"}));
}

TEST_F(AlignmentsTest, PromisesBesideWhatALaterReportSays) {
  const Json found = read(align(later, review));
  ASSERT_EQ(found["outcomes"].size(), 3U);
  EXPECT_EQ(found["outcomes"][0]["promise"]["verdict"], "met");
  EXPECT_EQ(found["outcomes"][0]["promise"]["reported"]["value"], 32);
  EXPECT_EQ(found["outcomes"][0]["verified"], nullptr);
  EXPECT_EQ(found["outcomes"][1]["promise"]["reported"], nullptr);
  EXPECT_EQ(found["outcomes"][2]["promise"]["verdict"], "met");
}

TEST_F(AlignmentsTest, WhatAPersonDecidesStands) {
  const std::int64_t id = align(earlier, later);
  const std::string from = key(earlier, "1");
  const std::string to = key(later, "1");
  const std::int64_t version = read(id)["version"];
  ASSERT_TRUE(decide(id, LinkDecision::kConfirm, from, to).ok());
  EXPECT_EQ(read(id)["version"], version + 1);
  EXPECT_EQ((*link_of(read(id), from, to))["decision"]["action"], "confirm");
  EXPECT_EQ(code_of(decide_link(*db, office, id, version, {LinkDecision::kRemove, from, to, {}, ""}, kTestNow)),
            ErrorCode::kStale);
  // Corrected, removed, added; each in the log.
  ASSERT_TRUE(decide(id, LinkDecision::kCorrect, from, to, LinkType::kRelated, "范围不同").ok());
  const Json corrected = read(id);
  EXPECT_EQ((*link_of(corrected, from, to))["type"], "related");
  EXPECT_EQ((*link_of(corrected, from, to))["machine"], "same");
  EXPECT_EQ((*link_of(corrected, from, to))["disagrees"], true);
  const auto removed = decide(id, LinkDecision::kRemove, from, to, {}, "不是一回事");
  ASSERT_TRUE(removed.ok());
  EXPECT_EQ((*link_of(read(id), from, to))["holds"], false);
  EXPECT_EQ(read(id)["dropped"].size(), 2U);
  ASSERT_TRUE(decide(id, LinkDecision::kAdd, key(earlier, "2"), key(later, "2"), LinkType::kRelated).ok());
  EXPECT_EQ((*link_of(read(id), key(earlier, "2"), key(later, "2")))["machine"], nullptr);
  EXPECT_EQ(count("log_entry WHERE action = 'decide_link'"), 4);
  // Undone: the decision before it holds again.
  ASSERT_TRUE(withdraw_link_decision(*db, office, id, *removed, {}, kTestNow).ok());
  EXPECT_EQ((*link_of(read(id), from, to))["type"], "related");
  EXPECT_EQ(code_of(withdraw_link_decision(*db, office, id, *removed, {}, kTestNow)), ErrorCode::kConflict);
  EXPECT_EQ(code_of(withdraw_link_decision(*db, office, id, 999, {}, kTestNow)), ErrorCode::kNotFound);
  Actor observer;
  observer.account_id = 8;
  observer.roles = {Role::kObserver};
  EXPECT_EQ(code_of(decide_link(*db, observer, id, {}, {LinkDecision::kConfirm, from, to, {}, ""}, kTestNow)),
            ErrorCode::kForbidden);
  EXPECT_TRUE(read_alignment(*db, observer, id, Language::kEn, kTestNow).ok());
}

TEST_F(AlignmentsTest, ADecisionFindsItsWordsAfterARebuild) {
  const std::int64_t id = align(earlier, later);
  ASSERT_TRUE(decide(id, LinkDecision::kAdd, key(earlier, "2"), key(later, "2")).ok());
  // A better reader sees other words in one row, and one row less in the other plan.
  const PaperBuilder better = plan_2026("新建社区口袋公园10个。");
  const auto derive = [&](std::string_view bytes, std::string_view) -> Result<Derived> {
    Derived out;
    out.reader_version = kReaderVersion + 1;
    const PaperBuilder old = plan_2025();
    out.plan = bytes == plan_2026().bytes() ? better.plan : bytes == old.bytes() ? old.plan : Plan{};
    out.document = bytes == plan_2026().bytes() ? better.document : old.document;
    return out;
  };
  ASSERT_TRUE(rebuild(store, office, later, kTestNow, {}, derive).ok());
  const Json found = read(id);
  const Json* added = link_of(found, key(earlier, "2"), key(later, "2"));
  ASSERT_NE(added, nullptr);
  EXPECT_EQ((*added)["decision"]["to_words"], "新建口袋公园10个。");
  EXPECT_EQ(found["lost"].size(), 0U);
  // Where the row is gone the decision is told, not dropped.
  const auto without = [&](std::string_view, std::string_view) -> Result<Derived> {
    Derived out;
    out.reader_version = kReaderVersion + 2;
    PaperBuilder paper("2026年示例市《政府工作报告》重点工作分工方案", 2026);
    paper.section("一", "城市更新").task("改造老旧小区30个。", {"市住房城乡建设局"});
    out.plan = paper.plan;
    out.document = paper.document;
    return out;
  };
  ASSERT_TRUE(rebuild(store, office, later, kTestNow, {}, without).ok());
  EXPECT_EQ(read(id)["lost"].size(), 1U);
  EXPECT_EQ(count("link_fact"), 1);
}

TEST_F(AlignmentsTest, ACorrectionOfARowIsComparedAgain) {
  const std::int64_t id = align(earlier, later);
  ASSERT_TRUE(
      change_task(*db, office, task_id(later, "2"), {}, {"text", R"("举办梅林音乐节。")", "", "", ""}, kTestNow)
          .ok());
  EXPECT_NE(link_of(read(id), key(earlier, "2"), key(later, "2")), nullptr);
}

TEST_F(AlignmentsTest, TheLineageOfATask) {
  const Json lineage = parsed(task_lineage(*db, office, task_id(later, "1"), Language::kZh, kTestNow));
  std::vector<std::string> up;
  for (const Json& each : lineage["ancestors"])
    up.push_back(fmt::format("{} {}", each["relation"].get<std::string>(), each["text"].get<std::string>()));
  std::sort(up.begin(), up.end());
  EXPECT_EQ(
      up, (std::vector<std::string>{"trace 改造老旧小区30个，新建口袋公园10个。", "years 改造老旧小区20个。"}));
  ASSERT_EQ(lineage["descendants"].size(), 1U);
  EXPECT_EQ(lineage["descendants"][0]["relation"], "outcomes");
  EXPECT_EQ(lineage["descendants"][0]["promise"]["verdict"], "met");
  EXPECT_EQ(lineage["hidden"], 0);
  // From the other end, through two papers.
  const Json down = parsed(task_lineage(*db, office, task_id(earlier, "1"), Language::kEn, kTestNow));
  ASSERT_EQ(down["descendants"].size(), 2U);
  EXPECT_EQ(down["descendants"][0]["generation"], 1);
  EXPECT_EQ(down["descendants"][1]["generation"], 2);
  // Removed by a person: no relative any more.
  const std::int64_t id = align(earlier, later);
  ASSERT_TRUE(decide(id, LinkDecision::kRemove, key(earlier, "1"), key(later, "1")).ok());
  EXPECT_EQ(parsed(task_lineage(*db, office, task_id(later, "1"), Language::kZh, kTestNow))["ancestors"].size(),
            1U);
}

TEST_F(AlignmentsTest, AnIndicatorOverTheYears) {
  const Json series = parsed(read_series(*db, office, "地区生产总值", "", kTestNow));
  EXPECT_EQ(series["region"], "示例市");
  ASSERT_EQ(series["points"].size(), 2U);
  EXPECT_EQ(series["points"][0]["year"], 2025);
  EXPECT_EQ(series["points"][0]["task_id"], task_id(earlier, "3"));
  EXPECT_EQ(series["points"][1]["reported"]["value"], 4.8);
  EXPECT_EQ(series["points"][1]["verdict"], "met");
  EXPECT_EQ(series["hidden"], 0);
  EXPECT_GE(parsed(list_series(*db, office, "示例市", kTestNow))["total"].get<int>(), 2);
  EXPECT_TRUE(
      series_xlsx(*db, office, "地区生产总值", "示例市", Language::kEn, kTestNow)->bytes.starts_with("PK"));
  EXPECT_EQ(code_of(read_series(*db, office, "不存在的指标", "", kTestNow)), ErrorCode::kNotFound);
  Actor handler;
  handler.account_id = 7;
  handler.roles = {Role::kUnitHandler};
  EXPECT_EQ(parsed(read_series(*db, handler, "地区生产总值", "示例市", kTestNow))["hidden"], 2);
}

TEST_F(AlignmentsTest, AsAWorkbook) {
  for (const std::int64_t id : {align(report, later), align(earlier, later), align(later, review)}) {
    const auto file = alignment_xlsx(*db, office, id, Language::kZh, kTestNow);
    ASSERT_TRUE(file.ok()) << file.error().message.zh;
    EXPECT_TRUE(file->bytes.starts_with("PK"));
    EXPECT_TRUE(file->name.ends_with(".xlsx"));
  }
}

TEST_F(AlignmentsTest, ALineageAsAWorkbook) {
  const auto file = task_lineage_xlsx(*db, office, task_id(later, "1"), Language::kZh, kTestNow);
  ASSERT_TRUE(file.ok()) << file.error().message.zh;
  EXPECT_TRUE(file->bytes.starts_with("PK"));
  EXPECT_EQ(file->name, "来龙去脉 1.xlsx");
  Actor observer;
  observer.account_id = 8;
  observer.roles = {Role::kObserver};
  EXPECT_EQ(code_of(task_lineage_xlsx(*db, observer, task_id(later, "1"), Language::kEn, kTestNow)),
            ErrorCode::kForbidden);
}

TEST_F(AlignmentsTest, WhatAnImportCompares) {
  PaperBuilder paper("2027年示例市《政府工作报告》重点工作分工方案", 2027);
  paper.section("一", "城市更新").task("改造老旧小区40个。", {"市住房城乡建设局"});
  const ImportOutcome done = bring_in(paper);
  EXPECT_GE(done.pairs, 1);
  EXPECT_EQ(done.pairs_waiting, 0);
  int years = 0;
  const Json pairs = parsed(list_alignments(*db, office, done.plan_id));
  for (const Json& pair : pairs["items"]) {
    if (pair["kind"] != "years") continue;
    ++years;
    EXPECT_EQ(pair["state"], "ready");
    EXPECT_TRUE(pair["id"].is_number());
  }
  EXPECT_EQ(years, 1);
}

TEST_F(AlignmentsTest, TheAnnexOfAPlan) {
  PaperBuilder paper = example_paper();
  paper.list("附件").task("改造老旧小区30个，加装电梯。", {"市住房城乡建设局"});
  const std::int64_t plan = bring_in(paper).plan_id;
  const Json found = read(align(plan, plan));
  EXPECT_EQ(found["kind"], "annex");
  EXPECT_EQ(found["from_rows"].size(), 4U);
  EXPECT_EQ(found["to_rows"].size(), 3U);
  EXPECT_NE(link_of(found, key(plan, "3"), task_end(task_id(plan, "1", "附件"))), nullptr);
}

}  // namespace
}  // namespace duban
