#include "server/openapi.h"

#include <algorithm>
#include <map>
#include <vector>

#include "base/json.h"
#include "server/request_checks.h"
#include "server/router.h"

namespace duban {
namespace {

void write_type(JsonWriter& json, std::string_view type) {
  const bool nullable = type.ends_with("|null");
  if (nullable) type.remove_suffix(5);
  if (type == "any") {
    json.begin_object().end_object();
    return;
  }
  if (type.ends_with("[]")) {
    json.begin_object().field("type", "array").key("items");
    write_type(json, type.substr(0, type.size() - 2));
    json.end_object();
    return;
  }
  const bool plain = type == "string" || type == "integer" || type == "number" || type == "boolean";
  json.begin_object();
  if (plain && nullable) {
    json.key("type").begin_array().string(type).string("null").end_array();
  } else if (plain) {
    json.field("type", type);
  } else if (nullable) {
    json.key("anyOf").begin_array().begin_object().field("$ref", fmt::format("#/components/schemas/{}", type));
    json.end_object().begin_object().field("type", "null").end_object().end_array();
  } else {
    json.field("$ref", fmt::format("#/components/schemas/{}", type));
  }
  json.end_object();
}

struct Member {
  std::string_view name;
  std::string_view type;
  bool optional;
};

// "id:integer first_bad?:integer", or names only ("roles state?") with types from the table of body fields.
std::vector<Member> members_of(std::string_view text) {
  std::vector<Member> out;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (word.empty()) continue;
    const std::size_t colon = word.find(':');
    std::string_view name = word.substr(0, colon);
    const bool optional = name.ends_with('?');
    if (optional) name.remove_suffix(1);
    out.push_back(
        {name, colon == std::string_view::npos ? body_field_type(name) : word.substr(colon + 1), optional});
  }
  return out;
}

void write_object(JsonWriter& json, std::string_view members) {
  const auto list = members_of(members);
  json.begin_object().field("type", "object").key("properties").begin_object();
  for (const Member& member : list) {
    json.key(member.name);
    write_type(json, member.type);
  }
  json.end_object().key("required").begin_array();
  for (const Member& member : list) {
    if (!member.optional) json.string(member.name);
  }
  json.end_array().field("additionalProperties", false).end_object();
}

// types: one, or several with | between.
void write_content(JsonWriter& json, std::string_view types, std::string_view schema) {
  json.key("content").begin_object();
  while (!types.empty()) {
    const std::size_t end = types.find('|');
    json.key(types.substr(0, end)).begin_object().key("schema");
    write_type(json, schema);
    json.end_object();
    types = end == std::string_view::npos ? std::string_view() : types.substr(end + 1);
  }
  json.end_object();
}

void write_parameter(JsonWriter& json, std::string_view name, std::string_view in, bool required) {
  json.begin_object()
      .field("name", name)
      .field("in", in)
      .field("required", required)
      .key("schema")
      .begin_object();
  json.field("type", "string").end_object().end_object();
}

void write_parameters(JsonWriter& json, const Route& route) {
  json.key("parameters").begin_array();
  std::string_view rest = route.pattern;
  for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const std::size_t close = rest.find('}', open);
    write_parameter(json, rest.substr(open + 1, close - open - 1), "path", true);
    rest = rest.substr(close + 1);
  }
  if (route.needs_match) write_parameter(json, "If-Match", "header", true);
  if (route.method == http::Method::kPost && route.access == Access::kLoggedIn) {
    write_parameter(json, "Idempotency-Key", "header", false);
  }
  json.end_array();
}

void write_answers(JsonWriter& json, const Route& route) {
  json.key("responses").begin_object();
  const bool media = route.answer.find('/') != std::string_view::npos;
  const bool made = route.answer.starts_with("New");
  json.key(route.answer.empty() ? "204"
           : made               ? "201"
                                : "200")
      .begin_object()
      .field("description", route.summary);
  if (media) {
    write_content(json, route.answer, "string");
  } else if (!route.answer.empty()) {
    write_content(json, "application/json", route.answer == "Any" ? "any" : route.answer);
  }
  json.end_object().key("default").begin_object().field("description", "A problem (RFC 9457)");
  write_content(json, "application/problem+json", "Problem");
  json.end_object().end_object();
}

void write_operation(JsonWriter& json, const Route& route) {
  json.begin_object().field("summary", route.summary);
  if (route.access == Access::kOpen) {
    json.key("security").begin_array().end_array();
  } else {
    json.field("x-action", to_word(route.action));
  }
  write_parameters(json, route);
  if (route.body == kAnyBody) {
    json.key("requestBody").begin_object().key("content").begin_object();
    json.key("multipart/form-data").begin_object().key("schema").begin_object().field("type", "object");
    json.key("properties").begin_object().key("file").begin_object().field("type", "string");
    json.field("format", "binary").end_object().end_object().end_object().end_object();
    json.key("application/octet-stream").begin_object().end_object().end_object().end_object();
  } else if (!route.body.empty()) {
    json.key("requestBody").begin_object().field("required", true).key("content").begin_object();
    json.key("application/json").begin_object().key("schema");
    write_object(json, route.body);
    json.end_object().end_object().end_object();
  }
  write_answers(json, route);
  json.end_object();
}

}  // namespace

std::string openapi_text(std::span<const Route> routes) {
  JsonWriter json;
  json.begin_object().field("openapi", "3.1.0").key("info").begin_object().field("title", "duban 督办");
  json.field("version", "1")
      .field("description", "Made from src/server/routes.cc; docs/api.md says it in words.");
  json.end_object().key("security").begin_array();
  json.begin_object().key("session").begin_array().end_array().end_object();
  json.begin_object().key("token").begin_array().end_array().end_object().end_array();
  json.key("paths").begin_object();
  std::vector<std::string_view> patterns;  // in order of the list, each once
  for (const Route& route : routes) {
    if (std::find(patterns.begin(), patterns.end(), route.pattern) == patterns.end())
      patterns.push_back(route.pattern);
  }
  for (const std::string_view pattern : patterns) {
    json.key(pattern).begin_object();
    for (const Route& route : routes) {
      if (route.pattern != pattern) continue;
      std::string method(to_word(route.method));
      std::transform(method.begin(), method.end(), method.begin(),
                     [](char c) { return static_cast<char>(c + 32); });
      json.key(method);
      write_operation(json, route);
    }
    json.end_object();
  }
  json.end_object().key("components").begin_object().key("securitySchemes").begin_object();
  json.key("session")
      .begin_object()
      .field("type", "apiKey")
      .field("in", "cookie")
      .field("name", "duban_session");
  json.end_object().key("token").begin_object().field("type", "http").field("scheme", "bearer").end_object();
  json.end_object().key("schemas").begin_object();
  for (const AnswerSchema& schema : answer_schemas()) {
    json.key(schema.name);
    write_object(json, schema.members);
  }
  json.end_object().end_object().end_object();
  return json.take();
}

}  // namespace duban
