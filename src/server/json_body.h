#pragma once

// The JSON body of a request: fields by name, each error a sentence that names the field.
//   const JsonBody body = TRY(JsonBody::parse(request.body));
//   const std::string name = TRY(body.string("name"));
//   const auto unit = TRY(body.optional_integer("unit_id"));   // absent or null: nothing
// The route's `body` words have been checked before the handler runs: no unknown field, none missing.

#include <simdjson.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duban {

class JsonBody {
 public:
  // Errors: kUsage where it is no JSON object.
  static Result<JsonBody> parse(std::string_view text);

  // Whether the field is there at all, null or not.
  bool has(std::string_view name) const;
  bool is_null(std::string_view name) const;
  std::vector<std::string_view> names() const;

  // Errors: kInvalid where the field is missing or of another type.
  Result<std::string> string(std::string_view name) const;
  Result<std::int64_t> integer(std::string_view name) const;
  Result<bool> boolean(std::string_view name) const;
  Result<std::vector<std::string>> strings(std::string_view name) const;
  Result<std::vector<std::int64_t>> integers(std::string_view name) const;
  // Absent or null is nothing; another type is an error.
  Result<std::optional<std::string>> optional_string(std::string_view name) const;
  Result<std::optional<std::int64_t>> optional_integer(std::string_view name) const;
  Result<bool> boolean_or(std::string_view name, bool otherwise) const;

  // For what has a deeper shape. Valid as long as the JsonBody.
  simdjson::dom::object object() const { return object_; }

 private:
  std::unique_ptr<simdjson::dom::parser> parser_;
  simdjson::dom::object object_;
};

}  // namespace duban
