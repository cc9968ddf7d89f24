// Bytes of any kind become a Document whose tables lie in its text, or an error that says why not.
//   build/fuzz/read_fuzz -max_total_time=60 tests/documents

#include <cstdint>
#include <cstdlib>

#include "documents.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // what other programs read is not fuzzed here: each input would start one
  static const bool alone = setenv("DUBAN_PDF", "/nowhere", 1) == 0 && setenv("DUBAN_SOFFICE", "", 1) == 0 &&
                            setenv("DUBAN_TESSERACT", "", 1) == 0;
  CHECK(alone);
  duban::check_document(duban::read_document(bytes, "fuzz"));
  return 0;
}
