#pragma once

// The columns of the tables that a paper had so far: one without a head may go on with them.

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/table_lines.h"
#include "extract/table_looks.h"

namespace duban {

class ColumnsBefore {
 public:
  // The columns of a table with a head; the latest are tried first.
  void remember(const std::vector<ColumnRole>& roles) {
    constexpr std::size_t kMostRemembered = 8;
    const auto known = std::find(columns_.begin(), columns_.end(), roles);
    if (known != columns_.end()) columns_.erase(known);
    if (columns_.size() >= kMostRemembered) columns_.erase(columns_.begin());
    columns_.push_back(roles);
  }

  // Those that are as many as the cells, and hold the like; nullptr where there are none. Good till the next is remembered.
  const std::vector<ColumnRole>* that_fit(std::string_view text, const std::vector<Range>& cells) const {
    const std::vector<ColumnRole>* best = nullptr;
    double most = 0;
    std::vector<Looks> looks;
    for (const std::vector<ColumnRole>& roles : columns_) {
      if (cells.size() != roles.size()) continue;
      if (looks.empty()) {
        for (const Range& cell : cells) looks.push_back(looks_of(range_words(text, trimmed_range(text, cell))));
      }
      double fit = 0;
      for (std::size_t i = 0; i < cells.size(); ++i) fit += fits(looks[i], roles[i]);
      if (fit > 0 && fit >= most) most = fit, best = &roles;
    }
    return best;
  }

  bool empty() const { return columns_.empty(); }

 private:
  std::vector<std::vector<ColumnRole>> columns_;
};

}  // namespace duban
