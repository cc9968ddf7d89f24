#include "server/http.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/json.h"

namespace duban::http {
namespace {

struct Status {
  ErrorCode code;
  int status;
  std::string_view type;
  std::string_view zh;
  std::string_view en;
};

// clang-format off
constexpr Status kStatuses[] = {
    {ErrorCode::kUsage,                400, "usage",                 "请求有误",       "Bad request"},
    {ErrorCode::kInvalid,              422, "invalid",               "内容有误",       "The content makes no sense here"},
    {ErrorCode::kNotFound,             404, "not-found",             "没有找到",       "Not found"},
    {ErrorCode::kUnauthenticated,      401, "unauthenticated",       "请先登录",       "Please log in"},
    {ErrorCode::kForbidden,            403, "forbidden",             "没有权限",       "Not allowed"},
    {ErrorCode::kConflict,             409, "conflict",              "当前状态不允许", "The present state does not allow it"},
    {ErrorCode::kStale,                412, "stale",                 "别人刚刚改过",   "Somebody else changed it meanwhile"},
    {ErrorCode::kPreconditionRequired, 428, "precondition-required", "缺少 If-Match",  "If-Match is missing"},
    {ErrorCode::kTooLarge,             413, "too-large",             "文件太大",       "Too large"},
    {ErrorCode::kUnsupported,          415, "unsupported",           "不支持的格式",   "Format not supported"},
    {ErrorCode::kRefused,              422, "refused",               "按规定不能办理", "Refused by rule"},
    {ErrorCode::kLocked,               429, "locked",                "账号已锁定",     "The account is locked"},
    {ErrorCode::kDamaged,              500, "damaged",               "数据已损坏",     "The data is damaged"},
    {ErrorCode::kNewerVersion,         500, "newer-version",         "数据库版本较新", "The database is of a newer version"},
    {ErrorCode::kNoSpace,              507, "no-space",              "磁盘已满",       "The disk is full"},
    {ErrorCode::kBusy,                 503, "busy",                  "系统繁忙",       "Busy"},
    {ErrorCode::kIo,                   500, "io",                    "读写失败",       "Reading or writing failed"},
    {ErrorCode::kInternal,             500, "internal",              "程序出错",       "The program failed"},
};
// clang-format on

struct Plain {
  int status;
  std::string_view type;
  std::string_view zh;
  std::string_view en;
};

// clang-format off
constexpr Plain kPlain[] = {
    {400, "bad-request",        "请求有误",         "Bad request"},
    {404, "not-found",          "没有找到",         "Not found"},
    {405, "method-not-allowed", "不支持的操作",     "Method not allowed"},
    {415, "unsupported",        "不支持的格式",     "Format not supported"},
    {417, "expectation-failed", "不支持的 Expect",  "Expectation failed"},
    {431, "head-too-large",     "请求头太大",       "Request head too large"},
    {501, "not-implemented",    "不支持的传输方式", "Not implemented"},
    {505, "http-version",       "不支持的 HTTP 版本", "HTTP version not supported"},
};
// clang-format on

Response problem_of(std::string_view type, int status, std::string_view title, std::string_view detail,
                    std::string_view current_json) {
  JsonWriter json;
  json.begin_object()
      .field("type", "/problems/" + std::string(type))
      .field("title", title)
      .field("status", status)
      .field("detail", detail);
  if (!current_json.empty()) json.key("current").raw(current_json);
  json.end_object();
  Response response;
  response.status = status;
  response.content_type = "application/problem+json; charset=utf-8";
  response.body = json.take();
  return response;
}

const Status& status_of(ErrorCode code) {
  const auto* row =
      std::find_if(std::begin(kStatuses), std::end(kStatuses), [&](const Status& s) { return s.code == code; });
  CHECK(row != std::end(kStatuses));
  return *row;
}

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::string_view Request::header(std::string_view name) const {
  for (const Header& each : headers) {
    if (same_name(each.name, name)) return each.value;
  }
  return {};
}

std::string_view Request::query_value(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return {};
}

std::string_view Request::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters) {
    if (key == name) return value;
  }
  return {};
}

std::optional<std::int64_t> Request::id(std::string_view name) const {
  const std::string_view text = parameter(name);
  std::int64_t value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size() || value <= 0) return {};
  return value;
}

int http_status(ErrorCode code) { return status_of(code).status; }

Response problem(const Error& error, Language language) {
  const Status& row = status_of(error.code);
  return problem_of(row.type, row.status, language == Language::kZh ? row.zh : row.en,
                    error.message.in(language), {});
}

Response problem(int status, const Message& detail, Language language) {
  const auto* row =
      std::find_if(std::begin(kPlain), std::end(kPlain), [&](const Plain& p) { return p.status == status; });
  CHECK(row != std::end(kPlain));
  return problem_of(row->type, status, language == Language::kZh ? row->zh : row->en, detail.in(language), {});
}

std::string etag(std::int64_t id, std::int64_t version) { return fmt::format("\"{}-{}\"", id, version); }

bool if_match(const Request& request, std::int64_t id, std::int64_t version) {
  const std::string wanted = etag(id, version);
  std::string_view rest = request.header("If-Match");
  while (!rest.empty()) {
    const std::size_t comma = rest.find(',');
    std::string_view tag = rest.substr(0, comma);
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    while (!tag.empty() && tag.front() == ' ') tag.remove_prefix(1);
    while (!tag.empty() && tag.back() == ' ') tag.remove_suffix(1);
    if (tag == wanted || tag == "*") return true;
  }
  return false;
}

Response stale(std::string_view current_json, std::int64_t id, std::int64_t version, Language language) {
  const Status& row = status_of(ErrorCode::kStale);
  const Message detail{
      "您打开之后，这一条已被别人修改，本次没有保存。请核对最新内容后再改",
      "somebody changed this after you opened it; nothing was saved. Look at what it says now, "
      "then change it again"};
  return problem_of(row.type, row.status, language == Language::kZh ? row.zh : row.en, detail.in(language),
                    current_json)
      .with("ETag", etag(id, version));
}

std::string attachment(std::string_view file_name) {
  std::string plain;
  std::string encoded;
  for (const char c : file_name) {
    const bool token = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
                       c == '-' || c == '_';
    if (token) {
      plain += c;
      encoded += c;
    } else {
      if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) plain += '_';
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded);
}

}  // namespace duban::http
