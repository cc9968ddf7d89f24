#include "exports/plain_sheet.h"

#include <fmt/format.h>

#include "exports/zip_file.h"

namespace duban {
namespace {

// XML 1.0: what cannot stand there is left out.
std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
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
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

std::string column_letters(std::size_t column) {
  std::string out;
  for (std::size_t n = column + 1; n > 0; n = (n - 1) / 26) {
    out.insert(out.begin(), static_cast<char>('A' + (n - 1) % 26));
  }
  return out;
}

constexpr std::string_view kHead = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr std::string_view kMain = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view kRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

std::string sheet_xml(const std::vector<std::vector<std::string>>& rows, const std::vector<int>& widths) {
  std::string out = fmt::format(
      R"({}<worksheet xmlns="{}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" )"
      R"(activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>)",
      kHead, kMain);
  if (!widths.empty()) out += "<cols>";
  for (std::size_t i = 0; i < widths.size(); ++i) {
    out += fmt::format(R"(<col min="{0}" max="{0}" width="{1}" customWidth="1" style="1"/>)", i + 1, widths[i]);
  }
  if (!widths.empty()) out += "</cols>";
  out += "<sheetData>";
  for (std::size_t r = 0; r < rows.size(); ++r) {
    out += fmt::format(R"(<row r="{}">)", r + 1);
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      out += fmt::format(R"(<c r="{}{}" t="inlineStr" s="{}"><is><t xml:space="preserve">{}</t></is></c>)",
                         column_letters(c), r + 1, r == 0 ? 2 : 1, xml_text(rows[r][c]));
    }
    out += "</row>";
  }
  return out + "</sheetData></worksheet>";
}

}  // namespace

Result<std::string> plain_sheet(std::string_view name, const std::vector<std::vector<std::string>>& rows,
                                const std::vector<int>& widths) {
  // Format 49 is text: Excel keeps 2026-03-01 and 007 as they are typed.
  const std::string styles = fmt::format(
      R"({}<styleSheet xmlns="{}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/>)"
      R"(<name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>)"
      R"(<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>)"
      R"(<xf numFmtId="49" fontId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" )"
      R"(wrapText="1"/></xf><xf numFmtId="49" fontId="1" applyNumberFormat="1" applyFont="1"/></cellXfs></styleSheet>)",
      kHead, kMain);
  return zip_of(
      {{"[Content_Types].xml",
        fmt::format(
            R"({}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" )"
            R"(ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" )"
            R"(ContentType="application/xml"/><Override PartName="/xl/workbook.xml" )"
            R"(ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>)"
            R"(<Override PartName="/xl/worksheets/sheet1.xml" )"
            R"(ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>)"
            R"(<Override PartName="/xl/styles.xml" )"
            R"(ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>)",
            kHead)},
       {"_rels/.rels",
        fmt::format(R"({}<Relationships xmlns="{}"><Relationship Id="rId1" Type="{}/officeDocument" )"
                    R"(Target="xl/workbook.xml"/></Relationships>)",
                    kHead, kRelations, kOffice)},
       {"xl/workbook.xml",
        fmt::format(R"({}<workbook xmlns="{}" xmlns:r="{}"><sheets><sheet name="{}" sheetId="1" )"
                    R"(r:id="rId1"/></sheets></workbook>)",
                    kHead, kMain, kOffice, xml_text(name))},
       {"xl/_rels/workbook.xml.rels",
        fmt::format(
            R"({0}<Relationships xmlns="{1}"><Relationship Id="rId1" Type="{2}/worksheet" )"
            R"(Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{2}/styles" Target="styles.xml"/>)"
            R"(</Relationships>)",
            kHead, kRelations, kOffice)},
       {"xl/styles.xml", styles},
       {"xl/worksheets/sheet1.xml", sheet_xml(rows, widths)}});
}

}  // namespace duban
