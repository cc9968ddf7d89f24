#pragma once

// The bytes of a text file become UTF-8. The encoding is recognised from the bytes alone.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/span.h"

namespace duban {

struct Decoded {
  std::string text;      // valid UTF-8 without byte order mark
  std::string encoding;  // utf-8, utf-16le, utf-16be, gb18030
  Spans broken;          // where U+FFFD stands in `text` for bytes that mean nothing
};

// Reads UTF-8 (RFC 3629), UTF-16 in both orders, each with or without byte order mark, and GB18030. A few
// broken bytes become U+FFFD and are listed. Errors: kInvalid (empty; so much broken that nothing can be
// trusted, with the first place), kUnsupported (no text: a program, a picture, a packed file).
Result<Decoded> decode(std::string_view bytes);

}  // namespace duban
