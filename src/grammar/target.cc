#include "grammar/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "grammar/indicator.h"
#include "grammar/mark.h"
#include "grammar/phrase.h"
#include "grammar/prefix.h"
#include "grammar/target_item.h"
#include "text/find.h"
#include "text/lexicon.h"

namespace duban {
namespace {

using std::string_view;

using Item = TargetItem;

// What the words before carry over, within a sentence.
struct Carried {
  std::string verbs;                // 新建: shared by the members of a list
  std::string rank;                 // 省级以上
  std::vector<std::string> things;  // what was counted, without its verb: for 总数达到8万个
  string_view unit;                 // and the last one's unit
  bool growth = false;              // the last amount was a rate of change
  std::size_t together = 0;         // how many amounts the phrase before holds
};

constexpr std::size_t kLongestCarried = 120;  // bytes
constexpr std::size_t kMostThings = 8;
constexpr std::size_t kMostDealt = 12;  // figures dealt out by one 分别

struct Named {
  std::string name;
  string_view rule;
  std::optional<Comparison> op;  // where the name's words hold it: 不低于一般公共预算支出的3%
};

// 套 and 套(户) count the same.
bool same_counter(string_view a, string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return a == b ||
         (!a.empty() && b.starts_with(a) && (b[a.size()] == '(' || b.substr(a.size()).starts_with("（")));
}

std::size_t offset_in(string_view text, string_view part) {
  return static_cast<std::size_t>(part.data() - text.data());
}

class TargetReader {
 public:
  TargetReader(string_view text, int plan_year, std::vector<Took>* took)
      : text_(text), plan_year_(plan_year), took_(took) {}

  std::vector<Target> read() {
    PhraseReader reader(text_);
    while (reader.next(phrase_)) {
      if (!phrase_.quantities.empty()) read_phrase();
      if (phrase_.closer == Closer::kStop) {
        // ； keeps the horizon and the tense of its sentence.
        carried_ = {};
        if (text_.substr(phrase_.end).starts_with("。")) tense_ = {};
      }
    }
    return std::move(targets_);
  }

 private:
  void read_phrase();
  void read_item(std::size_t i);
  std::size_t deal_out(std::size_t i);
  bool give_each(const Item& item);
  void emit(const Item& item, Measure measure, Named named);
  Named name_of(std::size_t i);
  Named shared_name(const Item& item, string_view left, string_view right);
  std::string right_name(std::size_t i) const;
  void remember(string_view thing);
  Measure measure_of(const Item& item) const;

  string_view text_;
  int plan_year_;
  std::vector<Took>* took_;
  Phrase phrase_;
  std::vector<Item> items_;
  Carried carried_;
  Tense tense_;
  std::vector<Target> targets_;
};

Measure TargetReader::measure_of(const Item& item) const {
  const UnitKind unit = item.quantity->amount.unit.kind;
  if (item.prefix.growth || item.quantity->rule == "amount.doubled") return Measure::kGrowth;
  const string_view left = without_push(item.left);
  if (unit == UnitKind::kShare) {
    // 力争达到6.5% behind 增长6%; 压减“三公”经费5%以上
    if (left.empty() && carried_.growth && item.quantity->amount.unit.printed == carried_.unit)
      return Measure::kGrowth;
    for (const string_view verb : {"压减", "削减", "减少", "降低", "压缩", "提高", "提升"}) {
      if (left.starts_with(verb) && !item.prefix.reach) return Measure::kGrowth;
    }
    return Measure::kLevel;
  }
  if (unit == UnitKind::kTimes || item.prefix.reach || item.prefix.total ||
      has_words(item.left, "累计"))
    return Measure::kLevel;
  if (item.prefix.hold && ends_item(item.right)) return Measure::kLevel;
  if (!ends_item(item.right)) {
    const bool holds =
        has_words(item.right, "稳定在") || has_words(item.right, "达到");
    return holds ? Measure::kLevel : Measure::kIncrement;
  }
  if (!leading_verbs(left).empty()) return Measure::kIncrement;
  if (names_level(left) && (unit != UnitKind::kCounter || item.prefix.op)) return Measure::kLevel;
  if (has_verb(left)) return Measure::kIncrement;
  return item.prefix.op && !left.empty() ? Measure::kLevel : Measure::kIncrement;
}

void TargetReader::remember(string_view thing) {
  thing = bare_thing(thing);
  if (thing.starts_with("的")) thing.remove_prefix(string_view("的").size());
  if (thing.empty() || thing.size() > kLongestCarried) return;
  if (carried_.things.size() == kMostThings) carried_.things.erase(carried_.things.begin());
  carried_.things.emplace_back(thing);
}

// The words behind an amount that name what it counts: 5个特色农业县.
std::string TargetReader::right_name(std::size_t i) const {
  std::string right(without_relative(items_[i].right));
  // 推进20个5G工厂、10个先导区建设: what is done stands with the last member.
  if (i + 1 < items_.size() && items_[i + 1].listed && items_[i + 1].left.empty()) {
    const string_view verb = leading_verbs(without_lead(items_[i].left));
    const string_view last = items_.back().right;
    for (const string_view deed : {"建设", "改造"}) {
      if ((verb.ends_with("完成") || verb.ends_with("推进") || verb.ends_with("推动") ||
           verb.ends_with("加快")) &&
          last.ends_with(deed) && trailing_verbs(right).empty()) {
        right.append(deed);
      }
    }
  }
  // 20个国家级、19个省级重点县: what a bare rank is the rank of stands with a later member.
  if (leading_rank(right).size() != right.size()) return right;
  for (std::size_t k = i + 1; k < items_.size() && k < i + kMostThings; ++k) {
    const string_view more = without_relative(items_[k].right);
    const string_view rank = leading_rank(more);
    if (more.empty() || rank.size() == more.size()) continue;
    return right.append(more.substr(rank.size()));
  }
  return right;
}

// shared_name ::= verbs thing | thing, behind verbs that an earlier member has
//   改造老旧小区300个、 | 老旧管网3500公里
Named TargetReader::shared_name(const Item& item, string_view left, string_view right) {
  string_view rule = right.empty() ? "target.noun_first" : "target.amount_first";
  const string_view verbs = leading_verbs(left);
  const string_view thing = left.substr(verbs.size());
  const bool same_unit = same_counter(item.quantity->amount.unit.printed, carried_.unit);
  std::string name;
  if (!verbs.empty()) {
    if (verbs.size() <= kLongestCarried) carried_.verbs = std::string(verbs);
    carried_.rank = std::string(leading_rank(thing));
  } else {
    const bool alone =
        left.starts_with("为") || left.starts_with("在") || left.starts_with("对") || left.starts_with("每");
    // 加快33个项目建设,确保22个竣工: 确保 begins anew.
    const bool pushed = item.prefix.push || (!item.left.empty() && item.left != "其中" && !item.listed);
    const bool holds_verb = item.listed ? has_act(left) : has_verb(left);
    const bool takes = !carried_.verbs.empty() && !item.prefix.reach && !item.prefix.hold && !holds_verb &&
                       !alone && item.quantity->amount.unit.kind != UnitKind::kShare &&
                       ((left.empty() && !pushed) || item.listed || (same_unit && !left.empty())) &&
                       (!right.empty() || !names_level(left) ||
                        (item.listed && !item.prefix.op &&
                         (same_unit || item.quantity->amount.unit.kind != UnitKind::kMoney)));
    const bool ranked = !leading_rank(left).empty() || !leading_rank(right).empty();
    if (takes) {
      rule = "target.shared_verb";
      name = carried_.verbs;
      if (!ranked) name += carried_.rank;
      if (ranked) carried_.rank.clear();
    } else {
      const string_view last = right.empty() ? string_view() : trailing_verbs(left);
      carried_.verbs = last.size() <= kLongestCarried ? std::string(last) : std::string();
      carried_.rank.clear();
    }
  }
  // 培育龙头企业100家,其中国家级3家: a rank takes the thing that it is the rank of.
  if (!thing.empty() && right.empty() && same_unit && leading_rank(thing).size() == thing.size() &&
      !carried_.things.empty()) {
    const string_view last = carried_.things.back();
    return {name.append(left).append(last.substr(leading_rank(last).size())), "target.same_thing", {}};
  }
  // 新建农贸市场1个、改造2个: a verb without a thing takes the one before it.
  if (thing.empty() && right.empty() && same_unit && is_one_verb(left) && !carried_.things.empty()) {
    return {name.append(left).append(carried_.things.back()), "target.same_thing", {}};
  }
  // 开工率: the verb is part of the word.
  const bool short_thing = thing.size() + right.size() < string_view("学位").size();
  remember(short_thing ? std::string(left) : std::string(thing).append(right));
  return {name.append(left).append(right), rule, {}};
}

// The name of what is counted, from the words on both sides and what is carried over.
Named TargetReader::name_of(std::size_t i) {
  const Item& item = items_[i];
  const Measure measure = measure_of(item);
  string_view left = last_member(item.left);
  for (const string_view colon : {"：", ":"}) {
    const std::size_t at = rfind_words(left, colon);
    if (at != string_view::npos && at + colon.size() < left.size()) left.remove_prefix(at + colon.size());
  }
  const UnitKind kind = item.quantity->amount.unit.kind;
  if ((kind == UnitKind::kShare || kind == UnitKind::kTimes) && !item.prefix.op) {
    if (const auto share = read_share_of(left)) {
      const string_view to = kind == UnitKind::kShare ? "占" : "相当于";
      return {std::string(without_push(share->subject)).append(to).append(share->whole), "target.share_of",
              share->op};
    }
  }
  left = without_comparison(left);
  const bool counts = ends_item(item.right) || item.prefix.growth || item.prefix.reach;
  left = counts && measure != Measure::kIncrement ? without_push(left) : without_lead(left);
  if (left.starts_with("的") || (measure == Measure::kGrowth && left.starts_with("对"))) left.remove_prefix(3);

  if (measure == Measure::kGrowth || (counts && left.empty())) {
    const string_view rule = measure == Measure::kGrowth ? "target.growth" : "target.same_thing";
    if (left.empty() && !carried_.things.empty()) {
      return {std::string(carried_.things.back()).append(item.prefix.kept), rule, {}};
    }
    if (measure == Measure::kGrowth) {
      carried_.verbs.clear();
      static const WordList& growth_verbs = word_list("growth_verbs");
      const Word* reached = growth_verbs.longest_at(left);
      if (reached != nullptr && reached->text.size() < left.size()) left.remove_prefix(reached->text.size());
      const string_view verbs = leading_verbs(left);
      remember(left.substr(verbs.size() < left.size() ? verbs.size() : 0));
      return {std::string(left).append(item.prefix.kept), rule, {}};
    }
  }
  // 新增装配式建筑200万平方米,占新建建筑比例30%以上
  const bool part = left.starts_with("占") && kind == UnitKind::kShare;
  if (counts && (names_only_total(left) || part) && !carried_.things.empty()) {
    return {std::string(carried_.things.back()).append(left), "target.total_of", {}};
  }
  return shared_name(item, left, counts ? std::string() : right_name(i));
}

void TargetReader::emit(const Item& item, Measure measure, Named named) {
  const Quantity& quantity = *item.quantity;
  const Amount& amount = quantity.amount;
  Target target;
  target.indicator = without_times(std::move(named.name));
  // 1.新建厂房3万平方米；2.引进企业6家 in one cell
  if (const auto mark = read_mark(target.indicator); mark && mark->value.kind == MarkKind::kDigit && mark->size < target.indicator.size())
    target.indicator.erase(0, mark->size);
  target.measure = measure;
  target.value = amount.value;
  target.value_max = amount.value_max;
  target.rule = std::string(quantity.rule);
  target.span = {static_cast<std::uint32_t>(quantity.begin), static_cast<std::uint32_t>(quantity.end)};
  target.horizon = tense_.horizon;
  // 超过300个以上 is more than 300; a bound behind the amount else tells more than 达到 before it.
  const bool strict = item.prefix.op == Comparison::kMoreThan || item.prefix.op == Comparison::kLessThan;
  if (strict || !amount.op) {
    target.op = item.prefix.op.value_or(Comparison::kEqual);
  } else {
    target.op = *amount.op;
  }
  if (named.op) target.op = *named.op;
  // 每校至少配备1名: said in front of the verb
  constexpr string_view kAtLeast = "至少";
  if (const std::size_t at = target.indicator.find(kAtLeast); at != std::string::npos && target.op == Comparison::kEqual) {
    target.indicator.erase(at, kAtLeast.size());
    target.op = Comparison::kAtLeast;
  }
  if (amount.unit.kind == UnitKind::kNone) {
    static const WordList& implied = word_list("implied_units");
    const Word* word = implied.longest_before(item.left, item.left.size());
    if (word != nullptr) target.unit = std::string(word->attribute(0));
    if (counts_people(amount.number, item.right)) target.unit = "人";
  } else {
    target.unit = ledger_unit(amount.unit.printed);
    if (!item.prefix.per.empty() && amount.unit.kind != UnitKind::kShare &&
        target.unit.find('/') == std::string::npos) {
      target.unit.append("/").append(item.prefix.per);
    }
    // 每人每月补助标准提高到1500元
    for (const auto& [words, per] : {std::pair{"每人每月", "/人·月"}, std::pair{"每人每年", "/人·年"}}) {
      if (amount.unit.kind == UnitKind::kMoney && target.unit.find('/') == std::string::npos &&
          target.indicator.find(words) != std::string::npos)
        target.unit += per;
    }
  }
  if (took_ != nullptr) {
    const std::string value =
        fmt::format("{} {}{}", to_word(target.op), target.value, target.unit.empty() ? "" : " " + target.unit);
    took_->push_back({target.rule, target.span, value});
    // The name's rule took everything from the item's first word to its last.
    const std::size_t begin = item.left.empty() ? item.prefix.begin : offset_in(text_, item.left);
    const bool behind =
        named.rule == "target.amount_first" || (named.rule == "target.shared_verb" && !ends_item(item.right));
    const std::size_t end = quantity.end + (behind ? item.right.size() : 0);
    took_->push_back({std::string(named.rule),
                      {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
                      target.indicator});
  }
  targets_.push_back(std::move(target));
}

// dealt ::= subjects 分别 amount (、amount)*
//   城乡居民人均可支配收入分别增长7.5%、8%
// Gives the number of items read, 0 where the item is no such thing.
std::size_t TargetReader::deal_out(std::size_t i) {
  const Item& item = items_[i];
  const string_view left = without_comparison(without_push(item.left));
  if (!item.prefix.share && !left.empty()) return 0;
  std::size_t run = 1;
  while (i + run < items_.size() && items_[i + run].pure && !items_[i + run].told && run <= kMostDealt) ++run;
  if (run < 2 || run > kMostDealt) return 0;
  const Measure measure = measure_of(item);
  const string_view verbs = measure == Measure::kIncrement ? leading_verbs(left) : string_view();
  std::vector<std::string> names = subjects(left.substr(verbs.size()), run, true);
  // 接待游客8000万人次,旅游收入800亿元,分别增长15%和18%: the subjects stand before.
  if (left.empty()) {
    if (carried_.things.size() < run) return 0;
    names.assign(carried_.things.end() - static_cast<std::ptrdiff_t>(run), carried_.things.end());
  }
  if (names.size() != run) names.assign(run, std::string(left.substr(verbs.size())));
  for (std::size_t k = 0; k < run; ++k) {
    Item each = items_[i + k];
    each.left = left;
    if (!each.prefix.op) each.prefix.op = item.prefix.op;
    // 分别稳定在400万亩、150万吨以上: the bound is of all
    if (item.prefix.hold && each.prefix.op == Comparison::kEqual && !each.quantity->amount.op &&
        items_[i + run - 1].quantity->amount.op)
      each.prefix.op = items_[i + run - 1].quantity->amount.op;
    if (each.prefix.per.empty()) each.prefix.per = item.prefix.per;
    remember(names[k]);
    emit(each, measure, {std::string(verbs).append(names[k]).append(item.prefix.kept), "target.dealt_out", {}});
  }
  return run;
}

// each ::= subjects (均 | 各) amount | subject、subject 增长 amount | rate、rate 达到 amount
//   城镇居民人均可支配收入、农民人均纯收入均增长12%以上
bool TargetReader::give_each(const Item& item) {
  if (!ends_item(item.right) && !item.prefix.growth) return false;
  const Measure measure = measure_of(item);
  const bool rates = measure == Measure::kLevel && item.quantity->amount.unit.kind == UnitKind::kShare;
  if (!item.prefix.each && !item.prefix.share && !item.prefix.growth && !rates) return false;
  const string_view left = without_comparison(without_push(last_member(item.left)));
  const string_view verbs = measure == Measure::kIncrement ? leading_verbs(left) : string_view();
  const bool said = item.prefix.each || item.prefix.share;
  std::vector<std::string> names = subjects(left.substr(verbs.size()), 1, said);
  // 接待游客2400万人次、旅游收入260亿元,均增长15%以上: the subjects stand before.
  if (item.prefix.each && left.empty() && item.prefix.growth) {
    const std::size_t many = std::min(std::max<std::size_t>(carried_.together, 2), carried_.things.size());
    names.assign(carried_.things.end() - static_cast<std::ptrdiff_t>(many), carried_.things.end());
  }
  if (names.size() < 2) return false;
  // Where no word says so: 粮油、畜禽、水产等产业 is one subject; so is what a verb begins, or what has no name
  // of its own.
  if (!said) {
    if (has_words(left, "等") || !leading_verbs(left).empty()) return false;
    for (const std::string& name : names) {
      if (name.size() < string_view("增加值").size() || (rates && !name.ends_with("率"))) return false;
    }
  }
  for (const std::string& name : names) {
    remember(name);
    emit(item, measure, {std::string(verbs).append(name).append(item.prefix.kept), "target.each", {}});
  }
  return true;
}

void TargetReader::read_item(std::size_t i) {
  Named named = name_of(i);
  const Item& item = items_[i];
  emit(item, measure_of(item), std::move(named));
  carried_.unit = item.quantity->amount.unit.printed;
  carried_.growth = targets_.back().measure == Measure::kGrowth;
}

void TargetReader::read_phrase() {
  items_ = read_items(text_, phrase_, plan_year_, tense_, took_);
  for (std::size_t i = 0; i < items_.size();) {
    if (items_[i].told) {
      carried_.unit = items_[i].quantity->amount.unit.printed;
      remember(without_comparison(without_push(last_member(items_[i++].left))));
    } else if (const std::size_t read = deal_out(i)) {
      i += read;
    } else if (give_each(items_[i])) {
      ++i;
    } else {
      read_item(i++);
    }
  }
  carried_.together = items_.size();
}

}  // namespace

namespace {

// part ::= open "其中" words close
//   新增就业5万人（其中高校毕业生1.2万人）: what a bracket says of the parts, read by itself
void read_parts(string_view text, int plan_year, std::vector<Target>& targets) {
  constexpr std::size_t kLongestPart = 400;
  for (const string_view open : {"（其中", "(其中"}) {
    for (std::size_t at = find_words(text, open); at != string_view::npos; at = find_words(text, open, at + open.size())) {
      std::size_t begin = at + open.size();
      for (const string_view mark : {"：", ":", "，", ","}) {
        if (text.substr(begin).starts_with(mark)) begin += mark.size();
      }
      const std::size_t end = std::min(text.find("）", begin), text.find(')', begin));
      if (end == string_view::npos || end - begin > kLongestPart) continue;
      for (Target& target : TargetReader(text.substr(begin, end - begin), plan_year, nullptr).read()) {
        target.span.begin += static_cast<std::uint32_t>(begin);
        target.span.end += static_cast<std::uint32_t>(begin);
        targets.push_back(std::move(target));
      }
    }
  }
}

}  // namespace

std::vector<Target> read_targets(std::string_view text, int plan_year) {
  std::vector<Target> targets = TargetReader(text, plan_year, nullptr).read();
  const std::size_t whole = targets.size();
  read_parts(text, plan_year, targets);
  if (targets.size() > whole) {
    std::stable_sort(targets.begin(), targets.end(),
                     [](const Target& a, const Target& b) { return a.span.begin < b.span.begin; });
  }
  return targets;
}

std::vector<Took> explain_targets(std::string_view text, int plan_year) {
  std::vector<Took> took;
  TargetReader(text, plan_year, &took).read();
  std::sort(took.begin(), took.end(), [](const Took& a, const Took& b) {
    return std::tie(a.span.begin, a.span.end, a.rule) < std::tie(b.span.begin, b.span.end, b.rule);
  });
  return took;
}

}  // namespace duban
