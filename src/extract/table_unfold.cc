#include "extract/table_unfold.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "extract/table_rows.h"
#include "grammar/furniture.h"
#include "grammar/mark.h"
#include "grammar/organ.h"
#include "text/utf8.h"

namespace duban {
namespace {

// | 序号 | 任务 | 牵头单位 | | --- | --- | --- | | 1 | 新建… | 区住建局 | … on one line: the rule, or a blank cell
// behind the heads, tells how many cells a row has.
class RowsOnOneLine {
 public:
  RowsOnOneLine(std::string_view text, const TextLine& line) : text_(text), line_(line) {}

  bool part(TextLines& out) {
    constexpr std::size_t kFewestBars = 10;
    for (std::size_t i = line_.begin; i < line_.end;) {
      const utf8::Char c = utf8::at(text_, i);
      if (is_bar(c.point)) bars_.push_back({i, i + c.size});
      i += c.size;
    }
    if (bars_.size() < kFewestBars || !(by_rule() || by_heads())) return false;
    std::size_t end = line_.begin;
    std::size_t bar = first_;
    for (; bar + columns_ < bars_.size(); bar += columns_ + 1) {
      add({end, bars_[bar].begin}, out);
      end = bars_[bar + columns_].end;
      add({bars_[bar].begin, end}, out);
    }
    add({end, line_.end}, out);
    return true;
  }

 private:
  // The cell behind a bar.
  Range cell(std::size_t bar) const {
    const std::size_t end = bar + 1 < bars_.size() ? bars_[bar + 1].begin : line_.end;
    return trimmed_range(text_, {bars_[bar].end, end});
  }
  std::string_view words(std::size_t bar) const { return range_words(text_, cell(bar)); }

  bool is_rule(std::size_t bar) const {
    const std::string_view rule = words(bar);
    return rule.size() >= 2 && rule.find_first_not_of(":-") == std::string_view::npos;
  }

  // How many heads stand from this bar on; 0 where they are not those of a table of tasks.
  bool heads(std::size_t bar, std::size_t count) const {
    std::size_t plain = 0;
    std::vector<ColumnRole> roles;
    for (std::size_t i = bar; i < bar + count; ++i) {
      roles.push_back(column_role(words(i)));
      plain += is_plain_head(words(i));
    }
    return plain >= 2 && is_task_head(roles);
  }

  bool by_rule() {
    for (std::size_t bar = 0; bar < bars_.size(); ++bar) {
      if (!is_rule(bar)) continue;
      std::size_t end = bar;
      while (end < bars_.size() && is_rule(end)) ++end;
      columns_ = end - bar;
      first_ = bar - std::min(bar, columns_ + 1);
      const bool room = bar > columns_ && columns_ >= 3 && columns_ <= kMostGridColumns;
      if (room && words(bar - 1).empty() && heads(first_, columns_)) return true;
      bar = end;
    }
    return false;
  }

  bool by_heads() {
    constexpr std::size_t kRows = 3;  // the heads and two more
    for (std::size_t bar = 0; bar < bars_.size(); ++bar) {
      if (!is_plain_head(words(bar))) continue;
      std::size_t end = bar;
      while (end < bars_.size() && !words(end).empty() && column_role(words(end)) != ColumnRole::kNone) ++end;
      columns_ = end - bar;
      first_ = bar;
      bool rows = columns_ >= 3 && columns_ <= kMostGridColumns && heads(bar, columns_);
      for (std::size_t row = 1; row < kRows && rows; ++row) {
        const std::size_t next = bar + row * (columns_ + 1);
        rows = next + columns_ < bars_.size() && words(next - 1).empty();
      }
      if (rows) return true;
      bar = end;
    }
    return false;
  }

  void add(Range range, TextLines& out) const {
    if (range.begin >= range.end) return;
    const bool blank = utf8::trim(text_.substr(range.begin, range.end - range.begin)).empty();
    out.push_back({range.begin, range.end, blank});
  }

  std::string_view text_;
  TextLine line_;
  std::vector<Range> bars_;
  std::size_t first_ = 0;    // the bar in front of the heads
  std::size_t columns_ = 0;  // of a row
};

// Rows of a spreadsheet's copy, or of its CSV, whose cells hold line ends: 3 ⇥ "新建泵站2座⏎改造管网5公里" ⇥ 市水利局.
// A quote that is not closed within a few lines is a character like others.
class QuotedRows {
 public:
  QuotedRows(const Mapped& text, std::string_view printed, const TextLines& lines)
      : text_(text), all_(text.view()), printed_(printed), lines_(lines) {}

  TextLines join() {
    TextLines out;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      TextLine line = lines_[i];
      if (!line.blank && line_words(all_, line).find('"') != std::string_view::npos) {
        const std::size_t last = row_end(i);
        line.end = lines_[last].end;
        i = last;
      }
      out.push_back(line);
    }
    return out;
  }

 private:
  // The last line of the row that begins with line `first`.
  std::size_t row_end(std::size_t first) const {
    constexpr std::size_t kMostLines = 30;
    constexpr std::size_t kFewestCommas = 2;
    std::size_t last = first;
    std::size_t commas = 0;
    bool tab = false;
    const auto parts = [&](std::size_t i) { return all_[i] == ',' || (all_[i] == ' ' && is_tab(text_, printed_, i)); };
    const std::size_t farthest = lines_[std::min(first + kMostLines, lines_.size()) - 1].end;
    for (std::size_t at = lines_[first].begin; at < lines_[last].end; ++at) {
      if (all_[at] == '"') {
        const std::size_t end = quoted_end(all_, at, farthest, parts);
        if (end != std::string_view::npos) {
          at = end;
          while (lines_[last].end < end) ++last;
        }
      }
      while (at < lines_[last].end && !parts(at)) ++at;
      if (at >= lines_[last].end) break;
      commas += all_[at] == ',';
      tab = tab || all_[at] != ',';
    }
    return tab || commas >= kFewestCommas ? last : first;
  }

  const Mapped& text_;
  std::string_view all_;
  std::string_view printed_;
  const TextLines& lines_;
};

// 示例市人民政府公报 2026年第3期 above or below the numbers of several pages. Heads of columns stand there too, and the last
// cell of a row may.
void find_running_lines(std::string_view text, TextLines& lines) {
  constexpr std::size_t kShortest = 18;  // bytes
  constexpr std::size_t kLongest = 120;
  std::vector<std::size_t> beside;  // lines beside the number of a page
  std::size_t before = lines.size();
  bool number = false;  // the line before is one
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].blank) continue;
    if (is_page_number(line_words(text, lines[i]))) {
      if (before < lines.size() && !number) beside.push_back(before);
      number = true;
      continue;
    }
    if (number && (beside.empty() || beside.back() != i)) beside.push_back(i);
    number = false;
    before = i;
  }
  std::unordered_map<std::string, std::vector<std::size_t>> alike;
  for (const std::size_t i : beside) {
    const std::string_view words = utf8::trim(line_words(text, lines[i]));
    if (words.size() < kShortest || words.size() > kLongest || has_bar(words)) continue;
    const bool stops = utf8::is_sentence_end(utf8::before(words, words.size()).point);
    if (stops || column_role(words) != ColumnRole::kNone || unit_class(words) != UnitClass::kNone || read_mark(words))
      continue;
    alike[utf8::squeeze(words)].push_back(i);
  }
  for (const auto& [words, places] : alike) {
    for (const std::size_t i : places) lines[i].running = places.size() > 1;
  }
}

}  // namespace

TextLines unfolded_lines(const Mapped& text, std::string_view printed, Range range) {
  constexpr std::size_t kLongLine = 200;  // bytes
  TextLines lines = text_lines(text, range);
  find_running_lines(text.view(), lines);
  if (printed.find("\t\"") != std::string_view::npos || printed.find(",\"") != std::string_view::npos)
    lines = QuotedRows(text, printed, lines).join();
  const auto many_bars = [&](const TextLine& line) {
    return line.end - line.begin > kLongLine && has_bar(line_words(text.view(), line));
  };
  if (std::none_of(lines.begin(), lines.end(), many_bars)) return lines;
  TextLines out;
  for (const TextLine& line : lines) {
    if (!many_bars(line) || !RowsOnOneLine(text.view(), line).part(out)) out.push_back(line);
  }
  return out;
}

}  // namespace duban
