#pragma once

// Which rules took which words: what `duban explain TEXT` prints.

#include <string_view>
#include <vector>

#include "grammar/took.h"

namespace duban {

// Reads TEXT as a paper is read (a task with its number and responsibility, a labelled line, a phrase) and
// lists what took which words: marks, labels, responsibility, units, deadlines and amounts, in printed order.
// The spans are byte ranges of TEXT. Words that nothing took are not listed. Pure; never fails.
std::vector<Took> explain(std::string_view text);

}  // namespace duban
