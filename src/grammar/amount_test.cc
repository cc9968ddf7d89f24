#include "grammar/amount.h"

#include <gtest/gtest.h>

#include "grammar/not_target.h"
#include "grammar/target.h"

namespace duban {
namespace {

TEST(Number, ReadsDigitsAndChineseNumerals) {
  struct Row {
    const char* text;
    double value;
  };
  for (const Row& row : {Row{"300个", 300},
                         {"443.9万亩", 4439000},
                         {"3,500公里", 3500},
                         {"1.5万户", 15000},
                         {"1200亿元", 120000000000},
                         {"2万亿元", 2e12},
                         {"3千万千瓦", 3e7},
                         {"5千瓦", 5},
                         {"三十", 30},
                         {"十五", 15},
                         {"一百二十", 120},
                         {"两万五千", 25000},
                         {"百个", 100},
                         {"千万元", 1e7},
                         {"一万三千亿", 1.3e12},
                         {"20多万", 200000},
                         {"0.28%", 0.28}}) {
    const auto read = number(Cursor(row.text));
    ASSERT_TRUE(read) << row.text;
    EXPECT_DOUBLE_EQ(read->value.value, row.value) << row.text;
    EXPECT_FALSE(read->value.row) << row.text;
  }
}

TEST(Number, KnowsRowsOfDigits) {
  for (const char* text : {"二〇二六", "13900000000123", "2.0.1", "十几个", "一二三"}) {
    const auto read = number(Cursor(text));
    ASSERT_TRUE(read) << text;
    EXPECT_TRUE(read->value.row) << text;
  }
  EXPECT_FALSE(number(Cursor("个")));
  EXPECT_FALSE(number(Cursor("")));
  EXPECT_TRUE(number(Cursor("百个"))->value.scale_only);
  EXPECT_TRUE(number(Cursor("300余个"))->value.and_more);
}

TEST(Unit, JoinsUnitsAndLeavesOtherWords) {
  struct Row {
    const char* text;
    const char* unit;
  };
  for (const Row& row : {Row{"平方公里以上", "平方公里"},
                         {"微克/立方米;", "微克/立方米"},
                         {"元/人·月", "元/人·月"},
                         {"台（套）以上", "台(套)"},
                         {"％", "%"},
                         {"人次", "人次"},
                         {"张/千人", "张/千人"}}) {
    const auto read = unit(Cursor(row.text));
    ASSERT_TRUE(read) << row.text;
    EXPECT_EQ(ledger_unit(read->value.printed), row.unit);
  }
  for (const char* text : {"人才梯队", "G工厂", "号线", "版", "家庭农场", "Pab"})
    EXPECT_FALSE(unit(Cursor(text))) << text;
}

TEST(AmountRules, EachReadsItsOwnExample) {
  for (const AmountRule& rule : amount_rules()) {
    const auto read = amount(Cursor(rule.example));
    ASSERT_TRUE(read) << rule.name;
    EXPECT_EQ(read->value.rule, rule.name) << rule.example;
    EXPECT_TRUE(read->rest.done()) << rule.example;
  }
}

TEST(NotRules, EachHoldsForItsOwnExample) {
  for (const NotRule& rule : not_rules()) {
    EXPECT_TRUE(read_targets(rule.example, 2026).empty()) << rule.name << ": " << rule.example;
    bool said = false;
    for (const Took& took : explain_targets(rule.example, 2026)) said = said || took.rule == rule.name;
    EXPECT_TRUE(said) << rule.name << ": " << rule.example;
  }
}

}  // namespace
}  // namespace duban
