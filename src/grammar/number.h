#pragma once

#include <cstdint>

#include "text/cursor.h"

namespace duban {

enum class NumberScript { kDigits, kChinese };

// A number as printed. The only rule that looks at digits.
struct Number {
  double value = 0;
  NumberScript script = NumberScript::kDigits;
  bool scale_only = false;  // 百, 万, 千亿: a scale without a digit before it (超百个, 亿元以上)
  bool and_more = false;    // 300余, 20多万: somewhat more than the value
  bool row =
      false;  // digits that count nothing: a year in Chinese digits (二〇二六), a telephone number, 2.0.1
  int digits = 0;  // of an ASCII number, before the point
  bool operator==(const Number&) const = default;
};

// number ::= digits [more] [scale] | chinese [more] [scale]
//   1.5万  3,500  443.9  一百二十  两  300余  20多万
// 千 and 百 that begin a unit (5千瓦) are left to the unit.
Maybe<Number> number(Cursor in);

// whole ::= digit+, at most four
//   2026
Maybe<int> whole(Cursor in);

// Whether a number can begin here: a cheap look at one character, made for every character of a text.
constexpr bool number_may_begin(Cursor in) {
  const auto lead = static_cast<unsigned char>(in.front());
  if (lead < 0x80) return lead >= '0' && lead <= '9';
  if (lead < 0xE3 || in.text().size() - in.at() < 3) return false;
  // The three bytes of the numerals, as one number.
  switch (lead << 16 | static_cast<unsigned char>(in.text()[in.at() + 1]) << 8 |
          static_cast<unsigned char>(in.text()[in.at() + 2])) {
    case 0xE4B880:  // 一
    case 0xE4BA8C:  // 二
    case 0xE4B889:  // 三
    case 0xE59B9B:  // 四
    case 0xE4BA94:  // 五
    case 0xE585AD:  // 六
    case 0xE4B883:  // 七
    case 0xE585AB:  // 八
    case 0xE4B99D:  // 九
    case 0xE4B8A4:  // 两
    case 0xE38087:  // 〇
    case 0xE99BB6:  // 零
    case 0xE58D81:  // 十
    case 0xE799BE:  // 百
    case 0xE58D83:  // 千
    case 0xE4B887:  // 万
    case 0xE4BABF:  // 亿
      return true;
    default:
      return false;
  }
}

}  // namespace duban
