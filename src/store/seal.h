#pragma once

// Secrets that the program must read again (the mail server's password, the secret of a second factor) are
// sealed: XChaCha20-Poly1305 with a key that stands in a file of its own beside the database, PATH + ".key",
// readable by the program's user only. A copy of the database alone gives none of them away. What a secret is
// for is sealed in with it, so that a sealed text moved to another row does not open.

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace duban {

class Seal {
 public:
  // Reads the key; makes it where there is none (two processes that do so at once get the same one).
  // Errors: kIo, kNoSpace, kDamaged (the file is no key).
  static Result<Seal> open(const std::filesystem::path& path);

  std::string close(std::string_view plain, std::string_view purpose) const;  // base64url
  // kDamaged where it was sealed by another key or for another purpose.
  Result<std::string> read(std::string_view sealed, std::string_view purpose) const;

 private:
  explicit Seal(std::string key) : key_(std::move(key)) {}
  std::string key_;
};

}  // namespace duban
