#include "read/page_columns.h"

#include <algorithm>

#include "text/utf8.h"

namespace duban {
namespace {

bool all_heads(const PageLine& line) {
  return std::any_of(line.pieces.begin(), line.pieces.end(),
                     [](const Piece& piece) { return is_plain_head(piece.words); }) &&
         std::all_of(line.pieces.begin(), line.pieces.end(),
                     [](const Piece& piece) { return column_role(piece.words) != ColumnRole::kNone; });
}

// One head a column: of 责任分工 over 牵头单位 and 责任单位 the lower.
std::vector<Piece> heads_of(const std::vector<PageLine>& lines, std::size_t begin, std::size_t end) {
  std::vector<Piece> heads;
  for (std::size_t i = begin; i < end; ++i) {
    for (const Piece& piece : lines[i].pieces) {
      const bool over =
          std::any_of(lines.begin() + static_cast<long>(i) + 1, lines.begin() + static_cast<long>(end),
                      [&](const PageLine& below) {
                        std::size_t near = 0;
                        for (const Piece& other : below.pieces)
                          near += other.left < piece.right + 60 && other.right > piece.left - 60;
                        const double middle = (piece.left + piece.right) / 2;
                        return near >= 2 && below.left() < middle && below.right() > middle &&
                               std::none_of(below.pieces.begin(), below.pieces.end(), [&](const Piece& other) {
                                 return other.left < middle && other.right > middle;
                               });
                      });
      if (!over) heads.push_back(piece);
    }
  }
  std::sort(heads.begin(), heads.end(), [](const Piece& a, const Piece& b) { return a.left < b.left; });
  return heads;
}

bool read_section(std::string_view words) {
  return words.size() < 120 &&
         (words.starts_with("一、") || words.starts_with("二、") || words.starts_with("三、") ||
          words.starts_with("四、") || words.starts_with("五、") || words.starts_with("六、") ||
          words.starts_with("七、") || words.starts_with("八、") || words.starts_with("九、") ||
          words.starts_with("十") || words.starts_with("（") || words.starts_with("("));
}

// Whether two of the lines' pieces stand beside each other: heads that stand one below the other are no row, but lines of a
// text that prints its table cell by cell.
bool side_by_side(const std::vector<PageLine>& lines, std::size_t begin, std::size_t end) {
  double left = 1e9;   // the leftmost end of a piece
  double right = -1e9;  // the rightmost beginning
  for (std::size_t i = begin; i < end; ++i) {
    for (const Piece& piece : lines[i].pieces) left = std::min(left, piece.right), right = std::max(right, piece.left);
  }
  return left <= right;
}

PlacedWords single(const Piece& piece, std::uint32_t page) {
  PlacedWords out;
  out.add("", piece, page);
  return out;
}

// Where rows begin that have no numbers: behind a gap that is wider than most, or at each line where none is.
std::vector<std::size_t> begins_behind_gaps(const std::vector<PageLine>& lines, std::size_t i, std::size_t end) {
  constexpr double kWide = 1.25;
  std::vector<double> gaps;
  for (std::size_t k = i + 1; k < end; ++k) gaps.push_back(lines[k].middle() - lines[k - 1].middle());
  std::vector<double> sorted = gaps;
  std::sort(sorted.begin(), sorted.end());
  const double usual = sorted.empty() ? 0 : sorted[sorted.size() / 4];
  std::vector<std::size_t> begins;
  for (std::size_t k = i; k < end; ++k) {
    if (k == i || gaps[k - i - 1] > usual * kWide || sorted.back() < usual * kWide) begins.push_back(k);
  }
  return begins;
}

// Where rows with these anchors begin: at the widest gap between two.
std::vector<std::size_t> begins_between(const std::vector<PageLine>& lines, std::size_t i,
                                        const std::vector<std::size_t>& anchors) {
  std::vector<std::size_t> begins{i};
  for (std::size_t a = 1; a < anchors.size(); ++a) {
    std::size_t best = anchors[a];
    double widest = -1;
    for (std::size_t k = anchors[a - 1] + 1; k <= anchors[a]; ++k) {
      const double gap = lines[k].middle() - lines[k - 1].middle();
      if (gap > widest + 0.5) widest = gap, best = k;
    }
    begins.push_back(best);
  }
  return begins;
}

}  // namespace

bool is_bare_number(std::string_view words) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    i += c.size;
    if (utf8::is_digit(c.point)) {
      ++digits;
    } else if (!utf8::is_blank(c.point) && c.point != '-' && c.point != U'—' && c.point != U'–' &&
               c.point != '/' && c.point != U'第' && c.point != U'页' && c.point != U'共' && c.point != U'－' &&
               c.point != U'·' && c.point != U'•' && c.point != '~') {
      return false;
    }
  }
  return digits > 0 && digits <= 8;
}

void UnframedTable::put(std::uint32_t row, std::uint32_t column, std::uint32_t columns, PlacedWords words) {
  cells_.push_back({row, column, 1, columns, std::move(words.words), std::move(words.places)});
}

std::size_t UnframedTable::head_from(const std::vector<PageLine>& lines, std::size_t i) {
  constexpr std::size_t kMostLines = 4;
  std::size_t end = i;
  std::size_t plain = 0;
  bool what = false;
  bool other = false;
  while (end < lines.size() && end < i + kMostLines && all_heads(lines[end])) {
    for (const Piece& piece : lines[end].pieces) {
      const ColumnRole role = column_role(piece.words);
      plain += is_plain_head(piece.words);
      what = what || (says_what(role) && role != ColumnRole::kCategory);
      other = other || says_who(role) || role == ColumnRole::kNumber;
    }
    ++end;
  }
  return plain >= 2 && what && other && side_by_side(lines, i, end) ? end : i;
}

bool UnframedTable::same_head(const std::vector<Piece>& heads) const {
  if (heads.size() != columns_.size()) return false;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (column_role(heads[c].words) != columns_[c].role) return false;
  }
  return true;
}

void UnframedTable::begin(const std::vector<PageLine>& lines, const std::vector<Piece>& heads,
                          std::size_t behind) {
  columns_.clear();
  // how many lines below have words at each point of the line
  std::vector<std::uint32_t> covered(static_cast<std::size_t>(std::max(1.0, std::min(width_, 5000.0))) + 2);
  const std::size_t last = covered.size() - 1;
  for (std::size_t k = behind; k < lines.size(); ++k) {
    const PageLine& line = lines[k];
    if (line.pieces.size() == 1 && line.right() - line.left() > (heads.back().right - heads.front().left) * 0.8)
      break;
    for (const Piece& piece : line.pieces) {
      for (auto x = static_cast<std::size_t>(std::max(0.0, piece.left));
           x <= last && static_cast<double>(x) < piece.right; ++x)
        ++covered[x];
    }
  }
  for (std::size_t c = 0; c < heads.size(); ++c) {
    Column column;
    column.role = column_role(heads[c].words);
    if (c > 0) {
      const auto middle = [&](const Piece& piece) { return (piece.left + piece.right) / 2; };
      const auto from = static_cast<std::size_t>(std::max(0.0, middle(heads[c - 1])));
      const std::size_t to = std::min(last, static_cast<std::size_t>(std::max(0.0, middle(heads[c]))));
      std::size_t best = from;
      std::size_t best_run = 0;
      std::uint32_t fewest = 0xFFFFFFFFU;
      for (std::size_t x = from; x <= to;) {
        std::size_t end = x;
        while (end <= to && covered[end] == covered[x]) ++end;
        if (covered[x] < fewest || (covered[x] == fewest && end - x > best_run)) {
          fewest = covered[x];
          best = (x + end) / 2;
          best_run = end - x;
        }
        x = end;
      }
      column.left = static_cast<double>(best);
    }
    columns_.push_back(column);
    put(0, static_cast<std::uint32_t>(c), 1, single(heads[c], lines.front().page));
  }
  row_ = 1;
}

std::size_t UnframedTable::column_at(const Piece& piece) const {
  const double at = piece.left + std::min(piece.right - piece.left, 8.0) / 2;
  std::size_t column = 0;
  while (column + 1 < columns_.size() && columns_[column + 1].left <= at) ++column;
  return column;
}

bool UnframedTable::leaves_table(const PageLine& line) const {
  if (line.pieces.size() != 1) return false;
  const Piece& piece = line.pieces.front();
  const std::size_t column = column_at(piece);
  const double end = column + 1 < columns_.size() ? columns_[column + 1].left : 1e9;
  return piece.right > end + line.size * 3 && !read_section(piece.words);
}

// The rows of a table from line i on, as far as they go on this page.
std::size_t UnframedTable::rows(const std::vector<PageLine>& lines, std::size_t i, bool goes_on) {
  std::size_t end = i;
  while (end < lines.size() && !leaves_table(lines[end]) && head_from(lines, end) == end) ++end;
  const std::vector<std::size_t> anchors = anchors_in(lines, i, end);
  std::vector<std::size_t> begins =
      anchors.empty() ? begins_behind_gaps(lines, i, end) : begins_between(lines, i, anchors);
  if (goes_on && row_ > 1 && !anchors.empty() && anchors.front() > i)
    begins.front() = end_broken_row(lines, i, anchors.front(), begins.size() > 1 ? begins[1] : end);
  for (std::size_t r = 0; r < begins.size(); ++r)
    add_row(lines, begins[r], r + 1 < begins.size() ? begins[r + 1] : end);
  if (end < lines.size() && head_from(lines, end) == end) this->end();
  return end;
}

// The lines that hold a row's number, and headings, which fill a row of their own.
std::vector<std::size_t> UnframedTable::anchors_in(const std::vector<PageLine>& lines, std::size_t i,
                                                   std::size_t end) const {
  std::size_t number = columns_.size();
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].role == ColumnRole::kNumber) number = c;
  }
  std::vector<std::size_t> anchors;
  for (std::size_t k = i; k < end; ++k) {
    const PageLine& line = lines[k];
    for (const Piece& piece : line.pieces) {
      if (number < columns_.size() && column_at(piece) == number && is_bare_number(piece.words)) {
        anchors.push_back(k);
        break;
      }
    }
    if (line.pieces.size() == 1 && read_section(line.pieces[0].words)) anchors.push_back(k);
  }
  anchors.erase(std::unique(anchors.begin(), anchors.end()), anchors.end());
  return anchors;
}

// A row that a page broke: what stands above the first number and is no half of its row goes on with the last. Gives
// the line behind it; `stop` is where the first number's row ends.
std::size_t UnframedTable::end_broken_row(const std::vector<PageLine>& lines, std::size_t i, std::size_t number,
                                          std::size_t stop) {
  const double number_at = lines[number].middle();
  const double below = lines[stop - 1].middle() - number_at;
  std::size_t first = i;
  while (first < number && number_at - lines[first].middle() > below + lines[first].size * 0.6) ++first;
  for (std::size_t k = i; k < first; ++k) add_to_last_row(lines[k]);
  return first;
}

void UnframedTable::add_row(const std::vector<PageLine>& lines, std::size_t begin, std::size_t stop) {
  std::vector<PlacedWords> words(columns_.size());
  for (std::size_t k = begin; k < stop; ++k) {
    for (const Piece& piece : lines[k].pieces) {
      PlacedWords& cell = words[column_at(piece)];
      cell.add(cell.words.empty() ? "" : "\n", piece, lines[k].page);
    }
  }
  const bool heading =
      stop == begin + 1 && lines[begin].pieces.size() == 1 && read_section(lines[begin].pieces[0].words);
  for (std::size_t c = 0; c < words.size(); ++c) {
    if (words[c].words.empty()) continue;
    put(row_, static_cast<std::uint32_t>(heading ? 0 : c),
        heading ? static_cast<std::uint32_t>(columns_.size()) : 1, std::move(words[c]));
  }
  ++row_;
}

void UnframedTable::add_to_last_row(const PageLine& line) {
  for (const Piece& piece : line.pieces) {
    const auto column = static_cast<std::uint32_t>(column_at(piece));
    // the last row stands at the end
    auto cell = cells_.end();
    while (cell != cells_.begin() && (cell - 1)->row + 1 == row_ && (cell - 1)->column != column) --cell;
    if (cell != cells_.begin() && (cell - 1)->row + 1 == row_) {
      --cell;
      PlacedWords words{std::move(cell->words), std::move(cell->places)};
      words.add("\n", piece, line.page);
      cell->words = std::move(words.words);
      cell->places = std::move(words.places);
    } else {
      put(row_ - 1, column, 1, single(piece, line.page));
    }
  }
}

std::size_t UnframedTable::take(const std::vector<PageLine>& lines, std::size_t i, double page_width,
                                bool begins_page) {
  if (const std::size_t behind = head_from(lines, i); behind > i) {
    width_ = page_width;
    const std::vector<Piece> heads = heads_of(lines, i, behind);
    const bool goes_on = same_head(heads);
    if (!goes_on) {
      end();
      begin(lines, heads, behind);
    }
    return rows(lines, behind, goes_on && begins_page && i == 0);
  }
  if (open() && i == 0 && begins_page && !leaves_table(lines[i])) return rows(lines, i, true);
  return i;
}

void UnframedTable::end() {
  if (!cells_.empty()) builder_.table(std::move(cells_));
  cells_.clear();
  columns_.clear();
}

}  // namespace duban
