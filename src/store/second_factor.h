#pragma once

// The second factor of an account (双因素认证, GB/T 22239-2019 8.1.4.1): codes by time from an authenticator
// app (store/totp.h), and recovery codes for the day the telephone is lost. Which roles must have one is the
// security administrator's decision; so is taking it away from somebody who can no longer use it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/seal.h"
#include "store/sql.h"
#include "store/store.h"
#include "supervise/rights.h"

namespace duban {

inline constexpr int kRecoveryCodes = 8;

struct SecondFactor {
  bool on = false;
  std::optional<UtcMillis> confirmed_at;
  int recovery_left = 0;
};
Result<SecondFactor> second_factor_of(sql::Connection& db, std::int64_t account_id);

struct Enrolment {
  std::string secret;   // base32, for typing; shown once
  std::string address;  // otpauth://…, for the QR code
};
// A new secret, not asked for until confirm_second_factor() proves that the app has it. kConflict where one is
// on.
Result<Enrolment> begin_second_factor(sql::Connection& db, const Seal& seal, const Actor& actor, UtcMillis now);
// Switches it on: the recovery codes, shown once. The account's other sessions end. Errors: kInvalid (wrong
// code), kConflict (nothing begun, or on already).
Result<std::vector<std::string>> confirm_second_factor(sql::Connection& db, const Seal& seal,
                                                       const Actor& actor, std::string_view code,
                                                       std::string_view keep_session, UtcMillis now);
// Both want a code; a wrong one counts as a wrong password does. Errors: kInvalid, kLocked, kConflict (off).
Result<std::vector<std::string>> renew_recovery_codes(sql::Connection& db, const Seal& seal, const Actor& actor,
                                                      std::string_view code, UtcMillis now);
Result<void> remove_second_factor(sql::Connection& db, const Seal& seal, const Actor& actor,
                                  std::string_view code, UtcMillis now);
// Without a code: the security administrator for another person (kForbidden for himself), whose sessions end.
Result<void> reset_second_factor(sql::Connection& db, const Actor& actor, std::int64_t account_id,
                                 UtcMillis now);
// The machine's operator (duban account second-factor NAME), logged as "cli".
Result<void> reset_second_factor(Store& store, std::string_view name, UtcMillis now);

enum class TakenCode { kNone, kTotp, kRecovery };
// Inside a transaction: takes a code so that it works no second time.
Result<TakenCode> take_code(sql::Connection& db, const Seal& seal, std::int64_t account_id,
                            std::string_view code, UtcMillis now);
Error wrong_code();

// Roles that must have a second factor.
struct SecondFactorRule {
  std::vector<Role> roles;
  std::int64_t version = 0;
};
Result<SecondFactorRule> second_factor_rule(sql::Connection& db, std::int64_t government_id);
Result<void> set_second_factor_rule(sql::Connection& db, const Actor& actor, std::int64_t version,
                                    const std::vector<Role>& roles, UtcMillis now);
Result<bool> second_factor_demanded(sql::Connection& db, std::int64_t government_id,
                                    const std::vector<Role>& roles);

}  // namespace duban
