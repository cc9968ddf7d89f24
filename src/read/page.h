#pragma once

// Pages of words with places, from whichever format has them (PDF, OFD, a recognised picture), become a
// Document.

#include <string>
#include <vector>

#include "read/read.h"

namespace duban {

// All lengths in points (1/72 inch) from the top left of the page.
struct PageWord {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;  // of its letters; 0 where nobody says
  std::string words;
  bool blank = false;  // one is typed in front of it
};

// A drawn line along one axis: the frame of a cell, or a line under words.
struct PageRule {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

struct Page {
  double width = 0;
  double height = 0;
  std::vector<PageWord> words;
  std::vector<PageRule> rules;
};

// Reading order; lines joined to paragraphs (by the margin that they reach, the indent of the next, the gap
// between them), also over the end of a page; two columns of text one after the other; tables from their drawn
// frames, with merged cells and over pages, or, where none are drawn, from heads and where the words stand.
// Left out: page numbers, and what the edges of several pages repeat. Radicals that fonts name in place of
// hanzi (⼈) become these (人). `format` names what the pages came from. Linear in the words, but for sorting;
// rules of a page beyond some thousands are not looked at.
Document document_of_pages(std::vector<Page> pages, std::string format);

}  // namespace duban
