#pragma once

// A line in front of the tasks or behind them that says by their numbers who answers for each.

#include <cstddef>
#include <vector>

#include "extract/outline.h"

namespace duban {

// What such a line says of some tasks by their numbers.
struct NumberedPart {
  std::size_t entry = 0;
  Range says;                // the units, or the leader, with their verb
  std::vector<int> numbers;  // of the tasks
  bool of_sections = false;  // 第一部分: of the headings above them
};

// The parts of entry i, two at least; empty where it is no such line.
std::vector<NumberedPart> numbered_parts(const std::vector<Entry>& entries, std::size_t i);

}  // namespace duban
