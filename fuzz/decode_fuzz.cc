// Any bytes become text or an error; the text is valid UTF-8 and the broken places lie in it.
//   build/fuzz/decode_fuzz -max_total_time=60 tests/documents

#include <cstdint>
#include <cstdlib>

#include "read/read.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // what other programs read is not fuzzed here: each input would start one
  static const bool alone = setenv("DUBAN_PDF", "/nowhere", 1) == 0 && setenv("DUBAN_SOFFICE", "", 1) == 0 &&
                            setenv("DUBAN_TESSERACT", "", 1) == 0;
  CHECK(alone);
  const auto document = duban::read_document(bytes, "fuzz.txt");
  if (!document.ok()) return 0;
  CHECK(duban::utf8::first_invalid(document->text) == std::string_view::npos);
  for (const duban::Span& span : document->broken)
    CHECK(span.begin < span.end && span.end <= document->text.size());
  return 0;
}
