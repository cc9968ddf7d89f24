#include "store/report_body.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <cmath>

namespace duban {
namespace {

using simdjson::SUCCESS;
using simdjson::dom::element;

constexpr std::size_t kLongestText = 20000;
constexpr std::size_t kLongestSource = 600;

Error wrong_member(std::string_view name, std::string_view zh, std::string_view en) {
  return error(ErrorCode::kInvalid, fmt::format("{}{}", name, zh), fmt::format("{} {}", name, en));
}

bool is_absent(const element& object, std::string_view key) {
  element value;
  return object[key].get(value) != SUCCESS || value.is_null();
}

Result<std::string> text_member(const element& object, std::string_view key, std::size_t longest) {
  if (is_absent(object, key)) return std::string();
  std::string_view value;
  if (object[key].get_string().get(value) != SUCCESS) return wrong_member(key, "应为文字", "must be a string");
  if (value.size() > longest) {
    return error(ErrorCode::kTooLarge,
                 fmt::format("{}太长（{}字节，至多{}字节），长材料请作为佐证上传", key, value.size(), longest),
                 fmt::format("{} is too long ({} bytes of at most {}); attach long papers as evidence", key,
                             value.size(), longest));
  }
  return std::string(value);
}

Result<std::optional<double>> number_member(const element& object, std::string_view key) {
  if (is_absent(object, key)) return std::optional<double>();
  double value = 0;
  if (object[key].get_double().get(value) != SUCCESS || !std::isfinite(value)) {
    return wrong_member(key, "应为数字", "must be a number");
  }
  return std::optional<double>(value);
}

Result<BodyValue> read_value(const element& object, int targets) {
  BodyValue out;
  std::int64_t target = 0;
  if (!object.is_object() || object["target"].get_int64().get(target) != SUCCESS || target < 0 ||
      target >= targets) {
    return error(ErrorCode::kInvalid, "填报的数值没有对应的目标，请刷新后重填",
                 "a value belongs to no target of the task; load the page again");
  }
  out.target = static_cast<int>(target);
  out.value = TRY(number_member(object, "value"));
  out.source = TRY(text_member(object, "source", kLongestSource));
  const std::string as_of = TRY(text_member(object, "as_of", 10));
  if (!as_of.empty()) {
    const auto day = Day::parse(as_of);
    if (!day) {
      return error(ErrorCode::kInvalid, fmt::format("截止日期“{}”应写作 2026-03-01 的样子", as_of),
                   fmt::format("the as-of date “{}” should look like 2026-03-01", as_of));
    }
    out.as_of = *day;
  }
  return out;
}

}  // namespace

Result<ReportBody> report_body_from_json(std::string_view json, int targets) {
  simdjson::dom::parser parser;
  element root;
  if (parser.parse(json.data(), json.size(), true).get(root) != SUCCESS || !root.is_object()) {
    return error(ErrorCode::kInvalid, "填报内容不是 JSON 对象", "the report is no JSON object");
  }
  ReportBody out;
  out.text = TRY(text_member(root, "text", kLongestText));
  out.problems = TRY(text_member(root, "problems", kLongestText));
  out.next_step = TRY(text_member(root, "next_step", kLongestText));
  out.percent = TRY(number_member(root, "percent"));
  if (out.percent && (*out.percent < 0 || *out.percent > 100)) {
    return error(ErrorCode::kInvalid, "完成比例应在0到100之间", "percent lies between 0 and 100");
  }
  if (!is_absent(root, "wants_coordination") &&
      root["wants_coordination"].get_bool().get(out.wants_coordination) != SUCCESS) {
    return wrong_member("wants_coordination", "应为 true 或 false", "must be true or false");
  }
  if (is_absent(root, "values")) return out;
  simdjson::dom::array values;
  if (root["values"].get_array().get(values) != SUCCESS) {
    return wrong_member("values", "应为列表", "must be a list");
  }
  for (const element each : values) {
    BodyValue value = TRY(read_value(each, targets));
    const bool twice = std::any_of(out.values.begin(), out.values.end(),
                                   [&](const BodyValue& other) { return other.target == value.target; });
    if (twice) {
      return error(ErrorCode::kInvalid, "同一目标填了两个数值", "one target has two values");
    }
    out.values.push_back(std::move(value));
  }
  return out;
}

void write_report_body(JsonWriter& json, const ReportBody& body) {
  json.begin_object().field("text", body.text).key("values").begin_array();
  for (const BodyValue& value : body.values) {
    json.begin_object().field("target", value.target).key("value");
    value.value ? json.number(*value.value) : json.null();
    json.field("as_of", to_iso(value.as_of)).field("source", value.source).end_object();
  }
  json.end_array().key("percent");
  body.percent ? json.number(*body.percent) : json.null();
  json.field("problems", body.problems)
      .field("wants_coordination", body.wants_coordination)
      .field("next_step", body.next_step)
      .end_object();
}

std::string to_json(const ReportBody& body) {
  JsonWriter json;
  write_report_body(json, body);
  return json.take();
}

}  // namespace duban
