#pragma once

// Who sends a request: the session cookie or the bearer token, looked up once and remembered until people_epoch
// says that somebody lost something. What a remembered log-in costs a request is one read of that number.

#include <atomic>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "base/result.h"
#include "server/http.h"
#include "store/sessions.h"

namespace duban {

inline constexpr std::string_view kSessionCookie = "duban_session";

struct Login {
  enum class Kind { kSession, kToken };
  Kind kind = Kind::kSession;
  std::string token_hash;
  std::string csrf;  // of a session
  Identity identity;
  std::int64_t epoch = 0;
  std::atomic<UtcMillis> last_seen_at{0};
  std::atomic<UtcMillis> saved_at{0};
};

class Logins {
 public:
  enum class Touch { kActivity, kNone };  // whether the request keeps the session from going idle
  // Nothing where the request carries neither cookie nor token. Errors: kUnauthenticated where what it carries
  // is unknown or over (idle, too old, revoked, expired).
  Result<std::shared_ptr<const Login>> find(const http::Request& request, sql::Connection& db, UtcMillis now,
                                            Touch touch);

 private:
  Result<std::shared_ptr<Login>> load(Login::Kind kind, std::string_view secret, sql::Connection& db,
                                      UtcMillis now);

  static constexpr std::size_t kMostRemembered = 100000;
  std::shared_mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<Login>> remembered_;
};

// The value of a cookie; empty where there is none.
std::string_view cookie(const http::Request& request, std::string_view name);
std::string csrf_token(std::string_view session_secret);

}  // namespace duban
