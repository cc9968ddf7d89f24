#pragma once

// A person in Excel, for tests: changes cells of an exported workbook inside its XML and packs it again.

#include <string>
#include <vector>

#include "base/result.h"
#include "exports/zip_file.h"
#include "read/zip.h"

namespace duban {

class EditedWorkbook {
 public:
  explicit EditedWorkbook(const std::string& bytes) {
    Zip zip = Zip::open(bytes).take();
    for (const std::string& name : zip.names()) parts_.push_back({name, zip.read(name).take()});
  }
  std::string bytes() const { return zip_of(parts_).take(); }

  // Types words into a cell that is there (B3 of sheet 1, 2, …).
  EditedWorkbook& type(int sheet, const std::string& cell, const std::string& words) {
    std::string& xml = sheet_xml(sheet);
    const std::size_t at = xml.find("<c r=\"" + cell + "\"");
    CHECK(at != std::string::npos);
    const std::size_t open_end = xml.find('>', at);
    const std::size_t end = xml[open_end - 1] == '/' ? open_end + 1 : xml.find("</c>", at) + 4;
    xml.replace(
        at, end - at,
        "<c r=\"" + cell + "\" t=\"inlineStr\"><is><t xml:space=\"preserve\">" + words + "</t></is></c>");
    return *this;
  }
  EditedWorkbook& drop_row(int sheet, int row) {
    std::string& xml = sheet_xml(sheet);
    const std::size_t at = xml.find("<row r=\"" + std::to_string(row) + "\"");
    CHECK(at != std::string::npos);
    xml.erase(at, xml.find("</row>", at) + 6 - at);
    return *this;
  }

 private:
  std::string& sheet_xml(int sheet) {
    for (ZipPart& part : parts_) {
      if (part.name == "xl/worksheets/sheet" + std::to_string(sheet) + ".xml") return part.bytes;
    }
    CHECK(false);
    return parts_.front().bytes;
  }
  std::vector<ZipPart> parts_;
};

}  // namespace duban
