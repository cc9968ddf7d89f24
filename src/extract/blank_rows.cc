#include "extract/blank_rows.h"

#include <algorithm>
#include <cstddef>

namespace duban {
namespace {

// By blank lines: a group of lines that they part is a row, or what is left of one behind a page's end. Nearly every
// group has one number, and some have several lines.
std::vector<bool> by_gaps(const std::vector<RowLine>& lines) {
  std::vector<bool> begins(lines.size());
  std::size_t groups = 0;
  std::size_t single = 0;  // groups with one number
  std::size_t several = 0;
  bool below_first = false;  // a number stands below the first line of its group
  for (std::size_t first = 0; first < lines.size();) {
    std::size_t end = first + 1;
    while (end < lines.size() && !lines[end].gap && !lines[end].page && !lines[end].heading && !lines[first].heading)
      ++end;
    std::size_t numbers = 0;
    for (std::size_t i = first; i < end; ++i) {
      numbers += lines[i].numbered;
      below_first = below_first || (i > first && lines[i].numbered);
    }
    if (!lines[first].heading) {
      ++groups;
      single += numbers == 1;
      several += end - first > 1;
      if (numbers > 1) return {};
      begins[first] = numbers == 1;
    } else {
      begins[first] = true;
    }
    first = end;
  }
  const bool told = groups >= 3 && single * 5 >= groups * 4 && (several > 0 || below_first);
  return told ? begins : std::vector<bool>{};
}

// By numbers beside the middle of their rows: as many lines above a number as below it, a few more or less where a
// sentence ends there or a name goes on.
std::vector<bool> by_middles(const std::vector<RowLine>& lines) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].numbered) numbers.push_back(i);
  }
  if (numbers.size() < 2 || numbers.front() == 0 || lines.front().heading) return {};
  std::vector<bool> begins(lines.size());
  std::size_t first = 0;
  for (std::size_t n = 0; n < numbers.size(); ++n) {
    const std::size_t number = numbers[n];
    begins[first] = true;
    if (n + 1 == numbers.size()) break;
    const std::size_t below = number + (number - first) + 1;  // the next row, where the number is in the very middle
    std::size_t best = 0;
    int most = -100;
    for (std::size_t next = number + 1; next <= numbers[n + 1]; ++next) {
      if (lines[next].heading) {
        begins[next] = true;
        best = next + 1;
        break;
      }
      const int off = static_cast<int>(std::min<std::size_t>(next > below ? next - below : below - next, 8));
      const int speaks = (lines[next - 1].sentence ? 3 : 0) + (lines[next].page ? 1 : 0) -
                         (lines[next].rest ? 4 : 0) - off * off;
      if (speaks > most) most = speaks, best = next;
    }
    first = std::min(best, numbers[n + 1]);
  }
  return begins;
}

}  // namespace

std::vector<bool> row_beginnings(const std::vector<RowLine>& lines) {
  std::vector<bool> begins = by_gaps(lines);
  if (begins.empty()) begins = by_middles(lines);
  return begins;
}

}  // namespace duban
