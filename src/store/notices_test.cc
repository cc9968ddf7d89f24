#include "store/notices.h"

#include "store/case_fixture.h"
#include "store/log.h"
#include "store/messages.h"
#include "store/people.h"
#include "store/today.h"

namespace duban {
namespace {

constexpr UtcMillis kTestDayMillis = 24LL * 3600 * 1000;

class NoticesTest : public CaseTest {
 protected:
  void SetUp() override {
    housing = unit("市住房城乡建设局");
    industry = unit("市工业和信息化局");
    statistics = unit("市统计局");
    PaperBuilder paper;
    paper.section("一", "推动工业增长")
        .task("改造老旧小区30个。", {"市住房城乡建设局"})
        .task("推进诚信建设。", {"市工业和信息化局"}, {"市统计局"});
    plan = approve(paper);
    homes = task_id(plan, "1");
    trust = task_id(plan, "2");
    for (const std::int64_t task : {homes, trust}) {
      ASSERT_EQ(take(director, task, request(TaskAction::kDispatch, 0, "达到目标")), "");
    }
    handler = account("li", Role::kUnitHandler, housing);
    other = account("wang", Role::kUnitHandler, industry);
    director.account_id = account("du", Role::kSupervisionOffice, 0).account_id;
  }
  Actor account(const std::string& name, Role role, std::int64_t of_unit) {
    EXPECT_TRUE(add_account(store, name, name, {role}, kTestNow).ok());
    const std::int64_t id = db->one("SELECT id FROM account WHERE name = $1", name)->value();
    const std::optional<std::int64_t> unit_id = of_unit == 0 ? std::nullopt : std::optional(of_unit);
    EXPECT_TRUE(db->run("UPDATE account SET unit_id = $1 WHERE id = $2", unit_id, id).ok());
    return person(id, name, role, of_unit);
  }
  static UtcMillis at(int month, int day) {
    return kTestNow + (*Day::of(2026, month, day) - day_of(kTestNow)) * kTestDayMillis;
  }
  std::vector<NoticeDraftRow> drafts(UtcMillis now) {
    auto made = notice_drafts(*db, plan, day_of(now));
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message.zh);
    return made.ok() ? made.take() : std::vector<NoticeDraftRow>();
  }
  Result<std::int64_t> issue(const NoticeDraftRow& row, UtcMillis now) {
    return issue_notice(*db, director, {row.task_id, row.unit_id, row.draft.colour, row.text, "张三"}, now);
  }
  Json notice(const Actor& actor, std::int64_t id, UtcMillis now) {
    return parsed(read_notice(*db, actor, id, Language::kZh, now));
  }
  int day_reminders(Day from, Day on) {
    const UtcMillis now = kTestNow + (on - day_of(kTestNow)) * kTestDayMillis;
    const auto sent = db->transaction([&] { return send_reminders(*db, 1, from, on, now); });
    EXPECT_TRUE(sent.ok()) << (sent.ok() ? "" : sent.error().message.en);
    return sent.ok() ? *sent : -1;
  }

  std::int64_t housing = 0, industry = 0, statistics = 0, plan = 0, homes = 0, trust = 0;
  Actor director = person(11, "du", Role::kSupervisionOffice);
  Actor handler, other;
};

TEST_F(NoticesTest, AreDraftedByTheRulesAndSignedByAPerson) {
  EXPECT_TRUE(drafts(at(6, 1)).empty());
  const auto made = drafts(at(12, 28));  // the year's end is the due date
  ASSERT_EQ(made.size(), 2U);            // units that answer; the one that shares gets none
  EXPECT_EQ(made[0].draft.colour, NoticeColour::kBlue);
  EXPECT_EQ(made[0].unit, "市住房城乡建设局");
  EXPECT_EQ(
      made[0].text,
      "《2026年示例市《政府工作报告》重点工作分工方案》第1项“改造老旧小区30个。”，你单位为牵头单位，完成时限为"
      "2026年12月31日。经核对台账，距时限2026年12月31日还有3天。\n请对照时限倒排工期，抓紧推进，并书面回复目前"
      "进展和后续安排。请于" +
          zh_day(made[0].draft.answer_by) + "前回复。");
  const auto first = issue(made[0], at(12, 28));
  ASSERT_TRUE(first.ok()) << first.error().message.zh;
  EXPECT_EQ(notice(director, *first, at(12, 28))["number"], "督〔2026〕1号");
  EXPECT_EQ(code_of(issue(made[0], at(12, 28))), ErrorCode::kConflict);  // it waits for its answer
  EXPECT_EQ(drafts(at(12, 28)).size(), 1U);
  const auto second = issue(made[1], at(12, 28));
  EXPECT_EQ(notice(director, *second, at(12, 28))["number"], "督〔2026〕2号");
  // A refused one leaves no gap, and the next year begins at 1.
  EXPECT_FALSE(issue_notice(*db, director, {homes, housing, NoticeColour::kRed, "", "张三"}, at(12, 29)).ok());
  const UtcMillis next_year = at(12, 31) + 20 * kTestDayMillis;
  const auto red = drafts(next_year);
  ASSERT_EQ(red.size(), 2U);
  EXPECT_EQ(red[0].draft.colour, NoticeColour::kRed);
  EXPECT_EQ(notice(director, *issue(red[0], next_year), next_year)["number"], "督〔2027〕1号");
  // The unit hears of it, the other does not.
  EXPECT_EQ(messages_of(*db, handler, 0, 10)->unread, 2);
  EXPECT_EQ(messages_of(*db, other, 0, 10)->unread, 1);
  LogFilter filter;
  filter.action = "issue_notice";
  EXPECT_EQ(read_log(*db, 1, filter)->total, 3);
  EXPECT_EQ(code_of(issue_notice(*db, handler, {trust, industry, NoticeColour::kRed, "x", "张三"}, next_year)),
            ErrorCode::kForbidden);
}

TEST_F(NoticesTest, APersonsWordsStandInPlaceOfTheProgramsUntilItIsIssued) {
  const UtcMillis now = at(12, 28);
  ASSERT_TRUE(write_notice_text(*db, director, homes, housing, NoticeColour::kBlue, 0, "请抓紧。", now).ok());
  EXPECT_EQ(drafts(now)[0].text, "请抓紧。");
  EXPECT_EQ(code_of(write_notice_text(*db, director, homes, housing, NoticeColour::kBlue, 0, "又", now)),
            ErrorCode::kStale);
  EXPECT_EQ(code_of(write_notice_text(*db, director, homes, housing, NoticeColour::kRed, 0, "又", now)),
            ErrorCode::kConflict);
  ASSERT_TRUE(write_notice_text(*db, director, homes, housing, NoticeColour::kBlue, 1, "", now).ok());
  EXPECT_EQ(drafts(now)[0].version, 0);
  ASSERT_TRUE(write_notice_text(*db, director, homes, housing, NoticeColour::kBlue, 0, "请抓紧。", now).ok());
  ASSERT_TRUE(issue(drafts(now)[0], now).ok());
  EXPECT_EQ(count("notice_text"), 0);
}

TEST_F(NoticesTest, AreAnsweredJudgedAndAnsweredAgain) {
  const UtcMillis now = at(12, 20) + 5 * kTestDayMillis;
  const std::int64_t id = *issue(drafts(now)[0], now);
  EXPECT_EQ(code_of(answer_notice(*db, other, id, {}, "不是我的", now)), ErrorCode::kForbidden);
  EXPECT_EQ(code_of(read_notice(*db, other, id, Language::kZh, now)), ErrorCode::kForbidden);
  EXPECT_EQ(parsed(list_notices(*db, other, {}, Language::kZh, now))["total"], 0);
  EXPECT_EQ(notice(handler, id, now)["may"], Json({"answer"}));
  EXPECT_EQ(code_of(answer_notice(*db, handler, id, 9, "好", now)), ErrorCode::kStale);
  EXPECT_EQ(code_of(answer_notice(*db, handler, id, {}, " \n", now)), ErrorCode::kInvalid);
  ASSERT_TRUE(answer_notice(*db, handler, id, 1, "已开工20个，余下年底前完成。", now).ok());
  EXPECT_EQ(code_of(judge_answer(*db, handler, id, {}, "accepted", "", now)), ErrorCode::kForbidden);
  EXPECT_EQ(code_of(judge_answer(*db, director, id, {}, "returned", "", now)), ErrorCode::kInvalid);
  ASSERT_TRUE(judge_answer(*db, director, id, {}, "returned", "没有责任人", now).ok());
  EXPECT_EQ(notice(handler, id, now)["answered_on"], "");
  const UtcMillis late = now + 40 * kTestDayMillis;
  ASSERT_TRUE(answer_notice(*db, director, id, {}, "电话补报：责任人李某。", late).ok());  // 代填
  ASSERT_TRUE(judge_answer(*db, director, id, {}, "accepted", "", late).ok());
  const Json done = notice(handler, id, late);
  EXPECT_EQ(done["state"], "accepted");
  ASSERT_EQ(done["answers"].size(), 2U);
  EXPECT_EQ(done["answers"][0]["verdict"], "returned");
  EXPECT_EQ(done["answers"][0]["late"], false);
  EXPECT_EQ(done["answers"][1]["late"], true);
  EXPECT_EQ(done["answers"][1]["filled_in"], true);
  EXPECT_EQ(code_of(answer_notice(*db, handler, id, {}, "再说一句", late)), ErrorCode::kConflict);
  const auto timeline = parsed(task_timeline(*db, handler, homes, "notice", late));
  EXPECT_EQ(timeline["total"], 5);
  EXPECT_EQ(timeline["items"][0]["action"], "accept_notice_answer");
  EXPECT_EQ(parsed(task_timeline(*db, director, trust, "notice", late))["total"], 0);
}

TEST_F(NoticesTest, GrowGraverUnansweredAndASecondYellowProposesATalk) {
  // Yellow twice by hand: the light has no data in this ledger, so the first is written as it would have been.
  ASSERT_TRUE(
      db->run(
            "INSERT INTO notice (government_id, plan_id, task_id, unit_id, unit, colour, year, number, text, "
            "rule, reason_zh, reason_en, signer, account_id, account, issued_on, issued_at, answer_by, state, "
            "answered_on, version) VALUES (1, $1, $2, $3, 'x', 'yellow', 2026, 1, '', '', '', '', '', 0, '', "
            "'2026-03-02', 0, '2026-03-09', 'accepted', '2026-03-05', 1), (1, $1, $2, $3, 'x', 'blue', 2026, "
            "2, '', '', '', '', '', 0, '', '2026-04-01', 0, '2026-04-08', 'issued', '', 1)",
            plan, homes, housing)
          .ok());
  EXPECT_TRUE(drafts(at(4, 8)).empty());
  const auto made = drafts(at(4, 9));
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made[0].draft.colour, NoticeColour::kYellow);
  EXPECT_EQ(made[0].draft.why.rule, "notice.unanswered");
  const std::int64_t id = *issue(made[0], at(4, 9));
  EXPECT_EQ(notice(director, id, at(4, 9))["number"], "督〔2026〕3号");
  const Json talks = parsed(list_talks(*db, director, plan, "proposed", Language::kZh, at(4, 9)));
  ASSERT_EQ(talks["total"], 1);
  const std::int64_t talk = talks["items"][0]["id"];
  EXPECT_EQ(code_of(decide_talk(*db, director, talk, {}, {true, "2026-05-01", "谈了"}, at(4, 10))),
            ErrorCode::kInvalid);  // not yet
  EXPECT_EQ(code_of(decide_talk(*db, director, talk, {}, {true, "2026-04-10", ""}, at(4, 10))),
            ErrorCode::kInvalid);
  ASSERT_TRUE(
      decide_talk(*db, director, talk, 1, {true, "2026-04-10", "约谈主要负责人，限期整改。"}, at(4, 10)).ok());
  EXPECT_EQ(code_of(decide_talk(*db, director, talk, {}, {false, "", "算了"}, at(4, 11))),
            ErrorCode::kConflict);
  EXPECT_EQ(parsed(read_talk(*db, director, talk, Language::kZh))["state"], "held");
  // And red after that.
  const Day by = made[0].draft.answer_by;
  const auto red = notice_drafts(*db, plan, by + 1);
  ASSERT_EQ(red->size(), 1U);
  EXPECT_EQ(red->front().draft.colour, NoticeColour::kRed);
}

TEST_F(NoticesTest, UrgingIsLimitedAndSaysUntilWhen) {
  ASSERT_TRUE(urge_unit(*db, director, homes, housing, "请报进展", at(3, 2)).ok());
  const auto again = urge_unit(*db, director, homes, housing, "", at(3, 5));
  EXPECT_EQ(code_of(again), ErrorCode::kRefused);
  EXPECT_EQ(again.error().message.zh, "同一任务对同一单位7天内最多催办1次，2026年3月9日起可再催办");
  EXPECT_TRUE(urge_unit(*db, director, homes, housing, "", at(3, 9)).ok());
  EXPECT_EQ(code_of(urge_unit(*db, director, homes, industry, "", at(3, 9))), ErrorCode::kConflict);
  EXPECT_EQ(code_of(urge_unit(*db, handler, homes, housing, "", at(3, 9))), ErrorCode::kForbidden);
  const Json state = parsed(urging_json(*db, director, homes, Language::kZh, at(3, 10)));
  EXPECT_EQ(state["items"][0]["may"], false);
  const Json burden = parsed(asked_json(*db, director, plan, at(3, 10)));
  EXPECT_EQ(burden["items"][0]["unit"], "市住房城乡建设局");
  EXPECT_EQ(burden["items"][0]["urgings"], 2);
  EXPECT_EQ(burden["items"][0]["total"], 2);
  EXPECT_EQ(messages_of(*db, handler, 0, 10)->unread, 2);
}

TEST_F(NoticesTest, RemindersComeOnceAndADayThatWasMissedIsMadeGoodOnce) {
  const Day due = *Day::of(2026, 12, 31);
  EXPECT_EQ(day_reminders(due - 40, due - 40), 0);
  EXPECT_EQ(day_reminders(due - 30, due - 30), 3);  // two tasks, three units
  EXPECT_EQ(day_reminders(due - 30, due - 30), 0);
  EXPECT_EQ(messages_of(*db, handler, 0, 10)->messages[0].words.zh, "第1项任务还有30天到期（2026年12月31日）");
  // Off from day 29 to day 5 before: one reminder, not two.
  EXPECT_EQ(day_reminders(due - 29, due - 5), 3);
  EXPECT_EQ(count("reminder"), 6);
  EXPECT_EQ(messages_of(*db, handler, 0, 10)->total, 2);
  EXPECT_EQ(messages_of(*db, handler, 0, 10)->messages[0].words.zh, "第1项任务还有5天到期（2026年12月31日）");
  EXPECT_EQ(day_reminders(due - 1, due - 1), 3);
  EXPECT_EQ(day_reminders(due, due + 3), 0);
  EXPECT_EQ(messages_of(*db, director, 0, 10)->total, 0);
  // Reminded on this task: urging waits; the limit counts reminders of one day once for the unit.
  EXPECT_EQ(code_of(urge_unit(*db, director, homes, housing, "", at(12, 30))), ErrorCode::kRefused);
}

TEST_F(NoticesTest, WaitForThoseWhoMustAct) {
  const UtcMillis now = at(12, 28);
  const auto lines = [&](const Actor& actor) {
    std::vector<std::string> kinds;
    const auto waiting = today_lines(*db, actor, day_of(now));
    EXPECT_TRUE(waiting.ok());
    for (const TodayLine& line : *waiting) {
      if (line.todo.kind.find("notice") != std::string_view::npos || line.todo.kind == "judge_answer" ||
          line.todo.kind == "decide_talk") {
        kinds.emplace_back(line.todo.kind);
      }
    }
    return kinds;
  };
  EXPECT_EQ(lines(director), std::vector<std::string>{"sign_notice"});
  EXPECT_TRUE(lines(handler).empty());
  const std::int64_t id = *issue(drafts(now)[0], now);
  EXPECT_EQ(lines(handler), std::vector<std::string>{"answer_notice"});
  EXPECT_TRUE(lines(other).empty());
  ASSERT_TRUE(answer_notice(*db, handler, id, {}, "正在办理，12月30日完成。", now).ok());
  EXPECT_TRUE(lines(handler).empty());
  const auto after = lines(director);
  EXPECT_NE(std::find(after.begin(), after.end(), "judge_answer"), after.end());
}

TEST_F(NoticesTest, BecomeAnOfficialDocument) {
  const UtcMillis now = at(12, 28);
  const std::int64_t id = *issue(drafts(now)[0], now);
  const auto paper = notice_paper(*db, handler, id, now);
  ASSERT_TRUE(paper.ok());
  EXPECT_EQ(paper->document.number, "督〔2026〕1号");
  EXPECT_EQ(paper->document.addressee, "市住房城乡建设局");
  EXPECT_EQ(paper->document.body.size(), 2U);
  const auto bytes = to_docx(paper->document);
  ASSERT_TRUE(bytes.ok());
  EXPECT_TRUE(bytes->starts_with("PK"));
}

}  // namespace
}  // namespace duban
