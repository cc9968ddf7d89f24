#include "align/pair.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>

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

// The longest runs of pairs that stand in both, none inside another. Kept from pair to pair, so that nothing is
// allocated anew.
class CommonRuns {
 public:
  const std::vector<Run>& take(const TaskTerms& a, const TaskTerms& b) {
    const Ids& x = a.run_pairs;
    const Ids& y = b.run_pairs;
    runs_.clear();
    met_.clear();
    for (std::size_t i = 0, j = 0; i < a.run_places.size() && j < b.run_places.size();) {
      const std::int32_t of_a = a.run_places[i].first;
      const std::int32_t of_b = b.run_places[j].first;
      if (of_a != of_b) {
        ++(of_a < of_b ? i : j);
        continue;
      }
      for (std::size_t k = j; k < b.run_places.size() && b.run_places[k].first == of_a; ++k)
        met_.emplace_back(a.run_places[i].second, b.run_places[k].second);
      ++i;
    }
    if (met_.empty()) return runs_;
    best_.assign(x.size() + 1, 0);  // the longest common run that ends with a's pair i
    for (const auto& [i, j] : met_) {
      if (i > 0 && j > 0 && x[i - 1] >= 0 && x[i - 1] == y[j - 1]) continue;  // in the midst of one
      for (std::size_t k = 0; i + k < x.size() && j + k < y.size() && x[i + k] >= 0 && x[i + k] == y[j + k];
           ++k)
        best_[i + k] = std::max(best_[i + k], k + 1);
    }
    for (std::size_t i = 0; i < x.size(); ++i) {
      if (best_[i] > 0 && best_[i + 1] <= best_[i]) runs_.push_back({i + 1 - best_[i], best_[i]});
    }
    return runs_;
  }

 private:
  std::vector<std::pair<std::size_t, std::size_t>> met_;  // places of one pair in a and in b
  std::vector<std::size_t> best_;
  std::vector<Run> runs_;
};

struct Weighed {
  double weight = 0;
  std::u32string_view text;  // in the text of a
  double alone = 0;          // weight without regard to the list it stands in
  double focus_b = 0;        // how much it stands for all of its list in b
};

std::vector<Weighed> once(std::vector<Weighed> runs) {
  if (runs.size() < 2) return runs;
  std::sort(runs.begin(), runs.end(), [](const Weighed& x, const Weighed& y) {
    return x.text.size() != y.text.size() ? x.text.size() > y.text.size() : x.text < y.text;
  });
  std::vector<Weighed> out;
  for (const Weighed& run : runs) {
    const bool known = std::any_of(out.begin(), out.end(), [&](const Weighed& longer) {
      return longer.text.find(run.text) != std::u32string_view::npos;
    });
    if (!known) out.push_back(run);
  }
  std::sort(out.begin(), out.end(), [](const Weighed& x, const Weighed& y) {
    return x.weight != y.weight ? x.weight > y.weight : x.text < y.text;
  });
  return out;
}

std::vector<Weighed> common_words(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                  CommonRuns& runs) {
  std::vector<Weighed> out;
  for (const Run& run : runs.take(a, b)) {
    const Ids& ids = a.run_pairs;
    std::int32_t holders = terms.pair_holders(ids[run.first]);
    for (std::size_t i = run.first; i < run.first + run.length; ++i)
      holders = std::min(holders, terms.pair_holders(ids[i]));
    const std::size_t at = a.run_at[run.first];
    const double focus_b = focus_in(b, ids[run.first]);
    const double focus = std::sqrt(focus_in(a, ids[run.first]) * focus_b);
    const double alone = terms.run_weight(a, at, run.length + 1, holders);
    out.push_back({alone * focus, std::u32string_view(a.text).substr(at, run.length + 1), alone, focus_b});
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

// What a sentence of a has in common with one after another of b, rising. Marks instead of merging: a sentence
// meets some dozens.
class Common {
 public:
  Ids pairs, topics;
  double weight = 0;

  explicit Common(const Terms& terms)
      : terms_(terms), pairs_of_a_(terms.pairs(), 0), shared_pairs_(terms.pairs(), 0) {}

  // The sentence of a that is met from now on; it must outlive that.
  void of(const TaskTerms& a) {
    if (a_ != nullptr) {
      for (const std::int32_t pair : a_->pairs) pairs_of_a_[static_cast<std::size_t>(pair)] = 0;
    }
    a_ = &a;
    for (const std::int32_t pair : a.pairs) pairs_of_a_[static_cast<std::size_t>(pair)] = 1;
  }

  void take(const TaskTerms& b) {
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

  bool holds_pair(std::int32_t pair) const { return shared_pairs_[static_cast<std::size_t>(pair)] != 0; }

 private:
  const Terms& terms_;
  const TaskTerms* a_ = nullptr;
  std::vector<char> pairs_of_a_, shared_pairs_;
};

// The items of a sentence that hold something of what both sentences have in common, and only that of each.
struct HeldItems {
  struct Held {
    std::size_t item = 0;
    std::size_t begin = 0, topics = 0, end = 0;  // in ids: its pairs, then its topics
    double weight = 0;
  };
  std::vector<Held> held;
  Ids ids;
  double most =
      0;  // an item that the other side holds whole or in part: the square of what is held over its weight

  void take(const Terms& terms, const TaskTerms& side, const Common& common,
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
};

struct SimilarItems {
  double similarity = 0;
  std::int32_t clause_a = 0, clause_b = 0;
};
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
      if (similarity > best.similarity) best = {similarity, p.clause, q.clause};
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
  std::vector<double> all;  // pairs and topics of a sentence
  std::vector<std::vector<double>> items;
};
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
  const auto add = [&](Ids& holders, std::int32_t at) {
    if (holders.size() <= static_cast<std::size_t>(kMany)) holders.push_back(at);
  };
  for (std::size_t j = 0; j < side.size(); ++j) {
    const auto at = static_cast<std::int32_t>(j);
    for (const std::int32_t pair : side[j].pairs) {
      if (terms.pair_holders(pair) <= most) out.by_pair[static_cast<std::size_t>(pair)].push_back(at);
    }
    for (const std::int32_t topic : side[j].topics) {
      if (out.by_topic.size() <= static_cast<std::size_t>(topic))
        out.by_topic.resize(static_cast<std::size_t>(topic) + 1);
      add(out.by_topic[static_cast<std::size_t>(topic)], at);
    }
    for (const TargetTerms& target : side[j].targets) add(out.by_indicator[target.target->indicator], at);
  }
  const auto forget_many = [&](Ids& holders) {
    if (holders.size() > static_cast<std::size_t>(kMany)) holders.clear();
  };
  for (Ids& holders : out.by_topic) forget_many(holders);
  for (auto& [indicator, holders] : out.by_indicator) forget_many(holders);
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
  }
}

bool is_word(char32_t c) { return utf8::is_hanzi(c) || utf8::is_ascii_letter(c) || utf8::is_digit(c); }

// The words that stand in both texts unbroken, between marks: where in a, and how many characters.
std::vector<Run> common_texts(const TaskTerms& a, const TaskTerms& b) {
  constexpr std::size_t kShortest = 2;
  std::vector<std::size_t> best(a.text.size(), 0);
  std::vector<std::size_t> before(b.text.size() + 1, 0);
  std::vector<std::size_t> now(b.text.size() + 1, 0);
  for (std::size_t i = 0; i < a.text.size(); ++i) {
    std::fill(now.begin(), now.end(), 0);
    if (is_word(a.text[i])) {
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

bool in_token(char32_t c) { return utf8::is_digit(c) || utf8::is_ascii_letter(c); }

// Whether a place of a text is inside a figure or a Latin word: 42|0个, 4|.5%, 4|万.
bool inside_token(std::u32string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return false;
  const char32_t before = text[at - 1];
  const char32_t after = text[at];
  if (in_token(before) && in_token(after)) return true;
  const auto digit = [&](std::size_t i) { return i < text.size() && utf8::is_digit(text[i]); };
  if (before == '.') return at >= 2 && digit(at - 2) && digit(at);
  if (!utf8::is_digit(before)) return false;
  return (after == '.' && digit(at + 1)) || after == '%' || after == U'万' || after == U'亿';
}

// A run without what it cuts off from a figure or a Latin word in a, or, where it never stands whole there, in
// b: of 老旧小区420个 and 老旧小区450个 the words 老旧小区.
Run at_tokens(const TaskTerms& a, const TaskTerms& b, Run run) {
  const auto cut = [](std::u32string_view text, std::size_t first, std::size_t length) {
    return std::pair{inside_token(text, first), inside_token(text, first + length)};
  };
  auto [front, back] = cut(a.text, run.first, run.length);
  if (!front && !back) {
    const std::u32string words = a.text.substr(run.first, run.length);
    for (std::size_t at = b.text.find(words); at != std::u32string::npos; at = b.text.find(words, at + 1)) {
      std::tie(front, back) = cut(b.text, at, run.length);
      if (!front && !back) return run;
    }
  }
  while (front && run.length > 0 && in_token(a.text[run.first])) ++run.first, --run.length;
  while (back && run.length > 0 && in_token(a.text[run.first + run.length - 1])) --run.length;
  return run;
}

// A run without a part of a topic's word at its edge: 粮食产 is none that both hold where a says 粮食产量. The
// topic is said by itself.
Run at_topic_words(const TaskTerms& a, Run run) {
  std::size_t first = run.first;
  std::size_t end = run.first + run.length;
  bool begins = false;
  bool ends = false;
  for (const auto& [from, to] : a.topic_words) {
    begins = begins || from == run.first;
    ends = ends || to == run.first + run.length;
  }
  for (const auto& [from, to] : a.topic_words) {
    if (!begins && from < run.first && run.first < to) first = std::max(first, to);
    if (!ends && from < run.first + run.length && run.first + run.length < to) end = std::min(end, from);
  }
  return first < end ? Run{first, end - first} : Run{run.first, 0};
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

std::vector<std::string> shared_words(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                      std::size_t most) {
  std::vector<Weighed> found;
  for (const Run& common : common_texts(a, b)) {
    const Run run = at_topic_words(a, at_tokens(a, b, common));
    // A plain word before a long run says nothing: 推进城镇老旧小区改造提升 is 城镇老旧小区改造提升.
    constexpr std::size_t kLong = 8;
    constexpr std::size_t kWord = 2;
    std::size_t first = run.first;
    std::size_t end = run.first + run.length;
    while (first < end && a.plain[first]) ++first;
    if (run.length < kLong || first - run.first > kWord) first = run.first;
    // Nor does a part of one: of 带动示例新区 and 推动示例新区 it is 示例新区 that both hold.
    const auto cuts_plain = [&](std::size_t at) {
      return at > 0 && at < a.plain.size() && a.plain[at - 1] && a.plain[at] && is_word(a.text[at - 1]) &&
             is_word(a.text[at]);
    };
    if (cuts_plain(first)) {
      while (first < end && a.plain[first]) ++first;
    }
    if (cuts_plain(end)) {
      while (first < end && a.plain[end - 1]) --end;
    }
    while (first < end && (a.text[end - 1] == U'等' || a.text[end - 1] == U'的')) --end;
    if (end - first < 2) continue;
    found.push_back({terms.piece_weight(a, first, end - first),
                     std::u32string_view(a.text).substr(first, end - first), 0, 0});
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
