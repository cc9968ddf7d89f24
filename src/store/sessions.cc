#include "store/sessions.h"

#include <algorithm>

#include "store/log.h"
#include "store/passwords.h"
#include "store/people.h"
#include "store/people_rows.h"
#include "store/second_factor.h"

namespace duban {
namespace {

Result<std::optional<Identity>> identity_of(sql::Connection& db, std::int64_t account_id, UtcMillis now) {
  const sql::Value values[] = {account_id};
  const auto found = TRY(people::accounts_where(db, "a.id = $1", values, 1, now));
  if (found.empty() || found.front().state == "disabled") return std::optional<Identity>();
  const Account& account = found.front();
  Identity identity;
  identity.actor.government_id =
      TRY(db.one("SELECT government_id FROM account WHERE id = $1", account_id)).value_or(1);
  identity.actor.account_id = account.id;
  identity.actor.name = account.name;
  identity.actor.roles = account.roles;
  identity.actor.unit_id = account.unit_id;
  identity.actor.leader = account.leader;
  identity.display_name = account.display_name;
  identity.must_change_password = account.one_time || account.password_expires_at <= now;
  identity.must_enrol =
      !account.second_factor && TRY(second_factor_demanded(db, identity.actor.government_id, account.roles));
  return std::optional<Identity>(std::move(identity));
}

}  // namespace

Result<std::string> open_session(sql::Connection& db, std::int64_t account_id, UtcMillis now) {
  std::string secret = new_secret();
  const auto work = [&]() -> Result<void> {
    TRY(db.run("DELETE FROM session WHERE created_at < $1 OR last_seen_at < $2", now - kSessionMillis,
               now - kIdleMillis - kSeenEveryMillis));
    TRY(db.run("INSERT INTO session (token_hash, account_id, created_at, last_seen_at) VALUES ($1, $2, $3, $4)",
               secret_hash(secret), account_id, now, now));
    return {};
  };
  TRY(db.transaction(work));
  return secret;
}

Result<void> close_session(sql::Connection& db, const Actor& actor, std::string_view token_hash,
                           UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    TRY(db.run("DELETE FROM session WHERE token_hash = $1", token_hash));
    TRY(people::count_epoch(db, actor.government_id));
    return append_log(db, actor, {"log_out", fmt::format("account:{}", actor.account_id), "", ""}, now);
  };
  return db.transaction(work);
}

Result<std::optional<Identity>> session_identity(sql::Connection& db, std::string_view token_hash,
                                                 UtcMillis now) {
  std::int64_t account_id = 0;
  UtcMillis opened_at = 0;
  UtcMillis last_seen_at = 0;
  {
    sql::Rows rows = TRY(
        db.query("SELECT account_id, created_at, last_seen_at FROM session WHERE token_hash = $1", token_hash));
    if (!TRY(rows.next())) return std::optional<Identity>();
    account_id = rows.integer(0);
    opened_at = rows.integer(1);
    last_seen_at = rows.integer(2);
  }
  auto identity = TRY(identity_of(db, account_id, now));
  if (identity) {
    identity->opened_at = opened_at;
    identity->last_seen_at = last_seen_at;
    identity->ends_at = opened_at + kSessionMillis;
  }
  return identity;
}

Result<std::optional<Identity>> token_identity(sql::Connection& db, std::string_view token_hash,
                                               UtcMillis now) {
  std::int64_t account_id = 0;
  std::string expires_on;
  UtcMillis last_used_at = 0;
  {
    sql::Rows rows = TRY(db.query(
        "SELECT account_id, expires_on, last_used_at FROM api_token WHERE token_hash = $1", token_hash));
    if (!TRY(rows.next())) return std::optional<Identity>();
    account_id = rows.integer(0);
    expires_on = rows.string(1);
    last_used_at = rows.integer(2);
  }
  const auto last_day = utc_from_text(expires_on);
  if (!last_day || *last_day + 24LL * 3600 * 1000 <= now) return std::optional<Identity>();
  auto identity = TRY(identity_of(db, account_id, now));
  if (identity) {
    identity->last_seen_at = last_used_at;
    identity->ends_at = *last_day + 24LL * 3600 * 1000;
  }
  return identity;
}

Result<void> save_last_seen(sql::Connection& db, std::string_view token_hash, UtcMillis now) {
  TRY(db.run("UPDATE session SET last_seen_at = $1 WHERE token_hash = $2", now, token_hash));
  return {};
}

Result<void> save_token_used(sql::Connection& db, std::string_view token_hash, UtcMillis now) {
  TRY(db.run("UPDATE api_token SET last_used_at = $1 WHERE token_hash = $2", now, token_hash));
  return {};
}

Result<std::int64_t> people_epoch(sql::Connection& db, std::int64_t government_id) {
  return TRY(db.one("SELECT value FROM people_epoch WHERE government_id = $1", government_id)).value_or(0);
}

Result<std::vector<ApiToken>> list_tokens(sql::Connection& db, const Actor& actor) {
  std::vector<ApiToken> out;
  sql::Rows rows =
      TRY(db.query("SELECT id, name, created_at, expires_on, last_used_at FROM api_token WHERE "
                   "account_id = $1 ORDER BY id",
                   actor.account_id));
  while (TRY(rows.next())) {
    out.push_back({rows.integer(0), rows.string(1), rows.integer(2), rows.string(3), rows.optional_integer(4)});
  }
  return out;
}

Result<MadeToken> make_token(sql::Connection& db, const Actor& actor, std::string_view name,
                             std::string_view expires_on, UtcMillis now) {
  const auto last_day = utc_from_text(expires_on);
  if (!last_day || expires_on.size() != 10 || expires_on < china_date(now) ||
      *last_day > now + kMostTokenDays * 24LL * 3600 * 1000) {
    return error(ErrorCode::kInvalid, "到期日应为今天起一年之内的日期（如 2026-12-31）",
                 "expires_on must be a date (2026-12-31) within a year from today");
  }
  if (name.empty() || name.size() > 128) {
    return error(ErrorCode::kInvalid, "请给令牌起个名字（128 字节以内）",
                 "a token needs a name of at most 128 bytes");
  }
  MadeToken made;
  made.secret = "dbn_" + new_secret();
  const auto work = [&]() -> Result<void> {
    const auto count = TRY(db.one("SELECT count(*) FROM api_token WHERE account_id = $1", actor.account_id));
    if (count.value_or(0) >= kMostTokens) {
      return error(ErrorCode::kConflict, "令牌太多，请先删除不用的",
                   "there are too many tokens; delete some first");
    }
    const auto id =
        TRY(db.one("INSERT INTO api_token (account_id, name, token_hash, created_at, expires_on) VALUES "
                   "($1, $2, $3, $4, $5) RETURNING id",
                   actor.account_id, name, secret_hash(made.secret), now, expires_on));
    made.token = {*id, std::string(name), now, std::string(expires_on), {}};
    return append_log(db, actor, {"create_token", fmt::format("token:{}", *id), "", name}, now);
  };
  TRY(db.transaction(work));
  return made;
}

Result<void> delete_token(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now) {
  const auto work = [&]() -> Result<void> {
    const std::int64_t gone =
        TRY(db.run("DELETE FROM api_token WHERE id = $1 AND account_id = $2", id, actor.account_id));
    if (gone == 0) return error(ErrorCode::kNotFound, "没有这个令牌", "there is no such token");
    TRY(people::count_epoch(db, actor.government_id));
    return append_log(db, actor, {"delete_token", fmt::format("token:{}", id), "", ""}, now);
  };
  return db.transaction(work);
}

}  // namespace duban
