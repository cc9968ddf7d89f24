#include "grammar/amount.h"

#include <cmath>

#include "text/lexicon.h"

namespace duban {
namespace {

Comparison comparison_of(std::string_view sign) {
  for (const Comparison op : {Comparison::kAbout, Comparison::kAtLeast, Comparison::kMoreThan,
                              Comparison::kAtMost, Comparison::kLessThan}) {
    if (to_word(op) == sign) return op;
  }
  return Comparison::kEqual;
}

// bound ::= 以上 | 以下 | 以内 | 左右 …      (data/lexicon/amount_bounds.txt)
Maybe<Comparison> bound(Cursor in) {
  static const WordList& bounds = word_list("amount_bounds");
  const Word* word = bounds.longest_at(in.rest());
  if (word == nullptr) return {};
  return found(comparison_of(word->attribute(0)), in.after(word->text.size()));
}

constexpr int kMostDoublings = 6;

// A number that counts: no row of digits.
Maybe<Number> count(Cursor in) {
  auto read = number(in);
  if (!read || read->value.row) return {};
  return read;
}

AmountHead head_at(Cursor in) {
  AmountHead head{in, count(in), {}};
  if (head.number) head.unit = unit(head.number->rest);
  return head;
}

Amount amount_of(const Number& n, const MeasureUnit& u) {
  return {.value = n.value, .value_max = {}, .unit = u, .op = {}, .number = n};
}

Amount percent_of(const Number& n, double value) {
  Amount out = amount_of(n, {"%", UnitKind::kShare});
  out.value = value;
  return out;
}

// plain ::= number unit
//   300个  4亿美元  3.5%
Maybe<Amount> plain(const AmountHead& head) {
  if (!head.unit) return {};
  Amount out = amount_of(head.number->value, head.unit->value);
  if (out.number.and_more) out.op = Comparison::kMoreThan;
  return found(out, head.unit->rest);
}

// doubled ::= 翻 [number] 番
//   翻一番  翻番
Maybe<Amount> doubled(const AmountHead& head) {
  if (!head.in.starts("翻")) return {};
  Cursor at = head.in.after(std::string_view("翻").size());
  int times = 1;
  if (const auto n = count(at)) {
    if (n->value.value < 1 || n->value.value > kMostDoublings) return {};
    times = static_cast<int>(n->value.value);
    at = n->rest;
  }
  if (!at.starts("番")) return {};
  Number n;
  n.value = 1 << times;
  n.script = NumberScript::kChinese;
  return found(amount_of(n, {"倍", UnitKind::kTimes}), at.after(std::string_view("番").size()));
}

// halves ::= (半数 | 一半) bound
//   一半以上
Maybe<Amount> halves(const AmountHead& head) {
  if (!head.in.starts("半数") && !head.in.starts("一半")) return {};
  const auto op = bound(head.in.after(std::string_view("半数").size()));
  if (!op) return {};
  Amount out = percent_of({}, 50);
  out.op = op->value;
  return found(out, op->rest);
}

// half ::= 一半 | 半        半 only behind 减
//   压减一半  审批时限减半
Maybe<Amount> half(const AmountHead& head) {
  const bool whole = head.in.starts("一半");
  if (!whole && !(head.in.starts("半") && head.in.text().substr(0, head.in.at()).ends_with("减"))) return {};
  return found(percent_of({}, 50), head.in.after(std::string_view(whole ? "一半" : "半").size()));
}

// part ::= number 分之 number [bound]
//   三分之一以上
Maybe<Amount> part(const AmountHead& head) {
  constexpr std::string_view kOf = "分之";
  if (!head.number || head.number->value.value < 2 || !head.number->rest.starts(kOf)) return {};
  const auto n = count(head.number->rest.after(kOf.size()));
  if (!n || n->value.value >= head.number->value.value) return {};
  Amount out = percent_of({}, std::round(n->value.value / head.number->value.value * 1e4) / 100);
  const auto op = bound(n->rest);
  if (!op) return found(out, n->rest);
  out.op = op->value;
  return found(out, op->rest);
}

// tenths ::= number 成 bound
//   九成以上
Maybe<Amount> tenths(const AmountHead& head) {
  if (!head.number || head.number->value.value > 10 || !head.number->rest.starts("成")) return {};
  const auto op = bound(head.number->rest.after(std::string_view("成").size()));
  if (!op) return {};
  Amount out = percent_of(head.number->value, head.number->value.value * 10);
  out.op = op->value;
  return found(out, op->rest);
}

// percent ::= 百分之 number [bound]
//   百分之五以上
Maybe<Amount> percent(const AmountHead& head) {
  constexpr std::string_view kOfHundred = "百分之";
  if (!head.in.starts(kOfHundred)) return {};
  auto n = count(head.in.after(kOfHundred.size()));
  if (!n || n->value.value > 1000) return {};
  n->value.script = NumberScript::kDigits;
  Amount out = percent_of(n->value, n->value.value);
  const auto op = bound(n->rest);
  if (!op) return found(out, n->rest);
  out.op = op->value;
  return found(out, op->rest);
}

// to ::= — | – | - | ~ | ～ | 至 | 到
Maybe<char> range_mark(Cursor in) {
  for (const std::string_view mark : {"——", "—", "–", "-", "~", "～", "－", "至", "到"}) {
    if (in.starts(mark)) return found('-', in.after(mark.size()));
  }
  return {};
}

// range ::= number [unit] to number unit [bound]
//   3—5个  3%—5%  5万至8万亩
Maybe<Amount> range(const AmountHead& head) {
  if (!head.number) return {};
  const auto mark = range_mark(head.unit ? head.unit->rest : head.number->rest);
  if (!mark) return {};
  const AmountHead high = head_at(mark->rest);
  if (!high.unit || (head.unit && head.unit->value.printed != high.unit->value.printed)) return {};
  // 5-8万亩: the scale behind the second number is both numbers'.
  double from = head.number->value.value;
  const double to = high.number->value.value;
  if (!head.unit && to >= 1e4 && from < 1000) {
    const double scale = to >= 1e8 ? 1e8 : 1e4;
    if (from * scale <= to) from *= scale;
  }
  if (from >= to) return {};
  Amount out = amount_of(high.number->value, high.unit->value);
  out.value = from;
  out.value_max = to;
  out.number.script = head.number->value.script;
  const auto op = bound(high.unit->rest);
  if (!op) return found(out, high.unit->rest);
  if (op->value == Comparison::kAbout) out.op = op->value;
  return found(out, op->rest);
}

// bounded ::= plain bound
//   45万人以上
Maybe<Amount> bounded(const AmountHead& head) {
  auto read = plain(head);
  if (!read) return {};
  const auto op = bound(read->rest);
  if (!op) return {};
  read->value.op = op->value;
  return found(read->value, op->rest);
}

// between ::= bounded ["、"] plain 以下
//   300人以上500人以下
Maybe<Amount> between(const AmountHead& head) {
  auto low = bounded(head);
  if (!low || low->value.op != Comparison::kAtLeast) return {};
  const Cursor at = low->rest.starts("、") ? low->rest.after(std::string_view("、").size()) : low->rest;
  if (!number_may_begin(at)) return {};
  const auto high = bounded(head_at(at));
  if (!high || high->value.op != Comparison::kAtMost || high->value.unit != low->value.unit) return {};
  low->value.value_max = high->value.value;
  return found(low->value, high->rest);
}

// early_bound ::= number bound unit
//   20以上所
Maybe<Amount> early_bound(const AmountHead& head) {
  if (!head.number) return {};
  const auto op = bound(head.number->rest);
  if (!op) return {};
  const auto u = unit(op->rest);
  if (!u) return {};
  Amount out = amount_of(head.number->value, u->value);
  out.op = op->value;
  return found(out, u->rest);
}

// unitless ::= number [bound], in digits or with a scale
//   2000万
Maybe<Amount> unitless(const AmountHead& head) {
  if (!head.number) return {};
  const Number& n = head.number->value;
  Amount out = amount_of(n, {});
  if (n.and_more) out.op = Comparison::kMoreThan;
  if (const auto op = bound(head.number->rest)) {
    out.op = op->value;
    return found(out, op->rest);
  }
  if (n.value < 10000 && n.script == NumberScript::kChinese) return {};
  return found(out, head.number->rest);
}

// clang-format off
constexpr AmountRule kAmountRules[] = {
    {"amount.doubled",     "翻一番",            doubled},
    {"amount.percent",     "百分之五以上",      percent},
    {"amount.halves",      "一半以上",          halves},
    {"amount.half",        "一半",              half},
    {"amount.part",        "三分之一以上",      part},
    {"amount.tenths",      "九成以上",          tenths},
    {"amount.between",     "300人以上500人以下", between},
    {"amount.range",       "3—5个",             range},
    {"amount.bounded",     "45万人以上",        bounded},
    {"amount.bare",        "300个",             plain},
    {"amount.early_bound", "20以上所",          early_bound},
    {"amount.unitless",    "2000万",            unitless},
};
// clang-format on

}  // namespace

std::span<const AmountRule> amount_rules() { return kAmountRules; }

bool amount_may_begin(Cursor in) {
  if (number_may_begin(in)) return true;
  // The lead byte first: this is asked at every character.
  return (in.front() == '\xE7' && in.starts("翻")) || (in.front() == '\xE5' && in.starts("半"));
}

Maybe<ReadAmount> amount(Cursor in) {
  const AmountHead head = head_at(in);
  for (const AmountRule& rule : kAmountRules) {
    if (auto read = rule.read(head)) return found(ReadAmount{read->value, rule.name}, read->rest);
  }
  return {};
}

}  // namespace duban
