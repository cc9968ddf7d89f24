#pragma once

// What the page of a site prints around a paper: the box of its catalogue above it, its foot below it. Lines that are a
// page's wherever they stand are known by grammar/furniture.h; these are known only by where they stand.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "text/mapped.h"

namespace duban {

inline constexpr std::string_view kBoxRule = "furniture.box";
inline constexpr std::string_view kFootRule = "furniture.foot";

struct PageEdges {
  std::vector<std::size_t> box;  // where lines of the box begin, blanks in front left out, in printed order
  std::size_t paper = 0;         // behind the last line of the box
  std::size_t foot = std::string_view::npos;  // where the foot begins
};

// Looks at the first and the last lines of a text, however long it is. No box and no foot is no error.
PageEdges find_page_edges(std::string_view text);

// What a box says of the paper, as printed; empty where it says nothing.
struct CatalogueBox {
  std::string title;
  std::string number;
  std::string issuer;
  std::string issued;
  std::string published;
};
// `lines` are those of the box, in printed order; a value may stand on the line below its label.
CatalogueBox read_box(const std::vector<std::string_view>& lines);

}  // namespace duban
