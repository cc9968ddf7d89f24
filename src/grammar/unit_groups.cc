#include "grammar/unit_groups.h"

#include <algorithm>

#include "grammar/organ.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

// What several are called together: 高校, 科研院所, 金融机构.
constexpr std::string_view kKinds[] = {"高校",     "高等学校", "院校",     "科研院所", "企业",     "金融机构",
                                       "医疗机构", "学校",     "商业银行", "行业协会", "社会组织", "单位",
                                       "部门",     "机构",     "银行",     "公司"};

// How many bytes of `text` are words for kinds of regions, brackets among them: 区(市)县. `deep`: how many
// brackets may stand in one another.
std::size_t region_words_within(std::string_view text, int deep) {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t step = kRegionWords.at(text.substr(at)).size();
    const utf8::Char c = utf8::at(text, at);
    if (step == 0 && deep > 0 && utf8::is_open_bracket(c.point)) {
      const std::size_t inside = region_words_within(text.substr(at + c.size), deep - 1);
      std::size_t close = at + c.size + inside;
      while (inside > 0 && utf8::at(text, close).point == U'、') {  // 县(市、区)
        close += utf8::at(text, close).size;
        close += region_words_within(text.substr(close), deep - 1);
      }
      const utf8::Char end = utf8::at(text, close);
      if (inside > 0 && utf8::is_close_bracket(end.point)) step = close + end.size - at;
    }
    if (step == 0) break;
    at += step;
  }
  return at;
}

}  // namespace

std::size_t region_words(std::string_view text) {
  constexpr int kDeep = 4;
  return region_words_within(text, kDeep);
}

bool ends_in_region_word(std::string_view words) {
  static const WordList& places = word_list("places");
  if (places.exact(words) != nullptr) return false;  // 锦州
  for (const std::string_view kind : kRegionWords) {
    if (words.ends_with(kind)) return true;
  }
  return false;
}

bool names_a_kind(std::string_view words) {
  return std::any_of(std::begin(kKinds), std::end(kKinds),
                     [&](std::string_view kind) { return words.ends_with(kind); });
}
bool is_kind(std::string_view words) {
  return std::any_of(std::begin(kKinds), std::end(kKinds),
                     [&](std::string_view kind) { return words == kind; });
}

namespace {

// 沿线 of 沿线各市, 全市 of 全市各县区: which of them, in bytes.
std::size_t says_which(std::string_view piece) {
  static constexpr FewWords kWhich{"沿线", "沿江", "沿海", "沿河", "沿湖", "沿黄", "沿边", "库区", "全省", "全市",
                                   "全州", "全县", "全区", "全旗", "其他", "其余"};
  const std::size_t size = kWhich.at(piece).size();
  return size > 0 && piece.substr(size).starts_with("各") ? size : 0;
}

}  // namespace

bool begins_group(std::string_view piece) {
  piece.remove_prefix(says_which(piece));
  const std::string_view start = kGroupStarts.at(piece);
  if (start.empty()) return false;
  const std::string_view rest = piece.substr(start.size());
  if (rest == "省") return true;
  const std::size_t regions = region_words(rest);
  // 各盟行政公署 of 各盟行政公署、市人民政府
  return !rest.empty() && (regions == rest.size() || (regions > 0 && (rest.substr(regions) == "行政公署" ||
                                                                      rest.substr(regions) == "行署")));
}

namespace {

// 市开发区管委会 is one, beside 各县（市、区）政府; 开发区管委会 are those of the counties, but one beside 各乡镇.
bool is_one_zone(std::string_view before, std::string_view piece) {
  static constexpr FewWords kTowns{"各乡镇", "各镇", "各街道", "各乡"};
  static constexpr FewWords kZones{"开发区", "园区", "功能区"};
  if (!kTowns.at(before).empty() && !kZones.at(piece).empty()) return true;
  for (const std::string_view level : {"省", "市", "县", "区", "州"}) {
    if (piece.starts_with(level) && piece.substr(level.size()).starts_with("开发区")) return true;
  }
  return false;
}

}  // namespace

bool continues_group(std::string_view before, std::string_view piece) {
  const std::size_t words = region_words(piece);
  if (words == 0 || is_one_zone(before, piece)) return false;
  const std::string_view rest = piece.substr(words);
  for (const std::string_view next :
       {"", "政府", "人民政府", "及", "和", "党委", "管委会", "有关部门", "单位", "办事处"}) {
    if (next.empty() ? rest.empty() : rest.starts_with(next)) return true;
  }
  return false;
}

bool continues_governments(std::string_view before, std::string_view piece) {
  if (!is_region_group(before) || is_one_zone(before, piece)) return false;
  const std::size_t kinds = region_words(piece);
  const std::string_view rest = piece.substr(kinds);
  return kinds > 0 &&
         (rest == "办事处" || rest == "办" || rest == "人民政府" || rest == "政府" || rest == "管委会");
}

bool continues_each(std::string_view before, std::string_view piece) {
  const std::size_t each = before.find("各");
  if (each == std::string_view::npos || each == 0 || level_prefix(before) == 0) return false;
  static constexpr std::string_view kDirect[] = {"直属机构", "直属单位", "直属事业单位", "派出机构"};
  return (piece.starts_with("各") && region_words(piece.substr(3)) == 0) ||
         std::find(std::begin(kDirect), std::end(kDirect), piece) != std::end(kDirect);
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

}  // namespace duban
