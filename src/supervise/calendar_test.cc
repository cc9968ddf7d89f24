#include "supervise/calendar.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

Day day(const char* iso) { return *Day::parse(iso); }

TEST(Calendar, KnowsWhatTheStateCouncilPublished) {
  struct Row {
    const char* day;
    DayKind kind;
    const char* name;
  };
  using enum DayKind;
  // clang-format off
  const Row rows[] = {
      {"2024-01-01", kHoliday,           "元旦"},
      {"2024-02-09", kWorkingDay,        ""},  // New Year's Eve: units were only encouraged to give it
      {"2024-02-10", kHoliday,           "春节"},
      {"2024-02-17", kHoliday,           "春节"},
      {"2024-02-18", kSwappedWorkingDay, "春节"},
      {"2024-04-07", kSwappedWorkingDay, "清明节"},
      {"2024-06-09", kWeekend,           ""},
      {"2024-06-10", kHoliday,           "端午节"},
      {"2024-10-12", kSwappedWorkingDay, "国庆节"},
      {"2025-01-02", kWorkingDay,        ""},
      {"2025-01-26", kSwappedWorkingDay, "春节"},
      {"2025-02-04", kHoliday,           "春节"},
      {"2025-02-05", kWorkingDay,        ""},
      {"2025-10-08", kHoliday,           "国庆节、中秋节"},
      {"2026-01-04", kSwappedWorkingDay, "元旦"},
      {"2026-02-13", kWorkingDay,        ""},
      {"2026-02-14", kSwappedWorkingDay, "春节"},
      {"2026-02-15", kHoliday,           "春节"},
      {"2026-02-23", kHoliday,           "春节"},
      {"2026-02-24", kWorkingDay,        ""},
      {"2026-05-09", kSwappedWorkingDay, "劳动节"},
      {"2026-09-20", kSwappedWorkingDay, "国庆节"},
      {"2026-09-25", kHoliday,           "中秋节"},
      {"2026-10-10", kSwappedWorkingDay, "国庆节"},
      {"2026-11-21", kWeekend,           ""},
  };
  // clang-format on
  for (const Row& row : rows) {
    EXPECT_EQ(published_calendar().kind(day(row.day)), row.kind) << row.day;
    EXPECT_EQ(published_calendar().name(day(row.day)), row.name) << row.day;
  }
}

// A year's working days are a known figure: 251 of 2024 (366 − 104 − 11), 248 of 2025, 248 of 2026.
TEST(Calendar, CountsTheWorkingDaysOfAYear) {
  const Calendar& calendar = published_calendar();
  EXPECT_EQ(calendar.working_days(day("2023-12-31"), day("2024-12-31")), 251);
  EXPECT_EQ(calendar.working_days(day("2024-12-31"), day("2025-12-31")), 248);
  EXPECT_EQ(calendar.working_days(day("2025-12-31"), day("2026-12-31")), 248);
  EXPECT_EQ(calendar.working_days(day("2026-03-02"), day("2026-03-02")), 0);
  EXPECT_EQ(calendar.working_days(day("2026-03-03"), day("2026-03-02")), 0);
}

TEST(Calendar, AddsWorkingDays) {
  struct Row {
    const char* from;
    int days;
    const char* due;
    const char* rule;
  };
  // clang-format off
  const Row rows[] = {
      {"2026-03-02", 0, "2026-03-02", "calendar.working_days"},
      {"2026-03-02", 1, "2026-03-03", "calendar.working_days"},
      {"2026-03-06", 1, "2026-03-09", "calendar.working_days"},  // over a week-end
      {"2026-02-13", 1, "2026-02-14", "calendar.working_days"},  // a Saturday that is worked
      {"2026-02-14", 1, "2026-02-24", "calendar.working_days"},  // over the Spring Festival
      {"2026-02-13", 3, "2026-02-25", "calendar.working_days"},
      {"2026-09-30", 3, "2026-10-10", "calendar.working_days"},  // 8 and 9 October, and the swapped Saturday
      {"2026-12-31", 1, "2027-01-01", "calendar.weekends_only"}, // 2027 is not published: no New Year
      {"2023-03-03", 1, "2023-03-06", "calendar.weekends_only"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto due = published_calendar().add_working_days(day(row.from), row.days);
    EXPECT_EQ(to_iso(due.value), row.due) << row.from << " + " << row.days;
    EXPECT_EQ(due.why.rule, row.rule) << row.from;
  }
  const auto due = published_calendar().add_working_days(day("2026-12-31"), 1);
  EXPECT_EQ(due.why.words.zh,
            "自2026年12月31日起1个工作日，至2027年1月1日（2027年没有节假日数据，只扣除周六、周日）");
  EXPECT_EQ(
      due.why.words.en,
      "1 working day from 2026-12-31: 2027-01-01 (2027 has no holiday data: only week-ends are left out)");
}

TEST(Calendar, SaysWhatIsWrongInAFile) {
  struct Row {
    const char* text;
    const char* zh;  // empty: taken
  };
  // clang-format off
  const Row rows[] = {
      {"",                                                       ""},
      {"# 说明\r\noff\t2027-01-01\t2027-01-03\t元旦\r\n",        ""},
      {"off  2027-01-01  2027-01-03  元旦\n",                    ""},
      {"rest\t2027-01-01\t2027-01-03\t元旦\n",                   "2027.txt第1行：不认识“rest”，应为 off 或 work"},
      {"\noff\t2026-12-31\t2027-01-03\t元旦\n",                  "2027.txt第2行：日期不在2027年内，或次序颠倒"},
      {"off\t2027-01-03\t2027-01-01\t元旦\n",                    "2027.txt第1行：日期不在2027年内，或次序颠倒"},
      {"off\t2027-01-01\n",                                      "2027.txt第1行：第3列“”不是日期（应如2026-02-05）"},
      {"off\t2027年1月1日\t2027-01-01\t元旦\n",                  "2027.txt第1行：第2列“2027年1月1日”不是日期（应如2026-02-05）"},
      {"work\t2027-01-04\t元旦\n",                               "2027.txt第1行：2027-01-04本是工作日，不能调休上班"},
      {"off\t2027-01-01\t2027-01-03\t元旦\nwork\t2027-01-03\t\n", "2027.txt第2行：2027-01-03已写过一次"},
  };
  // clang-format on
  for (const Row& row : rows) {
    Calendar calendar;
    const auto read = calendar.add(2027, "2027.txt", row.text);
    EXPECT_EQ(read.ok() ? "" : read.error().message.zh, row.zh) << row.text;
    EXPECT_EQ(calendar.knows(2027), read.ok()) << row.text;
  }
}

TEST(Calendar, TakesAYearsFileAgain) {
  Calendar calendar;
  ASSERT_TRUE(calendar.add(2027, "a", "off\t2027-01-01\t2027-01-03\t元旦\n").ok());
  EXPECT_FALSE(calendar.is_working(day("2027-01-01")));
  ASSERT_TRUE(calendar.add(2027, "b", "off\t2027-02-05\t2027-02-12\t春节\n").ok());
  EXPECT_TRUE(calendar.is_working(day("2027-01-01")));
  EXPECT_FALSE(calendar.is_working(day("2027-02-05")));
  EXPECT_EQ(to_iso(calendar.next_working(day("2027-02-05"))), "2027-02-15");
}

}  // namespace
}  // namespace duban
