#pragma once

#include <cstddef>
#include <optional>
#include <utility>

namespace duban {

// What a reader of the words at the beginning of a text found: its value, and how many bytes it took. (A
// grammar rule over a Cursor gives Found, in text/cursor.h.)
template <class T>
struct Match {
  T value;
  std::size_t size = 0;
  bool operator==(const Match&) const = default;
};

template <class T>
using MaybeMatch = std::optional<Match<T>>;

template <class T>
MaybeMatch<T> matched(T value, std::size_t size) {
  return Match<T>{std::move(value), size};
}

}  // namespace duban
