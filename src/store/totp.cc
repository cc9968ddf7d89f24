#include "store/totp.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <array>

#include "base/result.h"
#include "store/passwords.h"

namespace duban {
namespace {

std::string percent_encoded(std::string_view text) {
  static constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  std::string out;
  for (const char c : text) {
    if (kPlain.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace

std::int64_t totp_step(UtcMillis at) { return at / (kTotpSeconds * 1000); }

std::string totp_code(std::string_view secret, std::int64_t step, int digits) {
  std::array<unsigned char, 8> counter{};
  for (int i = 0; i < 8; ++i) {
    counter[static_cast<std::size_t>(i)] =
        static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  CHECK(HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(),
             digest.data(), &size) != nullptr);
  // RFC 4226, 5.3: four bytes from where the last half-byte says, without their first bit.
  const std::size_t at = digest[size - 1] & 0x0FU;
  const std::uint32_t number = (static_cast<std::uint32_t>(digest[at] & 0x7FU) << 24U) |
                               (static_cast<std::uint32_t>(digest[at + 1]) << 16U) |
                               (static_cast<std::uint32_t>(digest[at + 2]) << 8U) | digest[at + 3];
  std::uint32_t modulus = 1;
  for (int i = 0; i < digits; ++i) modulus *= 10;
  return fmt::format("{:0{}}", number % modulus, digits);
}

std::optional<std::int64_t> totp_step_of(std::string_view secret, std::string_view code, std::int64_t now,
                                         std::int64_t last_taken) {
  std::optional<std::int64_t> found;
  for (std::int64_t step = now - kTotpDrift; step <= now + kTotpDrift; ++step) {
    // Every step is computed and compared whole: how long it takes says nothing.
    const bool same = same_secret(totp_code(secret, step), code);
    if (same && step > last_taken && !found) found = step;
  }
  return found;
}

std::string base32(std::string_view bytes) {
  static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = (bits << 8U) | static_cast<unsigned char>(c);
    count += 8;
    while (count >= 5) {
      out += kLetters[(bits >> static_cast<unsigned>(count - 5)) & 31U];
      count -= 5;
    }
  }
  if (count > 0) out += kLetters[(bits << static_cast<unsigned>(5 - count)) & 31U];
  return out;
}

std::string new_totp_secret() {
  CHECK(sodium_init() >= 0);
  std::string out(kTotpSecretBytes, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

std::string totp_address(std::string_view secret, std::string_view issuer, std::string_view account) {
  return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}&algorithm=SHA1&digits={}&period={}",
                     percent_encoded(issuer), percent_encoded(account), base32(secret), percent_encoded(issuer),
                     kTotpDigits, kTotpSeconds);
}

}  // namespace duban
