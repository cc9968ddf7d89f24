#include "text/radicals.h"

#include <vector>

#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {

std::string_view hanzi_for_radical(char32_t point) {
  constexpr char32_t kFirst = 0x2E80;
  constexpr char32_t kLast = 0xFAFF;
  static const std::vector<std::string_view> table = [] {
    std::vector<std::string_view> out(kLast - kFirst + 1);
    for (const Word& word : word_list("radicals").words()) {
      const utf8::Char c = utf8::at(word.text, 0);
      if (c.point >= kFirst && c.point <= kLast && word.attribute(0).size() == c.size)
        out[c.point - kFirst] = word.attribute(0);
    }
    return out;
  }();
  return point >= kFirst && point <= kLast ? table[point - kFirst] : std::string_view();
}

}  // namespace duban
