#include "supervise/report_life.h"

#include <gtest/gtest.h>

#include <cmath>

namespace duban {
namespace {

Day day(const char* iso) { return *Day::parse(iso); }

TaskPerson handler() { return {21, "经办人", Party::kUnit, "发改", Capacity::kSelf, ""}; }
TaskPerson reviewer() { return {22, "审核人", Party::kUnit, "发改", Capacity::kSelf, ""}; }
TaskPerson office() { return {1, "督查员", Party::kOffice, "", Capacity::kSelf, ""}; }
TaskPerson filling_in() { return {1, "督查员", Party::kOffice, "", Capacity::kFillIn, ""}; }

class ReportPlay {
 public:
  ReportPlay() {
    report.unit = "发改";
    report.due = day("2026-06-05");
  }
  std::string tries(const char* on, ReportAction action, const TaskPerson& by, const char* reason = "") {
    const auto after = act(report, {action, by, reason}, day(on));
    if (!after.ok()) return after.error().message.zh;
    report = *after;
    return std::string(zh_name(report.state));
  }
  ReportCase report;
};

TEST(ReportLife, GoesThroughTwoReviews) {
  ReportPlay play;
  EXPECT_EQ(play.tries("2026-06-03", ReportAction::kSubmit, handler()), "待单位审核");
  EXPECT_EQ(play.tries("2026-06-03", ReportAction::kApprove, handler()), "报送人不能审核自己的填报");
  EXPECT_EQ(play.tries("2026-06-03", ReportAction::kReturn, office(), "缺数据"),
            "填报处于“待单位审核”，不能由督查室退回");
  EXPECT_EQ(play.tries("2026-06-04", ReportAction::kApprove, reviewer()), "待督查室审核");
  EXPECT_EQ(play.tries("2026-06-05", ReportAction::kReturn, reviewer(), "再改"),
            "填报处于“待督查室审核”，不能由承办单位退回");
  EXPECT_EQ(play.tries("2026-06-05", ReportAction::kReturn, office()), "退回须说明理由");
  EXPECT_EQ(play.tries("2026-06-08", ReportAction::kReturn, office(), "缺数据来源"), "退回");
  EXPECT_EQ(play.report.reason, "缺数据来源");
  EXPECT_EQ(play.tries("2026-06-09", ReportAction::kSubmit, handler()), "待单位审核");
  EXPECT_EQ(play.tries("2026-06-09", ReportAction::kWithdraw, handler()), "撤回");
  EXPECT_EQ(play.tries("2026-06-09", ReportAction::kSubmit, handler()), "待单位审核");
  EXPECT_EQ(play.tries("2026-06-09", ReportAction::kApprove, reviewer()), "待督查室审核");
  EXPECT_EQ(play.tries("2026-06-10", ReportAction::kAccept, office()), "已采用");
  EXPECT_EQ(play.report.version, 3);
  EXPECT_EQ(to_iso(*play.report.handed_in_on), "2026-06-03");
  EXPECT_FALSE(play.report.late);  // it was there in time
  EXPECT_EQ(play.tries("2026-06-10", ReportAction::kWithdraw, handler()), "填报处于“已采用”，不能撤回");
}

TEST(ReportLife, TakesLateReportsAndMarksThem) {
  ReportPlay play;
  play.report.unit_review = false;
  EXPECT_EQ(play.tries("2026-06-06", ReportAction::kSubmit, handler()), "待督查室审核");
  EXPECT_TRUE(play.report.late);
  EXPECT_EQ(play.tries("2026-06-05", ReportAction::kAccept, office()),
            "日期2026年6月5日早于上一次办理的2026年6月6日，请检查系统时间");
}

TEST(ReportLife, KnowsWhoMay) {
  struct Row {
    ReportAction action;
    TaskPerson by;
    const char* zh;
  };
  TaskPerson other = handler();
  other.unit = "财政";
  TaskPerson delegate = handler();
  delegate.capacity = Capacity::kDelegate;
  TaskPerson unit_filling_in = handler();
  unit_filling_in.capacity = Capacity::kFillIn;
  const Row rows[] = {
      {ReportAction::kSubmit, other, "只能办理本单位的填报"},
      {ReportAction::kSubmit, office(), "报送不能由督查室办理"},
      {ReportAction::kSubmit, delegate, "代理须写明被代理人"},
      {ReportAction::kSubmit, unit_filling_in, "只有督查室可以代填承办单位的事项"},
      {ReportAction::kAccept, filling_in(), "只有督查室可以代填承办单位的事项"},
      {ReportAction::kAccept, handler(), "采用不能由承办单位办理"},
      {ReportAction::kAccept, office(), "填报处于“草稿”，不能采用"},
      {ReportAction::kSubmit, filling_in(), "待单位审核"},
  };
  ReportPlay play;
  for (const Row& row : rows) EXPECT_EQ(play.tries("2026-06-03", row.action, row.by), row.zh);
  EXPECT_TRUE(play.report.filled_in);
}

TEST(OddValue, IsAskedBack) {
  struct Row {
    ReportedValue value;
    const char* rules;
  };
  const Day on = day("2026-06-10"), may = day("2026-05-31");
  const Row rows[] = {
      {{120, may, 300, 80, true, false}, ""},
      {{0, may, 300, {}, true, false}, ""},
      {{299999, may, 300, 80, true, false}, ""},
      {{300000, may, 300, 80, true, false}, "odd.thousandfold "},
      {{-1, may, 300, {}, false, false}, "odd.negative "},
      {{-1.2, may, 5.5, 3.0, false, true}, ""},
      {{79, may, 300, 80, true, false}, "odd.falls "},
      {{79, may, 300, 80, false, false}, ""},
      {{120, day("2026-06-11"), {}, {}, false, false}, "odd.future "},
      {{NAN, may, 300, {}, false, false}, "odd.not_a_number "},
      {{5, may, 0, {}, false, false}, ""},
  };
  for (const Row& row : rows) {
    std::string rules;
    for (const Reason& each : odd_value(row.value, on)) rules += each.rule + " ";
    EXPECT_EQ(rules, row.rules) << row.value.value;
  }
}

TEST(Apportionment, MakesTheWhole) {
  const Day on = day("2026-02-02");
  EXPECT_EQ(check_apportionment(0.3, {{"甲", 0.1}, {"乙", 0.2}}, on).value, Apportionment::kExact);
  const auto missing = check_apportionment(300, {{"甲", 100}, {"乙", 180}}, on);
  EXPECT_EQ(missing.value, Apportionment::kShort);
  EXPECT_EQ(missing.why.words.zh, "2个单位合计280，总目标300，还差20");
  EXPECT_EQ(check_apportionment(300, {{"甲", 301}}, on).why.words.en, "The parts (1) make 301 of 300: 1 over");
  EXPECT_EQ(check_apportionment(300, {}, on).value, Apportionment::kShort);
}

}  // namespace
}  // namespace duban
