#include "grammar/responsibility.h"

#include <algorithm>
#include <array>
#include <functional>

#include "grammar/deadline.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/read_work.h"
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

// The words with the stop that ends their sentence.
Range with_stop(std::string_view text, Range words, std::size_t end) {
  const utf8::Char stop = utf8::at(text, words.end);
  if (words.end < end && (stop.point == U'。' || stop.point == U'；' || stop.point == ';')) words.end += stop.size;
  return words;
}

void append_units(std::vector<Unit>& to, UnitList&& list) {
  for (Unit& unit : list.units) to.push_back(std::move(unit));
}

// ★省科技厅、省教育厅: who carries the star leads.
void append_responsible(Responsibility& into, UnitList&& list) {
  for (Unit& unit : list.units)
    (unit.starred ? into.lead_units : into.responsible_units).push_back(std::move(unit));
}

// How, in front of the verb itself: 按职责分工|落实, 共同|负责.
std::size_t manner_before(std::string_view text, std::size_t end) {
  static const WordList& manners = word_list("role_manners");
  const Word* word = manners.longest_before(text, end);
  return word == nullptr ? 0 : word->text.size();
}

// verb ::= {manner} word
//   牵头   按照各自职责分工抓好落实
struct Verb {
  std::size_t size = 0;
  RoleKind kind = RoleKind::kAside;
};
std::optional<Verb> verb_before(std::string_view text, std::size_t begin, std::size_t end) {
  text = text.substr(0, end);
  const Word* word = role_verbs().longest_before(text, end);
  if (word == nullptr || word->text.size() > end - begin) return {};
  std::size_t at = end - word->text.size();
  for (std::size_t size = manner_before(text, at); size > 0 && size <= at - begin; size = manner_before(text, at))
    at -= size;
  return Verb{end - at, kind_of(word->attribute(0))};
}

// What stands behind the last comma.
std::string_view last_name(std::string_view words) {
  std::size_t at = words.size();
  while (at > 0 && !is_clause_end(utf8::before(words, at).point)) at -= utf8::before(words, at).size;
  return words.substr(at);
}

// verb ::= head {hanzi}
//   市金融控股集团|负责运营   省发展改革委|予以支持   省政府督查室|跟踪督办: behind the name of a unit
std::optional<Verb> free_verb_before(std::string_view text, std::size_t begin, std::size_t end) {
  struct Head {
    std::string_view word;
    RoleKind kind;
  };
  static constexpr Head kHeads[] = {
      {"负责", RoleKind::kShared},      {"予以", RoleKind::kResponsible}, {"给予", RoleKind::kResponsible},
      {"提供", RoleKind::kResponsible}, {"跟踪", RoleKind::kResponsible}, {"指导", RoleKind::kResponsible},
      {"督促", RoleKind::kResponsible}, {"统筹", RoleKind::kResponsible}, {"协调", RoleKind::kResponsible},
      {"做好", RoleKind::kResponsible}, {"抓好", RoleKind::kResponsible}, {"监督", RoleKind::kResponsible},
      {"参与", RoleKind::kResponsible}, {"协助", RoleKind::kResponsible}, {"配合", RoleKind::kResponsible},
      {"支持", RoleKind::kResponsible}, {"具体", RoleKind::kResponsible}, {"组织", RoleKind::kResponsible},
      {"分别", RoleKind::kShared},      {"共同", RoleKind::kShared},      {"按", RoleKind::kShared},
      {"推进", RoleKind::kShared},      {"牵头", RoleKind::kLead},
      {"落实", RoleKind::kResponsible}, {"办理", RoleKind::kResponsible}, {"承担", RoleKind::kResponsible}};
  static constexpr CharSet kBegins(U"负予给提跟指督统协做抓监参配支具组分共按推牵落办承");
  constexpr std::size_t kLongest = 36;
  const std::string_view words = text.substr(begin, end - begin);
  for (std::size_t at = words.size() > kLongest ? words.size() - kLongest : 0; at < words.size(); ++at) {
    if ((static_cast<unsigned char>(words[at]) & 0xC0U) == 0x80U || !kBegins.has(utf8::at(words, at).point)) continue;
    for (const Head& head : kHeads) {
      if (!words.substr(at).starts_with(head.word)) continue;
      const std::string_view unit = last_name(words.substr(0, at));
      const std::size_t name = at - unit.size();
      const UnitClass kind = unit_class(unit);
      // 省委组织部, 省监督检查办 hold no verb; 省政府督查室跟踪督办 does
      const bool part_of_names = head.word == "组织" || head.word == "协调" || head.word == "统筹" ||
                                 head.word == "监督" || head.word == "指导" || head.word == "推进";
      if (part_of_names && unit_class(words.substr(name)) != UnitClass::kNone) continue;
      const bool known = kind == UnitClass::kOrgan || kind == UnitClass::kBody || kind == UnitClass::kGroup;
      if (known && ends_like_unit(unit)) return Verb{words.size() - at, head.kind};
    }
  }
  return {};
}

// What a list says beside its units.
void keep_asides(std::string_view text, const UnitList& list, Responsibility& into) {
  if (into.deadline.begin == into.deadline.end) into.deadline = list.timing;
  for (const Range& person : list.people) into.leaders.push_back({utf8::squeeze(sub(text, person)), person});
}

// clauses ::= {units verb [","]}
//   由A牵头，会同B、C等单位负责落实   2026年6月底前完成，A、B分别负责
bool read_clauses(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix) {
  struct Clause {
    Range units;
    RoleKind kind;
    bool each;
  };
  read_work += range.end - range.begin;
  std::vector<Clause> clauses;
  std::size_t depth = 0;
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
    clauses.push_back({units, verb->kind, each});
    begin = end;
  };
  for (std::size_t i = range.begin; i < range.end;) {
    i = utf8::behind_hanzi(text, i, range.end);
    if (i >= range.end) break;
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
  bool took = false;
  for (Clause& clause : clauses) {
    clause.units.begin += said_of_above(sub(text, clause.units));
    bool asked = false;  // 会同B: B helps, whatever the verb
    for (const std::string_view start : {"由", "会同", "会商", "商", "会", "以及", "和", "与"}) {
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

// Where the first sentence ends, outside brackets.
std::size_t sentence_end(std::string_view text, Range range) {
  std::size_t depth = 0;
  std::size_t stop = range.begin;
  for (; stop < range.end; stop += utf8::at(text, stop).size) {
    stop = utf8::behind_hanzi(text, stop, range.end);
    if (stop >= range.end) break;
    const char32_t p = utf8::at(text, stop).point;
    if (utf8::is_open_bracket(p)) ++depth;
    if (utf8::is_close_bracket(p) && depth > 0) --depth;
    if (depth == 0 && p == U'。') break;
  }
  return stop;
}

// sentences ::= clauses {"。" clauses}
//   省安监局牵头，省公安厅参与。因体制调整职责变动的，由承接单位负责: of those behind the first only what names units
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

// 省农委会同省工商局、供销社, and no verb: where 会同 stands; 0 where it does not.
std::size_t joined_by_with(std::string_view words) {
  const std::size_t at = find_words(words, "会同");
  if (at == std::string_view::npos || at == 0) return 0;
  const std::string_view behind = words.substr(at + std::string_view("会同").size());
  return looks_like_unit_list(words.substr(0, at)) && looks_like_unit_list(behind) ? at : 0;
}

// 市科技局牵头，…: a verb behind a unit, not 市科技局（牵头）.
bool says_lead_by_verb(std::string_view words) {
  const std::size_t at = find_words(words, "牵头");
  if (at == std::string_view::npos || at == 0) return false;
  if (utf8::is_open_bracket(utf8::before(words, at).point)) return false;
  return unit_class(words.substr(0, at)) != UnitClass::kNone &&
         words.substr(0, at).find("为") == std::string_view::npos;
}

// 省民政厅、省财政厅按职责分工负责: a verb that says how several do it, behind a unit.
bool ends_in_verb(std::string_view words) {
  for (std::size_t at = find_words(words, "负责"); at != std::string_view::npos; at = find_words(words, "负责", at + 3)) {
    const auto verb = verb_before(words, 0, at + std::string_view("负责").size());
    if (verb && unit_class(words.substr(0, at + std::string_view("负责").size() - verb->size)) != UnitClass::kNone)
      return true;
  }
  return false;
}

// 王健、李明； in front of units: as many bytes; 0 where no such names stand there.
std::size_t people_in_front(std::string_view words) {
  constexpr std::size_t kLongest = 120;
  std::size_t people = 0;
  for (std::size_t i = 0; i < words.size() && i < kLongest; i += utf8::at(words, i).size) {
    const char32_t p = utf8::at(words, i).point;
    if (p != U'；' && p != ';' && p != U'，' && p != ',' && p != U'、' && p != U'：' && p != ':') continue;
    const std::string_view piece = words.substr(people, i - people);
    if (!looks_like_person(utf8::trim(piece)) || utf8::count(utf8::squeeze(piece)) < 2 ||
        unit_class(utf8::squeeze(piece)) != UnitClass::kNone || begins_with_core(piece))
      break;
    people = i + utf8::at(words, i).size;
    if (p != U'、') return people;
  }
  return 0;
}

// Clauses whose verbs need not be known: every one begins with units that are.
bool says_by_verbs(std::string_view words) {
  if (words.size() > 900 || words.find("。") != std::string_view::npos) return false;
  const bool any = words.find("落实") != std::string_view::npos || words.find("统筹") != std::string_view::npos ||
                   words.find("指导") != std::string_view::npos || words.find("支持") != std::string_view::npos ||
                   words.find("负责") != std::string_view::npos || words.find("实施") != std::string_view::npos;
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

// Units behind a label, without a sentence behind them that names none: …管委会。有争议的由市司法局指导解决
Range units_alone(std::string_view text, Range value) {
  std::size_t depth = 0;
  for (std::size_t i = value.begin; i < value.end; i += utf8::at(text, i).size) {
    i = utf8::behind_hanzi(text, i, value.end);
    if (i >= value.end) break;
    const char32_t p = utf8::at(text, i).point;
    if (utf8::is_open_bracket(p)) ++depth;
    if (utf8::is_close_bracket(p) && depth > 0) --depth;
    if (depth > 0 || p != U'。') continue;
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
  std::size_t depth = 0;
  for (std::size_t i = value.begin; i < value.end; i += utf8::at(text, i).size) {
    const char32_t p = utf8::at(text, i).point;
    if (utf8::is_open_bracket(p)) ++depth;
    if (utf8::is_close_bracket(p) && depth > 0) --depth;
    if (depth > 0 || (p != U'，' && p != ',' && p != U'；' && p != ';')) continue;
    if (verb_of(i) || !looks_like_unit_list(sub(text, {value.begin, i}))) return {};
    return UnitsAndClauses{{value.begin, i}, trim_range(text, {i, value.end})};
  }
  return UnitsAndClauses{trim_range(text, {value.begin, value.end - last->size}), {}};
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
      append_units(into.lead_units, std::move(list));
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

}  // namespace

namespace {

// 主抓领导, 县级牵头责任单位: a word in front of a colon that no list has, by what it is made of.
std::optional<RoleKind> kind_by_parts(std::string_view words) {
  constexpr std::size_t kLongest = 39;
  if (words.size() > kLongest || words.size() < 9) return {};
  for (std::size_t i = 0; i < words.size(); i += utf8::at(words, i).size) {
    if (!utf8::is_hanzi(utf8::at(words, i).point)) return {};
  }
  const auto has = [&](std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return words.find(part) != std::string_view::npos; });
  };
  const auto ends = [&](std::initializer_list<std::string_view> parts) {
    return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return words.ends_with(part); });
  };
  for (const std::string_view own : {"厅领导", "局领导", "委领导", "部领导", "省领导", "市领导", "县领导", "区领导",
                                     "州领导", "旗领导", "校领导", "院领导", "镇领导", "处领导", "政府领导"}) {
    if (words.ends_with(own)) return RoleKind::kLeader;
  }
  if (ends({"领导", "领导同志", "负责同志", "省长", "市长", "县长", "区长", "州长", "盟长", "旗长", "镇长", "乡长",
            "局长", "主任", "委员", "秘书长", "领导成员"})) {
    if (has({"牵头", "分管", "责任", "负责", "主抓", "主管", "包", "联系", "挂", "督办", "领衔", "市级", "县级", "区级",
             "省级", "协助"}))
      return RoleKind::kLeader;
    return {};
  }
  if (!ends({"单位", "部门", "科室", "机构", "处室", "股室", "站所", "社区", "街道", "镇街", "乡镇", "主体", "企业"}))
    return {};
  if (has({"督办", "督查", "考核", "监督", "数据", "统计", "验收", "报送"})) return RoleKind::kAside;
  if (has({"牵头", "主办", "主责", "承办", "主抓", "领办", "领衔"})) return RoleKind::kLead;
  if (has({"责任", "配合", "协", "参与", "参加", "落实", "实施", "承担", "会办", "支持", "共建"}))
    return RoleKind::kResponsible;
  return {};
}

}  // namespace

std::optional<RoleKind> label_word(std::string_view word) {
  const Word* known = role_labels().exact(word);
  return known != nullptr ? kind_of(known->attribute(0)) : kind_by_parts(word);
}

namespace {

// What stands behind a label is what it asks for.
bool suits(RoleKind kind, std::string_view value) {
  switch (kind) {
    case RoleKind::kLeader:
      return looks_like_people(value);
    case RoleKind::kLead:
    case RoleKind::kResponsible:
    case RoleKind::kShared:
      return looks_like_unit_list(value);
    case RoleKind::kClause:
      return is_assignment(value);
    case RoleKind::kDeadline:
      return says_when(value);
    case RoleKind::kText:
    case RoleKind::kAside:
      return false;
  }
  return false;
}

}  // namespace

std::optional<BareLabel> bare_label(std::string_view words, bool usual) {
  constexpr std::size_t kShortest = 12;  // 责任 and 任务 begin sentences
  // 【牵头处室】财务处
  if (const utf8::Char open = utf8::at(words, 0); utf8::is_open_bracket(open.point)) {
    std::size_t end = open.size;
    while (end < words.size() && end < 45 && utf8::is_hanzi(utf8::at(words, end).point))
      end += utf8::at(words, end).size;
    const utf8::Char close = utf8::at(words, end);
    if (!utf8::is_close_bracket(close.point)) return {};
    const auto kind = label_word(words.substr(open.size, end - open.size));
    if (!kind) return {};
    std::size_t value = end + close.size;
    const utf8::Char colon = utf8::at(words, value);
    if (colon.point == U'：' || colon.point == ':') value += colon.size;
    return BareLabel{{open.size, end}, value, *kind};
  }
  // 牵头单位 县住建局
  std::size_t end = 0;
  while (end < words.size() && end < 45 && utf8::is_hanzi(utf8::at(words, end).point))
    end += utf8::at(words, end).size;
  if (end >= 9 && (end == words.size() || utf8::is_blank(utf8::at(words, end).point))) {
    if (const auto kind = label_word(words.substr(0, end))) {
      std::size_t value = end;
      while (value < words.size() && utf8::is_blank(utf8::at(words, value).point))
        value += utf8::at(words, value).size;
      if (usual || suits(*kind, words.substr(value))) return BareLabel{{0, end}, value, *kind};
    }
  }
  // 牵头领导林芳
  const Word* word = role_labels().longest_at(words);
  if (word == nullptr || word->text.size() < kShortest || word->text.size() >= words.size()) return {};
  const RoleKind kind = kind_of(word->attribute(0));
  const std::string_view value = words.substr(word->text.size());
  if (!utf8::is_hanzi(utf8::at(value, 0).point) && !utf8::is_digit(utf8::at(value, 0).point)) return {};
  if (!suits(kind, value) && !(usual && kind == RoleKind::kText)) return {};
  return BareLabel{{0, word->text.size()}, word->text.size(), kind};
}

std::optional<Label> label_at(std::string_view text, std::size_t at) {
  if (const Word* word = role_labels().longest_at(text.substr(at)); word != nullptr) {
    std::size_t end = at + word->text.size();
    while (end < text.size() && utf8::is_blank(utf8::at(text, end).point)) end += utf8::at(text, end).size;
    const utf8::Char colon = utf8::at(text, end);
    if (colon.point == U'：' || colon.point == ':' || colon.point == U'︰')
      return Label{{at, end + colon.size}, kind_of(word->attribute(0))};
  }
  std::size_t end = at;
  while (end < text.size() && end - at < 42 && utf8::is_hanzi(utf8::at(text, end).point))
    end += utf8::at(text, end).size;
  const utf8::Char colon = utf8::at(text, end);
  if (colon.point != U'：' && colon.point != ':') return {};
  const auto kind = kind_by_parts(text.substr(at, end - at));
  if (!kind) return {};
  return Label{{at, end + colon.size}, *kind};
}

namespace {

// Where only the label tells that names follow: 朝鲁, 孟和巴雅尔 have no surname that a list could hold.
bool could_be_people(std::string_view words) {
  words = utf8::trim(words);
  if (looks_like_people(words)) return true;
  if (utf8::count(words) < 2 || utf8::count(words) > 6 || unit_class(words) != UnitClass::kNone) return false;
  for (std::size_t i = 0; i < words.size(); i += utf8::at(words, i).size) {
    if (!utf8::is_hanzi(utf8::at(words, i).point) && utf8::at(words, i).point != U'·') return false;
  }
  return true;
}

// 责任单位为县文旅局: 为 in the place of the colon, a unit behind it.
void labels_with_is(std::string_view text, Range range, std::vector<Label>& labels) {
  if (find_words(text, "为", range.begin) >= range.end && find_words(text, "是", range.begin) >= range.end) {
    std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.at.begin < b.at.begin; });
    return;
  }
  for (const std::string_view is : {"单位为", "部门为", "单位是", "部门是", "单位均为", "部门均为", "领导为", "领导是", "领导均为"}) {
    for (std::size_t at = find_words(text, is, range.begin); at < range.end;
         at = find_words(text, is, at + is.size())) {
      const std::size_t end = at + std::string_view("单位").size();
      const Word* word = role_labels().longest_before(text, end);
      std::size_t begin = word == nullptr ? end : end - word->text.size();
      std::optional<RoleKind> kind = word == nullptr ? std::optional<RoleKind>() : kind_of(word->attribute(0));
      if (!kind) {  // 主管领导均为
        while (begin > range.begin && end - begin < 24 && utf8::is_hanzi(utf8::before(text, begin).point))
          begin -= utf8::before(text, begin).size;
        kind = kind_by_parts(text.substr(begin, end - begin));
      }
      if (!kind || begin < range.begin) continue;
      if (kind != RoleKind::kLead && kind != RoleKind::kResponsible && kind != RoleKind::kLeader) continue;
      const char32_t before = begin == range.begin ? U'。' : utf8::before(text, begin).point;
      if (!utf8::is_sentence_end(before) && !is_clause_end(before) && !utf8::is_open_bracket(before)) continue;
      std::size_t stop = at + is.size();
      constexpr std::size_t kLongestName = 300;  // bytes; what is longer is no unit
      while (stop < range.end && stop - at <= kLongestName + is.size() && !is_clause_end(utf8::at(text, stop).point))
        stop += utf8::at(text, stop).size;
      read_work += stop - at;
      const std::string_view unit = text.substr(at + is.size(), stop - at - is.size());
      if (kind == RoleKind::kLeader ? !could_be_people(unit)
                                    : unit_class(unit) == UnitClass::kNone || unit.starts_with("牵头"))
        continue;
      labels.push_back({{begin, at + is.size()}, *kind});
    }
  }
  std::sort(labels.begin(), labels.end(),
            [](const Label& a, const Label& b) { return a.at.begin < b.at.begin; });
}

}  // namespace

namespace {

// 市级, 主要, 第一 in front of a label's word.
bool qualifies_label(std::string_view words) {
  while (!words.empty()) {
    std::size_t size = 0;
    for (const std::string_view word : {"省级", "市级", "县级", "区级", "州级", "主要", "第一", "第二", "共同", "具体", "其他",
                                        "相关", "项目", "工作", "任务", "总", "省", "市", "县", "区", "州", "旗", "镇", "局",
                                        "委", "厅", "各", "直接"}) {
      if (words.starts_with(word)) size = word.size();
      if (size > 0) break;
    }
    if (size == 0) return false;
    words.remove_prefix(size);
  }
  return true;
}

}  // namespace

std::vector<Label> labels_in(std::string_view text, Range range) {
  read_work += range.end - range.begin;
  std::vector<Label> labels;
  constexpr std::string_view kWide = "：";
  text = text.substr(0, range.end);
  std::size_t wide = find_words(text, kWide, range.begin);
  std::size_t narrow = text.find(':', range.begin);
  for (std::size_t i = std::min(wide, narrow); i < range.end; i = std::min(wide, narrow)) {
    const utf8::Char c = utf8::at(text, i);
    if (i == wide) {
      wide = find_words(text, kWide, i + kWide.size());
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
    // 养殖场9家责任单位： the label's words run on behind others
    const bool runs_on = word != nullptr && word->text.size() <= end - at && word->text.size() >= 12 &&
                         !qualifies_label(text.substr(at, end - at - word->text.size()));
    if (runs_on) {
      labels.push_back({{end - word->text.size(), i + c.size}, kind_of(word->attribute(0))});
    } else if (const auto kind = kind_by_parts(text.substr(at, end - at))) {
      labels.push_back({{at, i + c.size}, *kind});
    }
  }
  labels_with_is(text, range, labels);
  return labels;
}

namespace {

// 省民政厅、省财政厅；第一责任单位为牵头单位，下同: without the rule for all tasks behind the units.
Range without_rule(std::string_view text, Range range) {
  const std::string_view words = sub(text, range);
  const std::size_t stop = std::min(words.find("；"), words.find("。"));
  if (stop == std::string_view::npos || !first_listed_leads(words.substr(stop))) return range;
  return first_listed_leads(words.substr(0, stop)) ? range : Range{range.begin, range.begin + stop};
}

}  // namespace

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
  for (std::size_t i = 0; i < labels.size(); ++i) {
    Range value{labels[i].at.end, i + 1 < labels.size() ? labels[i + 1].at.begin : range.end};
    const Range trimmed = trim_range(text, value);
    value = labels[i].kind == RoleKind::kText ? with_stop(text, trimmed, value.end) : trimmed;
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
  read_work += text.size();
  std::size_t end = text.size();
  while (end > 0) {
    const utf8::Char c = utf8::before(text, end);
    if (!utf8::is_blank(c.point) && c.point != U'。' && c.point != U'；' && c.point != ';') break;
    end -= c.size;
  }
  const utf8::Char close = utf8::before(text, end);
  if (utf8::is_close_bracket(close.point)) {
    std::size_t depth = 0;
    for (std::size_t i = end; (i = utf8::before_hanzi(text, i)) > 0;) {
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
  for (std::size_t i = end; (i = utf8::before_hanzi(text, i)) > 0;) {
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

std::size_t said_of_above(std::string_view words) {
  for (const std::string_view start : {"以上各项工作", "以上各项任务", "以上工作", "以上任务", "以上各项", "以上事项",
                                       "以上项目", "上述各项工作", "上述工作", "上述任务", "上述事项", "上述项目", "以上"}) {
    if (!words.starts_with(start)) continue;
    std::size_t at = start.size();
    for (const std::string_view more : {"均", "都", "由"}) {
      if (words.substr(at).starts_with(more)) at += more.size();
    }
    return at;
  }
  return 0;
}

bool only_one_leads(std::string_view line) {
  for (const std::string_view only : {"只有一个", "仅有一个", "只列一个", "仅列一个", "只有一家", "仅有一家"}) {
    const std::size_t at = find_words(line, only);
    if (at == std::string_view::npos) continue;
    std::size_t end = at;
    while (end < line.size() && end - at < 120 && utf8::at(line, end).point != U'。') end += utf8::at(line, end).size;
    const std::string_view said = line.substr(at, end - at);
    if (has_words(said, "单位") && (has_words(said, "为牵头") || has_words(said, "即牵头") || has_words(said, "是牵头")))
      return true;
  }
  return false;
}

bool first_listed_leads(std::string_view line) {
  for (std::size_t at = find_words(line, "牵头"); at != std::string_view::npos;
       at = find_words(line, "牵头", at + 6)) {
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
    static constexpr CharSet kOrder(U"第首最排");
    if (!has_any(sentence, kOrder)) continue;
    for (const std::string_view first :
         {"第一位", "首位", "第一个", "列第一", "排第一", "名第一", "在第一", "第一责任单位", "第一责任部门",
          "第一家", "第1位", "最前", "排在前面", "首个"}) {
      if (!has_words(sentence, first)) continue;
      if (has_words(sentence, "另行")) return false;  // …的，另行注明
      // 为 between the two, whichever comes first: 列首位的为牵头单位, 牵头单位为列第一位的单位
      if (has_words(sentence, "为") || has_words(sentence, "是") || has_words(sentence, "系") ||
          has_words(sentence, "即") || has_words(sentence, "负责"))
        return true;
    }
  }
  return false;
}

namespace {

// 带“★”的为牵头单位
bool starred_leads(std::string_view words) {
  static constexpr CharSet kStars(U"★☆▲△※*");
  if (!has_any(words, kStars)) return false;
  for (const std::string_view star : {"★", "☆", "▲", "△", "※", "*"}) {
    const std::size_t at = words.find(star);
    if (at == std::string_view::npos) continue;
    const std::size_t is = words.find("为", at);
    return is != std::string_view::npos && words.find("牵头", is) != std::string_view::npos;
  }
  return false;
}

constexpr int kMostPeople = 16;  // lists of persons in front of units

// As is_assignment(), which remembers what it said. `people`: how many lists of persons may stand in front.
bool assigns(std::string_view words, int people_left) {
  read_work += words.size();
  words = utf8::trim(words);
  for (const std::string_view star : {"★", "☆", "▲", "△"}) {
    if (words.starts_with(star)) words = utf8::trim(words.substr(star.size()));
  }
  while (!words.empty() && is_clause_end(utf8::before(words, words.size()).point))
    words.remove_suffix(utf8::before(words, words.size()).size);
  if (words.size() < 6) return false;
  // (资金来源：…；牵头单位：…), (主管领导均为王健), not (联系电话：…)
  const bool colon = label_at(words, 0).has_value();
  if (colon || words.find("为") < 48 || words.find("是") < 48) {
    const std::vector<Label> labels = labels_in(words, {0, words.size()});
    if (colon || (!labels.empty() && labels.front().at.begin == 0)) {
      return std::any_of(labels.begin(), labels.end(), [](const Label& label) {
        return label.kind != RoleKind::kText && label.kind != RoleKind::kAside &&
               label.kind != RoleKind::kDeadline;
      });
    }
  }
  if (first_listed_leads(words) || starred_leads(words)) {  // a rule for all tasks
    // 省民政厅、省财政厅；第一责任单位为牵头单位，下同: said behind the first units
    const std::size_t stop = std::min(words.find("；"), words.find("。"));
    return stop != std::string_view::npos && !first_listed_leads(words.substr(0, stop)) &&
           is_assignment(words.substr(0, stop));
  }
  if (const auto verb = verb_before(words, 0, words.size()); verb && verb->size < words.size()) {
    // something that can be a unit in front of the verb: 省商务厅牵头, not 已经落实
    const std::string_view said = words.substr(words.size() - verb->size);
    const bool weak = said == "落实" || said == "实施" || said == "组织实施" || said == "支持" || said == "指导" ||
                      said == "做好" || said == "承担" || said == "推进落实" || said == "推动落实" ||
                      said == "办理" || words.starts_with("不") || words.starts_with("未") || said == "制订" || said == "制定";
    if (!weak) return true;
    if (looks_like_unit_list(words.substr(0, words.size() - verb->size))) return true;
  }
  // 省商务厅牵头，省财政厅等
  for (const std::string_view word : {"牵头", "主办", "负责"}) {
    const std::size_t at = words.find(word);
    if (at != std::string_view::npos && at > 0 && looks_like_unit_list(words.substr(0, at))) return true;
  }
  // 王健；市教育局、市财政局
  if (const std::size_t people = people_left > 0 ? people_in_front(words) : 0; people > 0)
    return assigns(words.substr(people), people_left - 1);
  if (joined_by_with(words) > 0) return true;
  // 市公安局、市检察院分别落实，市委政法委统筹: whatever the verbs, units in front of them
  if (says_by_verbs(words)) return true;
  if (is_region_group(words)) return true;
  // units alone: every one of them the full name of a department, or a place among departments
  if (!looks_like_unit_list(words)) return false;
  UnitPrefix prefix;
  const UnitList list = read_units(words, {0, words.size()}, prefix);
  if (list.units.empty()) return false;
  const UnitClass first = list.units.front().unit_class;
  if (first == UnitClass::kRegion || first == UnitClass::kNone) return false;
  const bool several = list.units.size() > 1;
  // 人行样例县支行、县金融办; not 中国银行、建设银行, which a task may wish to win
  const bool beside = several && stands_alone(words) &&
                      std::any_of(list.units.begin() + 1, list.units.end(),
                                  [](const Unit& unit) { return level_prefix(unit.name) > 0; });
  const bool full = level_prefix(words) > 0 || (several && begins_with_core(words)) || beside;
  return full && std::all_of(list.units.begin(), list.units.end(),
                             [](const Unit& unit) { return unit.unit_class != UnitClass::kNone; });
}

}  // namespace

// The same bracket is asked about in its line, in its block and in its entry.
bool is_assignment(std::string_view words) {
  constexpr std::size_t kRemembered = 64;
  constexpr std::size_t kLongest = 600;  // bytes
  struct Said {
    std::string words;
    bool yes = false;
  };
  static thread_local std::array<Said, kRemembered> said;
  if (words.empty() || words.size() > kLongest) return assigns(words, kMostPeople);
  const std::size_t place = std::hash<std::string_view>()(words) % kRemembered;
  if (said[place].words == words) return said[place].yes;
  said[place].yes = assigns(words, kMostPeople);
  said[place].words = words;
  return said[place].yes;
}

bool names_units(std::string_view words) {
  words = utf8::trim(words);
  if (words.size() < 9 || words.size() > 600 || !looks_like_unit_list(words)) return false;
  for (const char c : words) {
    if (utf8::is_digit(static_cast<unsigned char>(c))) return false;
  }
  UnitPrefix prefix;
  const UnitList list = read_units(words, {0, words.size()}, prefix);
  if (list.units.empty() || list.units.front().unit_class == UnitClass::kRegion) return false;
  return std::all_of(list.units.begin(), list.units.end(), [](const Unit& unit) {
    return unit.unit_class != UnitClass::kNone && utf8::count(unit.name) <= 30;
  });
}

}  // namespace duban
