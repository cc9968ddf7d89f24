#include "text/char_set.h"
#include "text/read_work.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include <algorithm>
#include <bit>

namespace duban::internal {
namespace {

std::size_t find_one_by_one(std::string_view text, const CharSet& set, std::size_t from) {
  while (from < text.size()) {
    const utf8::Char c = utf8::at(text, from);
    if (set.has(c.point)) return from;
    from += c.size;
  }
  return std::string_view::npos;
}

#ifdef __x86_64__

constexpr std::size_t kAtOnce = 32;

// Whether a character of the set ends with the byte `last`, and where it begins, if not before `from`; else npos.
std::size_t beginning_of(std::string_view text, const CharSet& set, std::size_t from, std::size_t last) {
  const utf8::Char c = utf8::before(text, last + 1);
  const std::size_t at = last + 1 - c.size;
  return at >= from && set.has(c.point) ? at : std::string_view::npos;
}

[[gnu::target("avx2")]] inline __m256i table(const std::array<std::uint8_t, 16>& halves) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(halves.data())));
}

// Looks at the last two bytes of 32 characters at once, by halves of bytes; what fits is looked at as a whole. The text
// has 32 bytes behind `from` at least.
[[gnu::target("avx2")]] std::size_t find_by_halves(std::string_view text, const CharSet& set, std::size_t from) {
  const utf8::Char first = utf8::at(text, from);  // no byte need stand in front of it
  if (set.has(first.point)) return from;
  const __m256i second_high = table(set.halves().second_high);
  const __m256i second_low = table(set.halves().second_low);
  const __m256i last_high = table(set.halves().last_high);
  const __m256i last_low = table(set.halves().last_low);
  const __m256i half = _mm256_set1_epi8(0x0F);
  const std::size_t final = text.size() - kAtOnce;  // where the last 32 bytes begin
  for (std::size_t at = from + 1; at < text.size(); at += kAtOnce) {
    const std::size_t base = std::min(at, final);
    const __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + base - 1));
    const __m256i last = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + base));
    const __m256i fits = _mm256_and_si256(
        _mm256_and_si256(_mm256_shuffle_epi8(second_low, _mm256_and_si256(second, half)),
                         _mm256_shuffle_epi8(second_high, _mm256_and_si256(_mm256_srli_epi16(second, 4), half))),
        _mm256_and_si256(_mm256_shuffle_epi8(last_low, _mm256_and_si256(last, half)),
                         _mm256_shuffle_epi8(last_high, _mm256_and_si256(_mm256_srli_epi16(last, 4), half))));
    auto places = ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(fits, _mm256_setzero_si256())));
    places &= ~std::uint32_t{0} << (at - base);
    for (; places != 0; places &= places - 1) {
      const std::size_t found = beginning_of(text, set, from, base + static_cast<std::size_t>(std::countr_zero(places)));
      if (found != std::string_view::npos) return found;
    }
  }
  return std::string_view::npos;
}

#endif

}  // namespace

std::size_t find_any_far(std::string_view text, const CharSet& set, std::size_t from) {
#ifdef __x86_64__
  const bool at_once = text.size() - from > kAtOnce && __builtin_cpu_supports("avx2");
  const std::size_t at = at_once ? find_by_halves(text, set, from) : find_one_by_one(text, set, from);
#else
  const std::size_t at = find_one_by_one(text, set, from);
#endif
  search_work += std::min(at, text.size()) - from;
  return at;
}

}  // namespace duban::internal
