#include "read/xlsx_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <pugixml.hpp>

#include "read/number_format.h"
#include "read/xml.h"
#include "read/zip.h"
#include "text/utf8.h"

namespace duban {
namespace {

constexpr std::size_t kMaxRows = 1'048'576;
constexpr std::size_t kMaxColumns = 16'384;

std::optional<std::uint32_t> number_of(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || status != std::errc() || end != text.data() + text.size()) return {};
  return value;
}

bool is_true(std::string_view text) { return text == "1" || text == "true"; }

// Bytes that mean nothing become U+FFFD; control characters, which no JSON or XML of ours should carry, go.
std::string clean_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Char c = utf8::at(text, i);
    if (c.point >= 0x20 || c.point == '\n' || c.point == '\t') utf8::append(out, c.point);
    i += std::max<std::uint32_t>(c.size, 1);
  }
  return out;
}

// _x000D_ stands for a character that XML cannot hold (ECMA-376 22.9.2.19), _x005F_ for the underscore before
// one.
std::string unescaped(std::string_view text) {
  if (text.find("_x") == std::string_view::npos) return clean_text(text);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::uint32_t point = 0;
    if (text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' && text[i + 6] == '_') {
      const auto [end, status] = std::from_chars(text.data() + i + 2, text.data() + i + 6, point, 16);
      if (status == std::errc() && end == text.data() + i + 6) {
        if (point != '\r' && (point < 0xD800 || point > 0xDFFF)) utf8::append(out, point);
        i += 6;
        continue;
      }
    }
    out += text[i];
  }
  return clean_text(out);
}

// The words of an <si> or <is>: its own <t>, and those of its runs; not those of <rPh>.
std::string words_of(const pugi::xml_node& item) {
  std::string out;
  for (const pugi::xml_node& child : item.children()) {
    const std::string_view name = xml_name(child);
    if (name == "t") out += child.child_value();
    if (name == "r") out += xml_child(child, "t").child_value();
  }
  return unescaped(out);
}

struct Reference {
  std::size_t row = 0, column = 0;
};
// B12, $B$12
std::optional<Reference> reference_of(std::string_view text) {
  Reference out;
  std::size_t i = 0;
  const auto skip_dollar = [&] {
    if (i < text.size() && text[i] == '$') ++i;
  };
  skip_dollar();
  const std::size_t letters = i;
  for (; i < text.size() && ((text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z')); ++i) {
    out.column = out.column * 26 + static_cast<std::size_t>((text[i] & 0x1F));
    if (out.column > kMaxColumns) return {};
  }
  if (i == letters) return {};
  skip_dollar();
  const auto row = number_of(text.substr(i));
  if (!row || *row == 0 || *row > kMaxRows) return {};
  out.row = *row - 1;
  --out.column;
  return out;
}

std::optional<CellRange> range_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto first = reference_of(text.substr(0, colon));
  const auto last = colon == std::string_view::npos ? first : reference_of(text.substr(colon + 1));
  if (!first || !last) return {};
  return CellRange{static_cast<std::uint32_t>(std::min(first->row, last->row)),
                   static_cast<std::uint32_t>(std::min(first->column, last->column)),
                   static_cast<std::uint32_t>(std::max(first->row, last->row)),
                   static_cast<std::uint32_t>(std::max(first->column, last->column))};
}

// worksheets/sheet1.xml of xl/workbook.xml is xl/worksheets/sheet1.xml; /xl/… is from the root.
std::string target_path(std::string_view base, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string folder(base.substr(0, base.rfind('/') == std::string_view::npos ? 0 : base.rfind('/') + 1));
  while (target.starts_with("../") || target.starts_with("./")) {
    if (target.starts_with("../")) {
      folder.resize(folder.empty() ? 0 : folder.size() - 1);
      folder.resize(folder.rfind('/') == std::string::npos ? 0 : folder.rfind('/') + 1);
      target.remove_prefix(3);
    } else {
      target.remove_prefix(2);
    }
  }
  return folder + std::string(target);
}

// xl/_rels/workbook.xml.rels of xl/workbook.xml
std::string relations_path(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::string_view folder = slash == std::string_view::npos ? "" : part.substr(0, slash + 1);
  return fmt::format("{}_rels/{}.rels", folder, part.substr(folder.size()));
}

struct Relation {
  std::string id, type, target;
};

class XlsxReader {
 public:
  explicit XlsxReader(const Parts& parts) : parts_(parts) {}

  Result<std::vector<SheetCells>> read() {
    std::string book_path = "xl/workbook.xml";
    for (const Relation& each : TRY(relations_of(""))) {
      if (each.type.ends_with("/officeDocument")) book_path = each.target;
    }
    if (book_path.ends_with(".bin")) {
      return error(ErrorCode::kUnsupported, "这是 .xlsb 格式，无法读取。请另存为 .xlsx 后再上传",
                   "this is an .xlsb file. Save it as .xlsx and upload it again");
    }
    pugi::xml_document book;
    if (!TRY(load(book, book_path))) {
      return error(ErrorCode::kUnsupported,
                   "这不是 Excel 工作簿（.xlsx）。请用 WPS、Excel 另存为 .xlsx 后再上传",
                   "this is no Excel workbook (.xlsx). Save it as .xlsx and upload it again");
    }
    const pugi::xml_node root = xml_child(book, "workbook");
    if (is_true(xml_attribute(xml_child(root, "workbookPr"), "date1904"))) epoch_ = Epoch::k1904;
    const std::vector<Relation> relations = TRY(relations_of(book_path));
    std::string strings = target_path(book_path, "sharedStrings.xml");
    std::string styles = target_path(book_path, "styles.xml");
    for (const Relation& each : relations) {
      if (each.type.ends_with("/sharedStrings")) strings = each.target;
      if (each.type.ends_with("/styles")) styles = each.target;
    }
    TRY(read_strings(strings));
    TRY(read_styles(styles));

    std::vector<SheetCells> out;
    for (const pugi::xml_node& sheet : xml_child(root, "sheets").children()) {
      if (xml_name(sheet) != "sheet") continue;
      if (out.size() == kMaxSheets) {
        return error(ErrorCode::kTooLarge, fmt::format("工作表超过 {} 个", kMaxSheets),
                     fmt::format("more than {} sheets", kMaxSheets));
      }
      const std::string_view id = xml_attribute(sheet, "id");
      const auto relation =
          std::find_if(relations.begin(), relations.end(), [&](const Relation& each) { return each.id == id; });
      // Chart and dialogue sheets have no cells.
      if (relation != relations.end() && !relation->type.ends_with("/worksheet")) continue;
      SheetCells cells;
      cells.name = clean_text(xml_attribute(sheet, "name"));
      const std::string_view state = xml_attribute(sheet, "state");
      cells.hidden = state == "hidden" || state == "veryHidden";
      const std::string path =
          relation != relations.end()
              ? relation->target
              : target_path(book_path, fmt::format("worksheets/sheet{}.xml", out.size() + 1));
      TRY(read_sheet(path, cells));
      out.push_back(std::move(cells));
    }
    if (out.empty()) return error(ErrorCode::kInvalid, "工作簿里没有工作表", "the workbook has no sheet");
    return out;
  }

 private:
  // False where there is no such part.
  Result<bool> load(pugi::xml_document& into, const std::string& path) {
    const std::optional<std::string> bytes = TRY(parts_(path));
    if (!bytes) return false;
    TRY(parse_xml(into, *bytes, path));
    return true;
  }

  Result<std::vector<Relation>> relations_of(const std::string& part) {
    std::vector<Relation> out;
    pugi::xml_document document;
    if (!TRY(load(document, relations_path(part)))) return out;
    for (const pugi::xml_node& each : xml_child(document, "Relationships").children()) {
      if (xml_attribute(each, "TargetMode") == "External") continue;  // never fetched
      out.push_back({std::string(xml_attribute(each, "Id")), std::string(xml_attribute(each, "Type")),
                     target_path(part, xml_attribute(each, "Target"))});
    }
    return out;
  }

  Result<void> read_strings(const std::string& path) {
    pugi::xml_document document;
    if (!TRY(load(document, path))) return {};
    for (const pugi::xml_node& item : xml_child(document, "sst").children()) {
      if (xml_name(item) == "si") strings_.push_back(words_of(item));
    }
    return {};
  }

  Result<void> read_styles(const std::string& path) {
    pugi::xml_document document;
    if (!TRY(load(document, path))) return {};
    const pugi::xml_node root = xml_child(document, "styleSheet");
    std::map<std::uint32_t, NumberFormat> own;
    for (const pugi::xml_node& each : xml_child(root, "numFmts").children()) {
      if (const auto id = number_of(xml_attribute(each, "numFmtId"))) {
        own[*id] = number_format(xml_attribute(each, "formatCode"));
      }
    }
    for (const pugi::xml_node& each : xml_child(root, "cellXfs").children()) {
      if (xml_name(each) != "xf") continue;
      const std::uint32_t id = number_of(xml_attribute(each, "numFmtId")).value_or(0);
      const auto found = own.find(id);
      formats_.push_back(found != own.end() ? found->second
                                            : built_in_format(static_cast<int>(std::min(id, 9999U))));
    }
    return {};
  }

  std::string words_of_cell(const pugi::xml_node& cell) const {
    const std::string_view type = xml_attribute(cell, "t");
    if (type == "inlineStr") return words_of(xml_child(cell, "is"));
    const std::string_view value = xml_child(cell, "v").child_value();
    if (type == "s") {
      const auto at = number_of(value);
      return at && *at < strings_.size() ? strings_[*at] : std::string();
    }
    if (type == "str" || type == "e") return unescaped(value);
    if (type == "b") return value.empty() ? "" : is_true(value) ? "TRUE" : "FALSE";
    if (type == "d") {
      const std::string_view day = value.substr(0, 10);
      return value.size() > 10 && value.substr(10, 6) != "T00:00"
                 ? clean_text(fmt::format("{} {}", day, value.substr(11, 5)))
                 : clean_text(day);
    }
    if (value.empty()) return {};
    double number = 0;
    const auto [end, status] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (status != std::errc() || end != value.data() + value.size()) return clean_text(value);
    const auto style = number_of(xml_attribute(cell, "s"));
    return shown_number(number, style && *style < formats_.size() ? formats_[*style] : NumberFormat{}, epoch_);
  }

  Result<void> read_sheet(const std::string& path, SheetCells& out) {
    pugi::xml_document document;
    if (!TRY(load(document, path))) {
      return error(ErrorCode::kInvalid, fmt::format("文件已损坏：缺少工作表“{}”（{}）", out.name, path),
                   fmt::format("the file is damaged: sheet {} ({}) is missing", out.name, path));
    }
    const pugi::xml_node root = xml_child(document, "worksheet");
    for (const pugi::xml_node& each : xml_child(root, "cols").children()) {
      if (!is_true(xml_attribute(each, "hidden")) && xml_attribute(each, "width") != "0") continue;
      const std::uint32_t last =
          std::min<std::uint32_t>(number_of(xml_attribute(each, "max")).value_or(0), kMaxColumns);
      for (std::uint32_t column = number_of(xml_attribute(each, "min")).value_or(1);
           column >= 1 && column <= last; ++column)
        out.hidden_columns.push_back(column - 1);
      if (out.hidden_columns.size() > kMaxColumns) break;
    }
    std::sort(out.hidden_columns.begin(), out.hidden_columns.end());
    std::size_t next_row = 0;
    for (const pugi::xml_node& row : xml_child(root, "sheetData").children()) {
      if (xml_name(row) != "row") continue;
      // Without a number a row follows the one before it.
      const auto number = number_of(xml_attribute(row, "r"));
      const std::size_t at = number && *number > 0 ? *number - 1 : next_row;
      if (at >= kMaxRows) break;
      next_row = at + 1;
      if (is_true(xml_attribute(row, "hidden"))) out.hidden_rows.push_back(static_cast<std::uint32_t>(at));
      std::size_t next_column = 0;
      for (const pugi::xml_node& cell : row.children()) {
        if (xml_name(cell) != "c") continue;
        const auto place = reference_of(xml_attribute(cell, "r"));
        const std::size_t column = place ? place->column : next_column;
        if (column >= kMaxColumns) break;
        next_column = column + 1;
        std::string words = words_of_cell(cell);
        if (words.empty()) continue;
        TRY(put(out, at, column, std::move(words)));
      }
    }
    for (const pugi::xml_node& each : xml_child(root, "mergeCells").children()) {
      if (const auto range = range_of(xml_attribute(each, "ref"))) out.merges.push_back(*range);
    }
    std::sort(out.hidden_rows.begin(), out.hidden_rows.end());
    std::erase_if(out.hidden_rows, [&](std::uint32_t row) { return row >= out.rows.size(); });
    return {};
  }

  Result<void> put(SheetCells& out, std::size_t row, std::size_t column, std::string words) {
    if (out.rows.size() <= row) {
      cells_ += row + 1 - out.rows.size();
      if (cells_ > kMaxCells) return too_many();
      out.rows.resize(row + 1);
    }
    std::vector<std::string>& cells = out.rows[row];
    if (cells.size() <= column) {
      cells_ += column + 1 - cells.size();
      if (cells_ > kMaxCells) return too_many();
      cells.resize(column + 1);
    }
    // One long string that a million cells share would fill the memory.
    text_ += words.size();
    if (text_ > kMaxCellBytes) return too_many();
    cells[column] = std::move(words);
    return {};
  }

  static Error too_many() {
    return error(
        ErrorCode::kTooLarge, fmt::format("工作簿超过 {} 个单元格或 {} 字节文字", kMaxCells, kMaxCellBytes),
        fmt::format("the workbook has more than {} cells or {} bytes of text", kMaxCells, kMaxCellBytes));
  }

  const Parts& parts_;
  Epoch epoch_ = Epoch::k1900;
  std::vector<std::string> strings_;
  std::vector<NumberFormat> formats_;
  std::size_t cells_ = 0;
  std::size_t text_ = 0;
};

}  // namespace

const std::string& SheetCells::at(std::size_t row, std::size_t column) const {
  static const std::string none;
  return row < rows.size() && column < rows[row].size() ? rows[row][column] : none;
}

std::string column_name(std::size_t column) {
  std::string out;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return out;
}

std::string cell_name(std::size_t row, std::size_t column) {
  return column_name(column) + std::to_string(row + 1);
}

Result<std::vector<SheetCells>> read_xlsx_parts(const Parts& parts) { return XlsxReader(parts).read(); }

Result<std::vector<SheetCells>> read_xlsx_cells(std::string_view bytes) {
  if (bytes.empty()) return error(ErrorCode::kInvalid, "文件是空的", "the file is empty");
  // The container of .xls, and of an .xlsx with a password.
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return error(ErrorCode::kUnsupported, "文件加了密码，或是旧版 .xls 格式。请去掉密码、另存为 .xlsx 后再上传",
                 "the file has a password or is an old .xls. Take the password off, save it as .xlsx and "
                 "upload it again");
  }
  Zip zip = TRY(Zip::open(bytes));
  if (zip.has("content.xml") && !zip.has("[Content_Types].xml")) {
    return error(ErrorCode::kUnsupported, "这是 .ods 格式。请另存为 .xlsx 后再上传",
                 "this is an .ods file. Save it as .xlsx and upload it again");
  }
  return read_xlsx_parts(parts_of(zip));
}

}  // namespace duban
