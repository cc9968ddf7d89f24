#pragma once

// Looking for words in Chinese text.

#include <cstring>
#include <string_view>

namespace duban {

// As text.find(words, from), for words that begin with a hanzi or a mark of its blocks: it looks for the last byte of
// that first character, which few others share, where find() stops at the first byte of every third one.
inline std::size_t find_words(std::string_view text, std::string_view words, std::size_t from = 0) {
  constexpr std::size_t kBack = 2;
  if (words.size() <= kBack || static_cast<unsigned char>(words[0]) < 0xE0) return text.find(words, from);
  while (from <= text.size() && text.size() - from >= words.size()) {
    const void* const hit =
        std::memchr(text.data() + from + kBack, words[kBack], text.size() - from - words.size() + 1);
    if (hit == nullptr) break;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(hit) - text.data()) - kBack;
    if (std::memcmp(text.data() + at, words.data(), words.size()) == 0) return at;
    from = at + 1;
  }
  return std::string_view::npos;
}
inline bool has_words(std::string_view text, std::string_view words) {
  return find_words(text, words) != std::string_view::npos;
}

}  // namespace duban
