#include "grammar/unit_pieces.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "grammar/organ.h"
#include "grammar/unit_groups.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/memo.h"
#include "text/outside.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kLongestName =
    300;  // bytes; what is longer is no unit, and is not searched again and again

constexpr CharSet kUnitSeparators(U"、，,；; \n/／");
constexpr CharSet kStars(U"★☆▲△●*※");

constexpr FewWords kConjunctions{"以及", "和", "及", "与"};
constexpr CharSet kLevels(U"省市县区州盟旗自团");

bool is_complete(std::string_view piece) {
  const UnitClass kind = unit_class(piece);
  return kind == UnitClass::kOrgan || kind == UnitClass::kBody || kind == UnitClass::kGroup;
}

// Splits at 和 及 与 where a whole name stands before it: 财政局和市直各单位, not 文化和旅游局.
void split_conjunctions(std::string_view text, Range piece, std::vector<Range>& out) {
  static constexpr OutsideStops kBegins(kConjunctions.begins());
  if (piece.end - piece.begin > kLongestName) {
    out.push_back(piece);
    return;
  }
  const std::string_view up_to_end = text.substr(0, piece.end);
  std::size_t behind = 0;
  for (std::size_t i = find_outside(up_to_end, kBegins, piece.begin); i < piece.end;
       i = find_outside(up_to_end, kBegins, behind)) {
    const std::size_t size = kConjunctions.at(up_to_end.substr(i)).size();
    behind = i + (size > 0 ? size : character_size(text[i]));
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
                         text.substr(piece.end).starts_with("、") &&
                         begins_with_core(left.substr(level_prefix(left)));
      if ((left_whole && (!group || right_own) && (unit_class(right) != UnitClass::kNone || place)) ||
          (left_class == UnitClass::kRegion && left.size() >= 9 && unit_class(right) != UnitClass::kNone &&
           !begins_with_core(left.substr(level_prefix(left))))) {  // not 区农业农村和水务局
        out.push_back({piece.begin, i});
        split_conjunctions(text, {i + size, piece.end}, out);
        return;
      }
    }
  }
  out.push_back(piece);
}

// 县电信公司 behind 县财政局: of the same level, and no 市场 or 县城 that only begins like it.
bool is_whole_unit(std::string_view level, std::string_view words) {
  const UnitClass kind = unit_class(words);
  if (!words.starts_with(level) || (kind != UnitClass::kOrgan && kind != UnitClass::kBody)) return false;
  if (level_prefix(words) != level.size() || words.size() < 12) return false;
  for (const std::string_view word :
       {"市场", "市政", "市民", "市容", "县城", "县域", "区域", "区块", "州府", "省会", "省际"}) {
    if (words.starts_with(word)) return false;
  }
  return true;
}

// 团县委, 团市委: the level stands within.
bool is_league(std::string_view name) {
  return name.starts_with("团") && name.ends_with("委") && utf8::count(name) == 3 &&
         level_prefix(name.substr(std::string_view("团").size())) > 0;
}

// Splits two names printed without a space between: 省发展改革委省财政厅, 自治区教育厅自治区科协,
// 县邮政分公司团县委.
void split_glued(std::string_view text, Range piece, std::vector<Range>& out) {
  static constexpr CharSet kBegins = kLevels.with(kGroupStarts.begins());
  static constexpr OutsideStops kStops(kBegins);
  constexpr std::size_t kShortest = 12;  // bytes of the first name
  if (piece.end - piece.begin <= kShortest || piece.end - piece.begin > kLongestName ||
      !has_any(words_of(text, {piece.begin + kShortest, piece.end}), kBegins)) {
    out.push_back(piece);
    return;
  }
  const std::string_view up_to_end = text.substr(0, piece.end);
  for (std::size_t i = find_outside(up_to_end, kStops, piece.begin); i < piece.end;
       i = find_outside(up_to_end, kStops, i + character_size(text[i]))) {
    if (i < piece.begin + kShortest) continue;
    const utf8::Char c = utf8::at(text, i);
    // 县环保局有关乡镇政府, 市财政局各区县
    if (kGroupStarts.begins().has(c.point)) {
      const std::string_view left = text.substr(piece.begin, i - piece.begin);
      const std::string_view right = text.substr(i, piece.end - i);
      bool own = unit_class(left) == UnitClass::kOrgan && level_prefix(left) > 0 && names_a_group(right);
      for (const std::string_view inner : {"科室", "处室", "股室", "所属", "直属", "成员"})
        own = own && right.find(inner) == std::string_view::npos;
      own = own && (!has_words(right, "部门") || c.point != U'各');
      if (own) {
        out.push_back({piece.begin, i});
        out.push_back({i, piece.end});
        return;
      }
    }
    if (kLevels.has(c.point)) {
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
      const bool right_whole =
          is_league(right) || (own.size() < right.size() && known &&
                               (right_class == UnitClass::kOrgan || right_class == UnitClass::kBody));
      if (left_whole && (right_whole || is_whole_unit(left.substr(0, c.size), right))) {
        out.push_back({piece.begin, i});
        split_glued(text, {i, piece.end}, out);
        return;
      }
    }
  }
  out.push_back(piece);
}

// 等, 等部门, 等单位 behind a name, in bytes.
std::size_t open_end(std::string_view words) {
  for (const std::string_view end : {"等", "等部门", "等单位", "等部门和单位", "等部门单位"}) {
    if (words.ends_with(end)) return end.size();
  }
  return 0;
}

// Where a conjunction stands in front of a group that goes on behind a comma: 市农业局|及各县（市）; 0 where
// none does.
std::size_t group_behind(std::string_view piece) {
  if (piece.size() > kLongestName || !has_any(piece, kConjunctions.begins())) return 0;
  for (const std::string_view word :
       {"以及各", "和各", "及各", "与各", "和有关", "及有关", "和相关", "及相关"}) {
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

// Whether nothing parts the piece or joins it with those behind it: no 和, 等 and 有关, and no second level as
// in 省发展改革委省财政厅.
bool is_whole(std::string_view piece) {
  static constexpr CharSet kParts = CharSet(U"等").with(kConjunctions.begins()).with(kGroupStarts.begins());
  constexpr std::size_t kShortest = 12;  // bytes of the first of two names
  return !has_any(piece, kParts) && (piece.size() <= kShortest || !has_any(piece.substr(kShortest), kLevels));
}

// Reads the printed pieces from the first to the last; a phrase may take several of them.
class NameSplitter {
 public:
  NameSplitter(std::string_view text, Range range) : text_(text), printed_(printed_pieces(text, range)) {
    out_.names.reserve(printed_.size() + 4);
  }

  NamePieces split() {
    static thread_local Memo<bool> whole;
    for (; next_ < printed_.size(); ++next_) {
      Range piece = printed_[next_];
      if (whole.answer(words(piece), is_whole)) {
        add(piece);
        continue;
      }
      take_in_front_of_group(piece);
      if (begins_group(words(piece))) {
        add_region_group(piece);
      } else {
        add_names(joined(piece));
      }
    }
    for (NamePiece& name : out_.names) name.at = trimmed(text_, name.at);
    return std::move(out_);
  }

 private:
  std::string_view words(Range at) const { return words_of(text_, at); }
  bool has_next() const { return next_ + 1 < printed_.size(); }
  std::string_view next_words() const { return words(printed_[next_ + 1]); }

  void add(Range name) { out_.names.push_back({name, names_a_group(words(name))}); }

  // The names that 和 及 与 join.
  const std::vector<Range>& joined_names(Range piece) {
    parts_.clear();
    split_conjunctions(text_, piece, parts_);
    return parts_;
  }

  Opened without_open_end(Range piece) {
    const Opened opened = split_open(text_, piece);
    out_.open = out_.open || opened.open;
    return opened;
  }

  // Adds 市农业局 of 市农业局及各县（市）、区政府, 市国资委 of 市国资委和有关高校、科研院所, and leaves the
  // group.
  void take_in_front_of_group(Range& piece) {
    const std::size_t group = group_behind(words(piece));
    if (group == 0) return;
    Range first{piece.begin, piece.begin + group};
    piece.begin = first.end + kConjunctions.at(text_.substr(first.end)).size();
    if (const std::size_t open = open_end(words(first)); open > 0) {
      first.end -= open;
      out_.open = true;
    }
    for (const Range& part : joined_names(first)) add(part);
  }

  // 各区、县(市)政府
  void add_region_group(Range piece) {
    while (has_next() && continues_group(words(piece), next_words())) {
      piece.end = printed_[++next_].end;
      const std::string_view last = words(printed_[next_]);
      if (region_words(last) < last.size()) break;
    }
    const Opened opened = without_open_end(piece);
    for (const Range& part : joined_names(opened.name)) out_.names.push_back({part, true});
    if (opened.tail.begin < opened.tail.end) out_.names.push_back({opened.tail, true});
  }

  // The piece with those behind it that are one phrase with it: 有关高等学校、科研院所, 省政府各部门、各单位.
  Range joined(Range piece) {
    static constexpr std::string_view kStarts[] = {"有关", "相关", "各"};
    static constexpr CharSet kBegins = CharSet::beginnings(kStarts);
    for (const std::string_view start : kStarts) {
      if (!kBegins.has(utf8::at(words(piece), 0).point)) break;
      if (!words(piece).starts_with(start)) continue;
      while (is_kind(words(piece).substr(start.size())) && has_next() && is_kind(next_words()))
        piece.end = printed_[++next_].end;
    }
    while (has_next()) {
      const std::string_view before = words(piece);
      const bool listed = words({piece.end, printed_[next_ + 1].begin}) == "、";
      if (!continues_each(before, next_words()) && !(listed && continues_governments(before, next_words())))
        break;
      piece.end = printed_[++next_].end;
    }
    return piece;
  }

  void add_names(Range piece) {
    const Opened opened = without_open_end(piece);
    if (opened.name.begin < opened.name.end) {
      for (const Range& part : joined_names(opened.name)) {
        glued_.clear();
        split_glued(text_, part, glued_);
        for (const Range& name : glued_) add(name);
      }
    }
    if (opened.tail.begin < opened.tail.end) {
      for (const Range& part : joined_names(opened.tail)) add(part);
    }
  }

  std::string_view text_;
  std::vector<Range> printed_;
  std::size_t next_ = 0;  // the printed piece that is read, the last of its phrase afterwards
  NamePieces out_;
  std::vector<Range> parts_;  // kept for their room
  std::vector<Range> glued_;
};

}  // namespace

bool is_star(char32_t p) { return kStars.has(p); }

bool is_hollow_star(char32_t p) { return p == U'☆' || p == U'△'; }

bool has_paired_stars(std::string_view words) {
  return (has_words(words, "▲") && has_words(words, "△")) || (has_words(words, "★") && has_words(words, "☆"));
}

Range trimmed(std::string_view text, Range r) {
  const bool hanzi =
      r.begin < r.end && utf8::behind_hanzi(text, r.begin, std::min(r.begin + 3, r.end)) > r.begin;
  while (!hanzi && r.begin < r.end) {
    const utf8::Char c = utf8::at(text, r.begin);
    if (!utf8::is_blank(c.point) && !kUnitSeparators.has(c.point) && c.point != U'：' && c.point != ':') break;
    r.begin += c.size;
  }
  while (r.begin < r.end) {
    const utf8::Char c = utf8::before(text, r.end);
    if (utf8::is_between_marks(c.point)) break;
    if (!utf8::is_blank(c.point) && !kUnitSeparators.has(c.point) && c.point != U'。' && c.point != '.') break;
    r.end -= c.size;
  }
  return r;
}

std::vector<Range> printed_pieces(std::string_view text, Range range) {
  read_work += range.end - range.begin;
  std::vector<Range> pieces;
  static constexpr OutsideStops kStops(kUnitSeparators.with(CharSet(U"。")).with(kStars));
  const std::string_view up_to_end = text.substr(0, range.end);
  std::size_t begin = range.begin;
  std::optional<bool> paired;
  for (std::size_t i = find_outside(up_to_end, kStops, range.begin); i < range.end;
       i = find_outside(up_to_end, kStops, i + character_size(text[i]))) {
    const utf8::Char c = utf8::at(text, i);
    // ★区卫健委★区疾控中心: the second star begins another
    if (is_star(c.point)) {
      const bool behind_name = i > begin && c.point != '*' && utf8::is_hanzi(utf8::at(text, i + c.size).point);
      // ▲市经信委、市环保局△市财政局
      if (behind_name && !paired) paired = has_paired_stars(words_of(text, range));
      if (behind_name && (*paired || is_star(utf8::at(text, begin).point))) {
        pieces.push_back({begin, i});
        begin = i;
      }
      continue;
    }
    // a blank parts names only where a whole one stands before it: 省沈抚示范区 管委会 is one
    // and so does a stroke: 市民政局/市数据局, not 招商/投资促进局
    const bool loose = c.point == ' ' || c.point == '/' || c.point == U'／';
    const bool parts = !loose || i - begin > kLongestName ||
                       unit_class(utf8::trim(text.substr(begin, i - begin))) != UnitClass::kNone;
    if (parts) {
      pieces.push_back({begin, i});
      begin = i + c.size;
    }
  }
  pieces.push_back({begin, range.end});
  for (Range& piece : pieces) piece = trimmed(text, piece);
  std::erase_if(pieces, [](const Range& r) { return r.begin >= r.end; });
  return pieces;
}

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
    const bool kind = !counted && !phrase && right.size() <= 30 && !left.empty() && !left.ends_with("高") &&
                      whole_left && ends_like_unit(left) && names_a_kind(right) && level_prefix(right) == 0;
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

NamePieces name_pieces(std::string_view text, Range range) { return NameSplitter(text, range).split(); }

}  // namespace duban
