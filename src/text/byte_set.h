#pragma once

// Sets of bytes, and passing over what none of them is: for passes over a whole paper that ask for the first
// bytes of few characters.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace duban {

// Made while compiling; its bytes have at most eight different upper halves.
class ByteSet {
 public:
  explicit consteval ByteSet(std::string_view bytes) {
    for (const char each : bytes) {
      const auto byte = static_cast<unsigned char>(each);
      bits_[byte / 64] |= std::uint64_t{1} << byte % 64;
      std::uint8_t& group = high_[byte >> 4U];
      if (group == 0) group = static_cast<std::uint8_t>(1U << groups_++);
      low_[byte & 0xFU] |= group;
    }
    if (groups_ > 8) throw "too many upper halves";
  }
  bool has(unsigned char byte) const { return (bits_[byte / 64] >> byte % 64 & 1U) != 0; }
  const std::array<std::uint8_t, 16>& high() const { return high_; }
  const std::array<std::uint8_t, 16>& low() const { return low_; }

 private:
  std::array<std::uint64_t, 4> bits_{};
  std::array<std::uint8_t, 16> high_{};  // a bit for each upper half that comes
  std::array<std::uint8_t, 16> low_{};   // and with which of them a lower half comes
  unsigned groups_ = 0;
};

// Where the first byte of the set stands, from `from` on; npos where none does.
std::size_t find_byte(std::string_view text, const ByteSet& set, std::size_t from);

}  // namespace duban
