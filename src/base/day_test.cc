#include "base/day.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(Day, ReadsIsoDatesAndNothingElse) {
  struct Row {
    const char* text;
    const char* read;  // empty: refused
  };
  // clang-format off
  const Row rows[] = {
      {"2026-02-05",  "2026-02-05"},
      {"2024-02-29",  "2024-02-29"},  // a leap year
      {"2000-02-29",  "2000-02-29"},
      {"1900-02-29",  ""},            // none: divisible by 100, not by 400
      {"2026-02-29",  ""},
      {"2026-04-31",  ""},
      {"2026-13-01",  ""},
      {"2026-00-10",  ""},
      {"2026-01-00",  ""},
      {"0000-01-01",  ""},
      {"2026-2-5",    ""},
      {"2026/02/05",  ""},
      {"2026-02-05 ", ""},
      {"+026-02-05",  ""},
      {"２026-02-05", ""},
      {"",            ""},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto day = Day::parse(row.text);
    EXPECT_EQ(day ? to_iso(*day) : "", row.read) << row.text;
  }
}

TEST(Day, KnowsItsParts) {
  const Day day = *Day::parse("2026-02-15");
  EXPECT_EQ(day.year(), 2026);
  EXPECT_EQ(day.month(), 2);
  EXPECT_EQ(day.day_of_month(), 15);
  EXPECT_EQ(day.weekday(), 7);
  EXPECT_EQ(to_iso(day + 14), "2026-03-01");
  EXPECT_EQ(*Day::parse("2027-01-01") - *Day::parse("2026-01-01"), 365);
  EXPECT_EQ(days_in_month(2024, 2), 29);
  EXPECT_EQ(days_in_month(2026, 12), 31);
  EXPECT_EQ(zh_day(day), "2026年2月15日");
  EXPECT_EQ(zh_day({}), "无日期");
  EXPECT_EQ(to_iso({}), "");
}

}  // namespace
}  // namespace duban
