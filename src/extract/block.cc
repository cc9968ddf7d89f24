#include "extract/block.h"

#include <algorithm>

#include "extract/joints.h"
#include "extract/lines.h"
#include "extract/outline.h"
#include "extract/table_looks.h"
#include "grammar/person.h"
#include "grammar/responsibility.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/utf8.h"

namespace duban {
namespace {

bool is_word_character(char32_t p) {
  return utf8::is_hanzi(p) || utf8::is_digit(p) || utf8::is_ascii_letter(p) || p == '%' || p == U'”' ||
         p == U'“' || p == U'》' || p == U'《';
}

// The one blank at `at` stands inside a figure: 新增床位5 00张; not 附件1 2026年计划, 方案v2 30个.
bool splits_figure(std::string_view words, std::size_t at) {
  const auto digit = [&](std::size_t i) {
    return i < words.size() && utf8::is_digit(static_cast<unsigned char>(words[i]));
  };
  if (at == 0 || !digit(at - 1) || !digit(at + 1)) return false;
  std::size_t begin = at;
  while (begin > 0 && digit(begin - 1)) --begin;
  std::size_t end = at + 1;
  while (digit(end)) ++end;
  constexpr std::size_t kMost = 6;  // figures of both: what is longer is two numbers
  constexpr std::u32string_view kOfDays = U"年月日号";
  const char32_t behind = utf8::at(words, end).point;
  return end - begin <= kMost + 1 && utf8::is_hanzi(utf8::before(words, begin).point) &&
         utf8::is_hanzi(behind) && kOfDays.find(behind) == std::u32string_view::npos;
}

// （李明 市发展改革委）: the blank at `at` parts a person from the units behind him.
bool parts_person(std::string_view words, std::size_t at, std::size_t next) {
  constexpr std::size_t kLongestName = 12;  // bytes
  std::size_t begin = at;
  while (begin > 0 && at - begin <= kLongestName && utf8::is_hanzi(utf8::before(words, begin).point)) begin -= utf8::before(words, begin).size;
  if (begin == 0 || !utf8::is_open_bracket(utf8::before(words, begin).point)) return false;
  const std::string_view name = words.substr(begin, at - begin);
  if (utf8::count(name) < 2 || !looks_like_person(name) || unit_class(name) != UnitClass::kNone) return false;
  static constexpr CharSet kEnds(U"、，,；;)）〕]】］ ");
  const std::string_view unit = words.substr(next, std::min(find_any(words, kEnds, next), words.size()) - next);
  return unit_class(unit) != UnitClass::kNone && (level_prefix(unit) > 0 || begins_with_core(unit));
}

// What becomes of a line's blanks: those that are layout go, those that are wording stay.
enum class Blanks {
  kKeep,  // all are kept, for they part names
  kDrop,
  kLoose,  // they also stand inside numbers
};

// Appends text[begin, end) of a line.
void add_range(OpenBlock& draft, const Mapped& from, Range line, Blanks blanks) {
  const std::string_view text = from.view();
  std::size_t copied = line.begin;
  const auto next_mark = [within = text.substr(0, line.end)](std::size_t at) {
    static constexpr CharSet kMarks(U" *“”《》(（〔[【［)）〕]】］");
    return std::min(find_any(within, kMarks, at), within.size());
  };
  std::size_t i = next_mark(copied);
  if (i < line.end) draft.block.marks = true;
  while (i < line.end) {
    const utf8::Char c = utf8::at(text, i);
    switch (c.point) {
      case U'“':
        ++draft.quotes;
        break;
      case U'”':
        draft.quotes = std::max(0, draft.quotes - 1);
        break;
      case U'《':
        ++draft.titles;
        break;
      case U'》':
        draft.titles = std::max(0, draft.titles - 1);
        break;
      default:
        if (utf8::is_open_bracket(c.point)) ++draft.brackets;
        if (utf8::is_close_bracket(c.point)) draft.brackets = std::max(0, draft.brackets - 1);
    }
    if (c.point != ' ' || blanks == Blanks::kKeep) {
      if (c.point == '*' && text.substr(i).starts_with("**") && i + 2 <= line.end) {  // **bold** inside a line
        draft.block.words.append(from, copied, i);
        copied = i + 2;
        i = next_mark(copied);
        continue;
      }
      i = next_mark(i + c.size);
      continue;
    }
    const char32_t before = i > line.begin ? utf8::before(text, i).point : 0;
    std::size_t end = i;
    while (end < line.end && text[end] == ' ') ++end;
    const char32_t next = utf8::at(text, end).point;
    const std::string_view whole = text.substr(line.begin, line.end - line.begin);
    if (draft.brackets > 0 && utf8::is_hanzi(before) && utf8::is_hanzi(next) && parts_person(whole, i - line.begin, end - line.begin)) {
      draft.block.words.append(from, copied, i);
      draft.block.words.insert("，");
      copied = end;
      i = next_mark(end);
      continue;
    }
    const bool figures = utf8::is_digit(before) && utf8::is_digit(next) && blanks == Blanks::kLoose;
    const bool latin = !figures && (utf8::is_digit(before) || utf8::is_ascii_letter(before)) &&
                       (utf8::is_ascii_letter(next) || utf8::is_digit(next));
    const bool wording = draft.quotes > 0 && utf8::is_hanzi(before) && utf8::is_hanzi(next);
    if ((latin && !splits_figure(whole, i - line.begin)) || wording) {
      draft.block.words.append(from, copied, i + 1);
    } else {
      draft.block.words.append(from, copied, i);
      if (is_word_character(before) && is_word_character(next))
        draft.block.mending.made().blanks.push_back(draft.block.words.size());
    }
    copied = end;
    i = next_mark(end);
  }
  draft.block.words.append(from, copied, line.end);
}

// 责任单位：市教育局、市财政 局 has its names parted by stops, 牵头单位：市人力资源社 会保障局 is one;
// 责任单位：市教育局 市财政局 has them parted by blanks. Behind one label.
bool blanks_part_nothing(std::string_view words, const std::optional<Label>& label) {
  if (words.find("  ") != std::string_view::npos || labels_in(words, {0, words.size()}).size() > 1)
    return false;
  if (words.find("、") != std::string_view::npos || words.find(',') != std::string_view::npos ||
      words.find("，") != std::string_view::npos)
    return true;
  if (label) words.remove_prefix(label->at.end);
  words = utf8::trim(words);
  for (std::size_t begin = 0; begin < words.size();) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const std::string_view name = words.substr(begin, end - begin);
    const bool person = begin > 0 && looks_like_people(name);  // 市税务局 李春生
    begin = std::min(end + 1, words.size());
    if (person) continue;
    if (!ends_like_unit(name) || line_break(name, words.substr(begin)) == LineBreak::kName) return true;
  }
  return false;
}

// 区财政局  锦江公司: whole names, and blanks between them.
bool blanks_part_names(std::string_view words) {
  constexpr std::size_t kLongest = 400;  // bytes
  constexpr std::size_t kShortestRegion = 3;  // characters
  static constexpr CharSet kOther(U"。（(");
  if (words.size() > kLongest || words.find(' ') == std::string_view::npos || has_any(words, kOther)) return false;
  std::size_t names = 0;
  for (std::size_t begin = 0; begin < words.size(); ++names) {
    const std::size_t end = std::min(words.find(' ', begin), words.size());
    const std::string_view name = words.substr(begin, end - begin);
    const UnitClass kind = unit_class(name);
    if (kind == UnitClass::kNone || (kind == UnitClass::kRegion && utf8::count(name) < kShortestRegion)) return false;
    begin = std::min(words.find_first_not_of(' ', end), words.size());
  }
  return names > 1;
}

// Where the names behind the last label of a line begin, if blanks part them; the end where they do not.
std::size_t names_behind_label(std::string_view text, std::size_t begin, std::size_t end, Blanks blanks) {
  const std::string_view words = text.substr(begin, end - begin);
  if (words.find(' ') == std::string_view::npos) return end;
  for (const std::string_view colon : {"单位：", "单位:", "部门：", "部门:"}) {
    const std::size_t at = rfind_words(words, colon);
    if (at == std::string_view::npos) continue;
    const std::size_t names = at + colon.size();
    std::string_view value = words.substr(names);
    while (!value.empty() && utf8::is_close_bracket(utf8::before(value, value.size()).point)) value.remove_suffix(utf8::before(value, value.size()).size);
    if (value.find(' ') == std::string_view::npos || !(blanks == Blanks::kLoose ? blanks_part_names(value) && !blanks_part_nothing(value, {}) : looks_like_unit_list(value))) continue;
    return begin + names;
  }
  return end;
}

// Appends a line's words, its labels with the colons that are not printed.
void add_words(OpenBlock& draft, const Mapped& from, const Line& line, Blanks blanks) {
  const std::string_view text = from.view();
  std::size_t begin = line.begin;
  if (line.bare_label) {
    draft.block.words.append(from, line.bare_label->word.begin, line.bare_label->word.end);
    draft.block.words.insert("：");
    begin = line.bare_label->value;
  }
  // …1350亩。责任单位：县国土局 县环保局
  if (blanks != Blanks::kKeep) {
    if (const std::size_t names = names_behind_label(text, begin, line.end, blanks); names < line.end) {
      add_range(draft, from, {begin, names}, blanks);
      begin = names;
      blanks = Blanks::kKeep;
    }
  }
  add_range(draft, from, {begin, line.end}, blanks);
  draft.ends = line.ends;
  draft.last_line = line.end - line.begin;
  draft.last_width = line.width;
  ++draft.lines;
}

void set_label(Block& block, const std::optional<Label>& label) {
  block.label_end = label ? static_cast<std::uint32_t>(label->at.end) : 0;
  if (label) block.label_kind = label->kind;
}

void set_mark(Block& block) {
  block.mark.reset();
  block.wording = 0;
  block.bullet = false;
  if (auto mark = read_mark(block.text())) {
    block.mark = std::move(mark->value);
    block.wording = mark->size;
  } else {
    block.wording = bullet_size(block.text());
    block.bullet = block.wording > 0;
  }
}

// Puts the lines of a paper together, first to last.
class BlockReader {
 public:
  BlockReader(const Mapped& normalised, const std::vector<Range>& tables, const PageEdges& edges)
      : from_(normalised),
        text_(normalised.view()),
        lines_(read_lines(text_, tables, edges)),
        habits_(habits_of(text_, lines_)),
        plain_(habits_.loose ? Blanks::kLoose : Blanks::kDrop) {
    // room for what is cut later; what is not used takes no memory
    blocks_.reserve(lines_.size() + lines_.size() / 4);
  }

  std::vector<Entry> read() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Line& line = lines_[i];
      if (line.table > 0) {
        close();
        Block block;
        block.table = line.table;
        add(std::move(block));
      } else if (line.furniture.size() > 0) {
        add_furniture(line);
      } else if (const Joint joint = joint_of(open_, text_, line, following(i), habits_); joint != Joint::kNone) {
        go_on(line, joint);
      } else {
        close();
        begin(line);
      }
    }
    close();
    return std::move(blocks_);
  }

 private:
  std::string_view words(const Line& line) const { return text_.substr(line.begin, line.end - line.begin); }
  std::string_view following(std::size_t i) const {
    return i + 1 < lines_.size() ? words(lines_[i + 1]) : std::string_view();
  }

  // Which blanks of a line stay. Where blanks stand anywhere, those between names have a stop beside them.
  Blanks blanks_in(const Line& line, bool labelled) const {
    if (!labelled) return !line.marked && blanks_part_names(utf8::trim(words(line))) ? Blanks::kKeep : plain_;
    const bool any = words(line).find(' ') != std::string_view::npos;
    return habits_.loose && (!any || blanks_part_nothing(words(line), line.label())) ? plain_ : Blanks::kKeep;
  }

  void add(Block block) { blocks_.emplace_back().block = std::move(block); }

  void end_paragraph() {
    // a label that was found does not change with the words behind it
    if (open_.lines > 1 && open_.block.label_end == 0) set_label(open_.block, label_at(open_.block.text(), 0));
    if (!open_.block.words.empty()) add(std::move(open_.block));
    open_ = OpenBlock{};
  }
  void close() {
    end_paragraph();
    for (Block& block : aside_) add(std::move(block));
    aside_.clear();
  }

  void add_furniture(const Line& line) {
    OpenBlock piece;
    add_words(piece, from_, line, Blanks::kKeep);
    piece.block.furniture = true;
    piece.block.furniture_rule = line.furniture;
    piece.block.printed = from_.cover(line.full_begin, line.full_end);
    if (line.furniture == "furniture.page_number" && !open_.block.words.empty()) {
      aside_.push_back(std::move(piece.block));
    } else {
      end_paragraph();
      add(std::move(piece.block));
    }
  }

  // The line goes on with the open block.
  void go_on(const Line& line, Joint joint) {
    Block& block = open_.block;
    // a title above its paragraph: nothing was broken
    const bool is_title = joint != Joint::kCut && open_.lines == 1 && block.mark &&
                          habits_.titles[static_cast<std::size_t>(block.mark->kind)] &&
                          is_title_line(block.text(), words(line));
    // 【牵头：县教育局 | 责任：县财政局】: nothing was broken, but for a comma in front
    const char32_t last = utf8::before(block.text(), block.text().size()).point;
    const bool apart = line.labelled && !block.labelled && !is_comma(last) && !utf8::is_open_bracket(last) &&
                       joint != Joint::kCut;
    if (apart) block.words.insert("；");
    if (joint == Joint::kEntries) {
      block.words.insert("、");
    } else if ((joint == Joint::kWords && !is_title && !apart) || joint == Joint::kCut) {
      block.mending.made().joins.push_back({block.words.size(), line.hashes > 0});
    }
    add_words(open_, from_, line, blanks_in(line, block.labelled));
    block.printed.end = from_.cover(line.full_begin, line.full_end).end;
  }

  void begin(const Line& line) {
    Block& block = open_.block;
    block.marks = false;  // until a line has any
    block.labelled = line.labelled;
    block.hashes = line.hashes;
    block.bold = line.bold;
    block.indented = line.indented;
    block.printed = from_.cover(line.full_begin, line.full_end);
    add_words(open_, from_, line, blanks_in(line, line.labelled));
    set_label(block, block.text() == words(line) ? line.label() : label_at(block.text(), 0));
    set_mark(block);
    if (line.counted) {
      block.mark = line.counted->mark;
      block.wording = line.counted->size;
    } else if (line.marked && !block.mark) {
      // 第一项  推进: without its blanks no mark would be seen
      const std::string_view mark = text_.substr(line.begin, line.mark_size);
      block.mark = read_mark(mark)->value;
      block.wording = utf8::squeeze(mark).size();
    }
  }

  const Mapped& from_;
  std::string_view text_;
  const std::vector<Line> lines_;
  const Habits habits_;
  const Blanks plain_;
  std::vector<Entry> blocks_;
  OpenBlock open_;
  std::vector<Block> aside_;  // furniture in the middle of a paragraph waits until the paragraph ends
};

}  // namespace

std::vector<Entry> read_blocks(const Mapped& normalised, const std::vector<Range>& tables, const PageEdges& edges) {
  return BlockReader(normalised, tables, edges).read();
}

Block slice(const Block& block, std::size_t begin, std::size_t end) {
  Block out;
  out.words.append(block.words, begin, end);
  const auto label = label_at(out.text(), 0);
  set_label(out, label);
  out.marks = block.marks;
  out.labelled = label.has_value();
  out.printed = block.words.cover(begin, end);
  if (begin == 0) {
    out.printed.begin = block.printed.begin;
    out.hashes = block.hashes;
    out.bold = block.bold;
    out.indented = block.indented;
  }
  for (const Join& join : block.joins()) {
    if (join.at > begin && join.at < end) out.mending.made().joins.push_back({join.at - begin, join.false_heading});
  }
  for (const std::size_t blank : block.blanks()) {
    if (blank > begin && blank < end) out.mending.made().blanks.push_back(blank - begin);
  }
  set_mark(out);
  if (begin == 0 && !out.mark && block.mark) {
    out.mark = block.mark;
    out.wording = block.wording;
  }
  return out;
}

}  // namespace duban
