#pragma once

#include <cstddef>
#include <optional>
#include <utility>

namespace duban {

// What a rule found: its value, and how many bytes of the text it took.
template <class T>
struct Found {
  T value;
  std::size_t size = 0;
  bool operator==(const Found&) const = default;
};

template <class T>
using Maybe = std::optional<Found<T>>;

template <class T>
Maybe<T> found(T value, std::size_t size) {
  return Found<T>{std::move(value), size};
}

}  // namespace duban
