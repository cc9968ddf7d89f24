#include "plan/comparable_units.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

TEST(ComparableUnits, WhatMeasuresTheSame) {
  EXPECT_EQ(units_in("公斤", "斤"), 2);
  EXPECT_EQ(units_in("斤", "吨"), 1.0 / 2000);
  EXPECT_EQ(units_in("公顷", "亩"), 15);
  EXPECT_EQ(units_in("公里", "米"), 1000);
  EXPECT_EQ(units_in("家", "个"), 1);
  EXPECT_EQ(units_in("户", "家"), 1);
  EXPECT_EQ(units_in("套(间)", "套"), 1);
  EXPECT_EQ(units_in("", ""), 1);
}

TEST(ComparableUnits, WhatDoesNot) {
  for (const auto& [from, to] :
       {std::pair{"亩", "公里"}, {"户", "个"}, {"元", "美元"}, {"%", "个"}, {"斤", "亩"}, {"万元", ""}})
    EXPECT_EQ(units_in(from, to), std::nullopt) << from << " / " << to;
}

}  // namespace
}  // namespace duban
