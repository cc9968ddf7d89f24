#pragma once

// Cuts a task's text into clauses and finds the amounts in them, in one pass.

#include <cstdint>
#include <string_view>
#include <vector>

#include "grammar/amount.h"
#include "text/cursor.h"

namespace duban {

enum class Shelter { kOpen, kQuoted, kBracketed };

// An amount as it stands in the text, before anything is known of what it means.
struct Quantity {
  Amount amount;
  std::string_view rule;
  std::size_t begin = 0;
  std::size_t end = 0;
  Shelter shelter = Shelter::kOpen;
};

// The rule of a quantity that is a five-year plan's last year: “十五五”末.
inline constexpr std::string_view kFiveYears = "time.five_years";

enum class Closer { kComma, kStop };  // ， or what ends a sentence: 。；

// The words between two punctuation marks, and the amounts in it. 、 does not end a clause: it parts the
// members of a list. Marks inside quotes and brackets end nothing.
struct Phrase {
  std::size_t begin = 0;
  std::size_t end = 0;
  Closer closer = Closer::kStop;
  std::vector<Quantity> quantities;
};

class PhraseReader {
 public:
  explicit PhraseReader(std::string_view text) : text_(text) {}
  // Reads the next clause into `clause` (whose memory is used again); false at the end of the text.
  bool next(Phrase& phrase);

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

// Where the members of a list part, outside quotes and brackets: 、 和 及 以及 与 或.
struct Separator {
  std::size_t begin = 0;  // within the words given
  std::size_t end = 0;
  bool comma = false;  // 、 rather than a conjunction
};
std::vector<Separator> list_separators(std::string_view words);

// The separator that the words begin with, 0 bytes if none.
std::size_t separator_at(std::string_view words);

// Whether the words behind an amount end what it belongs to: 、 等…目标, 并投入使用, 的目标.
bool ends_item(std::string_view behind);

}  // namespace duban
