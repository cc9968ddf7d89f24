#pragma once

#include <string_view>
#include <vector>

#include "extract/table.h"

namespace duban {

// The heads of a table of tasks that the words begin with, one behind the other; no roles where they do not.
struct RunHeads {
  std::size_t size = 0;  // bytes
  std::vector<ColumnRole> roles;
};
RunHeads run_heads(std::string_view words);

// Cuts the cells of a table that stand one behind the other with nothing between, as its columns' roles let one expect
// them. None where the words show no table: no rows that count on, nor several that end with who answers.
std::vector<Range> cut_run(std::string_view text, const std::vector<ColumnRole>& roles);

}  // namespace duban
