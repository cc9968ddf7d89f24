#pragma once

// One sentence of a paper's task beside one of another's: what speaks for both being the same commitment, as
// figures.

#include <array>
#include <cstdint>
#include <vector>

#include "align/terms.h"

namespace duban {

struct PairFeatures {
  double best_alone = 0;          // the weightiest word run that both hold, wherever it stands
  double words = 0;               // the weight of all such runs
  double topics = 0;              // weight of the topics that both name
  double item = 0;                // the most similar items of the two
  double held_a = 0, held_b = 0;  // an item of one that the other holds, by weight
  double indicator = 0;           // 1: the same indicator is promised
  double amount = 0;              // weight of what is counted in the same unit in both
  double name = 0;                // weight of the rarest name in quotes that both hold
  double same_lead = 0;
  double rank_a = 0, rank_b = 0;            // of the evidence, against the best partner of a, and of b
  double rank_part_a = 0, rank_part_b = 0;  // of the similar items, against the best partner of that clause
  double rank_item_a = 0, rank_item_b = 0;  // the same against the best partner of that item
  double place = 0;                         // 1: at the same share of both papers
  double focus_b = 0;       // of the weightiest run, how much it stands for all of its list in b
  double longest = 0;       // characters of the longest run
  double covered_b = 0;     // share of what b says that a says too
  double alike = 0;         // the same of both sides together
  double order_b = 0;       // 1 for the best partner of b, 1/2 for the second …
  double rank_alike_a = 0;  // of alike, against the best partner of a
  double evidence() const {
    return words + item * 2 + topics * 1.5 + amount * 1.5 + indicator * 4 + best_alone;
  }
};

struct TaskPair {
  std::int32_t a = 0, b = 0;  // positions in the two lists
  PairFeatures features;
};

// Every pair that shares a word that is not common, a topic or an indicator, at most kMostPartners of each
// sentence of a (those that share most); in order of a, then b.
std::vector<TaskPair> candidate_pairs(const Terms& terms, const std::vector<TaskTerms>& a,
                                      const std::vector<TaskTerms>& b);

// The chance that a candidate is the same commitment: first from its features alone, then twice more with what
// stands around it, because papers keep their order and links stand beside links. Fitted by tools/fit_links.py;
// figures in docs/alignment.md. Lead units say less where the papers are of different levels.
constexpr std::size_t kPairInputs = 21;
enum class Across { kSameLevel, kOtherLevel };
std::array<double, kPairInputs> inputs_of(const PairFeatures& features, Across across);
std::vector<double> chances(const std::vector<TaskPair>& pairs, std::size_t size_a, std::size_t size_b,
                            Across across);

// What the chances of the step before say around a pair: its own, its share of the best of either side, how
// dense links are around it (absolutely, and against what chance would put there), and the best other chance of
// a.
constexpr std::size_t kAroundInputs = 6;
std::vector<std::array<double, kAroundInputs>> around_inputs(const std::vector<TaskPair>& pairs,
                                                             const std::vector<double>& chance,
                                                             std::size_t size_a, std::size_t size_b);

}  // namespace duban
