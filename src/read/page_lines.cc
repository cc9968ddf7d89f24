#include "read/page_lines.h"

#include <algorithm>

#include "text/utf8.h"

namespace duban {
namespace {

double size_of(const PageWord& word) { return word.size > 0 ? word.size : word.bottom - word.top; }

}  // namespace

std::vector<PageLine> lines_of(const std::vector<const PageWord*>& all, std::uint32_t page) {
  std::vector<const PageWord*> words = all;
  std::stable_sort(words.begin(), words.end(), [](const PageWord* a, const PageWord* b) {
    return a->top + a->bottom < b->top + b->bottom;
  });
  std::vector<std::vector<const PageWord*>> rows;
  for (const PageWord* word : words) {
    // on the line of a word that it stands beside; figures and letters are lower than hanzi
    bool placed = false;
    for (std::size_t back = 0; back < std::min<std::size_t>(rows.size(), 3) && !placed; ++back) {
      const PageWord& first = *rows[rows.size() - 1 - back].front();
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
                     [](const PageWord* a, const PageWord* b) { return a->left < b->left; });
    PageLine line;
    line.page = page;
    line.top = 1e9;
    for (const PageWord* word : row) {
      const double size = std::max(4.0, size_of(*word));
      line.top = std::min(line.top, word->top);
      line.bottom = std::max(line.bottom, word->bottom);
      line.size = std::max(line.size, size_of(*word));
      const double gap = line.pieces.empty() ? 1e9 : word->left - line.pieces.back().right;
      if (gap > size * 0.3) {
        line.pieces.push_back({word->left, word->top, word->right, word->bottom, word->words, word->blank});
        continue;
      }
      Piece& piece = line.pieces.back();
      const char32_t before = utf8::before(piece.words, piece.words.size()).point;
      const char32_t next = utf8::at(word->words, 0).point;
      if (word->blank || (gap > size * 0.15 && before < 0x80 && next < 0x80)) piece.words.push_back(' ');
      piece.words += word->words;
      piece.right = std::max(piece.right, word->right);
      piece.top = std::min(piece.top, word->top);
      piece.bottom = std::max(piece.bottom, word->bottom);
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

void PlacedWords::add(std::string_view between, const Piece& piece, std::uint32_t page) {
  words += between;
  Place place;
  place.page = page;
  place.left = static_cast<float>(piece.left);
  place.top = static_cast<float>(piece.top);
  place.right = static_cast<float>(piece.right);
  place.bottom = static_cast<float>(piece.bottom);
  place.at.begin = static_cast<std::uint32_t>(words.size());
  words += piece.words;
  place.at.end = static_cast<std::uint32_t>(words.size());
  places.push_back(place);
}

void PlacedWords::add(std::string_view between, const PlacedWords& more) {
  words += between;
  const auto shift = static_cast<std::uint32_t>(words.size());
  words += more.words;
  for (Place place : more.places) {
    place.at.begin += shift;
    place.at.end += shift;
    places.push_back(place);
  }
}

PlacedWords joined(const PageLine& line) {
  PlacedWords out;
  double right = 0;
  for (const Piece& piece : line.pieces) {
    const double gap = piece.left - right;
    const char32_t before = utf8::before(out.words, out.words.size()).point;
    const char32_t next = utf8::at(piece.words, 0).point;
    std::string_view between;
    // Full-width blanks part hanzi, half-width ones a number and hanzi (1.1 全年…); what is narrower comes of
    // setting the line.
    const bool beside_ascii = (before < 0x80) != (next < 0x80);
    if (!out.words.empty() && gap > line.size * 0.8) {
      between = "  ";
    } else if (!out.words.empty() &&
               (piece.blank || (before < 0x80 && next < 0x80) || (beside_ascii && gap > line.size * 0.45))) {
      between = " ";
    }
    out.add(between, piece, line.page);
    right = piece.right;
  }
  return out;
}

double first_unit(std::string_view words, double size) {
  const auto opens = [](char32_t p) {
    return utf8::is_open_bracket(p) || p == U'“' || p == U'《' || p == U'〈';
  };
  const auto closes = [](char32_t p) {
    constexpr std::u32string_view kMarks = U"，。、；：！？”》〉%％";
    return utf8::is_close_bracket(p) || kMarks.find(p) != std::u32string_view::npos;
  };
  double wide = 0;
  char32_t before = 0;
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    const bool word = utf8::is_digit(c.point) || utf8::is_ascii_letter(c.point) || c.point == '.';
    const bool in_word = utf8::is_digit(before) || utf8::is_ascii_letter(before) || before == '.';
    if (before != 0 && !opens(before) && !closes(c.point) && !(word && in_word)) break;
    wide += c.point < 0x80 ? size * 0.55 : size;
    before = c.point;
    i += c.size;
  }
  return wide;
}

}  // namespace duban
