#pragma once

// Where a block falls into several: tasks and headings that run on in one line.

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "extract/block.h"
#include "grammar/responsibility.h"

namespace duban {

inline std::string_view inside(std::string_view text, Range r) { return text.substr(r.begin, r.end - r.begin); }

// Whether a label of this kind says who answers.
bool is_assigning(RoleKind kind);

// Every bracket of the text, outermost only, that says who answers.
std::vector<Bracket> assigning_brackets(std::string_view text);

// How a paper says who answers.
struct Saying {
  bool any = false;
  bool brackets = false;  // often in brackets behind sentences; then one with nothing but names says it too
};

// 一是 in front of a run-in task: its number.
std::optional<Mark> spoken_mark(std::string_view words);

// Where a block falls into several. In a paper that assigns nothing, a mark that goes on counting is enough.
std::vector<std::size_t> cuts_of(const Block& block, const Saying& saying, const std::map<MarkKind, int>& counting);

// Adds a cut in front of the first of each row of marks whose second has one.
void add_first_marks(const Block& block, std::vector<std::size_t>& cuts);

}  // namespace duban
