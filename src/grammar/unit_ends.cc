#include "grammar/unit_ends.h"

#include "grammar/organ.h"
#include "grammar/unit_groups.h"
#include "grammar/unit_pieces.h"
#include "text/utf8.h"

namespace duban {

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

std::size_t carrier_at(std::string_view words) {
  const std::size_t china = words.starts_with(kChina) ? kChina.size() : 0;
  for (const std::string_view carrier : {"电信", "移动", "联通", "铁塔", "广电", "网通", "铁通", "邮政"}) {
    if (words.substr(china).starts_with(carrier)) return china + carrier.size();
  }
  return 0;
}

std::size_t place_of_carrier(std::string_view words) {
  constexpr std::size_t kCarrier = 6;  // bytes of 电信
  constexpr std::size_t kShortest = 6;  // of a place; a level, 市, is shorter
  constexpr std::size_t kLongest = 12;
  if (words.size() <= kCarrier || words.size() > kLongest + kCarrier || words.starts_with(kChina)) return 0;
  const std::size_t place = words.size() - kCarrier;
  if (place < kShortest && level_prefix(words) != place) return 0;
  if (utf8::behind_hanzi(words, 0, words.size()) != words.size()) return 0;
  return carrier_at(words.substr(place)) == kCarrier ? place : 0;
}

Range carriers_end(std::string_view text, Range piece) {
  const std::string_view words = words_of(text, piece);
  const std::size_t carrier = carrier_at(words);
  if (carrier == 0 || carrier == words.size() || !words.ends_with("公司")) return {};
  return {piece.begin + carrier, piece.end};
}

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

std::size_t numbered_stem(const std::vector<Unit>& before, std::string_view words) {
  constexpr std::string_view kFigures = "一二三四五六七八九";
  if (before.empty() || words.size() != 6 || kFigures.find(words.substr(0, 3)) == std::string_view::npos)
    return 0;
  const Unit& last = before.back();
  if (last.ranges.size() != 1 || last.name.size() <= 9 ||
      last.name.size() != last.ranges[0].end - last.ranges[0].begin)
    return 0;
  const std::size_t stem = last.name.size() - 6;
  const bool same = last.name.substr(stem + 3) == words.substr(3);
  return same && kFigures.find(last.name.substr(stem, 3)) != std::string_view::npos ? stem : 0;
}

}  // namespace duban
