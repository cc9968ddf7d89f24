#include "extract/part_sums.h"

#include <algorithm>
#include <string>
#include <vector>

#include "grammar/number.h"
#include "grammar/unit.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::string_view kOfThem = "其中";

void leave_out(std::string_view& text, std::u32string_view marks) {
  const utf8::Char c = utf8::at(text, 0);
  if (!text.empty() && marks.find(c.point) != std::u32string_view::npos) text.remove_prefix(c.size);
}

bool begins_with_verb(std::string_view words) {
  static const WordList& verbs = word_list("commitment_verbs");
  return verbs.longest_at(words) != nullptr;
}

struct Part {
  std::string_view name;
  double value = 0;
};

// 乡镇4所
std::optional<Part> read_part(std::string_view words, std::string_view unit_of_all) {
  constexpr std::size_t kLongest = 12;  // characters of a name
  static constexpr CharSet kDigits(U"0123456789");
  const std::size_t at = find_any(words, kDigits);
  if (at == 0 || at >= words.size()) return {};
  const std::string_view name = words.substr(0, at);
  if (utf8::count(name) > kLongest || has_words(name, kOfThem)) return {};
  const auto count = number(Cursor(words, at));
  if (!count || count->value.row || count->value.and_more) return {};
  const auto counted = unit(count->rest);
  if (!counted || !counted->rest.done() || ledger_unit(counted->value.printed) != unit_of_all) return {};
  return Part{name, count->value.value};
}

// Words of one line of whole_parts.txt: 城区 and 乡镇.
bool make_a_whole(const std::vector<std::string_view>& names) {
  for (const Word& line : word_list("whole_parts").words()) {
    const auto bears = [&](std::string_view name) {
      std::string_view others = line.attribute(0);
      while (!others.empty()) {
        const std::size_t end = std::min(others.find(' '), others.size());
        if (has_words(name, others.substr(0, end))) return true;
        others.remove_prefix(std::min(end + 1, others.size()));
      }
      return false;
    };
    std::size_t first = 0;
    std::size_t other = 0;
    for (const std::string_view name : names) {
      if (has_words(name, line.text)) {
        ++first;
      } else {
        other += bears(name);
      }
    }
    if (first > 0 && other > 0 && first + other == names.size()) return true;
  }
  return false;
}

}  // namespace

std::optional<PartSum> parts_behind(std::string_view text, std::string_view unit) {
  constexpr std::size_t kFarthest = 100;  // characters
  const bool bracket = utf8::is_open_bracket(utf8::at(text, 0).point);
  const std::u32string_view in_front = bracket ? U"(（[［〔" : U"，,";
  std::string_view rest = text;
  leave_out(rest, in_front);
  if (!bracket && !rest.starts_with(kOfThem)) return {};
  const std::string_view begin = utf8::head(text, kFarthest);
  rest = begin;
  leave_out(rest, in_front);
  const bool of_them = rest.starts_with(kOfThem);
  if (!of_them && !bracket) return {};
  if (of_them) {
    rest.remove_prefix(kOfThem.size());
    leave_out(rest, U"：:，,");
  }
  static constexpr CharSet kEnds(U"。；;)）]］〕|\t");
  const std::size_t end = find_any(rest, kEnds);
  if (end == std::string_view::npos || utf8::is_close_bracket(utf8::at(rest, end).point) != bracket) return {};
  const std::string words = utf8::squeeze(rest.substr(0, end));
  static constexpr CharSet kBetween(U"、，,");
  std::vector<std::string_view> names;
  PartSum out;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t stop = std::min(find_any(words, kBetween, at), words.size());
    const auto part = read_part(std::string_view(words).substr(at, stop - at), unit);
    // 其中小学5所，改造学校8所: no longer of them
    if (!part || (!names.empty() && begins_with_verb(part->name) && !begins_with_verb(names.front())))
      return {};
    names.push_back(part->name);
    out.sum += part->value;
    at = stop < words.size() ? stop + utf8::at(words, stop).size : stop;
  }
  if (names.empty()) return {};
  out.all = names.size() > 1 && ((bracket && !of_them) || make_a_whole(names));
  out.end = begin.size() - rest.size() + end + (bracket ? utf8::at(rest, end).size : 0);
  return out;
}

}  // namespace duban
