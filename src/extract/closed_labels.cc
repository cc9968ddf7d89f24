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

}  // namespace

void close_labels(Mapped& text) {
  static constexpr CharSet kColons(U":：");
  const std::string_view words = text.view();
  Mapped out;
  std::size_t copied = 0;
  for (std::size_t at = find_any(words, kColons, 0); at < words.size();
       at = find_any(words, kColons, at + utf8::at(words, at).size)) {
    if (at == 0) continue;
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
