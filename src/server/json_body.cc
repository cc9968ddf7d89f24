#include "server/json_body.h"

namespace duban {
namespace {

Error wrong_field(std::string_view name, const char* zh, const char* en) {
  return error(ErrorCode::kInvalid, fmt::format("字段 {} {}", name, zh), fmt::format("field {} {}", name, en));
}

}  // namespace

Result<JsonBody> JsonBody::parse(std::string_view text) {
  JsonBody body;
  body.parser_ = std::make_unique<simdjson::dom::parser>();
  simdjson::dom::element root;
  if (body.parser_->parse(text.data(), text.size(), true).get(root) != simdjson::SUCCESS ||
      root.get_object().get(body.object_) != simdjson::SUCCESS) {
    return error(ErrorCode::kUsage, "请求内容不是 JSON 对象", "the body is no JSON object");
  }
  return body;
}

bool JsonBody::has(std::string_view name) const { return object_.at_key(name).error() == simdjson::SUCCESS; }

bool JsonBody::is_null(std::string_view name) const {
  simdjson::dom::element value;
  return object_.at_key(name).get(value) == simdjson::SUCCESS && value.is_null();
}

std::vector<std::string_view> JsonBody::names() const {
  std::vector<std::string_view> out;
  for (const auto field : object_) out.push_back(field.key);
  return out;
}

Result<std::string> JsonBody::string(std::string_view name) const {
  std::string_view value;
  if (object_.at_key(name).get_string().get(value) != simdjson::SUCCESS) {
    return wrong_field(name, "应为文字", "must be a string");
  }
  return std::string(value);
}

Result<std::int64_t> JsonBody::integer(std::string_view name) const {
  std::int64_t value = 0;
  if (object_.at_key(name).get_int64().get(value) != simdjson::SUCCESS) {
    return wrong_field(name, "应为整数", "must be an integer");
  }
  return value;
}

Result<bool> JsonBody::boolean(std::string_view name) const {
  bool value = false;
  if (object_.at_key(name).get_bool().get(value) != simdjson::SUCCESS) {
    return wrong_field(name, "应为 true 或 false", "must be true or false");
  }
  return value;
}

Result<std::vector<std::string>> JsonBody::strings(std::string_view name) const {
  simdjson::dom::array list;
  std::vector<std::string> out;
  bool good = object_.at_key(name).get_array().get(list) == simdjson::SUCCESS;
  if (good) {
    for (const simdjson::dom::element each : list) {
      std::string_view value;
      good = good && each.get_string().get(value) == simdjson::SUCCESS;
      out.emplace_back(value);
    }
  }
  if (!good) return wrong_field(name, "应为文字的列表", "must be a list of strings");
  return out;
}

Result<std::vector<std::int64_t>> JsonBody::integers(std::string_view name) const {
  simdjson::dom::array list;
  std::vector<std::int64_t> out;
  bool good = object_.at_key(name).get_array().get(list) == simdjson::SUCCESS;
  if (good) {
    for (const simdjson::dom::element each : list) {
      std::int64_t value = 0;
      good = good && each.get_int64().get(value) == simdjson::SUCCESS;
      out.push_back(value);
    }
  }
  if (!good) return wrong_field(name, "应为整数的列表", "must be a list of integers");
  return out;
}

Result<std::optional<std::string>> JsonBody::optional_string(std::string_view name) const {
  if (!has(name) || is_null(name)) return std::optional<std::string>();
  return std::optional<std::string>(TRY(string(name)));
}

Result<std::optional<std::int64_t>> JsonBody::optional_integer(std::string_view name) const {
  if (!has(name) || is_null(name)) return std::optional<std::int64_t>();
  return std::optional<std::int64_t>(TRY(integer(name)));
}

Result<bool> JsonBody::boolean_or(std::string_view name, bool otherwise) const {
  if (!has(name) || is_null(name)) return otherwise;
  return boolean(name);
}

}  // namespace duban
