#include "base/day.h"

#include <fmt/format.h>

#include <chrono>

namespace duban {
namespace {

std::chrono::year_month_day civil(Day day) {
  return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(day.number)));
}

// `size` digits and nothing else, or -1.
int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Day> Day::of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  const std::chrono::year_month_day date(std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok()) return {};
  return Day{static_cast<std::int32_t>(std::chrono::sys_days(date).time_since_epoch().count())};
}

std::optional<Day> Day::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return {};
  const int year = digits(iso.substr(0, 4));
  const int month = digits(iso.substr(5, 2));
  const int day = digits(iso.substr(8, 2));
  return of(year, month, day);
}

int Day::year() const { return static_cast<int>(civil(*this).year()); }
int Day::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Day::day_of_month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }
int Day::weekday() const {
  return static_cast<int>(
      std::chrono::weekday(std::chrono::sys_days(std::chrono::days(number))).iso_encoding());
}

int days_in_month(int year, int month) {
  const auto last =
      std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) / std::chrono::last;
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::string to_iso(Day day) {
  if (!day.given()) return {};
  return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day_of_month());
}

std::string zh_day(Day day) {
  if (!day.given()) return "无日期";
  return fmt::format("{}年{}月{}日", day.year(), day.month(), day.day_of_month());
}

}  // namespace duban
