#include "grammar/assigning.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "grammar/deadline.h"
#include "grammar/role_clause.h"
#include "grammar/role_label.h"
#include "grammar/role_words.h"
#include "grammar/unit_groups.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {

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
  static constexpr CharSet kOpen(U"(（〔[【［");
  if (!has_any(text.substr(0, end), kOpen)) return {};
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
  const char32_t first = utf8::at(words, 0).point;
  if (first != U'以' && first != U'上') return 0;
  for (const std::string_view start : {"以上各项工作", "以上各项任务", "以上工作", "以上任务", "以上各项", "以上事项",
                                       "以上项目", "上述各项工作", "上述工作", "上述任务", "上述事项", "上述项目", "以上"}) {
    if (!words.starts_with(start)) continue;
    std::size_t at = start.size();
    // 以上三项工作
    static constexpr CharSet kCounts(U"一二两三四五六七八九十几0123456789");
    std::size_t counted = at;
    while (kCounts.has(utf8::at(words, counted).point)) counted += utf8::at(words, counted).size;
    if (counted > at && words.substr(counted).starts_with("项")) {
      at = counted + std::string_view("项").size();
      for (const std::string_view thing : {"工作", "任务", "事项"}) {
        if (words.substr(at).starts_with(thing)) at += thing.size();
      }
    }
    for (const std::string_view more : {"均", "都", "由"}) {
      if (words.substr(at).starts_with(more)) at += more.size();
    }
    return at;
  }
  return 0;
}

bool may_say_who_leads(std::string_view line) {
  static constexpr CharSet kHeld(U"只仅第首最排");  // by the words of both rules
  return has_any(line, kHeld);
}

bool only_one_leads(std::string_view line) {
  static constexpr FewWords kOnly{"只有一个", "仅有一个", "只列一个", "仅列一个", "只有一家", "仅有一家"};
  for (std::size_t at = kOnly.find_in(line); at != std::string_view::npos; at = kOnly.find_in(line, at + 1)) {
    std::size_t end = at;
    while (end < line.size() && end - at < 120 && utf8::at(line, end).point != U'。') end += utf8::at(line, end).size;
    const std::string_view said = line.substr(at, end - at);
    if (has_words(said, "单位") && (has_words(said, "为牵头") || has_words(said, "即牵头") || has_words(said, "是牵头")))
      return true;
  }
  return false;
}

bool leads_before_semicolon(std::string_view line) {
  constexpr std::size_t kFarthest = 30;  // bytes between the two
  static constexpr FewWords kBefore{"分号前", "分号之前", "“；”前", "“;”前"};
  const std::size_t at = kBefore.find_in(line);
  return at != std::string_view::npos && line.substr(at, kFarthest).find("牵头") != std::string_view::npos;
}

bool first_listed_leads(std::string_view line) {
  static constexpr FewWords kFirst{"第一位",       "首位",         "第一个", "列第一", "排第一", "名第一",   "在第一",
                                   "第一责任单位", "第一责任部门", "第一家", "第1位",  "最前",   "排在前面", "首个"};
  static constexpr CharSet kHeld(U"第首最排");  // by each of them
  if (!has_any(line, kHeld)) return false;
  std::size_t at = find_words(line, "牵头");
  if (at == std::string_view::npos || !kFirst.is_in(line)) return false;
  for (; at != std::string_view::npos; at = find_words(line, "牵头", at + 6)) {
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
    if (!kFirst.is_in(sentence)) continue;
    if (has_words(sentence, "另行")) return false;  // …的，另行注明
    // 为 between the two, whichever comes first: 列首位的为牵头单位, 牵头单位为列第一位的单位
    if (has_words(sentence, "为") || has_words(sentence, "是") || has_words(sentence, "系") ||
        has_words(sentence, "即") || has_words(sentence, "负责"))
      return true;
  }
  return false;
}

std::size_t rule_behind_units(std::string_view words) {
  constexpr std::size_t kLongest = 3000;  // bytes; units and a rule are shorter
  if (words.size() > kLongest || !first_listed_leads(words)) return 0;
  std::size_t behind = 0;
  for (std::size_t i = 0; i < words.size(); i += utf8::at(words, i).size) {
    const char32_t p = utf8::at(words, i).point;
    if (p != U'；' && p != U'。' && p != U'，' && p != ';' && p != ',') continue;
    if (first_listed_leads(words.substr(0, i))) break;
    behind = i;
  }
  return behind;
}

std::size_t rule_in_bracket(std::string_view words) {
  static constexpr CharSet kBrackets(U"(（〔[【［)）〕]】］");
  std::size_t depth = 0;
  std::size_t open = 0;
  for (std::size_t i = find_any(words, kBrackets); i < words.size(); i = find_any(words, kBrackets, i + utf8::at(words, i).size)) {
    if (utf8::is_open_bracket(utf8::at(words, i).point)) {
      if (depth++ == 0) open = i;
    } else if (depth > 0 && --depth == 0 && first_listed_leads(words.substr(open, i - open))) {
      return open;
    }
  }
  return std::string_view::npos;
}

namespace {

// 带“★”的为牵头单位
bool starred_leads(std::string_view words) {
  static constexpr std::string_view kStars[] = {"★", "☆", "▲", "△", "※", "*"};
  static constexpr CharSet kBegins = CharSet::beginnings(kStars);
  if (!has_any(words, kBegins)) return false;
  for (const std::string_view star : kStars) {
    const std::size_t at = words.find(star);
    if (at == std::string_view::npos) continue;
    const std::size_t is = words.find("为", at);
    return is != std::string_view::npos && words.find("牵头", is) != std::string_view::npos;
  }
  return false;
}

// 标注粗体的单位为牵头单位
bool bold_leads(std::string_view words) {
  static constexpr FewWords kLetters{"黑体", "加粗", "粗体", "加黑"};
  return kLetters.is_in(words) && has_words(words, "牵头");
}

constexpr int kMostPeople = 16;  // lists of persons in front of units

// Without a star in front and stops behind.
std::string_view bare_assignment(std::string_view words) {
  words = utf8::trim(words);
  for (const std::string_view star : {"★", "☆", "▲", "△"}) {
    if (words.starts_with(star)) words = utf8::trim(words.substr(star.size()));
  }
  while (!words.empty() && is_clause_end(utf8::before(words, words.size()).point))
    words.remove_suffix(utf8::before(words, words.size()).size);
  return words;
}

// (资金来源：…；牵头单位：…), (主管领导均为王健), not (联系电话：…); nothing where no label stands in front.
std::optional<bool> assigns_by_label(std::string_view words) {
  constexpr std::size_t kNear = 48;  // bytes
  const bool colon = label_at(words, 0).has_value();
  if (!colon && words.find("为") >= kNear && words.find("是") >= kNear) return {};
  const std::vector<Label> labels = labels_in(words, {0, words.size()});
  if (!colon && (labels.empty() || labels.front().at.begin > 0)) return {};
  return std::any_of(labels.begin(), labels.end(), [](const Label& label) {
    return label.kind != RoleKind::kText && label.kind != RoleKind::kAside && label.kind != RoleKind::kDeadline;
  });
}

// A rule for all tasks, which assigns this one only by units in front of it.
bool assigns_beside_rule(std::string_view words) {
  if (const std::size_t bracket = rule_in_bracket(words); bracket != std::string_view::npos) return is_assignment(words.substr(0, bracket));
  const std::size_t stop = rule_behind_units(words);
  if (stop > 0) return is_assignment(words.substr(0, stop));
  const std::size_t behind = std::min(words.find("；"), words.find("。"));
  return behind != std::string_view::npos && !first_listed_leads(words) &&
         is_assignment(words.substr(0, behind));
}

// A verb at the end: 省商务厅牵头; one that tasks have too only behind something that can be a unit, not
// 已经落实.
bool assigns_by_verb(std::string_view words) {
  const auto verb = verb_before(words, 0, words.size());
  if (!verb || verb->size >= words.size()) return false;
  const std::string_view said = words.substr(words.size() - verb->size);
  const bool weak = said == "落实" || said == "实施" || said == "组织实施" || said == "支持" ||
                    said == "指导" || said == "做好" || said == "承担" || said == "推进落实" ||
                    said == "推动落实" || said == "办理" || words.starts_with("不") ||
                    words.starts_with("未") || said == "制订" || said == "制定";
  return !weak || looks_like_unit_list(words.substr(0, words.size() - verb->size));
}

// 省商务厅牵头，省财政厅等
bool assigns_by_verb_inside(std::string_view words) {
  for (const std::string_view word : {"牵头", "主办", "负责"}) {
    const std::size_t at = words.find(word);
    if (at != std::string_view::npos && at > 0 && looks_like_unit_list(words.substr(0, at))) return true;
  }
  return false;
}

// 10月底前，|市教育局、市财政局: the units; empty where none stand behind a time.
std::string_view units_behind_time(std::string_view words) {
  constexpr std::size_t kLongestTime = 45;
  const std::size_t stop = std::min(words.find("，"), words.find("；"));
  if (stop >= kLongestTime || !says_when(words.substr(0, stop))) return {};
  const std::string_view who = words.substr(stop + std::string_view("，").size());
  return level_prefix(utf8::trim(who)) > 0 && looks_like_unit_list(who) ? who : std::string_view();
}

// 重点学科, 中医专科, 国有控股, 地区总部: what ends as an office does and is none.
bool ends_as_no_office(std::string_view name) {
  static const WordList& list = word_list("no_offices");
  return list.longest_before(name, name.size()) != nullptr;
}

// Units alone: every one of them the full name of a department, or a place among departments.
bool names_full_units(std::string_view words) {
  if (!looks_like_unit_list(words)) return false;
  UnitPrefix prefix;
  const UnitList list = read_units(words, {0, words.size()}, prefix);
  if (list.units.empty()) return false;
  const UnitClass first = list.units.front().unit_class;
  if (first == UnitClass::kRegion || first == UnitClass::kNone || ends_as_no_office(list.units.front().name)) return false;
  const bool several = list.units.size() > 1;
  // 人行样例县支行、县金融办; not 中国银行、建设银行, which a task may wish to win
  const bool beside = several && stands_alone(words) &&
                      std::any_of(list.units.begin() + 1, list.units.end(),
                                  [](const Unit& unit) { return level_prefix(unit.name) > 0; });
  const bool full = level_prefix(words) > 0 || (several && begins_with_core(words)) || beside;
  return full && std::all_of(list.units.begin(), list.units.end(),
                             [](const Unit& unit) { return unit.unit_class != UnitClass::kNone; });
}

// As is_assignment(), which remembers what it said. `people_left`: how many lists of persons may stand in
// front.
bool assigns(std::string_view words, int people_left) {
  constexpr std::size_t kShortest = 6;  // bytes
  read_work += words.size();
  words = bare_assignment(words);
  if (words.size() < kShortest) return false;
  if (const auto says = assigns_by_label(words)) return *says;
  if (first_listed_leads(words) || starred_leads(words) || bold_leads(words)) return assigns_beside_rule(words);
  if (assigns_by_verb(words) || assigns_by_verb_inside(words)) return true;
  if (people_left > 0) {
    if (const std::string_view who = units_behind_time(words); !who.empty())
      return assigns(who, people_left - 1);
    // 王健；市教育局、市财政局
    if (const std::size_t people = people_in_front(words); people > 0)
      return assigns(words.substr(people), people_left - 1);
  }
  // 市公安局、市检察院分别落实，市委政法委统筹: whatever the verbs, units in front of them
  return joined_by_with(words) > 0 || says_by_verbs(words) || is_region_group(words) || names_full_units(words);
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

std::size_t term_behind_names(std::string_view words) {
  constexpr std::size_t kLongestTerm = 36;  // bytes
  for (std::size_t at = words.size(); at > 0 && words.size() - at < kLongestTerm;) {
    at -= utf8::before(words, at).size;
    if (says_when(words.substr(at)) && names_units(words.substr(0, at))) return at;
  }
  return 0;
}

}  // namespace duban
