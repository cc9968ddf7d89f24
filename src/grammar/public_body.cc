#include "grammar/public_body.h"

#include <algorithm>
#include <vector>

#include "grammar/division.h"
#include "grammar/organ.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

const WordList& organs() {
  static const WordList& list = word_list("organs");
  return list;
}
const WordList& places() {
  static const WordList& list = word_list("places");
  return list;
}
const WordList& suffixes() {
  static const WordList& list = word_list("unit_suffixes");
  return list;
}

struct KindWord {
  BodyKind kind;
  std::string_view word;
  std::string_view zh;
};
// clang-format off
constexpr KindWord kKinds[] = {
    {BodyKind::kUnknown,       "",               ""},
    {BodyKind::kGovernment,    "government",     "政府"},
    {BodyKind::kParty,         "party",          "党委部门"},
    {BodyKind::kCongress,      "congress",       "人大"},
    {BodyKind::kConsultative,  "consultative",   "政协"},
    {BodyKind::kCourt,         "court",          "法院"},
    {BodyKind::kProcuratorate, "procuratorate",  "检察院"},
    {BodyKind::kMilitary,      "military",       "军队和武警"},
    {BodyKind::kDepartment,    "department",     "政府部门"},
    {BodyKind::kCentral,       "central",        "中央驻地方单位"},
    {BodyKind::kMass,          "mass",           "群团组织"},
    {BodyKind::kAssociation,   "association",    "社会团体"},
    {BodyKind::kCompany,       "company",        "企业"},
    {BodyKind::kZone,          "zone",           "开发区和园区"},
    {BodyKind::kTown,          "town",           "乡镇和街道"},
    {BodyKind::kSchool,        "school",         "学校"},
    {BodyKind::kHospital,      "hospital",       "医院"},
    {BodyKind::kInstitution,   "institution",    "事业单位"},
    {BodyKind::kOffice,        "office",         "内设机构"},
    {BodyKind::kWorkingGroup,  "working_group",  "议事协调机构"},
    {BodyKind::kGroup,         "group",          "一类单位"},
};
// clang-format on

BodyKind kind_of(std::string_view word) {
  for (const KindWord& each : kKinds) {
    if (each.word == word) return each.kind;
  }
  return BodyKind::kUnknown;
}

Level level_of_words(std::string_view words) {
  if (words.starts_with("国家") || words.starts_with("中央") || words.starts_with("全国")) return Level::kState;
  if (words.ends_with("自治区") || words.ends_with("省")) return Level::kProvince;
  if (words.ends_with("自治州") || words.ends_with("州") || words.ends_with("盟") || words.ends_with("地区") ||
      words.ends_with("市"))
    return Level::kCity;
  return words.ends_with("县") || words.ends_with("区") || words.ends_with("旗") ? Level::kCounty
                                                                                 : Level::kNone;
}

// What stands in front of a name: the words for its level or place.
struct Front {
  std::size_t size = 0;
  Level level = Level::kNone;
  bool place = false;
};
Front front_of(std::string_view name) {
  if (const Division* division = division_at(name); division != nullptr)
    return {division->name.size(), level_of(*division), true};
  if (const std::size_t level = level_prefix(name); level > 0)
    return {level, level_of_words(name.substr(0, level)), false};
  if (const std::size_t place = place_prefix(name); place > 0) {
    const Level level = level_of_words(name.substr(0, place));
    return {place, level == Level::kNone ? Level::kCounty : level, true};
  }
  if (begins_with_core(name)) return {};
  if (const Word* place = places().longest_at(name); place != nullptr) {
    std::size_t size = place->text.size();  // 示例 or 示例市
    if (const std::string_view full = place->attribute(1); name.starts_with(full)) size = full.size();
    return {size, place->attribute(0) == "province" ? Level::kProvince : Level::kCity, true};
  }
  if (const Division* division = short_division_at(name); division != nullptr)
    return {division->short_name.size(), level_of(*division), true};
  return {};
}

// What may stand behind a department's core and make it the department; and what makes it an office.
constexpr std::string_view kDepartmentEnds[] = {"管理委员会", "委员会", "管理局", "监督局", "总局", "局",
                                                "厅",         "委",     "部",     "社",     "会"};
constexpr std::string_view kOfficeEnds[] = {"工作领导小组办公室",
                                            "领导小组办公室",
                                            "委员会办公室",
                                            "委办公室",
                                            "工作办公室",
                                            "办公室",
                                            "委办",
                                            "办",
                                            "室"};

enum class End { kNone, kDepartment, kOffice };
End end_of(std::string_view words) {
  for (const std::string_view end : kDepartmentEnds) {
    if (words == end) return End::kDepartment;
  }
  for (const std::string_view end : kOfficeEnds) {
    if (words == end) return End::kOffice;
  }
  return End::kNone;
}

std::string with_short_forms(std::string_view words) {
  static const WordList& list = word_list("long_names");
  std::string out;
  for (std::size_t i = 0; i < words.size();) {
    if (const Word* word = list.longest_at(words.substr(i)); word != nullptr) {
      out += word->attribute(0);
      i += word->text.size();
      continue;
    }
    const utf8::Char c = utf8::at(words, i);
    out += words.substr(i, c.size);
    i += c.size;
  }
  return out;
}

// The word for the level of a government by its full name: 市 of 示例市, 自治区 of 示例自治区.
std::string_view level_word_of(std::string_view region) {
  for (const std::string_view word : {"自治区", "自治州", "自治县", "省", "市", "县", "区", "旗", "州", "盟"}) {
    if (region.ends_with(word)) return word == "自治县" ? std::string_view("县") : word;
  }
  return {};
}

// What stands behind a department's core when the departments that were joined to it are passed over: 局 of
// 和信息化局 (市科技和信息化局), 局 of 体育局 (市教育体育局).
std::string_view behind_joined(std::string_view rest) {
  for (int n = 0; n < 4 && end_of(rest) == End::kNone; ++n) {
    std::string_view next = rest;
    for (const std::string_view link : {"和", "与", "暨", "、"}) {
      if (next.starts_with(link)) next.remove_prefix(link.size());
    }
    if (!begins_with_core(next)) return rest;
    rest = next.substr(organs().longest_at(next)->text.size());
  }
  return rest;
}

bool is_generic(BodyKind kind) { return kind == BodyKind::kDepartment || kind == BodyKind::kInstitution; }

// The department's part of a name: level or place, then 委 where it is one of the party's.
struct Parts {
  Front front;
  bool party = false;  // 委 was printed
  const Word* core = nullptr;
  std::string_view rest;  // behind the core; without a core all behind the front
};
Parts parts_of(std::string_view bare) {
  Parts out;
  out.front = front_of(bare);
  std::string_view rest = bare.substr(out.front.size);
  constexpr std::string_view kCommittee = "委";
  if (rest.starts_with(kCommittee) && rest.size() > kCommittee.size()) {
    const std::string_view inner = rest.substr(kCommittee.size());
    if (begins_with_core(inner) || inner.starts_with("办公")) {
      out.party = true;
      rest = inner;
    }
  }
  if (begins_with_core(rest)) out.core = organs().longest_at(rest);
  out.rest = out.core != nullptr ? rest.substr(out.core->text.size()) : rest;
  return out;
}

std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size = utf8::at(text, i).size;
    out.push_back(text.substr(i, size));
    i += size;
  }
  return out;
}

// One character another, added or missing, or two neighbours exchanged.
bool one_slip(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  const std::size_t n = std::min(a.size(), b.size());
  std::size_t head = 0;
  while (head < n && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < n - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  const std::size_t left = a.size() - head - tail;
  const std::size_t right = b.size() - head - tail;
  if (left + right == 0) return false;
  if (left <= 1 && right <= 1) return n >= 4;
  return left == 2 && right == 2 && a[head] == b[head + 1] && a[head + 1] == b[head];
}

}  // namespace

PublicBody read_body(std::string_view name) {
  PublicBody out;
  if (names_a_group(name) || unit_class(name) == UnitClass::kGroup) {
    out.kind = BodyKind::kGroup;
    out.known = true;
    return out;
  }
  const std::string_view bare = without_alias(name);
  const Parts parts = parts_of(bare);
  out.level = parts.front.level;
  if (parts.front.place) out.place = std::string(bare.substr(0, parts.front.size));
  const Word* end = suffixes().longest_before(bare, bare.size());
  if (bare.starts_with("国家") && end != nullptr) {  // 国家金融监管总局示例监管局
    out.kind = BodyKind::kCentral;
    if (parts.core != nullptr) out.department = std::string(parts.core->attribute(4));
    out.known = true;
    return out;
  }
  const BodyKind by_end = end != nullptr ? kind_of(end->attribute(1)) : BodyKind::kUnknown;
  if (parts.core != nullptr && (is_generic(by_end) || parts.rest.empty() || end_of(parts.rest) != End::kNone ||
                                by_end == BodyKind::kOffice)) {
    std::string_view department = parts.core->attribute(4);
    if (parts.core->attribute(5) == "own") department = parts.core->text;
    if (department.starts_with('p')) department.remove_prefix(1);
    out.department = std::string(department);
    const std::string_view rest = behind_joined(parts.rest);
    const bool whole = rest.empty() || end_of(rest) != End::kNone;
    out.kind = !whole && by_end != BodyKind::kUnknown && by_end != BodyKind::kDepartment ? by_end
               : !whole                                                                  ? BodyKind::kOffice
               : parts.party || parts.core->attribute(2) == "party"                      ? BodyKind::kParty
               : parts.core->attribute(2) == "central"                                   ? BodyKind::kCentral
                                                       : BodyKind::kDepartment;
    const bool part = std::any_of(std::begin(kDepartmentEnds), std::end(kDepartmentEnds),
                                  [&](std::string_view each) { return parts.rest.starts_with(each); });
    out.known = whole || part || (by_end != BodyKind::kUnknown && by_end != BodyKind::kDepartment);
    return out;
  }
  out.kind = by_end;
  if (parts.party && is_generic(by_end)) out.kind = BodyKind::kParty;
  if (bare.starts_with("中国人民银行") || bare.starts_with("人民银行")) out.kind = BodyKind::kCentral;
  if (bare.starts_with("共青团") || (bare.starts_with("团") && bare.ends_with("委")))
    out.kind = BodyKind::kMass;
  // 示例市, 五星街道: a place is known by itself; what is called 局 or 中心 is known by what is in front
  out.known = out.kind != BodyKind::kUnknown &&
              ((!is_generic(out.kind) && out.kind != BodyKind::kOffice) || end->attribute(2) == "whole");
  if (out.kind == BodyKind::kGovernment && out.level == Level::kNone)
    out.level = level_of_words(bare.substr(0, bare.size() - std::min(bare.size(), end->text.size())));
  return out;
}

std::string unit_key(std::string_view printed, std::string_view region) {
  const std::string squeezed = utf8::squeeze(utf8::ascii_brackets(printed));
  if (names_a_group(squeezed) || squeezed.empty()) return {};
  std::string_view bare = without_alias(squeezed);
  // the own government's name is its level: 示例市财政局 is 市财政局
  const std::string_view own = level_word_of(region);
  std::string head;
  if (!own.empty() && bare.starts_with(region) && bare.size() > region.size()) {
    head = own;
    bare.remove_prefix(region.size());
  } else if (const std::size_t stem = region.size() - std::min(region.size(), own.size());
             stem >= 6 && !own.empty() && bare.starts_with(region.substr(0, stem)) &&
             begins_with_core(bare.substr(stem))) {
    head = own;  // 示例证监局
    bare.remove_prefix(stem);
  }
  Parts parts = parts_of(bare);
  if (!head.empty() && parts.front.size > 0) parts = {{}, false, nullptr, bare};  // 示例市区…: not twice
  if (head.empty()) {
    head = std::string(bare.substr(0, parts.front.size));
    if (head.empty() && parts.core != nullptr) head = own;  // 财政局, in a list that leaves every prefix out
  }
  const End end = end_of(parts.rest);
  if (parts.core != nullptr && (end != End::kNone || parts.rest.empty())) {
    std::string_view department = parts.core->attribute(4);
    if (parts.core->attribute(5) == "own") department = parts.core->text;
    // a department of the party is one with and without 委 in front; 金融办 and 农办 may be the government's
    const bool either = department == "p金融" || department == "p农" || department == "p军民融合" ||
                        department == "p财经" || department == "p外事" || department == "p审计";
    const bool party = either ? parts.party : department.starts_with('p') || parts.party;
    if (department.starts_with('p')) department.remove_prefix(1);
    const bool office = end == End::kOffice || parts.core->text.ends_with("办");
    return head + "|" + (party ? "委" : "") + std::string(department) + (office ? "|办" : "|");
  }
  std::string rest = with_short_forms(bare.substr(head.empty() ? 0 : parts.front.size));
  return head + "|" + (rest.empty() ? "" : rest);
}

std::optional<std::string> likely_department(std::string_view name) {
  constexpr std::size_t kLongest = 60;  // bytes: longer names are no department's
  const std::string_view bare = without_alias(name);
  if (bare.size() > kLongest || read_body(name).known) return {};
  if (bare.ends_with("分局") || bare.ends_with("支局") || bare.ends_with("总局")) return {};
  const Front front = front_of(bare);
  const std::string_view rest = bare.substr(front.size);
  if (front.size == 0) return {};
  if (begins_with_core(rest)) {
    const Word* core = organs().longest_at(rest);
    if (end_of(rest.substr(core->text.size())) != End::kNone) return {};
  }
  for (const std::string_view end : {"委员会", "局", "厅", "委"}) {
    if (!rest.ends_with(end) || rest.size() == end.size()) continue;
    const auto words = characters(rest.substr(0, rest.size() - end.size()));
    const Word* found = nullptr;
    for (const Word& core : organs().words()) {
      if (core.attribute(2) == "party" || !one_slip(words, characters(core.text))) continue;
      if (found != nullptr && found->attribute(4) != core.attribute(4)) return {};
      if (found == nullptr) found = &core;
    }
    if (found == nullptr) return {};
    return std::string(bare.substr(0, front.size)) + std::string(found->text) + std::string(end);
  }
  return {};
}

std::string_view to_word(BodyKind kind) { return kKinds[static_cast<std::size_t>(kind)].word; }
std::string_view zh_name(BodyKind kind) { return kKinds[static_cast<std::size_t>(kind)].zh; }

}  // namespace duban
