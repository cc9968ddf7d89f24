#pragma once

// Lines become blocks: one paragraph, heading, task or labelled line each, whole again where the page broke it.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/rare.h"
#include "base/span.h"
#include "grammar/mark.h"
#include "grammar/role_label.h"
#include "grammar/units.h"
#include "text/mapped.h"

namespace duban {

// Where a line break (or a heading mark) inside a block was taken out.
struct Join {
  std::size_t at = 0;  // in the block's words
  bool false_heading = false;
  bool operator==(const Join&) const = default;
};

// What was mended inside a block.
struct Mending {
  std::vector<Join> joins;
  std::vector<std::size_t> blanks;  // where blanks inside the wording were taken out
};

struct Block {
  Mapped words;  // without layout blanks, line breaks and Markdown marks
  std::optional<Mark> mark;
  std::size_t wording = 0;  // where the words behind the mark begin
  std::size_t table = 0;    // stands for a table: its number, from 1; then nothing else is said
  std::string_view furniture_rule;
  Rare<Mending> mending;
  Span printed;              // with its Markdown marks
  std::uint32_t hashes = 0;  // Markdown heading marks
  std::uint32_t label_end = 0;  // of the label that the words begin with; 0 where none does
  RoleKind label_kind = RoleKind::kLead;
  bool label_alone = false;  // no other label stands in the words
  bool marks = true;         // brackets, quotes, blanks or stars may stand in the words; false: none does
  bool bullet = false;       // begins with ◆ or its like in place of a mark
  bool labelled = false;     // begins with 牵头单位： or its like
  bool furniture = false;
  bool bold = false;
  bool indented = false;

  std::span<const Join> joins() const { return mending ? mending->joins : std::span<const Join>(); }
  std::span<const std::size_t> blanks() const { return mending ? mending->blanks : std::span<const std::size_t>(); }
  std::string_view text() const { return words.view(); }
  // 牵头单位： at the beginning of a block of read_blocks() or slice().
  std::optional<Label> label() const {
    return label_end == 0 ? std::nullopt : std::optional(Label{{0, label_end}, label_kind});
  }
  std::string_view wording_text() const { return words.view().substr(wording); }
};

struct Entry;      // extract/outline.h
struct PageEdges;  // extract/page_edges.h

// The blocks of a normalised text, furniture among them, as entries of which nothing else is said yet: a long paper's
// need not be moved when more is. What lies in `tables` (in printed order) is left out; a block stands for each.
std::vector<Entry> read_blocks(const Mapped& normalised, const std::vector<Range>& tables, const PageEdges& edges);

// The part [begin, end) of a block as a block of its own, its mark read anew.
Block slice(const Block& block, std::size_t begin, std::size_t end);

}  // namespace duban
