#include "extract/block.h"

#include <algorithm>
#include <array>

#include "grammar/day.h"
#include "grammar/furniture.h"
#include "grammar/responsibility.h"
#include "grammar/units.h"
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
  int number = 0;     // where only counting on tells that it is one
  bool ends = false;  // like a sentence, or a task with its bracket
  std::size_t table = 0;
};

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
      while (line.hashes < 6 && words.starts_with('#')) words.remove_prefix(1), ++line.hashes;
      words = utf8::trim(words);
      if (words.size() > 4 && words.starts_with("**") && words.ends_with("**")) {
        words = utf8::trim(words.substr(2, words.size() - 4));
        line.bold = true;
      }
      line.begin = static_cast<std::size_t>(words.data() - text.data());
      line.end = line.begin + words.size();
      line.furniture = page_furniture(words);
      if (const auto mark = read_mark(words)) {
        line.marked = true;
        line.kind = mark->value.kind;
        if (line.kind == MarkKind::kDigit) last_number = mark->value.value;
      } else if (ended && goes_on_counting(words, last_number)) {
        line.marked = true;
        line.kind = MarkKind::kDigit;
        line.number = ++last_number;
      }
      line.ends = ends_text(words);
      ended = line.ends;
      line.labelled = label_at(words, 0).has_value();
      if (!words.empty()) lines.push_back(line);
    }
    begin = end < text.size() && text[end] != '\n' ? end : end + 1;
  }
  return lines;
}

// What the whole paper's lines look like; tells a broken line from a heading.
struct Habits {
  bool indented = false;                   // paragraphs begin with blanks
  std::array<bool, kMarkKinds> is_text{};  // blocks with such a mark mostly end like sentences
};

Habits habits_of(std::string_view text, const std::vector<Line>& lines) {
  Habits habits;
  std::size_t long_lines = 0;
  std::size_t indented = 0;
  std::array<std::size_t, kMarkKinds> ended{};
  std::array<std::size_t, kMarkKinds> all{};
  for (const Line& line : lines) {
    if (line.table > 0) continue;
    const std::string_view words = text.substr(line.begin, line.end - line.begin);
    if (words.size() > 60 || line.ends) {
      ++long_lines;
      indented += line.indented;
    }
    if (line.marked) {
      const auto kind = static_cast<std::size_t>(line.kind);
      ++all[kind];
      ended[kind] += line.ends;
    }
  }
  habits.indented = long_lines >= 4 && indented * 10 >= long_lines * 6;
  for (std::size_t kind = 0; kind < kMarkKinds; ++kind)
    habits.is_text[kind] = all[kind] > 0 && ended[kind] * 2 >= all[kind];
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
};

bool is_word_character(char32_t p) {
  return utf8::is_hanzi(p) || utf8::is_digit(p) || utf8::is_ascii_letter(p) || p == '%' || p == U'”' ||
         p == U'“' || p == U'》' || p == U'《';
}

// Appends a line's words; blanks that are layout go, blanks that are wording stay.
void add_words(Draft& draft, const Mapped& from, const Line& line, bool keep_blanks) {
  const std::string_view text = from.view();
  std::size_t copied = line.begin;
  for (std::size_t i = utf8::next_mark(text, line.begin, line.end); i < line.end;) {
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
    if (c.point != ' ' || keep_blanks) {
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
    const bool latin = (utf8::is_digit(before) || utf8::is_ascii_letter(before)) &&
                       (utf8::is_ascii_letter(next) || utf8::is_digit(next));
    const bool wording = draft.quotes > 0 && utf8::is_hanzi(before) && utf8::is_hanzi(next);
    if (latin || wording) {
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
  draft.ends = line.ends;
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

// A line of units goes on with this one.
bool continues_units(std::string_view value, std::string_view next) {
  if (!looks_like_unit_list(next)) return false;
  const utf8::Char last = utf8::before(value, value.size());
  const char32_t first = utf8::at(next, 0).point;
  if (is_comma(last.point) || last.point == U'：' || last.point == ':' || is_comma(first)) return true;
  const std::string_view before = last_piece(value);
  const std::string_view after = first_piece(next);
  if (suffix_alone(after)) return true;
  if (before.ends_with("等")) return false;
  return unit_class(before) == UnitClass::kNone;
}

bool continues(const Draft& draft, std::string_view text, const Line& line, const Habits& habits) {
  if (line.furniture.size() > 0 || line.marked || line.labelled || draft.block.furniture) return false;
  const std::string_view before = draft.block.text();
  const std::string_view next = text.substr(line.begin, line.end - line.begin);
  if (draft.lines > 200 || before.empty()) return false;  // no paper breaks a paragraph so often
  if (is_day(next) || is_day(before)) return false;
  const utf8::Char last = utf8::before(before, before.size());
  const bool comma = is_comma(last.point) && !utf8::is_sentence_end(last.point);
  const char32_t first = utf8::at(next, 0).point;
  const bool open = draft.quotes > 0 || draft.titles > 0 || draft.brackets > 0;
  if (draft.block.labelled) {
    if (draft.brackets > 0 && looks_like_unit_list(next)) return true;
    const auto label = label_at(before, 0);
    const bool units = label->kind == RoleKind::kLead || label->kind == RoleKind::kResponsible ||
                       label->kind == RoleKind::kClause;
    if (units) return continues_units(before, next);
    if (label->at.end >= before.size()) return true;  // the value is on the next line
    return comma && !line.indented;
  }
  if (draft.ends || (draft.lines > 1 && ends_text(before))) return false;
  if (is_comma(first) || first == U'。') return true;
  if (open && line.hashes == 0) return true;
  if (comma) return line.hashes == 0 || !habits.indented;
  if (line.hashes > 0 || draft.block.hashes > 0) return false;
  if (draft.block.mark) {
    if (habits.indented) return !line.indented;
    return habits.is_text[static_cast<std::size_t>(draft.block.mark->kind)];
  }
  if (habits.indented) return !line.indented && draft.block.indented && before.size() > 60;
  return before.size() > 45 &&
         (before.find("，") != std::string_view::npos || before.find(",") != std::string_view::npos ||
          before.find("。") != std::string_view::npos);
}

void set_mark(Block& block) {
  block.mark.reset();
  block.wording = 0;
  if (auto mark = read_mark(block.text())) {
    block.mark = std::move(mark->value);
    block.wording = mark->size;
  }
}

}  // namespace

std::vector<Block> read_blocks(const Mapped& normalised, const std::vector<Range>& tables) {
  const std::string_view text = normalised.view();
  const std::vector<Line> lines = lines_of(text, tables);
  const Habits habits = habits_of(text, lines);
  std::vector<Block> blocks;
  Draft draft;
  const auto flush = [&] {
    if (!draft.block.words.empty()) blocks.push_back(std::move(draft.block));
    draft = Draft{};
  };
  std::vector<Block> aside;  // furniture in the middle of a paragraph waits until the paragraph ends
  for (const Line& line : lines) {
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
      add_words(piece, normalised, line, true);
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
    if (continues(draft, text, line, habits)) {
      draft.block.joins.push_back({draft.block.words.size(), line.hashes > 0});
      add_words(draft, normalised, line, draft.block.labelled);
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
    add_words(draft, normalised, line, line.labelled);
    set_mark(draft.block);
    if (line.number > 0) {
      const std::string label = std::to_string(line.number);
      draft.block.mark = Mark{MarkKind::kDigit, line.number, label};
      draft.block.wording = label.size() + 1;
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
