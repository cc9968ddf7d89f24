#pragma once

// A table with drawn frames, over as many pages as it fills.

#include <cstdint>
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
  bool fits(const std::vector<double>& xs) const;
  void go_on(const TableFrame& frame, std::vector<DocumentBuilder::Cell> cells);
  DocumentBuilder::Cell* last_cell_in(std::uint32_t column);
  bool breaks_row(const std::vector<DocumentBuilder::Cell>& cells);

  DocumentBuilder& builder_;
  std::vector<DocumentBuilder::Cell> cells_;
  std::vector<double> xs_;
  std::uint32_t rows_ = 0;
};

}  // namespace duban
