#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace duban {

struct ZipPart {
  std::string name, bytes;
};
// An archive with these members in this order, all dated 1980-01-01 and stored unpacked, so that the same parts
// give the same bytes whatever the clock and the version of zlib. Errors: kNoSpace (memory).
Result<std::string> zip_of(const std::vector<ZipPart>& parts);

}  // namespace duban
