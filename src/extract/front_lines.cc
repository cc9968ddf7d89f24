#include "extract/front_lines.h"

#include <algorithm>
#include <vector>

#include "grammar/furniture.h"
#include "grammar/organ.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostWords = 12;
constexpr std::size_t kFarthest = 900;  // bytes

struct Words {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// What blanks part, up to a dozen.
std::vector<Words> words_in_front(std::string_view text) {
  std::vector<Words> out;
  for (std::size_t i = 0; i < text.size() && i < kFarthest && out.size() < kMostWords;) {
    while (i < text.size() && utf8::is_blank(utf8::at(text, i).point)) i += utf8::at(text, i).size;
    const std::size_t begin = i;
    while (i < text.size() && text[i] != '\n' && !utf8::is_blank(utf8::at(text, i).point)) i += utf8::at(text, i).size;
    if (begin == i) break;
    out.push_back({begin, i});
  }
  return out;
}

// 示政发〔2026〕5号 and no more
bool is_number(std::string_view word) {
  constexpr std::size_t kLongest = 60;  // bytes
  if (word.size() > kLongest || !word.ends_with("号")) return false;
  for (const std::string_view open : {"〔", "[", "［", "【", "("}) {
    const std::size_t at = word.find(open);
    if (at == std::string_view::npos || at == 0) continue;
    const std::string_view year = word.substr(at + open.size(), 4);
    return year.size() == 4 && std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; });
  }
  return false;
}

// 各乡镇人民政府，县直各部门：
bool is_addressees(std::string_view word) {
  constexpr std::size_t kLongest = 240;  // bytes
  if (word.size() > kLongest || !(word.ends_with("：") || word.ends_with(":"))) return false;
  return word.find("。") == std::string_view::npos && word.find("各") != std::string_view::npos &&
         (word.starts_with("各") || level_prefix(word) > 0);
}

bool is_day(std::string_view word) {
  constexpr std::size_t kLongest = 40;  // bytes
  return word.size() <= kLongest && word.ends_with("日") && word.find("年") != std::string_view::npos &&
         word.find("月") != std::string_view::npos;
}

}  // namespace

bool is_front_run_together(std::string_view line) {
  const std::vector<Words> words = words_in_front(line);
  return words.size() > 2 && std::any_of(words.begin() + 1, words.end(), [&](const Words& each) {
    const std::string_view word = line.substr(each.begin, each.end - each.begin);
    return is_number(word) || is_addressees(word);
  });
}

std::size_t front_part(std::string_view text) {
  const std::vector<Words> words = words_in_front(text);
  const auto word = [&](std::size_t i) {
    return i < words.size() ? text.substr(words[i].begin, words[i].end - words[i].begin) : std::string_view();
  };
  const auto issuer = [&](std::size_t i) { return unit_class(word(i)) != UnitClass::kNone && is_day(word(i + 1)); };
  for (std::size_t i = 0; i < words.size(); ++i) {
    // 来源：区政府办公室
    const bool page = !page_furniture(word(i)).empty();
    const bool own = page || is_number(word(i)) || is_addressees(word(i)) || is_day(word(i)) || issuer(i);
    if (own) return i == 0 ? words[i].end : words[i].begin;
  }
  return 0;
}

}  // namespace duban
