// A table whose cells stand one after the other. Nothing tells where a row ends or which cells were merged: the
// cheapest way to give each cell a column is looked for, by what the cells hold and what may follow what.

#include <algorithm>
#include <array>
#include <cstdint>

#include "extract/table_columns.h"
#include "extract/table_lines.h"
#include "extract/table_looks.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMostColumns = 16;
constexpr double kNever = -1e9;

class StreamReader {
 public:
  StreamReader(const Mapped& text, const Stream& stream)
      : text_(text), stream_(stream), columns_(stream.roles.size()), roles_(stream.roles) {
    settle_lead(roles_);
  }

  Grid read() {
    look();
    find_whole_rows();
    follow();
    return build();
  }

 private:
  void look() {
    int next = 1;
    constexpr std::size_t kLongest = 400;  // bytes; what is longer is no list of units
    std::string_view above;
    for (const Range& cell : stream_.cells) {
      const std::string_view words = text_.view().substr(cell.begin, cell.end - cell.begin);
      looks_.push_back(looks_of(words));
      Looks& looks = looks_.back();
      if (!stream_.parted && words.size() < kLongest && above.size() < kLongest) {
        const LineBreak how = line_break(above, words);
        looks.rest = how != LineBreak::kNone;
        Looks* const over = looks_.size() > 1 ? &looks_[looks_.size() - 2] : nullptr;
        if (how == LineBreak::kName && over->begins) over->units = looks.units = true;
        // 市税务局、示例海 | 关: units, though the first line ends within a name
        if (how == LineBreak::kNameInList && (over->units || (over->begins && !over->verb && !over->stop)))
          over->units = looks.units = true;
      }
      above = words;
      if (!looks.digits || looks.length > 4) continue;
      const int value = std::stoi(utf8::squeeze(text_.view().substr(cell.begin, cell.end - cell.begin)));
      // the same once more: one of them is a figure
      if (value == next || value + 1 == next || (value == 1 && next > 2)) {
        looks.counted = true;
        next = value + 1;
      }
    }
  }

  // Where bars part the cells and blank ones are printed, a row has a cell for each column from its number on: which
  // cells stand in such rows. What is below it, up to the next number, goes on with it and has fewer.
  void find_whole_rows() {
    whole_.assign(looks_.size(), columns_);
    const auto number = std::find(roles_.begin(), roles_.end(), ColumnRole::kNumber);
    if (!stream_.parted || number == roles_.end()) return;
    const auto column = static_cast<std::size_t>(number - roles_.begin());
    const std::size_t behind = columns_ - column;  // cells of a row from its number on
    std::vector<std::size_t> rows;
    int last = 0;
    for (std::size_t at = 0; at < looks_.size();) {
      const bool row = at + behind <= looks_.size() && goes_on_counting(at, last);
      if (row) rows.push_back(at);
      at += row ? behind : 1;
    }
    std::size_t alike = 0;  // no more cells up to the next number than a row has, or nothing but sentences
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::size_t next = i + 1 < rows.size() ? rows[i + 1] : looks_.size();
      const auto at = [&](std::size_t cell) { return looks_.begin() + static_cast<std::ptrdiff_t>(cell); };
      alike += next - rows[i] <= columns_ ||
               std::all_of(at(rows[i] + behind), at(next), [](const Looks& cell) { return cell.sentence; });
    }
    if (rows.size() < 3 || alike * 2 < rows.size()) return;
    whole_rows_ = true;
    sentences_.assign(columns_, false);
    for (const std::size_t at : rows) {
      for (std::size_t i = 0; i < behind; ++i) {
        whole_[at + i] = column + i;
        sentences_[column + i] = sentences_[column + i] || looks_[at + i].sentence;
      }
    }
  }

  // Whether a row's number stands here: the next one, or 1 again, and words behind it.
  bool goes_on_counting(std::size_t at, int& last) const {
    const auto is_figure = [&](std::size_t cell) { return looks_[cell].digits || looks_[cell].figure; };
    if (!looks_[at].counted || at + 1 >= looks_.size() || is_figure(at + 1)) return false;
    const Range& cell = stream_.cells[at];
    const int value = std::stoi(utf8::squeeze(text_.view().substr(cell.begin, cell.end - cell.begin)));
    if (value != 1 && value != last + 1) return false;
    last = value;
    return true;
  }

  // One more sentence below another one, both below a row that is whole: a task of its own, as the one above it is.
  bool is_next_below(std::size_t at) const {
    return whole_rows_ && at > 0 && whole_[at] == columns_ && whole_[at - 1] == columns_ && looks_[at].sentence && looks_[at - 1].sentence;
  }

  // The last state, columns_, is a heading that fills a row.
  double enters(std::size_t from, std::size_t to, std::size_t at) const {
    const bool row_known = at < stream_.begins_row.size();
    const bool same_row = from < columns_ && to < columns_ && to > from;
    if (row_known && stream_.begins_row[at] == same_row) return kNever;
    double cost = 0;
    if (from < columns_ && to == from && !is_next_below(at)) {
      // where bars part the cells, a column that says what may fall into two in some rows
      if (stream_.parted) return says_what(roles_[to]) ? -3 : kNever;
      return goes_on(looks_[at - 1], looks_[at], roles_[to]) + near(at, true);
    }
    if (from < columns_ && !stream_.parted)
      cost += ends_behind(looks_[at - 1], looks_[at], roles_[from]) + near(at, false);
    if (same_row) {
      for (std::size_t c = from + 1; c < to; ++c) cost -= skip(c);
      return cost;
    }
    if (from < columns_) {
      for (std::size_t c = from + 1; c < columns_; ++c) cost -= skip(c);
    }
    if (to < columns_) {
      for (std::size_t c = 0; c < to; ++c) cost -= skip(c);
    }
    return cost - 0.3;
  }

  // What it costs that a row has no cell in the column. Who answers, left of what is to be done, mostly answers for
  // several rows; so does what is said more exactly in a column further right.
  double skip(std::size_t column) const {
    const ColumnRole role = roles_[column];
    const auto behind = roles_.begin() + static_cast<std::ptrdiff_t>(column) + 1;
    const auto says_more = [](ColumnRole each) { return each == ColumnRole::kDetail || each == ColumnRole::kTask; };
    if (role == ColumnRole::kTask && std::any_of(behind, roles_.end(), says_more))
      return left_out(ColumnRole::kName, stream_.parted);
    const double cost = left_out(role, stream_.parted);
    if (!says_who(role) || role == ColumnRole::kLeader) return cost;
    const auto text = std::find_if(roles_.begin(), roles_.end(), [](ColumnRole each) {
      return says_what(each) && each != ColumnRole::kCategory;
    });
    return static_cast<std::size_t>(text - roles_.begin()) > column ? std::min(cost, 0.7) : cost;
  }

  // Where blank lines part the cells, lines without one between are mostly of one cell.
  double near(std::size_t at, bool same_cell) const {
    if (at >= stream_.close.size()) return 0;
    if (stream_.close[at]) return same_cell ? 1 : -1.5;
    return same_cell ? -0.7 : 0;
  }

  double holds(std::size_t column, std::size_t at) const {
    constexpr double kWhole = 4;
    constexpr double kStage = 2;
    constexpr double kOdd = 6;
    constexpr double kVertical = 0.5;
    const Looks& cell = looks_[at];
    if (column < columns_) {
      // 完成20公里, 开工: how far it shall be by then
      const bool stage = column < stream_.periods.size() && stream_.periods[column] && cell.verb && cell.length <= 10;
      const bool narrow = column == 0 && cell.vertical && says_who(roles_[column]);  // in front of what it answers for
      const bool odd = whole_rows_ && cell.sentence && !sentences_[column];  // no cell of a whole row ends a sentence here
      return fits(cell, roles_[column]) - (odd ? kOdd : 0) + (stage ? kStage : 0) + (narrow ? kVertical : 0) + (whole_[at] == column ? kWhole : 0);
    }
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
          for (std::size_t c = 0; c < to && to < columns_; ++c)
            most -= skip(c);
        } else {
          for (std::size_t from = 0; from < states; ++from) {
            const double value = best[from] + enters(from, to, at);
            if (value > most) most = value, from_best = from;
          }
        }
        next[to] = most + holds(to, at);
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
    grid.roles = stream_.roles;  // as printed: who leads is settled when it is read
    grid.first_leads = stream_.first_leads;
    grid.tells_blanks = stream_.parted;
    grid.left_out = stream_.left_out;
    std::size_t last = columns_;
    for (std::size_t at = 0; at < looks_.size(); ++at) {
      const std::size_t column = column_of_[at];
      const Range& words = stream_.cells[at];
      const bool same_row = at > 0 && last < columns_ && column < columns_ && column > last &&
                            (at >= stream_.begins_row.size() || !stream_.begins_row[at]);
      const bool same_cell = at > 0 && column == last && column < columns_ && !is_next_below(at) &&
                             (at >= stream_.begins_row.size() || !stream_.begins_row[at]);
      last = column;
      if (same_cell) {
        GridCell& cell = grid.cells.back();
        const bool names = stream_.whole_names && says_who(roles_[column]);
        cell.words.replace(names ? "、" : "\n", text_.cover(words.begin, words.begin));
        append(cell, words);
        continue;
      }
      if (!same_row) ++grid.rows;
      GridCell cell;
      cell.row = grid.rows - 1;
      cell.column = column < columns_ ? column : 0;
      cell.columns = column < columns_ ? 1 : columns_;
      append(cell, words);
      grid.cells.push_back(std::move(cell));
    }
    return grid;
  }

  // The words of a cell without the lines of the page that stand among them.
  void append(GridCell& cell, Range words) {
    std::size_t from = words.begin;
    for (; left_out_ < stream_.left_out.size() && stream_.left_out[left_out_].begin < words.end; ++left_out_) {
      const Range& line = stream_.left_out[left_out_];
      if (line.begin < from) continue;
      const Range before = trimmed_range(text_.view(), {from, line.begin});
      if (before.begin < before.end) cell.words.append(text_, before.begin, before.end);
      from = line.end;
      while (from < words.end && (text_.view()[from] == '\n' || text_.view()[from] == ' ')) ++from;
    }
    if (from < words.end) cell.words.append(text_, from, words.end);
  }

  const Mapped& text_;
  const Stream& stream_;
  std::size_t columns_;
  std::vector<ColumnRole> roles_;
  std::vector<Looks> looks_;
  bool whole_rows_ = false;         // such rows were found
  std::vector<bool> sentences_;     // of each column, whether one of theirs ends a sentence there
  std::vector<std::size_t> whole_;  // of each cell in a row without gaps, its column; else columns_
  std::vector<std::uint8_t> back_;
  std::vector<std::size_t> column_of_;
  std::size_t left_out_ = 0;  // lines of the page that stand in cells before this one
};

}  // namespace

Grid grid_of(const Mapped& text, const Stream& stream) { return StreamReader(text, stream).read(); }

}  // namespace duban
