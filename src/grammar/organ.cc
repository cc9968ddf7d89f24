#include "grammar/organ.h"

#include <algorithm>

#include "grammar/division.h"
#include "text/char_set.h"
#include "text/lexicon.h"
#include "text/memo.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr FewWords kLevels{"国家", "自治区", "自治州", "师市", "地区", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡"};

const WordList& organs() {
  static const WordList& list = word_list("organs");
  return list;
}
const WordList& suffixes() {
  static const WordList& list = word_list("unit_suffixes");
  return list;
}
const WordList& standalone() {
  static const WordList& list = word_list("unit_standalone");
  return list;
}
const WordList& places() {
  static const WordList& list = word_list("places");
  return list;
}

// A core is one only where its suffix follows sooner or later; 农 and 编 need it at once.
const Word* core_at(std::string_view name) {
  const Word* core = organs().longest_at(name);
  if (core == nullptr) return nullptr;
  const std::string_view rest = name.substr(core->text.size());
  if (core->text.size() <= 3 && !rest.starts_with("委") && !rest.starts_with("办")) return nullptr;
  return core;
}

bool has_group_words(std::string_view name) {
  static constexpr FewWords kStarts{"全市", "全省", "全县", "全区", "其他", "所有", "驻", "各", "有关", "相关"};
  static constexpr FewWords kInside{"有关单位", "有关部门", "有关盟市", "相关单位", "相关部门", "相关盟市",
                                    "直属单位", "直属机构", "直单位",   "直部门",   "直各",     "各部门",
                                    "各单位",   "各成员",   "各有关",   "各相关",   "成员单位"};
  return !kStarts.at(name).empty() || kInside.is_in(name);
}

struct Kind {
  bool group = false;  // has_group_words()
  UnitClass unit_class = UnitClass::kNone;
};
Kind kind_of(std::string_view name) {
  if (has_group_words(name)) return {true, UnitClass::kGroup};
  const std::string_view bare = without_alias(name);
  const Word* suffix = suffixes().longest_before(bare, bare.size());
  if (suffix == nullptr) return {};
  if (suffix->text.size() == bare.size() && bare.size() <= 3) return {};  // a suffix alone is no name
  if (suffix->attribute(0) == "organ") return {false, UnitClass::kOrgan};
  if (suffix->attribute(0) == "body") return {false, UnitClass::kBody};
  if (suffix->attribute(0) == "group") return {false, UnitClass::kGroup};
  return {false, UnitClass::kRegion};
}
Kind known_kind(std::string_view name) {
  static thread_local Memo<Kind> memo;
  return memo.answer(name, kind_of);
}

// 云湖银保监分局, 云湖海事局: the branch of a central office, named by its place; not 市银监局.
bool is_central_branch(std::string_view name) {
  constexpr std::size_t kShortestPlace = 6;  // bytes
  constexpr std::size_t kLongestPlace = 12;
  const Word* suffix = suffixes().longest_before(name, name.size());
  return suffix != nullptr && suffix->attribute(2) == "branch" && name.size() >= suffix->text.size() + kShortestPlace &&
         name.size() <= suffix->text.size() + kLongestPlace && kLevels.at(name).empty() && core_at(name) == nullptr;
}

bool stands_by_itself(std::string_view name) {
  if (standalone().longest_at(name) != nullptr || places().longest_at(name) != nullptr || is_central_branch(name)) return true;
  const Word* core = core_at(name);
  const std::size_t place = place_prefix(name);
  if (core != nullptr) return place > core->text.size();  // 公安县教育局, not 公安局
  return place > 0 && (level_prefix(name) == 0 || division_at(name) != nullptr);  // 市中区教育局
}

}  // namespace

std::size_t level_prefix(std::string_view name) {
  if (!kLevels.begins().has(utf8::at(name, 0).point)) return 0;
  static thread_local Memo<std::size_t> memo;
  return memo.answer(name, [](std::string_view words) {
    const std::string_view level = kLevels.at(words);
    return level.empty() || level.size() == words.size() || core_at(words) != nullptr ? 0 : level.size();
  });
}

std::string_view without_alias(std::string_view name) {
  const utf8::Char last = utf8::before(name, name.size());
  if (!utf8::is_close_bracket(last.point)) return name;
  std::size_t depth = 0;
  for (std::size_t end = name.size(); end > 0;) {
    const utf8::Char c = utf8::before(name, end);
    end -= c.size;
    if (utf8::is_close_bracket(c.point)) ++depth;
    if (utf8::is_open_bracket(c.point) && --depth == 0) return end == 0 ? name : name.substr(0, end);
  }
  return name;
}

UnitClass unit_class(std::string_view name) {
  constexpr std::size_t kLongestName = 300;
  return name.size() > kLongestName ? UnitClass::kNone : known_kind(name).unit_class;
}

bool ends_like_unit(std::string_view name) {
  const std::string_view bare = without_alias(name);
  return suffixes().longest_before(bare, bare.size()) != nullptr;
}

bool suffix_alone(std::string_view words) { return suffixes().exact(words) != nullptr; }

bool ends_by_itself(std::string_view name) {
  const std::string_view bare = without_alias(name);
  const Word* suffix = suffixes().longest_before(bare, bare.size());
  if (suffix == nullptr) return false;
  if (suffix->attribute(2) == "whole") return true;
  for (const std::string_view kind : {"mass", "court", "procuratorate", "congress", "consultative", "party", "central"}) {
    if (suffix->attribute(1) == kind) return true;
  }
  return false;
}

bool begins_with_core(std::string_view name) { return core_at(name) != nullptr; }

bool is_party_core(std::string_view name) {
  const Word* core = core_at(name);
  return core != nullptr && core->attribute(2) == "party";
}

std::size_t place_prefix(std::string_view name) {
  if (const Division* division = division_at(name); division != nullptr) return division->name.size();
  // 样例县教育局, 高新区税务局: a place that the register does not know, in front of a department
  constexpr std::size_t kLongest = 7;
  std::size_t at = 0;
  for (std::size_t n = 0; n < kLongest && at < name.size(); ++n) {
    const utf8::Char c = utf8::at(name, at);
    if (!utf8::is_hanzi(c.point)) return 0;
    at += c.size;
    const bool kind = c.point == U'县' || c.point == U'区' || c.point == U'市' || c.point == U'旗';
    if (n >= 2 && kind && core_at(name.substr(at)) != nullptr) return at;
  }
  // 大竹税务局: what the State Council has in a county goes by the county's short name
  if (const Division* division = short_division_at(name); division != nullptr) {
    const Word* core = core_at(name.substr(division->short_name.size()));
    if (core != nullptr && core->attribute(2) == "central") return division->short_name.size();
  }
  return 0;
}

bool stands_alone(std::string_view name) {
  static thread_local Memo<bool> memo;
  return memo.answer(name, stands_by_itself);
}

bool names_a_group(std::string_view name) {
  constexpr std::size_t kLongestName = 61;  // bytes; longer ones are not remembered
  return name.size() > kLongestName ? has_group_words(name) : known_kind(name).group;
}

}  // namespace duban
