// What lines of text show as a table: columns parted by tabs, bars or wide blanks.

#include <algorithm>
#include <deque>

#include "extract/columns_before.h"
#include "extract/table_finders.h"
#include "extract/table_rows.h"
#include "extract/table_unfold.h"
#include "extract/told_tables.h"
#include "grammar/furniture.h"
#include "grammar/organ.h"
#include "text/utf8.h"

namespace duban {
namespace {

// Whether the grid is a table of tasks; one without heads over its columns gets its roles.
bool settle(Grid& grid, std::string_view text) {
  if (Grid matrix = matrix_of(grid, text); matrix.rows > 0) {
    grid = std::move(matrix);
    return true;
  }
  if (Grid card = card_of(grid); card.rows > 0) {
    grid = std::move(card);
    return true;
  }
  return is_task_grid(grid) || tell_columns(grid);
}

class TextTables {
 public:
  TextTables(const Mapped& text, std::string_view printed, Range range, std::vector<Grid>& out)
      : text_(text), printed_(printed), out_(out), lines_(unfolded_lines(text, printed, range)) {
    tabs_ = printed.find('\t') != std::string_view::npos;
    bars_ = has_bar(text.view());
  }

  void find() {
    for (std::size_t i = 0; i < lines_.size();) {
      const std::size_t next = table_from(i);
      i = next > i ? next : i + 1;
    }
  }

 private:
  std::string_view words(const TextLine& line) const { return line_words(text_.view(), line); }

  // The line behind the table that begins with line i; i where none begins.
  std::size_t table_from(std::size_t i) {
    if (lines_[i].blank) return i;
    const std::string_view line = words(lines_[i]);
    if (i >= cards_tried_) {
      if (const std::size_t end = find_cards(text_, lines_, i, cards_tried_, out_); end > i) return end;
    }
    if (bars_ && i >= tried_ && has_bar(line)) {
      if (const std::size_t end = parted_table(i, Parting::kBars); end > i) return end;
    }
    if (tabs_ && i >= tried_ && has_tab(lines_[i])) {
      if (const std::size_t end = parted_table(i, Parting::kTabs); end > i) return end;
    }
    const bool blanks = i >= tried_ && parts_at_blanks(line);
    if (blanks && line.find("  ") != std::string_view::npos) {
      const std::size_t end = find_blank_columns(text_, lines_, i, tried_, out_);
      if (end > i) return end;
    }
    if (i >= tried_ && line.find(',') != std::string_view::npos) {
      if (const std::size_t end = find_comma_rows(text_, lines_, i, tried_, out_); end > i) return end;
    }
    if (blanks && i >= tried_) {
      if (const std::size_t end = find_blank_words(text_, lines_, i, tried_, out_); end > i) return end;
    }
    if (const std::size_t end = find_run_together(text_, lines_, i, out_); end > i) return end;
    return stream_table(i);
  }

  // Whether blanks part a line into three pieces, the fewest that a table's head has.
  static bool parts_at_blanks(std::string_view line) {
    line = utf8::trim(line);
    const std::size_t first = line.find(' ');
    if (first == std::string_view::npos) return false;
    const std::size_t second = line.find_first_not_of(' ', first);
    return second != std::string_view::npos && line.find(' ', second) != std::string_view::npos;
  }

  // Cells one after the other. Heads may begin a line later than they seem to, but where a few beginnings gave nothing the
  // rest of what they looked at is left alone: a paper of nothing but heads would be read again from each of them.
  std::size_t stream_table(std::size_t i) {
    constexpr std::size_t kMostBeginnings = 6;
    if (i >= barren_end_) barren_ = 0;
    if (barren_ >= kMostBeginnings) return i;
    Stream stream;
    const std::size_t end = find_stream(text_, lines_, i, stream);
    Grid grid;
    if (end > i) grid = grid_of(text_, stream);
    if (grid.rows == 0) {
      barren_ += stream.looked_to > i;
      barren_end_ = std::max(barren_end_, stream.looked_to);
      return i;
    }
    out_.push_back(std::move(grid));
    return end;
  }

  enum class Parting { kBars, kTabs };

  std::size_t parted_table(std::size_t i, Parting parting) {
    if (may_head(cells_of(i, parting))) return run(i, parting, true);
    columns_ = before_.empty() ? nullptr : before_.that_fit(text_.view(), cells_of(i, parting));
    return columns_ != nullptr || begins_rows(i, parting) ? run(i, parting, false) : i;
  }

  bool has_tab(const TextLine& line) const {
    for (std::size_t at = text_.view().find(' ', line.begin); at < line.end;
         at = text_.view().find(' ', at + 1)) {
      if (is_tab(at)) return true;
    }
    return false;
  }
  bool is_tab(std::size_t at) const { return duban::is_tab(text_, printed_, at); }

  // "新建泵站2座" is in quotes as a spreadsheet copies a cell of several lines; not "一张网"建设.
  std::vector<Range> cells_by_tabs(const TextLine& line) const {
    std::vector<Range> cells;
    const std::string_view all = text_.view();
    const auto parts = [&](std::size_t i) { return all[i] == ' ' && is_tab(i); };
    for (std::size_t begin = line.begin;;) {
      Range cell{begin, begin};
      if (begin < line.end && all[begin] == '"') {
        const std::size_t end = quoted_end(all, begin, line.end, parts);
        if (end != std::string_view::npos) cell = {begin + 1, end - 1}, begin = end;
      }
      while (begin < line.end && !parts(begin)) ++begin;
      if (cell.begin == cell.end) cell = without_open_quote(all, {cell.begin, begin});
      cells.push_back(cell);
      if (begin >= line.end) break;
      ++begin;
    }
    return cells;
  }

  bool parts(const TextLine& line, Parting parting) const {
    if (line.blank) return false;
    if (parting == Parting::kTabs) return has_tab(line);
    return cells_by_bars(text_.view(), line).size() > 1 || is_rule_line(words(line));
  }

  // A row that goes on over lines (a cell with several) ends with a bar, where the first row does.
  std::size_t row_end(std::size_t first, std::size_t line) const {
    constexpr std::size_t kMostLines = 60;
    if (!ends_with_bar(first)) return line;
    std::size_t last = line;
    while (!ends_with_bar(last) && last + 1 < lines_.size() && last < line + kMostLines) ++last;
    return ends_with_bar(last) ? last : line;
  }
  // A numbered row with fewer cells than columns goes on over lines up to the one that fills them, where no number begins
  // one of these: a cell of several lines, copied without quotes.
  std::size_t tab_row_end(std::size_t first, std::size_t columns) const {
    constexpr std::size_t kMostLines = 12;
    std::size_t count = cells_by_tabs(lines_[first]).size();
    if (columns < 3 || count >= columns || !begins_with_number(first)) return first;
    for (std::size_t last = first + 1; last < lines_.size() && last < first + kMostLines; ++last) {
      if (lines_[last].blank || begins_with_number(last)) return first;
      count += cells_by_tabs(lines_[last]).size() - 1;
      if (count >= columns) return count == columns ? last : first;
    }
    return first;
  }
  bool begins_with_number(std::size_t line) const {
    const Range cell = trimmed_range(text_.view(), cells_by_tabs(lines_[line]).front());
    const std::string_view words = range_words(text_.view(), cell);
    return words.empty() ? has_tab(lines_[line]) : words.find_first_not_of("0123456789") == std::string_view::npos;
  }

  bool ends_with_bar(std::size_t line) const {
    const std::string_view all = utf8::trim(words(lines_[line]));
    return is_bar(utf8::before(all, all.size()).point);
  }

  // |（二）惠民生|: the only cell of its row; nothing where bars do not stand on both sides.
  Range framed_cell(Range line) const {
    const std::string_view all = text_.view();
    const Range at = trimmed_range(all, line);
    if (at.begin >= at.end) return {};
    const utf8::Char first = utf8::at(all, at.begin);
    const utf8::Char last = utf8::before(all, at.end);
    if (!is_bar(first.point) || !is_bar(last.point) || at.begin + first.size >= at.end) return {};
    return trimmed_range(all, {at.begin + first.size, at.end - last.size});
  }

  // Whether a rule stands between each two rows, so that several lines between two rules are one row:
  //   ├──┼────┤
  //   │1 │新建│
  //   │  │2座 │
  // Where one stands below the heads alone each line is a row.
  bool rules_part_rows(std::size_t first) const {
    std::size_t rows = 0;  // groups of lines between rules
    bool several = false;
    bool below_rows = false;  // not only below heads, which may be printed again
    std::size_t in_group = 0;
    std::string_view last;
    for (std::size_t line = first; line < lines_.size() && !lines_[line].blank; ++line) {
      const std::string_view here = words(lines_[line]);
      if (is_rule_line(here)) {
        in_group = 0;
        below_rows = below_rows || last != words(lines_[first]);
        continue;
      }
      if (!has_bar(here)) break;
      last = here;
      rows += ++in_group == 1;
      several = several || in_group == 2;
    }
    return rows >= 3 && several && below_rows;
  }

  // 县财政局 on a line of its own, right below a row
  bool is_rest(std::size_t line) const {
    constexpr std::size_t kLongest = 60;  // bytes
    const std::string_view name = utf8::trim(words(lines_[line]));
    return !lines_[line].blank && !name.empty() && name.size() <= kLongest && ends_like_unit(name) && unit_class(name) != UnitClass::kNone;
  }

  // Lines that are parted alike, and what stands between them; i where they are no table of tasks. Without a
  // head they go on with the table before.
  std::size_t run(std::size_t i, Parting parting, bool headed) {
    RowsBuilder rows(text_);
    std::size_t end = i;
    const bool ruled = parting == Parting::kBars && rules_part_rows(i);
    const FrontBar front = is_bar(utf8::at(utf8::trim(words(lines_[i])), 0).point) ? FrontBar::kMayFrame : FrontBar::kEndsCell;
    bool below_rule = true;
    std::size_t rests = 0;  // lines that go on with the last cell of a row
    for (std::size_t line = i; line < lines_.size();) {
      if (parts(lines_[line], parting)) {
        if (line > i && is_page_line(text_.view(), lines_[line]) && cells_of(line, parting).size() != rows.columns()) {
          rows.leave_out({lines_[line].begin, lines_[line].end});
        } else if (parting == Parting::kTabs) {
          const std::size_t last = tab_row_end(line, rows.columns());
          rows.add_row(cells_by_tabs({lines_[line].begin, lines_[last].end, false}));
          line = last;
        } else if (is_rule_line(words(lines_[line]))) {
          below_rule = true;
        } else if (ruled && !below_rule) {
          const std::vector<Range> cells = cells_of(line, parting);
          for (std::size_t column = 0; column < cells.size(); ++column)
            rows.continue_cell(column, cells[column]);
        } else {
          below_rule = false;
          const std::size_t last = row_end(i, line);
          rows.add_row(cells_by_bars(text_.view(), {lines_[line].begin, lines_[last].end, false}, front));
          line = last;
        }
        end = ++line;
        continue;
      }
      // a few lines between: page marks go, a heading or the rest of a cell stays
      std::size_t next = line;
      std::size_t between = 0;
      bool ends = false;
      for (; next < lines_.size() && !parts(lines_[next], parting) && between < 3 && !ends; ++next) {
        if (lines_[next].blank || is_page_line(text_.view(), lines_[next])) continue;
        ++between;
        ends = ends_table(words(lines_[next]));
      }
      if (ends || next >= lines_.size() || !parts(lines_[next], parting)) {
        // the rest of the last row's cell of units, as rows above have one
        for (; rests > 0 && parting == Parting::kTabs && line < next && is_rest(line); end = ++line)
          rows.add_line({lines_[line].begin, lines_[line].end});
        break;
      }
      if (between > 0 && heads_at(next, parting)) break;  // another table, below its own title
      for (; line < next; ++line) {
        if (lines_[line].blank) continue;
        const Range at{lines_[line].begin, lines_[line].end};
        const Range framed = parting == Parting::kBars ? framed_cell(at) : Range{};
        if (is_page_line(text_.view(), lines_[line])) {
          rows.leave_out(at);
        } else if (framed.begin < framed.end) {
          rows.add_whole_row(framed);
        } else {
          rests += is_rest(line);
          rows.add_line(at);
        }
      }
    }
    if (rows.rows() < (headed ? 2 : 1)) return i;
    Grid grid = rows.take({lines_[i].begin, lines_[end - 1].end});
    if (headed ? !settle(grid, text_.view()) : columns_ == nullptr ? !tell_columns(grid) : grid.columns != columns_->size()) {
      tried_ = end;  // not line after line again
      return i;
    }
    if (headed) {
      if (GridHead head = head_of(grid); grid.roles.empty() && head.rows > 0) {
        shift_cut_rows(grid, head);
        before_.remember(head.roles);
      }
    } else if (columns_ != nullptr) {
      grid.roles = *columns_;
    }
    out_.push_back(std::move(grid));
    return end;
  }

  std::vector<Range> cells_of(std::size_t line, Parting parting) const {
    return parting == Parting::kTabs ? cells_by_tabs(lines_[line]) : cells_by_bars(text_.view(), lines_[line]);
  }

  // The first row of a table without a head: its number, and more.
  bool begins_rows(std::size_t line, Parting parting) const {
    const std::vector<Range> cells = cells_of(line, parting);
    return cells.size() >= 3 && range_words(text_.view(), trimmed_range(text_.view(), cells[0])) == "1";
  }

  // Whether the line is the head of a table of tasks.
  bool heads_at(std::size_t line, Parting parting) const {
    const std::vector<Range> cells = cells_of(line, parting);
    return may_head(cells) && heads_of_tasks(text_, cells);
  }

  // Whether a table may begin with these cells: two heads over its columns, or one beside its rows.
  bool may_head(const std::vector<Range>& cells) const {
    if (cells.size() < 2 || cells.size() > kMostGridColumns) return false;
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

  const Mapped& text_;
  std::string_view printed_;
  std::vector<Grid>& out_;
  std::vector<TextLine> lines_;
  bool tabs_ = false;  // stand anywhere
  bool bars_ = false;
  ColumnsBefore before_;
  const std::vector<ColumnRole>* columns_ = nullptr;  // of the table without a head
  std::size_t tried_ = 0;                             // the line behind what was tried and is no table
  std::size_t cards_tried_ = 0;                       // the same for cards
  std::size_t barren_ = 0;                            // how many beginnings of a stream gave nothing …
  std::size_t barren_end_ = 0;                        // … before this line
};

}  // namespace

void find_text_tables(const Mapped& text, std::string_view printed, Range range, std::vector<Grid>& out) {
  TextTables(text, printed, range, out).find();
}

std::vector<Grid> find_tables(const Mapped& text, const Document& document, Range paper) {
  std::vector<Grid> out;
  std::size_t done = paper.begin;
  bool told = false;  // the table before was one of the format's, with a head
  std::vector<const Table*> tables;
  std::deque<Table> parts;
  for (const Table& table : document.tables) {
    std::vector<Table> parted = parted_at_heads(table, document.text);
    if (parted.empty()) tables.push_back(&table);
    for (Table& part : parted) tables.push_back(&parts.emplace_back(std::move(part)));
  }
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const Table& table = *tables[t];
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
    leave_out_notes(grid, table, text);
    // without a head it goes on with the table before, or belongs to the page's layout: its words are text then
    const bool goes_on = told && !out.empty() && out.back().columns == grid.columns && grid.rows > 0;
    const Table* const next = t + 1 < tables.size() ? tables[t + 1] : nullptr;
    grid.head_alone = !goes_on && next != nullptr && next->columns == grid.columns && grid.rows > 0 &&
                      head_of(grid).rows == grid.rows;
    if (!goes_on && !grid.head_alone && !settle(grid, text.view())) {
      told = false;
      continue;
    }
    told = true;
    if (done < grid.at.begin) find_text_tables(text, document.text, {done, grid.at.begin}, out);
    done = std::max(done, grid.at.end);
    out.push_back(std::move(grid));
  }
  if (done < paper.end) find_text_tables(text, document.text, {done, paper.end}, out);
  return out;
}

}  // namespace duban
