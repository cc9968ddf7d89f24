#include "align/pair.h"

#include <algorithm>
#include <cmath>

#include "align/common_ids.h"
#include "align/common_items.h"
#include "align/common_words.h"
#include "align/partners.h"

namespace duban {
namespace {

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

void compare_targets(const Terms& terms, const TaskTerms& a, const TaskTerms& b, PairFeatures& out) {
  for (const TargetTerms& p : a.targets) {
    for (const TargetTerms& q : b.targets) {
      const bool same_unit = p.target->unit == q.target->unit;
      if (same_unit && !p.target->unit.empty() && p.target->unit != "%") {
        each_common(p.topics, q.topics, [&](std::size_t x, std::size_t) {
          out.amount = std::max(out.amount, terms.topic_weight(p.topics[x]));
        });
        each_common(p.pairs, q.pairs, [&](std::size_t x, std::size_t) {
          out.amount = std::max(out.amount, 0.8 * terms.pair_weight(p.pairs[x]));
        });
      }
      if (p.target->indicator.empty() || q.target->indicator.empty()) continue;
      if (p.target->indicator == q.target->indicator && p.target->measure == q.target->measure) {
        out.indicator = 1;
      } else if (same_unit) {
        std::size_t common = 0;
        each_common(p.pairs, q.pairs, [&](std::size_t, std::size_t) { ++common; });
        const std::size_t all = p.pairs.size() + q.pairs.size();
        if (all > 0)
          out.indicator =
              std::max(out.indicator, 0.8 * 2 * static_cast<double>(common) / static_cast<double>(all));
      }
    }
  }
}

PairFeatures features_of(const Terms& terms, const TaskTerms& a, const TaskTerms& b, CommonRuns& runs) {
  PairFeatures f;
  for (const Weighed& run : common_words(terms, a, b, runs)) {
    f.words += run.weight;
    f.longest = std::max(f.longest, static_cast<double>(run.text.size()));
    if (run.alone > f.best_alone) {
      f.best_alone = run.alone;
      f.focus_b = run.focus_b;
    }
  }
  each_common(a.topics, b.topics, [&](std::size_t x, std::size_t y) {
    f.topics += terms.topic_weight(a.topics[x]) * a.topic_focus[x] * b.topic_focus[y];
  });
  compare_targets(terms, a, b, f);
  each_common(a.leads, b.leads, [&](std::size_t, std::size_t) { f.same_lead = 1; });
  each_common(a.names, b.names,
              [&](std::size_t x, std::size_t) { f.name = std::max(f.name, terms.name_weight(a.names[x])); });
  return f;
}

// How a pair stands against the other partners of either side.
void rank(std::vector<TaskPair>& pairs, const std::vector<SimilarItems>& alike, const std::vector<TaskTerms>& a,
          const std::vector<TaskTerms>& b) {
  std::vector<double> best_a(a.size(), 0);
  std::vector<double> best_b(b.size(), 0);
  std::vector<double> most_alike_a(a.size(), 0);
  std::vector<std::vector<double>> evidence_b(b.size());
  const auto clauses_of = [](const std::vector<TaskTerms>& side) {
    std::vector<std::vector<double>> best;
    for (const TaskTerms& task : side) best.emplace_back(static_cast<std::size_t>(task.clauses), 0.0);
    return best;
  };
  std::vector<std::vector<double>> parts_a = clauses_of(a);
  std::vector<std::vector<double>> parts_b = clauses_of(b);
  const auto items_of = [](const std::vector<TaskTerms>& side) {
    std::vector<std::vector<double>> best;
    for (const TaskTerms& task : side) best.emplace_back(task.items.size(), 0.0);
    return best;
  };
  std::vector<std::vector<double>> items_a = items_of(a);
  std::vector<std::vector<double>> items_b = items_of(b);
  const auto part = [](std::vector<std::vector<double>>& best, std::int32_t task,
                       std::int32_t clause) -> double& {
    return best[static_cast<std::size_t>(task)][static_cast<std::size_t>(clause)];
  };
  const auto raise = [](double& best, double value) { best = std::max(best, value); };
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    raise(best_a[static_cast<std::size_t>(pairs[i].a)], pairs[i].features.evidence());
    raise(best_b[static_cast<std::size_t>(pairs[i].b)], pairs[i].features.evidence());
    raise(most_alike_a[static_cast<std::size_t>(pairs[i].a)], pairs[i].features.alike);
    evidence_b[static_cast<std::size_t>(pairs[i].b)].push_back(pairs[i].features.evidence());
    if (alike[i].similarity <= 0) continue;
    raise(part(parts_a, pairs[i].a, alike[i].clause_a), alike[i].similarity);
    raise(part(parts_b, pairs[i].b, alike[i].clause_b), alike[i].similarity);
    raise(part(items_a, pairs[i].a, alike[i].item_a), alike[i].similarity);
    raise(part(items_b, pairs[i].b, alike[i].item_b), alike[i].similarity);
  }
  for (std::vector<double>& each : evidence_b) std::sort(each.begin(), each.end());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    PairFeatures& f = pairs[i].features;
    const std::vector<double>& others = evidence_b[static_cast<std::size_t>(pairs[i].b)];
    const auto better = others.end() - std::upper_bound(others.begin(), others.end(), f.evidence());
    f.order_b = 1 / (1 + static_cast<double>(better));
    f.rank_alike_a = share(f.alike, most_alike_a[static_cast<std::size_t>(pairs[i].a)]);
    f.rank_a = share(f.evidence(), best_a[static_cast<std::size_t>(pairs[i].a)]);
    f.rank_b = share(f.evidence(), best_b[static_cast<std::size_t>(pairs[i].b)]);
    if (alike[i].similarity <= 0) continue;
    f.rank_part_a = share(alike[i].similarity, part(parts_a, pairs[i].a, alike[i].clause_a));
    f.rank_part_b = share(alike[i].similarity, part(parts_b, pairs[i].b, alike[i].clause_b));
    f.rank_item_a = share(alike[i].similarity, part(items_a, pairs[i].a, alike[i].item_a));
    f.rank_item_b = share(alike[i].similarity, part(items_b, pairs[i].b, alike[i].item_b));
  }
}

}  // namespace

std::vector<TaskPair> candidate_pairs(const Terms& terms, const std::vector<TaskTerms>& a,
                                      const std::vector<TaskTerms>& b) {
  const SideWeights of_a = side_weights(terms, a);
  const SideWeights of_b = side_weights(terms, b);
  const double last_a = std::max<double>(1, static_cast<double>(a.size()));
  const double last_b = std::max<double>(1, static_cast<double>(b.size()));
  Partners partners(terms, b);
  std::vector<TaskPair> out;
  std::vector<SimilarItems> alike;  // beside out
  out.reserve(a.size() * std::min(b.size(), kMostPartners));
  alike.reserve(out.capacity());
  CommonRuns runs;
  Common common(terms);
  HeldItems held_a;
  HeldItems held_b;
  for (std::size_t i = 0; i < a.size(); ++i) {
    common.of(a[i]);
    for (const std::int32_t j : partners.of(a[i])) {
      const auto k = static_cast<std::size_t>(j);
      PairFeatures f = features_of(terms, a[i], b[k], runs);
      common.take(b[k]);
      held_a.take(terms, a[i], common, of_a.items[i]);
      held_b.take(terms, b[k], common, of_b.items[k]);
      alike.push_back(most_similar_items(terms, a[i], b[k], held_a, held_b, of_a.items[i], of_b.items[k]));
      f.item = alike.back().similarity;
      f.held_a = held_a.most;
      f.held_b = held_b.most;
      f.covered_b = share(common.weight, of_b.all[k]);
      f.alike = std::sqrt(share(common.weight, of_a.all[i]) * f.covered_b);
      f.place = 1 - std::fabs(static_cast<double>(i) / last_a - static_cast<double>(j) / last_b);
      out.push_back({static_cast<std::int32_t>(i), j, f});
    }
  }
  rank(out, alike, a, b);
  return out;
}

}  // namespace duban
