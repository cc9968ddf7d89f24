#include "server/multipart.h"

#include <algorithm>

#include "server/http.h"
#include "server/target.h"

namespace duban::http {
namespace {

constexpr std::size_t kMostParts = 64;

Error broken(const char* zh, const char* en) { return error(ErrorCode::kUsage, zh, en); }

// The value of name="…" (or name=…) behind a header's first word; \" and \\ are unescaped.
std::string header_parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != std::string_view::npos && at < header.size()) {
    ++at;
    while (at < header.size() && (header[at] == ' ' || header[at] == '\t')) ++at;
    const std::size_t equals = header.find('=', at);
    if (equals == std::string_view::npos) return {};
    std::string key(header.substr(at, equals - at));
    std::transform(key.begin(), key.end(), key.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    std::string value;
    at = equals + 1;
    if (at < header.size() && header[at] == '"') {
      for (++at; at < header.size() && header[at] != '"'; ++at) {
        const bool escape =
            header[at] == '\\' && at + 1 < header.size() && (header[at + 1] == '"' || header[at + 1] == '\\');
        if (escape) ++at;
        value += header[at];
      }
      at = header.find(';', at);
    } else {
      const std::size_t end = header.find(';', at);
      value = header.substr(at, end == std::string_view::npos ? end : end - at);
      while (!value.empty() && value.back() == ' ') value.pop_back();
      at = end;
    }
    if (key == name) return value;
  }
  return {};
}

// A browser may send C:\papers\plan.txt; only the last part is a name.
std::string file_name_of(std::string_view disposition) {
  std::string name;
  const std::string extended = header_parameter(disposition, "filename*");  // UTF-8''%E6%96%B9… (RFC 8187)
  if (const std::size_t quote = extended.rfind('\''); quote != std::string::npos) {
    name = percent_decoded(std::string_view(extended).substr(quote + 1), Plus::kIsPlus).value_or("");
  }
  if (name.empty()) name = header_parameter(disposition, "filename");
  const std::size_t slash = name.find_last_of("/\\");
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() && std::equal(word.begin(), word.end(), text.begin(), [](char w, char t) {
           return w == (t >= 'A' && t <= 'Z' ? static_cast<char>(t + 32) : t);
         });
}

}  // namespace

bool is_multipart(std::string_view content_type) {
  return starts_with_word(content_type, "multipart/form-data");
}

Result<std::vector<Part>> parse_multipart(std::string_view content_type, std::string_view body) {
  const std::string boundary = header_parameter(content_type, "boundary");
  if (!is_multipart(content_type) || boundary.empty() || boundary.size() > 200) {
    return broken("上传内容缺少 boundary", "the upload has no boundary");
  }
  const std::string line = "--" + boundary;
  const std::string next = "\r\n" + line;
  std::size_t at = body.starts_with(line) ? 0 : body.find(next);
  if (at == std::string_view::npos) return broken("上传内容不完整", "the upload has no part");
  at += at == 0 ? line.size() : next.size();
  std::vector<Part> parts;
  for (;;) {
    if (body.substr(at).starts_with("--")) return parts;
    while (at < body.size() && (body[at] == ' ' || body[at] == '\t')) ++at;
    if (!body.substr(at).starts_with("\r\n")) return broken("上传内容不完整", "the upload is cut short");
    if (parts.size() == kMostParts) return broken("上传的部分太多", "the upload has too many parts");
    at += 2;
    Part part;
    for (;;) {
      const std::size_t end = body.find("\r\n", at);
      if (end == std::string_view::npos) return broken("上传内容不完整", "the upload is cut short");
      const std::string_view header = body.substr(at, end - at);
      at = end + 2;
      if (header.empty()) break;
      if (starts_with_word(header, "content-disposition:")) {
        part.name = header_parameter(header, "name");
        part.file_name = file_name_of(header);
      } else if (starts_with_word(header, "content-type:")) {
        part.content_type = header.substr(header.find(':') + 1);
        while (part.content_type.starts_with(' ')) part.content_type.remove_prefix(1);
      }
    }
    // An empty part's body is directly followed by the boundary's own line break, which then is the header's.
    const bool empty = body.substr(at).starts_with(line);
    const std::size_t end = empty ? at : body.find(next, at);
    if (end == std::string_view::npos) return broken("上传内容不完整", "the upload is cut short");
    part.body = body.substr(at, end - at);
    parts.push_back(std::move(part));
    at = end + (empty ? line.size() : next.size());
  }
}

}  // namespace duban::http
