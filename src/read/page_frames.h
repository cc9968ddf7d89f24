#pragma once

// The drawn frames of tables on a page.

#include <cstdint>
#include <vector>

#include "read/page.h"

namespace duban {

struct FrameCell {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t rows = 1;
  std::uint32_t columns = 1;
  std::vector<const PageWord*> words;
};

// A frame with at least two columns and two cells that hold words.
struct TableFrame {
  std::vector<double> xs;  // the lines between columns, the outer ones too
  std::vector<double> ys;
  std::vector<FrameCell> cells;  // by rows; every place of the frame lies in one
};

// From the top of the page. The words in `frames` point into `page`; `outside` gets all others.
std::vector<TableFrame> frames_of(const Page& page, std::vector<const PageWord*>& outside);

}  // namespace duban
