// Any pages of words and rules, as duban-pdf tells them: a document whose places lie in its text.
//   build/fuzz/page_layout_fuzz -max_total_time=60 fuzz/seeds/page_layout_fuzz

#include <cstdint>

#include "documents.h"
#include "read/page.h"
#include "read/pdf.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto told = duban::pages_told({reinterpret_cast<const char*>(data), size});
  if (told.ok()) duban::check_document(duban::document_of_pages(told->pages, "pdf"));
  return 0;
}
