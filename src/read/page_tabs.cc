#include "read/page_tabs.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "read/page_columns.h"

namespace duban {
namespace {

constexpr double kNear = 0.7;  // points
constexpr std::size_t kFewestHeads = 4;

bool is_number(const Piece& piece) {
  return !piece.words.empty() && piece.words.size() <= 3 && std::all_of(piece.words.begin(), piece.words.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

// How many stops stand up to there, the left edge not counted.
std::size_t TabbedLines::stops_upto(double x) const {
  return x < *left_ ? 0 : static_cast<std::size_t>(std::floor((x - *left_) / stop_));
}

bool TabbedLines::at_stop(const Piece& piece) const {
  const double stops = (piece.left - *left_) / stop_;
  return std::fabs(stops - std::round(stops)) * stop_ < kNear;
}

bool TabbedLines::fits(const PageLine& line) const {
  return std::all_of(line.pieces.begin(), line.pieces.end(), [&](const Piece& piece) { return at_stop(piece) || piece.blank; });
}

// Whether heads stand at such stops, and words below them that take no notice of the columns.
bool TabbedLines::begins(const std::vector<PageLine>& lines, std::size_t i, double page_width) {
  constexpr double kStops[] = {35.43, 36.0};  // 1.25 cm, half an inch
  constexpr std::size_t kMostLooked = 16;
  const PageLine& heads = lines[i];
  left_ = heads.left();
  edge_ = page_width - *left_;
  for (const double stop : kStops) {
    stop_ = stop;
    if (!fits(heads)) continue;
    const std::size_t end = std::min(lines.size(), i + 1 + kMostLooked);
    std::size_t over = 0;  // lines with a piece below the beginnings of two heads or more
    std::size_t odd = 0;
    for (std::size_t k = i + 1; k < end; ++k) {
      const auto lies_below = [&](const Piece& piece) {
        return std::count_if(heads.pieces.begin(), heads.pieces.end(), [&](const Piece& head) {
                 return head.left > piece.left + kNear && head.left < piece.right;
               }) >= 2;
      };
      over += std::any_of(lines[k].pieces.begin(), lines[k].pieces.end(), lies_below);
      odd += !fits(lines[k]);
    }
    if (over < 2 || odd * 5 > end - i) continue;
    const double wide = heads.pieces.back().left - *left_;
    stop_ = wide / std::round(wide / stop);  // as it was rounded in print
    return true;
  }
  left_.reset();
  return false;
}

void TabbedLines::add(const PageLine& line) {
  for (const Piece& piece : line.pieces) {
    std::string between;
    if (&piece == &line.pieces.front()) {
      between.assign(tabs_before_line(line), '\t');
    } else if (!at_stop(piece)) {
      between = " ";
    } else {
      const std::size_t here = stops_upto(piece.left + kNear);
      between.assign(std::max<std::size_t>(1, here - std::min(here, stops_upto(right_))), '\t');
    }
    words_.add(between, piece, line.page);
    right_ = piece.right;
  }
}

// How many tabs stand in front of a line's first words; ends the line of the text before where the two are two. A tab wraps
// only where its stop lies behind the edge, so that those before it stand at the end of the line above.
std::size_t TabbedLines::tabs_before_line(const PageLine& line) {
  const Piece& first = line.pieces.front();
  const std::size_t here = stops_upto(first.left + kNear);
  const std::size_t most = stops_upto(edge_);
  const std::size_t rest = most - std::min(most, stops_upto(right_));
  const double unit = first_unit(first.words, line.size);
  const bool full = right_ + unit > edge_;
  const bool tab_full = rest > 0 && *left_ + static_cast<double>(most) * stop_ + unit > edge_;  // behind a tab the words had no room
  const bool row = here == 0 && is_number(first) && line.pieces.size() > 1;
  if (row || words_.words.empty() || (here == 0 && !full && !tab_full)) {
    end_line();
    return here;
  }
  if (here > 0) return rest + here;
  return full ? 0 : rest;
}

std::size_t TabbedLines::take(const std::vector<PageLine>& lines, std::size_t i, double page_width, bool begins_page) {
  const bool goes_on = open() && begins_page && i == 0 && fits(lines[i]);
  if (!goes_on) {
    end();
    if (lines[i].pieces.size() < kFewestHeads || UnframedTable::head_from(lines, i) != i + 1 || !begins(lines, i, page_width)) return i;
  }
  constexpr double kWide = 1.7;  // lines apart: a blank one stands between
  std::size_t at = i;
  for (; at < lines.size() && (fits(lines[at]) || at == i); ++at) {
    const bool apart = at > i && lines[at].middle() - lines[at - 1].middle() > kWide * 1.45 * lines[at].size;
    if (apart && !is_number(lines[at].pieces.front())) break;
    add(lines[at]);
  }
  if (at < lines.size()) end();
  return at;
}

void TabbedLines::end_line() {
  if (!words_.words.empty()) builder_.line(words_.words, words_.places);
  words_ = {};
}

void TabbedLines::end() {
  end_line();
  left_.reset();
}

}  // namespace duban
