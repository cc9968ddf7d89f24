#include "extract/closed_labels.h"

#include <string>
#include <vector>

#include "grammar/role_words.h"
#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::string_view kBold = "**";

struct Parts {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// What to take out around the colon at `colon`, in printed order; nothing where no label written apart ends
// there.
std::vector<Parts> parts_to_drop(std::string_view text, std::size_t from, std::size_t colon) {
  constexpr std::size_t kMostCharacters = 10;
  std::vector<Parts> gaps;  // from the colon backwards
  std::string label;
  std::size_t whole = 0;  // of the gaps, those inside or behind the longest label
  std::size_t begin = colon;
  for (std::size_t at = colon, characters = 0; at > from && characters < kMostCharacters;) {
    const utf8::Char c = utf8::before(text, at);
    if (c.point == ' ' || c.point == '*') {
      std::size_t first = at;
      while (first > from && (text[first - 1] == ' ' || text[first - 1] == '*')) --first;
      gaps.push_back({first, at});
      at = first;
      continue;
    }
    if (!utf8::is_hanzi(c.point)) break;
    at -= c.size;
    ++characters;
    label.insert(0, text.substr(at, c.size));
    const bool starts = at == from || !utf8::is_hanzi(utf8::before(text, at).point);
    if (starts && role_labels().exact(label) != nullptr) {
      begin = at;
      whole = gaps.size();
    }
  }
  if (begin == colon) return {};
  gaps.resize(whole);
  std::size_t behind = colon + utf8::at(text, colon).size;
  if (begin >= from + kBold.size() && text.substr(0, begin).ends_with(kBold)) {
    gaps.push_back({begin - kBold.size(), begin});
    std::vector<Parts> ordered(gaps.rbegin(), gaps.rend());
    if (text.substr(behind).starts_with(kBold)) ordered.push_back({behind, behind + kBold.size()});
    return ordered;
  }
  return std::vector<Parts>(gaps.rbegin(), gaps.rend());
}

// （牵头单位 市教育局，配合单位 市财政局）: the blanks that stand for colons, in the bracket that a label
// begins.
class BracketLabels {
 public:
  explicit BracketLabels(std::string_view text) : text_(text) {}

  // Whether the blank at `blank` does. To be asked in printed order.
  bool stands_for_colon(std::size_t blank) {
    constexpr std::size_t kMostCharacters = 8;
    if (!utf8::is_hanzi(utf8::at(text_, blank + 1).point)) return false;
    std::size_t begin = blank;
    utf8::Char before{};
    for (std::size_t characters = 0; begin > 0; ++characters) {
      before = utf8::before(text_, begin);
      if (!utf8::is_hanzi(before.point) || characters > kMostCharacters) break;
      begin -= before.size;
    }
    if (begin == blank) return false;
    static constexpr CharSet kStops(U"，,；;");
    const bool opens = utf8::is_open_bracket(before.point);
    if (!opens && !(kStops.has(before.point) && last_ != std::string_view::npos && in_same_bracket(begin)))
      return false;
    const Word* const label = role_labels().exact(text_.substr(begin, blank - begin));
    if (label == nullptr || !names_somebody(kind_of(label->attribute(0)))) return false;
    last_ = blank;
    return true;
  }

 private:
  static bool names_somebody(RoleKind kind) {
    return kind == RoleKind::kLeader || kind == RoleKind::kLead || kind == RoleKind::kResponsible;
  }
  bool in_same_bracket(std::size_t at) {
    static constexpr CharSet kEnds(U")）〕]】］\n");
    if (find_any(text_.substr(0, at), kEnds, last_) == std::string_view::npos) return true;
    last_ = std::string_view::npos;
    return false;
  }

  std::string_view text_;
  std::size_t last_ = std::string_view::npos;  // the last such blank, while its bracket is open
};

}  // namespace

void close_labels(Mapped& text) {
  static constexpr CharSet kEnds(U":： ");
  const std::string_view words = text.view();
  BracketLabels bracket(words);
  Mapped out;
  std::size_t copied = 0;
  for (std::size_t at = find_any(words, kEnds, 0); at < words.size();
       at = find_any(words, kEnds, at + utf8::at(words, at).size)) {
    if (at == 0) continue;
    if (words[at] == ' ') {
      if (!utf8::is_hanzi(utf8::before(words, at).point) || !bracket.stands_for_colon(at)) continue;
      out.append(text, copied, at);
      out.insert("：");
      copied = at + 1;
      continue;
    }
    for (const Parts& part : parts_to_drop(words, copied, at)) {
      out.append(text, copied, part.begin);
      copied = part.end;
    }
  }
  if (copied == 0) return;
  out.append(text, copied, words.size());
  text = std::move(out);
}

}  // namespace duban
