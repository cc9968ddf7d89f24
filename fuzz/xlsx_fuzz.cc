// Any bytes as a workbook, and as the parts of one (past the archive's checksums): an error or cells of valid
// text.
//   build/fuzz/xlsx_fuzz -max_total_time=60 fuzz/seeds/xlsx_fuzz

#include <array>
#include <cstdint>

#include "read/xlsx_cells.h"
#include "text/utf8.h"

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
    return 0;
  }
  // Parts in this order, a line of == between them.
  constexpr std::array<std::string_view, 4> kParts = {"xl/workbook.xml", "xl/worksheets/sheet1.xml",
                                                      "xl/sharedStrings.xml", "xl/styles.xml"};
  check_sheets(duban::read_xlsx_parts([&](std::string_view name) -> duban::Result<std::optional<std::string>> {
    std::string_view rest = bytes;
    for (const std::string_view part : kParts) {
      const std::size_t end = rest.find("\n==\n");
      if (part == name) return std::optional<std::string>(rest.substr(0, end));
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 4);
    }
    return std::optional<std::string>();
  }));
  return 0;
}
