#pragma once

// The full-text tokens of Chinese: pairs of neighbouring characters, with each single character at the same
// place, so that a search of one character and of n characters are both exact. A run of ASCII letters and
// digits is one token, in lower case. SQLite gets them as the FTS5 tokenizer `pairs`; PostgreSQL's tsvector can
// be filled from the same function.

#include <cstdint>
#include <functional>
#include <string_view>

struct sqlite3;

namespace duban {

struct PairToken {
  std::string_view text;  // lower-cased where ASCII; valid during the call
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  bool colocated = false;  // stands at the place of the token before it
};

enum class PairPurpose { kIndex, kQuery };

// Calls each(token) in order; stops where it gives false. A query gets only the tokens it needs: the pairs, and
// a single character where it stands alone or before another run.
void pair_tokens(std::string_view text, PairPurpose purpose, const std::function<bool(const PairToken&)>& each);

// Makes the tokenizer `pairs` known to this connection. False where this SQLite has no FTS5.
bool register_pairs_tokenizer(sqlite3* db);

}  // namespace duban
