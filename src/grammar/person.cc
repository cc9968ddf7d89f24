#include "grammar/person.h"

#include <string>

#include "grammar/organ.h"
#include "text/char_set.h"
#include "text/lexicon.h"
#include "text/outside.h"
#include "text/utf8.h"

namespace duban {
namespace {

std::string_view part_of(std::string_view text, Range r) { return text.substr(r.begin, r.end - r.begin); }

bool is_loose(char32_t p) {
  return utf8::is_blank(p) || p == '\n' || p == U'，' || p == ',' || p == U'；' || p == ';' || p == U'、' ||
         p == U'。' || p == U'：' || p == ':';
}

Range bare(std::string_view text, Range r) {
  while (r.begin < r.end && is_loose(utf8::at(text, r.begin).point)) r.begin += utf8::at(text, r.begin).size;
  while (r.begin < r.end && is_loose(utf8::before(text, r.end).point))
    r.end -= utf8::before(text, r.end).size;
  return r;
}

const WordList& titles() {
  static const WordList& list = word_list("leader_titles");
  return list;
}

// 空缺, 待定, /: the place of a name that nobody fills.
bool says_nobody(std::string_view words) {
  for (const std::string_view word : {"空缺", "暂缺", "待定", "无", "/", "—", "——", "-", "－"}) {
    if (words == word) return true;
  }
  return false;
}

// The name behind a blank: 公安局长 戴军.
std::optional<Range> name_behind_blank(std::string_view text, Range range) {
  for (std::size_t i = range.begin; i < range.end; i += utf8::at(text, i).size) {
    if (!utf8::is_blank(utf8::at(text, i).point)) continue;
    const Range name = bare(text, {i, range.end});
    const std::string_view office = utf8::trim(part_of(text, {range.begin, i}));
    const bool ends = office.ends_with("长") || office.ends_with("任") || office.ends_with("员") ||
                      office.ends_with("记") || office.ends_with("席");
    if (ends && utf8::count(office) > 2 && looks_like_person(part_of(text, name))) return name;
  }
  return {};
}

// 副州长 泽仁多吉: what stands behind offices, be it no name with a surname; empty where it is more than a name.
Range name_behind_titles(std::string_view text, Range range) {
  constexpr std::size_t kShortest = 2;  // characters
  constexpr std::size_t kLongest = 12;
  const std::size_t begin = range.begin;
  for (const Word* title = titles().longest_at(part_of(text, range)); title != nullptr; title = titles().longest_at(part_of(text, range)))
    range = bare(text, {range.begin + title->text.size(), range.end});
  const std::string_view name = part_of(text, range);
  const std::size_t characters = utf8::count(name);
  if (range.begin == begin || characters < kShortest || characters > kLongest || ends_in_title(name)) return {};
  for (std::size_t i = 0; i < name.size(); i += utf8::at(name, i).size) {
    const char32_t p = utf8::at(name, i).point;
    if (!utf8::is_hanzi(p) && p != U'·') return {};
  }
  static constexpr FewWords kNoName{"分管", "领导", "负责", "牵头", "联系", "同志", "有关", "相关", "各", "及", "等"};
  return kNoName.find_in(name) == std::string_view::npos ? range : Range{};
}

// 闵 红 兵: three characters on their own are one name, though two of them would be one too; `size` bytes hold the
// first two.
bool is_spelled_out(std::string_view words, std::size_t size) {
  std::size_t characters = 0;
  bool apart = true;
  std::size_t at = 0;
  for (; at < words.size(); at += utf8::at(words, at).size) {
    const char32_t p = utf8::at(words, at).point;
    if (utf8::is_blank(p)) {
      apart = true;
      continue;
    }
    if (!utf8::is_hanzi(p)) break;
    if (!apart) return false;
    apart = false;
    if (++characters > 3) return false;
  }
  return characters == 3 && size < at && looks_like_person(words.substr(0, at));
}

}  // namespace

bool ends_in_title(std::string_view words) { return titles().longest_before(words, words.size()) != nullptr; }

bool looks_like_person(std::string_view words) {
  constexpr std::size_t kLongest = 40;  // bytes, blanks and all
  if (words.size() > kLongest) return false;
  const std::string name = utf8::squeeze(words);
  for (std::size_t i = 0; i < name.size();) {
    const utf8::Char c = utf8::at(name, i);
    if (!utf8::is_hanzi(c.point) && c.point != U'·') return false;
    i += c.size;
  }
  static const WordList& surnames = word_list("surnames");
  const Word* surname = surnames.longest_at(name);
  if (surname == nullptr) return false;
  const std::size_t given = utf8::count(std::string_view(name).substr(surname->text.size()));
  return given >= 1 && given <= 2;
}

bool looks_like_people(std::string_view words) {
  words = utf8::trim(words);
  if (words.empty() || words.size() > 200) return false;
  std::size_t begin = 0;
  std::size_t people = 0;
  const auto take = [&](std::size_t end) {
    const std::string_view name = utf8::trim(words.substr(begin, end - begin));
    if (name.empty()) return true;
    ++people;
    return looks_like_person(name) && unit_class(utf8::squeeze(name)) == UnitClass::kNone;
  };
  for (std::size_t i = 0; i < words.size();) {
    const utf8::Char c = utf8::at(words, i);
    // 王 健 is one name; 王健 张立林 are two
    const bool blank = utf8::is_blank(c.point) && utf8::count(utf8::trim(words.substr(begin, i - begin))) > 1;
    if (c.point == U'、' || c.point == U'，' || c.point == ',' || c.point == '\n' || c.point == U'；' ||
        blank) {
      if (!take(i)) return false;
      begin = i + c.size;
    }
    i += c.size;
  }
  return take(words.size()) && people > 0;
}

// person ::= name title | title name
//   李建国副市长   市委常委、常务副市长李建国
std::optional<Person> person_with_title(std::string_view text, Range range) {
  bool titled = false;
  for (std::size_t i = range.begin; i < range.end;) {
    const utf8::Char c = utf8::at(text, i);
    const Word* title = titles().longest_at(text.substr(i, range.end - i));
    if (title == nullptr) {
      i += c.size;
      continue;
    }
    const std::size_t behind = i + title->text.size();
    const std::string_view front = part_of(text, {range.begin, i});  // 管委会|副主任 and 公安|局长 are no persons'
    if (i > range.begin && looks_like_person(front) && unit_class(front) == UnitClass::kNone && !begins_with_core(front))
      return Person{utf8::squeeze(part_of(text, {range.begin, i})), {range.begin, i}};
    if (behind < range.end) {
      Range rest = bare(text, {behind, range.end});
      if (part_of(text, rest).ends_with("同志")) rest.end -= std::string_view("同志").size();
      if (looks_like_person(part_of(text, rest))) return Person{utf8::squeeze(part_of(text, rest)), rest};
    }
    i = behind;
    titled = true;
  }
  // 副县长、公安局局长马骏: an office that is no leader's by itself
  static constexpr FewWords kOffices{"局长", "厅长", "院长", "校长", "台长", "政委", "队长", "董事长", "总经理"};
  const std::string_view words = part_of(text, range);
  const std::size_t office = titled ? kOffices.find_in(words) : std::string_view::npos;
  if (office == std::string_view::npos) return {};
  Range rest = bare(text, {range.begin + office + kOffices.at(words.substr(office)).size(), range.end});
  if (part_of(text, rest).ends_with("同志")) rest.end -= std::string_view("同志").size();
  if (!looks_like_person(part_of(text, rest))) return {};
  return Person{utf8::squeeze(part_of(text, rest)), rest};
}

// people ::= person {("、" | "," | "和") person}
//   王 健、张立林   县委常委、副县长王健   孙勇(县公安局局长)
void read_people(std::string_view text, Range range, std::vector<Person>& out) {
  range = bare(text, range);
  std::vector<Range> kept;  // offices without a name, should there be nobody else
  const std::size_t before = out.size();
  const auto take = [&](std::size_t begin, std::size_t end) {
    Range at = bare(text, {begin, end});
    at.end = at.begin + without_alias(part_of(text, at)).size();
    at = bare(text, at);
    const std::string_view words = part_of(text, at);
    if (at.begin >= at.end || says_nobody(words)) return;
    if (auto person = person_with_title(text, at)) {
      out.push_back(std::move(*person));
    } else if (const auto name = name_behind_blank(text, at)) {
      out.push_back({utf8::squeeze(part_of(text, *name)), *name});
    } else if (const Range behind = name_behind_titles(text, at); behind.begin < behind.end) {
      out.push_back({utf8::squeeze(part_of(text, behind)), behind});
    } else if (ends_in_title(words)) {
      kept.push_back(at);
    } else {
      out.push_back({utf8::squeeze(words), at});
    }
  };
  std::size_t begin = range.begin;
  static constexpr OutsideStops kStops(U"，,；;、。\n和 \t\u00A0\u3000");
  const std::string_view up_to_end = text.substr(0, range.end);
  const auto parts_persons = [&](std::size_t i, char32_t stop) {
    // 王健和张立林; 贾永和 is one
    if (stop == U'和') {
      const std::size_t behind = i + std::string_view("和").size();
      return behind < range.end && utf8::is_hanzi(utf8::at(text, behind).point) && looks_like_person(part_of(text, {begin, i}));
    }
    if (!utf8::is_blank(stop)) return true;
    // 王健 张立林 are two, 王 健 and 副县长 王健 one
    return looks_like_person(part_of(text, {begin, i})) &&
           utf8::count(utf8::trim(part_of(text, {begin, i}))) > 1 &&
           !is_spelled_out(part_of(text, {begin, range.end}), i - begin);
  };
  for (std::size_t i = find_outside(up_to_end, kStops, range.begin); i < range.end;) {
    const utf8::Char c = utf8::at(text, i);
    if (parts_persons(i, c.point)) {
      take(begin, i);
      begin = i + c.size;
    }
    i = find_outside(up_to_end, kStops, i + c.size);
  }
  take(begin, range.end);
  if (out.size() > before) return;
  for (const Range& at : kept) out.push_back({utf8::squeeze(part_of(text, at)), at});
}

}  // namespace duban
