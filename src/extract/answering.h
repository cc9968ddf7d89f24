#pragma once

// What an entry of the outline says itself of who answers: its bracket, its labels, a sentence, units in front.

#include <optional>
#include <vector>

#include "extract/outline.h"

namespace duban {

// The units that stand in front of the wording with a colon: 市教育局、市财政局：
struct UnitsInFront {
  Range at;            // without the colon
  bool group = false;  // 各乡镇： which a notice says to those whom it is for, too
};
std::optional<UnitsInFront> units_in_front(const Block& block);

// 县审计局牵头。 on a line of its own: whom the sentence names does what stands above it.
bool is_sentence_of_units(const Block& block);

// （人民银行、银监会）, （总体规划科）: units by names that only the company of other tasks' brackets makes a responsibility.
void find_bare_brackets(std::vector<Entry>& entries);

// （以上两项由市教育局牵头） on a line of its own, which is of several tasks: what stands in it; empty where it is none.
Range bracket_of_above(const Block& block);

// Finds what a paragraph or a row says, and whether that makes it a task.
void find_responsibility(Entry& entry);

// Whether the entry is a line that can say who answers for what follows it.
bool may_give(const Entry& entry);

}  // namespace duban
