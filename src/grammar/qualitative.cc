#include "grammar/qualitative.h"

#include <algorithm>
#include <optional>

#include "grammar/number.h"
#include "grammar/phrase.h"
#include "text/char_set.h"
#include "text/cursor.h"
#include "text/lexicon.h"

namespace duban {
namespace {

using std::string_view;

constexpr std::size_t kAround = 60;     // bytes between a word and what it needs: twenty characters
constexpr std::size_t kLookBack = 240;  // bytes before a goal that tell of what time it speaks

// What a shape has to look at: the clause up to the word, the word, and what stands behind it.
struct Place {
  string_view before;
  string_view word;
  string_view after;
};

// The bytes of the goal before the word's begin and behind the word's end, where its shape holds.
struct Reach {
  std::size_t before = 0;
  std::size_t behind = 0;
};

bool plays(const Word* word, string_view part) {
  return word != nullptr &&
         std::find(word->attributes.begin(), word->attributes.end(), part) != word->attributes.end();
}
const WordList& parts() {
  static const WordList& list = word_list("goal_parts");
  return list;
}
// The part's word at the head of words, 0 bytes if none.
std::size_t part_at(string_view words, string_view part) {
  const Word* word = parts().longest_at(words);
  return plays(word, part) ? word->text.size() : 0;
}

bool ends_clause(string_view behind) {
  if (ends_item(behind)) return true;
  for (const string_view mark : {"，", ",", "。", "；", ";", "！", "”", "’", "\n", "底线", "的底线", "或"}) {
    if (behind.starts_with(mark)) return true;
  }
  return false;
}
// “最多跑一次”改革: quoted, it is the name of something.
bool ends_goal(string_view behind) {
  for (const string_view quote : {"”", "\"", "’"}) {
    if (behind.starts_with(quote)) return ends_clause(behind.substr(quote.size()));
  }
  return ends_clause(behind);
}

// The end of the first such part within the words that ends the goal; words before it are its own (前 下达的 |
// 节能减排 | 任务).
std::optional<std::size_t> ending_in(string_view words, string_view part) {
  for (std::size_t at = 0; at < words.size() && at <= kAround; at += character_size(words[at])) {
    const string_view rest = words.substr(at);
    if (number_may_begin(Cursor(rest)) && rest.front() >= '0' && rest.front() <= '9') return {};
    for (const string_view mark : {"，", ",", "。", "；", ";"}) {
      if (rest.starts_with(mark)) return {};
    }
    const std::size_t size = part_at(rest, part);
    if (size > 0 && ends_goal(rest.substr(size))) return at + size;
  }
  return {};
}

// alone ::= words
//   不增不减
std::optional<Reach> alone(const Place&) { return Reach{}; }

// at_end ::= words, at the end of what they belong to
//   实现全覆盖
std::optional<Reach> at_end(const Place& place) {
  if (!ends_goal(place.after)) return {};
  return Reach{};
}

// with ::= (与 | 同 | 和) reference soft* 同步
//   与经济增长基本同步
std::optional<Reach> with(const Place& place) {
  if (!ends_goal(place.after)) return {};
  std::size_t end = place.before.size();
  while (const Word* soft = parts().longest_before(place.before, end)) {
    if (!plays(soft, "soft")) break;
    end -= soft->text.size();
  }
  constexpr std::size_t kShortest = 2 * 3;
  // 和 joins subjects too: another word of this kind goes before it.
  for (const bool joining : {false, true}) {
    for (std::size_t at = end; at >= 3 && end - at <= kAround; --at) {
      const string_view mark = place.before.substr(at - 3, 3);
      if (part_at(mark, "with") == 0 || (mark == "和") != joining || end - at < kShortest) continue;
      return Reach{place.before.size() - (at - 3), 0};
    }
  }
  return {};
}

// than ::= (高于 | 快于) reference
//   高于全国平均水平
std::optional<Reach> than(const Place& place) {
  const auto end = ending_in(place.after, "level");
  if (!end) return {};
  return Reach{0, *end};
}

// given ::= (完成 | 达到) giver (、giver)* gave [的] words task
//   完成国家下达的节能减排任务  完成国家任务
std::optional<Reach> given(const Place& place) {
  Cursor at(place.after);
  for (const string_view well : {"好", "全部"}) {
    if (at.starts(well)) at = at.after(well.size());
  }
  std::size_t giver = part_at(at.rest(), "giver");
  if (giver == 0) return {};
  at = at.after(giver);
  while (at.starts("、") || at.starts("和")) {
    const Cursor next = at.after(string_view("、").size());
    giver = part_at(next.rest(), "giver");
    if (giver == 0) break;
    at = next.after(giver);
  }
  const std::size_t gave = part_at(at.rest(), "gave");
  if (gave == 0) {
    const std::size_t task = part_at(at.rest(), "task");
    if (task == 0 || place.word != "完成" || !ends_goal(at.after(task).rest())) return {};
    return Reach{0, at.at() + task};
  }
  at = at.after(gave);
  const auto end = ending_in(at.rest(), "task");
  if (!end) return {};
  return Reach{0, at.at() + *end};
}

// The beginning of a verb of standing shortly before the end of words.
std::optional<std::size_t> stand_before(string_view words) {
  constexpr std::size_t kNear = 12 * 3;
  for (std::size_t end = words.size(); end > 0 && words.size() - end <= kNear; --end) {
    const Word* word = parts().longest_before(words, end);
    if (plays(word, "stand")) return end - word->text.size();
  }
  return {};
}

// rank ::= (位居 | 走在) words 前列
//   位居全省前列
std::optional<Reach> rank(const Place& place) {
  if (!ends_goal(place.after)) return {};
  const auto begin = stand_before(place.before);
  if (!begin) return {};
  return Reach{place.before.size() - *begin, 0};
}

// place_among ::= (进入 | 位居) words 前 number (名 | 位 | 强)
//   进入全省前5位
std::optional<Reach> place_among(const Place& place) {
  const Cursor at(place.after);
  if (!number_may_begin(at)) return {};
  const auto n = number(at);
  if (!n || n->value.row) return {};
  std::size_t size = 0;
  for (const string_view unit : {"名", "位", "强", "列"}) {
    if (n->rest.starts(unit)) size = unit.size();
  }
  const auto begin = stand_before(place.before);
  const bool counted = size > 0 || n->value.script == NumberScript::kChinese;
  if (!begin || !counted || !ends_goal(n->rest.after(size).rest())) return {};
  return Reach{place.before.size() - *begin, n->rest.at() + size};
}

// all_done ::= 应 character 尽 character
//   应保尽保
std::optional<Reach> all_done(const Place& place) {
  const string_view done = first_character(place.after);
  const string_view behind = place.after.substr(done.size());
  if (!behind.starts_with("尽") || !behind.substr(string_view("尽").size()).starts_with(done) ||
      done.size() < 3)
    return {};
  const std::size_t size = 2 * done.size() + string_view("尽").size();
  if (!ends_goal(place.after.substr(size))) return {};
  return Reach{0, size};
}

// nothing_of ::= (不发生 | 杜绝) words danger
//   不发生重特大安全生产事故
std::optional<Reach> nothing_of(const Place& place) {
  const auto end = ending_in(place.after, "danger");
  if (!end) return {};
  return Reach{0, *end};
}

struct Shape {
  string_view name;  // third column of goals.txt
  string_view rule;
  std::optional<Reach> (*holds)(const Place& place);
};
// clang-format off
constexpr Shape kShapes[] = {
    {"",       "goal.words",    alone},
    {"end",    "goal.words",    at_end},
    {"with",   "goal.with",     with},
    {"rank",   "goal.rank",     rank},
    {"place",  "goal.place",    place_among},
    {"than",   "goal.than",     than},
    {"given",  "goal.given",    given},
    {"all",    "goal.all",      all_done},
    {"danger", "goal.danger",   nothing_of},
};
// clang-format on

const Shape* shape_of(const Word& word) {
  const auto found = std::find_if(std::begin(kShapes), std::end(kShapes),
                                  [&](const Shape& shape) { return shape.name == word.attribute(1); });
  return found == std::end(kShapes) ? nullptr : found;
}

// Whether the words before say that it has been reached: 已实现, 目前.
bool reached_already(string_view before) {
  static const WordList& words = word_list("progress_words");
  for (std::size_t at = 0; at < before.size(); at += character_size(before[at])) {
    const Word* word = words.longest_at(before.substr(at));
    if (word == nullptr) continue;
    const string_view ahead = before.substr(0, at);
    const bool compared =
        ahead.ends_with("比") || ahead.ends_with("较") || ahead.ends_with("于") || ahead.ends_with("不");
    if (!compared) return true;
  }
  return false;
}

constexpr CharSet kClauseEnds(U"，,。；;\n、：");

}  // namespace

std::vector<Qualitative> read_qualitative(string_view text) {
  static const WordList& goals = word_list("goals");
  std::vector<Qualitative> out;
  std::size_t taken = 0;  // the end of the last goal
  for (WordList::Place found = goals.find(text); found.word != nullptr;) {
    const std::size_t at = found.at;
    const Word* const word = found.word;
    std::size_t floor = std::max(taken, at > kLookBack ? at - kLookBack : 0);
    while (floor < at && (static_cast<unsigned char>(text[floor]) & 0xC0U) == 0x80U) ++floor;
    std::size_t clause = at;  // where the clause begins
    while (clause > floor && !kClauseEnds.has(utf8::before(text, clause).point)) clause -= utf8::before(text, clause).size;
    floor = std::max(floor, clause);
    const std::size_t end = at + word->text.size();
    const Place place{text.substr(floor, at - floor), word->text, text.substr(end)};
    const Shape* shape = shape_of(*word);
    const auto kind = from_word<QualitativeKind>(word->attribute(0));
    const auto reach = shape != nullptr && kind ? shape->holds(place) : std::optional<Reach>();
    if (!reach || reached_already(place.before)) {
      found = goals.find(text, at + (shape != nullptr && shape->name == "end" ? word->text.size() : character_size(text[at])));
      continue;
    }
    const Span span{static_cast<std::uint32_t>(at - reach->before),
                    static_cast<std::uint32_t>(end + reach->behind)};
    out.push_back({std::string(text.substr(span.begin, span.size())), *kind, span, std::string(shape->rule)});
    taken = span.end;
    found = goals.find(text, taken);
  }
  return out;
}

}  // namespace duban
