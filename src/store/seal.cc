#include "store/seal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <optional>

#include "base/files.h"

namespace duban {
namespace {

constexpr std::size_t kKeyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr int kBase64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

const unsigned char* raw_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string to_base64(std::string_view bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), kBase64), '\0');
  sodium_bin2base64(out.data(), out.size(), raw_bytes(bytes), bytes.size(), kBase64);
  out.pop_back();
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  const char* end = nullptr;
  const int status = sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(),
                                       text.size(), "\r\n", &size, &end, kBase64);
  if (status != 0 || end != text.data() + text.size()) return {};
  out.resize(size);
  return out;
}

// Readable by its owner only from its first moment; whoever comes second takes the first one's.
Result<void> make_key(const std::filesystem::path& path) {
  std::string key(kKeyBytes, '\0');
  randombytes_buf(key.data(), key.size());
  const std::string text = to_base64(key) + "\n";
  const std::string growing = fmt::format("{}.{}-{}", path.string(), getpid(), to_base64(key.substr(0, 6)));
  const int file = ::open(growing.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return file_error(path, errno);
  const ssize_t written = ::write(file, text.data(), text.size());
  int failed = written == static_cast<ssize_t>(text.size()) ? 0 : written < 0 ? errno : ENOSPC;
  if (failed == 0 && ::fsync(file) != 0) failed = errno;
  ::close(file);
  if (failed == 0 && ::link(growing.c_str(), path.c_str()) != 0 && errno != EEXIST) failed = errno;
  ::unlink(growing.c_str());
  if (failed != 0) return file_error(path, failed);
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  if (const int opened = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); opened >= 0) {
    ::fsync(opened);
    ::close(opened);
  }
  return {};
}

}  // namespace

Result<Seal> Seal::open(const std::filesystem::path& path) {
  CHECK(sodium_init() >= 0);
  std::error_code code;
  if (!std::filesystem::exists(path, code)) TRY(make_key(path));
  const std::string text = TRY(read_file(path));
  auto key = from_base64(text);
  if (!key || key->size() != kKeyBytes) {
    return error(ErrorCode::kDamaged, fmt::format("密钥文件 {} 已损坏", path.string()),
                 fmt::format("the key file {} is damaged", path.string()));
  }
  return Seal(std::move(*key));
}

std::string Seal::close(std::string_view plain, std::string_view purpose) const {
  std::string out(kNonceBytes + plain.size() + kTagBytes, '\0');
  randombytes_buf(out.data(), kNonceBytes);
  auto* const begin = reinterpret_cast<unsigned char*>(out.data());
  crypto_aead_xchacha20poly1305_ietf_encrypt(begin + kNonceBytes, nullptr, raw_bytes(plain), plain.size(),
                                             raw_bytes(purpose), purpose.size(), nullptr, begin,
                                             raw_bytes(key_));
  return to_base64(out);
}

Result<std::string> Seal::read(std::string_view sealed, std::string_view purpose) const {
  const auto bytes = from_base64(sealed);
  if (bytes && bytes->size() >= kNonceBytes + kTagBytes) {
    std::string out(bytes->size() - kNonceBytes - kTagBytes, '\0');
    const int status = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(out.data()), nullptr, nullptr, raw_bytes(*bytes) + kNonceBytes,
        bytes->size() - kNonceBytes, raw_bytes(purpose), purpose.size(), raw_bytes(*bytes), raw_bytes(key_));
    if (status == 0) return out;
  }
  return error(ErrorCode::kDamaged, "存放的密文打不开：数据库和密钥文件（.key）不是一对",
               "a stored secret does not open: the database and the key file (.key) do not belong together");
}

}  // namespace duban
