#include "extract/cuts.h"

#include <algorithm>
#include <array>

#include "grammar/who_clauses.h"
#include "text/char_set.h"
#include "text/find.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {

bool is_assigning(RoleKind kind) {
  return kind == RoleKind::kLeader || kind == RoleKind::kLead || kind == RoleKind::kResponsible ||
         kind == RoleKind::kClause;
}

namespace {

// 总部型企业（地区总部、研发中心）|6家: the bracket explains what is counted.
bool counts_on(std::string_view text, std::size_t at) {
  return at < text.size() && utf8::is_digit(utf8::at(text, at).point) && !read_mark(text.substr(at));
}

}  // namespace

std::vector<Bracket> assigning_brackets(std::string_view text) {
  std::vector<Bracket> found;
  std::size_t depth = 0;
  Range at;
  std::size_t open_size = 0;
  Bracket row;  // 【牵头领导：王健】【责任单位：区经信局】【完成时限：6月底】: labels one behind the other are one bracket
  const auto close_row = [&] {
    if (row.at.end > 0 && is_assignment(inside(text, row.inside))) found.push_back(row);
    row = {};
  };
  static constexpr CharSet kBrackets(U"(（〔[【［)）〕]】］");
  for (std::size_t i = find_any(text, kBrackets); i < text.size();) {
    const utf8::Char c = utf8::at(text, i);
    if (utf8::is_open_bracket(c.point) && depth++ == 0) {
      at.begin = i;
      open_size = c.size;
    }
    if (utf8::is_close_bracket(c.point) && depth > 0 && --depth == 0) {
      const Bracket bracket{{at.begin, i + c.size}, {at.begin + open_size, i}, false};
      const bool label = label_at(inside(text, bracket.inside), 0).has_value();
      if (label && row.at.end == at.begin && row.at.end > 0) {
        row.at.end = bracket.at.end;
        row.inside.end = bracket.inside.end;
      } else {
        close_row();
        if (label) {
          row = bracket;
        } else if (!counts_on(text, bracket.at.end) && is_assignment(inside(text, bracket.inside))) {
          found.push_back(bracket);
        }
      }
    }
    i = find_any(text, kBrackets, i + c.size);
  }
  close_row();
  return found;
}

namespace {

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

}  // namespace

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

std::optional<Mark> spoken_mark(std::string_view words) {
  const auto number = chinese_ordinal(words);
  if (!number || !words.substr(number->size).starts_with("是")) return {};
  const std::size_t size = number->size + std::string_view("是").size();
  return Mark{MarkKind::kOrdinal, number->value, std::string(words.substr(0, size))};
}

namespace {

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
  std::map<MarkKind, int> row;  // cuts that count on
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
      // 10.…责任单位：A。11.…。12.…责任单位：B。: one of a row of tasks of which nobody is said
      constexpr int kRow = 2;
      cut = cut || (each.stopped && row[each.mark.kind] >= kRow && says_between(each.at, text_end));
    } else if (each.mark.value == 1) {
      const std::size_t second = seconds[i];
      cut = second != std::string_view::npos ? says_between(each.at, second)
                                             : each.stopped && says_between(each.at, block.text().size());
    }
    if (!cut) continue;
    cuts.push_back(each.at);
    last[each.mark.kind] = each.mark.value;
    ++row[each.mark.kind];
    begin = each.at;
    heading = each.mark.kind <= MarkKind::kChineseParen;
  }
  return cuts;
}

// In front of each ◆ of a row of them, where what stands between says who answers.
void bullet_cuts(const Block& block, const std::vector<std::size_t>& says, std::vector<std::size_t>& cuts) {
  const std::string_view text = block.text();
  static constexpr FewWords kBullets{"◆", "■", "●", "▶", "►", "◇", "□"};
  if (!has_any(text, kBullets.begins())) return;
  std::vector<std::size_t> bullets;
  for (const std::string_view bullet : kBullets) {
    for (std::size_t at = find_words(text, bullet); at != std::string_view::npos; at = find_words(text, bullet, at + bullet.size()))
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

// …编制。（总体规划科）: a bracket behind a sentence that holds names and nothing else.
void add_brackets_of_names(std::string_view text, std::vector<Bracket>& brackets) {
  static constexpr CharSet kOpen(U"(（〔[【［");
  std::vector<Bracket> more;
  std::size_t next = 0;  // of those that are known
  for (std::size_t at = find_any(text, kOpen); at < text.size(); at = find_any(text, kOpen, at)) {
    while (next < brackets.size() && brackets[next].at.end <= at) ++next;
    if (next < brackets.size() && brackets[next].at.begin <= at) {
      at = brackets[next].at.end;
      continue;
    }
    const utf8::Char open = utf8::at(text, at);
    std::size_t end = at + open.size;
    while (end < text.size() && !utf8::is_close_bracket(utf8::at(text, end).point) && !utf8::is_open_bracket(utf8::at(text, end).point))
      end += utf8::at(text, end).size;
    const utf8::Char close = utf8::at(text, end);
    const Bracket bracket{{at, end + close.size}, {at + open.size, end}, false};
    const bool whole = end < text.size() && utf8::is_close_bracket(close.point);
    if (whole && at > 0 && utf8::is_sentence_end(utf8::before(text, at).point) && names_units(inside(text, bracket.inside)))
      more.push_back(bracket);
    at = whole ? bracket.at.end : std::max(end, at + open.size);
  }
  if (more.empty()) return;
  brackets.insert(brackets.end(), more.begin(), more.end());
  std::sort(brackets.begin(), brackets.end(), [](const Bracket& a, const Bracket& b) { return a.at.begin < b.at.begin; });
}

// 一、推进产业升级。抓好…（A牵头）加快…（B牵头）: behind the short sentence that heads several tasks; 0 where it heads none.
std::size_t title_end(const Block& block, const std::vector<Bracket>& brackets, const std::vector<std::size_t>& cuts) {
  constexpr std::size_t kLongest = 60;   // bytes of a title
  constexpr std::size_t kShortest = 24;  // of a task
  if (!block.mark || block.mark->kind > MarkKind::kChinese || brackets.size() < 2 || cuts.empty()) return 0;
  const std::string_view text = block.text();
  if (read_mark(text.substr(cuts.front()))) return 0;
  static constexpr CharSet kStops(U"。，,；;：:0123456789");
  const std::size_t at = find_any(text, kStops, block.wording);
  if (at >= brackets.front().at.begin || !text.substr(at).starts_with("。") || at - block.wording > kLongest) return 0;
  const std::size_t end = at + std::string_view("。").size();
  return end + kShortest <= brackets.front().at.begin ? end : 0;
}

// (一)…。(二)…: in front of the marks behind a sentence that count on from the block's own; `first_too`: and in front of
// those that begin a row of their own, which steps of one task do as well.
std::vector<std::size_t> counted_cuts(const Block& block, bool first_too) {
  std::vector<std::size_t> cuts;
  const std::string_view text = block.text();
  std::optional<Mark> last = block.mark;
  static constexpr CharSet kSentenceEnds(U"。！？；!?;…");
  for (std::size_t i = block.wording; (i = find_any(text, kSentenceEnds, i)) < text.size();) {
    i += utf8::at(text, i).size;
    const auto mark = read_mark(text.substr(i));
    if (!mark) continue;
    const bool next = last && mark->value.kind == last->kind && mark->value.value == last->value + 1;
    const bool first = mark->value.value == 1 && (!last || mark->value.kind != last->kind);
    if (!next && !(first && first_too)) continue;
    cuts.push_back(i);
    last = mark->value;
  }
  return cuts;
}

}  // namespace

std::vector<std::size_t> cuts_of(const Block& block, const Saying& saying, const std::map<MarkKind, int>& counting) {
  std::vector<std::size_t> cuts;
  if (block.furniture) return cuts;
  const std::string_view text = block.text();
  std::vector<Bracket> brackets = block.marks ? assigning_brackets(text) : std::vector<Bracket>();
  if (saying.brackets) add_brackets_of_names(text, brackets);
  bracket_cuts(text, brackets, cuts);
  if (const std::size_t title = title_end(block, brackets, cuts); title > 0) cuts.insert(cuts.begin(), title);
  if (saying.any) {
    std::vector<std::size_t> says;
    for (const Bracket& bracket : brackets) says.push_back(bracket.at.begin);
    if (!block.labelled) {
      for (const Label& label : labels_in(text, {block.wording, text.size()})) {
        if (is_assigning(label.kind)) says.push_back(label.at.begin);
      }
      if (says.empty()) says = who_clauses_in(text);
    }
    if (says.empty() && cuts.empty()) return counted_cuts(block, false);
    if (says.empty() || (says.size() == 1 && !cuts.empty())) return cuts;
    std::sort(says.begin(), says.end());
    const std::vector<std::size_t> marks = mark_cuts(block, says, counting);
    cuts.insert(cuts.end(), marks.begin(), marks.end());
    bullet_cuts(block, says, cuts);
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    // …（区卫健局牵头）各单位每月28日前报送: a sentence behind the last of several is no task's, nor one that is cut off
    if (!cuts.empty() && !brackets.empty()) {
      constexpr std::size_t kSentence = 45;
      constexpr std::size_t kCutOff = 18;
      const std::size_t end = brackets.back().at.end;
      const bool stopped = utf8::is_sentence_end(utf8::before(text, brackets.back().at.begin).point);
      const bool cut_off = !utf8::is_sentence_end(utf8::before(text, text.size()).point);
      if (stopped && end > cuts.back() && text.size() - end > (cut_off ? kCutOff : kSentence)) cuts.push_back(end);
    }
    return cuts;
  }
  if (cuts.empty()) cuts = counted_cuts(block, true);
  return cuts;
}

}  // namespace duban
