#pragma once

// Log-ins that last: browser sessions and API tokens. Only hashes of their secrets are stored.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "supervise/rights.h"

namespace duban {

inline constexpr UtcMillis kIdleMillis = 30LL * 60 * 1000;       // then the session is over
inline constexpr UtcMillis kSessionMillis = 12LL * 3600 * 1000;  // at most, busy or not
inline constexpr UtcMillis kSeenEveryMillis = 60LL * 1000;       // how exactly last_seen_at is kept
inline constexpr int kMostTokens = 20;                           // an account
inline constexpr int kMostTokenDays = 366;

// Opens a session for an account that has just proved itself; gives its secret.
Result<std::string> open_session(sql::Connection& db, std::int64_t account_id, UtcMillis now);
Result<void> close_session(sql::Connection& db, const Actor& actor, std::string_view token_hash, UtcMillis now);

// Who stands behind a secret's hash, as the database knows it now.
struct Identity {
  Actor actor;  // from is empty: it belongs to the request
  std::string display_name;
  bool must_change_password = false;  // one-time or too old
  bool must_enrol = false;            // a role of his demands a second factor, and he has none
  UtcMillis opened_at = 0;            // of a session
  UtcMillis last_seen_at = 0;
  UtcMillis ends_at = 0;  // whatever happens
};
Result<std::optional<Identity>> session_identity(sql::Connection& db, std::string_view token_hash,
                                                 UtcMillis now);
Result<std::optional<Identity>> token_identity(sql::Connection& db, std::string_view token_hash, UtcMillis now);

Result<void> save_last_seen(sql::Connection& db, std::string_view token_hash, UtcMillis now);
Result<void> save_token_used(sql::Connection& db, std::string_view token_hash, UtcMillis now);

Result<std::int64_t> people_epoch(sql::Connection& db, std::int64_t government_id);

struct ApiToken {
  std::int64_t id = 0;
  std::string name;
  UtcMillis created_at = 0;
  std::string expires_on;
  std::optional<UtcMillis> last_used_at;
};
struct MadeToken {
  ApiToken token;
  std::string secret;  // shown once
};
Result<std::vector<ApiToken>> list_tokens(sql::Connection& db, const Actor& actor);
// expires_on: a day from today to a year on. Errors: kInvalid, kConflict (too many).
Result<MadeToken> make_token(sql::Connection& db, const Actor& actor, std::string_view name,
                             std::string_view expires_on, UtcMillis now);
Result<void> delete_token(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now);

}  // namespace duban
