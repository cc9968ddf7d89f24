#include "store/pairs.h"

#include <sqlite3.h>

#include <string>
#include <vector>

namespace duban {
namespace {

bool is_ascii_word(unsigned char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t character_bytes(std::string_view text, std::size_t at) {
  std::size_t n = 1;
  while (at + n < text.size() && (static_cast<unsigned char>(text[at + n]) & 0xC0) == 0x80) ++n;
  return n;
}

// Punctuation and spaces part runs: U+2000–206F, U+3000–303F, U+FE10–FE4F, full-width ASCII signs, U+00A0–00BF.
bool parts_runs(std::string_view c) {
  const auto b = [&](std::size_t i) { return static_cast<unsigned char>(c[i]); };
  if (c.size() == 1) return true;  // what is ASCII and no word
  if (c.size() == 2) return b(0) == 0xC2;
  if (c.size() != 3) return false;
  const unsigned code = ((b(0) & 0x0FU) << 12U) | ((b(1) & 0x3FU) << 6U) | (b(2) & 0x3FU);
  if (code == 0x3007) return false;  // 〇 is a numeral
  if (code >= 0x2000 && code <= 0x206F) return true;
  if (code >= 0x3000 && code <= 0x303F) return true;
  if (code >= 0xFE10 && code <= 0xFE4F) return true;
  if (code >= 0xFF01 && code <= 0xFF65) {
    const bool digit = code >= 0xFF10 && code <= 0xFF19;
    const bool letter = (code >= 0xFF21 && code <= 0xFF3A) || (code >= 0xFF41 && code <= 0xFF5A);
    return !digit && !letter;
  }
  return false;
}

// Whether anything behind `at` makes a token.
bool more_tokens(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::size_t n = character_bytes(text, at);
    if (is_ascii_word(static_cast<unsigned char>(text[at])) || !parts_runs(text.substr(at, n))) return true;
    at += n;
  }
  return false;
}

struct PairsTokenizer {};  // has no state of its own

int pairs_create(void*, const char**, int, Fts5Tokenizer** out) {
  static PairsTokenizer only;
  *out = reinterpret_cast<Fts5Tokenizer*>(&only);
  return SQLITE_OK;
}
void pairs_delete(Fts5Tokenizer*) {}

int pairs_tokenize(Fts5Tokenizer*, void* context, int flags, const char* text, int length,
                   int (*give)(void*, int, const char*, int, int, int)) {
  int status = SQLITE_OK;
  const PairPurpose purpose = (flags & FTS5_TOKENIZE_QUERY) != 0 ? PairPurpose::kQuery : PairPurpose::kIndex;
  pair_tokens({text, static_cast<std::size_t>(length)}, purpose, [&](const PairToken& token) {
    status =
        give(context, token.colocated ? FTS5_TOKEN_COLOCATED : 0, token.text.data(),
             static_cast<int>(token.text.size()), static_cast<int>(token.begin), static_cast<int>(token.end));
    return status == SQLITE_OK;
  });
  return status;
}

}  // namespace

void pair_tokens(std::string_view text, PairPurpose purpose,
                 const std::function<bool(const PairToken&)>& each) {
  std::string word;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t length = character_bytes(text, at);
    if (is_ascii_word(static_cast<unsigned char>(text[at]))) {
      std::size_t end = at;
      word.clear();
      while (end < text.size() && is_ascii_word(static_cast<unsigned char>(text[end]))) {
        const char c = text[end++];
        word += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      }
      if (!each({word, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), false})) return;
      at = end;
      continue;
    }
    if (parts_runs(text.substr(at, length))) {
      at += length;
      continue;
    }
    // A run of characters: each with the next one, and alone.
    bool first = true;
    while (at < text.size()) {
      const std::size_t n = character_bytes(text, at);
      const auto is_word = [&](std::size_t i) {
        return i < text.size() && !is_ascii_word(static_cast<unsigned char>(text[i])) &&
               !parts_runs(text.substr(i, character_bytes(text, i)));
      };
      const auto begin = static_cast<std::uint32_t>(at);
      const std::string_view single = text.substr(at, n);
      const auto single_end = static_cast<std::uint32_t>(at + n);
      if (is_word(at + n)) {
        const std::string_view pair = text.substr(at, n + character_bytes(text, at + n));
        if (!each({pair, begin, static_cast<std::uint32_t>(at + pair.size()), false})) return;
        if (purpose == PairPurpose::kIndex && !each({single, begin, single_end, true})) return;
        first = false;
        at += n;
        continue;
      }
      const bool needed = purpose == PairPurpose::kIndex || first || more_tokens(text, at + n);
      if (needed && !each({single, begin, single_end, false})) return;
      at += n;
      break;
    }
  }
}

bool register_pairs_tokenizer(sqlite3* db) {
  fts5_api* api = nullptr;
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, nullptr) != SQLITE_OK) return false;
  sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
  if (api == nullptr) return false;
  fts5_tokenizer tokenizer{pairs_create, pairs_delete, pairs_tokenize};
  return api->xCreateTokenizer(api, "pairs", nullptr, &tokenizer, nullptr) == SQLITE_OK;
}

}  // namespace duban
