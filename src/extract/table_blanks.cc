// Columns that only wide blanks part: where the lines below have blanks, between two heads.

#include <algorithm>
#include <array>
#include <cstdint>

#include "extract/blank_rows.h"
#include "extract/table_finders.h"
#include "extract/table_looks.h"
#include "extract/table_rows.h"
#include "grammar/furniture.h"
#include "text/utf8.h"

namespace duban {
namespace {

class BlankColumns {
 public:
  BlankColumns(const Mapped& text, const TextLines& lines, std::size_t& tried, std::vector<Grid>& out)
      : text_(text), lines_(lines), tried_(tried), out_(out) {}

  std::size_t find(std::size_t i) {
    const std::vector<Piece> head = heads_apart(pieces_of(lines_[i]));
    const std::vector<ColumnRole> roles = roles_of(head);
    if (roles.empty()) return i;
    const Below below = lines_below(i, head);
    if (below.rows.empty()) return i;
    Grid grid = grid_of(i, head, roles, below);
    if (!is_task_grid(grid)) {
      tried_ = below.end;
      return i;
    }
    out_.push_back(std::move(grid));
    return below.end;
  }

 private:
  struct Piece {
    Range at;
    std::size_t left = 0;  // in columns of a terminal
    std::size_t right = 0;
  };
  using Rows = std::vector<std::pair<std::size_t, std::vector<Piece>>>;  // lines, and what stands in them
  struct Below {
    Rows rows;
    std::vector<Range> pages;  // page lines between them
    std::size_t end = 0;       // the line behind the last
  };

  // What the columns hold; nothing where the pieces are no heads of tasks.
  std::vector<ColumnRole> roles_of(const std::vector<Piece>& head) const {
    if (head.size() < 3 || head.size() > kMostGridColumns) return {};
    std::vector<ColumnRole> roles;
    std::size_t plain = 0;
    for (const Piece& piece : head) {
      const std::string_view cell = range_words(text_.view(), piece.at);
      roles.push_back(column_role(cell));
      plain += is_plain_head(cell);
      if (roles.back() == ColumnRole::kNone && utf8::count(cell) > 12) return {};
    }
    return plain >= 2 && is_task_head(roles) ? roles : std::vector<ColumnRole>();
  }

  // The lines below the head, up to one that is no part of the table.
  Below lines_below(std::size_t i, const std::vector<Piece>& head) const {
    constexpr std::size_t kWidestGap = 4;  // lines
    Below out;
    out.end = i + 1;
    std::size_t gap = 0;
    for (std::size_t line = i + 1; line < lines_.size(); ++line) {
      if (lines_[line].blank) {
        if (++gap > kWidestGap) break;
        continue;
      }
      if (is_page_line(text_.view(), lines_[line])) {
        out.pages.push_back({lines_[line].begin, lines_[line].end});
        continue;
      }
      std::vector<Piece> pieces = pieces_of(lines_[line]);
      if (pieces.size() == 1 && stands_behind(lines_[line], pieces[0], head, gap > 0)) break;
      gap = 0;
      out.rows.emplace_back(line, std::move(pieces));
      out.end = line + 1;
    }
    return out;
  }

  // A paragraph or a note behind the table, all in one piece.
  bool stands_behind(const TextLine& line, const Piece& piece, const std::vector<Piece>& head, bool gap) const {
    constexpr std::size_t kShort = 24;  // bytes
    if (piece.left < head[1].left && piece.right > head.back().left + 6) return true;
    if (gap && piece.left < 2 && line.end - line.begin > kShort && !read_mark(text_.view().substr(piece.at.begin)))
      return true;
    return ends_table(line_words(text_.view(), line));
  }

  Grid grid_of(std::size_t i, const std::vector<Piece>& head, const std::vector<ColumnRole>& roles,
               const Below& below) const {
    const Rows& rows = below.rows;
    const std::vector<std::size_t> bounds = column_bounds(head, rows);
    RowsBuilder builder(text_);
    const auto number = std::find(roles.begin(), roles.end(), ColumnRole::kNumber);
    const std::size_t key =
        number == roles.end() ? roles.size() : static_cast<std::size_t>(number - roles.begin());
    std::size_t last_line = i;
    for (const Range& page : below.pages) {
      if (page.begin < lines_[below.end - 1].begin) builder.leave_out(page);
    }
    builder.add_row(one_each(head));
    const std::vector<bool> begins = beginnings(rows, head.size(), bounds, roles, key);
    for (std::size_t at = 0; at < rows.size(); ++at) {
      const auto& [line, pieces] = rows[at];
      // a piece for each column is a row, wherever the pieces stand
      const bool full = pieces.size() == head.size();
      if (begins.empty() && at + 1 < rows.size() && goes_on_below(rows, at, head.size())) {
        builder.add_row(one_row(pieces, rows[at + 1].second));
        last_line = rows[++at].first;
        continue;
      }
      const std::vector<Range> cells = full ? one_each(pieces) : cells_in(pieces, bounds);
      if (repeats_head(cells, roles)) {
        last_line = line;
        continue;
      }
      const bool goes = begins.empty() ? !full && goes_on(builder, cells, roles, key, line - last_line)
                                       : !begins[at] && builder.rows() > 1;
      if (is_heading(pieces)) {
        builder.add_line(pieces[0].at);
      } else if (goes) {
        for (std::size_t column = 0; column < cells.size(); ++column)
          builder.continue_cell(column, cells[column]);
      } else {
        builder.add_row(cells);
      }
      last_line = line;
    }
    return builder.take({lines_[i].begin, lines_[below.end - 1].end});
  }

  // 一、产业发展 alone between the rows.
  bool is_heading(const std::vector<Piece>& pieces) const {
    if (pieces.size() != 1) return false;
    const auto mark = read_mark(range_words(text_.view(), pieces[0].at));
    return mark && mark->value.kind <= MarkKind::kChineseParen;
  }

  // A row over two lines, the second of which begins with the rest of the first one's last cell and holds all that is left,
  // wherever its pieces stand:
  //   2    开工建设快速路，完成征迁3万平方米、
  //        路基工程60%以上    市城投集团    12月底
  bool goes_on_below(const Rows& rows, std::size_t at, std::size_t columns) const {
    const std::vector<Piece>& first = rows[at].second;
    const std::vector<Piece>& second = rows[at + 1].second;
    if (rows[at].first + 1 != rows[at + 1].first || first.size() < 2 || second.size() < 3 ||
        first.size() + second.size() != columns + 1)
      return false;
    const std::string_view begins = range_words(text_.view(), first[0].at);
    const std::string_view rest = range_words(text_.view(), second[0].at);
    const bool number = begins.find_first_not_of("0123456789") == std::string_view::npos;
    return number && rest.find_first_not_of("0123456789") != std::string_view::npos && second[0].left > first[0].left &&
           second[0].left <= first.back().left + 4;
  }

  static std::vector<Range> one_row(const std::vector<Piece>& first, const std::vector<Piece>& second) {
    std::vector<Range> cells = one_each(first);
    cells.back().end = second[0].at.end;
    for (std::size_t i = 1; i < second.size(); ++i) cells.push_back(second[i].at);
    return cells;
  }

  // Which lines begin a row, where gaps or the places of the numbers tell.
  std::vector<bool> beginnings(const Rows& rows, std::size_t columns, const std::vector<std::size_t>& bounds,
                               const std::vector<ColumnRole>& roles, std::size_t key) const {
    if (key >= columns) return {};
    std::vector<RowLine> lines;
    std::vector<std::size_t> places;
    std::vector<Range> above(columns);
    bool page = false;
    bool sentence = false;
    for (std::size_t at = 0; at < rows.size(); ++at) {
      const auto& [line, pieces] = rows[at];
      std::vector<Range> cells = pieces.size() == columns ? one_each(pieces) : cells_in(pieces, bounds);
      if (repeats_head(cells, roles)) {
        page = true;
        continue;
      }
      RowLine each;
      each.gap = line > 0 && lines_[line - 1].blank;
      each.page = page;
      each.heading = is_heading(pieces);
      each.numbered = cells[key].begin < cells[key].end;
      for (std::size_t column = 0; column < columns; ++column) {
        if (!says_what(roles[column]) || roles[column] == ColumnRole::kCategory) continue;
        const std::string_view words = range_words(text_.view(), cells[column]);
        if (!words.empty()) sentence = utf8::is_sentence_end(utf8::before(words, words.size()).point);
      }
      each.sentence = sentence;
      for (std::size_t column = 0; column < columns; ++column) {
        const std::string_view name = range_words(text_.view(), cells[column]);
        each.rest = each.rest || (says_who(roles[column]) && roles[column] != ColumnRole::kLeader && !name.empty() &&
                                  line_break(range_words(text_.view(), above[column]), name) != LineBreak::kNone);
      }
      above = std::move(cells);
      page = false;
      lines.push_back(each);
      places.push_back(at);
    }
    const std::vector<bool> told = row_beginnings(lines);
    std::vector<bool> begins(told.empty() ? 0 : rows.size());
    for (std::size_t i = 0; i < told.size(); ++i) begins[places[i]] = told[i];
    return begins;
  }

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

  // 序号 工作内容: two heads, though only one blank parts them. 责任 单位 is one.
  std::vector<Piece> heads_apart(const std::vector<Piece>& pieces) const {
    std::vector<Piece> out;
    for (const Piece& piece : pieces) {
      std::vector<Piece> heads;
      std::size_t begin = piece.at.begin;
      std::size_t column = piece.left;
      bool all = true;
      for (std::size_t i = begin; all && i <= piece.at.end; ++i) {
        if (i < piece.at.end && text_.view()[i] != ' ') continue;
        const std::string_view words = range_words(text_.view(), {begin, i});
        const std::size_t width = 2 * utf8::count(words);
        all = is_plain_head(words);
        heads.push_back({{begin, i}, column, column + width});
        begin = i + 1;
        column += width + 1;
      }
      if (all && heads.size() > 1) {
        out.insert(out.end(), heads.begin(), heads.end());
      } else {
        out.push_back(piece);
      }
    }
    return out;
  }

  static std::vector<Range> one_each(const std::vector<Piece>& pieces) {
    std::vector<Range> cells;
    for (const Piece& piece : pieces) cells.push_back(piece.at);
    return cells;
  }

  bool repeats_head(const std::vector<Range>& cells, const std::vector<ColumnRole>& roles) const {
    std::size_t same = 0;
    for (std::size_t column = 0; column < cells.size() && column < roles.size(); ++column) {
      const std::string_view cell = range_words(text_.view(), cells[column]);
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
      const std::vector<Piece>& head, const Rows& rows) {
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
  const TextLines& lines_;
  std::size_t& tried_;
  std::vector<Grid>& out_;
};

}  // namespace

std::size_t find_blank_columns(const Mapped& text, const TextLines& lines, std::size_t first,
                               std::size_t& tried, std::vector<Grid>& out) {
  return BlankColumns(text, lines, tried, out).find(first);
}

}  // namespace duban
