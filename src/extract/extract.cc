#include "extract/extract.h"

#include <algorithm>
#include <tuple>

#include "extract/reading.h"
#include "extract/table.h"

namespace duban {

Outline outline_of(const Mapped& text, const Document& document) {
  std::vector<Range> ranges;
  std::vector<std::vector<Entry>> tables;
  std::vector<ColumnRole> inherited;
  for (const Grid& grid : find_tables(text, document)) {
    std::vector<Entry> entries = read_table(grid, inherited);
    if (entries.empty()) continue;
    ranges.push_back(grid.at);
    tables.push_back(std::move(entries));
  }
  return read_outline(read_blocks(text, ranges), std::move(tables));
}

Plan extract(const Document& document) {
  Reading reading{document, normalise(document.text), {}, {}, {}};
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
  find_oddities(reading);
  find_conflicts(reading);
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
