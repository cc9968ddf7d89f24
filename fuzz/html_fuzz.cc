// Any bytes as a web page: an error or a document.
//   build/fuzz/html_fuzz -max_total_time=60 fuzz/seeds/html_fuzz

#include <cstdint>

#include "documents.h"
#include "read/html.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  duban::check_document(duban::read_html({reinterpret_cast<const char*>(data), size}));
  return 0;
}
