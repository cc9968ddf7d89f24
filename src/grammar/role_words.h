#pragma once

// The verbs behind units that say what the units do, and small helpers of the rules that read who answers.

#include <optional>
#include <string_view>

#include "grammar/role_label.h"
#include "grammar/units.h"
#include "text/char_set.h"
#include "text/lexicon.h"

namespace duban {

inline std::string_view sub(std::string_view text, Range r) { return text.substr(r.begin, r.end - r.begin); }

// data/lexicon/role_labels.txt and role_verbs.txt.
const WordList& role_labels();
const WordList& role_verbs();
// The attribute of such a word: leader, lead, …
RoleKind kind_of(std::string_view word);

// A comma, a semicolon, 、 or 。
inline constexpr CharSet kClauseEnds(U"，,；;、。");
inline bool is_clause_end(char32_t p) { return kClauseEnds.has(p); }
// Without blanks, line ends and such stops around it.
Range trim_range(std::string_view text, Range r);

// What stands behind the last comma.
std::string_view last_name(std::string_view words);

// verb ::= {manner} word
//   牵头   按照各自职责分工抓好落实
struct RoleVerb {
  std::size_t size = 0;
  RoleKind kind = RoleKind::kAside;
  std::size_t behind = 0;  // bytes of it that name a unit of the next clause: A牵头 B、C配合
  bool plain = false;      // 负责 and no more
};

std::optional<RoleVerb> verb_before(std::string_view text, std::size_t begin, std::size_t end);

// verb ::= head {hanzi}
//   市金融控股集团|负责运营   省发展改革委|予以支持   省政府督查室|跟踪督办: behind the name of a unit
std::optional<RoleVerb> free_verb_before(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace duban
