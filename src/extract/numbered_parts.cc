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

// numbered ::= ["第"] number {("、" | "和" | "至") ["第"] number} ("项" | "部分") ["任务" | "工作"] ["由"] who verb
//   第1、3项由市教育局牵头，市财政局配合   第1—5项由副县长王健同志负责   第二、三部分由副县长王健负责
class PartReader {
 public:
  PartReader(std::string_view text, Range at) : text_(text), at_(trim_range(text, at)) {}

  std::optional<NumberedPart> read() {
    NumberedPart out;
    for (bool first = true; first || skip({"、第", "和第", "及第"}); first = false) {  // 第1—5项、第8项
      if (!numbers(out)) return {};
      const bool sections = skip({"部分", "大项"});
      if ((!sections && !skip({"项"})) || (!first && sections != out.of_sections)) return {};
      out.of_sections = sections;
    }
    skip({"任务", "工作", "事项", "内容"});
    skip({"均由", "由"});
    if (at_.begin >= at_.end || !is_assignment(rest())) return {};
    out.says = at_;
    return out;
  }

 private:
  std::string_view rest() const { return text_.substr(at_.begin, at_.end - at_.begin); }

  bool skip(std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) {
      if (!rest().starts_with(word)) continue;
      at_.begin += word.size();
      return true;
    }
    return false;
  }

  int figure() {
    int value = 0;
    std::size_t size = 0;
    for (; size < rest().size() && size < 3 && utf8::is_digit(static_cast<unsigned char>(rest()[size])); ++size)
      value = value * 10 + (rest()[size] - '0');
    if (size == 0) {
      const auto number = chinese_ordinal(rest());
      if (!number) return 0;
      value = number->value;
      size = number->size;
    }
    at_.begin += size;
    return value;
  }

  bool numbers(NumberedPart& out) {
    constexpr std::size_t kMost = 200;  // tasks that one of them names
    skip({"第"});
    for (bool through = false;;) {
      const int value = figure();
      if (value == 0) return false;
      const int from = through && !out.numbers.empty() ? out.numbers.back() + 1 : value;
      for (int n = from; n <= value && out.numbers.size() < kMost; ++n) out.numbers.push_back(n);
      through = skip({"至第", "至", "到第", "到", "——第", "——", "—第", "—", "-第", "-", "–", "－", "~", "～"});
      if (!through && !skip({"、第", "、", "，第", "和第", "和", "及第", "及"})) return true;
    }
  }

  std::string_view text_;
  Range at_;
};

// Where a part may begin at or behind `from`: 第 anywhere, 1—5项 at the head of the text, behind a stop or in a bracket.
std::size_t next_part(std::string_view text, std::size_t from) {
  static constexpr CharSet kBegins(U"第；;。，,：:（(");
  const auto counts = [&](std::size_t at) { return at < text.size() && utf8::is_digit(static_cast<unsigned char>(text[at])); };
  if (from == 0 && counts(from)) return from;
  for (from = find_any(text, kBegins, from); from < text.size(); from = find_any(text, kBegins, from)) {
    const utf8::Char c = utf8::at(text, from);
    if (c.point == U'第') return from;
    from += c.size;
    if (counts(from)) return from;
  }
  return text.size();
}

// Where what begins at `begin` ends: at the end of its sentence, or where the next part begins.
std::size_t part_end(std::string_view text, std::size_t begin) {
  constexpr std::size_t kLongest = 600;  // bytes
  static constexpr CharSet kEnds(U"；;。，,）)");
  static constexpr FewWords kThings{"项", "部分"};  // 第1，第3项 is one part
  text = text.substr(0, std::min(text.size(), begin + kLongest));
  for (std::size_t at = find_any(text, kEnds, begin); at < text.size(); at = find_any(text, kEnds, at)) {
    const utf8::Char stop = utf8::at(text, at);
    if (stop.point != U'，' && stop.point != ',') return at;
    if (text.substr(at + stop.size).starts_with("第") && kThings.is_in(text.substr(begin, at - begin))) return at;
    at += stop.size;
  }
  return text.size();
}

}  // namespace

std::vector<NumberedPart> numbered_parts(const std::vector<Entry>& entries, std::size_t i) {
  constexpr std::size_t kFewest = 2;
  const Entry& entry = entries[i];
  std::vector<NumberedPart> out;
  if (entry.kind == EntryKind::kFurniture || entry.of_table || entry.block.mark) return out;
  const std::string_view text = entry.block.text();
  if (!has_words(text, "项") && !has_words(text, "部分")) return out;
  for (std::size_t begin = next_part(text, 0); begin < text.size();) {
    const std::size_t end = part_end(text, begin);
    auto part = PartReader(text, {begin, end}).read();
    begin = next_part(text, part ? end : begin + utf8::at(text, begin).size);
    if (!part) continue;
    part->entry = i;
    out.push_back(std::move(*part));
  }
  if (out.size() < kFewest) out.clear();
  return out;
}

}  // namespace duban
