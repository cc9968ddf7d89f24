#pragma once

#include <string>
#include <string_view>

#include "text/char_set.h"
#include "text/cursor.h"

namespace duban {

// A day that a phrase tells as the last one of a time: 6月底 is the 30th of June.
struct TimePoint {
  int year = 0;   // 0 where not printed
  int month = 0;  // 1–12
  int day = 0;
  bool before = false;  // 6月前: the time ends before it begins
  std::string_view rule;
};

// time_point ::= [year 年 | 今年 | 明年] (month 月 [day 日 | 底 | 末 | 上旬 …] | 底 | 末 | 上半年 | 季度 | …)
// [前]
//   6月底前  2026年12月  年底前  上半年  三季度末  2026.12  2026-12-31
Maybe<TimePoint> time_point(Cursor in);

// Whether a time can begin here: a cheap look at one character.
inline bool time_may_begin(Cursor in) {
  static constexpr CharSet kBegins(U"0123456789一二三四五六七八九两〇零十百千万亿年上下今明第次本当");
  return kBegins.has(utf8::at(in.text(), in.at()).point);
}

int last_day(int year, int month);
// 2026-06-30
std::string iso_date(int year, int month, int day);

}  // namespace duban
