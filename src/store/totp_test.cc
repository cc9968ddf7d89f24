#include "store/totp.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(Totp, GivesTheCodesOfRfc6238) {
  // RFC 6238, appendix B, SHA-1: the secret is the ASCII text "12345678901234567890".
  const std::string secret = "12345678901234567890";
  struct Row {
    std::int64_t seconds;
    const char* code;
  };
  // clang-format off
  const Row kRows[] = {
      {59,          "94287082"},
      {1111111109,  "07081804"},
      {1111111111,  "14050471"},
      {1234567890,  "89005924"},
      {2000000000,  "69279037"},
      {20000000000, "65353130"},
  };
  // clang-format on
  for (const Row& row : kRows) {
    EXPECT_EQ(totp_code(secret, totp_step(row.seconds * 1000), 8), row.code) << row.seconds;
    EXPECT_EQ(totp_code(secret, totp_step(row.seconds * 1000)), std::string(row.code).substr(2));
  }
}

TEST(Totp, GivesTheCodesOfRfc4226) {  // appendix D: the counter in place of the time
  const char* const kCodes[] = {"755224", "287082", "359152", "969429", "338314",
                                "254676", "287922", "162583", "399871", "520489"};
  for (int i = 0; i < 10; ++i) EXPECT_EQ(totp_code("12345678901234567890", i), kCodes[i]);
}

TEST(Totp, WritesBase32AsRfc4648) {
  EXPECT_EQ(base32(""), "");
  EXPECT_EQ(base32("f"), "MY");
  EXPECT_EQ(base32("fo"), "MZXQ");
  EXPECT_EQ(base32("foo"), "MZXW6");
  EXPECT_EQ(base32("foob"), "MZXW6YQ");
  EXPECT_EQ(base32("fooba"), "MZXW6YTB");
  EXPECT_EQ(base32("foobar"), "MZXW6YTBOI");
  EXPECT_EQ(base32(new_totp_secret()).size(), 32U);
}

TEST(Totp, TakesACodeOnceAndWithinOneStep) {
  const std::string secret = "12345678901234567890";
  const std::int64_t now = 1000;
  const auto taken = [&](std::int64_t step, std::int64_t last) {
    return totp_step_of(secret, totp_code(secret, step), now, last);
  };
  EXPECT_EQ(taken(1000, 0), 1000);
  EXPECT_EQ(taken(999, 0), 999);
  EXPECT_EQ(taken(1001, 0), 1001);
  EXPECT_FALSE(taken(998, 0));
  EXPECT_FALSE(taken(1002, 0));
  EXPECT_FALSE(taken(1000, 1000));  // taken already
  EXPECT_FALSE(taken(999, 1000));   // an older one than that
  EXPECT_EQ(taken(1001, 1000), 1001);
  EXPECT_FALSE(totp_step_of(secret, "", now, 0));
  EXPECT_FALSE(totp_step_of(secret, "12345", now, 0));
}

TEST(Totp, NamesTheAccountForTheApp) {
  EXPECT_EQ(totp_address("foobar", "督办", "li.ming"),
            "otpauth://totp/%E7%9D%A3%E5%8A%9E:li.ming?secret=MZXW6YTBOI&issuer=%E7%9D%A3%E5%8A%9E&algorithm="
            "SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace duban
