#include "grammar/heading.h"

#include <algorithm>

#include "grammar/person.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

std::string_view part_of(std::string_view text, Range r) { return text.substr(r.begin, r.end - r.begin); }

Range without_blanks(std::string_view text, Range r) {
  const auto loose = [](char32_t p) {
    return utf8::is_blank(p) || p == U'。' || p == U'，' || p == ',' || p == U'：' || p == ':' || p == U'；' ||
           p == ';' || p == U'—';
  };
  while (r.begin < r.end && loose(utf8::at(text, r.begin).point)) r.begin += utf8::at(text, r.begin).size;
  while (r.begin < r.end && loose(utf8::before(text, r.end).point)) r.end -= utf8::before(text, r.end).size;
  return r;
}

// Every one of the units is known as one, and one of them is a department.
bool all_known(const std::vector<Unit>& units) {
  bool organ = false;
  for (const Unit& unit : units) {
    if (unit.unit_class == UnitClass::kNone || utf8::count(unit.name) > 25) return false;
    organ = organ || unit.unit_class == UnitClass::kOrgan || unit.unit_class == UnitClass::kBody ||
            unit.unit_class == UnitClass::kGroup;
  }
  return organ;
}

bool all_known(const Responsibility& said) {
  std::vector<Unit> units = said.lead_units;
  units.insert(units.end(), said.responsible_units.begin(), said.responsible_units.end());
  return all_known(units);
}

// 负责的工作, 牵头: what the heading ends with, taken off.
struct Ending {
  Range rest;
  bool verb = false;
  bool tail = false;
};
Ending without_ending(std::string_view text, Range range) {
  Ending out{range};
  // （12项）
  if (const auto bracket = last_bracket(part_of(text, range)); bracket && !bracket->unclosed) {
    const std::string_view inside =
        part_of(text, {range.begin + bracket->inside.begin, range.begin + bracket->inside.end});
    if (inside.size() < 24 &&
        (inside.find("项") != std::string_view::npos || inside.find("条") != std::string_view::npos ||
         inside.find("个") != std::string_view::npos))
      out.rest = without_blanks(text, {range.begin, range.begin + bracket->at.begin});
  }
  static const WordList& tails = word_list("heading_tails");
  if (const Word* tail = tails.longest_before(text.substr(0, out.rest.end), out.rest.end);
      tail != nullptr && tail->text.size() < out.rest.end - out.rest.begin) {
    out.rest.end -= tail->text.size();
    out.tail = true;
  }
  return out;
}

// 市委常委、副市长李建国、市政府党组成员王健共同: nobody where one of them is no person with his office.
std::vector<Person> people_with_titles(std::string_view text, Range range) {
  for (const std::string_view manner : {"共同", "一同"}) {
    if (part_of(text, range).ends_with(manner)) range.end -= manner.size();
  }
  constexpr std::string_view kComma = "、";
  std::vector<Person> people;
  std::size_t offices = range.begin;  // of the next person
  for (std::size_t begin = range.begin; begin < range.end;) {
    const std::size_t stop = std::min(find_words(text.substr(0, range.end), kComma, begin), range.end);
    auto person = person_with_title(text, {begin, stop});
    if (!person && offices < begin) person = person_with_title(text, {offices, stop});
    if (!person && (stop == range.end || !ends_in_title(text.substr(begin, stop - begin)))) return {};
    begin = stop + kComma.size();
    if (!person) continue;
    people.push_back(std::move(*person));
    offices = begin;
  }
  return people;
}

// What says who: without 【】 around it, 以下任务 and 均 in front.
//   【市发展改革委】   以下任务由市教育局牵头
Range said_of_units(std::string_view text, Range range) {
  range = without_blanks(text, range);
  for (const std::string_view around : {"【", "〖"}) {
    if (!part_of(text, range).starts_with(around)) continue;
    const std::string_view last = around == "【" ? "】" : "〗";
    if (part_of(text, range).ends_with(last)) range = {range.begin + around.size(), range.end - last.size()};
  }
  for (const std::string_view below : {"以下各项工作", "以下各项任务", "以下工作", "以下任务", "下列工作", "下列任务", "以下事项"}) {
    if (part_of(text, range).starts_with(below)) range.begin += below.size();
  }
  for (const std::string_view all : {"均", "都"}) {
    if (part_of(text, range).starts_with(all)) range.begin += all.size();
  }
  return range;
}

// Clause by clause: 王健副省长负责，省发展改革委牵头
class HeadingReader {
 public:
  // `colon`: one stands behind (经济发展办公室：), and the names need not be in full.
  HeadingReader(std::string_view text, const Ending& ending, bool colon, Responsibility& said, UnitPrefix& used)
      : text_(text), ending_(ending), colon_(colon), said_(said), used_(used) {}

  // Whether every clause names somebody, and one is there.
  bool read() {
    const Range rest = ending_.rest;
    bool took = false;
    std::size_t begin = rest.begin;
    for (std::size_t i = rest.begin; i <= rest.end;) {
      const utf8::Char c = utf8::at(text_, i);
      if (i == rest.end || c.point == U'，' || c.point == ',' || c.point == U'；' || c.point == ' ') {
        const Clause clause = clause_in({begin, i});
        if (clause.who.begin < clause.who.end) {
          if (!take(clause, begin == rest.begin && i == rest.end)) return false;
          took = true;
        }
        begin = i + c.size;
      }
      if (i == rest.end) break;
      i += c.size;
    }
    return took;
  }

 private:
  struct Clause {
    Range at;
    Range who;  // without its verb
    bool has_verb = false;
  };

  Clause clause_in(Range at) const {
    static const WordList& verbs = word_list("role_verbs");
    at = without_blanks(text_, at);
    if (part_of(text_, at).starts_with("由")) at.begin += std::string_view("由").size();
    const Word* verb = verbs.longest_before(text_.substr(0, at.end), at.end);
    Clause out{at, at, verb != nullptr && verb->text.size() < at.end - at.begin};
    if (out.has_verb) out.who.end -= verb->text.size();
    for (const std::string_view more : {"分管", "主抓", "包抓"}) {
      if (!out.has_verb && part_of(text_, out.who).ends_with(more)) out.who.end -= more.size();
    }
    out.who = without_blanks(text_, out.who);
    return out;
  }

  bool take(const Clause& clause, bool alone) {
    if (auto people = people_with_titles(text_, clause.who); !people.empty()) {
      for (Person& person : people) said_.leaders.push_back(std::move(person));
      return true;
    }
    if (clause.has_verb) return take_units_with_verb(clause.at);
    return alone && !ending_.tail && take_units_alone(clause.at);
  }

  bool take_units_with_verb(Range clause) {
    Responsibility part;
    if (!read_responsibility(text_, clause, part, used_) || !all_known(part)) return false;
    for (Unit& unit : part.lead_units) said_.lead_units.push_back(std::move(unit));
    for (Unit& unit : part.responsible_units) said_.responsible_units.push_back(std::move(unit));
    said_.open_lead = said_.open_lead || part.open_lead;
    said_.open_responsible = said_.open_responsible || part.open_responsible;
    said_.shared = part.shared && said_.lead_units.empty();
    return true;
  }

  // 市发展改革委: the department alone
  bool take_units_alone(Range clause) {
    UnitList list = read_units(text_, clause, used_);
    const bool full = colon_ || level_prefix(part_of(text_, clause)) > 0 || stands_alone(part_of(text_, clause));
    if (!all_known(list.units) || !full) return false;
    for (Unit& unit : list.units) {
      if (unit.unit_class == UnitClass::kGroup) return false;
      said_.lead_units.push_back(std::move(unit));
    }
    said_.open_lead = list.open;
    return true;
  }

  std::string_view text_;
  Ending ending_;
  bool colon_;
  Responsibility& said_;
  UnitPrefix& used_;
};

}  // namespace

bool read_heading(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix) {
  constexpr std::size_t kShortest = 6;  // bytes
  constexpr std::size_t kLongest = 300;
  const bool colon = part_of(text, range).ends_with("：") || part_of(text, range).ends_with(":");
  range = said_of_units(text, range);
  if (range.end - range.begin < kShortest || range.end - range.begin > kLongest) return false;
  Responsibility said;
  UnitPrefix used = prefix;
  // 牵头单位：市财政局
  const bool read = label_at(text, range.begin)
                        ? read_responsibility(text, range, said, used) && !said.empty()
                        : HeadingReader(text, without_ending(text, range), colon, said, used).read();
  if (!read) return false;
  into = std::move(said);
  into.rule = "responsibility.heading";
  prefix = used;
  return true;
}

std::optional<Prose> prose_in(std::string_view text, std::size_t from) {
  static const WordList& verbs = word_list("role_verbs");
  // quick: no such words, no such sentence
  static constexpr FewWords kSays{"牵头", "负责", "主办", "配合", "承办", "会同", "责任单位", "实施主体"};
  if (kSays.find_in(text, from) == std::string_view::npos) return {};
  for (std::size_t begin = from; begin < text.size();) {
    std::size_t stop = begin;
    while ((stop = utf8::behind_hanzi(text, stop, text.size())) < text.size() &&
           !utf8::is_sentence_end(utf8::at(text, stop).point))
      stop += utf8::at(text, stop).size;
    const std::size_t next = stop < text.size() ? stop + utf8::at(text, stop).size : stop;
    // “…。”由市商务局牵头: the mark that closes the quotation belongs to what it quotes
    while (begin > from && begin < stop && (utf8::at(text, begin).point == U'”' || utf8::at(text, begin).point == U'’'))
      begin += utf8::at(text, begin).size;
    // 各项工作列第一位的为牵头单位: of all tasks
    const bool rule = may_say_who_leads(text.substr(begin, stop - begin)) &&
                      (first_listed_leads(text.substr(begin, stop - begin)) || only_one_leads(text.substr(begin, stop - begin)));
    if (begin > from && stop - begin < 600 && !rule) {
      Range says = without_blanks(text, {begin, stop});
      bool by = false;
      bool told = false;  // 这项工作
      static constexpr std::string_view kStarts[] = {"这项工作", "此项工作", "该项工作", "本项工作", "以上工作",
                                                     "上述工作", "该工作",   "此工作",   "这项任务", "此项任务",
                                                     "该项任务", "以上任务", "上述任务", "具体",     "本项",
                                                     "此项",     "该项"};
      static constexpr CharSet kBegins = CharSet::beginnings(kStarts);
      for (const std::string_view start : kStarts) {
        if (!kBegins.has(utf8::at(text, says.begin).point)) break;
        if (!part_of(text, says).starts_with(start)) continue;
        says.begin += start.size();
        told = true;
      }
      if (part_of(text, says).starts_with("由")) {
        by = true;
        says.begin += std::string_view("由").size();
      }
      const std::string_view words = part_of(text, says);
      bool plain = by;
      for (const std::string_view word : {"牵头", "负责", "主办", "承办", "为主要责任单位", "为责任单位", "为实施主体"})
        plain = plain || find_words(words, word) != std::string_view::npos;
      const Word* verb = nullptr;
      for (std::size_t i = says.begin; plain && i <= says.end;
           i += std::max<std::uint32_t>(utf8::at(text, i).size, 1)) {
        const bool ends = i == says.end || utf8::at(text, i).point == U'，' || utf8::at(text, i).point == ',';
        if (ends && i > says.begin && verb == nullptr)
          verb = verbs.longest_before(text.substr(says.begin, i - says.begin), i - says.begin);
      }
      if (verb != nullptr) {
        Responsibility said;
        UnitPrefix prefix;
        if (read_responsibility(text, says, said, prefix) && all_known(said)) {
          const Unit& first =
              said.lead_units.empty() ? said.responsible_units.front() : said.lead_units.front();
          // 各牵头单位负总责，其他单位密切配合: whoever they are, of no task
          const bool nobody = !by && first.unit_class == UnitClass::kGroup &&
                              (first.name.find("牵头") != std::string::npos || first.name.find("责任") != std::string::npos);
          if (nobody) {
            begin = std::max(next, begin + 1);
            continue;
          }
          // 这项工作由泽川高新区管委会牵头: no other sentence begins so
          if ((told && by) || (by && !said.leaders.empty()) || level_prefix(first.name) > 0 || stands_alone(first.name) || begins_with_core(first.name))
            return Prose{{begin, next}, says};
        }
      }
    }
    begin = std::max(next, begin + 1);
  }
  return {};
}

}  // namespace duban
