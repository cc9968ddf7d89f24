// Where a table begins whose cells stand one after the other, and where it ends.

#include <algorithm>

#include "extract/table_finders.h"
#include "grammar/furniture.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostColumns = 16;

// One cell of a stream, or the end of one.
struct Piece {
  Range words;
  bool bar_before = false;
  bool bar_behind = false;
};

Piece piece_of(std::string_view all, const TextLine& line) {
  Piece piece{trimmed_range(all, {line.begin, line.end})};
  const utf8::Char first = utf8::at(all, piece.words.begin);
  if (piece.words.begin < piece.words.end && is_bar(first.point)) {
    piece.bar_before = true;
    piece.words = trimmed_range(all, {piece.words.begin + first.size, piece.words.end});
  }
  if (piece.words.begin < piece.words.end) {
    const utf8::Char last = utf8::before(all, piece.words.end);
    if (is_bar(last.point)) {
      piece.bar_behind = true;
      piece.words = trimmed_range(all, {piece.words.begin, piece.words.end - last.size});
    }
  }
  return piece;
}

class StreamFinder {
 public:
  StreamFinder(const Mapped& text, const std::vector<TextLine>& lines, Stream& out)
      : all_(text.view()), lines_(lines), out_(out) {}

  std::size_t find(std::size_t first) {
    const std::size_t behind = heads(first);
    if (behind == 0) return first;
    const std::size_t end = stream_.parted ? parted_cells(behind) : plain_cells(behind);
    if (stream_.cells.size() < stream_.roles.size()) return first;
    number_without_head();
    stream_.at = {lines_[first].begin, lines_[end - 1].end};
    out_ = std::move(stream_);
    return end;
  }

 private:
  std::string_view words(Range r) const { return all_.substr(r.begin, r.end - r.begin); }

  // The heads, from line `first` on; the line behind them, or 0 where there are none.
  std::size_t heads(std::size_t first) {
    if (!is_plain_head(words(piece_of(all_, lines_[first]).words))) return 0;
    std::size_t plain = 0;
    std::size_t unknown = 0;
    std::size_t behind = first;
    std::size_t known_behind = 0;
    std::vector<ColumnRole> roles;
    std::vector<std::string_view> names;
    for (std::size_t i = first; i < lines_.size() && roles.size() < kMostColumns; ++i) {
      if (lines_[i].blank) continue;
      const Piece piece = piece_of(all_, lines_[i]);
      bars_ = bars_ || piece.bar_before || piece.bar_behind;
      const std::string_view head = words(piece.words);
      if (head.empty()) continue;  // a bar alone
      const ColumnRole role = column_role(head);
      if (role == ColumnRole::kNone) {
        if (utf8::count(head) > 8 || ++unknown > 1 || !bars_) break;
        const auto mark = read_mark(head);
        if (mark || utf8::is_digit(utf8::at(head, 0).point)) break;
        roles.push_back(role);
        continue;
      }
      plain += is_plain_head(head);
      // 目标任务 a second time is the figure of it
      const bool again = std::find(names.begin(), names.end(), head) != names.end();
      roles.push_back(again ? ColumnRole::kAside : role);
      names.push_back(head);
      if (names.size() > 1) front_ = front_ && piece.bar_before && !piece.bar_behind;
      if (names.size() == 1) front_ = !piece.bar_before && !piece.bar_behind;
      known_behind = roles.size();
      behind = i + 1;
    }
    roles.resize(known_behind);
    const std::size_t known = static_cast<std::size_t>(
        std::count_if(roles.begin(), roles.end(), [](ColumnRole role) { return role != ColumnRole::kNone; }));
    if (known < 3 || plain < 2 || !is_task_head(roles)) return 0;
    stream_.roles = std::move(roles);
    stream_.parted = bars_;
    return behind;
  }

  bool is_head_again(const std::string_view cell, std::size_t index) const {
    return index < stream_.roles.size() && column_role(cell) == stream_.roles[index] && is_plain_head(cell);
  }

  static bool ends_table(std::string_view line) {
    for (const std::string_view start : {"注：", "注:", "备注：", "备注:", "说明：", "说明:", "（注", "(注"}) {
      if (line.starts_with(start)) return true;
    }
    if (is_attachment_line(line)) return true;
    const std::string_view furniture = page_furniture(line);
    return !furniture.empty() && furniture != "furniture.page_number";
  }

  // Heads that are printed again go: as many as stand in their order. Gives how many.
  std::size_t again(const std::vector<Range>& cells, std::size_t at) const {
    std::size_t same = 0;
    while (at + same < cells.size() && same < stream_.roles.size() &&
           is_head_again(words(cells[at + same]), same))
      ++same;
    return same >= 2 && same + 1 >= stream_.roles.size() ? same : 0;
  }

  void keep(std::vector<Range> cells) {
    for (std::size_t i = 0; i < cells.size();) {
      if (const std::size_t same = again(cells, i); same > 0) {
        i += same;
        continue;
      }
      stream_.cells.push_back(cells[i++]);
    }
  }

  // 1, 2, 3 in cells that no head stands over: the number stands before what is to be done.
  void number_without_head() {
    std::vector<ColumnRole>& roles = stream_.roles;
    if (std::find(roles.begin(), roles.end(), ColumnRole::kNumber) != roles.end() ||
        roles.size() >= kMostColumns)
      return;
    std::size_t next = 1;
    for (const Range& cell : stream_.cells) next += words(cell) == std::to_string(next);
    if (next < 3) return;
    auto at = std::find(roles.begin(), roles.end(), ColumnRole::kDetail);
    if (at == roles.end()) at = std::find(roles.begin(), roles.end(), ColumnRole::kTask);
    roles.insert(at == roles.end() ? roles.begin() : at, ColumnRole::kNumber);
  }

  // Cells that bars part; up to the last line that has one.
  std::size_t parted_cells(std::size_t from) {
    std::size_t last = from;
    std::size_t without = 0;
    for (std::size_t i = from; i < lines_.size() && without < 40; ++i) {
      if (lines_[i].blank) continue;
      const bool bar = has_bar(all_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin));
      without = bar ? 0 : without + 1;
      if (bar) last = i + 1;
      if (!bar && ends_table(utf8::trim(words({lines_[i].begin, lines_[i].end})))) break;
    }
    // where bars stand in front of cells, the last cell may have none behind it
    const Piece head = piece_of(all_, lines_[from - 1]);
    std::size_t end = last;
    if (head.bar_before || !head.bar_behind) {
      while (end < lines_.size() && !lines_[end].blank &&
             !ends_table(utf8::trim(words({lines_[end].begin, lines_[end].end}))))
        ++end;
      if (end - last > 6) end = last;
    }
    if (end == from) return end;
    std::vector<Range> cells;
    std::size_t begin = lines_[from].begin;
    const std::size_t stop = lines_[end - 1].end;
    bool first = true;
    for (std::size_t at = begin; at < stop;) {
      const utf8::Char c = utf8::at(all_, at);
      if (is_bar(c.point)) {
        const Range cell = trimmed_range(all_, {begin, at});
        // the bar in front of the first cell parts nothing
        if (!first || cell.begin < cell.end) cells.push_back(cell);
        first = false;
        begin = at + c.size;
      }
      at += c.size;
    }
    if (const Range cell = trimmed_range(all_, {begin, stop}); cell.begin < cell.end) cells.push_back(cell);
    keep(std::move(cells));
    // where the bar stands in front of every cell but the first, a cell without one begins a row
    if (front_) {
      for (const Range& cell : stream_.cells) {
        std::size_t at = cell.begin;
        while (at > 0 && utf8::is_blank(utf8::before(all_, at).point)) at -= utf8::before(all_, at).size;
        stream_.begins_row.push_back(at == 0 || all_[at - 1] == '\n');
      }
    }
    return end;
  }

  // Cells of one line or more, with nothing between them.
  std::size_t plain_cells(std::size_t from) {
    std::vector<Range> cells;
    std::size_t end = from;
    for (std::size_t i = from; i < lines_.size(); ++i) {
      if (lines_[i].blank) continue;
      const Range line = trimmed_range(all_, {lines_[i].begin, lines_[i].end});
      if (page_furniture(words(line)) == "furniture.page_number") continue;
      if (ends_table(words(line))) break;
      cells.push_back(line);
      end = i + 1;
    }
    keep(std::move(cells));
    return end;
  }

  std::string_view all_;
  const std::vector<TextLine>& lines_;
  Stream& out_;
  Stream stream_;
  bool bars_ = false;
  bool front_ = false;  // 牵头单位 ⏎ | 任务 ⏎ | 责任单位 ⏎ |
};

}  // namespace

std::size_t find_stream(const Mapped& text, const std::vector<TextLine>& lines, std::size_t i, Stream& out) {
  constexpr std::size_t kLongestHead = 60;
  if (lines[i].end - lines[i].begin > kLongestHead) return i;
  return StreamFinder(text, lines, out).find(i);
}

}  // namespace duban
