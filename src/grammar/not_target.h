#pragma once

#include <span>
#include <string_view>

#include "grammar/phrase.h"
#include "grammar/prefix.h"

namespace duban {

// A quantity and what stands around it in its phrase.
struct Seen {
  std::string_view text;
  const Quantity& quantity;
  const Prefix& prefix;
  std::string_view before;  // from the item's beginning to the prefix
  std::string_view ahead;   // the phrase up to the prefix, other quantities and all
  std::string_view after;   // up to the next quantity of the clause, or the clause's end
  bool next_counts =
      false;  // the words behind run straight into another quantity that ends its item: 300人以上…3000场次
  bool past = false;  // the sentence tells of an earlier year
};

// A kind of quantity that commits to nothing. The example holds such a quantity and gives no target.
struct NotRule {
  std::string_view name;
  std::string_view example;
  bool (*holds)(const Seen& seen);
};

std::span<const NotRule> not_rules();

// The first rule that holds, nothing for a quantity that may be a target.
const NotRule* why_not(const Seen& seen);

}  // namespace duban
