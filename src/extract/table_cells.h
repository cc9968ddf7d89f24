#pragma once

// The words of one cell of a table, whose lines may end anywhere.

#include <string_view>

#include "text/mapped.h"

namespace duban {

// On one line, without the blanks of its layout.
Mapped on_one_line(const Mapped& cell);
// The lines of a cell of units, or of `people`: a name broken over lines is one again, names on lines of their own are
// parted with 、.
Mapped units_in_list(const Mapped& cell, bool people);
// Words that say that the cell is blank: /, —, 无.
bool is_blank_mark(std::string_view words);
// Words that stand for those of the cell above: 同上, 〃.
bool says_same(std::string_view words);

}  // namespace duban
