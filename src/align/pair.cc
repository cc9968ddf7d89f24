#include "align/pair.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

#include "text/utf8.h"

namespace duban {
namespace {

using Ids = std::vector<std::int32_t>;

template <class Take>
void each_common(const Ids& a, const Ids& b, Take take) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] < b[j]) {
      ++i;
    } else if (b[j] < a[i]) {
      ++j;
    } else {
      take(i++, j++);
    }
  }
}

double focus_in(const TaskTerms& task, std::int32_t pair) {
  const auto at = std::lower_bound(task.pairs.begin(), task.pairs.end(), pair);
  return at != task.pairs.end() && *at == pair
             ? task.pair_focus[static_cast<std::size_t>(at - task.pairs.begin())]
             : 1;
}

// A run that stands in both texts: where in a, and how many ids.
struct Run {
  std::size_t run = 0, first = 0, length = 0;
};

// The longest runs of ids that stand in both, none inside another.
std::vector<Run> common_runs(const std::vector<Ids>& a, const std::vector<Ids>& b) {
  std::vector<Run> out;
  std::vector<std::size_t> before;
  std::vector<std::size_t> now;
  for (std::size_t r = 0; r < a.size(); ++r) {
    // best[i]: the longest common run that ends with a's id i
    std::vector<std::size_t> best(a[r].size(), 0);
    for (const Ids& other : b) {
      before.assign(other.size() + 1, 0);
      for (std::size_t i = 0; i < a[r].size(); ++i) {
        now.assign(other.size() + 1, 0);
        for (std::size_t j = 0; j < other.size(); ++j) {
          if (other[j] != a[r][i]) continue;
          now[j + 1] = before[j] + 1;
          best[i] = std::max(best[i], now[j + 1]);
        }
        before.swap(now);
      }
    }
    for (std::size_t i = 0; i < best.size(); ++i) {
      if (best[i] == 0) continue;
      const bool inside = i + 1 < best.size() && best[i + 1] > best[i];
      if (!inside) out.push_back({r, i + 1 - best[i], best[i]});
    }
  }
  return out;
}

struct Weighed {
  double weight = 0;
  std::u32string text;
};

std::vector<Weighed> once(std::vector<Weighed> runs) {
  std::sort(runs.begin(), runs.end(), [](const Weighed& x, const Weighed& y) {
    return x.text.size() != y.text.size() ? x.text.size() > y.text.size() : x.text < y.text;
  });
  std::vector<Weighed> out;
  for (Weighed& run : runs) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Weighed& longer) {
      return longer.text.find(run.text) != std::u32string::npos;
    });
    if (!known) out.push_back(std::move(run));
  }
  std::sort(out.begin(), out.end(), [](const Weighed& x, const Weighed& y) {
    return x.weight != y.weight ? x.weight > y.weight : x.text < y.text;
  });
  return out;
}

std::vector<Weighed> common_words(const Terms& terms, const TaskTerms& a, const TaskTerms& b) {
  std::vector<Weighed> out;
  for (const Run& run : common_runs(a.words, b.words)) {
    const Ids& ids = a.words[run.run];
    std::int32_t holders = terms.pair_holders(ids[run.first]);
    for (std::size_t i = run.first; i < run.first + run.length; ++i)
      holders = std::min(holders, terms.pair_holders(ids[i]));
    const std::size_t at = a.word_at[run.run][run.first];
    const double focus = std::sqrt(focus_in(a, ids[run.first]) * focus_in(b, ids[run.first]));
    out.push_back(
        {terms.run_weight(a, at, run.length + 1, holders) * focus, a.text.substr(at, run.length + 1)});
  }
  return once(std::move(out));
}

std::vector<Weighed> common_phrases(const Terms& terms, const TaskTerms& a, const TaskTerms& b) {
  std::vector<Weighed> out;
  for (const Run& run : common_runs(a.phrases, b.phrases)) {
    const Ids& ids = a.phrases[run.run];
    std::int32_t holders = terms.quad_holders(ids[run.first]);
    for (std::size_t i = run.first; i < run.first + run.length; ++i)
      holders = std::min(holders, terms.quad_holders(ids[i]));
    const std::size_t at = a.phrase_at[run.run][run.first];
    const std::size_t length = run.length + 3;
    std::size_t meaning = 0;
    for (std::size_t i = at; i < at + length; ++i) meaning += a.plain[i] ? 0 : 1;
    if (meaning == 0) continue;
    out.push_back(
        {terms.run_weight(a, at, length, holders) * static_cast<double>(meaning) / static_cast<double>(length),
         a.text.substr(at, length)});
  }
  return once(std::move(out));
}

double sum_pairs(const Terms& terms, const Ids& pairs) {
  return std::accumulate(pairs.begin(), pairs.end(), 0.0,
                         [&](double sum, std::int32_t pair) { return sum + terms.pair_weight(pair); });
}

constexpr double kTopicInItem = 2;
double item_weight(const Terms& terms, const ItemTerms& item) {
  double sum = sum_pairs(terms, item.pairs);
  for (const std::int32_t topic : item.topics) sum += kTopicInItem * terms.topic_weight(topic);
  return sum;
}

struct SimilarItems {
  double similarity = 0;
  std::int32_t clause_a = 0, clause_b = 0;
};
SimilarItems most_similar_items(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                const std::vector<double>& weights_a, const std::vector<double>& weights_b) {
  SimilarItems best;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    for (std::size_t j = 0; j < b.items.size(); ++j) {
      double common = 0;
      each_common(a.items[i].pairs, b.items[j].pairs,
                  [&](std::size_t x, std::size_t) { common += terms.pair_weight(a.items[i].pairs[x]); });
      each_common(a.items[i].topics, b.items[j].topics, [&](std::size_t x, std::size_t) {
        common += kTopicInItem * terms.topic_weight(a.items[i].topics[x]);
      });
      const double all = weights_a[i] + weights_b[j];
      if (common <= 0 || all <= 0) continue;
      const double similarity =
          2 * common / all * std::sqrt(common) * std::sqrt(a.items[i].focus * b.items[j].focus);
      if (similarity > best.similarity) best = {similarity, a.items[i].clause, b.items[j].clause};
    }
  }
  return best;
}

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

struct SideWeights {
  std::vector<double> pairs, topics, units;
  std::vector<std::vector<double>> items;
};
SideWeights side_weights(const Terms& terms, const std::vector<TaskTerms>& side) {
  SideWeights out;
  for (const TaskTerms& task : side) {
    out.pairs.push_back(sum_pairs(terms, task.pairs));
    double topics = 0;
    for (const std::int32_t topic : task.topics) topics += terms.topic_weight(topic);
    out.topics.push_back(topics);
    double units = 0;
    for (const std::int32_t unit : task.units) units += terms.unit_weight(unit);
    out.units.push_back(units);
    out.items.emplace_back();
    for (const ItemTerms& item : task.items) out.items.back().push_back(item_weight(terms, item));
  }
  return out;
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

}  // namespace

std::vector<TaskPair> candidate_pairs(const Terms& terms, const std::vector<TaskTerms>& a,
                                      const std::vector<TaskTerms>& b) {
  constexpr double kCommon = 0.12;  // held by more than this share of the tasks: no reason to look
  const auto most_holders = static_cast<std::int32_t>(kCommon * terms.tasks());
  std::vector<Ids> by_pair(terms.pairs());
  std::vector<Ids> by_topic;
  std::unordered_map<std::string_view, Ids> by_indicator;
  for (std::size_t j = 0; j < b.size(); ++j) {
    const auto at = static_cast<std::int32_t>(j);
    for (const std::int32_t pair : b[j].pairs) {
      if (terms.pair_holders(pair) <= most_holders) by_pair[static_cast<std::size_t>(pair)].push_back(at);
    }
    for (const std::int32_t topic : b[j].topics) {
      if (by_topic.size() <= static_cast<std::size_t>(topic))
        by_topic.resize(static_cast<std::size_t>(topic) + 1);
      by_topic[static_cast<std::size_t>(topic)].push_back(at);
    }
    for (const TargetTerms& target : b[j].targets) by_indicator[target.target->indicator].push_back(at);
  }
  const SideWeights of_a = side_weights(terms, a);
  const SideWeights of_b = side_weights(terms, b);
  const double last_a = std::max<double>(1, static_cast<double>(a.size()));
  const double last_b = std::max<double>(1, static_cast<double>(b.size()));

  std::vector<TaskPair> out;
  std::vector<SimilarItems> alike;  // beside out
  std::vector<std::int32_t> seen(b.size(), -1);
  for (std::size_t i = 0; i < a.size(); ++i) {
    Ids partners;
    const auto meet = [&](const Ids& found) {
      for (const std::int32_t j : found) {
        if (seen[static_cast<std::size_t>(j)] == static_cast<std::int32_t>(i)) continue;
        seen[static_cast<std::size_t>(j)] = static_cast<std::int32_t>(i);
        partners.push_back(j);
      }
    };
    for (const std::int32_t pair : a[i].pairs) meet(by_pair[static_cast<std::size_t>(pair)]);
    for (const std::int32_t topic : a[i].topics) {
      if (static_cast<std::size_t>(topic) < by_topic.size()) meet(by_topic[static_cast<std::size_t>(topic)]);
    }
    for (const TargetTerms& target : a[i].targets) {
      if (const auto found = by_indicator.find(target.target->indicator); found != by_indicator.end())
        meet(found->second);
    }
    std::sort(partners.begin(), partners.end());
    for (const std::int32_t j : partners) {
      const auto k = static_cast<std::size_t>(j);
      TaskPair pair{static_cast<std::int32_t>(i), j, {}};
      PairFeatures& f = pair.features;
      const std::vector<Weighed> words = common_words(terms, a[i], b[k]);
      for (const Weighed& run : words) f.words += run.weight;
      if (!words.empty()) f.best = words[0].weight;
      if (words.size() > 1) f.second = words[1].weight;
      const std::vector<Weighed> phrases = common_phrases(terms, a[i], b[k]);
      for (const Weighed& run : phrases) f.phrases += run.weight;
      if (!phrases.empty()) f.longest = phrases[0].weight;
      double common = 0;
      each_common(a[i].pairs, b[k].pairs,
                  [&](std::size_t x, std::size_t) { common += terms.pair_weight(a[i].pairs[x]); });
      f.covered_a = share(common, of_a.pairs[i]);
      f.covered_b = share(common, of_b.pairs[k]);
      each_common(a[i].topics, b[k].topics, [&](std::size_t x, std::size_t y) {
        const double weight = terms.topic_weight(a[i].topics[x]) * a[i].topic_focus[x] * b[k].topic_focus[y];
        f.topics += weight;
        f.best_topic = std::max(f.best_topic, weight);
      });
      f.topics_a = share(f.topics, of_a.topics[i]);
      f.topics_b = share(f.topics, of_b.topics[k]);
      const SimilarItems items = most_similar_items(terms, a[i], b[k], of_a.items[i], of_b.items[k]);
      f.item = items.similarity;
      alike.push_back(items);
      compare_targets(terms, a[i], b[k], f);
      double units = 0;
      each_common(a[i].units, b[k].units,
                  [&](std::size_t x, std::size_t) { units += terms.unit_weight(a[i].units[x]); });
      f.units = share(units, std::min(of_a.units[i], of_b.units[k]));
      each_common(a[i].leads, b[k].leads, [&](std::size_t, std::size_t) { f.same_lead = 1; });
      f.place = 1 - std::fabs(static_cast<double>(i) / last_a - static_cast<double>(j) / last_b);
      out.push_back(pair);
    }
  }
  std::vector<double> best_a(a.size(), 0);
  std::vector<double> best_b(b.size(), 0);
  for (const TaskPair& pair : out) {
    auto& of_i = best_a[static_cast<std::size_t>(pair.a)];
    auto& of_j = best_b[static_cast<std::size_t>(pair.b)];
    of_i = std::max(of_i, pair.features.evidence());
    of_j = std::max(of_j, pair.features.evidence());
  }
  const auto best_of_clauses = [](const std::vector<TaskTerms>& side) {
    std::vector<std::vector<double>> best;
    for (const TaskTerms& task : side) best.emplace_back(static_cast<std::size_t>(task.clauses), 0.0);
    return best;
  };
  std::vector<std::vector<double>> part_a = best_of_clauses(a);
  std::vector<std::vector<double>> part_b = best_of_clauses(b);
  const auto part = [](std::vector<std::vector<double>>& best, std::int32_t task,
                       std::int32_t clause) -> double& {
    return best[static_cast<std::size_t>(task)][static_cast<std::size_t>(clause)];
  };
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (alike[i].similarity <= 0) continue;
    for (double* best :
         {&part(part_a, out[i].a, alike[i].clause_a), &part(part_b, out[i].b, alike[i].clause_b)})
      *best = std::max(*best, alike[i].similarity);
  }
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (alike[i].similarity <= 0) continue;
    out[i].features.rank_part_a = share(alike[i].similarity, part(part_a, out[i].a, alike[i].clause_a));
    out[i].features.rank_part_b = share(alike[i].similarity, part(part_b, out[i].b, alike[i].clause_b));
  }
  for (TaskPair& pair : out) {
    pair.features.rank_a = share(pair.features.evidence(), best_a[static_cast<std::size_t>(pair.a)]);
    pair.features.rank_b = share(pair.features.evidence(), best_b[static_cast<std::size_t>(pair.b)]);
  }
  return out;
}

std::vector<std::string> shared_words(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                      std::size_t most) {
  std::vector<Weighed> found = common_phrases(terms, a, b);
  for (Weighed& word : common_words(terms, a, b)) found.push_back(std::move(word));
  constexpr double kWorthSaying = 2;
  std::vector<std::string> out;
  for (const Weighed& each : once(std::move(found))) {
    if (out.size() == most || each.weight < kWorthSaying) break;
    std::string text;
    for (const char32_t c : each.text) utf8::append(text, c);
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace duban
