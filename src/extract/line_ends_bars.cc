// Tables of bars that were run together: | 序号 | 任务 | | --- | --- | | 1 | … |, or cells with a bar behind
// each.

#include <algorithm>

#include "extract/line_ends_parts.h"
#include "text/lexicon.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

class BarLines {
 public:
  BarLines(std::string_view text, Range line, std::vector<std::size_t>& begins)
      : text_(text), line_(line), begins_(begins) {
    for (std::size_t at = text.find('|', line.begin); at < line.end; at = text.find('|', at + 1))
      bars_.push_back(at);
  }

  std::vector<Range> find() {
    constexpr std::size_t kFewest = 8;
    if (bars_.size() < kFewest) return {};
    for (std::size_t first = 0; first < bars_.size();) {
      const std::size_t width = width_at(first);
      if (width == 0) {
        ++first;
        continue;
      }
      first = add_rows(first, width);
    }
    if (tables_.empty()) add_cells();
    return std::move(tables_);
  }

 private:
  // What stands between a bar and the next.
  std::string_view cell(std::size_t bar) const {
    const std::size_t end = bar + 1 < bars_.size() ? bars_[bar + 1] : line_.end;
    return utf8::trim(text_.substr(bars_[bar] + 1, end - bars_[bar] - 1));
  }

  // How many bars a row has that begins with this one: nothing stands between its last and the first of the
  // next, for three rows at least. The width that the rule below the heads (| --- | --- |) has comes first.
  std::size_t width_at(std::size_t first) const {
    constexpr std::size_t kWidest = 20;
    constexpr std::size_t kFewestRows = 3;
    if (cell(first).empty() && first + 1 < bars_.size() && cell(first + 1).empty()) return 0;
    for (std::size_t width = 3; width <= kWidest; ++width) {
      if (first + width >= bars_.size()) break;
      if (!cell(first + width - 1).empty()) continue;
      ++read_work;
      std::size_t rows = 1;
      std::size_t at = first;
      while (at + width < bars_.size() && cell(at + width - 1).empty() && filled(at, width))
        ++rows, at += width;
      if (rows >= kFewestRows &&
          (ruled(first, width) || rows * width + width >= bars_.size() - first || rows > 4))
        return width;
    }
    return 0;
  }

  bool filled(std::size_t first, std::size_t width) const {
    for (std::size_t i = first; i + 1 < first + width; ++i) {
      if (!cell(i).empty()) return true;
    }
    return false;
  }

  bool ruled(std::size_t first, std::size_t width) const {
    constexpr std::size_t kHeads = 3;  // rows of heads, at most two
    for (std::size_t row = 1; row < kHeads && first + (row + 1) * width <= bars_.size(); ++row) {
      bool rule = true;
      for (std::size_t i = 0; i + 1 < width && rule; ++i) rule = is_rule(cell(first + row * width + i));
      if (rule) return true;
    }
    return false;
  }

  static bool is_rule(std::string_view words) {
    return words.size() > 1 && words.find_first_not_of(":- ") == std::string_view::npos;
  }

  // Behind the last bar of the table.
  std::size_t add_rows(std::size_t first, std::size_t width) {
    const std::size_t begin = bars_[first];
    begins_.push_back(begin);
    std::size_t at = first;
    while (at + width < bars_.size() && cell(at + width - 1).empty()) {
      at += width;
      begins_.push_back(bars_[at]);
    }
    const std::size_t last = std::min(at + width, bars_.size()) - 1;
    const std::size_t end = bars_[last] + 1;
    begins_.push_back(end);
    tables_.push_back({begin, end});
    return last + 1;
  }

  // 序号|任务|牵头单位|1|新建…|县教育局|: a cell a line, its bar behind it.
  void add_cells() {
    static const WordList& heads = word_list("table_heads");
    constexpr std::size_t kFewest = 20;
    constexpr std::size_t kFewestHeads = 2;
    if (bars_.size() < kFewest) return;
    // the first cells that are heads, the first of them behind words of its line
    for (std::size_t i = 0; i + kFewestHeads < bars_.size(); ++i) {
      std::size_t known = 0;
      while (known < kFewestHeads && heads.exact(utf8::squeeze(cell(i + known))) != nullptr) ++known;
      if (known < kFewestHeads) continue;
      std::size_t begin = i > 0 ? bars_[i - 1] + 1 : line_.begin;
      const std::string_view front = text_.substr(begin, bars_[i] - begin);
      for (std::size_t at = 0; at < front.size(); at += utf8::at(front, at).size) {
        if (heads.exact(utf8::squeeze(utf8::trim(front.substr(at)))) == nullptr) continue;
        begin += at;
        break;
      }
      begins_.push_back(begin);
      for (std::size_t k = i; k < bars_.size(); ++k) begins_.push_back(bars_[k] + 1);
      tables_.push_back({begin, line_.end});
      return;
    }
  }

  std::string_view text_;
  Range line_;
  std::vector<std::size_t>& begins_;
  std::vector<std::size_t> bars_;
  std::vector<Range> tables_;
};

}  // namespace

std::vector<Range> find_bar_lines(std::string_view text, Range line, std::vector<std::size_t>& begins) {
  return BarLines(text, line, begins).find();
}

}  // namespace duban
