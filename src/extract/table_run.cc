// A table that was run together: 序号项目名称主要内容牵头单位1校园安心新建幼儿园2所。县教育局县财政局2…. What
// its cells hold tells where one ends: a number that counts on, a sentence's end, names of persons and units, a
// day. The pieces are then read as those of any table whose cells stand one after the other.

#include <algorithm>
#include <string>

#include "extract/run_cutter.h"
#include "extract/table_finders.h"
#include "grammar/furniture.h"
#include "grammar/mark.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kShortestLine = 150;  // bytes
constexpr std::size_t kShortestHeads = 24;  // bytes of heads on a line of their own

// The table of words that run together; no rows where they are none. `at`: where they stand in the paper.
Grid grid_of_run(const Mapped& joined, std::vector<ColumnRole> roles, Range at) {
  Stream stream;
  stream.cells = cut_run(joined.view(), roles);
  if (stream.cells.empty()) return {};
  stream.roles = std::move(roles);
  stream.whole_names = true;
  stream.at = at;
  return grid_of(joined, stream);
}

// 2、 in front of the second page of a paper that a page of the web shows page by page.
std::size_t page_mark(std::string_view line, std::size_t page) {
  const std::string mark = std::to_string(page) + "、";
  return line.starts_with(mark) ? mark.size() : 0;
}

// Heads that run together on a line of their own, and below them rows that do, one a line:
// 序号实事内容主办单位完成时间 | 1新建公厕12座。区城管局6月底 | 2改造旱厕30座。区建设局9月底
std::size_t find_rows_run_together(const Mapped& text, const TextLines& lines, std::size_t first,
                                   std::vector<Grid>& out) {
  const std::string_view all = text.view();
  if (lines[first].end - lines[first].begin < kShortestHeads) return first;
  std::size_t below = first + 1;
  while (below < lines.size() && lines[below].blank) ++below;
  if (below == lines.size()) return first;
  const std::string_view row = range_words(all, {lines[below].begin, lines[below].end});
  const char32_t begins = utf8::at(row, 0).point;
  if (begins != '1' && (utf8::is_hanzi(begins) || !utf8::trim(row).starts_with('1'))) return first;
  const Range line = trimmed_range(all, {lines[first].begin, lines[first].end});
  if (line.end - line.begin < kShortestHeads) return first;
  const std::string_view over = range_words(all, line);
  if (head_in_front(over).size == 0) return first;
  const RunHeads heads = run_heads(over);
  if (heads.size != over.size()) return first;
  Mapped joined;
  int rows = 0;
  std::size_t end = first + 1;
  for (std::size_t i = end; i < lines.size(); ++i) {
    const Range more = trimmed_range(all, {lines[i].begin, lines[i].end});
    const std::string_view words = range_words(all, more);
    if (words.empty() || words == over || lines[i].running || !page_furniture(words).empty()) continue;
    const std::string next = std::to_string(rows + 1);
    const bool begins_row = words.starts_with(next) && utf8::is_hanzi(utf8::at(words, next.size()).point);
    const bool ends = utf8::is_sentence_end(utf8::before(words, words.size()).point);  // no cell of who answers does
    if (!begins_row && (rows == 0 || ends || read_mark(words) || is_attachment_line(words))) break;
    rows += begins_row;
    joined.append(text, more.begin, more.end);
    end = i + 1;
  }
  constexpr int kFewest = 2;
  if (rows < kFewest) return first;
  Grid grid = grid_of_run(joined, heads.roles, {line.begin, lines[end - 1].end});
  if (grid.rows == 0) return first;
  out.push_back(std::move(grid));
  return end;
}

}  // namespace

std::size_t find_run_together(const Mapped& text, const TextLines& lines, std::size_t first,
                              std::vector<Grid>& out) {
  const std::string_view all = text.view();
  if (lines[first].end - lines[first].begin < kShortestLine) return find_rows_run_together(text, lines, first, out);
  const Range line = trimmed_range(all, {lines[first].begin, lines[first].end});
  if (line.end - line.begin < kShortestLine) return find_rows_run_together(text, lines, first, out);
  if (!may_hold_heads(range_words(all, line))) return first;
  std::size_t at = line.begin;
  RunHeads heads;
  for (const std::string_view within = all.substr(0, line.end); heads.size == 0; at += utf8::at(all, at).size) {
    at = next_head(within, at);
    if (at >= line.end) return first;
    heads = run_heads(within.substr(at));
    if (heads.size > 0) break;
  }
  // the lines that go on with it, without the marks of pages
  Mapped joined;
  joined.append(text, at + heads.size, line.end);
  const std::size_t mark = page_mark(range_words(all, line), 1);
  std::size_t page = 1;
  std::size_t end = first + 1;
  for (std::size_t i = end; i < lines.size(); ++i) {
    const Range more = trimmed_range(all, {lines[i].begin, lines[i].end});
    const std::string_view words = range_words(all, more);
    if (words.empty()) {
      if (mark > 0) continue;
      break;
    }
    const std::size_t own = mark > 0 ? page_mark(words, page + 1) : 0;
    if (own == 0 && (mark > 0 || words.size() < kShortestLine || is_attachment_line(words))) break;
    ++page;
    joined.append(text, more.begin + own, more.end);
    end = i + 1;
  }
  Grid grid = grid_of_run(joined, heads.roles, {mark > 0 ? line.begin : at, lines[end - 1].end});
  if (grid.rows == 0) return first;
  if (mark > 0 && line.begin + mark < at) {  // the words before the heads, behind the page's mark
    for (GridCell& cell : grid.cells) ++cell.row;
    ++grid.rows;
    GridCell title;
    title.columns = grid.columns;
    title.words.append(text, line.begin + mark, at);
    grid.cells.insert(grid.cells.begin(), std::move(title));
  }
  out.push_back(std::move(grid));
  return end;
}

}  // namespace duban
