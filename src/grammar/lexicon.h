#pragma once

// The words of the language, from data/lexicon/*.txt (packed into the program). How words combine is code; the
// words are data.
//
// A list is a text file: one word a line, then tab-separated attributes; '#' starts a comment line.
//   个
//   平方公里	area

#include <array>
#include <cstdint>
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
  const Word* longest_at(std::string_view text) const;
  // The longest word that text ends with, or nothing. `end` counts the bytes to look at.
  const Word* longest_before(std::string_view text, std::size_t end) const;
  const Word* exact(std::string_view word) const;

 private:
  struct Trie {
    struct Node {
      std::int32_t word = -1;
      std::vector<std::pair<unsigned char, std::int32_t>> next;  // sorted by byte
      std::int32_t table = -1;                                   // where many bytes can follow: a row of tables
    };
    std::vector<Node> nodes{1};
    std::vector<std::array<std::int32_t, 256>> tables;
    void add(std::string_view key, std::int32_t word);
    void finish();  // after the last word
    std::int32_t step(std::int32_t node, unsigned char byte) const;
  };
  std::vector<Word> words_;
  Trie forward_;
  Trie backward_;
};

// The list data/lexicon/<name>.txt, read once. A name that is not packed is a bug.
const WordList& word_list(std::string_view name);

}  // namespace duban
