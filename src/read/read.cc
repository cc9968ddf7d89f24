#include "read/read.h"

#include <fmt/format.h>

#include <algorithm>

#include "read/docx.h"
#include "read/html.h"
#include "read/ocr.h"
#include "read/ofd.h"
#include "read/office.h"
#include "read/ole.h"
#include "read/pdf.h"
#include "read/xlsx.h"
#include "read/zip.h"
#include "text/decode.h"
#include "text/utf8.h"

namespace duban {
namespace {

Error named(Error failure, std::string_view file_name) {
  if (!file_name.empty()) {
    failure.message.zh = fmt::format("{}：{}", file_name, failure.message.zh);
    failure.message.en = fmt::format("{}: {}", file_name, failure.message.en);
  }
  return failure;
}

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> endings) {
  std::string lower(name);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return lower.ends_with(ending); });
}

Result<Document> read_text(std::string_view bytes, std::string_view file_name) {
  Decoded decoded = TRY(decode(bytes));
  return Document{std::move(decoded.text),
                  std::move(decoded.encoding),
                  ends_with_any(file_name, {".md", ".markdown"}) ? "md" : "txt",
                  std::move(decoded.broken),
                  {}};
}

Result<Document> read_archive(std::string_view bytes) {
  Zip zip = TRY(Zip::open(bytes));
  if (zip.has("word/document.xml")) return read_docx(bytes);
  if (zip.has("OFD.xml")) return read_ofd(bytes);
  if (zip.has("mimetype")) {
    const std::string kind = TRY(zip.read("mimetype"));
    if (kind.starts_with("application/vnd.oasis.opendocument.text"))
      return read_by_office(bytes, "odt", OfficeKind::kText);
    if (kind.starts_with("application/vnd.oasis.opendocument.spreadsheet"))
      return read_by_office(bytes, "ods", OfficeKind::kTable);
  }
  if (zip.has("xl/workbook.xml") || zip.has("[Content_Types].xml")) return read_xlsx(bytes);
  return error(ErrorCode::kUnsupported, "这是压缩包，不是能识别的文件；请解开后逐个录入",
               "this is an archive of no known kind; unpack it and import what it holds");
}

Result<Document> read_ole(std::string_view bytes) {
  switch (ole_kind(bytes)) {
    case OleKind::kDocument:
      return read_by_office(bytes, "doc", OfficeKind::kText);
    case OleKind::kWorkbook:
      return read_by_office(bytes, "xls", OfficeKind::kTable);
    case OleKind::kEncrypted:
      return error(ErrorCode::kUnsupported, "文件设了密码，无法读取；请打开后去掉密码再录入",
                   "the file has a password; open it, take the password off and save it");
    case OleKind::kDamaged:
      return error(
          ErrorCode::kInvalid, "文件已损坏或不完整；请重新下载，或用 WPS、Word 打开后另存为 .docx 或 .xlsx",
          "the file is damaged or cut off; download it again, or open it and save it as .docx or .xlsx");
    case OleKind::kPresentation:
      return error(ErrorCode::kUnsupported, "这是演示文稿（.ppt），不能读；请把正文另存为 .docx 再录入",
                   "this is a presentation (.ppt), which is not read; save its text as .docx");
    case OleKind::kOther:
      break;
  }
  return error(ErrorCode::kUnsupported, "这是认不出的旧格式文件；请用 WPS、Word 打开后另存为 .docx 或 .xlsx",
               "this is an old file of no known kind; open it and save it as .docx or .xlsx");
}

// A web page with all its parts in one file, as browsers and Word save it.
bool looks_like_web_archive(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 2048);
  return (head.starts_with("MIME-Version:") || head.starts_with("From:")) &&
         head.find("multipart/related") != std::string_view::npos;
}

// What the bytes are decides; the name only where the bytes do not tell.
Result<Document> read_by_kind(std::string_view bytes, std::string_view file_name) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return read_archive(bytes);
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return read_pdf(bytes);
  if (bytes.starts_with(kOleMagic)) return read_ole(bytes);
  if (bytes.starts_with("{\\rtf")) return read_by_office(bytes, "rtf", OfficeKind::kText);
  if (looks_like_picture(bytes)) return read_picture(bytes);
  if (looks_like_web_archive(bytes)) {
    return error(ErrorCode::kUnsupported,
                 "这是单文件网页（.mht）；请用浏览器打开后另存为 .html，或用 WPS、Word 打开后另存为 .docx",
                 "this is a web archive (.mht); open it and save it as .html or .docx");
  }
  if (looks_like_html(bytes) || ends_with_any(file_name, {".html", ".htm", ".shtml", ".xhtml", ".jhtml"}))
    return read_html(bytes);
  if (holds_html(bytes)) return read_text_with_html(bytes);
  return read_text(bytes, file_name);
}

}  // namespace

Result<Document> read_document(std::string_view bytes, std::string_view file_name, std::size_t max_bytes) {
  if (bytes.size() > max_bytes) {
    return named(
        error(ErrorCode::kTooLarge, fmt::format("文件太大：{} 字节，上限 {} 字节", bytes.size(), max_bytes),
              fmt::format("the file is too large: {} bytes, the limit is {}", bytes.size(), max_bytes)),
        file_name);
  }
  Result<Document> document = read_by_kind(bytes, file_name);
  if (!document.ok()) return named(document.error(), file_name);
  if (utf8::trim(document->text).empty()) {
    return named(error(ErrorCode::kInvalid, "文件里没有文字", "the file holds no words"), file_name);
  }
  return document;
}

std::vector<Place> places_of(const Document& document, Span span) {
  const auto first = std::partition_point(document.places.begin(), document.places.end(),
                                          [&](const Place& place) { return place.at.end <= span.begin; });
  const auto last = std::partition_point(first, document.places.end(),
                                         [&](const Place& place) { return place.at.begin < span.end; });
  return {first, last};
}

}  // namespace duban
