#pragma once

// What a trace compares: the comma parts of the report's clauses and of the plan's tasks.

#include <cstddef>
#include <string_view>
#include <vector>

#include "align/parts.h"

namespace duban {

struct ReportPart {
  std::string_view text;
  std::size_t clause = 0;  // its place in report.clauses
  PairBag bag;
};

struct TaskPart {
  std::string_view text;
  std::size_t task = 0;  // lists behind the main text
  PairBag bag;
  std::vector<std::size_t> sources;  // places among the report's parts, rising
  double score = 0;
  bool second_look = false;  // its source says it in other words
};

}  // namespace duban
