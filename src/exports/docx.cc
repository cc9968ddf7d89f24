#include "exports/docx.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "exports/zip_file.h"
#include "text/utf8.h"

namespace duban {
namespace {

// GB/T 9704-2012 5.1, in twentieths of a point: A4; left edge 28 mm, type area 156 × 225 mm. The top edge of
// the paper is 37 mm to the first line's characters; a margin ends at the line's box, half the leading
// higher: 34.58 mm, and 32.58 mm below. 22 lines fill what is between: 229.84 mm / 22 = 592 (29.6 pt).
constexpr int kPageWidth = 11906, kPageHeight = 16838;
constexpr int kTop = 1960, kBottom = 1847, kLeft = 1587, kRight = 1475;
constexpr int kTypeWidth = kPageWidth - kLeft - kRight;  // 156 mm
constexpr int kLine = 592;
// 28 characters of 三号 (16 pt) in 156 mm (442.2 pt): each 0.25 pt closer to the next, and the line drawn out
// to both edges. A grid of characters would say the same, but LibreOffice gives a character two cells where it
// is wider than one.
constexpr int kCloser = -5;
// The page number's dash stands 7 mm below the type area, which ends 35 mm above the paper's edge.
constexpr int kFooter = 1380;

constexpr int kSizeBody = 32;   // 三号, in half points
constexpr int kSizeTitle = 44;  // 二号
constexpr int kSizeSmall = 28;  // 四号: page number, 版记
constexpr int kSizeTable = 24;  // 小四

constexpr std::string_view kFangsong = "仿宋";
constexpr std::string_view kHeiti = "黑体";
constexpr std::string_view kKaiti = "楷体";
constexpr std::string_view kSong = "宋体";
constexpr std::string_view kTitleSong = "方正小标宋简体";
constexpr std::string_view kRed = "E60012";

constexpr std::string_view kNamespaces =
    R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";

std::string escaped_xml(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Char c = utf8::at(text, i);
    i += std::max<std::uint32_t>(c.size, 1);
    switch (c.point) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case 0xFFFE:
      case 0xFFFF:
        break;
      default:
        if (c.point >= 0x20 || c.point == '\t') utf8::append(out, c.point);
    }
  }
  return out;
}

std::vector<std::string_view> lines_of_text(std::string_view text) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = text.find('\n');
    out.push_back(utf8::trim(text.substr(0, end)));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

// In characters of the body: what is not ASCII is one wide, the rest half.
double width_in_characters(std::string_view text) {
  double out = 0;
  for (std::size_t i = 0; i < text.size();) {
    const utf8::Char c = utf8::at(text, i);
    out += c.point < 0x80 ? 0.5 : 1;
    i += std::max<std::uint32_t>(c.size, 1);
  }
  return out;
}

struct RunStyle {
  std::string_view font = kFangsong;
  int size = kSizeBody;
  std::string_view colour = {};
};
std::string run_properties(const RunStyle& style) {
  return fmt::format(
      R"(<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{}"/>{}{}<w:sz w:val="{}"/><w:szCs w:val="{}"/></w:rPr>)",
      style.font, style.colour.empty() ? "" : fmt::format(R"(<w:color w:val="{}"/>)", style.colour),
      style.size == kSizeBody ? fmt::format(R"(<w:spacing w:val="{}"/>)", kCloser) : "", style.size,
      style.size);
}
std::string run_of(std::string_view text, const RunStyle& style) {
  if (text.empty()) return {};
  return fmt::format(R"(<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>)", run_properties(style),
                     escaped_xml(text));
}

struct ParagraphStyle {
  std::string_view align = "both";
  int first_line = 0;  // characters of the body
  double left = 0, right = 0;
  int line = kLine;  // 0: as high as its characters
  std::string more = {};
  bool keep_next = false;
};
std::string paragraph(const ParagraphStyle& style, const std::string& runs) {
  constexpr int kCharacter = 315;  // 15.75 pt
  std::string indent;
  if (style.first_line != 0 || style.left != 0 || style.right != 0) {
    indent = fmt::format(R"(<w:ind w:left="{}" w:right="{}" w:firstLineChars="{}" w:firstLine="{}"/>)",
                         std::lround(style.left * kCharacter), std::lround(style.right * kCharacter),
                         style.first_line * 100, style.first_line * kCharacter);
  }
  return fmt::format(
      R"(<w:p><w:pPr>{}{}{}<w:spacing w:before="0" w:after="0"{}/>{}<w:jc w:val="{}"/></w:pPr>{}</w:p>)",
      style.keep_next ? "<w:keepNext/>" : "", style.more,
      style.line == kLine ? "" : R"(<w:snapToGrid w:val="0"/>)",
      style.line == 0 ? "" : fmt::format(R"( w:line="{}" w:lineRule="exact")", style.line), indent, style.align,
      runs);
}
std::string empty_lines(int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += paragraph({}, "");
  return out;
}

// 7.2.4–7.2.6: the mark's upper edge 35 mm below the type area's, the number two lines below it, the red line 4
// mm below.
std::string red_head(const OfficialDocument& document) {
  if (document.mark.empty()) return {};
  const double width = std::max(1.0, width_in_characters(document.mark));
  // Red 小标宋, large but within the type area.
  const int size = 2 * static_cast<int>(std::clamp(kTypeWidth / 20.0 * 0.92 / width, 22.0, 48.0));
  std::string out = empty_lines(3);
  out += paragraph({.align = "center", .line = std::max(kLine, size * 10 + 160)},
                   run_of(document.mark, {kTitleSong, size, kRed}));
  out += empty_lines(document.number.empty() ? 1 : 2);
  // A line above the paragraph's own lower edge: 4 mm are 11 pt.
  const std::string line =
      fmt::format(R"(<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="11" w:color="{}"/></w:pBdr>)", kRed);
  out += paragraph({.align = "center", .more = line}, run_of(document.number, {}));
  return out;
}

std::string title_of_document(const OfficialDocument& document) {
  // 7.3.1: two lines below the red line; 二号 小标宋, centred.
  std::string out = empty_lines(document.mark.empty() ? 0 : 2);
  if (document.mark.empty() && !document.number.empty()) {
    out += paragraph({.align = "center"}, run_of(document.number, {})) + empty_lines(1);
  }
  for (const std::string_view line : lines_of_text(document.title)) {
    out += paragraph({.align = "center", .line = 640, .keep_next = true},
                     run_of(line, {kTitleSong, kSizeTitle, {}}));
  }
  return out + empty_lines(1);
}

std::string xml_of(const OfficialParagraph& block) {
  std::string out;
  const std::vector<std::string_view> lines = lines_of_text(block.text);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    ParagraphStyle style;
    style.first_line = block.level == OfficialLevel::kFlush ? 0 : 2;
    RunStyle run;
    if (block.level == OfficialLevel::kFirst) run.font = kHeiti;
    if (block.level == OfficialLevel::kSecond) run.font = kKaiti;
    // A heading alone does not end a page.
    style.keep_next = block.after.empty() && run.font != kFangsong;
    std::string runs = run_of(lines[i], run);
    if (i + 1 == lines.size()) runs += run_of(block.after, {});
    out += paragraph(style, runs);
  }
  return out;
}

std::string_view word_of(CellAlign align) {
  return align == CellAlign::kCentre ? "center" : align == CellAlign::kRight ? "right" : "left";
}

std::string xml_of(const OfficialTable& table) {
  double shares = 0;
  for (const OfficialColumn& column : table.columns) shares += std::max(column.width, 0.01);
  std::vector<int> widths;
  for (const OfficialColumn& column : table.columns) {
    widths.push_back(static_cast<int>(std::floor(kTypeWidth * std::max(column.width, 0.01) / shares)));
  }
  const auto cell = [&](std::size_t column, std::string_view text, std::string_view align,
                        std::string_view font) {
    std::string paragraphs;
    for (const std::string_view line : lines_of_text(text)) {
      paragraphs += paragraph({.align = align, .line = 0}, run_of(line, {font, kSizeTable, {}}));
    }
    return fmt::format(
        R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{}</w:tc>)",
        widths[column], paragraphs);
  };
  std::string out;
  if (!table.caption.empty()) {
    out += paragraph({.align = "center", .keep_next = true}, run_of(table.caption, {kHeiti, kSizeSmall, {}}));
  }
  out += fmt::format(R"(<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>)",
                     kTypeWidth);
  for (const std::string_view side : {"top", "left", "bottom", "right", "insideH", "insideV"}) {
    out += fmt::format(R"(<w:{} w:val="single" w:sz="4" w:space="0" w:color="000000"/>)", side);
  }
  out +=
      R"(</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>)";
  for (const int width : widths) out += fmt::format(R"(<w:gridCol w:w="{}"/>)", width);
  out += R"(</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>)";
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    out += cell(i, table.columns[i].head, "center", kHeiti);
  out += "</w:tr>";
  for (const std::vector<std::string>& row : table.rows) {
    out += "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      out += cell(i, i < row.size() ? std::string_view(row[i]) : std::string_view(),
                  word_of(table.columns[i].align), kFangsong);
    }
    out += "</w:tr>";
  }
  return out + "</w:tbl>" + empty_lines(1);
}

// 7.3.5: the date four characters from the right, the organ's name centred above it; where the name is the
// longer one it stands two characters from the right and the date centred below.
std::string signature_of(const OfficialDocument& document) {
  if (document.signature.empty() && !document.date.given()) return {};
  const std::string date = document.date.given() ? zh_day(document.date) : std::string();
  const double name_width = width_in_characters(document.signature);
  const double date_width = width_in_characters(date);
  double date_right = 4;
  double name_right = date_right + (date_width - name_width) / 2;
  if (name_right < 2) {
    name_right = 2;
    date_right = std::max(4.0, name_right + (name_width - date_width) / 2);
  }
  std::string out = empty_lines(2);
  if (!document.signature.empty()) {
    out +=
        paragraph({.align = "right", .right = name_right, .keep_next = true}, run_of(document.signature, {}));
  }
  if (!date.empty()) out += paragraph({.align = "right", .right = date_right}, run_of(date, {}));
  return out;
}

std::string attachments_of(const OfficialDocument& document) {
  // 7.3.4: 附件： two characters in, the titles below each other, no mark behind them.
  std::string out;
  const bool many = document.attachments.size() > 1;
  for (std::size_t i = 0; i < document.attachments.size(); ++i) {
    const std::string number = many ? fmt::format("{}．", i + 1) : std::string();
    out += i == 0 ? paragraph({.first_line = 2}, run_of("附件：" + number + document.attachments[i], {}))
                  : paragraph({.left = 5}, run_of(number + document.attachments[i], {}));
  }
  return out.empty() ? out : empty_lines(1) + out;
}

// 7.4 版记: at the foot of the last page, 四号 仿宋 between lines, one character in on both sides. A table that
// is placed there; LibreOffice 7.4 leaves it below the signature.
std::string record_of(const OfficialDocument& document) {
  if (document.copy_to.empty() && document.printed_by.empty()) return {};
  constexpr std::string_view kThick = R"(w:val="single" w:sz="8" w:space="0" w:color="000000")";
  constexpr std::string_view kThin = R"(w:val="single" w:sz="4" w:space="0" w:color="000000")";
  const RunStyle small{kFangsong, kSizeSmall, {}};
  const auto row = [&](std::string_view words, std::string_view behind) {
    std::string runs = run_of(words, small);
    if (!behind.empty()) runs += "<w:r><w:tab/></w:r>" + run_of(behind, small);
    return fmt::format(
        R"(<w:tr><w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>{}</w:tc></w:tr>)", kTypeWidth,
        paragraph(
            {.align = "left",
             .left = 0.9,
             .line = 0,
             .more = fmt::format(R"(<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs>)", kTypeWidth - 280)},
            runs));
  };
  std::string out = fmt::format(
      R"(<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="margin" w:horzAnchor="margin" w:tblpX="0" w:tblpYSpec="bottom"/>)"
      R"(<w:tblOverlap w:val="never"/><w:tblW w:w="{0}" w:type="dxa"/><w:tblBorders><w:top {1}/><w:bottom {1}/><w:insideH {2}/></w:tblBorders>)"
      R"(<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid><w:gridCol w:w="{0}"/></w:tblGrid>)",
      kTypeWidth, kThick, kThin);
  if (!document.copy_to.empty()) {
    out += row("抄送：" + document.copy_to + (document.copy_to.ends_with("。") ? "" : "。"), "");
  }
  if (!document.printed_by.empty()) {
    out += row(document.printed_by,
               document.printed_on.given() ? zh_day(document.printed_on) + "印发" : std::string());
  }
  return out + "</w:tbl>";
}

std::string document_xml(const OfficialDocument& document) {
  std::string out = fmt::format("{}<w:document {}><w:body>", kXml, kNamespaces);
  out += red_head(document);
  out += title_of_document(document);
  if (!document.addressee.empty()) out += paragraph({}, run_of(document.addressee + "：", {}));
  for (const OfficialBlock& block : document.body) {
    out += std::visit([](const auto& each) { return xml_of(each); }, block);
  }
  out += attachments_of(document);
  out += signature_of(document);
  if (!document.remark.empty()) {
    out += empty_lines(1) + paragraph({.first_line = 2}, run_of("（" + document.remark + "）", {}));
  }
  const std::string record = record_of(document);
  // Word wants a paragraph behind a table at the end.
  if (!record.empty()) out += record + paragraph({.line = 20}, "");
  out += fmt::format(
      R"(<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="even" r:id="rId4"/>)"
      R"(<w:pgSz w:w="{}" w:h="{}"/><w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="851" w:footer="{}" w:gutter="0"/>)"
      R"(<w:docGrid w:type="lines" w:linePitch="{}"/></w:sectPr></w:body></w:document>)",
      kPageWidth, kPageHeight, kTop, kRight, kBottom, kLeft, kFooter, kLine);
  return out;
}

// 7.5: — 1 —, 四号 宋体, one character from the outer edge: right on odd pages, left on even ones.
std::string footer_xml(std::string_view align) {
  const std::string properties = fmt::format(
      R"(<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}"/><w:sz w:val="{1}"/><w:szCs w:val="{1}"/></w:rPr>)",
      kSong, kSizeSmall);
  const auto run = [&](std::string_view inside) { return fmt::format("<w:r>{}{}</w:r>", properties, inside); };
  return fmt::format(
      R"({}<w:ftr {}><w:p><w:pPr><w:ind w:left="280" w:right="280"/><w:jc w:val="{}"/></w:pPr>{}{}{}{}{}{}</w:p></w:ftr>)",
      kXml, kNamespaces, align, run(R"(<w:t xml:space="preserve">— </w:t>)"),
      run(R"(<w:fldChar w:fldCharType="begin"/>)"),
      run(R"(<w:instrText xml:space="preserve"> PAGE </w:instrText>)") +
          run(R"(<w:fldChar w:fldCharType="separate"/>)"),
      run("<w:t>1</w:t>"), run(R"(<w:fldChar w:fldCharType="end"/>)"),
      run(R"(<w:t xml:space="preserve"> —</w:t>)"));
}

std::string styles_xml() {
  return fmt::format(
      R"({}<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{}" w:cs="Times New Roman"/>)"
      R"(<w:kern w:val="0"/><w:sz w:val="{}"/><w:szCs w:val="{}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>)"
      R"(<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/></w:style></w:styles>)",
      kXml, kNamespaces, kFangsong, kSizeBody, kSizeBody);
}

// What a machine without the fonts should take instead.
std::string fonts_xml() {
  constexpr std::array<std::array<std::string_view, 2>, 5> kFonts = {{{kFangsong, "仿宋_GB2312"},
                                                                      {kHeiti, "SimHei"},
                                                                      {kKaiti, "楷体_GB2312"},
                                                                      {kSong, "SimSun"},
                                                                      {kTitleSong, "宋体"}}};
  std::string out = fmt::format("{}<w:fonts {}>", kXml, kNamespaces);
  for (const auto& font : kFonts) {
    out += fmt::format(R"(<w:font w:name="{}"><w:altName w:val="{}"/><w:charset w:val="86"/></w:font>)",
                       font[0], font[1]);
  }
  return out + "</w:fonts>";
}

constexpr std::string_view kContentTypes =
    R"(<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/word/footer2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>)";
constexpr std::string_view kRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>)";
constexpr std::string_view kDocumentRelations =
    R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/><Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer2.xml"/><Relationship Id="rId5" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable" Target="fontTable.xml"/></Relationships>)";

std::string core_xml(const OfficialDocument& document) {
  std::string title = document.title;
  title.erase(std::remove(title.begin(), title.end(), '\n'), title.end());
  // The document's own date, never the clock's.
  const std::string created =
      document.date.given()
          ? fmt::format(R"(<dcterms:created xsi:type="dcterms:W3CDTF">{}T00:00:00Z</dcterms:created>)",
                        to_iso(document.date))
          : std::string();
  return fmt::format(
      R"({}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>{}</cp:coreProperties>)",
      kXml, escaped_xml(title), escaped_xml(document.signature), created);
}

}  // namespace

Result<std::string> to_docx(const OfficialDocument& document) {
  for (const OfficialBlock& block : document.body) {
    const auto* table = std::get_if<OfficialTable>(&block);
    if (table == nullptr) continue;
    const bool fits = !table->columns.empty() &&
                      std::all_of(table->rows.begin(), table->rows.end(),
                                  [&](const auto& row) { return row.size() <= table->columns.size(); });
    if (!fits) {
      return error(ErrorCode::kInvalid, fmt::format("表格“{}”的列与表头不符", table->caption),
                   fmt::format("the columns of table {} do not fit its head", table->caption));
    }
  }
  const std::string settings = fmt::format(
      R"({}<w:settings {}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>)",
      kXml, kNamespaces);
  return zip_of({{"[Content_Types].xml", std::string(kXml) + std::string(kContentTypes)},
                 {"_rels/.rels", std::string(kXml) + std::string(kRelations)},
                 {"docProps/core.xml", core_xml(document)},
                 {"word/document.xml", document_xml(document)},
                 {"word/_rels/document.xml.rels", std::string(kXml) + std::string(kDocumentRelations)},
                 {"word/styles.xml", styles_xml()},
                 {"word/settings.xml", settings},
                 {"word/fontTable.xml", fonts_xml()},
                 {"word/footer1.xml", footer_xml("right")},
                 {"word/footer2.xml", footer_xml("left")}});
}

std::string document_number(std::string_view organ_code, int year, int no) {
  return fmt::format("{}〔{}〕{}号", organ_code, year, no == 0 ? std::string("　") : std::to_string(no));
}

std::string zh_ordinal(int number) {
  static constexpr std::array<std::string_view, 10> kDigits = {"",   "一", "二", "三", "四",
                                                               "五", "六", "七", "八", "九"};
  if (number < 1 || number > 99) return std::to_string(number);
  const auto tens = static_cast<std::size_t>(number / 10);
  const auto ones = static_cast<std::size_t>(number % 10);
  std::string out;
  if (tens > 1) out += kDigits[tens];
  if (tens > 0) out += "十";
  out += kDigits[ones];
  return out;
}

}  // namespace duban
