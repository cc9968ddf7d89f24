#include "extract/extract.h"

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
  return std::move(reading.plan);
}

}  // namespace duban
