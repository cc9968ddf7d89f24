#pragma once

// Puts a Document together from lines and tables in printed order; what every format with tables needs.

#include <string>
#include <string_view>
#include <vector>

#include "read/read.h"

namespace duban {

class DocumentBuilder {
 public:
  // A paragraph; line ends inside it stay. Nothing for one without words. Places count from the beginning of
  // the words, here and in a cell; they may be missing.
  void line(std::string_view words, const std::vector<Place>& places = {});

  // A table of cells with their words. Rows at its top and bottom that one cell fills (its title, a note)
  // become lines; where nothing else is left, all of it does. One with millions of places loses its empty rows
  // and columns, and where that does not help its cells are lines. In the reader's text a row is a line and its
  // cells are parted by tabs.
  struct Cell {
    std::uint32_t row = 0;
    std::uint32_t column = 0;
    std::uint32_t rows = 1;
    std::uint32_t columns = 1;
    std::string words;
    std::vector<Place> places = {};
  };
  void table(std::vector<Cell> cells);

  bool empty() const { return text_.empty(); }
  std::size_t size() const { return text_.size(); }
  Document take(std::string encoding, std::string format);

 private:
  void append(std::string_view words, const std::vector<Place>& places, std::uint32_t skipped);
  std::string text_;
  std::vector<Table> tables_;
  std::vector<Place> places_;
};

}  // namespace duban
