#pragma once

// Which lines of a table whose columns only blanks part begin a row, where the lines themselves tell: a page's text sets
// the number of a row beside the middle of its cells, and leaves a blank line between rows.
//
//          新建、改扩建幼儿园26所，学前三年毛
//     5    入园率达到85%。                       州教育局

#include <vector>

namespace duban {

struct RowLine {
  bool gap = false;       // a blank line stands above
  bool numbered = false;  // the row's number stands here
  bool heading = false;   // a line of its own between the rows
  bool page = false;      // the first below the head printed again, or below the end of a page
  bool rest = false;      // a name goes on here that the line above cut
  bool sentence = false;  // what is to be done up to here ends with the end of a sentence
};

// Of each line, whether it begins a row; empty where neither gaps nor numbers set beside the middle part the rows.
std::vector<bool> row_beginnings(const std::vector<RowLine>& lines);

}  // namespace duban
