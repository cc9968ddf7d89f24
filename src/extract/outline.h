#pragma once

// What each block of the paper is: heading, task, labelled line, requirement. Found from marks, from who
// carries a responsibility, and from what repeats; no layout is known by name.

#include <optional>
#include <string>
#include <vector>

#include "extract/block.h"
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

struct Entry {
  EntryKind kind = EntryKind::kPlain;
  Block block;
  std::optional<Bracket> bracket;  // says who answers
  std::size_t labels_at = 0;       // where 牵头单位： begins inside the block; 0 where none does
  bool assigned = false;           // carries a responsibility, in itself or in the labelled lines behind it
  std::vector<std::size_t> path;   // the headings above it, as indices of entries, outermost first
  std::size_t list = 0;            // 0: the paper itself; 1…: the lists behind it
};

struct Outline {
  std::vector<Entry> entries;
  bool any_assigned = false;
  std::size_t lists = 0;
};

Outline read_outline(std::vector<Block> blocks);

// Whether the words name an attachment (附件：…) or stand over one (附件1).
bool is_attachment_line(std::string_view words);

}  // namespace duban
