#include "extract/page_numbers.h"

#include <algorithm>

#include "text/utf8.h"

namespace duban {
namespace {

// A bare number with what stands between it and the one before, or the beginning.
struct BareNumber {
  std::size_t line = 0;
  int value = 0;
  std::size_t marked = 0;  // numbered lines
};

bool blank_between(std::string_view text, const Line& a, const Line& b) {
  const std::string_view between = text.substr(a.full_end, b.full_begin - a.full_end);
  return std::count(between.begin(), between.end(), '\n') > 1;
}

}  // namespace

int bare_number(std::string_view words) {
  constexpr std::size_t kMostDigits = 3;
  int value = 0;
  if (words.size() > kMostDigits) return 0;
  for (const char c : words) {
    if (!utf8::is_digit(static_cast<unsigned char>(c))) return 0;
    value = value * 10 + (c - '0');
  }
  return value;
}

void find_page_numbers(std::string_view text, std::vector<Line>& lines) {
  constexpr std::size_t kShortestPage = 450;  // bytes
  constexpr std::size_t kFewestMarked = 2;    // a task's number has one line behind it, rarely numbered steps
  std::vector<BareNumber> found;
  std::size_t marked = 0;
  bool tables = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Line& line = lines[i];
    tables = tables || line.table > 0;
    if (line.marked) ++marked;
    if (line.table > 0 || line.marked || line.furniture.size() > 0) continue;
    const int value = bare_number(text.substr(line.begin, line.end - line.begin));
    if (value == 0) continue;
    found.push_back({i, value, marked});
    marked = 0;
  }
  if (found.empty()) return;
  if (found.size() == 1) {
    const std::size_t i = found[0].line;
    if (tables || i == 0 || i + 1 == lines.size() || found[0].marked < kFewestMarked || marked < kFewestMarked) return;
    if (!blank_between(text, lines[i - 1], lines[i]) || !blank_between(text, lines[i], lines[i + 1])) return;
  }
  std::size_t pages_with_marks = 0;
  for (std::size_t k = 0; k < found.size(); ++k) {
    if (k > 0 && found[k].value != found[k - 1].value + 1) return;
    if (k > 0) pages_with_marks += found[k].marked >= kFewestMarked;
  }
  if (found.size() > 1) {
    const std::size_t length = lines[found.back().line].begin - lines[found.front().line].begin;
    if (length < kShortestPage * (found.size() - 1) || pages_with_marks * 2 < found.size() - 1) return;
  }
  for (const BareNumber& each : found) lines[each.line].furniture = "furniture.page_number";
}

}  // namespace duban
