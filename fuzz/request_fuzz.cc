// Any bytes as the head and body of a request: what is accepted has one Host, one length and no line that two
// servers could read differently; parts of an upload lie in the body.
//   build/fuzz/request_fuzz -max_total_time=60 fuzz/seeds/request_fuzz

#include <cstdint>

// The server is not built here; these four know no Beast.
#include "server/head_check.cc"  // NOLINT
#include "server/http.cc"        // NOLINT
#include "server/multipart.cc"   // NOLINT
#include "server/target.cc"      // NOLINT

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace duban::http;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return 0;
  const std::string_view head = bytes.substr(0, end + 4);
  const std::string_view body = bytes.substr(end + 4);
  if (!head_fault(head)) {
    CHECK(head.find("\r\n ") == std::string_view::npos && head.find("\r\n\t") == std::string_view::npos);
    CHECK(head.find('\0') == std::string_view::npos);
    const std::string_view line = head.substr(0, head.find("\r\n"));
    const std::size_t first = line.find(' ');
    Request request;
    request.headers.push_back({"Accept-Language", std::string(body.substr(0, 64))});
    if (read_target(line.substr(first + 1, line.rfind(' ') - first - 1), request)) {
      CHECK(request.path.starts_with('/') && request.path.find('\0') == std::string::npos);
      (void)language_of(request);
    }
  }
  const auto parts = parse_multipart("multipart/form-data; boundary=b", body);
  if (!parts.ok()) return 0;
  for (const Part& part : *parts) {
    CHECK(part.body.data() >= body.data() && part.body.data() + part.body.size() <= body.data() + body.size());
    CHECK(part.file_name.find('/') == std::string::npos);
  }
  return 0;
}
