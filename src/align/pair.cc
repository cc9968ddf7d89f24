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

// A run that stands in both texts: where in a, and how many.
struct Run {
  std::size_t first = 0, length = 0;
};

// The longest runs of pairs that stand in both, none inside another.
std::vector<Run> common_runs(const TaskTerms& a, const TaskTerms& b) {
  const Ids& x = a.run_pairs;
  const Ids& y = b.run_pairs;
  std::vector<std::size_t> best;  // the longest common run that ends with a's pair i
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (x[i] < 0) continue;
    auto at = std::lower_bound(b.run_places.begin(), b.run_places.end(), std::pair{x[i], std::size_t{0}});
    for (; at != b.run_places.end() && at->first == x[i]; ++at) {
      const std::size_t j = at->second;
      if (i > 0 && j > 0 && x[i - 1] >= 0 && x[i - 1] == y[j - 1]) continue;  // in the midst of one
      if (best.empty()) best.resize(x.size(), 0);
      for (std::size_t k = 0; i + k < x.size() && j + k < y.size() && x[i + k] >= 0 && x[i + k] == y[j + k];
           ++k)
        best[i + k] = std::max(best[i + k], k + 1);
    }
  }
  std::vector<Run> out;
  for (std::size_t i = 0; i < best.size(); ++i) {
    const bool inside = i + 1 < best.size() && best[i + 1] > best[i];
    if (best[i] > 0 && !inside) out.push_back({i + 1 - best[i], best[i]});
  }
  return out;
}

struct Weighed {
  double weight = 0;
  std::u32string text;
  double alone = 0;  // weight without regard to the list it stands in
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
  for (const Run& run : common_runs(a, b)) {
    const Ids& ids = a.run_pairs;
    std::int32_t holders = terms.pair_holders(ids[run.first]);
    for (std::size_t i = run.first; i < run.first + run.length; ++i)
      holders = std::min(holders, terms.pair_holders(ids[i]));
    const std::size_t at = a.run_at[run.first];
    const double focus = std::sqrt(focus_in(a, ids[run.first]) * focus_in(b, ids[run.first]));
    const double alone = terms.run_weight(a, at, run.length + 1, holders);
    out.push_back({alone * focus, a.text.substr(at, run.length + 1), alone});
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

// An item of a that b holds whole or in part: the square of what is common over its weight.
double most_held_item(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                      const std::vector<double>& weights) {
  double most = 0;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    double common = 0;
    each_common(a.items[i].pairs, b.pairs,
                [&](std::size_t x, std::size_t) { common += terms.pair_weight(a.items[i].pairs[x]); });
    each_common(a.items[i].topics, b.topics, [&](std::size_t x, std::size_t) {
      common += kTopicInItem * terms.topic_weight(a.items[i].topics[x]);
    });
    if (common > 0) most = std::max(most, std::sqrt(common) * common / weights[i]);
  }
  return most;
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
  std::vector<double> topics;
  std::vector<std::vector<double>> items;
};
SideWeights side_weights(const Terms& terms, const std::vector<TaskTerms>& side) {
  SideWeights out;
  for (const TaskTerms& task : side) {
    double topics = 0;
    for (const std::int32_t topic : task.topics) topics += terms.topic_weight(topic);
    out.topics.push_back(topics);
    out.items.emplace_back();
    for (const ItemTerms& item : task.items) out.items.back().push_back(item_weight(terms, item));
  }
  return out;
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

// What stands in the sentences of the other side, by what it could share.
struct Holders {
  std::vector<Ids> by_pair, by_topic;
  std::unordered_map<std::string_view, Ids> by_indicator;
};
Holders holders_of(const Terms& terms, const std::vector<TaskTerms>& side) {
  constexpr double kCommon = 0.12;  // held by more than this share of the sentences: no reason to look
  constexpr double kFew = 8;        // what so few hold is, in the smallest of plans too
  constexpr double kMany = 1000;    // what so many hold is none, in the largest
  const auto most = static_cast<std::int32_t>(std::clamp(kCommon * terms.sentences(), kFew, kMany));
  Holders out;
  out.by_pair.resize(terms.pairs());
  for (std::size_t j = 0; j < side.size(); ++j) {
    const auto at = static_cast<std::int32_t>(j);
    for (const std::int32_t pair : side[j].pairs) {
      if (terms.pair_holders(pair) <= most) out.by_pair[static_cast<std::size_t>(pair)].push_back(at);
    }
    for (const std::int32_t topic : side[j].topics) {
      if (out.by_topic.size() <= static_cast<std::size_t>(topic))
        out.by_topic.resize(static_cast<std::size_t>(topic) + 1);
      out.by_topic[static_cast<std::size_t>(topic)].push_back(at);
    }
    for (const TargetTerms& target : side[j].targets) out.by_indicator[target.target->indicator].push_back(at);
  }
  return out;
}

// The sentences that a could belong to, in printed order.
class Partners {
 public:
  Partners(const Terms& terms, const std::vector<TaskTerms>& side)
      : terms_(terms), holders_(holders_of(terms, side)), shared_(side.size(), 0) {}

  const Ids& of(const TaskTerms& a) {
    found_.clear();
    for (const std::int32_t pair : a.pairs)
      meet(holders_.by_pair[static_cast<std::size_t>(pair)], terms_.pair_weight(pair));
    for (const std::int32_t topic : a.topics) {
      if (static_cast<std::size_t>(topic) < holders_.by_topic.size())
        meet(holders_.by_topic[static_cast<std::size_t>(topic)], kTopicInItem * terms_.topic_weight(topic));
    }
    constexpr double kIndicator = 20;
    for (const TargetTerms& target : a.targets) {
      if (const auto held = holders_.by_indicator.find(target.target->indicator);
          held != holders_.by_indicator.end())
        meet(held->second, kIndicator);
    }
    if (found_.size() > kMostPartners) {
      std::nth_element(found_.begin(), found_.begin() + kMostPartners, found_.end(),
                       [&](std::int32_t x, std::int32_t y) {
                         const double of_x = shared_[static_cast<std::size_t>(x)];
                         const double of_y = shared_[static_cast<std::size_t>(y)];
                         return of_x != of_y ? of_x > of_y : x < y;
                       });
      for (std::size_t i = kMostPartners; i < found_.size(); ++i)
        shared_[static_cast<std::size_t>(found_[i])] = 0;
      found_.resize(kMostPartners);
    }
    std::sort(found_.begin(), found_.end());
    for (const std::int32_t j : found_) shared_[static_cast<std::size_t>(j)] = 0;
    return found_;
  }

 private:
  void meet(const Ids& held, double weight) {
    constexpr double kLeast = 1e-9;  // a weight of nothing is met too
    for (const std::int32_t j : held) {
      double& shared = shared_[static_cast<std::size_t>(j)];
      if (shared == 0) found_.push_back(j);
      shared += weight + kLeast;
    }
  }

  const Terms& terms_;
  Holders holders_;
  std::vector<double> shared_;
  Ids found_;
};

PairFeatures features_of(const Terms& terms, const TaskTerms& a, const TaskTerms& b, double topics_a,
                         double topics_b) {
  PairFeatures f;
  for (const Weighed& run : common_words(terms, a, b)) {
    f.words += run.weight;
    f.best = std::max(f.best, run.weight);
    f.best_alone = std::max(f.best_alone, run.alone);
  }
  each_common(a.topics, b.topics, [&](std::size_t x, std::size_t y) {
    f.topics += terms.topic_weight(a.topics[x]) * a.topic_focus[x] * b.topic_focus[y];
  });
  f.topics_a = share(f.topics, topics_a);
  f.topics_b = share(f.topics, topics_b);
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
  const auto clauses_of = [](const std::vector<TaskTerms>& side) {
    std::vector<std::vector<double>> best;
    for (const TaskTerms& task : side) best.emplace_back(static_cast<std::size_t>(task.clauses), 0.0);
    return best;
  };
  std::vector<std::vector<double>> parts_a = clauses_of(a);
  std::vector<std::vector<double>> parts_b = clauses_of(b);
  const auto part = [](std::vector<std::vector<double>>& best, std::int32_t task,
                       std::int32_t clause) -> double& {
    return best[static_cast<std::size_t>(task)][static_cast<std::size_t>(clause)];
  };
  const auto raise = [](double& best, double value) { best = std::max(best, value); };
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    raise(best_a[static_cast<std::size_t>(pairs[i].a)], pairs[i].features.evidence());
    raise(best_b[static_cast<std::size_t>(pairs[i].b)], pairs[i].features.evidence());
    if (alike[i].similarity <= 0) continue;
    raise(part(parts_a, pairs[i].a, alike[i].clause_a), alike[i].similarity);
    raise(part(parts_b, pairs[i].b, alike[i].clause_b), alike[i].similarity);
  }
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    PairFeatures& f = pairs[i].features;
    f.rank_a = share(f.evidence(), best_a[static_cast<std::size_t>(pairs[i].a)]);
    f.rank_b = share(f.evidence(), best_b[static_cast<std::size_t>(pairs[i].b)]);
    if (alike[i].similarity <= 0) continue;
    f.rank_part_a = share(alike[i].similarity, part(parts_a, pairs[i].a, alike[i].clause_a));
    f.rank_part_b = share(alike[i].similarity, part(parts_b, pairs[i].b, alike[i].clause_b));
  }
}

// The words that stand in both texts unbroken, between marks: where in a, and how many characters.
std::vector<Run> common_texts(const TaskTerms& a, const TaskTerms& b) {
  constexpr std::size_t kShortest = 2;
  const auto word = [](char32_t c) {
    return utf8::is_hanzi(c) || utf8::is_ascii_letter(c) || utf8::is_digit(c);
  };
  std::vector<std::size_t> best(a.text.size(), 0);
  std::vector<std::size_t> before(b.text.size() + 1, 0);
  std::vector<std::size_t> now(b.text.size() + 1, 0);
  for (std::size_t i = 0; i < a.text.size(); ++i) {
    std::fill(now.begin(), now.end(), 0);
    if (word(a.text[i])) {
      for (std::size_t j = 0; j < b.text.size(); ++j) {
        if (a.text[i] != b.text[j]) continue;
        now[j + 1] = before[j] + 1;
        best[i] = std::max(best[i], now[j + 1]);
      }
    }
    before.swap(now);
  }
  std::vector<Run> out;
  for (std::size_t i = 0; i < best.size(); ++i) {
    const bool inside = i + 1 < best.size() && best[i + 1] > best[i];
    if (best[i] >= kShortest && !inside) out.push_back({i + 1 - best[i], best[i]});
  }
  return out;
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
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (const std::int32_t j : partners.of(a[i])) {
      const auto k = static_cast<std::size_t>(j);
      PairFeatures f = features_of(terms, a[i], b[k], of_a.topics[i], of_b.topics[k]);
      alike.push_back(most_similar_items(terms, a[i], b[k], of_a.items[i], of_b.items[k]));
      f.item = alike.back().similarity;
      f.held_a = most_held_item(terms, a[i], b[k], of_a.items[i]);
      f.held_b = most_held_item(terms, b[k], a[i], of_b.items[k]);
      f.place = 1 - std::fabs(static_cast<double>(i) / last_a - static_cast<double>(j) / last_b);
      out.push_back({static_cast<std::int32_t>(i), j, f});
    }
  }
  rank(out, alike, a, b);
  return out;
}

std::vector<std::string> shared_words(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                      std::size_t most) {
  std::vector<Weighed> found;
  for (const Run& run : common_texts(a, b)) {
    // A plain word before a long run says nothing: 推进城镇老旧小区改造提升 is 城镇老旧小区改造提升.
    constexpr std::size_t kLong = 8;
    constexpr std::size_t kWord = 2;
    std::size_t first = run.first;
    const std::size_t end = run.first + run.length;
    while (first < end && a.plain[first]) ++first;
    if (run.length < kLong || first - run.first > kWord) first = run.first;
    if (end - first < 2) continue;
    found.push_back({terms.piece_weight(a, first, end - first), a.text.substr(first, end - first), 0});
  }
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
