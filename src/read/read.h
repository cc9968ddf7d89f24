#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace duban {

// A cell of a table: where its words stand in the reader's text (its paragraphs parted by line ends), and which
// rows and columns it fills.
struct TableCell {
  Span at;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint32_t rows = 1;
  std::uint32_t columns = 1;
  bool operator==(const TableCell&) const = default;
};

// A table that the format of the paper told; what a plain text only looks like is found by extract(). Its cells
// stand in printed order.
struct Table {
  Span at;
  std::uint32_t rows = 0;
  std::uint32_t columns = 0;
  std::vector<TableCell> cells;
  bool operator==(const Table&) const = default;
};

// A paper as read: its text, before any repair.
struct Document {
  std::string text;      // the reader's text: UTF-8 without byte order mark; every Span points into it
  std::string encoding;  // what the bytes were: utf-8, utf-16le, utf-16be, gb18030, big5
  std::string format;    // txt, md, html, docx, xlsx, pdf
  Spans broken;          // U+FFFD in `text` that stand for bytes that mean nothing
  std::vector<Table> tables = {};  // in printed order, none inside another
};

inline constexpr std::size_t kDefaultMaxPaperBytes = 64U << 20U;

// Bytes of a paper become a Document. file_name helps to name the format and words the errors; it may be empty.
// A few broken bytes are no error: they become U+FFFD, and extract() reports them.
// Errors: kInvalid (empty, unreadable encoding), kUnsupported (binary, unknown format), kTooLarge (more than
// max_bytes).
Result<Document> read_document(std::string_view bytes, std::string_view file_name,
                               std::size_t max_bytes = kDefaultMaxPaperBytes);

// A version number that rises whenever the reader's text or the extraction of some paper changes.
inline constexpr int kReaderVersion = 2;

}  // namespace duban
