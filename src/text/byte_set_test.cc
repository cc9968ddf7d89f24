#include "text/byte_set.h"

#include <gtest/gtest.h>

#include <string>

namespace duban {
namespace {

constexpr ByteSet kSome("\r\t(\xE2\xEF");

TEST(ByteSet, HasItsBytesAndNoOther) {
  const std::string_view bytes = "\r\t(\xE2\xEF";
  for (int byte = 0; byte < 256; ++byte)
    EXPECT_EQ(kSome.has(static_cast<unsigned char>(byte)),
              bytes.find(static_cast<char>(byte)) != std::string_view::npos)
        << byte;
}

TEST(ByteSet, FindsTheFirstWhereverItStands) {
  for (std::size_t size = 1; size < 100; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, 'x');
      text[at] = '\xEF';
      EXPECT_EQ(find_byte(text, kSome, 0), at);
      EXPECT_EQ(find_byte(text, kSome, at), at);
      EXPECT_EQ(find_byte(text, kSome, at + 1), std::string_view::npos);
    }
  }
  EXPECT_EQ(find_byte("", kSome, 0), std::string_view::npos);
}

TEST(ByteSet, EveryByteIsToldApart) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = std::string(40, 'x') + static_cast<char>(byte) + std::string(40, 'x');
    EXPECT_EQ(find_byte(text, kSome, 0) == 40, kSome.has(static_cast<unsigned char>(byte))) << byte;
  }
}

}  // namespace
}  // namespace duban
