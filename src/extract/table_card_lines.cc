// Cards in lines: each line begins with a head and goes on with its value, and the same heads come again for the next
// task.

#include <algorithm>
#include <string>

#include "extract/table_finders.h"
#include "extract/table_rows.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kLongestHead = 36;  // bytes
constexpr std::size_t kMostHeads = 24;

struct Labelled {
  Range at;          // of its head
  std::string head;  // without blanks
  ColumnRole role = ColumnRole::kNone;
  Range value;
};

class CardLines {
 public:
  CardLines(const Mapped& text, const TextLines& lines, std::size_t& tried, std::vector<Grid>& out)
      : text_(text), all_(text.view()), lines_(lines), tried_(tried), out_(out) {}

  std::size_t find(std::size_t first) {
    if (!may_begin_card(lines_[first])) return first;
    std::vector<Labelled> labels = labels_of(lines_[first]);
    if (labels.empty() || !begins_card(labels.front())) return first;
    first_head_ = labels.front().head;
    std::size_t end = first;
    bool gap = false;
    std::vector<Range> page;
    for (std::size_t i = first; i < lines_.size(); ++i) {
      const TextLine& line = lines_[i];
      if (line.blank) {
        gap = true;
        continue;
      }
      if (i > first) labels = labels_of(line);
      if (labels.empty()) {
        const std::string_view here = line_words(all_, line);
        if (is_page_line(all_, line)) {
          page.push_back({line.begin, line.end});
          continue;
        }
        if (is_heading(i)) {
          add_heading(trimmed_range(all_, {line.begin, line.end}));
          continue;
        }
        if (gap || ends_table(here) || read_mark(utf8::trim(here)) || !goes_on({line.begin, line.end})) break;
      } else {
        if (labels.front().head == first_head_) {
          add_card();
        } else if (gap && filled_.empty()) {
          break;
        }
        for (const Labelled& label : labels) add(label);
        grid_.left_out.insert(grid_.left_out.end(), page.begin(), page.end());
        page.clear();
      }
      gap = false;
      end = i + 1;
    }
    return take(first, end);
  }

 private:
  std::string_view words(Range range) const { return range_words(all_, range); }

  // A comma parts them where a sheet of two columns was written out: 牵头单位,县教育局
  static bool is_colon(char32_t point) { return point == U'：' || point == ':' || point == ','; }

  // Without the blanks and bars around it: 牵头单位 | 县住建局 |
  Range bare(Range at) const {
    at = trimmed_range(all_, at);
    while (at.begin < at.end && is_bar(utf8::at(all_, at.begin).point))
      at = trimmed_range(all_, {at.begin + utf8::at(all_, at.begin).size, at.end});
    while (at.begin < at.end && is_bar(utf8::before(all_, at.end).point))
      at = trimmed_range(all_, {at.begin, at.end - utf8::before(all_, at.end).size});
    while (at.begin < at.end && all_[at.end - 1] == ',') --at.end;  // cells of nothing
    if (at.end - at.begin > 2 && all_[at.begin] == '"' && all_[at.end - 1] == '"') ++at.begin, --at.end;
    return at;
  }

  // The head that begins at `at`, and where its value begins; `colon`: only where a colon parts them.
  bool head_at(std::size_t at, std::size_t end, bool colon, Labelled& out) const {
    std::size_t i = utf8::behind_hanzi(all_, at, std::min(end, at + kLongestHead));
    if (i == at && !utf8::is_hanzi(utf8::at(all_, at).point)) return false;
    utf8::Char c = utf8::at(all_, i);
    while (i < end && i - at <= kLongestHead && !utf8::is_blank(c.point) && !is_colon(c.point) && !is_bar(c.point)) {
      i += c.size;
      c = utf8::at(all_, i);
    }
    if (i == at || i - at > kLongestHead || (colon && (i >= end || !is_colon(c.point)))) return false;
    const std::string_view head = words({at, i});
    if (!utf8::is_hanzi(utf8::at(head, 0).point)) return false;
    out.role = column_role(head);
    if (out.role == ColumnRole::kNone) return false;
    if (i < end && is_colon(c.point)) i += c.size;
    out.at = {at, at + head.size()};
    out.value = {i, end};
    return true;
  }

  // The heads of a line and their values, where it begins with one: 责任人 杜某  联系电话 …, 牵头单位：… 配合单位：….
  std::vector<Labelled> labels_of(const TextLine& line) const {
    std::vector<Labelled> out;
    const Range at = bare({line.begin, line.end});
    Labelled label;
    if (at.begin >= at.end || !head_at(at.begin, at.end, false, label)) return out;
    out.push_back(label);
    std::size_t blanks = 0;
    for (std::size_t i = label.value.begin; i < at.end;) {
      const utf8::Char c = utf8::at(all_, i);
      if (utf8::is_blank(c.point) || is_bar(c.point)) {
        blanks += c.size > 1 || is_bar(c.point) ? 2 : 1;
      } else {
        if (blanks > 0 && i > out.back().value.begin + blanks && head_at(i, at.end, blanks < 2, label)) {
          out.back().value.end = i;
          out.push_back(label);
          i = label.value.begin;
          blanks = 0;
          continue;
        }
        blanks = 0;
      }
      i += c.size;
    }
    for (Labelled& each : out) {
      each.head = utf8::squeeze(words(each.at));
      each.value = bare(each.value);
      if (has_bar(all_.substr(each.value.begin, each.value.end - each.value.begin))) return {};  // a row of several cells
    }
    return out;
  }

  // By its first head alone: most lines are told apart before their values are looked at.
  bool may_begin_card(const TextLine& line) const {
    const Range at = trimmed_range(all_, {line.begin, line.end});
    Labelled label;
    return at.begin < at.end && head_at(at.begin, at.end, false, label) &&
           (label.role == ColumnRole::kNumber || label.role == ColumnRole::kName);
  }

  // A card begins with its number, or with the name of what is to be done.
  bool begins_card(const Labelled& label) const {
    const std::string_view value = words(label.value);
    switch (label.role) {
      case ColumnRole::kNumber:
        return !value.empty() && value.size() <= 12 && !is_plain_head(value);
      case ColumnRole::kName:
        return !value.empty() && column_role(value) == ColumnRole::kNone;
      default:
        return false;
    }
  }

  // 二、产业发展 between two cards.
  bool is_heading(std::size_t i) const {
    const auto mark = read_mark(utf8::trim(line_words(all_, lines_[i])));
    if (!mark || mark->value.kind > MarkKind::kChineseParen) return false;
    std::size_t next = i + 1;
    while (next < lines_.size() && lines_[next].blank) ++next;
    if (next >= lines_.size()) return false;
    const std::vector<Labelled> labels = labels_of(lines_[next]);
    return !labels.empty() && labels.front().head == first_head_;
  }

  void add_heading(Range at) {
    GridCell cell;
    cell.row = grid_.rows++;
    cell.columns = 0;  // of the whole row, known later
    cell.words.append(text_, at.begin, at.end);
    grid_.cells.push_back(std::move(cell));
    filled_.clear();
  }

  void add_card() {
    ++grid_.rows;
    ++cards_;
    filled_.assign(heads_.size(), kNone);
  }

  void add(const Labelled& label) {
    const auto known = std::find(heads_.begin(), heads_.end(), label.head);
    const auto column = static_cast<std::size_t>(known - heads_.begin());
    if (known == heads_.end()) {
      if (heads_.size() >= kMostHeads) return;
      heads_.push_back(label.head);
      filled_.resize(heads_.size(), kNone);
    }
    ++labels_;
    if (filled_[column] != kNone) {
      last_ = filled_[column];
      more(label.value);
      return;
    }
    last_ = filled_[column] = grid_.cells.size();
    GridCell cell;
    cell.row = grid_.rows - 1;
    cell.column = column;
    cell.words.append(text_, label.value.begin, label.value.end);
    grid_.cells.push_back(std::move(cell));
  }

  // A line without a head goes on with the value above.
  bool goes_on(Range line) {
    const Range at = trimmed_range(all_, line);
    if (filled_.empty() || at.begin >= at.end) return false;
    more(at);
    return true;
  }

  void more(Range at) {
    GridCell& cell = grid_.cells[last_];
    if (at.begin >= at.end) return;
    if (!cell.words.empty()) cell.words.replace("\n", text_.cover(at.begin, at.begin));
    cell.words.append(text_, at.begin, at.end);
  }

  std::size_t take(std::size_t first, std::size_t end) {
    for (const std::string& head : heads_) grid_.roles.push_back(column_role(head));
    const auto plain = std::count_if(heads_.begin(), heads_.end(),
                                     [](const std::string& head) { return is_plain_head(head); });
    const bool says = std::any_of(grid_.roles.begin(), grid_.roles.end(), says_who);
    if (cards_ < 2 || plain < 3 || !says || labels_ < cards_ * 3 || !is_task_head(grid_.roles)) {
      tried_ = std::max(tried_, end);
      return first;
    }
    grid_.columns = heads_.size();
    // what a card leaves out is blank, and no card goes on with another
    std::vector<bool> known(grid_.rows * grid_.columns);
    std::vector<bool> heading(grid_.rows);
    for (GridCell& cell : grid_.cells) {
      if (cell.columns == 0) {
        cell.columns = grid_.columns;
        heading[cell.row] = true;
      } else {
        known[cell.row * grid_.columns + cell.column] = true;
      }
    }
    for (std::size_t place = 0; place < known.size(); ++place) {
      if (known[place] || heading[place / grid_.columns]) continue;
      GridCell cell;
      cell.row = place / grid_.columns;
      cell.column = place % grid_.columns;
      grid_.cells.push_back(std::move(cell));
    }
    std::stable_sort(grid_.cells.begin(), grid_.cells.end(), [](const GridCell& a, const GridCell& b) {
      return a.row != b.row ? a.row < b.row : a.column < b.column;
    });
    grid_.at = {lines_[first].begin, lines_[end - 1].end};
    out_.push_back(std::move(grid_));
    return end;
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const Mapped& text_;
  std::string_view all_;
  const TextLines& lines_;
  std::size_t& tried_;
  std::vector<Grid>& out_;
  Grid grid_;
  std::string first_head_;
  std::vector<std::string> heads_;
  std::vector<std::size_t> filled_;  // of the card: the cell of each head
  std::size_t last_ = 0;             // the cell that a line without a head goes on with
  std::size_t cards_ = 0;
  std::size_t labels_ = 0;
};

}  // namespace

std::size_t find_cards(const Mapped& text, const TextLines& lines, std::size_t first, std::size_t& tried,
                       std::vector<Grid>& out) {
  return CardLines(text, lines, tried, out).find(first);
}

}  // namespace duban
