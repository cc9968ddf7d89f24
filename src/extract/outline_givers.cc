// Who answers where the line of the task does not say it: labelled lines, headings, paragraphs around it.

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "extract/answering.h"
#include "extract/outline_reader.h"
#include "grammar/assigning.h"
#include "grammar/heading.h"
#include "grammar/who_clauses.h"
#include "text/char_set.h"
#include "text/utf8.h"

namespace duban {

// （一）由市财政局牵头，市税务局配合，确保…; …增长8%，由市商务局牵头。: who answers stands in the sentence itself. One
// such sentence can be about anything; several are how the paper says it. Lines without a number only where no
// numbered one says it so, and then at their heads.
void OutlineReader::find_clauses() {
  std::vector<std::pair<std::size_t, Prose>> numbered;
  std::vector<std::pair<std::size_t, Prose>> plainly;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (entry.assigned || entry.of_table || entry.block.furniture || entry.block.labelled || label_next(i)) continue;
    if (units_in_front(entry.block)) continue;  // 市商务局牵头，市财政局配合：…
    const std::string_view text = entry.block.text();
    auto prose = who_in_front(text, entry.block.wording);
    if (!prose && marked(i)) prose = who_at_end(text, entry.block.wording);
    if (!prose && marked(i)) prose = units_at_end(text, entry.block.wording);
    if (!prose || may_give(entry)) continue;
    (marked(i) ? numbered : plainly).emplace_back(i, *prose);
  }
  const auto& found = numbered.empty() ? plainly : numbered;
  // one alone counts among numbered tasks whose sentences say it too
  const auto says = [&](std::size_t i) { return marked(i) && entries_[i].prose && !entries_[i].of_table; };
  std::size_t said = 0;
  for (std::size_t i = 0; i < entries_.size() && !numbered.empty(); ++i) said += says(i);
  if (found.size() + said < 2) return;
  for (const auto& [i, prose] : found) {
    entries_[i].prose = prose;
    entries_[i].assigned = true;
  }
}

// A sentence that ends in front of the bracket.
bool OutlineReader::holds_sentence(const Entry& entry) {
  const std::string_view text = entry.block.text();
  const std::size_t end = entry.bracket ? entry.bracket->at.begin : entry.labels_at;
  return utf8::is_sentence_end(utf8::before(text, end).point);
}

// Words like a title's in front of the bracket: no sentence in them.
bool OutlineReader::is_title_like(const Entry& entry) const {
  const std::string_view text = entry.block.text();
  const std::size_t end = entry.bracket ? entry.bracket->at.begin : entry.labels_at > 0 ? entry.labels_at : text.size();
  if (end <= entry.block.wording || end - entry.block.wording > 120) return false;
  static constexpr CharSet kEnds(U"。！？；!?;…");
  const std::size_t first = find_any(text.substr(0, end), kEnds, entry.block.wording);
  return first >= end || first + 3 >= end;
}

namespace {

// The part of a year that stands in front of a colon, by the order in which they come: 第二季度：, 下半年：, 10月底前：; 0 where
// none does.
int period_in_front(std::string_view words) {
  constexpr std::size_t kLongest = 30;  // bytes
  const std::size_t colon = std::min(words.find("："), words.find(':'));
  if (colon > kLongest) return 0;
  std::string_view period = utf8::trim(words.substr(0, colon));
  if (period == "上半年") return 1;
  if (period == "下半年") return 2;
  if (period.starts_with("第")) period.remove_prefix(std::string_view("第").size());
  if (period.ends_with("季度")) {
    constexpr std::array<std::string_view, 4> kChinese{"一", "二", "三", "四"};
    period.remove_suffix(std::string_view("季度").size());
    for (std::size_t i = 0; i < kChinese.size(); ++i) {
      if (period == kChinese[i] || period == std::to_string(i + 1)) return static_cast<int>(i) + 1;
    }
    return 0;
  }
  for (const std::string_view end : {"月底前", "月底", "月末", "月份", "月"}) {
    if (!period.ends_with(end)) continue;
    period.remove_suffix(end.size());
    const auto digit = [](char c) { return utf8::is_digit(static_cast<unsigned char>(c)); };
    if (period.empty() || period.size() > 2 || !std::all_of(period.begin(), period.end(), digit)) return 0;
    const int month = std::stoi(std::string(period));
    return month <= 12 ? month : 0;
  }
  return 0;
}

}  // namespace

// 1.新建幼儿园6所。 | 第一季度：完成选址。 | 第二季度：全部开工。 | 责任单位：A: the steps of a numbered task, where several have
// such. Below 1.县教育局 they would be its tasks, and one that says itself who answers is one.
void OutlineReader::find_steps() {
  constexpr std::size_t kFewestTasks = 2;
  constexpr std::size_t kFewestSteps = 2;
  std::size_t tasks = 0;
  std::vector<std::size_t> steps;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!marked(i) || entries_[i].of_table) continue;
    int last = 0;
    const std::size_t known = steps.size();
    for (std::size_t next = behind(i); next < entries_.size() && plain(next) && !entries_[next].assigned; next = behind(next)) {
      const int period = period_in_front(entries_[next].block.text());
      if (period <= last) break;
      last = period;
      steps.push_back(next);
    }
    if (steps.size() > known && may_give(entries_[i])) steps.resize(known);
    tasks += steps.size() - known >= kFewestSteps;
  }
  if (tasks < kFewestTasks) return;
  for (const std::size_t i : steps) entries_[i].step = true;
}

// Paragraphs without a number below a numbered line that make one task with it:
//   1.发展工业 | 新建园区2个。（市工信局）     一、发展工业（市工信局） | 新建园区2个。
// Where a heading has several such paragraphs they are tasks of their own; what most do holds for all of a kind.
void OutlineReader::find_bodies() {
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
void OutlineReader::find_covered() {
  struct Group {
    std::vector<std::size_t> members;  // the last has the labels
    bool said = false;                 // 以上
  };
  std::vector<Group> groups;
  std::vector<std::size_t> open;
  std::size_t single = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    if (entry.block.furniture) continue;
    if (entry.of_table) {
      open.clear();
      continue;
    }
    // 以上三项由市教育局牵头，市财政局配合。 says it as a labelled line does; 以上工作由督查室负责跟踪督办 is of no task
    const std::string_view words = entry.block.text();
    if (!open.empty() && !entry.block.mark && !entry.block.labelled) {
      const std::size_t said = said_of_above(words);
      const std::vector<std::size_t> clauses = said > 0 ? who_clauses_in(words.substr(said)) : std::vector<std::size_t>();
      if (!clauses.empty() && clauses.front() == 0 && words.find("督") == std::string_view::npos) {
        entry.block.labelled = entry.assigned = true;
      } else if (entry.assigned) {
        open.clear();
      }
    }
    if (marked(i)) {
      if (!open.empty() && entries_[open.back()].block.mark->kind != entry.block.mark->kind) open.clear();
      open.push_back(i);
      if (entry.bracket || entry.labels_at > 0 || entry.prose) open.clear();
      continue;
    }
    if (!entry.block.labelled || !entry.assigned || open.empty()) continue;
    if (entry.gives) {  // of what stands below
      open.clear();
      continue;
    }
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

// 一、工业强市（牵头领导：王健） above numbered lines of a deeper kind: a heading that gives. So is a unit's name alone,
// 县水利局（分管领导：王健）, above numbered lines: it is the unit's, and its bracket is the unit's too.
void OutlineReader::find_title_brackets() {
  const auto is_of_unit = [&](std::size_t i) {
    const Entry& entry = entries_[i];
    if (!plain(i) || entry.of_table || !entry.bracket || entry.bracket->at.end < entry.block.text().size()) return false;
    const std::size_t next = behind(i);
    Responsibility said;
    UnitPrefix prefix;
    return next < entries_.size() && marked(next) && !entries_[next].of_table &&
           read_heading(entry.block.text(), {entry.block.wording, entry.bracket->at.begin}, said, prefix);
  };
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!is_of_unit(i)) continue;
    entries_[i].assigned = false;
    entries_[i].gives = true;
    units_with_brackets_ = true;
  }
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
bool OutlineReader::goes_on_below(std::size_t i, std::size_t next) const {
  if (next >= entries_.size() || !marked(next) || entries_[next].of_table) return false;
  const Mark& mark = *entries_[next].block.mark;
  if (rank(next) <= rank(i)) return false;
  for (std::size_t k = i; k-- > 0;) {
    if (marked(k) && entries_[k].block.mark->kind == mark.kind) return entries_[k].block.mark->value + 1 == mark.value;
  }
  return false;
}

// 市教育局：新建小学2所, where several lines begin so; 各乡镇：… only behind one that names a department.
void OutlineReader::find_fronts() {
  std::vector<std::pair<std::size_t, Range>> fronts;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if ((!marked(i) && !plain(i)) || entry.of_table || (entry.assigned && !entry.bracket)) continue;
    const auto front = units_in_front(entry.block);
    if (front && !(front->group && fronts.empty())) fronts.emplace_back(i, front->at);
  }
  // where numbered lines begin so, 有关要求：… below them is nobody's
  const auto unnumbered = [&](const auto& each) { return !marked(each.first); };
  if (static_cast<std::size_t>(std::count_if(fronts.begin(), fronts.end(), unnumbered)) + 3 <= fronts.size())
    fronts.erase(std::remove_if(fronts.begin(), fronts.end(), unnumbered), fronts.end());
  if (fronts.size() < 3) return;
  // 市民政局——新建食堂40个。（市财政局）
  const auto helped = std::count_if(fronts.begin(), fronts.end(), [&](const auto& each) { return entries_[each.first].bracket.has_value(); });
  const bool leads = static_cast<std::size_t>(helped) * 2 >= fronts.size();
  for (const auto& [i, front] : fronts) {
    Entry& entry = entries_[i];
    entry.front = front;
    entry.front_leads = leads;
    const char32_t stop = utf8::at(entry.block.text(), front.end).point;
    std::size_t behind = front.end;  // a dash is printed twice
    while (behind < entry.block.text().size() && utf8::at(entry.block.text(), behind).point == stop)
      behind += utf8::at(entry.block.text(), behind).size;
    entry.block.wording = behind;
    entry.assigned = true;
  }
}

// A task whose labelled lines stand behind it carries a responsibility.
void OutlineReader::look_ahead() {
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
      label = label || (entry.assigned && !entry.gives);
      continue;
    }
    if (marked(i) || (bullets > 1 && entry.block.bullet)) {
      entry.assigned = entry.assigned || label;
      label = false;
    } else if (entry.assigned && label_next(i)) {
      label = false;  // a sentence that has its labelled lines itself
    }
  }
}

bool OutlineReader::says_itself(std::size_t i) const {
  return entries_[i].bracket || entries_[i].labels_at > 0 || entries_[i].prose;
}

// Behind the labelled lines that stand right below line i; `i + 1` or what is next where none does.
std::size_t OutlineReader::labels_end(std::size_t i) const {
  std::size_t next = behind(i);
  while (next < entries_.size() && entries_[next].block.labelled) next = behind(next);
  return next;
}

// 1.提振消费。 | （1）…； | （2）…。 | 牵头单位：A, where other numbers of the first kind have their labelled lines right
// behind them: (1) and (2) are parts of one task. Numbers that say it themselves are tasks of their own.
void OutlineReader::find_parts() {
  std::array<bool, kMarkKinds> with_labels{};  // a line with such a mark and its labels right below
  const auto has_labels = [&](std::size_t i) {
    const std::size_t next = behind(i);
    return next < entries_.size() && entries_[next].block.labelled && entries_[next].assigned;
  };
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (marked(i) && !entries_[i].of_table && has_labels(i))
      with_labels[static_cast<std::size_t>(entries_[i].block.mark->kind)] = true;
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!marked(i) || entries_[i].of_table || entries_[i].assigned) continue;
    if (!with_labels[static_cast<std::size_t>(entries_[i].block.mark->kind)]) continue;
    std::size_t parts = 0;
    std::size_t last = i;
    for (std::size_t next = behind(i); next < entries_.size() && marked(next) && !entries_[next].of_table; next = behind(next)) {
      if (rank(next) <= rank(i) || says_itself(next) || entries_[next].block.mark->value != static_cast<int>(parts) + 1) break;
      ++parts;
      last = next;
      if (has_labels(next)) break;
    }
    if (parts < 2 || !has_labels(last)) continue;
    entries_[i].assigned = true;
    for (std::size_t k = i + 1; k <= last; ++k) {
      if (entries_[k].block.furniture) continue;
      entries_[k].block.mark.reset();
      entries_[k].block.wording = 0;
      entries_[k].assigned = false;
      entries_[k].body = true;
    }
  }
}

// （一）化解过剩产能 | 牵头单位：A | 主要任务： | 1.…: labelled lines between a numbered line and numbers of a deeper kind
// that begin below it, or go on below it as they do below another, say who answers for these.
void OutlineReader::find_label_heads() {
  std::array<bool, kMarkKinds> begins{};  // a mark of this kind has such lines and a first number below
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!marked(i) || entries_[i].of_table || says_itself(i)) continue;
    const std::size_t first = behind(i);
    const std::size_t next = labels_end(i);
    if (next == first || next >= entries_.size() || !marked(next) || entries_[next].of_table) continue;
    if (rank(next) <= rank(i)) continue;
    bool& begun = begins[static_cast<std::size_t>(entries_[i].block.mark->kind)];
    if (entries_[next].block.mark->value != 1 && !(begun && goes_on_below(i, next))) continue;
    bool assigned = false;
    for (std::size_t k = first; k < next; ++k) assigned = assigned || (entries_[k].block.labelled && entries_[k].assigned);
    if (!assigned) continue;
    begun = true;
    entries_[i].assigned = false;
    for (std::size_t k = first; k < next; ++k) entries_[k].gives = entries_[k].block.labelled;
  }
}

// Lines that say who answers for what stands below them: numbered as headings are, or alone.
void OutlineReader::find_givers() {
  std::vector<std::size_t> alone;
  std::size_t with_verb = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    if (entry.gives || entry.aside || entry.assigned || !may_give(entry)) continue;
    if (marked(i)) {
      entry.gives = true;
    } else if (const std::size_t next = behind(i); next < entries_.size() && !is_day_like(next)) {
      alone.push_back(i);
      with_verb += entry.block.text().find("牵头") != std::string_view::npos ||
                   entry.block.text().find("负责") != std::string_view::npos;
    }
  }
  labels_in_front(alone, with_verb);
  // the name of a unit alone on its line is more often a signature, where no other stands so
  if (alone.size() < 2 && with_verb == 0 && !units_with_brackets_) return;
  for (const std::size_t i : alone) entries_[i].gives = true;
}

// 牵头单位：A in front of its numbered tasks, not behind one: the first such line of the paper tells which.
void OutlineReader::labels_in_front(std::vector<std::size_t>& alone, std::size_t& with_verb) {
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
    const auto label = entry.block.label();
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

// Whether a heading or a line above says who answers.
bool OutlineReader::given(const Entry& entry) const {
  std::size_t above = entry.above;
  while (above != Entry::kNoHeading && !entries_[above].gives) above = entries_[above].above;
  return entry.giver != Entry::kNoGiver || above != Entry::kNoHeading;
}

}  // namespace duban
