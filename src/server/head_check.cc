#include "server/head_check.h"

#include <algorithm>
#include <cstring>

namespace duban::http {
namespace {

bool is_token_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         (c != '\0' && std::strchr("!#$%&'*+-.^_`|~", c) != nullptr);
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_word(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lowered(x) == lowered(y); });
}

HeadFault refused(const char* zh, const char* en) { return {400, {zh, en}}; }

// request-line = method SP request-target SP HTTP-version
std::optional<HeadFault> line_fault(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || !is_token(line.substr(0, first))) {
    return refused("请求行不完整", "the request line is not METHOD TARGET VERSION");
  }
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (target.empty() || target.find(' ') != std::string_view::npos) {
    return refused("请求地址中有空格", "the request target holds a space");
  }
  const bool visible = std::all_of(target.begin(), target.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F;
  });
  if (!visible)
    return refused("请求地址中有未转义的字符", "the request target holds bytes that must be escaped");
  if (version == "HTTP/1.1" || version == "HTTP/1.0") return {};
  if (version.starts_with("HTTP/")) {
    return HeadFault{505, {"只支持 HTTP/1.1 和 HTTP/1.0", "only HTTP/1.1 and HTTP/1.0 are spoken here"}};
  }
  return refused("请求行不完整", "the request line is not METHOD TARGET VERSION");
}

}  // namespace

bool has_bare_line_end(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    if (bytes[at] == '\n' && (at == 0 || bytes[at - 1] != '\r')) return true;
    if (bytes[at] == '\r' && at + 1 < bytes.size() && bytes[at + 1] != '\n') return true;
  }
  return false;
}

std::optional<HeadFault> head_fault(std::string_view head) {
  if (has_bare_line_end(head)) return refused("行尾必须是回车换行", "a line does not end in CR LF");
  std::size_t end = head.find("\r\n");
  const std::string_view first = head.substr(0, end);
  if (auto fault = line_fault(first)) return fault;
  const bool old_version = first.ends_with("HTTP/1.0");
  int hosts = 0;
  int lengths = 0;
  int codings = 0;
  for (std::size_t begin = end + 2; begin < head.size(); begin = end + 2) {
    end = head.find("\r\n", begin);
    const std::string_view line = head.substr(begin, end - begin);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') {
      return refused("请求头不得折行", "a header is folded over two lines");  // RFC 9112 5.2
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
      return refused("请求头名称有误",
                     "a header name is not a token directly before its colon");  // RFC 9112 5.1
    }
    const std::string_view name = line.substr(0, colon);
    std::string_view value = line.substr(colon + 1);
    const bool clean = std::none_of(value.begin(), value.end(), [](char c) {
      return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
    });
    if (!clean) return refused("请求头中有控制字符", "a header value holds control characters");
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
    while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
    if (same_word(name, "Host")) {
      ++hosts;
      const bool plain = !value.empty() && value.find_first_of(" \t,/@\\?#") == std::string_view::npos;
      if (!plain) return refused("Host 有误", "the Host header is no host");
    } else if (same_word(name, "Content-Length")) {
      ++lengths;
      const bool digits = !value.empty() && value.size() <= 18 &&
                          std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
      if (!digits) return refused("Content-Length 不是数字", "Content-Length is no number");
    } else if (same_word(name, "Transfer-Encoding")) {
      ++codings;
      if (!same_word(value, "chunked")) {
        return HeadFault{501, {"只支持 chunked 传输", "no transfer coding but chunked is known here"}};
      }
    }
  }
  if (hosts > 1 || (hosts == 0 && !old_version)) {
    return refused("必须恰有一个 Host", "there must be one Host header");  // RFC 9112 3.2
  }
  if (lengths > 1) return refused("有两个 Content-Length", "there are two Content-Length headers");
  if (codings > 1 || (codings > 0 && lengths > 0)) {
    return refused("请求体长度有两种说法", "the length of the body is given in two ways");  // RFC 9112 6.3
  }
  if (codings > 0 && old_version) {
    return refused("HTTP/1.0 没有 chunked 传输", "HTTP/1.0 knows no chunked transfer");
  }
  return {};
}

}  // namespace duban::http
