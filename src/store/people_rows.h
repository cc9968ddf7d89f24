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

}  // namespace duban::people
