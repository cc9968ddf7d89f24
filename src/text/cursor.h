#pragma once

// What a grammar rule reads from: a text and a place in it. A rule takes a cursor and gives a value and a later
// cursor, or nothing; it never changes the cursor it was given.

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace duban {

class Cursor {
 public:
  explicit constexpr Cursor(std::string_view text, std::size_t at = 0) : text_(text), at_(at) {}

  constexpr std::string_view text() const { return text_; }
  constexpr std::size_t at() const { return at_; }  // in bytes
  constexpr std::string_view rest() const { return text_.substr(at_); }
  constexpr bool done() const { return at_ >= text_.size(); }
  // The byte at the place, 0 at the end.
  constexpr char front() const { return done() ? '\0' : text_[at_]; }
  // In place, where the words' size is known while compiling.
  [[gnu::always_inline]] constexpr bool starts(std::string_view words) const { return rest().starts_with(words); }
  constexpr Cursor after(std::size_t bytes) const {
    return Cursor(text_, bytes < text_.size() - at_ ? at_ + bytes : text_.size());
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

template <class T>
struct Found {
  T value;
  Cursor rest;
};
template <class T>
using Maybe = std::optional<Found<T>>;

template <class T>
Maybe<T> found(T value, Cursor rest) {
  return Found<T>{std::move(value), rest};
}

// Bytes of the UTF-8 character that begins with this byte; 1 for a byte that begins none.
constexpr std::size_t character_size(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

// The first and the last character of a text, whole.
constexpr std::string_view first_character(std::string_view text) {
  return text.empty() ? text : text.substr(0, character_size(text.front()));
}
constexpr std::string_view last_character(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && at + 4 > text.size()) {
    --at;
    if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) break;
  }
  return text.substr(at);
}

}  // namespace duban
