#include "read/bold_names.h"

#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::string_view kBold = "**";

bool can_be_names(std::string_view words) {
  constexpr std::size_t kLongest = 600;  // bytes
  static constexpr CharSet kBetween(U"、，, （）()");
  static constexpr CharSet kFigures(U"一二三四五六七八九十");
  if (words.empty() || words.size() > kLongest || !utf8::is_hanzi(utf8::at(words, 0).point)) return false;
  std::size_t figures = 0;  // 一、 heads a section
  while (kFigures.has(utf8::at(words, figures).point)) figures += utf8::at(words, figures).size;
  if (figures > 0 && utf8::at(words, figures).point == U'、') return false;
  for (std::size_t i = 0; i < words.size(); i += utf8::at(words, i).size) {
    const char32_t p = utf8::at(words, i).point;
    if (!utf8::is_hanzi(p) && !kBetween.has(p)) return false;
  }
  return true;
}

}  // namespace

void BoldNames::look(std::string_view words) {
  static constexpr FewWords kLetters{"黑体", "加粗", "粗体", "加黑"};
  static constexpr FewWords kLeads{"牵头", "主办", "主责"};
  letters_ = letters_ || kLetters.is_in(words);
  leads_ = leads_ || kLeads.is_in(words);
}

void BoldNames::mark(std::string& words, std::size_t begin) {
  if (!say_who_leads() || begin >= words.size()) return;
  const std::string_view added = utf8::trim(std::string_view(words).substr(begin));
  if (!can_be_names(added)) return;
  const auto at = static_cast<std::size_t>(added.data() - words.data());
  const std::size_t end = at + added.size();
  words.insert(end, kBold);
  if (at == begin && std::string_view(words).substr(0, begin).ends_with(kBold)) {
    words.erase(begin - kBold.size(), kBold.size());
  } else {
    words.insert(at, kBold);
  }
}

}  // namespace duban
