#include "read/xlsx.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "read/document_builder.h"
#include "read/remark.h"
#include "read/xlsx_cells.h"

namespace duban {

namespace {

// Rows or columns without the hidden ones: where each stands then, and how many are left before it.
class Shown {
 public:
  Shown(std::size_t count, const std::vector<std::uint32_t>& hidden) : before_(count + 1, 0) {
    for (const std::uint32_t each : hidden) {
      if (each < count) before_[each + 1] = 1;
    }
    for (std::size_t i = 1; i <= count; ++i) before_[i] = before_[i - 1] + (before_[i] == 1 ? 0U : 1U);
  }
  bool has(std::size_t i) const { return before_[i + 1] > before_[i]; }
  std::uint32_t place(std::size_t i) const { return before_[std::min(i, before_.size() - 1)]; }
  // Of first to last, both included.
  std::uint32_t count(std::size_t first, std::size_t last) const { return place(last + 1) - place(first); }

 private:
  std::vector<std::uint32_t> before_;
};

constexpr const char* kShowAgain = "其中如有任务，请取消隐藏，另存后重新导入";
constexpr const char* kShowAgainEn = "if it holds tasks, show it, save the file and import it again";

void add_sheet(const SheetCells& sheet, DocumentBuilder& builder, std::vector<Message>& remarks) {
  std::size_t widest = 0;
  for (const auto& row : sheet.rows) widest = std::max(widest, row.size());
  const Shown rows(sheet.rows.size(), sheet.hidden_rows);
  const Shown columns(widest, sheet.hidden_columns);
  const std::size_t rows_left_out = sheet.rows.size() - rows.place(sheet.rows.size());
  const std::size_t columns_left_out = widest - columns.place(widest);
  if (rows_left_out + columns_left_out > 0) {
    remarks.push_back(remark(
        {fmt::format("工作表“{}”", sheet.name),
         fmt::format("隐藏的 {} 行、{} 列没有读", rows_left_out, columns_left_out), kShowAgain},
        {fmt::format("sheet {}", sheet.name),
         fmt::format("{} hidden rows and {} hidden columns were not read", rows_left_out, columns_left_out),
         kShowAgainEn}));
  }
  // the cell that a merged one begins with is its first that is shown; what it covers besides is none
  struct Merge {
    const CellRange* range = nullptr;
    bool begins = false;
  };
  std::vector<CellRange> merges = sheet.merges;
  std::vector<std::vector<std::pair<std::uint32_t, Merge>>> by_row(sheet.rows.size());
  // what more merges cover than there can be cells stays as it is
  std::size_t covered = 0;
  for (const CellRange& range : merges) {
    bool first = true;
    for (std::size_t row = range.first_row; row <= range.last_row && row < by_row.size(); ++row) {
      if (covered > kMaxCells) break;
      for (std::size_t column = range.first_column; column <= range.last_column && column < widest; ++column) {
        ++covered;
        if (!rows.has(row) || !columns.has(column)) continue;
        by_row[row].emplace_back(static_cast<std::uint32_t>(column), Merge{&range, first});
        first = false;
      }
      ++covered;
    }
  }
  // a single cell far out makes no million of empty ones
  const bool all_places = sheet.rows.size() * widest <= kMaxCells;
  std::vector<DocumentBuilder::Cell> cells;
  for (std::uint32_t row = 0; row < sheet.rows.size(); ++row) {
    if (!rows.has(row)) continue;
    auto& merged = by_row[row];
    std::stable_sort(merged.begin(), merged.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    auto merge = merged.begin();
    const std::size_t end = all_places ? widest : sheet.rows[row].size();
    for (std::uint32_t column = 0; column < end; ++column) {
      while (merge != merged.end() && merge->first < column) ++merge;
      const bool in_merge = merge != merged.end() && merge->first == column;
      if (!columns.has(column) || (in_merge && !merge->second.begins)) continue;
      DocumentBuilder::Cell cell;
      cell.row = rows.place(row);
      cell.column = columns.place(column);
      cell.words = sheet.at(row, column);
      if (in_merge) {
        const CellRange& range = *merge->second.range;
        cell.words = sheet.at(range.first_row, range.first_column);
        cell.rows = std::max(1U, rows.count(range.first_row, range.last_row));
        cell.columns = std::max(1U, columns.count(range.first_column, range.last_column));
      }
      cells.push_back(std::move(cell));
    }
  }
  builder.table(std::move(cells));
}

Document document_of(const std::vector<SheetCells>& sheets) {
  DocumentBuilder builder;
  std::vector<Message> remarks;
  std::vector<std::string> left_out;
  for (const SheetCells& sheet : sheets) {
    if (!sheet.hidden) {
      add_sheet(sheet, builder, remarks);
    } else if (!sheet.rows.empty()) {
      left_out.push_back(sheet.name);
    }
  }
  if (!left_out.empty()) {
    remarks.push_back(remark(
        {fmt::format("工作表“{}”", fmt::join(left_out, "”“")), "是隐藏的，没有读", kShowAgain},
        {fmt::format("sheet {}", fmt::join(left_out, ", ")), "is hidden and was not read", kShowAgainEn}));
  }
  Document document = builder.take("utf-8", "xlsx");
  document.remarks = std::move(remarks);
  return document;
}

}  // namespace

Result<Document> read_xlsx(std::string_view bytes) {
  const std::vector<SheetCells> sheets = TRY(read_xlsx_cells(bytes));
  return document_of(sheets);
}

Result<Document> read_xlsx_document(const Parts& parts) {
  const std::vector<SheetCells> sheets = TRY(read_xlsx_parts(parts));
  return document_of(sheets);
}

}  // namespace duban
