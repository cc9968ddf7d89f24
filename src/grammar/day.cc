#include "grammar/day.h"

#include <fmt/format.h>

#include "grammar/mark.h"
#include "text/utf8.h"

namespace duban {
namespace {

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && utf8::is_blank(utf8::at(text, at).point)) at += utf8::at(text, at).size;
  return at;
}

MaybeMatch<int> figures(std::string_view text, std::size_t least, std::size_t most) {
  std::size_t n = 0;
  int value = 0;
  while (n < text.size() && n < most && utf8::is_digit(static_cast<unsigned char>(text[n])))
    value = value * 10 + (text[n++] - '0');
  if (n < least || (n < text.size() && utf8::is_digit(static_cast<unsigned char>(text[n])))) return {};
  return matched(value, n);
}

// 二○○六, 二〇二六
MaybeMatch<int> chinese_year(std::string_view text) {
  constexpr std::u32string_view kFigures = U"〇一二三四五六七八九";
  std::size_t at = 0;
  int value = 0;
  for (int i = 0; i < 4; ++i) {
    const utf8::Char c = utf8::at(text, at);
    const char32_t p = c.point == U'○' || c.point == U'零' || c.point == U'O' || c.point == 'o' || c.point == '0' ? U'〇' : c.point;
    const std::size_t figure = kFigures.find(p);
    if (figure == std::u32string_view::npos || c.size == 0) return {};
    value = value * 10 + static_cast<int>(figure);
    at += c.size;
  }
  return matched(value, at);
}

bool exists(int year, int month, int day) {
  if (year < 1949 || year > 2199 || month < 1 || month > 12 || day < 1) return false;
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[month - 1] + (month == 2 && leap ? 1 : 0);
}

}  // namespace

MaybeMatch<std::string> read_day(std::string_view text) {
  bool chinese = false;
  MaybeMatch<int> year = figures(text, 4, 4);
  if (!year) {
    year = chinese_year(text);
    chinese = true;
  }
  if (!year) return {};
  std::size_t at = skip_blanks(text, year->size);
  const auto number = [&]() -> MaybeMatch<int> {
    MaybeMatch<int> n = chinese ? chinese_ordinal(text.substr(at)) : figures(text.substr(at), 1, 2);
    return n;
  };
  const auto step = [&](std::string_view word) {
    at = skip_blanks(text, at);
    if (!text.substr(at).starts_with(word)) return false;
    at = skip_blanks(text, at + word.size());
    return true;
  };
  std::string_view mid = "月";
  std::string_view end = "日";
  if (!step("年")) {
    if (chinese || (!step("-") && !step("/") && !step("."))) return {};
    mid = text.substr(at - 1, 1);
    end = "";
  }
  const auto month = number();
  if (!month) return {};
  at += month->size;
  if (!step(mid)) return {};
  const auto day = number();
  if (!day || !exists(year->value, month->value, day->value)) return {};
  at += day->size;
  if (!end.empty()) {
    at = skip_blanks(text, at);
    if (!text.substr(at).starts_with(end)) return {};
    at += end.size();
  }
  return matched(fmt::format("{:04}-{:02}-{:02}", year->value, month->value, day->value), at);
}

bool is_day(std::string_view text) {
  if (text.size() > 60) return false;
  text = utf8::trim(text);
  const auto day = read_day(text);
  return day && day->size == text.size();
}

MaybeMatch<std::string> find_day(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); at += utf8::at(text, at).size) {
    const auto first = static_cast<unsigned char>(text[at]);
    if (!utf8::is_digit(first) && first < 0xE3) continue;
    if (utf8::is_digit(first) && at > 0 && utf8::is_digit(static_cast<unsigned char>(text[at - 1]))) continue;
    if (auto day = read_day(text.substr(at))) {
      day->size += at;
      return day;
    }
  }
  return {};
}

}  // namespace duban
