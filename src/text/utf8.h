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

// The character at byte `at`. A byte that begins no valid sequence is U+FFFD of size 1.
Char at(std::string_view text, std::size_t at);
// The character that ends before byte `end`.
Char before(std::string_view text, std::size_t end);
void append(std::string& out, char32_t point);
std::size_t count(std::string_view text);
// The first byte of `text` that is not valid UTF-8 (RFC 3629), or npos.
std::size_t first_invalid(std::string_view text, std::size_t from = 0);
// At most `characters` characters from the front or the back.
std::string_view head(std::string_view text, std::size_t characters);
std::string_view tail(std::string_view text, std::size_t characters);

bool is_hanzi(char32_t point);
inline bool is_digit(char32_t point) { return point >= '0' && point <= '9'; }
inline bool is_ascii_letter(char32_t point) {
  return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
}
bool is_blank(char32_t point);          // space, tab, U+00A0, U+3000
bool is_open_bracket(char32_t point);   // ( （ 〔 [ 【 ［
bool is_close_bracket(char32_t point);  // ) ） 〕 ] 】 ］
// The end of a sentence: 。！？；!?; and …
bool is_sentence_end(char32_t point);

std::string_view trim(std::string_view text);  // blanks and line ends on both sides
// The text without any blank or line end.
std::string squeeze(std::string_view text);
// Brackets of every shape as ( and ); for labels, unit names and aliases.
std::string ascii_brackets(std::string_view text);

}  // namespace duban::utf8
