#pragma once

// The amounts of a phrase that are targets, each with the words that belong to it.

#include <string>
#include <string_view>
#include <vector>

#include "grammar/phrase.h"
#include "grammar/prefix.h"
#include "grammar/took.h"

namespace duban {

struct TargetItem {
  const Quantity* quantity = nullptr;  // of the phrase
  Prefix prefix;
  std::size_t left_end = 0;
  std::string_view left;   // from the item's beginning to the prefix
  std::string_view right;  // behind the amount, up to the next item
  bool listed = false;     // joined to the item before it by 、 or 和
  bool told = false;       // of an earlier year: names a thing, and is no target
  bool pure = false;       // nothing but a separator stands between it and the amount before: 7.5%、8%
};

// An indicator is a name: what is longer than these many bytes is not all part of it. Bounds the work on one
// phrase.
inline constexpr std::size_t kLongestSide = 240;

// What a sentence says of its time.
struct Tense {
  std::string horizon;  // 2027, 5年内; empty for the plan's year
  bool past = false;    // it tells of an earlier year
};

// The items of a phrase, in printed order. Years in it change the tense. Quantities that are no targets are
// told to `took` where it is given.
std::vector<TargetItem> read_items(std::string_view text, Phrase& phrase, int plan_year, Tense& tense,
                                   std::vector<Took>* took);

}  // namespace duban
