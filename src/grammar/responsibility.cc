#include "grammar/responsibility.h"

#include <algorithm>

#include "grammar/deadline.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

const WordList& role_labels() {
  static const WordList& list = word_list("role_labels");
  return list;
}
const WordList& role_verbs() {
  static const WordList& list = word_list("role_verbs");
  return list;
}

RoleKind kind_of(std::string_view word) {
  if (word == "leader") return RoleKind::kLeader;
  if (word == "lead") return RoleKind::kLead;
  if (word == "responsible") return RoleKind::kResponsible;
  if (word == "shared") return RoleKind::kShared;
  if (word == "clause") return RoleKind::kClause;
  if (word == "deadline") return RoleKind::kDeadline;
  return word == "text" ? RoleKind::kText : RoleKind::kAside;
}

std::string_view sub(std::string_view text, Range r) { return text.substr(r.begin, r.end - r.begin); }

bool is_clause_end(char32_t p) {
  return p == U'，' || p == ',' || p == U'；' || p == ';' || p == U'、' || p == U'。';
}

Range trim_range(std::string_view text, Range r) {
  const auto loose = [](char32_t p) { return utf8::is_blank(p) || is_clause_end(p) || p == '\n'; };
  while (r.begin < r.end && loose(utf8::at(text, r.begin).point)) r.begin += utf8::at(text, r.begin).size;
  while (r.begin < r.end && loose(utf8::before(text, r.end).point)) r.end -= utf8::before(text, r.end).size;
  return r;
}

// people ::= person {("、" | "," | "和") person}
//   王 健、张立林
void read_people(std::string_view text, Range range, std::vector<Person>& out) {
  range = trim_range(text, range);
  std::size_t begin = range.begin;
  const auto take = [&](std::size_t end) {
    const Range at = trim_range(text, {begin, end});
    if (at.begin < at.end) out.push_back({utf8::squeeze(sub(text, at)), at});
  };
  for (std::size_t i = range.begin; i < range.end;) {
    const utf8::Char c = utf8::at(text, i);
    if (is_clause_end(c.point) || c.point == U'和') {
      take(i);
      begin = i + c.size;
    }
    i += c.size;
  }
  take(range.end);
}

void append_units(std::vector<Unit>& to, UnitList&& list) {
  for (Unit& unit : list.units) to.push_back(std::move(unit));
}

// clauses ::= {units verb [","]}
//   由A牵头，会同B、C等单位负责落实
bool read_clauses(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix) {
  struct Clause {
    Range units;
    RoleKind kind;
  };
  std::vector<Clause> clauses;
  std::size_t depth = 0;
  std::size_t begin = range.begin;
  const auto close = [&](std::size_t end) {
    const Word* verb = role_verbs().longest_before(text.substr(0, end), end);
    if (verb == nullptr || verb->text.size() > end - begin) return;
    const Range units = trim_range(text, {begin, end - verb->text.size()});
    clauses.push_back({units, kind_of(verb->attribute(0))});
    begin = end;
  };
  for (std::size_t i = range.begin; i < range.end;) {
    const utf8::Char c = utf8::at(text, i);
    if (utf8::is_open_bracket(c.point)) ++depth;
    if (utf8::is_close_bracket(c.point) && depth > 0) --depth;
    if (depth == 0 && is_clause_end(c.point)) {
      std::size_t end = i;
      while (end > begin && utf8::is_blank(utf8::before(text, end).point)) end -= utf8::before(text, end).size;
      if (end > begin) close(end);
    }
    i += c.size;
  }
  const Range rest = trim_range(text, {begin, range.end});
  if (rest.begin < rest.end) close(rest.end);
  if (clauses.empty()) return false;
  // …负责，2026年6月底前完成
  if (begin <= rest.begin && rest.begin < rest.end && read_deadline(sub(text, rest), 0)) into.deadline = rest;
  bool took = false;
  for (Clause& clause : clauses) {
    bool asked = false;  // 会同B: B helps, whatever the verb
    for (const std::string_view start : {"由", "会同", "商", "以及", "和", "与"}) {
      const std::string_view words = sub(text, clause.units);
      if (!words.starts_with(start)) continue;
      if (start == "商" && words.starts_with("商务")) continue;
      clause.units.begin += start.size();
      asked = start == "会同" || start == "商";
      break;
    }
    // A会同B、C
    const std::size_t with = sub(text, clause.units).find("会同");
    if (with != std::string_view::npos && with > 0) {
      UnitList first = read_units(text, {clause.units.begin, clause.units.begin + with}, prefix);
      append_units(into.lead_units, std::move(first));
      clause.units.begin += with + std::string_view("会同").size();
      clause.kind = RoleKind::kResponsible;
    }
    UnitList list = read_units(text, clause.units, prefix);
    if (list.units.empty()) continue;
    took = true;
    if (clause.kind == RoleKind::kLead) {
      into.open_lead = into.open_lead || list.open;
      append_units(into.lead_units, std::move(list));
    } else {
      into.open_responsible = into.open_responsible || list.open;
      if (clause.kind == RoleKind::kShared && !asked && into.lead_units.empty() && list.units.size() > 1)
        into.shared = true;
      append_units(into.responsible_units, std::move(list));
    }
  }
  if (!into.lead_units.empty()) into.shared = false;
  return took;
}

}  // namespace

std::optional<Label> label_at(std::string_view text, std::size_t at) {
  const Word* word = role_labels().longest_at(text.substr(at));
  if (word == nullptr) return {};
  std::size_t end = at + word->text.size();
  while (end < text.size() && utf8::is_blank(utf8::at(text, end).point)) end += utf8::at(text, end).size;
  const utf8::Char colon = utf8::at(text, end);
  if (colon.point != U'：' && colon.point != ':' && colon.point != U'︰') return {};
  return Label{{at, end + colon.size}, kind_of(word->attribute(0))};
}

std::vector<Label> labels_in(std::string_view text, Range range) {
  std::vector<Label> labels;
  constexpr std::string_view kWide = "：";
  text = text.substr(0, range.end);
  std::size_t wide = text.find(kWide, range.begin);
  std::size_t narrow = text.find(':', range.begin);
  for (std::size_t i = std::min(wide, narrow); i < range.end; i = std::min(wide, narrow)) {
    const utf8::Char c = utf8::at(text, i);
    if (i == wide) {
      wide = text.find(kWide, i + kWide.size());
    } else {
      narrow = text.find(':', i + 1);
    }
    if (i == range.begin) continue;
    std::size_t end = i;
    while (end > range.begin && utf8::is_blank(utf8::before(text, end).point))
      end -= utf8::before(text, end).size;
    const Word* word = role_labels().longest_before(text, end);
    if (word != nullptr && word->text.size() <= end - range.begin) {
      const std::size_t at = end - word->text.size();
      const char32_t before = at == range.begin ? U'。' : utf8::before(text, at).point;
      if (utf8::is_sentence_end(before) || is_clause_end(before) || utf8::is_blank(before) ||
          utf8::is_open_bracket(before) || utf8::is_close_bracket(before) || before == '\n' || before == '|') {
        labels.push_back({{at, i + c.size}, kind_of(word->attribute(0))});
      }
    }
  }
  return labels;
}

bool read_responsibility(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix) {
  const std::vector<Label> labels = labels_in(text, range);
  if (labels.empty()) {
    if (read_clauses(text, range, into, prefix)) {
      into.rule = "responsibility.clause";
      return true;
    }
    if (!is_assignment(sub(text, range))) return false;
    // (省发展改革委、省财政厅): units and no word of what they do
    UnitList list = read_units(text, range, prefix);
    into.open_responsible = into.open_responsible || list.open;
    append_units(into.responsible_units, std::move(list));
    into.rule = "responsibility.units";
    return true;
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Range value =
        trim_range(text, {labels[i].at.end, i + 1 < labels.size() ? labels[i + 1].at.begin : range.end});
    switch (labels[i].kind) {
      case RoleKind::kLeader:
        read_people(text, value, into.leaders);
        break;
      case RoleKind::kLead: {
        into.has_lead_label = true;
        UnitList list = read_units(text, value, prefix);
        into.open_lead = into.open_lead || list.open;
        append_units(into.lead_units, std::move(list));
        break;
      }
      case RoleKind::kResponsible:
      case RoleKind::kShared: {
        UnitList list = read_units(text, value, prefix);
        into.open_responsible = into.open_responsible || list.open;
        append_units(into.responsible_units, std::move(list));
        break;
      }
      case RoleKind::kClause:
        if (!read_clauses(text, value, into, prefix)) {
          UnitList list = read_units(text, value, prefix);
          into.open_responsible = into.open_responsible || list.open;
          append_units(into.responsible_units, std::move(list));
        }
        break;
      case RoleKind::kDeadline:
        into.deadline = value;
        break;
      case RoleKind::kText:
        into.more.push_back(value);
        break;
      case RoleKind::kAside:
        break;
    }
  }
  into.labelled = true;
  into.rule = "responsibility.labelled";
  return true;
}

std::optional<Bracket> last_bracket(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0) {
    const utf8::Char c = utf8::before(text, end);
    if (!utf8::is_blank(c.point) && c.point != U'。' && c.point != U'；' && c.point != ';') break;
    end -= c.size;
  }
  const utf8::Char close = utf8::before(text, end);
  if (utf8::is_close_bracket(close.point)) {
    std::size_t depth = 0;
    for (std::size_t i = end; i > 0;) {
      const utf8::Char c = utf8::before(text, i);
      i -= c.size;
      if (utf8::is_close_bracket(c.point)) ++depth;
      if (utf8::is_open_bracket(c.point) && --depth == 0)
        return Bracket{{i, end}, {i + c.size, end - close.size}, false};
    }
    return {};
  }
  // an opening mark that nothing closes
  std::size_t depth = 0;
  for (std::size_t i = end; i > 0;) {
    const utf8::Char c = utf8::before(text, i);
    i -= c.size;
    if (utf8::is_close_bracket(c.point)) ++depth;
    if (utf8::is_open_bracket(c.point)) {
      if (depth == 0) return Bracket{{i, end}, {i + c.size, end}, true};
      --depth;
    }
  }
  return {};
}

std::optional<Bracket> assigning_bracket(std::string_view text, std::size_t from) {
  std::vector<std::size_t> opened;
  for (std::size_t i = from; i < text.size();) {
    const utf8::Char c = utf8::at(text, i);
    if (utf8::is_open_bracket(c.point)) opened.push_back(i);
    if (utf8::is_close_bracket(c.point) && !opened.empty()) {
      const std::size_t at = opened.back();
      opened.pop_back();
      if (opened.empty()) {
        const Range inside{at + utf8::at(text, at).size, i};
        if (is_assignment(sub(text, inside))) return Bracket{{at, i + c.size}, inside, false};
      }
    }
    i += c.size;
  }
  return {};
}

bool is_assignment(std::string_view words) {
  words = utf8::trim(words);
  while (!words.empty() && is_clause_end(utf8::before(words, words.size()).point))
    words.remove_suffix(utf8::before(words, words.size()).size);
  if (words.size() < 6) return false;
  if (label_at(words, 0)) return label_at(words, 0)->kind != RoleKind::kText;
  const Word* verb = role_verbs().longest_before(words, words.size());
  if (verb != nullptr && verb->text.size() < words.size()) {
    // something that can be a unit in front of the verb: 省商务厅牵头, not 已经落实
    const std::string_view before = words.substr(0, words.size() - verb->text.size());
    if (verb->text != "落实" && verb->text != "实施" && verb->text != "组织实施") return true;
    return looks_like_unit_list(before);
  }
  // 省商务厅牵头，省财政厅等
  for (const std::string_view word : {"牵头", "主办", "负责"}) {
    const std::size_t at = words.find(word);
    if (at != std::string_view::npos && at > 0 && looks_like_unit_list(words.substr(0, at))) return true;
  }
  // units alone: every one of them the full name of a department
  if (!looks_like_unit_list(words)) return false;
  UnitPrefix prefix;
  const UnitList list = read_units(words, {0, words.size()}, prefix);
  return !list.units.empty() && std::all_of(list.units.begin(), list.units.end(), [](const Unit& unit) {
    return unit.unit_class == UnitClass::kOrgan || unit.unit_class == UnitClass::kBody ||
           unit.unit_class == UnitClass::kGroup;
  }) && level_prefix(words) > 0;
}

}  // namespace duban
