// Looking for the words of a list in a text.

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include <algorithm>
#include <bit>

#include "text/cursor.h"
#include "text/lexicon.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {

void WordList::make_pairs(const std::vector<std::pair<std::string_view, std::int32_t>>& in_order) {
  // Words that do not begin with two hanzi have groups of their own, for they fit more: those with one in front, and
  // those with none.
  constexpr unsigned kGroups = 8;
  constexpr std::size_t kCharacter = 3;
  enum class Kind { kPair, kOne, kNarrow };
  const auto kind_of = [](std::string_view word) {
    if (word.size() < kCharacter || !Points::is_one(word[0])) return Kind::kNarrow;
    return word.size() >= 2 * kCharacter && Points::is_one(word[kCharacter]) ? Kind::kPair : Kind::kOne;
  };
  std::size_t pairs = 0;
  bool narrow = false;
  bool one = false;
  for (const auto& [word, index] : in_order) {
    pairs += kind_of(word) == Kind::kPair;
    narrow = narrow || kind_of(word) == Kind::kNarrow;
    one = one || kind_of(word) == Kind::kOne;
  }
  const unsigned groups = kGroups - narrow - one;
  std::size_t n = 0;
  for (const auto& [word, index] : in_order) {
    if (word.empty()) continue;
    const Kind kind = kind_of(word);
    const unsigned group = kind == Kind::kPair     ? static_cast<unsigned>(n++ * groups / pairs)  // neighbours are alike
                           : kind == Kind::kNarrow ? kGroups - 1
                                                   : kGroups - 1 - narrow;
    const auto bit = static_cast<std::uint8_t>(1U << group);
    const auto add = [&](Pairs::Halves& high, Pairs::Halves& low, std::size_t at) {
      const auto byte = static_cast<unsigned char>(word[at]);
      high[byte >> 4U] |= bit;
      low[byte & 0xFU] |= bit;
    };
    const auto any = [&](Pairs::Halves& high, Pairs::Halves& low) {
      for (std::size_t half = 0; half < high.size(); ++half) high[half] |= bit, low[half] |= bit;
    };
    add(pairs_.last_high, pairs_.last_low, std::min(character_size(word[0]), word.size()) - 1);
    if (kind == Kind::kNarrow) {
      any(pairs_.second_high, pairs_.second_low);
      any(pairs_.lead_low, pairs_.lead_low);
    } else {
      add(pairs_.second_high, pairs_.second_low, 1);
      pairs_.lead_low[static_cast<unsigned char>(word[0]) & 0xFU] |= bit;
    }
    if (kind == Kind::kPair) {
      add(pairs_.next_second_high, pairs_.next_second_low, kCharacter + 1);
      add(pairs_.next_last_high, pairs_.next_last_low, kCharacter + 2);
    } else {
      any(pairs_.next_second_high, pairs_.next_second_low);
      any(pairs_.next_last_high, pairs_.next_last_low);
    }
  }
}

WordList::Place WordList::find_one_by_one(std::string_view text, std::size_t from, std::size_t end) const {
  while (from < end) {
    if (Points::is_one(text[from]) && text.size() - from >= 3 && !begins_.has(Points::point_of(text.data() + from))) {
      from += 3;
      continue;
    }
    if (const Word* word = longest_at(text.substr(from)); word != nullptr) return {from, word};
    from += character_size(text[from]);
  }
  return {};
}

#ifdef __x86_64__

namespace {

[[gnu::target("avx2")]] inline __m256i table(const std::array<std::uint8_t, 16>& halves) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(halves.data())));
}
[[gnu::target("avx2")]] inline __m256i low_halves(__m256i bytes) { return _mm256_and_si256(bytes, _mm256_set1_epi8(0x0F)); }
[[gnu::target("avx2")]] inline __m256i high_halves(__m256i bytes) {
  return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

constexpr std::size_t kAtOnce = 32;
constexpr std::size_t kLead = 2;    // bytes in front of a character's last one that are looked at
constexpr std::size_t kBehind = 3;  // and behind it

// The last bytes of characters at which words may begin, 32 bytes at once: the first look that fits any, from `at` on and
// before `end`. 32 bytes stand in front of `end` and kBehind behind it. No call stands inside, so that the tables stay where
// they are.
struct Places {
  std::size_t base = 0;    // of the first byte
  std::uint32_t bits = 0;  // 0: none before `end`
};

template <class Pairs>
[[gnu::target("avx2")]] inline Places next_places(const char* bytes, const Pairs& pairs, std::size_t at, std::size_t end) {
  const __m256i lead_low = table(pairs.lead_low);
  const __m256i second_high = table(pairs.second_high);
  const __m256i second_low = table(pairs.second_low);
  const __m256i last_high = table(pairs.last_high);
  const __m256i last_low = table(pairs.last_low);
  const __m256i next_second_high = table(pairs.next_second_high);
  const __m256i next_second_low = table(pairs.next_second_low);
  const __m256i next_last_high = table(pairs.next_last_high);
  const __m256i next_last_low = table(pairs.next_last_low);
  const auto places = [&](std::size_t base) __attribute__((target("avx2"), always_inline)) {
    const __m256i lead = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + base - 2));
    const __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + base - 1));
    const __m256i last = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + base));
    const __m256i next_second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + base + 2));
    const __m256i next_last = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + base + 3));
    __m256i fits = _mm256_and_si256(_mm256_shuffle_epi8(second_low, low_halves(second)),
                                    _mm256_shuffle_epi8(last_low, low_halves(last)));
    fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(lead_low, low_halves(lead)));
    fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(second_high, high_halves(second)));
    fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(last_high, high_halves(last)));
    fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(next_second_low, low_halves(next_second)));
    fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(next_last_low, low_halves(next_last)));
    fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(next_second_high, high_halves(next_second)));
    fits = _mm256_and_si256(fits, _mm256_shuffle_epi8(next_last_high, high_halves(next_last)));
    return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(fits, _mm256_setzero_si256())));
  };
  const std::size_t final = end - kAtOnce;
  for (; at <= final; at += kAtOnce) {
    if (const std::uint32_t bits = places(at); bits != 0) return {at, bits};
  }
  if (at >= end) return {};
  return {final, places(final) & (~std::uint32_t{0} << (at - final))};
}

}  // namespace

[[gnu::target("avx2")]] WordList::Place WordList::find_by_halves(std::string_view text, std::size_t from) const {
  if (const Place place = find_one_by_one(text, from, from + kLead); place.word != nullptr) return place;
  const auto* const bytes = text.data();
  const std::size_t end = text.size() - kBehind;
  for (std::size_t at = from + kLead; at < end;) {
    Places places = next_places(bytes, pairs_, at, end);
    if (places.bits == 0) break;
    at = places.base + kAtOnce;
    for (; places.bits != 0; places.bits &= places.bits - 1) {
      const std::size_t last_byte = places.base + static_cast<std::size_t>(std::countr_zero(places.bits));
      std::size_t begin = last_byte - kLead;
      if (!Points::is_one(bytes[begin])) {
        begin = last_byte + 1 - utf8::before(text, last_byte + 1).size;
      } else if (!begins_.has(Points::point_of(bytes + begin))) {
        continue;
      }
      if (begin < from) continue;
      if (const Word* word = longest_at(text.substr(begin)); word != nullptr) return {begin, word};
    }
  }
  std::size_t rest = text.size();  // the characters that end in the last bytes
  while (rest > end) rest -= utf8::before(text, rest).size;
  return find_one_by_one(text, std::max(rest, from), text.size());
}

#else

WordList::Place WordList::find_by_halves(std::string_view text, std::size_t from) const {
  return find_one_by_one(text, from, text.size());
}

#endif

WordList::Place WordList::find(std::string_view text, std::size_t from) const {
#ifdef __x86_64__
  constexpr std::size_t kFar = kLead + kAtOnce + kBehind + 3;  // bytes, from which on many at once pay
  if (from < text.size() && text.size() - from >= kFar && __builtin_cpu_supports("avx2")) {
    const Place place = find_by_halves(text, from);
    search_work += (place.word != nullptr ? place.at : text.size()) - from;
    return place;
  }
#endif
  return find_one_by_one(text, from, text.size());
}

}  // namespace duban
