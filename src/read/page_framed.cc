#include "read/page_framed.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "read/page_columns.h"
#include "text/utf8.h"

namespace duban {
namespace {

// The words of a cell, its lines as paragraphs: a line ends one where what comes next would have had room on
// it. `edge` is what stays free beside the longest line of its column. Short words one below the other may be
// names: they stay apart.
PlacedWords words_of(const std::vector<PageLine>& lines, double wide, double edge) {
  PlacedWords out;
  std::string before;
  double last = 0;
  for (const PageLine& line : lines) {
    PlacedWords words = joined(line);
    const double room = wide - 2 * edge - last;
    const auto is_short = [](std::string_view each) {
      const std::size_t count = utf8::count(utf8::squeeze(each));
      return count >= 2 && count <= 4;
    };
    const bool forced = !out.words.empty() && room < first_unit(words.words, line.size) * 1.02 &&
                        !(is_short(before) && is_short(words.words));
    before = words.words;
    last = line.right() - line.left();
    out.add(out.words.empty() || forced ? "" : "\n", words);
  }
  return out;
}

// The words of row `row` in `cells`, by column.
std::map<std::uint32_t, std::string> words_of_row(const std::vector<DocumentBuilder::Cell>& cells,
                                                  std::uint32_t row) {
  std::map<std::uint32_t, std::string> out;
  for (const DocumentBuilder::Cell& cell : cells) {
    if (cell.row > row) break;
    if (cell.row == row) out[cell.column] = utf8::squeeze(cell.words);
  }
  return out;
}

}  // namespace

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
  std::vector<DocumentBuilder::Cell> cells;
  for (std::size_t i = 0; i < frame.cells.size(); ++i) {
    const FrameCell& each = frame.cells[i];
    DocumentBuilder::Cell cell{each.row, each.column, each.rows, each.columns, {}, {}};
    PlacedWords words = words_of(lines[i], frame.xs[each.column + each.columns] - frame.xs[each.column],
                                 edges[{each.column, each.columns}]);
    cell.words = std::move(words.words);
    cell.places = std::move(words.places);
    cells.push_back(std::move(cell));
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

void FramedTable::go_on(const TableFrame& frame, std::vector<DocumentBuilder::Cell> cells) {
  for (DocumentBuilder::Cell& cell : cells) {
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
  std::erase_if(cells, [&](const DocumentBuilder::Cell& cell) { return cell.row + cell.rows <= first; });
  for (DocumentBuilder::Cell& cell : cells) cell.row -= std::min(cell.row, first);
  if (cells.empty()) return;
  const bool broken = breaks_row(cells);
  for (DocumentBuilder::Cell& cell : cells) {
    if (cell.row > 0) continue;
    DocumentBuilder::Cell* above = last_cell_in(cell.column);
    if (above == nullptr || above->columns != cell.columns) continue;
    const bool empty = utf8::trim(cell.words).empty();
    // the rest of a broken row, and of a cell that fills rows on both pages
    if (!(broken && above->rows == 1) && !(empty && (above->rows > 1 || cell.rows > 1))) continue;
    if (!empty) {
      PlacedWords words{std::move(above->words), std::move(above->places)};
      words.add(words.words.empty() ? "" : "\n", PlacedWords{std::move(cell.words), std::move(cell.places)});
      above->words = std::move(words.words);
      above->places = std::move(words.places);
    }
    above->rows = rows_ + cell.rows - (broken ? 1 : 0) - above->row;
    cell.rows = 0;  // taken
  }
  const std::uint32_t shift = rows_ - (broken ? 1 : 0);
  for (DocumentBuilder::Cell& cell : cells) {
    if (cell.rows == 0) continue;
    cell.row += shift;
    cells_.push_back(std::move(cell));
  }
  rows_ = shift + rows - first;
}

DocumentBuilder::Cell* FramedTable::last_cell_in(std::uint32_t column) {
  constexpr std::size_t kFarthest = 5000;  // cells; one that fills more rows than these have is not continued
  const std::size_t last = cells_.size() - std::min(cells_.size(), kFarthest);
  for (std::size_t i = cells_.size(); i-- > last;) {
    DocumentBuilder::Cell& cell = cells_[i];
    if (cell.column == column && cell.row + cell.rows == rows_) return &cell;
  }
  return nullptr;
}

// Whether the first row of a page is the rest of the row above: where rows are numbered it has no number,
// else its words go on with a sentence that did not end.
bool FramedTable::breaks_row(const std::vector<DocumentBuilder::Cell>& cells) {
  bool any_empty = false;
  bool open_sentence = false;
  for (const DocumentBuilder::Cell& cell : cells) {
    if (cell.row > 0) continue;
    const DocumentBuilder::Cell* above = last_cell_in(cell.column);
    if (above == nullptr || above->columns != cell.columns || cell.rows > 1) continue;
    if (is_bare_number(cell.words)) return false;
    const bool empty = utf8::trim(cell.words).empty();
    if (empty && is_bare_number(above->words)) return true;
    any_empty = any_empty || (empty && !utf8::trim(above->words).empty());
    const std::string_view words = utf8::trim(above->words);
    if (!empty && utf8::count(words) >= 20 && !utf8::is_sentence_end(utf8::before(words, words.size()).point))
      open_sentence = true;
  }
  return any_empty && open_sentence;
}

void FramedTable::end() {
  if (!cells_.empty()) builder_.table(std::move(cells_));
  cells_.clear();
}

}  // namespace duban
