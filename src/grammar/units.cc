#include "grammar/units.h"

#include <algorithm>

#include "grammar/deadline.h"
#include "grammar/person.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/memo.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kLongestName =
    300;  // bytes; what is longer is no unit, and is not searched again and again

bool is_unit_separator(char32_t p) {
  return p == U'、' || p == U'，' || p == ',' || p == U'；' || p == ';' || p == ' ' ||
         p == '\n' || p == '/' || p == U'／';
}

std::string_view words_of(std::string_view text, Range r) { return text.substr(r.begin, r.end - r.begin); }

bool is_star(char32_t p) {
  return p == U'★' || p == U'☆' || p == U'▲' || p == U'△' || p == U'●' || p == U'*' || p == U'※';
}

Range trimmed(std::string_view text, Range r) {
  const bool hanzi = r.begin < r.end && utf8::behind_hanzi(text, r.begin, std::min(r.begin + 3, r.end)) > r.begin;
  while (!hanzi && r.begin < r.end) {
    const utf8::Char c = utf8::at(text, r.begin);
    if (!utf8::is_blank(c.point) && !is_unit_separator(c.point) && c.point != U'：' && c.point != ':') break;
    r.begin += c.size;
  }
  while (r.begin < r.end) {
    const utf8::Char c = utf8::before(text, r.end);
    if (!utf8::is_blank(c.point) && !is_unit_separator(c.point) && c.point != U'。' && c.point != '.') break;
    r.end -= c.size;
  }
  return r;
}

// The pieces between separators that stand outside brackets.
std::vector<Range> pieces_of(std::string_view text, Range range) {
  read_work += range.end - range.begin;
  std::vector<Range> pieces;
  std::size_t depth = 0;
  std::size_t begin = range.begin;
  for (std::size_t i = range.begin; i < range.end;) {
    i = utf8::behind_hanzi(text, i, range.end);
    if (i >= range.end) break;
    const utf8::Char c = utf8::at(text, i);
    if (utf8::is_open_bracket(c.point)) ++depth;
    if (utf8::is_close_bracket(c.point) && depth > 0) --depth;
    // a blank parts names only where a whole one stands before it: 省沈抚示范区 管委会 is one
    // and so does a stroke: 市民政局/市数据局, not 招商/投资促进局
    const bool loose = c.point == ' ' || c.point == '/' || c.point == U'／';
    const bool parts = !loose || i - begin > kLongestName ||
                       unit_class(utf8::trim(text.substr(begin, i - begin))) != UnitClass::kNone;
    if (depth == 0 && parts && (is_unit_separator(c.point) || c.point == U'。')) {
      pieces.push_back({begin, i});
      begin = i + c.size;
    }
    // ★区卫健委★区疾控中心: the second star begins another
    if (depth == 0 && i > begin && is_star(c.point) && c.point != '*' && is_star(utf8::at(text, begin).point) &&
        utf8::is_hanzi(utf8::at(text, i + c.size).point)) {
      pieces.push_back({begin, i});
      begin = i;
    }
    i += c.size;
  }
  pieces.push_back({begin, range.end});
  for (Range& piece : pieces) piece = trimmed(text, piece);
  std::erase_if(pieces, [](const Range& r) { return r.begin >= r.end; });
  return pieces;
}

constexpr FewWords kRegionWords{"设区的市", "设区市", "地级以上市", "地级市", "直辖市", "自治区", "县级市",
                                "自治县",   "自治州", "开发区",     "功能区", "园区",   "街道",   "乡镇",
                                "地区",     "市",     "县",         "区",     "旗",     "州",     "盟",
                                "乡",       "镇",     "苏木",       "场",     "师",     "团",     "街"};
constexpr FewWords kGroupStarts{"各有关", "各相关", "有关", "相关", "各"};
constexpr FewWords kConjunctions{"以及", "和", "及", "与"};
constexpr CharSet kLevels(U"省市县区州盟旗自团");

// How many bytes of `text` are words for kinds of regions, brackets among them: 区(市)县. `deep`: how many brackets may
// stand in one another.
std::size_t region_words(std::string_view text, int deep = 4) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t step = kRegionWords.at(text.substr(at)).size();
    const utf8::Char c = utf8::at(text, at);
    if (step == 0 && deep > 0 && utf8::is_open_bracket(c.point)) {
      const std::size_t inside = region_words(text.substr(at + c.size), deep - 1);
      std::size_t close = at + c.size + inside;
      while (inside > 0 && utf8::at(text, close).point == U'、') {  // 县(市、区)
        close += utf8::at(text, close).size;
        close += region_words(text.substr(close), deep - 1);
      }
      const utf8::Char end = utf8::at(text, close);
      if (inside > 0 && utf8::is_close_bracket(end.point)) step = close + end.size - at;
    }
    if (step == 0) break;
    at += step;
  }
  return at;
}

// 各区 of 各区、县(市)政府: a group that is not said to its end.
bool begins_group(std::string_view piece) {
  const std::string_view start = kGroupStarts.at(piece);
  if (start.empty()) return false;
  const std::string_view rest = piece.substr(start.size());
  if (rest == "省") return true;
  const std::size_t regions = region_words(rest);
  // 各盟行政公署 of 各盟行政公署、市人民政府
  return !rest.empty() && (regions == rest.size() || (regions > 0 && (rest.substr(regions) == "行政公署" || rest.substr(regions) == "行署")));
}

bool continues_group(std::string_view piece) {
  const std::size_t words = region_words(piece);
  if (words == 0) return false;
  const std::string_view rest = piece.substr(words);
  for (const std::string_view next :
       {"", "政府", "人民政府", "及", "和", "党委", "管委会", "有关部门", "单位", "办事处"}) {
    if (next.empty() ? rest.empty() : rest.starts_with(next)) return true;
  }
  return false;
}

// 各乡镇人民政府、街道办事处 and 各县（市）、区人民政府、开发区管委会 are one phrase each: 各 holds for what stands behind it too,
// where that is a kind of places as the first is.
bool continues_governments(std::string_view before, std::string_view piece) {
  if (!is_region_group(before)) return false;
  const std::size_t kinds = region_words(piece);
  const std::string_view rest = piece.substr(kinds);
  return kinds > 0 && (rest == "办事处" || rest == "办" || rest == "人民政府" || rest == "政府" || rest == "管委会");
}

// 能源局 behind 国家发展改革委 is 国家能源局; 商务部 is itself.
bool is_national_office(std::string_view words) {
  constexpr std::string_view kOffices[] = {"能源局",     "粮食局",     "粮食和储备局", "医保局",     "疾控局",
                                           "乡村振兴局", "林草局",     "铁路局",       "中医药局",   "中医药管理局",
                                           "文物局",     "药监局",     "知识产权局",   "烟草局",     "邮政局",
                                           "外汇局",     "移民局",     "数据局",       "统计局",     "信访局",
                                           "海洋局",     "测绘地信局", "国防科工局",   "消防救援局", "矿山安监局"};
  return std::find(std::begin(kOffices), std::end(kOffices), words) != std::end(kOffices);
}

// 供电公司, 工业园区管委会: a place has one of them, and a list leaves its level out as it does for departments.
bool is_local_body(std::string_view words) {
  static const WordList& bodies = word_list("local_bodies");
  return bodies.exact(words) != nullptr;
}

// 省政府各部门、各单位 is one phrase: the second 各 leans on the first.
bool continues_each(std::string_view before, std::string_view piece) {
  const std::size_t each = before.find("各");
  return each != std::string_view::npos && each > 0 && level_prefix(before) > 0 && piece.starts_with("各") &&
         region_words(piece.substr(3)) == 0;
}

bool is_complete(std::string_view piece) {
  const UnitClass kind = unit_class(piece);
  return kind == UnitClass::kOrgan || kind == UnitClass::kBody || kind == UnitClass::kGroup;
}

// Splits at 和 及 与 where a whole name stands before it: 财政局和市直各单位, not 文化和旅游局.
void split_conjunctions(std::string_view text, Range piece, std::vector<Range>& out) {
  if (!has_any(words_of(text, piece), kConjunctions.begins())) {
    out.push_back(piece);
    return;
  }
  std::size_t depth = 0;
  for (std::size_t i = piece.begin; i < piece.end && piece.end - piece.begin <= kLongestName;) {
    const utf8::Char c = utf8::at(text, i);
    if (utf8::is_open_bracket(c.point)) ++depth;
    if (utf8::is_close_bracket(c.point) && depth > 0) --depth;
    const std::size_t size = depth == 0 ? kConjunctions.at(text.substr(i, piece.end - i)).size() : 0;
    if (size > 0 && i > piece.begin && i + size < piece.end) {
      const std::string_view left = text.substr(piece.begin, i - piece.begin);
      const std::string_view right = text.substr(i + size, piece.end - i - size);
      const UnitClass left_class = unit_class(left);
      const bool group = left_class == UnitClass::kGroup;
      const bool left_whole = is_complete(left) && left.size() >= 6;
      const bool right_own = level_prefix(right) > 0 || right.starts_with("各") || right.starts_with("有关") ||
                             right.starts_with("相关");
      // 规划局及沿江、临港区政府: a place that waits for the words of the next
      const bool place = utf8::count(right) < 4 && level_prefix(right) == 0 && piece.end < text.size() &&
                         text.substr(piece.end).starts_with("、") && begins_with_core(left.substr(level_prefix(left)));
      if ((left_whole && (!group || right_own) && (unit_class(right) != UnitClass::kNone || place)) ||
          (left_class == UnitClass::kRegion && left.size() >= 9 && unit_class(right) != UnitClass::kNone &&
           !begins_with_core(left.substr(level_prefix(left))))) {  // not 区农业农村和水务局
        out.push_back({piece.begin, i});
        split_conjunctions(text, {i + size, piece.end}, out);
        return;
      }
    }
    i += size > 0 ? size : c.size;
  }
  out.push_back(piece);
}

// 县电信公司 behind 县财政局: of the same level, and no 市场 or 县城 that only begins like it.
bool is_whole_unit(std::string_view level, std::string_view words) {
  const UnitClass kind = unit_class(words);
  if (!words.starts_with(level) || (kind != UnitClass::kOrgan && kind != UnitClass::kBody)) return false;
  if (level_prefix(words) != level.size() || words.size() < 12) return false;
  for (const std::string_view word : {"市场", "市政", "市民", "市容", "县城", "县域", "区域", "区块", "州府", "省会", "省际"}) {
    if (words.starts_with(word)) return false;
  }
  return true;
}

// 团县委, 团市委: the level stands within.
bool is_league(std::string_view name) {
  return name.starts_with("团") && name.ends_with("委") && utf8::count(name) == 3 &&
         level_prefix(name.substr(std::string_view("团").size())) > 0;
}

// Splits two names printed without a space between: 省发展改革委省财政厅, 自治区教育厅自治区科协, 县邮政分公司团县委.
void split_glued(std::string_view text, Range piece, std::vector<Range>& out) {
  static constexpr CharSet kBegins = kLevels.with(kGroupStarts.begins());
  constexpr std::size_t kShortest = 12;  // bytes of the first name
  if (piece.end - piece.begin <= kShortest || !has_any(words_of(text, {piece.begin + kShortest, piece.end}), kBegins)) {
    out.push_back(piece);
    return;
  }
  std::size_t depth = 0;
  for (std::size_t i = piece.begin; i < piece.end && piece.end - piece.begin <= kLongestName;) {
    const utf8::Char c = utf8::at(text, i);
    if (utf8::is_open_bracket(c.point)) ++depth;
    if (utf8::is_close_bracket(c.point) && depth > 0) --depth;
    // 县环保局有关乡镇政府, 市财政局各区县
    if (depth == 0 && i >= piece.begin + kShortest && kGroupStarts.begins().has(c.point)) {
      const std::string_view left = text.substr(piece.begin, i - piece.begin);
      const std::string_view right = text.substr(i, piece.end - i);
      bool own = unit_class(left) == UnitClass::kOrgan && level_prefix(left) > 0 && names_a_group(right);
      for (const std::string_view inner : {"科室", "处室", "股室", "所属", "直属", "成员"}) own = own && right.find(inner) == std::string_view::npos;
      own = own && (!has_words(right, "部门") || c.point != U'各');
      if (own) {
        out.push_back({piece.begin, i});
        out.push_back({i, piece.end});
        return;
      }
    }
    if (depth == 0 && i >= piece.begin + kShortest && kLevels.has(c.point)) {
      const std::string_view left = text.substr(piece.begin, i - piece.begin);
      const std::string_view right = text.substr(i, piece.end - i);
      const utf8::Char last = utf8::before(left, left.size());
      const bool ends_organ = last.point == U'委' || last.point == U'局' || last.point == U'厅' ||
                              last.point == U'办' || last.point == U'会' || left.ends_with("公司");
      const UnitClass left_class = unit_class(left);
      const bool left_whole = ends_organ && level_prefix(left) > 0 &&
                              (left_class == UnitClass::kOrgan || left_class == UnitClass::kBody);
      const std::string_view own = right.substr(level_prefix(right));
      const UnitClass right_class = unit_class(right);
      // 科协 is nothing but what names end in
      const bool known = begins_with_core(own) || (own.size() > c.size && suffix_alone(own));
      const bool right_whole = is_league(right) || (own.size() < right.size() && known &&
                                                    (right_class == UnitClass::kOrgan || right_class == UnitClass::kBody));
      if (left_whole && (right_whole || is_whole_unit(left.substr(0, c.size), right))) {
        out.push_back({piece.begin, i});
        split_glued(text, {i, piece.end}, out);
        return;
      }
    }
    i += c.size;
  }
  out.push_back(piece);
}

// The name as the ledger writes it: brackets in ASCII, no blanks.
std::string ledger_name(std::string_view words) {
  if (utf8::behind_hanzi(words, 0, words.size()) == words.size()) return std::string(words);
  return utf8::squeeze(utf8::ascii_brackets(words));
}

// What several are called together: 高校, 科研院所, 金融机构.
constexpr std::string_view kKinds[] = {"高校", "高等学校", "院校", "科研院所", "企业", "金融机构", "医疗机构", "学校",
                                       "商业银行", "行业协会", "社会组织", "单位", "部门", "机构", "银行", "公司"};
bool names_a_kind(std::string_view words) {
  return std::any_of(std::begin(kKinds), std::end(kKinds),
                     [&](std::string_view kind) { return words.ends_with(kind); });
}
bool is_kind(std::string_view words) {
  return std::any_of(std::begin(kKinds), std::end(kKinds), [&](std::string_view kind) { return words == kind; });
}

// 等, 等部门, 等单位 behind a name, in bytes.
std::size_t open_end(std::string_view words) {
  for (const std::string_view end : {"等", "等部门", "等单位", "等部门和单位", "等部门单位"}) {
    if (words.ends_with(end)) return end.size();
  }
  return 0;
}

// Where a conjunction stands in front of a group that goes on behind a comma: 市农业局|及各县（市）; 0 where none does.
std::size_t group_behind(std::string_view piece) {
  if (piece.size() > kLongestName || !has_any(piece, kConjunctions.begins())) return 0;
  for (const std::string_view word : {"以及各", "和各", "及各", "与各", "和有关", "及有关", "和相关", "及相关"}) {
    const std::size_t at = piece.find(word);
    if (at == std::string_view::npos || at == 0) continue;
    std::string_view left = piece.substr(0, at);
    left.remove_suffix(open_end(left));  // 信访局等和各市、县政府
    if (!is_complete(left) || has_words(left, "等")) continue;
    const std::string_view mark = word.ends_with("各") ? "各" : word.substr(word.size() - 6);
    const std::string_view group = piece.substr(at + word.size() - mark.size());
    if (begins_group(group) || is_kind(group.substr(mark.size()))) return at;
  }
  return 0;
}

struct Piece {
  Range at;
  bool group = false;
};

// Whether nothing parts the piece or joins it with those behind it: no 和, 等 and 有关, and no second level as in
// 省发展改革委省财政厅.
bool is_whole(std::string_view piece) {
  static constexpr CharSet kParts = CharSet(U"等").with(kConjunctions.begins()).with(kGroupStarts.begins());
  constexpr std::size_t kShortest = 12;  // bytes of the first of two names
  return !has_any(piece, kParts) && (piece.size() <= kShortest || !has_any(piece.substr(kShortest), kLevels));
}

// What 等 leaves: the name before it, a phrase behind it that is an entry of its own, and that the list is
// open.
struct Opened {
  Range name;
  Range tail;
  bool open = false;
};
Opened split_open(std::string_view text, Range piece) {
  constexpr std::string_view kOpen = "等";
  Opened out{piece, {piece.end, piece.end}, false};
  const std::string_view words = words_of(text, piece);
  if (words.size() > kLongestName) return out;
  for (std::size_t at = find_words(words, kOpen); at != std::string_view::npos;
       at = find_words(words, kOpen, at + kOpen.size())) {
    const std::string_view left = words.substr(0, at);
    std::string_view right = words.substr(at + kOpen.size());
    if (right.starts_with("等")) right.remove_prefix(kOpen.size());
    const bool counted = right.empty() || right == "部门" || right == "单位" || right == "部门单位" ||
                         right == "相关" || right == "部门和单位" || right == "单位和部门";
    const bool phrase = right.starts_with("有关") || right.starts_with("相关") || right.starts_with("各");
    const bool whole_left = left.empty() || unit_class(left) != UnitClass::kNone;
    const bool unit_right =
        whole_left && unit_class(right) != UnitClass::kNone && (level_prefix(right) > 0 || stands_alone(right));
    // 等在柏高校, 等12家单位
    const bool kind = !counted && !phrase && right.size() <= 30 && !left.empty() && !left.ends_with("高") && whole_left &&
                      ends_like_unit(left) && names_a_kind(right) && level_prefix(right) == 0;
    if (kind) {
      out.open = true;
      out.name = {piece.begin, piece.begin + at};
      return out;
    }
    if (!counted && !phrase && !unit_right) continue;
    out.open = true;
    out.name = {piece.begin, piece.begin + at};
    if (!counted) out.tail = {piece.end - right.size(), piece.end};
    return out;
  }
  return out;
}

// The words that a list of governments says once, at its end: 市人民政府 of 沈阳、鞍山市人民政府.
struct SharedEnd {
  Range kind;        // 市
  Range government;  // 人民政府
};
SharedEnd shared_end(std::string_view text, Range piece) {
  const std::string_view words = words_of(text, piece);
  for (const std::string_view government : {"人民政府", "政府", "管委会", "党委"}) {
    if (!words.ends_with(government)) continue;
    const std::size_t at = piece.end - government.size();
    for (const std::string_view kind : kRegionWords) {
      const std::string_view before = text.substr(piece.begin, at - piece.begin);
      if (before.ends_with(kind) && before.size() > kind.size() + 2)
        return {{at - kind.size(), at}, {at, piece.end}};
    }
    return {{at, at}, {at, at}};
  }
  return {};
}

constexpr std::string_view kChina = "中国";
constexpr const char* kCarrierRule = "unit.carrier";

// What the carriers are called, with 中国 in front or without; its size, 0 where words begin with none.
std::size_t carrier_at(std::string_view words) {
  const std::size_t china = words.starts_with(kChina) ? kChina.size() : 0;
  for (const std::string_view carrier : {"电信", "移动", "联通", "铁塔", "广电", "网通", "铁通", "邮政"}) {
    if (words.substr(china).starts_with(carrier)) return china + carrier.size();
  }
  return 0;
}

// The end that names of carriers share: 公司 of 电信、移动、联通公司, 南麓分公司 of 电信、移动、联通南麓分公司.
Range carriers_end(std::string_view text, Range piece) {
  const std::string_view words = words_of(text, piece);
  const std::size_t carrier = carrier_at(words);
  if (carrier == 0 || carrier == words.size() || !words.ends_with("公司")) return {};
  return {piece.begin + carrier, piece.end};
}

// A place that waits for the words of a later member: 沈阳, 和平区.
bool waits_for_end(std::string_view words) {
  if (names_a_group(words)) return false;
  for (const std::string_view zone : {"开发区", "示范区", "产业园区", "工业园区", "保税区"}) {
    if (words.ends_with(zone) && words.size() > zone.size() && words.size() <= 60) return true;
  }
  if (words.size() > 18) return false;
  const UnitClass kind = unit_class(words);
  if (kind == UnitClass::kRegion) return words.size() >= 6;
  return kind == UnitClass::kNone && words.size() >= 6 && words.size() <= 15;
}

bool ends_in_region_word(std::string_view words) {
  static const WordList& places = word_list("places");
  if (places.exact(words) != nullptr) return false;  // 锦州
  for (const std::string_view kind : kRegionWords) {
    if (words.ends_with(kind)) return true;
  }
  return false;
}

}  // namespace

namespace {

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
                      !begins_with_core(inside) && level_prefix(inside) == 0 && utf8::count(utf8::squeeze(inside)) > 1;
  return person ? name : Range{};
}

// 6月底前完成, 年内持续推进, 持续推进: when, said among the units.
bool is_timing(std::string_view words) {
  if (words.size() > 90 || unit_class(words) != UnitClass::kNone) return false;
  return says_when(words);
}

// 二处 behind 基础教育一处: how many bytes of the name before it are left out; 0 where it is no such name.
std::size_t numbered_stem(const std::vector<Unit>& before, std::string_view words) {
  constexpr std::string_view kFigures = "一二三四五六七八九";
  if (before.empty() || words.size() != 6 || kFigures.find(words.substr(0, 3)) == std::string_view::npos) return 0;
  const Unit& last = before.back();
  if (last.ranges.size() != 1 || last.name.size() <= 9 || last.name.size() != last.ranges[0].end - last.ranges[0].begin)
    return 0;
  const std::size_t stem = last.name.size() - 6;
  const bool same = last.name.substr(stem + 3) == words.substr(3);
  return same && kFigures.find(last.name.substr(stem, 3)) != std::string_view::npos ? stem : 0;
}

// 示例银保监分局 in a paper of 示例市 takes no prefix.
bool holds_place(std::string_view words, const UnitPrefix& prefix) {
  // 牟尼沟景区管理局, 示例湿地保护区管理局
  constexpr std::string_view kZones[] = {"景区", "保护区", "开发区", "新区", "园区", "度假区", "示范区", "名胜区"};
  const std::size_t first = find_words(words, "区");
  for (const std::string_view zone : kZones) {
    if (first == std::string_view::npos) break;
    const std::size_t at = find_words(words, zone);
    if (at != std::string_view::npos && at >= 6 && at + zone.size() < words.size()) return true;
  }
  return prefix.places != nullptr &&
         std::any_of(prefix.places->begin(), prefix.places->end(), [&](const std::string& place) {
           return has_words(words, place);
         });
}

// 发展规划处, 财务科: inside an organ; a level in front would be another's.
bool is_inner_office(std::string_view words, const UnitPrefix& prefix) {
  if (begins_with_core(words) || prefix.inner) return false;
  for (const std::string_view end : {"管理处", "办事处", "办公室", "工作处", "研究室"}) {
    if (words.ends_with(end)) return false;
  }
  return words.ends_with("处") || words.ends_with("科") || words.ends_with("股");
}

// The words of a bracket behind a name in front of the verb that they end in: 县房管局 of 县住建局（县房管局配合）; empty
// where there is none.
Range bracket_with_verb(std::string_view text, Range at) {
  const std::string_view all = words_of(text, at);
  const utf8::Char close = utf8::before(all, all.size());
  if (!utf8::is_close_bracket(close.point)) return {};
  const std::size_t open = without_alias(all).size();
  if (open == all.size() || open == 0) return {};
  Range inside{at.begin + open + utf8::at(all, open).size, at.end - close.size};
  for (const std::string_view verb : {"负责", "配合", "落实", "协助", "参与"}) {
    if (!words_of(text, inside).ends_with(verb)) continue;
    inside.end -= verb.size();
    return inside;
  }
  return {};
}

// 第一责任单位为牵头单位, 下同: said among the units, and none of them.
bool is_aside(std::string_view words) {
  constexpr std::string_view kAsides[] = {"下同", "以下同", "以下相同", "无", "暂无", "—", "——", "-"};
  if (words.size() <= kAsides[2].size() && std::find(std::begin(kAsides), std::end(kAsides), words) != std::end(kAsides))
    return true;
  return has_words(words, "为") && (has_words(words, "牵头单位") || has_words(words, "牵头部门"));
}

}  // namespace

UnitList read_units(std::string_view text, Range range, UnitPrefix& prefix) {
  UnitList list;
  std::vector<Piece> pieces;
  const std::vector<Range> printed = pieces_of(text, range);
  std::vector<Range> parts;
  std::vector<Range> single;
  pieces.reserve(printed.size() + 4);
  list.units.reserve(printed.size() + 4);
  static thread_local Memo<bool> whole;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    Range piece = printed[i];
    if (const std::string_view words = words_of(text, piece);
        whole.answer(words, is_whole)) {
      pieces.push_back({piece, names_a_group(words)});
      continue;
    }
    // 市农业局及各县（市）、区政府, 市国资委和有关高校、科研院所
    if (const std::size_t group = group_behind(words_of(text, piece)); group > 0) {
      Range first{piece.begin, piece.begin + group};
      piece.begin = first.end;
      if (const std::size_t open = open_end(words_of(text, first)); open > 0) {
        first.end -= open;
        list.open = true;
      }
      parts.clear();
      split_conjunctions(text, first, parts);
      for (const Range& part : parts) pieces.push_back({part, names_a_group(words_of(text, part))});
      for (const std::string_view word : {"以及", "和", "及", "与"}) {
        if (!words_of(text, piece).starts_with(word)) continue;
        piece.begin += word.size();
        break;
      }
    }
    if (begins_group(words_of(text, piece))) {
      while (i + 1 < printed.size() && continues_group(words_of(text, printed[i + 1]))) {
        piece.end = printed[++i].end;
        if (region_words(words_of(text, printed[i])) < words_of(text, printed[i]).size()) break;
      }
      const Opened opened = split_open(text, piece);
      list.open = list.open || opened.open;
      parts.clear();
      split_conjunctions(text, opened.name, parts);
      for (const Range& part : parts) pieces.push_back({part, true});
      if (opened.tail.begin < opened.tail.end) pieces.push_back({opened.tail, true});
      continue;
    }
    // 有关高等学校、科研院所
    const bool some = words_of(text, piece).starts_with("有关") || words_of(text, piece).starts_with("相关") ||
                      words_of(text, piece).starts_with("各");
    while (some && is_kind(words_of(text, {piece.begin, piece.end}).substr(words_of(text, piece).starts_with("各") ? 3 : 6)) &&
           i + 1 < printed.size() && is_kind(words_of(text, printed[i + 1])))
      piece.end = printed[++i].end;
    while (i + 1 < printed.size()) {
      const std::string_view next = words_of(text, printed[i + 1]);
      const bool listed = words_of(text, {piece.end, printed[i + 1].begin}) == "、";
      if (!continues_each(words_of(text, piece), next) && !(listed && continues_governments(words_of(text, piece), next)))
        break;
      piece.end = printed[++i].end;
    }
    const Opened opened = split_open(text, piece);
    list.open = list.open || opened.open;
    if (opened.name.begin < opened.name.end) {
      parts.clear();
      split_conjunctions(text, opened.name, parts);
      for (const Range& part : parts) {
        single.clear();
        split_glued(text, part, single);
        for (const Range& each : single) pieces.push_back({each, names_a_group(words_of(text, each))});
      }
    }
    if (opened.tail.begin < opened.tail.end) {
      parts.clear();
      split_conjunctions(text, opened.tail, parts);
      for (const Range& part : parts) pieces.push_back({part, names_a_group(words_of(text, part))});
    }
  }

  constexpr std::string_view kNation = "国家";
  Range nation;  // 国家 of 国家发展改革委 earlier in the list, no name of another level behind it
  std::size_t waiting_end = 0;  // behind the names one after the other that wait for a later one's end
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    Range at = trimmed(text, pieces[i].at);
    bool starred = false;
    const bool plain = utf8::behind_hanzi(text, at.begin, at.end) == at.end;  // no star and no bracket
    while (!plain && at.begin < at.end && is_star(utf8::at(text, at.begin).point)) {
      at.begin += utf8::at(text, at.begin).size;
      starred = true;
    }
    while (!plain && at.begin < at.end && is_star(utf8::before(text, at.end).point)) {
      at.end -= utf8::before(text, at.end).size;
      starred = true;
    }
    const utf8::Char close = utf8::before(text, at.end);
    for (const std::string_view lead : {"牵头单位", "牵头", "主办", "主责"}) {  // 市科技局（牵头）
      if (plain || !utf8::is_close_bracket(close.point)) break;
      if (at.end - close.size < at.begin + lead.size()) continue;
      if (text.substr(at.end - close.size - lead.size(), lead.size()) != lead) continue;
      const std::size_t begin = at.end - close.size - lead.size();
      const utf8::Char open = utf8::before(text, begin);
      if (!utf8::is_open_bracket(open.point) || begin - open.size <= at.begin) continue;
      at.end = begin - open.size;
      starred = true;
      break;
    }
    if (starred) {
      at = trimmed(text, at);
      pieces[i].at = at;
    }
    // 市医保局（按险种分别负责）: how, not who; 县住建局（县房管局配合）: another unit
    if (const Range how = plain ? Range{} : bracket_with_verb(text, at); how.begin < how.end) {
      if (unit_class(words_of(text, how)) != UnitClass::kNone)
        pieces.insert(pieces.begin() + static_cast<std::ptrdiff_t>(i) + 1, {how, names_a_group(words_of(text, how))});
      at.end = at.begin + without_alias(words_of(text, at)).size();
      pieces[i].at = at;
    }
    if (const Range person = plain ? Range{} : person_behind(text, at); person.begin < person.end) {
      list.people.push_back(person);
      at.end = at.begin + without_alias(words_of(text, at)).size();
      pieces[i].at = at;
    }
    const std::string_view words = words_of(text, at);
    if (words.empty() || is_aside(words)) continue;
    if (is_timing(words)) {
      list.timing = at;
      continue;
    }
    // 市发改委 张志强: the name of a person behind the unit's
    const bool apart = at.begin > range.begin && text[at.begin - 1] == ' ' && !list.units.empty() &&
                       list.units.back().unit_class == UnitClass::kOrgan && list.units.back().ranges.back().end < at.begin;
    if (apart && looks_like_person(words) && utf8::count(words) > 1 && unit_class(words) == UnitClass::kNone &&
        !begins_with_core(words)) {
      list.people.push_back(at);
      continue;
    }
    Unit unit{ledger_name(words),
              {at},
              pieces[i].group ? UnitClass::kGroup : unit_class(words),
              "unit.plain",
              starred};
    if (pieces[i].group) {
      unit.rule = "unit.group";
      list.units.push_back(std::move(unit));
      continue;
    }
    // 中国移动、电信、联通示例分公司: the first word is said once, and so is the end
    if (const std::size_t carrier = carrier_at(words); carrier > 0) {
      std::size_t last = i;
      const auto bare = [&](std::size_t n) { return carrier_at(words_of(text, pieces[n].at)) == pieces[n].at.end - pieces[n].at.begin; };
      while (last < pieces.size() && bare(last)) ++last;
      const Range end = last < pieces.size() ? carriers_end(text, trimmed(text, pieces[last].at)) : Range{};
      const bool first_said = !list.units.empty() && end.begin < end.end && list.units.back().rule == std::string_view(kCarrierRule) &&
                              list.units.back().name.starts_with(kChina) && !words.starts_with(kChina);
      if (first_said) {
        const Range china{list.units.back().ranges.front().begin, list.units.back().ranges.front().begin + kChina.size()};
        unit.name = std::string(kChina) + unit.name;
        unit.ranges.insert(unit.ranges.begin(), china);
      }
      if (end.begin < end.end && (last > i || first_said)) {
        if (last > i) {
          unit.name += words_of(text, end);
          unit.ranges.push_back(end);
        }
        unit.rule = kCarrierRule;
        list.units.push_back(std::move(unit));
        continue;
      }
    }
    if (waits_for_end(words)) {
      std::size_t last = std::max(i + 1, waiting_end);
      while (last < pieces.size() && !pieces[last].group && waits_for_end(words_of(text, pieces[last].at)))
        ++last;
      waiting_end = last;
      const SharedEnd end =
          last < pieces.size() && !pieces[last].group ? shared_end(text, pieces[last].at) : SharedEnd{};
      if (end.government.begin < end.government.end) {
        // 江州 of 江州、澜东市政府 is no 州
        const bool own_kind = ends_in_region_word(words) &&
                              (utf8::count(words) > 2 || words.ends_with(words_of(text, end.kind)));
        const Range added{own_kind ? end.government.begin : end.kind.begin, end.government.end};
        unit.name += words_of(text, added);
        unit.ranges.push_back(added);
        unit.unit_class = UnitClass::kBody;
        unit.rule = "unit.suffix";
        list.units.push_back(std::move(unit));
        continue;
      }
    }
    // 基础教育一处、二处
    if (const std::size_t stem = numbered_stem(list.units, words); stem > 0) {
      const Unit& before = list.units.back();
      unit.name = before.name.substr(0, stem) + unit.name;
      unit.ranges.insert(unit.ranges.begin(), {before.ranges.front().begin, before.ranges.front().begin + stem});
      unit.rule = "unit.numbered";
      list.units.push_back(std::move(unit));
      continue;
    }
    const std::size_t level = level_prefix(words);
    if (level > 0) {
      const bool central = words.starts_with(kNation) && utf8::count(words) < 15;
      nation = central ? Range{at.begin, at.begin + kNation.size()} : Range{};
    }
    if (nation.begin < nation.end && prefix.words.empty() && is_national_office(words)) {
      unit.name = std::string(kNation) + unit.name;
      unit.ranges.insert(unit.ranges.begin(), nation);
      unit.rule = "unit.prefix";
      list.units.push_back(std::move(unit));
      continue;
    }
    if (level > 0 && !stands_alone(words)) {
      // 省委 and 市委 are the prefix of party departments, 省 and 市 of all others.
      prefix.words = std::string(words.substr(0, level));
      prefix.at = {at.begin, at.begin + level};
      prefix.inner = words.ends_with("处") || words.ends_with("科") || words.ends_with("股");
      if (words.substr(level).starts_with("委") && words.size() > level + 3) {
        prefix.words += "委";
        prefix.at.end += 3;
      }
    } else if (!prefix.words.empty() && !stands_alone(words) &&
               ((unit.unit_class == UnitClass::kOrgan && !holds_place(words, prefix) && !is_inner_office(words, prefix)) ||
                (unit.unit_class == UnitClass::kBody && is_local_body(words)))) {
      const std::size_t own = prefix.words.ends_with("委") && !is_party_core(words) ? 3 : 0;
      const Range added{prefix.at.begin,
                        std::max(prefix.at.begin, prefix.at.end - std::min(prefix.at.end, own))};
      unit.name = prefix.words.substr(0, prefix.words.size() - own) + unit.name;
      unit.ranges.clear();
      if (added.begin < added.end) unit.ranges.push_back(added);
      unit.ranges.push_back(at);
      unit.rule = "unit.prefix";
    }
    list.units.push_back(std::move(unit));
  }
  return list;
}

bool is_region_group(std::string_view words) {
  for (const std::string_view start : kGroupStarts) {
    if (!words.starts_with(start)) continue;
    std::size_t at = start.size();
    while (at < words.size()) {
      const std::size_t more = region_words(words.substr(at));
      if (more == 0) break;
      at += more;
      const utf8::Char next = utf8::at(words, at);
      if (next.point != U'、' && next.point != U'，' && next.point != ',') continue;
      at += next.size;
      if (words.substr(at).starts_with("各")) at += std::string_view("各").size();
    }
    const std::string_view rest = words.substr(at);
    return at > start.size() &&
           (rest.empty() || rest == "政府" || rest == "人民政府" || rest == "党委" || rest == "管委会");
  }
  return false;
}

bool looks_like_unit_list(std::string_view text) {
  text = utf8::trim(text);
  if (text.empty() || has_words(text, "。")) return false;
  const std::vector<Range> pieces = pieces_of(text, {0, text.size()});
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
