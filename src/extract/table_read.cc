// The rows of a table become headings and tasks.

#include <algorithm>
#include <optional>

#include "extract/table.h"
#include "extract/table_lines.h"
#include "extract/table_looks.h"
#include "grammar/person.h"
#include "text/utf8.h"

namespace duban {
namespace {

// A cell's text on one line, without the blanks of its layout.
Mapped on_one_line(const Mapped& cell) {
  Mapped out;
  const std::string_view text = cell.view();
  std::size_t copied = 0;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Char c = utf8::at(text, i);
    if (!utf8::is_blank(c.point) && c.point != '\n') {
      if (text.substr(i).starts_with("**")) {
        out.append(cell, copied, i);
        copied = i += 2;
        continue;
      }
      i += c.size;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (utf8::is_blank(utf8::at(text, end).point) || text[end] == '\n'))
      end += utf8::at(text, end).size;
    const char32_t before = utf8::before(text, i).point;
    const char32_t next = utf8::at(text, end).point;
    const bool latin = (utf8::is_digit(before) || utf8::is_ascii_letter(before)) &&
                       (utf8::is_ascii_letter(next) || utf8::is_digit(next)) && c.point == ' ';
    out.append(cell, copied, latin ? i + 1 : i);
    copied = i = end;
  }
  out.append(cell, copied, text.size());
  return out;
}

std::string_view last_piece_of(std::string_view words) {
  std::size_t at = words.size();
  while (at > 0 && words.size() - at < 150) {
    const utf8::Char c = utf8::before(words, at);
    if (c.point == U'、' || c.point == U'，' || c.point == ',' || c.point == U'；' || c.point == ';' ||
        c.point == U'：')
      break;
    at -= c.size;
  }
  return words.substr(at);
}

std::string_view first_piece_of(std::string_view words) {
  std::size_t at = 0;
  while (at < words.size() && at < 150) {
    const utf8::Char c = utf8::at(words, at);
    if (c.point == U'、' || c.point == U'，' || c.point == ',' || c.point == U'；' || c.point == ';' ||
        c.point == U'等' || utf8::is_open_bracket(c.point))
      break;
    at += c.size;
  }
  return words.substr(0, at);
}

// Whether the words are a name that needs no words in front of it.
bool stands_by_itself(std::string_view name) {
  if (name.starts_with("团") && name.ends_with("委") && utf8::count(name) == 3) return true;  // 团县委
  if (unit_class(name) == UnitClass::kNone) return false;
  const std::size_t level = level_prefix(name);
  return begins_with_core(name) || (level > 0 && name.size() > level + 3) || stands_alone(name) ||
         names_a_group(name) || utf8::count(name) >= 5;
}

// The lines of a cell of units: a name broken over lines is one again, names on lines of their own are parted.
Mapped units_in_list(const Mapped& cell, bool people) {
  Mapped out;
  const std::string_view text = cell.view();
  std::size_t depth = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Range line = trimmed_range(text, {begin, end});
    const std::size_t line_end = begin > 0 ? begin - 1 : 0;
    begin = end + 1;
    if (line.begin >= line.end) continue;
    const std::string_view words = text.substr(line.begin, line.end - line.begin);
    if (!out.empty() && depth == 0) {
      const std::string_view before = last_piece_of(out.view());
      const std::string_view next = first_piece_of(words);
      bool apart = people;
      if (!people && !before.empty() && !next.empty()) {
        const bool whole = unit_class(before) != UnitClass::kNone;
        const bool narrow = utf8::count(words) <= 4;
        // 市公安局 below a name that does not end as units do, and is no cut one
        const std::size_t level = level_prefix(next);
        const bool begins = level > 0 && begins_with_core(next.substr(level)) && utf8::count(before) >= 4 &&
                            level_prefix(before) == 0 && unit_class(next) != UnitClass::kNone;
        apart = begins || (whole && !suffix_alone(next) &&
                           (narrow ? stands_by_itself(next)
                                   : unit_class(next) != UnitClass::kNone || next.ends_with("牵头")));
      }
      // 市残疾人联合 below 市公安局, and 会 below that
      if (!people && level_prefix(next) > 0 && next.size() > level_prefix(next) + 3 && level_prefix(before) > 0 &&
          (unit_class(before) == UnitClass::kOrgan || unit_class(before) == UnitClass::kBody))
        apart = true;
      const LineBreak how = people ? LineBreak::kNone : line_break(before, next);
      if (how != LineBreak::kNone) apart = false;
      if (apart) out.replace("、", cell.cover(line_end, line_end + 1));
    }
    for (std::size_t i = 0; i < words.size(); i += utf8::at(words, i).size) {
      const utf8::Char c = utf8::at(words, i);
      if (utf8::is_open_bracket(c.point)) ++depth;
      if (utf8::is_close_bracket(c.point) && depth > 0) --depth;
    }
    out.append(cell, line.begin, line.end);
  }
  return out;
}

RoleKind kind_of(ColumnRole role) {
  switch (role) {
    case ColumnRole::kLeader:
      return RoleKind::kLeader;
    case ColumnRole::kLead:
      return RoleKind::kLead;
    case ColumnRole::kClause:
      return RoleKind::kClause;
    case ColumnRole::kDeadline:
      return RoleKind::kDeadline;
    default:
      return RoleKind::kResponsible;
  }
}

bool is_blank_mark(std::string_view words) {
  return words.empty() || words == "/" || words == "-" || words == "—" || words == "——" || words == "\\" ||
         words == "无";
}

bool is_sum(std::string_view words) {
  const std::string bare = utf8::squeeze(words);
  return bare == "合计" || bare == "小计" || bare == "总计" || bare == "累计";
}

Block block_of(Mapped words) {
  Block block;
  block.words = std::move(words);
  block.printed = block.words.cover(0, block.words.size());
  return block;
}

class TableReader {
 public:
  TableReader(const Grid& grid, std::vector<ColumnRole> roles, std::size_t first_row)
      : grid_(grid), roles_(std::move(roles)), first_(first_row) {
    roles_.resize(grid.columns, ColumnRole::kNone);
  }

  std::vector<Entry> read() {
    check_roles();
    choose_text();
    if (text_.empty()) return {};
    look_for_merged();
    for (std::size_t row = first_; row < grid_.rows; ++row) {
      load(row);
      remember(row);
      read_row(row);
    }
    return std::move(entries_);
  }

 private:
  // Looks at one row after the other: what fills its places, cells of rows above among it.
  void load(std::size_t row) {
    table_work += grid_.columns;
    if (places_.empty() || row < row_) {
      next_cell_ = 0;
      places_.assign(grid_.columns, {});
    }
    for (; next_cell_ < grid_.cells.size() && grid_.cells[next_cell_].row <= row; ++next_cell_) {
      const GridCell& cell = grid_.cells[next_cell_];
      const std::size_t end = std::min(cell.column + cell.columns, grid_.columns);
      for (std::size_t column = cell.column; column < end; ++column) places_[column] = &cell;
    }
    row_ = row;
  }

  // What fills a place of the loaded row.
  const GridCell* at(std::size_t row, std::size_t column) const {
    const GridCell* cell = places_[column];
    return cell != nullptr && row < cell->row + cell->rows ? cell : nullptr;
  }
  // The cell that begins in this row.
  const GridCell* own(std::size_t row, std::size_t column) const {
    const GridCell* cell = at(row, column);
    return cell != nullptr && cell->row == row && cell->column == column && !is_blank_mark(cell->words.view())
               ? cell
               : nullptr;
  }

  struct Held {
    std::size_t filled = 0;
    std::size_t units = 0;
    std::size_t figures = 0;
    std::size_t people = 0;
    std::size_t days = 0;
    std::size_t characters = 0;
  };

  // What the first cells of each column hold.
  std::vector<Held> held() {
    constexpr std::size_t kEnough = 12;
    constexpr std::size_t kMostRows = 60;
    std::vector<Held> all(grid_.columns);
    for (std::size_t row = first_; row < std::min(grid_.rows, first_ + kMostRows); ++row) {
      load(row);
      for (std::size_t column = 0; column < grid_.columns; ++column) {
        const GridCell* cell = own(row, column);
        Held& held = all[column];
        if (cell == nullptr || cell->columns > 1 || held.filled >= kEnough) continue;
        ++held.filled;
        const std::string words = utf8::squeeze(cell->words.view());
        held.units += looks_like_unit_list(words) || words.size() > 30;
        held.figures += std::all_of(words.begin(), words.end(), [](char c) {
          return (c >= '0' && c <= '9') || c == '.' || c == '%' || c == '-' || c == ',';
        });
        if (roles_[column] != ColumnRole::kNone) continue;
        const Looks looks = looks_of(cell->words.view());
        held.people += looks.people;
        held.days += looks.deadline;
        held.characters += looks.units ? 0 : looks.length;
        held.units -= words.size() > 30 && !looks.units;
      }
    }
    return all;
  }

  // A column headed 单位 that holds units of measure, one headed 目标任务 that holds nothing but figures, and columns
  // whose heads say nothing.
  void check_roles() {
    const std::vector<Held> all = held();
    const auto known = [&](ColumnRole role) { return std::find(roles_.begin(), roles_.end(), role) != roles_.end(); };
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const Held& held = all[column];
      ColumnRole& role = roles_[column];
      if (role == ColumnRole::kResponsible && held.filled > 1 && held.units * 4 < held.filled)
        role = ColumnRole::kAside;
      if (says_what(role) && held.filled > 0 && held.figures * 3 > held.filled * 2) role = ColumnRole::kAside;
      if (role != ColumnRole::kNone || held.filled < 2) continue;
      const auto most = [&](std::size_t count) { return count * 4 >= held.filled * 3; };
      if (most(held.people) && !known(ColumnRole::kLeader)) {
        role = ColumnRole::kLeader;
      } else if (most(held.units) && !known(ColumnRole::kResponsible)) {
        role = ColumnRole::kResponsible;
      } else if (most(held.days) && !known(ColumnRole::kDeadline)) {
        role = ColumnRole::kDeadline;
      } else if (held.characters > held.filled * 12 && held.units == 0 && !known(ColumnRole::kTask) &&
                 !known(ColumnRole::kDetail)) {
        role = ColumnRole::kDetail;
      }
    }
  }

  void choose_text() {
    for (const ColumnRole role :
         {ColumnRole::kDetail, ColumnRole::kTask, ColumnRole::kName, ColumnRole::kCategory}) {
      std::vector<std::size_t> columns;
      for (std::size_t column = 0; column < grid_.columns; ++column) {
        if (roles_[column] == role) columns.push_back(column);
      }
      if (columns.empty()) continue;
      if (text_.empty()) {
        text_ = std::move(columns);
        goal_ = text_.size() == 1 && says_goal(text_.front(), {"目标"});
        value_ = text_.size() == 1 && says_goal(text_.front(), {"目标值", "指标值"});
      } else {
        above_.insert(above_.end(), columns.begin(), columns.end());
      }
    }
  }

  // Whether the column's head ends so: 年度目标, 工作目标
  bool says_goal(std::size_t column, std::initializer_list<std::string_view> ends) const {
    for (const GridCell& cell : grid_.cells) {
      if (cell.row >= first_) break;
      if (column < cell.column || column >= cell.column + cell.columns) continue;
      const std::string head = utf8::squeeze(cell.words.view());
      if (std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return head.ends_with(end); })) return true;
    }
    return false;
  }

  bool is_head_again(std::size_t row) const {
    std::size_t same = 0;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* cell = own(row, column);
      if (cell != nullptr && is_plain_head(cell->words.view()) &&
          column_role(cell->words.view()) != ColumnRole::kNone)
        ++same;
    }
    return same >= 2;
  }

  // The only cell of the row that holds words, where the row is a heading or a note.
  const GridCell* alone(std::size_t row) const {
    const GridCell* only = nullptr;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* cell = at(row, column);
      if (cell == nullptr || cell == only || cell->words.empty()) continue;
      if (only != nullptr || cell->row != row) return nullptr;
      only = cell;
    }
    if (only == nullptr) return nullptr;
    if (only->columns * 2 > grid_.columns && only->columns > 1) return only;
    const auto mark = read_mark(only->words.view());
    return mark && mark->value.kind <= MarkKind::kChineseParen && roles_[only->column] != ColumnRole::kTask &&
                   roles_[only->column] != ColumnRole::kDetail
               ? only
               : nullptr;
  }

  void read_row(std::size_t row) {
    if (is_head_again(row)) return;
    if (const GridCell* cell = alone(row)) {
      read_alone(*cell);
      return;
    }
    heading_of_category(row);
    bool sum = false;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* cell = own(row, column);
      sum = sum || (cell != nullptr && is_sum(cell->words.view()));
    }
    if (sum) return;
    Mapped text = text_of(row);
    if (text.empty()) {
      more_units(row);
      return;
    }
    Entry entry;
    entry.of_table = true;
    entry.block = block_of(std::move(text));
    set_number(entry.block, row);
    add_fields(entry, row);
    cover(entry, row);
    entry.kind = EntryKind::kTask;
    if (is_row_again(entry)) {
      entry.kind = EntryKind::kFurniture;
      entry.block.furniture = true;
      entry.block.furniture_rule = "table.row_again";
      entry.fields.clear();
      entry.assigned = false;
    }
    entries_.push_back(std::move(entry));
  }

  // A numbered row that a page break printed twice: the same number, words and who answers.
  bool is_row_again(const Entry& entry) const {
    if (entries_.empty() || !entry.block.mark || entries_.back().kind != EntryKind::kTask) return false;
    const Entry& above = entries_.back();
    return above.block.mark && above.block.mark->label == entry.block.mark->label &&
           above.block.words.view() == entry.block.words.view() && above.fields.size() == entry.fields.size() &&
           std::equal(above.fields.begin(), above.fields.end(), entry.fields.begin(),
                      [](const Field& a, const Field& b) {
                        return a.kind == b.kind && a.block.words.view() == b.block.words.view();
                      });
  }

  // 一、就业促进（3项） over its rows, or 合计 or a note below them.
  void read_alone(const GridCell& cell) {
    Entry entry;
    entry.of_table = true;
    entry.block = block_of(on_one_line(cell.words));
    const auto mark = read_mark(entry.block.text());
    if (mark && mark->value.kind <= MarkKind::kChineseParen) {
      entry.block.mark = mark->value;
      entry.block.wording = mark->size;
      entry.kind = EntryKind::kHeading;
      last_heading_ = entry.block.words.text();
    } else {
      entry.kind = EntryKind::kPlain;
    }
    entries_.push_back(std::move(entry));
  }

  // A category that is numbered as headings are is one.
  void heading_of_category(std::size_t row) {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const bool above = std::find(above_.begin(), above_.end(), column) != above_.end();
      const GridCell* cell = own(row, column);
      if (!above || cell == nullptr) continue;
      const Mapped words = on_one_line(cell->words);
      const auto mark = read_mark(words.view());
      if (!mark || mark->value.kind > MarkKind::kChineseParen || words.view() == last_heading_) continue;
      read_alone(*cell);
    }
  }

  Mapped text_of(std::size_t row) const {
    Mapped text;
    for (const std::size_t column : text_) {
      const GridCell* cell = own(row, column);
      if (cell == nullptr) continue;
      const Mapped words = on_one_line(cell->words);
      text.append(words, 0, words.size());
    }
    const bool merged = std::any_of(text_.begin(), text_.end(), [&](std::size_t column) {
      const GridCell* cell = at(row, column);
      return cell != nullptr && cell->row < row && !cell->words.empty();
    });
    // 主体完工, 500套: what the goal is of stands in the name
    const std::size_t length = utf8::count(text.view());
    const bool thin =
        !text.empty() && (value_ || (goal_ && length < 9) || (length < 10 && begins_with_figure(text.view())));
    if ((text.empty() && !merged) || thin) {
      // the next column that says what: the name of the project
      for (const std::size_t column : above_) {
        const GridCell* cell = text.empty() ? own(row, column) : at(row, column);
        if (cell == nullptr || is_blank_mark(cell->words.view())) continue;
        Mapped words = on_one_line(cell->words);
        if (roles_[column] == ColumnRole::kCategory && (thin || read_mark(words.view()))) continue;
        words.append(text, 0, text.size());
        return words;
      }
    }
    return text;
  }

  static bool begins_with_figure(std::string_view words) {
    const utf8::Char c = utf8::at(words, 0);
    return utf8::is_digit(c.point) || c.point == U'≥' || c.point == U'≤' || c.point == '>' || c.point == '<';
  }

  void set_number(Block& block, std::size_t row) {
    if (const auto mark = read_mark(block.text())) {
      block.mark = mark->value;
      block.wording = mark->size;
    }
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      if (roles_[column] != ColumnRole::kNumber) continue;
      block.mark.reset();
      block.wording = 0;
      const GridCell* cell = own(row, column);
      if (cell == nullptr) return;
      const std::string number = utf8::squeeze(cell->words.view());
      // 3, （3）, 三
      if (const auto mark = read_mark(number + "、")) {
        block.mark = mark->value;
        if (block.mark->kind == MarkKind::kChinese) block.mark->kind = MarkKind::kDigit;
      }
      return;
    }
  }

  bool is_left_of_text(std::size_t column) const { return column < text_.front(); }

  // The cell that says who answers: the row's own, or the one above that the paper merged with it.
  const GridCell* who_cell(std::size_t row, std::size_t column) const {
    const GridCell* cell = at(row, column);
    if (cell == nullptr && is_merged(row, column)) cell = last_[column];
    return cell == nullptr || is_blank_mark(cell->words.view()) ? nullptr : cell;
  }

  // Whether a place that no cell fills was merged with the cell above it; else it was left blank.
  bool is_merged(std::size_t row, std::size_t column) const {
    const ColumnRole role = roles_[column];
    if (grid_.tells_blanks || is_left_of_text(column) || role == ColumnRole::kLeader) return true;
    if (role == ColumnRole::kDeadline) return goes_on_item(row);
    if (often_merged_[column]) return true;
    // unless the row has such cells of its own
    bool others = false;
    for (std::size_t other = 0; other < grid_.columns; ++other)
      others = others || (says_who(roles_[other]) && roles_[other] != ColumnRole::kLeader &&
                          own(row, other) != nullptr && !is_left_of_text(other));
    return !others || (goes_on_item(row) && role == ColumnRole::kLead);
  }

  // Another row of the numbered item above.
  bool goes_on_item(std::size_t row) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      if (roles_[column] == ColumnRole::kNumber) return own(row, column) == nullptr;
    }
    return false;
  }

  // What cells the next row may be merged with.
  void remember(std::size_t row) {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* cell = at(row, column);
      if (cell != nullptr) last_[column] = cell->columns == 1 ? cell : nullptr;
    }
  }

  // A column of leads that is blank in every third row or more was merged, not forgotten.
  void look_for_merged() {
    often_merged_.assign(grid_.columns, false);
    last_.assign(grid_.columns, nullptr);
    const auto lead = [](ColumnRole role) { return role == ColumnRole::kLead; };
    if (std::none_of(roles_.begin(), roles_.end(), lead)) return;
    std::vector<std::size_t> blank(grid_.columns);
    std::size_t rows = 0;
    for (std::size_t row = first_; row < grid_.rows; ++row) {
      load(row);
      if (std::none_of(text_.begin(), text_.end(), [&](std::size_t each) { return own(row, each) != nullptr; }))
        continue;
      ++rows;
      for (std::size_t column = 0; column < grid_.columns; ++column) blank[column] += at(row, column) == nullptr;
    }
    for (std::size_t column = 0; column < grid_.columns; ++column)
      often_merged_[column] = lead(roles_[column]) && blank[column] * 3 >= rows;
  }

  void add_fields(Entry& entry, std::size_t row) {
    const GridCell* last = nullptr;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const ColumnRole role = roles_[column];
      if (!says_who(role) && role != ColumnRole::kDeadline) continue;
      const GridCell* cell = who_cell(row, column);
      if (cell == nullptr || cell == last || cell->words.empty()) continue;
      last = cell;
      add_field(entry, role, cell->words);
    }
  }

  static void add_field(Entry& entry, ColumnRole role, const Mapped& words) {
    Field field;
    field.kind = kind_of(role);
    // a column of units may hold the person in charge, and the other way round
    const bool people = looks_like_people(words.view());
    if (role == ColumnRole::kLeader && !people && looks_like_unit_list(utf8::squeeze(words.view())))
      field.kind = RoleKind::kResponsible;
    if (field.kind == RoleKind::kDeadline) {
      field.block = block_of(on_one_line(words));
    } else {
      field.block = block_of(units_in_list(words, field.kind == RoleKind::kLeader));
    }
    if (field.kind != RoleKind::kDeadline) entry.assigned = true;
    entry.fields.push_back(std::move(field));
  }

  // A row that says nothing more of what is to be done adds its units to the task above.
  void more_units(std::size_t row) {
    if (entries_.empty() || entries_.back().kind != EntryKind::kTask) return;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* cell = own(row, column);
      if (cell != nullptr && says_who(roles_[column])) add_field(entries_.back(), roles_[column], cell->words);
    }
  }

  // From the first to the last word of the row's own cells.
  void cover(Entry& entry, std::size_t row) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const ColumnRole role = roles_[column];
      const GridCell* cell = own(row, column);
      if (cell == nullptr || role == ColumnRole::kNone || role == ColumnRole::kAside) continue;
      const Span span = cell->words.cover(0, cell->words.size());
      entry.block.printed.begin = std::min(entry.block.printed.begin, span.begin);
      entry.block.printed.end = std::max(entry.block.printed.end, span.end);
    }
  }

  const Grid& grid_;
  std::vector<ColumnRole> roles_;
  std::size_t first_;
  std::vector<const GridCell*> places_;  // of the loaded row
  std::size_t row_ = 0;                  // the loaded row
  std::size_t next_cell_ = 0;            // the first of a row behind it
  std::vector<std::size_t> text_;      // the columns that say what is to be done
  std::vector<std::size_t> above_;     // those that say where it belongs, the nearest first
  bool goal_ = false;                  // they say a goal
  bool value_ = false;                 // or its figure alone: 增长10%左右
  std::vector<bool> often_merged_;     // of each column
  std::vector<const GridCell*> last_;  // of each column, the last cell so far
  std::string last_heading_;
  std::vector<Entry> entries_;
};

}  // namespace

std::vector<Entry> read_table(const Grid& grid, std::vector<ColumnRole>& inherited) {
  if (grid.columns == 0) return {};
  if (!grid.roles.empty()) return TableReader(grid, grid.roles, 0).read();
  GridHead head = head_of(grid);
  if (head.rows == 0 && heads_beside(grid)) {
    const Grid across = turned(grid);
    head = head_of(across);
    if (head.rows == 0) return {};
    return TableReader(across, head.roles, head.rows).read();
  }
  if (head.rows == 0 && inherited.size() == grid.columns) return TableReader(grid, inherited, 0).read();
  if (head.rows == 0) return {};
  inherited = head.roles;
  return TableReader(grid, head.roles, head.rows).read();
}

}  // namespace duban
