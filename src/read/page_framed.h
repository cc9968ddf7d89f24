#pragma once

// A table with drawn frames, over as many pages as it fills.

#include <cstdint>
#include <string>
#include <vector>

#include "read/document_builder.h"
#include "read/page_frames.h"
#include "read/page_lines.h"

namespace duban {

class FramedTable {
 public:
  explicit FramedTable(DocumentBuilder& builder) : builder_(builder) {}

  // A framed table, or the next part of the one that the page before ended with.
  void take(const TableFrame& frame, std::uint32_t page, bool begins_page);
  // What was taken goes to the builder.
  void end();

 private:
  struct Cell : DocumentBuilder::Cell {
    std::string first_line;
    std::string last_line;
    double first = 0;  // points that the first words of the first line take (first_unit())
    double room = 0;   // what is left on the last line
  };
  static void fill(Cell& cell, const std::vector<PageLine>& lines, double wide, double edge);
  bool fits(const std::vector<double>& xs) const;
  void go_on(const TableFrame& frame, std::vector<Cell> cells);
  Cell* last_cell_in(std::uint32_t column);
  bool breaks_row(const std::vector<Cell>& cells);

  DocumentBuilder& builder_;
  std::vector<Cell> cells_;
  std::vector<double> xs_;
  std::uint32_t rows_ = 0;
};

}  // namespace duban
