// The words of one cell: its lines put together.

#include "extract/table_cells.h"

#include <algorithm>

#include "extract/run_names.h"
#include "extract/table_lines.h"
#include "extract/table_looks.h"
#include "grammar/organ.h"
#include "grammar/units.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {

Mapped on_one_line(const Mapped& cell) {
  Mapped out;
  const std::string_view text = cell.view();
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Char c = utf8::at(text, i);
    if (!utf8::is_blank(c.point) && c.point != '\n') {
      if (text.substr(i).starts_with("**")) {
        out.append(cell, copied, i);
        copied = i += 2;
        continue;
      }
      i += c.size;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (utf8::is_blank(utf8::at(text, end).point) || text[end] == '\n'))
      end += utf8::at(text, end).size;
    const char32_t before = utf8::before(text, i).point;
    const char32_t next = utf8::at(text, end).point;
    const bool latin = (utf8::is_digit(before) || utf8::is_ascii_letter(before)) &&
                       (utf8::is_ascii_letter(next) || utf8::is_digit(next)) && c.point == ' ';
    out.append(cell, copied, latin ? i + 1 : i);
    copied = i = end;
  }
  out.append(cell, copied, text.size());
  return out;
}

namespace {

std::string_view last_piece_of(std::string_view words) {
  std::size_t at = words.size();
  while (at > 0 && words.size() - at < 150) {
    const utf8::Char c = utf8::before(words, at);
    if (c.point == U'、' || c.point == U'，' || c.point == ',' || c.point == U'；' || c.point == ';' ||
        c.point == U'：')
      break;
    at -= c.size;
  }
  return words.substr(at);
}

std::string_view first_piece_of(std::string_view words) {
  std::size_t at = 0;
  while (at < words.size() && at < 150) {
    const utf8::Char c = utf8::at(words, at);
    if (c.point == U'、' || c.point == U'，' || c.point == ',' || c.point == U'；' || c.point == ';' ||
        c.point == U'等' || utf8::is_open_bracket(c.point))
      break;
    at += c.size;
  }
  return words.substr(0, at);
}

// Whether the words are a name that needs no words in front of it.
bool stands_by_itself(std::string_view name) {
  if (name.starts_with("团") && name.ends_with("委") && utf8::count(name) == 3) return true;  // 团县委
  if (unit_class(name) == UnitClass::kNone) return false;
  const std::size_t level = level_prefix(name);
  return begins_with_core(name) || (level > 0 && name.size() > level + 3) || stands_alone(name) ||
         names_a_group(name) || utf8::count(name) >= 5;
}

// 局 below 市文化和旅游; but 卫生院 below 社会事务办 says all of its name.
bool is_end_alone(std::string_view above, std::string_view name) {
  const Word* suffix = word_list("unit_suffixes").exact(name);
  if (suffix == nullptr || above.ends_with("中心")) return suffix != nullptr;
  return suffix->attribute(1) != "hospital" && suffix->attribute(1) != "school" && suffix->attribute(2) != "whole";
}

// 云州分公司 below 中国移动: what a company is called in a place.
bool is_branch(std::string_view above, std::string_view name) {
  constexpr std::size_t kLongest = 8;  // characters
  static const WordList& suffixes = word_list("unit_suffixes");
  const bool whole = above.ends_with("公司") || above.ends_with("集团") || above.ends_with("企业");
  if (whole || !name.ends_with("公司") || utf8::count(name) > kLongest) return false;
  const Word* company = suffixes.longest_before(above, above.size());
  if (company == nullptr || company->attribute(1) != "company") return false;
  std::string_view place = name.substr(0, name.size() - std::string_view("公司").size());
  if (place.ends_with("分")) place.remove_suffix(std::string_view("分").size());
  const Word* other = suffixes.longest_before(place, place.size());
  return other == nullptr || other->attribute(1) != "company";
}

// Whether a name ends with its line: what stands before the line's end, the piece of the next line, and that line.
bool lines_apart(std::string_view before, std::string_view next, std::string_view line) {
  if (line_break(before, next) != LineBreak::kNone) return false;
  const std::size_t level = level_prefix(next);
  const UnitClass above = unit_class(before);
  // 市残疾人联合 below 市公安局, and 会 below that
  if (level > 0 && next.size() > level + 3 && level_prefix(before) > 0 &&
      (above == UnitClass::kOrgan || above == UnitClass::kBody))
    return true;
  // 市公安局 below a name that does not end as units do, and is no cut one
  if (level > 0 && begins_with_core(next.substr(level)) && utf8::count(before) >= 4 && level_prefix(before) == 0 &&
      unit_class(next) != UnitClass::kNone)
    return true;
  if (above == UnitClass::kNone || is_end_alone(before, next) || is_branch(before, next)) return false;
  constexpr std::size_t kNarrow = 4;  // characters
  if (utf8::count(line) > kNarrow) return unit_class(next) != UnitClass::kNone || next.ends_with("牵头");
  return stands_by_itself(next) || (ends_like_unit(next) && !is_part_of(before, next, Between::kLineEnd));
}

// Whether a blank parts two names: 人事股 各学校, 县一中 县二中; not 市 教育局, 县政府 办公室.
bool words_apart(std::string_view before, std::string_view next) {
  constexpr std::size_t kShortest = 3;  // characters
  if (utf8::count(before) < kShortest || utf8::count(next) < kShortest) return false;
  if (level_prefix(before) > 0 && level_prefix(before) == level_prefix(next) &&
      before.substr(0, level_prefix(before)) == next.substr(0, level_prefix(next)))
    return true;
  return unit_class(before) != UnitClass::kNone && ends_like_unit(next) && !is_end_alone(before, next) &&
         !is_branch(before, next) && !is_part_of(before, next, Between::kLineEnd) &&
         line_break(before, next) == LineBreak::kNone;
}

// Adds a line of a cell of units; names that blanks part are parted with 、. `depth`: how many brackets are open.
void append_words(const Mapped& cell, Range line, std::size_t& depth, Mapped& out) {
  const std::string_view text = cell.view();
  std::size_t above = line.begin;  // the end of the word before
  for (std::size_t begin = line.begin; begin < line.end;) {
    std::size_t end = begin;
    const std::size_t outer = depth;
    for (; end < line.end && !utf8::is_blank(utf8::at(text, end).point); end += utf8::at(text, end).size) {
      const utf8::Char c = utf8::at(text, end);
      if (utf8::is_open_bracket(c.point)) ++depth;
      if (utf8::is_close_bracket(c.point) && depth > 0) --depth;
    }
    const std::string_view word = text.substr(begin, end - begin);
    const bool apart =
        begin > line.begin && outer == 0 && words_apart(last_piece_of(out.view()), first_piece_of(word));
    if (apart) {
      out.replace("、", cell.cover(above, begin));
    } else {
      out.append(cell, above, begin);
    }
    out.append(cell, begin, end);
    above = end;
    while (end < line.end && utf8::is_blank(utf8::at(text, end).point)) end += utf8::at(text, end).size;
    begin = end;
  }
}

}  // namespace

Mapped units_in_list(const Mapped& cell, bool people) {
  Mapped out;
  const std::string_view text = cell.view();
  std::size_t depth = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Range line = trimmed_range(text, {begin, end});
    const std::size_t line_end = begin > 0 ? begin - 1 : 0;
    begin = end + 1;
    if (line.begin >= line.end) continue;
    const std::string_view words = text.substr(line.begin, line.end - line.begin);
    if (!out.empty() && depth == 0) {
      const std::string_view before = last_piece_of(out.view());
      const std::string_view next = first_piece_of(words);
      const bool apart = people ? utf8::count(before) > 1 && utf8::count(next) > 1
                                : !before.empty() && !next.empty() && lines_apart(before, next, words);
      if (apart) out.replace("、", cell.cover(line_end, line_end + 1));
    }
    if (people) {
      out.append(cell, line.begin, line.end);
    } else {
      append_words(cell, line, depth, out);
    }
  }
  return out;
}

bool is_blank_mark(std::string_view words) {
  return words.empty() || words == "/" || words == "-" || words == "—" || words == "——" || words == "\\" ||
         words == "无";
}

bool says_same(std::string_view words) {
  return words == "同上" || words == "〃" || words == "″" || words == "同前" || words == "”" || words == "\"";
}

}  // namespace duban
