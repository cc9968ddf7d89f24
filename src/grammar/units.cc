#include "grammar/units.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "grammar/assigning.h"
#include "grammar/deadline.h"
#include "grammar/person.h"
#include "grammar/unit_ends.h"
#include "grammar/unit_groups.h"
#include "grammar/unit_pieces.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/memo.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr const char* kCarrierRule = "unit.carrier";
constexpr std::string_view kNation = "国家";

// 能源局 behind 国家发展改革委 is 国家能源局; 商务部 is itself.
bool is_national_office(std::string_view words) {
  constexpr std::string_view kOffices[] = {
      "能源局",     "粮食局",     "粮食和储备局", "医保局",    "疾控局", "乡村振兴局", "林草局",
      "铁路局",     "中医药局",   "中医药管理局", "文物局",    "药监局", "知识产权局", "烟草局",
      "邮政局",     "外汇局",     "移民局",       "数据局",    "统计局", "信访局",     "海洋局",
      "测绘地信局", "国防科工局", "消防救援局",   "矿山安监局"};
  return std::find(std::begin(kOffices), std::end(kOffices), words) != std::end(kOffices);
}

// 供电公司, 工业园区管委会: a place has one of them, and a list leaves its level out as it does for
// departments.
bool is_local_body(std::string_view words) {
  static const WordList& bodies = word_list("local_bodies");
  return bodies.exact(words) != nullptr;
}

// The name as the ledger writes it: brackets in ASCII, no blanks.
std::string ledger_name(std::string_view words) {
  if (utf8::behind_hanzi(words, 0, words.size()) == words.size()) return std::string(words);
  return utf8::squeeze(utf8::ascii_brackets(words));
}

// 县住建局（陈刚）: the name in the bracket, which is no other name of the unit; empty where it is none.
Range person_behind(std::string_view text, Range at) {
  const std::string_view words = words_of(text, at);
  const std::size_t size = without_alias(words).size();
  if (size == words.size() || unit_class(words.substr(0, size)) == UnitClass::kNone) return {};
  const utf8::Char open = utf8::at(words, size);
  const utf8::Char close = utf8::before(words, words.size());
  const Range name{at.begin + size + open.size, at.end - close.size};
  const std::string_view inside = words_of(text, name);
  const bool person = looks_like_person(inside) && unit_class(utf8::squeeze(inside)) == UnitClass::kNone &&
                      !begins_with_core(inside) && level_prefix(inside) == 0 &&
                      utf8::count(utf8::squeeze(inside)) > 1;
  return person ? name : Range{};
}

// 6月底前完成, 年内持续推进, 持续推进: when, said among the units.
bool is_timing(std::string_view words) {
  if (words.size() > 90 || unit_class(words) != UnitClass::kNone) return false;
  return says_when(words);
}

// 示例银保监分局 in a paper of 示例市 takes no prefix.
bool holds_place(std::string_view words, const UnitPrefix& prefix) {
  // 牟尼沟景区管理局, 示例湿地保护区管理局
  constexpr std::string_view kZones[] = {"景区", "保护区", "开发区", "新区",
                                         "园区", "度假区", "示范区", "名胜区"};
  const std::size_t first = find_words(words, "区");
  for (const std::string_view zone : kZones) {
    if (first == std::string_view::npos) break;
    const std::size_t at = find_words(words, zone);
    if (at != std::string_view::npos && at >= 6 && at + zone.size() < words.size()) return true;
  }
  return prefix.places != nullptr &&
         std::any_of(prefix.places->begin(), prefix.places->end(),
                     [&](const std::string& place) { return has_words(words, place); });
}

// 发展规划处, 财务科: inside an organ; a level in front would be another's.
bool is_inner_office(std::string_view words, const UnitPrefix& prefix) {
  if (begins_with_core(words) || prefix.inner) return false;
  for (const std::string_view end : {"管理处", "办事处", "办公室", "工作处", "研究室"}) {
    if (words.ends_with(end)) return false;
  }
  return words.ends_with("处") || words.ends_with("科") || words.ends_with("股");
}

// 规划处, 信息中心: what an organ may have inside.
bool is_office(std::string_view words) {
  for (const std::string_view end : {"处", "科", "股", "室", "中心"}) {
    if (words.ends_with(end)) return true;
  }
  return false;
}

// The words of a bracket behind a name in front of the verb that they end in: 县房管局 of
// 县住建局（县房管局配合）; empty where there is none.
Range bracket_with_verb(std::string_view text, Range at) {
  const std::string_view all = words_of(text, at);
  const utf8::Char close = utf8::before(all, all.size());
  if (!utf8::is_close_bracket(close.point)) return {};
  const std::size_t open = without_alias(all).size();
  if (open == all.size() || open == 0) return {};
  Range inside{at.begin + open + utf8::at(all, open).size, at.end - close.size};
  for (const std::string_view verb : {"负责", "配合", "落实", "协助", "参与", "职责分工", "分工"}) {
    if (!words_of(text, inside).ends_with(verb)) continue;
    inside.end -= verb.size();
    return inside;
  }
  return {};
}

// 第一责任单位为牵头单位, 下同, 市政府分管副市长: said among the units, and none of them.
bool is_aside(std::string_view words) {
  constexpr std::string_view kAsides[] = {"下同", "以下同", "以下相同", "无", "暂无", "—", "——", "-"};
  if (words.size() <= kAsides[2].size() &&
      std::find(std::begin(kAsides), std::end(kAsides), words) != std::end(kAsides))
    return true;
  if (has_words(words, "分管") && ends_in_title(words)) return true;
  return has_words(words, "为") && (has_words(words, "牵头单位") || has_words(words, "牵头部门"));
}

// 共同 of （共同牵头）, by where it ends; empty where it does not stand there.
std::string_view together_before(std::string_view words) {
  for (const std::string_view together : {"共同", "联合"}) {
    if (words.ends_with(together)) return words.substr(words.size() - together.size());
  }
  return {};
}

// The bracket at the end of a name that says it leads: （牵头）of 市科技局（牵头）; its size, 0 where none
// stands there.
std::size_t lead_bracket(std::string_view words) {
  const utf8::Char close = utf8::before(words, words.size());
  if (!utf8::is_close_bracket(close.point)) return 0;
  const std::string_view inside = words.substr(0, words.size() - close.size);
  for (const std::string_view lead : {"牵头单位", "牵头", "主办", "主责"}) {
    if (!inside.ends_with(lead)) continue;
    std::string_view before = inside.substr(0, inside.size() - lead.size());
    before.remove_suffix(together_before(before).size());
    const utf8::Char open = utf8::before(before, before.size());
    if (utf8::is_open_bracket(open.point) && before.size() > open.size)
      return words.size() - before.size() + open.size;
  }
  return 0;
}

// What is asked of every name of a list, by its words alone: the same names come again and again.
struct Asked {
  UnitClass unit_class = UnitClass::kNone;
  bool aside = false;
  bool carrier = false;  // 电信, 示例移动
  bool waits = false;    // waits_for_end()
};
Asked asked(std::string_view name) {
  static thread_local Memo<Asked> memo;
  return memo.answer(name, [](std::string_view words) {
    return Asked{unit_class(words), is_aside(words), carrier_at(words) > 0 || place_of_carrier(words) > 0, waits_for_end(words)};
  });
}

// Makes entries of the names of one list, first to last; steps that take a name return true.
class ListReader {
 public:
  ListReader(std::string_view text, Range range, UnitPrefix& prefix)
      : text_(text), begin_(range.begin), prefix_(prefix) {
    NamePieces pieces = name_pieces(text, range);
    names_ = std::move(pieces.names);
    list_.open = pieces.open;
    range_ = range;
    list_.units.reserve(names_.size());
  }

  UnitList read() {
    for (at_ = 0; at_ < names_.size(); ++at_) {
      const bool plain = is_hanzi_only(names_[at_].at);  // no star and no bracket
      together_ = false;
      if (!plain && !paired_) paired_ = has_paired_stars(words(range_));
      bool starred = !plain && take_stars();
      if (paired_.value_or(false)) starred = run_leads_;
      if (together_) star_back();
      if (!plain) take_bracket();
      const Range at = names_[at_].at;
      if (at.begin == at.end) continue;
      const Asked said = asked(words(at));
      if (is_other(at, said)) continue;
      Unit unit{ledger_name(words(at)), {at}, UnitClass::kNone, "unit.plain", starred};
      if (names_[at_].group) {
        unit.unit_class = UnitClass::kGroup;
        unit.rule = "unit.group";
      } else {
        unit.unit_class = said.unit_class;
        restore(unit, said);
      }
      list_.units.push_back(std::move(unit));
    }
    return std::move(list_);
  }

 private:
  std::string_view words(Range at) const { return words_of(text_, at); }
  bool is_hanzi_only(Range at) const { return utf8::behind_hanzi(text_, at.begin, at.end) == at.end; }

  // Takes ★ and （牵头） off the name; whether there was one.
  bool take_stars() {
    Range at = names_[at_].at;
    const Range printed = at;
    if (const char32_t first = utf8::at(text_, at.begin).point; *paired_ && at.begin < at.end && is_star(first)) run_leads_ = !is_hollow_star(first);
    while (at.begin < at.end && is_star(utf8::at(text_, at.begin).point))
      at.begin += utf8::at(text_, at.begin).size;
    while (at.begin < at.end && is_star(utf8::before(text_, at.end).point))
      at.end -= utf8::before(text_, at.end).size;
    if (const std::size_t bracket = lead_bracket(words(at)); bracket > 0) {
      const std::string_view said = words(at).substr(at.end - bracket - at.begin);
      together_ = has_words(said, "共同") || has_words(said, "联合");
      at.end -= bracket;
    }
    if (at == printed) return false;
    names_[at_].at = trimmed(text_, at);
    return true;
  }

  // 市人社局、市教育局（共同牵头），市财政局: those in front lead too, back to a comma.
  void star_back() {
    static constexpr CharSet kCommas(U"，,；;");
    std::size_t first = at_;
    while (first > together_from_ && find_any(text_.substr(0, names_[first].at.begin), kCommas, names_[first - 1].at.end) >= names_[first].at.begin) --first;
    read_work += at_ - first;
    for (auto unit = list_.units.rbegin(); unit != list_.units.rend() && !unit->starred; ++unit) {
      if (unit->ranges.back().begin < names_[first].at.begin) break;
      unit->starred = true;
    }
    together_from_ = at_ + 1;
  }

  // Takes the bracket behind the name that is no other name of it: 市医保局（按险种分别负责） says how,
  // 县住建局（县房管局配合） another unit, which comes next, 县住建局（陈刚） a person.
  void take_bracket() {
    Range at = names_[at_].at;
    const auto take = [&] { at.end = at.begin + without_alias(words(at)).size(); };
    if (rule_in_bracket(words(at)) != std::string_view::npos) take();
    if (const Range how = bracket_with_verb(text_, at); how.begin < how.end) {
      if (unit_class(words(how)) != UnitClass::kNone)
        names_.insert(names_.begin() + static_cast<std::ptrdiff_t>(at_) + 1,
                      {trimmed(text_, how), names_a_group(words(how))});
      take();
    }
    if (const Range person = person_behind(text_, at); person.begin < person.end) {
      list_.people.push_back(person);
      take();
    }
    names_[at_].at = at;
  }

  // Keeps what stands in the list and names no unit: a time, a person behind the unit, an aside.
  bool is_other(Range at, const Asked& said) {
    if (said.aside) return true;
    if (said.unit_class == UnitClass::kNone && is_timing(words(at))) {
      list_.timing = at;
      return true;
    }
    // 市发改委 张志强: the name of a person behind the unit's
    const bool apart = at.begin > begin_ && text_[at.begin - 1] == ' ' && !list_.units.empty() &&
                       list_.units.back().unit_class == UnitClass::kOrgan &&
                       list_.units.back().ranges.back().end < at.begin;
    if (apart && said.unit_class == UnitClass::kNone && looks_like_person(words(at)) && utf8::count(words(at)) > 1 &&
        !begins_with_core(words(at))) {
      list_.people.push_back(at);
      return true;
    }
    return false;
  }

  // Gives the unit the words that the list says of another name.
  void restore(Unit& unit, const Asked& said) {
    const Range at = names_[at_].at;
    if ((said.carrier && restore_carrier(unit, at)) || (said.waits && restore_end(unit, at)) || restore_stem(unit, at) || restore_place(unit, at)) return;
    const std::size_t level = level_prefix(words(at));
    if (restore_nation(unit, at, level)) return;
    if (level > 0) {
      if (!stands_alone(words(at))) remember_prefix(at, level);
    } else if (!prefix_.words.empty() && !stands_alone(words(at)) && !(prefix_.offices && is_office(words(at)))) {
      restore_prefix(unit, at);
    }
  }

  // 示例移动、联通、电信分公司: the place is said once, and so is the end.
  bool restore_place_carrier(Unit& unit, Range at) {
    const std::size_t place = place_of_carrier(words(at));
    if (place == 0) return false;
    std::size_t last = at_ + 1;
    while (last < names_.size() && carrier_at(words(names_[last].at)) == words(names_[last].at).size()) ++last;
    const Range end = last < names_.size() ? carriers_end(text_, names_[last].at) : Range{};
    if (end.begin >= end.end) return false;
    put_behind(unit, end);
    unit.rule = kCarrierRule;
    carriers_place_ = {at.begin, at.begin + place};
    carriers_end_ = last;
    return true;
  }

  // 中国移动、电信、联通示例分公司: the first word is said once, and so is the end.
  bool restore_carrier(Unit& unit, Range at) {
    if (carrier_at(words(at)) == 0) return restore_place_carrier(unit, at);
    if (at_ <= carriers_end_ && carriers_place_.end > 0) {
      if (at_ < carriers_end_) put_behind(unit, carriers_end(text_, names_[carriers_end_].at));
      put_in_front(unit, carriers_place_, words(carriers_place_));
      unit.rule = kCarrierRule;
      return true;
    }
    std::size_t last = at_;
    while (last < names_.size() && carrier_at(words(names_[last].at)) == words(names_[last].at).size()) ++last;
    const Range end = last < names_.size() ? carriers_end(text_, names_[last].at) : Range{};
    const bool ended = end.begin < end.end;
    const Unit* before = list_.units.empty() ? nullptr : &list_.units.back();
    const bool first_said = ended && before != nullptr && before->rule == std::string_view(kCarrierRule) &&
                            before->name.starts_with(kChina) && !words(at).starts_with(kChina);
    if (first_said)
      put_in_front(unit, {before->ranges.front().begin, before->ranges.front().begin + kChina.size()}, kChina);
    if (!ended || (last == at_ && !first_said)) return false;
    if (last > at_) put_behind(unit, end);
    unit.rule = kCarrierRule;
    return true;
  }

  // 江州、澜东市人民政府, of a name that waits for its end
  bool restore_end(Unit& unit, Range at) {
    std::size_t last = std::max(at_ + 1, waiting_end_);
    while (last < names_.size() && !names_[last].group && waits_for_end(words(names_[last].at))) ++last;
    waiting_end_ = last;
    if (last == names_.size() || names_[last].group) return false;
    const SharedEnd end = shared_end(text_, names_[last].at);
    if (end.government.begin == end.government.end) return false;
    // 江州 of 江州、澜东市政府 is no 州
    const bool own_kind =
        ends_in_region_word(words(at)) && (utf8::count(words(at)) > 2 || words(at).ends_with(words(end.kind)));
    put_behind(unit, {own_kind ? end.government.begin : end.kind.begin, end.government.end});
    unit.unit_class = UnitClass::kBody;
    unit.rule = "unit.suffix";
    return true;
  }

  // 基础教育一处、二处
  bool restore_stem(Unit& unit, Range at) const {
    const std::size_t stem = numbered_stem(list_.units, words(at));
    if (stem == 0) return false;
    const std::size_t begin = list_.units.back().ranges.front().begin;
    put_in_front(unit, {begin, begin + stem}, std::string_view(list_.units.back().name).substr(0, stem));
    unit.rule = "unit.numbered";
    return true;
  }

  // 示例县委、县政府: the place is said once
  bool restore_place(Unit& unit, Range at) const {
    if (list_.units.empty() || list_.units.back().ranges.size() != 1) return false;
    const std::string_view name = words(at);
    if (!name.ends_with("政府")) return false;
    const Unit& before = list_.units.back();
    for (const std::string_view level : {"省", "市", "州", "县", "区", "旗"}) {
      if (!name.starts_with(level)) continue;
      const std::string_view kind = name.substr(level.size());
      const std::string committee = std::string(level).append(kCommittee);
      const bool said = (kind == "政府" || kind == "人民政府") && before.name.ends_with(committee) &&
                        before.name.size() >= committee.size() + std::string_view("示例").size();
      if (!said) return false;
      const std::size_t size = before.name.size() - committee.size();
      put_in_front(unit, {before.ranges.front().begin, before.ranges.front().begin + size}, std::string_view(before.name).substr(0, size));
      unit.rule = "unit.place";
      return true;
    }
    return false;
  }

  // 国家发展改革委、能源局
  bool restore_nation(Unit& unit, Range at, std::size_t level) {
    if (level > 0) {
      const bool central = words(at).starts_with(kNation) && utf8::count(words(at)) < 15;
      nation_ = central ? Range{at.begin, at.begin + kNation.size()} : Range{};
    }
    if (nation_.begin == nation_.end || !prefix_.words.empty() || !is_national_office(words(at))) return false;
    put_in_front(unit, nation_, kNation);
    unit.rule = "unit.prefix";
    return true;
  }

  // 省委 and 市委 are the prefix of party departments, 省 and 市 of all others.
  void remember_prefix(Range at, std::size_t level) {
    const std::string_view name = words(at);
    prefix_.words = std::string(name.substr(0, level));
    prefix_.at = {at.begin, at.begin + level};
    prefix_.inner = name.ends_with("处") || name.ends_with("科") || name.ends_with("股");
    if (name.substr(level).starts_with(kCommittee) && name.size() > level + kCommittee.size()) {
      prefix_.words += kCommittee;
      prefix_.at.end += kCommittee.size();
    }
  }

  // 市财政局、民政局
  void restore_prefix(Unit& unit, Range at) const {
    const bool organ = unit.unit_class == UnitClass::kOrgan && !holds_place(words(at), prefix_) &&
                       !is_inner_office(words(at), prefix_);
    if (!organ && !(unit.unit_class == UnitClass::kBody && is_local_body(words(at)))) return;
    const std::size_t left_out =
        prefix_.words.ends_with(kCommittee) && !is_party_core(words(at)) ? kCommittee.size() : 0;
    const std::string_view added = std::string_view(prefix_.words).substr(0, prefix_.words.size() - left_out);
    // a prefix that was not printed has no place
    put_in_front(unit, {prefix_.at.begin, std::max(prefix_.at.begin + left_out, prefix_.at.end) - left_out},
                 added);
    unit.rule = "unit.prefix";
  }

  static void put_in_front(Unit& unit, Range from, std::string_view said) {
    unit.name.insert(0, said);
    if (from.begin < from.end) unit.ranges.insert(unit.ranges.begin(), from);
  }
  void put_behind(Unit& unit, Range from) const {
    unit.name += words(from);
    unit.ranges.push_back(from);
  }

  static constexpr std::string_view kCommittee = "委";

  std::string_view text_;
  std::size_t together_from_ = 0;  // the first name that no such bracket was asked about
  bool together_ = false;  // the bracket taken off a name said 共同牵头
  Range range_;
  std::optional<bool> paired_;  // ▲市经信委、市环保局△市财政局: each sign holds for the names up to the next
  bool run_leads_ = false;
  std::size_t begin_;  // of the list
  UnitPrefix& prefix_;
  std::vector<NamePiece> names_;
  Range carriers_place_;          // 示例 of 示例移动、联通、电信分公司 …
  std::size_t carriers_end_ = 0;  // … and the last of these names
  std::size_t at_ = 0;  // the name that is read
  UnitList list_;
  Range nation_;  // 国家 of 国家发展改革委 earlier in the list, no name of another level behind it
  std::size_t waiting_end_ = 0;  // behind the names one after the other that wait for a later one's end
};

}  // namespace

UnitList read_units(std::string_view text, Range range, UnitPrefix& prefix) {
  return ListReader(text, range, prefix).read();
}

bool looks_like_unit_list(std::string_view text) {
  text = utf8::trim(text);
  if (text.empty() || has_words(text, "。")) return false;
  const std::vector<Range> pieces = printed_pieces(text, {0, text.size()});
  if (pieces.empty()) return false;
  std::size_t units = 0;
  std::size_t none = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    std::string_view words = words_of(text, split_open(text, pieces[i]).name);
    while (!words.empty() && is_star(utf8::at(words, 0).point)) words.remove_prefix(utf8::at(words, 0).size);
    while (!words.empty() && is_star(utf8::before(words, words.size()).point))
      words.remove_suffix(utf8::before(words, words.size()).size);
    if (words.empty() || words.size() > 90) {
      none += words.size() > 90;
      continue;
    }
    if (unit_class(words) != UnitClass::kNone || suffix_alone(words)) {
      ++units;
    } else if (i > 0 && i + 1 < pieces.size() && !waits_for_end(words)) {
      ++none;  // the first and the last may be cut
    }
  }
  return units > 0 && none == 0;
}

}  // namespace duban
