#include "grammar/role_clause.h"

#include <algorithm>

#include "grammar/deadline.h"
#include "grammar/role_words.h"
#include "text/find.h"
#include "text/outside.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {

void append_units(std::vector<Unit>& to, UnitList&& list) {
  for (Unit& unit : list.units) to.push_back(std::move(unit));
}

void append_responsible(Responsibility& into, UnitList&& list) {
  for (Unit& unit : list.units)
    (unit.starred ? into.lead_units : into.responsible_units).push_back(std::move(unit));
}

void keep_asides(std::string_view text, const UnitList& list, Responsibility& into) {
  if (into.deadline.begin == into.deadline.end) into.deadline = list.timing;
  for (const Range& person : list.people) into.leaders.push_back({utf8::squeeze(sub(text, person)), person});
}

namespace {

// among ::= units [verb] "，其中" units lead
//   市教育局、市财政局负责，其中市教育局牵头: who leads is one of those in front
bool read_among(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix) {
  constexpr std::string_view kAmong = "其中";
  const std::size_t at = find_words(text.substr(0, range.end), kAmong, range.begin);
  if (at >= range.end || at <= range.begin || !is_clause_end(utf8::before(text, at).point)) return false;
  Responsibility all;
  Responsibility lead;
  UnitPrefix used = prefix;
  const Range front = trim_range(text, {range.begin, at});
  if (!read_clauses(text, front, all, used)) append_responsible(all, read_units(text, front, used));
  if (!read_clauses(text, {at + kAmong.size(), range.end}, lead, used)) return false;
  if (lead.lead_units.empty() || !lead.responsible_units.empty() || !all.lead_units.empty()) return false;
  for (const Unit& unit : lead.lead_units) {
    const auto same = std::find_if(all.responsible_units.begin(), all.responsible_units.end(), [&](const Unit& one) { return one.name == unit.name; });
    if (same == all.responsible_units.end()) return false;
    all.responsible_units.erase(same);
  }
  for (Unit& unit : lead.lead_units) into.lead_units.push_back(std::move(unit));
  for (Unit& unit : all.responsible_units) into.responsible_units.push_back(std::move(unit));
  for (Person& person : all.leaders) into.leaders.push_back(std::move(person));
  into.open_responsible = into.open_responsible || all.open_responsible;
  into.shared = false;
  prefix = used;
  return true;
}

}  // namespace

bool read_clauses(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix) {
  if (read_among(text, range, into, prefix)) return true;
  struct Clause {
    Range units;
    RoleKind kind;
    bool each = false;
    bool plain = false;
    bool helps = false;  // 配合, not 落实奖补资金
  };
  read_work += range.end - range.begin;
  std::vector<Clause> clauses;
  std::size_t begin = range.begin;
  const auto close = [&](std::size_t end) {
    auto verb = verb_before(text, begin, end);
    // 予以支持 ends in a verb that leaves no unit in front, 跟踪督办 looks like an office
    if (!verb || unit_class(last_name(sub(text, {begin, end - verb->size}))) == UnitClass::kNone) {
      if (const auto free = free_verb_before(text, begin, end)) verb = free;
    }
    if (!verb) return;
    const Range units = trim_range(text, {begin, end - verb->size});
    const bool each = sub(text, {end - verb->size, end}).find("分别") != std::string_view::npos;
    const std::string_view words = sub(text, {end - verb->size, end});
    const bool helps = verb->kind == RoleKind::kResponsible &&
                       (has_words(words, "配合") || has_words(words, "协") ||
                        has_words(words, "参与") || has_words(words, "参加"));
    clauses.push_back({units, verb->kind, each, verb->plain, helps});
    begin = end - verb->behind;
  };
  static constexpr OutsideStops kStops(kClauseEnds);
  const std::string_view up_to_end = text.substr(0, range.end);
  for (std::size_t i = find_outside(up_to_end, kStops, range.begin); i < range.end;
       i = find_outside(up_to_end, kStops, i + character_size(text[i]))) {
    std::size_t end = i;
    while (end > begin && utf8::is_blank(utf8::before(text, end).point)) end -= utf8::before(text, end).size;
    if (end > begin) close(end);
  }
  Range rest = trim_range(text, {begin, range.end});
  if (rest.begin < rest.end) close(rest.end);
  if (clauses.empty()) return false;
  // 市发改委负责，市财政局、建设局配合: one that answers leads those who help
  const bool helped = clauses.size() > 1 && std::all_of(clauses.begin() + 1, clauses.end(), [](const Clause& clause) {
    return clause.helps;
  });
  bool took = false;
  for (Clause& clause : clauses) {
    clause.units.begin += said_of_above(sub(text, clause.units));
    bool asked = false;  // 会同B: B helps, whatever the verb
    for (const std::string_view start : {"其中", "由", "会同", "会商", "商", "会", "以及", "和", "与"}) {
      const std::string_view words = sub(text, clause.units);
      if (!words.starts_with(start)) continue;
      if (start == "商" && words.starts_with("商务")) continue;
      if (start == "会" && level_prefix(words.substr(start.size())) == 0) continue;
      clause.units.begin += start.size();
      asked = start.starts_with("会") || start == "商";
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
    // 张立林副县长牵头
    if (const std::string_view who = sub(text, clause.units); who.size() < 60) {
      const std::size_t people = into.leaders.size();
      if (unit_class(who) == UnitClass::kNone && person_with_title(text, clause.units)) {
        read_people(text, clause.units, into.leaders);
        took = took || into.leaders.size() > people;
        continue;
      }
    }
    UnitList list = read_units(text, clause.units, prefix);
    keep_asides(text, list, into);
    if (list.units.empty()) continue;
    took = true;
    if (helped && clause.plain && &clause == &clauses.front() && list.units.size() == 1 && !list.open)
      clause.kind = RoleKind::kLead;
    if (clause.kind == RoleKind::kLead) {
      into.open_lead = into.open_lead || list.open;
      append_units(into.lead_units, std::move(list));
    } else {
      into.open_responsible = into.open_responsible || list.open;
      if (clause.kind == RoleKind::kShared && !asked && into.lead_units.empty() && list.units.size() > 1)
        into.shared = true;
      into.each = into.each || clause.each;
      append_responsible(into, std::move(list));
    }
  }
  // behind the last verb: …负责，2026年6月底前完成; A牵头，B、C
  if (took && begin <= rest.begin && rest.begin < rest.end) {
    if (says_when(sub(text, rest))) {
      into.deadline = rest;
    } else {
      if (sub(text, rest).starts_with("会同")) rest.begin += std::string_view("会同").size();
      UnitList list = read_units(text, rest, prefix);
      keep_asides(text, list, into);
      const bool units = std::all_of(list.units.begin(), list.units.end(), [](const Unit& unit) {
        return unit.unit_class != UnitClass::kNone && ends_like_unit(unit.name);
      });
      if (units) {
        into.open_responsible = into.open_responsible || list.open;
        append_responsible(into, std::move(list));
      }
    }
  }
  if (!into.lead_units.empty()) into.shared = false;
  return took;
}

namespace {

// Where the first sentence ends, outside brackets.
std::size_t sentence_end(std::string_view text, Range range) {
  static constexpr OutsideStops kStop(U"。");
  return std::min(find_outside(text.substr(0, range.end), kStop, range.begin), range.end);
}

}  // namespace

bool read_sentences(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix) {
  const auto known = [](const Unit& unit) {
    return unit.unit_class != UnitClass::kNone && ends_like_unit(unit.name);
  };
  bool first = true;
  for (;; first = false) {
    const std::size_t stop = sentence_end(text, range);
    const Range sentence{range.begin, stop};
    if (first) {
      if (!read_clauses(text, sentence, into, prefix)) return false;
    } else {
      if (sub(text, sentence).starts_with("以下")) return true;  // 以下均需各市人民政府落实，不再列出: of other tasks
      Responsibility more;
      UnitPrefix used = prefix;
      if (!read_clauses(text, sentence, more, used) ||
          !std::all_of(more.lead_units.begin(), more.lead_units.end(), known) ||
          !std::all_of(more.responsible_units.begin(), more.responsible_units.end(), known))
        return true;
      for (Unit& unit : more.lead_units) into.lead_units.push_back(std::move(unit));
      for (Unit& unit : more.responsible_units) into.responsible_units.push_back(std::move(unit));
      into.open_lead = into.open_lead || more.open_lead;
      into.open_responsible = into.open_responsible || more.open_responsible;
      prefix = used;
    }
    if (stop >= range.end) return true;
    range = trim_range(text, {stop, range.end});
    if (range.begin >= range.end) return true;
  }
}

std::size_t joined_by_with(std::string_view words) {
  const std::size_t at = find_words(words, "会同");
  if (at == std::string_view::npos || at == 0) return 0;
  const std::string_view behind = words.substr(at + std::string_view("会同").size());
  return looks_like_unit_list(words.substr(0, at)) && looks_like_unit_list(behind) ? at : 0;
}

bool says_lead_by_verb(std::string_view words) {
  const std::size_t at = find_words(words, "牵头");
  if (at == std::string_view::npos || at == 0) return false;
  if (utf8::is_open_bracket(utf8::before(words, at).point)) return false;
  return unit_class(words.substr(0, at)) != UnitClass::kNone &&
         words.substr(0, at).find("为") == std::string_view::npos;
}

bool ends_in_verb(std::string_view words) {
  for (std::size_t at = find_words(words, "负责"); at != std::string_view::npos; at = find_words(words, "负责", at + 3)) {
    const auto verb = verb_before(words, 0, at + std::string_view("负责").size());
    if (verb && unit_class(words.substr(0, at + std::string_view("负责").size() - verb->size)) != UnitClass::kNone)
      return true;
  }
  return false;
}

std::size_t people_in_front(std::string_view words) {
  constexpr std::size_t kLongest = 120;
  std::size_t people = 0;
  for (std::size_t i = 0; i < words.size() && i < kLongest; i += utf8::at(words, i).size) {
    const char32_t p = utf8::at(words, i).point;
    if (p != U'；' && p != ';' && p != U'，' && p != ',' && p != U'、' && p != U'：' && p != ':') continue;
    const std::string_view piece = words.substr(people, i - people);
    const bool none = unit_class(utf8::squeeze(piece)) == UnitClass::kNone && !begins_with_core(piece);
    const bool person = looks_like_person(utf8::trim(piece)) && utf8::count(utf8::squeeze(piece)) > 1;
    if (!person && p == U'、' && ends_in_title(piece)) continue;  // 市委常委、副市长李卫东
    if (!none || (!person && !person_with_title(words, {people, i}))) break;
    people = i + utf8::at(words, i).size;
    if (p != U'、') return people;
  }
  return 0;
}

bool says_by_verbs(std::string_view words) {
  if (words.size() > 900 || has_words(words, "。")) return false;
  const bool any = has_words(words, "落实") || has_words(words, "统筹") ||
                   has_words(words, "指导") || has_words(words, "支持") ||
                   has_words(words, "负责") || has_words(words, "实施");
  if (!any) return false;
  Responsibility said;
  UnitPrefix prefix;
  if (!read_clauses(words, {0, words.size()}, said, prefix)) return false;
  const auto known = [](const Unit& unit) {
    return unit.unit_class != UnitClass::kNone && unit.unit_class != UnitClass::kRegion && ends_like_unit(unit.name);
  };
  return std::all_of(said.lead_units.begin(), said.lead_units.end(), known) &&
         std::all_of(said.responsible_units.begin(), said.responsible_units.end(), known);
}

}  // namespace duban
