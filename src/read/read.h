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

// A page of a format that has pages (pdf, ofd), in points of 1/72 inch.
struct PageSize {
  float width = 0;
  float height = 0;
  bool operator==(const PageSize&) const = default;
};

// Where some of the reader's text is printed: a box in points from the top left of its page. One for each
// stretch of a line, in the order of the text.
struct Place {
  Span at;
  std::uint32_t page = 1;
  float left = 0;
  float top = 0;
  float right = 0;
  float bottom = 0;
  bool operator==(const Place&) const = default;
};

// A paper as read: its text, before any repair.
struct Document {
  std::string text;      // the reader's text: UTF-8 without byte order mark; every Span points into it
  std::string encoding;  // what the bytes were: utf-8, utf-16le, utf-16be, gb18030, big5
  std::string format;    // txt, md, html, docx, xlsx, pdf, ofd, image; doc, xls, odt, ods, rtf by LibreOffice
  Spans broken;          // U+FFFD in `text` that stand for bytes that mean nothing
  std::vector<Table> tables = {};  // in printed order, none inside another
  std::vector<PageSize> pages = {};
  std::vector<Place> places = {};     // empty where the format has no pages
  std::vector<Message> remarks = {};  // what the reader left out or is unsure of, for the person who reads
};

// The places that hold any of these bytes of the reader's text, in printed order: spans back to page and box.
// Logarithmic in their number.
std::vector<Place> places_of(const Document& document, Span span);

inline constexpr std::size_t kDefaultMaxPaperBytes = 64U << 20U;

// Bytes of a paper become a Document. file_name helps to name the format and words the errors; it may be empty.
// A few broken bytes are no error: they become U+FFFD, and extract() reports them.
// Errors: kInvalid (empty, unreadable encoding, damaged), kUnsupported (binary, unknown format, a password, or
// a program that is needed is not on this machine), kTooLarge (more than max_bytes, or another limit).
// Memory: at most 20 bytes for each byte of the file, or of what its archive unfolds to (256 MiB at most,
// zip.h), and 256 MiB besides. Each reader's header has its own limits.
Result<Document> read_document(std::string_view bytes, std::string_view file_name,
                               std::size_t max_bytes = kDefaultMaxPaperBytes);

// A version number that rises whenever the reader's text or the extraction of some paper changes.
inline constexpr int kReaderVersion = 10;

}  // namespace duban
