#pragma once

// What each block of the paper is: heading, task, labelled line, requirement. Found from marks, from who
// carries a responsibility, and from what repeats; no layout is known by name.

#include <cstdint>
#include <string>
#include <vector>

#include "extract/block.h"
#include "grammar/heading.h"
#include "grammar/responsibility.h"

namespace duban {

enum class EntryKind : std::uint8_t {
  kHead,  // before the first heading or task
  kHeading,
  kTask,
  kMore,         // another paragraph of the task before it
  kLabel,        // 牵头单位：… of the task before it
  kStep,         // 第一季度：…, 节点安排：… of the task before it: no wording of it, as a table's column of stages or remarks is none
  kRequirement,  // (一)高度重视抓好落实。…
  kListTitle,    // 2026年示例省民生实事清单
  kAttachment,   // 附件：…
  kPlain,        // any other paragraph
  kFurniture,
};

// What a cell of a table says of the task of its row.
struct Field {
  RoleKind kind = RoleKind::kResponsible;
  Mapped words;
  bool first_leads = false;  // of the units, as the head of the column says
};

struct Entry {
  Block block;
  std::vector<Field> fields;  // of a row of a table
  EntryKind kind = EntryKind::kPlain;
  bool of_table = false;
  bool gives = false;            // a heading that says who answers for what stands below it
  bool assigned = false;         // carries a responsibility, in itself or in the labelled lines behind it
  bool closing = false;          // of the last section, which asks all for something and sets no tasks
  bool body = false;             // a paragraph without a number that belongs to the numbered one above it
  bool step = false;             // of the numbered line above it
  bool aside = false;            // tells of the tasks around it, by their numbers or as the title of a block of them
  Rare<Bracket> bracket;         // says who answers
  std::size_t labels_at = 0;     // where 牵头单位： begins inside the block; 0 where none does
  Rare<Prose> prose;             // a sentence that says who answers
  Rare<Range> front;             // units in front of the wording: 市教育局：新建小学2所
  bool front_leads = false;      // brackets behind the wording name those who help
  std::size_t giver = kNoGiver;  // a line without a number that says who answers, above this entry
  // The entry whose labelled lines, behind it, hold for this task too: they stand once behind several.
  std::size_t covered_by = kNoGiver;
  std::size_t above = kNoHeading;  // the nearest heading above it, as an index of entries
  std::size_t list = 0;            // 0: the paper itself; 1…: the lists behind it

  static constexpr std::size_t kNoGiver = static_cast<std::size_t>(-1);
  static constexpr std::size_t kNoHeading = static_cast<std::size_t>(-1);
};

struct Outline {
  std::vector<Entry> entries;
  bool any_assigned = false;
  std::size_t lists = 0;
};

// The headings above an entry, outermost first, as indices of `entries`.
std::vector<std::size_t> headings_above(const std::vector<Entry>& entries, const Entry& entry);

// Puts a paper together from its blocks (entries of which nothing else is said) and, where a block stands for a table,
// the entries of that table, one at least.
Outline read_outline(std::vector<Entry> blocks, std::vector<std::vector<Entry>> tables = {});

// Whether the words name an attachment (附件：…) or stand over one (附件1).
bool is_attachment_line(std::string_view words);

// The title of an attachment in a line that names it, without 附件： and its number; empty where the line names none
// (附件1 above its title).
std::string_view attachment_title(std::string_view words);

}  // namespace duban
