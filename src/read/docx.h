#pragma once

#include <string_view>

#include "base/result.h"
#include "read/read.h"
#include "read/zip.h"

namespace duban {

// A DOCX (Word, WPS, LibreOffice) becomes a Document: paragraphs with the numbers that the program would print
// in front of them, tables with their merged cells, footnotes behind the text. Deleted text, headers and page
// numbers are left out. Errors: kInvalid (damaged, no such document), kUnsupported (encrypted), kTooLarge.
Result<Document> read_docx(std::string_view bytes);
// The same from its parts.
Result<Document> read_docx_parts(const Parts& parts);

}  // namespace duban
