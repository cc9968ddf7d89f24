#include "align/drift.h"

#include <algorithm>
#include <cstdint>

#include "align/full_names.h"
#include "align/parts.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) utf8::append(out, c);
  return out;
}

// The figures of a part with the character behind each: 15项, 5.5%; not those of a name (PM2.5).
std::vector<std::u32string> figures_of(const std::u32string& text) {
  std::vector<std::u32string> out;
  for (std::size_t i = 0; i < text.size();) {
    if (!utf8::is_digit(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (utf8::is_digit(text[end]) || text[end] == '.')) ++end;
    if (end < text.size()) ++end;
    if (i == 0 || !utf8::is_ascii_letter(text[i - 1])) out.push_back(text.substr(i, end - i));
    i = end;
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Without the plain words that it begins with: 大力发展工业设计.
std::string_view without_lead(std::string_view item) {
  while (const Word* word = word_list("plain_words").longest_at(item)) {
    if (word->text.size() == item.size()) break;
    item.remove_prefix(word->text.size());
  }
  return item;
}

// The items of a list: A、B和C等项目.
std::vector<std::u32string> items_of(std::string_view part) {
  std::vector<std::u32string> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= part.size();) {
    const utf8::Char c = utf8::at(part, at);
    if (c.size == 0 || c.point == U'、') {
      const std::string_view item = part.substr(begin, at - begin);
      std::u32string words = bare(begin == 0 ? without_lead(item) : item);
      if (!words.empty()) out.push_back(std::move(words));
      begin = at + c.size;
    }
    if (c.size == 0) break;
    at += c.size;
  }
  return out;
}

bool holds(const std::u32string& text, const std::u32string& words) {
  return text.find(words) != std::u32string::npos;
}

// The runs of a that b leaves out, where b is a with something left out; nothing where it is not.
std::optional<std::vector<std::u32string>> left_out(const std::u32string& a, const std::u32string& b) {
  std::vector<std::u32string> runs;
  std::size_t at = 0;
  for (const char32_t c : b) {
    const std::size_t found = a.find(c, at);
    if (found == std::u32string::npos) return {};
    if (found > at) runs.push_back(a.substr(at, found - at));
    at = found + 1;
  }
  if (at < a.size()) runs.push_back(a.substr(at));
  return runs;
}

// Whether another part carries the words, give or take where they were cut and what frames a list (等重大工程).
bool carried(std::u32string words, const std::vector<std::u32string>& others) {
  constexpr double kMost = 0.7;
  if (const std::size_t rest = words.rfind(U'等'); rest == 0 || (rest >= 2 && rest != std::u32string::npos))
    words.erase(rest);
  if (words.size() < 2) return true;  // 、和 between two items
  std::size_t held = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    const std::u32string pair = words.substr(i, 2);
    held += std::any_of(others.begin(), others.end(), [&](const auto& other) { return holds(other, pair); })
                ? 1
                : 0;
  }
  return static_cast<double>(held) >= kMost * static_cast<double>(words.size() - 1);
}

// What stands between the longest common beginning and end. A single character there is kept only by the
// smallest of changes (特色乡镇, 特色小镇): 新增健身场地 and 新建运动场 share none.
struct Middle {
  std::u32string_view before, after;
};
Middle middle_of(std::u32string_view a, std::u32string_view b) {
  constexpr std::size_t kSmall = 2;
  std::size_t front = 0;
  while (front < a.size() && front < b.size() && a[front] == b[front]) ++front;
  std::size_t back = 0;
  while (back < a.size() - front && back < b.size() - front && a[a.size() - 1 - back] == b[b.size() - 1 - back])
    ++back;
  if (std::max(a.size(), b.size()) - front - back > kSmall) {
    if (front == 1) front = 0;
    if (back == 1) back = 0;
  }
  return {a.substr(front, a.size() - front - back), b.substr(front, b.size() - front - back)};
}

// The items of a list that neither the plan's part nor another carries; a and b are the bare words of the two.
std::string dropped_items(std::string_view report, const std::u32string& a, const std::u32string& b,
                          const std::vector<std::u32string>& others) {
  std::vector<std::u32string> items = items_of(report);
  constexpr std::size_t kList = 3;
  if (items.size() < 2 || (items.size() < kList && !left_out(a, b))) return {};
  // What frames the list stands in front of the first item and behind the last: 推进A、B等项目建设.
  std::u32string& first = items.front();
  first.erase(0, static_cast<std::size_t>(std::mismatch(first.begin(), first.end(), b.begin(), b.end()).first -
                                          first.begin()));
  std::u32string& last = items.back();
  if (const std::size_t rest = last.rfind(U'等'); rest != std::u32string::npos && rest >= 2) {
    last.erase(rest);
  } else {
    const std::size_t behind = static_cast<std::size_t>(
        std::mismatch(last.rbegin(), last.rend(), b.rbegin(), b.rend()).first - last.rbegin());
    // 首发经济、宠物经济: no frame but what each item ends in.
    if (!items[items.size() - 2].ends_with(last.substr(last.size() - behind))) last.erase(last.size() - behind);
  }
  std::string out;
  for (const std::u32string& item : items) {
    if (item.size() < 2 || holds(b, item) || carried(item, others)) continue;
    out += (out.empty() ? "" : "、") + to_utf8(item);
  }
  return out;
}

std::string listed(const std::vector<std::u32string>& figures) {
  std::string out;
  for (const std::u32string& figure : figures) out += (out.empty() ? "" : "、") + to_utf8(figure);
  return out;
}

}  // namespace

std::optional<Drift> drift_between(std::string_view report, std::string_view plan,
                                   const std::vector<std::string_view>& others) {
  const std::u32string a = bare(report);
  const std::u32string b = bare(plan);
  if (a == b || b.empty()) return {};
  const std::u32string full_a = bare(in_full(report));
  const std::u32string full_b = bare(in_full(plan));
  if (full_a == full_b) return {};  // GDP, 地区生产总值
  std::vector<std::u32string> bare_others;
  for (const std::string_view other : others) bare_others.push_back(bare(other));
  // One clause shared out over several tasks: each leaves out what another carries.
  if (const auto runs = left_out(a, b)) {
    if (std::all_of(runs->begin(), runs->end(), [&](const auto& run) { return carried(run, bare_others); }))
      return {};
  }
  Drift out;
  out.report = std::string(report);
  out.plan = std::string(plan);
  const Middle middle = middle_of(a, b);
  const std::string changed_words = to_utf8(middle.before) + " → " + to_utf8(middle.after);
  const auto figures_a = figures_of(full_a);
  const auto figures_b = figures_of(full_b);
  const bool new_figure =
      !std::includes(figures_a.begin(), figures_a.end(), figures_b.begin(), figures_b.end());
  if (new_figure && !figures_a.empty()) {
    out.kind = DriftKind::kFigure;
    const auto printed = figures_of(a);  // or a share in words: 三分之一
    out.detail = printed.empty() ? changed_words : listed(printed) + " → " + listed(figures_of(b));
    return out;
  }
  // Of several parts of a clause (，) together, all that can be said is that the words differ.
  if (report.find("，") == std::string_view::npos)
    out.detail = dropped_items(in_full(report), full_a, full_b, bare_others);
  if (!out.detail.empty()) {
    out.kind = DriftKind::kDroppedItem;
    return out;
  }
  // A list of which other tasks carry all that this one leaves out.
  if (report.find("、") != std::string_view::npos && left_out(a, b)) return {};
  if (holds(a, b)) return {};
  out.detail = changed_words;
  return out;
}

}  // namespace duban
