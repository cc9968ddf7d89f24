#pragma once

// The heads of a table whose cells stand one after the other, one a line or parted by bars.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "extract/table_finders.h"

namespace duban {

// One cell of a stream, or the end of one.
struct StreamPiece {
  Range words;
  bool bar_before = false;
  bool bar_behind = false;
};
StreamPiece stream_piece(std::string_view text, const TextLine& line);

struct StreamHeads {
  std::size_t behind = 0;             // the line behind them; 0 where there are none
  std::vector<ColumnRole> roles;      // of the columns
  std::vector<bool> periods;          // of each column: a quarter or months stand over it
  std::vector<std::string> printed;   // without blanks, in printed order
  bool parted = false;                // bars part the cells
  bool in_front = false;              // a bar stands in front of each but the first: 牵头单位 ⏎ | 任务 ⏎ | 责任单位 ⏎ |
};
StreamHeads stream_heads(std::string_view text, const TextLines& lines, std::size_t first);

}  // namespace duban
