// Bytes of any kind become a Document whose tables lie in its text, or an error that says why not.
//   build/fuzz/read_fuzz -max_total_time=60 tests/documents

#include <cstdint>

#include "extract/extract.h"
#include "plan/plan_json.h"
#include "read/html.h"
#include "read/read.h"
#include "text/utf8.h"

namespace {

void check(const duban::Document& document) {
  const std::string_view text = document.text;
  CHECK(duban::utf8::first_invalid(text) == std::string_view::npos);
  for (const duban::Table& table : document.tables) {
    CHECK(table.at.begin <= table.at.end && table.at.end <= text.size());
    for (const duban::TableCell& cell : table.cells) {
      CHECK(table.at.begin <= cell.at.begin && cell.at.begin <= cell.at.end && cell.at.end <= table.at.end);
      CHECK(cell.row + cell.rows <= table.rows && cell.column + cell.columns <= table.columns);
    }
  }
  CHECK(!duban::to_json(duban::extract(document)).empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto document = duban::read_document(bytes, "fuzz"); document.ok()) check(*document);
  if (const auto page = duban::read_html(bytes); page.ok()) check(*page);
  return 0;
}
