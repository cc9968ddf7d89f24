#pragma once

// The container of old office files and of encrypted new ones (MS-CFB): only what tells which it is.

#include <string_view>

namespace duban {

enum class OleKind {
  kOther,         // a container with nothing that is known
  kDamaged,       // cut off, or its tables lead nowhere
  kDocument,      // .doc, .wps
  kWorkbook,      // .xls, .et
  kPresentation,  // .ppt, .dps
  kEncrypted,     // any of these, or .docx and .xlsx, with a password
};

inline constexpr std::string_view kOleMagic = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

// bytes begin with kOleMagic. Looks at no more than the directory and the head of one stream.
OleKind ole_kind(std::string_view bytes);

}  // namespace duban
