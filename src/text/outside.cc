#include "text/outside.h"

#include "text/utf8.h"

namespace duban {

std::size_t find_outside(std::string_view text, const OutsideStops& stops, std::size_t from) {
  const CharSet& marks = stops.with_brackets();
  std::size_t depth = 0;
  for (std::size_t at = find_any(text, marks, from); at < text.size();) {
    const utf8::Char c = utf8::at(text, at);
    if (utf8::is_open_bracket(c.point)) {
      ++depth;
    } else if (utf8::is_close_bracket(c.point)) {
      if (depth > 0) --depth;
    } else if (depth == 0) {
      return at;
    }
    at = find_any(text, marks, at + c.size);
  }
  return std::string_view::npos;
}

}  // namespace duban
