#include "extract/numbered_parts.h"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include "grammar/assigning.h"
#include "grammar/mark.h"
#include "grammar/role_words.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/utf8.h"

namespace duban {
namespace {

// numbered ::= "第" number {("、" | "和" | "至") number} "项" ["任务" | "工作"] ["由"] units verb
//   第1、3项由市教育局牵头，市财政局配合
std::optional<NumberedPart> numbered_part(std::string_view text, Range at) {
  constexpr std::size_t kMost = 200;  // tasks that one of them names
  constexpr std::string_view kNth = "第";
  at = trim_range(text, at);
  const auto rest = [&] { return text.substr(at.begin, at.end - at.begin); };
  const auto skip = [&](std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) {
      if (!rest().starts_with(word)) continue;
      at.begin += word.size();
      return true;
    }
    return false;
  };
  const auto figure = [&]() -> int {
    int value = 0;
    std::size_t size = 0;
    for (; size < rest().size() && size < 3 && utf8::is_digit(static_cast<unsigned char>(rest()[size])); ++size) value = value * 10 + (rest()[size] - '0');
    if (size == 0) {
      const auto number = chinese_ordinal(rest());
      if (!number) return 0;
      value = number->value;
      size = number->size;
    }
    at.begin += size;
    return value;
  };
  if (!skip({kNth})) return {};
  NumberedPart out;
  for (bool through = false;;) {
    const int value = figure();
    if (value == 0) return {};
    const int from = through && !out.numbers.empty() ? out.numbers.back() + 1 : value;
    for (int n = from; n <= value && out.numbers.size() < kMost; ++n) out.numbers.push_back(n);
    through = skip({"至第", "至", "到第", "到", "-", "—", "~"});
    if (!through && !skip({"、第", "、", "，第", "和第", "和", "及第", "及"})) break;
  }
  if (!skip({"项"})) return {};
  skip({"任务", "工作", "事项"});
  skip({"由"});
  if (at.begin >= at.end || !is_assignment(rest())) return {};
  out.says = at;
  return out;
}

}  // namespace

std::vector<NumberedPart> numbered_parts(const std::vector<Entry>& entries, std::size_t i) {
  constexpr std::size_t kFewest = 2;
  const Entry& entry = entries[i];
  std::vector<NumberedPart> out;
  if (entry.kind == EntryKind::kFurniture || entry.of_table || entry.block.mark) return out;
  const std::string_view text = entry.block.text();
  constexpr std::string_view kNth = "第";
  constexpr std::size_t kFarthest = 60;  // bytes in front of the first
  std::size_t begin = find_words(text.substr(0, kFarthest + kNth.size()), kNth);
  if (begin == std::string_view::npos) return out;
  static constexpr CharSet kEnds(U"；;。");
  while (begin < text.size()) {
    const std::size_t end = std::min(find_any(text, kEnds, begin), text.size());
    if (auto part = numbered_part(text, {begin, end})) {
      part->entry = i;
      out.push_back(std::move(*part));
    }
    begin = end + utf8::at(text, end).size;
    if (end >= text.size()) break;
  }
  if (out.size() < kFewest) out.clear();
  return out;
}

}  // namespace duban
