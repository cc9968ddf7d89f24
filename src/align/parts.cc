#include "align/parts.h"

#include <algorithm>
#include <cmath>

#include "text/utf8.h"

namespace duban {

std::vector<std::string_view> comma_parts(std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const utf8::Char c = utf8::at(text, at);
    const bool cut = c.size == 0 || utf8::is_sentence_end(c.point) || c.point == U'，' || c.point == ',' ||
                     c.point == U'：' || c.point == ':' || c.point == '\n';
    if (cut) {
      const std::string_view part = utf8::trim(text.substr(begin, at - begin));
      if (!part.empty()) out.push_back(part);
      begin = at + c.size;
    }
    if (c.size == 0) break;
    at += c.size;
  }
  return out;
}

std::u32string bare(std::string_view text) {
  constexpr char32_t kFullWidthBegin = 0xFF01;
  constexpr char32_t kFullWidthEnd = 0xFF5E;
  constexpr char32_t kFullWidthShift = 0xFEE0;
  const auto is_roman_number = [](char32_t c) { return c >= U'Ⅰ' && c <= U'ⅿ'; };  // 水质达到Ⅱ类
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Char c = utf8::at(text, at);
    at += c.size;
    char32_t point = c.point;
    if (point >= kFullWidthBegin && point <= kFullWidthEnd) point -= kFullWidthShift;
    if (utf8::is_hanzi(point) || utf8::is_ascii_letter(point) || utf8::is_digit(point) || point == '%' ||
        point == '.' || is_roman_number(point))
      out.push_back(point);
  }
  return out;
}

PairBag PairWeights::bag(std::string_view text) {
  const std::u32string characters = bare(text);
  std::vector<std::int32_t> ids;
  for (std::size_t i = 0; i + 1 < characters.size(); ++i) {
    const std::uint64_t key = (static_cast<std::uint64_t>(characters[i]) << 32U) | characters[i + 1];
    const auto [found, fresh] = ids_.try_emplace(key, static_cast<std::int32_t>(holders_.size()));
    if (fresh) holders_.push_back(0);
    ids.push_back(found->second);
  }
  std::sort(ids.begin(), ids.end());
  PairBag out;
  for (const std::int32_t id : ids) {
    if (!out.pairs.empty() && out.pairs.back().first == id) {
      ++out.pairs.back().second;
    } else {
      out.pairs.emplace_back(id, 1);
    }
  }
  return out;
}

void PairWeights::count(const PairBag& bag) {
  for (const auto& [id, times] : bag.pairs) ++holders_[static_cast<std::size_t>(id)];
  ++parts_;
}

double PairWeights::weight(std::int32_t pair) const {
  return std::log(1 + static_cast<double>(parts_) / (1 + holders_[static_cast<std::size_t>(pair)]));
}

void PairWeights::weigh(PairBag& bag) const {
  bag.weight = 0;
  for (const auto& [id, times] : bag.pairs) bag.weight += weight(id) * times;
}

double PairWeights::common(const PairBag& a, const PairBag& b) const {
  double sum = 0;
  auto i = a.pairs.begin();
  auto j = b.pairs.begin();
  while (i != a.pairs.end() && j != b.pairs.end()) {
    if (i->first < j->first) {
      ++i;
    } else if (j->first < i->first) {
      ++j;
    } else {
      sum += weight(i->first) * std::min(i->second, j->second);
      ++i;
      ++j;
    }
  }
  return sum;
}

}  // namespace duban
