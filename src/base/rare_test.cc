#include "base/rare.h"

#include <gtest/gtest.h>

#include <string>

namespace duban {
namespace {

TEST(Rare, CopiesItsValueAndTakesAPointersRoom) {
  Rare<std::string> held = std::string("旬报");
  Rare<std::string> copy = held;
  copy->append("、月报");
  EXPECT_EQ(*held, "旬报");
  EXPECT_EQ(*copy, "旬报、月报");
  held = copy;
  EXPECT_EQ(*held, "旬报、月报");
  copy.reset();
  EXPECT_FALSE(copy.has_value());
  EXPECT_TRUE(held);
  EXPECT_EQ(copy.made(), "");
  EXPECT_FALSE(Rare<std::string>(std::optional<std::string>()));
  EXPECT_EQ(sizeof(held), sizeof(void*));
}

}  // namespace
}  // namespace duban
