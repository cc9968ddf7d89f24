// Where a table begins whose cells stand one after the other, and where it ends.

#include <algorithm>
#include <string>

#include "extract/lines.h"
#include "extract/stream_heads.h"
#include "extract/table_work.h"
#include "grammar/assigning.h"
#include "grammar/day.h"
#include "grammar/furniture.h"
#include "grammar/mark.h"
#include "grammar/organ.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostColumns = 16;

class StreamFinder {
 public:
  StreamFinder(const Mapped& text, const std::vector<TextLine>& lines, Stream& out)
      : all_(text.view()), lines_(lines), out_(out) {}

  std::size_t find(std::size_t first) {
    StreamHeads heads = stream_heads(all_, lines_, first);
    if (heads.behind == 0) return first;
    stream_.roles = std::move(heads.roles);
    stream_.periods = std::move(heads.periods);
    stream_.parted = heads.parted;
    stream_.first_leads = says_first_leads({lines_[first].begin, lines_[heads.behind - 1].end});
    printed_ = std::move(heads.printed);
    in_front_ = heads.in_front;
    const std::size_t end = heads.parted ? parted_cells(heads.behind) : plain_cells(heads.behind);
    out_.looked_to = end;
    stream_.looked_to = end;
    if (stream_.cells.size() < stream_.roles.size()) return first;
    number_without_head();
    stream_.at = {lines_[first].begin, lines_[end - 1].end};
    out_ = std::move(stream_);
    return end;
  }

 private:
  std::string_view words(Range r) const { return all_.substr(r.begin, r.end - r.begin); }

  // 责任单位（列第一位的为牵头单位）
  bool says_first_leads(Range heads) const {
    constexpr std::size_t kLongest = 1000;  // bytes
    return heads.end - heads.begin < kLongest && first_listed_leads(words(heads));
  }

  // Heads that are printed again go: as many as stand in their order. Gives how many.
  std::size_t again(const std::vector<Range>& cells, std::size_t at) const {
    std::size_t same = 0;
    std::size_t head = 0;
    while (at + same < cells.size() && head < printed_.size()) {
      // one that is broken over lines is several cells, a character each at least
      const std::size_t most = std::min(printed_[head].size(), cells.size() - at - same);
      std::string joined = utf8::squeeze(words(cells[at + same]));
      std::size_t more = 1;
      while (more < most && joined != printed_[head] && joined.size() < printed_[head].size())
        joined += utf8::squeeze(words(cells[at + same + more++]));
      table_work += more - 1;
      if (joined != printed_[head]) break;
      same += more;
      ++head;
    }
    return head >= 2 && head + 1 >= printed_.size() ? same : 0;
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
    at = roles.insert(at == roles.end() ? roles.begin() : at, ColumnRole::kNumber);
    stream_.periods.insert(stream_.periods.begin() + (at - roles.begin()), false);
  }

  // Cells that bars part, up to the last line that has one.
  std::size_t parted_cells(std::size_t from) {
    // where bars stand in front of cells, the last cell may have none behind it
    const StreamPiece head = stream_piece(all_, lines_[from - 1]);
    const bool open_end = head.bar_before || !head.bar_behind;
    BarCells found = cells_between_bars(from);
    if (found.end == from) return from;
    const std::size_t end = open_end ? end_of_open_cell(found.end) : found.end;
    Range rest = trimmed_range(all_, {found.rest, lines_[end - 1].end});
    if (end == found.end && found.rest > lines_[end - 1].end) rest = {};
    if (rest.begin < rest.end) found.cells.push_back(rest);
    keep(std::move(found.cells));
    // where the bar stands in front of every cell but the first, a cell without one begins a row
    if (in_front_) {
      for (const Range& each : stream_.cells) {
        std::size_t at = each.begin;
        while (at > 0 && utf8::is_blank(utf8::before(all_, at).point)) at -= utf8::before(all_, at).size;
        stream_.begins_row.push_back(at == 0 || all_[at - 1] == '\n');
      }
    }
    return end;
  }

  struct BarCells {
    std::vector<Range> cells;  // up to the last bar
    std::size_t rest = 0;      // where the cell behind it begins
    std::size_t end = 0;       // behind the last line with a bar
    bool barred = false;       // a bar came
  };

  BarCells cells_between_bars(std::size_t from) {
    constexpr std::size_t kFarthestBar = 40;  // lines
    BarCells out;
    out.rest = lines_[from].begin;
    out.end = from;
    std::size_t kept = 0;  // cells up to the end
    std::size_t without = 0;
    for (std::size_t i = from; i < lines_.size() && without < kFarthestBar; ++i) {
      const TextLine& line = lines_[i];
      if (line.blank) continue;
      if (!has_bar(line_words(all_, line))) {
        ++without;
        if (!take_line_without_bar(i, out)) break;
        continue;
      }
      without = 0;
      take_bars(line, out);
      out.end = i + 1;
      kept = out.cells.size();
      if (const Range own = trimmed_range(all_, {out.rest, line.end}); own.begin < own.end) ++kept;
    }
    out.cells.resize(std::min(out.cells.size(), kept));
    return out;
  }

  // A line of a cell, a page line, or a heading between rows; false where the table ends in front of it.
  bool take_line_without_bar(std::size_t i, BarCells& out) {
    const TextLine& line = lines_[i];
    const Range before = trimmed_range(all_, {out.rest, line.begin});
    if (ends_table(line_words(all_, line)) || begins_other(i, before)) return false;
    if (is_page_line(all_, line)) {  // between two cells, or inside one
      stream_.left_out.push_back(trimmed_range(all_, {line.begin, line.end}));
      if (before.begin >= before.end) out.rest = line.end;
    } else if (splits_heading(i, before)) {
      out.cells.push_back(trimmed_range(all_, {line.begin, line.end}));
      out.rest = line.end;
    }
    return true;
  }

  void take_bars(const TextLine& line, BarCells& out) const {
    for (std::size_t at = line.begin; at < line.end;) {
      const utf8::Char c = utf8::at(all_, at);
      if (is_bar(c.point)) {
        const Range own = trimmed_range(all_, {out.rest, at});
        // the bar in front of the first cell parts nothing
        if (out.barred || own.begin < own.end) out.cells.push_back(own);
        out.barred = true;
        out.rest = at + c.size;
      }
      at += c.size;
    }
  }

  // Where the last cell ends that no bar closes: a few lines on, before whatever ends the table.
  std::size_t end_of_open_cell(std::size_t end) const {
    constexpr std::size_t kMostLines = 6;
    std::size_t last = end;
    while (last < lines_.size() && !lines_[last].blank && !ends_table(line_words(all_, lines_[last])) &&
           last <= end + kMostLines)
      ++last;
    return last - end <= kMostLines ? last : end;
  }

  // 三、值班安排 between two tables, behind which no row of this one stands; or the head of another table below
  // words of its own.
  bool begins_other(std::size_t line, Range before) const {
    if (before.begin < before.end) {
      const std::string_view here = utf8::trim(line_words(all_, lines_[line]));
      return is_plain_head(here) && std::find(printed_.begin(), printed_.end(), here) == printed_.end() &&
             next_is_bar(line);
    }
    const auto mark = read_mark(utf8::trim(line_words(all_, lines_[line])));
    return mark && mark->value.kind == MarkKind::kChinese && !next_is_bar(line) && !row_follows(line);
  }

  bool next_is_bar(std::size_t line) const {
    std::size_t next = line + 1;
    while (next < lines_.size() && lines_[next].blank) ++next;
    return next < lines_.size() && has_bar(line_words(all_, lines_[next]));
  }

  // A heading without a bar of its own: the number or the heads of the next row stand below it.
  bool row_follows(std::size_t line) const {
    std::size_t next = line + 1;
    while (next < lines_.size() && lines_[next].blank) ++next;
    if (next >= lines_.size()) return false;
    const std::string_view cell = words(stream_piece(all_, lines_[next]).words);
    const bool digits =
        !cell.empty() && std::all_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits || (!printed_.empty() && utf8::squeeze(cell) == printed_.front());
  }

  bool splits_heading(std::size_t line, Range before) const {
    if (before.begin < before.end || next_is_bar(line)) return false;
    const auto mark = read_mark(utf8::trim(line_words(all_, lines_[line])));
    return mark && mark->value.kind <= MarkKind::kChineseParen && row_follows(line);
  }

  // The last line of a unit's name that is set vertically, two or three characters a line; the same line where none is.
  std::size_t name_end(std::size_t line) const {
    constexpr std::size_t kMostLines = 12;
    constexpr std::size_t kNarrow = 9;  // bytes
    std::string joined;
    std::size_t found = line;
    for (std::size_t i = line; i < lines_.size() && i < line + kMostLines; ++i) {
      const std::string_view here = utf8::trim(line_words(all_, lines_[i]));
      if (here.empty() || here.size() > kNarrow || !utf8::is_hanzi(utf8::at(here, 0).point)) break;
      if (i == line && unit_class(here) != UnitClass::kNone) break;
      joined += utf8::squeeze(here);
      if (i > line && unit_class(joined) != UnitClass::kNone && level_prefix(joined) > 0) found = i;
    }
    return found;
  }

  // Cells of one line or more, with nothing between them. Lines of the page are left out where rows go on
  // behind them; else the table ends there.
  std::size_t plain_cells(std::size_t from) {
    std::vector<Range> cells;
    std::size_t end = from;
    std::size_t above = from;    // behind the last cell but one
    int number = 1;              // the next row's
    std::size_t page_cells = 0;  // as it was before the first line of the page behind the last number
    std::size_t page_end = 0;
    std::size_t page_left = 0;
    for (std::size_t i = from; i < lines_.size(); ++i) {
      if (lines_[i].blank) continue;
      const Range line = trimmed_range(all_, {lines_[i].begin, lines_[i].end});
      if (ends_table(words(line))) {
        // 示例市教育局办公室 above 2025年2月24日印发
        const bool signs = is_imprint(words(line)) && read_day(words(line)) && !cells.empty() && ends_like_unit(words(cells.back()));
        if (signs) cells.pop_back(), end = above;
        break;
      }
      if (is_page_line(all_, lines_[i])) {
        if (page_end == 0 && page_furniture(words(line)) != "furniture.page_number")
          page_cells = cells.size(), page_end = end, page_left = stream_.left_out.size();
        stream_.left_out.push_back(line);
        continue;
      }
      if (words(line) == std::to_string(number)) ++number, page_end = 0;
      const std::size_t last = name_end(i);
      cells.push_back({line.begin, trimmed_range(all_, {lines_[last].begin, lines_[last].end}).end});
      above = end;
      end = last + 1;
      i = last;
    }
    if (page_end > 0) {
      cells.resize(page_cells);
      stream_.left_out.resize(page_left);
      end = page_end;
    }
    while (!stream_.left_out.empty() && stream_.left_out.back().begin >= lines_[end - 1].end)
      stream_.left_out.pop_back();
    keep(std::move(cells));
    look_for_gaps();
    return end;
  }

  // Whether blank lines part the cells: most have one before them, some do not.
  void look_for_gaps() {
    std::vector<bool> close;
    std::size_t many = 0;
    for (const Range& cell : stream_.cells) {
      std::size_t at = cell.begin;
      std::size_t ends = 0;
      while (at > 0 && ends < 2) {
        const utf8::Char c = utf8::before(all_, at);
        if (c.point != '\n' && !utf8::is_blank(c.point)) break;
        ends += c.point == '\n';
        at -= c.size;
      }
      close.push_back(ends < 2);
      many += ends < 2;
    }
    if (many > 0 && many * 3 < close.size() * 2) stream_.close = std::move(close);
  }

  std::string_view all_;
  const std::vector<TextLine>& lines_;
  Stream& out_;
  Stream stream_;
  std::vector<std::string> printed_;  // the heads, without blanks
  bool in_front_ = false;                // 牵头单位 ⏎ | 任务 ⏎ | 责任单位 ⏎ |
};

}  // namespace

std::size_t find_stream(const Mapped& text, const std::vector<TextLine>& lines, std::size_t i, Stream& out) {
  constexpr std::size_t kLongestHead = 60;
  if (lines[i].end - lines[i].begin > kLongestHead) return i;
  return StreamFinder(text, lines, out).find(i);
}

}  // namespace duban
