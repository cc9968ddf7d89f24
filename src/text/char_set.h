#pragma once

// Sets of characters that reading asks about at every character of a text, the few words that code itself names, and
// passing over what none of them can be.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "text/cursor.h"
#include "text/utf8.h"

namespace duban {

// Characters of the Basic Multilingual Plane: one look-up tells whether one is among them. Made while compiling.
class CharSet {
 public:
  explicit consteval CharSet(std::u32string_view points) {
    for (const char32_t point : points) add(point);
    make_tables();
  }
  // Those that the words of a list begin with: a set that stands beside its list is made from it, so that no word is
  // added to the one and forgotten in the other.
  template <std::size_t N>
  static consteval CharSet beginnings(const std::string_view (&words)[N]) {
    CharSet out{U""};
    for (const std::string_view word : words) out.add(first_point(word));
    out.make_tables();
    return out;
  }
  // The same of a table's rows, each of which holds a word.
  template <class Row, std::size_t N>
  static consteval CharSet beginnings(const Row (&rows)[N], std::string_view Row::*word) {
    CharSet out{U""};
    for (const Row& row : rows) out.add(first_point(row.*word));
    out.make_tables();
    return out;
  }
  // And those from first to last.
  consteval CharSet with(char32_t first, char32_t last) const {
    CharSet out = *this;
    for (char32_t point = first; point <= last; ++point) out.add(point);
    out.make_tables();
    return out;
  }
  consteval CharSet with(const CharSet& other) const {
    CharSet out = *this;
    for (std::size_t i = 0; i < bits_.size(); ++i) out.bits_[i] |= other.bits_[i];
    out.make_tables();
    return out;
  }
  constexpr bool has(char32_t point) const {
    return point < kPoints && (bits_[point / 64] >> point % 64 & 1U) != 0;
  }

  // What the first look of find_any() goes by: which halves of a character's last two bytes belong together, in eight
  // groups of characters, one bit each. Of a character of one byte any byte may stand in front.
  struct Halves {
    std::array<std::uint8_t, 16> second_high{};
    std::array<std::uint8_t, 16> second_low{};
    std::array<std::uint8_t, 16> last_high{};
    std::array<std::uint8_t, 16> last_low{};
  };
  const Halves& halves() const { return halves_; }
  // Whether one of them is among the hanzi that utf8::behind_hanzi() passes over.
  constexpr bool has_hanzi() const { return has_hanzi_; }

  // The first character of a word of UTF-8, 0 of an empty one; it is text of ours, known to be well formed.
  static constexpr char32_t first_point(std::string_view word) {
    if (word.empty()) return 0;
    const std::size_t size = character_size(word[0]);
    constexpr unsigned kMasks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t point = static_cast<unsigned char>(word[0]) & kMasks[size];
    for (std::size_t i = 1; i < size; ++i) point = point << 6U | (static_cast<unsigned char>(word[i]) & 0x3FU);
    return point;
  }

 private:
  static constexpr std::size_t kPoints = 0x10000;

  consteval void add(char32_t point) { bits_[point / 64] |= std::uint64_t{1} << point % 64; }
  consteval void make_tables() {
    std::size_t wide = 0;  // characters of more than one byte
    for (std::size_t i = 2; i < bits_.size(); ++i) {
      for (std::uint64_t bits = bits_[i]; bits != 0; bits &= bits - 1) ++wide;
    }
    constexpr unsigned kGroups = 8;
    const bool narrow = (bits_[0] | bits_[1]) != 0;
    const unsigned groups = narrow ? kGroups - 1 : kGroups;  // the last is theirs
    Halves out;
    std::size_t n = 0;
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      if (bits_[i] == 0) continue;
      for (std::size_t bit = 0; bit < 64; ++bit) {
        if ((bits_[i] >> bit & 1U) == 0) continue;
        const std::size_t point = i * 64 + bit;
        if (point < 0x80) {
          constexpr std::uint8_t kGroup = 1U << (kGroups - 1);
          out.last_high[point >> 4U] |= kGroup;
          out.last_low[point & 0xFU] |= kGroup;
          for (std::size_t half = 0; half < 16; ++half) {
            out.second_high[half] |= kGroup;
            out.second_low[half] |= kGroup;
          }
          continue;
        }
        const auto group = static_cast<std::uint8_t>(1U << (n++ * groups / wide));  // neighbours share their second byte
        const std::size_t second = point < 0x800 ? 0xC0U | point >> 6U : 0x80U | (point >> 6U & 0x3FU);
        const std::size_t last = 0x80U | (point & 0x3FU);
        out.second_high[second >> 4U] |= group;
        out.second_low[second & 0xFU] |= group;
        out.last_high[last >> 4U] |= group;
        out.last_low[last & 0xFU] |= group;
      }
    }
    halves_ = out;
    has_hanzi_ = false;
    for (std::size_t i = 0x4000 / 64; i < 0xA000 / 64; ++i) has_hanzi_ = has_hanzi_ || bits_[i] != 0;
  }

  std::array<std::uint64_t, kPoints / 64> bits_{};
  Halves halves_;
  bool has_hanzi_ = false;
};

namespace internal {
// find_any() in a text with seventeen bytes or more behind `from`.
std::size_t find_any_far(std::string_view text, const CharSet& set, std::size_t from);
}  // namespace internal

// Where the first character of the set stands, from `from` on; npos where none does. The text is UTF-8.
inline std::size_t find_any(std::string_view text, const CharSet& set, std::size_t from = 0) {
  const std::size_t far = set.has_hanzi() ? 17 : 33;  // bytes, from which on many at once pay
  if (from < text.size() && text.size() - from >= far) return internal::find_any_far(text, set, from);
  while (from < text.size()) {
    if (!set.has_hanzi()) {
      from = utf8::behind_hanzi(text, from, text.size());
      if (from >= text.size()) break;
    }
    const utf8::Char c = utf8::at(text, from);
    if (set.has(c.point)) return from;
    from += c.size;
  }
  return std::string_view::npos;
}
inline bool has_any(std::string_view text, const CharSet& set) {
  return find_any(text, set) != std::string_view::npos;
}

// A few words that code names itself, in the order in which they are tried; one look at a text's first character refuses
// most texts. Made while compiling: static constexpr FewWords kBounds{"以上", "以下"};
template <std::size_t N>
class FewWords {
 public:
  template <class... Words>
  explicit consteval FewWords(const Words&... words) : words_{std::string_view(words)...}, begins_(U"") {
    std::string_view list[N] = {std::string_view(words)...};
    begins_ = CharSet::beginnings(list);
    for (std::size_t i = 0; i < N; ++i) points_[i] = CharSet::first_point(list[i]);
  }

  constexpr auto begin() const { return words_.begin(); }
  constexpr auto end() const { return words_.end(); }
  constexpr const CharSet& begins() const { return begins_; }
  // The first of the words that `text` begins with, empty where it begins with none.
  std::string_view at(std::string_view text) const {
    const char32_t point = utf8::at(text, 0).point;
    if (!begins_.has(point)) return {};
    for (std::size_t i = 0; i < N; ++i) {
      if (points_[i] == point && text.starts_with(words_[i])) return words_[i];
    }
    return {};
  }
  // Where the first of them stands in `text`, from `from` on; npos where none does.
  std::size_t find_in(std::string_view text, std::size_t from = 0) const {
    for (from = find_any(text, begins_, from); from < text.size(); from = find_any(text, begins_, from + 1)) {
      if (!at(text.substr(from)).empty()) return from;
    }
    return std::string_view::npos;
  }
  bool is_in(std::string_view text) const { return find_in(text) != std::string_view::npos; }

 private:
  std::array<std::string_view, N> words_;
  std::array<char32_t, N> points_{};  // what each begins with
  CharSet begins_;
};
template <class... Words>
FewWords(const Words&...) -> FewWords<sizeof...(Words)>;

}  // namespace duban
