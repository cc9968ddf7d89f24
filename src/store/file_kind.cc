#include "store/file_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace duban {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::size_t at;
  std::string_view bytes;
  FileKind kind;
};

// clang-format off
constexpr Signature kSignatures[] = {
    {0, "%PDF-"sv,                       {"document", "application/pdf", "PDF 文件", "a PDF", ".pdf"}},
    {0, "\x89PNG\r\n\x1a\n"sv,           {"photo", "image/png", "PNG 图片", "a PNG picture", ".png"}},
    {0, "\xff\xd8\xff"sv,                {"photo", "image/jpeg", "JPEG 图片", "a JPEG picture", ".jpg .jpeg"}},
    {0, "GIF8"sv,                        {"photo", "image/gif", "GIF 图片", "a GIF picture", ".gif"}},
    {0, "BM"sv,                          {"photo", "image/bmp", "BMP 图片", "a BMP picture", ".bmp"}},
    {0, "II*\0"sv,                       {"photo", "image/tiff", "TIFF 图片", "a TIFF picture", ".tif .tiff"}},
    {0, "MM\0*"sv,                       {"photo", "image/tiff", "TIFF 图片", "a TIFF picture", ".tif .tiff"}},
    {8, "WEBP"sv,                        {"photo", "image/webp", "WebP 图片", "a WebP picture", ".webp"}},
    {4, "ftypheic"sv,                    {"photo", "image/heic", "HEIC 照片", "an HEIC photo", ".heic .heif"}},
    {4, "ftypmif1"sv,                    {"photo", "image/heic", "HEIC 照片", "an HEIC photo", ".heic .heif"}},
    {4, "ftyp"sv,                        {"media", "video/mp4", "视频", "a video", ".mp4 .mov .m4v .m4a"}},
    {0, "ID3"sv,                         {"media", "audio/mpeg", "录音", "a recording", ".mp3"}},
    {0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, {"document", "application/x-ole-storage", "旧版 Office 文件", "an old Office file", ".doc .xls .ppt .wps .et .dps"}},
    {0, "{\\rtf"sv,                      {"document", "application/rtf", "RTF 文件", "an RTF file", ".rtf .doc"}},
    {0, "Rar!\x1a\x07"sv,                {"archive", "application/vnd.rar", "RAR 压缩包", "a RAR archive", ".rar"}},
    {0, "7z\xbc\xaf\x27\x1c"sv,          {"archive", "application/x-7z-compressed", "7z 压缩包", "a 7z archive", ".7z"}},
};
// What a ZIP holds tells what it is; the first name that is found.
struct ZipContent {
  std::string_view name;
  FileKind kind;
};
constexpr ZipContent kZipContents[] = {
    {"xl/workbook",  {"table", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX 表格", "an XLSX workbook", ".xlsx .xlsm"}},
    {"word/document", {"document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "DOCX 文件", "a DOCX file", ".docx"}},
    {"ppt/presentation", {"document", "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PPTX 演示文稿", "a PPTX presentation", ".pptx"}},
    {"OFD.xml",      {"document", "application/ofd", "OFD 文件", "an OFD file", ".ofd"}},
    {"opendocument.spreadsheet", {"table", "application/vnd.oasis.opendocument.spreadsheet", "ODS 表格", "an ODS workbook", ".ods"}},
    {"opendocument.text", {"document", "application/vnd.oasis.opendocument.text", "ODT 文件", "an ODT file", ".odt"}},
};
constexpr FileKind kZip = {"archive", "application/zip", "ZIP 压缩包", "a ZIP archive", ".zip"};
constexpr FileKind kTextFile = {"document", "text/plain", "文本文件", "a text file", ".txt .csv .md"};
constexpr std::string_view kProgramStarts[] = {"MZ"sv, "\x7f""ELF"sv, "#!"sv, "\xca\xfe\xba\xbe"sv, "\xcf\xfa\xed\xfe"sv, "dex\n"sv};
constexpr std::string_view kPageStarts[] = {"<!doctype"sv, "<html"sv, "<svg"sv, "<?xml"sv, "<script"sv};
// clang-format on

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

bool is_text(std::string_view bytes) {
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) return true;  // UTF-16 by its mark
  // Control characters other than white space are in no text, in UTF-8 as in GB18030.
  return std::none_of(bytes.begin(), bytes.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f';
  });
}

bool starts_like(std::string_view bytes, const std::string_view* begin, const std::string_view* end) {
  std::size_t at = bytes.starts_with("\xef\xbb\xbf") ? 3 : 0;
  while (at < bytes.size() &&
         (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
    ++at;
  }
  const std::string head = lower_ascii(bytes.substr(at, 16));
  return std::any_of(begin, end, [&](std::string_view start) { return head.starts_with(start); });
}

const FileKind* kind_of_bytes(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) {
    for (const ZipContent& content : kZipContents) {
      if (bytes.find(content.name) != std::string_view::npos) return &content.kind;
    }
    return &kZip;
  }
  for (const Signature& signature : kSignatures) {
    if (signature.bytes == "BM" && is_text(bytes)) continue;  // two letters that a text may begin with
    if (bytes.size() >= signature.at && bytes.substr(signature.at).starts_with(signature.bytes)) {
      return &signature.kind;
    }
  }
  return is_text(bytes) ? &kTextFile : nullptr;
}

Error not_taken(std::string_view zh, std::string_view en) {
  return error(
      ErrorCode::kRefused,
      fmt::format("{}不能作为佐证。可以上传：PDF、OFD、Word、Excel、PPT、图片、视频、录音、压缩包、文本", zh),
      fmt::format("{} is not taken as evidence. Taken are PDF, OFD, Word, Excel, PowerPoint, pictures, video, "
                  "recordings, archives, text",
                  en));
}

bool fits(std::string_view extensions, std::string_view wanted) {
  while (!extensions.empty()) {
    const std::size_t end = extensions.find(' ');
    if (extensions.substr(0, end) == wanted) return true;
    extensions = end == std::string_view::npos ? std::string_view() : extensions.substr(end + 1);
  }
  return false;
}

}  // namespace

Result<FileKind> file_kind(std::string_view file_name, std::string_view bytes) {
  if (bytes.empty()) {
    return error(ErrorCode::kInvalid, fmt::format("文件“{}”是空的", file_name),
                 fmt::format("the file “{}” is empty", file_name));
  }
  if (std::any_of(std::begin(kProgramStarts), std::end(kProgramStarts),
                  [&](std::string_view start) { return bytes.starts_with(start); })) {
    return not_taken("程序或脚本", "a program or script");
  }
  if (starts_like(bytes, std::begin(kPageStarts), std::end(kPageStarts)))
    return not_taken("网页", "a web page");
  const FileKind* kind = kind_of_bytes(bytes);
  if (kind == nullptr) return not_taken("这种格式的文件", "a file of this format");
  const std::size_t dot = file_name.rfind('.');
  const std::string extension = dot == std::string_view::npos ? "" : lower_ascii(file_name.substr(dot));
  if (!fits(kind->extensions, extension)) {
    return error(ErrorCode::kInvalid,
                 fmt::format("文件名是“{}”，内容却是{}（应为 {}）。请用正确的扩展名，或选对文件", file_name,
                             kind->zh, kind->extensions),
                 fmt::format("the name is “{}”, but the content is {} ({}). Give it its right extension, or "
                             "choose the right file",
                             file_name, kind->en, kind->extensions));
  }
  FileKind out = *kind;
  if (extension == ".xls" || extension == ".et" || extension == ".csv") out.kind = "table";
  return out;
}

}  // namespace duban
