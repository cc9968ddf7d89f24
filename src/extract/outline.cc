#include "extract/outline.h"

#include <algorithm>
#include <array>
#include <map>

#include "text/char_set.h"
#include "text/lexicon.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

std::string_view inside(std::string_view text, Range r) { return text.substr(r.begin, r.end - r.begin); }

bool is_assigning(RoleKind kind) {
  return kind == RoleKind::kLeader || kind == RoleKind::kLead || kind == RoleKind::kResponsible ||
         kind == RoleKind::kClause;
}

// Every bracket of the text, outermost only, that says who answers.
std::vector<Bracket> assigning_brackets(std::string_view text) {
  std::vector<Bracket> found;
  std::size_t depth = 0;
  Range at;
  std::size_t open_size = 0;
  for (std::size_t i = utf8::next_mark(text, 0, text.size()); i < text.size();) {
    const utf8::Char c = utf8::at(text, i);
    static constexpr CharSet kBrackets(U"(（〔[【［)）〕]】］");
    if (!kBrackets.has(c.point)) {
      i = utf8::next_mark(text, i + c.size, text.size());
      continue;
    }
    if (utf8::is_open_bracket(c.point) && depth++ == 0) {
      at.begin = i;
      open_size = c.size;
    }
    if (utf8::is_close_bracket(c.point) && depth > 0 && --depth == 0) {
      const Range words{at.begin + open_size, i};
      if (is_assignment(inside(text, words))) found.push_back({{at.begin, i + c.size}, words, false});
    }
    i = utf8::next_mark(text, i + c.size, text.size());
  }
  return found;
}

// The first of a kind of marks in text[from, to): 一、 or (一) or 1. in the middle of a line, before which
// nothing need end: 责任分工一、扩大就业.
std::size_t first_mark_between(std::string_view text, std::size_t from, std::size_t to, const Mark& second) {
  for (std::size_t i = from; i < to; i += utf8::at(text, i).size) {
    const char32_t p = utf8::at(text, i).point;
    const bool may_begin = p == U'一' || p == '1' || p == U'①' || p == U'第' || p == U'㈠' || p == U'⒈' ||
                           p == U'⑴' || utf8::is_open_bracket(p);
    if (!may_begin || (p == '1' && i > from && utf8::is_digit(utf8::before(text, i).point))) continue;
    const auto mark = read_mark(text.substr(i, to - i));
    if (mark && mark->value.kind == second.kind && mark->value.value == 1) return i;
  }
  return to;
}

// Adds a cut in front of the first of each row of marks whose second has one.
void add_first_marks(const Block& block, std::vector<std::size_t>& cuts) {
  const std::string_view text = block.text();
  std::vector<std::size_t> more;
  std::size_t begin = 0;
  for (const std::size_t cut : cuts) {
    const auto mark = read_mark(text.substr(cut));
    if (mark && mark->value.value == 2) {
      const auto own = begin == 0 ? block.mark : std::optional<Mark>();
      std::size_t from = begin;
      std::optional<Mark> leading = own;
      std::size_t wording = begin == 0 ? block.wording : 0;
      if (begin > 0) {
        if (const auto here = read_mark(text.substr(begin))) {
          leading = here->value;
          wording = here->size;
        }
      }
      if (!(leading && leading->kind == mark->value.kind && leading->value == 1)) {
        from += wording;
        const std::size_t first = first_mark_between(text, from, cut, mark->value);
        if (first < cut && first > 0) more.push_back(first);
      }
    }
    begin = cut;
  }
  if (more.empty()) return;
  cuts.insert(cuts.end(), more.begin(), more.end());
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
}

// 一是 in front of a run-in task: its number.
std::optional<Mark> spoken_mark(std::string_view words) {
  const auto number = chinese_ordinal(words);
  if (!number || !words.substr(number->size).starts_with("是")) return {};
  const std::size_t size = number->size + std::string_view("是").size();
  return Mark{MarkKind::kOrdinal, number->value, std::string(words.substr(0, size))};
}

// A mark inside a block, where one can stand.
struct InnerMark {
  std::size_t at = 0;
  Mark mark;
  bool stopped = false;  // a sentence or a bracket ends before it
};

constexpr CharSet kMarkBegins =
    CharSet(U"0123456789(（〔[【［一二三四五六七八九十第任实").with(U'①', U'⒛').with(U'㈠', U'㈩');

std::vector<InnerMark> inner_marks(const Block& block) {
  std::vector<InnerMark> marks;
  const std::string_view text = block.text();
  const auto next = [&](std::size_t i) { return i + utf8::at(text, i).size; };
  for (std::size_t i = find_any(text, kMarkBegins, next(block.wording)); i < text.size();
       i = find_any(text, kMarkBegins, next(i))) {
    const char32_t before = utf8::before(text, i).point;
    if (!utf8::is_digit(before) && before != '.') {
      auto mark = read_mark(text.substr(i));
      if (!mark) {
        if (auto spoken = spoken_mark(text.substr(i))) mark = matched(std::move(*spoken), 0);
      }
      if (mark) {
        const bool stopped = utf8::is_sentence_end(before) || utf8::is_close_bracket(before) || before == U'：';
        const bool first = mark->value.value == 1 && mark->value.kind != MarkKind::kItem;
        if (stopped || first || utf8::is_hanzi(before)) marks.push_back({i, std::move(mark->value), stopped});
      }
    }
  }
  return marks;
}

// The marks inside a block that begin tasks or headings of their own: they count on, and each has, before the
// next of its kind, words that say who answers. Steps inside one task (（1）…；（2）…。责任单位：A) have none.
// `counting` holds how far each kind of marks had come before this block: 二、工业。5.…6.… goes on from 4.
std::vector<std::size_t> mark_cuts(const Block& block, const std::vector<std::size_t>& says,
                                   const std::map<MarkKind, int>& counting) {
  std::vector<std::size_t> cuts;
  const std::vector<InnerMark> marks = inner_marks(block);
  const auto says_between = [&](std::size_t from, std::size_t to) {
    const auto next = std::lower_bound(says.begin(), says.end(), from);
    return next != says.end() && *next < to;
  };
  std::map<MarkKind, int> last;
  if (block.mark) last[block.mark->kind] = block.mark->value;
  const std::size_t text_end = block.text().size();
  std::vector<std::size_t> seconds(marks.size());  // where the next mark of the same kind stands that is a second
  std::array<std::size_t, kMarkKinds> second_of;
  second_of.fill(std::string_view::npos);
  for (std::size_t i = marks.size(); i-- > 0;) {
    ++read_work;
    std::size_t& second = second_of[static_cast<std::size_t>(marks[i].mark.kind)];
    seconds[i] = second;
    if (marks[i].mark.value == 2) second = marks[i].at;
  }
  std::size_t begin = 0;
  // the last cut, or the block itself, begins with a mark that headings have
  bool heading = block.mark && block.mark->kind <= MarkKind::kChineseParen;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const InnerMark& each = marks[i];
    auto known = last.find(each.mark.kind);
    if (known == last.end() && heading && each.stopped && each.mark.kind > MarkKind::kChineseParen) {
      const auto before = counting.find(each.mark.kind);
      if (before != counting.end() && before->second + 1 == each.mark.value) known = last.insert(*before).first;
    }
    bool cut = false;
    if (known != last.end() && each.mark.value == known->second + 1) {
      // right behind a heading (二、…5.) nothing need be said yet
      cut = says_between(begin, each.at) || (heading && each.at - begin < 120 && says_between(each.at, text_end));
    } else if (each.mark.value == 1) {
      const std::size_t second = seconds[i];
      cut = second != std::string_view::npos ? says_between(each.at, second)
                                             : each.stopped && says_between(each.at, block.text().size());
    }
    if (!cut) continue;
    cuts.push_back(each.at);
    last[each.mark.kind] = each.mark.value;
    begin = each.at;
    heading = each.mark.kind <= MarkKind::kChineseParen;
  }
  return cuts;
}

// In front of each ◆ of a row of them, where what stands between says who answers.
void bullet_cuts(const Block& block, const std::vector<std::size_t>& says, std::vector<std::size_t>& cuts) {
  const std::string_view text = block.text();
  std::vector<std::size_t> bullets;
  for (const std::string_view bullet : {"◆", "■", "●", "▶", "►", "◇", "□"}) {
    for (std::size_t at = text.find(bullet); at != std::string_view::npos; at = text.find(bullet, at + bullet.size()))
      bullets.push_back(at);
    if (!bullets.empty()) break;
  }
  if (bullets.size() < 2) return;
  for (std::size_t i = 0; i < bullets.size(); ++i) {
    const std::size_t next = i + 1 < bullets.size() ? bullets[i + 1] : text.size();
    const auto said = std::lower_bound(says.begin(), says.end(), bullets[i]);
    if (bullets[i] > 0 && said != says.end() && *said < next) cuts.push_back(bullets[i]);
  }
}

// Behind an assigning bracket: a mark, or a sentence with a bracket of its own.
void bracket_cuts(std::string_view text, const std::vector<Bracket>& brackets, std::vector<std::size_t>& cuts) {
  for (std::size_t i = 0; i < brackets.size(); ++i) {
    std::size_t at = brackets[i].at.end;
    while (at < text.size() && (utf8::is_sentence_end(utf8::at(text, at).point) ||
                                text.substr(at).starts_with("，") || utf8::is_blank(utf8::at(text, at).point)))
      at += utf8::at(text, at).size;
    if (at >= text.size()) break;
    const char32_t before = utf8::before(text, brackets[i].at.begin).point;
    const char32_t behind = utf8::at(text, brackets[i].at.end).point;
    const bool ends_sentence = utf8::is_sentence_end(before) || utf8::is_sentence_end(behind) ||
                               before == U'，' || before == ',' || behind == U'，';
    const bool marked = read_mark(text.substr(at)).has_value();
    if (marked || (ends_sentence && i + 1 < brackets.size())) cuts.push_back(at);
  }
}

// Where a block falls into several. In a paper that assigns nothing, a mark that goes on counting is enough.
std::vector<std::size_t> cuts_of(const Block& block, bool any_assigned, const std::map<MarkKind, int>& counting) {
  std::vector<std::size_t> cuts;
  if (block.furniture) return cuts;
  const std::string_view text = block.text();
  const std::vector<Bracket> brackets = assigning_brackets(text);
  bracket_cuts(text, brackets, cuts);
  if (any_assigned) {
    std::vector<std::size_t> says;
    for (const Bracket& bracket : brackets) says.push_back(bracket.at.begin);
    if (!block.labelled) {
      for (const Label& label : labels_in(text, {block.wording, text.size()})) {
        if (is_assigning(label.kind)) says.push_back(label.at.begin);
      }
    }
    if (says.empty() || (says.size() == 1 && !cuts.empty())) return cuts;
    std::sort(says.begin(), says.end());
    const std::vector<std::size_t> marks = mark_cuts(block, says, counting);
    cuts.insert(cuts.end(), marks.begin(), marks.end());
    bullet_cuts(block, says, cuts);
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    // …（区卫健局牵头）各单位每月28日前报送: a sentence behind the last of several is no task's
    if (!cuts.empty() && !brackets.empty()) {
      constexpr std::size_t kSentence = 45;
      const std::size_t end = brackets.back().at.end;
      const bool stopped = utf8::is_sentence_end(utf8::before(text, brackets.back().at.begin).point);
      if (stopped && end > cuts.back() && text.size() - end > kSentence) cuts.push_back(end);
    }
    return cuts;
  }
  if (!cuts.empty()) return cuts;
  // (一)…。(二)… in a paper without responsibilities
  std::optional<Mark> last = block.mark;
  for (std::size_t i = block.wording; i < text.size();) {
    const utf8::Char c = utf8::at(text, i);
    i += c.size;
    if (!utf8::is_sentence_end(c.point)) continue;
    const auto mark = read_mark(text.substr(i));
    if (!mark) continue;
    const bool next = last && mark->value.kind == last->kind && mark->value.value == last->value + 1;
    const bool first = mark->value.value == 1 && (!last || mark->value.kind != last->kind);
    if (!next && !first) continue;
    cuts.push_back(i);
    last = mark->value;
  }
  return cuts;
}

// The units that stand in front of the wording with a colon: 市教育局、市财政局：
std::optional<Range> units_in_front(const Block& block) {
  constexpr std::size_t kLongest = 150;
  const std::string_view text = block.text();
  for (std::size_t i = block.wording; i < text.size() && i - block.wording < kLongest;
       i += utf8::at(text, i).size) {
    const utf8::Char c = utf8::at(text, i);
    if (utf8::is_sentence_end(c.point)) return {};
    if (c.point != U'：' && c.point != ':') continue;
    if (i + c.size + 12 > text.size()) return {};
    Responsibility said;
    UnitPrefix prefix;
    const Range range{block.wording, i};
    if (label_at(text, block.wording) || !read_heading(text, range, said, prefix) || !said.leaders.empty()) return {};
    return range;
  }
  return {};
}

// 省发展改革委（省医改办） in the middle of a sentence: the bracket names the unit before it once more.
bool is_alias(std::string_view text, const Bracket& bracket) {
  const std::string_view before = utf8::tail(text.substr(0, bracket.at.begin), 12);
  const UnitClass kind = unit_class(before);
  if (kind != UnitClass::kOrgan && kind != UnitClass::kBody) return false;
  const std::string_view said = inside(text, bracket.inside);
  return said.find("牵头") == std::string_view::npos && said.find("负责") == std::string_view::npos &&
         said.find("：") == std::string_view::npos && said.find(':') == std::string_view::npos;
}

// 县审计局牵头。 on a line of its own: whom the sentence names does what stands above it.
bool is_sentence_of_units(const Block& block) {
  const std::string_view text = block.text();
  if (block.mark || block.labelled || text.size() > 400) return false;
  const char32_t last = utf8::before(text, text.size()).point;
  if (last != U'。' && last != U'；') return false;
  const Range says{said_of_above(text), text.size()};
  Responsibility said;
  UnitPrefix prefix;
  if (!read_heading(text, says, said, prefix)) return false;
  // 各部门按职责分工负责 ends a paper
  const auto own = [](const Unit& unit) { return unit.unit_class != UnitClass::kGroup; };
  return std::any_of(said.lead_units.begin(), said.lead_units.end(), own) ||
         std::any_of(said.responsible_units.begin(), said.responsible_units.end(), own);
}

// 注：…由市农业局负责: explains, and sets no task.
bool is_note(std::string_view words) {
  for (const std::string_view start : {"注：", "注:", "注1", "备注", "说明：", "说明:", "附注"}) {
    if (words.starts_with(start)) return true;
  }
  return false;
}

// （人民银行、银监会）: units by names that only the company of other tasks' brackets makes a responsibility.
void find_bare_brackets(std::vector<Entry>& entries) {
  std::size_t with_bracket = 0;
  for (const Entry& entry : entries) with_bracket += entry.bracket && entry.block.mark && !entry.of_table;
  if (with_bracket < 3) return;
  for (Entry& entry : entries) {
    if (!entry.block.mark || entry.of_table || entry.assigned || entry.block.labelled || entry.block.furniture) continue;
    const std::string_view text = entry.block.text();
    const auto bracket = last_bracket(text);
    if (!bracket || bracket->unclosed || bracket->at.begin <= entry.block.wording) continue;
    const char32_t before = utf8::before(text, bracket->at.begin).point;
    if (!utf8::is_sentence_end(before) && bracket->at.begin - entry.block.wording < 24) continue;
    if (!names_units(inside(text, bracket->inside))) continue;
    entry.bracket = *bracket;
    entry.assigned = true;
  }
}

void find_responsibility(Entry& entry) {
  const std::string_view text = entry.block.text();
  if (entry.block.labelled) {
    const std::vector<Label> labels = labels_in(text, {0, text.size()});
    entry.assigned =
        std::any_of(labels.begin(), labels.end(), [](const Label& label) { return is_assigning(label.kind); });
    return;
  }
  if (auto bracket = last_bracket(text);
      bracket && bracket->at.begin >= entry.block.wording && is_assignment(inside(text, bracket->inside))) {
    // an open bracket with no end is one only where nothing but units and their verbs follow
    if (!bracket->unclosed || inside(text, bracket->inside).find("。") == std::string_view::npos)
      entry.bracket = *bracket;
  }
  // 责任单位：县住建局（县房管局配合）: the bracket is of what the label says
  if (entry.bracket && entry.bracket->at.begin > entry.block.wording) {
    for (const Label& label : labels_in(text, {entry.block.wording, entry.bracket->at.begin})) {
      if (label.at.begin <= entry.block.wording || !is_assigning(label.kind)) continue;
      const std::string_view value = inside(text, {label.at.end, entry.bracket->at.begin});
      if (value.size() < 6 || value.find("。") != std::string_view::npos) continue;
      entry.bracket.reset();
      break;
    }
  }
  if (!entry.bracket) {
    const std::vector<Bracket> brackets = assigning_brackets(text);
    if (!brackets.empty() && brackets.back().at.begin >= entry.block.wording && !is_alias(text, brackets.back())) {
      // 招商引资（牵头科室：经济办）。全年引进…: labels elsewhere say it themselves
      const std::vector<Label> labels = labels_in(text, {entry.block.wording, text.size()});
      const Range& at = brackets.back().at;
      if (std::all_of(labels.begin(), labels.end(),
                      [&](const Label& label) { return label.at.begin > at.begin && label.at.end < at.end; }))
        entry.bracket = brackets.back();
    }
  }
  if (!entry.bracket) {
    for (const Label& label : labels_in(text, {entry.block.wording, text.size()})) {
      if (label.at.begin == 0 || !is_assigning(label.kind)) continue;
      // 各县（区），各成员单位： names whom the paper is for
      if (label.at.end == text.size() && !entry.block.mark) continue;
      entry.labels_at = label.at.begin;
      break;
    }
  }
  if (!entry.bracket && entry.labels_at == 0 && !is_note(text)) entry.prose = prose_in(text, entry.block.wording);
  if (entry.bracket && !entry.block.mark) {
    if (auto mark = spoken_mark(text)) {
      entry.block.wording = mark->label.size();
      entry.block.mark = std::move(mark);
    }
  }
  entry.assigned = entry.bracket.has_value() || entry.labels_at > 0 || entry.prose.has_value();
}

// Whether the entry is a line that can say who answers for what follows it.
bool may_give(const Entry& entry) {
  if (entry.of_table || entry.block.furniture || entry.block.text().size() > 240) return false;
  if (entry.block.labelled || entry.bracket || entry.labels_at > 0 || entry.prose) return false;
  Responsibility said;
  UnitPrefix prefix;
  return read_heading(entry.block.text(), {entry.block.wording, entry.block.text().size()}, said, prefix);
}

bool is_list_title(std::string_view words) {
  if (words.size() > 180 || utf8::is_sentence_end(utf8::before(words, words.size()).point)) return false;
  for (const std::string_view word : {"清单", "任务表", "分解表", "一览表", "分工表", "责任表", "项目表",
                                      "安排表", "任务分解", "民生实事", "目标任务"}) {
    if (words.find(word) != std::string_view::npos) return true;
  }
  return false;
}

class OutlineReader {
 public:
  explicit OutlineReader(Outline& outline) : out_(outline), entries_(outline.entries) {}

  void read() {
    find_ranks();
    find_bodies();
    look_ahead();
    find_covered();
    find_title_brackets();
    find_fronts();
    find_givers();
    for (const Entry& entry : entries_) out_.any_assigned = out_.any_assigned || entry.assigned;
    find_lists();
    find_headings();
    for (const Entry& entry : entries_)
      out_.any_assigned = out_.any_assigned || (entry.gives && entry.kind == EntryKind::kHeading);
    find_closing();
    settle_leaves();
    settle_rest();
  }

 private:
  bool marked(std::size_t i) const {
    return entries_[i].block.mark.has_value() && entries_[i].kind != EntryKind::kFurniture;
  }

  std::size_t rank(std::size_t i) const { return ranks_[static_cast<std::size_t>(entries_[i].block.mark->kind)]; }

  // Marks nest as most papers nest them, unless the paper shows otherwise: 1. (一) (二) 2. (一) has (一) below 1.
  void find_ranks() {
    for (std::size_t kind = 0; kind < kMarkKinds; ++kind) ranks_[kind] = kind;
    // begins[a][b]: how often a begins again at 1 behind a b, with nothing of a higher kind between
    std::array<std::array<std::size_t, kMarkKinds>, kMarkKinds> begins{};
    std::array<std::array<bool, kMarkKinds>, kMarkKinds> since{};  // since[a][b]: a b came since the last a
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!marked(i) || entries_[i].of_table) continue;
      const Mark& mark = *entries_[i].block.mark;
      const auto kind = static_cast<std::size_t>(mark.kind);
      for (std::size_t other = 0; other < kMarkKinds; ++other) {
        if (mark.value == 1 && since[kind][other]) ++begins[kind][other];
        since[kind][other] = false;
        // a higher mark begins both anew
        if (other > kind) since[other].fill(false);
      }
      for (std::size_t other = 0; other < kMarkKinds; ++other) {
        if (other != kind) since[other][kind] = true;
      }
    }
    for (std::size_t upper = 0; upper < kMarkKinds; ++upper) {
      for (std::size_t lower = upper + 1; lower < kMarkKinds; ++lower) {
        if (begins[upper][lower] < 2 || begins[lower][upper] > 1 || ranks_[lower] < ranks_[upper]) continue;
        const std::size_t at = ranks_[upper];
        for (std::size_t& rank : ranks_) rank += rank >= at && rank < ranks_[lower] ? 1 : 0;
        ranks_[lower] = at;
      }
    }
  }

  bool plain(std::size_t i) const {
    const Entry& entry = entries_[i];
    return !entry.block.furniture && !marked(i) && !entry.block.labelled && !entry.of_table &&
           !is_attachment_line(entry.block.text());
  }

  // A sentence that ends in front of the bracket.
  static bool holds_sentence(const Entry& entry) {
    const std::string_view text = entry.block.text();
    const std::size_t end = entry.bracket ? entry.bracket->at.begin : entry.labels_at;
    return utf8::is_sentence_end(utf8::before(text, end).point);
  }

  // Words like a title's in front of the bracket: no sentence in them.
  bool is_title_like(const Entry& entry) const {
    const std::string_view text = entry.block.text();
    const std::size_t end = entry.bracket ? entry.bracket->at.begin : entry.labels_at > 0 ? entry.labels_at : text.size();
    if (end <= entry.block.wording || end - entry.block.wording > 120) return false;
    for (std::size_t i = entry.block.wording; i < end; i += utf8::at(text, i).size) {
      if (utf8::is_sentence_end(utf8::at(text, i).point) && i + 3 < end) return false;
    }
    return true;
  }

  // Paragraphs without a number below a numbered line that make one task with it:
  //   1.发展工业 | 新建园区2个。（市工信局）     一、发展工业（市工信局） | 新建园区2个。
  // Where a heading has several such paragraphs they are tasks of their own; what most do holds for all of a kind.
  void find_bodies() {
    struct Count {
      std::size_t one = 0;      // a title and one paragraph that says who answers
      std::size_t several = 0;  // a title and several
      std::size_t itself = 0;   // says it itself
      std::size_t behind = 0;   // says it itself, in the title, and has a paragraph behind
    };
    std::map<MarkKind, Count> counts;
    std::vector<std::pair<std::size_t, std::size_t>> titles;    // a numbered line and the paragraph that says it
    std::vector<std::pair<std::size_t, std::size_t>> brackets;  // a numbered line that says it, and its paragraph
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (!marked(i) || entries_[i].of_table) continue;
      Count& count = counts[entries_[i].block.mark->kind];
      std::size_t assigned = 0;
      std::size_t last = 0;
      std::size_t first = 0;
      std::size_t next = i + 1;
      for (; next < entries_.size() && (plain(next) || entries_[next].block.furniture); ++next) {
        if (entries_[next].block.furniture) continue;
        if (first == 0) first = next;
        last = next;
        assigned += entries_[next].assigned;
      }
      const bool labels = next < entries_.size() && entries_[next].block.labelled;
      if (entries_[i].assigned) {
        ++count.itself;
        const std::string_view words = first > 0 ? entries_[first].block.text() : std::string_view();
        const bool sentence = words.size() > 30 && utf8::is_sentence_end(utf8::before(words, words.size()).point);
        if (entries_[i].bracket && is_title_like(entries_[i]) && sentence && assigned == 0 && first == last) {
          ++count.behind;
          brackets.emplace_back(i, first);
        }
      } else if (assigned > 1) {
        ++count.several;
      } else if (assigned == 1 && entries_[last].assigned && !labels) {
        ++count.one;
        titles.emplace_back(i, last);
      }
    }
    for (const auto& [i, last] : titles) {
      const Count& count = counts[entries_[i].block.mark->kind];
      if (count.several > 0 || count.one + count.itself < 2) continue;
      entries_[i].assigned = true;
      for (std::size_t k = i + 1; k <= last; ++k) entries_[k].body = true;
    }
    for (const auto& [i, first] : brackets) {
      const Count& count = counts[entries_[i].block.mark->kind];
      if (count.behind > 1 && count.behind * 2 >= count.itself) entries_[first].body = true;
    }
  }

  // Labelled lines, or a sentence (以上工作由A牵头。), that stand once behind several numbered lines.
  void find_covered() {
    struct Group {
      std::vector<std::size_t> members;  // the last has the labels
      bool said = false;                 // 以上
    };
    std::vector<Group> groups;
    std::vector<std::size_t> open;
    std::size_t single = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      const Entry& entry = entries_[i];
      if (entry.block.furniture) continue;
      if (entry.of_table) {
        open.clear();
        continue;
      }
      if (marked(i)) {
        if (!open.empty() && entries_[open.back()].block.mark->kind != entry.block.mark->kind) open.clear();
        open.push_back(i);
        if (entry.bracket || entry.labels_at > 0 || entry.prose) open.clear();
        continue;
      }
      if (!entry.block.labelled || !entry.assigned || open.empty()) continue;
      if (open.size() > 1) {
        groups.push_back({open, said_of_above(entry.block.text()) > 0});
      } else {
        ++single;
      }
      open.clear();
    }
    const std::size_t said = static_cast<std::size_t>(
        std::count_if(groups.begin(), groups.end(), [](const Group& group) { return group.said; }));
    const bool habit = groups.size() > 1 && groups.size() >= single;
    for (const Group& group : groups) {
      if (!group.said && (!habit || said > 0)) continue;
      for (const std::size_t member : group.members) {
        if (member == group.members.back()) continue;
        entries_[member].assigned = true;
        entries_[member].covered_by = group.members.back();
      }
    }
  }

  // 一、工业强市（牵头领导：王健） above numbered lines of a deeper kind: a heading that gives.
  void find_title_brackets() {
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      if (!marked(i) || entry.of_table || (!entry.bracket && entry.labels_at == 0) || !is_title_like(entry)) continue;
      const std::size_t next = behind(i);
      if (next >= entries_.size() || !marked(next) || entries_[next].of_table ||
          rank(next) <= rank(i) || entries_[next].block.mark->value != 1) {
        // (三) below the second heading goes on counting; paragraphs below that say themselves who does it
        const bool own = entry.block.mark->kind <= MarkKind::kChineseParen && !holds_sentence(entry) &&
                         next < entries_.size() && plain(next) && entries_[next].assigned && !entries_[next].body;
        if (!goes_on_below(i, next) && !own) continue;
      }
      entry.assigned = false;
      entry.gives = true;
    }
  }

  // Numbers that run through: the line below is of a deeper kind and follows the last of that kind.
  bool goes_on_below(std::size_t i, std::size_t next) const {
    if (next >= entries_.size() || !marked(next) || entries_[next].of_table) return false;
    const Mark& mark = *entries_[next].block.mark;
    if (rank(next) <= rank(i)) return false;
    for (std::size_t k = i; k-- > 0;) {
      if (marked(k) && entries_[k].block.mark->kind == mark.kind) return entries_[k].block.mark->value + 1 == mark.value;
    }
    return false;
  }

  // 市教育局：新建小学2所, where several numbered lines begin so.
  void find_fronts() {
    std::vector<std::pair<std::size_t, Range>> fronts;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if ((!marked(i) && !plain(i)) || entries_[i].of_table || entries_[i].assigned) continue;
      if (const auto front = units_in_front(entries_[i].block)) fronts.emplace_back(i, *front);
    }
    if (fronts.size() < 3) return;
    for (const auto& [i, front] : fronts) {
      Entry& entry = entries_[i];
      entry.front = front;
      entry.block.wording = front.end + utf8::at(entry.block.text(), front.end).size;
      entry.assigned = true;
    }
  }

  // A task whose labelled lines stand behind it carries a responsibility.
  void look_ahead() {
    std::size_t bullets = 0;  // with labelled lines right behind
    for (std::size_t i = 0; i < entries_.size(); ++i) bullets += entries_[i].block.bullet && plain(i) && label_next(i);
    bool label = false;
    for (std::size_t i = entries_.size(); i-- > 0;) {
      Entry& entry = entries_[i];
      if (entry.block.furniture) continue;
      if (entry.of_table) {
        label = false;
        continue;
      }
      if (entry.block.labelled) {
        label = label || entry.assigned;
        continue;
      }
      if (marked(i) || (bullets > 1 && entry.block.bullet)) {
        entry.assigned = entry.assigned || label;
        label = false;
      }
    }
  }

  // Lines that say who answers for what stands below them: numbered as headings are, or alone.
  void find_givers() {
    std::vector<std::size_t> alone;
    std::size_t with_verb = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      if (entry.gives || entry.assigned || !may_give(entry)) continue;
      if (marked(i)) {
        entry.gives = true;
      } else if (const std::size_t next = behind(i); next < entries_.size() && !is_day_like(next)) {
        alone.push_back(i);
        with_verb += entry.block.text().find("牵头") != std::string_view::npos ||
                     entry.block.text().find("负责") != std::string_view::npos;
      }
    }
    labels_in_front(alone, with_verb);
    // the name of a unit alone on its line is more often a signature
    if (alone.size() < 2 && with_verb == 0) return;
    for (const std::size_t i : alone) entries_[i].gives = true;
  }

  // 牵头单位：A in front of its numbered tasks, not behind one: the first such line of the paper tells which.
  void labels_in_front(std::vector<std::size_t>& alone, std::size_t& with_verb) {
    bool task = false;
    bool in_front = false;
    std::size_t labels_end = 0;  // behind the labelled lines that stand below one another
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      if (entry.block.furniture || entry.of_table) continue;
      if (!entry.block.labelled) {
        if (marked(i)) task = task || !heads_marked(i);
        continue;
      }
      const auto label = label_at(entry.block.text(), 0);
      if (label && label->kind == RoleKind::kText) task = true;
      if ((task && !in_front) || !entry.assigned || entry.list != 0) continue;
      std::size_t next = labels_end > i ? labels_end : behind(i);
      while (next < entries_.size() && entries_[next].block.labelled) next = behind(next);
      labels_end = next;
      if (next >= entries_.size() || !marked(next) || entries_[next].assigned) continue;
      in_front = true;
      entry.gives = true;
      ++with_verb;
      alone.push_back(i);
    }
  }

  // A mark with a deeper one right below it.
  bool heads_marked(std::size_t i) const {
    for (std::size_t next = i + 1; next < entries_.size(); ++next) {
      if (entries_[next].block.furniture || entries_[next].block.labelled) continue;
      return marked(next) && rank(next) > rank(i);
    }
    return false;
  }

  std::size_t behind(std::size_t i) const {
    std::size_t next = i + 1;
    while (next < entries_.size() && entries_[next].block.furniture) ++next;
    read_work += next - i;
    return next;
  }

  bool is_day_like(std::size_t i) const { return !marked(i) && entries_[i].block.text().size() < 45; }

  // Whether a heading or a line above says who answers.
  bool given(const Entry& entry) const {
    return entry.giver != Entry::kNoGiver ||
           std::any_of(entry.path.begin(), entry.path.end(),
                       [&](std::size_t heading) { return entries_[heading].gives; });
  }

  // 附件, a title, and numbers from the beginning again.
  void find_lists() {
    bool tasks = false;
    bool attached = false;
    std::size_t list = 0;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      if (!entry.block.furniture && !marked(i) && !entry.block.labelled && !entry.assigned && !entry.of_table) {
        const std::string_view words = entry.block.text();
        // 附件：任务分解表, right above a table that counts anew
        const bool titles_table = is_attachment_line(words) && tasks && is_list_title(words) &&
                                  behind(i) < entries_.size() && entries_[behind(i)].of_table &&
                                  restarts_behind(i);
        if (is_attachment_line(words) && !titles_table) {
          entry.kind = EntryKind::kAttachment;
          attached = attached || words.size() < 20;
        } else if (titles_table || (is_list_title(words) && tasks && restarts_behind(i))) {
          entry.kind = EntryKind::kListTitle;
          entry.list = ++list;
          attached = false;
          continue;
        }
      }
      entry.list = list;
      tasks = tasks || (entry.assigned && !entry.block.labelled && !entry.gives);
    }
    out_.lists = list;
  }

  bool restarts_behind(std::size_t i) const {
    for (std::size_t next = i + 1; next < entries_.size() && next < i + 8; ++next) {
      if (marked(next)) return entries_[next].block.mark->value == 1;
    }
    return false;
  }

  std::size_t next_marked(std::size_t i) const {
    for (std::size_t next = i + 1; next < entries_.size() && entries_[next].list == entries_[i].list; ++next) {
      if (marked(next)) return next;
    }
    return entries_.size();
  }

  // A short line right above tasks that carry no number.
  bool heads_unnumbered(std::size_t i) const {
    if (entries_[i].block.text().size() > 120) return false;
    for (std::size_t next = i + 1; next < entries_.size() && next < i + 4; ++next) {
      const Entry& entry = entries_[next];
      if (entry.block.furniture) continue;
      return !marked(next) && !entry.of_table && !entry.block.labelled && entry.assigned &&
             entry.kind != EntryKind::kAttachment && entry.list == entries_[i].list;
    }
    return false;
  }

  // 三、重点工程 right above a table whose rows carry no number.
  bool heads_table(std::size_t i) const {
    const Entry& entry = entries_[i];
    const std::size_t next = behind(i);
    return entry.block.mark->kind <= MarkKind::kChineseParen && entry.block.text().size() <= 120 &&
           next < entries_.size() && entries_[next].of_table && entries_[next].list == entry.list;
  }

  // Paragraphs without a number right below a heading that says who answers for them.
  bool heads_plain(std::size_t i) const {
    const std::size_t next = behind(i);
    return next < entries_.size() && !marked(next) && !entries_[next].of_table &&
           !entries_[next].block.labelled;
  }

  void find_headings() {
    std::vector<std::size_t> stack;
    std::size_t list = 0;
    std::size_t giver = Entry::kNoGiver;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      if (entry.list != list) {
        stack.clear();
        list = entry.list;
        giver = Entry::kNoGiver;
      }
      if (entry.gives && !marked(i)) giver = i;
      entry.giver = giver;
      if (marked(i)) {
        while (!stack.empty() && rank(stack.back()) >= rank(i)) stack.pop_back();
        entry.path = stack;
        if (entry.of_table) {
          if (entry.kind == EntryKind::kHeading) stack.push_back(i);
        } else if (!entry.assigned) {
          const std::size_t next = next_marked(i);
          if ((next < entries_.size() && rank(next) > rank(i)) || heads_unnumbered(i) ||
              (entry.gives && heads_plain(i)) || heads_table(i)) {
            entry.kind = EntryKind::kHeading;
            stack.push_back(i);
            entry.giver = giver = Entry::kNoGiver;
          }
        }
      } else {
        entry.path = stack;
      }
    }
  }

  // 四、保障措施: the last section, whose items say it to all. Where most of them name who answers as the tasks above
  // do, by brackets and labels, they are tasks.
  void find_closing() {
    std::size_t last = entries_.size();
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].kind == EntryKind::kHeading && entries_[i].path.empty() && entries_[i].list == 0) last = i;
    }
    if (last >= entries_.size() || entries_[last].of_table || entries_[last].gives || !is_closing_title(entries_[last])) return;
    std::size_t items = 0;
    std::size_t plainly = 0;
    for (std::size_t i = last + 1; i < entries_.size(); ++i) {
      const Entry& entry = entries_[i];
      if (entry.path.empty() || entry.path.front() != last || !marked(i) || entry.kind == EntryKind::kHeading) continue;
      ++items;
      plainly += entry.assigned && !entry.prose;
    }
    if (items == 0 || plainly * 2 >= items) return;
    for (std::size_t i = last + 1; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      if (entry.path.empty() || entry.path.front() != last || entry.of_table) continue;
      entry.closing = true;
      if (entry.prose) {
        entry.prose.reset();
        entry.assigned = false;
      }
    }
  }

  static bool is_closing_title(const Entry& entry) {
    static const WordList& titles = word_list("closing_titles");
    const std::string_view words = entry.block.wording_text();
    if (words.size() > 48) return false;
    for (std::size_t i = 0; i < words.size(); i += utf8::at(words, i).size) {
      if (titles.longest_at(words.substr(i)) != nullptr) return true;
    }
    return false;
  }

  // A marked block that is neither heading nor assigned: a task among tasks, else a requirement.
  void settle_leaves() {
    std::map<std::vector<std::size_t>, bool> group_has_tasks;
    const auto key = [&](const Entry& entry) {
      std::vector<std::size_t> k = entry.path;
      k.push_back(entries_.size() + static_cast<std::size_t>(entry.block.mark->kind));
      k.push_back(entry.list);
      return k;
    };
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      if (marked(i) && entries_[i].assigned && !entries_[i].of_table) group_has_tasks[key(entries_[i])] = true;
    }
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      if (!marked(i) || entry.of_table || entry.kind == EntryKind::kHeading) continue;
      const bool task = !entry.closing && (entry.assigned || !out_.any_assigned ||
                                            group_has_tasks.contains(key(entry)) || given(entry));
      entry.kind = task ? EntryKind::kTask : EntryKind::kRequirement;
    }
  }

  // Paragraphs without a mark.
  void settle_rest() {
    bool begun = false;   // a heading or a task came
    bool open = false;    // the task before still waits for its labelled lines
    bool labels = false;  // and has had some
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      Entry& entry = entries_[i];
      if (entry.block.furniture) {
        entry.kind = EntryKind::kFurniture;
        continue;
      }
      if (entry.of_table) {
        begun = true;
        open = labels = false;
        continue;
      }
      if (marked(i)) {
        begun = true;
        open = entry.kind == EntryKind::kTask && !entry.bracket && entry.labels_at == 0 && !entry.prose &&
               entry.assigned;
        labels = false;
        continue;
      }
      if (entry.gives) {
        entry.kind = EntryKind::kPlain;
        begun = true;
        open = labels = false;
        continue;
      }
      if (entry.body) {
        entry.kind = EntryKind::kMore;
        continue;
      }
      if (entry.block.labelled) {
        // 任务：新建体育公园3个, where no task waits for more words
        const auto label = label_at(entry.block.text(), 0);
        if (label && label->kind == RoleKind::kText && !open && label_follows(i)) {
          entry.kind = EntryKind::kTask;
          entry.block.labelled = false;
          entry.block.wording = label->at.end;
          entry.assigned = begun = open = true;
          labels = false;
          continue;
        }
        entry.kind = EntryKind::kLabel;
        labels = true;
        // what it says is complete; the next 任务： begins another
        open = open && !(label && label->kind != RoleKind::kText && label_text_next(i));
        continue;
      }
      if (entry.kind == EntryKind::kListTitle || entry.kind == EntryKind::kAttachment) {
        open = false;
        continue;
      }
      if (entry.assigned) {
        entry.kind = EntryKind::kTask;
        begun = true;
        open = false;
        labels = false;
        continue;
      }
      if (open && !labels) {
        entry.kind = EntryKind::kMore;
      } else if (!entry.closing && given(entry) && entry.block.text().size() > 18 && !is_attachment_line(entry.block.text())) {
        entry.kind = EntryKind::kTask;
        entry.assigned = true;
        open = labels = false;
      } else if (!entry.closing && (begun || begins_unnumbered(i)) && label_next(i) && out_.any_assigned) {
        entry.kind = EntryKind::kTask;  // no number, labelled lines behind it
        entry.assigned = true;
        open = false;
        labels = false;
      } else {
        entry.kind = begun ? EntryKind::kPlain : EntryKind::kHead;
      }
    }
  }

  // The first task of a paper without numbers: a sentence, or a line below a title, with its labels behind it.
  bool begins_unnumbered(std::size_t i) const {
    const std::string_view words = entries_[i].block.text();
    if (utf8::is_sentence_end(utf8::before(words, words.size()).point)) return true;
    for (std::size_t k = 0; k < i; ++k) {
      if (entries_[k].kind == EntryKind::kHead && !entries_[k].block.furniture) return true;
    }
    return false;
  }

  // A labelled line that says who answers comes before any other.
  bool label_follows(std::size_t i) const {
    const std::size_t next = behind(i);
    return next < entries_.size() && entries_[next].block.labelled &&
           (entries_[next].assigned || label_follows_text(next));
  }
  bool label_follows_text(std::size_t i) const {
    const auto label = label_at(entries_[i].block.text(), 0);
    const std::size_t next = behind(i);
    return label && label->kind == RoleKind::kDeadline && next < entries_.size() &&
           entries_[next].block.labelled && entries_[next].assigned;
  }
  bool label_text_next(std::size_t i) const {
    const std::size_t next = behind(i);
    if (next >= entries_.size() || !entries_[next].block.labelled) return false;
    const auto label = label_at(entries_[next].block.text(), 0);
    return label && label->kind == RoleKind::kText && entries_[next].kind != EntryKind::kTask;
  }

  bool label_next(std::size_t i) const {
    for (std::size_t next = i + 1; next < entries_.size(); ++next) {
      if (entries_[next].block.furniture) continue;
      return entries_[next].block.labelled && entries_[next].assigned;
    }
    return false;
  }

  Outline& out_;
  std::vector<Entry>& entries_;
  std::array<std::size_t, kMarkKinds> ranks_{};  // by kind: how deep it stands
};

}  // namespace

bool is_attachment_line(std::string_view words) {
  if (!words.starts_with("附件") && !words.starts_with("附：") && !words.starts_with("附:") &&
      !words.starts_with("附表"))
    return false;
  return words.size() < 300 && words.find("。") == std::string_view::npos;
}

Outline read_outline(std::vector<Block> blocks, std::vector<std::vector<Entry>> tables) {
  Outline outline;
  std::size_t rows = 0;
  for (const std::vector<Entry>& table : tables) rows += table.size();
  outline.entries.reserve(blocks.size() + rows);
  bool any = std::any_of(tables.begin(), tables.end(), [](const std::vector<Entry>& table) {
    return std::any_of(table.begin(), table.end(), [](const Entry& entry) { return entry.assigned; });
  });
  for (const Block& block : blocks) {
    if (block.furniture || block.table > 0) continue;
    if (block.labelled) any = true;
    if (!any)
      any = !assigning_brackets(block.text()).empty() ||
            !labels_in(block.text(), {block.wording, block.text().size()}).empty();
    if (any) break;
  }
  std::map<MarkKind, int> counting;
  for (Block& block : blocks) {
    if (block.table > 0) {
      for (Entry& entry : tables[block.table - 1]) {
        if (entry.kind == EntryKind::kTask && !entry.assigned) find_responsibility(entry);
        outline.entries.push_back(std::move(entry));
      }
      continue;
    }
    std::vector<std::size_t> cuts = cuts_of(block, any, counting);
    if (!cuts.empty()) add_first_marks(block, cuts);
    std::vector<Block> parts;
    if (cuts.empty()) {
      parts.push_back(std::move(block));
    } else {
      std::size_t begin = 0;
      for (const std::size_t cut : cuts) {
        parts.push_back(slice(block, begin, cut));
        begin = cut;
      }
      parts.push_back(slice(block, begin, block.text().size()));
      parts.back().printed.end = block.printed.end;
    }
    for (Block& part : parts) {
      Entry entry;
      entry.block = std::move(part);
      if (entry.block.furniture) {
        entry.kind = EntryKind::kFurniture;
      } else if (!outline.entries.empty() && is_sentence_of_units(entry.block)) {
        entry.block.labelled = entry.assigned = true;
      } else {
        find_responsibility(entry);
      }
      if (entry.block.mark) counting[entry.block.mark->kind] = entry.block.mark->value;
      outline.entries.push_back(std::move(entry));
    }
  }
  find_bare_brackets(outline.entries);
  OutlineReader(outline).read();
  return outline;
}

}  // namespace duban
