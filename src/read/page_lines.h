#pragma once

// Words of a page become lines.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/page.h"

namespace duban {

// Words that stand next to each other on a line, with no more between them than letters have: a cell of a table
// holds whole ones.
struct Piece {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  std::string words;
  bool blank = false;  // one is typed in front of it
};

struct PageLine {
  std::uint32_t page = 1;
  std::uint32_t column = 0;  // of running text: 1 and 2 where there are two, 0 over the whole page
  double top = 0;
  double bottom = 0;
  double size = 0;            // of its largest letters
  std::vector<Piece> pieces;  // at least one, from the left
  double middle() const { return (top + bottom) / 2; }
  double left() const { return pieces.front().left; }
  double right() const { return pieces.back().right; }
};

// From the top.
std::vector<PageLine> lines_of(const std::vector<const PageWord*>& words, std::uint32_t page);

// Words that keep where they are printed; places count from the beginning of the words.
struct PlacedWords {
  std::string words;
  std::vector<Place> places;
  void add(std::string_view between, const Piece& piece, std::uint32_t page);
  void add(std::string_view between, const PlacedWords& more);
};
// The pieces of a line, with blanks where there is more than a letter between two.
PlacedWords joined(const PageLine& line);
// How wide the first words of a line are that no line end may part: a figure with its unit's mark, a character with the
// mark behind it. In points, of letters of that size.
double first_unit(std::string_view words, double size);

}  // namespace duban
