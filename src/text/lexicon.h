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
  // The longest word that text begins with, or nothing.
  const Word* longest_at(std::string_view text) const { return may_begin(text) ? longest_from(text) : nullptr; }
  // The longest word that text ends with, or nothing. `end` counts the bytes to look at.
  const Word* longest_before(std::string_view text, std::size_t end) const;
  const Word* exact(std::string_view word) const;

 private:
  struct Trie {
    struct Node {
      std::int32_t word = -1;
      std::int32_t child = -1;  // the first; the others hang on it as siblings
      std::int32_t sibling = -1;
      std::int32_t table = -1;  // where many bytes can follow: a row of tables
      unsigned char byte = 0;
    };
    std::vector<Node> nodes{1};
    std::vector<std::array<std::int32_t, 256>> tables;
    void add(std::string_view key, std::int32_t word);
    void finish();  // after the last word
    std::int32_t step(std::int32_t node, unsigned char byte) const;
  };
  // The hanzi that words begin and end with, by code point: most look-ups end here.
  static constexpr std::size_t kPoints = 0x10000;
  static std::size_t point_of(std::string_view b) {
    const auto bits = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(b[i])); };
    return ((bits(0) & 0x0FU) << 12U) | ((bits(1) & 0x3FU) << 6U) | (bits(2) & 0x3FU);
  }
  bool may_begin(std::string_view text) const {
    if (text.size() < 3 || (static_cast<unsigned char>(text[0]) & 0xF0U) != 0xE0U) return true;
    return begins_[point_of(text)];
  }
  const Word* longest_from(std::string_view text) const;
  const Trie& backward() const;
  bool may_end(std::string_view text, std::size_t end) const;

  std::vector<Word> words_;
  Trie forward_;
  struct Backward {
    std::once_flag built;
    Trie trie;
  };
  // built when it is first asked for: most lists are only read forwards
  std::unique_ptr<Backward> backward_ = std::make_unique<Backward>();
  std::vector<bool> begins_ = std::vector<bool>(kPoints);
  std::vector<bool> ends_ = std::vector<bool>(kPoints);
};

// The list data/lexicon/<name>.txt, read once. A name that is not packed is a bug.
const WordList& word_list(std::string_view name);

}  // namespace duban
