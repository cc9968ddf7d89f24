#pragma once

// Which columns of a table say what is to be done.

#include <cstddef>
#include <vector>

#include "extract/table.h"

namespace duban {

struct TextColumns {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> text;   // those that say it; empty where none does
  std::vector<std::size_t> above;  // those that say where it belongs, the nearest first
  std::size_t figure = kNone;      // the figures of goals …
  std::size_t measure = kNone;     // … and what they are counted in
  bool goal = false;               // the text is a goal
  bool value = false;              // or its figure alone: 增长10%左右
};

// `first`: the row behind the heads.
TextColumns text_columns(const Grid& grid, const std::vector<ColumnRole>& roles, std::size_t first);

}  // namespace duban
