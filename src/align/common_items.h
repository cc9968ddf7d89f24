#pragma once

// What two sentences share item by item: an item is a comma part, or one of a list in it.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "align/common_ids.h"
#include "align/terms.h"

namespace duban {

constexpr double kTopicInItem = 2;  // a topic says more than a pair of characters as rare

// What all sentences of a side weigh, and each of their items: pairs and topics.
struct SideWeights {
  std::vector<double> all;  // pairs and topics of a sentence
  std::vector<std::vector<double>> items;
};
SideWeights side_weights(const Terms& terms, const std::vector<TaskTerms>& side);

// What a sentence of a has in common with one after another of b, rising. Marks instead of merging: a sentence
// meets some dozens.
class Common {
 public:
  Ids pairs, topics;
  double weight = 0;

  explicit Common(const Terms& terms)
      : terms_(terms), pairs_of_a_(terms.pairs(), 0), shared_pairs_(terms.pairs(), 0) {}

  // The sentence of a that is met from now on; it must outlive that.
  void of(const TaskTerms& a);
  void take(const TaskTerms& b);

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
  // Of an item that the other side holds whole or in part: the square of what is held over its weight.
  double most = 0;

  void take(const Terms& terms, const TaskTerms& side, const Common& common,
            const std::vector<double>& weights);
};

// The two items, one of each side, that have most in common, and the comma parts that they stand in.
struct SimilarItems {
  double similarity = 0;
  std::int32_t clause_a = 0, clause_b = 0;
  std::int32_t item_a = 0, item_b = 0;
};
SimilarItems most_similar_items(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                const HeldItems& of_a, const HeldItems& of_b,
                                const std::vector<double>& weights_a, const std::vector<double>& weights_b);

}  // namespace duban
