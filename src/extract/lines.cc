#include "extract/lines.h"

#include <algorithm>
#include <utility>

#include "extract/bare_labels.h"
#include "extract/page_numbers.h"
#include "extract/front_lines.h"
#include "grammar/day.h"
#include "grammar/furniture.h"
#include "grammar/who_clauses.h"
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
  if (last.point == '.') {
    const char32_t before = utf8::before(words, words.size() - last.size).point;
    return utf8::is_hanzi(before) || before == '%';
  }
  if (utf8::is_hanzi(last.point)) return ends_behind_dash(words);
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

// Cuts a text into its lines, a table being one, and tells what each looks like.
class LineReader {
 public:
  LineReader(std::string_view text, const std::vector<Range>& tables, const PageEdges& edges)
      : text_(text), tables_(tables), edges_(edges), box_(edges.box.begin()) {}

  std::vector<Line> read() {
    reserve();
    for (std::size_t begin = 0; begin < text_.size();) {
      std::size_t end = line_end(begin);
      if (table_ < tables_.size() && end > tables_[table_].begin) {
        if (begin >= tables_[table_].begin) {
          begin = add_table(begin);
          continue;
        }
        end = tables_[table_].begin;  // words in front of a table on its first line
      }
      if (const std::string_view words = utf8::trim(text_.substr(begin, end - begin)); !words.empty())
        add_line(begin, words);
      begin = end < text_.size() && text_[end] != '\n' ? end : end + 1;
    }
    return std::move(lines_);
  }

 private:
  // No more than these, so that a long paper's need not be moved; what is not used takes no memory.
  void reserve() {
    std::size_t ends = 0;
    for (std::size_t at = text_.find('\n'); at != std::string_view::npos; at = text_.find('\n', at + 1)) ++ends;
    lines_.reserve(ends + 2 * tables_.size() + 2);
  }

  // Where the line from `begin` on ends; the parts of a first line that were run together are lines of their
  // own.
  std::size_t line_end(std::size_t begin) {
    constexpr std::size_t kLongTitle = 150;  // bytes
    const std::size_t end = std::min(text_.find('\n', begin), text_.size());
    const std::string_view line = text_.substr(begin, end - begin);
    if (lines_.empty() && line.size() > kLongTitle && is_front_run_together(line)) front_end_ = end;
    const std::size_t part = begin < front_end_ ? front_part(line) : 0;
    return part > 0 ? begin + part : end;
  }

  // Gives where reading goes on behind it.
  std::size_t add_table(std::size_t begin) {
    Line line;
    line.begin = line.full_begin = tables_[table_].begin;
    line.end = line.full_end = std::max(tables_[table_].end, begin);
    line.table = ++table_;
    lines_.push_back(std::move(line));
    last_number_ = 0;
    ended_ = true;
    return lines_.back().end;
  }

  // `begin`: where the line begins, blanks and all; `words`: without blanks around them.
  void add_line(std::size_t begin, std::string_view words) {
    Line line;
    line.full_begin = static_cast<std::size_t>(words.data() - text_.data());
    line.full_end = line.full_begin + words.size();
    line.indented = line.full_begin > begin;
    words = without_dress(words, line);
    line.begin = static_cast<std::size_t>(words.data() - text_.data());
    line.end = line.begin + words.size();
    find_furniture(words, line);
    find_mark(words, line);
    line.ends = ends_text(words);
    line.width = width_of(text_.substr(begin, line.end - begin));
    if (const auto label = label_at(words, 0)) {
      line.label_end = static_cast<std::uint32_t>(label->at.end);
      line.label_kind = label->kind;
      line.labelled = !is_imprint(words);
    }
    ended_ = line.ends || line.labelled;
    if (!words.empty()) lines_.push_back(std::move(line));
  }

  // The words without what a sheet, Markdown or a star puts around them.
  static std::string_view without_dress(std::string_view words, Line& line) {
    // 分解表,,,,: cells of nothing behind the words of a comma-separated sheet
    if (words.ends_with(",,")) {
      while (words.ends_with(',')) words.remove_suffix(1);
    }
    while (line.hashes < 6 && words.starts_with('#')) words.remove_prefix(1), ++line.hashes;
    if (words.starts_with("> ")) words.remove_prefix(2);  // a quotation of Markdown
    words = utf8::trim(words);
    if (words.size() > 4 && words.starts_with("**") && words.ends_with("**")) {
      words = utf8::trim(words.substr(2, words.size() - 4));
      line.bold = true;
    } else if (words.size() > 2 && words.starts_with('*') && words.ends_with('*') && label_at(words.substr(1), 0)) {
      words = words.substr(1, words.size() - 2);  // *牵头单位：县教育局*
    }
    // ★3.新建: a star in front of the number; - 3.新建, - 牵头单位：…: a list of Markdown; ——牵头单位：…
    static constexpr std::string_view kStars[] = {"★", "☆", "▲", "△", "※", "＊", "*", "- ", "——"};
    static constexpr CharSet kBegins = CharSet::beginnings(kStars);
    for (const std::string_view star : kStars) {
      if (!kBegins.has(utf8::at(words, 0).point)) break;
      if (!words.starts_with(star)) continue;
      const std::string_view rest = utf8::trim(words.substr(star.size()));
      const bool dash = star == "——";
      if ((!dash && read_mark(rest)) || ((dash || star == "- ") && label_at(rest, 0))) words = rest;
    }
    return words;
  }

  // A page's line by its words, or by where it stands.
  void find_furniture(std::string_view words, Line& line) {
    line.furniture = page_furniture(words);
    while (box_ != edges_.box.end() && *box_ < line.full_begin) ++box_;
    if (box_ != edges_.box.end() && *box_ == line.full_begin) line.furniture = kBoxRule;
    if (line.full_begin >= edges_.foot && line.furniture.empty()) line.furniture = kFootRule;
  }

  // The printed mark, or the number that a line without one counts on to.
  void find_mark(std::string_view words, Line& line) {
    if (const auto mark = read_mark(words)) {
      line.marked = true;
      line.kind = mark->value.kind;
      line.mark_size = mark->size;
      if (line.kind == MarkKind::kDigit) last_number_ = mark->value.value;
    } else if (ended_ && goes_on_counting(words, last_number_)) {
      line.marked = true;
      line.kind = MarkKind::kDigit;
      std::string label = std::to_string(++last_number_);
      const std::size_t size = label.size() + 1;
      line.counted = CountedMark{{MarkKind::kDigit, last_number_, std::move(label)}, size};
    }
  }

  std::string_view text_;
  const std::vector<Range>& tables_;
  const PageEdges& edges_;
  std::vector<std::size_t>::const_iterator box_;  // the next line of a site's box
  std::vector<Line> lines_;
  std::size_t table_ = 0;  // the next of the tables
  int last_number_ = 0;
  bool ended_ = true;          // the line before ended a sentence
  std::size_t front_end_ = 0;  // of a first line whose parts were run together
};

// 1.1 or 1 in front of a line: figures and, behind a dot, figures, then a blank or the wording; 1-1 with a blank behind it;
// （1.1）.
struct Counter {
  int major = 0;
  int minor = 0;  // 0: none
  std::size_t size = 0;
  bool dashed = false;
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
  const utf8::Char open = utf8::at(words, 0);
  const bool bracket = utf8::is_open_bracket(open.point);
  if (bracket) at += open.size;
  if (!figures(counter.major) || counter.major == 0) return {};
  const utf8::Char joint = utf8::at(words, at);
  counter.dashed = joint.point == '-' || joint.point == U'－' || joint.point == U'—';
  const bool dotted = joint.point == '.' || joint.point == U'．' || counter.dashed;
  if (bracket && !dotted) return {};  // a mark by itself
  if (dotted) {
    at += joint.size;
    if (!figures(counter.minor) || counter.minor == 0) return {};
    if (bracket) {
      if (!utf8::is_close_bracket(utf8::at(words, at).point)) return {};
      at += utf8::at(words, at).size;
    }
    const utf8::Char stop = utf8::at(words, at);
    if (stop.point == '.' || stop.point == U'、' || stop.point == U'．') at += stop.size;
  }
  counter.size = at;
  const std::size_t blanks = at;
  while (at < words.size() && utf8::is_blank(utf8::at(words, at).point)) at += utf8::at(words, at).size;
  const char32_t next = utf8::at(words, at).point;
  if (!utf8::is_hanzi(next) && next != U'“' && next != U'《' && next != U'★' && next != U'☆') return {};
  if (at == blanks && counter.dashed && !bracket) return {};  // 1-6月
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
  std::vector<Found> alone;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.table > 0 || line.marked || line.labelled || line.furniture.size() > 0) continue;
    const std::string_view words = text.substr(line.begin, line.end - line.begin);
    if (const int number = bare_number(words); number > 0) alone.push_back({i, {number, 0, words.size(), false}});
    const auto counter = counter_at(words);
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
  // 1 | 新建小学2所 | 2 | …: each above its task, all of them from 1 on
  if (alone.size() >= 3 && counting(alone).size() == alone.size() && alone.front().counter.major == 1) {
    for (const Found& each : alone) {
      Line& line = lines[each.line];
      line.marked = true;
      line.kind = MarkKind::kDigit;
      line.counted = CountedMark{{MarkKind::kDigit, each.counter.major, std::to_string(each.counter.major)}, each.counter.size};
    }
  }
  const std::vector<Found> sub = counting(dotted);
  const auto mark = [&](const std::vector<Found>& found, MarkKind kind) {
    for (const Found& each : found) {
      Line& line = lines[each.line];
      const Counter& counter = each.counter;
      std::string label = std::to_string(counter.major);
      if (counter.minor > 0) label += (counter.dashed ? "-" : ".") + std::to_string(counter.minor);
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
  std::vector<Line> lines = LineReader(text, tables, edges).read();
  find_page_numbers(text, lines);
  find_bare_labels(text, lines);
  find_counters(text, lines);
  return lines;
}

}  // namespace duban
