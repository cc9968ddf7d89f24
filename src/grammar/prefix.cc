#include "grammar/prefix.h"

#include "text/cursor.h"
#include "text/lexicon.h"

namespace duban {
namespace {

std::optional<Comparison> comparison_of(std::string_view sign) {
  for (const Comparison op : {Comparison::kEqual, Comparison::kAbout, Comparison::kAtLeast,
                              Comparison::kMoreThan, Comparison::kAtMost, Comparison::kLessThan}) {
    if (to_word(op) == sign) return op;
  }
  return {};
}

// Takes one word into the prefix; false where it ends the prefix.
bool take(const Word& word, UnitKind unit, Prefix& prefix) {
  const std::string_view kind = word.attribute(0);
  if (kind == "stop") return false;
  if (kind == "growth") {
    // 就业增加5万人: the word is the verb; a rate of change needs a rate.
    if (unit != UnitKind::kShare && unit != UnitKind::kTimes) return false;
    // 增速提高2个百分点, 提高居民收入增长5%: one such word is enough.
    if (prefix.growth) return false;
    prefix.growth = true;
    if (word.attribute(2) == "keep") prefix.kept = word.text;
  }
  if (kind == "reach") prefix.reach = true;
  if (kind == "hold") prefix.hold = true;
  if (kind == "total") prefix.total = true;
  if (kind == "each") prefix.each = true;
  if (kind == "share") prefix.share = true;
  if (kind == "push") prefix.push = true;
  if (kind == "per") {
    prefix.per = word.attribute(1);
  } else if (!prefix.op && !word.attribute(1).empty()) {
    prefix.op = comparison_of(word.attribute(1));
  }
  return true;
}

}  // namespace

Prefix read_prefix(std::string_view text, std::size_t floor, std::size_t at, UnitKind unit) {
  static const WordList& words = word_list("amount_prefixes");
  Prefix prefix;
  prefix.begin = at;
  const std::string_view before = text.substr(floor, at - floor);
  while (prefix.begin > floor) {
    const Word* word = words.longest_before(before, prefix.begin - floor);
    if (word == nullptr) break;
    // 为500所学校配备: at the head of a clause 为 is a preposition.
    const bool heads = prefix.begin - word->text.size() == floor;
    if (heads && word->attribute(0) == "filler" &&
        (word->text == "为" || word->text == "到" || word->text == "至"))
      break;
    if (!take(*word, unit, prefix)) break;
    prefix.begin -= word->text.size();
  }
  return prefix;
}

std::optional<ShareOf> read_share_of(std::string_view words) {
  static const WordList& prefixes = word_list("amount_prefixes");
  if (!words.ends_with("的")) return {};
  for (std::size_t at = 0; at < words.size(); at += character_size(words[at])) {
    const Word* word = prefixes.longest_at(words.substr(at));
    if (word == nullptr || at == 0) continue;
    const std::string_view kind = word->attribute(0);
    const auto op = comparison_of(word->attribute(1));
    if (!op || (kind != "bound" && kind != "reach") || word->text.size() < std::string_view("超过").size())
      continue;
    const std::size_t from = at + word->text.size();
    const std::size_t to = words.size() - std::string_view("的").size();
    if (from >= to) continue;
    return ShareOf{words.substr(0, at), words.substr(from, to - from), *op};
  }
  return {};
}

}  // namespace duban
