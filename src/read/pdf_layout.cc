// Words with places become lines, paragraphs and tables.

#include <algorithm>
#include <cmath>
#include <map>

#include "read/document_builder.h"
#include "read/pdf.h"
#include "text/table_head.h"
#include "text/utf8.h"

namespace duban {
namespace {

// Words that stand next to each other on a line.
struct Piece {
  double left = 0;
  double right = 0;
  std::string words;
};

struct PageLine {
  double top = 0;
  double bottom = 0;
  double size = 0;
  std::vector<Piece> pieces;  // words with no more between them than letters have: a cell holds whole ones
  double middle() const { return (top + bottom) / 2; }
  double left() const { return pieces.front().left; }
  double right() const { return pieces.back().right; }
};

std::string joined(const PageLine& line) {
  std::string out;
  double right = 0;
  for (const Piece& piece : line.pieces) {
    const double gap = piece.left - right;
    const char32_t before = utf8::before(out, out.size()).point;
    const char32_t next = utf8::at(piece.words, 0).point;
    if (!out.empty() && gap > line.size * 1.2) {
      out += "  ";
    } else if (!out.empty() && before < 0x80 && next < 0x80) {
      out += " ";
    }
    out += piece.words;
    right = piece.right;
  }
  return out;
}

std::vector<PageLine> lines_of(const PdfPage& page) {
  std::vector<const PdfWord*> words;
  for (const PdfWord& word : page.words) words.push_back(&word);
  std::stable_sort(words.begin(), words.end(),
                   [](const PdfWord* a, const PdfWord* b) { return a->top + a->bottom < b->top + b->bottom; });
  std::vector<std::vector<const PdfWord*>> rows;
  for (const PdfWord* word : words) {
    // on the line of a word that it stands beside; figures and letters are lower than hanzi
    bool placed = false;
    for (std::size_t back = 0; back < std::min<std::size_t>(rows.size(), 3) && !placed; ++back) {
      const PdfWord& first = *rows[rows.size() - 1 - back].front();
      const double shared = std::min(first.bottom, word->bottom) - std::max(first.top, word->top);
      const double smaller = std::min(first.bottom - first.top, word->bottom - word->top);
      if (shared < smaller * 0.65) continue;
      rows[rows.size() - 1 - back].push_back(word);
      placed = true;
    }
    if (!placed) rows.push_back({word});
  }
  std::vector<PageLine> lines;
  for (auto& row : rows) {
    std::stable_sort(row.begin(), row.end(),
                     [](const PdfWord* a, const PdfWord* b) { return a->left < b->left; });
    PageLine line;
    line.top = 1e9;
    for (const PdfWord* word : row) {
      line.top = std::min(line.top, word->top);
      line.bottom = std::max(line.bottom, word->bottom);
      line.size = std::max(line.size, word->size > 0 ? word->size : word->bottom - word->top);
      const double gap = line.pieces.empty() ? 1e9 : word->left - line.pieces.back().right;
      const double size = std::max(4.0, word->size > 0 ? word->size : word->bottom - word->top);
      if (gap > size * 0.3) {
        line.pieces.push_back({word->left, word->right, word->words});
        continue;
      }
      Piece& piece = line.pieces.back();
      const char32_t before = utf8::before(piece.words, piece.words.size()).point;
      const char32_t next = utf8::at(word->words, 0).point;
      if (gap > size * 0.15 && before < 0x80 && next < 0x80) piece.words.push_back(' ');
      piece.words += word->words;
      piece.right = std::max(piece.right, word->right);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string without_digits(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c != ' ' && !utf8::is_digit(static_cast<unsigned char>(c))) out.push_back(c);
  }
  return out;
}

bool is_bare_number(std::string_view words) {
  std::size_t digits = 0;
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    i += c.size;
    if (utf8::is_digit(c.point)) {
      ++digits;
    } else if (!utf8::is_blank(c.point) && c.point != '-' && c.point != U'—' && c.point != U'–' &&
               c.point != '/' && c.point != U'第' && c.point != U'页' && c.point != U'共' && c.point != U'－') {
      return false;
    }
  }
  return digits > 0 && digits <= 8;
}

// What a line that comes again on other pages has in common with them: its words and its height.
std::string running_key(const PageLine& line) {
  return without_digits(joined(line)) + std::to_string(std::lround(line.top / 3));
}

class PagesReader {
 public:
  explicit PagesReader(const std::vector<PdfPage>& pages) {
    for (const PdfPage& page : pages) pages_.push_back({page.width, page.height, lines_of(page)});
  }

  Document read() {
    drop_running_lines();
    for (Sheet& page : pages_) {
      margin_ = margin_of(page);
      for (std::size_t i = 0; i < page.lines.size();) i = next(page, i);
      // a table that reached the end of its page may go on with the next
    }
    end_table();
    return builder_.take("utf-8", "pdf");
  }

 private:
  struct Sheet {
    double width = 0;
    double height = 0;
    std::vector<PageLine> lines;
  };
  struct Column {
    double left = 0;  // where it begins; it ends where the next begins
    ColumnRole role = ColumnRole::kNone;
  };

  // Page numbers, and what stands at the edge of several pages.
  void drop_running_lines() {
    constexpr double kEdge = 0.085;
    std::map<std::string, std::size_t> seen;
    const auto at_edge = [](const Sheet& page, const PageLine& line) {
      return line.bottom < page.height * kEdge || line.top > page.height * (1 - kEdge);
    };
    for (const Sheet& page : pages_) {
      for (const PageLine& line : page.lines) {
        if (at_edge(page, line)) ++seen[running_key(line)];
      }
    }
    for (Sheet& page : pages_) {
      std::erase_if(page.lines, [&](const PageLine& line) {
        if (!at_edge(page, line)) return false;
        const std::string words = joined(line);
        return is_bare_number(words) ||
               (pages_.size() > 2 && line.pieces.size() == 1 && seen[running_key(line)] * 2 > pages_.size());
      });
    }
  }

  // Where the lines of a page mostly begin.
  static double margin_of(const Sheet& page) {
    std::map<int, std::size_t> begins;
    for (const PageLine& line : page.lines) {
      if (line.right() - line.left() > page.width * 0.4) ++begins[static_cast<int>(std::lround(line.left()))];
    }
    int best = 0;
    std::size_t most = 0;
    for (const auto& [left, count] : begins) {
      if (count > most) best = left, most = count;
    }
    return most == 0 ? 0 : best;
  }

  // The line or table that begins with line i; gives what comes behind it.
  std::size_t next(const Sheet& page, std::size_t i) {
    const PageLine& line = page.lines[i];
    if (const std::size_t behind = head_from(page, i); behind > i) {
      const std::vector<Piece> heads = heads_of(page, i, behind);
      if (!same_head(heads)) {
        end_table();
        begin_table(page, heads, behind);
      }
      return rows(page, behind);
    }
    if (!columns_.empty() && i == 0 && !leaves_table(line))
      return rows(page, i);  // the table of the page before
    end_table();
    const bool indented = line.left() - margin_ > line.size * 1.2;
    builder_.line((indented ? "　　" : "") + joined(line));
    return i + 1;
  }

  static bool all_heads(const PageLine& line) {
    return std::any_of(line.pieces.begin(), line.pieces.end(),
                       [](const Piece& piece) { return is_plain_head(piece.words); }) &&
           std::all_of(line.pieces.begin(), line.pieces.end(),
                       [](const Piece& piece) { return column_role(piece.words) != ColumnRole::kNone; });
  }

  // The heads of a table from line i on, over one line or several; gives the line behind them, i where there
  // are none.
  static std::size_t head_from(const Sheet& page, std::size_t i) {
    constexpr std::size_t kMostLines = 4;
    std::size_t end = i;
    std::size_t plain = 0;
    bool what = false;
    bool other = false;
    while (end < page.lines.size() && end < i + kMostLines && all_heads(page.lines[end])) {
      for (const Piece& piece : page.lines[end].pieces) {
        const ColumnRole role = column_role(piece.words);
        plain += is_plain_head(piece.words);
        what = what || (says_what(role) && role != ColumnRole::kCategory);
        other = other || says_who(role) || role == ColumnRole::kNumber;
      }
      ++end;
    }
    return plain >= 2 && what && other ? end : i;
  }

  // One head a column: of 责任分工 over 牵头单位 and 责任单位 the lower.
  static std::vector<Piece> heads_of(const Sheet& page, std::size_t begin, std::size_t end) {
    std::vector<Piece> heads;
    for (std::size_t i = begin; i < end; ++i) {
      for (const Piece& piece : page.lines[i].pieces) {
        const bool over = std::any_of(
            page.lines.begin() + static_cast<long>(i) + 1, page.lines.begin() + static_cast<long>(end),
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

  bool same_head(const std::vector<Piece>& heads) const {
    if (heads.size() != columns_.size()) return false;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (column_role(heads[c].words) != columns_[c].role) return false;
    }
    return true;
  }

  void begin_table(const Sheet& page, const std::vector<Piece>& heads, std::size_t behind) {
    columns_.clear();
    // how many lines below have words at each point of the line
    std::vector<std::uint32_t> covered(static_cast<std::size_t>(std::max(1.0, std::min(page.width, 5000.0))) +
                                       2);
    const std::size_t last = covered.size() - 1;
    for (std::size_t k = behind; k < page.lines.size(); ++k) {
      const PageLine& line = page.lines[k];
      if (line.pieces.size() == 1 &&
          line.right() - line.left() > (heads.back().right - heads.front().left) * 0.8)
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
      cells_.push_back({0, static_cast<std::uint32_t>(c), 1, 1, heads[c].words});
    }
    row_ = 1;
  }

  std::size_t column_at(const Piece& piece) const {
    const double at = piece.left + std::min(piece.right - piece.left, 8.0) / 2;
    std::size_t column = 0;
    while (column + 1 < columns_.size() && columns_[column + 1].left <= at) ++column;
    return column;
  }

  bool leaves_table(const PageLine& line) const {
    if (line.pieces.size() != 1) return false;
    const Piece& piece = line.pieces.front();
    const std::size_t column = column_at(piece);
    const double end = column + 1 < columns_.size() ? columns_[column + 1].left : 1e9;
    return piece.right > end + line.size * 3 && !read_section(piece.words);
  }

  static bool read_section(std::string_view words) {
    return words.size() < 120 &&
           (words.starts_with("一、") || words.starts_with("二、") || words.starts_with("三、") ||
            words.starts_with("四、") || words.starts_with("五、") || words.starts_with("六、") ||
            words.starts_with("七、") || words.starts_with("八、") || words.starts_with("九、") ||
            words.starts_with("十") || words.starts_with("（") || words.starts_with("("));
  }

  // The rows of a table from line i on, as far as they go on this page.
  std::size_t rows(const Sheet& page, std::size_t i) {
    std::size_t end = i;
    while (end < page.lines.size() && !leaves_table(page.lines[end]) && head_from(page, end) == end) ++end;
    std::size_t number = columns_.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c].role == ColumnRole::kNumber) number = c;
    }
    std::vector<double> bounds;  // a row ends above each
    std::vector<std::size_t> anchors;
    for (std::size_t k = i; k < end; ++k) {
      const PageLine& line = page.lines[k];
      for (const Piece& piece : line.pieces) {
        if (number < columns_.size() && column_at(piece) == number && is_bare_number(piece.words)) {
          anchors.push_back(k);
          break;
        }
      }
      // a heading that fills a row is a row of its own
      if (line.pieces.size() == 1 && read_section(line.pieces[0].words)) anchors.push_back(k);
    }
    anchors.erase(std::unique(anchors.begin(), anchors.end()), anchors.end());
    const auto widest_gap = [&](std::size_t from, std::size_t to) {
      std::size_t best = to;
      double widest = -1;
      for (std::size_t k = from + 1; k <= to; ++k) {
        const double gap = page.lines[k].middle() - page.lines[k - 1].middle();
        if (gap > widest + 0.5) widest = gap, best = k;
      }
      return best;
    };
    std::vector<std::size_t> begins;
    if (anchors.empty()) {
      // no numbers: a row begins behind a wider gap
      std::vector<double> gaps;
      for (std::size_t k = i + 1; k < end; ++k)
        gaps.push_back(page.lines[k].middle() - page.lines[k - 1].middle());
      std::vector<double> sorted = gaps;
      std::sort(sorted.begin(), sorted.end());
      const double usual = sorted.empty() ? 0 : sorted[sorted.size() / 4];
      for (std::size_t k = i; k < end; ++k) {
        if (k == i || gaps[k - i - 1] > usual * 1.25 || sorted.back() < usual * 1.25) begins.push_back(k);
      }
    } else {
      begins.push_back(i);
      for (std::size_t a = 1; a < anchors.size(); ++a) begins.push_back(widest_gap(anchors[a - 1], anchors[a]));
    }
    // a row that a page broke: what stands above the first number and is no half of its row goes on with the
    // last
    if (i == 0 && row_ > 1 && !anchors.empty() && anchors.front() > i) {
      const std::size_t stop = begins.size() > 1 ? begins[1] : end;
      const double number_at = page.lines[anchors.front()].middle();
      const double below = page.lines[stop - 1].middle() - number_at;
      std::size_t first = i;
      while (first < anchors.front() &&
             number_at - page.lines[first].middle() > below + page.lines[first].size * 0.6)
        ++first;
      for (std::size_t k = i; k < first; ++k) add_to_last_row(page.lines[k]);
      begins.front() = first;
    }
    for (std::size_t r = 0; r < begins.size(); ++r) {
      const std::size_t stop = r + 1 < begins.size() ? begins[r + 1] : end;
      std::vector<std::string> words(columns_.size());
      for (std::size_t k = begins[r]; k < stop; ++k) {
        for (const Piece& piece : page.lines[k].pieces) {
          std::string& cell = words[column_at(piece)];
          if (!cell.empty()) cell.push_back('\n');
          cell += piece.words;
        }
      }
      const bool heading = stop == begins[r] + 1 && page.lines[begins[r]].pieces.size() == 1 &&
                           read_section(page.lines[begins[r]].pieces[0].words);
      for (std::size_t c = 0; c < words.size(); ++c) {
        if (words[c].empty()) continue;
        cells_.push_back({row_, static_cast<std::uint32_t>(heading ? 0 : c), 1,
                          heading ? static_cast<std::uint32_t>(columns_.size()) : 1, std::move(words[c])});
      }
      ++row_;
    }
    if (end < page.lines.size() && head_from(page, end) == end) end_table();
    return end;
  }

  void add_to_last_row(const PageLine& line) {
    for (const Piece& piece : line.pieces) {
      const auto column = static_cast<std::uint32_t>(column_at(piece));
      const auto cell = std::find_if(cells_.begin(), cells_.end(), [&](const DocumentBuilder::Cell& each) {
        return each.row + 1 == row_ && each.column == column;
      });
      if (cell != cells_.end()) {
        cell->words += "\n" + piece.words;
      } else {
        cells_.push_back({row_ - 1, column, 1, 1, piece.words});
      }
    }
  }

  void end_table() {
    if (!cells_.empty()) builder_.table(std::move(cells_));
    cells_.clear();
    columns_.clear();
  }

  std::vector<Sheet> pages_;
  DocumentBuilder builder_;
  double margin_ = 0;
  std::vector<Column> columns_;  // of the table that is being read
  std::vector<DocumentBuilder::Cell> cells_;
  std::uint32_t row_ = 0;
};

}  // namespace

Document document_of_pages(const std::vector<PdfPage>& pages) { return PagesReader(pages).read(); }

}  // namespace duban
