// The rows of a table become headings and tasks.

#include <algorithm>
#include <optional>

#include "extract/row_cells.h"
#include "extract/table.h"
#include "extract/table_cells.h"
#include "extract/table_columns.h"
#include "extract/table_lines.h"
#include "extract/table_mixed.h"
#include "extract/text_columns.h"
#include "grammar/assigning.h"
#include "grammar/person.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

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
      : grid_(grid), roles_(std::move(roles)), first_(first_row), cells_(grid, roles_, columns_.text) {
    roles_.resize(grid.columns, ColumnRole::kNone);
    first_leads_ = grid.first_leads || head_says_first_leads();
    check_roles(grid, first_row, roles_);
    settle_lead(roles_);
  }

  std::vector<Entry> read() {
    columns_ = text_columns(grid_, roles_, first_);
    if (columns_.text.empty()) return {};
    cells_.look_for_merged(first_);
    counts_in_digits_ = counts_in_digits();
    entries_.reserve(grid_.rows);
    for (std::size_t row = first_; row < grid_.rows; ++row) {
      cells_.load(row);
      read_row();
    }
    return std::move(entries_);
  }

 private:
  // 责任单位（排在第一位的为牵头单位）
  bool head_says_first_leads() const {
    for (const GridCell& cell : grid_.cells) {
      if (cell.row >= first_) break;
      if (may_say_who_leads(cell.words.view()) && first_listed_leads(utf8::squeeze(cell.words.view()))) return true;
    }
    return false;
  }

  bool is_head_again() const {
    std::size_t same = 0;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* cell = cells_.own(column);
      if (cell != nullptr && is_plain_head(cell->words.view()) &&
          column_role(cell->words.view()) != ColumnRole::kNone)
        ++same;
    }
    return same >= 2;
  }

  // The only cell of the row that holds words, where the row is a heading or a note.
  const GridCell* alone() const {
    const GridCell* only = nullptr;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* cell = cells_.at(column);
      if (cell == nullptr || cell == only || cell->words.empty()) continue;
      if (only != nullptr || cells_.own(column) != cell) return nullptr;
      only = cell;
    }
    if (only == nullptr) return nullptr;
    if (only->column == 0 && ends_table(only->words.view())) return only;  // 备注：, and no more cells
    if (only->columns * 2 > grid_.columns && only->columns > 1) return only;
    const Mapped words = on_one_line(only->words);
    const auto mark = read_mark(words.view());
    return mark && mark->value.kind <= MarkKind::kChineseParen && roles_[only->column] != ColumnRole::kTask &&
                   roles_[only->column] != ColumnRole::kDetail
               ? only
               : nullptr;
  }

  void read_row() {
    if (is_head_again()) return;
    if (const GridCell* cell = alone()) {
      cells_.forget();
      read_alone(*cell);
      return;
    }
    if (counts_in_digits_ && read_numbered_heading()) return;
    cells_.remember();
    heading_of_category();
    bool sum = false;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* cell = cells_.own(column);
      sum = sum || (cell != nullptr && is_sum(cell->words.view()));
    }
    if (sum) return;
    Mapped text = text_of();
    if (text.empty()) {
      more_units();
      return;
    }
    Entry entry;
    entry.of_table = true;
    entry.block = block_of(std::move(text));
    set_number(entry.block);
    add_fields(entry);
    cover(entry);
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
                        return a.kind == b.kind && a.words.view() == b.words.view();
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

  // 一 | 大气污染防治 over rows that count 1, 2, 3, with nothing in the other columns.
  bool read_numbered_heading() {
    const GridCell* number = nullptr;
    const GridCell* title = nullptr;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* cell = cells_.own(column);
      if (cell == nullptr || cell->words.empty() || is_blank_mark(cell->words.view())) continue;
      if (roles_[column] == ColumnRole::kNumber && number == nullptr) {
        number = cell;
      } else if (title == nullptr && !says_who(roles_[column])) {
        title = cell;
      } else {
        return false;
      }
    }
    if (number == nullptr || title == nullptr) return false;
    const auto mark = read_mark(utf8::squeeze(number->words.view()) + "、");
    if (!mark || mark->value.kind != MarkKind::kChinese) return false;
    cells_.forget();
    Entry entry;
    entry.of_table = true;
    entry.block = block_of(on_one_line(title->words));
    entry.block.mark = mark->value;
    entry.kind = EntryKind::kHeading;
    cover(entry);
    last_heading_.clear();
    entries_.push_back(std::move(entry));
    return true;
  }

  bool counts_in_digits() const {
    for (const GridCell& cell : grid_.cells) {
      if (cell.row >= first_ && roles_[cell.column] == ColumnRole::kNumber && !cell.words.empty() &&
          utf8::is_digit(static_cast<unsigned char>(cell.words.view().front())))
        return true;
    }
    return false;
  }

  // A category that is numbered as headings are is one.
  void heading_of_category() {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const bool above = std::find(columns_.above.begin(), columns_.above.end(), column) != columns_.above.end();
      const GridCell* cell = cells_.own(column);
      if (!above || cell == nullptr) continue;
      const Mapped words = on_one_line(cell->words);
      const auto mark = read_mark(words.view());
      if (!mark || mark->value.kind > MarkKind::kChineseParen || words.view() == last_heading_) continue;
      read_alone(*cell);
    }
  }

  Mapped text_of() const {
    Mapped text;
    const auto add = [&](std::size_t column) {
      const GridCell* cell = column == TextColumns::kNone ? nullptr : cells_.own(column);
      if (cell == nullptr) return;
      const Mapped words = on_one_line(cell->words);
      text.append(words, 0, words.size());
    };
    for (const std::size_t column : columns_.text) add(column);
    if (!text.empty() && columns_.figure != TextColumns::kNone && columns_.measure != TextColumns::kNone) {  // 城镇新增就业 | 人 | 4500
      add(columns_.figure);
      const GridCell* measure = cells_.own(columns_.measure);
      if (columns_.measure > columns_.figure) {
        add(columns_.measure);
      } else if (measure != nullptr) {  // printed in front of the figure: places stay in the printed order
        text.insert(utf8::squeeze(measure->words.view()));
      }
    }
    const bool merged = std::any_of(columns_.text.begin(), columns_.text.end(), [&](std::size_t column) {
      const GridCell* cell = cells_.at(column);
      return cell != nullptr && cell->row < cells_.row() && !cell->words.empty();
    });
    // 主体完工, 500套: what the goal is of stands in the name
    const std::size_t length = utf8::count(text.view());
    const bool part = !text.empty() && is_bare_part(text.view());
    const bool thin = !text.empty() && (part || columns_.value || (columns_.goal && length < 9) || is_stage(text.view()) ||
                                        (length < 10 && begins_with_figure(text.view())));
    if ((text.empty() && !merged) || thin) {
      // the next column that says what: the name of the project
      for (const std::size_t column : columns_.above) {
        const GridCell* cell = text.empty() ? cells_.own(column) : part ? cells_.above(column) : cells_.at(column);
        if (cell == nullptr || is_blank_mark(cell->words.view())) continue;
        Mapped words = on_one_line(cell->words);
        if (roles_[column] == ColumnRole::kCategory && (thin || read_mark(words.view()))) continue;
        words.append(text, 0, text.size());
        return words;
      }
    }
    return text;
  }

  // 建成投运, 主体完工: how far it shall come and no more.
  static bool is_stage(std::string_view words) {
    constexpr std::size_t kLongest = 30;  // bytes
    static const WordList& stages = word_list("project_stages");
    if (words.ends_with("。")) words.remove_suffix(std::string_view("。").size());
    if (words.empty() || words.size() > kLongest) return false;
    while (!words.empty()) {
      const Word* stage = stages.longest_at(words);
      if (stage == nullptr) return false;
      words.remove_prefix(stage->text.size());
    }
    return true;
  }

  // 农村标准（元/月） in a row without a number, below one that has it: neither what is done nor how much.
  bool is_bare_part(std::string_view words) const {
    constexpr std::size_t kLongest = 12;  // characters
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      if (roles_[column] != ColumnRole::kNumber) continue;
      const bool below = cells_.own(column) == nullptr && !item_.empty();
      return below && utf8::count(words) <= kLongest && word_list("commitment_verbs").longest_at(words) == nullptr &&
             std::none_of(words.begin(), words.end(), [](char c) { return utf8::is_digit(static_cast<unsigned char>(c)); });
    }
    return false;
  }

  static bool begins_with_figure(std::string_view words) {
    const utf8::Char c = utf8::at(words, 0);
    return utf8::is_digit(c.point) || c.point == U'≥' || c.point == U'≤' || c.point == '>' || c.point == '<';
  }

  void set_number(Block& block) {
    if (const auto mark = read_mark(block.text())) {
      block.mark = mark->value;
      block.wording = mark->size;
    }
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      if (roles_[column] != ColumnRole::kNumber) continue;
      block.mark.reset();
      block.wording = 0;
      const GridCell* cell = cells_.own(column);
      if (cell != nullptr) {
        item_ = utf8::squeeze(cell->words.view());
        part_ = 0;
      }
      block.wording = part_number(block.text());
      if (block.wording == 0) block.wording = counted_part(block.text());
      if (cell == nullptr) return;
      const std::string& number = item_;
      // 3, （3）, 三
      if (const auto mark = read_mark(number + "、")) {
        block.mark = mark->value;
        if (block.mark->kind == MarkKind::kChinese) block.mark->kind = MarkKind::kDigit;
      }
      return;
    }
  }

  // 2.1 in front of the first part of item 2, then 2.2: its size; 0 where the words begin otherwise (1.2万人).
  std::size_t part_number(std::string_view words) {
    const std::string number = item_ + "." + std::to_string(part_ + 1);
    if (item_.empty() || !words.starts_with(number)) return 0;
    const std::string_view behind = words.substr(number.size());
    const bool blank = utf8::is_blank(utf8::at(behind, 0).point) || utf8::at(behind, 0).point == U'、';
    if (!blank && (!utf8::is_hanzi(utf8::at(behind, 0).point) || is_measured(behind))) return 0;
    ++part_;
    return number.size() + (blank ? utf8::at(behind, 0).size : 0);
  }

  // 1.改扩建幼儿园4所。 and 2.改造食堂12个。 in cells of their own: the size of a number that begins or goes on counting; 0 where
  // the same cell counts on (1.…；2.…).
  std::size_t counted_part(std::string_view words) {
    const auto mark = read_mark(words);
    if (!mark || (mark->value.kind != MarkKind::kDigit && mark->value.kind != MarkKind::kDigitParen)) return 0;
    const int value = mark->value.value;
    if (value != 1 && value != counted_ + 1) return 0;
    counted_ = value;
    const std::string next = std::to_string(value + 1);
    for (std::size_t at = words.find(next, mark->size); at != std::string_view::npos; at = words.find(next, at + next.size())) {
      const std::size_t begin = utf8::is_open_bracket(utf8::before(words, at).point) ? at - utf8::before(words, at).size : at;
      const auto other = read_mark(words.substr(begin));
      if (other && other->value.kind == mark->value.kind && !utf8::is_digit(utf8::before(words, begin).point)) return 0;
    }
    return mark->size;
  }

  static bool is_measured(std::string_view words) {
    return words.starts_with("万") || words.starts_with("亿") || word_list("measure_units").longest_at(words) != nullptr;
  }

  void add_fields(Entry& entry) {
    const GridCell* last = nullptr;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const ColumnRole role = roles_[column];
      if (!says_who(role) && role != ColumnRole::kDeadline) continue;
      const GridCell* cell = cells_.who(column);
      if (cell == nullptr || cell == last || cell->words.empty()) continue;
      last = cell;
      add_field(entry, role, cell->words);
    }
  }

  // 赵明 above 县住建局 in one cell, not 文广 above 旅局
  static bool person_above_unit(std::string_view words) {
    const std::size_t end = words.find('\n');
    if (end == std::string_view::npos) return false;
    const std::string person = utf8::squeeze(words.substr(0, end));
    const std::string_view below = utf8::trim(words.substr(end));
    const std::string_view unit = below.substr(0, below.find('\n'));
    return looks_like_person(person) && unit_class(person) == UnitClass::kNone && !begins_with_core(person) &&
           level_prefix(unit) > 0 && unit_class(unit) == UnitClass::kOrgan;
  }

  void add_field(Entry& entry, ColumnRole role, const Mapped& words) const {
    if (role == ColumnRole::kDeadline) {
      entry.fields.push_back({RoleKind::kDeadline, block_of(on_one_line(words)).words, false});
      return;
    }
    const auto add = [&](RoleKind kind, const Mapped& names) {
      if (names.empty()) return;
      entry.assigned = true;
      const bool units = kind == RoleKind::kResponsible || kind == RoleKind::kLead;
      entry.fields.push_back({kind, block_of(units_in_list(names, kind == RoleKind::kLeader)).words, first_leads_ && units && role != ColumnRole::kHelping});
    };
    const RoleKind kind = kind_of(role);
    const bool leader = kind == RoleKind::kLeader;
    // a column of units may hold the persons in charge, and the other way round
    if (const auto mixed = part_units_and_people(words, leader || person_above_unit(words.view()))) {
      add(RoleKind::kLeader, mixed->people);
      add(leader ? RoleKind::kResponsible : kind, mixed->units);
      return;
    }
    const bool units = leader && !looks_like_people(words.view()) && looks_like_unit_list(utf8::squeeze(words.view()));
    add(units ? RoleKind::kResponsible : kind, words);
  }

  // A row that says nothing more of what is to be done adds its units to the task above.
  void more_units() {
    if (entries_.empty() || entries_.back().kind != EntryKind::kTask) return;
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const GridCell* cell = cells_.own(column);
      if (cell != nullptr && says_who(roles_[column])) add_field(entries_.back(), roles_[column], cell->words);
    }
  }

  // From the first to the last word of the row's own cells.
  void cover(Entry& entry) const {
    for (std::size_t column = 0; column < grid_.columns; ++column) {
      const ColumnRole role = roles_[column];
      const GridCell* cell = cells_.own(column);
      if (cell == nullptr || cell->elsewhere || role == ColumnRole::kNone || role == ColumnRole::kAside) continue;
      const Span span = cell->words.cover(0, cell->words.size());
      entry.block.printed.begin = std::min(entry.block.printed.begin, span.begin);
      entry.block.printed.end = std::max(entry.block.printed.end, span.end);
    }
  }

  const Grid& grid_;
  std::vector<ColumnRole> roles_;
  std::size_t first_;
  RowCells cells_;
  TextColumns columns_;
  bool first_leads_ = false;  // the head says so
  std::string item_;      // the number of the last row that has one
  std::size_t part_ = 0;  // how many parts of it were numbered so far
  bool counts_in_digits_ = false;  // numbers of rows: 1, 2, 3
  int counted_ = 0;       // the last number in front of a part
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
