#include "extract/outline.h"

#include <algorithm>
#include <map>

#include "extract/answering.h"
#include "extract/cuts.h"
#include "extract/outline_reader.h"
#include "grammar/who_clauses.h"
#include "text/utf8.h"

namespace duban {

bool is_attachment_line(std::string_view words) {
  if (!words.starts_with("附件") && !words.starts_with("附：") && !words.starts_with("附:") &&
      !words.starts_with("附表"))
    return false;
  return words.size() < 300 && words.find("。") == std::string_view::npos;
}

namespace {

// 2.任务分解表: the number with its stop; 0 where the words begin otherwise.
std::size_t number_size(std::string_view words) {
  constexpr std::size_t kMostFigures = 2;
  std::size_t at = 0;
  while (at < words.size() && at < kMostFigures && utf8::is_digit(static_cast<unsigned char>(words[at]))) ++at;
  if (at == 0) return 0;
  for (const std::string_view stop : {".", "．", "、"}) {
    if (words.substr(at).starts_with(stop)) return at + stop.size();
  }
  return 0;
}

// 附件：1.责任清单 and below it 2.项目清单: names too, and no number of the paper's.
void settle_attachments(std::vector<Entry>& entries) {
  bool named = false;
  for (Entry& entry : entries) {
    const std::string_view words = entry.block.text();
    if (named && !entry.assigned && !entry.of_table && number_size(words) > 0 && words.size() < 240 &&
        !utf8::is_sentence_end(utf8::before(words, words.size()).point)) {
      entry.kind = EntryKind::kAttachment;
      entry.block.mark.reset();
      entry.block.wording = 0;
      continue;
    }
    const std::string_view title = is_attachment_line(words) ? words.substr(std::min(words.size(), std::min(words.find("："), words.find(':')))) : "";
    named = !title.empty() && number_size(title.substr(utf8::at(title, 0).size)) > 0;
  }
}

}  // namespace

std::string_view attachment_title(std::string_view words) {
  constexpr std::size_t kLongestWord = 12;  // bytes of 附件1
  if (is_attachment_line(words)) {
    const std::size_t colon = std::min(words.find("："), words.find(':'));
    if (colon > kLongestWord) return {};
    words.remove_prefix(colon + utf8::at(words, colon).size);
  }
  words = utf8::trim(words);
  words.remove_prefix(number_size(words));
  return utf8::trim(words);
}

std::vector<std::size_t> headings_above(const std::vector<Entry>& entries, const Entry& entry) {
  std::vector<std::size_t> path;
  for (std::size_t i = entry.above; i != Entry::kNoHeading; i = entries[i].above) path.push_back(i);
  std::reverse(path.begin(), path.end());
  return path;
}

namespace {

// Whether brackets that say who answers often stand behind sentences.
bool says_in_brackets(const std::vector<Entry>& blocks) {
  constexpr std::size_t kOften = 3;
  std::size_t behind = 0;
  for (const Entry& entry : blocks) {
    const Block& block = entry.block;
    if (block.furniture || block.table > 0 || !block.marks) continue;
    for (const Bracket& bracket : assigning_brackets(block.text()))
      behind += utf8::is_sentence_end(utf8::before(block.text(), bracket.at.begin).point);
    if (behind >= kOften) return true;
  }
  return false;
}

// Whether the paper says of anything who answers for it.
bool assigns_anything(const std::vector<Entry>& blocks, const std::vector<std::vector<Entry>>& tables) {
  for (const std::vector<Entry>& table : tables) {
    if (std::any_of(table.begin(), table.end(), [](const Entry& row) { return row.assigned; })) return true;
  }
  for (const Entry& entry : blocks) {
    const Block& block = entry.block;
    if (block.furniture || block.table > 0) continue;
    if (block.labelled || (block.marks && !assigning_brackets(block.text()).empty()) ||
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
  const Saying saying{assigns_anything(blocks, tables), says_in_brackets(blocks)};
  std::map<MarkKind, int> counting;
  bool first = true;
  const auto settle = [&](Entry& entry) {
    if (entry.block.furniture) {
      entry.kind = EntryKind::kFurniture;
    } else if (const Range above = bracket_of_above(entry.block); above.begin < above.end) {
      entry.block = slice(entry.block, above.begin, above.end);
      entry.block.labelled = entry.assigned = true;
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
    std::vector<std::size_t> cuts = cuts_of(block, saying, counting);
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
  settle_attachments(outline.entries);
  OutlineReader(outline).read();
  return outline;
}

}  // namespace duban
