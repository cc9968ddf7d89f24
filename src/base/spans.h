#pragma once

#include <algorithm>

#include "base/span.h"

namespace duban {

// From the first place to the last of a value that was put together from several: cells may not stand in the
// printed order. Empty where there is no place.
inline Span whole(const Spans& places) {
  if (places.empty()) return {};
  Span all = places.front();
  for (const Span& each : places) all = {std::min(all.begin, each.begin), std::max(all.end, each.end)};
  return all;
}

}  // namespace duban
