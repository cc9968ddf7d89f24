// Logging in, lock-out and the own password: the half of people.h where passwords are checked.

#include <fmt/format.h>

#include "store/log.h"
#include "store/passwords.h"
#include "store/people.h"
#include "store/people_rows.h"
#include "store/second_factor.h"

namespace duban {
namespace people {

Result<void> put_password(sql::Connection& db, std::int64_t account_id, const std::string& hash,
                          PasswordKind kind, UtcMillis now) {
  TRY(
      db.run("INSERT INTO password_history (account_id, set_at, password_hash) SELECT id, password_set_at, "
             "password_hash FROM account WHERE id = $1",
             account_id));
  TRY(db.run(
      "DELETE FROM password_history WHERE account_id = $1 AND set_at < (SELECT min(set_at) FROM (SELECT set_at "
      "FROM password_history WHERE account_id = $1 ORDER BY set_at DESC LIMIT $2) AS newest)",
      account_id, kPasswordsRemembered));
  TRY(db.run("UPDATE account SET password_hash = $1, password_set_at = $2, one_time = $3 WHERE id = $4", hash,
             now, kind == PasswordKind::kOneTime, account_id));
  return {};
}

}  // namespace people

namespace {

constexpr UtcMillis kForgottenAfter = 24LL * 3600 * 1000;

struct Lock {
  int failures = 0;
  UtcMillis until = 0;
};

Result<Lock> lock_of(sql::Connection& db, std::int64_t government_id, const std::string& key) {
  sql::Rows rows =
      TRY(db.query("SELECT failures, locked_until FROM login_failure WHERE government_id = $1 AND "
                   "name_key = $2",
                   government_id, key));
  if (!TRY(rows.next())) return Lock{};
  return Lock{static_cast<int>(rows.integer(0)), rows.integer(1)};
}

Error locked_error(UtcMillis until, UtcMillis now) {
  const UtcMillis minutes = (until - now + 59999) / 60000;
  return error(ErrorCode::kLocked,
               fmt::format("密码或验证码错误次数过多，账号已锁定，请 {} 分钟后再试", minutes),
               fmt::format("too many wrong passwords or codes: the account is locked, try again in {} minutes",
                           minutes));
}

Error wrong_password() {
  return error(ErrorCode::kUnauthenticated, "账号或密码不对", "the name or the password is wrong");
}

}  // namespace

namespace people {

Result<std::optional<Error>> locked(sql::Connection& db, std::int64_t government_id, const std::string& key,
                                    UtcMillis now) {
  const Lock lock = TRY(lock_of(db, government_id, key));
  if (lock.until <= now) return std::optional<Error>();
  return std::optional<Error>(locked_error(lock.until, now));
}

Result<std::optional<Error>> count_failure(sql::Connection& db, const Actor& actor, const std::string& key,
                                           std::string_view typed, UtcMillis now) {
  // What nobody tried for a day is forgotten, so that guessed names do not pile up.
  TRY(db.run("DELETE FROM login_failure WHERE last_at < $1 AND locked_until < $2", now - kForgottenAfter, now));
  const Lock lock = TRY(lock_of(db, actor.government_id, key));
  const bool was_locked = lock.until != 0 && lock.until <= now;  // that lock is over: count anew
  const int failures = (was_locked ? 0 : lock.failures) + 1;
  const UtcMillis until = failures >= kMostFailures ? now + kLockMillis : 0;
  TRY(db.run(
      "INSERT INTO login_failure (government_id, name_key, failures, last_at, locked_until) VALUES ($1, $2, "
      "$3, $4, $5) ON CONFLICT (government_id, name_key) DO UPDATE SET failures = excluded.failures, last_at = "
      "excluded.last_at, locked_until = excluded.locked_until",
      actor.government_id, key, failures, now, until));
  const std::string count = fmt::format("{}", failures);
  TRY(append_log(db, actor, {until != 0 ? "lock" : "log_in_failed", fmt::format("name:{}", typed), "", count},
                 now));
  if (until == 0) return std::optional<Error>();
  return std::optional<Error>(locked_error(until, now));
}

Result<void> forget_failures(sql::Connection& db, std::int64_t government_id, const std::string& key) {
  TRY(db.run("DELETE FROM login_failure WHERE government_id = $1 AND name_key = $2", government_id, key));
  return {};
}

}  // namespace people

namespace {

struct Credentials {
  std::int64_t id = 0;  // 0: no such account
  std::string hash;
  bool active = false;
};

Result<Credentials> credentials_of(sql::Connection& db, std::string_view condition, std::int64_t government_id,
                                   const sql::Value& value) {
  const sql::Value values[] = {government_id, value};
  sql::Rows rows = TRY(db.query_values(
      fmt::format("SELECT id, password_hash, state FROM account WHERE government_id = $1 AND {} = $2",
                  condition),
      values, 2));
  if (!TRY(rows.next())) return Credentials{};
  return Credentials{rows.integer(0), rows.string(1), rows.text(2) == "active"};
}

// Typed names go into the log; not whole novels, and no line breaks.
std::string name_for_log(std::string_view typed) {
  std::string out;
  for (const char c : typed.substr(0, 96)) {
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  return out;
}

}  // namespace

Result<Account> log_in(sql::Connection& db, std::int64_t government_id, std::string_view name,
                       std::string_view password, std::string_view from, UtcMillis now,
                       const SecondStep& second) {
  const std::string key = people::name_key(name.substr(0, 128));
  const Credentials credentials = TRY(credentials_of(db, "name_key", government_id, key));
  if (const auto lock = TRY(people::locked(db, government_id, key, now))) return *lock;
  const bool fits = TRY(verify_password(credentials.hash, password)) && credentials.active;
  Actor actor;
  actor.government_id = government_id;
  actor.account_id = fits ? credentials.id : 0;
  actor.name = fits ? name_for_log(name) : "";
  actor.from = from;
  // A failure is counted by a transaction that commits; what the person is told comes after it.
  std::optional<Error> refusal;
  const auto failed = [&](Error words) -> Result<std::optional<Account>> {
    const auto lock = TRY(people::count_failure(db, actor, key, name_for_log(name), now));
    refusal = lock ? *lock : std::move(words);
    return std::optional<Account>();
  };
  const auto work = [&]() -> Result<std::optional<Account>> {
    // Others may have tried while this one was hashed: a lock holds for the right password too.
    if (auto lock = TRY(people::locked(db, government_id, key, now))) {
      refusal = std::move(*lock);
      return std::optional<Account>();
    }
    if (!fits) return failed(wrong_password());
    auto account = TRY(people::account_of(db, government_id, credentials.id, now));
    if (!account) return wrong_password();
    actor.name = account->name;
    if (account->second_factor) {
      // The failures are kept: whoever knows the password only must not be able to clear them.
      if (second.code.empty() || second.store == nullptr) {
        refusal = error(ErrorCode::kPreconditionRequired, "请输入验证器上的 6 位验证码",
                        "please type the 6 digits that your authenticator shows");
        return std::optional<Account>();
      }
      const Seal seal = TRY(second.store->seal());
      const TakenCode taken = TRY(take_code(db, seal, account->id, second.code, now));
      if (taken == TakenCode::kNone) return failed(wrong_code());
      if (taken == TakenCode::kRecovery) {
        TRY(append_log(db, actor, {"use_recovery_code", fmt::format("account:{}", account->id), "", ""}, now));
      }
    }
    TRY(people::forget_failures(db, government_id, key));
    TRY(db.run("UPDATE account SET last_login_at = $1 WHERE id = $2", now, credentials.id));
    account->last_login_at = now;
    TRY(append_log(db, actor, {"log_in", fmt::format("account:{}", account->id), "", ""}, now));
    return account;
  };
  std::optional<Account> account = TRY(db.transaction(work));
  if (refusal) return *refusal;
  return std::move(*account);
}

Result<void> prove_password(sql::Connection& db, const Actor& actor, std::string_view password, UtcMillis now) {
  const Credentials credentials = TRY(credentials_of(db, "id", actor.government_id, actor.account_id));
  const auto account = TRY(people::account_of(db, actor.government_id, actor.account_id, now));
  if (!account) return wrong_password();
  const std::string key = people::name_key(account->name);
  if (const auto lock = TRY(people::locked(db, actor.government_id, key, now))) return *lock;
  if (TRY(verify_password(credentials.hash, password))) return {};
  const auto lock =
      TRY(db.transaction([&] { return people::count_failure(db, actor, key, account->name, now); }));
  if (lock) return *lock;
  return error(ErrorCode::kInvalid, "密码不对", "the password is wrong");
}

Result<void> change_password(sql::Connection& db, const Actor& actor, std::string_view old_password,
                             std::string_view new_password, std::string_view keep_session, UtcMillis now) {
  const Credentials credentials = TRY(credentials_of(db, "id", actor.government_id, actor.account_id));
  const auto account = TRY(people::account_of(db, actor.government_id, actor.account_id, now));
  if (!account) return wrong_password();
  const std::string key = people::name_key(account->name);
  if (const auto lock = TRY(people::locked(db, actor.government_id, key, now))) return *lock;
  if (!TRY(verify_password(credentials.hash, old_password))) {
    const auto lock =
        TRY(db.transaction([&] { return people::count_failure(db, actor, key, account->name, now); }));
    if (lock) return *lock;
    return error(ErrorCode::kInvalid, "原密码不对", "the old password is wrong");
  }
  if (const auto fault = password_fault(new_password, account->name, account->display_name)) {
    return Error{ErrorCode::kInvalid, *fault};
  }
  std::vector<std::string> former = {credentials.hash};
  {
    sql::Rows rows =
        TRY(db.query("SELECT password_hash FROM password_history WHERE account_id = $1 ORDER BY set_at "
                     "DESC LIMIT $2",
                     actor.account_id, kPasswordsRemembered - 1));
    while (TRY(rows.next())) former.push_back(rows.string(0));
  }
  for (const std::string& each : former) {
    if (TRY(verify_password(each, new_password))) {
      return error(ErrorCode::kInvalid, "新密码不得与最近 5 个密码相同",
                   "the new password must differ from the last 5");
    }
  }
  const std::string hash = TRY(hash_password(new_password));
  const auto work = [&]() -> Result<void> {
    const Credentials still = TRY(credentials_of(db, "id", actor.government_id, actor.account_id));
    if (still.hash != credentials.hash) {
      return error(ErrorCode::kConflict, "密码刚刚已被更改", "the password has just been changed");
    }
    TRY(people::put_password(db, actor.account_id, hash, people::PasswordKind::kOwn, now));
    TRY(db.run("DELETE FROM session WHERE account_id = $1 AND token_hash <> $2", actor.account_id,
               keep_session));
    TRY(people::count_epoch(db, actor.government_id));
    return append_log(db, actor, {"change_password", fmt::format("account:{}", actor.account_id), "", ""}, now);
  };
  return db.transaction(work);
}

}  // namespace duban
