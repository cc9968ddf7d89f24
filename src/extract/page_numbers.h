#pragma once

// The numbers of pages that stand bare on lines of their own (12), as a PDF's text has them. Those between dashes
// (- 12 -) are known by their words alone: grammar/furniture.h.

#include <string_view>
#include <vector>

#include "extract/lines.h"

namespace duban {

// 12 and nothing else, of three figures at most; 0 where the words are more or less.
int bare_number(std::string_view words);

// Makes them furniture where they count on through the paper and the pages between hold numbered lines of their own; a
// single one only between blank lines. Numbers of rows and of tasks, which stand on their own lines too, stay.
void find_page_numbers(std::string_view text, std::vector<Line>& lines);

}  // namespace duban
