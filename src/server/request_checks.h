#pragma once

// Single checks of a request and small changes of an answer, each on its own: app.cc puts them in order.

#include <string>
#include <string_view>

#include "base/result.h"
#include "server/http.h"
#include "server/logins.h"

namespace duban {

inline constexpr std::string_view kAnyBody = "@file";  // Route::body: the handler reads it

// The body is a JSON object with the route's fields ("field value spans? reason?"), all that are wanted and no
// other. Errors: kUnsupported (not application/json), kUsage (no JSON), kInvalid (names the field).
Result<void> check_body(const http::Request& request, std::string_view fields);

// X-CSRF-Token is the session's own. Errors: kForbidden.
Result<void> check_csrf(const http::Request& request, const Login& login);
// Where the browser says which page sent this, it is one of ours: log-in has no CSRF token yet. Errors:
// kForbidden.
Result<void> check_origin(const http::Request& request);

// The address that goes into the log: the peer's, or what the nearest proxy says it saw.
std::string client_address(const http::Request& request, bool behind_proxy);

// ?fields=a,b keeps only those members of the answer, or of each of its items.
void keep_fields(const http::Request& request, http::Response& response);

}  // namespace duban
