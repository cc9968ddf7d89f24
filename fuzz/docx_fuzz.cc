// Any bytes as a DOCX, and as the parts of one (past the archive's checksums): an error or a document.
//   build/fuzz/docx_fuzz -max_total_time=60 fuzz/seeds/docx_fuzz

#include <array>
#include <cstdint>

#include "documents.h"
#include "read/docx.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array<std::string_view, 5> kParts = {
      "word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml", "word/endnotes.xml"};
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  duban::check_document(bytes.starts_with("PK") ? duban::read_docx(bytes)
                                                : duban::read_docx_parts(duban::parts_in(bytes, kParts)));
  return 0;
}
