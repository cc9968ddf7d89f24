#include "extract/text_columns.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string_view>

#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

class ColumnChooser {
 public:
  ColumnChooser(const Grid& grid, const std::vector<ColumnRole>& roles, std::size_t first)
      : grid_(grid), roles_(roles), first_(first), filled_(grid.columns) {
    for (const GridCell& cell : grid_.cells) {
      if (cell.row >= first_ && cell.column < grid_.columns && cell.columns == 1)
        filled_[cell.column] += !cell.words.empty();
    }
  }

  TextColumns choose() {
    for (const ColumnRole role : {ColumnRole::kDetail, ColumnRole::kTask, ColumnRole::kName, ColumnRole::kCategory}) {
      std::vector<std::size_t> columns;
      for (std::size_t column = 0; column < grid_.columns; ++column) {
        if (roles_[column] == role) columns.push_back(column);
      }
      if (columns.empty()) continue;
      if (role == ColumnRole::kTask && columns.size() == 1 && is_met_by_measures(columns.front())) {
        out_.text.insert(out_.text.begin(), columns.front());
        continue;
      }
      if (out_.text.empty() && !groups_names(columns.back())) {
        out_.text = std::move(columns);
        leave_groups();
        const bool one = out_.text.size() == 1;
        out_.goal = one && head_ends(out_.text.front(), {"目标"});
        out_.value = one && head_ends(out_.text.front(), {"目标值", "指标值"});
      } else {
        out_.above.insert(out_.above.end(), columns.begin(), columns.end());
      }
    }
    find_figures();
    return std::move(out_);
  }

 private:
  // A good part of the rows leaves the first column to the row above, and not the second.
  bool is_rarer(std::size_t column, std::size_t other) const { return filled_[column] * 5 < filled_[other] * 4; }

  // 贫困人口全部脱贫。 | 主要措施: a promise in sentences, and how it will be kept; both are the task.
  bool is_met_by_measures(std::size_t column) const {
    if (out_.text.size() != 1 || column > out_.text.front() || !head_ends(out_.text.front(), {"措施", "举措"}) ||
        is_rarer(column, out_.text.front()))
      return false;
    std::size_t sentences = 0;
    for (const GridCell& cell : grid_.cells) {
      if (cell.row >= first_ && cell.column == column && cell.columns == 1)
        sentences += utf8::squeeze(cell.words.view()).ends_with("。");
    }
    return sentences * 2 > filled_[column];
  }

  // 目标任务 merged over several 考核指标 says where these belong.
  bool groups_names(std::size_t column) const {
    for (std::size_t other = column + 1; other < grid_.columns; ++other) {
      if (roles_[other] == ColumnRole::kName && is_rarer(column, other)) return true;
    }
    return false;
  }

  // 重点任务 beside 任务内容: of several columns that say what, the rarer ones say where the row belongs.
  void leave_groups() {
    std::vector<std::size_t>& text = out_.text;
    const std::size_t most =
        *std::max_element(text.begin(), text.end(), [&](std::size_t a, std::size_t b) { return filled_[a] < filled_[b]; });
    const std::size_t last = text.back();
    const auto groups = [&](std::size_t column) { return column < last && is_rarer(column, most); };
    std::copy_if(text.begin(), text.end(), std::back_inserter(out_.above), groups);
    std::erase_if(text, groups);
  }

  // 年度目标值 and 单位 of 城镇新增就业 | 人 | 4500.
  void find_figures() {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      if (roles_[column] != ColumnRole::kAside) continue;
      if (out_.figure == TextColumns::kNone &&
          head_ends(column, {"目标值", "指标值", "目标", "任务数", "目标数", "目标任务"}))
        out_.figure = column;
      if (out_.measure == TextColumns::kNone && head_ends(column, {"单位"}) && holds_measures(column))
        out_.measure = column;
    }
  }

  bool holds_measures(std::size_t column) const {
    static const WordList& measures = word_list("measure_units");
    return std::any_of(grid_.cells.begin(), grid_.cells.end(), [&](const GridCell& cell) {
      return cell.row >= first_ && cell.column == column && measures.exact(utf8::squeeze(cell.words.view())) != nullptr;
    });
  }

  bool head_ends(std::size_t column, std::initializer_list<std::string_view> ends) const {
    for (const GridCell& cell : grid_.cells) {
      if (cell.row >= first_) break;
      if (column < cell.column || column >= cell.column + cell.columns) continue;
      const std::string head = utf8::squeeze(cell.words.view());
      if (std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return head.ends_with(end); })) return true;
    }
    return false;
  }

  const Grid& grid_;
  const std::vector<ColumnRole>& roles_;
  std::size_t first_;
  std::vector<std::size_t> filled_;  // of each column, its cells that hold words
  TextColumns out_;
};

}  // namespace

TextColumns text_columns(const Grid& grid, const std::vector<ColumnRole>& roles, std::size_t first) {
  return ColumnChooser(grid, roles, first).choose();
}

}  // namespace duban
