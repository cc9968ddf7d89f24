#pragma once

// Walks two rising lists of ids side by side.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace duban {

using Ids = std::vector<std::int32_t>;

// take(i, j) for each id that stands at place i of a and at place j of b.
template <class Take>
void each_common(const Ids& a, const Ids& b, Take take) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size()) {
    if (a[i] < b[j]) {
      ++i;
    } else if (b[j] < a[i]) {
      ++j;
    } else {
      take(i++, j++);
    }
  }
}

}  // namespace duban
