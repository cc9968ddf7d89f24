#include "read/page_framed.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "read/page_columns.h"
#include "text/utf8.h"

namespace duban {
namespace {

// What parts two lines of a cell: a paragraph ends where what comes next would have had `room` on its last
// line. Short words one below the other may be names: they stay apart.
std::string_view between(std::string_view before, double room, std::string_view next, double first_of_next) {
  if (before.empty()) return "";
  const auto is_short = [](std::string_view each) {
    const std::size_t count = utf8::count(utf8::squeeze(each));
    return count >= 2 && count <= 4;
  };
  return room < first_of_next * 1.02 && !(is_short(before) && is_short(next)) ? "" : "\n";
}

// The words of row `row` in `cells`, by column.
template <class Cells>
std::map<std::uint32_t, std::string> words_of_row(const Cells& cells, std::uint32_t row) {
  std::map<std::uint32_t, std::string> out;
  for (const auto& cell : cells) {
    if (cell.row > row) break;
    if (cell.row == row) out[cell.column] = utf8::squeeze(cell.words);
  }
  return out;
}

}  // namespace

// The words of a cell, its lines as paragraphs. `edge` is what stays free beside the longest line of its
// column.
void FramedTable::fill(Cell& cell, const std::vector<PageLine>& lines, double wide, double edge) {
  PlacedWords out;
  for (const PageLine& line : lines) {
    const PlacedWords words = joined(line);
    const double first = first_unit(words.words, line.size);
    if (out.words.empty()) cell.first_line = words.words, cell.first = first;
    out.add(between(cell.last_line, cell.room, words.words, first), words);
    cell.last_line = words.words;
    cell.room = wide - 2 * edge - (line.right() - line.left());
  }
  cell.words = std::move(out.words);
  cell.places = std::move(out.places);
}

void FramedTable::take(const TableFrame& frame, std::uint32_t page, bool begins_page) {
  std::vector<std::vector<PageLine>> lines;                         // by cell
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> edges;  // by the columns that a cell fills
  for (const FrameCell& each : frame.cells) {
    lines.push_back(lines_of(each.words, page));
    constexpr double kMostEdge = 6;  // points
    double& edge = edges.try_emplace({each.column, each.columns}, kMostEdge).first->second;
    for (const PageLine& line : lines.back()) {
      edge = std::min({edge, std::max(0.0, line.left() - frame.xs[each.column]),
                       std::max(0.0, frame.xs[each.column + each.columns] - line.right())});
    }
  }
  std::vector<Cell> cells(frame.cells.size());
  for (std::size_t i = 0; i < frame.cells.size(); ++i) {
    const FrameCell& each = frame.cells[i];
    Cell& cell = cells[i];
    cell.row = each.row, cell.column = each.column, cell.rows = each.rows, cell.columns = each.columns;
    fill(cell, lines[i], frame.xs[each.column + each.columns] - frame.xs[each.column],
         edges[{each.column, each.columns}]);
  }
  if (begins_page && fits(frame.xs)) {
    go_on(frame, std::move(cells));
  } else {
    end();
    cells_ = std::move(cells);
    xs_ = frame.xs;
    rows_ = static_cast<std::uint32_t>(frame.ys.size() - 1);
  }
}

// Whether columns with these lines between them are columns of the open table, or several of them together.
bool FramedTable::fits(const std::vector<double>& xs) const {
  constexpr double kShift = 6;  // points
  if (cells_.empty() || std::fabs(xs.front() - xs_.front()) > kShift ||
      std::fabs(xs.back() - xs_.back()) > kShift)
    return false;
  return std::all_of(xs.begin(), xs.end(), [&](double x) {
    return std::any_of(xs_.begin(), xs_.end(), [&](double own) { return std::fabs(own - x) <= kShift; });
  });
}

void FramedTable::go_on(const TableFrame& frame, std::vector<Cell> cells) {
  for (Cell& cell : cells) {
    const auto own = [&](std::uint32_t column) {
      const double x = frame.xs[column];
      return static_cast<std::uint32_t>(
          std::min_element(xs_.begin(), xs_.end(),
                           [&](double a, double b) { return std::fabs(a - x) < std::fabs(b - x); }) -
          xs_.begin());
    };
    const std::uint32_t end = own(cell.column + cell.columns);
    cell.column = own(cell.column);
    cell.columns = std::max(1U, end - cell.column);
  }
  // heads that are printed again
  std::uint32_t first = 0;
  const auto rows = static_cast<std::uint32_t>(frame.ys.size() - 1);
  const auto comes_again = [&](std::uint32_t row) {
    for (std::uint32_t head = 0; head < 4 && head < rows_; ++head) {
      const auto words = words_of_row(cells_, head);
      if (words.size() > 1 && words == words_of_row(cells, row)) return true;
    }
    return false;
  };
  while (first < rows && first < 4 && comes_again(first)) ++first;
  std::erase_if(cells, [&](const Cell& cell) { return cell.row + cell.rows <= first; });
  for (Cell& cell : cells) cell.row -= std::min(cell.row, first);
  if (cells.empty()) return;
  const bool broken = breaks_row(cells);
  for (Cell& cell : cells) {
    if (cell.row > 0) continue;
    Cell* above = last_cell_in(cell.column);
    if (above == nullptr || above->columns != cell.columns) continue;
    const bool empty = utf8::trim(cell.words).empty();
    // the rest of a broken row, and of a cell that fills rows on both pages
    if (!(broken && above->rows == 1) && !(empty && (above->rows > 1 || cell.rows > 1))) continue;
    if (!empty) {
      PlacedWords words{std::move(above->words), std::move(above->places)};
      words.add(between(above->last_line, above->room, cell.first_line, cell.first),
                PlacedWords{std::move(cell.words), std::move(cell.places)});
      above->words = std::move(words.words);
      above->places = std::move(words.places);
      above->last_line = std::move(cell.last_line);
      above->room = cell.room;
    }
    above->rows = rows_ + cell.rows - (broken ? 1 : 0) - above->row;
    cell.rows = 0;  // taken
  }
  const std::uint32_t shift = rows_ - (broken ? 1 : 0);
  for (Cell& cell : cells) {
    if (cell.rows == 0) continue;
    cell.row += shift;
    cells_.push_back(std::move(cell));
  }
  rows_ = shift + rows - first;
}

FramedTable::Cell* FramedTable::last_cell_in(std::uint32_t column) {
  constexpr std::size_t kFarthest = 5000;  // cells; one that fills more rows than these have is not continued
  const std::size_t last = cells_.size() - std::min(cells_.size(), kFarthest);
  for (std::size_t i = cells_.size(); i-- > last;) {
    Cell& cell = cells_[i];
    if (cell.column == column && cell.row + cell.rows == rows_) return &cell;
  }
  return nullptr;
}

// Whether the first row of a page is the rest of the row above: where rows are numbered it has no number, else
// its words go on with a sentence that did not end; or it has no words but those, and they had no room on the
// line before.
bool FramedTable::breaks_row(const std::vector<Cell>& cells) {
  bool any_empty = false;
  bool open_sentence = false;
  std::size_t filled = 0;
  bool no_room = false;
  for (const Cell& cell : cells) {
    if (cell.row > 0) continue;
    const Cell* above = last_cell_in(cell.column);
    filled += !utf8::trim(cell.words).empty();
    if (above == nullptr || above->columns != cell.columns || cell.rows > 1) continue;
    if (is_bare_number(cell.words)) return false;
    const bool empty = utf8::trim(cell.words).empty();
    if (empty && is_bare_number(above->words)) return true;
    any_empty = any_empty || (empty && !utf8::trim(above->words).empty());
    const std::string_view words = utf8::trim(above->words);
    if (empty || utf8::is_sentence_end(utf8::before(words, words.size()).point)) continue;
    constexpr std::size_t kSentence = 20;  // characters; less may be a title
    constexpr std::size_t kShort = 8;
    open_sentence = open_sentence || utf8::count(words) >= kSentence;
    no_room = no_room || (utf8::count(words) >= kShort && above->room < cell.first);
  }
  return (any_empty && open_sentence) || (filled == 1 && no_room);
}

void FramedTable::end() {
  if (!cells_.empty())
    builder_.table({std::make_move_iterator(cells_.begin()), std::make_move_iterator(cells_.end())});
  cells_.clear();
}

}  // namespace duban
