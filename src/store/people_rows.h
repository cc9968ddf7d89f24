#pragma once

// What people.cc and logins.cc share: the rows of the tables in 0002_people.sql.

#include "store/people.h"

namespace duban::people {

std::string name_key(std::string_view name);  // ASCII in lower case

// Everything of an account but its secrets. where: a condition on `a`, with one value.
Result<std::vector<Account>> accounts_where(sql::Connection& db, std::string_view where,
                                            const sql::Value* values, std::size_t count, UtcMillis now);
Result<std::optional<Account>> account_of(sql::Connection& db, std::int64_t government_id, std::int64_t id,
                                          UtcMillis now);

// Makes what other requests remember of people old.
Result<void> count_epoch(sql::Connection& db, std::int64_t government_id);

// Writes a password (hashed already), keeps the former ones' hashes, newest kPasswordsRemembered.
enum class PasswordKind { kOwn, kOneTime };
Result<void> put_password(sql::Connection& db, std::int64_t account_id, const std::string& hash,
                          PasswordKind kind, UtcMillis now);

std::string roles_text(const std::vector<Role>& roles);  // "auditor observer"

// What stands against guessing: failures are counted by the name that was typed, wrong passwords and wrong
// codes alike.
Result<std::optional<Error>> locked(sql::Connection& db, std::int64_t government_id, const std::string& key,
                                    UtcMillis now);
// Counts one, inside a transaction that must commit: the lock, where it was one too many.
Result<std::optional<Error>> count_failure(sql::Connection& db, const Actor& actor, const std::string& key,
                                           std::string_view typed, UtcMillis now);
Result<void> forget_failures(sql::Connection& db, std::int64_t government_id, const std::string& key);

}  // namespace duban::people
