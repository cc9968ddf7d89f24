#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/page.h"
#include "read/read.h"

namespace duban {

// A PDF becomes a Document as document_of_pages makes it. Words and drawn frames come from duban-pdf, a program
// beside this one (DUBAN_PDF names another place) that runs for at most 60 seconds of processor time, over at
// most 1,500 pages, in at most 256 MiB and 20 bytes for each byte of the file, 2 GiB together. Comments, stamps
// and turned watermarks are left out. Pages that are pictures, and pages whose fonts do not say which
// characters their glyphs are, are recognised where tesseract is installed (ocr.h); a remark says so. Errors:
// kUnsupported (a password; pictures or unreadable fonts and no tesseract; no duban-pdf), kInvalid (damaged),
// kTooLarge (time, memory or pages).
Result<Document> read_pdf(std::string_view bytes);

// What duban-pdf says, as its lines (src/pdf/main.cc has their form).
struct PagesTold {
  std::vector<Page> pages;
  std::vector<double> pictured;  // by page: hundredths of it that pictures cover
  bool garbled = false;          // of most letters their font does not say what they are
};
Result<PagesTold> pages_told(std::string_view said);

// Whether duban-pdf is there.
bool pdf_helper_found();

}  // namespace duban
