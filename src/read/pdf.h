#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "read/read.h"

namespace duban {

// A PDF becomes a Document: lines in reading order, tables told from where their words stand, page numbers and
// what every page repeats left out. The words come from duban-pdf, a program beside this one that runs with
// limits on memory and time (DUBAN_PDF names another place). Errors: kUnsupported (a password, a scan without
// text, no duban-pdf on this machine), kInvalid (damaged), kTooLarge (time, memory or pages).
Result<Document> read_pdf(std::string_view bytes);

// Whether duban-pdf is there.
bool pdf_helper_found();

// A word and where it stands on its page, in points from the top left.
struct PdfWord {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  double size = 0;  // of its letters
  std::string words;
};
struct PdfPage {
  double width = 0;
  double height = 0;
  std::vector<PdfWord> words;
};
// The pure part: pages of words become a Document.
Document document_of_pages(const std::vector<PdfPage>& pages);

}  // namespace duban
