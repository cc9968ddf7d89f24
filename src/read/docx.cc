#include "read/docx.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>

#include "read/bold_names.h"
#include "read/document_builder.h"
#include "read/docx_numbering.h"
#include "read/xml.h"
#include "read/zip.h"
#include "text/utf8.h"

namespace duban {
namespace {

int small_int(std::string_view digits, int otherwise) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9' || value > 100'000) return otherwise;
    value = value * 10 + (c - '0');
  }
  return digits.empty() ? otherwise : value;
}

bool is_on(const pugi::xml_node& node) {
  if (!node) return false;
  const std::string_view value = xml_attribute(node, "val");
  return value != "0" && value != "false" && value != "none";
}

class DocxReader {
 public:
  DocxReader(DocxNumbering& numbering, const pugi::xml_document& styles, const pugi::xml_document& footnotes,
             const pugi::xml_document& endnotes)
      : numbering_(numbering) {
    for (const pugi::xml_node& style : xml_child(styles, "styles").children()) {
      if (xml_name(style) == "style" && xml_attribute(style, "type") == "character" && is_on(xml_child(xml_child(style, "rPr"), "b")))
        bold_styles_.emplace(xml_attribute(style, "styleId"));
    }
    for (const pugi::xml_document* notes : {&footnotes, &endnotes}) {
      for (const pugi::xml_node& root : notes->children()) {
        for (const pugi::xml_node& note : root.children()) {
          if (xml_name(note) == "footnote" || xml_name(note) == "endnote")
            notes_.try_emplace(note_key(xml_name(note), xml_attribute(note, "id")), note);
        }
      }
    }
  }

  Document read(const pugi::xml_node& body) {
    look(body, 0);
    blocks(body, nullptr);
    for (const std::string& note : printed_notes_) builder_.line(note);
    return builder_.take("utf-8", "docx");
  }

 private:
  void look(const pugi::xml_node& node, int depth) {
    constexpr int kDeepest = 60;
    if (depth > kDeepest) return;
    for (const pugi::xml_node& child : node.children()) {
      if (xml_name(child) == "t") {
        bold_.look(child.child_value());
      } else {
        look(child, depth + 1);
      }
    }
  }

  // Paragraphs and tables of a body or a cell; the words of a cell go to `cell`.
  void blocks(const pugi::xml_node& parent, std::string* cell) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = xml_name(node);
      if (name == "p") {
        put(paragraph(node), cell);
      } else if (name == "tbl") {
        table(node, cell);
      } else if (name == "sdt") {
        blocks(xml_child(node, "sdtContent"), cell);
      } else if (name == "ins" || name == "moveTo" || name == "customXml" || name == "smartTag") {
        blocks(node, cell);
      } else if (name == "AlternateContent") {
        blocks(alternative(node), cell);
      }
    }
  }

  static pugi::xml_node alternative(const pugi::xml_node& node) {
    if (const pugi::xml_node choice = xml_child(node, "Choice")) return choice;
    return xml_child(node, "Fallback");
  }

  void put(const std::string& words, std::string* cell) {
    if (cell == nullptr) {
      builder_.line(words);
    } else if (!utf8::trim(words).empty()) {
      if (!cell->empty()) cell->push_back('\n');
      cell->append(words);
    }
    // the words of frames that hang on this paragraph come behind it
    std::vector<pugi::xml_node> frames;
    frames.swap(frames_);
    for (const pugi::xml_node& frame : frames) blocks(frame, cell);
  }

  std::string paragraph(const pugi::xml_node& node) {
    const pugi::xml_node properties = xml_child(node, "pPr");
    DocxNumbering::Place place = numbering_.of_style(xml_attribute(xml_child(properties, "pStyle"), "val"));
    if (const pugi::xml_node own = xml_child(properties, "numPr")) {
      if (const pugi::xml_node id = xml_child(own, "numId")) place.number_id = xml_attribute(id, "val");
      if (const pugi::xml_node level = xml_child(own, "ilvl"))
        place.level = small_int(xml_attribute(level, "val"), 0);
    }
    std::string words;
    runs(node, words);
    if (field_depth_ > 0 && !field_shows_) field_depth_ = 0;  // one that nobody closed hides no other paragraph
    const bool deleted = static_cast<bool>(xml_child(xml_child(properties, "rPr"), "del"));
    if (utf8::trim(words).empty() || deleted || place.number_id.empty() || place.number_id == "0") return words;
    return numbering_.next(place.number_id, place.level) + words;
  }

  void runs(const pugi::xml_node& parent, std::string& words) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = xml_name(node);
      if (name == "r") {
        run(node, words);
      } else if (name == "hyperlink" || name == "ins" || name == "moveTo" || name == "smartTag" ||
                 name == "sdtContent" || name == "fldSimple" || name == "customXml" || name == "dir" ||
                 name == "bdo") {
        runs(node, words);
      } else if (name == "sdt") {
        runs(xml_child(node, "sdtContent"), words);
      } else if (name == "AlternateContent") {
        runs(alternative(node), words);
      } else if (name == "ruby") {
        runs(xml_child(node, "rubyBase"), words);
      }
    }
  }

  void run(const pugi::xml_node& node, std::string& words) {
    const pugi::xml_node properties = xml_child(node, "rPr");
    if (is_on(xml_child(properties, "vanish"))) return;
    const std::size_t begin = words.size();
    for (const pugi::xml_node& child : node.children()) {
      const std::string_view name = xml_name(child);
      if (name == "t") {
        if (field_depth_ == 0 || field_shows_) words += child.child_value();
      } else if (name == "tab" || name == "ptab") {
        words.push_back('\t');
      } else if (name == "br" || name == "cr") {
        words.push_back('\n');
      } else if (name == "noBreakHyphen") {
        words.push_back('-');
      } else if (name == "fldChar") {
        field(xml_attribute(child, "fldCharType"));
      } else if (name == "footnoteReference" || name == "endnoteReference") {
        note(name.substr(0, name.find("Reference")), xml_attribute(child, "id"));
      } else if (name == "ruby") {
        runs(xml_child(child, "rubyBase"), words);
      } else if (name == "AlternateContent") {
        run(alternative(child), words);
      } else if (name == "drawing" || name == "pict" || name == "object") {
        frame(child, 0);
      }
    }
    if (bold_.say_who_leads() && is_bold(properties)) bold_.mark(words, begin);
  }

  bool is_bold(const pugi::xml_node& properties) const {
    if (const pugi::xml_node own = xml_child(properties, "b")) return is_on(own);
    for (const char* letters : {"eastAsia", "ascii"}) {
      const std::string_view font = xml_attribute(xml_child(properties, "rFonts"), letters);
      if (font == "黑体" || font == "SimHei") return true;
    }
    return bold_styles_.contains(std::string(xml_attribute(xml_child(properties, "rStyle"), "val")));
  }

  // PAGE and its like: what the field shows is text, its instruction is not.
  void field(std::string_view type) {
    if (type == "begin") {
      ++field_depth_;
      field_shows_ = false;
    } else if (type == "separate") {
      field_shows_ = true;
    } else if (type == "end" && field_depth_ > 0) {
      --field_depth_;
      field_shows_ = field_depth_ > 0;
    }
  }

  void frame(const pugi::xml_node& node, int depth) {
    if (depth > 40) return;
    for (const pugi::xml_node& child : node.children()) {
      if (xml_name(child) == "txbxContent") {
        frames_.push_back(child);
      } else {
        frame(child, depth + 1);
      }
    }
  }

  // A footnote and an endnote may have the same id.
  static std::string note_key(std::string_view kind, std::string_view id) {
    return fmt::format("{} {}", kind, id);
  }

  void note(std::string_view kind, std::string_view id) {
    const auto found = notes_.find(note_key(kind, id));
    if (found == notes_.end()) return;
    const pugi::xml_node node = found->second;
    notes_.erase(found);  // each is printed once, also one that refers to itself
    std::string words;
    for (const pugi::xml_node& child : node.children()) {
      if (xml_name(child) == "p") runs(child, words);
    }
    if (!utf8::trim(words).empty()) printed_notes_.push_back(fmt::format("注：{}", utf8::trim(words)));
  }

  static void rows_of(const pugi::xml_node& parent, std::vector<pugi::xml_node>& rows) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = xml_name(node);
      if (name == "tr") {
        if (!xml_child(xml_child(node, "trPr"), "del")) rows.push_back(node);
      } else if (name == "sdt") {
        rows_of(xml_child(node, "sdtContent"), rows);
      } else if (name == "ins" || name == "customXml") {
        rows_of(node, rows);
      }
    }
  }
  static void cells_of(const pugi::xml_node& parent, std::vector<pugi::xml_node>& cells) {
    for (const pugi::xml_node& node : parent.children()) {
      const std::string_view name = xml_name(node);
      if (name == "tc") {
        cells.push_back(node);
      } else if (name == "sdt") {
        cells_of(xml_child(node, "sdtContent"), cells);
      } else if (name == "customXml") {
        cells_of(node, cells);
      }
    }
  }

  void table(const pugi::xml_node& node, std::string* outer) {
    constexpr std::uint32_t kMostColumns = 1000;
    std::vector<pugi::xml_node> rows;
    rows_of(node, rows);
    std::vector<DocumentBuilder::Cell> out;
    std::vector<std::size_t> above;  // by column: the cell that a merged one goes on with
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      const pugi::xml_node before = xml_child(xml_child(rows[row], "trPr"), "gridBefore");
      auto column = static_cast<std::uint32_t>(before ? small_int(xml_attribute(before, "val"), 0) : 0);
      std::vector<pugi::xml_node> cells;
      cells_of(rows[row], cells);
      for (const pugi::xml_node& cell : cells) {
        const pugi::xml_node properties = xml_child(cell, "tcPr");
        const pugi::xml_node span = xml_child(properties, "gridSpan");
        const auto columns = static_cast<std::uint32_t>(std::max(1, small_int(xml_attribute(span, "val"), 1)));
        if (column + columns > kMostColumns) break;
        if (above.size() < column + columns) above.resize(column + columns, kNone);
        const pugi::xml_node merge = xml_child(properties, "vMerge");
        const bool goes_on = merge && xml_attribute(merge, "val") != "restart";
        const pugi::xml_node across = xml_child(properties, "hMerge");
        if (across && xml_attribute(across, "val") != "restart" && !out.empty() && out.back().row == row) {
          out.back().columns += columns;
        } else if (goes_on && above[column] != kNone && out[above[column]].column == column) {
          out[above[column]].rows = row - out[above[column]].row + 1;
        } else {
          DocumentBuilder::Cell each;
          each.row = row;
          each.column = column;
          each.columns = columns;
          blocks(cell, &each.words);
          out.push_back(std::move(each));
          std::fill(above.begin() + column, above.begin() + column + columns, out.size() - 1);
        }
        column += columns;
      }
    }
    if (outer != nullptr) {  // a table in a cell: its words are the cell's
      for (const DocumentBuilder::Cell& cell : out) put(cell.words, outer);
      return;
    }
    builder_.table(std::move(out));
  }

  DocxNumbering& numbering_;
  DocumentBuilder builder_;
  BoldNames bold_;
  std::set<std::string> bold_styles_;  // of characters
  std::map<std::string, pugi::xml_node> notes_;
  std::vector<std::string> printed_notes_;
  std::vector<pugi::xml_node> frames_;
  int field_depth_ = 0;
  bool field_shows_ = false;
};

// False where there is no such part.
Result<bool> load_part(const Parts& parts, std::string_view name, pugi::xml_document& into) {
  const std::optional<std::string> bytes = TRY(parts(name));
  if (!bytes) return false;
  TRY(parse_xml(into, *bytes, name));
  return true;
}

}  // namespace

Result<Document> read_docx_parts(const Parts& parts) {
  pugi::xml_document document;
  pugi::xml_document numbering;
  pugi::xml_document styles;
  pugi::xml_document footnotes;
  pugi::xml_document endnotes;
  if (!TRY(load_part(parts, "word/document.xml", document)))
    return error(ErrorCode::kInvalid, "文件里没有正文（word/document.xml），请用 WPS、Word 打开后另存为 .docx",
                 "the file has no main text (word/document.xml); open it and save it as .docx anew");
  TRY(load_part(parts, "word/numbering.xml", numbering));
  TRY(load_part(parts, "word/styles.xml", styles));
  TRY(load_part(parts, "word/footnotes.xml", footnotes));
  TRY(load_part(parts, "word/endnotes.xml", endnotes));
  DocxNumbering numbers(numbering, styles);
  return DocxReader(numbers, styles, footnotes, endnotes).read(xml_child(xml_child(document, "document"), "body"));
}

Result<Document> read_docx(std::string_view bytes) {
  Zip zip = TRY(Zip::open(bytes));
  return read_docx_parts(parts_of(zip));
}

}  // namespace duban
