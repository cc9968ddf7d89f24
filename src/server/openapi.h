#pragma once

// OpenAPI 3.1, made from the list of routes: /api/openapi.json.

#include <span>
#include <string>
#include <string_view>

#include "server/routes.h"

namespace duban {

std::string openapi_text(std::span<const Route> routes);

// A row of the table of answers: a name, and its members in a short form.
//   "id:integer name:string unit_id:integer|null items:Account[] first_bad?:integer"
// A type is string, integer, number, boolean, any, or a schema's name; [] a list of it, |null may be null, and
// a ? behind the member's name says that it may be missing.
struct AnswerSchema {
  std::string_view name;
  std::string_view members;
};
std::span<const AnswerSchema> answer_schemas();

// The type of a field of a request's body, in the same short form; empty for a name that is not in the table.
std::string_view body_field_type(std::string_view name);

}  // namespace duban
