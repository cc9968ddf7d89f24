#pragma once

// Whether a line goes on with the block above it: what the page broke is put together again.

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "extract/block.h"
#include "extract/lines.h"

namespace duban {

// What the whole paper's lines look like; tells a broken line from a heading.
struct Habits {
  bool indented = false;                   // paragraphs begin with blanks
  std::size_t margin = 0;                  // where the page breaks its lines (Line::width); 0: it does not
  bool first_lines = false;                // where it does, the first line of each paragraph begins with blanks, and no other
  bool loose = false;                      // blanks stand anywhere inside the words: 12 个乡 镇, 1 600户
  std::array<bool, kMarkKinds> is_text{};  // blocks with such a mark mostly end like sentences
  std::array<bool, kMarkKinds> titles{};   // lines with such a mark often stand above a paragraph of their own
};

Habits habits_of(std::string_view text, const std::vector<Line>& lines);

// 1.壮大先进制造业 above a longer line.
bool is_title_line(std::string_view words, std::string_view next);

// A block being put together, with what the joining asks about it.
struct OpenBlock {
  Block block;
  int quotes = 0;
  int titles = 0;
  int brackets = 0;
  bool ends = false;  // the last line ends a sentence
  std::size_t lines = 0;
  std::size_t last_line = 0;   // bytes of the last line's words
  std::size_t last_width = 0;  // Line::width of the last line
};

// Whether the last line of the block reaches the margin of a page that breaks its lines.
bool reaches_margin(const OpenBlock& draft, const Habits& habits);

// How a line goes on with the next: a cut sentence or name; the same where the next begins as if it were no rest, with a
// label or a number; one unit more; with the bracket that says who answers.
enum class Joint { kNone, kWords, kCut, kEntries, kBracket };

Joint joint_of(const OpenBlock& draft, std::string_view text, const Line& line, std::string_view following,
               const Habits& habits);

}  // namespace duban
