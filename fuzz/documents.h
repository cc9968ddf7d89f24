#pragma once

// What the fuzzers of readers share.

#include <string>
#include <string_view>

#include "extract/extract.h"
#include "plan/plan_json.h"
#include "read/read.h"
#include "read/zip.h"
#include "text/utf8.h"

namespace duban {

// Valid text, tables and places that lie in it, and a plan that can be printed.
inline void check_document(const Result<Document>& document) {
  if (!document.ok()) {
    CHECK(!document.error().message.zh.empty() && !document.error().message.en.empty());
    return;
  }
  const std::string_view text = document->text;
  CHECK(utf8::first_invalid(text) == std::string_view::npos);
  for (const Table& table : document->tables) {
    CHECK(table.at.begin <= table.at.end && table.at.end <= text.size());
    for (const TableCell& cell : table.cells) {
      CHECK(table.at.begin <= cell.at.begin && cell.at.begin <= cell.at.end && cell.at.end <= table.at.end);
      CHECK(cell.row + cell.rows <= table.rows && cell.column + cell.columns <= table.columns);
    }
  }
  std::uint32_t end = 0;
  for (const Place& place : document->places) {
    CHECK(end <= place.at.begin && place.at.begin < place.at.end && place.at.end <= text.size());
    CHECK(place.page >= 1 && place.page <= document->pages.size());
    end = place.at.end;
  }
  CHECK(!to_json(extract(*document)).empty());
}

// Parts in the order of these names, a line of == between them; an empty one is not there.
template <typename Names>
Parts parts_in(std::string_view bytes, const Names& names) {
  return [bytes, &names](std::string_view name) -> Result<std::optional<std::string>> {
    std::string_view rest = bytes;
    for (const std::string_view part : names) {
      const std::size_t end = rest.find("\n==\n");
      const std::string_view words = rest.substr(0, end);
      if (part == name) return words.empty() ? std::optional<std::string>() : std::optional<std::string>(words);
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 4);
    }
    return std::optional<std::string>();
  };
}

}  // namespace duban
