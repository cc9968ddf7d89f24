// Any bytes as a workbook, and as the parts of one (past the archive's checksums): an error or cells of valid
// text.
//   build/fuzz/xlsx_fuzz -max_total_time=60 fuzz/seeds/xlsx_fuzz

#include <array>
#include <cstdint>

#include "documents.h"
#include "read/xlsx.h"
#include "read/xlsx_cells.h"

namespace {

void check_sheets(const duban::Result<std::vector<duban::SheetCells>>& sheets) {
  if (!sheets.ok()) {
    CHECK(!sheets.error().message.zh.empty() && !sheets.error().message.en.empty());
    return;
  }
  for (const duban::SheetCells& sheet : *sheets) {
    for (const auto& row : sheet.rows) {
      for (const std::string& cell : row) CHECK(duban::utf8::first_invalid(cell) == std::string_view::npos);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (bytes.starts_with("PK")) {
    check_sheets(duban::read_xlsx_cells(bytes));
    duban::check_document(duban::read_xlsx(bytes));
    return 0;
  }
  static constexpr std::array<std::string_view, 4> kParts = {"xl/workbook.xml", "xl/worksheets/sheet1.xml",
                                                             "xl/sharedStrings.xml", "xl/styles.xml"};
  const duban::Parts parts = duban::parts_in(bytes, kParts);
  check_sheets(duban::read_xlsx_parts(parts));
  duban::check_document(duban::read_xlsx_document(parts));
  return 0;
}
