#include "cli/sheets.h"

namespace duban::cli {

Result<void> refuse_xlsx_on_a_terminal(const Call& call) {
  if (call.option("format") != "xlsx" || call.has("out") || !call.console.out_is_terminal()) return {};
  return error(ErrorCode::kUsage, "XLSX 要写入文件：请给出 --out", "XLSX goes into a file: give --out");
}

Result<std::string> sheet_bytes(const Call& call, const std::string& title, const std::vector<SheetRow>& rows) {
  SheetOptions options;
  const std::string& headings = call.option("headings");
  options.headings = headings == "en" ? Headings::kEn : headings == "both" ? Headings::kBoth : Headings::kZh;
  return call.option("format") == "csv" ? to_csv(rows, options) : to_xlsx(title, rows, options);
}

}  // namespace duban::cli
