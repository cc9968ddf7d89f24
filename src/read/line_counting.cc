#include "read/line_counting.h"

#include "text/utf8.h"

namespace duban {
namespace {

struct LineNumber {
  int shape = -1;  // none
  int value = 0;
  bool figure = false;  // 10.160千瓦: a digit stands behind the stop
};

// 一 to 九十九 that the words begin with; 0 where they begin otherwise. `size`: its bytes.
int chinese_number(std::string_view words, std::size_t& size) {
  constexpr std::u32string_view kOnes = U"一二三四五六七八九";
  int tens = 0;
  int ones = 0;
  bool ten = false;
  for (size = 0; size < words.size();) {
    const utf8::Char c = utf8::at(words, size);
    const std::size_t one = kOnes.find(c.point);
    if (c.point == U'十' && !ten) {
      tens = ones == 0 ? 1 : ones;
      ones = 0;
      ten = true;
    } else if (one != std::u32string_view::npos && ones == 0) {
      ones = static_cast<int>(one) + 1;
    } else {
      break;
    }
    size += c.size;
  }
  return tens * 10 + ones;
}

int digits(std::string_view words, std::size_t& size) {
  constexpr std::size_t kMost = 3;
  int value = 0;
  for (size = 0; size < words.size() && size < kMost && utf8::is_digit(static_cast<unsigned char>(words[size])); ++size)
    value = value * 10 + (words[size] - '0');
  return value;
}

LineNumber number_of(std::string_view line) {
  line = utf8::trim(line);
  while (line.starts_with('#')) line.remove_prefix(1);  // of a text in Markdown that was printed
  line = utf8::trim(line);
  const utf8::Char first = utf8::at(line, 0);
  const bool bracket = first.point == U'（' || first.point == '(';
  if (bracket) line.remove_prefix(first.size);
  std::size_t size = 0;
  bool chinese = false;
  int value = digits(line, size);
  if (value == 0) {
    value = chinese_number(line, size);
    chinese = true;
  }
  if (value == 0) return {};
  const utf8::Char stop = utf8::at(line, size);
  const char32_t behind = utf8::at(line, size + stop.size).point;
  if (bracket) return stop.point == U'）' || stop.point == ')' ? LineNumber{chinese ? 3 : 1, value} : LineNumber{};
  if (chinese) return stop.point == U'、' ? LineNumber{2, value} : LineNumber{};
  const bool stops = stop.point == '.' || stop.point == U'．' || stop.point == U'、';
  return stops ? LineNumber{0, value, utf8::is_digit(behind)} : LineNumber{};
}

// The sign in front of a line; 0 where none stands there.
char32_t bullet_of(std::string_view line) {
  constexpr std::u32string_view kBullets = U"●◆■▲○◇□▶►➤•◎";
  const char32_t first = utf8::at(utf8::trim(line), 0).point;
  return kBullets.find(first) == std::u32string_view::npos ? 0 : first;
}

}  // namespace

bool LineCounting::counts_on(std::string_view line, bool behind_sentence) const {
  if (const char32_t bullet = bullet_of(line); bullet != 0) return bullets_.find(bullet) != std::u32string::npos;
  const LineNumber number = number_of(line);
  if (number.shape < 0) return false;
  const int last = last_[static_cast<std::size_t>(number.shape)];
  constexpr int kLost = 2;  // numbers that a damaged page has lost
  if (number.figure) return behind_sentence && last > 0 && number.value == last + 1;
  return number.value == 1 || (last > 0 && number.value > last && number.value <= last + 1 + kLost);
}

bool LineCounting::is_numbered(std::string_view line) {
  const LineNumber number = number_of(line);
  return number.shape >= 0 && !number.figure;
}

void LineCounting::remember(std::string_view paragraph) {
  if (const char32_t bullet = bullet_of(paragraph); bullet != 0 && bullets_.find(bullet) == std::u32string::npos) bullets_ += bullet;
  const LineNumber number = number_of(paragraph);
  const int next = number.shape >= 0 ? last_[static_cast<std::size_t>(number.shape)] + 1 : 0;
  if (number.shape >= 0 && (!number.figure || number.value == next)) last_[static_cast<std::size_t>(number.shape)] = number.value;
}

}  // namespace duban
