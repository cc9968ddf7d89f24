#pragma once

#include <cstdint>
#include <vector>

namespace duban {

// A byte range [begin, end) of the reader's text: what `duban text FILE` prints.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool operator==(const Span&) const = default;
};

// Where a value was printed; several ranges where it was put together from several places.
using Spans = std::vector<Span>;

}  // namespace duban
