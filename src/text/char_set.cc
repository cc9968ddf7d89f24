#include "text/char_set.h"
#include "text/read_work.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include <algorithm>
#include <bit>

namespace duban::internal {
namespace {

// Counts the bytes that a search passed over; gives what it found.
std::size_t counted(std::string_view text, std::size_t from, std::size_t found) {
  search_work += std::min(found, text.size()) - from;
  return found;
}

std::size_t find_one_by_one(std::string_view text, const CharSet& set, std::size_t from) {
  for (std::size_t at = from; at < text.size();) {
    const utf8::Char c = utf8::at(text, at);
    if (set.has(c.point)) return counted(text, from, at);
    at += c.size;
  }
  return counted(text, from, std::string_view::npos);
}

#ifdef __x86_64__

// Whether a character of the set ends with the byte `last`, and where it begins, if not before `from`; else npos.
std::size_t beginning_of(std::string_view text, const CharSet& set, std::size_t from, std::size_t last) {
  const utf8::Char c = utf8::before(text, last + 1);
  const std::size_t at = last + 1 - c.size;
  return at >= from && set.has(c.point) ? at : std::string_view::npos;
}

// What a character's last two bytes are compared with, 32 characters at once and sixteen.
struct Wide {
  using Bytes = __m256i;
  static constexpr std::size_t kAtOnce = 32;
  [[gnu::target("avx2")]] static Bytes load(const char* at) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  }
  [[gnu::target("avx2")]] static Bytes table(const std::array<std::uint8_t, 16>& halves) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(halves.data())));
  }
  [[gnu::target("avx2")]] static Bytes low(Bytes bytes) { return _mm256_and_si256(bytes, _mm256_set1_epi8(0x0F)); }
  [[gnu::target("avx2")]] static Bytes high(Bytes bytes) { return low(_mm256_srli_epi16(bytes, 4)); }
  [[gnu::target("avx2")]] static Bytes look_up(Bytes table, Bytes halves) { return _mm256_shuffle_epi8(table, halves); }
  [[gnu::target("avx2")]] static Bytes both(Bytes a, Bytes b) { return _mm256_and_si256(a, b); }
  // A bit for each byte that is not zero.
  [[gnu::target("avx2")]] static std::uint32_t places(Bytes bytes) {
    return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256())));
  }
};
struct Narrow {
  using Bytes = __m128i;
  static constexpr std::size_t kAtOnce = 16;
  [[gnu::target("avx2")]] static Bytes load(const char* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); }
  [[gnu::target("avx2")]] static Bytes table(const std::array<std::uint8_t, 16>& halves) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(halves.data()));
  }
  [[gnu::target("avx2")]] static Bytes low(Bytes bytes) { return _mm_and_si128(bytes, _mm_set1_epi8(0x0F)); }
  [[gnu::target("avx2")]] static Bytes high(Bytes bytes) { return low(_mm_srli_epi16(bytes, 4)); }
  [[gnu::target("avx2")]] static Bytes look_up(Bytes table, Bytes halves) { return _mm_shuffle_epi8(table, halves); }
  [[gnu::target("avx2")]] static Bytes both(Bytes a, Bytes b) { return _mm_and_si128(a, b); }
  [[gnu::target("avx2")]] static std::uint32_t places(Bytes bytes) {
    return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_setzero_si128()))) ^ 0xFFFFU;
  }
};

// The places at which characters of a set may end, many bytes at once.
struct Places {
  std::size_t base = 0;    // of the first byte
  std::uint32_t bits = 0;  // 0: none up to the text's end
};

// Looks at the last two bytes of many characters at once, by halves of bytes; the first look that fits anything, from `at` on.
// The text has as many bytes in front of its end as are looked at at once. No call stands inside, so that the tables stay
// where they are.
template <class Many>
[[gnu::target("avx2")]] inline Places next_places(std::string_view text, const CharSet::Halves& halves, std::size_t at) {
  const auto second_high = Many::table(halves.second_high);
  const auto second_low = Many::table(halves.second_low);
  const auto last_high = Many::table(halves.last_high);
  const auto last_low = Many::table(halves.last_low);
  const char* const bytes = text.data();
  const auto fits = [&](std::size_t base) __attribute__((target("avx2"), always_inline)) {
    const auto second = Many::load(bytes + base - 1);
    const auto last = Many::load(bytes + base);
    return Many::places(
        Many::both(Many::both(Many::look_up(second_low, Many::low(second)), Many::look_up(second_high, Many::high(second))),
                   Many::both(Many::look_up(last_low, Many::low(last)), Many::look_up(last_high, Many::high(last)))));
  };
  const std::size_t final = text.size() - Many::kAtOnce;  // where the last of them begin
  for (; at <= final; at += Many::kAtOnce) {
    if (const std::uint32_t bits = fits(at); bits != 0) return {at, bits};
  }
  if (at >= text.size()) return {};
  return {final, fits(final) & (~std::uint32_t{0} << (at - final))};
}

// What fits is looked at as a whole. The text has more bytes behind `from` than are looked at at once.
template <class Many>
[[gnu::target("avx2")]] std::size_t find_by_halves(std::string_view text, const CharSet& set, std::size_t from) {
  const utf8::Char first = utf8::at(text, from);  // no byte need stand in front of it
  if (set.has(first.point)) return from;
  for (std::size_t at = from + 1; at < text.size();) {
    Places places = next_places<Many>(text, set.halves(), at);
    if (places.bits == 0) break;
    at = places.base + Many::kAtOnce;
    for (; places.bits != 0; places.bits &= places.bits - 1) {
      const std::size_t found = beginning_of(text, set, from, places.base + static_cast<std::size_t>(std::countr_zero(places.bits)));
      if (found != std::string_view::npos) return counted(text, from, found);
    }
  }
  return counted(text, from, std::string_view::npos);
}

#endif

}  // namespace

std::size_t find_any_far(std::string_view text, const CharSet& set, std::size_t from) {
#ifdef __x86_64__
  const std::size_t rest = text.size() - from;
  if (rest > Narrow::kAtOnce && __builtin_cpu_supports("avx2"))
    return rest > Wide::kAtOnce ? find_by_halves<Wide>(text, set, from) : find_by_halves<Narrow>(text, set, from);
#endif
  return find_one_by_one(text, set, from);
}

}  // namespace duban::internal
