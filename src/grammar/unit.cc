#include "grammar/unit.h"

#include "grammar/number.h"
#include "text/lexicon.h"

namespace duban {
namespace {

const WordList& units() {
  static const WordList& list = word_list("measure_units");
  return list;
}

UnitKind kind_of(const Word& word) {
  struct Row {
    std::string_view name;
    UnitKind kind;
  };
  static constexpr Row kKinds[] = {
      {"", UnitKind::kCounter},      {"weak", UnitKind::kWeakCounter}, {"person", UnitKind::kPerson},
      {"share", UnitKind::kShare},   {"money", UnitKind::kMoney},      {"times", UnitKind::kTimes},
      {"length", UnitKind::kExtent}, {"area", UnitKind::kExtent},      {"time", UnitKind::kTime},
      {"age", UnitKind::kAge},       {"rating", UnitKind::kRating},
  };
  for (const Row& row : kKinds) {
    if (row.name == word.attribute(0)) return row.kind;
  }
  return UnitKind::kMeasure;  // mass, volume, concentration, power, data
}

constexpr bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// word, where a Latin unit is not the beginning of a longer word (5G, 3D, 100MB).
Maybe<MeasureUnit> unit_word(Cursor in) {
  const Word* word = units().longest_at(in.rest());
  if (word == nullptr || word->attribute(0) == "stop") return {};
  const Cursor rest = in.after(word->text.size());
  if (is_latin(word->text.back()) && is_latin(rest.front())) return {};
  return found(MeasureUnit{word->text, kind_of(*word)}, rest);
}

// per ::= ("/" | "每") word ["·" word | "/" word]
//   /立方米  /人·月
Cursor take_per(Cursor in) {
  for (int depth = 0; depth < 3; ++depth) {
    const std::size_t mark = in.starts("/") ? 1 : in.starts("／") ? 3 : depth > 0 && in.starts("·") ? 2 : 0;
    if (mark == 0) return in;
    Cursor at = in.after(mark);
    for (const std::string_view scale : {"百", "千", "十万", "万", "亿"}) {
      if (at.starts(scale) && unit_word(at.after(scale.size()))) {
        at = at.after(scale.size());
        break;
      }
    }
    const auto word = unit_word(at);
    if (!word) {
      // 床, 生, 车 are units only below the line: 元/生·年.
      for (const std::string_view each : {"生", "车", "株", "班", "村", "校", "床", "区"}) {
        if (at.starts(each)) {
          in = at.after(each.size());
          break;
        }
      }
      if (in.at() < at.at()) return in;
      continue;
    }
    in = word->rest;
  }
  return in;
}

// bracketed ::= "(" word ")"
//   台(套)
Cursor take_bracketed(Cursor in) {
  const std::size_t open = in.starts("(") ? 1 : in.starts("（") ? 3 : 0;
  if (open == 0) return in;
  const auto word = unit_word(in.after(open));
  if (!word) return in;
  const std::size_t close = word->rest.starts(")") ? 1 : word->rest.starts("）") ? 3 : 0;
  return close == 0 ? in : word->rest.after(close);
}

}  // namespace

Maybe<MeasureUnit> unit(Cursor in) {
  // 10/10万: so many in each hundred thousand.
  if (in.starts("/") || in.starts("／")) {
    const auto base = number(in.after(character_size(in.front())));
    if (!base || base->value.value < 1000 || base->value.row) return {};
    const std::string_view words = in.text().substr(in.at(), base->rest.at() - in.at());
    return found(MeasureUnit{words, UnitKind::kShare}, base->rest);
  }
  auto word = unit_word(in);
  if (!word) return {};
  Cursor rest = take_bracketed(word->rest);
  if (rest.at() == word->rest.at()) rest = take_per(word->rest);
  word->value.printed = in.text().substr(in.at(), rest.at() - in.at());
  return found(word->value, rest);
}

std::string ledger_unit(std::string_view printed) {
  for (const std::string_view money : {"元人民币", "人民币", "元整", "元钱", "块钱"}) {
    if (printed == money) return "元";
  }
  struct Row {
    std::string_view from;
    std::string_view to;
  };
  static constexpr Row kForms[] = {{"（", "("}, {"）", ")"}, {"％", "%"}, {"／", "/"}, {" ", ""}};
  std::string out;
  while (!printed.empty()) {
    bool replaced = false;
    for (const Row& row : kForms) {
      if (!printed.starts_with(row.from)) continue;
      out += row.to;
      printed.remove_prefix(row.from.size());
      replaced = true;
      break;
    }
    if (replaced) continue;
    const std::string_view c = first_character(printed);
    out += c;
    printed.remove_prefix(c.size());
  }
  return out;
}

}  // namespace duban
