#include "extract/block.h"

#include <algorithm>
#include <array>
#include <map>

#include "grammar/day.h"
#include "grammar/furniture.h"
#include "grammar/responsibility.h"
#include "grammar/units.h"
#include "text/char_set.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

struct Line {
  std::size_t begin = 0;  // the words, without blanks and Markdown marks around them
  std::size_t end = 0;
  std::size_t full_begin = 0;  // with its Markdown marks
  std::size_t full_end = 0;
  bool indented = false;
  std::uint32_t hashes = 0;
  bool bold = false;
  std::string_view furniture;
  bool marked = false;
  MarkKind kind = MarkKind::kChinese;
  bool labelled = false;
  std::optional<BareLabel> bare_label;  // a label without its colon, places of the text
  std::vector<BareLabel> inline_labels;  // such labels behind the wording, parted by blanks
  std::optional<Mark> counted;    // where only counting on tells that it is a mark
  std::size_t counted_size = 0;   // bytes of its label, and of the stop behind it
  std::size_t mark_size = 0;      // bytes of a mark, blanks behind it and all
  bool ends = false;  // like a sentence, or a task with its bracket
  std::size_t table = 0;
};

// —— ● ■ in front of a paragraph, in bytes.
std::size_t bullet_size(std::string_view words) {
  static constexpr CharSet kBegins(U"—●■◆▶►•○□◇◎※✓√");
  if (!kBegins.has(utf8::at(words, 0).point)) return 0;
  if (words.starts_with("——")) return std::string_view("——").size();
  for (const std::string_view bullet : {"●", "■", "◆", "▶", "►", "•", "○", "□", "◇", "◎", "※", "✓", "√"}) {
    if (words.starts_with(bullet) && words.size() > bullet.size()) return bullet.size();
  }
  return 0;
}

bool is_comma(char32_t p) { return p == U'，' || p == ',' || p == U'、' || p == U'；' || p == ';'; }

// The words of a line that ends a sentence, or a task with its bracket.
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

std::vector<Line> lines_of(std::string_view text, const std::vector<Range>& tables) {
  std::vector<Line> lines;
  int last_number = 0;
  bool ended = true;  // the line before ended a sentence
  std::size_t table = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    if (table < tables.size() && end > tables[table].begin) {
      if (begin < tables[table].begin) {
        end = tables[table].begin;  // words in front of a table on its first line
      } else {
        Line line;
        line.begin = line.full_begin = tables[table].begin;
        line.end = line.full_end = std::max(tables[table].end, begin);
        line.table = ++table;
        lines.push_back(line);
        begin = line.end;
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
      // ★3.新建: a star in front of the number
      static constexpr CharSet kStars(U"★☆▲△※＊*");
      for (const std::string_view star : {"★", "☆", "▲", "△", "※", "＊", "*"}) {
        if (!kStars.has(utf8::at(words, 0).point)) break;
        if (words.starts_with(star) && read_mark(utf8::trim(words.substr(star.size()))))
          words = utf8::trim(words.substr(star.size()));
      }
      line.begin = static_cast<std::size_t>(words.data() - text.data());
      line.end = line.begin + words.size();
      line.furniture = page_furniture(words);
      if (const auto mark = read_mark(words)) {
        line.marked = true;
        line.kind = mark->value.kind;
        line.mark_size = mark->size;
        if (line.kind == MarkKind::kDigit) last_number = mark->value.value;
      } else if (ended && goes_on_counting(words, last_number)) {
        line.marked = true;
        line.kind = MarkKind::kDigit;
        std::string label = std::to_string(++last_number);
        line.counted_size = label.size() + 1;
        line.counted = Mark{MarkKind::kDigit, last_number, std::move(label)};
      }
      line.ends = ends_text(words);
      line.labelled = label_at(words, 0).has_value();
      ended = line.ends || line.labelled;
      if (!words.empty()) lines.push_back(line);
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
  const auto counts = [](const std::vector<Found>& found) {
    if (found.size() < 3) return false;
    for (std::size_t i = 1; i < found.size(); ++i) {
      const Counter& a = found[i - 1].counter;
      const Counter& b = found[i].counter;
      const bool on = a.minor > 0 ? (b.major == a.major && b.minor == a.minor + 1) ||
                                        (b.major == a.major + 1 && b.minor == 1)
                                  : b.major == a.major + 1;
      if (!on) return false;
    }
    return found.front().counter.major == 1;
  };
  const bool sub = counts(dotted);
  const auto mark = [&](const std::vector<Found>& found, MarkKind kind) {
    for (const Found& each : found) {
      Line& line = lines[each.line];
      const Counter& counter = each.counter;
      std::string label = std::to_string(counter.major);
      if (counter.minor > 0) label += "." + std::to_string(counter.minor);
      line.marked = true;
      line.kind = kind;
      line.counted_size = counter.size;
      line.counted = Mark{kind, counter.minor > 0 ? counter.minor : counter.major, std::move(label)};
    }
  };
  if (sub) mark(dotted, MarkKind::kDigitParen);
  if (counts(plain) || (sub && plain.size() > 1 && plain.front().counter.major == 1)) mark(plain, MarkKind::kDigit);
}

// The label that a line begins with, whatever stands behind it; empty where it begins with none.
std::string_view first_label(std::string_view words) {
  const auto label = bare_label(words, true);
  return label ? words.substr(label->word.begin, label->word.end - label->word.begin) : std::string_view();
}

// 牵头单位 县住建局: labels whose colon is not printed, known by what stands behind them or by their coming again.
void find_bare_labels(std::string_view text, std::vector<Line>& lines) {
  const auto words_of = [&](const Line& line) { return text.substr(line.begin, line.end - line.begin); };
  std::map<std::string_view, std::size_t> seen;
  for (const Line& line : lines) {
    if (line.table > 0 || line.marked || line.furniture.size() > 0) continue;
    if (const std::string_view label = line.labelled ? std::string_view() : first_label(words_of(line)); !label.empty())
      ++seen[label];
  }
  if (seen.empty()) return;
  for (std::size_t i = lines.size(); i-- > 0;) {
    Line& line = lines[i];
    if (line.table > 0 || line.marked || line.labelled || line.furniture.size() > 0) continue;
    const std::string_view words = words_of(line);
    const std::string_view word = first_label(words);
    if (word.empty()) continue;
    auto label = bare_label(words, false);
    if (!label && seen[word] > 1) label = bare_label(words, true);
    // 目标任务新建水厂2座: only where another label stands below it
    const bool below = i + 1 < lines.size() && lines[i + 1].labelled;
    if (!label && below && words.size() > word.size() + 18) label = bare_label(words, true);
    if (!label || (label->kind == RoleKind::kText && !below)) continue;
    label->word.begin += line.begin;
    label->word.end += line.begin;
    label->value += line.begin;
    line.bare_label = label;
    line.labelled = true;
  }
}

// 新建学校2所  牵头单位 县教育局  责任单位 县财政局: labels without colons behind the wording, parted by blanks,
// each with what it asks for.
void find_inline_labels(std::string_view text, std::vector<Line>& lines) {
  std::vector<std::size_t> labels;
  for (Line& line : lines) {
    if (line.table > 0 || line.labelled || line.furniture.size() > 0) continue;
    const std::string_view words = text.substr(line.begin, line.end - line.begin);
    labels.clear();
    for (std::size_t at = words.find(' '); at != std::string_view::npos; at = words.find(' ', at + 1)) {
      std::size_t end = at + 1;
      while (end < words.size() && end - at < 45 && utf8::is_hanzi(utf8::at(words, end).point)) end += utf8::at(words, end).size;
      const bool whole = end - at > 12 && end < words.size() && words[end] == ' ';
      if (whole && label_word(words.substr(at + 1, end - at - 1))) labels.push_back(at + 1);
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
      const std::size_t end = i + 1 < labels.size() ? labels[i + 1] : words.size();
      const std::string_view said = utf8::trim(words.substr(labels[i], end - labels[i]));
      auto label = bare_label(said, false);
      // 主管领导 朝鲁 牵头部门 旗发改局: a name of no known surname among labels that have what they ask for
      if (!label && labels.size() > 1 && said.size() < 45) {
        label = bare_label(said, true);
        if (label && (label->kind != RoleKind::kLeader || utf8::count(said.substr(label->value)) > 8)) label.reset();
      }
      if (!label) {
        line.inline_labels.clear();
        break;
      }
      const std::size_t begin = line.begin + labels[i];
      line.inline_labels.push_back({{label->word.begin + begin, label->word.end + begin}, label->value + begin, label->kind});
    }
  }
}

// What the whole paper's lines look like; tells a broken line from a heading.
struct Habits {
  bool indented = false;                   // paragraphs begin with blanks
  bool loose = false;                      // blanks stand anywhere inside the words: 12 个乡 镇, 1 600户
  std::array<bool, kMarkKinds> is_text{};  // blocks with such a mark mostly end like sentences
  std::array<bool, kMarkKinds> titles{};   // lines with such a mark often stand above a paragraph of their own
};

// 1.壮大先进制造业 above a longer line.
bool is_title_line(std::string_view words, std::string_view next) {
  constexpr std::size_t kLongest = 75;
  return words.size() <= kLongest && next.size() > words.size() && words.find("，") == std::string_view::npos &&
         words.find(',') == std::string_view::npos && !ends_text(words);
}

// 县 发改局, 12 公里: a single blank between two words, one of them no Latin one.
bool has_blank_inside(std::string_view words) {
  for (std::size_t at = words.find(' '); at != std::string_view::npos; at = words.find(' ', at + 1)) {
    if (at == 0 || at + 1 >= words.size() || words[at + 1] == ' ' || words[at - 1] == ' ') continue;
    const char32_t before = utf8::before(words, at).point;
    const char32_t next = utf8::at(words, at + 1).point;
    if (utf8::is_hanzi(before) || utf8::is_hanzi(next)) return true;
  }
  return false;
}

Habits habits_of(std::string_view text, const std::vector<Line>& lines) {
  Habits habits;
  std::size_t long_lines = 0;
  std::size_t indented = 0;
  std::array<std::size_t, kMarkKinds> ended{};
  std::array<std::size_t, kMarkKinds> all{};
  std::array<std::size_t, kMarkKinds> titles{};
  std::size_t loose = 0;
  std::size_t spoken = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.table > 0) continue;
    const std::string_view words = text.substr(line.begin, line.end - line.begin);
    if (words.size() > 30 && line.furniture.empty()) {
      ++spoken;
      loose += has_blank_inside(words);
    }
    if (words.size() > 60 || line.ends) {
      ++long_lines;
      indented += line.indented;
    }
    if (line.marked) {
      const auto kind = static_cast<std::size_t>(line.kind);
      ++all[kind];
      ended[kind] += line.ends;
      const bool below = i + 1 < lines.size() && !lines[i + 1].marked && !lines[i + 1].labelled &&
                         lines[i + 1].table == 0;
      titles[kind] += below && is_title_line(words, text.substr(lines[i + 1].begin, lines[i + 1].end - lines[i + 1].begin));
    }
  }
  habits.loose = loose >= 4 && loose * 3 >= spoken;
  habits.indented = long_lines >= 4 && indented * 10 >= long_lines * 6;
  for (std::size_t kind = 0; kind < kMarkKinds; ++kind) {
    habits.is_text[kind] = all[kind] > 0 && ended[kind] * 2 >= all[kind];
    habits.titles[kind] = titles[kind] > 1 && titles[kind] * 3 >= all[kind];
  }
  return habits;
}

// A block being put together, with what the joining asks about it.
struct Draft {
  Block block;
  int quotes = 0;
  int titles = 0;
  int brackets = 0;
  bool ends = false;  // the last line ends a sentence
  std::size_t lines = 0;
  std::size_t last_line = 0;  // bytes of the last line's words
};

bool is_word_character(char32_t p) {
  return utf8::is_hanzi(p) || utf8::is_digit(p) || utf8::is_ascii_letter(p) || p == '%' || p == U'”' ||
         p == U'“' || p == U'》' || p == U'《';
}

// The one blank at `at` stands inside a figure: 新增床位5 00张; not 附件1 2026年计划, 方案v2 30个.
bool splits_figure(std::string_view words, std::size_t at) {
  const auto digit = [&](std::size_t i) { return i < words.size() && utf8::is_digit(static_cast<unsigned char>(words[i])); };
  if (at == 0 || !digit(at - 1) || !digit(at + 1)) return false;
  std::size_t begin = at;
  while (begin > 0 && digit(begin - 1)) --begin;
  std::size_t end = at + 1;
  while (digit(end)) ++end;
  constexpr std::size_t kMost = 6;  // figures of both: what is longer is two numbers
  constexpr std::u32string_view kOfDays = U"年月日号";
  const char32_t behind = utf8::at(words, end).point;
  return end - begin <= kMost + 1 && utf8::is_hanzi(utf8::before(words, begin).point) && utf8::is_hanzi(behind) &&
         kOfDays.find(behind) == std::u32string_view::npos;
}

// What becomes of a line's blanks: those that are layout go, those that are wording stay.
enum class Blanks {
  kKeep,   // all are kept, for they part names
  kDrop,
  kLoose,  // they also stand inside numbers
};

// Appends text[begin, end) of a line.
void add_range(Draft& draft, const Mapped& from, Range line, Blanks blanks) {
  const std::string_view text = from.view();
  std::size_t copied = line.begin;
  for (std::size_t i = utf8::next_mark(text, copied, line.end); i < line.end;) {
    const utf8::Char c = utf8::at(text, i);
    switch (c.point) {
      case U'“':
        ++draft.quotes;
        break;
      case U'”':
        draft.quotes = std::max(0, draft.quotes - 1);
        break;
      case U'《':
        ++draft.titles;
        break;
      case U'》':
        draft.titles = std::max(0, draft.titles - 1);
        break;
      default:
        if (utf8::is_open_bracket(c.point)) ++draft.brackets;
        if (utf8::is_close_bracket(c.point)) draft.brackets = std::max(0, draft.brackets - 1);
    }
    if (c.point != ' ' || blanks == Blanks::kKeep) {
      if (c.point == '*' && text.substr(i).starts_with("**") && i + 2 <= line.end) {  // **bold** inside a line
        draft.block.words.append(from, copied, i);
        copied = i + 2;
        i = utf8::next_mark(text, copied, line.end);
        continue;
      }
      i = utf8::next_mark(text, i + c.size, line.end);
      continue;
    }
    const char32_t before = i > line.begin ? utf8::before(text, i).point : 0;
    std::size_t end = i;
    while (end < line.end && text[end] == ' ') ++end;
    const char32_t next = utf8::at(text, end).point;
    const bool figures = utf8::is_digit(before) && utf8::is_digit(next) && blanks == Blanks::kLoose;
    const bool latin = !figures && (utf8::is_digit(before) || utf8::is_ascii_letter(before)) &&
                       (utf8::is_ascii_letter(next) || utf8::is_digit(next));
    const bool wording = draft.quotes > 0 && utf8::is_hanzi(before) && utf8::is_hanzi(next);
    if ((latin && !splits_figure(text.substr(line.begin, line.end - line.begin), i - line.begin)) || wording) {
      draft.block.words.append(from, copied, i + 1);
    } else {
      draft.block.words.append(from, copied, i);
      if (is_word_character(before) && is_word_character(next))
        draft.block.blanks.push_back(draft.block.words.size());
    }
    copied = end;
    i = utf8::next_mark(text, end, line.end);
  }
  draft.block.words.append(from, copied, line.end);
}

// Where the names behind the last label of a line begin, if blanks part them; the end where they do not.
std::size_t names_behind_label(std::string_view text, std::size_t begin, std::size_t end) {
  const std::string_view words = text.substr(begin, end - begin);
  if (words.find(' ') == std::string_view::npos) return end;
  for (const std::string_view colon : {"单位：", "单位:", "部门：", "部门:"}) {
    const std::size_t at = words.rfind(colon);
    if (at == std::string_view::npos) continue;
    const std::size_t names = at + colon.size();
    if (words.substr(names).find(' ') == std::string_view::npos || !looks_like_unit_list(words.substr(names))) continue;
    return begin + names;
  }
  return end;
}

// Appends a line's words, its labels with the colons that are not printed.
void add_words(Draft& draft, const Mapped& from, const Line& line, Blanks blanks) {
  const std::string_view text = from.view();
  std::size_t begin = line.begin;
  if (line.bare_label) {
    draft.block.words.append(from, line.bare_label->word.begin, line.bare_label->word.end);
    draft.block.words.insert("：");
    begin = line.bare_label->value;
  }
  for (const BareLabel& label : line.inline_labels) {
    std::size_t end = label.word.begin;
    while (end > begin && text[end - 1] == ' ') --end;
    add_range(draft, from, {begin, end}, blanks);
    draft.block.words.insert(" ");
    draft.block.words.append(from, label.word.begin, label.word.end);
    draft.block.words.insert("：");
    begin = label.value;
    blanks = Blanks::kKeep;
  }
  // …1350亩。责任单位：县国土局 县环保局
  if (blanks == Blanks::kDrop) {
    if (const std::size_t names = names_behind_label(text, begin, line.end); names < line.end) {
      add_range(draft, from, {begin, names}, blanks);
      begin = names;
      blanks = Blanks::kKeep;
    }
  }
  add_range(draft, from, {begin, line.end}, blanks);
  draft.ends = line.ends;
  draft.last_line = line.end - line.begin;
  ++draft.lines;
}

std::string_view last_piece(std::string_view words) {
  std::size_t at = words.size();
  while (at > 0) {
    const utf8::Char c = utf8::before(words, at);
    if (is_comma(c.point) || c.point == U'：' || c.point == ':') break;
    at -= c.size;
    if (words.size() - at > 120) break;
  }
  return words.substr(at);
}

std::string_view first_piece(std::string_view words) {
  std::size_t at = 0;
  while (at < words.size() && at < 120) {
    const utf8::Char c = utf8::at(words, at);
    if (is_comma(c.point) || c.point == U'等') break;
    at += c.size;
  }
  return words.substr(0, at);
}

// Whole names of units and nothing else: a line below 责任单位：县财政局 that is one more of them.
bool is_units(std::string_view words) {
  UnitPrefix prefix;
  const UnitList list = read_units(words, {0, words.size()}, prefix);
  return !list.units.empty() && std::all_of(list.units.begin(), list.units.end(), [](const Unit& unit) {
    return unit.unit_class != UnitClass::kNone && ends_like_unit(unit.name);
  });
}

// How a line goes on with the next: a cut sentence or name; one unit more; with the bracket that says who answers.
enum class Joint { kNone, kWords, kEntries, kBracket };

bool closes_more(std::string_view words) {
  int depth = 0;
  for (std::size_t i = 0; i < words.size(); i += utf8::at(words, i).size) {
    const char32_t p = utf8::at(words, i).point;
    depth += utf8::is_open_bracket(p) ? 1 : utf8::is_close_bracket(p) ? -1 : 0;
  }
  return depth < 0;
}

// A line that is nothing but a bracket (or its beginning) that says who answers.
bool says_who_alone(std::string_view words) {
  if (!utf8::is_open_bracket(utf8::at(words, 0).point)) return false;
  const auto bracket = last_bracket(words);
  if (bracket && bracket->at.begin == 0)
    return is_assignment(words.substr(bracket->inside.begin, bracket->inside.end - bracket->inside.begin));
  return false;
}

// A line of units goes on with this one.
Joint continues_units(std::string_view value, std::string_view next, std::string_view following) {
  if (!looks_like_unit_list(next)) return Joint::kNone;
  const utf8::Char last = utf8::before(value, value.size());
  const char32_t first = utf8::at(next, 0).point;
  if (is_comma(last.point) || last.point == U'：' || last.point == ':' || is_comma(first)) return Joint::kWords;
  const std::string_view before = last_piece(value);
  const std::string_view after = first_piece(next);
  if (suffix_alone(after)) return Joint::kWords;
  if (before.ends_with("等")) return Joint::kNone;
  if (unit_class(before) == UnitClass::kNone) return Joint::kWords;
  // the last name above a date is a signature
  return ends_like_unit(before) && is_units(next) && !is_day(following) ? Joint::kEntries : Joint::kNone;
}

// Labelled lines that go on: what is missing between the two.
Joint continues_label(const Draft& draft, std::string_view next, std::string_view following, bool indented) {
  const std::string_view before = draft.block.text();
  if (draft.brackets > 0 && looks_like_unit_list(next)) return Joint::kWords;
  const auto label = label_at(before, 0);
  const bool units = label->kind == RoleKind::kLead || label->kind == RoleKind::kResponsible ||
                     label->kind == RoleKind::kClause;
  if (units) return continues_units(before, next, following);
  if (label->at.end >= before.size()) return Joint::kWords;  // the value is on the next line
  const utf8::Char last = utf8::before(before, before.size());
  const bool comma = is_comma(last.point) && !utf8::is_sentence_end(last.point);
  return comma && !indented ? Joint::kWords : Joint::kNone;
}

// A line set to the margin among indented paragraphs goes on with the one before it, though a sentence ended there.
bool broken_at_margin(const Draft& draft, std::string_view before, std::string_view next, const Line& line,
                      const Habits& habits) {
  constexpr std::size_t kFullLine = 75;  // bytes; what is shorter was not broken by the margin
  if (!habits.indented || line.indented || !draft.block.indented || line.hashes > 0) return false;
  if (draft.last_line < kFullLine || next.size() < 30) return false;
  const char32_t last = utf8::before(before, before.size()).point;
  if (utf8::is_close_bracket(last) || last == U'：' || last == ':') return false;
  return last == U'；' || last == ';' || line.ends;
}

// A bracket that nothing closes, but that has said who answers: the next line is another paragraph.
bool said_to_its_end(const Draft& draft, std::string_view before, std::string_view next) {
  constexpr std::size_t kParagraph = 30;  // 办牵头 goes on with （县政府
  if (draft.brackets == 0 || draft.quotes > 0 || draft.titles > 0 || next.size() < kParagraph) return false;
  const auto bracket = last_bracket(before);
  if (!bracket || !bracket->unclosed) return false;
  const char32_t last = utf8::before(before, before.size()).point;
  if (last == U'：' || last == ':' || (is_comma(last) && !utf8::is_sentence_end(last))) return false;
  return is_assignment(before.substr(bracket->inside.begin)) && !closes_more(next) && !looks_like_unit_list(next);
}

// 改造公路3 | 8公里, 占比12 | %: a number is cut, or parted from its unit.
bool breaks_number(char32_t last, std::string_view next) {
  if (!utf8::is_digit(last)) return false;
  static const WordList& units = word_list("measure_units");
  return utf8::is_digit(utf8::at(next, 0).point) || next.starts_with("%") || units.longest_at(next) != nullptr;
}

// 13.常务会议学法不少于6次，重大决策合法性 | 审查率100%。: a sentence is cut; no title has a comma and less below it.
bool breaks_sentence(MarkKind kind, std::string_view before, std::string_view next) {
  if (kind <= MarkKind::kChinese || next.size() > before.size() + before.size() / 5) return false;
  if (before.find("，") == std::string_view::npos && before.find(',') == std::string_view::npos) return false;
  return !is_units(next) && bullet_size(next) == 0;
}

// Whether a line goes on with the sentence of a block that is no labelled line.
bool continues(const Draft& draft, std::string_view before, std::string_view next, const Line& line,
               const Habits& habits) {
  const utf8::Char last = utf8::before(before, before.size());
  const bool comma = is_comma(last.point) && !utf8::is_sentence_end(last.point);
  const char32_t first = utf8::at(next, 0).point;
  const bool open = draft.quotes > 0 || draft.titles > 0 || draft.brackets > 0;
  if (draft.brackets > 0 && (last.point == U'：' || last.point == ':')) return true;  // （责任领导： | 副市长…
  if (draft.ends || (draft.lines > 1 && ends_text(before))) return broken_at_margin(draft, before, next, line, habits);
  if (is_comma(first) || first == U'。') return true;
  if (open && line.hashes == 0) return !said_to_its_end(draft, before, next);
  if (comma) return line.hashes == 0 || !habits.indented;
  if (line.hashes == 0 && breaks_number(last.point, next)) return true;
  if (line.hashes > 0 || draft.block.hashes > 0) return false;
  if (draft.block.mark) {
    if (habits.indented) return !line.indented;
    if (breaks_sentence(draft.block.mark->kind, before, next)) return true;
    return habits.is_text[static_cast<std::size_t>(draft.block.mark->kind)];
  }
  if (habits.indented) return !line.indented && draft.block.indented && before.size() > 60;
  return before.size() > 45 &&
         (before.find("，") != std::string_view::npos || before.find(",") != std::string_view::npos ||
          before.find("。") != std::string_view::npos);
}

Joint joint_of(const Draft& draft, std::string_view text, const Line& line, std::string_view following,
               const Habits& habits) {
  if (line.furniture.size() > 0 || line.marked || draft.block.furniture) return Joint::kNone;
  const std::string_view before = draft.block.text();
  if (line.labelled) {
    // 新建学校2所。（ | 责任领导：…, （责任领导： | 副市长…, （牵头单位：市工信局， | 责任单位：市财政局）
    const char32_t last = utf8::before(before, before.size()).point;
    const bool opened = utf8::is_open_bracket(last) || (draft.brackets > 0 && (last == U'：' || last == ':'));
    const std::string_view words = text.substr(line.begin, line.end - line.begin);
    if (!opened && !(draft.brackets > 0 && closes_more(words))) return Joint::kNone;
  }
  const std::string_view next = text.substr(line.begin, line.end - line.begin);
  if (draft.lines > 200 || before.empty()) return Joint::kNone;  // no paper breaks a paragraph so often
  if (is_day(next) || is_day(before) || bullet_size(next) > 0) return Joint::kNone;
  if (says_who_alone(next) && !draft.block.labelled && (draft.block.mark || draft.ends)) return Joint::kBracket;
  if (draft.block.labelled) return continues_label(draft, next, following, line.indented);
  return continues(draft, before, next, line, habits) ? Joint::kWords : Joint::kNone;
}

void set_mark(Block& block) {
  block.mark.reset();
  block.wording = 0;
  block.bullet = false;
  if (auto mark = read_mark(block.text())) {
    block.mark = std::move(mark->value);
    block.wording = mark->size;
  } else {
    block.wording = bullet_size(block.text());
    block.bullet = block.wording > 0;
  }
}

}  // namespace

std::vector<Block> read_blocks(const Mapped& normalised, const std::vector<Range>& tables) {
  const std::string_view text = normalised.view();
  std::vector<Line> lines = lines_of(text, tables);
  find_bare_labels(text, lines);
  find_counters(text, lines);
  find_inline_labels(text, lines);
  const Habits habits = habits_of(text, lines);
  const Blanks plain = habits.loose ? Blanks::kLoose : Blanks::kDrop;
  std::vector<Block> blocks;
  Draft draft;
  const auto flush = [&] {
    if (!draft.block.words.empty()) blocks.push_back(std::move(draft.block));
    draft = Draft{};
  };
  std::vector<Block> aside;  // furniture in the middle of a paragraph waits until the paragraph ends
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.table > 0) {
      flush();
      for (Block& block : aside) blocks.push_back(std::move(block));
      aside.clear();
      Block block;
      block.table = line.table;
      blocks.push_back(std::move(block));
      continue;
    }
    if (line.furniture.size() > 0) {
      Draft piece;
      add_words(piece, normalised, line, Blanks::kKeep);
      piece.block.furniture = true;
      piece.block.furniture_rule = line.furniture;
      piece.block.printed = normalised.cover(line.full_begin, line.full_end);
      if (line.furniture == "furniture.page_number" && !draft.block.words.empty()) {
        aside.push_back(std::move(piece.block));
      } else {
        flush();
        blocks.push_back(std::move(piece.block));
      }
      continue;
    }
    const std::string_view following =
        i + 1 < lines.size() ? text.substr(lines[i + 1].begin, lines[i + 1].end - lines[i + 1].begin)
                             : std::string_view();
    if (const Joint joint = joint_of(draft, text, line, following, habits); joint != Joint::kNone) {
      // a title above its paragraph: nothing was broken
      const bool is_title = draft.lines == 1 && draft.block.mark &&
                            habits.titles[static_cast<std::size_t>(draft.block.mark->kind)] &&
                            is_title_line(draft.block.text(), text.substr(line.begin, line.end - line.begin));
      // 【牵头：县教育局 | 责任：县财政局】: nothing was broken, but for a comma in front
      const std::string_view before = draft.block.text();
      const bool apart = line.labelled && !draft.block.labelled && !is_comma(utf8::before(before, before.size()).point);
      if (apart) draft.block.words.insert("；");
      if (joint == Joint::kEntries) {
        draft.block.words.insert("、");
      } else if (joint == Joint::kWords && !is_title && !apart) {
        draft.block.joins.push_back({draft.block.words.size(), line.hashes > 0});
      }
      add_words(draft, normalised, line, draft.block.labelled ? Blanks::kKeep : plain);
      draft.block.printed.end = normalised.cover(line.full_begin, line.full_end).end;
      continue;
    }
    flush();
    for (Block& block : aside) blocks.push_back(std::move(block));
    aside.clear();
    draft.block.labelled = line.labelled;
    draft.block.hashes = line.hashes;
    draft.block.bold = line.bold;
    draft.block.indented = line.indented;
    draft.block.printed = normalised.cover(line.full_begin, line.full_end);
    add_words(draft, normalised, line, line.labelled ? Blanks::kKeep : plain);
    set_mark(draft.block);
    if (line.counted) {
      draft.block.mark = line.counted;
      draft.block.wording = line.counted_size;
    } else if (line.marked && !draft.block.mark) {
      // 第一项  推进: without its blanks no mark would be seen
      const std::string_view words = text.substr(line.begin, line.mark_size);
      draft.block.mark = read_mark(words)->value;
      draft.block.wording = utf8::squeeze(words).size();
    }
  }
  flush();
  for (Block& block : aside) blocks.push_back(std::move(block));
  return blocks;
}

Block slice(const Block& block, std::size_t begin, std::size_t end) {
  Block out;
  out.words.append(block.words, begin, end);
  out.labelled = label_at(out.text(), 0).has_value();
  out.printed = block.words.cover(begin, end);
  if (begin == 0) {
    out.printed.begin = block.printed.begin;
    out.hashes = block.hashes;
    out.bold = block.bold;
    out.indented = block.indented;
  }
  for (const Join& join : block.joins) {
    if (join.at > begin && join.at < end) out.joins.push_back({join.at - begin, join.false_heading});
  }
  for (const std::size_t blank : block.blanks) {
    if (blank > begin && blank < end) out.blanks.push_back(blank - begin);
  }
  set_mark(out);
  if (begin == 0 && !out.mark && block.mark) {
    out.mark = block.mark;
    out.wording = block.wording;
  }
  return out;
}

}  // namespace duban
