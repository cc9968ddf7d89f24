#include "supervise/figure_finder.h"

#include <algorithm>

#include "align/target_change.h"
#include "align/terms.h"
#include "plan/comparable_units.h"
#include "supervise/indicator_name.h"

namespace duban {
namespace {

// Words that only say that something was done, on either side: 改造提升老旧小区, 完成改造老旧小区.
double alike(const PairWeights& weights, const PairBag& a, const PairBag& b) {
  return a.weight + b.weight > 0 ? 2 * weights.common(a, b) / (a.weight + b.weight) : 0;
}

constexpr std::size_t kTwo = 6;  // characters, in bytes

// 每千人口托位数, 人均收入: a share of one, not the amount.
bool is_per(std::string_view name) { return name.starts_with("每") || name.starts_with("人均"); }

bool end_alike(std::string_view a, std::string_view b) {
  return a.size() >= kTwo && b.size() >= kTwo && a.substr(a.size() - kTwo) == b.substr(b.size() - kTwo);
}

// 改（新）建农村户厕 → 改建农村户厕
std::string without_brackets(std::string_view name) {
  constexpr std::string_view kOpen = "（", kClose = "）";
  std::string out(name);
  for (std::size_t open = out.find(kOpen); open != std::string::npos; open = out.find(kOpen)) {
    const std::size_t close = out.find(kClose, open);
    if (close == std::string::npos) break;
    out.erase(open, close + kClose.size() - open);
  }
  return out;
}

// What a target can be compared with: rates with rates, in units that measure the same; the number that there
// are (总数) is not the number that came (新增).
bool same_kind(const Target& promised, const ReviewFigure& achieved) {
  if (!units_in(achieved.target.unit, promised.unit)) return false;
  const bool rate = promised.measure == Measure::kGrowth;
  if (rate != (achieved.target.measure == Measure::kGrowth)) return false;
  if (rate || promised.unit == "%") return true;
  if (achieved.sum && promised.measure == Measure::kIncrement && !names_sum(promised.indicator)) return false;
  return !(names_sum(promised.indicator) && !achieved.sum && names_added(achieved.target.indicator));
}

// The figure in the unit of the promise; of what was to fall, how much it fell.
Target in_terms_of(const Target& promised, Target achieved) {
  double times = units_in(achieved.unit, promised.unit).value_or(1);
  if (promised.measure == Measure::kGrowth && without_fall(promised.indicator).falls) times = -times;
  achieved.value *= times;
  if (achieved.value_max) *achieved.value_max *= times;
  achieved.unit = promised.unit;
  return achieved;
}

}  // namespace

FigureFinder::FigureFinder(const Review& review, PairWeights& weights, const std::vector<PairBag>& part_bags)
    : review_(review), weights_(weights), bags_(part_bags) {
  for (const ReviewFigure& figure : review_.figures) {
    figures_.push_back(compared_by(figure.target));
    figures_.back().figure = &figure;
    weights_.count(figures_.back().bag);
  }
  for (Compared& each : figures_) weights_.weigh(each.bag);
}

std::optional<FoundFigure> FigureFinder::find(const Target& target, const Target* before,
                                              std::optional<std::size_t> part_before) {
  std::optional<FoundFigure> found = find(target);
  // 年度完成投资520亿元: of the projects before it, which the review may call 重点项目完成投资
  if (!found && before != nullptr && is_generic(target.indicator)) {
    Target whole = target;
    whole.indicator = indicator_core(before->indicator).append(target.indicator);
    found = find(whole);
  }
  if (!found && before != nullptr && part_before) found = find_beside(target, *before, *part_before);
  if (!found && target.unit == "%" && target.value == 100) found = find_all(target);
  return found;
}

// Whether the shorter name is all in the longer and ends as it does: 每千人口托位数 in
// 每千人口拥有3岁以下婴幼儿托位数.
bool FigureFinder::holds_name(const PairWeights& weights, const Compared& a, const Compared& b) {
  constexpr std::size_t kShortest = 12;  // a name of fewer than four characters tells no thing
  constexpr double kWhole = 0.95, kMost = 0.75;
  if (std::min(a.core.size(), b.core.size()) < kShortest || !end_alike(a.core, b.core)) return false;
  const bool begin_alike = a.core.substr(0, kTwo) == b.core.substr(0, kTwo);
  return weights.common(a.bag, b.bag) >= (begin_alike ? kMost : kWhole) * std::min(a.bag.weight, b.bag.weight);
}

FigureFinder::Compared FigureFinder::compared_by(const Target& target) {
  Compared out;
  const std::string whole = without_year(without_brackets(without_fall(target.indicator).name));
  const std::string name(without_outcome(whole));
  out.core = indicator_core(name);
  constexpr std::string_view kEtc = "等";
  if (const std::size_t etc = name.rfind(kEtc); etc != std::string::npos)
    out.last = indicator_core(std::string_view(name).substr(etc + kEtc.size()));
  out.characters = bare(whole);
  std::sort(out.characters.begin(), out.characters.end());
  out.bag = weights_.bag(out.core);
  out.topics = topics_of(target.indicator);
  return out;
}

std::optional<FoundFigure> FigureFinder::find(const Target& target) {
  Compared wanted = compared_by(target);
  weights_.weigh(wanted.bag);
  constexpr double kSameIndicator = 0.55;
  constexpr double kHeld = 0.8;          // one name within the other
  constexpr double kSameTopic = 0.12;    // one topic in common speaks for the match, alone it is not enough
  constexpr double kOtherMeasure = 0.1;  // 达到528家 for 净增50家
  constexpr double kOtherUnit = 0.1;     // 13所 for 3000个
  const Compared* best = nullptr;
  double most = 0;
  for (const Compared& each : figures_) {
    if (!same_kind(target, *each.figure) || is_per(each.core) != is_per(wanted.core)) continue;
    if (each.core != wanted.core && is_known_indicator(each.core) && is_known_indicator(wanted.core)) continue;
    double score = alike(weights_, wanted.bag, each.bag);
    if (std::any_of(wanted.topics.begin(), wanted.topics.end(), [&](std::int32_t topic) {
          return std::binary_search(each.topics.begin(), each.topics.end(), topic);
        })) {
      score = std::min(1.0, score + kSameTopic);
    }
    if (holds_name(weights_, wanted, each) || named_in_part(wanted, each)) score = std::max(score, kHeld);
    if (each.core == wanted.core || each.last == wanted.core) score = 1;
    if (each.characters == wanted.characters) score = 1 + kOtherMeasure / 2;  // 项目新开工, 新开工项目
    if (each.figure->target.measure != target.measure) score -= kOtherMeasure;
    if (each.figure->target.unit != target.unit && !end_alike(each.core, wanted.core)) score -= kOtherUnit;
    if (score > most + 1e-12) {
      most = score;
      best = &each;
    }
  }
  if (best == nullptr || most < kSameIndicator) return {};
  return reported(target, *best->figure, std::min(1.0, most));
}

// 保交楼项目交付1638套、交付率93.6%: the name's end at the figure, the rest before it in the same part.
bool FigureFinder::named_in_part(const Compared& wanted, const Compared& each) const {
  constexpr double kNamed = 0.75;
  return wanted.core.size() >= 2 * kTwo && end_alike(wanted.core, each.core) &&
         weights_.common(wanted.bag, bags_[each.figure->part]) >= kNamed * wanted.bag.weight;
}

FoundFigure FigureFinder::reported(const Target& promised, const ReviewFigure& figure, double score) const {
  const Span span = review_.parts[figure.part].span;
  return {{in_terms_of(promised, figure.target), std::string(words_of(figure)), span, score}, figure.part};
}

// The part with the figure; with the part before it where only that names the thing:
// 游客3126万人次、收入286亿元， 分别增长18.2%、17.6%.
std::string_view FigureFinder::words_of(const ReviewFigure& figure) const {
  const ReviewPart& part = review_.parts[figure.part];
  const std::string_view name = figure.target.indicator;
  const bool named =
      part.text.find(name.substr(name.size() - std::min(name.size(), kTwo))) != std::string_view::npos;
  if (named || figure.part == 0) return part.text;
  const ReviewPart& before = review_.parts[figure.part - 1];
  if (before.sentence != part.sentence) return part.text;
  const char* const end = part.text.data() + part.text.size();
  return {before.text.data(), static_cast<std::size_t>(end - before.text.data())};
}

// 改造老旧小区85个、1.6万户: the families stand beside the quarters in the review too.
std::optional<FoundFigure> FigureFinder::find_beside(const Target& target, const Target& before,
                                                     std::size_t part) const {
  if (indicator_core(target.indicator) != indicator_core(before.indicator) || target.unit == before.unit)
    return {};
  for (const ReviewFigure& figure : review_.figures) {
    if (figure.part == part && figure.target.unit == target.unit && figure.target.measure == target.measure)
      return reported(target, figure, 1);
  }
  return {};
}

// 水质达标率100%: 水质全部达标.
std::optional<FoundFigure> FigureFinder::find_all(const Target& target) {
  constexpr double kSameThing = 0.5;
  PairBag bag = weights_.bag(indicator_core(target.indicator));
  weights_.weigh(bag);
  std::size_t best = SIZE_MAX;
  double most = kSameThing;
  for (std::size_t i = 0; i < review_.parts.size(); ++i) {
    const double held = bag.weight > 0 ? weights_.common(bag, bags_[i]) / bag.weight : 0;
    if (held <= most || !says_all(review_.parts[i].text) || says_failed(review_.parts[i].text)) continue;
    most = held;
    best = i;
  }
  if (best == SIZE_MAX) return {};
  Target all = target;
  const ReviewPart& part = review_.parts[best];
  return FoundFigure{{std::move(all), std::string(part.text), part.span, most}, best};
}

}  // namespace duban
