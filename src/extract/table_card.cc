// A card in a grid: the head stands before each value.

#include <algorithm>
#include <string>

#include "extract/table.h"
#include "text/utf8.h"

namespace duban {

Grid card_of(const Grid& grid) {
  Grid out;
  out.at = grid.at;
  std::vector<std::string> heads;
  std::vector<bool> filled;
  std::size_t values = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const GridCell& cell = grid.cells[i];
    if (cell.words.empty()) continue;
    if (!is_plain_head(cell.words.view())) {
      ++others;
      continue;
    }
    const bool value = i + 1 < grid.cells.size() && grid.cells[i + 1].row == cell.row &&
                       !grid.cells[i + 1].words.empty() && !is_plain_head(grid.cells[i + 1].words.view());
    if (!value) continue;
    const std::string head = utf8::squeeze(cell.words.view());
    auto known = std::find(heads.begin(), heads.end(), head);
    if (known == heads.end()) {
      if (out.rows > 1) return {};  // cards are alike
      known = heads.insert(heads.end(), head);
      out.roles.push_back(column_role(head));
      filled.push_back(false);
    }
    const auto column = static_cast<std::size_t>(known - heads.begin());
    if (out.rows == 0 || filled[column]) {  // the next card
      ++out.rows;
      filled.assign(heads.size(), false);
    }
    filled[column] = true;
    GridCell each;
    each.row = out.rows - 1;
    each.column = column;
    each.words = grid.cells[i + 1].words;
    out.cells.push_back(std::move(each));
    ++values;
    ++i;
  }
  out.columns = heads.size();
  if (values < 3 || others * 3 > values || !is_task_head(out.roles)) return {};
  std::stable_sort(out.cells.begin(), out.cells.end(), [](const GridCell& a, const GridCell& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  return out;
}

}  // namespace duban
