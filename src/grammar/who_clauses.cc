#include "grammar/who_clauses.h"

#include <algorithm>

#include "grammar/assigning.h"
#include "grammar/deadline.h"
#include "grammar/person.h"
#include "grammar/role_clause.h"
#include "grammar/role_words.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/outside.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kLongestClause = 300;  // bytes
constexpr std::size_t kShortestWording = 12;
constexpr std::string_view kBy = "由";

// Every one is a unit by its name, and the first is named in full; behind 由 it need not be.
bool names_whole_units(std::string_view text, Range range, bool first_in_full) {
  UnitPrefix prefix;
  const UnitList list = read_units(text, range, prefix);
  if (list.units.empty()) return false;
  const bool known = std::all_of(list.units.begin(), list.units.end(), [](const Unit& unit) {
    return unit.unit_class != UnitClass::kNone && ends_like_unit(unit.name) && utf8::count(unit.name) <= 25;
  });
  const std::string_view first = list.units.front().name;
  return known && (!first_in_full || level_prefix(first) > 0 || stands_alone(first) || begins_with_core(first) ||
                   list.units.front().unit_class == UnitClass::kGroup);
}

// Whether the words are such a clause; `leads` is set where its verb says more than that one helps. `in_full`: the first
// name is, where 由 does not stand in front.
bool is_who_clause(std::string_view text, Range clause, bool& leads, bool in_full = true) {
  clause = trim_range(text, clause);
  if (clause.end - clause.begin > kLongestClause) return false;
  bool by = false;
  bool asked = false;  // 会同县财政局
  for (const std::string_view start : {"并由", "由", "会同"}) {
    if (!sub(text, clause).starts_with(start)) continue;
    clause.begin += start.size();
    by = true;
    asked = start == "会同";
    break;
  }
  read_work += clause.end - clause.begin;
  const auto verb = verb_before(text, clause.begin, clause.end);
  if (!verb && asked) return names_whole_units(text, clause, false);
  if (!verb || verb->size >= clause.end - clause.begin) return false;
  const std::string_view said = sub(text, {clause.end - verb->size, clause.end});
  for (const std::string_view word : {"牵头", "负责", "主办", "承办", "主抓", "主责", "承担"})
    leads = leads || has_words(said, word);
  const Range who = trim_range(text, {clause.begin, clause.end - verb->size});
  if (who.begin >= who.end) return false;
  if (unit_class(sub(text, who)) == UnitClass::kNone && person_with_title(text, who)) return true;
  if (const std::size_t with = find_words(sub(text, who), "会同"); with != std::string_view::npos && with > 0) {
    const Range second{who.begin + with + std::string_view("会同").size(), who.end};
    return names_whole_units(text, {who.begin, who.begin + with}, in_full && !by) && names_whole_units(text, second, false);
  }
  return names_whole_units(text, who, in_full && !by);
}

// Where the clause that begins at `begin` ends, outside brackets.
std::size_t clause_end(std::string_view text, std::size_t begin) {
  static constexpr OutsideStops kStops(U"，,；;。！？!?…");
  return std::min(find_outside(text, kStops, begin), text.size());
}

bool ends_sentence(std::string_view text, std::size_t at) {
  return at >= text.size() || utf8::is_sentence_end(utf8::at(text, at).point) || text[at] == ';';
}

// Clauses one after the other that say who answers.
struct Clauses {
  Range at;            // empty where the first is none
  bool leads = false;  // one of them does
};

Clauses clauses_from(std::string_view text, std::size_t begin) {
  Clauses out{{begin, begin}};
  for (std::size_t at = begin; at < text.size();) {
    const std::size_t limit = std::min(text.size(), at + kLongestClause);
    const std::size_t stop = clause_end(text.substr(0, limit), at);
    if ((stop == limit && limit < text.size()) || !is_who_clause(text, {at, stop}, out.leads)) break;
    out.at.end = stop;
    if (ends_sentence(text, stop)) break;
    at = stop + utf8::at(text, stop).size;
  }
  return out;
}

// The clauses from `begin` on, one of which leads; nothing where the first is none.
std::optional<Range> clauses_at(std::string_view text, std::size_t begin) {
  const Clauses found = clauses_from(text, begin);
  return found.at.end > begin && found.leads ? std::optional<Range>(found.at) : std::nullopt;
}

// 由县教育局牵头|新建小学2所: no comma behind the verb.
std::optional<Range> by_clause_at(std::string_view text, std::size_t begin) {
  if (!text.substr(begin).starts_with(kBy)) return {};
  const std::size_t stop = clause_end(text.substr(0, std::min(text.size(), begin + kLongestClause)), begin);
  for (const std::string_view word : {"牵头", "负责"}) {
    const std::size_t at = find_words(text.substr(0, stop), word, begin);
    if (at == std::string_view::npos) continue;
    bool leads = false;
    for (const std::string_view longer : {"牵头负责", "负责牵头", "负责组织", "负责落实"}) {
      const Range clause{begin, at + longer.size()};
      if (text.substr(at).starts_with(longer) && is_who_clause(text, clause, leads)) return clause;
    }
    const Range clause{begin, at + word.size()};
    if (is_who_clause(text, clause, leads)) return clause;
  }
  return {};
}

}  // namespace

std::optional<Prose> who_in_front(std::string_view text, std::size_t wording) {
  if (wording >= text.size()) return {};
  if (const auto says = clauses_at(text, wording)) {
    if (ends_sentence(text, says->end)) return {};
    const std::size_t behind = says->end + utf8::at(text, says->end).size;
    return behind + kShortestWording <= text.size() ? std::optional<Prose>({{wording, behind}, *says}) : std::nullopt;
  }
  const auto says = by_clause_at(text, wording);
  if (!says || says->end + kShortestWording > text.size() || !utf8::is_hanzi(utf8::at(text, says->end).point)) return {};
  return Prose{*says, *says};
}

std::optional<Prose> who_at_end(std::string_view text, std::size_t wording) {
  for (std::size_t stop = clause_end(text, wording); stop < text.size();) {
    const std::size_t begin = stop + utf8::at(text, stop).size;
    const Clauses says = clauses_from(text, begin);
    std::size_t end = says.at.end;
    if (end > begin && says.leads) {
      if (!ends_sentence(text, end)) {  // 由市教育局牵头，6月底前完成。
        const std::size_t when = end + utf8::at(text, end).size;
        const std::size_t last = clause_end(text, when);
        if (ends_sentence(text, last) && says_when(sub(text, {when, last}))) end = last;
      }
      if (ends_sentence(text, end)) return Prose{{stop, end}, {begin, end}};
    }
    // where they end no sentence, neither do those behind the first
    stop = says.at.end > begin ? says.at.end : clause_end(text, begin);
  }
  return {};
}

std::optional<Prose> units_at_end(std::string_view text, std::size_t wording) {
  constexpr std::size_t kLongest = 600;
  std::size_t end = text.size();
  while (end > wording && (utf8::is_sentence_end(utf8::before(text, end).point) || utf8::is_blank(utf8::before(text, end).point)))
    end -= utf8::before(text, end).size;
  std::size_t begin = end;
  while (begin > wording && end - begin < kLongest && utf8::before(text, begin).point != U'。')
    begin -= utf8::before(text, begin).size;
  if (begin <= wording || utf8::before(text, begin).point != U'。') return {};
  const std::string_view words = sub(text, {begin, end});
  if (!names_units(words) || level_prefix(words) == 0 || !names_whole_units(text, {begin, end}, true)) return {};
  UnitPrefix prefix;
  const UnitList list = read_units(text, {begin, end}, prefix);
  if (list.units.front().unit_class == UnitClass::kGroup) return {};
  return Prose{{begin, text.size()}, {begin, end}};
}

std::optional<Prose> who_behind_dash(std::string_view text, std::size_t wording) {
  constexpr std::size_t kLongest = 600;  // bytes behind the dash
  constexpr std::string_view kDash = "—";
  const std::size_t from = std::max(wording, text.size() > kLongest ? text.size() - kLongest : 0);
  const std::size_t begin = from > kDash.size() ? from - kDash.size() : 0;  // the dash may stand right in front
  std::size_t last = text.substr(begin).rfind(kDash);
  if (last == std::string_view::npos) return {};
  last += begin;
  std::size_t dash = last;
  while (dash > 0 && text.substr(0, dash).ends_with(kDash)) dash -= kDash.size();
  if (dash > 0 && (dash <= wording || utf8::is_digit(utf8::before(text, dash).point))) return {};  // 1—6月
  const Range says = trim_range(text, {last + kDash.size(), text.size()});
  if (says.begin >= says.end || has_words(sub(text, says), "。")) return {};
  const std::size_t people = people_in_front(sub(text, says));
  const Range who{says.begin + people, says.end};
  bool leads = false;
  const bool clause = is_who_clause(text, {who.begin, std::min(clause_end(text, who.begin), who.end)}, leads, false);
  // 打造一批品牌——文化中心: names behind no sentence are in full
  const bool stopped = dash == 0 || utf8::is_sentence_end(utf8::before(text, dash).point);
  if (!clause && !names_whole_units(text, who, !stopped && people == 0)) return {};
  return Prose{{dash, text.size()}, says};
}

bool ends_behind_dash(std::string_view line) {
  const auto prose = who_behind_dash(line, 0);
  if (!prose) return false;
  bool leads = false;
  std::size_t last = prose->says.begin;
  for (std::size_t stop = clause_end(line, last); stop < prose->says.end; stop = clause_end(line, last))
    last = stop + utf8::at(line, stop).size;
  if (is_who_clause(line, {last, prose->says.end}, leads, false)) return true;
  return last == prose->says.begin && names_whole_units(line, prose->says, false);
}

std::vector<std::size_t> who_clauses_in(std::string_view text) {
  std::vector<std::size_t> found;
  static constexpr CharSet kCounts(U"0123456789一二三四五六七八九十");
  std::size_t done = 0;  // up to here all has been looked at
  std::size_t lead = find_words(text, "牵头");
  std::size_t answer = find_words(text, "负责");
  while (std::min(lead, answer) < text.size()) {
    const std::size_t at = std::min(lead, answer);
    (at == lead ? lead : answer) = find_words(text, at == lead ? "牵头" : "负责", at + 6);
    if (at < done) continue;
    std::size_t begin = at;
    while (begin > done && at - begin < kLongestClause) {
      const char32_t p = utf8::before(text, begin).point;
      if (p == U'、') {  // 1、由市教育局、市财政局牵头
        if (begin > 3 && kCounts.has(utf8::before(text, begin - 3).point)) break;
      } else if (is_clause_end(p) || utf8::is_sentence_end(p) || utf8::is_close_bracket(p) || p == U'.' || p == U'．') {
        break;
      }
      begin -= utf8::before(text, begin).size;
    }
    const auto says = clauses_at(text, begin);
    done = says ? says->end : at + 6;
    if (says) found.push_back(begin);
  }
  return found;
}

}  // namespace duban
