#include "exports/columns.h"
#include "exports/sheet.h"

namespace duban {
namespace {

// RFC 4180. A cell that a spreadsheet would take for a formula (=, +, -, @, tab, line end) gets an apostrophe
// in front, as OWASP's advice on CSV injection says; a plain number does not.
void append_cell(std::string& out, std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos;
  const bool quoted = formula || text.find_first_of("\",\r\n") != std::string_view::npos;
  if (quoted) out += '"';
  if (formula) out += '\'';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  if (quoted) out += '"';
}

void append_line(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    append_cell(out, cells[i]);
  }
  out += "\r\n";
}

}  // namespace

Result<std::string> to_csv(const std::vector<SheetRow>& rows, const SheetOptions& options) {
  const std::vector<SheetColumn> columns = TRY(chosen_columns(options));
  std::string out = options.byte_order_mark ? "\xEF\xBB\xBF" : "";
  std::vector<std::string> zh;
  std::vector<std::string> en;
  std::vector<std::string> keys;
  for (const SheetColumn& column : columns) {
    zh.emplace_back(column.zh);
    en.emplace_back(column.en);
    keys.emplace_back(column.key);
  }
  append_line(out, options.headings == Headings::kEn ? en : zh);
  if (options.headings == Headings::kBoth) append_line(out, keys);
  for (const RowGroup& group : grouped(rows, options.group)) {
    if (options.group != SheetGroup::kNone) {
      append_line(out, {fmt::format("{}（{} 项）", group.name, group.rows.size())});
    }
    for (const SheetRow* row : group.rows) {
      std::vector<std::string> cells;
      for (const SheetColumn& column : columns) cells.push_back(cell_text(*row, column.key));
      append_line(out, cells);
    }
  }
  return out;
}

}  // namespace duban
