#pragma once

// Where words part outside brackets: 市教育局（含县、区教育局）、市财政局 parts once, at its second 、.

#include <cstddef>
#include <string_view>

#include "text/char_set.h"

namespace duban {

// The marks that a search outside brackets stops at; it looks at brackets of every shape besides, and never stops at one.
class OutsideStops {
 public:
  explicit consteval OutsideStops(const CharSet& stops) : all_(stops.with(CharSet(U"(（〔[【［)）〕]】］"))) {}
  explicit consteval OutsideStops(std::u32string_view stops) : OutsideStops(CharSet(stops)) {}
  const CharSet& with_brackets() const { return all_; }

 private:
  CharSet all_;
};

// Where the first of the stops stands outside brackets, from byte `from` on, which stands outside them; npos where none
// does. Brackets of all shapes count alike; one that closes nothing is passed over, one that nothing closes hides what is
// behind it. The text is UTF-8.
std::size_t find_outside(std::string_view text, const OutsideStops& stops, std::size_t from = 0);

}  // namespace duban
