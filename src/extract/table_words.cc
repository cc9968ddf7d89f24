// Rows whose cells commas or single blanks part.

#include <algorithm>

#include "extract/table_finders.h"
#include "extract/table_rows.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostStreamColumns = 16;

// 月底前 below 2026年12
bool cuts_day(std::string_view text, const Range& above, const Range& next) {
  const utf8::Char last = utf8::before(text, above.end);
  const char32_t first = utf8::at(text, next.begin).point;
  return above.end - above.begin > 4 && utf8::is_digit(last.point) && (first == U'月' || first == U'日' || first == U'年');
}

// In columns of a terminal.
std::size_t width_of(std::string_view words) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    width += c.size > 1 ? 2 : 1;
    i += c.size;
  }
  return width;
}

// 春生 below 贺, where the line above is as long as lines are: the break cut the words.
bool cuts_word(std::string_view text, const Range& above, const Range& next, const TextLine& line, std::size_t longest) {
  constexpr std::size_t kRoom = 4;  // columns of a terminal
  const auto one_hanzi = [&](const Range& word) {
    const utf8::Char c = utf8::at(text, word.begin);
    return utf8::is_hanzi(c.point) && word.begin + c.size == word.end;
  };
  const utf8::Char below = utf8::at(text, next.begin);
  return (one_hanzi(above) || one_hanzi(next)) && utf8::is_hanzi(below.point) &&
         width_of(line_words(text, line)) + kRoom >= longest;
}

bool same_words(std::string_view text, const std::vector<Range>& a, const std::vector<Range>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const Range& one, const Range& other) {
    return text.substr(one.begin, one.end - one.begin) == text.substr(other.begin, other.end - other.begin);
  });
}

}  // namespace

bool heads_of_tasks(const Mapped& text, const std::vector<Range>& cells) {
  if (cells.size() < 3 || cells.size() > kMostGridColumns) return false;
  std::size_t plain = 0;
  std::vector<ColumnRole> roles;
  for (const Range& cell : cells) {
    const std::string_view head = text.view().substr(cell.begin, cell.end - cell.begin);
    roles.push_back(column_role(head));
    plain += is_plain_head(head);
    if (roles.back() == ColumnRole::kNone && utf8::count(head) > 8) return false;
  }
  return plain >= 3 && is_task_head(roles);
}

namespace {

// 1,新建粮仓3座,县发改局 above 2,…: rows that count, without heads over them.
bool counts_rows(const Mapped& text, const TextLines& lines, std::size_t first, const std::vector<Range>& cells) {
  if (cells.size() < 3 || text.view().substr(cells[0].begin, cells[0].end - cells[0].begin) != "1") return false;
  std::size_t next = first + 1;
  while (next < lines.size() && lines[next].blank) ++next;
  if (next >= lines.size()) return false;
  const std::vector<Range> below = cells_by_commas(text.view(), lines[next]);
  return below.size() == cells.size() && text.view().substr(below[0].begin, below[0].end - below[0].begin) == "2";
}

}  // namespace

std::size_t find_comma_rows(const Mapped& text, const TextLines& lines, std::size_t first, std::size_t& tried,
                            std::vector<Grid>& out) {
  const std::vector<Range> head = cells_by_commas(text.view(), lines[first]);
  const bool headed = heads_of_tasks(text, head);
  if (!headed && !counts_rows(text, lines, first, head)) return first;
  RowsBuilder rows(text);
  std::size_t end = first;
  for (std::size_t line = first; line < lines.size(); ++line) {
    if (lines[line].blank) continue;
    const std::vector<Range> cells = cells_by_commas(text.view(), lines[line]);
    if (cells.size() != head.size()) {
      // 一、提振消费 and the page's own lines between rows
      if (line + 1 >= lines.size() || cells_by_commas(text.view(), lines[line + 1]).size() != head.size()) break;
      const Range at{lines[line].begin, lines[line].end};
      const auto mark = read_mark(utf8::trim(line_words(text.view(), lines[line])));
      if (is_page_line(text.view(), lines[line])) {
        rows.leave_out(at);
      } else if (mark && mark->value.kind <= MarkKind::kChineseParen) {
        rows.add_whole_row(at);
      } else {
        break;
      }
      continue;
    }
    rows.add_row(cells);
    end = line + 1;
  }
  tried = std::max(tried, end);
  if (rows.rows() < 2) return first;
  Grid grid = rows.take({lines[first].begin, lines[end - 1].end});
  if (!headed && !tell_columns(grid)) return first;
  out.push_back(std::move(grid));
  return end;
}

std::size_t find_blank_words(const Mapped& text, const TextLines& lines, std::size_t first, std::size_t& tried,
                             std::vector<Grid>& out) {
  constexpr std::size_t kParagraph = 150;  // bytes
  constexpr std::size_t kEnough = 200;     // lines
  const std::vector<Range> head = cells_by_words(text.view(), lines[first]);
  if (head.size() > kMostStreamColumns || !heads_of_tasks(text, head)) return first;
  Stream stream;
  for (const Range& cell : head)
    stream.roles.push_back(column_role(text.view().substr(cell.begin, cell.end - cell.begin)));
  std::size_t longest = 0;  // columns of a line
  for (std::size_t line = first; line < lines.size() && line < first + kEnough; ++line) {
    const std::string_view here = line_words(text.view(), lines[line]);
    if (here.size() <= kParagraph) longest = std::max(longest, width_of(here));
  }
  std::size_t end = first + 1;
  std::size_t above = first;  // the line that the last cell stands in
  std::vector<Range> left_out;
  for (std::size_t line = first + 1; line < lines.size(); ++line) {
    if (lines[line].blank) continue;
    if (is_page_line(text.view(), lines[line])) {
      left_out.push_back({lines[line].begin, lines[line].end});
      continue;
    }
    const std::vector<Range> cells = cells_by_words(text.view(), lines[line]);
    if (cells.size() == 1 && cells[0].end - cells[0].begin > kParagraph) break;  // a paragraph behind the table
    if (ends_table(line_words(text.view(), lines[line]))) break;
    const bool heads = heads_of_tasks(text, cells);
    if (heads && !same_words(text.view(), cells, head)) break;  // another table's
    auto own = cells.begin();
    if (!heads && !cells.empty() && !stream.cells.empty() && above + 1 == line &&
        (cuts_day(text.view(), stream.cells.back(), cells.front()) ||
         cuts_word(text.view(), stream.cells.back(), cells.front(), lines[above], longest)))
      stream.cells.back().end = (own++)->end;
    above = line;
    if (!heads) stream.cells.insert(stream.cells.end(), own, cells.end());
    stream.left_out.insert(stream.left_out.end(), left_out.begin(), left_out.end());
    left_out.clear();
    end = line + 1;
  }
  tried = std::max(tried, end);
  if (stream.cells.size() < stream.roles.size()) return first;
  stream.at = {lines[first].begin, lines[end - 1].end};
  Grid grid = grid_of(text, stream);
  if (grid.rows == 0) return first;
  out.push_back(std::move(grid));
  return end;
}

}  // namespace duban
