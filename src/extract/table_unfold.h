#pragma once

// Lines of a text as tables need them: rows that were run together on one line are parted again, and a row whose
// cells hold line ends in quotes (as spreadsheets copy them) is one line.

#include <string_view>

#include "extract/table_finders.h"

namespace duban {

// The lines of `range`. What is parted or joined covers the same bytes in the same order; line ends may stand within a
// joined line. `printed` is the text before it was normalised, which tells tabs from blanks.
TextLines unfolded_lines(const Mapped& text, std::string_view printed, Range range);

// Whether a blank of the normalised text was printed as a tab.
inline bool is_tab(const Mapped& text, std::string_view printed, std::size_t at) {
  return printed[text.cover(at, at + 1).begin] == '\t';
}

}  // namespace duban
