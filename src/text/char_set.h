#pragma once

// Sets of characters that reading asks about at every character of a text, and passing over hanzi that none of the
// marks asked for can be.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/utf8.h"

namespace duban {

// Characters of the Basic Multilingual Plane: one look-up tells whether one is among them. Made while compiling.
class CharSet {
 public:
  explicit consteval CharSet(std::u32string_view points) {
    for (const char32_t point : points) bits_[point / 64] |= std::uint64_t{1} << point % 64;
  }
  // And those from first to last.
  consteval CharSet with(char32_t first, char32_t last) const {
    CharSet out = *this;
    for (char32_t point = first; point <= last; ++point) out.bits_[point / 64] |= std::uint64_t{1} << point % 64;
    return out;
  }
  constexpr bool has(char32_t point) const {
    return point < kPoints && (bits_[point / 64] >> point % 64 & 1U) != 0;
  }

 private:
  static constexpr std::size_t kPoints = 0x10000;
  std::array<std::uint64_t, kPoints / 64> bits_{};
};

// Where the first character of the set stands, from `from` on; npos where none does.
inline std::size_t find_any(std::string_view text, const CharSet& set, std::size_t from = 0) {
  while (from < text.size()) {
    const utf8::Char c = utf8::at(text, from);
    if (set.has(c.point)) return from;
    from += c.size;
  }
  return std::string_view::npos;
}
inline bool has_any(std::string_view text, const CharSet& set) {
  return find_any(text, set) != std::string_view::npos;
}

}  // namespace duban
