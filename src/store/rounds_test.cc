#include "store/rounds.h"

#include "store/log.h"
#include "store/report_todo.h"
#include "store/round_fixture.h"
#include "store/same_things.h"

namespace duban {
namespace {

class RoundsTest : public RoundTest {};

TEST_F(RoundsTest, OpensByItselfWhenItsDayComes) {
  ready();
  const auto made = parsed(make_round(*db, office_person(), monthly(2), kTestNow));
  EXPECT_EQ(made["state"], "planned");
  EXPECT_EQ(made["title"], "2026年2月调度");
  EXPECT_EQ(made["opens"], "2026-02-25");
  EXPECT_EQ(made["due"], "2026-03-05");
  EXPECT_EQ(*open_due_rounds(*db, on(2, 24)), 0);
  EXPECT_EQ(count("report"), 0);
  EXPECT_EQ(*open_due_rounds(*db, on(2, 25)), 1);
  EXPECT_EQ(*open_due_rounds(*db, on(2, 25)), 0);  // once
  // Units that answer: industry, communications, housing and finance (two lead units of equal rank).
  const auto asked = *asked_of_plan(*db, plan);
  ASSERT_EQ(asked.size(), 4U);
  EXPECT_EQ(asked[0].due, *Day::of(2026, 3, 5));
  EXPECT_EQ(asked[0].asked_on, *Day::of(2026, 2, 25));
  EXPECT_FALSE(asked[0].handed_in_on);
  EXPECT_EQ(count("log_entry WHERE action = 'open_round' AND account = '程序'"), 1);
}

TEST_F(RoundsTest, AsksOfChosenTasksAndUnits) {
  ready();
  const auto preview = [&](const NewRound& round) {
    return parsed(preview_round(*db, office_person(), round, kTestNow));
  };
  EXPECT_EQ(preview(monthly(2))["tasks"], 3);
  NewRound round = monthly(2);
  round.ask = "all";
  EXPECT_EQ(preview(round)["reports"], 7);  // and statistics, finance on task 2, civil affairs
  round = monthly(2);
  round.scope.sections = {"一"};
  EXPECT_EQ(preview(round)["tasks"], 2);
  round.scope.task_ids = {task_id(plan, "2"), task_id(plan, "3")};
  EXPECT_EQ(preview(round)["tasks"], 1);
  round = monthly(2);
  round.scope.classes = {"livelihood"};  // 办好民生实事
  EXPECT_EQ(preview(round)["tasks"], 1);
  round.scope.classes = {"reform"};
  EXPECT_EQ(preview(round)["tasks"], 0);
  round = monthly(2);
  round.scope.lights = {"grey"};
  EXPECT_EQ(preview(round)["tasks"], 3);  // nothing was reported yet
  round.scope.lights = {"red"};
  EXPECT_EQ(preview(round)["tasks"], 0);
  EXPECT_EQ(count("round"), 0);
}

TEST_F(RoundsTest, IsRefusedWithWords) {
  ready();
  const auto refused = [&](const NewRound& round, UtcMillis now = kTestNow) {
    return code_of(make_round(*db, office_person(), round, now));
  };
  NewRound round = monthly(13);
  EXPECT_EQ(refused(round), ErrorCode::kInvalid);
  round = monthly(2);
  round.kind = "weekly";
  EXPECT_EQ(refused(round), ErrorCode::kInvalid);
  round = monthly(2);
  round.plan_ids = {plan, 99999};
  EXPECT_EQ(refused(round), ErrorCode::kNotFound);
  EXPECT_EQ(refused(monthly(2), on(4, 1)), ErrorCode::kInvalid);  // its due day is past
  EXPECT_EQ(code_of(make_round(*db, handler(industry), monthly(2), kTestNow)), ErrorCode::kForbidden);
  ASSERT_TRUE(make_round(*db, office_person(), monthly(2), kTestNow).ok());
  EXPECT_EQ(refused(monthly(2)), ErrorCode::kConflict);  // the same twice
}

TEST_F(RoundsTest, DaysChangeWithAReason) {
  ready();
  const std::int64_t id = opened(monthly(2), on(2, 25));
  const std::int64_t late = report_of(id, communications);
  ASSERT_EQ(hand_in_words(handler(communications), late, body("完成基站120个。", 120), on(3, 9)), "");
  RoundChange change;
  change.due = "2026-03-12";
  EXPECT_EQ(code_of(change_round(*db, office_person(), id, {}, change, on(3, 9))), ErrorCode::kInvalid);
  change.reason = "两会期间顺延";
  EXPECT_EQ(code_of(change_round(*db, office_person(), id, 99, change, on(3, 9))), ErrorCode::kStale);
  ASSERT_TRUE(change_round(*db, office_person(), id, {}, change, on(3, 9)).ok());
  const auto asked = *asked_of_round(*db, id);
  for (const AskedRow& row : asked) {
    const bool came = row.unit_id == communications;
    EXPECT_EQ(row.due, came ? *Day::of(2026, 3, 5) : *Day::of(2026, 3, 12)) << row.unit_id;
    EXPECT_EQ(row.late, came);  // a later day makes nothing that was late punctual
  }
  EXPECT_EQ(parsed(read_round(*db, office_person(), id, on(3, 9)))["history"].size(), 3U);
}

TEST_F(RoundsTest, TheNextOneIsPlannedAsLongAsThePlanRuns) {
  ready();
  NewRound round = monthly(11);
  round.repeats = true;
  opened(round, on(11, 25));
  EXPECT_EQ(count("round WHERE state = 'planned' AND year = 2026 AND period = 12"), 1);
  EXPECT_EQ(*open_due_rounds(*db, on(12, 25)), 1);
  EXPECT_EQ(count("round"), 2);  // none for the year after
}

TEST_F(RoundsTest, TheSameNumberIsNotAskedTwice) {
  ready();
  PaperBuilder other("2026年示例市重点工业项目清单");
  other.section("一", "工业")
      .task("推动规模以上工业增加值增长5%。", {"市工业和信息化局"})
      .target("规模以上工业增加值", Measure::kGrowth, 5, "%");
  const std::int64_t first = plan;
  const std::int64_t second = approve(other);
  plan = second;
  dispatch("1");
  plan = first;
  ASSERT_TRUE(link_same(*db, office_person(), {{task_id(first, "1"), -1}, {task_id(second, "1"), -1}},
                        "同一任务", kTestNow)
                  .ok());
  const std::int64_t round = opened(monthly(2), on(2, 25));
  const std::int64_t again = opened(monthly(2, second), on(2, 25));
  EXPECT_EQ(report_of(round, industry), report_of(again, industry));
  EXPECT_EQ(count("report"), 4);
  EXPECT_EQ((*asked_of_plan(*db, second)).at(0).served, true);
  // Accepted once, it stands in both ledgers.
  const std::int64_t report = report_of(round, industry);
  ASSERT_EQ(hand_in_words(handler(industry), report, body("增长4.8%。", 4.8), on(3, 1)), "");
  ASSERT_EQ(step_words(office_person(), report, ReportAction::kAccept, on(3, 2)), "");
  EXPECT_EQ((*latest_values(*db, first)).at(0).value, 4.8);
  ASSERT_EQ((*latest_values(*db, second)).size(), 1U);
  EXPECT_EQ((*latest_values(*db, second)).at(0).value, 4.8);
  const auto burden = parsed(unit_burden(*db, office_person(), "", "", on(3, 2)));
  for (const auto& row : burden["items"]) {
    if (row["unit_id"] != industry) continue;
    EXPECT_EQ(row["reports"], 1);
    EXPECT_EQ(row["saved"], 1);
    EXPECT_EQ(row["rounds"], 2);
  }
  // A month later it is a new question.
  const std::int64_t march = opened(monthly(3), on(3, 25));
  EXPECT_NE(report_of(march, industry), report);
}

TEST_F(RoundsTest, WhoseWorkEndedIsExcused) {
  ready();
  const std::int64_t round = opened(monthly(2), on(2, 25));
  ASSERT_TRUE(db->run("UPDATE task_case_unit SET state = 'closed' WHERE unit_id = $1", communications).ok());
  ASSERT_TRUE(open_due_rounds(*db, on(2, 27)).ok());
  const auto still = *asked_of_plan(*db, plan);
  EXPECT_EQ(still.size(), 3U);
  for (const AskedRow& row : still) EXPECT_NE(row.unit_id, communications);
  const auto board = parsed(read_board(*db, office_person(), round, on(3, 9)));
  EXPECT_EQ(board["total"]["excused"], 1);
  EXPECT_EQ(board["total"]["missing"], 3);
}

TEST_F(RoundsTest, TheBoardCountsEachReportOnce) {
  ready();
  const std::int64_t round = opened(monthly(2), on(2, 25));
  ASSERT_TRUE(
      save_draft(*db, handler(finance), report_of(round, finance), {}, body("正在办。"), on(2, 26)).ok());
  ASSERT_EQ(hand_in_words(handler(housing), report_of(round, housing), body("开工12个。", 12), on(3, 4)), "");
  ASSERT_EQ(hand_in_words(handler(communications), report_of(round, communications), body("建成60个。", 60),
                          on(3, 8)),
            "");
  ASSERT_EQ(step_words(office_person(), report_of(round, communications), ReportAction::kAccept, on(3, 8)), "");
  const auto board = parsed(read_board(*db, office_person(), round, on(3, 8)));
  const auto& total = board["total"];
  EXPECT_EQ(total["reports"], 4);
  EXPECT_EQ(total["asked"], 1);
  EXPECT_EQ(total["draft"], 1);
  EXPECT_EQ(total["reviewing"], 1);
  EXPECT_EQ(total["accepted"], 1);
  EXPECT_EQ(total["handed_in"], 2);
  EXPECT_EQ(total["late"], 1);
  EXPECT_EQ(total["missing"], 2);
  EXPECT_EQ(board["units"].size(), 4U);
  // A unit sees its own row.
  EXPECT_EQ(parsed(read_board(*db, handler(finance), round, on(3, 8)))["units"].size(), 1U);
}

TEST_F(RoundsTest, SilenceIsListed) {
  ready();
  const std::int64_t round = opened(monthly(2), on(2, 25));
  ASSERT_EQ(hand_in_words(handler(housing), report_of(round, housing), body("开工12个。", 12), on(3, 4)), "");
  EXPECT_EQ(parsed(silent_tasks(*db, office_person(), plan, 0, on(3, 21)))["total"], 0);  // 44 days
  const auto silent = parsed(silent_tasks(*db, office_person(), plan, 0, on(3, 22)));
  EXPECT_EQ(silent["days"], 45);
  EXPECT_EQ(silent["total"], 3);  // all but housing
}

TEST_F(RoundsTest, WaitsForWhoeverMustAct) {
  ready();
  const std::int64_t round = opened(monthly(2), on(2, 25));
  const auto kinds = [&](const Actor& actor, UtcMillis now) {
    std::vector<Todo> out;
    EXPECT_TRUE(rounds_todo(*db, actor, day_of(now), out).ok());
    std::string text;
    for (const Todo& each : out) text += (text.empty() ? "" : " ") + std::string(each.kind);
    return text;
  };
  const Actor author = handler(housing);
  EXPECT_EQ(kinds(author, on(2, 26)), "report");
  EXPECT_EQ(kinds(office_person(), on(2, 26)), "");
  ASSERT_EQ(hand_in_words(author, report_of(round, housing), body("开工12个。", 12), on(3, 4)), "");
  EXPECT_EQ(kinds(author, on(3, 4)), "");
  EXPECT_EQ(kinds(office_person(), on(3, 4)), "office_review");
  ASSERT_EQ(
      step_words(office_person(), report_of(round, housing), ReportAction::kReturn, on(3, 5), "缺少竣工数"),
      "");
  std::vector<Todo> out;
  ASSERT_TRUE(rounds_todo(*db, author, *Day::of(2026, 3, 6), out).ok());
  ASSERT_EQ(out.size(), 1U);
  EXPECT_EQ(out[0].kind, "returned");
  EXPECT_EQ(out[0].words.zh, "2026年3月5日退回：缺少竣工数");
  EXPECT_EQ(kinds(handler(industry), on(3, 9)), "report");
  const auto closed = step_round(*db, office_person(), round, {}, RoundStep::kClose, "", on(3, 10));
  ASSERT_TRUE(closed.ok());
  EXPECT_EQ(kinds(handler(industry), on(3, 11)), "");
}

}  // namespace
}  // namespace duban
