#include "store/second_factor.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "store/log.h"
#include "store/passwords.h"
#include "store/people_rows.h"
#include "store/totp.h"

namespace duban {
namespace {

constexpr std::string_view kIssuer = "督办";
constexpr std::size_t kRecoveryLetters = 16;  // of 32: 80 bits, too many for a copied database to be searched

std::string seal_purpose(std::int64_t account_id) { return fmt::format("second_factor:{}", account_id); }
std::string object_of(std::int64_t account_id) { return fmt::format("account:{}", account_id); }

struct Kept {
  std::string sealed;
  bool confirmed = false;
  std::int64_t last_step = 0;
};
Result<std::optional<Kept>> kept_of(sql::Connection& db, std::int64_t account_id) {
  sql::Rows rows = TRY(
      db.query("SELECT secret, confirmed_at, last_step FROM second_factor WHERE account_id = $1", account_id));
  if (!TRY(rows.next())) return std::optional<Kept>();
  return std::optional<Kept>(Kept{rows.string(0), !rows.is_null(1), rows.integer(2)});
}

// As shown: four groups of four. As typed: with or without dashes and spaces, small or capital.
std::string recovery_key(std::string_view typed) {
  std::string out;
  for (const char c : typed) {
    if (c == '-' || c == ' ') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return out;
}

std::string new_recovery_code() {
  static constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string out;
  for (std::size_t i = 0; i < kRecoveryLetters; ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
  }
  return out;
}

Result<std::vector<std::string>> put_recovery_codes(sql::Connection& db, std::int64_t account_id) {
  CHECK(sodium_init() >= 0);
  TRY(db.run("DELETE FROM recovery_code WHERE account_id = $1", account_id));
  std::vector<std::string> out;
  for (int i = 0; i < kRecoveryCodes; ++i) {
    out.push_back(new_recovery_code());
    TRY(db.run("INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)", account_id,
               secret_hash(recovery_key(out.back()))));
  }
  return out;
}

Result<void> delete_second_factor(sql::Connection& db, std::int64_t account_id) {
  TRY(db.run("DELETE FROM recovery_code WHERE account_id = $1", account_id));
  TRY(db.run("DELETE FROM second_factor WHERE account_id = $1", account_id));
  TRY(db.run("UPDATE account SET version = version + 1 WHERE id = $1", account_id));
  return {};
}

Error is_off() { return error(ErrorCode::kConflict, "没有启用双因素认证", "there is no second factor"); }

// Runs work inside a transaction once a code was taken; a wrong code is counted instead.
template <class Work>
auto with_code(sql::Connection& db, const Seal& seal, const Actor& actor, std::string_view code, UtcMillis now,
               Work work) -> decltype(work()) {
  using Outcome = decltype(work());
  const auto kept = TRY(kept_of(db, actor.account_id));
  if (!kept || !kept->confirmed) return is_off();
  const std::string key = people::name_key(actor.name);
  std::optional<Error> refusal;
  const auto whole = [&]() -> Result<bool> {
    if (auto lock = TRY(people::locked(db, actor.government_id, key, now))) {
      refusal = std::move(*lock);
      return false;
    }
    if (TRY(take_code(db, seal, actor.account_id, code, now)) == TakenCode::kNone) {
      const auto lock = TRY(people::count_failure(db, actor, key, actor.name, now));
      refusal = lock ? *lock : Error{ErrorCode::kInvalid, wrong_code().message};
      return false;
    }
    return true;
  };
  // Taking the code commits by itself: should the work fail, the code is gone, never the other way round.
  const bool taken = TRY(db.transaction(whole));
  if (!taken) return Outcome(*refusal);
  return db.transaction(work);
}

Result<void> reset_inside(sql::Connection& db, const Actor& actor, std::int64_t account_id, UtcMillis now) {
  if (!TRY(kept_of(db, account_id))) return is_off();
  TRY(delete_second_factor(db, account_id));
  TRY(db.run("DELETE FROM session WHERE account_id = $1", account_id));
  TRY(people::count_epoch(db, actor.government_id));
  return append_log(db, actor, {"reset_second_factor", object_of(account_id), "on", "off"}, now);
}

}  // namespace

Error wrong_code() {
  return error(ErrorCode::kUnauthenticated, "验证码不对或已用过，请用验证器上新的一个",
               "the code is wrong or was used already; please take the next one");
}

Result<SecondFactor> second_factor_of(sql::Connection& db, std::int64_t account_id) {
  SecondFactor out;
  sql::Rows rows = TRY(db.query("SELECT confirmed_at FROM second_factor WHERE account_id = $1", account_id));
  if (!TRY(rows.next())) return out;
  out.confirmed_at = rows.optional_integer(0);
  out.on = out.confirmed_at.has_value();
  if (out.on) {
    out.recovery_left = static_cast<int>(
        TRY(db.one("SELECT count(*) FROM recovery_code WHERE account_id = $1 AND used_at IS NULL", account_id))
            .value_or(0));
  }
  return out;
}

Result<Enrolment> begin_second_factor(sql::Connection& db, const Seal& seal, const Actor& actor,
                                      UtcMillis now) {
  const std::string secret = new_totp_secret();
  const auto work = [&]() -> Result<Enrolment> {
    const auto kept = TRY(kept_of(db, actor.account_id));
    if (kept && kept->confirmed) {
      return error(ErrorCode::kConflict, "已启用双因素认证；换手机请先停用再启用",
                   "the second factor is on; switch it off first to change the telephone");
    }
    TRY(
        db.run("INSERT INTO second_factor (account_id, secret, made_at, last_step) VALUES ($1, $2, $3, 0) ON "
               "CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, made_at = excluded.made_at",
               actor.account_id, seal.close(secret, seal_purpose(actor.account_id)), now));
    TRY(append_log(db, actor, {"begin_second_factor", object_of(actor.account_id), "", ""}, now));
    return Enrolment{base32(secret), totp_address(secret, kIssuer, actor.name)};
  };
  return db.transaction(work);
}

Result<std::vector<std::string>> confirm_second_factor(sql::Connection& db, const Seal& seal,
                                                       const Actor& actor, std::string_view code,
                                                       std::string_view keep_session, UtcMillis now) {
  const auto work = [&]() -> Result<std::vector<std::string>> {
    const auto kept = TRY(kept_of(db, actor.account_id));
    if (!kept || kept->confirmed) {
      return error(ErrorCode::kConflict, "请先取得二维码，再输入验证码",
                   "get the QR code first, then type the code");
    }
    const std::string secret = TRY(seal.read(kept->sealed, seal_purpose(actor.account_id)));
    const auto step = totp_step_of(secret, code, totp_step(now), 0);
    if (!step) {
      return error(ErrorCode::kInvalid, "验证码不对。请核对手机时间，再输入新的验证码",
                   "the code is wrong; check the telephone's clock and type the next one");
    }
    TRY(db.run("UPDATE second_factor SET confirmed_at = $1, last_step = $2 WHERE account_id = $3", now, *step,
               actor.account_id));
    TRY(db.run("UPDATE account SET version = version + 1 WHERE id = $1", actor.account_id));
    TRY(db.run("DELETE FROM session WHERE account_id = $1 AND token_hash <> $2", actor.account_id,
               keep_session));
    TRY(people::count_epoch(db, actor.government_id));
    TRY(append_log(db, actor, {"confirm_second_factor", object_of(actor.account_id), "off", "on"}, now));
    return put_recovery_codes(db, actor.account_id);
  };
  return db.transaction(work);
}

Result<std::vector<std::string>> renew_recovery_codes(sql::Connection& db, const Seal& seal, const Actor& actor,
                                                      std::string_view code, UtcMillis now) {
  return with_code(db, seal, actor, code, now, [&]() -> Result<std::vector<std::string>> {
    TRY(append_log(db, actor, {"renew_recovery_codes", object_of(actor.account_id), "", ""}, now));
    return put_recovery_codes(db, actor.account_id);
  });
}

Result<void> remove_second_factor(sql::Connection& db, const Seal& seal, const Actor& actor,
                                  std::string_view code, UtcMillis now) {
  return with_code(db, seal, actor, code, now, [&]() -> Result<void> {
    TRY(delete_second_factor(db, actor.account_id));
    TRY(people::count_epoch(db, actor.government_id));
    return append_log(db, actor, {"remove_second_factor", object_of(actor.account_id), "on", "off"}, now);
  });
}

Result<void> reset_second_factor(sql::Connection& db, const Actor& actor, std::int64_t account_id,
                                 UtcMillis now) {
  if (account_id == actor.account_id) {
    return error(ErrorCode::kForbidden, "不能重置自己的双因素认证，请用验证码停用",
                 "nobody resets his own second factor; switch it off with a code");
  }
  return db.transaction([&]() -> Result<void> {
    const auto found = TRY(people::account_of(db, actor.government_id, account_id, now));
    if (!found) return error(ErrorCode::kNotFound, "没有这个账号", "there is no such account");
    return reset_inside(db, actor, account_id, now);
  });
}

Result<void> reset_second_factor(Store& store, std::string_view name, UtcMillis now) {
  const Store::Lease db = TRY(store.lease());
  Actor actor;
  actor.name = "cli";
  actor.from = "cli";
  return db->transaction([&]() -> Result<void> {
    const auto id = TRY(db->one("SELECT id FROM account WHERE government_id = $1 AND name_key = $2",
                                actor.government_id, people::name_key(name)));
    if (!id) return error(ErrorCode::kNotFound, "没有这个账号", "there is no such account");
    return reset_inside(*db, actor, *id, now);
  });
}

Result<TakenCode> take_code(sql::Connection& db, const Seal& seal, std::int64_t account_id,
                            std::string_view code, UtcMillis now) {
  const auto kept = TRY(kept_of(db, account_id));
  if (!kept || !kept->confirmed) return TakenCode::kNone;
  std::string digits;  // 123 456, as the apps show it
  std::copy_if(code.begin(), code.end(), std::back_inserter(digits), [](char c) { return c != ' '; });
  if (digits.size() == kTotpDigits) {
    const std::string secret = TRY(seal.read(kept->sealed, seal_purpose(account_id)));
    const auto step = totp_step_of(secret, digits, totp_step(now), kept->last_step);
    if (!step) return TakenCode::kNone;
    TRY(db.run("UPDATE second_factor SET last_step = $1 WHERE account_id = $2", *step, account_id));
    return TakenCode::kTotp;
  }
  const std::string key = recovery_key(code);
  if (key.size() != kRecoveryLetters) return TakenCode::kNone;
  const auto used =
      TRY(db.run("UPDATE recovery_code SET used_at = $1 WHERE account_id = $2 AND code_hash = $3 AND used_at "
                 "IS NULL",
                 now, account_id, secret_hash(key)));
  return used == 0 ? TakenCode::kNone : TakenCode::kRecovery;
}

Result<SecondFactorRule> second_factor_rule(sql::Connection& db, std::int64_t government_id) {
  SecondFactorRule out;
  sql::Rows rows =
      TRY(db.query("SELECT roles, version FROM second_factor_rule WHERE government_id = $1", government_id));
  if (!TRY(rows.next())) return out;
  out.version = rows.integer(1);
  std::string_view words = rows.text(0);
  while (!words.empty()) {
    const std::size_t end = words.find(' ');
    if (const auto role = role_from_word(words.substr(0, end))) out.roles.push_back(*role);
    words = end == std::string_view::npos ? std::string_view() : words.substr(end + 1);
  }
  return out;
}

Result<void> set_second_factor_rule(sql::Connection& db, const Actor& actor, std::int64_t version,
                                    const std::vector<Role>& roles, UtcMillis now) {
  std::vector<Role> sorted = roles;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  return db.transaction([&]() -> Result<void> {
    const SecondFactorRule before = TRY(second_factor_rule(db, actor.government_id));
    if (before.version != version) {
      return error(ErrorCode::kStale, "规则刚被别人改过", "somebody else has just changed the rule");
    }
    TRY(
        db.run("INSERT INTO second_factor_rule (government_id, roles, version) VALUES ($1, $2, 1) ON CONFLICT "
               "(government_id) DO UPDATE SET roles = excluded.roles, version = second_factor_rule.version + 1",
               actor.government_id, people::roles_text(sorted)));
    TRY(people::count_epoch(db, actor.government_id));
    return append_log(db, actor,
                      {"set_second_factor_rule", "second_factor_rule:1", people::roles_text(before.roles),
                       people::roles_text(sorted)},
                      now);
  });
}

Result<bool> second_factor_demanded(sql::Connection& db, std::int64_t government_id,
                                    const std::vector<Role>& roles) {
  const SecondFactorRule rule = TRY(second_factor_rule(db, government_id));
  return std::any_of(roles.begin(), roles.end(), [&](Role role) {
    return std::find(rule.roles.begin(), rule.roles.end(), role) != rule.roles.end();
  });
}

}  // namespace duban
