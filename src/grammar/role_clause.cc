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

// units verb
struct Clause {
  Range units;
  RoleKind kind;
  bool each = false;   // 分别牵头
  bool plain = false;  // 负责 and no more
  bool helps = false;  // 配合, not 落实奖补资金
};

// Reads clauses one after the other; what they say of each other is settled when all are known.
class ClauseReader {
 public:
  // `among`: how many 其中 may stand inside one another.
  ClauseReader(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix, int among)
      : text_(text), range_(range), into_(into), prefix_(prefix), among_(among) {}

  bool read() {
    if (among_ > 0 && read_among()) return true;
    find_clauses();
    if (clauses_.empty()) return false;
    for (Clause& clause : clauses_) took_ = read_clause(clause) || took_;
    if (took_) read_rest();
    if (!into_.lead_units.empty()) into_.shared = false;
    return took_;
  }

 private:
  bool read_among();

  std::string_view words(Range at) const { return sub(text_, at); }

  // Each clause ends with its verb, at a comma outside brackets or at the end; what stands behind the last is the rest.
  void find_clauses() {
    static constexpr OutsideStops kStops(kClauseEnds);
    read_work += range_.end - range_.begin;
    const std::string_view up_to_end = text_.substr(0, range_.end);
    begin_ = range_.begin;
    for (std::size_t i = find_outside(up_to_end, kStops, range_.begin); i < range_.end;
         i = find_outside(up_to_end, kStops, i + character_size(text_[i]))) {
      std::size_t end = i;
      while (end > begin_ && utf8::is_blank(utf8::before(text_, end).point)) end -= utf8::before(text_, end).size;
      if (end > begin_) close(end);
    }
    rest_ = trim_range(text_, {begin_, range_.end});
    if (rest_.begin < rest_.end && close(rest_.end)) rest_.begin = rest_.end;
  }

  // Adds the clause that ends at `end`, if a verb does.
  bool close(std::size_t end) {
    auto verb = verb_before(text_, begin_, end);
    // 予以支持 ends in a verb that leaves no unit in front, 跟踪督办 looks like an office
    if (!verb || unit_class(last_name(words({begin_, end - verb->size}))) == UnitClass::kNone) {
      if (const auto free = free_verb_before(text_, begin_, end)) verb = free;
    }
    if (!verb) return false;
    const std::string_view said = words({end - verb->size, end});
    const bool helps = verb->kind == RoleKind::kResponsible && (has_words(said, "配合") || has_words(said, "协") ||
                                                                has_words(said, "参与") || has_words(said, "参加"));
    // 市建委牵头，市热力公司承办: carries out what another leads
    const bool carries_out = verb->kind == RoleKind::kLead && said == "承办" && !clauses_.empty() &&
                             clauses_.front().kind == RoleKind::kLead;
    const RoleKind kind = carries_out ? RoleKind::kResponsible : verb->kind;
    clauses_.push_back({trim_range(text_, {begin_, end - verb->size}), kind, has_words(said, "分别"), verb->plain || said == "具体负责", helps});
    begin_ = end - verb->behind;
    return true;
  }

  // 市发改委负责，市财政局、建设局配合: one that answers leads those who help; a leader may stand in front
  bool leads_helpers(const Clause& clause, const UnitList& list) const {
    const bool first = &clause == &clauses_.front() || (&clause == &clauses_[1] && !into_.leaders.empty());
    return first && clause.plain && list.units.size() == 1 && !list.open && &clause != &clauses_.back() &&
           std::all_of(clauses_.begin() + (&clause - clauses_.data()) + 1, clauses_.end(), [](const Clause& each) { return each.helps; });
  }

  bool read_clause(Clause& clause) {
    clause.units.begin += said_of_above(words(clause.units));
    const bool asked = drop_start(clause);
    drop_subject(clause);
    take_in_front_of_with(clause);
    if (names_person(clause.units)) {
      const std::size_t people = into_.leaders.size();
      read_people(text_, clause.units, into_.leaders);
      return into_.leaders.size() > people;
    }
    UnitList list = read_units(text_, clause.units, prefix_);
    keep_asides(text_, list, into_);
    if (list.units.empty()) return false;
    if (leads_helpers(clause, list)) clause.kind = RoleKind::kLead;
    add(clause, asked, std::move(list));
    return true;
  }

  // 由, 其中 and the like in front of the units. Gives whether it was 会同: who is asked helps, whatever the verb.
  bool drop_start(Clause& clause) const {
    const std::string_view units = words(clause.units);
    static constexpr CharSet kBegins(U"其由会商以和与");
    if (!kBegins.has(utf8::at(units, 0).point)) return false;
    for (const std::string_view start : {"其中", "由", "会同", "会商", "商", "会", "以及", "和", "与"}) {
      if (!units.starts_with(start)) continue;
      if (start == "商" && units.starts_with("商务")) continue;
      if (start == "会" && level_prefix(units.substr(start.size())) == 0) continue;
      clause.units.begin += start.size();
      return start.starts_with("会") || start == "商";
    }
    return false;
  }

  // 危房改造由|省住房城乡建设厅: what the unit answers for, in front of it.
  void drop_subject(Clause& clause) const {
    constexpr std::string_view kBy = "由";
    const std::string_view units = words(clause.units);
    const std::size_t by = find_words(units, kBy);
    if (by == std::string_view::npos || by == 0 || has_words(units.substr(0, by), "、") || units.starts_with("第")) return;  // 第5项由
    const std::string_view rest = units.substr(by + kBy.size());
    const std::string_view first = rest.substr(0, rest.find("、"));
    const UnitClass kind = unit_class(first);
    const bool unit = (kind == UnitClass::kOrgan || kind == UnitClass::kBody) &&
                      (level_prefix(first) > 0 || stands_alone(first) || begins_with_core(first));
    if (unit) clause.units.begin += by + kBy.size();
  }

  // A会同B、C: A leads.
  void take_in_front_of_with(Clause& clause) {
    constexpr std::string_view kWith = "会同";
    const std::size_t with = find_words(words(clause.units), kWith);
    if (with == std::string_view::npos || with == 0) return;
    append_units(into_.lead_units, read_units(text_, {clause.units.begin, clause.units.begin + with}, prefix_));
    clause.units.begin += with + kWith.size();
    clause.kind = RoleKind::kResponsible;
  }

  // 张立林副县长牵头
  bool names_person(Range at) const {
    constexpr std::size_t kLongest = 60;  // bytes
    return at.end - at.begin < kLongest && unit_class(words(at)) == UnitClass::kNone && person_with_title(text_, at);
  }

  void add(const Clause& clause, bool asked, UnitList&& list) {
    if (clause.kind == RoleKind::kLead) {
      into_.open_lead = into_.open_lead || list.open;
      append_units(into_.lead_units, std::move(list));
      return;
    }
    into_.open_responsible = into_.open_responsible || list.open;
    if (clause.kind == RoleKind::kShared && !asked && into_.lead_units.empty() && list.units.size() > 1)
      into_.shared = true;
    into_.each = into_.each || clause.each;
    append_responsible(into_, std::move(list));
  }

  // Behind the last verb: …负责，2026年6月底前完成; A牵头，B、C
  void read_rest() {
    if (rest_.begin >= rest_.end) return;
    if (says_when(words(rest_))) {
      into_.deadline = rest_;
      return;
    }
    // …负责，副旗长苏日娜分管
    Range person = rest_;
    for (const std::string_view verb : {"分管", "联系", "包联", "挂联"}) {
      if (words(person).ends_with(verb)) person.end -= verb.size();
    }
    if (names_person(person)) {
      read_people(text_, person, into_.leaders);
      return;
    }
    if (words(rest_).starts_with("会同")) rest_.begin += std::string_view("会同").size();
    UnitList list = read_units(text_, rest_, prefix_);
    keep_asides(text_, list, into_);
    const bool units = std::all_of(list.units.begin(), list.units.end(), [](const Unit& unit) {
      return unit.unit_class != UnitClass::kNone && ends_like_unit(unit.name);
    });
    if (!units) return;
    into_.open_responsible = into_.open_responsible || list.open;
    append_responsible(into_, std::move(list));
  }

  std::string_view text_;
  Range range_;
  Responsibility& into_;
  UnitPrefix& prefix_;
  int among_;
  std::vector<Clause> clauses_;
  std::size_t begin_ = 0;  // of the clause that is looked for
  Range rest_;
  bool took_ = false;  // a clause names somebody
};

// among ::= units [verb] "，其中" units lead
//   市教育局、市财政局负责，其中市教育局牵头: who leads is one of those in front
bool ClauseReader::read_among() {
  constexpr std::string_view kAmong = "其中";
  const std::size_t at = find_words(text_.substr(0, range_.end), kAmong, range_.begin);
  if (at >= range_.end || at <= range_.begin || !is_clause_end(utf8::before(text_, at).point)) return false;
  Responsibility all;
  Responsibility lead;
  UnitPrefix used = prefix_;
  const Range front = trim_range(text_, {range_.begin, at});
  if (!ClauseReader(text_, front, all, used, 0).read()) append_responsible(all, read_units(text_, front, used));
  if (!ClauseReader(text_, {at + kAmong.size(), range_.end}, lead, used, among_ - 1).read()) return false;
  if (lead.lead_units.empty() || !lead.responsible_units.empty() || !all.lead_units.empty()) return false;
  for (const Unit& unit : lead.lead_units) {
    const auto same = std::find_if(all.responsible_units.begin(), all.responsible_units.end(),
                                   [&](const Unit& one) { return one.name == unit.name; });
    if (same == all.responsible_units.end()) return false;
    all.responsible_units.erase(same);
  }
  for (Unit& unit : lead.lead_units) into_.lead_units.push_back(std::move(unit));
  for (Unit& unit : all.responsible_units) into_.responsible_units.push_back(std::move(unit));
  for (Person& person : all.leaders) into_.leaders.push_back(std::move(person));
  into_.open_responsible = into_.open_responsible || all.open_responsible;
  into_.shared = false;
  prefix_ = used;
  return true;
}

}  // namespace

bool read_clauses(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix) {
  constexpr int kMostAmong = 4;  // each is read twice
  return ClauseReader(text, range, into, prefix, kMostAmong).read();
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
