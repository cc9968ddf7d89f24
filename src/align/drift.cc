#include "align/drift.h"

#include <algorithm>
#include <cstdint>

#include "align/parts.h"
#include "text/utf8.h"

namespace duban {
namespace {

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) utf8::append(out, c);
  return out;
}

// The figures of a part with the character behind each: 15项, 5.5%.
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
    out.push_back(text.substr(i, end - i));
    i = end;
  }
  std::sort(out.begin(), out.end());
  return out;
}

// The items of a list: A、B和C等项目.
std::vector<std::u32string> items_of(std::string_view part) {
  std::vector<std::u32string> out;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= part.size();) {
    const utf8::Char c = utf8::at(part, at);
    if (c.size == 0 || c.point == U'、') {
      std::u32string item = bare(part.substr(begin, at - begin));
      if (!item.empty()) out.push_back(std::move(item));
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

// Whether another part carries the words, give or take where they were cut.
bool carried(const std::u32string& words, const std::vector<std::u32string>& others) {
  constexpr double kMost = 0.7;
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

// What stands between the longest common beginning and end.
struct Middle {
  std::u32string_view before, after;
};
Middle middle_of(std::u32string_view a, std::u32string_view b) {
  std::size_t front = 0;
  while (front < a.size() && front < b.size() && a[front] == b[front]) ++front;
  std::size_t back = 0;
  while (back < a.size() - front && back < b.size() - front && a[a.size() - 1 - back] == b[b.size() - 1 - back])
    ++back;
  return {a.substr(front, a.size() - front - back), b.substr(front, b.size() - front - back)};
}

}  // namespace

std::optional<Drift> drift_between(std::string_view report, std::string_view plan,
                                   const std::vector<std::string_view>& others) {
  const std::u32string a = bare(report);
  const std::u32string b = bare(plan);
  if (a == b || b.empty() || holds(a, b)) return {};
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
  const auto figures_a = figures_of(a);
  const auto figures_b = figures_of(b);
  if (figures_a != figures_b && (!figures_b.empty() || !figures_a.empty())) {
    std::vector<std::u32string> changed;
    std::set_difference(figures_b.begin(), figures_b.end(), figures_a.begin(), figures_a.end(),
                        std::back_inserter(changed));
    if (!changed.empty() && !figures_a.empty()) {
      out.kind = DriftKind::kFigure;
      for (const auto& figure : figures_a) out.detail += (out.detail.empty() ? "" : "、") + to_utf8(figure);
      out.detail += " → ";
      for (std::size_t i = 0; i < figures_b.size(); ++i)
        out.detail += (i == 0 ? "" : "、") + to_utf8(figures_b[i]);
      return out;
    }
  }
  std::vector<std::u32string> items = items_of(report);
  constexpr std::size_t kList = 3;
  if (items.size() >= kList) {
    // What frames the list stands in front of the first item and behind the last: 推进A、B等项目建设.
    std::u32string& first = items.front();
    first.erase(0, static_cast<std::size_t>(
                       std::mismatch(first.begin(), first.end(), b.begin(), b.end()).first - first.begin()));
    std::u32string& last = items.back();
    last.erase(last.size() -
               static_cast<std::size_t>(std::mismatch(last.rbegin(), last.rend(), b.rbegin(), b.rend()).first -
                                        last.rbegin()));
    if (last.ends_with(U'等')) last.pop_back();
    for (const std::u32string& item : items) {
      if (item.size() < 2 || holds(b, item) || carried(item, bare_others)) continue;
      out.kind = DriftKind::kDroppedItem;
      out.detail += (out.detail.empty() ? "" : "、") + to_utf8(item);
    }
    if (!out.detail.empty()) return out;
  }
  const Middle middle = middle_of(a, b);
  out.kind = DriftKind::kWording;
  out.detail = to_utf8(middle.before) + " → " + to_utf8(middle.after);
  return out;
}

}  // namespace duban
