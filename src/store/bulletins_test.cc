#include "store/bulletins.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "read/xlsx_cells.h"
#include "store/log.h"
#include "store/round_fixture.h"

namespace duban {
namespace {

class Bulletins : public RoundTest {
 protected:
  void SetUp() override { ready(); }
  std::int64_t taken(UtcMillis now, std::int64_t round = 0) {
    TakeSnapshot what;
    what.round_id = round;
    if (round == 0) what.plan_ids = {plan};
    const auto id = take_snapshot(*db, office_person(), what, now);
    EXPECT_TRUE(id.ok()) << (id.ok() ? "" : id.error().message.zh);
    return id.ok() ? *id : 0;
  }
  Json bulletin(std::int64_t id, const Actor& actor) { return parsed(read_bulletin(*db, actor, id)); }
  std::string docx(std::int64_t id) {
    auto file = bulletin_docx(store, *db, office_person(), id);
    EXPECT_TRUE(file.ok()) << (file.ok() ? "" : file.error().message.zh);
    if (!file.ok()) return {};
    EXPECT_TRUE(file->as_issued);
    return file->bytes;
  }
};

TEST_F(Bulletins, ASnapshotHoldsWhatWasAndNothingLater) {
  const std::int64_t round = opened(monthly(2), on(2, 25));
  ASSERT_EQ(hand_in_words(handler(industry), report_of(round, industry), body("1月增长5.6%。", 5.6), on(3, 1)),
            "");
  const std::int64_t id = taken(on(3, 9), round);
  const std::string before = parsed(read_snapshot(*db, office_person(), id, -1)).dump();
  const Json snapshot = Json::parse(before);
  EXPECT_EQ(snapshot["tasks"], 6);
  EXPECT_EQ(snapshot["on"], "2026-03-09");
  const Json reports = snapshot["figures"]["statements"][2]["figures"];
  EXPECT_EQ(reports[0]["count"], 1);
  EXPECT_GT(reports[2]["count"], 0);
  // The ledger goes on; the snapshot does not.
  ASSERT_TRUE(change_task(*db, office, task_id(plan, "1"), {}, {"text", "\"另一句话。\"", "", "理由", "文件"},
                          on(3, 10))
                  .ok());
  EXPECT_EQ(parsed(read_snapshot(*db, office_person(), id, -1)).dump(), before);
  const auto xlsx = snapshot_xlsx(*db, office_person(), id);
  ASSERT_TRUE(xlsx.ok());
  EXPECT_EQ(snapshot_xlsx(*db, office_person(), id)->bytes, xlsx->bytes);
  EXPECT_EQ(read_xlsx_cells(xlsx->bytes)->front().rows.size(), 8U);
}

TEST_F(Bulletins, AnAlteredSnapshotIsNoticed) {
  const std::int64_t id = taken(on(3, 9));
  ASSERT_TRUE(db->run("UPDATE snapshot SET body = replace(body, '5G', '4G') WHERE id = $1", id).ok());
  EXPECT_EQ(code_of(read_snapshot(*db, office_person(), id, -1)), ErrorCode::kDamaged);
}

TEST_F(Bulletins, DraftedEditedIssuedAndMadeAgainToTheLetter) {
  const Json draft = parsed(make_bulletin(*db, office_person(), taken(on(3, 9)), 0, on(3, 9)));
  const std::int64_t id = draft["id"];
  EXPECT_EQ(draft["state"], "draft");
  EXPECT_EQ(draft["text"]["signature"], "示例市人民政府督查室");
  EXPECT_EQ(draft["number"], "督通〔2026〕　号");
  EXPECT_EQ(docx(id), docx(id));
  ASSERT_TRUE(change_bulletin(*db, office_person(), id, draft["version"].get<std::int64_t>(),
                              {R"({"next":"请各单位对照办理。"})", "示督通"}, on(3, 10))
                  .ok());
  EXPECT_EQ(code_of(change_bulletin(*db, office_person(), id, draft["version"].get<std::int64_t>(),
                                    {R"({"next":"x"})", {}}, on(3, 10))),
            ErrorCode::kStale);
  ASSERT_TRUE(issue_bulletin(store, *db, office_person(), id, {}, on(3, 10)).ok());
  const Json issued = bulletin(id, office_person());
  EXPECT_EQ(issued["number"], "示督通〔2026〕1号");
  EXPECT_EQ(issued["issued_by"], "督查室小王");
  EXPECT_EQ(issued["issued_on"], "2026-03-10");
  EXPECT_EQ(issued["history"].size(), 3U);
  const std::string bytes = docx(id);  // as_issued: made again, it is what was kept
  EXPECT_EQ(sha256_hex(bytes).size(), 64U);
  EXPECT_EQ(code_of(change_bulletin(*db, office_person(), id, {}, {R"({"next":"x"})", {}}, on(3, 11))),
            ErrorCode::kConflict);
  EXPECT_EQ(code_of(issue_bulletin(store, *db, office_person(), id, {}, on(3, 11))), ErrorCode::kConflict);
  EXPECT_EQ(docx(id), bytes);
  EXPECT_TRUE(verify_log(*db, 1, {})->intact);
}

TEST_F(Bulletins, NumbersFollowEachOtherInAYear) {
  std::vector<std::string> numbers;
  for (const int day : {9, 10, 11}) {
    const std::int64_t id = make_bulletin(*db, office_person(), taken(on(3, day)), 0, on(3, day))->id;
    if (day == 10) {
      ASSERT_TRUE(drop_bulletin(*db, office_person(), id, {}, on(3, day)).ok());
      continue;
    }
    ASSERT_TRUE(issue_bulletin(store, *db, office_person(), id, {}, on(3, day)).ok());
    numbers.push_back(bulletin(id, office_person())["number"]);
  }
  EXPECT_EQ(numbers, (std::vector<std::string>{"督通〔2026〕1号", "督通〔2026〕2号"}));
  // The third compares with the newest before it.
  EXPECT_EQ(bulletin(3, office_person())["snapshot"]["before"], "2026-03-10");
}

TEST_F(Bulletins, WhoSeesAndWhoMay) {
  const std::int64_t snapshot = taken(on(3, 9));
  const std::int64_t id = make_bulletin(*db, office_person(), snapshot, 0, on(3, 9))->id;
  const Actor writer = handler(industry);
  EXPECT_EQ(code_of(read_bulletin(*db, writer, id)), ErrorCode::kNotFound);
  EXPECT_EQ(parsed(list_bulletins(*db, writer))["total"], 0);
  EXPECT_EQ(code_of(take_snapshot(*db, writer, {{plan}, 0, ""}, on(3, 9))), ErrorCode::kForbidden);
  EXPECT_EQ(code_of(read_snapshot(*db, writer, snapshot, 0)), ErrorCode::kForbidden);
  EXPECT_EQ(code_of(issue_bulletin(store, *db, writer, id, {}, on(3, 9))), ErrorCode::kForbidden);
  std::vector<Todo> todo;
  ASSERT_TRUE(papers_todo(*db, office_person(), *Day::of(2026, 3, 9), todo).ok());
  ASSERT_EQ(todo.size(), 1U);
  EXPECT_EQ(todo[0].kind, "bulletin");
  ASSERT_TRUE(issue_bulletin(store, *db, office_person(), id, {}, on(3, 9)).ok());
  EXPECT_EQ(bulletin(id, writer)["state"], "issued");
  EXPECT_TRUE(bulletin_docx(store, *db, writer, id).ok());
  todo.clear();
  ASSERT_TRUE(papers_todo(*db, office_person(), *Day::of(2026, 3, 9), todo).ok());
  EXPECT_TRUE(todo.empty());
}

TEST_F(Bulletins, WhatCannotBeReportedOn) {
  const std::int64_t other = bring_in(PaperBuilder("2027年示例市重点工作分工方案", 2027)
                                          .section("一", "甲")
                                          .task("新建学校3所。", {"市教育局"}))
                                 .plan_id;
  EXPECT_EQ(code_of(take_snapshot(*db, office_person(), {{other}, 0, ""}, on(3, 9))), ErrorCode::kConflict);
  EXPECT_EQ(code_of(take_snapshot(*db, office_person(), {{}, 0, ""}, on(3, 9))), ErrorCode::kInvalid);
  EXPECT_EQ(code_of(take_snapshot(*db, office_person(), {{}, 99, ""}, on(3, 9))), ErrorCode::kNotFound);
  EXPECT_EQ(count("snapshot"), 0);
}

}  // namespace
}  // namespace duban
