#include "extract/table_lines.h"

#include <algorithm>

#include "extract/lines.h"
#include "grammar/furniture.h"
#include "text/char_set.h"
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
  static constexpr CharSet kBars(U"|｜│┃");
  return has_any(line, kBars);
}

bool is_rule_line(std::string_view line) {
  bool dash = false;
  for (std::size_t i = 0; i < line.size();) {
    const utf8::Char c = utf8::at(line, i);
    const bool box = c.point >= 0x2500 && c.point <= 0x257F;
    if (c.point == '-' || c.point == '=' || box) {
      dash = true;
    } else if (c.point != '|' && c.point != ':' && c.point != U'：' && c.point != '+' &&
               !utf8::is_blank(c.point)) {
      return false;
    }
    i += c.size;
  }
  return dash;
}

namespace {

// 表2 重点项目类, 表三：民生类 over another table.
bool is_caption(std::string_view line) {
  constexpr std::size_t kLongest = 90;  // bytes
  const std::string_view word = "表";
  if (!line.starts_with(word) || line.size() > kLongest) return false;
  const std::string_view number = "0123456789-";
  std::size_t at = word.size();
  while (at < line.size() && number.find(line[at]) != std::string_view::npos) ++at;
  for (const std::string_view digit : {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}) {
    if (at == word.size() && line.substr(at).starts_with(digit)) at += digit.size();
  }
  const char32_t next = utf8::at(line, at).point;
  return at > word.size() && (at == line.size() || utf8::is_blank(next) || next == ':' || next == U'：' || next == '.');
}

}  // namespace

bool ends_table(std::string_view line) {
  line = utf8::trim(line);
  for (const std::string_view word : {"注", "备注", "说明", "附注", "填表说明"}) {
    if (!line.starts_with(word)) continue;
    const std::string_view rest = line.substr(word.size());
    if (rest.starts_with("：") || rest.starts_with(":") || (rest.starts_with(" ") && rest.size() > 15) ||
        (word == "注" && !rest.empty() && utf8::is_digit(static_cast<unsigned char>(rest.front()))))
      return true;
  }
  for (const std::string_view word : {"抄送：", "抄送:", "分送：", "主送：", "主题词：", "主题词:", "填表人：", "填表人:"}) {
    if (line.starts_with(word)) return true;
  }
  return line.starts_with("（注") || line.starts_with("(注") || is_attachment_line(line) || is_imprint(line) || is_caption(line);
}

namespace {

// 续表, （续上表）, 续表2, 续表一 over the next part of a table.
bool says_goes_on(std::string_view line) {
  constexpr std::size_t kLongest = 24;  // bytes
  line = utf8::trim(line);
  for (const std::string_view bracket : {"（", "(", "【", "["}) {
    if (line.starts_with(bracket)) line.remove_prefix(bracket.size());
  }
  if (line.size() > kLongest) return false;
  return line.starts_with("续表") || line.starts_with("续上表") || line.starts_with("接上表") ||
         line.starts_with("续前表");
}

}  // namespace

bool is_page_line(std::string_view all, const TextLine& line) {
  return line.running || is_page_line(all.substr(line.begin, line.end - line.begin));
}

bool is_page_line(std::string_view line) {
  if (!page_furniture(line).empty() || says_goes_on(line)) return true;
  constexpr std::size_t kLongest = 300;
  if (line.size() > kLongest || !has_bar(line)) return false;
  const std::vector<Range> cells = cells_by_bars(line, {0, line.size(), false});
  std::size_t of_page = 0;
  for (const Range& cell : cells) of_page += !page_furniture(utf8::trim(range_words(line, cell))).empty();
  return cells.size() > 1 && of_page * 2 >= cells.size();
}

std::vector<Range> cells_by_bars(std::string_view all, const TextLine& line, FrontBar front) {
  std::vector<Range> cells;
  Range bounds = trimmed_range(all, {line.begin, line.end});
  std::size_t begin = bounds.begin;
  // a bar behind a blank opens the table's frame, or ends an empty cell where no frame closes the line
  const bool framed = bounds.begin == line.begin || (front == FrontBar::kMayFrame && is_bar(utf8::before(all, bounds.end).point));
  bool first = framed;
  for (std::size_t i = bounds.begin; (i = utf8::behind_hanzi(all, i, bounds.end)) < bounds.end;) {
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
  const auto parts = [&](std::size_t i) { return all[i] == ','; };
  std::size_t begin = line.begin;
  for (std::size_t i = line.begin;;) {
    while (i < line.end && all[i] == ' ') ++i;
    if (i < line.end && all[i] == '"') {
      if (const std::size_t end = quoted_end(all, i, line.end, parts); end != std::string_view::npos) {
        cells.push_back(trimmed_range(all, {i + 1, end - 1}));
        if (end >= line.end) break;
        begin = i = end + 1;
        continue;
      }
    }
    const std::size_t comma = std::min(all.substr(0, line.end).find(',', i), line.end);
    cells.push_back(without_open_quote(all, trimmed_range(all, {begin, comma})));
    if (comma >= line.end) break;
    begin = i = comma + 1;
  }
  return cells;
}

std::vector<Range> cells_by_words(std::string_view all, const TextLine& line) {
  std::vector<Range> out;
  for (std::size_t i = line.begin; i < line.end;) {
    while (i < line.end && utf8::is_blank(utf8::at(all, i).point)) i += utf8::at(all, i).size;
    const std::size_t begin = i;
    while (i < line.end && !utf8::is_blank(utf8::at(all, i).point)) i += utf8::at(all, i).size;
    if (begin >= i) continue;
    // 陈 刚
    const auto one_hanzi = [&](const Range& word) {
      const utf8::Char c = utf8::at(all, word.begin);
      return utf8::is_hanzi(c.point) && word.begin + c.size == word.end;
    };
    if (!out.empty() && one_hanzi(out.back()) && one_hanzi({begin, i})) {
      out.back().end = i;
    } else {
      out.push_back({begin, i});
    }
  }
  return out;
}

}  // namespace duban
