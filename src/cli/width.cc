#include "cli/width.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>

namespace duban::cli {
namespace {

struct WideRange {
  char32_t first;
  char32_t last;
};

// Unicode's East Asian Width W and F, in the blocks that Chinese papers and their damage use.
constexpr WideRange kWide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};
constexpr WideRange kNoWidth[] = {{0x0300, 0x036F}, {0x200B, 0x200F}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};

constexpr int kNarrowest = 6;
constexpr int kGap = 2;

// Marks that a line does not begin with.
constexpr std::array<std::string_view, 15> kClosing = {"，", "。", "、", "；", "：", "）", "”", "》",
                                                       "！", "？", "〕", "」", "%",  ",",  ")"};

struct Character {
  std::string_view bytes;
  char32_t code;
  int width;
};

bool in(char32_t code, const WideRange* ranges, std::size_t count) {
  return std::any_of(ranges, ranges + count,
                     [&](const WideRange& r) { return r.first <= code && code <= r.last; });
}

int width_of(char32_t code) {
  if (code < 0x20 || (code >= 0x7F && code < 0xA0)) return 0;
  if (in(code, kNoWidth, std::size(kNoWidth))) return 0;
  return in(code, kWide, std::size(kWide)) ? 2 : 1;
}

// The next character; a byte that is no UTF-8 stands for itself as one column.
Character take(std::string_view& text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t size = lead < 0x80   ? 1
                           : lead < 0xC0 ? 0
                           : lead < 0xE0 ? 2
                           : lead < 0xF0 ? 3
                           : lead < 0xF8 ? 4
                                         : 0;
  if (size == 0 || size > text.size()) {
    const Character broken{text.substr(0, 1), 0xFFFD, 1};
    text.remove_prefix(1);
    return broken;
  }
  char32_t code = size == 1 ? lead : lead & (0x7FU >> size);
  for (std::size_t i = 1; i < size; ++i) code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  const Character character{text.substr(0, size), code, width_of(code)};
  text.remove_prefix(size);
  return character;
}

bool is_word(char32_t code) {
  return code < 0x80 && (code == '.' || code == '-' || (code >= '0' && code <= '9') ||
                         (code >= 'A' && code <= 'Z') || (code >= 'a' && code <= 'z'));
}

// What must stay together: a run of ASCII letters and digits, or one character with the closing marks behind
// it.
struct Piece {
  std::string_view bytes;
  int width = 0;
};

std::vector<Piece> pieces_of(std::string_view text, int limit) {
  std::vector<Piece> pieces;
  bool in_word = false;
  while (!text.empty()) {
    const Character c = take(text);
    const bool closing = std::find(kClosing.begin(), kClosing.end(), c.bytes) != kClosing.end();
    const bool word = is_word(c.code);
    const bool joins =
        !pieces.empty() && (closing || (word && in_word)) && pieces.back().width + c.width <= limit;
    if (joins) {
      Piece& last = pieces.back();
      last.bytes = {last.bytes.data(), last.bytes.size() + c.bytes.size()};
      last.width += c.width;
    } else {
      pieces.push_back({c.bytes, c.width});
    }
    in_word = word;
  }
  return pieces;
}

std::vector<int> column_widths(const std::vector<std::string>& headings,
                               const std::vector<std::vector<std::string>>& rows, int room) {
  std::vector<int> widths;
  for (std::size_t column = 0; column < headings.size(); ++column) {
    int widest = display_width(headings[column]);
    for (const auto& row : rows) widest = std::max(widest, display_width(row[column]));
    widths.push_back(widest);
  }
  while (std::accumulate(widths.begin(), widths.end(), 0) > room) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) break;
    --*widest;
  }
  return widths;
}

void add_row(std::string& out, const std::vector<std::string>& cells, const std::vector<int>& widths) {
  std::vector<std::vector<std::string>> wrapped;
  std::size_t lines = 1;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    wrapped.push_back(wrap(cells[column], widths[column]));
    lines = std::max(lines, wrapped.back().size());
  }
  for (std::size_t line = 0; line < lines; ++line) {
    std::string text;
    int owed = 0;  // spaces before the next word, so that no line ends in spaces
    for (std::size_t column = 0; column < cells.size(); ++column) {
      const std::string cell = line < wrapped[column].size() ? wrapped[column][line] : std::string();
      if (!cell.empty()) {
        text.append(static_cast<std::size_t>(owed), ' ').append(cell);
        owed = 0;
      }
      owed += widths[column] - display_width(cell) + kGap;
    }
    out += text + "\n";
  }
}

}  // namespace

int display_width(std::string_view utf8) {
  int width = 0;
  while (!utf8.empty()) width += take(utf8).width;
  return width;
}

std::string printable(std::string_view utf8) {
  std::string out;
  while (!utf8.empty()) {
    const Character c = take(utf8);
    if (c.code == '\n' || c.code == '\t' || c.code == '\r') {
      out += ' ';
    } else if (c.code == 0xFFFD || c.code < 0x20 || (c.code >= 0x7F && c.code < 0xA0)) {
      out += "\xEF\xBF\xBD";
    } else {
      out += c.bytes;
    }
  }
  return out;
}

std::vector<std::string> wrap(std::string_view utf8, int width) {
  const std::string text = printable(utf8);
  std::vector<std::string> lines(1);
  int used = 0;
  for (const Piece& piece : pieces_of(text, width)) {
    if (used + piece.width > width && used > 0) {
      lines.emplace_back();
      used = 0;
    }
    if (used == 0 && piece.bytes == " ") continue;
    lines.back() += piece.bytes;
    used += piece.width;
  }
  return lines;
}

std::string render_table(const std::vector<std::string>& headings,
                         const std::vector<std::vector<std::string>>& rows, int width) {
  const int room = width - kGap * (static_cast<int>(headings.size()) - 1);
  const std::vector<int> widths = column_widths(headings, rows, room);
  std::string out;
  add_row(out, headings, widths);
  for (std::size_t column = 0; column < widths.size(); ++column) {
    out.append(static_cast<std::size_t>(widths[column]), '-')
        .append(column + 1 < widths.size() ? kGap : 0, ' ');
  }
  out += "\n";
  for (const auto& row : rows) add_row(out, row, widths);
  return out;
}

}  // namespace duban::cli
