// What is a task, a requirement, a labelled line or more of the task above.

#include <map>
#include <tuple>

#include "extract/lines.h"
#include "extract/outline_reader.h"
#include "grammar/day.h"
#include "text/lexicon.h"
#include "text/utf8.h"

namespace duban {
namespace {

// 各责任单位每月5日前报送进展。 以上任务，各牵头单位于年底前报告。 二○○五年三月十八日: said to all, or signed, below the tasks.
bool is_remark(std::string_view words) {
  if (is_day(words) || said_of_above(words) > 0) return true;
  for (const std::string_view start : {"各牵头", "各责任", "各承办", "各有关", "各相关", "各单位", "各部门", "各级", "请各", "上述"}) {
    if (words.starts_with(start)) return true;
  }
  return false;
}

}  // namespace

bool OutlineReader::is_closing_title(const Entry& entry) {
  static const WordList& titles = word_list("closing_titles");
  const std::string_view words = entry.block.wording_text();
  if (words.size() > 48) return false;
  for (std::size_t i = 0; i < words.size(); i += utf8::at(words, i).size) {
    if (titles.longest_at(words.substr(i)) != nullptr) return true;
  }
  return false;
}

// 四、保障措施: the last section, whose items say it to all. Where most of them name who answers as the tasks above
// do, by brackets and labels, they are tasks.
void OutlineReader::find_closing() {
  std::size_t last = entries_.size();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].kind == EntryKind::kHeading && entries_[i].above == Entry::kNoHeading && entries_[i].list == 0) last = i;
  }
  if (last >= entries_.size() || entries_[last].of_table || entries_[last].gives || !is_closing_title(entries_[last])) return;
  const auto outermost = [&](const Entry& entry) {
    const std::vector<std::size_t> path = headings_above(entries_, entry);
    return path.empty() ? Entry::kNoHeading : path.front();
  };
  std::size_t items = 0;
  std::size_t plainly = 0;
  for (std::size_t i = last + 1; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (outermost(entry) != last || !marked(i) || entry.kind == EntryKind::kHeading) continue;
    ++items;
    plainly += entry.assigned && !entry.prose;
  }
  if (items == 0 || plainly * 2 >= items) return;
  for (std::size_t i = last + 1; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    if (outermost(entry) != last || entry.of_table) continue;
    entry.closing = true;
    if (entry.prose) {
      entry.prose.reset();
      entry.assigned = false;
    }
  }
}

// 工作要求：（一）各责任单位要…： the one line of the paper with this label, behind all tasks, says it to all of them.
void OutlineReader::find_closing_lines() {
  static const WordList& titles = word_list("closing_titles");
  std::vector<std::size_t> found;
  std::size_t labelled = 0;  // lines behind which tasks or other labels stand
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (entry.of_table || entry.block.furniture) continue;
    const auto label = entry.block.labelled ? entry.block.label() : std::nullopt;
    const bool closing = label && label->kind == RoleKind::kText &&
                         titles.longest_at(entry.block.text()) != nullptr && entry.block.text().size() > 3 * label->at.end;
    if (closing) {
      found.push_back(i);
    } else if (marked(i) || entry.block.labelled) {
      found.clear();
      ++labelled;
    }
  }
  if (found.size() != 1 || labelled < 2) return;
  Entry& entry = entries_[found.front()];
  const auto label = entry.block.label();
  const std::string_view says = entry.block.text().substr(label->at.end);
  if (!read_mark(says) && !says.starts_with("各")) return;
  entry.block.labelled = entry.assigned = false;
  entry.block.wording = label->at.end;
  entry.closing = true;
  entry.kind = EntryKind::kRequirement;
}

// A marked block that is neither heading nor assigned: a task among tasks, else a requirement.
void OutlineReader::settle_leaves() {
  std::map<std::tuple<std::size_t, MarkKind, std::size_t>, bool> group_has_tasks;
  const auto key = [](const Entry& entry) { return std::tuple(entry.above, entry.block.mark->kind, entry.list); };
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
void OutlineReader::settle_rest() {
  Before before;
  before.numbered = entries_.size();
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    if (entry.block.furniture) {
      entry.kind = EntryKind::kFurniture;
    } else if (entry.of_table || (entry.closing && entry.kind == EntryKind::kRequirement && !marked(i))) {
      before.begin(false);
    } else if (marked(i)) {
      const bool task = entry.kind == EntryKind::kTask;
      before.begin(task && !entry.bracket && entry.labels_at == 0 && !entry.prose && !entry.front && entry.assigned);
      if (task) before.numbered = i;
    } else if (entry.aside) {
      entry.kind = before.begun ? EntryKind::kPlain : EntryKind::kHead;
      before.open = false;
    } else if (entry.gives) {
      entry.kind = EntryKind::kPlain;
      before.begin(false);
    } else if (entry.step) {
      entry.kind = EntryKind::kStep;
    } else if (entry.body) {
      entry.kind = EntryKind::kMore;
    } else if (entry.block.labelled) {
      settle_labelled(i, before);
    } else if (entry.kind == EntryKind::kListTitle || entry.kind == EntryKind::kAttachment) {
      before.open = false;
    } else if (is_imprint(entry.block.text())) {
      entry.kind = before.begun ? EntryKind::kPlain : EntryKind::kHead;
      before.open = false;
    } else if (entry.assigned) {
      entry.kind = EntryKind::kTask;
      before.begin(false);
    } else {
      settle_words(i, before);
    }
  }
}

// A labelled line: the next of its task, or 任务：新建体育公园3个 where no task waits for more words.
void OutlineReader::settle_labelled(std::size_t i, Before& before) {
  Entry& entry = entries_[i];
  const auto label = entry.block.label();
  if (label && label->kind == RoleKind::kText && !before.open && label_follows(i)) {
    entry.kind = EntryKind::kTask;
    entry.block.labelled = false;
    entry.block.wording = label->at.end;
    entry.assigned = true;
    before.begin(true);
    return;
  }
  entry.kind = EntryKind::kLabel;
  before.labels = true;
  // what it says is complete; the next 任务： begins another
  before.open = before.open && !(label && label->kind != RoleKind::kText && label_text_next(i));
}

// Words that nobody is named for: more of a task, a task that what stands above gives, or nothing of either.
void OutlineReader::settle_words(std::size_t i, Before& before) {
  Entry& entry = entries_[i];
  const std::string_view words = entry.block.text();
  const auto make_task = [&] {
    entry.kind = EntryKind::kTask;
    entry.assigned = true;
    before.open = before.labels = false;
  };
  // what stands below numbered tasks of the same heading is none; below a title it is the task's wording
  const std::size_t numbered = before.numbered;
  const bool below = numbered < i && entries_[numbered].giver == entry.giver &&
                     entries_[numbered].above == entry.above && entries_[numbered].list == entry.list &&
                     given(entry);
  if (before.open && !before.labels) {
    entry.kind = EntryKind::kMore;
  } else if (below) {
    const bool goes_on = !ends_text(entries_[numbered].block.text()) &&
                         utf8::is_sentence_end(utf8::before(words, words.size()).point) &&
                         behind(numbered) == i;
    entry.kind = goes_on ? EntryKind::kMore : EntryKind::kPlain;
  } else if (!entry.closing && given(entry) && words.size() > 18 && !is_remark(words) &&
             !is_attachment_line(words)) {
    make_task();
  } else if (!entry.closing && (before.begun || begins_unnumbered(i)) && label_next(i) && out_.any_assigned) {
    make_task();  // no number, labelled lines behind it
  } else {
    entry.kind = before.begun ? EntryKind::kPlain : EntryKind::kHead;
  }
}

// The first task of a paper without numbers: a sentence, or a line below a title, with its labels behind it.
bool OutlineReader::begins_unnumbered(std::size_t i) const {
  const std::string_view words = entries_[i].block.text();
  if (utf8::is_sentence_end(utf8::before(words, words.size()).point)) return true;
  for (std::size_t k = 0; k < i; ++k) {
    if (entries_[k].kind == EntryKind::kHead && !entries_[k].block.furniture) return true;
  }
  return false;
}

// A labelled line that says who answers comes before any other.
bool OutlineReader::label_follows(std::size_t i) const {
  const std::size_t next = behind(i);
  return next < entries_.size() && entries_[next].block.labelled &&
         (entries_[next].assigned || label_follows_text(next));
}

bool OutlineReader::label_follows_text(std::size_t i) const {
  const auto label = entries_[i].block.label();
  const std::size_t next = behind(i);
  return label && label->kind == RoleKind::kDeadline && next < entries_.size() &&
         entries_[next].block.labelled && entries_[next].assigned;
}

bool OutlineReader::label_text_next(std::size_t i) const {
  const std::size_t next = behind(i);
  if (next >= entries_.size() || !entries_[next].block.labelled) return false;
  const auto label = entries_[next].block.label();
  return label && label->kind == RoleKind::kText && entries_[next].kind != EntryKind::kTask;
}

bool OutlineReader::label_next(std::size_t i) const {
  for (std::size_t next = i + 1; next < entries_.size(); ++next) {
    if (entries_[next].block.furniture) continue;
    return entries_[next].block.labelled && entries_[next].assigned && !entries_[next].gives;
  }
  return false;
}

}  // namespace duban
