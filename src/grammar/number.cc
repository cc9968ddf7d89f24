#include "grammar/number.h"

#include <cmath>

#include "text/lexicon.h"

namespace duban {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr int kMostScale = 16;       // 万亿 is 12; more is no scale of a plan
constexpr int kMostDigits = 13;      // more digits before the point are a telephone or card number
constexpr double kMostExact = 1e15;  // doubles count by ones up to here

// 零〇一二…九两, or -1.
int chinese_digit(std::string_view c) {
  struct Row {
    std::string_view word;
    int value;
  };
  static constexpr Row kDigits[] = {{"一", 1}, {"二", 2}, {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6},
                                    {"七", 7}, {"八", 8}, {"九", 9}, {"两", 2}, {"〇", 0}, {"零", 0}};
  for (const Row& row : kDigits) {
    if (row.word == c) return row.value;
  }
  return -1;
}

// The power of ten of 十百千万亿, or 0.
int scale_power(std::string_view c) {
  if (c == "万") return 4;
  if (c == "亿") return 8;
  if (c == "千") return 3;
  if (c == "百") return 2;
  if (c == "十") return 1;
  return 0;
}

// A scale's character that begins a unit instead: 5千瓦, 3千米, 2百分点.
bool begins_unit(Cursor in) {
  static const WordList& units = word_list("measure_units");
  const Word* word = units.longest_at(in.rest());
  return word != nullptr && word->text.size() > first_character(word->text).size();
}

double ten_to(int power) {
  static constexpr double kTens[] = {1,   1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7, 1e8,
                                     1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16};
  return kTens[power];
}

// more ::= 余 | 多
bool take_more(Cursor& in) {
  if (!in.starts("余") && !in.starts("多")) return false;

  in = in.after(3);
  return true;
}

// scale ::= (百 | 千)? (万 | 亿)+ | 千        behind ASCII digits; never 十 (2026十大品牌)
//   1.5万  3千万  2万亿
int take_scale(Cursor& in) {
  int power = 0;
  Cursor at = in;
  const std::string_view first = first_character(at.rest());
  if (first == "百" || first == "千") {
    const std::string_view next = first_character(at.after(3).rest());
    if (next == "万" || next == "亿" || (first == "千" && !begins_unit(at))) {
      power += scale_power(first);
      at = at.after(3);
    }
  }
  while (at.starts("万") || at.starts("亿")) {
    power += scale_power(first_character(at.rest()));
    if (power > kMostScale) return 0;
    at = at.after(3);
  }
  in = at;
  return power;
}

// Bytes of a decimal point in front of a digit, 0 where none stands: 31.5, and 31．5 of a full-width keyboard.
std::size_t point_at(Cursor at) {
  const std::size_t size = at.front() == '.' ? 1 : at.starts("．") ? std::string_view("．").size() : 0;
  return size > 0 && is_digit(at.after(size).front()) ? size : 0;
}

// digits ::= [0-9]+ ("," [0-9]{3})* (point [0-9]+)*
Maybe<Number> ascii_number(Cursor in) {
  Number out;
  Cursor at = in;
  double mantissa = 0;
  int decimals = 0;
  for (; is_digit(at.front()); at = at.after(1)) {
    mantissa = mantissa * 10 + (at.front() - '0');
    ++out.digits;
  }
  // A comma parts thousands only between one to three digits and exactly three.
  for (bool first = true; at.front() == ',' && (first ? out.digits <= 3 : true); first = false) {
    const std::string_view next = at.rest().substr(1, 4);
    if (next.size() < 3 || !is_digit(next[0]) || !is_digit(next[1]) || !is_digit(next[2])) break;
    if (next.size() == 4 && is_digit(next[3])) break;
    for (int i = 0; i < 3; ++i) mantissa = mantissa * 10 + (next[static_cast<std::size_t>(i)] - '0');
    out.digits += 3;
    at = at.after(4);
  }
  int points = 0;
  for (std::size_t point = point_at(at); point > 0; point = point_at(at)) {
    ++points;
    for (at = at.after(point); is_digit(at.front()); at = at.after(1)) {
      if (mantissa < kMostExact) {
        mantissa = mantissa * 10 + (at.front() - '0');
        ++decimals;
      }
    }
  }
  if (points > 1 || out.digits > kMostDigits || decimals > kMostScale) out.row = true;
  out.and_more = take_more(at);
  const int power = out.row ? 0 : take_scale(at);
  if (!out.and_more) out.and_more = take_more(at);
  if (!out.row) {
    // One rounding only: 443.9万 is 4439 × 10^3, not 443.9 × 10^4.
    const int shift = power - decimals;
    out.value = shift >= 0 ? mantissa * ten_to(shift) : mantissa / ten_to(-shift);
  }
  return found(out, at);
}

// chinese ::= (digit | 十 | 百 | 千 | 万 | 亿)+
//   三  十五  一百二十  两万五千  百  千万
Maybe<Number> chinese_number(Cursor in) {
  Number out;
  out.script = NumberScript::kChinese;
  double total = 0;
  double section = 0;
  int digit = -1;
  bool any = false;
  Cursor at = in;
  for (;; at = at.after(3)) {
    const std::string_view c = first_character(at.rest());
    if (const int d = chinese_digit(c); d >= 0) {
      if (digit > 0 || (digit == 0 && d == 0 && any)) out.row = true;
      digit = d;
      any = true;
      continue;
    }
    const int power = scale_power(c);
    if (power == 0) break;
    if (power < 4 && begins_unit(at)) break;
    if (!any && power > 1) out.scale_only = true;
    if (power < 4) {
      section += (digit <= 0 ? 1 : digit) * ten_to(power);
    } else {
      section += digit > 0 ? digit : 0;
      const double base = total + section;
      total = (base == 0 ? 1 : base) * ten_to(power);
      if (out.scale_only && base != 0 && section != 0) total = section * ten_to(power);
      section = 0;
    }
    if (total > 1e16) out.row = true;
    digit = -1;
    any = true;
  }
  if (!any) return {};
  if (at.starts("几")) out.row = true;  // 十几个 says no number
  out.value = out.row ? 0 : total + section + (digit > 0 ? digit : 0);
  out.and_more = take_more(at);
  if (out.and_more && !out.row && (at.starts("万") || at.starts("亿"))) {
    const int power = take_scale(at);
    out.value *= ten_to(power);
  }
  if (out.value > 1e18) out.row = true;
  return found(out, at);
}

}  // namespace

Maybe<int> whole(Cursor in) {
  int value = 0;
  Cursor at = in;
  for (; is_digit(at.front()) && at.at() - in.at() < 5; at = at.after(1))
    value = value * 10 + (at.front() - '0');
  if (at.at() == in.at() || at.at() - in.at() > 4) return {};
  return found(value, at);
}

Maybe<Number> number(Cursor in) {
  if (is_digit(in.front())) return ascii_number(in);
  return chinese_number(in);
}

}  // namespace duban
