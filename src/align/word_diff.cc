#include "align/word_diff.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostWordPairs = 4'000'000;

// A figure with its point and per cent sign, a Latin word, or one character.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    const utf8::Char first = utf8::at(text, at);
    std::size_t end = at + std::max<std::uint32_t>(first.size, 1);
    if (utf8::is_digit(first.point)) {
      while (end < text.size() && (utf8::is_digit(static_cast<unsigned char>(text[end])) || text[end] == '.'))
        ++end;
      if (end < text.size() && text[end] == '%') ++end;
    } else if (utf8::is_ascii_letter(first.point)) {
      while (end < text.size() && utf8::is_ascii_letter(static_cast<unsigned char>(text[end]))) ++end;
    }
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

bool is_figure(std::string_view word) { return utf8::is_digit(static_cast<unsigned char>(word.front())); }

struct WordStep {
  WordChange change;
  std::string_view word;
};

// The longest common run of words, from the back of the table to the front.
void diff_middle(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b,
                 std::vector<WordStep>& out) {
  if (a.size() * b.size() > kMostWordPairs) {
    for (const std::string_view word : a) out.push_back({WordChange::kDropped, word});
    for (const std::string_view word : b) out.push_back({WordChange::kAdded, word});
    return;
  }
  const std::size_t wide = b.size() + 1;
  std::vector<std::uint16_t> common((a.size() + 1) * wide, 0);  // of a[i…], b[j…]; at most 2000
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      common[i * wide + j] = a[i] == b[j] ? static_cast<std::uint16_t>(common[(i + 1) * wide + j + 1] + 1)
                                          : std::max(common[(i + 1) * wide + j], common[i * wide + j + 1]);
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  bool kept_before =
      true;  // both sides stand behind the same word, the common beginning or what took its place
  while (i < a.size() || j < b.size()) {
    const bool other_figure =
        kept_before && i < a.size() && j < b.size() && is_figure(a[i]) && is_figure(b[j]) && a[i] != b[j];
    kept_before = i < a.size() && j < b.size() && a[i] == b[j];
    if (other_figure) {
      // 增长5.5% became 增长4.5%, even where a 5.5% of something else stands further on
      out.push_back({WordChange::kDropped, a[i++]});
      out.push_back({WordChange::kAdded, b[j++]});
    } else if (i < a.size() && j < b.size() && a[i] == b[j]) {
      out.push_back({WordChange::kKept, a[i]});
      ++i, ++j;
    } else if (j == b.size() || (i < a.size() && common[(i + 1) * wide + j] >= common[i * wide + j + 1])) {
      out.push_back({WordChange::kDropped, a[i++]});
    } else {
      out.push_back({WordChange::kAdded, b[j++]});
    }
  }
}

// A kept run of one word that is no figure, between changes on both sides.
bool kept_by_chance(const std::vector<WordStep>& steps, std::size_t at) {
  if (steps[at].change != WordChange::kKept || at == 0 || at + 1 == steps.size()) return false;
  return steps[at - 1].change != WordChange::kKept && steps[at + 1].change != WordChange::kKept &&
         !is_figure(steps[at].word);
}

}  // namespace

std::vector<WordRun> word_diff(std::string_view earlier, std::string_view later) {
  std::vector<std::string_view> a = words_of(earlier);
  std::vector<std::string_view> b = words_of(later);
  std::vector<WordStep> steps;
  std::size_t front = 0;
  while (front < a.size() && front < b.size() && a[front] == b[front])
    steps.push_back({WordChange::kKept, a[front++]});
  const bool other_figure = front < a.size() && front < b.size() && is_figure(a[front]) && is_figure(b[front]);
  std::size_t back =
      0;  // behind a figure that became another, what it counts stands first, not what stands last
  while (!other_figure && back < a.size() - front && back < b.size() - front &&
         a[a.size() - 1 - back] == b[b.size() - 1 - back])
    ++back;
  const auto middle = [&](const std::vector<std::string_view>& words) {
    return std::vector<std::string_view>(words.begin() + static_cast<std::ptrdiff_t>(front),
                                         words.end() - static_cast<std::ptrdiff_t>(back));
  };
  diff_middle(middle(a), middle(b), steps);
  for (std::size_t i = a.size() - back; i < a.size(); ++i) steps.push_back({WordChange::kKept, a[i]});

  std::vector<WordRun> out;
  std::string dropped;
  std::string added;
  const auto end_change = [&] {
    if (!dropped.empty()) out.push_back({WordChange::kDropped, std::move(dropped)});
    if (!added.empty()) out.push_back({WordChange::kAdded, std::move(added)});
    dropped.clear();
    added.clear();
  };
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].change == WordChange::kDropped) {
      dropped += steps[i].word;
    } else if (steps[i].change == WordChange::kAdded) {
      added += steps[i].word;
    } else if (kept_by_chance(steps, i)) {
      dropped += steps[i].word;
      added += steps[i].word;
    } else {
      end_change();
      if (out.empty() || out.back().change != WordChange::kKept) out.push_back({WordChange::kKept, {}});
      out.back().text += steps[i].word;
    }
  }
  end_change();
  return out;
}

namespace {

// Whether a kept run says something by itself.
bool is_piece(std::string_view kept) {
  constexpr std::size_t kPiece = 3;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < kept.size();) {
    const utf8::Char c = utf8::at(kept, at);
    if (utf8::is_digit(c.point)) return true;
    characters += utf8::is_hanzi(c.point) || utf8::is_ascii_letter(c.point) ? 1 : 0;
    at += std::max<std::uint32_t>(c.size, 1);
  }
  return characters >= kPiece;
}

}  // namespace

std::vector<WordRun> shared_diff(std::string_view earlier, std::string_view later) {
  constexpr double kFarApart = 0.3;
  std::vector<WordRun> runs = word_diff(earlier, later);
  if (kept_share(runs) >= kFarApart) return runs;
  std::vector<WordRun> out;
  std::string dropped;
  std::string added;
  bool any = false;
  const auto end_change = [&] {
    if (!dropped.empty()) out.push_back({WordChange::kDropped, std::exchange(dropped, {})});
    if (!added.empty()) out.push_back({WordChange::kAdded, std::exchange(added, {})});
  };
  for (WordRun& run : runs) {
    if (run.change == WordChange::kKept && is_piece(run.text)) {
      end_change();
      out.push_back(std::move(run));
      any = true;
      continue;
    }
    if (run.change != WordChange::kAdded) dropped += run.text;
    if (run.change != WordChange::kDropped) added += run.text;
  }
  end_change();
  if (!any) out.clear();
  return out;
}

double kept_share(const std::vector<WordRun>& runs) {
  std::size_t kept = 0;
  std::size_t dropped = 0;
  std::size_t added = 0;
  for (const WordRun& run : runs) {
    (run.change == WordChange::kKept      ? kept
     : run.change == WordChange::kDropped ? dropped
                                          : added) += run.text.size();
  }
  const std::size_t longer = kept + std::max(dropped, added);
  return longer == 0 ? 1 : static_cast<double>(kept) / static_cast<double>(longer);
}

}  // namespace duban
