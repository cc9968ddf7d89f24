// Any bytes as an OFD, and as the parts of one (past the archive's checksums): an error or a document.
//   build/fuzz/ofd_fuzz -max_total_time=60 fuzz/seeds/ofd_fuzz

#include <array>
#include <cstdint>

#include "documents.h"
#include "read/ofd.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr std::array<std::string_view, 5> kParts = {
      "OFD.xml", "Doc_0/Document.xml", "Doc_0/Tpls/Tpl_0/Content.xml", "Doc_0/Pages/Page_0/Content.xml",
      "Doc_0/Pages/Page_1/Content.xml"};
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  duban::check_document(bytes.starts_with("PK") ? duban::read_ofd(bytes)
                                                : duban::read_ofd_parts(duban::parts_in(bytes, kParts)));
  return 0;
}
