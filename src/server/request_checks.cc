#include "server/request_checks.h"

#include <algorithm>

#include "base/json.h"
#include "server/json_body.h"
#include "store/passwords.h"

namespace duban {
namespace {

// Calls each(word) for every word of a list.
template <class Each>
void for_words(std::string_view text, char between, Each each) {
  while (!text.empty()) {
    const std::size_t end = text.find(between);
    std::string_view word = text.substr(0, end);
    while (word.starts_with(' ')) word.remove_prefix(1);
    while (word.ends_with(' ')) word.remove_suffix(1);
    if (!word.empty()) each(word);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
}

std::string kept_members(simdjson::dom::object object, const std::vector<std::string_view>& wanted) {
  std::string out = "{";
  for (const auto member : object) {
    if (std::find(wanted.begin(), wanted.end(), member.key) == wanted.end()) continue;
    if (out.size() > 1) out += ',';
    append_json_string(out, member.key);
    out += ':';
    out += simdjson::minify(member.value);
  }
  return out + "}";
}

}  // namespace

Result<void> check_body(const http::Request& request, std::string_view fields) {
  if (!request.header("Content-Type").starts_with("application/json")) {
    return error(ErrorCode::kUnsupported, "请求内容应为 JSON（Content-Type: application/json）",
                 "the body must be JSON (Content-Type: application/json)");
  }
  const JsonBody body = TRY(JsonBody::parse(request.body));
  std::vector<std::string_view> known;
  std::string missing;
  for_words(fields, ' ', [&](std::string_view word) {
    const bool optional = word.ends_with('?');
    if (optional) word.remove_suffix(1);
    known.push_back(word);
    if (!optional && !body.has(word) && missing.empty()) missing = word;
  });
  if (!missing.empty()) {
    return error(ErrorCode::kInvalid, fmt::format("缺少字段 {}", missing),
                 fmt::format("field {} is missing", missing));
  }
  for (const std::string_view name : body.names()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      return error(ErrorCode::kInvalid, fmt::format("没有字段 {}", name),
                   fmt::format("there is no field {}", name));
    }
  }
  return {};
}

Result<void> check_csrf(const http::Request& request, const Login& login) {
  if (same_secret(request.header("X-CSRF-Token"), login.csrf)) return {};
  return error(ErrorCode::kForbidden, "页面已过期（缺少 X-CSRF-Token），请刷新后再试",
               "the page is too old (X-CSRF-Token is missing or wrong); please reload it");
}

Result<void> check_origin(const http::Request& request) {
  const std::string_view origin = request.header("Origin");
  const std::size_t scheme_end = origin.find("://");
  const bool same =
      scheme_end != std::string_view::npos && origin.substr(scheme_end + 3) == request.header("Host");
  if ((origin.empty() || same) && request.header("Sec-Fetch-Site") != "cross-site") return {};
  return error(ErrorCode::kForbidden, "请求来自别的网站，已拒绝",
               "the request comes from another site and was refused");
}

std::string client_address(const http::Request& request, bool behind_proxy) {
  if (!behind_proxy) return request.peer;
  std::string_view nearest;
  for_words(request.header("X-Forwarded-For"), ',', [&](std::string_view word) { nearest = word; });
  return nearest.empty() ? request.peer : std::string(nearest.substr(0, 64));
}

void keep_fields(const http::Request& request, http::Response& response) {
  const std::string_view fields = request.query_value("fields");
  if (fields.empty() || !response.content_type.starts_with("application/json")) return;
  std::vector<std::string_view> wanted;
  for_words(fields, ',', [&](std::string_view word) { wanted.push_back(word); });
  simdjson::dom::parser parser;
  simdjson::dom::object root;
  if (parser.parse(response.body).get_object().get(root) != simdjson::SUCCESS) return;
  simdjson::dom::array items;
  if (root.at_key("items").get_array().get(items) != simdjson::SUCCESS) {
    response.body = kept_members(root, wanted);
    return;
  }
  std::string out = "{\"items\":[";
  for (const simdjson::dom::element item : items) {
    simdjson::dom::object object;
    if (out.back() != '[') out += ',';
    out += item.get_object().get(object) == simdjson::SUCCESS ? kept_members(object, wanted)
                                                              : simdjson::minify(item);
  }
  out += ']';
  for (const auto member : root) {  // total, next, counts
    if (member.key == "items") continue;
    out += ',';
    append_json_string(out, member.key);
    out += ':';
    out += simdjson::minify(member.value);
  }
  response.body = out + "}";
}

}  // namespace duban
