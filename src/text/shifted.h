#pragma once

// GBK text (GB/T 13000 annex, code page 936) whose bytes went out of step: the first byte of a paragraph's blank was
// lost, and every byte after it was read with the wrong neighbour, up to the next ASCII letter.
//   ?。ǘ┩七M   was   　（二）推進

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace duban {

struct Shifted {
  std::size_t size = 0;  // bytes of the printed words that it stands for
  std::string words;     // （二）推進
};

// What stood at `at`, where text[at] is the ? of such a place; nothing where the bytes, put in step again, are not a
// number in brackets and ordinary characters behind it. Characters that the code does not have were dropped when the
// words were printed: where that happened in the wording a character is wrong, which cannot be seen.
std::optional<Shifted> shifted_at(std::string_view text, std::size_t at);

}  // namespace duban
