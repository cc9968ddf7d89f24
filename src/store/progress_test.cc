#include "store/progress.h"

#include "store/log.h"
#include "store/progress_fixture.h"
#include "store/rules.h"

namespace duban {
namespace {

class Progress : public ProgressTest {};

TEST_F(Progress, FiveFactsAreKeptApartAndEachSaysWhy) {
  const TaskProgress before = progress(homes, "2026-03-01");
  EXPECT_EQ(before.facts.workflow.value, TaskState::kDispatched);
  EXPECT_EQ(before.facts.light.value, Light::kGrey);
  EXPECT_EQ(before.facts.punctuality.value, Punctuality::kNotAsked);
  EXPECT_EQ(before.facts.result.value, ResultState::kNothing);
  EXPECT_EQ(before.facts.confidence.value, Confidence::kNotSet);
  EXPECT_TRUE(before.facts.was_late) << "not acknowledged within a day";

  accepted(homes, housing, 0, 9, "2026-06-30");
  const TaskProgress half = progress(homes, "2026-07-01");
  ASSERT_EQ(half.targets.size(), 2U);
  EXPECT_EQ(*half.targets[0].reported, 9);
  EXPECT_EQ(half.targets[0].light.value, Light::kRed) << "9 of 30 after half a year";
  EXPECT_EQ(half.targets[1].light.value, Light::kGrey);
  EXPECT_EQ(half.facts.light.value, Light::kRed);
  EXPECT_EQ(half.facts.light.why.rule, "light.increment");
  EXPECT_EQ(half.facts.punctuality.value, Punctuality::kOnTime);
  EXPECT_EQ(half.facts.result.value, ResultState::kNotVerified);
  for (const Reason* why : {&half.facts.workflow.why, &half.facts.light.why, &half.facts.punctuality.why,
                            &half.facts.result.why, &half.facts.confidence.why}) {
    EXPECT_FALSE(why->words.zh.empty());
    EXPECT_FALSE(why->words.en.empty());
    EXPECT_FALSE(why->rule.empty());
    EXPECT_EQ(why->on, *Day::of(2026, 7, 1));
  }
}

TEST_F(Progress, WhatWasVerifiedStandsBesideWhatWasReportedAndCountsForTheLight) {
  accepted(homes, housing, 0, 15, "2026-06-30");
  accepted(homes, housing, 1, 5, "2026-06-30", 2.0);
  const TaskProgress found = progress(homes, "2026-07-01");
  EXPECT_EQ(found.targets[0].light.value, Light::kGreen);
  EXPECT_EQ(*found.targets[1].reported, 5);
  EXPECT_EQ(*found.targets[1].verified, 2);
  EXPECT_EQ(found.targets[1].light.value, Light::kRed);
  EXPECT_EQ(found.facts.result.value, ResultState::kDiffers) << "of two targets the one that differs speaks";
}

TEST_F(Progress, OfSeveralUnitsTheOneThatAnswersCountsAndPartsAreAddedUp) {
  accepted(growth, statistics, 0, 4.1, "2026-06-30");
  EXPECT_EQ(*progress(growth, "2026-07-01").targets[0].reported, 4.1);
  accepted(growth, industry, 0, 5.2, "2026-05-31");
  EXPECT_EQ(*progress(growth, "2026-07-01").targets[0].reported, 5.2) << "the lead unit's, though it is older";
  // Apportioned: the parts together, as old as the oldest.
  accepted(homes, housing, 0, 6, "2026-06-30");
  accepted(homes, industry, 0, 8, "2026-05-31");
  ASSERT_TRUE(db->run("INSERT INTO apportionment (government_id, plan_id, task_id, target, whole, note, "
                      "account, at, version) "
                      "VALUES (1, $1, $2, 0, 30, '', '', 0, 1)",
                      plan, homes)
                  .ok());
  for (const std::int64_t of_unit : {housing, industry})
    ASSERT_TRUE(db->run("INSERT INTO apportionment_part (government_id, task_id, target, unit_id, value) "
                        "VALUES (1, $1, 0, $2, 15)",
                        homes, of_unit)
                    .ok());
  const TargetProgress whole = progress(homes, "2026-07-01").targets[0];
  EXPECT_EQ(*whole.reported, 14);
  EXPECT_EQ(whole.as_of, *Day::of(2026, 5, 31));
}

TEST_F(Progress, APlanIsReadAsItsTasksAreOneByOneInPrintedOrder) {
  accepted(homes, housing, 0, 9, "2026-06-30");
  accepted(growth, industry, 0, 5, "2026-06-30");
  const auto all = plan_progress(*db, plan, *Day::of(2026, 7, 1));
  ASSERT_TRUE(all.ok());
  ASSERT_EQ(all->size(), 3U);
  const auto lights = plan_lights(*db, plan, *Day::of(2026, 7, 1));
  for (std::size_t i = 0; i < all->size(); ++i) {
    const TaskProgress one = progress(all->at(i).task_id, "2026-07-01");
    EXPECT_EQ(one.no, std::to_string(i + 1));
    EXPECT_EQ(one.facts.light, all->at(i).facts.light);
    EXPECT_EQ(one.facts.punctuality, all->at(i).facts.punctuality);
    EXPECT_EQ(one.facts.result, all->at(i).facts.result);
    EXPECT_EQ(one.task, all->at(i).task);
    EXPECT_EQ(lights->at(i).light, one.facts.light.value);
  }
  // A draft has none.
  const auto draft = bring_in(PaperBuilder("另一个方案").task("修桥。", {"市统计局"}));
  EXPECT_TRUE(plan_progress(*db, draft.plan_id, *Day::of(2026, 7, 1))->empty());
  EXPECT_EQ(code_of(plan_progress(*db, 999, *Day::of(2026, 7, 1))), ErrorCode::kNotFound);
}

TEST_F(Progress, TheOfficesOwnRulesCountFromThenOn) {
  accepted(homes, housing, 0, 12, "2026-06-30");
  accepted(homes, housing, 1, 5, "2026-06-30");
  EXPECT_EQ(progress(homes, "2026-07-01").facts.light.value, Light::kYellow);
  ASSERT_TRUE(
      replace_rules(*db, director, RuleKind::kLights, 0, "increment  share  15  30\n", "县级放宽", kTestNow)
          .ok());
  EXPECT_EQ(progress(homes, "2026-07-01").facts.light.value, Light::kGreen);
}

TEST_F(Progress, ASettingIsAFactAndSurvivesAnAdjustment) {
  EXPECT_EQ(set(homes, 0, R"({"direction":"higher","light_class":"project","baseline":6,"source":"住建台账"})"),
            "");
  TargetProgress target = progress(homes, "2026-07-01").targets[0];
  EXPECT_TRUE(target.setting.confirmed());
  EXPECT_EQ(target.settled.light_class.value, LightClass::kProject);
  EXPECT_EQ(target.settled.trajectory.start, 6);
  EXPECT_EQ(count("target_fact WHERE what = 'setting' AND account = '督查员'"), 1);
  // A change wants a reason; what is not named stays.
  EXPECT_NE(set(homes, 0, R"({"tolerance":1})"), "");
  EXPECT_EQ(set(homes, 0, R"({"tolerance":1})", "会议明确"), "");
  EXPECT_EQ(progress(homes, "2026-07-01").targets[0].setting.baseline, 6.0);
  EXPECT_EQ(code_of(write_setting(*db, director, ref(homes, 0), 1, "{}", "旧", kTestNow)), ErrorCode::kStale);
  // An adjustment of the frozen row: another amount, another order.
  TaskChange change;
  change.field = "targets";
  change.value_json =
      R"([{"indicator":"新建口袋公园","measure":"increment","op":"=","value":10,"unit":"个"},{"indicator":"改造老旧小区","measure":"increment","op":"=","value":36,"unit":"个"}])";
  change.reason = "追加";
  change.document = "示政办〔2026〕3号";
  ASSERT_TRUE(change_task(*db, director, homes, {}, change, kTestNow).ok());
  const TaskProgress after = progress(homes, "2026-07-01");
  EXPECT_FALSE(after.targets[0].setting.confirmed());
  EXPECT_EQ(after.targets[1].setting.light_class, LightClass::kProject);
  EXPECT_EQ(after.targets[1].settled.trajectory.end, 36) << "the path ends where the paper says now";
  EXPECT_NE(after.targets[0].key, after.targets[1].key);
  // The old place is no place any more.
  EXPECT_EQ(code_of(write_setting(*db, director, {homes, 0, after.targets[1].key}, {}, "{}", "x", kTestNow)),
            ErrorCode::kConflict);
  const Json shown = parsed(list_targets(*db, director, homes, Language::kZh, kTestNow));
  EXPECT_EQ(shown["facts"].size(), 2U);
  EXPECT_EQ(shown["facts"][0]["reason"], "会议明确");
  EXPECT_EQ(shown["lost"].size(), 0U);
  EXPECT_TRUE(verify_log(*db, 1, {})->intact);
}

TEST_F(Progress, ASettingWithoutATargetIsShownAsLost) {
  ASSERT_EQ(set(homes, 0, R"({"baseline":6})"), "");
  TaskChange change{"targets",
                    R"([{"indicator":"新建口袋公园","measure":"increment","op":"=","value":10,"unit":"个"}])",
                    "", "取消", "示政办〔2026〕4号"};
  ASSERT_TRUE(change_task(*db, director, homes, {}, change, kTestNow).ok());
  const Json shown = parsed(list_targets(*db, director, homes, Language::kZh, kTestNow));
  ASSERT_EQ(shown["lost"].size(), 1U);
  EXPECT_EQ(shown["lost"][0]["indicator"], "改造老旧小区");
}

TEST_F(Progress, ConfirmingAKindSettlesWhatIsProposed) {
  ASSERT_EQ(set(homes, 0, R"({"direction":"lower","light_class":"bound"})"), "");
  Json open = parsed(list_unconfirmed(*db, director, plan, false, Language::kZh, kTestNow));
  EXPECT_EQ(open["total"], 2);
  EXPECT_EQ(open["items"][0]["light_class"]["value"], "growth");
  EXPECT_FALSE(open["items"][0]["light_class"]["why"].get<std::string>().empty());
  ConfirmKind kind;
  kind.light_class = LightClass::kIncrement;
  EXPECT_EQ(*confirm_proposed(*db, director, plan, kind, kTestNow), 1);
  EXPECT_EQ(*confirm_proposed(*db, director, plan, {}, kTestNow), 1);
  EXPECT_EQ(*confirm_proposed(*db, director, plan, {}, kTestNow), 0);
  EXPECT_EQ(progress(homes, "2026-07-01").targets[0].settled.light_class.value, LightClass::kBound)
      << "what was settled stays";
  EXPECT_EQ(parsed(list_unconfirmed(*db, director, plan, false, Language::kZh, kTestNow))["total"], 0);
  EXPECT_EQ(parsed(list_unconfirmed(*db, director, plan, true, Language::kZh, kTestNow))["total"], 3);
  Actor handler = person(21, "经办", Role::kUnitHandler, housing);
  EXPECT_EQ(code_of(confirm_proposed(*db, handler, plan, {}, kTestNow)), ErrorCode::kForbidden);
  EXPECT_EQ(code_of(write_setting(*db, handler, ref(homes, 0), {}, "{}", "x", kTestNow)),
            ErrorCode::kForbidden);
  EXPECT_EQ(parsed(list_unconfirmed(*db, handler, plan, true, Language::kZh, kTestNow))["total"], 2)
      << "his own unit's";
}

TEST_F(Progress, APromiseBecomesAVerdictAgainstItsOutcome) {
  const auto outcome = [&](std::int64_t task, int position, const std::string& json,
                           const std::string& reason = "") {
    const auto done = write_outcome(*db, director, ref(task, position), {}, json, reason,
                                    *utc_from_text("2027-01-20T01:00:00Z"));
    return done.ok() ? "" : done.error().message.zh;
  };
  const auto verdict = [&](std::int64_t task, int position) {
    return parsed(read_target(*db, director, ref(task, position), Language::kZh,
                              *utc_from_text("2027-01-20T01:00:00Z")))["verdict"];
  };
  EXPECT_EQ(verdict(growth, 0)["value"], "undecidable");
  EXPECT_NE(outcome(growth, 0, R"({"value":4.9,"as_of":"2026-12-31"})"), "") << "no source";
  EXPECT_NE(outcome(growth, 0, R"({"value":4.9,"source":"统计公报"})"), "") << "no date";
  ASSERT_EQ(outcome(growth, 0, R"({"value":4.9,"as_of":"2026-12-31","source":"统计公报"})"), "");
  EXPECT_EQ(verdict(growth, 0)["value"], "met") << "5% 左右, 0.2 points of tolerance";
  EXPECT_EQ(verdict(growth, 0)["why"]["rule"], "verdict.about");
  EXPECT_NE(outcome(growth, 0, R"({"value":4.7,"as_of":"2026-12-31","source":"统计公报"})"), "")
      << "a correction wants a reason";
  ASSERT_EQ(outcome(growth, 0, R"({"value":4.7,"as_of":"2026-12-31","source":"统计公报"})", "核实修订"), "");
  EXPECT_EQ(verdict(growth, 0)["value"], "not_met");
  // What was reported does where nothing else was entered; an amount that is reached is reached before the year
  // is over.
  accepted(homes, housing, 0, 31, "2026-09-30");
  EXPECT_EQ(verdict(homes, 0)["value"], "met");
  // A promise of the text without a number.
  EXPECT_EQ(verdict(trust, -1)["value"], "undecidable");
  ASSERT_EQ(outcome(trust, -1, R"({"value":5.1,"reference":5.2,"as_of":"2026-12-31","source":"统计公报"})"),
            "");
  EXPECT_EQ(verdict(trust, -1)["value"], "met");
  const Json shown =
      parsed(list_targets(*db, director, trust, Language::kEn, *utc_from_text("2027-01-20T01:00:00Z")));
  EXPECT_EQ(shown["text"]["kind"], "synchronous");
  EXPECT_EQ(shown["items"].size(), 0U);
}

TEST_F(Progress, BeforeTheFirstReleaseAFigureIsAwaited) {
  ASSERT_EQ(set(growth, 0, R"({"releases":["2026-04-18","2026-07-18"],"source":"市统计局"})"), "");
  EXPECT_EQ(progress(growth, "2026-04-17").facts.light.value, Light::kAwaiting);
  EXPECT_EQ(progress(growth, "2026-04-18").facts.light.value, Light::kGrey);
  EXPECT_EQ(sign_of(Light::kAwaiting).zh, "待统计");
}

}  // namespace
}  // namespace duban
