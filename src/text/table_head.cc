#include "text/table_head.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "text/char_set.h"
#include "text/find.h"
#include "text/lexicon.h"
#include "text/memo.h"
#include "text/utf8.h"

namespace duban {
namespace {

const WordList& heads() {
  static const WordList& list = word_list("table_heads");
  return list;
}

ColumnRole role_named(std::string_view name) {
  struct Row {
    std::string_view name;
    ColumnRole role;
  };
  static constexpr Row kRoles[] = {
      {"number", ColumnRole::kNumber}, {"category", ColumnRole::kCategory},
      {"name", ColumnRole::kName},     {"task", ColumnRole::kTask},
      {"detail", ColumnRole::kDetail}, {"leader", ColumnRole::kLeader},
      {"lead", ColumnRole::kLead},     {"responsible", ColumnRole::kResponsible},
      {"helping", ColumnRole::kHelping}, {"clause", ColumnRole::kClause},
      {"deadline", ColumnRole::kDeadline}, {"aside", ColumnRole::kAside},
  };
  for (const Row& row : kRoles) {
    if (row.name == name) return row.role;
  }
  return ColumnRole::kNone;
}

ColumnRole role_of(const Word* word) {
  static const std::vector<ColumnRole> roles = [] {
    std::vector<ColumnRole> out;
    for (const Word& each : heads().words()) out.push_back(role_named(each.attribute(0)));
    return out;
  }();
  return word == nullptr ? ColumnRole::kNone : roles[static_cast<std::size_t>(word - heads().words().data())];
}

// Hands on the words without blanks, and without what brackets hold: 投资（万元）, 牵头单位(部门). A piece after the other,
// until `add` gives false.
template <class Add>
void each_bare_piece(std::string_view head, const Add& add) {
  std::size_t depth = 0;
  for (std::size_t i = 0; i < head.size();) {
    if (const std::size_t behind = utf8::behind_hanzi(head, i, head.size()); behind > i) {
      if (depth == 0 && !add(head.substr(i, behind - i))) return;
      i = behind;
      continue;
    }
    const utf8::Char c = utf8::at(head, i);
    if (utf8::is_open_bracket(c.point)) ++depth;
    const bool mark = utf8::is_blank(c.point) || c.point == '\n' || c.point == '*' || c.point == '#' ||
                      c.point == U'：' || c.point == ':';
    if (depth == 0 && !mark && !add(head.substr(i, c.size))) return;
    if (utf8::is_close_bracket(c.point) && depth > 0) --depth;
    i += c.size;
  }
}

std::string bare_head(std::string_view head) {
  std::string out;
  each_bare_piece(head, [&](std::string_view piece) {
    out.append(piece);
    return true;
  });
  return out;
}

// 责任站所, 配合镇街: who answers, and what kind of body it is.
ColumnRole role_of_parts(std::string_view bare) {
  constexpr std::size_t kLongest = 27;  // bytes
  static const WordList& parts = word_list("table_head_parts");
  const Word* first = bare.size() > kLongest ? nullptr : parts.longest_at(bare);
  if (first == nullptr || first->attribute(0) == "body" || first->text.size() == bare.size()) return ColumnRole::kNone;
  for (std::size_t at = first->text.size(); at < bare.size();) {
    const Word* body = parts.longest_at(bare.substr(at));
    if (body == nullptr || body->attribute(0) != "body") return ColumnRole::kNone;
    at += body->text.size();
  }
  return role_named(first->attribute(0));
}

bool is_period(std::string_view bare) {
  static constexpr FewWords kStarts{"一季度",   "二季度", "三季度", "四季度", "第一季度", "第二季度", "第三季度",
                                    "第四季度", "1季度",  "2季度",  "3季度",  "4季度",    "上半年",   "下半年"};
  if (!kStarts.at(bare).empty() && utf8::count(bare) <= 10) return true;
  // 1月, 1—3月, 1-6月目标
  std::size_t at = 0;
  while (at < bare.size() && (utf8::is_digit(utf8::at(bare, at).point) || utf8::at(bare, at).point == '-' ||
                              utf8::at(bare, at).point == U'—' || utf8::at(bare, at).point == U'至'))
    at += utf8::at(bare, at).size;
  const std::string_view rest = bare.substr(at);
  return at > 0 && rest.starts_with("月") &&
         (rest == "月" || rest == "月份" || rest.ends_with("目标") || rest.ends_with("计划"));
}

}  // namespace

bool is_period_head(std::string_view head) {
  constexpr std::size_t kLongestHead = 120;
  return head.size() <= kLongestHead && is_period(bare_head(head));
}

namespace {

ColumnRole role_of_head(std::string_view head) {
  const bool plain = utf8::behind_hanzi(head, 0, head.size()) == head.size();
  const std::string made = plain ? std::string() : bare_head(head);
  const std::string_view bare = plain ? head : std::string_view(made);
  if (bare.empty() || utf8::count(bare) > 14) return ColumnRole::kNone;
  if (const Word* word = heads().exact(bare)) return role_of(word);
  if (is_period(bare)) return ColumnRole::kAside;
  if (const ColumnRole role = role_of_parts(bare); role != ColumnRole::kNone) return role;
  static constexpr CharSet kStops(U"。，,；;");
  if (!plain && has_any(bare, kStops)) return ColumnRole::kNone;
  if (utf8::is_digit(static_cast<unsigned char>(bare.front())) && !has_words(bare, "年")) return ColumnRole::kNone;
  // 责任单位及责任人, 目标任务和完成时限: what it begins with
  if (const Word* front = heads().longest_at(bare); front != nullptr && front->text.size() >= 12) {
    const std::string_view rest = std::string_view(bare).substr(front->text.size());
    for (const std::string_view join : {"及", "和", "与", "、", "/"}) {
      if (rest.starts_with(join)) return role_of(front);
    }
  }
  // 2026年工作目标, 区政府分管领导: what the head ends with; a word of one syllable or two alone is too little
  const Word* word = heads().longest_before(bare, bare.size());
  if (word != nullptr && word->text.size() >= 6 && utf8::count(bare) <= 12) {
    const bool general = word->text.size() == 6;  // 项目, 任务, 单位: of a head, not of a cell
    if (!general || utf8::count(bare) <= 8) return role_of(word);
  }
  return ColumnRole::kNone;
}

}  // namespace

ColumnRole column_role(std::string_view head) {
  constexpr std::size_t kLongestHead = 120;
  if (head.empty() || head.size() > kLongestHead) return ColumnRole::kNone;
  static thread_local Memo<ColumnRole> memo;  // labels that begin lines are asked about as heads
  return memo.answer(head, role_of_head);
}

bool is_plain_head(std::string_view head) {
  constexpr std::size_t kLongestHead = 120;
  if (head.size() > kLongestHead) return false;
  const WordList& list = heads();
  const char32_t first = utf8::at(head, 0).point;
  const bool kept = utf8::is_hanzi(first) || utf8::is_digit(first) || utf8::is_ascii_letter(first);  // by bare_head()
  if (kept && !list.may_begin(head)) return false;
  if (utf8::behind_hanzi(head, 0, std::min(head.size(), list.longest_size() + 3)) > list.longest_size()) return false;
  if (utf8::behind_hanzi(head, 0, head.size()) == head.size()) return list.exact(head) != nullptr;
  std::array<char, kLongestHead> bare;  // as much of it as matters
  std::size_t size = 0;
  each_bare_piece(head, [&](std::string_view piece) {
    piece.copy(bare.data() + size, piece.size());
    size += piece.size();
    return size <= list.longest_size();
  });
  return list.exact({bare.data(), size}) != nullptr;
}

namespace {

constexpr std::size_t kShortHead = 6;   // bytes; shorter words are no heads of their own
constexpr std::size_t kWholeHead = 12;  // bytes; shorter words have nothing before them
constexpr std::size_t kMostBefore = 4;  // characters: 区政府, 2026
constexpr std::size_t kFewestHeads = 3;  // of a table
constexpr std::size_t kMostInBracket = 8;  // with what closes it
constexpr std::size_t kHanzi = 3;          // bytes

}  // namespace

namespace {

// The heads that are none too short, which alone are looked for inside words.
const WordList& whole_heads() {
  static const std::string file = [] {
    std::string lines;
    for (const Word& word : heads().words()) {
      if (word.text.size() >= kShortHead) lines.append(word.text).append("\n");
    }
    return lines;
  }();
  static const WordList list(file);
  return list;
}

// Those that a table of tasks wants one of: who answers, or the number of the row.
const WordList& telling_heads() {
  static const std::string file = [] {
    std::string lines;
    for (const Word& word : heads().words()) {
      const ColumnRole role = role_of(&word);
      if (word.text.size() >= kShortHead && (says_who(role) || role == ColumnRole::kNumber)) lines.append(word.text).append("\n");
    }
    return lines;
  }();
  static const WordList list(file);
  return list;
}

}  // namespace

std::size_t next_head(std::string_view words, std::size_t from) {
  static const WordList& list = whole_heads();
  for (auto place = list.find(words, from); place.word != nullptr; place = list.find(words, place.at + utf8::at(words, place.at).size)) {
    const std::size_t at = place.at;
    if (place.word->text.size() < kWholeHead) return at;
    std::size_t first = at;
    for (std::size_t before = 0; before < kMostBefore && first > from; ++before) {
      const utf8::Char c = utf8::before(words, first);
      if (!utf8::is_hanzi(c.point)) break;
      first -= c.size;
    }
    return first;
  }
  return std::string_view::npos;
}

HeadInFront head_in_front(std::string_view words) {
  std::size_t at = 0;
  for (std::size_t before = 0; before <= kMostBefore && at < words.size(); ++before) {
    const Word* word = heads().longest_at(words.substr(at));
    if (word != nullptr && word->text.size() >= kShortHead) {
      if (before > 0 && word->text.size() < kWholeHead) return {};
      std::size_t size = at + word->text.size();
      const utf8::Char c = utf8::at(words, size);
      if (utf8::is_open_bracket(c.point)) {  // （万元）
        for (std::size_t i = size + c.size, n = 0; i < words.size() && n < kMostInBracket; ++n) {
          const utf8::Char d = utf8::at(words, i);
          i += d.size;
          if (utf8::is_close_bracket(d.point)) size = i, n = kMostInBracket;
        }
      }
      return {size, role_of(word)};
    }
    const utf8::Char c = utf8::at(words, at);
    if (!utf8::is_hanzi(c.point)) return {};
    at += c.size;
  }
  return {};
}

bool may_hold_heads(std::string_view words) {
  static const WordList& list = telling_heads();
  // The bytes of a head that ends at `at`, with its bracket: 投资（万元）; 0 where none does.
  const auto head_that_ends = [&](std::size_t at) -> std::size_t {
    std::size_t end = at;
    if (utf8::is_close_bracket(utf8::before(words, end).point)) {
      for (std::size_t n = 0; n <= kMostInBracket && end > 0; ++n) {
        const utf8::Char c = utf8::before(words, end);
        end -= c.size;
        if (utf8::is_open_bracket(c.point)) break;
      }
    }
    const Word* word = heads().longest_before(words, end);
    return word != nullptr && word->text.size() >= kShortHead ? at - end + word->text.size() : 0;
  };
  // Where one ends with at most `most` characters behind it, as head_in_front() has it; 0 where none does.
  const auto head_before = [&](std::size_t at, std::size_t most) -> std::size_t {
    for (std::size_t before = 0; before <= most && at > 0; ++before) {
      if (head_that_ends(at) > 0) return at;
      const utf8::Char c = utf8::before(words, at);
      if (!utf8::is_hanzi(c.point)) return 0;
      at -= c.size;
    }
    return 0;
  };
  // Whether another stands in front of the one that ends at `end`, wherever that begins.
  const auto two_before = [&](std::size_t end) {
    const std::size_t first = end - std::min(end, head_that_ends(end) + kMostBefore * kHanzi);
    for (std::size_t at = end - kShortHead; at > first; at -= utf8::before(words, at).size) {
      if (head_that_ends(at) > 0) return true;
    }
    return false;
  };
  for (auto place = list.find(words); place.word != nullptr; place = list.find(words, place.at + utf8::at(words, place.at).size)) {
    std::size_t found = 0;  // it and those behind it
    for (std::size_t at = place.at; found < kFewestHeads; ++found) {
      const std::size_t own = head_in_front(words.substr(at)).size;
      if (own == 0) break;
      at += own;
    }
    if (found == kFewestHeads) return true;
    const std::size_t before = head_before(place.at, place.word->text.size() < kWholeHead ? 0 : kMostBefore);
    if (before > 0 && (found + 1 == kFewestHeads || two_before(before))) return true;
  }
  return false;
}

bool says_what(ColumnRole role) {
  return role == ColumnRole::kCategory || role == ColumnRole::kName || role == ColumnRole::kTask ||
         role == ColumnRole::kDetail;
}

bool says_who(ColumnRole role) {
  return role == ColumnRole::kLeader || role == ColumnRole::kLead || role == ColumnRole::kResponsible ||
         role == ColumnRole::kHelping || role == ColumnRole::kClause;
}

}  // namespace duban
