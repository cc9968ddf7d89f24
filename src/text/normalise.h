#pragma once

// The one normalisation, on the way in: what follows reads this text and nothing else.
//   width            １２％ Ａ become 12% A; full-width blanks become blanks; punctuation stays as printed
//   invisible        zero-width characters, \r and soft hyphens go
//   markup           <p …>, </p>, <br> of a copied page end a line; other tags go; &nbsp; and its like are resolved
//   radicals         ⼯ becomes 工
//   injected pinyin  中(zhōng)心 becomes 中心, where the paper is full of it
//   Traditional      becomes Simplified, where the paper is written so
//   bytes            ?。ǘ┩七M becomes （二）推進 (text/shifted.h)

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "text/mapped.h"

namespace duban {

struct Normalised {
  Mapped text;
  bool traditional = false;
  std::uint32_t pinyin = 0;  // how many were taken out
  Span first_pinyin;         // with the character before it
  std::uint32_t radicals = 0;  // in place of hanzi
  Span first_radical;
  std::uint32_t tags = 0;    // markup taken out
  Span first_tag;
  struct InStep {
    Span at;
    std::string words;
  };
  std::vector<InStep> shifted;  // paragraphs whose bytes were put in step again
};

Normalised normalise(std::string_view printed);

// The injected pinyin that begins at `at` with its bracket, with a tone mark or without; 0 where there is none.
std::size_t pinyin_at(std::string_view text, std::size_t at, bool* toned);

}  // namespace duban
