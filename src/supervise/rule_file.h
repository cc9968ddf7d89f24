#pragma once

// The form of data/calendar/*.txt and data/rules/*.txt: a line is a key and its columns, parted by tabs (or by
// more than one blank, as an editor may leave them); '#' starts a comment, on a line of its own or behind the
// columns. An office may replace such a
// file: what is wrong in it is said with file, line and words.

#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/result.h"

namespace duban {

struct RuleLine {
  std::string_view file;
  int no = 0;
  std::vector<std::string_view> columns;  // the key first; never empty

  std::string_view key() const { return columns[0]; }
  std::string_view column(std::size_t i) const { return i < columns.size() ? columns[i] : std::string_view(); }
  Result<double> number(std::size_t i) const;
  Result<int> whole(std::size_t i, int least, int most) const;
  Result<Day> day(std::size_t i) const;
  // kInvalid, headed by file and line.
  Error wrong(std::string_view zh, std::string_view en) const;
};

// The views live as long as `text` and `file` do.
std::vector<RuleLine> read_rule_lines(std::string_view file, std::string_view text);

}  // namespace duban
