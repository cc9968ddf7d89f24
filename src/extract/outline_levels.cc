// Which marks stand above which, headings, and the lists behind the paper.

#include <array>

#include "extract/outline_reader.h"
#include "text/read_work.h"
#include "text/utf8.h"

namespace duban {
namespace {

bool is_list_title(std::string_view words) {
  if (words.size() > 180 || utf8::is_sentence_end(utf8::before(words, words.size()).point)) return false;
  for (const std::string_view word : {"清单", "任务表", "分解表", "一览表", "分工表", "责任表", "项目表",
                                      "安排表", "任务分解", "民生实事", "目标任务"}) {
    if (words.find(word) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

void OutlineReader::read() {
  find_ranks();
  find_closing_lines();
  find_numbered_parts();
  find_clauses();
  find_dashes();
  find_steps();
  find_unknown_labels();
  find_unit_lines();
  find_sentences_with_labels();
  find_group_heads();
  find_bodies();
  find_blocks();
  look_ahead();
  find_parts();
  find_label_heads();
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

// Marks nest as most papers nest them, unless the paper shows otherwise: 1. (一) (二) 2. (一) has (一) below 1.
void OutlineReader::find_ranks() {
  for (std::size_t kind = 0; kind < kMarkKinds; ++kind) ranks_[kind] = kind;
  // begins[a][b]: how often a begins again at 1 behind a b, with nothing of a higher kind between
  std::array<std::array<std::size_t, kMarkKinds>, kMarkKinds> begins{};
  std::array<std::array<bool, kMarkKinds>, kMarkKinds> since{};  // since[a][b]: a b came since the last a
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    // What counts anew behind 附件2 does not stand below the numbers before it.
    if (!marked(i) && is_attachment_line(entries_[i].block.text())) {
      for (auto& row : since) row.fill(false);
    }
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

bool OutlineReader::plain(std::size_t i) const {
  const Entry& entry = entries_[i];
  return !entry.block.furniture && !marked(i) && !entry.block.labelled && !entry.of_table &&
         !is_attachment_line(entry.block.text());
}

std::size_t OutlineReader::behind(std::size_t i) const {
  std::size_t next = i + 1;
  while (next < entries_.size() && entries_[next].block.furniture) ++next;
  read_work += next - i;
  return next;
}

bool OutlineReader::is_day_like(std::size_t i) const { return !marked(i) && entries_[i].block.text().size() < 45; }

// A mark with a deeper one right below it.
bool OutlineReader::heads_marked(std::size_t i) const {
  for (std::size_t next = i + 1; next < entries_.size(); ++next) {
    if (entries_[next].block.furniture || entries_[next].block.labelled) continue;
    return marked(next) && rank(next) > rank(i);
  }
  return false;
}

// 附件, a title, and numbers from the beginning again.
void OutlineReader::find_lists() {
  bool tasks = false;
  bool attached = false;
  std::size_t list = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    if (entry.kind == EntryKind::kAttachment) {
      entry.list = list;
      continue;
    }
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

bool OutlineReader::restarts_behind(std::size_t i) const {
  for (std::size_t next = i + 1; next < entries_.size() && next < i + 8; ++next) {
    if (marked(next)) return entries_[next].block.mark->value == 1;
  }
  return false;
}

std::size_t OutlineReader::next_marked(std::size_t i) const {
  for (std::size_t next = i + 1; next < entries_.size() && entries_[next].list == entries_[i].list; ++next) {
    if (marked(next)) return next;
  }
  return entries_.size();
}

// A short line right above tasks that carry no number.
bool OutlineReader::heads_unnumbered(std::size_t i) const {
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
bool OutlineReader::heads_table(std::size_t i) const {
  const Entry& entry = entries_[i];
  const std::size_t next = behind(i);
  return entry.block.mark->kind <= MarkKind::kChineseParen && entry.block.text().size() <= 120 &&
         next < entries_.size() && entries_[next].of_table && entries_[next].list == entry.list;
}

// Paragraphs without a number right below a heading that says who answers for them.
bool OutlineReader::heads_plain(std::size_t i) const {
  const std::size_t next = behind(i);
  return next < entries_.size() && !marked(next) && !entries_[next].of_table &&
         !entries_[next].block.labelled;
}

void OutlineReader::find_headings() {
  std::vector<std::size_t> stack;
  std::size_t list = 0;
  std::size_t giver = Entry::kNoGiver;
  // 责任领导：A above 一、县发改局 and 二、县财政局 holds for both: how deep what stands below the line is
  std::size_t giver_rank = kMarkKinds;
  bool counted = true;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    if (entry.list != list) {
      stack.clear();
      list = entry.list;
      giver = Entry::kNoGiver;
    }
    if (entry.gives && !marked(i)) giver = i, counted = false;
    if (marked(i) && !counted) giver_rank = rank(i), counted = true;
    if (marked(i) && !entry.of_table && rank(i) < giver_rank) giver = Entry::kNoGiver;
    entry.giver = giver;
    if (marked(i)) {
      while (!stack.empty() && rank(stack.back()) >= rank(i)) stack.pop_back();
      entry.above = stack.empty() ? Entry::kNoHeading : stack.back();
      if (entry.of_table) {
        if (entry.kind == EntryKind::kHeading) stack.push_back(i);
      } else if (!entry.assigned) {
        const std::size_t next = next_marked(i);
        if ((next < entries_.size() && rank(next) > rank(i)) || heads_unnumbered(i) ||
            (entry.gives && heads_plain(i)) || heads_table(i)) {
          entry.kind = EntryKind::kHeading;
          stack.push_back(i);
        }
      }
    } else {
      entry.above = stack.empty() ? Entry::kNoHeading : stack.back();
    }
  }
}

}  // namespace duban
