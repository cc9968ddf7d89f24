#include "text/mapped.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(Mapped, CoversFromTheFirstToTheLastPrintedByte) {
  Mapped text;
  text.copy("建园", 20);
  text.copy("十个", 40);
  EXPECT_EQ(text.cover(0, text.size()), (Span{20, 46}));
  EXPECT_EQ(text.cover(3, 9), (Span{23, 43}));
  EXPECT_EQ(text.cover(6, 6), (Span{40, 40}));
}

TEST(Mapped, CoversWordsThatDoNotKeepThePrintedOrder) {
  Mapped text;
  text.copy("建园", 60);
  text.copy("十个", 20);
  text.copy("左右", 40);
  EXPECT_EQ(text.cover(0, text.size()), (Span{20, 66}));
  EXPECT_EQ(text.cover(0, 12), (Span{20, 66}));
  EXPECT_EQ(text.cover(6, text.size()), (Span{20, 46}));
}

}  // namespace
}  // namespace duban
