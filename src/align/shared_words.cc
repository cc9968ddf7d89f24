#include <algorithm>
#include <string>
#include <tuple>

#include "align/common_words.h"
#include "text/utf8.h"

namespace duban {
namespace {

bool is_word(char32_t c) { return utf8::is_hanzi(c) || utf8::is_ascii_letter(c) || utf8::is_digit(c); }

// The words that stand in both texts unbroken, between marks: where in a, and how many characters.
std::vector<Run> common_texts(const TaskTerms& a, const TaskTerms& b) {
  constexpr std::size_t kShortest = 2;
  std::vector<std::size_t> best(a.text.size(), 0);
  std::vector<std::size_t> before(b.text.size() + 1, 0);
  std::vector<std::size_t> now(b.text.size() + 1, 0);
  for (std::size_t i = 0; i < a.text.size(); ++i) {
    std::fill(now.begin(), now.end(), 0);
    if (is_word(a.text[i])) {
      for (std::size_t j = 0; j < b.text.size(); ++j) {
        if (a.text[i] != b.text[j]) continue;
        now[j + 1] = before[j] + 1;
        best[i] = std::max(best[i], now[j + 1]);
      }
    }
    before.swap(now);
  }
  std::vector<Run> out;
  for (std::size_t i = 0; i < best.size(); ++i) {
    const bool inside = i + 1 < best.size() && best[i + 1] > best[i];
    if (best[i] >= kShortest && !inside) out.push_back({i + 1 - best[i], best[i]});
  }
  return out;
}

bool in_token(char32_t c) { return utf8::is_digit(c) || utf8::is_ascii_letter(c); }

// Whether a place of a text is inside a figure or a Latin word: 42|0个, 4|.5%, 4|万.
bool inside_token(std::u32string_view text, std::size_t at) {
  if (at == 0 || at >= text.size()) return false;
  const char32_t before = text[at - 1];
  const char32_t after = text[at];
  if (in_token(before) && in_token(after)) return true;
  const auto digit = [&](std::size_t i) { return i < text.size() && utf8::is_digit(text[i]); };
  if (before == '.') return at >= 2 && digit(at - 2) && digit(at);
  if (!utf8::is_digit(before)) return false;
  return (after == '.' && digit(at + 1)) || after == '%' || after == U'万' || after == U'亿';
}

// A run without what it cuts off from a figure or a Latin word in a, or, where it never stands whole there, in
// b: of 老旧小区420个 and 老旧小区450个 the words 老旧小区.
Run at_tokens(const TaskTerms& a, const TaskTerms& b, Run run) {
  const auto cut = [](std::u32string_view text, std::size_t first, std::size_t length) {
    return std::pair{inside_token(text, first), inside_token(text, first + length)};
  };
  auto [front, back] = cut(a.text, run.first, run.length);
  if (!front && !back) {
    const std::u32string words = a.text.substr(run.first, run.length);
    for (std::size_t at = b.text.find(words); at != std::u32string::npos; at = b.text.find(words, at + 1)) {
      std::tie(front, back) = cut(b.text, at, run.length);
      if (!front && !back) return run;
    }
  }
  while (front && run.length > 0 && in_token(a.text[run.first])) ++run.first, --run.length;
  while (back && run.length > 0 && in_token(a.text[run.first + run.length - 1])) --run.length;
  return run;
}

// A run without a part of a topic's word at its edge: 粮食产 is none that both hold where a says 粮食产量. The
// topic is said by itself.
Run at_topic_words(const TaskTerms& a, Run run) {
  std::size_t first = run.first;
  std::size_t end = run.first + run.length;
  bool begins = false;
  bool ends = false;
  for (const auto& [from, to] : a.topic_words) {
    begins = begins || from == run.first;
    ends = ends || to == run.first + run.length;
  }
  for (const auto& [from, to] : a.topic_words) {
    if (!begins && from < run.first && run.first < to) first = std::max(first, to);
    if (!ends && from < run.first + run.length && run.first + run.length < to) end = std::min(end, from);
  }
  return first < end ? Run{first, end - first} : Run{run.first, 0};
}

}  // namespace

std::vector<std::string> shared_words(const Terms& terms, const TaskTerms& a, const TaskTerms& b,
                                      std::size_t most) {
  std::vector<Weighed> found;
  for (const Run& common : common_texts(a, b)) {
    const Run run = at_topic_words(a, at_tokens(a, b, common));
    // A plain word before a long run says nothing: 推进城镇老旧小区改造提升 is 城镇老旧小区改造提升.
    constexpr std::size_t kLong = 8;
    constexpr std::size_t kWord = 2;
    std::size_t first = run.first;
    std::size_t end = run.first + run.length;
    while (first < end && a.plain[first]) ++first;
    if (run.length < kLong || first - run.first > kWord) first = run.first;
    // Nor does a part of one: of 带动示例新区 and 推动示例新区 it is 示例新区 that both hold.
    const auto cuts_plain = [&](std::size_t at) {
      return at > 0 && at < a.plain.size() && a.plain[at - 1] && a.plain[at] && is_word(a.text[at - 1]) &&
             is_word(a.text[at]);
    };
    if (cuts_plain(first)) {
      while (first < end && a.plain[first]) ++first;
    }
    if (cuts_plain(end)) {
      while (first < end && a.plain[end - 1]) --end;
    }
    while (first < end && (a.text[end - 1] == U'等' || a.text[end - 1] == U'的')) --end;
    if (end - first < 2) continue;
    found.push_back({terms.piece_weight(a, first, end - first),
                     std::u32string_view(a.text).substr(first, end - first), 0, 0});
  }
  constexpr double kWorthSaying = 2;
  std::vector<std::string> out;
  for (const Weighed& each : once(std::move(found))) {
    if (out.size() == most || each.weight < kWorthSaying) break;
    std::string text;
    for (const char32_t c : each.text) utf8::append(text, c);
    out.push_back(std::move(text));
  }
  return out;
}

}  // namespace duban
