// Who answers in places where few papers say it: by the numbers of tasks, behind a dash, once above the tasks of a block.

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "extract/lines.h"
#include "extract/numbered_parts.h"
#include "extract/outline_reader.h"
#include "grammar/person.h"
#include "grammar/who_clauses.h"
#include "text/utf8.h"

namespace duban {

// （1—4项召集人：王健；5—6项召集人：李敏）: is no task itself. A labelled line, 责任分工：第1项由…, is none anyway.
void OutlineReader::find_numbered_parts() {
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    Entry& entry = entries_[i];
    if (marked(i) || entry.block.labelled || entry.of_table || numbered_parts(entries_, i).empty()) continue;
    entry.aside = true;
    entry.assigned = false;
    entry.bracket.reset();
    entry.prose.reset();
    entry.labels_at = 0;
  }
}

// 1.新建小学2所。——基础教育科牵头，财务科配合: where most tasks end so, or have such a line right below, it is how the paper
// says it. A dash by itself can stand in front of anything.
void OutlineReader::find_dashes() {
  constexpr std::size_t kFewest = 3;
  std::vector<std::pair<std::size_t, Prose>> found;
  std::vector<std::pair<std::size_t, Prose>> below;  // lines of their own
  std::size_t said = 0;   // prose_in() knows a sentence behind a stop by itself, if the name is in full
  std::size_t tasks = 0;
  std::size_t above = entries_.size();  // the line above
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (entry.block.furniture) continue;
    const std::size_t last = std::exchange(above, i);
    if (entry.of_table || entry.block.labelled) continue;
    const bool leaf = marked(i) && !heads_marked(i);
    tasks += leaf;
    if (!leaf && !plain(i)) continue;
    auto prose = who_behind_dash(entry.block.text(), entry.block.wording);
    if (!prose) continue;
    if (entry.assigned) {
      said += leaf && entry.prose;
    } else if (prose->at.begin > 0) {
      found.emplace_back(i, *prose);
    } else if (last < entries_.size() && !entries_[last].assigned && ((marked(last) && !heads_marked(last)) || plain(last))) {
      below.emplace_back(i, *prose);
    }
  }
  const auto often = [&](std::size_t count) { return count >= kFewest && count * 2 >= tasks; };
  if (often(found.size() + said)) {
    for (const auto& [i, prose] : found) {
      entries_[i].prose = prose;
      entries_[i].assigned = true;
    }
  }
  if (often(below.size())) {
    for (const auto& [i, prose] : below) {
      Block& block = entries_[i].block;
      block = slice(block, prose.says.begin, block.text().size());
      block.labelled = entries_[i].assigned = true;
    }
  }
}

namespace {

// 组长 of 组长：副县长王健, in front of a name: the word with its colon, in bytes; 0 where none stands so.
std::size_t head_of_group(std::string_view words) {
  constexpr std::size_t kLongest = 30;  // bytes of the word
  const std::size_t end = utf8::behind_hanzi(words, 0, std::min(words.size(), kLongest));
  const char32_t colon = utf8::at(words, end).point;
  if (colon != U'：' && colon != ':') return 0;
  static constexpr std::string_view kHeads[] = {"组长", "班长", "链长", "指挥长", "总指挥"};
  const bool head = std::any_of(std::begin(kHeads), std::end(kHeads), [&](std::string_view each) { return words.substr(0, end).ends_with(each); });
  const std::size_t behind = end + utf8::at(words, end).size;
  std::vector<Person> people;
  if (head && behind < words.size()) read_people(words, {behind, words.size()}, people);
  const bool named = !people.empty() && std::all_of(people.begin(), people.end(), [](const Person& person) { return looks_like_person(person.name); });
  return named ? behind : 0;
}

}  // namespace

// 组长：王健 above 牵头单位：A, as 责任领导：王健 stands there. A paper that sets up one group of people has one such line, and
// 成员：… below it.
void OutlineReader::find_group_heads() {
  constexpr std::size_t kFewest = 2;  // groups
  std::vector<std::size_t> found;
  std::size_t groups = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const std::size_t known = found.size();
    while (i < entries_.size() && (entries_[i].block.furniture || (plain(i) && head_of_group(entries_[i].block.text()) > 0))) {
      if (!entries_[i].block.furniture) found.push_back(i);
      ++i;
    }
    if (found.size() == known) continue;
    if (i < entries_.size() && entries_[i].block.labelled && entries_[i].assigned) {
      const auto label = label_at(entries_[i].block.text(), 0);
      groups += label && label->kind == RoleKind::kLead ? kFewest : 1;
    } else {
      found.resize(known);
    }
  }
  if (groups < kFewest) return;
  for (const std::size_t i : found) {
    Block& block = entries_[i].block;
    const std::size_t head = head_of_group(block.text());
    Mapped words;
    words.replace("责任领导：", block.words.cover(0, head));
    words.append(block.words, head, block.words.size());
    block.words = std::move(words);
    block.wording = 0;
    block.bullet = false;
    block.labelled = entries_[i].assigned = true;
  }
}

// ■招商专班 | 召集人：王健 | 牵头单位：A | （1）… | （2）… | ■项目专班 | …: labelled lines that stand in front of several tasks each
// time say who answers for them. The first come in front of the first task, and tasks follow the last; where each line
// has its own behind it, the first task stands above them and none below.
void OutlineReader::find_blocks() {
  constexpr std::size_t kFewest = 2;
  constexpr std::size_t kLongestTitle = 120;  // bytes
  struct Run {
    std::size_t above = 0;  // the line above it
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  const auto look = [&](std::size_t i) { return entries_[i].block.text().substr(0, bullet_size(entries_[i].block.text())); };
  const auto is_title = [&](std::size_t i) {
    const std::string_view words = entries_[i].block.text();
    return plain(i) && !entries_[i].assigned && words.size() <= kLongestTitle && !utf8::is_sentence_end(utf8::before(words, words.size()).point);
  };
  std::vector<Run> runs;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].of_table) return;
    if (!entries_[i].block.labelled || entries_[i].block.furniture) continue;
    Run run{i, i, i};
    bool assigned = false;
    for (; run.end < entries_.size() && (entries_[run.end].block.labelled || entries_[run.end].block.furniture); ++run.end)
      assigned = assigned || (entries_[run.end].block.labelled && entries_[run.end].assigned);
    i = run.end - 1;
    if (!assigned) continue;  // 联系人：…
    while (run.above > 0 && entries_[run.above - 1].block.furniture) --run.above;
    if (run.above == 0 || run.end >= entries_.size()) return;
    --run.above;
    if (!marked(run.end) && !(plain(run.end) && !look(run.end).empty() && look(run.end) != look(run.above))) return;
    runs.push_back(run);
  }
  if (runs.size() < kFewest) return;
  const auto same_look = [&](std::size_t i) {
    const std::size_t first = runs.front().end;
    if (marked(i) != marked(first) || entries_[i].block.furniture) return false;
    return marked(i) ? entries_[i].block.mark->kind == entries_[first].block.mark->kind : plain(i) && look(i) == look(first);
  };
  std::size_t titles = 0;
  std::size_t between = 0;  // behind a task, with no title
  for (const Run& run : runs) {
    if (!same_look(run.end)) return;
    if (is_title(run.above) && !same_look(run.above)) {
      ++titles;
    } else {
      between += same_look(run.above);
    }
  }
  if (titles < kFewest && between == 0) return;  // below numbered headings: find_label_heads()
  for (std::size_t i = 0; i < runs.front().begin; ++i) {
    if (same_look(i)) return;
  }
  for (const Run& run : runs) {
    for (std::size_t i = run.begin; i < run.end; ++i) entries_[i].gives = entries_[i].block.labelled;
    entries_[run.above].aside = is_title(run.above) && !same_look(run.above);
  }
}

}  // namespace duban
