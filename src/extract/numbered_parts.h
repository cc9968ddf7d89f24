#pragma once

// A line behind all tasks that says by their numbers who answers for each.

#include <cstddef>
#include <vector>

#include "extract/outline.h"

namespace duban {

// What a line behind all tasks says of some of them by their numbers.
struct NumberedPart {
  std::size_t entry = 0;
  Range says;                // the units with their verb
  std::vector<int> numbers;  // of the tasks
};

// The parts of entry i, two at least; empty where it is no such line.
std::vector<NumberedPart> numbered_parts(const std::vector<Entry>& entries, std::size_t i);

}  // namespace duban
