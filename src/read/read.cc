#include "read/read.h"

#include <fmt/format.h>

#include <algorithm>

#include "read/docx.h"
#include "read/html.h"
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
  const Zip zip = TRY(Zip::open(bytes));
  if (zip.has("word/document.xml")) return read_docx(bytes);
  if (zip.has("xl/workbook.xml") || zip.has("[Content_Types].xml")) return read_xlsx(bytes);
  return error(ErrorCode::kUnsupported, "这是压缩包，不是能识别的文件；请解开后逐个录入",
               "this is an archive of no known kind; unpack it and import what it holds");
}

// What the bytes are decides; the name only where the bytes do not tell.
Result<Document> read_by_kind(std::string_view bytes, std::string_view file_name) {
  if (bytes.starts_with("PK\x03\x04")) return read_archive(bytes);
  if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return read_pdf(bytes);
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return error(
        ErrorCode::kUnsupported,
        "这是旧格式（.doc、.xls、.wps）或加密的文件；请用 WPS、Word 打开，去掉密码后另存为 .docx 或 .xlsx",
        "this is an old format (.doc, .xls, .wps) or an encrypted file; open it and save it as .docx or .xlsx "
        "without a password");
  }
  if (looks_like_html(bytes) || ends_with_any(file_name, {".html", ".htm", ".shtml", ".xhtml", ".jhtml"}))
    return read_html(bytes);
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

}  // namespace duban
