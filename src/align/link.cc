#include "align/link.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "align/target_change.h"

namespace duban {
namespace {

// Chances from which a pair is a link. Chosen with the weights (docs/alignment.md).
constexpr double kSameFrom = 0.42;
constexpr double kRelatedFrom = 0.28;

struct Sides {
  Terms terms;
  std::vector<TaskTerms> a, b;
  bool annex = false;  // one paper: main text against its lists
};

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
  if (out.a.size() > kMostTasksOfASide || out.b.size() > kMostTasksOfASide) {
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

Result<PlanLinks> link_plans(const Plan& earlier, const Plan& later) {
  const Sides sides = TRY(sides_of(earlier, later));
  const std::vector<TaskPair> pairs = candidate_pairs(sides.terms, sides.a, sides.b);
  const std::vector<double> chance = chances(pairs, sides.a.size(), sides.b.size());
  const bool downwards = earlier.document.level != later.document.level &&
                         earlier.document.level != Level::kNone && later.document.level != Level::kNone;
  PlanLinks out;
  std::map<std::string, int> from_same;
  std::map<std::string, int> to_same;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (chance[i] < kRelatedFrom) continue;
    const TaskTerms& a = sides.a[static_cast<std::size_t>(pairs[i].a)];
    const TaskTerms& b = sides.b[static_cast<std::size_t>(pairs[i].b)];
    PlanLink link;
    link.from = a.id;
    link.to = b.id;
    link.type = chance[i] >= kSameFrom ? LinkType::kSame : LinkType::kRelated;
    link.score = chance[i];
    link.shared = reasons(sides, a, b);
    link.why = why_of(link, pairs[i].features);
    link.targets = target_changes(a, b, downwards || sides.annex);
    if (link.type == LinkType::kSame) {
      ++from_same[link.from];
      ++to_same[link.to];
    }
    out.links.push_back(std::move(link));
  }
  for (const TaskTerms& task : sides.a) {
    const int links = from_same.contains(task.id) ? from_same[task.id] : 0;
    if (links == 0) out.dropped.push_back(task.id);
    if (links > 1) out.split.push_back(task.id);
  }
  for (const TaskTerms& task : sides.b) {
    const int links = to_same.contains(task.id) ? to_same[task.id] : 0;
    if (links == 0) out.added.push_back(task.id);
    if (links > 1) out.merged.push_back(task.id);
  }
  if (downwards) out.shares = apportioned(sides.a, sides.b, out.links);
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
    for (const double input : inputs_of(pair.features)) out += fmt::format("\t{:.6g}", input);
    out += '\n';
  }
  return out;
}

}  // namespace duban
