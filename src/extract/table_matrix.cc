// A table of units over tasks, or of tasks over units, with a mark where one answers for the other: ● leads, △ helps.

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "extract/table.h"
#include "extract/table_cells.h"
#include "grammar/organ.h"
#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {
namespace {

enum class Says { kNothing, kLeads, kHelps };

struct Sign {
  std::string_view words;
  Says usual;  // where the paper does not tell
};
constexpr std::array<Sign, 22> kSigns{{
    {"●", Says::kLeads},  {"★", Says::kLeads},  {"▲", Says::kLeads},  {"■", Says::kLeads},    {"◆", Says::kLeads},    {"◎", Says::kLeads},
    {"○", Says::kHelps},  {"☆", Says::kHelps},  {"△", Says::kHelps},  {"□", Says::kHelps},    {"◇", Says::kHelps},    {"〇", Says::kHelps},
    {"√", Says::kHelps},  {"✓", Says::kHelps},  {"✔", Says::kHelps},  {"牵头", Says::kLeads}, {"主办", Says::kLeads}, {"主责", Says::kLeads},
    {"配合", Says::kHelps}, {"协办", Says::kHelps}, {"协同", Says::kHelps}, {"参与", Says::kHelps},
}};
constexpr std::size_t kWords = 15;  // from here on they are words, which say it themselves

std::optional<std::size_t> sign_of(std::string_view cell) {
  constexpr std::size_t kLongest = 9;  // bytes, blanks aside
  if (cell.empty() || cell.size() > 2 * kLongest) return {};
  const std::string bare = utf8::squeeze(cell);
  for (std::size_t i = 0; i < kSigns.size(); ++i) {
    if (kSigns[i].words == bare) return i;
  }
  return {};
}

Says said_by(std::string_view words) {
  static constexpr FewWords kLeads{"牵头", "主办", "主责", "主要责任", "总负责"};
  static constexpr FewWords kHelps{"配合", "协办", "协助", "协同", "参与", "责任单位", "责任部门"};
  return kLeads.is_in(words) ? Says::kLeads : kHelps.is_in(words) ? Says::kHelps : Says::kNothing;
}

// What the paper says of a sign near the table: ●为牵头单位，△为配合单位; 牵头单位用“●”表示.
Says legend_of(std::string_view text, std::string_view sign) {
  constexpr std::size_t kNear = 10;  // characters
  const auto up_to_stop = [](std::string_view words) {
    static constexpr FewWords kStops{"，", "；", "。", ",", ";", "、", "\n", " "};
    return words.substr(0, kStops.find_in(words));
  };
  for (std::size_t at = text.find(sign); at != std::string_view::npos; at = text.find(sign, at + sign.size())) {
    std::string_view behind = text.substr(at + sign.size());
    for (const std::string_view quote : {"”", "\"", "’", "」"}) {
      if (behind.starts_with(quote)) behind.remove_prefix(quote.size());
    }
    const std::string_view is = utf8::head(behind, 2);
    const bool names = is.starts_with("为") || is.starts_with("是") || is.starts_with("表示") || is.starts_with("代表") || is.starts_with("：") ||
                       is.starts_with(":") || is.starts_with("指") || is.starts_with("—");
    if (names) {
      if (const Says says = said_by(up_to_stop(utf8::head(behind, kNear))); says != Says::kNothing) return says;
    }
    const std::string_view before = utf8::tail(text.substr(0, at), kNear);
    if (before.find("用") != std::string_view::npos || before.find("以") != std::string_view::npos || before.find("标") != std::string_view::npos) {
      if (const Says says = said_by(before); says != Says::kNothing) return says;
    }
  }
  return Says::kNothing;
}

class MatrixReader {
 public:
  MatrixReader(const Grid& grid, std::string_view text) : grid_(grid), text_(text) {}

  Grid read() {
    constexpr std::size_t kMostHeadRows = 4;
    if (grid_.rows < 3 || grid_.columns < 3 || grid_.columns > kMostColumns) return {};
    places_.assign(grid_.rows * grid_.columns, nullptr);
    for (const GridCell& cell : grid_.cells) {
      for (std::size_t r = cell.row; r < std::min(cell.row + cell.rows, grid_.rows); ++r) {
        for (std::size_t c = cell.column; c < std::min(cell.column + cell.columns, grid_.columns); ++c) places_[r * grid_.columns + c] = &cell;
      }
    }
    for (head_ = 0; head_ < std::min(kMostHeadRows, grid_.rows - 1); ++head_) {
      find_units();
      if (units_.size() >= 2 && signs_ >= 3 && find_others()) return build();
    }
    return {};
  }

 private:
  static constexpr std::size_t kMostColumns = 60;

  const GridCell* at(std::size_t row, std::size_t column) const { return places_[row * grid_.columns + column]; }

  // Columns with a unit over them and nothing but signs below it.
  void find_units() {
    units_.clear();
    signs_ = 0;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* over = at(head_, column);
      if (over == nullptr || over->columns > 1) continue;
      const std::string name = utf8::squeeze(over->words.view());
      if (unit_class(name) == UnitClass::kNone && !ends_like_unit(name)) continue;
      std::size_t signs = 0;
      bool others = false;
      for (std::size_t row = head_ + 1; row < grid_.rows && !others; ++row) {
        const GridCell* cell = at(row, column);
        if (cell == nullptr || cell->columns > 1 || cell->row <= head_ || is_blank_mark(cell->words.view())) continue;
        const bool sign = sign_of(cell->words.view()).has_value();
        others = !sign && utf8::squeeze(cell->words.view()) != name;
        signs += sign;
      }
      if (others || signs == 0) continue;
      units_.push_back(column);
      signs_ += signs;
    }
  }

  // The other columns by their heads; where none says what is to be done, the one with the longest words does.
  bool find_others() {
    others_.clear();
    roles_.clear();
    std::size_t longest = 0;
    std::size_t most = 0;
    bool what = false;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      if (std::find(units_.begin(), units_.end(), column) != units_.end()) continue;
      ColumnRole role = ColumnRole::kNone;
      for (std::size_t row = head_ + 1; row-- > 0 && role == ColumnRole::kNone;) {
        if (const GridCell* cell = at(row, column)) role = column_role(cell->words.view());
      }
      std::size_t characters = 0;
      for (std::size_t row = head_ + 1; row < grid_.rows; ++row) {
        if (const GridCell* cell = at(row, column); cell != nullptr && cell->columns == 1) characters += utf8::count(cell->words.view());
      }
      if (characters > most) most = characters, longest = others_.size();
      what = what || (says_what(role) && role != ColumnRole::kCategory);
      others_.push_back(column);
      roles_.push_back(role);
    }
    if (others_.empty()) return false;
    if (!what) roles_[longest] = ColumnRole::kTask;
    return most > 4 * (grid_.rows - head_ - 1);
  }

  Says says(std::size_t sign) {
    if (sign >= kWords) return kSigns[sign].usual;
    if (!asked_[sign]) {
      constexpr std::size_t kFarthest = 3000;  // bytes around the table
      const std::size_t begin = grid_.at.begin - std::min(grid_.at.begin, kFarthest);
      const std::size_t end = std::min(text_.size(), grid_.at.end + kFarthest);
      asked_[sign] = true;
      legend_[sign] = begin < end ? legend_of(text_.substr(begin, end - begin), kSigns[sign].words) : Says::kNothing;
    }
    return legend_[sign] != Says::kNothing ? legend_[sign] : kSigns[sign].usual;
  }

  Grid build() {
    Grid out;
    out.at = grid_.at;
    out.left_out = grid_.left_out;
    out.columns = others_.size() + 2;
    out.rows = grid_.rows - head_ - 1;
    out.roles = roles_;
    out.roles.push_back(ColumnRole::kLead);
    out.roles.push_back(ColumnRole::kHelping);
    for (std::size_t row = head_ + 1; row < grid_.rows; ++row) {
      const std::size_t to = row - head_ - 1;
      for (std::size_t i = 0; i < others_.size(); ++i) {
        const GridCell* cell = at(row, others_[i]);
        if (cell == nullptr || cell->row < row) {
          if (cell == nullptr || row > head_ + 1 || cell->row <= head_) continue;
        }
        if (i > 0 && at(row, others_[i - 1]) == cell) continue;
        GridCell each = *cell;
        each.row = to;
        each.column = i;
        each.rows = std::min(cell->rows, grid_.rows - row);
        each.columns = cell->columns > 1 ? std::min(cell->columns, out.columns - i) : 1;
        out.cells.push_back(std::move(each));
      }
      if (!out.cells.empty() && out.cells.back().row == to && out.cells.back().columns > 1) continue;  // fills the row
      GridCell lead;
      GridCell helps;
      for (const std::size_t column : units_) {
        const GridCell* cell = at(row, column);
        const auto sign = cell == nullptr ? std::nullopt : sign_of(cell->words.view());
        if (sign) add(says(*sign) == Says::kLeads ? lead : helps, at(head_, column)->words);
      }
      for (GridCell* each : {&lead, &helps}) {
        each->row = to;
        each->column = others_.size() + (each == &helps);
        each->elsewhere = true;
        out.cells.push_back(std::move(*each));
      }
    }
    return out;
  }

  static void add(GridCell& cell, const Mapped& name) {
    const Mapped words = on_one_line(name);
    if (!cell.words.empty()) cell.words.insert("、");
    cell.words.append(words, 0, words.size());
  }

  const Grid& grid_;
  std::string_view text_;
  std::vector<const GridCell*> places_;  // by row and column
  std::size_t head_ = 0;                 // the row of the units
  std::vector<std::size_t> units_;       // their columns
  std::size_t signs_ = 0;
  std::vector<std::size_t> others_;  // the other columns …
  std::vector<ColumnRole> roles_;    // … and what they hold
  std::array<bool, kSigns.size()> asked_{};
  std::array<Says, kSigns.size()> legend_{};
};

}  // namespace

Grid matrix_of(const Grid& grid, std::string_view text) {
  constexpr std::size_t kFewestSigns = 3;
  std::size_t signs = 0;
  for (const GridCell& cell : grid.cells) signs += sign_of(cell.words.view()).has_value();
  if (signs < kFewestSigns) return {};
  if (Grid out = MatrixReader(grid, text).read(); out.rows > 0) return out;
  Grid across = grid;  // rows for columns
  std::swap(across.rows, across.columns);
  for (GridCell& cell : across.cells) {
    std::swap(cell.row, cell.column);
    std::swap(cell.rows, cell.columns);
  }
  std::stable_sort(across.cells.begin(), across.cells.end(), [](const GridCell& a, const GridCell& b) {
    return a.row != b.row ? a.row < b.row : a.column < b.column;
  });
  return MatrixReader(across, text).read();
}

}  // namespace duban
