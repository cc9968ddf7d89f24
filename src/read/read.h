#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/span.h"

namespace duban {

// A paper as read: its text, before any repair.
struct Document {
  std::string text;      // the reader's text: UTF-8 without byte order mark; every Span points into it
  std::string encoding;  // what the bytes were: utf-8, utf-16le, utf-16be, gb18030
  std::string format;    // txt, md
  Spans broken;          // U+FFFD in `text` that stand for bytes that mean nothing
};

inline constexpr std::size_t kDefaultMaxPaperBytes = 64U << 20U;

// Bytes of a paper become a Document. file_name helps to name the format and words the errors; it may be empty.
// A few broken bytes are no error: they become U+FFFD, and extract() reports them.
// Errors: kInvalid (empty, unreadable encoding), kUnsupported (binary, unknown format), kTooLarge (more than
// max_bytes).
Result<Document> read_document(std::string_view bytes, std::string_view file_name,
                               std::size_t max_bytes = kDefaultMaxPaperBytes);

// A version number that rises whenever the reader's text or the extraction of some paper changes.
inline constexpr int kReaderVersion = 1;

}  // namespace duban
