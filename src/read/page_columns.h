#pragma once

// Tables of a page whose frames are not drawn: known by their heads, told from where their words stand.

#include <cstdint>
#include <vector>

#include "read/document_builder.h"
#include "read/page_lines.h"
#include "text/table_head.h"

namespace duban {

class UnframedTable {
 public:
  explicit UnframedTable(DocumentBuilder& builder) : builder_(builder) {}

  // Takes the lines of such a table from line i on and gives the line behind them; i where none begins or goes
  // on there. At the beginning of a page an open table may go on.
  std::size_t take(const std::vector<PageLine>& lines, std::size_t i, double page_width, bool begins_page);
  // The heads of a table from line i on, over one line or several; gives the line behind them, i where there
  // are none.
  static std::size_t head_from(const std::vector<PageLine>& lines, std::size_t i);
  bool open() const { return !columns_.empty(); }
  // What was taken goes to the builder.
  void end();

 private:
  struct Column {
    double left = 0;  // where it begins; it ends where the next begins
    ColumnRole role = ColumnRole::kNone;
  };
  void begin(const std::vector<PageLine>& lines, const std::vector<Piece>& heads, std::size_t behind);
  bool same_head(const std::vector<Piece>& heads) const;
  std::size_t column_at(const Piece& piece) const;
  bool leaves_table(const PageLine& line) const;
  std::size_t rows(const std::vector<PageLine>& lines, std::size_t i, bool goes_on);
  std::vector<std::size_t> anchors_in(const std::vector<PageLine>& lines, std::size_t i, std::size_t end) const;
  std::size_t end_broken_row(const std::vector<PageLine>& lines, std::size_t i, std::size_t number, std::size_t stop);
  void add_row(const std::vector<PageLine>& lines, std::size_t begin, std::size_t stop);
  void add_to_last_row(const PageLine& line);
  void put(std::uint32_t row, std::uint32_t column, std::uint32_t columns, PlacedWords words);

  DocumentBuilder& builder_;
  double width_ = 0;
  std::vector<Column> columns_;  // of the table that is being read
  std::vector<DocumentBuilder::Cell> cells_;
  std::uint32_t row_ = 0;
};

// - 12 -, 第3页 共8页
bool is_bare_number(std::string_view words);

}  // namespace duban
