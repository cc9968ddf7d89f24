#pragma once

// How wide words stand on a terminal: Chinese characters take two columns.

#include <string>
#include <string_view>
#include <vector>

namespace duban::cli {

int display_width(std::string_view utf8);

// The text without control characters (a paper must not steer the terminal); line ends and tabs become spaces.
std::string printable(std::string_view utf8);

// Cuts text into lines at most `width` columns wide, between characters and never inside a run of ASCII letters
// and digits that fits into a line. A line does not begin with a closing mark where that can be helped.
std::vector<std::string> wrap(std::string_view utf8, int width);

// Rows of cells under their headings, columns parted by two spaces, cells wrapped so that no line is wider than
// `width` as long as each column can keep six columns. The widest columns give way first.
std::string render_table(const std::vector<std::string>& headings,
                         const std::vector<std::vector<std::string>>& rows, int width);

}  // namespace duban::cli
