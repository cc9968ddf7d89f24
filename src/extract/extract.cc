#include "extract/extract.h"

#include <algorithm>
#include <tuple>

#include "extract/bold_units.h"
#include "extract/closed_labels.h"
#include "extract/line_ends.h"
#include "extract/page_edges.h"
#include "extract/reading.h"
#include "extract/shared_pages.h"
#include "extract/table.h"

namespace duban {

namespace {

// A line of the page among the rows of a table (furniture.in_table), or the head of the tables behind it (table.head): no task.
Entry page_entry(const Mapped& text, Range line, std::string_view rule = "furniture.in_table") {
  Entry entry;
  entry.kind = EntryKind::kFurniture;
  entry.of_table = true;
  entry.block.furniture = true;
  entry.block.furniture_rule = rule;
  entry.block.words.append(text, line.begin, line.end);
  entry.block.printed = text.cover(line.begin, line.end);
  return entry;
}

std::vector<Entry> with_page_lines(const Mapped& text, const Grid& grid, std::vector<Entry> entries) {
  if (grid.left_out.empty()) return entries;
  std::vector<Entry> out;
  auto line = grid.left_out.begin();
  for (Entry& entry : entries) {
    for (; line != grid.left_out.end(); ++line) {
      Entry page = page_entry(text, *line);
      if (page.block.printed.begin > entry.block.printed.begin) break;
      out.push_back(std::move(page));
    }
    out.push_back(std::move(entry));
  }
  for (; line != grid.left_out.end(); ++line) out.push_back(page_entry(text, *line));
  return out;
}

}  // namespace

void Reading::find(AnomalyKind kind, Severity severity, Span span, std::string where, std::string likely,
                   std::string reason, std::string rule) {
  Anomaly found;
  found.text = words(span);
  found.where = std::move(where);
  found.kind = kind;
  found.severity = severity;
  found.reason = std::move(reason);
  found.likely = std::move(likely);
  found.span = span;
  found.rule = std::move(rule);
  find(std::move(found));
}

Outline outline_of(const Mapped& text, const Document& document) {
  std::vector<Range> ranges;
  std::vector<std::vector<Entry>> tables;
  std::vector<ColumnRole> inherited;
  const PageEdges edges = find_page_edges(text.view());
  for (Grid& grid : find_tables(text, document, {edges.paper, std::min(edges.foot, text.size())})) {
    std::vector<Entry> entries = read_table(grid, inherited);
    if (entries.empty() && grid.head_alone) entries.push_back(page_entry(text, grid.at, "table.head"));
    if (entries.empty()) continue;
    grid.cells = std::vector<GridCell>();
    entries = with_page_lines(text, grid, std::move(entries));
    ranges.push_back(grid.at);
    tables.push_back(std::move(entries));
  }
  return read_outline(read_blocks(text, ranges, edges), std::move(tables));
}

Plan extract(const Document& document) {
  Reading reading{document, normalise(document.text), {}, {}, {}};
  reading.page_marks = join_pages(reading.normalised.text);
  reading.full_lines = join_full_lines(reading.normalised.text);
  star_bold_units(reading.normalised.text);
  close_labels(reading.normalised.text);
  restore_line_ends(reading.normalised.text);
  reading.outline = outline_of(reading.normalised.text, document);
  read_head(reading);
  if (reading.plan.document.kind == DocumentKind::kReport) {
    read_report(reading);
  } else {
    read_tasks(reading);
    read_sections(reading);
  }
  settle_region(reading);
  find_repairs(reading);
  find_foreign_words(reading);
  for (TaskDraft& draft : reading.tasks) {  // nobody asks any more
    draft.lead_units = std::vector<Unit>();
    draft.responsible_units = std::vector<Unit>();
  }
  reading.normalised.text = Mapped();
  find_oddities(reading);
  find_doubled(reading);
  find_half_brackets(reading);
  find_lone_traditional(reading);
  find_unit_spellings(reading);
  find_conflicts(reading);
  find_figure_conflicts(reading);
  settle_tasks(reading);
  // as one reads: in printed order
  std::sort(reading.plan.anomalies.begin(), reading.plan.anomalies.end(),
            [](const Anomaly& a, const Anomaly& b) {
              return std::tie(a.span.begin, a.span.end, a.rule, a.where) <
                     std::tie(b.span.begin, b.span.end, b.rule, b.where);
            });
  return std::move(reading.plan);
}

}  // namespace duban
