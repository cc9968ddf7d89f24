#pragma once

// Which rows of two readings of one plan (an older version of the paper, an older grammar) are the same row.

#include <string>
#include <string_view>
#include <vector>

namespace duban {

// What a row is known by: the list it stands in ('' for the plan's own), its printed number and its text.
struct RowKey {
  std::string list;
  std::string no;
  std::string text;
  bool operator==(const RowKey&) const = default;
};

// Share of character pairs that two texts have in common, 0 … 1; white space does not count.
double similarity(std::string_view a, std::string_view b);

// For each later row the index of its earlier one, or -1; no earlier row is given twice. Same list and words
// first, then same list and number with words a third alike, then the most alike of the rest from 0.6 on.
std::vector<int> match_rows(const std::vector<RowKey>& earlier, const std::vector<RowKey>& later);

// The row that one key belongs to, or -1; by the same three steps.
int find_row(const RowKey& key, const std::vector<RowKey>& rows);

}  // namespace duban
