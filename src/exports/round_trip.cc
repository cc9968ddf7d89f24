#include "exports/round_trip.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/files.h"
#include "base/json.h"
#include "exports/workbook.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::string_view kIdHeading = "行编号";
constexpr std::string_view kTokenWord = "导出号 ";
constexpr std::string_view kInfoSheet = "导出信息";
constexpr std::size_t kHeadRows = 15;  // headings are looked for in so many rows

// T12-3fa9: the id and four letters that only this export's rows have.
std::string checked_id(const TripBook& book, const std::string& id) {
  return id + "-" + sha256_hex(book.token + "/" + id).substr(0, 4);
}

// Blanks at the ends of lines and of the cell are no change, nor is the kind of line break.
std::string plain_cell(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
    out += line;
    out += '\n';
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return std::string(utf8::trim(out));
}

bool is_error_value(std::string_view text) {
  return text.starts_with('#') && (text.ends_with('!') || text == "#N/A" || text.ends_with('?'));
}

class TripReader {
 public:
  TripReader(const TripBook& book, const std::vector<SheetCells>& sheets) : book_(book), sheets_(sheets) {}

  Result<TripReturn> read() {
    std::set<std::size_t> taken;
    bool any = false;
    for (std::size_t s = 0; s < book_.sheets.size(); ++s) {
      const auto found = find_sheet(s, taken);
      if (!found) {
        note("dropped_sheet",
             {fmt::format("缺少工作表“{}”（已删除或改了表头），这张表没有读取。需要时请重新导出",
                          book_.sheets[s].name),
              fmt::format("Sheet {} is missing (deleted, or its headings were changed) and was not read. "
                          "Export again if "
                          "you need it",
                          book_.sheets[s].name)});
        continue;
      }
      any = true;
      taken.insert(*found);
      read_sheet(s, sheets_[*found]);
    }
    if (!any) {
      return error(
          ErrorCode::kInvalid,
          "表里没有“行编号”一列，无法对应台账的行。请在导出的文件上修改后再导回，不要删除第一列",
          "No sheet has the column of row ids (行编号), so its rows cannot be told. Change the exported file "
          "itself and keep its first column");
    }
    for (std::size_t i = 0; i < sheets_.size(); ++i) {
      if (taken.contains(i) || sheets_[i].hidden || sheets_[i].rows.empty() || sheets_[i].name == kInfoSheet)
        continue;
      note("added_sheet", {fmt::format("工作表“{}”不是导出的，没有读取", sheets_[i].name),
                           fmt::format("Sheet {} was not exported and was not read", sheets_[i].name)});
    }
    for (const auto& [kind, count] : counts_) {
      if (count <= kMaxTripNotes) continue;
      out_.notes.push_back({kind,
                            {fmt::format("同类情况还有 {} 处，未一一列出", count - kMaxTripNotes),
                             fmt::format("{} more of this kind", count - kMaxTripNotes)}});
    }
    return std::move(out_);
  }

 private:
  void note(const std::string& kind, Message words) {
    if (++counts_[kind] <= kMaxTripNotes) out_.notes.push_back({kind, std::move(words)});
  }

  static std::optional<std::size_t> head_row(const SheetCells& cells) {
    for (std::size_t r = 0; r < std::min(kHeadRows, cells.rows.size()); ++r) {
      for (const std::string& cell : cells.rows[r]) {
        if (utf8::trim(cell) == kIdHeading) return r;
      }
    }
    return {};
  }

  // By its name; a renamed one by its headings.
  std::optional<std::size_t> find_sheet(std::size_t wanted, const std::set<std::size_t>& taken) const {
    const TripSheet& sheet = book_.sheets[wanted];
    for (std::size_t i = 0; i < sheets_.size(); ++i) {
      if (!taken.contains(i) && sheets_[i].name == sheet.name && head_row(sheets_[i])) return i;
    }
    for (std::size_t i = 0; i < sheets_.size(); ++i) {
      const auto head = head_row(sheets_[i]);
      if (taken.contains(i) || !head) continue;
      const bool another = std::any_of(book_.sheets.begin(), book_.sheets.end(),
                                       [&](const TripSheet& each) { return each.name == sheets_[i].name; });
      if (another) continue;
      const auto& headings = sheets_[i].rows[*head];
      const auto known =
          std::count_if(sheet.columns.begin(), sheet.columns.end(), [&](const TripColumn& column) {
            return std::find(headings.begin(), headings.end(), column.zh) != headings.end();
          });
      if (static_cast<std::size_t>(known) * 2 > sheet.columns.size()) return i;
    }
    return {};
  }

  struct Columns {
    std::size_t id = 0;
    std::vector<std::optional<std::size_t>> at;  // of the exported columns
  };

  void read_sheet(std::size_t s, const SheetCells& cells) {
    const TripSheet& sheet = book_.sheets[s];
    const std::size_t head = *head_row(cells);
    const Columns columns = find_columns(sheet, cells.rows[head]);
    const std::vector<std::vector<std::size_t>> places = find_rows(sheet, cells, head, columns.id);
    std::size_t dropped = 0;
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      if (places[r].empty()) ++dropped;
      if (places[r].size() > 1) {
        note("repeated_id",
             {fmt::format("“{}”表第 {} 行和第 {} 行的行编号相同，两行都没有读取。请只留一行", sheet.name,
                          places[r][0] + 1, places[r][1] + 1),
              fmt::format("Sheet {}, rows {} and {} have the same row id; neither was read. Keep one of them",
                          sheet.name, places[r][0] + 1, places[r][1] + 1)});
      }
      if (places[r].size() == 1) compare_row(s, r, cells, places[r][0], columns.at);
    }
    if (dropped > 0) {
      note("dropped_rows",
           {fmt::format("“{}”表里删除了 {} 行，台账不随之删行。任务不再办理的，请在任务页“终止”并写明理由",
                        sheet.name, dropped),
            fmt::format("{} rows of sheet {} were deleted; the ledger keeps them. A task that is given up is "
                        "terminated on its "
                        "page, with a reason",
                        dropped, sheet.name)});
    }
  }

  // By their headings; those that were added, stand twice or are gone are noted.
  Columns find_columns(const TripSheet& sheet, const std::vector<std::string>& headings) {
    Columns out{0, std::vector<std::optional<std::size_t>>(sheet.columns.size())};
    for (std::size_t c = 0; c < headings.size(); ++c) {
      const std::string_view heading = utf8::trim(headings[c]);
      if (heading.empty()) continue;
      if (heading == kIdHeading) {
        out.id = c;
        continue;
      }
      const auto known = std::find_if(sheet.columns.begin(), sheet.columns.end(),
                                      [&](const TripColumn& column) { return column.zh == heading; });
      const auto at = static_cast<std::size_t>(known - sheet.columns.begin());
      if (known == sheet.columns.end()) {
        note("added_column",
             {fmt::format("“{}”表 {} 列“{}”不是导出的列，没有读取", sheet.name, column_name(c), heading),
              fmt::format("Sheet {}, column {} ({}) was not exported and was not read", sheet.name,
                          column_name(c), heading)});
      } else if (out.at[at]) {
        note("repeated_column", {fmt::format("“{}”表有两列“{}”（{} 列和 {} 列），只读取前一列", sheet.name,
                                             heading, column_name(*out.at[at]), column_name(c)),
                                 fmt::format("Sheet {} has two columns {} ({} and {}); only the first was read",
                                             sheet.name, heading, column_name(*out.at[at]), column_name(c))});
      } else {
        out.at[at] = c;
      }
    }
    for (std::size_t c = 0; c < out.at.size(); ++c) {
      if (out.at[c]) continue;
      note("dropped_column",
           {fmt::format("“{}”表缺少“{}”一列（已删除或改了列名），这一列不作改动", sheet.name,
                        sheet.columns[c].zh),
            fmt::format("Sheet {} lacks column {} (deleted or renamed); nothing in it is changed", sheet.name,
                        sheet.columns[c].zh)});
    }
    return out;
  }

  // Where each exported row stands now, by its id; rows without one of this export and rows that were moved are noted.
  std::vector<std::vector<std::size_t>> find_rows(const TripSheet& sheet, const SheetCells& cells, std::size_t head,
                                                  std::size_t id_column) {
    std::map<std::string, std::size_t, std::less<>> by_id;
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) by_id.emplace(checked_id(book_, sheet.rows[r].id), r);
    std::vector<std::vector<std::size_t>> places(sheet.rows.size());
    std::vector<std::size_t> order;
    for (std::size_t r = head + 1; r < cells.rows.size(); ++r) {
      const std::vector<std::string>& row = cells.rows[r];
      if (std::all_of(row.begin(), row.end(), [](const std::string& cell) { return utf8::trim(cell).empty(); }))
        continue;
      const std::string_view id = utf8::trim(cells.at(r, id_column));
      if (id.empty()) {
        note_new_row(sheet, r);
        continue;
      }
      const auto known = by_id.find(id);
      if (known == by_id.end()) {
        note_unknown_id(sheet, cell_name(r, id_column), id);
        continue;
      }
      places[known->second].push_back(r);
      order.push_back(known->second);
    }
    if (!std::is_sorted(order.begin(), order.end())) {
      note(
          "moved_rows",
          {fmt::format("“{}”表的行次序与导出时不同：已按行编号对应，次序不导回", sheet.name),
           fmt::format("The rows of sheet {} stand in another order: they were told by their ids, the order is "
                       "not taken over",
                       sheet.name)});
    }
    return places;
  }

  void note_new_row(const TripSheet& sheet, std::size_t row) {
    note("new_row",
         {fmt::format(
              "“{}”表第 {} 行没有行编号，没有读取。台账不从表格增行；要增加任务请在“导入”里作为其他来源录入",
              sheet.name, row + 1),
          fmt::format("Sheet {}, row {} has no row id and was not read. Tasks are not added by a workbook; "
                      "enter them "
                      "as another source",
                      sheet.name, row + 1)});
  }

  void note_unknown_id(const TripSheet& sheet, const std::string& cell, std::string_view id) {
    note("unknown_id",
         {fmt::format(
              "“{}”表 {} 的行编号“{}”不是这次导出的，或被改动过，这一行没有读取。请从导出的文件里恢复行编号",
              sheet.name, cell, id),
          fmt::format("Sheet {}, {}: row id {} is not of this export or was changed; the row was not read. "
                      "Put back the "
                      "id from the exported file",
                      sheet.name, cell, id)});
  }

  static bool covered(const SheetCells& cells, std::size_t row, std::size_t column) {
    return std::any_of(cells.merges.begin(), cells.merges.end(), [&](const CellRange& range) {
      return row >= range.first_row && row <= range.last_row && column >= range.first_column &&
             column <= range.last_column && (row != range.first_row || column != range.first_column);
    });
  }

  void compare_row(std::size_t s, std::size_t r, const SheetCells& cells, std::size_t at,
                   const std::vector<std::optional<std::size_t>>& columns) {
    const TripSheet& sheet = book_.sheets[s];
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (!columns[c]) continue;
      const std::string base = plain_cell(sheet.rows[r].cells[c]);
      const std::string theirs = plain_cell(cells.at(at, *columns[c]));
      if (base == theirs) continue;
      const std::string place = cell_name(at, *columns[c]);
      if (covered(cells, at, *columns[c])) {
        note("merged_cells", {fmt::format("“{}”表 {}（{}）在合并单元格里，没有读取。请取消合并后逐行填写",
                                          sheet.name, place, sheet.columns[c].zh),
                              fmt::format("Sheet {}, {} ({}) is part of merged cells and was not read. Undo "
                                          "the merge and fill in each row",
                                          sheet.name, place, sheet.columns[c].zh)});
        continue;
      }
      if (is_error_value(theirs)) {
        note("error_cell",
             {fmt::format("“{}”表 {}（{}）是错误值 {}，没有读取。请改成文字或数值", sheet.name, place,
                          sheet.columns[c].zh, theirs),
              fmt::format("Sheet {}, {} ({}) holds the error {} and was not read. Put in words or a number",
                          sheet.name, place, sheet.columns[c].zh, theirs)});
        continue;
      }
      out_.changes.push_back({s, c, r, place, base, theirs});
    }
  }

  const TripBook& book_;
  const std::vector<SheetCells>& sheets_;
  TripReturn out_;
  std::map<std::string, std::size_t> counts_;
};

struct TripFormats {
  lxw_format *title, *heading, *locked_heading, *id, *locked, *open;
  explicit TripFormats(lxw_workbook* book) {
    const auto bordered = [&] {
      lxw_format* out = workbook_add_format(book);
      format_set_font_name(out, "宋体");
      format_set_font_size(out, 10);
      format_set_text_wrap(out);
      format_set_align(out, LXW_ALIGN_VERTICAL_CENTER);
      format_set_border(out, LXW_BORDER_THIN);
      format_set_border_color(out, 0xBFBFBF);
      return out;
    };
    title = workbook_add_format(book);
    format_set_font_name(title, "宋体");
    format_set_font_size(title, 10);
    format_set_font_color(title, 0x606060);
    heading = bordered();
    format_set_bold(heading);
    format_set_bg_color(heading, 0xFFF3D6);
    locked_heading = bordered();
    format_set_bold(locked_heading);
    format_set_bg_color(locked_heading, 0xE4E4E4);
    id = bordered();
    format_set_font_color(id, 0x9A9A9A);
    format_set_font_size(id, 8);
    format_set_bg_color(id, 0xF4F4F4);
    locked = bordered();
    format_set_bg_color(locked, 0xF4F4F4);
    open = bordered();
    // Text as typed: Excel does not make a date or a number out of it.
    format_set_num_format(open, "@");
  }
};

using simdjson::dom::element;

bool read_words(const element& from, std::string_view key, std::string& out) {
  std::string_view text;
  if (from[key].get(text) != simdjson::SUCCESS) return false;
  out = text;
  return true;
}

bool read_column(const element& from, TripColumn& out) {
  return read_words(from, "key", out.key) && read_words(from, "zh", out.zh) &&
         from["editable"].get(out.editable) == simdjson::SUCCESS &&
         from["width"].get(out.width) == simdjson::SUCCESS;
}

// ["T12", "cell", …]
bool read_row(const element& from, TripRow& out) {
  simdjson::dom::array cells;
  if (from.get(cells) != simdjson::SUCCESS) return false;
  bool first = true;
  for (const element cell : cells) {
    std::string_view text;
    if (cell.get(text) != simdjson::SUCCESS) return false;
    (first ? out.id : out.cells.emplace_back()) = text;
    first = false;
  }
  return !first;
}

bool read_book(const element& root, TripBook& book) {
  simdjson::dom::array sheets;
  if (!read_words(root, "token", book.token) || !read_words(root, "title", book.title) ||
      root["sheets"].get(sheets) != simdjson::SUCCESS) {
    return false;
  }
  for (const element each : sheets) {
    TripSheet& sheet = book.sheets.emplace_back();
    simdjson::dom::array columns;
    simdjson::dom::array rows;
    if (!read_words(each, "name", sheet.name) || each["columns"].get(columns) != simdjson::SUCCESS ||
        each["rows"].get(rows) != simdjson::SUCCESS) {
      return false;
    }
    for (const element column : columns) {
      if (!read_column(column, sheet.columns.emplace_back())) return false;
    }
    for (const element row : rows) {
      TripRow& cells = sheet.rows.emplace_back();
      if (!read_row(row, cells) || cells.cells.size() != sheet.columns.size()) return false;
    }
  }
  return true;
}

}  // namespace

Result<std::string> trip_to_xlsx(const TripBook& book) {
  Workbook file = TRY(Workbook::make(book.title));
  const TripFormats formats(file.get());
  const std::string head =
      fmt::format("{}（{}{}）。黄色表头的列可以修改后导回；灰色列和“行编号”请勿改动，不要增删列。", book.title,
                  kTokenWord, book.token);
  for (const TripSheet& sheet : book.sheets) {
    lxw_worksheet* out = workbook_add_worksheet(file.get(), sheet.name.c_str());
    if (out == nullptr) return error(ErrorCode::kInternal, "无法建立工作表", "a sheet cannot be made");
    worksheet_set_column(out, 0, 0, 10, nullptr);
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      const auto column = static_cast<lxw_col_t>(c + 1);
      worksheet_set_column(out, column, column, sheet.columns[c].width, nullptr);
    }
    worksheet_write_string(out, 0, 0, head.c_str(), formats.title);
    worksheet_set_row(out, 1, 24, nullptr);
    worksheet_write_string(out, 1, 0, std::string(kIdHeading).c_str(), formats.locked_heading);
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      worksheet_write_string(out, 1, static_cast<lxw_col_t>(c + 1), sheet.columns[c].zh.c_str(),
                             sheet.columns[c].editable ? formats.heading : formats.locked_heading);
    }
    lxw_row_t at = 2;
    for (const TripRow& row : sheet.rows) {
      int lines = 1;
      for (std::size_t c = 0; c < sheet.columns.size(); ++c)
        lines = std::max(lines, lines_of(row.cells[c], sheet.columns[c].width));
      worksheet_set_row(out, at, std::min(409.0, 6.0 + 13.5 * lines), nullptr);
      worksheet_write_string(out, at, 0, checked_id(book, row.id).c_str(), formats.id);
      for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
        lxw_format* format = sheet.columns[c].editable ? formats.open : formats.locked;
        const auto column = static_cast<lxw_col_t>(c + 1);
        // A string cell is never a formula, whatever it begins with.
        if (row.cells[c].empty()) {
          worksheet_write_blank(out, at, column, format);
        } else {
          worksheet_write_string(out, at, column, row.cells[c].c_str(), format);
        }
      }
      ++at;
    }
    worksheet_freeze_panes(out, 2, std::min<lxw_col_t>(3, static_cast<lxw_col_t>(sheet.columns.size())));
    worksheet_autofilter(out, 1, 0, std::max<lxw_row_t>(at, 3) - 1,
                         static_cast<lxw_col_t>(sheet.columns.size()));
    worksheet_set_landscape(out);
    worksheet_set_paper(out, 9);
    worksheet_fit_to_pages(out, 1, 0);
    worksheet_repeat_rows(out, 1, 1);
  }
  lxw_worksheet* info = workbook_add_worksheet(file.get(), std::string(kInfoSheet).c_str());
  worksheet_write_string(info, 0, 0, (std::string(kTokenWord) + book.token).c_str(), nullptr);
  worksheet_hide(info);
  return file.bytes();
}

std::string to_json(const TripBook& book) {
  JsonWriter json;
  json.begin_object().field("token", book.token).field("title", book.title).key("sheets").begin_array();
  for (const TripSheet& sheet : book.sheets) {
    json.begin_object().field("name", sheet.name).key("columns").begin_array();
    for (const TripColumn& column : sheet.columns) {
      json.begin_object().field("key", column.key).field("zh", column.zh).field("editable", column.editable);
      json.field("width", column.width).end_object();
    }
    json.end_array().key("rows").begin_array();
    for (const TripRow& row : sheet.rows) {
      json.begin_array().string(row.id);
      for (const std::string& cell : row.cells) json.string(cell);
      json.end_array();
    }
    json.end_array().end_object();
  }
  json.end_array().end_object();
  return json.take();
}

Result<TripBook> trip_from_json(std::string_view json) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  TripBook book;
  if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS || !read_book(root, book)) {
    return error(ErrorCode::kDamaged, "导出记录已损坏", "the record of the export is damaged");
  }
  return book;
}

std::string trip_token(const std::vector<SheetCells>& sheets) {
  for (const SheetCells& sheet : sheets) {
    for (std::size_t r = 0; r < std::min(kHeadRows, sheet.rows.size()); ++r) {
      for (const std::string& cell : sheet.rows[r]) {
        const std::size_t at = cell.find(kTokenWord);
        if (at == std::string::npos) continue;
        std::string_view token = std::string_view(cell).substr(at + kTokenWord.size());
        token = token.substr(0, token.find_first_not_of("E0123456789-abcdef"));
        if (token.starts_with('E')) return std::string(token);
      }
    }
  }
  return {};
}

Result<TripReturn> compare_trip(const TripBook& exported, const std::vector<SheetCells>& sheets) {
  return TripReader(exported, sheets).read();
}

}  // namespace duban
