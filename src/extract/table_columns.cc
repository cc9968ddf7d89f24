// Tables without heads over their columns: what the cells hold tells what the columns are, or the heads stand before
// each value.

#include <algorithm>
#include <string>

#include "extract/table.h"
#include "extract/table_looks.h"
#include "text/utf8.h"

namespace duban {
namespace {

// How often the first cells of a column look like something.
struct Votes {
  std::size_t filled = 0;
  std::size_t numbers = 0;
  std::size_t units = 0;
  std::size_t people = 0;
  std::size_t days = 0;
  std::size_t texts = 0;
};

bool most(std::size_t count, const Votes& votes) { return votes.filled >= 3 && count * 5 >= votes.filled * 4; }

}  // namespace

bool tell_columns(Grid& grid) {
  constexpr std::size_t kMostHeadRows = 3;
  constexpr std::size_t kMostRows = 20;
  constexpr std::size_t kLongText = 8;  // characters
  std::size_t first = kMostHeadRows + 1;  // the row that is numbered 1; those above it hold heads
  for (const GridCell& cell : grid.cells) {
    if (cell.row > kMostHeadRows) break;
    if (utf8::squeeze(cell.words.view()) == "1") {
      first = cell.row;
      break;
    }
  }
  if (first > kMostHeadRows) return false;
  std::vector<Votes> votes(grid.columns);
  int next = 1;
  for (const GridCell& cell : grid.cells) {
    if (cell.row >= kMostRows) break;
    if (cell.row < first || cell.columns > 1 || cell.words.empty()) continue;
    const Looks looks = looks_of(cell.words.view());
    if (looks.empty) continue;
    Votes& column = votes[cell.column];
    ++column.filled;
    const bool counts = looks.digits && utf8::squeeze(cell.words.view()) == std::to_string(next);
    next += counts;
    column.numbers += counts;
    column.units += looks.units;
    column.people += looks.people;
    column.days += looks.deadline;
    column.texts += looks.length >= kLongText && !looks.units && !looks.people && !looks.deadline && !looks.figure;
  }
  std::vector<ColumnRole> roles(grid.columns, ColumnRole::kNone);
  bool number = false;
  bool text = false;
  std::size_t units = 0;
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const Votes& held = votes[column];
    if (!number && most(held.numbers, held)) {
      roles[column] = ColumnRole::kNumber;
      number = true;
    } else if (most(held.people, held)) {
      roles[column] = ColumnRole::kLeader;
    } else if (most(held.units, held)) {
      // the first of two columns of units leads
      roles[column] = ColumnRole::kResponsible;
      ++units;
    } else if (most(held.days, held)) {
      roles[column] = ColumnRole::kDeadline;
    } else if (most(held.texts, held)) {
      roles[column] = text ? ColumnRole::kDetail : ColumnRole::kTask;
      text = true;
    }
  }
  if (!number || !text || units == 0) return false;
  if (units > 1) *std::find(roles.begin(), roles.end(), ColumnRole::kResponsible) = ColumnRole::kLead;
  std::erase_if(grid.cells, [&](const GridCell& cell) { return cell.row < first; });
  for (GridCell& cell : grid.cells) cell.row -= first;
  grid.rows -= first;
  grid.roles = std::move(roles);
  return true;
}

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
