#pragma once

// Passwords and other secrets. Argon2id through libsodium at 19 MiB and 2 passes (OWASP's floor); at most two
// hashings run at a time, so that a rush of log-ins takes 38 MiB and two cores, no more.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace duban {

// Errors: kBusy where more than kMostWaitingHashes wait already.
Result<std::string> hash_password(std::string_view password);
// Takes as long for a hash that is none (no such account) as for one that is.
Result<bool> verify_password(const std::string& hash, std::string_view password);
// How many hashings this process has done: shows that a wrong name costs what a wrong password does.
std::uint64_t hashings_done();
inline constexpr int kMostHashesAtOnce = 2;
inline constexpr int kMostWaitingHashes = 4;

// The rule that a new password breaks, as a sentence; nothing where it is good. GB/T 22239-2019 8.1.4.1:
// complexity; here at least 10 characters, three of the four kinds (small, capital, digit, other), and not the
// person's name.
std::optional<Message> password_fault(std::string_view password, std::string_view name,
                                      std::string_view display_name);

// Random, from the system: a one-time password that passes password_fault, without look-alikes (0O1lI), in four
// groups of four.
std::string new_one_time_password();
// 256 random bits as base64url: session and API tokens.
std::string new_secret();
// What is stored of a secret: SHA-256 as lower-case hex.
std::string secret_hash(std::string_view secret);
// A second secret that follows from the first and gives nothing of it away: the CSRF token of a session.
std::string derived_secret(std::string_view secret, std::string_view purpose);
bool same_secret(std::string_view a, std::string_view b);  // in constant time for equal lengths

}  // namespace duban
