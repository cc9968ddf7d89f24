#include "text/utf8.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include <bit>
#include <cstdint>
#include <cstring>

namespace duban::utf8 {
namespace {

// Length of the valid sequence at `i`, or 0.
std::uint32_t sequence_at(std::string_view s, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(s[k]); };
  const auto tail_byte = [&](std::size_t k) { return k < s.size() && (byte(k) & 0xC0U) == 0x80U; };
  const unsigned char first = byte(i);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail_byte(i + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!tail_byte(i + 1) || !tail_byte(i + 2)) return 0;
    if (first == 0xE0 && byte(i + 1) < 0xA0) return 0;   // longer than needed
    if (first == 0xED && byte(i + 1) >= 0xA0) return 0;  // a surrogate
    return 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!tail_byte(i + 1) || !tail_byte(i + 2) || !tail_byte(i + 3)) return 0;
    if (first == 0xF0 && byte(i + 1) < 0x90) return 0;
    if (first == 0xF4 && byte(i + 1) >= 0x90) return 0;
    return 4;
  }
  return 0;
}

}  // namespace

Char decode_at(std::string_view text, std::size_t i) {
  if (i >= text.size()) return {};
  const auto byte = [&](std::size_t k) { return static_cast<char32_t>(static_cast<unsigned char>(text[k])); };
  if (byte(i) < 0x80) return {byte(i), 1};
  switch (sequence_at(text, i)) {
    case 2:
      return {((byte(i) & 0x1FU) << 6U) | (byte(i + 1) & 0x3FU), 2};
    case 3:
      return {((byte(i) & 0x0FU) << 12U) | ((byte(i + 1) & 0x3FU) << 6U) | (byte(i + 2) & 0x3FU), 3};
    case 4:
      return {((byte(i) & 0x07U) << 18U) | ((byte(i + 1) & 0x3FU) << 12U) | ((byte(i + 2) & 0x3FU) << 6U) |
                  (byte(i + 3) & 0x3FU),
              4};
    default:
      return {0xFFFD, 1};
  }
}

Char decode_before(std::string_view text, std::size_t end) {
  if (end == 0 || end > text.size()) return {};
  std::size_t i = end - 1;
  while (i > 0 && end - i < 4 && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) --i;
  const Char c = at(text, i);
  return i + c.size == end ? c : Char{0xFFFD, 1};
}

void append(std::string& out, char32_t point) {
  const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0U | (point >> 6U));
    put(0x80U | (point & 0x3FU));
  } else if (point < 0x10000) {
    put(0xE0U | (point >> 12U));
    put(0x80U | ((point >> 6U) & 0x3FU));
    put(0x80U | (point & 0x3FU));
  } else {
    put(0xF0U | (point >> 18U));
    put(0x80U | ((point >> 12U) & 0x3FU));
    put(0x80U | ((point >> 6U) & 0x3FU));
    put(0x80U | (point & 0x3FU));
  }
}

std::size_t count(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return n;
}

namespace {

#ifdef __x86_64__

// Behind the characters from the character at `from` on that are ASCII or of three bytes and nothing special
// (no E0, no ED), 32 bytes at once: the bytes that go on with one are those behind a first one, and no others.
// What is left is looked at one by one.
[[gnu::target("avx2")]] std::size_t behind_usual(std::string_view text, std::size_t from) {
  constexpr std::size_t kAtOnce = 32;
  const auto places = [](__m256i bytes) __attribute__((target("avx2"), always_inline)) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
  };
  const __m256i e0 = _mm256_set1_epi8(static_cast<char>(0xE0));
  const __m256i ed = _mm256_set1_epi8(static_cast<char>(0xED));
  const __m256i high = _mm256_set1_epi8(static_cast<char>(0xF0));
  const __m256i c0 = _mm256_set1_epi8(static_cast<char>(0xC0));
  while (from + kAtOnce <= text.size()) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + from));
    const std::uint32_t wide = places(bytes);
    const std::uint32_t behind = places(_mm256_cmpgt_epi8(c0, bytes));  // 80 to BF
    const __m256i special = _mm256_or_si256(_mm256_cmpeq_epi8(bytes, e0), _mm256_cmpeq_epi8(bytes, ed));
    const std::uint32_t first =
        places(_mm256_andnot_si256(special, _mm256_cmpeq_epi8(_mm256_and_si256(bytes, high), e0)));
    if (behind != (first << 1U | first << 2U) || wide != (first | behind)) break;
    from += kAtOnce - ((first >> 31U) != 0   ? 1U
                       : (first >> 30U) != 0 ? 2U
                                             : 0U);  // the last may go on behind them
  }
  return from;
}

#else

std::size_t behind_usual(std::string_view, std::size_t from) { return from; }

#endif

}  // namespace

std::size_t first_invalid(std::string_view text, std::size_t from) {
#ifdef __x86_64__
  const bool at_once = __builtin_cpu_supports("avx2");
#else
  constexpr bool at_once = false;
#endif
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  for (std::size_t i = from; i < text.size();) {
    if (at_once) i = behind_usual(text, i);
    // two of three bytes, nothing special: hanzi and their marks
    for (std::uint64_t two = 0; i + sizeof two <= text.size(); i += 6) {
      std::memcpy(&two, text.data() + i, sizeof two);
      if (std::endian::native != std::endian::little || (two & 0xC0C0F0C0C0F0U) != 0x8080E08080E0U) break;
      const auto first = static_cast<unsigned char>(two);
      const auto second = static_cast<unsigned char>(two >> 24U);
      if (first == 0xE0 || first == 0xED || second == 0xE0 || second == 0xED) break;
    }
    while (i + 2 < text.size() && byte(i) - 0xE1U < 0xF0U - 0xE1U && byte(i) != 0xED &&
           (byte(i + 1) & 0xC0U) == 0x80U && (byte(i + 2) & 0xC0U) == 0x80U)
      i += 3;
    if (i >= text.size()) break;
    if (byte(i) < 0x80) {
      ++i;
      continue;
    }
    const std::uint32_t size = sequence_at(text, i);
    if (size == 0) return i;
    i += size;
  }
  return std::string_view::npos;
}

std::string_view head(std::string_view text, std::size_t characters) {
  std::size_t i = 0;
  while (characters-- > 0 && i < text.size()) i += at(text, i).size;
  return text.substr(0, i);
}

std::string_view tail(std::string_view text, std::size_t characters) {
  std::size_t i = text.size();
  while (characters-- > 0 && i > 0) i -= before(text, i).size;
  return text.substr(i);
}

std::string_view trim(std::string_view text) {
  const auto gap = [](char32_t p) { return is_blank(p) || p == '\n' || p == '\r'; };
  const char* begin = text.data();
  const char* end = begin + text.size();
  while (begin != end) {
    const auto lead = static_cast<unsigned char>(*begin);
    if (lead == ' ') {
      ++begin;
      continue;
    }
    if (lead > ' ' && lead != 0xC2 && lead != 0xE3) break;
    const Char c = at({begin, static_cast<std::size_t>(end - begin)}, 0);
    if (!gap(c.point)) break;
    begin += c.size;
  }
  while (begin != end) {
    const auto last = static_cast<unsigned char>(end[-1]);
    if (last == ' ') {
      --end;
      continue;
    }
    if (last > ' ' && last != 0xA0 && last != 0x80) break;
    const auto size = static_cast<std::size_t>(end - begin);
    const Char c = before({begin, size}, size);
    if (!gap(c.point)) break;
    end -= c.size;
  }
  return {begin, static_cast<std::size_t>(end - begin)};
}

std::string squeeze(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t behind = behind_hanzi(text, i, text.size()); behind > i) {
      out.append(text.substr(i, behind - i));
      i = behind;
      continue;
    }
    const Char c = at(text, i);
    if (!is_blank(c.point) && c.point != '\n' && c.point != '\r') out.append(text.substr(i, c.size));
    i += c.size;
  }
  return out;
}

std::string ascii_brackets(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t behind = behind_hanzi(text, i, text.size()); behind > i) {
      out.append(text.substr(i, behind - i));
      i = behind;
      continue;
    }
    const Char c = at(text, i);
    if (is_open_bracket(c.point)) {
      out.push_back('(');
    } else if (is_close_bracket(c.point)) {
      out.push_back(')');
    } else {
      out.append(text.substr(i, c.size));
    }
    i += c.size;
  }
  return out;
}

}  // namespace duban::utf8
