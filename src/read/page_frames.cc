#include "read/page_frames.h"

#include <algorithm>
#include <numeric>

namespace duban {
namespace {

constexpr double kSame = 4;               // points within which two lines are one
constexpr double kTouches = 4;            // points within which an end touches a line
constexpr std::size_t kMostLines = 3000;  // of one direction on a page
constexpr std::size_t kMostCrossings = 2'000'000;
constexpr std::size_t kMostPlaces = 60'000;  // of one frame

// A line across the page at y, or down it at x.
struct Line {
  double at = 0;
  double from = 0;
  double to = 0;
};

// Lines of cells side by side become one.
std::vector<Line> merged(std::vector<Line> lines) {
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.at < b.at; });
  std::vector<Line> out;
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin;
    while (end < lines.size() && lines[end].at - lines[begin].at <= kSame / 2) ++end;
    std::sort(lines.begin() + static_cast<long>(begin), lines.begin() + static_cast<long>(end),
              [](const Line& a, const Line& b) { return a.from < b.from; });
    const std::size_t first = out.size();
    for (std::size_t i = begin; i < end; ++i) {
      if (out.size() > first && lines[i].from <= out.back().to + kTouches) {
        out.back().to = std::max(out.back().to, lines[i].to);
      } else {
        out.push_back(lines[i]);
      }
    }
    begin = end;
  }
  return out;
}

class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) { parent_[std::max(of(a), of(b))] = std::min(of(a), of(b)); }

 private:
  std::vector<std::size_t> parent_;
};

std::vector<double> distinct(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::vector<double> out;
  for (const double value : values) {
    if (out.empty() || value - out.back() > kSame) out.push_back(value);
  }
  return out;
}

std::size_t nearest(const std::vector<double>& values, double value) {
  const auto at = std::lower_bound(values.begin(), values.end(), value);
  if (at == values.begin()) return 0;
  if (at == values.end()) return values.size() - 1;
  const auto before = at - 1;
  return static_cast<std::size_t>((value - *before < *at - value ? before : at) - values.begin());
}

// The cells that lines across and down leave; nothing where they frame no table.
std::vector<FrameCell> cells_of(const TableFrame& frame, const std::vector<Line>& across,
                                const std::vector<Line>& down) {
  const std::size_t columns = frame.xs.size() - 1;
  const std::size_t rows = frame.ys.size() - 1;
  std::vector<char> below(rows * columns, 0);   // a line under this place
  std::vector<char> behind(rows * columns, 0);  // a line to its right
  for (const Line& line : across) {
    const std::size_t y = nearest(frame.ys, line.at);
    if (y == 0 || y > rows) continue;
    for (std::size_t c = nearest(frame.xs, line.from); c < columns; ++c) {
      const double middle = (frame.xs[c] + frame.xs[c + 1]) / 2;
      if (middle > line.to) break;
      if (middle > line.from) below[(y - 1) * columns + c] = 1;
    }
  }
  for (const Line& line : down) {
    const std::size_t x = nearest(frame.xs, line.at);
    if (x == 0 || x > columns) continue;
    for (std::size_t r = nearest(frame.ys, line.from); r < rows; ++r) {
      const double middle = (frame.ys[r] + frame.ys[r + 1]) / 2;
      if (middle > line.to) break;
      if (middle > line.from) behind[r * columns + x - 1] = 1;
    }
  }
  Groups groups(rows * columns);
  for (std::size_t r = 0; r < rows; ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      const std::size_t i = r * columns + c;
      if (c + 1 < columns && behind[i] == 0) groups.join(i, i + 1);
      if (r + 1 < rows && below[i] == 0) groups.join(i, i + columns);
    }
  }
  struct Region {
    std::size_t size = 0;
    std::size_t last_row = 0;
    std::size_t first_column = 0;
    std::size_t last_column = 0;
  };
  std::vector<Region> regions(rows * columns);
  for (std::size_t i = 0; i < rows * columns; ++i) {
    Region& region = regions[groups.of(i)];
    const std::size_t c = i % columns;
    if (region.size++ == 0) region.first_column = region.last_column = c;
    region.last_row = i / columns;
    region.first_column = std::min(region.first_column, c);
    region.last_column = std::max(region.last_column, c);
  }
  std::vector<FrameCell> cells;
  for (std::size_t i = 0; i < rows * columns; ++i) {
    const std::size_t first = groups.of(i);
    const Region& region = regions[first];
    FrameCell cell;
    cell.row = static_cast<std::uint32_t>(i / columns);
    cell.column = static_cast<std::uint32_t>(i % columns);
    const std::size_t high = region.last_row - first / columns + 1;
    const std::size_t wide = region.last_column - region.first_column + 1;
    if (high * wide == region.size) {
      if (i != first) continue;
      cell.rows = static_cast<std::uint32_t>(high);
      cell.columns = static_cast<std::uint32_t>(wide);
    }  // no rectangle: each of its places by itself
    cells.push_back(std::move(cell));
  }
  return cells;
}

// Lines that touch one another, across and down.
struct Crossing {
  std::vector<Line> across;
  std::vector<Line> down;
};
std::vector<Crossing> crossings_of(const std::vector<Line>& across, const std::vector<Line>& down) {
  if (across.size() > kMostLines || down.size() > kMostLines || across.size() * down.size() > kMostCrossings) return {};
  Groups groups(across.size() + down.size());
  for (std::size_t a = 0; a < across.size(); ++a) {
    for (std::size_t d = 0; d < down.size(); ++d) {
      if (down[d].at >= across[a].from - kTouches && down[d].at <= across[a].to + kTouches &&
          across[a].at >= down[d].from - kTouches && across[a].at <= down[d].to + kTouches)
        groups.join(a, across.size() + d);
    }
  }
  std::vector<Crossing> members(across.size() + down.size());
  for (std::size_t a = 0; a < across.size(); ++a) members[groups.of(a)].across.push_back(across[a]);
  for (std::size_t d = 0; d < down.size(); ++d) members[groups.of(across.size() + d)].down.push_back(down[d]);
  std::erase_if(members, [](const Crossing& each) { return each.across.empty() || each.down.empty(); });
  return members;
}

// The frames that lines make, from the top of the page down.
std::vector<TableFrame> frames_from(const std::vector<Line>& across, const std::vector<Line>& down) {
  std::vector<TableFrame> frames;
  for (const Crossing& lines : crossings_of(across, down)) {
    std::vector<double> xs;
    std::vector<double> ys;
    // a frame may be open at its sides
    for (const Line& line : lines.across) ys.push_back(line.at), xs.push_back(line.from), xs.push_back(line.to);
    for (const Line& line : lines.down) xs.push_back(line.at), ys.push_back(line.from), ys.push_back(line.to);
    TableFrame frame;
    frame.xs = distinct(std::move(xs));
    frame.ys = distinct(std::move(ys));
    if (frame.xs.size() < 3 || frame.ys.size() < 2 || (frame.xs.size() - 1) * (frame.ys.size() - 1) > kMostPlaces)
      continue;
    frame.cells = cells_of(frame, lines.across, lines.down);
    frames.push_back(std::move(frame));
  }
  std::sort(frames.begin(), frames.end(),
            [](const TableFrame& a, const TableFrame& b) { return a.ys.front() < b.ys.front(); });
  return frames;
}

// Which cell each place of a frame lies in, by row, then by column.
std::vector<std::uint32_t> cells_by_place(const TableFrame& frame) {
  const std::size_t columns = frame.xs.size() - 1;
  std::vector<std::uint32_t> places(columns * (frame.ys.size() - 1));
  for (std::uint32_t i = 0; i < frame.cells.size(); ++i) {
    const FrameCell& cell = frame.cells[i];
    for (std::size_t r = cell.row; r < cell.row + cell.rows; ++r) {
      for (std::size_t c = cell.column; c < cell.column + cell.columns; ++c) places[r * columns + c] = i;
    }
  }
  return places;
}

// Puts each word of the page into its cell. Gives the frame of each word, frames.size() where it stands in none.
std::vector<std::size_t> put_words(const Page& page, std::vector<TableFrame>& frames) {
  std::vector<std::vector<std::uint32_t>> places;
  for (const TableFrame& frame : frames) places.push_back(cells_by_place(frame));
  std::vector<std::size_t> frame_of(page.words.size(), frames.size());
  for (std::size_t w = 0; w < page.words.size(); ++w) {
    const PageWord& word = page.words[w];
    const double x = (word.left + word.right) / 2;
    const double y = (word.top + word.bottom) / 2;
    // the innermost: of frames in one another the last begins lowest
    for (std::size_t g = frames.size(); g-- > 0 && frame_of[w] == frames.size();) {
      TableFrame& frame = frames[g];
      if (x < frame.xs.front() || x > frame.xs.back() || y < frame.ys.front() || y > frame.ys.back()) continue;
      const auto column = static_cast<std::size_t>(
          std::upper_bound(frame.xs.begin() + 1, frame.xs.end() - 1, x) - frame.xs.begin() - 1);
      const auto row = static_cast<std::size_t>(std::upper_bound(frame.ys.begin() + 1, frame.ys.end() - 1, y) -
                                                frame.ys.begin() - 1);
      frame.cells[places[g][row * (frame.xs.size() - 1) + column]].words.push_back(&word);
      frame_of[w] = g;
    }
  }
  return frame_of;
}

}  // namespace

std::vector<TableFrame> frames_of(const Page& page, std::vector<const PageWord*>& outside) {
  std::vector<Line> across;
  std::vector<Line> down;
  for (const PageRule& rule : page.rules) {
    if (rule.right - rule.left >= rule.bottom - rule.top) {
      across.push_back({(rule.top + rule.bottom) / 2, rule.left, rule.right});
    } else {
      down.push_back({(rule.left + rule.right) / 2, rule.top, rule.bottom});
    }
  }
  std::vector<TableFrame> frames = frames_from(merged(std::move(across)), merged(std::move(down)));
  const std::vector<std::size_t> frame_of = put_words(page, frames);
  std::vector<char> is_table(frames.size(), 0);
  std::vector<TableFrame> tables;
  for (std::size_t g = 0; g < frames.size(); ++g) {
    const auto filled = std::count_if(frames[g].cells.begin(), frames[g].cells.end(),
                                      [](const FrameCell& cell) { return !cell.words.empty(); });
    is_table[g] = filled >= 2;
    if (filled >= 2) tables.push_back(std::move(frames[g]));
  }
  for (std::size_t w = 0; w < page.words.size(); ++w) {
    if (frame_of[w] == frames.size() || is_table[frame_of[w]] == 0) outside.push_back(&page.words[w]);
  }
  return tables;
}

}  // namespace duban
