#include "grammar/amount.h"

#include "grammar/lexicon.h"

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

// A number that counts: no row of digits.
Maybe<Number> count(Cursor in) {
  auto read = number(in);
  if (!read || read->value.row) return {};
  return read;
}

// plain ::= number unit ["多"]
//   300个  4亿美元  3.5%
Maybe<Amount> plain(Cursor in) {
  const auto n = count(in);
  if (!n) return {};
  const auto u = unit(n->rest);
  if (!u) return {};
  Amount out{.value = n->value.value, .value_max = {}, .unit = u->value, .op = {}, .number = n->value};
  if (n->value.and_more) out.op = Comparison::kMoreThan;
  return found(out, u->rest);
}

// doubled ::= 翻 (一|两|三) 番 | 翻番
//   翻一番
Maybe<Amount> doubled(Cursor in) {
  if (!in.starts("翻")) return {};
  Cursor at = in.after(3);
  double value = 2;
  Number n;
  n.script = NumberScript::kChinese;
  if (const auto times = count(at); times && times->rest.starts("番")) {
    if (times->value.value < 1 || times->value.value > 6) return {};
    for (int i = 1; i < static_cast<int>(times->value.value); ++i) value *= 2;
    at = times->rest;
  }
  if (!at.starts("番")) return {};
  n.value = value;
  return found(Amount{.value = value, .value_max = {}, .unit = {"倍", UnitKind::kTimes}, .op = {}, .number = n},
               at.after(3));
}

// halves ::= (半数 | 一半) bound
//   一半以上
Maybe<Amount> halves(Cursor in) {
  if (!in.starts("半数") && !in.starts("一半")) return {};
  const auto op = bound(in.after(6));
  if (!op) return {};
  Number n;
  n.value = 50;
  return found(
      Amount{.value = 50, .value_max = {}, .unit = {"%", UnitKind::kShare}, .op = op->value, .number = n},
      op->rest);
}

// tenths ::= number 成 bound
//   九成以上
Maybe<Amount> tenths(Cursor in) {
  const auto n = count(in);
  if (!n || n->value.value > 10 || !n->rest.starts("成")) return {};
  const auto op = bound(n->rest.after(3));
  if (!op) return {};
  return found(Amount{.value = n->value.value * 10,
                      .value_max = {},
                      .unit = {"%", UnitKind::kShare},
                      .op = op->value,
                      .number = n->value},
               op->rest);
}

// percent ::= 百分之 number [bound]
//   百分之五以上
Maybe<Amount> percent(Cursor in) {
  if (!in.starts("百分之")) return {};
  const auto n = count(in.after(9));
  if (!n || n->value.value > 1000) return {};
  Number as_digits = n->value;
  as_digits.script = NumberScript::kDigits;
  Amount out{
      .value = n->value.value, .value_max = {}, .unit = {"%", UnitKind::kShare}, .op = {}, .number = as_digits};
  if (const auto op = bound(n->rest)) {
    out.op = op->value;
    return found(out, op->rest);
  }
  return found(out, n->rest);
}

// to ::= - | — | – | ~ | ～ | 至 | 到
Maybe<char> range_mark(Cursor in) {
  for (const std::string_view mark : {"——", "—", "–", "-", "~", "～", "－", "至", "到", "或"}) {
    if (in.starts(mark)) return found(mark == "或" ? '|' : '-', in.after(mark.size()));
  }
  return {};
}

// range ::= number [unit] to number unit [bound]
//   3—5个  3%—5%  5万至8万亩
Maybe<Amount> range(Cursor in) {
  const auto low = count(in);
  if (!low) return {};
  Cursor at = low->rest;
  std::string_view low_unit;
  if (const auto u = unit(at)) {
    low_unit = u->value.printed;
    at = u->rest;
  }
  const auto mark = range_mark(at);
  if (!mark || mark->value == '|') return {};
  const auto high = count(mark->rest);
  if (!high) return {};
  const auto u = unit(high->rest);
  if (!u || (!low_unit.empty() && low_unit != u->value.printed)) return {};
  // 5-8万亩: the scale behind the second number is both numbers'.
  double from = low->value.value;
  if (low_unit.empty() && high->value.value >= 10000 && from < 1000) {
    const double scale = high->value.value >= 1e8 ? 1e8 : 1e4;
    if (from * scale <= high->value.value) from *= scale;
  }
  if (from >= high->value.value) return {};
  Amount out{.value = from, .value_max = high->value.value, .unit = u->value, .op = {}, .number = high->value};
  out.number.script = low->value.script;
  if (const auto op = bound(u->rest)) {
    if (op->value == Comparison::kAbout) out.op = op->value;
    return found(out, op->rest);
  }
  return found(out, u->rest);
}

// bounded ::= plain bound
//   45万人以上
Maybe<Amount> bounded(Cursor in) {
  auto read = plain(in);
  if (!read) return {};
  const auto op = bound(read->rest);
  if (!op) return {};
  read->value.op = op->value;
  return found(read->value, op->rest);
}

// between ::= bounded plain 以下
//   300人以上500人以下
Maybe<Amount> between(Cursor in) {
  auto low = bounded(in);
  if (!low || low->value.op != Comparison::kAtLeast) return {};
  const Cursor at = low->rest.starts("、") ? low->rest.after(3) : low->rest;
  const auto high = bounded(at);
  if (!high || high->value.op != Comparison::kAtMost || high->value.unit != low->value.unit) return {};
  low->value.value_max = high->value.value;
  return found(low->value, high->rest);
}

// early_bound ::= number bound unit
//   1万以上个  20以上所
Maybe<Amount> early_bound(Cursor in) {
  const auto n = count(in);
  if (!n) return {};
  const auto op = bound(n->rest);
  if (!op) return {};
  const auto u = unit(op->rest);
  if (!u) return {};
  return found(
      Amount{.value = n->value.value, .value_max = {}, .unit = u->value, .op = op->value, .number = n->value},
      u->rest);
}

// unitless ::= number [bound], with a scale or a bound
//   2000万
Maybe<Amount> unitless(Cursor in) {
  const auto n = count(in);
  if (!n) return {};
  Amount out{.value = n->value.value, .value_max = {}, .unit = {}, .op = {}, .number = n->value};
  if (n->value.and_more) out.op = Comparison::kMoreThan;
  if (const auto op = bound(n->rest)) {
    out.op = op->value;
    return found(out, op->rest);
  }
  if (n->value.value < 10000 && n->value.script == NumberScript::kChinese) return {};
  return found(out, n->rest);
}

// clang-format off
constexpr AmountRule kAmountRules[] = {
    {"amount.doubled",     "翻一番",            doubled},
    {"amount.percent",     "百分之五以上",      percent},
    {"amount.halves",      "一半以上",          halves},
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

bool amount_may_begin(Cursor in) { return number_may_begin(in) || in.starts("翻") || in.starts("半数"); }

Maybe<ReadAmount> amount(Cursor in) {
  for (const AmountRule& rule : kAmountRules) {
    if (auto read = rule.read(in)) return found(ReadAmount{read->value, rule.name}, read->rest);
  }
  return {};
}

}  // namespace duban
