#include "exports/table_sheet.h"

#include <xlsxwriter.h>

#include <algorithm>

#include "exports/workbook.h"

namespace duban {
namespace {

enum class TableStyle { kHeading, kWords, kFigure, kTotalWords, kTotalFigure };

lxw_format* table_format(lxw_workbook* book, TableStyle style) {
  lxw_format* out = workbook_add_format(book);
  format_set_font_name(out, "宋体");
  format_set_font_size(out, 10);
  format_set_text_wrap(out);
  format_set_align(out, LXW_ALIGN_VERTICAL_CENTER);
  format_set_border(out, LXW_BORDER_THIN);
  format_set_border_color(out, 0xBFBFBF);
  if (style == TableStyle::kHeading) {
    format_set_bold(out);
    format_set_align(out, LXW_ALIGN_CENTER);
    format_set_bg_color(out, 0xEDEDED);
  }
  if (style == TableStyle::kTotalWords || style == TableStyle::kTotalFigure) format_set_bold(out);
  if (style == TableStyle::kFigure || style == TableStyle::kTotalFigure) format_set_align(out, LXW_ALIGN_RIGHT);
  return out;
}

struct TableFormats {
  lxw_format *heading, *words, *figure, *total_words, *total_figure;
};

void write_table(lxw_worksheet* sheet, const TableSheet& table, const TableFormats& formats) {
  const auto columns = static_cast<lxw_col_t>(table.columns.size());
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 0, 0);
  worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页");
  std::string head = "&C";
  for (const char c : table.title) head += c == '&' ? std::string("&&") : std::string(1, c);
  if (head.size() < 200) worksheet_set_header(sheet, head.c_str());
  worksheet_freeze_panes(sheet, 1, 0);
  worksheet_set_row(sheet, 0, 24, nullptr);
  for (lxw_col_t i = 0; i < columns; ++i) {
    worksheet_set_column(sheet, i, i, table.columns[i].width, nullptr);
    worksheet_write_string(sheet, 0, i, table.columns[i].heading.c_str(), formats.heading);
  }
  lxw_row_t at = 1;
  for (const auto& row : table.rows) {
    int lines = 1;
    for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i) {
      if (const auto* words = std::get_if<std::string>(&row[i])) {
        lines = std::max(lines, lines_of(*words, table.columns[i].width));
      }
    }
    worksheet_set_row(sheet, at, std::min(409.0, 6.0 + 13.5 * lines), nullptr);
    const bool total = table.last_row_is_total && at == table.rows.size();
    for (lxw_col_t i = 0; i < columns && i < row.size(); ++i) {
      if (const auto* number = std::get_if<double>(&row[i])) {
        worksheet_write_number(sheet, at, i, *number, total ? formats.total_figure : formats.figure);
      } else {
        // A string cell is never a formula. Excel holds 32767 characters.
        std::string text = std::get<std::string>(row[i]);
        if (text.size() > 32000) {
          text.resize(32000);
          while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
          if (!text.empty()) text.pop_back();
        }
        worksheet_write_string(sheet, at, i, text.c_str(), total ? formats.total_words : formats.words);
      }
    }
    ++at;
  }
  if (at > 1 && columns > 0) {
    const lxw_row_t last = table.last_row_is_total && at > 2 ? at - 2 : at - 1;
    worksheet_autofilter(sheet, 0, 0, last, static_cast<lxw_col_t>(columns - 1));
  }
}

}  // namespace

Result<std::string> tables_to_xlsx(std::string_view title, const std::vector<TableSheet>& sheets) {
  Workbook book = TRY(Workbook::make(title));
  const TableFormats formats{
      table_format(book.get(), TableStyle::kHeading), table_format(book.get(), TableStyle::kWords),
      table_format(book.get(), TableStyle::kFigure), table_format(book.get(), TableStyle::kTotalWords),
      table_format(book.get(), TableStyle::kTotalFigure)};
  for (const TableSheet& table : sheets) {
    write_table(workbook_add_worksheet(book.get(), table.name.c_str()), table, formats);
  }
  return book.bytes();
}

}  // namespace duban
