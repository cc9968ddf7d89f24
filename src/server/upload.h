#pragma once

// A file that was sent: a form's field `file`, or the body itself with its name in X-File-Name (percent-encoded).

#include <string>
#include <string_view>

#include "base/result.h"
#include "server/http.h"

namespace duban {

struct Upload {
  std::string file_name;   // without folders
  std::string_view bytes;  // of the request's body
};

// Errors: kUsage where the form has no field `file`.
Result<Upload> upload_of(const http::Request& request);

}  // namespace duban
