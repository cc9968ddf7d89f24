#pragma once

// multipart/form-data (RFC 7578): the parts of an upload, as views into the body.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duban::http {

struct Part {
  std::string name;
  std::string file_name;  // UTF-8, without folders; empty where the part is no file
  std::string_view content_type;
  std::string_view body;
};

bool is_multipart(std::string_view content_type);
// Errors: kUsage where the boundary is missing, the body ends early, or there are more than 64 parts.
Result<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace duban::http
