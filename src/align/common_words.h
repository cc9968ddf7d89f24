#pragma once

// The words that two sentences share: runs of character pairs that no plain word or mark breaks.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "align/terms.h"

namespace duban {

// A run that stands in both texts: where in a, and how many.
struct Run {
  std::size_t first = 0, length = 0;
};

// The longest runs of pairs that stand in both, none inside another. Kept from pair to pair, so that nothing is
// allocated anew.
class CommonRuns {
 public:
  // Of the pair taken last.
  const std::vector<Run>& take(const TaskTerms& a, const TaskTerms& b);

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

// None that stands inside another, weightiest first.
std::vector<Weighed> once(std::vector<Weighed> runs);

// All runs that a and b share, each once, weightiest first; the texts are of a.
std::vector<Weighed> common_words(const Terms& terms, const TaskTerms& a, const TaskTerms& b, CommonRuns& runs);

// The phrases that a pair shares, weightiest first and at most so many: why it is linked. They end where a
// figure, a Latin word or a plain word ends.
std::vector<std::string> shared_words(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                      std::size_t most);

}  // namespace duban
