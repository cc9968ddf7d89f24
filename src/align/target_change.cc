#include "align/target_change.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "base/embedded.h"
#include "plan/comparable_units.h"
#include "plan/target_words.h"

namespace duban {
namespace {

std::string printed_with_year(const Target& target) {
  return target.horizon.empty() ? printed(target) : fmt::format("{}（{}年）", printed(target), target.horizon);
}

// What can be shared out among lower levels: 1000家, 500亿斤; not a rate, nor a density (33微克/立方米).
bool is_countable(const Target& target) {
  return target.measure != Measure::kGrowth && target.unit != "%" && target.unit.find('/') == std::string::npos;
}

// How binding a comparison is: 左右 is softer than a bare figure, which is softer than 以上.
int firmness(Comparison op) {
  switch (op) {
    case Comparison::kAbout:
      return 0;
    case Comparison::kEqual:
      return 1;
    case Comparison::kAtLeast:
    case Comparison::kAtMost:
      return 2;
    case Comparison::kMoreThan:
    case Comparison::kLessThan:
      return 3;
  }
  return 1;
}

bool is_cap(Comparison op) { return op == Comparison::kAtMost || op == Comparison::kLessThan; }

// Whether less of it is better, by the office's packed rules (data/rules/verdicts.txt): 失业率, but not
// 能耗降低.
bool less_is_better(std::string_view indicator) {
  struct Words {
    std::vector<std::string_view> higher, lower;
  };
  static const Words words = [] {
    Words out;
    for (const embedded::File& file : embedded::rule_files()) {
      if (file.path != "verdicts.txt") continue;
      for (std::size_t at = 0; at < file.bytes.size();) {
        const std::size_t end = std::min(file.bytes.find('\n', at), file.bytes.size());
        const std::string_view line = file.bytes.substr(at, end - at);
        at = end + 1;
        const std::size_t key = std::min(line.find_first_of(" \t"), line.size());
        const std::size_t word = std::min(line.find_first_not_of(" \t", key), line.size());
        if (word == line.size()) continue;
        if (line.substr(0, key) == "higher") out.higher.push_back(line.substr(word));
        if (line.substr(0, key) == "lower") out.lower.push_back(line.substr(word));
      }
    }
    return out;
  }();
  const auto any = [&](const std::vector<std::string_view>& all) {
    return std::any_of(all.begin(), all.end(),
                       [&](std::string_view word) { return indicator.find(word) != std::string_view::npos; });
  };
  return any(words.lower) && !any(words.higher);
}

bool is_floor(Comparison op) { return op == Comparison::kAtLeast || op == Comparison::kMoreThan; }

double overlap(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b) {
  if (a.empty() && b.empty()) return 0;
  std::size_t common = 0;
  for (const std::int32_t id : a) common += std::binary_search(b.begin(), b.end(), id) ? 1 : 0;
  return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

// How sure it is that two targets promise the same thing: 0 not at all, 2 the same words.
double same_thing(const TargetTerms& a, const TargetTerms& b) {
  if (a.target->indicator.empty() || b.target->indicator.empty() || units_in(a.target->unit, b.target->unit) != 1)
    return 0;
  if (a.target->indicator == b.target->indicator) return 2;
  constexpr double kAlike = 0.5;
  const bool rates = (a.target->measure == Measure::kGrowth) != (b.target->measure == Measure::kGrowth);
  const double alike = std::max(overlap(a.pairs, b.pairs), overlap(a.topics, b.topics));
  return rates || alike < kAlike ? 0 : overlap(a.pairs, b.pairs) + 1e-3 * overlap(a.topics, b.topics) + 1e-6;
}

// What a lower level's figure is of the upper one's; nothing where it cannot be a part of it.
std::optional<double> share_of(const Target& upper, const Target& lower) {
  if (!is_countable(upper) || !is_countable(lower) || upper.value <= 0 || lower.value > upper.value) return {};
  return lower.value / upper.value;
}

// Whether two rising lists have nothing in common: a unit that was joined by another has not been replaced.
bool apart(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b) {
  return std::none_of(a.begin(), a.end(),
                      [&](std::int32_t id) { return std::binary_search(b.begin(), b.end(), id); });
}

std::vector<std::string> names_of(const std::vector<Name>& names) {
  std::vector<std::string> out;
  for (const Name& name : names) out.push_back(name.text);
  return out;
}

}  // namespace

std::string_view to_word(TargetChangeKind kind) {
  constexpr std::string_view kWords[] = {"unchanged", "raised", "lowered", "softened",
                                         "hardened",  "moved",  "share"};
  return kWords[static_cast<std::size_t>(kind)];
}
std::string_view zh_name(TargetChangeKind kind) {
  constexpr std::string_view kWords[] = {"不变", "提高", "降低", "放松", "收紧", "换单位", "分担"};
  return kWords[static_cast<std::size_t>(kind)];
}

TargetChangeKind change_between(const Target& a, const Target& b) {
  constexpr double kEqualEnough = 1e-9;
  const bool less =
      is_cap(a.op) || is_cap(b.op) || (less_is_better(b.indicator) && !is_floor(a.op) && !is_floor(b.op));
  for (const double difference :
       {b.value - a.value, b.value_max.value_or(b.value) - a.value_max.value_or(a.value)}) {
    if (std::fabs(difference) <= kEqualEnough * std::max(1.0, std::fabs(a.value))) continue;
    return (difference > 0) != less ? TargetChangeKind::kRaised : TargetChangeKind::kLowered;
  }
  // As much by another year: 2027 instead of 2026 is softer.
  if (b.horizon > a.horizon) return TargetChangeKind::kSoftened;
  if (!b.horizon.empty() && b.horizon < a.horizon) return TargetChangeKind::kHardened;
  if (firmness(b.op) < firmness(a.op)) return TargetChangeKind::kSoftened;
  if (firmness(b.op) > firmness(a.op)) return TargetChangeKind::kHardened;
  return TargetChangeKind::kUnchanged;
}

std::vector<TargetChange> target_changes(const TaskTerms& earlier, const TaskTerms& later, bool downwards) {
  // Each figure goes with the one that is most alike, and with no other.
  struct Match {
    double alike;
    std::size_t a, b;
  };
  std::vector<Match> matches;
  for (std::size_t i = 0; i < earlier.targets.size(); ++i) {
    for (std::size_t j = 0; j < later.targets.size(); ++j) {
      const double alike = same_thing(earlier.targets[i], later.targets[j]);
      if (alike > 0) matches.push_back({alike, i, j});
    }
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const Match& x, const Match& y) { return x.alike > y.alike; });
  std::vector<bool> taken_a(earlier.targets.size(), false);
  std::vector<bool> taken_b(later.targets.size(), false);
  std::erase_if(matches, [&](const Match& match) {
    if (taken_a[match.a] || taken_b[match.b]) return true;
    taken_a[match.a] = taken_b[match.b] = true;
    return false;
  });
  std::sort(matches.begin(), matches.end(), [](const Match& x, const Match& y) { return x.a < y.a; });
  std::vector<TargetChange> out;
  for (const Match& match : matches) {
    const Target& a = *earlier.targets[match.a].target;
    const Target& b = *later.targets[match.b].target;
    TargetChange change;
    change.indicator = b.indicator;
    change.from = printed_with_year(a);
    change.to = printed_with_year(b);
    if (downwards) change.share = share_of(a, b);
    if (change.share) {
      change.kind = TargetChangeKind::kShare;
    } else {
      change.kind = change_between(a, b);
      const bool moved = !earlier.leads.empty() && !later.leads.empty() && apart(earlier.leads, later.leads);
      if (moved && !downwards) {
        change.units_from = names_of(earlier.task->lead_units);
        change.units_to = names_of(later.task->lead_units);
        if (change.kind == TargetChangeKind::kUnchanged) change.kind = TargetChangeKind::kMoved;
      }
    }
    out.push_back(std::move(change));
  }
  return out;
}

std::vector<ApportionedTarget> apportioned(const std::vector<TaskTerms>& upper,
                                           const std::vector<TaskTerms>& lower,
                                           const std::vector<PlanLink>& links) {
  std::vector<ApportionedTarget> out;
  std::multimap<std::string_view, const TaskTerms*> sentences;
  for (const TaskTerms& sentence : lower) sentences.emplace(sentence.id, &sentence);
  std::multimap<std::string_view, std::string_view> down;
  for (const PlanLink& link : links) down.emplace(link.from, link.to);
  for (const TaskTerms& task : upper) {
    for (const TargetTerms& target : task.targets) {
      if (!is_countable(*target.target)) continue;
      ApportionedTarget whole{task.id, target.target->indicator, target.target->unit, target.target->value, {},
                              0};
      const auto [first_link, last_link] = down.equal_range(task.id);
      for (auto link = first_link; link != last_link; ++link) {
        const auto [first, last] = sentences.equal_range(link->second);
        const auto each_part = [&](auto take) {
          for (auto part = first; part != last; ++part) {
            for (const TargetTerms& mine : part->second->targets) {
              const double alike = same_thing(target, mine);
              if (alike > 0 && share_of(*target.target, *mine.target)) take(alike, mine.target->value);
            }
          }
        };
        // Of a task's figures those that are most alike: of 口袋公园 and 公园 one is the share of 口袋公园.
        double best = 0;
        each_part([&](double alike, double) { best = std::max(best, alike); });
        each_part([&](double alike, double value) {
          if (alike < best) return;
          whole.parts.push_back({std::string(link->second), value});
          whole.sum += value;
        });
      }
      if (!whole.parts.empty()) out.push_back(std::move(whole));
    }
  }
  return out;
}

}  // namespace duban
