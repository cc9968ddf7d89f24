#include "align/common_items.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace duban {
namespace {

double sum_pairs(const Terms& terms, const Ids& pairs) {
  return std::accumulate(pairs.begin(), pairs.end(), 0.0,
                         [&](double sum, std::int32_t pair) { return sum + terms.pair_weight(pair); });
}

double item_weight(const Terms& terms, const ItemTerms& item) {
  double sum = sum_pairs(terms, item.pairs);
  for (const std::int32_t topic : item.topics) sum += kTopicInItem * terms.topic_weight(topic);
  return sum;
}

}  // namespace

SideWeights side_weights(const Terms& terms, const std::vector<TaskTerms>& side) {
  SideWeights out;
  for (const TaskTerms& task : side) {
    double topics = 0;
    for (const std::int32_t topic : task.topics) topics += terms.topic_weight(topic);
    out.all.push_back(sum_pairs(terms, task.pairs) + kTopicInItem * topics);
    out.items.emplace_back();
    for (const ItemTerms& item : task.items) out.items.back().push_back(item_weight(terms, item));
  }
  return out;
}

void Common::of(const TaskTerms& a) {
  if (a_ != nullptr) {
    for (const std::int32_t pair : a_->pairs) pairs_of_a_[static_cast<std::size_t>(pair)] = 0;
  }
  a_ = &a;
  for (const std::int32_t pair : a.pairs) pairs_of_a_[static_cast<std::size_t>(pair)] = 1;
}

void Common::take(const TaskTerms& b) {
  for (const std::int32_t pair : pairs) shared_pairs_[static_cast<std::size_t>(pair)] = 0;
  pairs.clear();
  topics.clear();
  weight = 0;
  for (const std::int32_t pair : b.pairs) {
    if (pairs_of_a_[static_cast<std::size_t>(pair)] == 0) continue;
    shared_pairs_[static_cast<std::size_t>(pair)] = 1;
    pairs.push_back(pair);
    weight += terms_.pair_weight(pair);
  }
  each_common(a_->topics, b.topics, [&](std::size_t x, std::size_t) {
    topics.push_back(a_->topics[x]);
    weight += kTopicInItem * terms_.topic_weight(a_->topics[x]);
  });
}

void HeldItems::take(const Terms& terms, const TaskTerms& side, const Common& common,
                     const std::vector<double>& weights) {
  held.clear();
  ids.clear();
  most = 0;
  for (std::size_t i = 0; i < side.items.size(); ++i) {
    const ItemTerms& item = side.items[i];
    Held of{i, ids.size(), 0, 0, 0};
    for (const std::int32_t pair : item.pairs) {
      if (!common.holds_pair(pair)) continue;
      ids.push_back(pair);
      of.weight += terms.pair_weight(pair);
    }
    of.topics = ids.size();
    each_common(item.topics, common.topics, [&](std::size_t x, std::size_t) {
      ids.push_back(item.topics[x]);
      of.weight += kTopicInItem * terms.topic_weight(item.topics[x]);
    });
    of.end = ids.size();
    if (of.end == of.begin) continue;
    held.push_back(of);
    if (of.weight > 0) most = std::max(most, std::sqrt(of.weight) * of.weight / weights[i]);
  }
}

SimilarItems most_similar_items(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                const HeldItems& of_a, const HeldItems& of_b,
                                const std::vector<double>& weights_a, const std::vector<double>& weights_b) {
  SimilarItems best;
  const auto weight_of_both = [&](const HeldItems::Held& x, const HeldItems::Held& y) {
    double common = 0;
    const auto sum = [&](std::size_t i, std::size_t end_i, std::size_t j, std::size_t end_j, auto weight) {
      while (i < end_i && j < end_j) {
        if (of_a.ids[i] < of_b.ids[j]) {
          ++i;
        } else if (of_b.ids[j] < of_a.ids[i]) {
          ++j;
        } else {
          common += weight(of_a.ids[i]);
          ++i, ++j;
        }
      }
    };
    sum(x.begin, x.topics, y.begin, y.topics, [&](std::int32_t id) { return terms.pair_weight(id); });
    sum(x.topics, x.end, y.topics, y.end,
        [&](std::int32_t id) { return kTopicInItem * terms.topic_weight(id); });
    return common;
  };
  for (const HeldItems::Held& x : of_a.held) {
    for (const HeldItems::Held& y : of_b.held) {
      const double common = weight_of_both(x, y);
      const double all = weights_a[x.item] + weights_b[y.item];
      if (common <= 0 || all <= 0) continue;
      const ItemTerms& p = a.items[x.item];
      const ItemTerms& q = b.items[y.item];
      const double similarity = 2 * common / all * std::sqrt(common) * std::sqrt(p.focus * q.focus);
      if (similarity > best.similarity)
        best = {similarity, p.clause, q.clause, static_cast<std::int32_t>(x.item),
                static_cast<std::int32_t>(y.item)};
    }
  }
  return best;
}

}  // namespace duban
