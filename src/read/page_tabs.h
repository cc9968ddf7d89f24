#pragma once

// Lines of a text whose cells tabs part, printed as they are: no columns, but each cell begins at one of the stops that a
// word processor sets where nobody sets any, and lines end anywhere.

#include <cstddef>
#include <optional>
#include <vector>

#include "read/document_builder.h"
#include "read/page_lines.h"

namespace duban {

class TabbedLines {
 public:
  explicit TabbedLines(DocumentBuilder& builder) : builder_(builder) {}

  // Takes the lines of such a table from the line of its heads at i on, puts each line of the text together again, with its
  // tabs, and gives the line behind them; i where none begins there. What breaks at the end of a page goes on at the
  // beginning of the next.
  std::size_t take(const std::vector<PageLine>& lines, std::size_t i, double page_width, bool begins_page);
  bool open() const { return left_.has_value(); }
  // What was taken goes to the builder.
  void end();

 private:
  bool begins(const std::vector<PageLine>& lines, std::size_t i, double page_width);
  bool fits(const PageLine& line) const;
  bool at_stop(const Piece& piece) const;
  std::size_t stops_upto(double x) const;
  std::size_t tabs_before_line(const PageLine& line);
  void add(const PageLine& line);
  void end_line();

  DocumentBuilder& builder_;
  std::optional<double> left_;  // of the text, while a table is open
  double stop_ = 0;             // from one to the next
  double edge_ = 0;             // where lines end
  PlacedWords words_;           // of the line that is being put together
  double right_ = 0;            // where it ended on its last line
};

}  // namespace duban
