#include <xlsxwriter.h>

#include <algorithm>

#include "exports/columns.h"
#include "exports/sheet.h"
#include "exports/workbook.h"

namespace duban {
namespace {

struct Width {
  std::string_view key;
  double characters;
};
// Together what A4 across holds at the scale that fits one page's width.
constexpr Width kWidths[] = {
    {"no", 6},           {"list", 14},       {"section", 20},      {"text", 52},
    {"leaders", 12},     {"lead_units", 20}, {"targets", 30},      {"responsible_units", 36},
    {"due_date", 11},    {"shared", 9},      {"findings_open", 9}, {"deadline_text", 16},
    {"qualitative", 16}, {"projects", 20},
};

double width_of(std::string_view key) {
  for (const Width& each : kWidths) {
    if (each.key == key) return each.characters;
  }
  return 12;
}

struct Formats {
  lxw_format* heading;
  lxw_format* key;
  lxw_format* group;
  lxw_format* text;
  lxw_format* number;

  explicit Formats(lxw_workbook* book)
      : heading(bordered(book)),
        key(bordered(book)),
        group(bordered(book)),
        text(bordered(book)),
        number(bordered(book)) {
    format_set_bold(heading);
    format_set_align(heading, LXW_ALIGN_CENTER);
    format_set_bg_color(heading, 0xEDEDED);
    format_set_font_color(key, 0x808080);
    format_set_bold(group);
    format_set_bg_color(group, 0xF7F3F0);
    format_set_align(number, LXW_ALIGN_CENTER);
  }

 private:
  static lxw_format* bordered(lxw_workbook* book) {
    lxw_format* out = workbook_add_format(book);
    format_set_font_name(out, "宋体");
    format_set_font_size(out, 10);
    format_set_text_wrap(out);
    format_set_align(out, LXW_ALIGN_VERTICAL_CENTER);
    format_set_border(out, LXW_BORDER_THIN);
    format_set_border_color(out, 0xBFBFBF);
    return out;
  }
};

// A4 across, one page wide, headings on each page, page numbers below.
void set_up_print(lxw_worksheet* sheet, std::string_view title, lxw_row_t heading_rows) {
  worksheet_set_landscape(sheet);
  worksheet_set_paper(sheet, 9);
  worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_repeat_rows(sheet, 0, heading_rows - 1);
  // Excel takes 255 characters; & begins a code.
  std::string head = "&C";
  for (const char c : title.substr(0, 180)) head += c == '&' ? std::string("&&") : std::string(1, c);
  while (!head.empty() && title.size() > 180 && (static_cast<unsigned char>(head.back()) & 0x80) != 0) {
    const bool lead = (static_cast<unsigned char>(head.back()) & 0xC0) == 0xC0;
    head.pop_back();  // a character that was cut
    if (lead) break;
  }
  worksheet_set_header(sheet, head.c_str());
  worksheet_set_footer(sheet, "&C第 &P 页，共 &N 页");
  worksheet_freeze_panes(sheet, heading_rows, 0);
}

}  // namespace

Result<std::string> to_xlsx(std::string_view title, const std::vector<SheetRow>& rows,
                            const SheetOptions& options) {
  const std::vector<SheetColumn> columns = TRY(chosen_columns(options));
  Workbook book = TRY(Workbook::make(title));
  const Formats formats(book.get());
  lxw_worksheet* sheet = workbook_add_worksheet(book.get(), "台账");
  const auto last = static_cast<lxw_col_t>(columns.size() - 1);
  for (lxw_col_t i = 0; i <= last; ++i) worksheet_set_column(sheet, i, i, width_of(columns[i].key), nullptr);

  lxw_row_t at = 0;
  worksheet_set_row(sheet, at, 24, nullptr);
  for (lxw_col_t i = 0; i <= last; ++i) {
    const std::string heading(options.headings == Headings::kEn ? columns[i].en : columns[i].zh);
    worksheet_write_string(sheet, at, i, heading.c_str(), formats.heading);
  }
  ++at;
  if (options.headings == Headings::kBoth) {
    for (lxw_col_t i = 0; i <= last; ++i) {
      worksheet_write_string(sheet, at, i, std::string(columns[i].key).c_str(), formats.key);
    }
    ++at;
  }
  set_up_print(sheet, title, at);
  const lxw_row_t first_row = at;
  for (const RowGroup& group : grouped(rows, options.group)) {
    if (options.group != SheetGroup::kNone) {
      const std::string line = fmt::format("{}（{} 项）", group.name, group.rows.size());
      worksheet_write_string(sheet, at, 0, line.c_str(), formats.group);
      for (lxw_col_t i = 1; i <= last; ++i) worksheet_write_blank(sheet, at, i, formats.group);
      ++at;
    }
    for (const SheetRow* row : group.rows) {
      int lines = 1;
      for (const SheetColumn& column : columns) {
        lines = std::max(lines, lines_of(cell_text(*row, column.key), width_of(column.key)));
      }
      worksheet_set_row(sheet, at, std::min(409.0, 6.0 + 13.5 * lines), nullptr);
      for (lxw_col_t i = 0; i <= last; ++i) {
        double number = 0;
        if (cell_number(*row, columns[i].key, number)) {
          worksheet_write_number(sheet, at, i, number, formats.number);
        } else {
          // A string cell is never a formula, whatever it begins with. Excel holds 32767 characters.
          std::string text = cell_text(*row, columns[i].key);
          if (text.size() > 32000) text = text.substr(0, text.rfind("、", 32000)) + "…";
          worksheet_write_string(sheet, at, i, text.c_str(), formats.text);
        }
      }
      ++at;
    }
  }
  // A filter below a second row of headings would take that row for data.
  if (options.group == SheetGroup::kNone)
    worksheet_autofilter(sheet, first_row - 1, 0, std::max(at, first_row + 1) - 1, last);
  return book.bytes();
}

}  // namespace duban
