#pragma once

// UTF-8 by code point, and the few classes of characters that reading a Chinese paper asks about.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace duban::utf8 {

struct Char {
  char32_t point = 0;
  std::uint32_t size = 0;  // bytes; 0 at the end of the text
};

Char decode_at(std::string_view text, std::size_t at);  // any length; what at() leaves
// The character at byte `at`. A byte that begins no valid sequence is U+FFFD of size 1.
inline Char at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1};
  if (first >= 0xE1 && first <= 0xEF && first != 0xED &&
      at + 2 < text.size()) {  // three bytes, nothing special: hanzi and their marks
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if ((second & 0xC0U) == 0x80U && (third & 0xC0U) == 0x80U) {
      return {static_cast<char32_t>(((first & 0x0FU) << 12U) | ((second & 0x3FU) << 6U) | (third & 0x3FU)), 3};
    }
  }
  return decode_at(text, at);
}
Char decode_before(std::string_view text, std::size_t end);  // any length; what before() leaves
// The character that ends before byte `end`.
inline Char before(std::string_view text, std::size_t end) {
  if (end == 0 || end > text.size()) return {};
  const auto last = static_cast<unsigned char>(text[end - 1]);
  if (last < 0x80) return {last, 1};
  if (end >= 3) {
    const auto first = static_cast<unsigned char>(text[end - 3]);
    const auto second = static_cast<unsigned char>(text[end - 2]);
    if (first >= 0xE1 && first <= 0xEF && first != 0xED && (second & 0xC0U) == 0x80U &&
        (last & 0xC0U) == 0x80U) {
      return {static_cast<char32_t>(((first & 0x0FU) << 12U) | ((second & 0x3FU) << 6U) | (last & 0x3FU)), 3};
    }
  }
  return decode_before(text, end);
}
void append(std::string& out, char32_t point);
std::size_t count(std::string_view text);
// The first byte of `text` that is not valid UTF-8 (RFC 3629), or npos.
std::size_t first_invalid(std::string_view text, std::size_t from = 0);
// At most `characters` characters from the front or the back.
std::string_view head(std::string_view text, std::size_t characters);
std::string_view tail(std::string_view text, std::size_t characters);

inline bool is_hanzi(char32_t p) {
  return (p >= 0x4E00 && p <= 0x9FFF) || (p >= 0x3400 && p <= 0x4DBF) || p == 0x3007 ||
         (p >= 0xF900 && p <= 0xFAFF) || (p >= 0x20000 && p <= 0x323AF);
}
inline bool is_digit(char32_t point) { return point >= '0' && point <= '9'; }
inline bool is_ascii_letter(char32_t point) {
  return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
}
// space, tab, U+00A0, U+3000
inline bool is_blank(char32_t p) { return p == ' ' || p == '\t' || p == 0xA0 || p == 0x3000; }
// Hanzi and what has its place between them and the wide marks: no bracket and no end of a sentence is among them.
inline bool is_between_marks(char32_t p) { return p - 0x3100U < 0xFE00U - 0x3100U; }
// ( （ 〔 [ 【 ［
inline bool is_open_bracket(char32_t p) {
  if (is_between_marks(p)) return false;
  return p == '(' || p == U'（' || p == U'〔' || p == '[' || p == U'【' || p == U'［';
}
// ) ） 〕 ] 】 ］
inline bool is_close_bracket(char32_t p) {
  if (is_between_marks(p)) return false;
  return p == ')' || p == U'）' || p == U'〕' || p == ']' || p == U'】' || p == U'］';
}
// The end of a sentence: 。！？；!?; and …
inline bool is_sentence_end(char32_t p) {
  if (is_between_marks(p)) return false;
  return p == U'。' || p == U'！' || p == U'？' || p == U'；' || p == '!' || p == '?' || p == ';' || p == U'…';
}

// Behind the hanzi (U+4000 to U+9FFF) that stand one after the other from `from` on, before `end`; and before those that
// stand in front of `end`. For loops that ask for marks, of which none is among them.
inline std::size_t behind_hanzi(std::string_view text, std::size_t from, std::size_t end) {
  while (from + 3 <= end && static_cast<unsigned char>(text[from]) - 0xE4U < 6) from += 3;
  return from;
}
inline std::size_t before_hanzi(std::string_view text, std::size_t end) {
  while (end >= 3 && static_cast<unsigned char>(text[end - 3]) - 0xE4U < 6 &&
         (static_cast<unsigned char>(text[end - 1]) & 0xC0U) == 0x80U)
    end -= 3;
  return end;
}

// Where the next character stands that may be a bracket, a quotation mark, a blank or a star, from `from` on
// and before `end`, or `end`: what passes over plain words quickly. It may stop at another mark of the same
// blocks (。、).
inline std::size_t next_mark(std::string_view text, std::size_t from, std::size_t end) {
  const auto stops = [](unsigned char byte) {
    return byte >= 0x80
               ? byte == 0xE2 || byte == 0xE3 || byte == 0xEF
               : byte == '(' || byte == ')' || byte == '[' || byte == ']' || byte == ' ' || byte == '*';
  };
  while (from < end) {
    from = behind_hanzi(text, from, end);
    if (from >= end || stops(static_cast<unsigned char>(text[from]))) break;
    ++from;
  }
  return from;
}

std::string_view trim(std::string_view text);  // blanks and line ends on both sides
// The text without any blank or line end.
std::string squeeze(std::string_view text);
// Brackets of every shape as ( and ); for labels, unit names and aliases.
std::string ascii_brackets(std::string_view text);

}  // namespace duban::utf8
