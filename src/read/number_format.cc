#include "read/number_format.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdio>

#include "base/day.h"

namespace duban {
namespace {

using Kind = NumberFormat::Kind;

// 15 digits, as Excel keeps and shows them; no exponent below 1e15.
std::string plain_number(double value) {
  if (!std::isfinite(value)) return "#NUM!";
  if (value == 0) return "0";
  std::array<char, 400> buffer{};
  if (std::fabs(value) >= 1e15 || std::fabs(value) < 1e-9) {
    std::snprintf(buffer.data(), buffer.size(), "%.15g", value);
    return buffer.data();
  }
  const int before = static_cast<int>(std::floor(std::log10(std::fabs(value)))) + 1;
  std::snprintf(buffer.data(), buffer.size(), "%.*f", std::max(0, 15 - before), value);
  std::string out = buffer.data();
  if (out.find('.') != std::string::npos) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  return out;
}

bool is_letter(char c, char lower) { return c == lower || c == static_cast<char>(lower - 'a' + 'A'); }

}  // namespace

NumberFormat number_format(std::string_view code) {
  bool year = false;
  bool month_or_minute = false;
  bool day = false;
  bool time = false;
  bool percent = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';') break;
    if (c == '"') {
      i = code.find('"', i + 1);
      if (i == std::string_view::npos) break;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t close = code.find(']', i);
      if (close == std::string_view::npos) break;
      const std::string_view inside = code.substr(i + 1, close - i - 1);
      if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) time = true;
      i = close;
    } else if (is_letter(c, 'g')) {
      if (i + 1 < code.size() && is_letter(code[i + 1], 'e')) i += 6;  // General
    } else if (is_letter(c, 'y') || is_letter(c, 'e')) {
      // E+00 is an exponent, e a year of an era
      if (is_letter(c, 'e') && i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-')) continue;
      year = true;
    } else if (is_letter(c, 'm')) {
      month_or_minute = true;
    } else if (is_letter(c, 'd')) {
      day = true;
    } else if (is_letter(c, 'h') || is_letter(c, 's')) {
      time = true;
    } else if (c == '%') {
      percent = true;
    }
  }
  const bool date = year || day || (month_or_minute && !time);
  if (date && time) return {Kind::kDateTime};
  if (date) return {year && month_or_minute && !day ? Kind::kYearMonth : Kind::kDate};
  if (time) return {Kind::kTime};
  if (percent) return {Kind::kPercent};
  return {};
}

NumberFormat built_in_format(int id) {
  // 27–36 and 50–58 are the Chinese ones: yyyy"年"m"月", m"月"d"日", h"时"mm"分" and the like.
  switch (id) {
    case 9:
    case 10:
      return {Kind::kPercent};
    case 22:
      return {Kind::kDateTime};
    case 17:
    case 27:
    case 36:
    case 50:
    case 52:
    case 57:
      return {Kind::kYearMonth};
    default:
      break;
  }
  if ((id >= 14 && id <= 16) || (id >= 28 && id <= 31) || id == 51 || id == 53 || id == 54 || id == 58)
    return {Kind::kDate};
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56)
    return {Kind::kTime};
  return {};
}

std::string shown_number(double value, NumberFormat format, Epoch epoch) {
  if (format.kind == Kind::kGeneral) return plain_number(value);
  if (format.kind == Kind::kPercent) return plain_number(value * 100) + "%";
  // Days up to 9999-12-31; outside no date, as in Excel (which shows ####).
  if (!std::isfinite(value) || value < 0 || value >= 2958466) return plain_number(value);
  double whole = std::floor(value);
  auto minutes = static_cast<int>(std::lround((value - whole) * 24 * 60));
  if (minutes == 24 * 60) {
    minutes = 0;
    whole += 1;
  }
  const std::string time = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
  if (format.kind == Kind::kTime) {
    if (whole > 0 && epoch == Epoch::k1900) {  // [h]:mm counts on: 26:30
      return fmt::format("{}:{:02}", static_cast<int>(whole) * 24 + minutes / 60, minutes % 60);
    }
    return time;
  }
  const auto serial = static_cast<int>(whole);
  if (epoch == Epoch::k1900 && (serial == 0 || serial == 60))
    return plain_number(value);  // 0 January, 29 February
  const Day start = epoch == Epoch::k1904 ? *Day::of(1904, 1, 1) : *Day::of(1899, 12, serial < 60 ? 31 : 30);
  const Day day = start + serial;
  if (format.kind == Kind::kYearMonth) return fmt::format("{}年{}月", day.year(), day.month());
  if (format.kind == Kind::kDateTime && minutes != 0) return to_iso(day) + " " + time;
  return to_iso(day);
}

}  // namespace duban
