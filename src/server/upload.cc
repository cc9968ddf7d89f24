#include "server/upload.h"

#include "server/multipart.h"

namespace duban {
namespace {

// %E6%96%B9 in X-File-Name: header values are ASCII.
std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded =
        text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0;
    out += coded ? static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2])) : text[i];
    if (coded) i += 2;
  }
  return out;
}

std::string last_component(std::string name) {
  const std::size_t slash = name.find_last_of("/\\");
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

}  // namespace

Result<Upload> upload_of(const http::Request& request) {
  if (!http::is_multipart(request.header("Content-Type"))) {
    return Upload{last_component(percent_decoded(request.header("X-File-Name"))), request.body};
  }
  for (const http::Part& part : TRY(http::parse_multipart(request.header("Content-Type"), request.body))) {
    if (part.name == "file") return Upload{part.file_name, part.body};
  }
  return error(ErrorCode::kUsage, "没有收到文件（表单里应有 file 一项）",
               "no file came (the form should have a field file)");
}

}  // namespace duban
