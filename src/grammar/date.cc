#include "grammar/date.h"

#include <fmt/format.h>

#include "grammar/number.h"

namespace duban {
namespace {

bool take(Cursor& in, std::initializer_list<std::string_view> words) {
  for (const std::string_view word : words) {
    const std::string_view rest = in.rest();
    if (rest.size() < word.size() || rest[word.size() - 1] != word.back() || !rest.starts_with(word)) continue;
    in = in.after(word.size());
    return true;
  }
  return false;
}

// small ::= a whole number up to most, in either script
//   6  十二
Maybe<int> small(Cursor in, int most) {
  const auto n = number(in);
  if (!n || n->value.row || n->value.and_more || n->value.scale_only) return {};
  if (n->value.value < 1 || n->value.value > most) return {};
  const int value = static_cast<int>(n->value.value);
  if (value != n->value.value) return {};
  return found(value, n->rest);
}

// year ::= (19|20)NN 年 | 二〇NN年 | 今年 | 明年 | 本年
//   the relative ones give 1 (this year) and 2 (next year)
Maybe<int> year(Cursor in) {
  if (in.starts("今年") || in.starts("本年") || in.starts("当年")) return found(1, in.after(6));
  if (in.starts("明年") || in.starts("次年")) return found(2, in.after(6));
  const auto n = whole(in);
  if (!n || n->value < 1990 || n->value > 2100 || !n->rest.starts("年")) return {};
  return found(n->value, n->rest.after(3));
}

// quarter ::= [第] number 季度 [末 | 底]
//   三季度末
Maybe<TimePoint> quarter(Cursor in) {
  Cursor at = in;
  take(at, {"第"});
  const auto n = small(at, 4);
  if (!n || !n->rest.starts("季度")) return {};
  at = n->rest.after(6);
  take(at, {"末", "底"});
  take(at, {"之前", "以前", "前"});
  return found(TimePoint{0, n->value * 3, 31, false, "deadline.quarter"}, at);
}

// half ::= 上半年 | 下半年
Maybe<TimePoint> half(Cursor in) {
  for (const int month : {6, 12}) {
    if (!in.starts(month == 6 ? "上半年" : "下半年")) continue;
    Cursor at = in.after(9);
    take(at, {"末", "底"});
    take(at, {"之前", "以前", "前"});
    return found(TimePoint{0, month, 31, false, "deadline.half_year"}, at);
  }
  return {};
}

// month ::= number 月 [份] [number 日 | 底 | 末 | 上旬 | 中旬 | 下旬 | 中 | 初] [前]
Maybe<TimePoint> month(Cursor in) {
  const auto m = small(in, 12);
  if (!m || !m->rest.starts("月")) return {};
  Cursor at = m->rest.after(3);
  take(at, {"份"});
  TimePoint out{0, m->value, 31, false, "deadline.month"};
  if (const auto d = small(at, 31); d && (d->rest.starts("日") || d->rest.starts("号"))) {
    at = d->rest.after(3);
    out.day = d->value;
    out.rule = "deadline.day";
    take(at, {"之前", "以前", "前"});
    return found(out, at);
  }
  if (take(at, {"底", "末"})) {
    out.rule = "deadline.month_end";
  } else if (take(at, {"上旬", "初"})) {
    out.day = 10;
    out.rule = "deadline.ten_days";
  } else if (take(at, {"中旬"})) {
    out.day = 20;
    out.rule = "deadline.ten_days";
  } else if (take(at, {"下旬"})) {
    out.rule = "deadline.ten_days";
  }
  const bool bare = out.rule == "deadline.month";
  if (take(at, {"之前", "以前", "前"}) && bare) {
    out.before = true;
    out.rule = "deadline.before_month";
  }
  return found(out, at);
}

// year_end ::= 年底 | 年末 | 底 | 末 behind a year
Maybe<TimePoint> year_end(Cursor in, bool behind_year) {
  Cursor at = in;
  const bool named = take(at, {"年底", "年末", "年终"});
  if (!named && !(behind_year && take(at, {"底", "末", "内"}))) return {};
  take(at, {"之前", "以前", "前"});
  return found(TimePoint{0, 12, 31, false, "deadline.year_end"}, at);
}

// numeric ::= year (. | - | /) month [(. | - | /) day]
//   2026.12  2026-12-31
Maybe<TimePoint> numeric(Cursor in) {
  const auto y = whole(in);
  if (!y || y->value < 1990 || y->value > 2100) return {};
  const char mark = y->rest.front();
  if (mark != '.' && mark != '-' && mark != '/') return {};
  const auto m = whole(y->rest.after(1));
  if (!m || m->value < 1 || m->value > 12) return {};
  TimePoint out{y->value, m->value, 31, false, "deadline.numeric"};
  Cursor at = m->rest;
  if (at.front() == mark) {
    if (const auto d = whole(at.after(1)); d && d->value >= 1 && d->value <= 31) {
      out.day = d->value;
      at = d->rest;
    }
  }
  take(at, {"之前", "以前", "前"});
  return found(out, at);
}

// point ::= quarter | half | month | year_end, in a year or not
Maybe<TimePoint> point(Cursor in) {
  Cursor at = in;
  const auto y = year(in);
  if (y) at = y->rest;
  auto read = half(at);
  if (!read) read = quarter(at);
  if (!read) read = month(at);
  if (!read) read = year_end(at, y.has_value());
  if (!read && y && take(at, {"之前", "以前", "前"})) {
    read = found(TimePoint{0, 1, 1, true, "deadline.before_year"}, at);
  }
  if (!read) return {};
  if (y) read->value.year = y->value;
  return read;
}

}  // namespace

Maybe<TimePoint> time_point(Cursor in) {
  if (auto read = numeric(in)) return read;
  auto read = point(in);
  // 1—12月, 3月至10月: the time ends where the second one does.
  Cursor at = in;
  if (read) {
    at = read->rest;
  } else if (const auto n = small(in, 12)) {
    at = n->rest;
  } else {
    return {};
  }
  for (const std::string_view mark : {"——", "—", "–", "-", "~", "～", "至", "到"}) {
    if (!at.starts(mark)) continue;
    if (auto until = point(at.after(mark.size()))) {
      if (until->value.year == 0 && read) until->value.year = read->value.year;
      return until;
    }
    break;
  }
  return read;
}

int last_day(int year, int month) {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::string iso_date(int year, int month, int day) {
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

}  // namespace duban
