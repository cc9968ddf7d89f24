#pragma once

// A day of the calendar. No clock and no time zone: "today" comes in as a parameter.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace duban {

struct Day {
  std::int32_t number = 0;  // days since 1970-01-01, which stands for "no day" too

  // Proleptic Gregorian calendar; a month outside 1–12 or a day outside the month gives nothing.
  static std::optional<Day> of(int year, int month, int day);
  // 2026-02-05 and nothing else (ISO 8601, years 0001–9999).
  static std::optional<Day> parse(std::string_view iso);

  bool given() const { return number != 0; }
  int year() const;
  int month() const;
  int day_of_month() const;
  int weekday() const;  // Monday 1 … Sunday 7, as ISO 8601 counts

  Day operator+(int days) const { return {number + days}; }
  Day operator-(int days) const { return {number - days}; }
  int operator-(Day other) const { return number - other.number; }
  auto operator<=>(const Day&) const = default;
};

int days_in_month(int year, int month);
std::string to_iso(Day day);  // 2026-02-05; empty for no day
std::string zh_day(Day day);  // 2026年2月5日; 无日期 for no day

}  // namespace duban
