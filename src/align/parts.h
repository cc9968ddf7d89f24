#pragma once

// The comma parts of a text, and how alike two of them are.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace duban {

// Cut at ，。；：！？ and their ASCII shapes, not at 、; without empty ones.
std::vector<std::string_view> comma_parts(std::string_view text);

// Only the characters that carry meaning: hanzi, letters, digits. Full-width shapes as ASCII.
std::u32string bare(std::string_view text);

// Character pairs of a part, counted, rising.
struct PairBag {
  std::vector<std::pair<std::int32_t, std::int32_t>> pairs;  // id, how often
  double weight = 0;                                         // of all; set by weigh()
};

// Character pairs weighted by how few of the parts at hand hold them.
class PairWeights {
 public:
  PairBag bag(std::string_view text);  // takes new pairs in
  void count(const PairBag& bag);      // one part of the papers at hand
  void weigh(PairBag& bag) const;
  double weight(std::int32_t pair) const;
  double common(const PairBag& a, const PairBag& b) const;
  std::size_t pairs() const { return holders_.size(); }

 private:
  std::unordered_map<std::uint64_t, std::int32_t> ids_;
  std::vector<std::int32_t> holders_;
  std::int32_t parts_ = 0;
};

}  // namespace duban
