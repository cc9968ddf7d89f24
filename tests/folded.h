#pragma once

#include <string>
#include <string_view>

#include "text/utf8.h"

namespace duban {

// Widths folded, blanks and line ends dropped: what score.py of ../shared compares too.
inline std::string folded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Char c = utf8::at(text, i);
    if (c.point >= 0xFF01 && c.point <= 0xFF5E) {
      out += static_cast<char>(c.point - 0xFF01 + 0x21);
    } else if (!utf8::is_blank(c.point) && c.point != '\n' && c.point != '\r') {
      out += text.substr(i, c.size);
    }
    i += c.size;
  }
  return out;
}

}  // namespace duban
