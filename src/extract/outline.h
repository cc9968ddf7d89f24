#pragma once

// What each block of the paper is: heading, task, labelled line, requirement. Found from marks, from who
// carries a responsibility, and from what repeats; no layout is known by name.

#include <optional>
#include <string>
#include <vector>

#include "extract/block.h"
#include "grammar/heading.h"
#include "grammar/responsibility.h"

namespace duban {

enum class EntryKind {
  kHead,  // before the first heading or task
  kHeading,
  kTask,
  kMore,         // another paragraph of the task before it
  kLabel,        // 牵头单位：… of the task before it
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
};

struct Entry {
  EntryKind kind = EntryKind::kPlain;
  Block block;
  std::vector<Field> fields;  // of a row of a table
  bool of_table = false;
  std::optional<Bracket> bracket;  // says who answers
  std::size_t labels_at = 0;       // where 牵头单位： begins inside the block; 0 where none does
  std::optional<Prose> prose;      // a sentence that says who answers
  std::optional<Range> front;      // units in front of the wording: 市教育局：新建小学2所
  bool gives = false;              // a heading that says who answers for what stands below it
  std::size_t giver = kNoGiver;    // such a line without a number, above this entry
  bool assigned = false;           // carries a responsibility, in itself or in the labelled lines behind it
  bool closing = false;            // of the last section, which asks all for something and sets no tasks
  bool body = false;               // a paragraph without a number that belongs to the numbered one above it
  // The entry whose labelled lines, behind it, hold for this task too: they stand once behind several.
  std::size_t covered_by = kNoGiver;
  std::vector<std::size_t> path;   // the headings above it, as indices of entries, outermost first
  std::size_t list = 0;            // 0: the paper itself; 1…: the lists behind it

  static constexpr std::size_t kNoGiver = static_cast<std::size_t>(-1);
};

struct Outline {
  std::vector<Entry> entries;
  bool any_assigned = false;
  std::size_t lists = 0;
};

// Puts a paper together from its blocks and, where a block stands for a table, the entries of that table.
Outline read_outline(std::vector<Block> blocks, std::vector<std::vector<Entry>> tables = {});

// Whether the words name an attachment (附件：…) or stand over one (附件1).
bool is_attachment_line(std::string_view words);

}  // namespace duban
