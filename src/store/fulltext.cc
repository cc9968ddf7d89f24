#include "store/fulltext.h"

#include "store/pairs.h"

namespace duban {
namespace {

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return out;
}

// The query of FTS5: one phrase; its last token may be the beginning of a word (5 finds 500).
std::string phrase(std::string_view words, SearchIn where) {
  std::string out = where == SearchIn::kText ? "text : \"" : "\"";
  for (const char c : words) out += c == '"' || c == '\0' ? ' ' : c;
  const char last = words.empty() ? ' ' : words.back();
  const bool ascii =
      (last >= '0' && last <= '9') || (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
  return out + (ascii ? "\" *" : "\"");
}

bool has_tokens(std::string_view words) {
  bool any = false;
  pair_tokens(words, PairPurpose::kQuery, [&](const PairToken&) {
    any = true;
    return false;
  });
  return any;
}

}  // namespace

Result<void> remember_text(sql::Connection& db, std::int64_t task_id, std::string_view text,
                           std::string_view names) {
  TRY(db.run("INSERT INTO task_fulltext (rowid, text, names) VALUES ($1, $2, $3)", task_id, text, names));
  return {};
}

Result<void> forget_text(sql::Connection& db, std::int64_t task_id) {
  TRY(db.run("DELETE FROM task_fulltext WHERE rowid = $1", task_id));
  return {};
}

FulltextCondition fulltext_condition(std::string_view words, SearchIn where, int first) {
  // The index narrows, instr decides: a phrase of pairs runs over punctuation, and words of punctuation alone
  // have no token.
  FulltextCondition out;
  const std::string found_in =
      where == SearchIn::kText
          ? fmt::format("instr(lower(f.text), ${}) > 0", first + 1)
          : fmt::format("(instr(lower(f.text), ${0}) > 0 OR instr(lower(f.names), ${0}) > 0)", first + 1);
  const std::string narrowed =
      has_tokens(words) ? fmt::format("task_fulltext MATCH ${}", first) : fmt::format("${} IS NOT NULL", first);
  out.sql = fmt::format("t.id IN (SELECT f.rowid FROM task_fulltext f WHERE {} AND {})", narrowed, found_in);
  out.values = {phrase(words, where), ascii_lower(words)};
  return out;
}

Spans occurrences(std::string_view text, std::string_view words) {
  Spans out;
  if (words.empty()) return out;
  const std::string in = ascii_lower(text);
  const std::string what = ascii_lower(words);
  for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + what.size())) {
    out.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + what.size())});
  }
  return out;
}

}  // namespace duban
