#include "grammar/mark.h"

#include <fmt/format.h>

#include <span>

#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {
namespace {

int figure_of(char32_t p) {
  static constexpr CharSet kAll(U"零〇○一二两三四五六七八九");
  if (!kAll.has(p)) return -1;
  constexpr std::u32string_view kFigures = U"零一二三四五六七八九";
  if (p == U'〇' || p == U'○') return 0;
  if (p == U'两') return 2;
  const std::size_t at = kFigures.find(p);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

std::size_t blanks_at(std::string_view text, std::size_t i) {
  std::size_t n = 0;
  while (i + n < text.size() && utf8::is_blank(utf8::at(text, i + n).point)) n += utf8::at(text, i + n).size;
  return n;
}

MaybeMatch<int> digits(std::string_view text) {
  std::size_t n = 0;
  int value = 0;
  while (n < text.size() && n < 6 && utf8::is_digit(static_cast<unsigned char>(text[n])))
    value = value * 10 + (text[n++] - '0');
  if (n == 0 || n > 5) return {};
  return matched(value, n);
}

Mark mark_of(MarkKind kind, int value, std::string label) { return Mark{kind, value, std::move(label)}; }

// chinese ::= ordinal blanks ("、" | "．" | ".")
//   一百零一、
MaybeMatch<Mark> chinese(std::string_view text) {
  const auto number = chinese_ordinal(text);
  if (!number) return {};
  std::size_t at = number->size + blanks_at(text, number->size);
  const utf8::Char stop = utf8::at(text, at);
  if (stop.point != U'、' && stop.point != U'．' && stop.point != '.') return {};
  at += stop.size;
  at += blanks_at(text, at);
  return matched(mark_of(MarkKind::kChinese, number->value, std::string(text.substr(0, number->size))), at);
}

// formal ::= ("壹" | … | "玖" | "拾" {figure}) ("、" | blanks)
//   壹、  拾贰、  叁  推动城市更新   not: 壹万元
MaybeMatch<Mark> formal(std::string_view text) {
  constexpr std::u32string_view kFigures = U"壹贰叁肆伍陆柒捌玖拾";
  std::size_t at = 0;
  int value = 0;
  while (at < text.size()) {
    const utf8::Char c = utf8::at(text, at);
    const std::size_t figure = kFigures.find(c.point);
    if (figure == std::u32string_view::npos || (value > 0 && value != 10)) break;
    value += static_cast<int>(figure) + 1;
    at += c.size;
  }
  if (at == 0) return {};
  std::size_t behind = at + blanks_at(text, at);
  if (utf8::at(text, behind).point == U'、') behind += std::string_view("、").size();
  if (behind == at) return {};
  return matched(mark_of(MarkKind::kChinese, value, std::string(text.substr(0, at))), behind + blanks_at(text, behind));
}

// paren ::= open (ordinal | digits) close ["、" | "."]
//   （十二） (1) 〔三〕
MaybeMatch<Mark> paren(std::string_view text) {
  const utf8::Char open = utf8::at(text, 0);
  if (!utf8::is_open_bracket(open.point)) return {};
  std::size_t at = open.size + blanks_at(text, open.size);
  MaybeMatch<int> number = chinese_ordinal(text.substr(at));
  const MarkKind kind = number ? MarkKind::kChineseParen : MarkKind::kDigitParen;
  if (!number) number = digits(text.substr(at));
  if (!number || number->value > 999) return {};  // (2026) is a year
  std::string label = fmt::format("({})", text.substr(at, number->size));
  at += number->size;
  at += blanks_at(text, at);
  const utf8::Char close = utf8::at(text, at);
  if (!utf8::is_close_bracket(close.point)) return {};
  at += close.size;
  const utf8::Char stop = utf8::at(text, at);
  if (stop.point == U'、' || stop.point == '.' || stop.point == U'．') at += stop.size;
  at += blanks_at(text, at);
  return matched(mark_of(kind, number->value, std::move(label)), at);
}

// digit ::= digits ("." | "．" | "、" | "﹒" | "。" | ")" | "）"), no digit behind a dot
// A number of four digits could be a year: it wants a dot and the wording right behind it.
//   12. 1、 1) 1001.新建   not: 5.5% 2026年 2026、2027年 2026. 2. 5
MaybeMatch<Mark> digit(std::string_view text) {
  const auto number = digits(text);
  if (!number || number->value == 0) return {};
  std::size_t at = number->size + blanks_at(text, number->size);
  const utf8::Char stop = utf8::at(text, at);
  const bool dot = stop.point == '.' || stop.point == U'．' || stop.point == U'﹒' || stop.point == U'。';
  const bool close = stop.point == ')' || stop.point == U'）';
  if (!dot && !close && stop.point != U'、') return {};
  at += stop.size;
  if (utf8::is_digit(utf8::at(text, at).point) && dot) return {};
  const std::size_t blanks = blanks_at(text, at);
  if (number->value > 999 && (!dot || blanks > 0 || at == text.size())) return {};
  at += blanks;
  std::string label(text.substr(0, number->size));
  if (close) label.push_back(')');
  return matched(mark_of(close ? MarkKind::kDigitParen : MarkKind::kDigit, number->value, std::move(label)),
                 at);
}

// sealed ::= "㈠" … "㈩" | "⒈" … "⒛" | "⑴" … "⒇"
//   what old character sets have for (一), 1. and (1)
MaybeMatch<Mark> sealed(std::string_view text) {
  struct Row {
    char32_t first;
    char32_t last;
    MarkKind kind;
  };
  static constexpr Row kRows[] = {{U'㈠', U'㈩', MarkKind::kChineseParen},
                                  {U'⒈', U'⒛', MarkKind::kDigit},
                                  {U'⑴', U'⒇', MarkKind::kDigitParen}};
  static constexpr std::string_view kFigures[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  const utf8::Char c = utf8::at(text, 0);
  for (const Row& row : kRows) {
    if (c.point < row.first || c.point > row.last) continue;
    const int value = static_cast<int>(c.point - row.first) + 1;
    std::size_t at = c.size;
    const utf8::Char stop = utf8::at(text, at);
    if (stop.point == U'、' || stop.point == '.' || stop.point == U'．') at += stop.size;
    at += blanks_at(text, at);
    std::string label = row.kind == MarkKind::kDigit ? fmt::format("{}", value)
                        : row.kind == MarkKind::kDigitParen
                            ? fmt::format("({})", value)
                            : fmt::format("({})", kFigures[static_cast<std::size_t>(value) - 1]);
    return matched(mark_of(row.kind, value, std::move(label)), at);
  }
  return {};
}

// item ::= "第" ordinal ("项" | "件" | "条") stop | ("任务" | "实事" | "事项" | "项目" | "目标" | "工程") number stop
//   第一项  第三件：  任务一：  实事2、   not: 第一项目标, 任务一览表
constexpr FewWords kItems{"第", "任务", "实事", "事项", "项目", "目标", "工程"};
MaybeMatch<Mark> item(std::string_view text) {
  const std::string_view word = kItems.at(text);
  if (word.empty()) return {};
  const bool ordinal = word == "第";
  std::size_t at = word.size();
  MaybeMatch<int> number = chinese_ordinal(text.substr(at));
  if (!number) number = digits(text.substr(at));
  if (!number || number->value == 0 || number->value > 999) return {};
  at += number->size;
  if (ordinal) {
    std::size_t unit = 0;
    for (const std::string_view one : {"项", "件", "条"}) {
      if (text.substr(at).starts_with(one)) unit = one.size();
    }
    if (unit == 0) return {};
    at += unit;
    for (const std::string_view thing : {"实事", "任务"}) {
      if (text.substr(at).starts_with(thing)) at += thing.size();
    }
  }
  const std::string label(text.substr(0, at));
  const std::size_t blanks = blanks_at(text, at);
  at += blanks;
  const utf8::Char stop = utf8::at(text, at);
  const bool stopped = stop.point == U'、' || stop.point == U'：' || stop.point == ':' || stop.point == U'．' ||
                       (stop.point == '.' && !utf8::is_digit(utf8::at(text, at + 1).point)) || stop.point == U'　';
  if (stopped) at += stop.size;
  if (!stopped && blanks == 0 && at < text.size()) return {};
  at += blanks_at(text, at);
  return matched(mark_of(MarkKind::kItem, number->value, label), at);
}

// boxed ::= open item close
//   【任务一】
MaybeMatch<Mark> boxed(std::string_view text) {
  const utf8::Char open = utf8::at(text, 0);
  if (!utf8::is_open_bracket(open.point)) return {};
  if (kItems.at(text.substr(open.size)).empty()) return {};
  std::size_t close = open.size;
  constexpr std::size_t kLongest = 30;
  while (close < text.size() && close < kLongest && !utf8::is_close_bracket(utf8::at(text, close).point))
    close += utf8::at(text, close).size;
  if (close >= text.size() || close >= kLongest) return {};
  auto mark = item(text.substr(open.size, close - open.size));
  if (!mark || open.size + mark->size != close) return {};
  mark->size = close + utf8::at(text, close).size;
  mark->size += blanks_at(text, mark->size);
  return mark;
}

// circled ::= "①" … "⑳"
MaybeMatch<Mark> circled(std::string_view text) {
  const utf8::Char c = utf8::at(text, 0);
  if (c.point < U'①' || c.point > U'⑳') return {};
  const std::size_t at = c.size + blanks_at(text, c.size);
  return matched(
      mark_of(MarkKind::kCircled, static_cast<int>(c.point - U'①') + 1, std::string(text.substr(0, c.size))),
      at);
}

// part ::= "第" ordinal ("部分" | "章" | "编") | ordinal stop
//   第一部分 第二，   not: 第十五届
MaybeMatch<Mark> part(std::string_view text) {
  if (!text.starts_with("第")) return {};
  const std::size_t skip = std::string_view("第").size();
  MaybeMatch<int> number = chinese_ordinal(text.substr(skip));
  if (!number) return {};
  std::size_t at = skip + number->size;
  for (const std::string_view word : {"部分", "章", "编"}) {
    if (!text.substr(at).starts_with(word)) continue;
    at += word.size();
    const std::string label(text.substr(0, at));
    const utf8::Char stop = utf8::at(text, at);
    if (stop.point == U'、' || stop.point == U'：' || stop.point == ':') at += stop.size;
    at += blanks_at(text, at);
    return matched(mark_of(MarkKind::kPart, number->value, label), at);
  }
  const utf8::Char stop = utf8::at(text, at);
  if (stop.point != U'，' && stop.point != ',' && stop.point != U'、') return {};
  const std::string label(text.substr(0, at));
  at += stop.size;
  return matched(mark_of(MarkKind::kOrdinal, number->value, label), at);
}

// stem ::= ("甲" | … | "癸") "、", no other stem behind it
//   甲、种植业   not: 甲、乙类传染病
constexpr std::u32string_view kStems = U"甲乙丙丁戊己庚辛壬癸";
MaybeMatch<Mark> stem(std::string_view text) {
  const utf8::Char c = utf8::at(text, 0);
  const std::size_t value = kStems.find(c.point);
  if (value == std::u32string_view::npos || utf8::at(text, c.size).point != U'、') return {};
  const std::size_t at = c.size + std::string_view("、").size();
  if (kStems.find(utf8::at(text, at).point) != std::u32string_view::npos) return {};
  return matched(mark_of(MarkKind::kChineseParen, static_cast<int>(value) + 1, std::string(text.substr(0, c.size))), at);
}

struct MarkRule {
  MaybeMatch<Mark> (*read)(std::string_view);
};
// By what a mark begins with: a bracket, a figure, anything else.
constexpr MarkRule kBracketRules[] = {{paren}, {boxed}};
constexpr MarkRule kFigureRules[] = {{digit}};
constexpr MarkRule kOtherRules[] = {{chinese}, {formal}, {sealed}, {circled}, {part}, {item}, {stem}};

}  // namespace

MaybeMatch<int> chinese_ordinal(std::string_view text) {
  std::size_t at = 0;
  int total = 0;
  int figure = -1;  // read, and not yet counted
  int lowest = 1000;
  while (at < text.size()) {
    const utf8::Char c = utf8::at(text, at);
    const int weight = c.point == U'百' ? 100 : c.point == U'十' ? 10 : 0;
    if (weight > 0) {
      if (weight >= lowest || (weight == 100 && figure < 1)) break;
      total += (figure < 1 ? 1 : figure) * weight;
      lowest = weight;
      figure = -1;
    } else {
      const int next = figure_of(c.point);
      if (next < 0 || figure > 0 || (next == 0 && total == 0)) break;
      figure = next;
    }
    at += c.size;
  }
  if (figure > 0) total += figure;
  if (total == 0 || at == 0) return {};
  return matched(total, at);
}

MaybeMatch<Mark> read_mark(std::string_view text) {
  static constexpr CharSet kBegins = CharSet(U"0123456789(（〔[【［零〇○一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾")
                                         .with(U'①', U'⒛')
                                         .with(U'㈠', U'㈩')
                                         .with(kItems.begins())
                                         .with(CharSet(kStems));
  const char32_t first = utf8::at(text, 0).point;
  if (!kBegins.has(first)) return {};
  const auto read = [&](std::span<const MarkRule> rules) -> MaybeMatch<Mark> {
    for (const MarkRule& rule : rules) {
      if (auto mark = rule.read(text)) return mark;
    }
    return {};
  };
  if (utf8::is_digit(first)) return read(kFigureRules);
  return utf8::is_open_bracket(first) ? read(kBracketRules) : read(kOtherRules);
}

std::string_view to_rule(MarkKind kind) {
  switch (kind) {
    case MarkKind::kPart:
      return "mark.part";
    case MarkKind::kChinese:
      return "mark.chinese";
    case MarkKind::kChineseParen:
      return "mark.chinese_bracket";
    case MarkKind::kItem:
      return "mark.item";
    case MarkKind::kDigit:
      return "mark.digit";
    case MarkKind::kDigitParen:
      return "mark.digit_bracket";
    case MarkKind::kCircled:
      return "mark.circled";
    case MarkKind::kOrdinal:
      return "mark.ordinal";
  }
  return "mark";
}

}  // namespace duban
