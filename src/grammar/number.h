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

// Whether a number can begin here: a cheap look at one character.
bool number_may_begin(Cursor in);

}  // namespace duban
