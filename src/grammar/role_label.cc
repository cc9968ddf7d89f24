#include "grammar/role_label.h"

#include <algorithm>

#include "grammar/assigning.h"
#include "grammar/deadline.h"
#include "grammar/person.h"
#include "grammar/role_words.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

// 主抓领导, 县级牵头责任单位: a word in front of a colon that no list has, by what it is made of.
std::optional<RoleKind> kind_by_parts(std::string_view words) {
  constexpr std::size_t kLongest = 39;
  constexpr std::size_t kLongestTime = 21;
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
  // 责任单位及责任人: units, their people behind them
  for (const std::string_view join : {"及", "和"}) {
    const std::size_t at = words.find(join);
    if (at == std::string_view::npos || at < 9 || !ends({"人", "领导", "同志"})) continue;
    const auto kind = label_word(words.substr(0, at));
    if (kind == RoleKind::kLead || kind == RoleKind::kResponsible) return kind;
  }
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
  // 整改时限, 整治完成期限; not 压缩审批时限, which a task may be about
  if (ends({"时限", "期限", "时间节点", "完成时间", "完成日期", "截止时间", "截止日期"}) && words.size() <= kLongestTime)
    return has({"压", "缩", "审批", "承诺", "明确", "延", "规定"}) ? std::nullopt : std::optional(RoleKind::kDeadline);
  if (ends({"责任人", "负责人", "召集人", "牵头人"}))
    return has({"联系", "填报", "填表", "审核", "法定", "经办", "项目"}) ? std::nullopt : std::optional(RoleKind::kLeader);
  static const WordList& bodies = word_list("role_bodies");
  const Word* body = bodies.longest_before(words, words.size());
  if (body == nullptr) return {};
  if (body->attribute(0) != "ends") {  // 责任村, 配合科; not 工业支撑园区
    static constexpr FewWords kParts{"责任", "牵头", "配合", "协助", "协同", "参与", "落实", "实施", "承办", "主办", "协办", "主责"};
    if (kParts.at(words).size() + body->text.size() != words.size()) return {};
  }
  if (has({"督办", "督查", "考核", "监督", "数据", "统计", "验收", "报送"})) return RoleKind::kAside;
  if (has({"牵头", "主办", "主责", "承办", "主抓", "领办", "领衔"})) return RoleKind::kLead;
  if (has({"责任", "配合", "协", "参与", "参加", "落实", "实施", "承担", "会办", "支持", "共建"}))
    return RoleKind::kResponsible;
  return {};
}

// （单位） of 牵头处室（单位）：: a bracket in front of the colon that says more of the label's word and names no unit. Its
// size in bytes; 0 where none stands at `at`.
std::size_t label_bracket(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 36;  // bytes
  const utf8::Char open = utf8::at(text, at);
  if (!utf8::is_open_bracket(open.point)) return 0;
  const std::size_t begin = at + open.size;
  std::size_t end = begin;
  while (end < text.size() && end - begin <= kLongest && (utf8::is_hanzi(utf8::at(text, end).point) || utf8::at(text, end).point == U'、'))
    end += utf8::at(text, end).size;
  const utf8::Char close = utf8::at(text, end);
  if (end == begin || end - begin > kLongest || !utf8::is_close_bracket(close.point)) return 0;
  const std::string_view words = text.substr(begin, end - begin);
  if (level_prefix(words) > 0 || begins_with_core(words)) return 0;
  return end + close.size - at;
}

// The same bracket by its end.
std::size_t label_bracket_before(std::string_view text, std::size_t end) {
  constexpr std::size_t kLongest = 45;  // bytes
  if (!utf8::is_close_bracket(utf8::before(text, end).point)) return 0;
  std::size_t at = end;
  while (at > 0 && end - at < kLongest) {
    const utf8::Char c = utf8::before(text, at);
    at -= c.size;
    if (utf8::is_open_bracket(c.point)) return label_bracket(text, at) == end - at ? end - at : 0;
  }
  return 0;
}

// What stands behind a label is what it asks for.
bool suits(RoleKind kind, std::string_view value) {
  switch (kind) {
    case RoleKind::kLeader:
      return looks_like_people(value) || person_with_title(value, {0, value.size()}).has_value();
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

std::optional<RoleKind> label_word(std::string_view word) {
  const Word* known = role_labels().exact(word);
  return known != nullptr ? kind_of(known->attribute(0)) : kind_by_parts(word);
}

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
  const auto stands_inside = [&] {
    const char32_t before = at == 0 ? U'（' : utf8::before(text, at).point;
    return utf8::is_open_bracket(before) || before == U'；' || before == ';';
  };
  if (const Word* word = role_labels().longest_at(text.substr(at));
      word != nullptr && (word->attribute(1) != "inside" || stands_inside())) {
    std::size_t end = at + word->text.size();
    end += label_bracket(text, end);
    while (end < text.size() && utf8::is_blank(utf8::at(text, end).point)) end += utf8::at(text, end).size;
    const utf8::Char colon = utf8::at(text, end);
    if (colon.point == U'：' || colon.point == ':' || colon.point == U'︰')
      return Label{{at, end + colon.size}, kind_of(word->attribute(0))};
  }
  constexpr std::size_t kLongest = 42;  // bytes
  std::size_t end = utf8::behind_hanzi(text, at, std::min(text.size(), at + kLongest));
  while (end < text.size() && end - at < kLongest && utf8::is_hanzi(utf8::at(text, end).point))
    end += utf8::at(text, end).size;
  const std::size_t behind = end + label_bracket(text, end);
  const utf8::Char colon = utf8::at(text, behind);
  if (colon.point != U'：' && colon.point != ':') return {};
  const auto kind = kind_by_parts(text.substr(at, end - at));
  if (!kind) return {};
  return Label{{at, behind + colon.size}, *kind};
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
  static constexpr FewWords kLabelIs{"单位为",   "部门为", "单位是", "部门是",  "单位均为",
                                     "部门均为", "领导为", "领导是", "领导均为"};
  for (std::size_t at = kLabelIs.find_in(text, range.begin); at < range.end; at = kLabelIs.find_in(text, at + 3)) {
    const std::string_view is = kLabelIs.at(text.substr(at));
    const std::size_t end = at + std::string_view("单位").size();
    const Word* word = role_labels().longest_before(text, end);
    if (word != nullptr && word->attribute(1) == "inside") word = nullptr;  // 领导 of 主管领导
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
  std::sort(labels.begin(), labels.end(),
            [](const Label& a, const Label& b) { return a.at.begin < b.at.begin; });
}

// 新增规上企业10家。牵头单位县工信局，责任单位县统计局、县税务局。: nothing in the place of the colon, and units to the end of the sentence
// or to the next label.
void labels_run_into_units(std::string_view text, Range range, std::vector<Label>& labels) {
  constexpr std::size_t kLongest = 600;  // bytes of a value
  static constexpr FewWords kWords{"牵头单位", "牵头部门", "责任单位", "责任部门", "配合单位", "配合部门", "主办单位", "协办单位", "承办单位"};
  static constexpr CharSet kFront(U"。，,；;（(");
  static constexpr CharSet kEnds(U"。；;\n：:)）");
  // fewer words hold what each of them ends in
  static constexpr FewWords kLast{"单位", "部门"};
  constexpr std::size_t kHalf = 6;  // bytes
  const auto next_word = [&](std::size_t from) {
    for (std::size_t last = kLast.find_in(text, from + kHalf); last < text.size(); last = kLast.find_in(text, last + kHalf)) {
      if (!kWords.at(text.substr(last - kHalf)).empty()) return last - kHalf;
    }
    return std::string_view::npos;
  };
  bool any = false;
  const std::size_t from = range.begin > 0 ? range.begin : utf8::at(text, 0).size;  // a stop stands in front
  for (std::size_t at = next_word(from), next = 0; at < range.end; at = next) {
    const std::size_t begin = at + 2 * kHalf;
    next = next_word(begin);
    if (!kFront.has(utf8::before(text, at).point)) continue;
    const std::size_t last = std::min({next, range.end, begin + kLongest});
    const std::size_t end = std::min(find_any(text.substr(0, last), kEnds, begin), last);
    if (end == begin + kLongest) continue;
    read_work += end - begin;
    const std::string_view value = text.substr(begin, trim_range(text, {begin, end}).end - begin);
    const bool own = level_prefix(value) > 0 || names_a_group(value);
    if (!own || !ends_like_unit(value) || !looks_like_unit_list(value)) continue;
    const Word* word = role_labels().exact(text.substr(at, begin - at));
    if (word == nullptr) continue;
    labels.push_back({{at, begin}, kind_of(word->attribute(0))});
    any = true;
  }
  if (any) std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.at.begin < b.at.begin; });
}

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
  static constexpr CharSet kColons(U"：:");
  static constexpr CharSet kColonsAndIs = kColons.with(CharSet(U"为是"));
  text = text.substr(0, range.end);
  bool is = false;  // 为 or 是 stands anywhere
  const auto next_colon = [&](std::size_t from) {
    std::size_t at = find_any(text, is ? kColons : kColonsAndIs, from);
    if (is || at >= range.end || kColons.has(utf8::at(text, at).point)) return at;
    is = true;
    return find_any(text, kColons, at);
  };
  for (std::size_t i = next_colon(range.begin), next = 0; i < range.end; i = next) {
    const utf8::Char c = utf8::at(text, i);
    next = next_colon(i + c.size);
    if (i == range.begin) continue;
    std::size_t end = i;
    while (end > range.begin && utf8::is_blank(utf8::before(text, end).point))
      end -= utf8::before(text, end).size;
    if (const std::size_t bracket = label_bracket_before(text, end); bracket < end - range.begin) end -= bracket;
    const Word* word = role_labels().longest_before(text, end);
    if (word != nullptr && word->text.size() <= end - range.begin) {
      const std::size_t at = end - word->text.size();
      const char32_t before = at == range.begin ? U'。' : utf8::before(text, at).point;
      if (utf8::is_sentence_end(before) || is_clause_end(before) || utf8::is_blank(before) ||
          utf8::is_open_bracket(before) || utf8::is_close_bracket(before) || before == '\n' || before == '|' || before == U'｜') {
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
  if (is) labels_with_is(text, range, labels);
  labels_run_into_units(text, range, labels);
  return labels;
}

}  // namespace duban
