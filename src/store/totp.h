#pragma once

// One-time codes by time (RFC 6238 with RFC 4226): HMAC-SHA-1, 6 digits, 30 seconds, as every authenticator
// app makes them. No clock: the time step comes in as a parameter.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"

namespace duban {

inline constexpr int kTotpDigits = 6;
inline constexpr std::int64_t kTotpSeconds = 30;
inline constexpr int kTotpDrift = 1;  // steps to either side: a telephone's clock may be off by half a minute
inline constexpr std::size_t kTotpSecretBytes = 20;

std::int64_t totp_step(UtcMillis at);
// The code of a step; digits up to 8 (RFC 6238's own examples have 8).
std::string totp_code(std::string_view secret, std::int64_t step, int digits = kTotpDigits);
// The step whose code was typed: now or one to either side, and newer than the last that was taken, so that a
// code that somebody saw or overheard works no second time. Nothing for any other code.
std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code, std::int64_t now,
                                         std::int64_t last_taken);

std::string base32(std::string_view bytes);  // RFC 4648, without padding
std::string new_totp_secret();               // random bytes, from the system
// otpauth://totp/督办:li?secret=…&issuer=督办, percent-encoded: what the QR code holds.
std::string totp_address(std::string_view secret, std::string_view issuer, std::string_view account);

}  // namespace duban
