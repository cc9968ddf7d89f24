#pragma once

// Labels whose colon is not printed: what stands behind them, or that they come again line after line, tells
// them. Needs the lines of the paper, and its tables told apart; labels behind the wording of a line,
// and those that a colon or a bracket tells, are mended before (closed_labels.h).

#include <string_view>
#include <vector>

#include "extract/lines.h"

namespace duban {

// 牵头单位 县住建局: sets Line::bare_label and Line::labelled of lines that begin so.
void find_bare_labels(std::string_view text, std::vector<Line>& lines);

}  // namespace duban
