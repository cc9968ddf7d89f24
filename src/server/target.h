#pragma once

// The target of a request line: /api/v1/tasks/12?lang=en, percent-decoded.

#include <optional>
#include <string>
#include <string_view>

#include "server/http.h"

namespace duban::http {

enum class Plus { kIsPlus, kIsSpace };  // in a path, in a query

// Nothing where a % has no two hex digits behind it, or where it hides a control character.
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

// Fills path and query of the request from origin-form (/path?query) or absolute-form (http://host/path).
bool read_target(std::string_view target, Request& request);

// zh or en: ?lang= first, then Accept-Language, else Chinese.
Language language_of(const Request& request);

}  // namespace duban::http
