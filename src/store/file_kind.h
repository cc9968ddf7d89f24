#pragma once

// What a file is, told from its bytes: an upload whose name says otherwise is refused with words. Pure.

#include <string>
#include <string_view>

#include "base/result.h"

namespace duban {

struct FileKind {
  std::string_view kind;   // document, table, photo, media, archive
  std::string_view media;  // application/pdf
  std::string_view zh;     // PDF 文件
  std::string_view en;
  std::string_view extensions;  // .pdf, those that fit, with spaces between
};

// Errors: kInvalid for an empty file, an extension that lies, no extension; kRefused for programs, scripts,
// pages and whatever else is none of the kinds that are taken, with the list of these.
Result<FileKind> file_kind(std::string_view file_name, std::string_view bytes);

}  // namespace duban
