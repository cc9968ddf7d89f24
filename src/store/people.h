#pragma once

// Accounts: who there is, what each may do, and how each proves to be himself. Every change here is logged in
// its own transaction and, where it takes something away, counts people_epoch up. Spec "process" section 8.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "store/sql.h"
#include "store/store.h"
#include "supervise/rights.h"

namespace duban {

inline constexpr int kMostFailures = 5;
inline constexpr UtcMillis kLockMillis = 15LL * 60 * 1000;
inline constexpr UtcMillis kPasswordAgeMillis = 90LL * 24 * 3600 * 1000;
inline constexpr int kPasswordsRemembered = 5;

struct Account {
  std::int64_t id = 0;
  std::string name;
  std::string display_name;
  std::vector<Role> roles;
  std::int64_t unit_id = 0;  // 0: none
  std::string unit_name;
  std::string leader;
  std::string state;  // active, locked, disabled
  std::optional<UtcMillis> last_login_at;
  UtcMillis password_expires_at = 0;
  bool one_time = false;  // its password must be changed at the next log-in
  std::string email;      // for mails; empty: none
  bool second_factor = false;
  std::int64_t version = 1;
};

struct NameAndPassword {
  std::string name;
  std::string password;  // one-time
};

// The very first start: system administrator, security administrator and auditor, each with a one-time
// password, and no fourth account. Empty where there is any account already.
Result<std::vector<NameAndPassword>> first_start(Store& store, UtcMillis now);

// For the operator at the machine (duban account add NAME --role …), logged as "cli". Over HTTP nobody can both
// make an account and give it roles. Gives the one-time password. Errors: kConflict (name taken), kInvalid
// (name, roles).
Result<std::string> add_account(Store& store, std::string_view name, std::string_view display_name,
                                const std::vector<Role>& roles, UtcMillis now);
// duban account password NAME: the way back for an administrator who forgot his.
Result<std::string> reset_password(Store& store, std::string_view name, UtcMillis now);

struct NewAccount {
  std::string name;
  std::string display_name;
  std::int64_t unit_id = 0;
  std::string leader;
  std::string email = {};
};
struct MadeAccount {
  std::int64_t id = 0;
  std::string password;  // one-time
};
// What is wrong with a log-in name; nothing where it can be taken.
std::optional<Message> account_name_fault(std::string_view name);
// Without roles. Errors: kConflict, kInvalid.
Result<MadeAccount> make_account(sql::Connection& db, const Actor& actor, const NewAccount& account,
                                 UtcMillis now);

// The same for many: all of them or none. The passwords, which take their time, are made first; then one
// transaction, with `then` inside it. An error names the account.
Result<std::vector<MadeAccount>> make_accounts(sql::Connection& db, const Actor& actor,
                                               const std::vector<NewAccount>& accounts, UtcMillis now,
                                               const std::function<Result<void>()>& then);

Result<std::optional<Account>> find_account(sql::Connection& db, std::int64_t government_id, std::int64_t id,
                                            UtcMillis now);
// By id, those after after_id.
Result<std::vector<Account>> list_accounts(sql::Connection& db, std::int64_t government_id,
                                           std::int64_t after_id, int limit, UtcMillis now);
Result<std::int64_t> count_accounts(sql::Connection& db, std::int64_t government_id);

struct AccountChange {
  std::optional<std::string> display_name;
  std::optional<std::int64_t> unit_id;  // 0: none
  std::optional<std::string> leader;
  std::optional<std::string> state;  // active (also unlocks), disabled
  std::optional<std::string> email = {};
};
// Each of these three looks at version (If-Match) inside its transaction: kStale where it is older, kNotFound.
// Nobody changes his own state or roles; the last active holder of an administrator's role keeps it.
Result<void> change_account(sql::Connection& db, const Actor& actor, std::int64_t id, std::int64_t version,
                            const AccountChange& change, UtcMillis now);
Result<void> set_roles(sql::Connection& db, const Actor& actor, std::int64_t id, std::int64_t version,
                       const std::vector<Role>& roles, UtcMillis now);
// A new one-time password; all sessions and tokens of the account end. Refused for the security administrator
// and the auditor: whoever makes accounts must not be able to become them. Their way is the machine's operator.
Result<std::string> reset_password(sql::Connection& db, const Actor& actor, std::int64_t id, UtcMillis now);

// What was typed beside the password, and where the key lies that opens the account's secret: it is read only
// for an account with a second factor.
struct SecondStep {
  const Store* store = nullptr;
  std::string_view code = {};  // empty: not asked for yet
};
// Checks name and password, and the code where the account has a second factor. Errors: kUnauthenticated,
// kLocked (the message says until when), kBusy, kPreconditionRequired (name and password fit: now the code). A
// name that no account has takes the same time, is locked the same way and is answered with the same words.
Result<Account> log_in(sql::Connection& db, std::int64_t government_id, std::string_view name,
                       std::string_view password, std::string_view from, UtcMillis now,
                       const SecondStep& second = {});
// That the person at the keyboard knows the own password. Errors: kInvalid, kLocked, kBusy; failures count as
// at log-in.
Result<void> prove_password(sql::Connection& db, const Actor& actor, std::string_view password, UtcMillis now);
// The own password: the old one must fit (failures count as at log-in), the new one pass password_fault and be
// none of the last five. Ends every session of the account but keep_session (its token's hash).
Result<void> change_password(sql::Connection& db, const Actor& actor, std::string_view old_password,
                             std::string_view new_password, std::string_view keep_session, UtcMillis now);

}  // namespace duban
