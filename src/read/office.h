#pragma once

// Old office formats by LibreOffice, where it is installed.

#include <string>
#include <string_view>

#include "base/result.h"
#include "read/read.h"

namespace duban {

enum class OfficeKind { kText, kTable };  // what it becomes: .docx, .xlsx

// A .doc, .wps, .xls, .et, .rtf, .odt or .ods becomes what read_docx or read_xlsx make of LibreOffice's .docx
// or .xlsx of it; `format` names it. LibreOffice runs with a profile of its own that is thrown away, without
// macros and links, for at most kMostOfficeSeconds and with at most kMostOfficeMemory bytes, one at a time.
// Errors: kUnsupported (no LibreOffice on this machine: what to do), kInvalid (it cannot read the file),
// kTooLarge (time), and those of the two readers.
Result<Document> read_by_office(std::string_view bytes, std::string_view format, OfficeKind kind);

inline constexpr int kMostOfficeSeconds = 120;
inline constexpr std::uint64_t kMostOfficeMemory = std::uint64_t{6} << 30U;  // of addresses; it fills a tenth

// LibreOffice's path; empty where it is not installed. DUBAN_SOFFICE names another place, or none where it is
// empty.
std::string office_program();

}  // namespace duban
