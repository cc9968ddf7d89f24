#include "supervise/limits.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

Day day(const char* iso) { return *Day::parse(iso); }

TEST(Limits, EndWhereTheRulesSay) {
  struct Row {
    LimitKind kind;
    const char* from;
    const char* end;
  };
  using enum LimitKind;
  // clang-format off
  const Row rows[] = {
      {kAcknowledge,     "2026-03-06", "2026-03-09"},  // 1 working day
      {kAcknowledge,     "2026-02-14", "2026-02-24"},
      {kBreakDown,       "2026-03-05", "2026-03-10"},  // 3 working days
      {kProblemOrdinary, "2026-02-14", "2026-02-21"},  // 7 days, holidays count
      {kProblemMajor,    "2026-03-01", "2026-03-31"},  // 30 days
      {kObjectionFile,   "2026-06-01", "2026-07-01"},
      {kObjectionDecide, "2026-06-01", "2026-07-01"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto end = limit_end(default_limit_rules(), published_calendar(), row.kind, day(row.from));
    EXPECT_EQ(to_iso(end.value), row.end) << to_word(row.kind) << " from " << row.from;
    EXPECT_EQ(end.why.rule, std::string("limit.") + std::string(to_word(row.kind)));
  }
  const auto end =
      limit_end(default_limit_rules(), published_calendar(), LimitKind::kAcknowledge, day("2026-03-06"));
  EXPECT_EQ(end.why.words.zh, "签收时限：自2026年3月6日起1个工作日，至2026年3月9日");
}

TEST(Limits, EveryKindHasItsWord) {
  for (int i = 0; i < kLimitKindCount; ++i) {
    const auto kind = static_cast<LimitKind>(i);
    EXPECT_EQ(limit_from_word(to_word(kind)), kind);
    if (kind != LimitKind::kDue) {
      EXPECT_GT(default_limit_rules().limits[static_cast<std::size_t>(i)].number, 0) << to_word(kind);
    }
  }
  EXPECT_FALSE(limit_from_word("nothing"));
}

TEST(Limits, GiveADueDateWhereThePaperHasNone) {
  const auto printed = task_due(default_limit_rules(), day("2026-06-30"), 2026);
  EXPECT_EQ(to_iso(printed.value), "2026-06-30");
  EXPECT_EQ(printed.why.rule, "due.printed");
  const auto assumed = task_due(default_limit_rules(), {}, 2026);
  EXPECT_EQ(to_iso(assumed.value), "2026-12-31");
  EXPECT_EQ(assumed.why.rule, "due.default");
  EXPECT_EQ(assumed.why.words.zh, "文件未写时限，默认2026年12月31日");
}

TEST(Limits, PlaceTheRounds) {
  struct Row {
    RoundKind kind;
    int year, period;
    const char* from;
    const char* to;
    const char* opens;
    const char* due;
  };
  using enum RoundKind;
  // clang-format off
  const Row rows[] = {
      {kMonthly,   2026, 1,  "2026-01-01", "2026-01-31", "2026-01-25", "2026-02-05"},
      {kMonthly,   2026, 12, "2026-12-01", "2026-12-31", "2026-12-25", "2027-01-05"},
      {kMonthly,   2024, 2,  "2024-02-01", "2024-02-29", "2024-02-25", "2024-03-05"},
      {kQuarterly, 2026, 1,  "2026-01-01", "2026-03-31", "2026-03-25", "2026-04-10"},
      {kQuarterly, 2026, 4,  "2026-10-01", "2026-12-31", "2026-12-25", "2027-01-10"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto round = round_days(default_limit_rules(), published_calendar(), row.kind, row.year, row.period);
    ASSERT_TRUE(round.ok());
    EXPECT_EQ(to_iso(round->period_from), row.from);
    EXPECT_EQ(to_iso(round->period_to), row.to);
    EXPECT_EQ(to_iso(round->opens), row.opens);
    EXPECT_EQ(to_iso(round->due.value), row.due);
  }
  EXPECT_FALSE(round_days(default_limit_rules(), published_calendar(), kMonthly, 2026, 13).ok());
  EXPECT_FALSE(round_days(default_limit_rules(), published_calendar(), kQuarterly, 2026, 5).ok());
  EXPECT_FALSE(round_days(default_limit_rules(), published_calendar(), kMonthly, 2026, 0).ok());
}

TEST(Limits, MoveARoundOverAHolidayWhereTheOfficeWantsIt) {
  const auto kept = round_days(default_limit_rules(), published_calendar(), RoundKind::kMonthly, 2026, 9);
  EXPECT_EQ(to_iso(kept->due.value), "2026-10-05");
  EXPECT_EQ(kept->due.why.words.zh, "按月调度，2026年9月25日开始，2026年10月5日截止（截止日不是工作日）");
  const auto rules = read_limit_rules("own.txt", "round_shift  next_working_day\n");
  ASSERT_TRUE(rules.ok());
  const auto moved = round_days(*rules, published_calendar(), RoundKind::kMonthly, 2026, 9);
  EXPECT_EQ(to_iso(moved->due.value), "2026-10-08");
  EXPECT_EQ(moved->due.why.rule, "round.monthly.shifted");
}

TEST(Limits, ARoundThatIsDueInAYearWithoutHolidaysSaysSo) {
  const auto december = round_days(default_limit_rules(), published_calendar(), RoundKind::kMonthly, 2030, 12);
  EXPECT_EQ(december->due.why.words.zh,
            "按月调度，2030年12月25日开始，2031年1月5日截止（截止日不是工作日）（2031年没有节假日数据，只扣除周"
            "六、周日）");
  EXPECT_EQ(december->due.why.inputs.back().value, "2031");
  const auto known = round_days(default_limit_rules(), published_calendar(), RoundKind::kMonthly, 2026, 3);
  EXPECT_EQ(known->due.why.words.zh.find("节假日"), std::string::npos);
}

TEST(Limits, WarnBeforeTheDueDate) {
  struct Row {
    const char* on;
    int warning;  // -1: none yet
    const char* zh;
  };
  // clang-format off
  const Row rows[] = {
      {"2026-05-30", -1, ""},
      {"2026-05-31", 30, "距2026年6月30日的时限还有30天"},
      {"2026-06-14", 30, "距2026年6月30日的时限还有16天"},
      {"2026-06-15", 15, "距2026年6月30日的时限还有15天"},
      {"2026-06-23", 7,  "距2026年6月30日的时限还有7天"},
      {"2026-06-29", 1,  "距2026年6月30日的时限还有1天"},
      {"2026-06-30", 0,  "今天（2026年6月30日）到期"},
      {"2026-07-02", 0,  "已过2026年6月30日的时限2天"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto soon = due_soon(default_limit_rules(), day("2026-06-30"), day(row.on));
    EXPECT_EQ(soon ? soon->value : -1, row.warning) << row.on;
    EXPECT_EQ(soon ? soon->why.words.zh : "", row.zh) << row.on;
  }
  std::string days;
  for (const Day each : reminder_days(default_limit_rules(), day("2026-06-30"))) days += to_iso(each) + " ";
  EXPECT_EQ(days, "2026-05-31 2026-06-15 2026-06-23 2026-06-29 ");
}

TEST(Limits, ReadAnOfficesOwnFile) {
  const auto rules =
      read_limit_rules("own.txt", "acknowledge\t2\tdays\t# 本市\ndue_soon\t10\t3\nround_monthly\t20\t2\n");
  ASSERT_TRUE(rules.ok());
  EXPECT_EQ(rules->limits[0], (Limit{2, DayCount::kDays}));
  EXPECT_EQ(rules->due_soon, (std::vector<int>{10, 3}));
  EXPECT_EQ(rules->monthly_opens, 20);
  EXPECT_EQ(rules->monthly_due, 2);
  EXPECT_EQ(rules->quarterly_due, 10);  // not named: as packed
  struct Row {
    const char* text;
    const char* zh;
  };
  // clang-format off
  const Row rows[] = {
      {"acknowledge\tsoon\tdays\n",      "own.txt第1行：第2列“soon”不是数字"},
      {"acknowledge\t-1\tdays\n",        "own.txt第1行：第2列“-1”应为0至3660的整数"},
      {"acknowledge\t1.5\tdays\n",       "own.txt第1行：第2列“1.5”应为0至3660的整数"},
      {"acknowledge\t1\tweeks\n",        "own.txt第1行：时限的单位应为 working_days（工作日）或 days（日）"},
      {"\nacknowlege\t1\tdays\n",        "own.txt第2行：不认识的设置“acknowlege”"},
      {"due\t1\tdays\n",                 "own.txt第1行：不认识的设置“due”"},
      {"round_monthly\t31\t5\n",         "own.txt第1行：第2列“31”应为1至28的整数"},
      {"round_shift\tsometimes\n",       "own.txt第1行：round_shift 应为 keep 或 next_working_day"},
      {"default_due\t2\t30\n",           "own.txt：default_due不是日期"},
      {"due_soon\t7\tx\n",               "own.txt第1行：第3列“x”不是数字"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto wrong = read_limit_rules("own.txt", row.text);
    EXPECT_EQ(wrong.ok() ? "" : wrong.error().message.zh, row.zh) << row.text;
  }
}

}  // namespace
}  // namespace duban
