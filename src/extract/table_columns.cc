#include "extract/table_columns.h"

#include <algorithm>
#include <string>

#include "extract/table_cells.h"
#include "extract/table_looks.h"
#include "grammar/units.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostRows = 60;
constexpr std::size_t kEnough = 20;  // cells of a column

// How often the first cells of a column look like something.
struct Votes {
  std::size_t filled = 0;
  std::size_t numbers = 0;  // that count on
  std::size_t figures = 0;
  std::size_t units = 0;
  std::size_t lists = 0;  // units, or words too long to be what is counted
  std::size_t people = 0;
  std::size_t days = 0;
  std::size_t texts = 0;
  std::size_t characters = 0;  // in cells that name no unit

  // Whether at least `part` of `whole` cells are so.
  bool most(std::size_t count, std::size_t part, std::size_t whole) const { return count * whole >= filled * part; }
};

bool is_figure(std::string_view words) {
  return std::all_of(words.begin(), words.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == '%' || c == '-' || c == ','; });
}

std::vector<Votes> votes_of(const Grid& grid, std::size_t first) {
  constexpr std::size_t kLongText = 8;   // characters
  constexpr std::size_t kLongWords = 30;  // bytes
  std::vector<Votes> votes(grid.columns);
  int next = 1;
  for (const GridCell& cell : grid.cells) {
    if (cell.row >= first + kMostRows) break;
    if (cell.row < first || cell.columns > 1 || cell.column >= grid.columns) continue;
    const std::string words = utf8::squeeze(cell.words.view());
    Votes& column = votes[cell.column];
    if (is_blank_mark(words) || column.filled >= kEnough) continue;
    const Looks looks = looks_of(cell.words.view());
    ++column.filled;
    const bool counts = looks.digits && words == std::to_string(next);
    next += counts;
    column.numbers += counts;
    column.figures += is_figure(words);
    column.units += looks.units;
    column.lists += words.size() > kLongWords || looks_like_unit_list(words);
    column.people += looks.people;
    column.days += looks.deadline;
    column.texts += looks.length >= kLongText && !looks.units && !looks.people && !looks.deadline && !looks.figure;
    column.characters += looks.units ? 0 : looks.length;
  }
  return votes;
}

}  // namespace

void settle_lead(std::vector<ColumnRole>& roles) {
  const auto has = [&](ColumnRole role) { return std::find(roles.begin(), roles.end(), role) != roles.end(); };
  if (!has(ColumnRole::kHelping) || has(ColumnRole::kLead) || has(ColumnRole::kClause)) return;
  const auto answers = std::find(roles.begin(), roles.end(), ColumnRole::kResponsible);
  if (answers != roles.end()) *answers = ColumnRole::kLead;
}

void check_roles(const Grid& grid, std::size_t first, std::vector<ColumnRole>& roles) {
  const std::vector<Votes> all = votes_of(grid, first);
  const auto known = [&](ColumnRole role) { return std::find(roles.begin(), roles.end(), role) != roles.end(); };
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const Votes& votes = all[column];
    ColumnRole& role = roles[column];
    if ((role == ColumnRole::kResponsible || role == ColumnRole::kHelping) && votes.filled > 1 && votes.lists * 4 < votes.filled)
      role = ColumnRole::kAside;
    if (says_what(role) && votes.filled > 0 && votes.figures * 3 > votes.filled * 2) role = ColumnRole::kAside;
    // 目标要求 | 12月底前完成, beside another column that says what
    const auto what = static_cast<std::size_t>(std::count_if(roles.begin(), roles.end(), [](ColumnRole each) { return says_what(each); }));
    if (says_what(role) && what > 1 && votes.filled > 1 && votes.most(votes.days, 4, 5) && !known(ColumnRole::kDeadline))
      role = ColumnRole::kDeadline;
    if (role != ColumnRole::kNone || votes.filled < 2) continue;
    if (votes.most(votes.people, 3, 4) && !known(ColumnRole::kLeader)) {
      role = ColumnRole::kLeader;
    } else if (votes.most(votes.units, 3, 4) && !known(ColumnRole::kResponsible)) {
      role = ColumnRole::kResponsible;
    } else if (votes.most(votes.days, 3, 4) && !known(ColumnRole::kDeadline)) {
      role = ColumnRole::kDeadline;
    } else if (votes.characters > votes.filled * 12 && votes.units == 0 && !known(ColumnRole::kTask) &&
               !known(ColumnRole::kDetail)) {
      role = ColumnRole::kDetail;
    }
  }
}

bool tell_columns(Grid& grid) {
  constexpr std::size_t kMostHeadRows = 3;
  constexpr std::size_t kFewestCells = 3;
  std::size_t first = kMostHeadRows + 1;  // the row that is numbered 1; those above it hold heads
  for (const GridCell& cell : grid.cells) {
    if (cell.row > kMostHeadRows) break;
    if (utf8::squeeze(cell.words.view()) == "1") {
      first = cell.row;
      break;
    }
  }
  if (first > kMostHeadRows) return false;
  const std::vector<Votes> all = votes_of(grid, first);
  std::vector<ColumnRole> roles(grid.columns, ColumnRole::kNone);
  bool number = false;
  bool text = false;
  std::size_t units = 0;
  for (std::size_t column = 0; column < grid.columns; ++column) {
    const Votes& votes = all[column];
    const auto most = [&](std::size_t count) { return votes.filled >= kFewestCells && votes.most(count, 4, 5); };
    if (!number && most(votes.numbers)) {
      roles[column] = ColumnRole::kNumber;
      number = true;
    } else if (most(votes.people)) {
      roles[column] = ColumnRole::kLeader;
    } else if (most(votes.units)) {
      // the first of two columns of units leads
      roles[column] = ColumnRole::kResponsible;
      ++units;
    } else if (most(votes.days)) {
      roles[column] = ColumnRole::kDeadline;
    } else if (most(votes.texts)) {
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

}  // namespace duban
