#include "extract/joints.h"

#include <algorithm>

#include "grammar/day.h"
#include "grammar/responsibility.h"
#include "grammar/role_words.h"
#include "grammar/units.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {

bool is_title_line(std::string_view words, std::string_view next) {
  constexpr std::size_t kLongest = 75;
  return words.size() <= kLongest && next.size() > words.size() && words.find("，") == std::string_view::npos &&
         words.find(',') == std::string_view::npos && !ends_text(words);
}

namespace {

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

}  // namespace

namespace {

constexpr std::size_t kRagged = 4;  // of Line::width: a stop or figures that may not begin a line

// Whether words go on behind the line's end, as far as the two lines tell.
bool may_go_on(const Line& line, const Line& next) {
  return !line.ends && next.table == 0 && next.furniture.empty() && !next.marked && !next.labelled && next.hashes == 0;
}

// The width at which the page breaks its lines: none is wider, and many of the longer ones reach it. Of a short paper, all
// that go on reach it, and what stands below ends a sentence.
std::size_t margin_of(std::string_view text, const std::vector<Line>& lines) {
  constexpr std::size_t kNarrowest = 40;
  constexpr std::size_t kFullLines = 5;
  constexpr std::size_t kFewFullLines = 2;
  std::size_t widest = 0;
  for (const Line& line : lines) {
    if (line.table == 0 && line.furniture.empty()) widest = std::max(widest, line.width);
  }
  if (widest < kNarrowest) return 0;
  std::size_t full = 0;
  std::size_t longer = 0;
  std::size_t cut = 0;    // full ones that go on
  std::size_t other = 0;  // that seem to go on in front of the margin
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    if (line.table > 0 || !line.furniture.empty() || line.width * 2 <= widest) continue;
    const bool reaches = line.width + kRagged >= widest;
    ++longer;
    full += reaches;
    if (i + 1 >= lines.size() || !may_go_on(line, lines[i + 1])) continue;
    const Line& next = lines[i + 1];
    const bool closes = has_words(text.substr(next.begin, next.end - next.begin), "。") || next.ends || next.width + kRagged >= widest;
    cut += reaches && closes;
    other += !reaches;
  }
  if (full >= kFullLines && full * 5 >= longer * 2) return widest;
  return cut >= kFewFullLines && other == 0 ? widest : 0;
}

// Whether the paper's paragraphs, and only they, begin with blanks: lines behind full ones do not, those behind others do.
bool sets_first_lines_in(const std::vector<Line>& lines, std::size_t margin) {
  constexpr std::size_t kFewest = 3;
  std::array<std::size_t, 2> all{};  // behind a line that ends in front of the margin, behind a full one
  std::array<std::size_t, 2> in{};
  for (std::size_t i = 1; i < lines.size() && margin > 0; ++i) {
    if (lines[i].table > 0 || lines[i - 1].table > 0 || !lines[i].furniture.empty() || !lines[i - 1].furniture.empty()) continue;
    const std::size_t full = lines[i - 1].width + kRagged >= margin ? 1 : 0;
    ++all[full];
    in[full] += lines[i].indented;
  }
  return all[0] >= kFewest && in[0] * 10 >= all[0] * 8 && all[1] >= kFewest && in[1] * 10 <= all[1] * 3;
}

}  // namespace

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
  habits.margin = margin_of(text, lines);
  habits.first_lines = sets_first_lines_in(lines, habits.margin);
  habits.loose = loose >= 4 && loose * 3 >= spoken;
  habits.indented = long_lines >= 4 && indented * 10 >= long_lines * 6;
  for (std::size_t kind = 0; kind < kMarkKinds; ++kind) {
    habits.is_text[kind] = all[kind] > 0 && ended[kind] * 2 >= all[kind];
    habits.titles[kind] = titles[kind] > 1 && titles[kind] * 3 >= all[kind];
  }
  return habits;
}

namespace {

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
  if (!bracket || bracket->at.begin > 0) return false;
  const std::string_view inside = words.substr(bracket->inside.begin, bracket->inside.end - bracket->inside.begin);
  return said_of_above(inside) == 0 && is_assignment(inside);  // （以上两项由…牵头） is of several
}

// 各乡镇人民政 | 府。: what is a unit only with the few characters that stand on the next line.
bool cuts_unit(std::string_view before, std::string_view after) {
  constexpr std::size_t kFew = 6;  // bytes
  if (after.ends_with("。")) after.remove_suffix(std::string_view("。").size());
  if (after.empty() || after.size() > kFew || ends_like_unit(before)) return false;
  const std::string whole = std::string(before).append(after);
  return ends_like_unit(whole) && unit_class(whole) != UnitClass::kNone;
}

// 省住房城乡 | 建设厅: what a department is for stands on both lines, though each end like a name.
bool cuts_core(std::string_view before, std::string_view after) {
  static const WordList& organs = word_list("organs");
  before.remove_prefix(level_prefix(before));
  const std::string whole = std::string(before).append(after);
  const Word* core = organs.longest_at(whole);
  return core != nullptr && core->text.size() > before.size() && core->text.size() < whole.size();
}

// 各街 | 道办事处: what a name ends in stands on both lines.
bool cuts_suffix(std::string_view before, std::string_view after) {
  static const WordList& suffixes = word_list("unit_suffixes");
  if (after.ends_with("。")) after.remove_suffix(std::string_view("。").size());
  const std::string whole = std::string(before).append(after);
  const Word* suffix = suffixes.longest_before(whole, whole.size());
  return suffix != nullptr && suffix->text.size() > after.size();
}

// A line of units goes on with this one.
Joint continues_units(std::string_view value, std::string_view next, std::string_view following) {
  if (!looks_like_unit_list(next)) return cuts_unit(last_piece(value), first_piece(next)) ? Joint::kWords : Joint::kNone;
  const utf8::Char last = utf8::before(value, value.size());
  const char32_t first = utf8::at(next, 0).point;
  if (is_comma(last.point) || last.point == U'：' || last.point == ':' || is_comma(first)) return Joint::kWords;
  const std::string_view before = last_piece(value);
  const std::string_view after = first_piece(next);
  if (suffix_alone(after)) return Joint::kWords;
  if (before.ends_with("等")) return Joint::kNone;
  if (unit_class(before) == UnitClass::kNone || cuts_core(before, after) || cuts_suffix(before, after)) return Joint::kWords;
  // 云州 | 高新区管委会: a name that only ends like one of a place
  const bool region = unit_class(before) == UnitClass::kRegion && utf8::count(before) < 3;
  if (region && unit_class(after) == UnitClass::kBody && level_prefix(after) == 0) return Joint::kWords;
  // the last name above a date is a signature
  return ends_like_unit(before) && is_units(next) && !is_day(following) ? Joint::kEntries : Joint::kNone;
}

// The last label of a labelled line: 责任单位： of 牵头领导：赵明  责任单位：市财政局、.
std::optional<Label> last_label(std::string_view words) {
  constexpr std::size_t kLongest = 30;  // bytes
  const std::size_t wide = words.rfind("：");
  const std::size_t narrow = words.rfind(':');
  const std::size_t colon = wide == std::string_view::npos || (narrow != std::string_view::npos && narrow > wide) ? narrow : wide;
  if (colon == std::string_view::npos) return {};
  std::size_t at = colon;
  while (at > 0 && colon - at < kLongest && utf8::is_hanzi(utf8::before(words, at).point)) at -= utf8::before(words, at).size;
  for (; at < colon; at += utf8::at(words, at).size) {
    const auto label = label_at(words, at);
    if (label && label->at.end > colon) return label;
  }
  return {};
}

bool wants_units(const std::optional<Label>& label) {
  return label && (label->kind == RoleKind::kLead || label->kind == RoleKind::kResponsible || label->kind == RoleKind::kClause);
}

// 责任 | 单位：县财政局: a label is cut.
bool cuts_label(std::string_view before, std::string_view next, const Line& line) {
  constexpr std::size_t kLongest = 12;  // bytes of what stands on the next line
  if (!utf8::is_hanzi(utf8::before(before, before.size()).point)) return false;
  std::size_t end = 0;
  while (end < next.size() && end < kLongest && utf8::is_hanzi(utf8::at(next, end).point)) end += utf8::at(next, end).size;
  const char32_t colon = utf8::at(next, end).point;
  constexpr std::size_t kBareWord = 6;  // 单位, 时限: labels only in front of which nothing stands
  if (end == 0 || (colon != ':' && colon != U'：')) return false;
  if (end > kBareWord && line.label()) return false;
  std::size_t at = before.size();
  for (int n = 0; n < 2 && at > 0; ++n) {
    const utf8::Char c = utf8::before(before, at);
    if (!utf8::is_hanzi(c.point)) return false;
    at -= c.size;
    if (role_labels().exact(std::string(before.substr(at)).append(next.substr(0, end))) != nullptr) return true;
  }
  return false;
}

// 完成下列 | 任务：, 该 | 项工作责任单位：县林业局: words that no sentence ends with.
bool cuts_phrase(std::string_view before, std::string_view next) {
  static constexpr FewWords kPointers{"该", "此", "这", "本"};
  if (next.starts_with("项工作")) {
    const utf8::Char last = utf8::before(before, before.size());
    return !kPointers.at(before.substr(before.size() - last.size)).empty();
  }
  constexpr std::size_t kLongest = 24;  // bytes
  const bool lead_in = next.size() <= kLongest && (next.ends_with("：") || next.ends_with(":"));
  return lead_in && (before.ends_with("下列") || before.ends_with("以下"));
}

// Labelled lines that go on: what is missing between the two.
Joint continues_label(const OpenBlock& draft, std::string_view next, std::string_view following, bool indented) {
  const std::string_view before = draft.block.text();
  if (draft.brackets > 0 && looks_like_unit_list(next)) return Joint::kWords;
  const auto label = label_at(before, 0);
  if (wants_units(label)) return continues_units(before, next, following);
  if (wants_units(last_label(before))) {
    if (const Joint joint = continues_units(before, next.substr(0, next.find("  ")), following); joint != Joint::kNone) return joint;
  }
  if (label->at.end >= before.size()) return Joint::kWords;  // the value is on the next line
  const utf8::Char last = utf8::before(before, before.size());
  const bool comma = is_comma(last.point) && !utf8::is_sentence_end(last.point);
  return comma && !indented ? Joint::kWords : Joint::kNone;
}

// A line set to the margin among indented paragraphs goes on with the one before it, though a sentence ended there.
bool broken_at_margin(const OpenBlock& draft, std::string_view before, std::string_view next, const Line& line,
                      const Habits& habits) {
  constexpr std::size_t kFullLine = 75;  // bytes; what is shorter was not broken by the margin
  if (!habits.indented || line.indented || !draft.block.indented || line.hashes > 0) return false;
  if (draft.last_line < kFullLine || next.size() < 30) return false;
  const char32_t last = utf8::before(before, before.size()).point;
  if (utf8::is_close_bracket(last) || last == U'：' || last == ':') return false;
  return last == U'；' || last == ';' || line.ends;
}

// The line above reaches the page's margin in the middle of what it says.
bool broken_by_page(const OpenBlock& draft, std::string_view next, const Line& line, const Habits& habits) {
  if (draft.ends || line.hashes > 0 || !reaches_margin(draft, habits)) return false;
  // 完成下列 | 任务：
  const auto label = line.labelled ? line.label() : std::nullopt;
  if (line.labelled && (!label || label->kind != RoleKind::kText || label->at.end < next.size())) return false;
  return !line.indented || !(habits.indented || habits.first_lines);
}

// A line that does not begin a paragraph, where the paper sets in those that do: whatever it begins with.
bool inside_paragraph(const OpenBlock& draft, const Line& line, const Habits& habits) {
  return habits.first_lines && !line.indented && line.hashes == 0 && reaches_margin(draft, habits);
}

// A bracket that nothing closes, but that has said who answers: the next line is another paragraph.
bool said_to_its_end(const OpenBlock& draft, std::string_view before, std::string_view next) {
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

// 附件1, above its title
bool is_annex_number(std::string_view words) {
  constexpr std::size_t kLongest = 10;  // bytes
  return words.size() <= kLongest && words.starts_with("附件");
}

// 13.常务会议学法不少于6次，重大决策合法性 | 审查率100%。: a sentence is cut; no title has a comma and less below it.
bool breaks_sentence(MarkKind kind, std::string_view before, std::string_view next) {
  if (kind <= MarkKind::kChinese || next.size() > before.size() + before.size() / 5) return false;
  if (before.find("，") == std::string_view::npos && before.find(',') == std::string_view::npos) return false;
  return !is_units(next) && bullet_size(next) == 0;
}

// Whether a line goes on with the sentence of a block that is no labelled line.
bool continues(const OpenBlock& draft, std::string_view before, std::string_view next, const Line& line,
               const Habits& habits) {
  const utf8::Char last = utf8::before(before, before.size());
  const bool comma = is_comma(last.point) && !utf8::is_sentence_end(last.point);
  const char32_t first = utf8::at(next, 0).point;
  // 3.粮食总产量稳定在30万吨。责任单位：各乡镇人民政 | 府
  if (line.hashes == 0 && !draft.ends && wants_units(last_label(before)) && !has_words(last_piece(before), "。") &&
      continues_units(before, next, {}) == Joint::kWords)
    return true;
  const bool open = draft.quotes > 0 || draft.titles > 0 || draft.brackets > 0;
  if (draft.brackets > 0 && (last.point == U'：' || last.point == ':')) return true;  // （责任领导： | 副市长…
  // （牵头单位：县住建局；责任单位：县财政局； | 县水利局）
  if (draft.brackets > 0 && line.hashes == 0 && utf8::is_sentence_end(last.point) && is_comma(last.point) && closes_more(next)) return true;
  // 1.新建公园3个。责任单位： | 县住建局
  if ((last.point == U'：' || last.point == ':') && wants_units(last_label(before)) && looks_like_unit_list(first_piece(next))) return true;
  if (draft.ends || (draft.lines > 1 && ends_text(before))) return broken_at_margin(draft, before, next, line, habits);
  if (is_comma(first) || first == U'。') return true;
  if (open && line.hashes == 0) return !said_to_its_end(draft, before, next);
  // （县发改局牵头，东湖园区 | ## 管委会配合）
  constexpr std::size_t kRest = 60;  // bytes
  if (draft.brackets > 0 && next.size() <= kRest && closes_more(next) && is_assignment(std::string(last_piece(before)).append(next.substr(0, next.size() - utf8::before(next, next.size()).size))))
    return true;
  if (comma) return line.hashes == 0 || !habits.indented;
  if (line.hashes == 0 && !is_annex_number(before) && breaks_number(last.point, next)) return true;
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

}  // namespace

bool reaches_margin(const OpenBlock& draft, const Habits& habits) {
  return habits.margin > 0 && draft.last_width + kRagged >= habits.margin;
}

Joint joint_of(const OpenBlock& draft, std::string_view text, const Line& line, std::string_view following,
               const Habits& habits) {
  if (line.furniture.size() > 0 || draft.block.furniture) return Joint::kNone;
  const std::string_view before = draft.block.text();
  const bool inside = !before.empty() && inside_paragraph(draft, line, habits);
  if (line.marked && !inside) return Joint::kNone;
  const std::string_view next = text.substr(line.begin, line.end - line.begin);
  Joint cut = inside || cuts_label(before, next, line) || cuts_phrase(before, next) ? Joint::kCut : Joint::kNone;
  if (line.labelled && cut == Joint::kNone) {
    // 新建学校2所。（ | 责任领导：…, （责任领导： | 副市长…, （牵头单位：市工信局， | 责任单位：市财政局）
    const char32_t last = utf8::before(before, before.size()).point;
    const bool opened = utf8::is_open_bracket(last) || (draft.brackets > 0 && (last == U'：' || last == ':'));
    if (broken_by_page(draft, next, line, habits)) {
      cut = Joint::kCut;
    } else if (draft.brackets > 0 && closes_more(next)) {
      cut = reaches_margin(draft, habits) ? Joint::kCut : Joint::kWords;
    } else if (!opened) {
      return Joint::kNone;
    }
  }
  if (draft.lines > 200 || before.empty()) return Joint::kNone;  // no paper breaks a paragraph so often
  if (cut != Joint::kNone) return cut;
  if (is_day(next) || is_day(before) || is_imprint(next) || bullet_size(next) > 0) return Joint::kNone;
  if (!draft.block.labelled && is_day(following) && is_units(next)) return Joint::kNone;  // a signature above its date
  if (says_who_alone(next) && !draft.block.labelled && (draft.block.mark || draft.ends)) return Joint::kBracket;
  Joint joint = Joint::kNone;
  if (draft.block.labelled) {
    joint = continues_label(draft, next, following, line.indented);
  } else if (continues(draft, before, next, line, habits)) {
    joint = Joint::kWords;
  }
  return joint == Joint::kNone && broken_by_page(draft, next, line, habits) ? Joint::kWords : joint;
}

}  // namespace duban
