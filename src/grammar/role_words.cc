#include "grammar/role_words.h"

#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {
namespace {

// How, in front of the verb itself: 按职责分工|落实, 共同|负责.
std::size_t manner_before(std::string_view text, std::size_t end) {
  static const WordList& manners = word_list("role_manners");
  const Word* word = manners.longest_before(text, end);
  return word == nullptr ? 0 : word->text.size();
}

}  // namespace

const WordList& role_labels() {
  static const WordList& list = word_list("role_labels");
  return list;
}

const WordList& role_verbs() {
  static const WordList& list = word_list("role_verbs");
  return list;
}

RoleKind kind_of(std::string_view word) {
  if (word == "leader") return RoleKind::kLeader;
  if (word == "lead") return RoleKind::kLead;
  if (word == "responsible") return RoleKind::kResponsible;
  if (word == "shared") return RoleKind::kShared;
  if (word == "clause") return RoleKind::kClause;
  if (word == "deadline") return RoleKind::kDeadline;
  return word == "text" ? RoleKind::kText : RoleKind::kAside;
}

Range trim_range(std::string_view text, Range r) {
  const auto loose = [](char32_t p) {
    return !utf8::is_between_marks(p) && (utf8::is_blank(p) || is_clause_end(p) || p == '\n' || p == '|' || p == U'｜');
  };
  while (r.begin < r.end && loose(utf8::at(text, r.begin).point)) r.begin += utf8::at(text, r.begin).size;
  while (r.begin < r.end && loose(utf8::before(text, r.end).point)) r.end -= utf8::before(text, r.end).size;
  return r;
}

std::string_view last_name(std::string_view words) {
  std::size_t at = utf8::before_hanzi(words, words.size());
  while (at > 0 && !is_clause_end(utf8::before(words, at).point)) at = utf8::before_hanzi(words, at - utf8::before(words, at).size);
  return words.substr(at);
}

std::optional<RoleVerb> verb_before(std::string_view text, std::size_t begin, std::size_t end) {
  text = text.substr(0, end);
  const Word* word = role_verbs().longest_before(text, end);
  if (word == nullptr || word->text.size() > end - begin) return {};
  std::size_t at = end - word->text.size();
  for (std::size_t size = manner_before(text, at); size > 0 && size <= at - begin; size = manner_before(text, at))
    at -= size;
  return RoleVerb{end - at, kind_of(word->attribute(0)), 0, text.substr(at) == "负责"};
}

std::optional<RoleVerb> free_verb_before(std::string_view text, std::size_t begin, std::size_t end) {
  struct Head {
    std::string_view word;
    RoleKind kind;
  };
  static constexpr Head kHeads[] = {
      {"负责", RoleKind::kShared},      {"予以", RoleKind::kResponsible}, {"给予", RoleKind::kResponsible},
      {"提供", RoleKind::kResponsible}, {"跟踪", RoleKind::kResponsible}, {"指导", RoleKind::kResponsible},
      {"督促", RoleKind::kResponsible}, {"统筹", RoleKind::kResponsible}, {"协调", RoleKind::kResponsible},
      {"做好", RoleKind::kResponsible}, {"抓好", RoleKind::kResponsible}, {"监督", RoleKind::kResponsible},
      {"参与", RoleKind::kResponsible}, {"协助", RoleKind::kResponsible}, {"配合", RoleKind::kResponsible},
      {"支持", RoleKind::kResponsible}, {"具体", RoleKind::kResponsible}, {"组织", RoleKind::kResponsible},
      {"分别", RoleKind::kShared},      {"共同", RoleKind::kShared},      {"按", RoleKind::kShared},
      {"推进", RoleKind::kShared},      {"牵头", RoleKind::kLead},
      {"落实", RoleKind::kResponsible}, {"办理", RoleKind::kResponsible}, {"承担", RoleKind::kResponsible}};
  static constexpr CharSet kBegins = CharSet::beginnings(kHeads, &Head::word);
  constexpr std::size_t kLongest = 36;
  const std::string_view words = text.substr(begin, end - begin);
  for (std::size_t at = words.size() > kLongest ? words.size() - kLongest : 0; at < words.size(); ++at) {
    if ((static_cast<unsigned char>(words[at]) & 0xC0U) == 0x80U || !kBegins.has(utf8::at(words, at).point)) continue;
    for (const Head& head : kHeads) {
      if (words[at + 2] != head.word[2] || !words.substr(at).starts_with(head.word)) continue;
      const std::string_view unit = last_name(words.substr(0, at));
      const std::size_t name = at - unit.size();
      const UnitClass kind = unit_class(unit);
      // 省委组织部, 省监督检查办 hold no verb; 省政府督查室跟踪督办 does
      const bool part_of_names = head.word == "组织" || head.word == "协调" || head.word == "统筹" ||
                                 head.word == "监督" || head.word == "指导" || head.word == "推进";
      if (part_of_names && unit_class(words.substr(name)) != UnitClass::kNone) continue;
      const bool known = kind == UnitClass::kOrgan || kind == UnitClass::kBody || kind == UnitClass::kGroup;
      if (!known || !ends_like_unit(unit)) continue;
      RoleVerb verb{words.size() - at, head.kind};
      const std::string_view behind = words.substr(at + head.word.size());
      if (head.kind == RoleKind::kLead && level_prefix(behind) > 0 && unit_class(behind) == UnitClass::kOrgan)
        verb.behind = behind.size();
      return verb;
    }
  }
  return {};
}

}  // namespace duban
