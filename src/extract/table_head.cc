#include <algorithm>
#include <string>

#include "extract/table.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kHeadRows = 6;  // titles and notes may stand above the head

const GridCell* cell_at(const Grid& grid, std::size_t row, std::size_t column) {
  for (const GridCell& cell : grid.cells) {
    if (cell.row > row) break;
    if (row < cell.row + cell.rows && column >= cell.column && column < cell.column + cell.columns)
      return &cell;
  }
  return nullptr;
}

struct HeadRow {
  std::size_t plain = 0;
  std::size_t known = 0;
  std::size_t filled = 0;
};

HeadRow head_row(const Grid& grid, std::size_t row) {
  HeadRow out;
  for (const GridCell& cell : grid.cells) {
    if (cell.row > row) break;
    if (cell.row != row || cell.words.empty()) continue;
    ++out.filled;
    out.known += column_role(cell.words.view()) != ColumnRole::kNone;
    out.plain += is_plain_head(cell.words.view());
  }
  return out;
}

}  // namespace

bool is_task_head(const std::vector<ColumnRole>& roles) {
  const auto has = [&](auto test) { return std::any_of(roles.begin(), roles.end(), test); };
  const bool what = has([](ColumnRole role) { return says_what(role) && role != ColumnRole::kCategory; });
  const bool who = has([](ColumnRole role) { return says_who(role); });
  const bool number = has([](ColumnRole role) { return role == ColumnRole::kNumber; });
  return what && (who || number);
}

GridHead head_of(const Grid& grid) {
  GridHead head;
  for (std::size_t row = 0; row < std::min(grid.rows, kHeadRows); ++row) {
    const HeadRow here = head_row(grid, row);
    if (here.known < 2 || here.plain == 0 || here.known * 2 < here.filled) continue;
    std::size_t last = row;
    // a head of two rows: 责任分工 over 牵头单位 and 责任单位
    while (last + 1 < grid.rows && last < row + 2) {
      const HeadRow next = head_row(grid, last + 1);
      if (next.plain == 0 || next.known * 2 < next.filled) break;
      ++last;
    }
    head.roles.assign(grid.columns, ColumnRole::kNone);
    for (std::size_t column = 0; column < grid.columns; ++column) {
      for (std::size_t r = last + 1; r-- > row && head.roles[column] == ColumnRole::kNone;) {
        if (const GridCell* cell = cell_at(grid, r, column))
          head.roles[column] = column_role(cell->words.view());
      }
    }
    if (is_task_head(head.roles)) {
      head.rows = last + 1;
      return head;
    }
  }
  head.roles.clear();
  return head;
}

bool heads_beside(const Grid& grid) {
  std::vector<ColumnRole> roles;
  std::size_t plain = 0;
  std::size_t rows = 0;
  for (const GridCell& cell : grid.cells) {
    if (cell.column != 0 || cell.words.empty()) continue;
    ++rows;
    roles.push_back(column_role(cell.words.view()));
    plain += is_plain_head(cell.words.view());
  }
  return plain >= 3 && plain * 3 >= rows * 2 && is_task_head(roles);
}

// The heads may stand there again, before more tasks: 序号 1 2 3 | 任务 … | 序号 4 5 6 | 任务 …
Grid turned(const Grid& grid) {
  constexpr std::size_t kLeftOut = static_cast<std::size_t>(-1);
  constexpr std::size_t kMostHeads = 60;
  std::vector<std::string> heads;             // of the first part
  std::vector<std::size_t> column(grid.rows);  // of what was a row
  std::vector<std::size_t> part(grid.rows);
  std::size_t parts = 0;
  std::size_t row = 0;
  const auto no_head = [&](std::size_t to) {  // beside these rows: the head above was merged, or none stands there
    for (; row < to; ++row) {
      if (parts == 0) heads.emplace_back();
      const std::size_t next = row > 0 && column[row - 1] != kLeftOut ? column[row - 1] + 1 : kLeftOut;
      column[row] = parts == 0 ? heads.size() - 1 : next < heads.size() ? next : kLeftOut;
      part[row] = parts;
    }
  };
  for (const GridCell& cell : grid.cells) {
    if (cell.column != 0 || cell.row < row) continue;
    no_head(cell.row);
    const std::string head = utf8::squeeze(cell.words.view());
    const auto last = heads.begin() + static_cast<std::ptrdiff_t>(std::min(heads.size(), kMostHeads));
    const auto known = head.empty() ? last : std::find(heads.begin(), last, head);
    parts += known == heads.begin() && known != last;
    column[row] = known != last ? static_cast<std::size_t>(known - heads.begin()) : heads.size();
    if (known == last && parts > 0) column[row] = kLeftOut;
    if (known == last && parts == 0) heads.push_back(head);
    part[row++] = parts;
  }
  no_head(grid.rows);
  Grid out;
  out.at = grid.at;
  out.left_out = grid.left_out;
  out.columns = heads.size();
  out.rows = 1 + (parts + 1) * (grid.columns - 1);
  for (GridCell cell : grid.cells) {
    if (column[cell.row] == kLeftOut || (cell.column == 0 && part[cell.row] > 0)) continue;
    if (cell.column > 0) cell.column += part[cell.row] * (grid.columns - 1);
    cell.row = column[cell.row];
    cell.rows = std::min(cell.rows, out.columns - cell.row);
    std::swap(cell.row, cell.column);
    std::swap(cell.rows, cell.columns);
    out.cells.push_back(std::move(cell));
  }
  std::sort(out.cells.begin(), out.cells.end(), [](const GridCell& a, const GridCell& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  return out;
}

bool is_task_grid(const Grid& grid) {
  return grid.rows >= 2 && grid.columns >= 2 && (head_of(grid).rows > 0 || heads_beside(grid));
}

}  // namespace duban
