#pragma once

// One task of a paper beside one of another: what speaks for both being the same commitment, as figures.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "align/terms.h"

namespace duban {

struct PairFeatures {
  double longest = 0;                   // the weightiest phrase that both hold, plain words in it allowed
  double phrases = 0;                   // the weight of all such phrases
  double best = 0;                      // the weightiest word run that both hold
  double second = 0;                    // and the next
  double words = 0;                     // the weight of all
  double covered_a = 0, covered_b = 0;  // share of a task's words that the other holds too
  double topics = 0, best_topic = 0;    // weight of the topics that both name
  double topics_a = 0, topics_b = 0;    // share of a task's topics that the other names too
  double item = 0;                      // the most similar parts of the two
  double indicator = 0;                 // 1: the same indicator is promised
  double amount = 0;                    // weight of what is counted in the same unit in both
  double units = 0;                     // share of the rarer side's units that answer for both
  double same_lead = 0;
  double rank_a = 0, rank_b = 0;            // against the best partner of a, and of b
  double rank_part_a = 0, rank_part_b = 0;  // of the similar parts, against the best partner of that part
  double place = 0;                         // 1: at the same share of both papers
  double evidence() const { return words + item * 2 + topics * 1.5 + amount * 1.5 + indicator * 4 + longest; }
};

struct TaskPair {
  std::int32_t a = 0, b = 0;  // positions in the two lists
  PairFeatures features;
};

// Every pair that shares a word that is not common, a topic or an indicator; in order of a, then b.
std::vector<TaskPair> candidate_pairs(const Terms& terms, const std::vector<TaskTerms>& a,
                                      const std::vector<TaskTerms>& b);

// The phrases and topics that a pair shares, weightiest first: why it is linked.
std::vector<std::string> shared_words(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                      std::size_t most);

// The chance that a candidate is the same commitment, from its features alone, and then with its neighbours:
// papers keep their order, so links stand beside links. Fitted by tools/fit_links.py; figures in
// docs/alignment.md.
constexpr std::size_t kPairInputs = 27;
std::array<double, kPairInputs> inputs_of(const PairFeatures& features);
std::vector<double> chances(const std::vector<TaskPair>& pairs, std::size_t tasks_a, std::size_t tasks_b);

// For fitting: the inputs of the second step, in the order of pairs, from the chances of the first.
constexpr std::size_t kNeighbourInputs = 5;
std::vector<std::array<double, kNeighbourInputs>> neighbour_inputs(const std::vector<TaskPair>& pairs,
                                                                   const std::vector<double>& chance,
                                                                   std::size_t tasks_a, std::size_t tasks_b);

}  // namespace duban
