#pragma once

#include <string>

#include "read/read.h"

namespace duban {

// {"pages": [[width, height]…], "places": [{"span": [begin, end], "page": 1, "box": [left, top, right,
// bottom]}…]}: points from the top left, spans in the reader's text. Both lists are empty where the format has
// no pages.
std::string places_json(const Document& document);

}  // namespace duban
