#include "extract/table_looks.h"

#include <algorithm>

#include "extract/table_work.h"
#include "grammar/assigning.h"
#include "grammar/day.h"
#include "grammar/deadline.h"
#include "grammar/mark.h"
#include "grammar/person.h"
#include "grammar/units.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

bool is_deadline_cell(std::string_view words) {
  static const WordList& terms = word_list("standing_terms");
  if (words.size() > 60) return false;
  if (says_how_often(words)) return true;
  if (const Word* term = terms.longest_at(words); term != nullptr && term->text.size() == words.size())
    return true;
  const auto deadline = read_deadline(words, 2000);
  if (deadline)
    return deadline->text.size() * 3 >= words.size() || (deadline->span.begin == 0 && words.size() <= 30);
  return find_day(words).has_value() && words.size() < 36;
}

// 市公安局, 财政局, 各街道; not 乡建设局, the rest of 市住房城乡建设局.
bool begins_as_unit(std::string_view words) {
  if (words.starts_with("各") || words.starts_with("有关") || words.starts_with("★")) return true;
  if (words.starts_with("乡") || words.starts_with("镇")) return false;
  const std::size_t level = level_prefix(words);
  return begins_with_core(words) || stands_alone(words) ||
         (level > 0 && words.size() > level + 3 && utf8::is_hanzi(utf8::at(words, level).point));
}

bool parts_names(char32_t p) { return p == U'、' || p == U'，' || p == ',' || p == U'；' || p == ';'; }

// 建设科, 发展规划科（牵头）、财务科, though 建设 and 发展 begin what plans commit to.
bool ends_as_office(std::string_view words) {
  for (const std::string_view end : {"科", "股", "处", "室", "局", "办"}) {
    if (words.ends_with(end)) return true;
  }
  return false;
}

bool all_hanzi(std::string_view words) {
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    if (!utf8::is_hanzi(c.point)) return false;
    i += c.size;
  }
  return true;
}

// A list of units from its first word to its last: most of what it names can be a unit.
bool is_units_cell(std::string_view words) {
  if (!looks_like_unit_list(words)) return false;
  UnitPrefix prefix;
  const UnitList list = read_units(words, {0, words.size()}, prefix);
  constexpr std::size_t kLongestSlip = 10;  // characters
  std::size_t known = 0;
  std::size_t slips = 0;  // 区民政居: begins as a unit of the place does
  for (const Unit& unit : list.units) {
    if (utf8::count(unit.name) > 25 && unit.unit_class != UnitClass::kGroup) return false;
    known += unit.unit_class != UnitClass::kNone;
    slips += unit.unit_class == UnitClass::kNone && level_prefix(unit.name) > 0 && utf8::count(unit.name) <= kLongestSlip;
  }
  return known * 2 > list.units.size() || (known > 0 && known + slips == list.units.size());
}

// 市发展改革委、市总: a list whose last name goes on in the next line.
bool is_cut_list(std::string_view words) {
  constexpr std::size_t kLongestPart = 24;  // bytes of the cut name
  std::size_t at = words.size();
  while (at > 0 && words.size() - at <= kLongestPart && !parts_names(utf8::before(words, at).point))
    at -= utf8::before(words, at).size;
  if (at == 0 || at == words.size() || !parts_names(utf8::before(words, at).point)) return false;
  const std::string_view last = words.substr(at);
  const std::string_view before = words.substr(0, at - utf8::before(words, at).size);
  return (level_prefix(last) > 0 || begins_with_core(last) || last.starts_with("各") || last.size() == 3) && begins_as_unit(before) && is_units_cell(before);
}

// 市民政局、残联牵头, 市教育局牵头，市财政局、市场监管局配合
bool assigns_units(std::string_view words) {
  const utf8::Char last = utf8::before(words, words.size());
  return utf8::is_hanzi(last.point) && begins_as_unit(words) && is_assignment(words);
}

// 开发区建投公司: the zone of a name, and no 开发 of a task.
bool begins_as_zone(std::string_view words) {
  static const WordList& suffixes = word_list("unit_suffixes");
  const Word* zone = suffixes.longest_at(words);
  return zone != nullptr && zone->attribute(1) == "zone";
}

// 重点督办, 市级交办: ends as an office does and is none.
bool is_action(std::string_view words) {
  for (const std::string_view end : {"督办", "交办", "承办", "主办", "协办", "举办", "会办", "领办"}) {
    if (words.ends_with(end)) return true;
  }
  return false;
}

// 民政府 below 各县区人, 合会 below 市残疾人联: the end of a name that the break cut.
bool cuts_suffix(std::string_view above, std::string_view below) {
  constexpr int kFarthest = 3;  // characters
  static const WordList& suffixes = word_list("unit_suffixes");
  const std::string_view front = utf8::head(below, 6);
  std::size_t at = above.size();
  for (int n = 0; n < kFarthest && at > 0; ++n) {
    at -= utf8::before(above, at).size;
    const std::string joined = std::string(above.substr(at)) + std::string(front);
    const Word* suffix = at == 0 ? nullptr : suffixes.longest_at(joined);
    if (suffix != nullptr && suffix->text.size() > above.size() - at) return true;
  }
  return false;
}

bool is_vertical(std::string_view cell) {
  constexpr std::size_t kNarrow = 9;  // bytes of a line
  constexpr std::size_t kLongest = 90;
  cell = utf8::trim(cell);
  if (cell.size() > kLongest || cell.find('\n') == std::string_view::npos) return false;
  while (!cell.empty()) {
    const std::size_t end = std::min(cell.find('\n'), cell.size());
    if (utf8::trim(cell.substr(0, end)).size() > kNarrow) return false;
    cell.remove_prefix(std::min(end + 1, cell.size()));
  }
  return true;
}

}  // namespace

Looks looks_of(std::string_view cell) {
  ++table_work;
  Looks out;
  const std::string joined = utf8::squeeze(cell);
  const std::string_view words = joined;
  out.length = utf8::count(words);
  out.vertical = is_vertical(cell);
  if (words.empty() || words == "/" || words == "-" || words == "—" || words == "——" || words == "无") {
    out.empty = true;
    out.dash = words == "-" || words == "—" || words == "——";
    return out;
  }
  out.digits = std::all_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
  out.figure = !out.digits && utf8::is_digit(static_cast<unsigned char>(words.front())) &&
               std::all_of(words.begin(), words.end(), [](char c) {
                 return (c >= '0' && c <= '9') || c == '.' || c == '%' || c == '-' || c == '/' || c == ',';
               });
  if (const auto mark = read_mark(words)) {
    out.mark = mark->value.kind <= MarkKind::kChineseParen;
    out.whole_mark = mark->size == words.size();
  }
  const std::string_view printed = utf8::trim(cell);
  out.people = looks_like_people(printed);
  out.name_like = out.length >= 2 && out.length <= 4 && all_hanzi(words);
  out.stop = words.find("。") != std::string_view::npos;
  out.sentence = utf8::is_sentence_end(utf8::before(words, words.size()).point);
  static const WordList& verbs = word_list("commitment_verbs");
  std::size_t first = 0;  // behind the first name
  while (first < words.size() && !parts_names(utf8::at(words, first).point) && !utf8::is_open_bracket(utf8::at(words, first).point))
    first += utf8::at(words, first).size;
  const std::string_view name = words.substr(0, first);
  const std::size_t length = utf8::count(name);
  const bool branch = length <= 10 && name.ends_with("分公司");  // 联通示例分公司
  const bool office = branch || (length <= 6 && ends_as_office(name) && (first == words.size() || !name.ends_with("办")));
  const std::size_t stop = parts_names(utf8::at(words, 0).point) ? utf8::at(words, 0).size : 0;
  const std::size_t counted = std::min(words.find_first_not_of("0123456789."), words.size());  // 1.2 in front of a part
  const std::string_view bare = words.substr(std::max(stop, counted));  // behind the comma of a broken line
  out.verb = !office && !begins_with_core(bare) && level_prefix(bare) == 0 && verbs.longest_at(bare) != nullptr && !begins_as_zone(bare);
  out.deadline = is_deadline_cell(words);
  if (out.length <= 200) {
    out.units = !out.verb && !is_action(words) && (is_units_cell(words) || is_cut_list(words) || assigns_units(words));
    out.group = names_a_group(words);
    out.suffix = unit_class(words) != UnitClass::kNone;
    out.begins = begins_as_unit(words);
  }
  out.name_like =
      out.name_like && !out.verb && !out.suffix && !out.deadline && !out.units && !begins_with_core(words);
  return out;
}

LineBreak line_break(std::string_view above, std::string_view cell) {
  constexpr std::size_t kLongestName = 16;  // characters
  const std::string over = utf8::squeeze(above);
  const std::string here = utf8::squeeze(cell);
  if (over.empty() || here.empty()) return LineBreak::kNone;
  std::size_t at = over.size();
  for (std::size_t n = 0; n < kLongestName && at > 0; ++n) {
    const utf8::Char c = utf8::before(over, at);
    if (parts_names(c.point)) break;
    at -= c.size;
  }
  const std::string_view tail = std::string_view(over).substr(at);
  if (tail.empty() || parts_names(utf8::at(here, 0).point)) return LineBreak::kList;
  std::size_t end = 0;
  while (end < here.size() && !parts_names(utf8::at(here, end).point)) end += utf8::at(here, end).size;
  const std::string_view head = std::string_view(here).substr(0, end);
  const LineBreak name = at == 0 ? LineBreak::kName : LineBreak::kNameInList;
  if (tail.ends_with("委") && head.starts_with("员会")) return name;
  if (utf8::count(head) == 1 && unit_class(tail) == UnitClass::kNone &&
      unit_class(std::string(tail) + std::string(head)) != UnitClass::kNone)
    return name;  // 会 below 市残疾人联合
  if (tail == "各" || (tail == "各乡" && head.starts_with("镇"))) return name;
  if (level_prefix(head) == 0 && cuts_suffix(tail, head)) return name;
  const std::string joined = std::string(tail) + std::string(head);
  const bool ends = unit_class(head) != UnitClass::kNone || suffix_alone(head);
  if (!ends && unit_class(joined) == UnitClass::kNone) return LineBreak::kNone;
  const std::size_t level = level_prefix(joined);
  // 民政府 below 各乡镇人
  if (tail.starts_with("各") && level_prefix(head) == 0 && !begins_with_core(head) && !head.starts_with("各") &&
      !names_a_group(tail) && names_a_group(joined))
    return name;
  if (level == tail.size()) return level_prefix(head) == 0 ? name : LineBreak::kNone;
  if (level > tail.size()) return LineBreak::kNone;
  static const WordList& organs = word_list("organs");
  const Word* core = organs.longest_at(std::string_view(joined).substr(level));
  if (core == nullptr) return LineBreak::kNone;
  const std::size_t core_end = level + core->text.size();
  // 局 below 市文化和旅游
  const bool suffix = level > 0 && core_end == tail.size() && suffix_alone(head);
  // 技局 below 市科: a character of a core is no office
  const bool one = utf8::count(tail.substr(level)) == 1;
  const bool within = core_end > tail.size() && (one || !ends_like_unit(tail) || organs.exact(tail.substr(level)) == nullptr);
  return suffix || within ? name : LineBreak::kNone;
}

double fits(const Looks& cell, ColumnRole role) {
  const auto length = static_cast<double>(cell.length);
  switch (role) {
    case ColumnRole::kNumber:
      if (cell.counted) return 7;
      if (cell.digits) return cell.length <= 3 ? -1 : -6;
      if (cell.whole_mark) return 4;
      return cell.empty ? -2 : -9;
    case ColumnRole::kLead:
    case ColumnRole::kResponsible:
    case ColumnRole::kHelping:
    case ColumnRole::kClause:
      if (cell.empty) return cell.dash ? -1.8 : role == ColumnRole::kHelping ? -0.8 : -1.5;
      if (cell.units) return cell.stop ? -2 : role == ColumnRole::kLead && cell.group ? 3.5 : 4.5;
      if (cell.digits || cell.figure || cell.deadline || cell.stop || cell.sentence) return -7;
      if (cell.people) return -2.5;
      return cell.length <= 8 && !cell.verb ? -1.5 : -3 - length / 15;
    case ColumnRole::kLeader:
      if (cell.empty) return -1.2;
      return cell.people ? 5 : cell.name_like ? 1 : -6;
    case ColumnRole::kDeadline:
      if (cell.empty) return -0.5;
      return cell.deadline ? 5 : cell.digits || cell.figure || cell.units ? -6 : -3 - length / 10;
    case ColumnRole::kAside:
      if (cell.empty) return cell.dash ? 1 : 0;
      if (cell.digits) return cell.counted ? 0.5 : 2.5;
      if (cell.figure) return 3;
      return cell.units ? -2.5 : cell.verb ? -2 : cell.deadline ? 0 : -0.5 - length / 60;
    case ColumnRole::kCategory:
      if (cell.digits || cell.figure || cell.deadline || cell.people) return -5;
      if (cell.empty) return -1;
      return (cell.mark ? 2.5 : 0.5) - (cell.sentence ? 2 : 0) - (length > 24 ? 3 : 0) - (cell.units ? 2.5 : 0);
    case ColumnRole::kName:
      if (cell.digits || cell.figure || cell.deadline) return -5;
      if (cell.empty) return -2;
      return 1 - (cell.people ? 3 : 0) - (cell.units ? 3 : 0) - (cell.sentence && length > 20 ? 0.7 : 0) -
             (length > 40 ? 0.7 : 0);
    case ColumnRole::kTask:
    case ColumnRole::kDetail:
      if (cell.digits || cell.figure) return -5;
      if (cell.deadline) return -4;
      if (cell.empty) return -3;
      return 1 + std::min(length / 30, 1.5) + (cell.sentence ? 0.7 : 0) + (cell.verb ? 0.7 : 0) -
             (cell.people ? 3.5 : 0) - (cell.units ? 3.5 : 0);
    case ColumnRole::kNone:
      return cell.units || cell.people || cell.deadline ? -2 : cell.digits || cell.figure ? 0.5 : -0.5;
  }
  return 0;
}

double left_out(ColumnRole role, bool tells_blanks) {
  switch (role) {
    case ColumnRole::kNumber:
      return 1.6;
    case ColumnRole::kCategory:
      return 0.2;
    case ColumnRole::kName:
      return 0.8;
    case ColumnRole::kLeader:
    case ColumnRole::kDeadline:
    case ColumnRole::kNone:
      return 1;
    // where blanks are told, a missing cell was merged with the one above: one lead over several rows more often than
    // one list of those who help it
    case ColumnRole::kLead:
    case ColumnRole::kClause:
      return tells_blanks ? 0.7 : 1.5;
    case ColumnRole::kResponsible:
      return tells_blanks ? 0.8 : 1.3;
    case ColumnRole::kHelping:
      return tells_blanks ? 0.9 : 1.3;
    case ColumnRole::kAside:
      return 0.6;
    case ColumnRole::kTask:
    case ColumnRole::kDetail:
      return 4;
  }
  return 1;
}

namespace {

// 息化局 below 市工业和信: the rest of a name.
bool is_rest(const Looks& above, const Looks& cell) {
  if (cell.rest) return true;
  return !above.empty && !above.suffix && !above.people && !above.sentence && above.length <= 12 &&
         cell.suffix && !cell.begins && !cell.people;
}

}  // namespace

double goes_on(const Looks& above, const Looks& cell, ColumnRole role) {
  switch (role) {
    case ColumnRole::kLead:
    case ColumnRole::kResponsible:
    case ColumnRole::kHelping:
    case ColumnRole::kClause:
      if (is_rest(above, cell)) return 2;
      return (cell.units || cell.suffix || cell.begins ? 0 : -1.5) - (role == ColumnRole::kLead ? 0.1 : 0);
    case ColumnRole::kLeader:
      return cell.people ? -0.3 : -4;
    case ColumnRole::kCategory:
    case ColumnRole::kName:
    case ColumnRole::kTask:
    case ColumnRole::kDetail:
      if (cell.rest && !above.sentence) return 0.3;
      return above.sentence ? -1.8 : cell.verb ? -1.2 : -0.3;
    case ColumnRole::kDeadline:
      return -1.5;
    default:
      return -3;
  }
}

double ends_behind(const Looks& last, const Looks& cell, ColumnRole role) {
  const bool who = says_who(role) && role != ColumnRole::kLeader;
  return who && is_rest(last, cell) ? -2 : 0;
}

}  // namespace duban
