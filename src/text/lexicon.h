#pragma once

// The words of the language, from data/lexicon/*.txt (packed into the program). How words combine is code; the
// words are data.
//
// A list is a text file: one word a line, then tab-separated attributes; '#' starts a comment line.
//   个
//   平方公里	area

#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace duban {

struct Word {
  std::string_view text;
  std::vector<std::string_view> attributes;  // columns behind the word
  std::string_view attribute(std::size_t i) const {
    return i < attributes.size() ? attributes[i] : std::string_view();
  }
};

// One list, with a byte trie over it: a look-up costs the length of the match, not the size of the list.
class WordList {
 public:
  explicit WordList(std::string_view file);

  const std::vector<Word>& words() const { return words_; }
  // Whether a word can begin so: one look at the first character.
  bool may_begin(std::string_view text) const {
    if (text.empty()) return false;
    if (!Points::is_one(text[0])) return leads_[static_cast<unsigned char>(text[0])];
    return text.size() < 3 || begins_.has(Points::point_of(text.data()));
  }
  std::size_t longest_size() const { return longest_; }  // of a word, in bytes
  // The longest word that text begins with, or nothing.
  const Word* longest_at(std::string_view text) const { return may_begin(text) ? longest_from(text) : nullptr; }
  // The longest word that text ends with, or nothing. `end` counts the bytes to look at.
  const Word* longest_before(std::string_view text, std::size_t end) const;
  const Word* exact(std::string_view word) const;
  // The first place from `from` on where a word of the list begins, and the longest that begins there; none where `word`
  // is nullptr. It passes over 32 bytes at once.
  struct Place {
    std::size_t at = std::string_view::npos;
    const Word* word = nullptr;
  };
  Place find(std::string_view text, std::size_t from = 0) const;
  bool is_in(std::string_view text) const { return find(text).word != nullptr; }

 private:
  struct Trie {
    struct Node {
      std::int32_t word = -1;
      std::int32_t child = -1;  // the last; the others hang on it as siblings
      std::int32_t sibling = -1;
      std::int32_t table = -1;  // where many bytes can follow: a row of tables
      unsigned char byte = 0;
    };
    std::vector<Node> nodes{1};
    std::vector<std::array<std::int32_t, 256>> tables;
    // In ascending order of the keys' bytes.
    void add(std::string_view key, std::int32_t word);
    void finish();  // after the last word
    std::int32_t step(std::int32_t node, unsigned char byte) const;
  };

  // A set of characters of three bytes: most look-ups end here, and all others learn here which of the characters it is.
  class Points {
   public:
    static bool is_one(char lead) { return (static_cast<unsigned char>(lead) & 0xF0U) == 0xE0U; }
    static std::size_t point_of(const char* b) {
      const auto bits = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(b[i])); };
      return ((bits(0) & 0x0FU) << 12U) | ((bits(1) & 0x3FU) << 6U) | (bits(2) & 0x3FU);
    }
    void add(std::size_t point) { bits_[point / 64] |= std::uint64_t{1} << point % 64; }
    bool has(std::size_t point) const { return (bits_[point / 64] >> point % 64 & 1U) != 0; }
    void count();  // after the last
    std::size_t index_of(std::size_t point) const { return index_[page_[point / 64] + point % 64]; }
    std::size_t size() const { return size_; }

   private:
    std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(0x10000 / 64);
    std::vector<std::uint32_t> page_;   // of 64 points: where its indices stand
    std::vector<std::uint16_t> index_;  // of each point of the pages that hold any
    std::size_t size_ = 0;
  };
  // What words that begin with a character (or end with it) go on with.
  struct Next {
    std::int32_t node = -1;  // behind the character
    std::int32_t word = -1;  // the character alone
    std::uint64_t last_bytes = 0;  // the last six bits of characters that can be next
    std::uint32_t few = 0;         // where the words that begin so stand in few_, longest first
    std::uint32_t count = 0;       // 0: too many to look through
  };
  struct Few {
    std::string_view text;
    std::int32_t word = -1;
    std::uint64_t behind = 0;  // the bytes behind the first character, up to eight
    std::uint64_t mask = 0;    // which of the eight it has
  };
  // Up to eight bytes of `text` behind its first character, which has three.
  static std::uint64_t bytes_behind(std::string_view text);
  static constexpr std::uint64_t kAnyByte = ~std::uint64_t{0};
  static std::uint64_t last_bits(char byte) { return std::uint64_t{1} << (static_cast<unsigned char>(byte) & 0x3FU); }

  // What find() goes by: which halves of the bytes of two characters belong together, in eight groups of words, one bit
  // each.
  struct Pairs {
    using Halves = std::array<std::uint8_t, 16>;
    Halves lead_low{};
    Halves second_high{};
    Halves second_low{};
    Halves last_high{};
    Halves last_low{};
    Halves next_second_high{};  // of the character behind
    Halves next_second_low{};
    Halves next_last_high{};
    Halves next_last_low{};
  };
  void make_pairs(const std::vector<std::pair<std::string_view, std::int32_t>>& in_order);
  Place find_one_by_one(std::string_view text, std::size_t from, std::size_t end) const;
  Place find_by_halves(std::string_view text, std::size_t from) const;

  const Word* longest_from(std::string_view text) const;
  bool may_end(std::string_view text, std::size_t end) const;
  const Word* word_of(std::int32_t word) const { return word < 0 ? nullptr : &words_[static_cast<std::size_t>(word)]; }

  std::vector<Word> words_;
  std::size_t longest_ = 0;
  Trie forward_;
  std::array<bool, 256> leads_{};  // bytes that words begin with
  Points begins_;
  std::vector<Next> next_;  // by begins_.index_of()
  std::vector<Few> few_;
  Pairs pairs_;
  Points ends_;
  struct Backward {
    std::once_flag built;
    Trie trie;
    std::vector<Next> next;  // by ends_.index_of()
  };
  const Backward& backward() const;
  // built when it is first asked for: most lists are only read forwards
  std::unique_ptr<Backward> backward_ = std::make_unique<Backward>();
};

// The list data/lexicon/<name>.txt, read once. A name that is not packed is a bug.
const WordList& word_list(std::string_view name);

}  // namespace duban
