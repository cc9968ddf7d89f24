#include "store/import.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "base/files.h"
#include "store/ledger_rows.h"
#include "store/plan_rows.h"
#include "store/test_folder.h"
#include "store/test_plan.h"

namespace duban {
namespace {

class Import : public testing::Test {
 protected:
  Result<ImportOutcome> bring_in(const PaperBuilder& paper) {
    return import_plan(store, actor, paper.bytes(), "方案.txt", paper.document, paper.plan, kTestNow);
  }
  std::int64_t count(const std::string& what) {
    auto db = store.lease();
    return *db->operator->()->one("SELECT count(*) FROM " + what).value();
  }

  TestFolder folder;
  Store store = Store::open(folder.file("ledger.db")).take();
  Actor actor = test_operator();
};

TEST_F(Import, KeepsPaperTextRowsAndFindings) {
  const PaperBuilder paper = example_paper();
  const auto done = bring_in(paper);
  ASSERT_TRUE(done.ok()) << done.error().message.en;
  EXPECT_FALSE(done->known);
  EXPECT_EQ(done->tasks, 4);
  EXPECT_EQ(done->list_tasks, 2);
  EXPECT_EQ(done->findings_look, 1);
  EXPECT_EQ(done->findings_repaired, 1);
  EXPECT_FALSE(done->new_version_of);
  EXPECT_EQ(*store.get_file(sha256_hex(paper.bytes())), paper.bytes());

  auto db = store.lease();
  const auto rows = load_rows(**db, done->plan_id);
  ASSERT_TRUE(rows.ok()) << rows.error().message.en;
  ASSERT_EQ(rows->size(), 6U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ((*rows)[i].base, paper.plan.tasks[i]);
    EXPECT_EQ((*rows)[i].current, paper.plan.tasks[i]);
  }
  EXPECT_EQ((*rows)[5].list, "2026年民生实事清单");
  EXPECT_EQ(**(*db)->one("SELECT count(*) FROM target"), 3);
  EXPECT_EQ(**(*db)->one("SELECT findings_open FROM task WHERE no = '2' AND list = ''"), 1);
  auto finding =
      (*db)->query("SELECT t.no, f.field FROM finding f JOIN task t ON t.id = f.task_id ORDER BY f.position");
  ASSERT_TRUE(*finding->next());
  EXPECT_EQ(finding->text(0), "2");
  EXPECT_EQ(finding->text(1), "responsible_units");
}

TEST_F(Import, TheSameBytesMakeNoSecondPlan) {
  const PaperBuilder paper = example_paper();
  const auto first = bring_in(paper);
  const auto again = bring_in(paper);
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->known);
  EXPECT_EQ(again->plan_id, first->plan_id);
  EXPECT_EQ(again->document_id, first->document_id);
  EXPECT_EQ(again->tasks, 4);
  EXPECT_EQ(again->findings_look, 1);
  EXPECT_EQ(count("plan"), 1);
  EXPECT_EQ(count("document"), 1);
  EXPECT_EQ(count("task"), 6);
}

TEST_F(Import, ANewVersionSupersedesAndSaysWhatChanged) {
  const auto first = bring_in(example_paper());
  PaperBuilder second;
  second.section("一", "推动工业增长")
      .task("规模以上工业增加值增长6%。", {"市工业和信息化局"}, {"市统计局", "各区人民政府"}, {"王健"})
      .task("改造老旧小区30个。", {"市住房城乡建设局"}, {"市民政局"}, {"李明", "王健"})
      .task("建成低空物流航线两条。", {"市交通运输局"});
  const auto done = bring_in(second);
  ASSERT_TRUE(done.ok()) << done.error().message.en;
  EXPECT_EQ(done->new_version_of, first->plan_id);
  auto db = store.lease();
  EXPECT_EQ(**(*db)->one("SELECT plan_version FROM plan WHERE id = $1", done->plan_id), 2);
  EXPECT_EQ(**(*db)->one("SELECT superseded_by FROM plan WHERE id = $1", first->plan_id), done->plan_id);
  std::vector<std::string> changes;
  auto rows = (*db)->query(
      "SELECT kind, no, field, before_value, after_value FROM plan_change WHERE plan_id = $1 ORDER BY position",
      done->plan_id);
  while (*rows->next()) {
    changes.push_back(fmt::format("{} {} {}: {} → {}", rows->text(0), rows->text(1), rows->text(2),
                                  rows->text(3), rows->text(4)));
  }
  const std::vector<std::string> expected = {
      "changed 1 text: 规模以上工业增加值增长5%。 → 规模以上工业增加值增长6%。",
      "changed 1 targets: 规模以上工业增加值增长=5% → ",
      "changed 2 lead_units: 市住房城乡建设局、市财政局 → 市住房城乡建设局",
      "changed 2 targets: 改造老旧小区=30个 → ",
      "changed 2 section: 二 → 一",
      "added 3 task:  → 建成低空物流航线两条。",
      "dropped 2 task: 新建5G基站300个。 → ",
      "dropped 4 task: 推进诚信建设。 → ",
      "dropped 1 task: 新增公办幼儿园学位1000个。 → ",
      "dropped 2 task: 建设口袋公园10个。 → ",
  };
  EXPECT_EQ(changes, expected);
  EXPECT_EQ(done->changes, static_cast<int>(expected.size()));
}

TEST_F(Import, AnotherYearsPlanIsNoNewVersion) {
  ASSERT_TRUE(bring_in(example_paper()).ok());
  PaperBuilder other("2025年示例市《政府工作报告》重点工作分工方案", 2025);
  other.section("一", "推动工业增长").task("规模以上工业增加值增长5%。", {"市工业和信息化局"});
  const auto done = bring_in(other);
  ASSERT_TRUE(done.ok());
  EXPECT_FALSE(done->new_version_of);
}

TEST_F(Import, ASecrecyMarkIsRefusedAndNothingIsKept) {
  PaperBuilder paper = example_paper();
  paper.plan.document.secrecy = "机密★5年";
  const auto done = bring_in(paper);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().code, ErrorCode::kRefused);
  EXPECT_NE(done.error().message.zh.find("机密★5年"), std::string::npos);
  EXPECT_EQ(count("document"), 0);
  EXPECT_EQ(count("reader_text"), 0);
  EXPECT_EQ(count("task_fulltext"), 0);
  EXPECT_FALSE(std::filesystem::exists(store.path() + ".files"));
}

TEST_F(Import, APaperWithoutTasksIsKeptOnlyWhereItIsAReport) {
  PaperBuilder notice;
  const auto refused = bring_in(notice);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
  EXPECT_EQ(count("document"), 0);
  PaperBuilder report("2026年示例市政府工作报告");
  report.plan.document.kind = DocumentKind::kReport;
  report.plan.clauses.push_back({{"一"}, "发展新质生产力。", ClauseClass::kCommitment, {0, 3}});
  EXPECT_TRUE(bring_in(report).ok());
  EXPECT_EQ(count("document"), 1);
}

TEST_F(Import, BadFilesGetOneSentenceAndLeaveNothing) {
  EXPECT_EQ(import_paper(store, actor, "", "空.txt", kTestNow).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(import_paper(store, actor, std::string(100, '\0'), "a.bin", kTestNow).error().code,
            ErrorCode::kUnsupported);
  EXPECT_EQ(import_paper(store, actor, std::string(2000, 'a'), "a.txt", kTestNow, 1000).error().code,
            ErrorCode::kTooLarge);
  EXPECT_EQ(count("document"), 0);
}

TEST(LeadersByPortfolio, AreGivenByAClosingSentenceOnly) {
  PaperBuilder paper = example_paper();
  EXPECT_FALSE(gives_leaders_by_portfolio(paper.document.text, paper.plan));
  paper.closing("各牵头部门分管市领导\n负责组织推进相关工作。");
  EXPECT_TRUE(gives_leaders_by_portfolio(paper.document.text, paper.plan));
  PaperBuilder said_before;
  said_before.closing("各牵头部门分管市领导负责。").section("一", "甲").task("新建学校3所。", {"市教育局"});
  EXPECT_FALSE(gives_leaders_by_portfolio(said_before.document.text, said_before.plan));
  PaperBuilder other = example_paper();
  other.closing("牵头单位分管市领导要以上率下抓落实。");
  EXPECT_FALSE(gives_leaders_by_portfolio(other.document.text, other.plan));
}

}  // namespace
}  // namespace duban
