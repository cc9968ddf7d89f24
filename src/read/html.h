#pragma once

#include <string_view>

#include "base/result.h"
#include "read/read.h"

namespace duban {

// A web page becomes a Document: its paragraphs and tables in printed order, without scripts, hidden parts and
// the page's own links (navigation, lists of links). Numbers that the page only counts (<ol>) are printed. A
// page that holds its words as escaped HTML is read once more. Encoding: what the bytes are, whatever the page
// says of itself; Big5 where the page says so and the bytes are no UTF-8. Errors: kInvalid (no words, too
// deep), kUnsupported (no text), kTooLarge.
Result<Document> read_html(std::string_view bytes);

bool looks_like_html(std::string_view bytes);

}  // namespace duban
