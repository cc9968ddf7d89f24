#pragma once

// What was said of words that are asked about again and again: the names of units come many times in a paper, and
// several passes ask of each.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace duban {

// The last answers to a question that depends on the words alone, one a place; where two words fall to one place the
// later one stays. Of bounded size; for one thread.
template <class Answer, std::size_t kPlaces = 256>
class Memo {
 public:
  template <class Ask>
  Answer answer(std::string_view words, const Ask& ask) {
    if (words.size() < sizeof(std::uint64_t) || words.size() > kLongest) return ask(words);
    Entry& entry = entries_[place_of(words)];
    if (entry.size != words.size() || !same(entry.words.data(), words.data(), words.size())) {
      const Answer said = ask(words);  // may ask of others, which may fall to this place
      entry.answer = said;
      entry.size = static_cast<std::uint8_t>(words.size());
      std::memcpy(entry.words.data(), words.data(), words.size());
    }
    return entry.answer;
  }

 private:
  static constexpr std::size_t kLongest = 61;  // bytes
  struct Entry {
    std::array<char, kLongest> words;
    std::uint8_t size = 0;
    Answer answer{};
  };

  // Eight bytes at once, which needs no call; `size` is eight at least.
  static bool same(const char* a, const char* b, std::size_t size) {
    const auto eight = [](const char* at) {
      std::uint64_t out = 0;
      std::memcpy(&out, at, sizeof out);
      return out;
    };
    for (std::size_t at = 0; at + sizeof(std::uint64_t) <= size; at += sizeof(std::uint64_t)) {
      if (eight(a + at) != eight(b + at)) return false;
    }
    return eight(a + size - sizeof(std::uint64_t)) == eight(b + size - sizeof(std::uint64_t));
  }

  // From the first, the middle and the last bytes.
  static std::size_t place_of(std::string_view words) {
    const auto bytes = [&](std::size_t at) {
      std::uint64_t out = 0;
      std::memcpy(&out, words.data() + at, sizeof out);
      return out;
    };
    const std::size_t last = words.size() - sizeof(std::uint64_t);
    std::uint64_t mixed = bytes(0) * 0x9E3779B97F4A7C15U ^ bytes(last / 2);
    mixed = mixed * 0x9E3779B97F4A7C15U ^ bytes(last);
    mixed *= 0x9E3779B97F4A7C15U;
    return static_cast<std::size_t>(mixed >> 40U) % kPlaces;
  }

  std::array<Entry, kPlaces> entries_{};
};

}  // namespace duban
