#include "extract/blank_rows.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace duban {
namespace {

// A line for each word: g a gap above, n the row's number, h a heading, p below a page's end, r a name goes on, s a sentence
// ended; - a line of none of these.
std::string beginnings(std::string_view words) {
  std::vector<RowLine> lines(1);
  for (const char c : words) {
    if (c == ' ') {
      lines.emplace_back();
      continue;
    }
    lines.back().gap = lines.back().gap || c == 'g';
    lines.back().numbered = lines.back().numbered || c == 'n';
    lines.back().heading = lines.back().heading || c == 'h';
    lines.back().page = lines.back().page || c == 'p';
    lines.back().rest = lines.back().rest || c == 'r';
    lines.back().sentence = lines.back().sentence || c == 's';
  }
  std::string out;
  for (const bool begins : row_beginnings(lines)) out += begins ? '|' : '.';
  return out;
}

TEST(BlankRows, GapsPartThem) {
  EXPECT_EQ(beginnings("- n - gn g- n -"), "|..||..");
  EXPECT_EQ(beginnings("gn gn - g- n"), "||.|.");
}

TEST(BlankRows, WhatIsLeftBehindAPageGoesOn) {
  EXPECT_EQ(beginnings("- n - gn - g- n p- gn - gn - g- n -"), "|..|.|..|.|.|..");
}

TEST(BlankRows, AHeadingBetween) { EXPECT_EQ(beginnings("n - gh gn - g- n"), "|.||.|."); }

TEST(BlankRows, NumbersBesideTheMiddle) {
  EXPECT_EQ(beginnings("- n s - ns - - n - s"), "|..|.|....");
  EXPECT_EQ(beginnings("- n s ns rs - n s"), "|..|.|..");  // the second row has a name of two lines
}

// Neither tells: each number stands in the first line of its row and no blank line parts them.
TEST(BlankRows, NumbersInTheFirstLine) { EXPECT_EQ(beginnings("n - - n n - n"), ""); }

// Blank lines within rows, or between groups of rows.
TEST(BlankRows, GapsElsewhere) {
  EXPECT_EQ(beginnings("n n n gn n gn n"), "");
  EXPECT_EQ(beginnings("n g- gn g- gn g-"), "");
}

TEST(BlankRows, NoLines) { EXPECT_EQ(row_beginnings({}), std::vector<bool>{}); }

}  // namespace
}  // namespace duban
