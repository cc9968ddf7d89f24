#pragma once

#include <string_view>

#include "text/mapped.h"

namespace duban {

// Whether the text is written in Traditional characters, wholly or (converted by a tool) in part: a fair share of
// its hanzi, or a small one of many different hanzi, are ones that Simplified papers never use. A single name in
// Traditional in a Simplified paper does not make it one.
bool is_traditional(std::string_view text);

// The text in Simplified characters, places kept. Only for texts that is_traditional(): the conversion (OpenCC)
// would spoil names in Simplified ones. Words of data/lexicon/traditional_exceptions.txt are written as listed
// there.
Mapped to_simplified(const Mapped& text);

// What a Simplified paper prints for a character that none prints (臺: 台); 0 for every other. From
// data/lexicon/traditional_pairs.txt alone, whatever the word.
char32_t simplified_of(char32_t point);
// The first place from `from` on of a character that simplified_of() knows; npos where there is none.
std::size_t find_traditional(std::string_view text, std::size_t from);

}  // namespace duban
