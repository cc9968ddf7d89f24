#include "store/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace duban {
namespace {

constexpr unsigned long long kPasses = 2;
constexpr std::size_t kMemory = 19U << 20U;
constexpr std::size_t kLeastCharacters = 10;
constexpr std::size_t kMostBytes = 256;

void need_sodium() {
  static const bool ready = sodium_init() >= 0;
  CHECK(ready);
}

// A place among those that may hash now.
class HashingPlace {
 public:
  static Result<HashingPlace> wait() {
    std::unique_lock lock(mutex());
    if (waiting() >= kMostWaitingHashes) {
      return error(ErrorCode::kBusy, "登录的人太多，请稍后再试",
                   "too many people log in at once; try again in a moment");
    }
    ++waiting();
    freed().wait(lock, [] { return running() < kMostHashesAtOnce; });
    --waiting();
    ++running();
    return HashingPlace();
  }
  HashingPlace(HashingPlace&& other) noexcept : held_(std::exchange(other.held_, false)) {}
  HashingPlace& operator=(HashingPlace&&) = delete;
  ~HashingPlace() {
    if (!held_) return;
    const std::lock_guard lock(mutex());
    --running();
    freed().notify_one();
  }

 private:
  HashingPlace() = default;
  static std::mutex& mutex() {
    static std::mutex one;
    return one;
  }
  static std::condition_variable& freed() {
    static std::condition_variable one;
    return one;
  }
  static int& running() {
    static int count = 0;
    return count;
  }
  static int& waiting() {
    static int count = 0;
    return count;
  }
  bool held_ = true;
};

std::atomic<std::uint64_t> g_hashings{0};

Result<std::string> hashed(std::string_view password) {
  ++g_hashings;
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), kPasses, kMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return error(ErrorCode::kBusy, "内存不足，请稍后再试", "not enough memory; try again in a moment");
  }
  return std::string(out.data());
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string hex_of(const unsigned char* bytes, std::size_t size) {
  std::string out(size * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes, size);
  out.pop_back();
  return out;
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  need_sodium();
  const HashingPlace place = TRY(HashingPlace::wait());
  return hashed(password);
}

Result<bool> verify_password(const std::string& hash, std::string_view password) {
  need_sodium();
  const HashingPlace place = TRY(HashingPlace::wait());
  if (hash.empty() || password.size() > kMostBytes) {
    TRY(hashed(password.substr(0, kMostBytes)));
    return false;
  }
  ++g_hashings;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

std::uint64_t hashings_done() { return g_hashings; }

std::optional<Message> password_fault(std::string_view password, std::string_view name,
                                      std::string_view display_name) {
  std::size_t characters = 0;
  bool small = false;
  bool capital = false;
  bool digit = false;
  bool other = false;
  for (const char c : password) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++characters;
    if (c >= 'a' && c <= 'z') {
      small = true;
    } else if (c >= 'A' && c <= 'Z') {
      capital = true;
    } else if (c >= '0' && c <= '9') {
      digit = true;
    } else {
      other = true;
    }
  }
  if (characters < kLeastCharacters) {
    return Message{"新密码至少 10 个字符", "the new password needs at least 10 characters"};
  }
  if (password.size() > kMostBytes) return Message{"新密码太长", "the new password is too long"};
  if (int{small} + int{capital} + int{digit} + int{other} < 3) {
    return Message{"新密码须含小写字母、大写字母、数字、其他字符中的至少三种",
                   "the new password needs three of: small letters, capital letters, digits, other characters"};
  }
  const std::string low = lowered(password);
  for (const std::string_view each : {name, display_name}) {
    if (each.size() >= 2 && low.find(lowered(each)) != std::string::npos) {
      return Message{"新密码不得含有账号名或姓名", "the new password must not hold the account's name"};
    }
  }
  return {};
}

std::string new_one_time_password() {
  need_sodium();
  static constexpr std::string_view kLetters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  for (;;) {
    std::string out;
    for (int i = 0; i < 16; ++i) {
      if (i > 0 && i % 4 == 0) out += '-';
      out += kLetters[randombytes_uniform(kLetters.size())];
    }
    if (!password_fault(out, "", "")) return out;
  }
}

std::string new_secret() {
  need_sodium();
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, 64> out{};
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return out.data();
}

std::string secret_hash(std::string_view secret) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  return hex_of(digest.data(), digest.size());
}

std::string derived_secret(std::string_view secret, std::string_view purpose) {
  return secret_hash(fmt::format("{}\n{}", purpose, secret)).substr(0, 43);
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace duban
