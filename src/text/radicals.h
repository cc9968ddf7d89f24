#pragma once

// Radicals and compatibility characters that stand in place of a hanzi: ⼯ (U+2F2F) for 工. Fonts in PDF name
// them, and what was copied from there holds them.

#include <string_view>

namespace duban {

// The hanzi for such a character (data/lexicon/radicals.txt), which takes three bytes as the character does;
// empty for any other.
std::string_view hanzi_for_radical(char32_t point);

}  // namespace duban
