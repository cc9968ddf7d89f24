#pragma once

#include <vector>

#include "read/page_lines.h"

namespace duban {

// The lines of a page in the order in which one reads them: two columns of running text become one below the other, in
// each stretch of lines that the gap between them parts, and PageLine::column says which. Both columns are full of text:
// what a table has beside its tasks is not. `page_width` in points, as the lines' places.
std::vector<PageLine> in_reading_order(std::vector<PageLine> lines, double page_width);

}  // namespace duban
