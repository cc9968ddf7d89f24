#pragma once

#include <string>

#include "base/span.h"

namespace duban {

// One step of reading, for `duban explain`: the rule, the words it took (a byte range of the text that was
// given) and what it made of them, in words. A rule that saw a quantity and said why it is no target is a step
// too.
struct Took {
  std::string rule;  // amount.bounded, target.shared_verb, not.size_class
  Span span;
  std::string value;  // ≥ 450000 人
  bool operator==(const Took&) const = default;
};

}  // namespace duban
