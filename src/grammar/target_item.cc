#include "grammar/target_item.h"

#include <algorithm>
#include <optional>

#include "grammar/indicator.h"
#include "grammar/not_target.h"
#include "text/find.h"

namespace duban {
namespace {

using std::string_view;

constexpr std::size_t kNearby = 240;  // bytes before an amount that tell what it is no target of

string_view slice(string_view text, std::size_t begin, std::size_t end) {
  return begin < end ? text.substr(begin, end - begin) : string_view();
}

std::size_t character_boundary(string_view text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

// The last bytes of text[floor, end), kNearby at most and whole characters.
string_view nearby(string_view text, std::size_t floor, std::size_t end) {
  return slice(text, end > floor + kNearby ? character_boundary(text, end - kNearby) : floor, end);
}

// Whether an earlier year only dates what stands behind it: 2005年以前建成的小区, 由2023年的52%,
// 在2020年基础上.
bool dates_a_thing(string_view after) {
  for (const string_view word :
       {"以前", "之前", "底前", "年前", "前", "及以前", "基础", "度", "版", "起", "以来"}) {
    if (after.starts_with(word)) return true;
  }
  return has_words(after, "的") || has_words(after, "建成");
}

// 今年, 本年: back to the plan's own year.
void note_this_year(string_view words, Tense& tense) {
  if (tense.horizon.empty() && !tense.past) return;
  for (const string_view word : {"今年", "本年", "年内", "当年"}) {
    const std::size_t at = words.find(word);
    if (at == string_view::npos || (word == "年内" && !words.starts_with(word))) continue;
    tense = {};
    return;
  }
}

// 到2027年: a horizon. 2023年: the sentence tells of the past. 比2025年: neither. 5年内: a horizon as printed.
void note_year(string_view text, const Quantity& quantity, string_view before, string_view after, int plan_year,
               Tense& tense) {
  if (quantity.amount.unit.printed != "年" || plan_year == 0) return;
  // (2022年实施82公里): a bracket keeps its year to itself.
  if (quantity.shelter == Shelter::kBracketed) return;
  const double value = quantity.amount.value;
  if (quantity.rule == kFiveYears) {
    if (after.starts_with("”")) after.remove_prefix(string_view("”").size());
    for (const string_view end : {"末", "期末", "期间", "时期", "规划期"}) {
      if (after.starts_with(end) && value > plan_year) tense.horizon = std::to_string(static_cast<int>(value));
    }
    return;
  }
  if (value < 100) {
    if (after.starts_with("内")) {
      tense.horizon = std::string(slice(text, quantity.begin, quantity.end)) + "内";
    }
    return;
  }
  if (value < 1900 || value > 2100) return;
  // 2026—2028年: the last year counts.
  const int year = static_cast<int>(quantity.amount.value_max.value_or(value));
  for (const string_view word : {"比", "较", "与", "自", "从", "由", "按", "于"}) {
    if (before.ends_with(word)) return;
  }
  if (year > plan_year) {
    tense.horizon = std::to_string(year);
  } else if (year < plan_year && !before.ends_with("—") && !before.ends_with("-") && !before.ends_with("至") &&
             !before.ends_with("到") && !quantity.amount.value_max && !dates_a_thing(after)) {
    tense.past = true;
  } else if (year == plan_year) {
    tense.horizon.clear();
    tense.past = false;
  }
}

// PM10、PM2.5平均浓度分别控制在60、35微克/立方米以内: a bare number in a list dealt out has the last one's
// unit; so has one whose unit is only begun: 分别压缩至4个、5个工作日.
void inherit_units(string_view text, Phrase& phrase) {
  std::vector<Quantity>& all = phrase.quantities;
  for (std::size_t i = all.size(); i-- > 1;) {
    Amount& amount = all[i - 1].amount;
    const string_view gap = slice(text, all[i - 1].end, all[i].begin);
    const string_view whole = all[i].amount.unit.printed;
    const bool begun = amount.unit.printed == "个" && whole.starts_with("个") && whole.size() > amount.unit.printed.size();
    if ((amount.unit.kind != UnitKind::kNone && !begun) || gap.empty() || separator_at(gap) != gap.size()) continue;
    if (nearby(text, phrase.begin, all[i - 1].begin).find("分别") == string_view::npos) continue;
    amount.unit = all[i].amount.unit;
    if (!amount.op) amount.op = all[i].amount.op;
  }
}

// Whether what stands behind a quantity runs straight into another that ends its item:
// 300人以上参加的活动3000场.
bool next_counts(string_view text, const Phrase& phrase, std::size_t i) {
  const std::vector<Quantity>& all = phrase.quantities;
  if (i + 1 == all.size()) return false;
  const Quantity& next = all[i + 1];
  const string_view gap = slice(text, all[i].end, next.begin);
  // 5亿元以上6个: two quantities of different kinds in a row
  if (gap.empty() && next.amount.unit.kind == all[i].amount.unit.kind) return false;
  if (separator_at(gap) > 0 || has_words(gap, "、")) return false;
  if (next.shelter != Shelter::kOpen) return false;
  if (next.amount.unit.kind == UnitKind::kTime || next.amount.unit.kind == UnitKind::kNone) return false;
  return ends_item(slice(text, next.end, i + 2 < all.size() ? all[i + 2].begin : phrase.end));
}

std::vector<TargetItem> find_items(string_view text, const Phrase& phrase, int plan_year, Tense& tense,
                                   std::vector<Took>* took) {
  std::vector<TargetItem> items;
  std::size_t floor = phrase.begin;
  string_view earlier_per;
  string_view earlier;  // the words before an earlier amount: 城镇化率由 | 40%
  for (std::size_t i = 0; i < phrase.quantities.size(); ++i) {
    const Quantity& quantity = phrase.quantities[i];
    const std::size_t next = i + 1 < phrase.quantities.size() ? phrase.quantities[i + 1].begin : phrase.end;
    const std::size_t item_floor = items.empty() ? phrase.begin : items.back().quantity->end;
    note_this_year(slice(text, floor, quantity.begin), tense);
    Prefix prefix = read_prefix(text, floor, quantity.begin, quantity.amount.unit.kind);
    // 分别压缩至4个工作日、 | 5个工作日: what is said of the first is said of each
    const string_view gap = slice(text, item_floor, quantity.begin);
    if (!items.empty() && items.back().prefix.share && prefix.begin == quantity.begin && separator_at(gap) == gap.size() && !gap.empty()) {
      prefix.op = items.back().prefix.op;
      prefix.reach = items.back().prefix.reach;
      prefix.hold = items.back().prefix.hold;
      prefix.share = true;
    }
    const Seen seen{text,
                    quantity,
                    prefix,
                    nearby(text, item_floor, prefix.begin),
                    nearby(text, phrase.begin, prefix.begin),
                    slice(text, quantity.end, next),
                    next_counts(text, phrase, i),
                    tense.past};
    note_year(text, quantity, slice(text, floor, quantity.begin), seen.after, plan_year, tense);
    floor = quantity.end;
    if (const NotRule* rule = why_not(seen)) {
      if (rule->name == "not.baseline") {
        earlier = nearby(text, item_floor, quantity.begin);
        earlier_per = prefix.per;
      }
      // 2025年,社会消费品零售总额增长6.1%,今年力争增长6%: the subject stands with the earlier figure.
      if (tense.past && rule->name == "not.progress") {
        TargetItem& item = items.emplace_back();
        item.quantity = &quantity;
        item.prefix = prefix;
        item.left_end = prefix.begin;
        item.told = true;
      }
      if (took != nullptr) {
        took->push_back({std::string(rule->name),
                         {static_cast<std::uint32_t>(quantity.begin), static_cast<std::uint32_t>(quantity.end)},
                         std::string(slice(text, quantity.begin, quantity.end))});
      }
      continue;
    }
    TargetItem item;
    item.quantity = &quantity;
    item.prefix = prefix;
    item.left_end = prefix.begin;
    // 由40%提高到45%: the subject ends where the earlier amount is told.
    for (const string_view from : {"由", "从"}) {
      const std::size_t at = earlier.rfind(from);
      if (at == string_view::npos) continue;
      item.left_end = static_cast<std::size_t>(earlier.data() - text.data()) + at;
      break;
    }
    // 由每人每月600元提高到650元
    if (!earlier.empty() && item.prefix.per.empty()) item.prefix.per = earlier_per;
    earlier = {};
    items.push_back(item);
  }
  return items;
}

// Deals the words between two items out to them.
void part_items(string_view text, const Phrase& phrase, std::vector<TargetItem>& items) {
  std::size_t begin = phrase.begin;
  for (std::size_t i = 0; i < items.size(); ++i) {
    TargetItem& item = items[i];
    if (item.left_end > begin + kLongestSide) {
      begin = character_boundary(text, item.left_end - kLongestSide);
      item.listed = false;
    }
    item.left = slice(text, begin, item.left_end);
    const std::size_t end = item.quantity->end;
    const std::size_t next_begin = i + 1 == items.size() ? phrase.end : items[i + 1].prefix.begin;
    const string_view gap = slice(text, end, next_begin);
    item.right = gap.substr(0, character_boundary(gap, std::min(gap.size(), kLongestSide)));
    if (i + 1 == items.size()) break;
    begin = end;
    if (gap.size() > 2 * kLongestSide) continue;
    TargetItem& next = items[i + 1];
    const std::size_t joined = separator_at(gap);
    if (joined > 0 || ends_item(gap)) {
      next.listed = joined > 0;
      next.pure = joined == gap.size() && joined > 0;
      begin = end + joined;
      continue;
    }
    // 特色农业县、 | 培育…: the last separator, or the one that a verb follows.
    std::optional<Separator> cut;
    for (const Separator& separator : list_separators(gap)) {
      const string_view behind = gap.substr(separator.end);
      const bool verb = !leading_verbs(without_lead(behind)).empty();
      if (behind.empty() || verb || (separator.comma && !cut)) cut = separator;
    }
    if (cut) {
      item.right = gap.substr(0, cut->begin);
      next.listed = true;
      begin = end + cut->end;
    }
  }
}

// 集中养育不低于每人每月1800元、分散养育不低于1300元
void inherit_per(std::vector<TargetItem>& items) {
  for (std::size_t i = 1; i < items.size(); ++i) {
    const bool same_unit = items[i].quantity->amount.unit == items[i - 1].quantity->amount.unit;
    if (items[i].listed && same_unit && items[i].prefix.per.empty())
      items[i].prefix.per = items[i - 1].prefix.per;
  }
}

}  // namespace

std::vector<TargetItem> read_items(std::string_view text, Phrase& phrase, int plan_year, Tense& tense,
                                   std::vector<Took>* took) {
  inherit_units(text, phrase);
  std::vector<TargetItem> items = find_items(text, phrase, plan_year, tense, took);
  part_items(text, phrase, items);
  inherit_per(items);
  return items;
}

}  // namespace duban
