#pragma once

// A printed list of units parted into the words that name one unit or one group each. Nothing is restored here.

#include <string_view>
#include <vector>

#include "grammar/units.h"

namespace duban {

inline std::string_view words_of(std::string_view text, Range r) {
  return text.substr(r.begin, r.end - r.begin);
}

// ★ and its like beside the name of the unit that leads.
bool is_star(char32_t point);
// ☆ △: of those who help, where ★ or ▲ stands in the same list.
bool is_hollow_star(char32_t point);
bool has_paired_stars(std::string_view words);

// Without the blanks and separators at both ends.
Range trimmed(std::string_view text, Range r);

// The pieces between separators that stand outside brackets, trimmed and none empty. A piece can hold two
// names, or a part of a phrase that goes on in the next.
std::vector<Range> printed_pieces(std::string_view text, Range range);

// What 等 leaves: the name before it, a phrase behind it that is an entry of its own, and that the list is
// open.
struct Opened {
  Range name;
  Range tail;
  bool open = false;
};
Opened split_open(std::string_view text, Range piece);

struct NamePiece {
  Range at;
  bool group = false;  // 各县（市）区政府, 有关部门
};
struct NamePieces {
  std::vector<NamePiece> names;
  bool open = false;  // 等
};
// The names of a list: the printed pieces, where 和 及 与 and names without a mark between are parted, and
// phrases that a separator parts are one. 市农业局及各县（市）、区政府 is 市农业局 and the group
// 各县（市）、区政府.
NamePieces name_pieces(std::string_view text, Range range);

}  // namespace duban
