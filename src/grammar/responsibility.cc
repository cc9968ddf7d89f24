#include "grammar/responsibility.h"

#include <algorithm>
#include <span>

#include "grammar/role_clause.h"
#include "grammar/role_words.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/outside.h"
#include "text/utf8.h"

namespace duban {
namespace {

// The words with the stop that ends their sentence.
Range with_stop(std::string_view text, Range words, std::size_t end) {
  const utf8::Char stop = utf8::at(text, words.end);
  if (words.end < end && (stop.point == U'。' || stop.point == U'；' || stop.point == ';')) words.end += stop.size;
  return words;
}

// Units behind a label, without a sentence behind them that names none: …管委会。有争议的由市司法局指导解决
Range units_alone(std::string_view text, Range value) {
  static constexpr OutsideStops kStop(U"。");
  const std::string_view up_to_end = text.substr(0, value.end);
  for (std::size_t i = find_outside(up_to_end, kStop, value.begin); i < value.end;
       i = find_outside(up_to_end, kStop, i + character_size(text[i]))) {
    const Range rest = trim_range(text, {i, value.end});
    if (rest.begin < rest.end && !looks_like_unit_list(sub(text, rest))) return {value.begin, i};
  }
  return value;
}

// Units and then clauses, behind a label: 县住建局，县交通局、县城管局按职责分工负责   县农办，各乡镇为实施主体
// Also one clause: 市住建局、市交通局分别牵头. Nothing where the words end in no verb of a unit.
struct UnitsAndClauses {
  Range units;    // without its verb
  Range clauses;  // empty where the units are all
};

std::optional<UnitsAndClauses> units_and_clauses(std::string_view text, Range value) {
  const auto verb_of = [&](std::size_t end) {
    const auto verb = verb_before(text, value.begin, end);
    const bool unit = verb && unit_class(last_name(sub(text, {value.begin, end - verb->size}))) != UnitClass::kNone;
    return unit ? verb : std::nullopt;
  };
  const auto last = verb_of(value.end);
  if (!last) return {};
  static constexpr OutsideStops kStops(U"，,；;");
  const std::size_t stop = find_outside(text.substr(0, value.end), kStops, value.begin);
  if (stop >= value.end) return UnitsAndClauses{trim_range(text, {value.begin, value.end - last->size}), {}};
  if (verb_of(stop) || !looks_like_unit_list(sub(text, {value.begin, stop}))) return {};
  return UnitsAndClauses{{value.begin, stop}, trim_range(text, {stop, value.end})};
}

// 承办单位：县水利局（牵头）、县财政局: where one is marked so, the others help.
void append_leads(Responsibility& into, UnitList&& list) {
  const auto starred = static_cast<std::size_t>(
      std::count_if(list.units.begin(), list.units.end(), [](const Unit& unit) { return unit.starred; }));
  if (starred == 0 || starred == list.units.size()) {
    append_units(into.lead_units, std::move(list));
  } else {
    append_responsible(into, std::move(list));
  }
}

// What stands behind a label.
void read_value(std::string_view text, Range value, RoleKind kind, Responsibility& into, UnitPrefix& prefix) {
  switch (kind) {
    case RoleKind::kLeader:
      // 牵头领导：王健，市教育局、市财政局
      if (const std::size_t people = people_in_front(sub(text, value)); people > 0) {
        const Range units{value.begin + people, value.end};
        if (level_prefix(sub(text, units)) > 0 && looks_like_unit_list(sub(text, units))) {
          read_people(text, {value.begin, units.begin}, into.leaders);
          read_value(text, units, RoleKind::kResponsible, into, prefix);
          break;
        }
      }
      read_people(text, value, into.leaders);
      break;
    case RoleKind::kLead: {
      into.has_lead_label = true;
      value = units_alone(text, value);
      const auto parts = units_and_clauses(text, value);
      if (parts) value = parts->units;
      UnitList list = read_units(text, value, prefix);
      keep_asides(text, list, into);
      into.open_lead = into.open_lead || list.open;
      append_leads(into, std::move(list));
      if (parts && parts->clauses.begin < parts->clauses.end) read_clauses(text, parts->clauses, into, prefix);
      break;
    }
    case RoleKind::kResponsible:
    case RoleKind::kShared: {
      value = units_alone(text, value);
      // 责任单位：市科技局牵头，市税务局配合   责任单位：市科技局、税务局按职责分工负责
      if ((says_lead_by_verb(sub(text, value)) || ends_in_verb(sub(text, value))) &&
          read_clauses(text, value, into, prefix))
        break;
      const auto parts = units_and_clauses(text, value);
      if (parts) value = parts->units;
      UnitList list = read_units(text, value, prefix);
      keep_asides(text, list, into);
      into.open_responsible = into.open_responsible || list.open;
      append_responsible(into, std::move(list));
      if (parts && parts->clauses.begin < parts->clauses.end) read_clauses(text, parts->clauses, into, prefix);
      break;
    }
    case RoleKind::kClause:
      if (!read_clauses(text, value, into, prefix)) {
        UnitList list = read_units(text, value, prefix);
        keep_asides(text, list, into);
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

// 配合单位, 协办部门: who stands behind them does not answer first.
bool says_help(std::string_view label) {
  static constexpr FewWords kHelp{"配合", "协", "参与", "参加", "会办", "支持"};
  return kHelp.is_in(label);
}

// 牵头处室, 责任科室
bool asks_for_offices(std::string_view label) {
  static constexpr FewWords kOffices{"处室", "科室", "股室"};
  return kOffices.is_in(label);
}

// 王健】【 of 【牵头领导：王健】【责任单位：区经信局】: without the brackets between two labels.
Range without_brackets_between(std::string_view text, Range value) {
  const utf8::Char open = utf8::before(text, value.end);
  if (value.begin >= value.end || !utf8::is_open_bracket(open.point)) return value;
  value.end -= open.size;
  const utf8::Char close = utf8::before(text, value.end);
  if (value.begin < value.end && utf8::is_close_bracket(close.point)) value.end -= close.size;
  return value;
}

// 本项由|市教育局牵头|，配合单位：市财政局: who leads, said in front of the first label; empty where nobody is.
Range clause_in_front(std::string_view text, Range front) {
  static constexpr CharSet kStops(U"，,；;");
  while (front.begin < front.end && kStops.has(utf8::before(text, front.end).point)) front.end -= utf8::before(text, front.end).size;
  front = trim_range(text, front);
  if (front.begin >= front.end || !(says_lead_by_verb(sub(text, front)) || ends_in_verb(sub(text, front)))) return {};
  static constexpr FewWords kStarts{"本项工作", "此项工作", "该项工作", "这项工作", "本项", "此项", "该项"};
  front.begin += kStarts.at(sub(text, front)).size();
  if (sub(text, front).starts_with("由")) front.begin += std::string_view("由").size();
  return front;
}

// 省民政厅、省财政厅；第一责任单位为牵头单位，下同: without the rule for all tasks behind the units.
Range without_rule(std::string_view text, Range range) {
  if (!may_say_who_leads(sub(text, range))) return range;
  if (rule_in_bracket(sub(text, range)) != std::string_view::npos) return range;
  const std::size_t stop = rule_behind_units(sub(text, range));
  return stop == 0 ? range : Range{range.begin, range.begin + stop};
}

}  // namespace

namespace {

// What the words behind the labels of text[range] say.
bool read_labelled(std::string_view text, Range range, std::span<const Label> labels, Responsibility& into, UnitPrefix& prefix) {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    Range value{labels[i].at.end, i + 1 < labels.size() ? labels[i + 1].at.begin : range.end};
    const Range trimmed = trim_range(text, without_brackets_between(text, trim_range(text, value)));
    value = labels[i].kind == RoleKind::kText ? with_stop(text, trimmed, value.end) : trimmed;
    const std::size_t before = into.responsible_units.size();
    prefix.offices = asks_for_offices(sub(text, labels[i].at));
    read_value(text, value, labels[i].kind, into, prefix);
    if (into.responsible_units.size() > before)
      into.only_helpers = says_help(sub(text, labels[i].at)) && (before == 0 || into.only_helpers);
  }
  into.labelled = true;
  into.rule = "responsibility.labelled";
  return true;
}

}  // namespace

bool read_responsibility(std::string_view text, Range range, const Label& only, Responsibility& into, UnitPrefix& prefix) {
  const Range ruled = without_rule(text, range);
  if (ruled != range) return read_responsibility(text, range, into, prefix);
  return read_labelled(text, range, {&only, 1}, into, prefix);
}

bool read_responsibility(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix) {
  range = without_rule(text, range);
  const std::vector<Label> labels = labels_in(text, range);
  if (labels.empty()) {
    if (const std::size_t people = people_in_front(sub(text, range)); people > 0) {
      read_people(text, {range.begin, range.begin + people}, into.leaders);
      range.begin += people;
    }
    if (read_sentences(text, range, into, prefix)) {
      into.rule = "responsibility.clause";
      return true;
    }
    if (const std::size_t term = term_behind_names(sub(text, range)); term > 0) {
      into.deadline = trim_range(text, {range.begin + term, range.end});
      range.end = range.begin + term;
    }
    if (!is_assignment(sub(text, range)) && (label_at(text, range.begin) || !names_units(sub(text, range)))) return false;
    // 省农委会同省工商局
    if (const std::size_t with = joined_by_with(sub(text, range)); with > 0) {
      append_units(into.lead_units, read_units(text, {range.begin, range.begin + with}, prefix));
      range.begin += with + std::string_view("会同").size();
    }
    // (省发展改革委、省财政厅): units and no word of what they do
    UnitList list = read_units(text, range, prefix);
    keep_asides(text, list, into);
    into.open_responsible = into.open_responsible || list.open;
    append_responsible(into, std::move(list));
    into.rule = "responsibility.units";
    return true;
  }
  if (const Range front = clause_in_front(text, {range.begin, labels.front().at.begin}); front.begin < front.end) {
    Responsibility said;
    if (read_sentences(text, front, said, prefix)) into = std::move(said);
  }
  return read_labelled(text, range, labels, into, prefix);
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

}  // namespace duban
