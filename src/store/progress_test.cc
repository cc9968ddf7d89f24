#include "store/progress.h"

#include "store/break_downs.h"
#include "store/log.h"
#include "store/progress_fixture.h"
#include "store/progress_views.h"
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
  ASSERT_EQ(shown["goals"].size(), 1U);
  EXPECT_EQ(shown["goals"][0]["kind"], "synchronous");
  EXPECT_EQ(shown["goals"][0]["key"], "text");
  EXPECT_EQ(shown["items"].size(), 0U);
}

TEST_F(Progress, EachGoalOfATextAndEachWorkIsJudgedByItself) {
  PaperBuilder paper;
  paper.section("一", "增进民生福祉")
      .task("粮食产量稳中有升，零就业家庭动态清零，确保东湖水库建成投用。", {"市工业和信息化局"});
  const std::int64_t many = task_id(approve(paper), "1");
  const UtcMillis later = *utc_from_text("2027-01-20T01:00:00Z");
  const auto goals = [&] { return parsed(list_targets(*db, director, many, Language::kZh, later))["goals"]; };
  const auto enter = [&](const std::string& key, const char* outcome) {
    const auto done = write_outcome(*db, director, {many, -1, key}, {}, outcome, "", later);
    return done.ok() ? "" : done.error().message.zh;
  };
  ASSERT_EQ(goals().size(), 3U);
  EXPECT_EQ(goals()[0]["key"], "text:粮食产量稳中有升");
  EXPECT_EQ(goals()[1]["key"], "text") << "figures alone decide it: the one that is asked for first";
  EXPECT_EQ(goals()[2]["kind"], "stage");
  const std::string reservoir = goals()[2]["key"];
  EXPECT_EQ(enter("text", R"({"remaining":0,"as_of":"2026-12-31","source":"台账"})"), "");
  EXPECT_EQ(enter(reservoir, R"({"confirmed":false,"as_of":"2026-12-31","source":"现场核查"})"), "");
  EXPECT_NE(enter("text:没有的事", R"({"confirmed":true,"as_of":"2026-12-31","source":"台账"})"), "");
  EXPECT_EQ(goals()[0]["verdict"]["value"], "undecidable");
  EXPECT_EQ(goals()[1]["verdict"]["value"], "met");
  EXPECT_EQ(goals()[2]["verdict"]["value"], "not_met");
  EXPECT_EQ(parsed(list_targets(*db, director, many, Language::kZh, later))["lost"].size(), 0U);
}

TEST_F(Progress, BeforeTheFirstReleaseAFigureIsAwaited) {
  ASSERT_EQ(set(growth, 0, R"({"releases":["2026-04-18","2026-07-18"],"source":"市统计局"})"), "");
  EXPECT_EQ(progress(growth, "2026-04-17").facts.light.value, Light::kAwaiting);
  EXPECT_EQ(progress(growth, "2026-04-18").facts.light.value, Light::kGrey);
  EXPECT_EQ(sign_of(Light::kAwaiting).zh, "待统计");
}

TEST_F(Progress, WhatWasKnownThenIsNotWhatIsKnownNow) {
  accepted(homes, housing, 0, 9, "2026-06-30");
  accepted(homes, housing, 1, 5, "2026-06-30");
  accepted(homes, housing, 0, 28, "2026-09-30");
  const UtcMillis later = *utc_from_text("2026-08-10T02:00:00Z");
  ASSERT_EQ(take(director, homes, request(TaskAction::kSuspend, 0, "等待批复"), later), "");
  const auto now = plan_progress(*db, plan, *Day::of(2026, 10, 1));
  EXPECT_EQ(*now->at(1).targets[0].reported, 28);
  EXPECT_EQ(now->at(1).facts.workflow.value, TaskState::kSuspended);
  const auto then = plan_progress_then(*db, plan, *Day::of(2026, 7, 10));
  ASSERT_TRUE(then.ok()) << then.error().message.zh;
  ASSERT_EQ(then->size(), 3U);
  EXPECT_EQ(*then->at(1).targets[0].reported, 9);
  EXPECT_EQ(then->at(1).facts.workflow.value, TaskState::kDispatched);
  EXPECT_EQ(then->at(1).facts.light.value, Light::kRed);
  EXPECT_TRUE(plan_progress_then(*db, plan, *Day::of(2026, 1, 1))->empty()) << "nothing was approved yet";
}

TEST_F(Progress, TheSummaryCountsWhatAPersonSeesAndTellsWhatChanged) {
  ASSERT_TRUE(db->run("INSERT INTO round_plan (government_id, round_id, plan_id) VALUES (1, $1, $2)",
                      asked(homes, housing, "2026-07-05", "2026-07-04"), plan)
                  .ok());
  accepted(homes, housing, 0, 4, "2026-07-31");
  accepted(homes, housing, 1, 1, "2026-07-31");
  const UtcMillis august = *utc_from_text("2026-08-10T02:00:00Z");
  const Json all = parsed(plan_summary(*db, director, plan, Language::kZh, august));
  EXPECT_EQ(all["lights"]["tasks"], 3);
  EXPECT_EQ(all["lights"]["red"], 1);
  EXPECT_EQ(all["sections"][0]["title"], "推动工业增长");
  ASSERT_EQ(all["furthest"].size(), 2U);
  EXPECT_EQ(all["furthest"][0]["indicator"], "新建口袋公园") << "1 of 10 is further behind than 4 of 30";
  EXPECT_EQ(all["since"], "2026-07-05");
  ASSERT_EQ(all["changes"].size(), 1U) << all["changes"].dump();
  EXPECT_EQ(all["changes"][0]["light_before"], "grey");
  EXPECT_EQ(all["changes"][0]["light"], "red");
  const Json own =
      parsed(plan_summary(*db, person(21, "经办", Role::kUnitHandler, industry), plan, Language::kEn, august));
  EXPECT_EQ(own["lights"]["tasks"], 2);
  EXPECT_EQ(own["furthest"].size(), 0U);
}

TEST_F(Progress, TodayHoldsWhatWaitsForOfficeAndUnit) {
  const auto waiting = [&](const Actor& who, const char* on) {
    std::vector<Todo> found;
    EXPECT_TRUE(progress_todo(*db, who, *Day::parse(on), found).ok());
    std::string kinds;
    for (const Todo& todo : found) kinds += fmt::format("{} ", todo.kind);
    return kinds;
  };
  const Actor builder = person(21, "住建局经办", Role::kUnitHandler, housing);
  EXPECT_EQ(waiting(director, "2026-02-06"), "confirm_target ");
  ASSERT_EQ(*confirm_proposed(*db, director, plan, {}, kTestNow), 3);
  EXPECT_EQ(waiting(director, "2026-02-06"), "");
  BreakDownEntry entry;
  entry.milestones = {{0, {}, "开工", "开工令", *Day::of(2026, 3, 10), 1}};
  ASSERT_EQ(take(builder, homes, request(TaskAction::kAcknowledge, housing)), "");
  ASSERT_TRUE(write_break_down(*db, builder, homes, housing, {}, entry, kTestNow).ok());
  ASSERT_EQ(take(builder, homes, request(TaskAction::kBreakDown, housing)), "");
  EXPECT_EQ(waiting(director, "2026-02-06"), "") << "a break-down to accept is a line of the task's life";
  EXPECT_EQ(waiting(builder, "2026-03-10"), "") << "a draft has no due milestones";
  ASSERT_EQ(take(director, homes, request(TaskAction::kAcceptBreakDown, housing)), "");
  EXPECT_EQ(waiting(builder, "2026-03-02"), "");
  EXPECT_EQ(waiting(builder, "2026-03-03"), "milestone_due ") << "seven days before";
  EXPECT_EQ(waiting(builder, "2026-05-01"), "milestone_due ");
  EXPECT_EQ(waiting(person(22, "外单位", Role::kUnitHandler, statistics), "2026-05-01"), "");
  const std::int64_t milestone = db->one("SELECT id FROM milestone")->value_or(0);
  ASSERT_TRUE(claim_milestone(*db, builder, milestone, {}, *Day::of(2026, 2, 5), "开工令", kTestNow).ok());
  EXPECT_EQ(waiting(builder, "2026-05-01"), "");
  EXPECT_EQ(waiting(director, "2026-05-01"), "accept_milestone ");
  ASSERT_TRUE(settle_milestone(*db, director, milestone, {}, SettleClaim::kAccept, {}, "", kTestNow).ok());
  EXPECT_EQ(waiting(director, "2026-05-01"), "");
}

TEST_F(Progress, TheListFiltersAndSortsByLight) {
  accepted(homes, housing, 0, 1, "2026-07-31");
  accepted(growth, industry, 0, 5, "2026-06-30");
  TaskQuery query;
  query.facts = Language::kZh;
  const UtcMillis august = *utc_from_text("2026-08-10T02:00:00Z");
  const auto numbers = [&](const char* light, const char* state, const char* sort) {
    query.light = light;
    query.state = state;
    query.sort = sort;
    std::string out;
    const Json page = parsed(list_tasks(*db, director, plan, query, august));
    for (const auto& item : page["items"])
      out += item["no"].get<std::string>() + item["facts"]["light"].get<std::string>() + " ";
    EXPECT_EQ(page["total"], page["items"].size());
    return out;
  };
  EXPECT_EQ(numbers("", "", ""), "1green 2red 3grey ");
  EXPECT_EQ(numbers("", "", "light"), "2red 3grey 1green ");
  EXPECT_EQ(numbers("", "", "-light"), "1green 3grey 2red ");
  EXPECT_EQ(numbers("red,green", "", ""), "1green 2red ");
  EXPECT_EQ(numbers("yellow", "", ""), "");
  EXPECT_EQ(numbers("", "closed", "light"), "");
  query.ids = {homes};
  EXPECT_EQ(numbers("red,green", "dispatched", ""), "2red ");
}

}  // namespace
}  // namespace duban
