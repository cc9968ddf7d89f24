#include "extract/table_lines.h"

#include <algorithm>

#include "text/utf8.h"

namespace duban {

std::vector<TextLine> text_lines(const Mapped& text, Range range) {
  std::vector<TextLine> lines;
  const std::string_view all = text.view();
  for (std::size_t begin = range.begin; begin < range.end;) {
    std::size_t end = std::min(all.find('\n', begin), range.end);
    lines.push_back({begin, end, utf8::trim(all.substr(begin, end - begin)).empty()});
    begin = end + 1;
  }
  return lines;
}

Range trimmed_range(std::string_view text, Range range) {
  range.end = std::min(range.end, text.size());
  if (range.begin >= range.end) return {range.begin, range.begin};
  const std::string_view words = utf8::trim(text.substr(range.begin, range.end - range.begin));
  if (words.empty()) return {range.begin, range.begin};
  const auto begin = static_cast<std::size_t>(words.data() - text.data());
  return {begin, begin + words.size()};
}

bool is_bar(char32_t point) { return point == '|' || point == U'｜' || point == U'│' || point == U'┃'; }

bool has_bar(std::string_view line) {
  if (line.find('|') != std::string_view::npos) return true;
  for (const std::string_view bar : {"｜", "│", "┃"}) {
    if (line.find(bar) != std::string_view::npos) return true;
  }
  return false;
}

bool is_rule_line(std::string_view line) {
  bool dash = false;
  for (std::size_t i = 0; i < line.size();) {
    const utf8::Char c = utf8::at(line, i);
    const bool box = c.point >= 0x2500 && c.point <= 0x257F;
    if (c.point == '-' || c.point == '=' || box) {
      dash = true;
    } else if (c.point != '|' && c.point != ':' && c.point != '+' && !utf8::is_blank(c.point)) {
      return false;
    }
    i += c.size;
  }
  return dash;
}

std::vector<Range> cells_by_bars(std::string_view all, const TextLine& line) {
  std::vector<Range> cells;
  Range bounds = trimmed_range(all, {line.begin, line.end});
  std::size_t begin = bounds.begin;
  bool first = true;
  for (std::size_t i = bounds.begin; i < bounds.end;) {
    const utf8::Char c = utf8::at(all, i);
    if (is_bar(c.point)) {
      if (!first || i > begin) cells.push_back({begin, i});
      first = false;
      begin = i + c.size;
    }
    i += c.size;
  }
  if (begin < bounds.end) cells.push_back({begin, bounds.end});
  return cells;
}

std::vector<Range> cells_by_commas(std::string_view all, const TextLine& line) {
  std::vector<Range> cells;
  std::size_t begin = line.begin;
  bool quoted = false;
  const auto take = [&](std::size_t end) {
    Range cell = trimmed_range(all, {begin, end});
    if (cell.end - cell.begin >= 2 && all[cell.begin] == '"' && all[cell.end - 1] == '"')
      ++cell.begin, --cell.end;
    cells.push_back(cell);
  };
  for (std::size_t i = line.begin; i < line.end; ++i) {
    if (all[i] == '"') quoted = !quoted;
    if (all[i] != ',' || quoted) continue;
    take(i);
    begin = i + 1;
  }
  take(line.end);
  return cells;
}

std::vector<Range> cells_by_words(std::string_view all, const TextLine& line) {
  std::vector<Range> out;
  for (std::size_t i = line.begin; i < line.end;) {
    while (i < line.end && utf8::is_blank(utf8::at(all, i).point)) i += utf8::at(all, i).size;
    const std::size_t begin = i;
    while (i < line.end && !utf8::is_blank(utf8::at(all, i).point)) i += utf8::at(all, i).size;
    if (begin < i) out.push_back({begin, i});
  }
  return out;
}

}  // namespace duban
