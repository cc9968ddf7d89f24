#pragma once

#include <vector>

#include "base/span.h"
#include "text/mapped.h"

namespace duban {

// A paper whose line ends a page or a converter took out, or replaced by blanks, gets one wherever a line of it
// began: at its title, number, addressees and signature, at headings and tasks that count on, at labels that
// come again, at the cells and rows of a table of bars. A text of more than a few lines, or of short ones,
// stays as it is. Linear in the text.
void restore_line_ends(Mapped& text);

// Takes out the line ends of a paper all of whose lines reach one margin, a title of two lines and the last line aside: they
// say nothing. Gives where they were printed; none, and the text as it was, for a paper with lines of its own. It stops at
// the first line that falls short.
std::vector<Span> join_full_lines(Mapped& text);

}  // namespace duban
