#include "text/byte_set.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include <algorithm>
#include <bit>

#include "text/read_work.h"

namespace duban {
namespace {

std::size_t find_one_by_one(std::string_view text, const ByteSet& set, std::size_t from) {
  while (from < text.size() && !set.has(static_cast<unsigned char>(text[from]))) ++from;
  return from < text.size() ? from : std::string_view::npos;
}

#ifdef __x86_64__

constexpr std::size_t kAtOnce = 32;

[[gnu::target("avx2")]] inline __m256i table(const std::array<std::uint8_t, 16>& halves) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(halves.data())));
}

[[gnu::target("avx2")]] std::size_t find_at_once(std::string_view text, const ByteSet& set, std::size_t from) {
  const __m256i high = table(set.high());
  const __m256i low = table(set.low());
  const __m256i half = _mm256_set1_epi8(0x0F);
  for (; from + kAtOnce <= text.size(); from += kAtOnce) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(text.data() + from));
    const __m256i fits =
        _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half)),
                         _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
    const auto none =
        static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(fits, _mm256_setzero_si256())));
    if (none != ~std::uint32_t{0}) return from + static_cast<std::size_t>(std::countr_one(none));
  }
  return find_one_by_one(text, set, from);
}

#endif

}  // namespace

std::size_t find_byte(std::string_view text, const ByteSet& set, std::size_t from) {
  if (from >= text.size()) return std::string_view::npos;
#ifdef __x86_64__
  const bool at_once = text.size() - from >= kAtOnce && __builtin_cpu_supports("avx2");
  const std::size_t at = at_once ? find_at_once(text, set, from) : find_one_by_one(text, set, from);
#else
  const std::size_t at = find_one_by_one(text, set, from);
#endif
  search_work += std::min(at, text.size()) - from;
  return at;
}

}  // namespace duban
