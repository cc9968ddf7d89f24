#pragma once

// The lines of a paper, and what each begins with: a number, a label, a bullet, furniture of the page.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/rare.h"
#include "extract/page_edges.h"
#include "grammar/mark.h"
#include "grammar/responsibility.h"
#include "grammar/units.h"

namespace duban {

// A number that is known as a mark only because lines go on counting.
struct CountedMark {
  Mark mark;
  std::size_t size = 0;  // bytes of its label, and of the stop behind it
};

struct Line {
  std::size_t begin = 0;  // the words, without blanks and Markdown marks around them
  std::size_t end = 0;
  std::size_t full_begin = 0;  // with its Markdown marks
  std::size_t full_end = 0;
  std::size_t mark_size = 0;  // bytes of a mark, blanks behind it and all
  std::size_t width = 0;      // from the margin to the last word; a Chinese character is 2, an ASCII one 1
  std::size_t table = 0;
  std::string_view furniture;
  Rare<BareLabel> bare_label;              // a label without its colon, places of the text
  Rare<CountedMark> counted;
  std::uint32_t label_end = 0;  // of the label that the words begin with, in them; 0 where none does
  std::uint32_t hashes = 0;
  bool indented = false;
  bool bold = false;
  bool marked = false;
  bool labelled = false;
  bool ends = false;  // like a sentence, or a task with its bracket
  MarkKind kind = MarkKind::kChinese;
  RoleKind label_kind = RoleKind::kLead;

  // The label in front, with its colon; not one without (bare_label).
  std::optional<Label> label() const {
    return label_end == 0 ? std::nullopt : std::optional(Label{{0, label_end}, label_kind});
  }
};

// —— ● ■ in front of a paragraph, in bytes.
std::size_t bullet_size(std::string_view words);

bool is_comma(char32_t p);

// The words of a line that ends a sentence, or a task with its bracket.
bool ends_text(std::string_view words);

// 示例县人民政府办公室  2020年3月20日印发, 抄送：县委各部门, （此件公开发布）: who printed the paper and when, and for whom
// else, at its end.
bool is_imprint(std::string_view words);

// The lines of a normalised text that are not blank; one stands for each of `tables` (in printed order).
std::vector<Line> read_lines(std::string_view text, const std::vector<Range>& tables, const PageEdges& edges);

}  // namespace duban
