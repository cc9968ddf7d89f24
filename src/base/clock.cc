#include "base/clock.h"

#include <fmt/format.h>

#include <chrono>

namespace duban {
namespace {

constexpr UtcMillis kDay = 24LL * 3600 * 1000;
constexpr UtcMillis kBeijing = 8LL * 3600 * 1000;

std::chrono::year_month_day day_of(UtcMillis at) {
  return std::chrono::sys_days(std::chrono::floor<std::chrono::days>(std::chrono::milliseconds(at)));
}

std::string date_text(UtcMillis at) {
  const auto day = day_of(at);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

// The digits of text at [begin, begin + length), or -1.
int digits_at(std::string_view text, std::size_t begin, std::size_t length) {
  int value = 0;
  for (const char c : text.substr(begin, length)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

UtcMillis system_now() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string utc_text(UtcMillis at) {
  const UtcMillis in_day = ((at % kDay) + kDay) % kDay / 1000;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", date_text(at), in_day / 3600, in_day / 60 % 60, in_day % 60);
}

std::string china_date(UtcMillis at) { return date_text(at + kBeijing); }

std::optional<UtcMillis> utc_from_text(std::string_view text) {
  const bool date = text.size() == 10;
  if (!date && text.size() != 20) return {};
  if (text[4] != '-' || text[7] != '-') return {};
  const int year = digits_at(text, 0, 4);
  const int month = digits_at(text, 5, 2);
  const int day_number = digits_at(text, 8, 2);
  if (year < 0 || month < 0 || day_number < 0) return {};
  const std::chrono::year_month_day day{std::chrono::year(year),
                                        std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day_number))};
  if (!day.ok()) return {};
  const UtcMillis midnight = std::chrono::sys_days(day).time_since_epoch().count() * kDay;
  if (date) return midnight - kBeijing;
  if (text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return {};
  const int hour = digits_at(text, 11, 2);
  const int minute = digits_at(text, 14, 2);
  const int second = digits_at(text, 17, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return {};
  return midnight + (hour * 3600LL + minute * 60LL + second) * 1000;
}

}  // namespace duban
