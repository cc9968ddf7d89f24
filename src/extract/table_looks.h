#pragma once

// What the cells of a table hold tells which column they are of.

#include <cstddef>
#include <string_view>

#include "text/table_head.h"

namespace duban {

// What a cell looks like, whatever its column.
struct Looks {
  bool empty = false;
  bool dash = false;        // - or —: no figure
  bool digits = false;      // nothing but a number
  bool counted = false;     // the number that comes next
  bool figure = false;      // a number with %, -, ., / or a unit of money
  bool mark = false;        // begins with 一、 or (一)
  bool whole_mark = false;  // is nothing but a mark
  bool people = false;
  bool name_like = false;  // two to four hanzi, nothing that plans, units or categories begin with
  bool units = false;
  bool group = false;
  bool suffix = false;  // ends as units do
  bool begins = false;  // begins as units do
  bool rest = false;    // goes on with the name or the list of the cell above
  bool deadline = false;
  bool sentence = false;   // ends one
  bool verb = false;       // begins with what plans commit to
  bool stop = false;       // holds 。
  bool vertical = false;   // over lines of a few characters each, as a narrow column prints a name
  std::size_t length = 0;  // characters
};

Looks looks_of(std::string_view cell);

// How a line goes on with the line above it: with the list (市水利局 below 市财政局、) or with a name that was cut (会保障局 below
// 市人力资源社, 农业农村局 below 县, 员会 below 市卫生健康委), alone in its line or the last of a list. 财政局 below 市教育局 does not.
enum class LineBreak { kNone, kList, kName, kNameInList };
LineBreak line_break(std::string_view above, std::string_view cell);

// How well a cell fits a column; below zero where it does not.
double fits(const Looks& cell, ColumnRole role);
// What it costs that a row has no cell in this column: it was merged with the one above, or, where blank cells
// are not told, left out.
double left_out(ColumnRole role, bool tells_blanks);
// What it gives that a line goes on with the cell above it, and that it does not.
double goes_on(const Looks& above, const Looks& cell, ColumnRole role);
double ends_behind(const Looks& last, const Looks& cell, ColumnRole role);

}  // namespace duban
