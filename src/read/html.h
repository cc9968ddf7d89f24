#pragma once

#include <string_view>

#include "base/result.h"
#include "read/read.h"

namespace duban {

// A web page becomes a Document: its paragraphs and tables in printed order, without scripts, hidden parts and
// the page's own links (navigation, lists of links). Numbers that the page only counts (<ol>) are printed. A
// page that holds its words as escaped HTML is read once more. Encoding: what the bytes are, whatever the page,
// or the answer of a server that was saved in front of it, says; that counts where GB18030 and Big5 are both
// likely. Memory: by the limits of html_tags.h at most 20 bytes for each byte of the page, and 256 MiB. Errors:
// kInvalid (no words, too deep), kUnsupported (no text), kTooLarge (too many tags).
Result<Document> read_html(std::string_view bytes);

bool looks_like_html(std::string_view bytes);

// Whether words hold tables of HTML, or HTML that is escaped: the source of a page, or a part of it, copied into a text.
bool holds_html(std::string_view bytes);
// Such a text: its line ends outside the tags part paragraphs. Errors as above.
Result<Document> read_text_with_html(std::string_view bytes);

}  // namespace duban
