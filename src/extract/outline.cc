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

std::vector<std::size_t> headings_above(const std::vector<Entry>& entries, const Entry& entry) {
  std::vector<std::size_t> path;
  for (std::size_t i = entry.above; i != Entry::kNoHeading; i = entries[i].above) path.push_back(i);
  std::reverse(path.begin(), path.end());
  return path;
}

namespace {

// Whether the paper says of anything who answers for it.
bool assigns_anything(const std::vector<Entry>& blocks, const std::vector<std::vector<Entry>>& tables) {
  for (const std::vector<Entry>& table : tables) {
    if (std::any_of(table.begin(), table.end(), [](const Entry& row) { return row.assigned; })) return true;
  }
  for (const Entry& entry : blocks) {
    const Block& block = entry.block;
    if (block.furniture || block.table > 0) continue;
    if (block.labelled || !assigning_brackets(block.text()).empty() ||
        !labels_in(block.text(), {block.wording, block.text().size()}).empty())
      return true;
  }
  std::size_t clauses = 0;
  for (const Entry& entry : blocks) {
    if (!entry.block.furniture && entry.block.table == 0) clauses += who_clauses_in(entry.block.text()).size();
  }
  return clauses > 1;
}

// The parts of a block that was run together.
std::vector<Entry> parts_of(const Block& block, const std::vector<std::size_t>& cuts) {
  std::vector<Entry> parts(cuts.size() + 1);
  std::size_t begin = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::size_t end = i < cuts.size() ? cuts[i] : block.text().size();
    parts[i].block = slice(block, begin, end);
    begin = end;
  }
  parts.back().block.printed.end = block.printed.end;
  return parts;
}

// What stands in the place of one entry: the rows of a table, the parts of a block; one at least.
struct Instead {
  std::size_t at = 0;
  std::vector<Entry> entries;
};

// Puts them in their places, from the last on, so that no second list is needed.
void replace(std::vector<Entry>& entries, std::vector<Instead> found) {
  std::size_t size = entries.size();
  for (const Instead& each : found) size += each.entries.size() - 1;
  std::size_t from = entries.size();
  std::size_t to = size;
  entries.resize(size);
  while (!found.empty()) {
    Instead& last = found.back();
    for (; from > last.at + 1; --from, --to) {
      if (from != to) entries[to - 1] = std::move(entries[from - 1]);
    }
    --from;
    for (auto entry = last.entries.rbegin(); entry != last.entries.rend(); ++entry) entries[--to] = std::move(*entry);
    found.pop_back();
  }
}

}  // namespace

Outline read_outline(std::vector<Entry> blocks, std::vector<std::vector<Entry>> tables) {
  const bool any = assigns_anything(blocks, tables);
  std::map<MarkKind, int> counting;
  bool first = true;
  const auto settle = [&](Entry& entry) {
    if (entry.block.furniture) {
      entry.kind = EntryKind::kFurniture;
    } else if (!first && is_sentence_of_units(entry.block)) {
      entry.block.labelled = entry.assigned = true;
    } else {
      find_responsibility(entry);
    }
    if (entry.block.mark) counting[entry.block.mark->kind] = entry.block.mark->value;
    first = false;
  };
  std::vector<Instead> found;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i].block;
    if (block.table > 0) {
      for (Entry& row : tables[block.table - 1]) {
        if (row.kind == EntryKind::kTask && !row.assigned) find_responsibility(row);
      }
      found.push_back({i, std::move(tables[block.table - 1])});
      first = false;
      continue;
    }
    std::vector<std::size_t> cuts = cuts_of(block, any, counting);
    if (cuts.empty()) {
      settle(blocks[i]);
      continue;
    }
    add_first_marks(block, cuts);
    found.push_back({i, parts_of(block, cuts)});
    for (Entry& part : found.back().entries) settle(part);
  }
  replace(blocks, std::move(found));
  Outline outline;
  outline.entries = std::move(blocks);
  find_bare_brackets(outline.entries);
  OutlineReader(outline).read();
  return outline;
}

}  // namespace duban
