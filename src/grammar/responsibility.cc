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

// ★省科技厅、省教育厅: who carries the star leads.
void append_responsible(Responsibility& into, UnitList&& list) {
  for (Unit& unit : list.units)
    (unit.starred ? into.lead_units : into.responsible_units).push_back(std::move(unit));
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
      append_responsible(into, std::move(list));
    }
  }
  if (!into.lead_units.empty()) into.shared = false;
  return took;
}

// 市科技局牵头，…: a verb behind a unit, not 市科技局（牵头）.
bool says_lead_by_verb(std::string_view words) {
  const std::size_t at = words.find("牵头");
  if (at == std::string_view::npos || at == 0) return false;
  if (utf8::is_open_bracket(utf8::before(words, at).point)) return false;
  return unit_class(words.substr(0, at)) != UnitClass::kNone &&
         words.substr(0, at).find("为") == std::string_view::npos;
}

// What stands behind a label.
void read_value(std::string_view text, Range value, RoleKind kind, Responsibility& into, UnitPrefix& prefix) {
  switch (kind) {
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
      // 责任单位：市科技局牵头，市税务局配合
      if (says_lead_by_verb(sub(text, value)) && read_clauses(text, value, into, prefix)) break;
      UnitList list = read_units(text, value, prefix);
      into.open_responsible = into.open_responsible || list.open;
      append_responsible(into, std::move(list));
      break;
    }
    case RoleKind::kClause:
      if (!read_clauses(text, value, into, prefix)) {
        UnitList list = read_units(text, value, prefix);
        into.open_responsible = into.open_responsible || list.open;
        append_responsible(into, std::move(list));
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

}  // namespace

namespace {

// 主抓领导, 县级牵头责任单位: a word in front of a colon that no list has, by what it is made of.
std::optional<RoleKind> kind_by_parts(std::string_view words) {
  constexpr std::size_t kLongest = 39;
  if (words.size() > kLongest || words.size() < 12) return {};
  for (std::size_t i = 0; i < words.size(); i += utf8::at(words, i).size) {
    if (!utf8::is_hanzi(utf8::at(words, i).point)) return {};
  }
  const auto has = [&](std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return words.find(part) != std::string_view::npos; });
  };
  if (words.ends_with("领导") || words.ends_with("领导同志") || words.ends_with("负责同志")) {
    if (has({"牵头", "分管", "责任", "负责", "主抓", "主管", "包", "联系", "挂", "督办"}))
      return RoleKind::kLeader;
    return {};
  }
  if (!words.ends_with("单位") && !words.ends_with("部门") && !words.ends_with("科室") &&
      !words.ends_with("机构"))
    return {};
  if (has({"督办", "督查", "考核", "监督", "数据", "统计", "验收", "报送"})) return RoleKind::kAside;
  if (has({"牵头", "主办", "主责", "承办", "主抓"})) return RoleKind::kLead;
  if (has({"责任", "配合", "协", "参与", "参加", "落实", "实施", "承担"})) return RoleKind::kResponsible;
  return {};
}

}  // namespace

std::optional<Label> label_at(std::string_view text, std::size_t at) {
  const Word* word = role_labels().longest_at(text.substr(at));
  if (word == nullptr) {
    std::size_t end = at;
    while (end < text.size() && end - at < 42 && utf8::is_hanzi(utf8::at(text, end).point))
      end += utf8::at(text, end).size;
    const utf8::Char colon = utf8::at(text, end);
    if (colon.point != U'：' && colon.point != ':') return {};
    const auto kind = kind_by_parts(text.substr(at, end - at));
    if (!kind) return {};
    return Label{{at, end + colon.size}, *kind};
  }
  std::size_t end = at + word->text.size();
  while (end < text.size() && utf8::is_blank(utf8::at(text, end).point)) end += utf8::at(text, end).size;
  const utf8::Char colon = utf8::at(text, end);
  if (colon.point != U'：' && colon.point != ':' && colon.point != U'︰') return {};
  return Label{{at, end + colon.size}, kind_of(word->attribute(0))};
}

namespace {

// 责任单位为县文旅局: 为 in the place of the colon, a unit behind it.
void labels_with_is(std::string_view text, Range range, std::vector<Label>& labels) {
  for (const std::string_view is : {"单位为", "部门为", "单位是", "部门是"}) {
    for (std::size_t at = text.find(is, range.begin); at < range.end; at = text.find(is, at + is.size())) {
      const std::size_t end = at + std::string_view("单位").size();
      const Word* word = role_labels().longest_before(text, end);
      if (word == nullptr || word->text.size() > end - range.begin) continue;
      const RoleKind kind = kind_of(word->attribute(0));
      if (kind != RoleKind::kLead && kind != RoleKind::kResponsible) continue;
      const std::size_t begin = end - word->text.size();
      const char32_t before = begin == range.begin ? U'。' : utf8::before(text, begin).point;
      if (!utf8::is_sentence_end(before) && !is_clause_end(before) && !utf8::is_open_bracket(before)) continue;
      std::size_t stop = at + is.size();
      while (stop < range.end && !is_clause_end(utf8::at(text, stop).point)) stop += utf8::at(text, stop).size;
      const std::string_view unit = text.substr(at + is.size(), stop - at - is.size());
      if (unit_class(unit) == UnitClass::kNone || unit.starts_with("牵头")) continue;
      labels.push_back({{begin, at + is.size()}, kind});
    }
  }
  std::sort(labels.begin(), labels.end(),
            [](const Label& a, const Label& b) { return a.at.begin < b.at.begin; });
}

}  // namespace

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
        continue;
      }
    }
    std::size_t at = end;
    while (at > range.begin && end - at < 42 && utf8::is_hanzi(utf8::before(text, at).point))
      at -= utf8::before(text, at).size;
    if (const auto kind = kind_by_parts(text.substr(at, end - at))) labels.push_back({{at, i + c.size}, *kind});
  }
  labels_with_is(text, range, labels);
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
    append_responsible(into, std::move(list));
    into.rule = "responsibility.units";
    return true;
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const Range value =
        trim_range(text, {labels[i].at.end, i + 1 < labels.size() ? labels[i + 1].at.begin : range.end});
    read_value(text, value, labels[i].kind, into, prefix);
  }
  into.labelled = true;
  into.rule = "responsibility.labelled";
  return true;
}

void read_labelled_value(std::string_view text, Range range, RoleKind kind, Responsibility& into,
                         UnitPrefix& prefix) {
  const bool units = kind == RoleKind::kLead || kind == RoleKind::kResponsible || kind == RoleKind::kClause;
  if (units && (!labels_in(text, range).empty() || label_at(text, range.begin))) {
    read_responsibility(text, range, into, prefix);
    return;
  }
  range = trim_range(text, range);
  if (units && sub(text, range).find("牵头") != std::string_view::npos &&
      read_clauses(text, range, into, prefix))
    return;
  read_value(text, range, kind, into, prefix);
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

bool first_listed_leads(std::string_view line) {
  for (std::size_t at = line.find("牵头"); at != std::string_view::npos; at = line.find("牵头", at + 6)) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < 90) {
      const utf8::Char c = utf8::before(line, begin);
      if (c.point == U'。' || c.point == '\n') break;
      begin -= c.size;
    }
    std::size_t end = at;
    while (end < line.size() && end - at < 90) {
      const utf8::Char c = utf8::at(line, end);
      if (c.point == U'。' || c.point == '\n') break;
      end += c.size;
    }
    const std::string_view sentence = line.substr(begin, end - begin);
    for (const std::string_view first :
         {"第一位", "首位", "第一个", "列第一", "排第一", "名第一", "在第一", "第一责任单位", "第一责任部门",
          "第一家", "第1位", "最前", "排在前面", "首个"}) {
      const std::size_t found = sentence.find(first);
      if (found == std::string_view::npos) continue;
      // 为 between the two, whichever comes first: 列首位的为牵头单位, 牵头单位为列第一位的单位
      if (sentence.find("为") != std::string_view::npos || sentence.find("是") != std::string_view::npos ||
          sentence.find("系") != std::string_view::npos || sentence.find("即") != std::string_view::npos ||
          sentence.find("负责") != std::string_view::npos)
        return true;
    }
  }
  return false;
}

bool is_assignment(std::string_view words) {
  words = utf8::trim(words);
  for (const std::string_view star : {"★", "☆", "▲", "△"}) {
    if (words.starts_with(star)) words = utf8::trim(words.substr(star.size()));
  }
  while (!words.empty() && is_clause_end(utf8::before(words, words.size()).point))
    words.remove_suffix(utf8::before(words, words.size()).size);
  if (words.size() < 6) return false;
  if (label_at(words, 0)) {  // (资金来源：…；牵头单位：…), not (联系电话：…)
    const std::vector<Label> labels = labels_in(words, {0, words.size()});
    return std::any_of(labels.begin(), labels.end(), [](const Label& label) {
      return label.kind != RoleKind::kText && label.kind != RoleKind::kAside &&
             label.kind != RoleKind::kDeadline;
    });
  }
  if (first_listed_leads(words)) return false;  // a rule for all tasks
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
