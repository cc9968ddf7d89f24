#include "extract/line_ends.h"

#include <algorithm>
#include <array>
#include <map>

#include "extract/line_ends_parts.h"
#include "extract/page_edges.h"
#include "extract/run_cutter.h"
#include "extract/table_lines.h"
#include "grammar/furniture.h"
#include "grammar/mark.h"
#include "grammar/role_label.h"
#include "grammar/role_words.h"
#include "text/char_set.h"
#include "text/lexicon.h"
#include "text/outside.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

// The paper from its first word to its last where it has hardly any lines for its length; nothing where it has
// lines.
Range without_lines(std::string_view text) {
  constexpr std::size_t kMostLines = 8;
  constexpr std::size_t kShortest = 600;  // bytes a line
  const PageEdges edges = find_page_edges(text);
  const std::string_view words = utf8::trim(text.substr(edges.paper, std::min(edges.foot, text.size()) - edges.paper));
  std::size_t lines = 1;
  for (std::size_t at = words.find('\n'); at != std::string_view::npos; at = words.find('\n', at + 1)) {
    if (++lines > kMostLines) return {};
  }
  if (words.size() < kShortest * lines) return {};
  const auto begin = static_cast<std::size_t>(words.data() - text.data());
  return {begin, begin + words.size()};
}

// Ends a sentence; a semicolon only parts one.
bool ends_sentence(char32_t p) { return utf8::is_sentence_end(p) && p != U'；' && p != ';'; }

class LineEnds {
 public:
  LineEnds(std::string_view text, Range line) : text_(text), line_(line) {}

  std::vector<std::size_t> find() {
    find_tables();
    find_hashes();
    find_labels();
    find_marks();
    find_bullets();
    find_front_lines(text_, {line_.begin, front_end()}, begins_);
    if (tables_.empty() || tables_.back().end < line_.end)
      find_last_lines(text_, {std::max(last_mark_, line_.begin), line_.end}, begins_);
    std::sort(begins_.begin(), begins_.end());
    begins_.erase(std::unique(begins_.begin(), begins_.end()), begins_.end());
    return std::move(begins_);
  }

 private:
  struct Candidate {
    std::size_t at = 0;
    MarkKind kind = MarkKind::kChinese;
    int value = 0;
    std::size_t wording = 0;
    bool stopped = false;  // a sentence or a bracket ends in front of it
    bool parted = false;   // a semicolon does
    bool second = false;   // the next of its kind that is a first or a second one is a second one
    int next = 0;          // the value of the next of its kind
  };

  std::size_t front_end() const { return std::min({line_.end, table_, first_mark_}); }

  bool in_table(std::size_t at) const {
    if (at >= table_end_) return true;
    const auto next = std::upper_bound(tables_.begin(), tables_.end(), at,
                                       [](std::size_t a, const Range& r) { return a < r.end; });
    return next != tables_.end() && next->begin <= at;
  }

  // What stands in front of `at`, blanks aside.
  char32_t before(std::size_t at, bool* blank = nullptr) const {
    if (at <= line_.begin) return U'。';
    utf8::Char c = utf8::before(text_, at);
    while (utf8::is_blank(c.point) && at > line_.begin + c.size) {
      if (blank != nullptr) *blank = true;
      at -= c.size;
      c = utf8::before(text_, at);
    }
    return c.point == '\n' ? U'。' : c.point;
  }

  void find_tables() {
    tables_ = find_bar_lines(text_, line_, begins_);
    if (!tables_.empty()) {
      table_ = tables_.front().begin;
      return;
    }
    const std::string_view within = text_.substr(0, line_.end);
    std::size_t size = 0;  // of heads below which no row stands
    for (std::size_t at = next_head(within, line_.begin); at < line_.end;
         at = next_head(within, at + std::max<std::size_t>(size, utf8::at(text_, at).size))) {
      const RunHeads heads = run_heads(within.substr(at));
      size = heads.size;
      if (heads.size > 0 && row_follows(at + heads.size)) {
        table_ = table_end_ = at;
        begins_.push_back(at);
        return;
      }
      if (!tried_rows_ && find_rows_of_blanks(within, at)) return;
    }
  }

  // 1新建 right behind the heads
  bool row_follows(std::size_t at) const {
    while (at < line_.end && utf8::is_blank(utf8::at(text_, at).point)) at += utf8::at(text_, at).size;
    return at < line_.end && text_[at] == '1' && !utf8::is_digit(utf8::at(text_, at + 1).point);
  }

  // 序号 重点任务 牵头单位 1 新建学校2所 县教育局 2 …: heads that blanks part, and numbers that count on
  // between blanks.
  bool find_rows_of_blanks(std::string_view within, std::size_t at) {
    static const WordList& heads = word_list("table_heads");
    constexpr std::size_t kFarthest = 400;  // bytes from the first head to the first row
    constexpr int kFewestHeads = 3;
    constexpr std::size_t kFewestRows = 3;
    int known = 0;
    std::size_t end = at;
    std::vector<std::size_t> rows;
    while (end < line_.end) {
      std::size_t begin = end;
      while (begin < line_.end && utf8::is_blank(utf8::at(text_, begin).point))
        begin += utf8::at(text_, begin).size;
      end = begin;
      while (end < line_.end && (!rows.empty() || end - at <= kFarthest) &&
             !utf8::is_blank(utf8::at(text_, end).point))
        end += utf8::at(text_, end).size;
      read_work += end - begin;
      const std::string_view word = within.substr(begin, end - begin);
      if (rows.empty()) {
        if (begin - at > kFarthest || utf8::is_sentence_end(utf8::before(word, word.size()).point))
          return false;
        known += heads.exact(word) != nullptr;
      }
      const std::string number = std::to_string(rows.size() + 1);
      if (known >= kFewestHeads && word == number) rows.push_back(begin);
    }
    if (rows.size() < kFewestRows) {
      tried_rows_ = true;  // all of the text was looked through
      return false;
    }
    table_ = table_end_ = at;
    begins_.push_back(at);
    begins_.insert(begins_.end(), rows.begin(), rows.end());
    return true;
  }

  // ## 一、…: the marks of Markdown stand at the beginning of a line.
  void find_hashes() {
    for (std::size_t at = text_.find('#', line_.begin); at < line_.end;) {
      std::size_t end = at;
      while (end < line_.end && text_[end] == '#') ++end;
      constexpr std::size_t kMost = 6;
      if (end - at <= kMost && end + 1 < line_.end && text_[end] == ' ' && text_[end + 1] != '#')
        begins_.push_back(at);
      at = text_.find('#', end);
    }
  }

  // 牵头单位：县教育局责任单位：县财政局: labels that come again, outside brackets.
  void find_labels() {
    static constexpr OutsideStops kColons(U":：");
    std::map<std::string_view, std::vector<std::size_t>> found;
    std::size_t done = line_.begin;
    const std::string_view up_to_end = text_.substr(0, line_.end);
    for (std::size_t at = find_outside(up_to_end, kColons, line_.begin); at < line_.end;
         at = find_outside(up_to_end, kColons, done)) {
      const std::size_t begin = label_before(done, at);
      const bool bare = begin == done && begin > line_.begin;  // nothing stands behind the label in front
      if (begin < at && !bare && !in_table(begin)) found[text_.substr(begin, at - begin)].push_back(begin);
      done = at + character_size(text_[at]);
    }
    for (const auto& [label, places] : found) {
      if (places.size() < 2) continue;
      for (const std::size_t place : places) labels_.push_back(place);
    }
    std::sort(labels_.begin(), labels_.end());
  }

  // Where the longest label in front of the colon begins; the colon's place where none stands there.
  std::size_t label_before(std::size_t from, std::size_t colon) const {
    constexpr std::size_t kMost = 10;  // characters
    static constexpr CharSet kInside(U"，,、“《");
    std::size_t begin = colon;
    for (std::size_t at = colon, n = 0; at > from && n < kMost; ++n) {
      const utf8::Char c = utf8::before(text_, at);
      if (!utf8::is_hanzi(c.point)) break;
      at -= c.size;
      const std::string_view word = text_.substr(at, colon - at);
      const char32_t last = before(at);
      if (kInside.has(last)) continue;
      // 包片领导 and its like are known where a stop stands in front of them
      const bool alone = begin == colon && !utf8::is_hanzi(last) && last != U'：' && last != ':';
      const bool whole = !utf8::is_hanzi(last) || word.size() > 6;  // not the 任务 of 落实以下任务：
      if ((whole && role_labels().exact(word) != nullptr) || (alone && label_word(word))) begin = at;
    }
    return begin;
  }

  std::vector<Candidate> candidates() const {
    static constexpr CharSet kBegins =
        CharSet(U"0123456789(（〔[【［零一二三四五六七八九十第任").with(U'①', U'⒛').with(U'㈠', U'㈩');
    static constexpr CharSet kNoEnd(U"第一二三四五六七八九十百零〇至和与及或按见的");
    std::vector<Candidate> out;
    for (std::size_t at = find_any(text_, kBegins, line_.begin); at < line_.end;
         at = find_any(text_, kBegins, at + utf8::at(text_, at).size)) {
      if (in_table(at)) continue;
      if (at > line_.begin && (utf8::is_digit(utf8::before(text_, at).point) || text_[at - 1] == '.')) continue;
      bool blank = false;
      const char32_t last = before(at, &blank);
      const bool parted = last == U'；' || last == ';';
      const bool stopped = ends_sentence(last) || utf8::is_close_bracket(last) || last == U'：' ||
                           last == ':' || last == U'”' || last == '|';
      const bool plain = (utf8::is_hanzi(last) && !kNoEnd.has(last)) || last == '%' || last == U'—' ||
                         last == '*' || utf8::is_digit(last) || blank;
      if (!stopped && !plain && !parted) continue;
      const auto mark = read_mark(text_.substr(at, line_.end - at));
      if (!mark) {
        if (const int number = number_before_figures(at); number > 0)
          out.push_back({at, MarkKind::kDigit, number, at, false, false, false, 0});
        continue;
      }
      if (at + mark->size >= line_.end ||
          (utf8::at(text_, at).point != U'第' && mark->value.kind == MarkKind::kItem && !stopped && !blank))
        continue;
      const char32_t behind = utf8::at(text_, at + mark->size).point;
      if (utf8::is_digit(utf8::at(text_, at).point) && utf8::is_digit(behind) && !stopped)
        continue;  // 1、2号线
      if (mark->value.kind == MarkKind::kChinese && kNoEnd.has(behind) && !stopped && behind != U'第' &&
          behind != U'按') {
        if (read_mark(text_.substr(at + mark->size)).has_value()) continue;  // 一、二、三级
      }
      out.push_back({at, mark->value.kind, mark->value.value, at + mark->size, stopped, parted, false, 0});
    }
    std::array<int, kMarkKinds> next{};
    std::array<bool, kMarkKinds> second{};
    for (std::size_t i = out.size(); i-- > 0;) {
      if (out[i].parted) continue;
      const bool plain = out[i].wording > out[i].at;
      const auto kind = static_cast<std::size_t>(out[i].kind);
      out[i].next = next[kind];
      out[i].second = second[kind];
      if (!plain) continue;
      next[kind] = out[i].value;
      if (out[i].value <= 2) second[kind] = out[i].value == 2;
    }
    return out;
  }

  // The 13 of 13.34个旗县: what only counting tells from a decimal.
  int number_before_figures(std::size_t at) const {
    constexpr std::size_t kMost = 3;
    int number = 0;
    std::size_t end = at;
    while (end < line_.end && end - at < kMost && utf8::is_digit(static_cast<unsigned char>(text_[end])))
      number = number * 10 + (text_[end++] - '0');
    const bool figures =
        end + 1 < line_.end && text_[end] == '.' && utf8::is_digit(static_cast<unsigned char>(text_[end + 1]));
    return figures ? number : 0;
  }

  // Headings and tasks: they count on from the last of their kind, or begin again at 1 with a 2 behind it.
  void find_marks() {
    const std::vector<Candidate> marks = candidates();
    std::array<int, kMarkKinds> last{};
    std::array<bool, kMarkKinds> begun{};
    std::size_t line = line_.begin;  // where the last line began
    std::size_t wording = line_.begin;
    MarkKind last_kind = MarkKind::kOrdinal;
    for (std::size_t i = 0; i < marks.size(); ++i) {
      const Candidate& each = marks[i];
      if (each.at < line || (each.parted && !label_between(line, each.at))) continue;
      const auto kind = static_cast<std::size_t>(each.kind);
      constexpr std::size_t kNear = 150;  // bytes of a heading
      const bool plain = each.wording > each.at;
      const bool on = begun[kind] && each.value == last[kind] + 1 && (plain || each.next == each.value + 1);
      const bool below = plain && line > line_.begin && last_kind < each.kind && each.at - line < kNear &&
                         (each.stopped || is_bare_heading(last_kind, text_.substr(line, each.at - line)));
      const bool first = plain && !each.parted && each.value == 1 && (each.second || below);
      // one was lost, or the paper is a part that begins later
      const bool later =
          plain && !each.parted && each.value > 1 && each.next == each.value + 1 &&
          (begun[kind] ? each.value > last[kind] && each.value <= last[kind] + (each.stopped ? 3 : 2)
                       : each.stopped);
      if (!on && !first && !later) continue;
      begins_.push_back(behind_stars(each.at));
      first_mark_ = std::min(first_mark_, each.at);
      last_mark_ = each.at;
      // a list behind the tasks: …（县司法局牵头）2026年示例县民生实事清单一、
      if (first && begun[kind]) {
        find_title_lines(text_, title_before(text_, wording, each.at), each.at, begins_);
      }
      last[kind] = each.value;
      begun[kind] = true;
      line = each.at;
      wording = each.wording;
      last_kind = each.kind;
      if (each.kind <= MarkKind::kChineseParen)
        end_heading(each.wording, i + 1 < marks.size() ? marks[i + 1].at : line_.end);
    }
    // 1.目标任务：新建…: a label right behind a mark stays on its line
    auto mark = marks.begin();
    for (const std::size_t label : labels_) {
      for (; mark != marks.end() && mark->wording < label; ++mark) ++read_work;
      if (mark == marks.end() || mark->wording != label) begins_.push_back(label);
    }
  }

  // 一、主要预期目标 in front of （一）
  static bool is_bare_heading(MarkKind kind, std::string_view words) {
    return kind <= MarkKind::kChineseParen && words.find("，") == std::string_view::npos &&
           words.find(',') == std::string_view::npos;
  }

  // ## **（一）…: the line begins with its marks of Markdown.
  std::size_t behind_stars(std::size_t at) const {
    std::size_t begin = at;
    while (begin > line_.begin && (text_[begin - 1] == '*' || text_[begin - 1] == ' ')) --begin;
    if (begin == line_.begin || text_[begin - 1] != '#') return at;
    while (begin > line_.begin && text_[begin - 1] == '#') --begin;
    return begin;
  }

  bool label_between(std::size_t from, std::size_t to) const {
    const auto label = std::lower_bound(labels_.begin(), labels_.end(), from);
    return label != labels_.end() && *label < to;
  }

  // 一、扩大有效投资 加快建设…: a blank behind a heading in place of the line's end.
  void end_heading(std::size_t from, std::size_t end) {
    constexpr std::size_t kLongest = 120;  // bytes
    constexpr std::size_t kShortest = 12;
    static constexpr CharSet kEnds(U" 。；：:;");
    end = std::min(end, from + kLongest);
    const std::size_t at = find_any(text_, kEnds, from);
    if (at >= end || text_[at] != ' ' || at - from < kShortest) return;
    if (utf8::is_hanzi(utf8::before(text_, at).point) && utf8::is_hanzi(utf8::at(text_, at + 1).point))
      begins_.push_back(at + 1);
  }

  // ◆ behind the end of a sentence, again and again
  void find_bullets() {
    static constexpr CharSet kBullets(U"◆■●▶►◇□—");
    std::map<char32_t, std::vector<std::size_t>> found;
    for (std::size_t at = find_any(text_, kBullets, line_.begin); at < line_.end;) {
      const utf8::Char c = utf8::at(text_, at);
      std::size_t end = at + c.size;
      while (end < line_.end && utf8::at(text_, end).point == c.point) end += c.size;
      const char32_t last = before(at);
      const bool dash = c.point == U'—';
      const bool may = ends_sentence(last) || utf8::is_close_bracket(last) || (!dash && utf8::is_hanzi(last));
      if (may && (!dash || end - at == 2 * c.size) && !in_table(at)) found[c.point].push_back(at);
      at = find_any(text_, kBullets, end);
    }
    for (const auto& [bullet, places] : found) {
      if (places.size() > 2) begins_.insert(begins_.end(), places.begin(), places.end());
    }
  }

  std::string_view text_;
  Range line_;
  std::vector<std::size_t> begins_;
  std::vector<std::size_t> labels_;
  std::vector<Range> tables_;
  std::size_t table_ = std::string_view::npos;      // where the first table begins
  std::size_t table_end_ = std::string_view::npos;  // from where on all is a table that was run together
  std::size_t first_mark_ = std::string_view::npos;
  std::size_t last_mark_ = 0;
  bool tried_rows_ = false;
};

// Where lines end that all reach one margin: a paper without lines of its own, which a page or a converter broke there. None
// where a line stops short of it, but for titles in front and the last.
std::vector<std::size_t> ends_at_margin(std::string_view text) {
  constexpr std::size_t kNarrowest = 40;  // columns, of which a hanzi takes two
  constexpr std::size_t kWidest = 200;
  constexpr std::size_t kRagged = 4;   // a stop that may not begin a line
  constexpr std::size_t kFigures = 12;  // figures that are not parted
  constexpr std::size_t kMostTitles = 2;
  constexpr std::size_t kFewest = 4;
  struct Row {
    std::size_t end = 0;
    std::size_t width = 0;
  };
  std::vector<Row> rows;
  std::size_t widest = 0;
  const PageEdges edges = find_page_edges(text);
  const std::size_t paper_end = std::min(edges.foot, text.size());
  std::size_t first = 0;
  for (std::size_t begin = edges.paper; begin < paper_end;) {
    const std::size_t end = std::min(text.find('\n', begin), paper_end);
    const std::string_view line = text.substr(begin, end - begin);
    std::size_t width = 0;
    for (std::size_t i = 0; i < line.size() && width <= kWidest; i += utf8::at(line, i).size) width += line[i] >= 0 && line[i] < 0x7F ? 1 : 2;
    if (width > kWidest) return {};
    const bool title = first == rows.size() && first < kMostTitles && width < kNarrowest;
    const bool last = end == paper_end || utf8::trim(text.substr(end, paper_end - end)).empty();
    if (!title && !last && (width < kNarrowest || width + kFigures + kRagged < widest)) return {};
    if (line.find("   ") != std::string_view::npos || has_bar(line) || (begin > edges.paper && !page_furniture(line).empty())) return {};
    first += title;
    widest = std::max(widest, width);
    rows.push_back({end, width});
    if (last) break;
    begin = end + 1;
  }
  if (rows.size() < first + kFewest) return {};
  std::size_t ragged = 0;
  std::vector<std::size_t> ends;
  for (std::size_t i = first; i + 1 < rows.size(); ++i) {
    if (rows[i].width + kRagged + kFigures < widest) return {};
    ragged += rows[i].width + kRagged < widest;
    ends.push_back(rows[i].end);
  }
  return ragged * 8 <= ends.size() ? ends : std::vector<std::size_t>();
}

}  // namespace

std::vector<Span> join_full_lines(Mapped& text) {
  std::vector<Span> joined;
  const std::vector<std::size_t> ends = ends_at_margin(text.view());
  if (ends.empty()) return joined;
  Mapped out;
  std::size_t copied = 0;
  for (const std::size_t end : ends) {
    out.append(text, copied, end);
    copied = end + 1;
    joined.push_back(text.cover(end, end + 1));
  }
  out.append(text, copied, text.size());
  text = std::move(out);
  return joined;
}

void restore_line_ends(Mapped& text) {
  const Range line = without_lines(text.view());
  if (line.end == 0) return;
  const std::vector<std::size_t> begins = LineEnds(text.view(), line).find();
  Mapped out;
  std::size_t copied = 0;
  for (const std::size_t begin : begins) {
    if (begin <= line.begin || begin >= line.end) continue;
    out.append(text, copied, begin);
    out.insert("\n");
    copied = begin;
  }
  if (copied == 0) return;
  out.append(text, copied, text.size());
  text = std::move(out);
}

}  // namespace duban
