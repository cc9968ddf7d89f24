#include "extract/extract.h"

#include <algorithm>
#include <tuple>

#include "extract/reading.h"

namespace duban {

Plan extract(const Document& document) {
  Reading reading{document, normalise(document.text), {}, {}, {}};
  reading.outline = read_outline(read_blocks(reading.normalised.text));
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
