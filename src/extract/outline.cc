#include "extract/outline.h"

#include <algorithm>
#include <map>

#include "extract/answering.h"
#include "extract/cuts.h"
#include "extract/outline_reader.h"
#include "grammar/who_clauses.h"

namespace duban {

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
  if (!any) {
    std::size_t clauses = 0;
    for (const Block& block : blocks) {
      if (!block.furniture && block.table == 0) clauses += who_clauses_in(block.text()).size();
    }
    any = clauses > 1;
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
