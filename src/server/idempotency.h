#pragma once

// The Idempotency-Key of a POST: the same key of the same account within a day gives the first answer again, so
// that a client that did not hear the answer may ask again without doing it twice.

#include <optional>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "server/http.h"
#include "store/sql.h"

namespace duban {

class IdempotentPost {
 public:
  // Takes the key. `before` then holds the first answer, where there was one. Errors: kInvalid for a key that
  // was another request's or is no key; kConflict where the first request still runs or died half-way.
  static Result<IdempotentPost> begin(sql::Connection& db, std::int64_t account_id,
                                      const http::Request& request, UtcMillis now);
  const std::optional<http::Response>& before() const { return before_; }
  // Keeps the answer; a failure of the server gives the key free, for the request may be tried again.
  Result<void> end(sql::Connection& db, const http::Response& answer);

 private:
  std::int64_t account_id_ = 0;
  std::string key_;
  std::optional<http::Response> before_;
};

}  // namespace duban
