#pragma once

// Two wordings of one commitment, word by word: what stayed, what was struck out, what came in.

#include <string>
#include <string_view>
#include <vector>

namespace duban {

enum class WordChange { kKept, kDropped, kAdded };
struct WordRun {
  WordChange change = WordChange::kKept;
  std::string text;
  bool operator==(const WordRun&) const = default;
};

// Kept and dropped runs are the earlier wording, kept and added ones the later. A figure or a Latin word stays
// whole (4.5% is never 4 and .5%), and two figures behind the same word are one change (增长5.5% → 增长4.5%); of a
// change, what was dropped stands first. Single characters that stayed by chance between two changes are taken
// into them. Texts with more than 4 million pairs of words differ as
// wholes, apart from their common beginning and end.
std::vector<WordRun> word_diff(std::string_view earlier, std::string_view later);

// 0 … 1: the kept share of the longer wording, in bytes.
double kept_share(const std::vector<WordRun>& runs);

// word_diff for two wordings that may be far apart: where less than a third was kept, only what both hold in a
// piece (a figure, three characters or more) counts as kept, so that what stayed by chance hides nothing. Empty
// where nothing was kept.
std::vector<WordRun> shared_diff(std::string_view earlier, std::string_view later);

}  // namespace duban
