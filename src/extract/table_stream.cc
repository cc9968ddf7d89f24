// A table whose cells stand one after the other. Nothing tells where a row ends or which cells were merged: the
// cheapest way to give each cell a column is looked for, by what the cells hold and what may follow what.

#include <algorithm>
#include <array>
#include <limits>

#include "extract/table_lines.h"
#include "grammar/day.h"
#include "grammar/deadline.h"
#include "grammar/furniture.h"
#include "grammar/person.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostColumns = 16;
constexpr double kNever = -1e9;

// What a cell looks like, whatever its column.
struct Looks {
  bool empty = false;
  bool digits = false;      // nothing but a number
  bool counted = false;     // the number that comes next
  bool figure = false;      // a number with %, -, ., / or a unit of money
  bool mark = false;        // begins with 一、 or (一)
  bool whole_mark = false;  // is nothing but a mark
  bool people = false;
  bool units = false;
  bool group = false;
  bool suffix = false;  // ends as units do
  bool deadline = false;
  bool sentence = false;   // ends one
  bool verb = false;       // begins with what plans commit to
  bool stop = false;       // holds 。
  std::size_t length = 0;  // characters
};

bool is_deadline_cell(std::string_view words) {
  static const WordList& terms = word_list("standing_terms");
  if (words.size() > 60) return false;
  if (const Word* term = terms.longest_at(words); term != nullptr && term->text.size() == words.size())
    return true;
  const auto deadline = read_deadline(words, 2000);
  if (deadline)
    return deadline->text.size() * 3 >= words.size() || (deadline->span.begin == 0 && words.size() <= 30);
  return find_day(words).has_value() && words.size() < 36;
}

// A list of units from its first word to its last: most of what it names can be a unit.
bool is_units_cell(std::string_view words) {
  if (!looks_like_unit_list(words)) return false;
  UnitPrefix prefix;
  const UnitList list = read_units(words, {0, words.size()}, prefix);
  std::size_t known = 0;
  for (const Unit& unit : list.units) {
    if (utf8::count(unit.name) > 25 && unit.unit_class != UnitClass::kGroup) return false;
    known += unit.unit_class != UnitClass::kNone;
  }
  return known * 2 > list.units.size();
}

Looks looks_of(std::string_view cell) {
  Looks out;
  const std::string joined = utf8::squeeze(cell);
  const std::string_view words = joined;
  out.length = utf8::count(words);
  if (words.empty() || words == "/" || words == "-" || words == "—" || words == "——" || words == "无") {
    out.empty = true;
    return out;
  }
  out.digits = std::all_of(words.begin(), words.end(), [](char c) { return c >= '0' && c <= '9'; });
  out.figure = !out.digits && utf8::is_digit(static_cast<unsigned char>(words.front())) &&
               std::all_of(words.begin(), words.end(), [](char c) {
                 return (c >= '0' && c <= '9') || c == '.' || c == '%' || c == '-' || c == '/' || c == ',';
               });
  if (const auto mark = read_mark(words)) {
    out.mark = mark->value.kind <= MarkKind::kChineseParen;
    out.whole_mark = mark->size == words.size();
  }
  const std::string_view printed = utf8::trim(cell);
  out.people = looks_like_people(printed);
  out.stop = words.find("。") != std::string_view::npos;
  out.sentence = utf8::is_sentence_end(utf8::before(words, words.size()).point);
  static const WordList& verbs = word_list("commitment_verbs");
  out.verb = !begins_with_core(words) && level_prefix(words) == 0 && verbs.longest_at(words) != nullptr;
  out.deadline = is_deadline_cell(words);
  if (out.length <= 200) {
    out.units = !out.verb && is_units_cell(words);
    out.group = names_a_group(words);
    out.suffix = unit_class(words) != UnitClass::kNone;
  }
  return out;
}

double fits(const Looks& cell, ColumnRole role) {
  const auto length = static_cast<double>(cell.length);
  switch (role) {
    case ColumnRole::kNumber:
      if (cell.counted) return 7;
      if (cell.digits) return cell.length <= 3 ? -1 : -6;
      if (cell.whole_mark) return 4;
      return cell.empty ? -2 : -9;
    case ColumnRole::kLead:
    case ColumnRole::kResponsible:
    case ColumnRole::kClause:
      if (cell.empty) return -0.5;
      if (cell.units) return cell.stop ? -2 : role == ColumnRole::kLead && cell.group ? 3.5 : 4.5;
      if (cell.digits || cell.figure || cell.deadline || cell.stop || cell.sentence) return -7;
      if (cell.people) return -2.5;
      return cell.length <= 8 && !cell.verb ? -1.5 : -3 - length / 15;
    case ColumnRole::kLeader:
      if (cell.empty) return -0.5;
      return cell.people ? 5 : -6;
    case ColumnRole::kDeadline:
      if (cell.empty) return -0.5;
      return cell.deadline ? 5 : cell.digits || cell.figure || cell.units ? -6 : -3 - length / 10;
    case ColumnRole::kAside:
      if (cell.empty) return 0;
      if (cell.digits) return cell.counted ? 0.5 : 2.5;
      if (cell.figure) return 3;
      return cell.units ? -2.5 : cell.verb ? -2 : cell.deadline ? 0 : -0.5 - length / 60;
    case ColumnRole::kCategory:
      if (cell.digits || cell.figure || cell.deadline || cell.people) return -5;
      if (cell.empty) return -1;
      return (cell.mark ? 2.5 : 0.5) - (cell.sentence ? 2 : 0) - (length > 24 ? 3 : 0) - (cell.units ? 2.5 : 0);
    case ColumnRole::kName:
      if (cell.digits || cell.figure || cell.deadline) return -5;
      if (cell.empty) return -2;
      return 1 - (cell.people ? 3 : 0) - (cell.units ? 3 : 0) - (cell.sentence && length > 20 ? 0.7 : 0) -
             (length > 40 ? 0.7 : 0);
    case ColumnRole::kTask:
    case ColumnRole::kDetail:
      if (cell.digits || cell.figure) return -5;
      if (cell.deadline) return -4;
      if (cell.empty) return -3;
      return 1 + std::min(length / 30, 1.5) + (cell.sentence ? 0.7 : 0) + (cell.verb ? 0.7 : 0) -
             (cell.people ? 3.5 : 0) - (cell.units ? 3.5 : 0);
    case ColumnRole::kNone:
      return cell.units || cell.people || cell.deadline ? -2 : cell.digits || cell.figure ? 0.5 : -0.5;
  }
  return 0;
}

// What it costs that a row has no cell in this column: it was merged with the one above, or left out.
double left_out(ColumnRole role) {
  switch (role) {
    case ColumnRole::kNumber:
      return 1.6;
    case ColumnRole::kCategory:
      return 0.2;
    case ColumnRole::kName:
      return 0.8;
    case ColumnRole::kLeader:
    case ColumnRole::kDeadline:
    case ColumnRole::kNone:
      return 1;
    case ColumnRole::kLead:
    case ColumnRole::kClause:
      return 1.5;
    case ColumnRole::kResponsible:
      return 1.3;
    case ColumnRole::kAside:
      return 0.6;
    case ColumnRole::kTask:
    case ColumnRole::kDetail:
      return 4;
  }
  return 1;
}

// What it gives that a line goes on with the cell above it.
double goes_on(const Looks& above, const Looks& cell, ColumnRole role) {
  switch (role) {
    case ColumnRole::kLead:
    case ColumnRole::kResponsible:
    case ColumnRole::kClause:
      return (cell.units || cell.suffix ? 0 : -1.5) - (role == ColumnRole::kLead ? 0.1 : 0);
    case ColumnRole::kLeader:
      return cell.people ? -0.3 : -4;
    case ColumnRole::kCategory:
    case ColumnRole::kName:
    case ColumnRole::kTask:
    case ColumnRole::kDetail:
      return above.sentence ? -1.8 : cell.verb ? -1.2 : -0.3;
    case ColumnRole::kDeadline:
      return -1.5;
    default:
      return -3;
  }
}

class StreamReader {
 public:
  StreamReader(const Mapped& text, const Stream& stream)
      : text_(text), stream_(stream), columns_(stream.roles.size()) {}

  Grid read() {
    look();
    follow();
    return build();
  }

 private:
  void look() {
    int next = 1;
    for (const Range& cell : stream_.cells) {
      looks_.push_back(looks_of(text_.view().substr(cell.begin, cell.end - cell.begin)));
      Looks& looks = looks_.back();
      if (!looks.digits || looks.length > 4) continue;
      const int value = std::stoi(utf8::squeeze(text_.view().substr(cell.begin, cell.end - cell.begin)));
      if (value == next || (value == 1 && next > 2)) {
        looks.counted = true;
        next = value + 1;
      }
    }
  }

  // The last state, columns_, is a heading that fills a row.
  double enters(std::size_t from, std::size_t to, std::size_t at) const {
    const std::vector<ColumnRole>& roles = stream_.roles;
    const bool row_known = at < stream_.begins_row.size();
    const bool same_row = from < columns_ && to < columns_ && to > from;
    if (row_known && stream_.begins_row[at] == same_row) return kNever;
    double cost = 0;
    if (from < columns_ && to < columns_ && to == from && !stream_.parted)
      return goes_on(looks_[at - 1], looks_[at], roles[to]);
    if (same_row) {
      for (std::size_t c = from + 1; c < to; ++c) cost -= left_out(roles[c]);
      return cost;
    }
    if (from < columns_) {
      for (std::size_t c = from + 1; c < columns_; ++c) cost -= left_out(roles[c]);
    }
    if (to < columns_) {
      for (std::size_t c = 0; c < to; ++c) cost -= left_out(roles[c]);
    }
    return cost - 0.3;
  }

  double holds(std::size_t column, const Looks& cell) const {
    if (column < columns_) return fits(cell, stream_.roles[column]);
    return cell.mark && !cell.sentence && cell.length <= 40 ? 2 : kNever;
  }

  void follow() {
    const std::size_t states = columns_ + 1;
    std::array<double, kMostColumns + 1> best{};
    std::array<double, kMostColumns + 1> next{};
    back_.assign(looks_.size() * states, 0);
    for (std::size_t at = 0; at < looks_.size(); ++at) {
      for (std::size_t to = 0; to < states; ++to) {
        double most = kNever * 2;
        std::size_t from_best = 0;
        if (at == 0) {
          most = 0;
          for (std::size_t c = 0; c < to && to < columns_; ++c) most -= left_out(stream_.roles[c]);
        } else {
          for (std::size_t from = 0; from < states; ++from) {
            const double value = best[from] + enters(from, to, at);
            if (value > most) most = value, from_best = from;
          }
        }
        next[to] = most + holds(to, looks_[at]);
        back_[at * states + to] = static_cast<std::uint8_t>(from_best);
      }
      best = next;
    }
    column_of_.resize(looks_.size());
    if (looks_.empty()) return;
    std::size_t state = static_cast<std::size_t>(
        std::max_element(best.begin(), best.begin() + static_cast<long>(states)) - best.begin());
    for (std::size_t at = looks_.size(); at-- > 0;) {
      column_of_[at] = state;
      state = back_[at * states + state];
    }
  }

  Grid build() {
    Grid grid;
    grid.at = stream_.at;
    grid.columns = columns_;
    grid.roles = stream_.roles;
    std::size_t last = columns_;
    for (std::size_t at = 0; at < looks_.size(); ++at) {
      const std::size_t column = column_of_[at];
      const Range& words = stream_.cells[at];
      const bool same_row = at > 0 && last < columns_ && column < columns_ && column > last &&
                            (at >= stream_.begins_row.size() || !stream_.begins_row[at]);
      const bool same_cell = at > 0 && !stream_.parted && column == last && column < columns_;
      last = column;
      if (same_cell) {
        GridCell& cell = grid.cells.back();
        cell.words.replace("\n", text_.cover(words.begin, words.begin));
        cell.words.append(text_, words.begin, words.end);
        continue;
      }
      if (!same_row) ++grid.rows;
      GridCell cell;
      cell.row = grid.rows - 1;
      cell.column = column < columns_ ? column : 0;
      cell.columns = column < columns_ ? 1 : columns_;
      cell.words.append(text_, words.begin, words.end);
      grid.cells.push_back(std::move(cell));
    }
    return grid;
  }

  const Mapped& text_;
  const Stream& stream_;
  std::size_t columns_;
  std::vector<Looks> looks_;
  std::vector<std::uint8_t> back_;
  std::vector<std::size_t> column_of_;
};

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

std::vector<TextLine> text_lines(const Mapped& text, Range range) {
  std::vector<TextLine> lines;
  const std::string_view all = text.view();
  for (std::size_t begin = range.begin; begin < range.end;) {
    std::size_t end = std::min(all.find('\n', begin), range.end);
    lines.push_back({begin, end, utf8::trim(all.substr(begin, end - begin)).empty()});
    begin = end + 1;
  }
  return lines;
}

Range trimmed_range(std::string_view text, Range range) {
  range.end = std::min(range.end, text.size());
  if (range.begin >= range.end) return {range.begin, range.begin};
  const std::string_view words = utf8::trim(text.substr(range.begin, range.end - range.begin));
  if (words.empty()) return {range.begin, range.begin};
  const auto begin = static_cast<std::size_t>(words.data() - text.data());
  return {begin, begin + words.size()};
}

bool is_bar(char32_t point) { return point == '|' || point == U'｜' || point == U'│' || point == U'┃'; }

bool has_bar(std::string_view line) {
  if (line.find('|') != std::string_view::npos) return true;
  for (const std::string_view bar : {"｜", "│", "┃"}) {
    if (line.find(bar) != std::string_view::npos) return true;
  }
  return false;
}

std::size_t find_stream(const Mapped& text, const std::vector<TextLine>& lines, std::size_t i, Stream& out) {
  constexpr std::size_t kLongestHead = 60;
  if (lines[i].end - lines[i].begin > kLongestHead) return i;
  return StreamFinder(text, lines, out).find(i);
}

Grid grid_of(const Mapped& text, const Stream& stream) { return StreamReader(text, stream).read(); }

}  // namespace duban
