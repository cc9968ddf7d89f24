#pragma once

// Looking for words in Chinese text.

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "text/read_work.h"

namespace duban {

namespace internal {

// find_words() where text has no words.size() + 16 bytes left, or no instructions for sixteen at once: looks for the
// last byte of the first character, which few others share.
inline std::size_t find_words_by_byte(std::string_view text, std::string_view words, std::size_t from) {
  constexpr std::size_t kBack = 2;
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

}  // namespace internal

// As text.find(words, from), for words that begin with a hanzi or a mark of its blocks: it looks for the three bytes of
// that first character at once, where find() stops at the first byte of every third one.
inline std::size_t find_words(std::string_view text, std::string_view words, std::size_t from = 0) {
  constexpr std::size_t kCharacter = 3;
  if (words.size() < kCharacter || static_cast<unsigned char>(words[0]) < 0xE0) return text.find(words, from);
#ifdef __SSE2__
  constexpr std::size_t kAtOnce = 16;
  const __m128i first = _mm_set1_epi8(words[0]);
  const __m128i second = _mm_set1_epi8(words[1]);
  const __m128i third = _mm_set1_epi8(words[2]);
  const auto bytes = [&](std::size_t at) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + at));
  };
  // where words that begin within the next sixteen bytes stand, the last of which can hold no whole ones
  const auto places_at = [&](std::size_t at) {
    const __m128i same = _mm_and_si128(_mm_and_si128(_mm_cmpeq_epi8(bytes(at), first), _mm_cmpeq_epi8(bytes(at + 1), second)),
                                       _mm_cmpeq_epi8(bytes(at + 2), third));
    return static_cast<unsigned>(_mm_movemask_epi8(same));
  };
  if (text.size() >= words.size() + kAtOnce - 1) {
    const std::size_t begin = std::min(from, text.size());
    const std::size_t last = text.size() - words.size() - (kAtOnce - 1);  // where the last sixteen beginnings begin
    while (from < last + kAtOnce) {
      const std::size_t base = std::min(from, last);
      unsigned places = places_at(base) & (~0U << (from - base));
      for (; places != 0; places &= places - 1) {
        const std::size_t at = base + static_cast<std::size_t>(std::countr_zero(places));
        if (words.size() == kCharacter || std::memcmp(text.data() + at, words.data(), words.size()) == 0) {
          search_work += at - begin;
          return at;
        }
      }
      from = base + kAtOnce;
    }
    search_work += text.size() - begin;
    return std::string_view::npos;
  }
#endif
  return internal::find_words_by_byte(text, words, from);
}
// As text.rfind(words), for such words.
inline std::size_t rfind_words(std::string_view text, std::string_view words) {
  constexpr std::size_t kBack = 2;
  if (words.size() <= kBack || static_cast<unsigned char>(words[0]) < 0xE0) return text.rfind(words);
  if (text.size() < words.size()) return std::string_view::npos;
  for (std::size_t left = text.size() - words.size() + 1; left > 0;) {
    const void* const hit = memrchr(text.data() + kBack, words[kBack], left);
    if (hit == nullptr) break;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(hit) - text.data()) - kBack;
    if (std::memcmp(text.data() + at, words.data(), words.size()) == 0) {
      search_work += text.size() - at;
      return at;
    }
    left = at;
  }
  search_work += text.size();
  return std::string_view::npos;
}
inline bool has_words(std::string_view text, std::string_view words) {
  return find_words(text, words) != std::string_view::npos;
}

}  // namespace duban
