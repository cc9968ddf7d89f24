#include "extract/told_tables.h"

#include <algorithm>
#include <utility>

#include "grammar/mark.h"
#include "text/utf8.h"

namespace duban {

// Rows at the end of a format's table that belong to none of its columns: 注：★为牵头单位, a signature,
// 填报人： beside 审核人：. A spreadsheet has no other place for them. They are text: the grid ends before
// them.
void leave_out_notes(Grid& grid, const Table& table, const Mapped& text) {
  const GridHead head = head_of(grid);
  // where the first column says what is to be done a row may have no other cell
  if (head.rows == 0 || head.roles.empty() || std::none_of(head.roles.begin() + 1, head.roles.end(), says_what))
    return;
  struct Row {
    const GridCell* last = nullptr;  // of its cells that hold words
    std::size_t filled = 0;
    std::size_t asking = 0;  // cells that end with a colon
    std::size_t begin = std::string_view::npos;
  };
  std::vector<Row> rows(grid.rows);
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const GridCell& cell = grid.cells[i];
    const std::string_view words = cell.words.view();
    if (cell.row >= rows.size()) return;
    rows[cell.row].begin = std::min<std::size_t>(rows[cell.row].begin, table.cells[i].at.begin);
    if (words.empty()) continue;
    const char32_t last = utf8::before(words, words.size()).point;
    for (std::size_t r = cell.row; r < std::min(rows.size(), cell.row + cell.rows); ++r) {
      rows[r].last = &cell;
      ++rows[r].filled;
      rows[r].asking += last == U'：' || last == ':';
    }
  }
  std::size_t end = grid.rows;
  for (; end > head.rows + 1; --end) {
    const Row& row = rows[end - 1];
    if (row.filled == 0) continue;
    const bool note = row.filled == 1 && row.last->column == 0 && row.last->row + 1 == end &&
                      !read_mark(row.last->words.view());
    if (!note && (row.filled < 2 || row.asking < row.filled)) break;
  }
  while (end < grid.rows && rows[end].filled == 0) ++end;
  if (end == grid.rows) return;
  grid.at.end = text.at_source(static_cast<std::uint32_t>(rows[end].begin));
  grid.rows = end;
  std::erase_if(grid.cells, [&](const GridCell& cell) { return cell.row >= end; });
  for (GridCell& cell : grid.cells) cell.rows = std::min(cell.rows, end - cell.row);
}

std::vector<Table> parted_at_heads(const Table& table, std::string_view printed) {
  using Heads = std::vector<std::pair<std::uint32_t, ColumnRole>>;  // by column
  struct Row {
    std::size_t first = 0;  // its cells in table.cells
    std::size_t filled = 0;
    std::size_t plain = 0;
    Heads heads;
  };
  std::vector<Row> rows(table.rows);
  std::vector<std::uint32_t> reach(table.rows + 1);  // how far down cells of the row go
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const TableCell& cell = table.cells[i];
    if (cell.row >= table.rows || (i > 0 && cell.row < table.cells[i - 1].row)) return {};
    Row& row = rows[cell.row];
    if (i == 0 || cell.row != table.cells[i - 1].row) row.first = i;
    reach[cell.row] = std::max(reach[cell.row], cell.row + cell.rows);
    const std::string_view words = utf8::trim(printed.substr(cell.at.begin, cell.at.size()));
    if (words.empty()) continue;
    ++row.filled;
    constexpr std::size_t kLongestHead = 60;  // bytes
    const ColumnRole role = words.size() > kLongestHead ? ColumnRole::kNone : column_role(words);
    if (role == ColumnRole::kNone) continue;
    row.heads.emplace_back(cell.column, role);
    row.plain += is_plain_head(words);
  }
  const auto is_head = [](const Row& row) {
    const auto any = [&](auto says) {
      return std::any_of(row.heads.begin(), row.heads.end(),
                         [&](const auto& head) { return says(head.second); });
    };
    return row.filled >= 3 && row.heads.size() == row.filled && row.plain >= 2 && any(says_what) &&
           any(says_who);
  };
  std::vector<Table> parts;
  std::vector<Heads> heads;  // of the part that is being read
  std::uint32_t begin = 0;
  std::uint32_t reached = 0;
  const auto part = [&](std::uint32_t end) {
    Table out;
    out.rows = end - begin;
    out.columns = table.columns;
    const std::size_t last = end < table.rows ? rows[end].first : table.cells.size();
    for (std::size_t i = rows[begin].first; i < last; ++i) {
      out.cells.push_back(table.cells[i]);
      out.cells.back().row -= begin;
    }
    out.at = {begin == 0 ? table.at.begin : out.cells.front().at.begin,
              end < table.rows ? table.cells[last].at.begin : table.at.end};
    parts.push_back(std::move(out));
    begin = end;
  };
  for (std::uint32_t r = 0; r < table.rows; ++r) {
    if (is_head(rows[r])) {
      const bool below = r > 0 && !heads.empty() && is_head(rows[r - 1]);
      const bool again = std::find(heads.begin(), heads.end(), rows[r].heads) != heads.end();
      if (!heads.empty() && !below && !again && reached <= r) {
        part(r);
        heads.clear();
      }
      heads.push_back(rows[r].heads);
    }
    reached = std::max(reached, reach[r]);
  }
  if (!parts.empty()) part(table.rows);
  return parts;
}

}  // namespace duban
