#include "extract/run_names.h"

#include <algorithm>

#include "grammar/deadline.h"
#include "grammar/organ.h"
#include "grammar/person.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kFarthest = 90;  // bytes: no name is longer

// The front of the words, whole characters only.
std::string_view front_of(std::string_view words) {
  if (words.size() <= kFarthest) return words;
  std::size_t end = kFarthest;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
  return words.substr(0, end);
}

bool ends_in_suffix(std::string_view name) {
  const std::string_view bare = without_alias(name);
  std::size_t at = bare.size();
  for (std::size_t n = 0; n < 6 && at > 0; ++n) {
    at -= utf8::before(bare, at).size;
    if (suffix_alone(bare.substr(at))) return true;
  }
  return false;
}

// Behind the bracket that opens at `open`; 0 where it does not close soon.
std::size_t behind_bracket(std::string_view words, std::size_t open) {
  constexpr std::size_t kLongest = 14;
  std::size_t at = open + utf8::at(words, open).size;
  for (std::size_t n = 0; n < kLongest && at < words.size(); ++n) {
    const utf8::Char c = utf8::at(words, at);
    at += c.size;
    if (utf8::is_close_bracket(c.point)) return at;
  }
  return 0;
}

bool breaks_name(char32_t p) {
  return utf8::is_sentence_end(p) || utf8::is_digit(p) || p == U'，' || p == ',' || p == U'、' || p == U'：' ||
         p == ':' || p == U'“' || p == U'”' || p == U'《' || p == '\n' || p == 0xFFFD;
}

// 区委, 市政府, 市人民政府: more of the name may follow.
bool is_bare(std::string_view name) {
  const std::string_view own = name.substr(level_prefix(name));
  return own == "委" || own == "政府" || own == "人民政府";
}

// The ends of the names that the words may begin with, shortest first.
template <typename Take>
void each_end(std::string_view words, std::size_t most, Take take) {
  static const WordList& organs = word_list("organs");
  const std::size_t level_size = level_prefix(words);
  const bool level = level_size > 0;
  const bool core = begins_with_core(words);
  // 社 of 人力资源社会保障局 ends nothing
  const Word* known = organs.longest_at(words.substr(level_size));
  const std::size_t core_end = known == nullptr ? 0 : level_size + known->text.size();
  std::size_t at = 0;
  for (std::size_t n = 1; at < words.size() && n <= most; ++n) {
    const utf8::Char c = utf8::at(words, at);
    if (breaks_name(c.point)) return;
    if (utf8::is_open_bracket(c.point)) {
      at = behind_bracket(words, at);
      if (at == 0) return;
    } else {
      at += c.size;
    }
    if (n < 2 || utf8::is_open_bracket(utf8::at(words, at).point)) continue;
    if (at < core_end || words.substr(at).starts_with("员会")) continue;
    const std::string_view name = words.substr(0, at);
    const UnitClass kind = unit_class(name);
    if (kind == UnitClass::kNone || !ends_in_suffix(name)) continue;
    if (kind == UnitClass::kRegion && (level || core)) continue;  // 区城市 of 区城市管理局
    if (!take(at)) return;
  }
}

// Ends as offices do, whatever stands before: 局, 委, 办.
bool ends_as_office(std::string_view name) {
  for (const std::string_view end :
       {"局", "委", "办", "厅", "委员会", "办公室", "管委会", "集团", "公司", "署"}) {
    if (name.size() > end.size() + 3 && name.ends_with(end)) return true;
  }
  return false;
}

// An office in front of the words whose core is not known: 文体旅局.
bool office_in_front(std::string_view words) {
  bool found = false;
  each_end(words, 12, [&](std::size_t end) {
    found = ends_as_office(words.substr(0, end));
    return !found;
  });
  return found;
}

// 各乡 of 各乡镇, 各县 of 各县市区; not 各街道 before 市国有公司, 各乡镇 before 县属企业, 各县 before 区财政局.
bool goes_on_as_region(std::string_view name, std::string_view rest) {
  const char32_t last = utf8::before(name, name.size()).point;
  const utf8::Char next = utf8::at(rest, 0);
  const std::string_view behind = rest.substr(next.size);
  if (begins_with_core(behind) || behind.starts_with("属") || behind.starts_with("国有")) return false;
  if (next.point == U'镇') return last == U'乡' || last == U'道';
  constexpr std::u32string_view kRegions = U"县区市旗州盟";
  const bool region = next.point == U'区' || next.point == U'市' || next.point == U'县';
  return region && kRegions.find(last) != std::u32string_view::npos;
}

}  // namespace

bool is_part_of(std::string_view body, std::string_view name, Between between) {
  static const WordList& parts = word_list("unit_parts");
  const Word* end = parts.longest_before(name, name.size());
  if (end == nullptr || end->attribute(0) == "of" || level_prefix(name) > 0) return false;
  if (between == Between::kNothing && end->attribute(0) != "run") return false;
  const Word* begin = parts.longest_at(name);
  if (begin != nullptr && begin->attribute(0) == "of") return body.find(begin->attribute(1)) != std::string_view::npos;
  // 工商东湾分局, 自然资源分局: of a department that has its own name
  return end->text != "分局" || !begins_with_core(name);
}

bool begins_unit(std::string_view words) {
  if (begins_with_core(words) || stands_alone(words)) return true;
  for (const std::string_view start : {"各", "★", "有关", "相关"}) {
    if (words.starts_with(start)) return true;
  }
  const std::size_t level = level_prefix(words);
  if (level == 0) return false;
  const std::string_view own = words.substr(level);
  if (begins_with_core(own) || stands_alone(own)) return true;
  for (const std::string_view start : {"直", "人民", "委", "政府", "级", "属"}) {
    if (own.starts_with(start)) return true;
  }
  return office_in_front(words);
}

bool begins_verb(std::string_view words) {
  static const WordList& verbs = word_list("commitment_verbs");
  return verbs.longest_at(words) != nullptr && !begins_with_core(words);
}

UnitInFront unit_in_front(std::string_view words, bool loose) {
  words = front_of(words);
  const bool begins = begins_unit(words);
  if (!begins && !loose) return {};
  UnitInFront found;
  each_end(words, begins ? 25 : 14, [&](std::size_t end) {
    const std::string_view rest = words.substr(end);
    const utf8::Char next = utf8::at(rest, 0);
    if (rest.empty() || breaks_name(next.point) || utf8::is_blank(next.point) || rest.starts_with("等")) {
      found = {end, true};
      return false;
    }
    bool goes_on = false;  // 办公室 behind 市政府
    std::size_t more = 0;
    each_end(rest, 14, [&](std::size_t other) {
      more = other;
      return false;
    });
    if (more > 0) goes_on = is_part_of(words.substr(0, end), rest.substr(0, more), Between::kNothing);
    for (std::size_t i = 0, n = 0; n < 4 && i < rest.size() && !goes_on; ++n) {
      i += utf8::at(rest, i).size;
      const std::string_view own = rest.substr(0, i);
      // 各乡镇 goes on with 人民政府; 城投公司 behind an office is a name of its own
      constexpr std::size_t kLongestPart = 9;  // bytes
      const bool part = own.size() <= kLongestPart || own.ends_with("政府");
      goes_on = part && suffix_alone(own) && level_prefix(rest) == 0 && unit_class(own) != UnitClass::kRegion;
    }
    if (words.starts_with("各") && goes_on_as_region(words.substr(0, end), rest)) return true;
    if (goes_on) return true;
    const bool bare = is_bare(words.substr(0, end));
    if (!bare && (begins_unit(rest) || begins_verb(rest) || more > 0 || deadline_in_front(rest) > 0)) {
      found = {end, true};
      return false;
    }
    if (found.size == 0) found = {end, false};
    return true;
  });
  return found;
}

namespace {

// 刘 畅区发改局, 刘 畅12月底: a name of two characters that a blank spaces out, in front of a unit, a number or the next name.
std::size_t spaced_person(std::string_view words) {
  const utf8::Char first = utf8::at(words, 0);
  const utf8::Char blank = utf8::at(words, first.size);
  if (!utf8::is_hanzi(first.point) || !utf8::is_blank(blank.point)) return 0;
  const utf8::Char last = utf8::at(words, first.size + blank.size);
  const std::size_t size = first.size + blank.size + last.size;
  if (!utf8::is_hanzi(last.point) || !looks_like_person(words.substr(0, size))) return 0;
  const std::string_view rest = words.substr(size);
  const char32_t next = utf8::at(rest, 0).point;
  const bool ends = rest.empty() || utf8::is_digit(next) || next == U'、' || deadline_in_front(rest) > 0;
  return ends || unit_in_front(rest, false).size > level_prefix(rest) ? size : 0;
}

}  // namespace

std::size_t person_in_front(std::string_view words, bool sure) {
  words = front_of(words);
  if (const std::size_t spaced = spaced_person(words); spaced > 0) return spaced;
  std::size_t found = 0;
  int most = 0;
  std::size_t size = 0;
  for (int n = 1; n <= 4; ++n) {
    const utf8::Char c = utf8::at(words, size);
    if (!utf8::is_hanzi(c.point)) break;
    size += c.size;
    if (n < 2 || !looks_like_person(words.substr(0, size))) continue;
    const std::string_view rest = words.substr(size);
    if (rest.empty() || utf8::is_digit(utf8::at(rest, 0).point)) return size;
    // 彭伟区应急管理局: a level begins the unit rather than ends the name; not 李敏团|区委
    const std::size_t level = level_prefix(rest);
    const bool unit = unit_in_front(rest, false).size > level;
    static const WordList& whole = word_list("unit_standalone");
    if (level > 0 && unit) return found > 0 && whole.longest_at(words.substr(found)) != nullptr ? found : size;
    const bool list = utf8::at(rest, 0).point == U'、';
    // 张菁|民政局, not 张菁民|政局
    int speaks = 0;
    if (unit) {
      speaks = begins_with_core(rest.substr(level)) ? 4 : 3;
    } else if (list) {
      speaks = 2;
    } else if (!sure && office_in_front(rest) && !ends_in_suffix(utf8::head(rest, 1))) {
      speaks = 1;
    }
    if (speaks > 0 && speaks >= most) most = speaks, found = size;
  }
  return found;
}

std::size_t deadline_in_front(std::string_view words) {
  static const WordList& terms = word_list("standing_terms");
  if (const Word* term = terms.longest_at(words)) return term->text.size();
  const char32_t first = utf8::at(words, 0).point;
  constexpr std::u32string_view kFirst = U"年第上下一二三四";
  if (!utf8::is_digit(first) && kFirst.find(first) == std::u32string_view::npos) return 0;
  const std::string_view front = front_of(words);
  const auto deadline = read_deadline(front.substr(0, front.find("。")), 2000);  // the next row's is behind a sentence
  if (!deadline || deadline->span.begin != 0) return 0;
  std::size_t end = deadline->span.end;
  if (words.substr(end).starts_with("前") || words.substr(end).starts_with("底")) end += 3;
  return end;
}

}  // namespace duban
