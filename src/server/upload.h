#pragma once

// The file of a request: the field `file` of a form, or the raw body with its name in X-File-Name
// (percent-coded).

#include <string>
#include <string_view>

#include "base/result.h"
#include "server/http.h"

namespace duban {

struct Upload {
  std::string file_name;   // without folders
  std::string_view bytes;  // of the request's body
};
// Errors: kUsage (no file, a broken form).
Result<Upload> upload_of(const http::Request& request);

}  // namespace duban
