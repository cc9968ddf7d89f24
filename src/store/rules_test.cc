#include "store/rules.h"

#include "store/ledger_fixture.h"
#include "store/log.h"

namespace duban {
namespace {

class RulesTest : public LedgerTest {};

TEST_F(RulesTest, WithoutOnesOfItsOwnThePackedOnesAreInForce) {
  EXPECT_EQ(*light_rules_of(*db, 1), default_light_rules());
  EXPECT_EQ(*verdict_rules_of(*db, 1), default_verdict_rules());
  EXPECT_EQ(task_rules_of(*db, 1)->limits, default_limit_rules());
  EXPECT_NE(task_rules_of(*db, 1)->calendar, nullptr);
  const Json shown = parsed(read_rules(*db, office, RuleKind::kLimits));
  EXPECT_EQ(shown["text"], "");
  EXPECT_EQ(shown["version"], 0);
  EXPECT_NE(shown["packed"].get<std::string>().find("acknowledge"), std::string::npos);
}

TEST_F(RulesTest, AReplacementIsInForceAtOnceAndKeptForEver) {
  ASSERT_TRUE(
      replace_rules(*db, office, RuleKind::kLimits, 0, "acknowledge  2  working_days\n", "县里人手少", kTestNow)
          .ok());
  const auto limit = [&] {
    return task_rules_of(*db, 1)->limits.limits[static_cast<std::size_t>(LimitKind::kAcknowledge)].number;
  };
  EXPECT_EQ(limit(), 2);
  ASSERT_TRUE(
      replace_rules(*db, office, RuleKind::kLimits, 1, "acknowledge  3  working_days\n", "再放宽", kTestNow)
          .ok());
  EXPECT_EQ(limit(), 3);
  const Json shown = parsed(read_rules(*db, office, RuleKind::kLimits));
  ASSERT_EQ(shown["history"].size(), 2U);
  EXPECT_EQ(shown["history"][1]["reason"], "县里人手少");
  EXPECT_EQ(count("log_entry WHERE action = 'replace_rules'"), 2);
  // Back to the packed ones is a replacement too. Another government's rules are its own.
  ASSERT_TRUE(replace_rules(*db, office, RuleKind::kLimits, 2, "", "恢复默认", kTestNow).ok());
  EXPECT_EQ(task_rules_of(*db, 1)->limits, default_limit_rules());
  EXPECT_EQ(task_rules_of(*db, 2)->limits, default_limit_rules());
  EXPECT_TRUE(verify_log(*db, 1, {})->intact);
}

TEST_F(RulesTest, ABadTextIsRefusedByLineAndChangesNothing) {
  const auto bad = replace_rules(*db, office, RuleKind::kLights, 0,
                                 "growth points 0 1\n\ngrowth  share  0  1\n", "试", kTestNow);
  ASSERT_FALSE(bad.ok());
  EXPECT_EQ(bad.error().code, ErrorCode::kInvalid);
  EXPECT_NE(bad.error().message.zh.find("第1行"), std::string::npos) << bad.error().message.zh;
  EXPECT_NE(bad.error().message.zh.find("请改正"), std::string::npos);
  EXPECT_EQ(code_of(replace_rules(*db, office, RuleKind::kLights, 0, "stale_after  60\n", "", kTestNow)),
            ErrorCode::kInvalid);
  EXPECT_EQ(count("rule_set"), 0);
  EXPECT_EQ(*light_rules_of(*db, 1), default_light_rules());
}

TEST_F(RulesTest, OnlyTheOfficeAndOnlyOnWhatItSaw) {
  Actor handler;
  handler.account_id = 9;
  handler.roles = {Role::kUnitHandler};
  EXPECT_EQ(code_of(replace_rules(*db, handler, RuleKind::kLights, 0, "", "x", kTestNow)),
            ErrorCode::kForbidden);
  EXPECT_EQ(code_of(read_rules(*db, handler, RuleKind::kLights)), ErrorCode::kForbidden);
  ASSERT_TRUE(replace_rules(*db, office, RuleKind::kVerdicts, 0, "about_points  0.3\n", "收紧", kTestNow).ok());
  EXPECT_EQ(code_of(replace_rules(*db, office, RuleKind::kVerdicts, 0, "", "x", kTestNow)), ErrorCode::kStale);
  EXPECT_EQ(verdict_rules_of(*db, 1)->about_points, 0.3);
}

}  // namespace
}  // namespace duban
