#include "read/page_order.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <utility>

namespace duban {
namespace {

// Where lines enough have a gap near the middle of the page.
std::optional<int> middle_gap(const std::vector<PageLine>& lines, double page_width) {
  constexpr std::size_t kFewest = 8;  // lines that show two columns
  constexpr int kNear = 12;           // points
  std::map<int, std::size_t> gaps;    // by point: lines that have a gap there
  for (const PageLine& line : lines) {
    if (line.pieces.size() != 2) continue;
    const double from = line.pieces[0].right;
    const double to = line.pieces[1].left;
    if (to - from < line.size || to < page_width * 0.4 || from > page_width * 0.6) continue;
    ++gaps[static_cast<int>((from + to) / 2)];
  }
  std::size_t most = 0;
  int middle = 0;
  for (const auto& [at, count] : gaps) {
    std::size_t near = 0;
    for (auto each = gaps.lower_bound(at - kNear); each != gaps.end() && each->first <= at + kNear; ++each)
      near += each->second;
    if (near > most) most = near, middle = at;
  }
  return most < kFewest ? std::nullopt : std::optional(middle);
}

// Whether no piece of the line stands across the gap.
bool is_parted(const PageLine& line, int middle) {
  return std::none_of(line.pieces.begin(), line.pieces.end(),
                      [&](const Piece& piece) { return piece.left < middle && piece.right > middle; });
}

// Whether most lines fill both columns.
bool are_full(const std::vector<PageLine>& lines, int middle) {
  constexpr double kFull = 0.75;  // of a column that its lines fill
  double left = 1e9;
  double right = 0;
  for (const PageLine& line : lines) left = std::min(left, line.left()), right = std::max(right, line.right());
  std::size_t full_left = 0;
  std::size_t full_right = 0;
  std::size_t both = 0;
  for (const PageLine& line : lines) {
    if (line.pieces.size() != 2 || !is_parted(line, middle)) continue;
    ++both;
    full_left += line.pieces[0].right - line.pieces[0].left > (middle - left) * kFull;
    full_right += line.pieces[1].right - line.pieces[1].left > (right - middle) * kFull;
  }
  return full_left * 3 >= both * 2 && full_right * 3 >= both * 2;
}

}  // namespace

std::vector<PageLine> in_reading_order(std::vector<PageLine> lines, double page_width) {
  const std::optional<int> gap = middle_gap(lines, page_width);
  if (!gap || !are_full(lines, *gap)) return lines;
  std::vector<PageLine> out;
  for (std::size_t i = 0; i < lines.size();) {
    if (!is_parted(lines[i], *gap)) {
      out.push_back(std::move(lines[i++]));
      continue;
    }
    std::size_t end = i;
    while (end < lines.size() && is_parted(lines[end], *gap)) ++end;
    for (const bool second : {false, true}) {
      for (std::size_t k = i; k < end; ++k) {
        PageLine part = lines[k];
        std::erase_if(part.pieces, [&](const Piece& piece) { return (piece.left >= *gap) != second; });
        part.column = second ? 2 : 1;
        if (!part.pieces.empty()) out.push_back(std::move(part));
      }
    }
    i = end;
  }
  return out;
}

}  // namespace duban
