// What lines of text show as a table: columns parted by tabs, bars or wide blanks.

#include <algorithm>
#include <array>

#include "extract/table.h"
#include "extract/table_lines.h"
#include "grammar/furniture.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostColumns = 40;
constexpr std::size_t kMostStreamColumns = 16;

// The grid of one run of lines, row by row.
class RowsBuilder {
 public:
  explicit RowsBuilder(const Mapped& text) : text_(text) {}

  void add_row(const std::vector<Range>& cells) {
    for (std::size_t column = 0; column < cells.size() && column < kMostColumns; ++column) {
      const Range words = trimmed_range(text_.view(), cells[column]);
      if (words.begin >= words.end) continue;
      GridCell cell;
      cell.row = grid_.rows;
      cell.column = column;
      cell.words.append(text_, words.begin, words.end);
      grid_.cells.push_back(std::move(cell));
    }
    grid_.columns = std::max(grid_.columns, std::min(cells.size(), kMostColumns));
    ++grid_.rows;
  }

  // A line of its own between the rows: a heading, or more words of the last cell.
  void add_line(Range words) {
    words = trimmed_range(text_.view(), words);
    if (words.begin >= words.end) return;
    const auto mark = read_mark(text_.view().substr(words.begin, words.end - words.begin));
    if (grid_.cells.empty() || (mark && mark->value.kind <= MarkKind::kChineseParen)) {
      GridCell cell;
      cell.row = grid_.rows++;
      cell.columns = kWholeRow;
      cell.words.append(text_, words.begin, words.end);
      grid_.cells.push_back(std::move(cell));
      return;
    }
    append(grid_.cells.back(), words);
  }

  // More words for the cell of the last row in this column, below what it has.
  void continue_cell(std::size_t column, Range words) {
    words = trimmed_range(text_.view(), words);
    if (words.begin >= words.end || grid_.rows == 0) return;
    for (std::size_t i = grid_.cells.size(); i-- > 0 && grid_.cells[i].row + 1 == grid_.rows;) {
      if (grid_.cells[i].column == column) {
        append(grid_.cells[i], words);
        return;
      }
    }
    GridCell cell;
    cell.row = grid_.rows - 1;
    cell.column = column;
    cell.words.append(text_, words.begin, words.end);
    grid_.cells.push_back(std::move(cell));
    std::sort(grid_.cells.begin(), grid_.cells.end(), [](const GridCell& a, const GridCell& b) {
      return a.row != b.row ? a.row < b.row : a.column < b.column;
    });
  }

  std::string_view last_words(std::size_t column) const {
    for (std::size_t i = grid_.cells.size(); i-- > 0 && grid_.cells[i].row + 1 == grid_.rows;) {
      if (grid_.cells[i].column == column) return grid_.cells[i].words.view();
    }
    return {};
  }

  Grid take(Range at) {
    for (GridCell& cell : grid_.cells) {
      if (cell.columns == kWholeRow) cell.columns = std::max<std::size_t>(grid_.columns, 1);
    }
    grid_.at = at;
    return std::move(grid_);
  }

  std::size_t rows() const { return grid_.rows; }

 private:
  static constexpr std::size_t kWholeRow = static_cast<std::size_t>(-1);

  void append(GridCell& cell, Range words) {
    const Range line_end{words.begin, words.begin};
    const Span at = text_.cover(line_end.begin, line_end.end);
    cell.words.replace("\n", at);
    cell.words.append(text_, words.begin, words.end);
  }

  const Mapped& text_;
  Grid grid_;
};

class TextTables {
 public:
  TextTables(const Mapped& text, std::string_view printed, Range range, std::vector<Grid>& out)
      : text_(text), printed_(printed), out_(out), lines_(text_lines(text, range)) {
    tabs_ = printed.find('\t') != std::string_view::npos;
  }

  void find() {
    for (std::size_t i = 0; i < lines_.size();) {
      const std::size_t next = table_from(i);
      i = next > i ? next : i + 1;
    }
  }

 private:
  std::string_view words(const TextLine& line) const {
    return text_.view().substr(line.begin, line.end - line.begin);
  }

  // The line behind the table that begins with line i; i where none begins.
  std::size_t table_from(std::size_t i) {
    if (lines_[i].blank) return i;
    const std::string_view line = words(lines_[i]);
    if (has_bar(line) && i >= tried_ && may_head(cells_by_bars(lines_[i]))) {
      if (const std::size_t end = run(i, Parting::kBars); end > i) return end;
    }
    if (tabs_ && i >= tried_ && has_tab(lines_[i]) && may_head(cells_by_tabs(lines_[i]))) {
      if (const std::size_t end = run(i, Parting::kTabs); end > i) return end;
    }
    if (i >= tried_ && line.find("  ") != std::string_view::npos) {
      if (const std::size_t end = columns_by_blanks(i); end > i) return end;
    }
    if (i >= tried_ &&
        (line.find(',') != std::string_view::npos || line.find("，") != std::string_view::npos)) {
      if (const std::size_t end = run_of_commas(i); end > i) return end;
    }
    if (i >= tried_ && utf8::trim(line).find(' ') != std::string_view::npos) {
      if (const std::size_t end = words_by_blanks(i); end > i) return end;
    }
    Stream stream;
    const std::size_t end = find_stream(text_, lines_, i, stream);
    if (end <= i) return i;
    Grid grid = grid_of(text_, stream);
    if (grid.rows == 0) return i;
    out_.push_back(std::move(grid));
    return end;
  }

  enum class Parting { kBars, kTabs };

  bool has_tab(const TextLine& line) const {
    for (std::size_t at = text_.view().find(' ', line.begin); at < line.end;
         at = text_.view().find(' ', at + 1)) {
      if (is_tab(at)) return true;
    }
    return false;
  }
  bool is_tab(std::size_t at) const { return printed_[text_.cover(at, at + 1).begin] == '\t'; }

  bool parts(const TextLine& line, Parting parting) const {
    if (line.blank) return false;
    if (parting == Parting::kTabs) return has_tab(line);
    return cells_by_bars(line).size() > 1 || is_rule(words(line));
  }

  // |---|:--:|, ├──┼──┤
  static bool is_rule(std::string_view line) {
    bool dash = false;
    for (std::size_t i = 0; i < line.size();) {
      const utf8::Char c = utf8::at(line, i);
      const bool box = c.point >= 0x2500 && c.point <= 0x257F;
      if (c.point == '-' || c.point == '=' || box) {
        dash = true;
      } else if (c.point != '|' && c.point != ':' && c.point != '+' && !utf8::is_blank(c.point)) {
        return false;
      }
      i += c.size;
    }
    return dash;
  }

  // A row that goes on over lines (a cell with several) ends with a bar, where the first row does.
  std::size_t row_end(std::size_t first, std::size_t line) const {
    constexpr std::size_t kMostLines = 60;
    if (!ends_with_bar(first)) return line;
    std::size_t last = line;
    while (!ends_with_bar(last) && last + 1 < lines_.size() && last < line + kMostLines) ++last;
    return ends_with_bar(last) ? last : line;
  }
  bool ends_with_bar(std::size_t line) const {
    const std::string_view all = utf8::trim(words(lines_[line]));
    return is_bar(utf8::before(all, all.size()).point);
  }

  std::vector<Range> cells_by_bars(const TextLine& line) const {
    std::vector<Range> cells;
    const std::string_view all = text_.view();
    Range bounds = trimmed_range(all, {line.begin, line.end});
    std::size_t begin = bounds.begin;
    bool first = true;
    for (std::size_t i = bounds.begin; i < bounds.end;) {
      const utf8::Char c = utf8::at(all, i);
      if (is_bar(c.point)) {
        if (!first || i > begin) cells.push_back({begin, i});
        first = false;
        begin = i + c.size;
      }
      i += c.size;
    }
    if (begin < bounds.end) cells.push_back({begin, bounds.end});
    return cells;
  }

  std::vector<Range> cells_by_tabs(const TextLine& line) const {
    std::vector<Range> cells;
    std::size_t begin = line.begin;
    for (std::size_t at = text_.view().find(' ', line.begin); at < line.end;
         at = text_.view().find(' ', at + 1)) {
      if (!is_tab(at)) continue;
      cells.push_back({begin, at});
      begin = at + 1;
    }
    cells.push_back({begin, line.end});
    return cells;
  }

  // Lines that are parted alike, and what stands between them; i where they are no table of tasks.
  std::size_t run(std::size_t i, Parting parting) {
    RowsBuilder rows(text_);
    std::size_t end = i;
    for (std::size_t line = i; line < lines_.size();) {
      if (parts(lines_[line], parting)) {
        if (parting == Parting::kTabs) {
          rows.add_row(cells_by_tabs(lines_[line]));
        } else if (!is_rule(words(lines_[line]))) {
          const std::size_t last = row_end(i, line);
          rows.add_row(cells_by_bars({lines_[line].begin, lines_[last].end, false}));
          line = last;
        }
        end = ++line;
        continue;
      }
      // a few lines between: page marks go, a heading or the rest of a cell stays
      std::size_t next = line;
      std::size_t between = 0;
      while (next < lines_.size() && !parts(lines_[next], parting) && between < 3)
        between += !lines_[next].blank && page_furniture(words(lines_[next])).empty(), ++next;
      if (next >= lines_.size() || !parts(lines_[next], parting)) break;
      for (; line < next; ++line) {
        if (!lines_[line].blank && page_furniture(words(lines_[line])).empty())
          rows.add_line({lines_[line].begin, lines_[line].end});
      }
    }
    if (rows.rows() < 2) return i;
    Grid grid = rows.take({lines_[i].begin, lines_[end - 1].end});
    if (!is_task_grid(grid)) {
      tried_ = end;  // not line after line again
      return i;
    }
    out_.push_back(std::move(grid));
    return end;
  }

  // --- columns parted by commas ---

  // 1,"新建粮仓3座，修缮2座",县发改局
  std::vector<Range> cells_by_commas(const TextLine& line) const {
    std::vector<Range> cells;
    const std::string_view all = text_.view();
    std::size_t begin = line.begin;
    bool quoted = false;
    const auto take = [&](std::size_t end) {
      Range cell = trimmed_range(all, {begin, end});
      if (cell.end - cell.begin >= 2 && all[cell.begin] == '"' && all[cell.end - 1] == '"')
        ++cell.begin, --cell.end;
      cells.push_back(cell);
    };
    for (std::size_t i = line.begin; i < line.end; ++i) {
      if (all[i] == '"') quoted = !quoted;
      if (all[i] != ',' || quoted) continue;
      take(i);
      begin = i + 1;
    }
    take(line.end);
    return cells;
  }

  bool all_heads(const std::vector<Range>& cells) const {
    if (cells.size() < 3 || cells.size() > kMostColumns) return false;
    std::size_t plain = 0;
    std::vector<ColumnRole> roles;
    for (const Range& cell : cells) {
      const std::string_view head = text_.view().substr(cell.begin, cell.end - cell.begin);
      roles.push_back(column_role(head));
      plain += is_plain_head(head);
      if (roles.back() == ColumnRole::kNone && utf8::count(head) > 8) return false;
    }
    return plain >= 3 && is_task_head(roles);
  }

  std::size_t run_of_commas(std::size_t i) {
    const std::vector<Range> head = cells_by_commas(lines_[i]);
    if (!all_heads(head)) return i;
    RowsBuilder rows(text_);
    std::size_t end = i;
    for (std::size_t line = i; line < lines_.size(); ++line) {
      if (lines_[line].blank) continue;
      const std::vector<Range> cells = cells_by_commas(lines_[line]);
      if (cells.size() != head.size()) break;
      rows.add_row(cells);
      end = line + 1;
    }
    tried_ = std::max(tried_, end);
    if (rows.rows() < 2) return i;
    out_.push_back(rows.take({lines_[i].begin, lines_[end - 1].end}));
    return end;
  }

  // --- words parted by single blanks ---

  std::vector<Range> words_in(const TextLine& line) const {
    std::vector<Range> out;
    const std::string_view all = text_.view();
    for (std::size_t i = line.begin; i < line.end;) {
      while (i < line.end && utf8::is_blank(utf8::at(all, i).point)) i += utf8::at(all, i).size;
      const std::size_t begin = i;
      while (i < line.end && !utf8::is_blank(utf8::at(all, i).point)) i += utf8::at(all, i).size;
      if (begin < i) out.push_back({begin, i});
    }
    return out;
  }

  std::size_t words_by_blanks(std::size_t i) {
    const std::vector<Range> head = words_in(lines_[i]);
    if (head.size() > kMostStreamColumns || !all_heads(head)) return i;
    Stream stream;
    for (const Range& cell : head)
      stream.roles.push_back(column_role(text_.view().substr(cell.begin, cell.end - cell.begin)));
    std::size_t end = i + 1;
    for (std::size_t line = i + 1; line < lines_.size(); ++line) {
      if (lines_[line].blank || !page_furniture(words(lines_[line])).empty()) continue;
      const std::vector<Range> cells = words_in(lines_[line]);
      const bool heads = all_heads(cells);
      if (cells.size() == 1 && cells[0].end - cells[0].begin > 150) break;  // a paragraph behind the table
      if (is_attachment_line(utf8::trim(words(lines_[line])))) break;
      if (!heads) stream.cells.insert(stream.cells.end(), cells.begin(), cells.end());
      end = line + 1;
    }
    tried_ = std::max(tried_, end);
    if (stream.cells.size() < stream.roles.size()) return i;
    stream.at = {lines_[i].begin, lines_[end - 1].end};
    Grid grid = grid_of(text_, stream);
    if (grid.rows == 0) return i;
    out_.push_back(std::move(grid));
    return end;
  }

  // Whether a table may begin with these cells: two heads over its columns, or one beside its rows.
  bool may_head(const std::vector<Range>& cells) const {
    if (cells.size() < 2 || cells.size() > kMostColumns) return false;
    std::size_t plain = 0;
    bool first = true;
    for (const Range& cell : cells) {
      const Range at = trimmed_range(text_.view(), cell);
      const bool head = at.begin < at.end && is_plain_head(text_.view().substr(at.begin, at.end - at.begin));
      plain += head;
      if (first && head) return true;
      first = false;
    }
    return plain >= 2;
  }

  // --- columns that only blanks part ---

  struct Piece {
    Range at;
    std::size_t left = 0;  // in columns of a terminal
    std::size_t right = 0;
  };

  std::vector<Piece> pieces_of(const TextLine& line) const {
    std::vector<Piece> pieces;
    const std::string_view all = text_.view();
    std::size_t column = 0;
    std::size_t blanks = 2;
    for (std::size_t i = line.begin; i < line.end;) {
      const utf8::Char c = utf8::at(all, i);
      // a full-width blank was one character of two columns before it was normalised
      const std::size_t width = c.point == ' ' ? text_.cover(i, i + 1).size() == 3 ? 2 : 1 : c.size > 1 ? 2 : 1;
      if (utf8::is_blank(c.point)) {
        blanks += width;
      } else {
        if (blanks >= 2 || pieces.empty()) {
          pieces.push_back({{i, i}, column, column});
        }
        pieces.back().at.end = i + c.size;
        pieces.back().right = column + width;
        blanks = 0;
      }
      column += width;
      i += c.size;
    }
    return pieces;
  }

  std::size_t columns_by_blanks(std::size_t i) {
    const std::vector<Piece> head = pieces_of(lines_[i]);
    if (head.size() < 3 || head.size() > kMostColumns) return i;
    std::vector<ColumnRole> roles;
    std::size_t plain = 0;
    for (const Piece& piece : head) {
      const std::string_view cell = text_.view().substr(piece.at.begin, piece.at.end - piece.at.begin);
      roles.push_back(column_role(cell));
      plain += is_plain_head(cell);
      if (roles.back() == ColumnRole::kNone && utf8::count(cell) > 12) return i;
    }
    if (plain < 2 || !is_task_head(roles)) return i;
    // the lines below, up to one that is no part of it
    std::vector<std::pair<std::size_t, std::vector<Piece>>> rows;
    std::size_t end = i + 1;
    std::size_t gap = 0;
    for (std::size_t line = i + 1; line < lines_.size(); ++line) {
      if (lines_[line].blank) {
        if (++gap > 4) break;
        continue;
      }
      if (!page_furniture(words(lines_[line])).empty()) continue;
      std::vector<Piece> pieces = pieces_of(lines_[line]);
      const std::size_t wide =
          text_.view().substr(lines_[line].begin, lines_[line].end - lines_[line].begin).size();
      // a paragraph or a note behind the table
      if (pieces.size() == 1 && pieces[0].left < head[1].left && pieces[0].right > head.back().left + 6) break;
      if (pieces.size() == 1 && gap > 0 && pieces[0].left < 2 && wide > 24 &&
          !read_mark(text_.view().substr(pieces[0].at.begin)))
        break;
      if (pieces.size() == 1 && is_attachment_line(utf8::trim(words(lines_[line])))) break;
      gap = 0;
      rows.emplace_back(line, std::move(pieces));
      end = line + 1;
    }
    if (rows.empty()) return i;
    const std::vector<std::size_t> bounds = column_bounds(head, rows);
    RowsBuilder builder(text_);
    const auto number = std::find(roles.begin(), roles.end(), ColumnRole::kNumber);
    const std::size_t key =
        number == roles.end() ? roles.size() : static_cast<std::size_t>(number - roles.begin());
    std::size_t last_line = i;
    builder.add_row(cells_in(head, bounds));
    for (const auto& [line, pieces] : rows) {
      const std::vector<Range> cells = cells_in(pieces, bounds);
      if (repeats_head(cells, roles)) {
        last_line = line;
        continue;
      }
      const bool alone = pieces.size() == 1;
      const std::string_view first =
          text_.view().substr(pieces[0].at.begin, pieces[0].at.end - pieces[0].at.begin);
      const auto mark = read_mark(first);
      if (alone && mark && mark->value.kind <= MarkKind::kChineseParen) {
        builder.add_line(pieces[0].at);
      } else if (goes_on(builder, cells, roles, key, line - last_line)) {
        for (std::size_t column = 0; column < cells.size(); ++column)
          builder.continue_cell(column, cells[column]);
      } else {
        builder.add_row(cells);
      }
      last_line = line;
    }
    Grid grid = builder.take({lines_[i].begin, lines_[end - 1].end});
    if (!is_task_grid(grid)) {
      tried_ = end;
      return i;
    }
    out_.push_back(std::move(grid));
    return end;
  }

  bool repeats_head(const std::vector<Range>& cells, const std::vector<ColumnRole>& roles) const {
    std::size_t same = 0;
    for (std::size_t column = 0; column < cells.size() && column < roles.size(); ++column) {
      const std::string_view cell =
          text_.view().substr(cells[column].begin, cells[column].end - cells[column].begin);
      same += roles[column] != ColumnRole::kNone && column_role(cell) == roles[column] && is_plain_head(cell);
    }
    return same >= 2;
  }

  // Whether a line goes on with the row above: it has no number where rows have one, and no row ended above it.
  bool goes_on(const RowsBuilder& builder, const std::vector<Range>& cells,
               const std::vector<ColumnRole>& roles, std::size_t key, std::size_t distance) const {
    if (builder.rows() < 2) return false;
    if (key < cells.size()) return cells[key].begin >= cells[key].end;
    // no number: a row begins where the cell that says what is to be done begins a sentence
    for (std::size_t column = 0; column < cells.size() && column < roles.size(); ++column) {
      if (roles[column] != ColumnRole::kTask && roles[column] != ColumnRole::kDetail &&
          roles[column] != ColumnRole::kName)
        continue;
      if (cells[column].begin >= cells[column].end) continue;
      const std::string_view above = builder.last_words(column);
      return !above.empty() && distance < 2 &&
             !utf8::is_sentence_end(utf8::before(above, above.size()).point) && utf8::count(above) > 8;
    }
    return true;
  }

  // Where the columns are parted: between two heads, where the fewest lines have words.
  static std::vector<std::size_t> column_bounds(
      const std::vector<Piece>& head, const std::vector<std::pair<std::size_t, std::vector<Piece>>>& rows) {
    constexpr std::size_t kWidest = 400;
    std::array<std::uint32_t, kWidest + 1> covered{};
    const auto cover = [&](const Piece& piece) {
      for (std::size_t column = piece.left; column < piece.right && column <= kWidest; ++column)
        ++covered[column];
    };
    for (const auto& [line, pieces] : rows) {
      if (pieces.size() == 1 && pieces[0].right > head.back().left) continue;
      for (const Piece& piece : pieces) cover(piece);
    }
    std::vector<std::size_t> bounds;
    for (std::size_t column = 0; column + 1 < head.size(); ++column) {
      const std::size_t from = (head[column].left + head[column].right) / 2;
      const std::size_t to = std::min(kWidest, (head[column + 1].left + head[column + 1].right) / 2);
      std::size_t best = std::min(kWidest, head[column].right);
      std::uint32_t fewest = covered[best] + 1;
      std::size_t run_begin = best;
      for (std::size_t at = from; at <= to; ++at) {
        if (covered[at] < fewest) {
          fewest = covered[at];
          run_begin = best = at;
        } else if (covered[at] == fewest && at == best + 1) {
          best = at;
        }
      }
      bounds.push_back((run_begin + best + 1) / 2);
    }
    return bounds;
  }

  static std::vector<Range> cells_in(const std::vector<Piece>& pieces, const std::vector<std::size_t>& bounds) {
    std::vector<Range> cells(bounds.size() + 1);
    for (const Piece& piece : pieces) {
      // by its middle: cells are set left or in the middle of their column
      const std::size_t middle = (piece.left + std::min(piece.right, piece.left + 8)) / 2;
      const auto column =
          static_cast<std::size_t>(std::upper_bound(bounds.begin(), bounds.end(), middle) - bounds.begin());
      Range& cell = cells[column];
      if (cell.begin >= cell.end) {
        cell = piece.at;
      } else {
        cell.end = piece.at.end;
      }
    }
    return cells;
  }

  const Mapped& text_;
  std::string_view printed_;
  std::vector<Grid>& out_;
  std::vector<TextLine> lines_;
  bool tabs_ = false;
  std::size_t tried_ = 0;  // the line behind what was tried and is no table
};

}  // namespace

void find_text_tables(const Mapped& text, std::string_view printed, Range range, std::vector<Grid>& out) {
  TextTables(text, printed, range, out).find();
}

std::vector<Grid> find_tables(const Mapped& text, const Document& document) {
  std::vector<Grid> out;
  std::size_t done = 0;
  bool told = false;  // the table before was one of the format's, with a head
  for (const Table& table : document.tables) {
    Grid grid;
    grid.at = {text.at_source(table.at.begin), text.at_source(table.at.end)};
    grid.rows = table.rows;
    grid.columns = table.columns;
    for (const TableCell& cell : table.cells) {
      GridCell each{cell.row, cell.column, cell.rows, cell.columns, {}};
      const Range words =
          trimmed_range(text.view(), {text.at_source(cell.at.begin), text.at_source(cell.at.end)});
      each.words.append(text, words.begin, words.end);
      grid.cells.push_back(std::move(each));
    }
    // without a head it goes on with the table before, or belongs to the page's layout: its words are text then
    const bool goes_on = told && !out.empty() && out.back().columns == grid.columns && grid.rows > 0;
    if (!is_task_grid(grid) && !goes_on) {
      told = false;
      continue;
    }
    told = true;
    find_text_tables(text, document.text, {done, grid.at.begin}, out);
    done = grid.at.end;
    out.push_back(std::move(grid));
  }
  find_text_tables(text, document.text, {done, text.size()}, out);
  return out;
}

}  // namespace duban
