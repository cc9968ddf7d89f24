#include "align/link.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "align/common_words.h"
#include "align/link_weights.h"
#include "align/target_change.h"

namespace duban {
namespace {

struct Sides {
  Terms terms;
  std::vector<TaskTerms> a, b;
  bool annex = false;  // one paper: main text against its lists
  Across across = Across::kSameLevel;
  std::size_t tasks_a = 0, tasks_b = 0;
};

// Numbers from 0 again where the first ones were taken away.
std::size_t count_tasks(std::vector<TaskTerms>& side) {
  if (side.empty()) return 0;
  const std::size_t first = side.front().number;
  for (TaskTerms& sentence : side) sentence.number -= first;
  return side.back().number + 1;
}

Result<Sides> sides_of(const Plan& earlier, const Plan& later) {
  Sides out;
  out.annex = earlier == later;
  out.a = out.terms.take(earlier);
  if (out.annex) {
    for (TaskTerms& task : out.a) {
      if (task.id.starts_with('L')) out.b.push_back(task);
    }
    std::erase_if(out.a, [](const TaskTerms& task) { return task.id.starts_with('L'); });
  } else {
    out.b = out.terms.take(later);
  }
  out.terms.weigh();
  out.tasks_a = count_tasks(out.a);
  out.tasks_b = count_tasks(out.b);
  const Level level_a = earlier.document.level;
  const Level level_b = later.document.level;
  if (level_a != level_b && level_a != Level::kNone && level_b != Level::kNone)
    out.across = Across::kOtherLevel;
  if (out.a.empty() || out.b.empty()) {
    const bool first = out.a.empty();
    if (out.annex && !first) {
      return error(ErrorCode::kInvalid, "两边是同一份方案，而它没有附带清单，没有可以对照的内容",
                   "both sides are the same plan, and it has no list to compare its tasks with");
    }
    return error(
        ErrorCode::kInvalid,
        fmt::format("{}材料里没有找到任务，不能对照。请确认它是分工方案", first ? "第一份" : "第二份"),
        fmt::format("the {} paper holds no task, so there is nothing to compare. Is it a division plan?",
                    first ? "first" : "second"));
  }
  if (out.tasks_a > kMostTasksOfASide || out.tasks_b > kMostTasksOfASide) {
    return error(ErrorCode::kTooLarge,
                 fmt::format("一份方案超过 {} 项任务，不能一次对照。请分成几份", kMostTasksOfASide),
                 fmt::format("a plan of more than {} tasks cannot be compared at once. Please split it",
                             kMostTasksOfASide));
  }
  return out;
}

std::vector<std::string> reasons(const Sides& sides, const TaskTerms& a, const TaskTerms& b) {
  constexpr std::size_t kMost = 4;
  std::vector<std::string> out = shared_words(sides.terms, a, b, kMost);
  for (const std::int32_t topic : a.topics) {
    if (out.size() >= kMost + 2) break;
    if (!std::binary_search(b.topics.begin(), b.topics.end(), topic)) continue;
    const std::string_view name = topic_name(topic);
    const bool said = std::any_of(out.begin(), out.end(), [&](const std::string& word) {
      return word.find(name) != std::string::npos || name.find(word) != std::string_view::npos;
    });
    if (!said) out.emplace_back(name);
  }
  return out;
}

std::string quoted(const std::vector<std::string>& words, std::string_view open, std::string_view close,
                   std::string_view between) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += between;
    out.append(open).append(word).append(close);
  }
  return out;
}

Message why_of(const PlanLink& link, const PairFeatures& features) {
  Message out;
  if (!link.shared.empty()) {
    out.zh = "共有" + quoted(link.shared, "“", "”", "、");
    out.en = "both hold " + quoted(link.shared, "“", "”", ", ");
  }
  if (features.indicator >= 1) {
    out.zh += out.zh.empty() ? "同一指标" : "，同一指标";
    out.en += out.en.empty() ? "the same indicator" : ", the same indicator";
  }
  if (features.same_lead > 0) {
    out.zh += out.zh.empty() ? "牵头单位相同" : "，牵头单位相同";
    out.en += out.en.empty() ? "the same lead unit" : ", the same lead unit";
  }
  return out;
}

void say_what_is_odd(const Plan& earlier, const Plan& later, PlanLinks& out) {
  const DocumentHead& a = earlier.document;
  const DocumentHead& b = later.document;
  if (a.region.empty() || b.region.empty() || earlier == later) return;
  if (a.region != b.region && a.level == b.level) {
    out.remarks.push_back(
        {fmt::format("两份方案不是一个地方的（{}、{}），只能作参考", a.region, b.region),
         fmt::format("the plans are of different regions ({}, {}): for reference only", a.region, b.region)});
  }
  if (a.region == b.region && a.year != 0 && a.year == b.year) {
    out.remarks.push_back(
        {fmt::format("两份都是{}{}年的方案，可能是同一方案的两个版本", a.region, a.year),
         fmt::format("both are plans of {} for {}: perhaps two versions of one", a.region, a.year)});
  }
  if (a.region == b.region && a.year > b.year && b.year != 0) {
    out.remarks.push_back({"第一份比第二份晚：前后可能颠倒了",
                           "the first paper is later than the second: they may be the wrong way round"});
  }
}

}  // namespace

std::string_view to_word(LinkType type) { return type == LinkType::kSame ? "same" : "related"; }
std::string_view zh_name(LinkType type) { return type == LinkType::kSame ? "延续" : "相关"; }

namespace {

LinkFrom link_from(Across across) { return across == Across::kOtherLevel ? kOtherLevelFrom : kSameLevelFrom; }

// The pairs of sentences of one pair of tasks.
struct Met {
  double chance = 0;  // the best of them
  std::vector<std::size_t> pairs;
};

PlanLink link_of(const Sides& sides, const std::vector<TaskPair>& pairs, const std::vector<double>& chance,
                 const Met& met) {
  PlanLink link;
  link.type = met.chance >= link_from(sides.across).same ? LinkType::kSame : LinkType::kRelated;
  link.score = met.chance;
  std::vector<std::size_t> best = met.pairs;
  std::stable_sort(best.begin(), best.end(),
                   [&](std::size_t x, std::size_t y) { return chance[x] > chance[y]; });
  PairFeatures features;
  for (const std::size_t i : best) {
    const TaskTerms& a = sides.a[static_cast<std::size_t>(pairs[i].a)];
    const TaskTerms& b = sides.b[static_cast<std::size_t>(pairs[i].b)];
    link.from = a.id;
    link.to = b.id;
    for (TargetChange& change : target_changes(a, b, sides.across == Across::kOtherLevel || sides.annex))
      link.targets.push_back(std::move(change));
    if (chance[i] < link_from(sides.across).related) continue;
    features.indicator = std::max(features.indicator, pairs[i].features.indicator);
    features.same_lead = std::max(features.same_lead, pairs[i].features.same_lead);
    for (std::string& word : reasons(sides, a, b)) {
      constexpr std::size_t kMost = 6;
      const bool known = std::any_of(link.shared.begin(), link.shared.end(), [&](const std::string& other) {
        return other.find(word) != std::string::npos;
      });
      if (!known && link.shared.size() < kMost) link.shared.push_back(std::move(word));
    }
  }
  link.why = why_of(link, features);
  return link;
}

}  // namespace

Result<PlanLinks> link_plans(const Plan& earlier, const Plan& later) {
  const Sides sides = TRY(sides_of(earlier, later));
  const std::vector<TaskPair> pairs = candidate_pairs(sides.terms, sides.a, sides.b);
  const std::vector<double> chance = chances(pairs, sides.a.size(), sides.b.size(), sides.across);
  std::map<std::pair<std::size_t, std::size_t>, Met> met;  // by the numbers of the tasks
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    Met& of = met[{sides.a[static_cast<std::size_t>(pairs[i].a)].number,
                   sides.b[static_cast<std::size_t>(pairs[i].b)].number}];
    of.chance = std::max(of.chance, chance[i]);
    of.pairs.push_back(i);
  }
  PlanLinks out;
  std::vector<int> from_same(sides.tasks_a, 0);
  std::vector<int> to_same(sides.tasks_b, 0);
  for (const auto& [tasks, of] : met) {
    if (of.chance < link_from(sides.across).related) continue;
    out.links.push_back(link_of(sides, pairs, chance, of));
    if (out.links.back().type == LinkType::kSame) {
      ++from_same[tasks.first];
      ++to_same[tasks.second];
    }
  }
  for (const TaskTerms& sentence : sides.a) {
    const int links = std::exchange(from_same[sentence.number], -1);  // each task once
    if (links == 0) out.dropped.push_back(sentence.id);
    if (links > 1) out.split.push_back(sentence.id);
  }
  for (const TaskTerms& sentence : sides.b) {
    const int links = std::exchange(to_same[sentence.number], -1);
    if (links == 0) out.added.push_back(sentence.id);
    if (links > 1) out.merged.push_back(sentence.id);
  }
  if (sides.across == Across::kOtherLevel) out.shares = apportioned(sides.a, sides.b, out.links);
  say_what_is_odd(earlier, later, out);
  return out;
}

Result<std::string> link_inputs(const Plan& earlier, const Plan& later) {
  const Sides sides = TRY(sides_of(earlier, later));
  const std::vector<TaskPair> pairs = candidate_pairs(sides.terms, sides.a, sides.b);
  std::string out = fmt::format("#\t{}\t{}\n", sides.a.size(), sides.b.size());
  for (const TaskPair& pair : pairs) {
    out += fmt::format("{}\t{}\t{}\t{}", sides.a[static_cast<std::size_t>(pair.a)].id,
                       sides.b[static_cast<std::size_t>(pair.b)].id, pair.a, pair.b);
    for (const double input : inputs_of(pair.features, sides.across)) out += fmt::format("\t{:.6g}", input);
    out += '\n';
  }
  return out;
}

}  // namespace duban
