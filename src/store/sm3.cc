#include "store/sm3.h"

#include <openssl/evp.h>

#include <array>

#include "base/result.h"

namespace duban {

std::string sm3_hex(std::string_view bytes) {
  static const EVP_MD* const sm3 =
      EVP_MD_fetch(nullptr, "SM3", nullptr);  // once: a look-up costs more than a hash
  CHECK(sm3 != nullptr);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  CHECK(EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, sm3, nullptr) == 1 && size == 32);
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  out.reserve(64);
  for (unsigned int i = 0; i < size; ++i) {
    out += kHex[digest[i] >> 4U];
    out += kHex[digest[i] & 15U];
  }
  return out;
}

}  // namespace duban
