#pragma once

#include <string_view>

#include "grammar/responsibility.h"

namespace duban {

// Adds what a heading says of who answers for all that stands below it: 省审计厅牵头的工作, 李建国副市长负责,
// 市发展改革委（12项）, 牵头单位：市财政局. False where it says nothing of the kind; then `into` is as it was.
bool read_heading(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix);

// A sentence behind the wording of a task, from `from` on, that says in plain words who does it, and nothing
// else: 这项工作由县农业农村局牵头，县水利局配合。 The sentence with its stop, and in it what it says.
struct Prose {
  Range at;
  Range says;
  bool operator==(const Prose&) const = default;
};
std::optional<Prose> prose_in(std::string_view text, std::size_t from);

}  // namespace duban
