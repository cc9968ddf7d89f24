#include "extract/lines.h"

#include <algorithm>
#include <utility>

#include "extract/bare_labels.h"
#include "extract/front_lines.h"
#include "grammar/day.h"
#include "grammar/furniture.h"
#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {

std::size_t bullet_size(std::string_view words) {
  static constexpr FewWords kBullets{"——", "●", "■", "◆", "▶", "►", "•", "○", "□", "◇", "◎", "※", "✓", "√"};
  const std::string_view bullet = kBullets.at(words);
  return words.size() > bullet.size() || bullet == "——" ? bullet.size() : 0;
}

bool is_comma(char32_t p) { return p == U'，' || p == ',' || p == U'、' || p == U'；' || p == ';'; }

bool ends_text(std::string_view words) {
  const utf8::Char last = utf8::before(words, words.size());
  if (utf8::is_sentence_end(last.point) || last.point == U'：' || last.point == ':') return true;
  if (last.point == U'”' || last.point == U'’')
    return utf8::is_sentence_end(utf8::before(words, words.size() - last.size).point);
  if (!utf8::is_close_bracket(last.point)) return false;
  if (utf8::is_sentence_end(utf8::before(words, words.size() - last.size).point)) return true;  // （…。）
  const auto bracket = last_bracket(words);
  return bracket &&
         is_assignment(words.substr(bracket->inside.begin, bracket->inside.end - bracket->inside.begin));
}

bool is_imprint(std::string_view words) {
  constexpr std::size_t kLongest = 200;
  static constexpr FewWords kBegins{"抄送：", "抄送:", "抄 送：", "抄报：", "分送：", "（此件", "(此件"};
  if (!kBegins.at(words).empty()) return true;
  return words.size() < kLongest && words.ends_with("印发") && find_day(words).has_value();
}

namespace {

// 11.121人才梯队项目 behind number 10 is number 11, not a decimal.
bool goes_on_counting(std::string_view words, int last) {
  const std::string next = std::to_string(last + 1);
  if (last == 0 || !words.starts_with(next) || words.size() < next.size() + 3) return false;
  if (words[next.size()] != '.' || !utf8::is_digit(static_cast<unsigned char>(words[next.size() + 1])))
    return false;
  std::size_t at = next.size() + 1;
  while (at < words.size() && utf8::is_digit(static_cast<unsigned char>(words[at]))) ++at;
  return at < words.size() && words[at] != '%' && words[at] != '.';
}

std::size_t width_of(std::string_view words) {
  std::uint32_t width = 0;  // narrow and without a branch, so that several bytes are added at once
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    width += static_cast<std::uint32_t>(byte < 0x80U) + 2 * static_cast<std::uint32_t>(byte >= 0xC0U);
  }
  return width;
}

std::vector<Line> lines_of(std::string_view text, const std::vector<Range>& tables, const PageEdges& edges) {
  std::vector<Line> lines;
  // no more than these, so that a long paper's need not be moved; what is not used takes no memory
  std::size_t ends = 0;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) ++ends;
  lines.reserve(ends + 2 * tables.size() + 2);
  int last_number = 0;
  bool ended = true;  // the line before ended a sentence
  std::size_t table = 0;
  auto box = edges.box.begin();
  std::size_t front_end = 0;  // of a first line whose parts were run together
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    constexpr std::size_t kLongTitle = 150;  // bytes
    if (lines.empty() && end - begin > kLongTitle && is_front_run_together(text.substr(begin, end - begin))) front_end = end;
    if (begin < front_end) {
      const std::size_t part = front_part(text.substr(begin, end - begin));
      if (part > 0) end = begin + part;
    }
    if (table < tables.size() && end > tables[table].begin) {
      if (begin < tables[table].begin) {
        end = tables[table].begin;  // words in front of a table on its first line
      } else {
        Line line;
        line.begin = line.full_begin = tables[table].begin;
        line.end = line.full_end = std::max(tables[table].end, begin);
        line.table = ++table;
        lines.push_back(std::move(line));
        begin = lines.back().end;
        last_number = 0;
        ended = true;
        continue;
      }
    }
    const std::string_view full = text.substr(begin, end - begin);
    std::string_view words = utf8::trim(full);
    if (!words.empty()) {
      Line line;
      line.full_begin = static_cast<std::size_t>(words.data() - text.data());
      line.full_end = line.full_begin + words.size();
      line.indented = line.full_begin > begin;
      // 分解表,,,,: cells of nothing behind the words of a comma-separated sheet
      if (words.ends_with(",,")) {
        while (words.ends_with(',')) words.remove_suffix(1);
      }
      while (line.hashes < 6 && words.starts_with('#')) words.remove_prefix(1), ++line.hashes;
      words = utf8::trim(words);
      if (words.size() > 4 && words.starts_with("**") && words.ends_with("**")) {
        words = utf8::trim(words.substr(2, words.size() - 4));
        line.bold = true;
      }
      // ★3.新建: a star in front of the number; - 3.新建, - 牵头单位：…: a list of Markdown
      static constexpr std::string_view kStars[] = {"★", "☆", "▲", "△", "※", "＊", "*", "- "};
      static constexpr CharSet kBegins = CharSet::beginnings(kStars);
      for (const std::string_view star : kStars) {
        if (!kBegins.has(utf8::at(words, 0).point)) break;
        if (!words.starts_with(star)) continue;
        const std::string_view rest = utf8::trim(words.substr(star.size()));
        if (read_mark(rest) || (star == "- " && label_at(rest, 0))) words = rest;
      }
      line.begin = static_cast<std::size_t>(words.data() - text.data());
      line.end = line.begin + words.size();
      line.furniture = page_furniture(words);
      while (box != edges.box.end() && *box < line.full_begin) ++box;
      if (box != edges.box.end() && *box == line.full_begin) line.furniture = kBoxRule;
      if (line.full_begin >= edges.foot && line.furniture.empty()) line.furniture = kFootRule;
      if (const auto mark = read_mark(words)) {
        line.marked = true;
        line.kind = mark->value.kind;
        line.mark_size = mark->size;
        if (line.kind == MarkKind::kDigit) last_number = mark->value.value;
      } else if (ended && goes_on_counting(words, last_number)) {
        line.marked = true;
        line.kind = MarkKind::kDigit;
        std::string label = std::to_string(++last_number);
        const std::size_t size = label.size() + 1;
        line.counted = CountedMark{{MarkKind::kDigit, last_number, std::move(label)}, size};
      }
      line.ends = ends_text(words);
      line.width = width_of(text.substr(begin, line.end - begin));
      line.labelled = label_at(words, 0).has_value() && !is_imprint(words);
      ended = line.ends || line.labelled;
      if (!words.empty()) lines.push_back(std::move(line));
    }
    begin = end < text.size() && text[end] != '\n' ? end : end + 1;
  }
  return lines;
}

// 1.1 or 1 in front of a line: figures and, behind a dot, figures, then a blank or the wording.
struct Counter {
  int major = 0;
  int minor = 0;  // 0: none
  std::size_t size = 0;
};

std::optional<Counter> counter_at(std::string_view words) {
  Counter counter;
  std::size_t at = 0;
  const auto figures = [&](int& value) {
    const std::size_t begin = at;
    while (at < words.size() && at - begin < 3 && utf8::is_digit(static_cast<unsigned char>(words[at])))
      value = value * 10 + (words[at++] - '0');
    return at > begin;
  };
  if (!figures(counter.major) || counter.major == 0) return {};
  const bool dotted = at < words.size() && words[at] == '.';
  if (dotted) {
    ++at;
    if (!figures(counter.minor) || counter.minor == 0) return {};
    const utf8::Char stop = utf8::at(words, at);
    if (stop.point == '.' || stop.point == U'、' || stop.point == U'．') at += stop.size;
  }
  counter.size = at;
  const std::size_t blanks = at;
  while (at < words.size() && utf8::is_blank(utf8::at(words, at).point)) at += utf8::at(words, at).size;
  const char32_t next = utf8::at(words, at).point;
  if (!utf8::is_hanzi(next) && next != U'“' && next != U'《' && next != U'★' && next != U'☆') return {};
  if (at == blanks && (!dotted || next == U'万' || next == U'亿' || next == U'个' || next == U'米' || next == U'元')) return {};
  return counter;
}

// Lines that count 1.1, 1.2, 2.1 or 1, 2, 3 and print no stop behind the figure: a mark only where they go on
// counting.
void find_counters(std::string_view text, std::vector<Line>& lines) {
  struct Found {
    std::size_t line;
    Counter counter;
  };
  std::vector<Found> dotted;
  std::vector<Found> plain;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.table > 0 || line.marked || line.labelled || line.furniture.size() > 0) continue;
    const auto counter = counter_at(text.substr(line.begin, line.end - line.begin));
    if (counter) (counter->minor > 0 ? dotted : plain).push_back({i, *counter});
  }
  // Those that count on, from 1 or from where a part of a paper begins; a few lines that begin with a figure of their sentence may stand between.
  const auto counting = [](const std::vector<Found>& found) {
    constexpr std::size_t kOneInEight = 8;
    std::vector<Found> chain;
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Found& each = found[i];
      const Counter& next = each.counter;
      // a part of a paper begins in the middle: 7, 8, 9
      const bool part = chain.empty() && i + 1 < found.size() && next.minor == 0 && found[i + 1].counter.major == next.major + 1;
      const Counter last = chain.empty() ? Counter{part ? next.major - 1 : 0} : chain.back().counter;
      // 2.1, 2.3: the line of one may have lost its beginning
      constexpr int kLost = 1;
      const bool on = next.minor > 0 ? (next.major == last.major && next.minor > last.minor && next.minor <= last.minor + 1 + kLost) ||
                                           (next.major == last.major + 1 && next.minor <= 1 + kLost)
                                     : next.major == last.major + 1;
      if (on) chain.push_back(each);
    }
    if (chain.size() < 3 || (found.size() - chain.size()) * kOneInEight > found.size()) chain.clear();
    return chain;
  };
  const std::vector<Found> sub = counting(dotted);
  const auto mark = [&](const std::vector<Found>& found, MarkKind kind) {
    for (const Found& each : found) {
      Line& line = lines[each.line];
      const Counter& counter = each.counter;
      std::string label = std::to_string(counter.major);
      if (counter.minor > 0) label += "." + std::to_string(counter.minor);
      line.marked = true;
      line.kind = kind;
      line.counted =
          CountedMark{{kind, counter.minor > 0 ? counter.minor : counter.major, std::move(label)}, counter.size};
    }
  };
  mark(sub, MarkKind::kDigitParen);
  if (!sub.empty() && plain.size() > 1 && plain.front().counter.major == 1) {
    mark(plain, MarkKind::kDigit);
  } else {
    mark(counting(plain), MarkKind::kDigit);
  }
}

}  // namespace

std::vector<Line> read_lines(std::string_view text, const std::vector<Range>& tables, const PageEdges& edges) {
  std::vector<Line> lines = lines_of(text, tables, edges);
  find_bare_labels(text, lines);
  find_counters(text, lines);
  return lines;
}

}  // namespace duban
