#pragma once

#include <string_view>

#include "base/result.h"
#include "read/read.h"
#include "read/zip.h"

namespace duban {

// An OFD (GB/T 33190-2016) becomes a Document as document_of_pages makes it: its texts by the places of their
// letters (TextCode with DeltaX, DeltaY), frames of tables by its paths, templates with the page that uses
// them, all documents of the archive one after the other. Annotations (stamps, watermarks), signatures and
// pictures are left out. Errors: kInvalid (damaged, no such document), kUnsupported (encrypted; pictures
// without text), kTooLarge (limits of zip.h and xml.h; more than kMostOfdPages).
Result<Document> read_ofd(std::string_view bytes);
// The same from its parts.
Result<Document> read_ofd_parts(const Parts& parts);

inline constexpr std::size_t kMostOfdPages = 1500;

}  // namespace duban
