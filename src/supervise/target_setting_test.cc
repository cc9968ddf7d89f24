#include "supervise/target_setting.h"

#include <gtest/gtest.h>

#include <random>

namespace duban {
namespace {

Target target(const std::string& indicator, Measure measure, double value, const std::string& unit,
              Comparison op = Comparison::kEqual) {
  Target out;
  out.indicator = indicator;
  out.measure = measure;
  out.value = value;
  out.unit = unit;
  out.op = op;
  return out;
}
const Day kOn = *Day::of(2026, 6, 1);
TargetContext in_2026(std::string_view text = {}) {
  return {text, TaskClass::kNone, 2026, *Day::of(2026, 12, 31)};
}

TEST(TargetSetting, AKeptSettingFindsItsTargetAgain) {
  const std::vector<Target> before = {target("建设口袋公园", Measure::kIncrement, 10, "个"),
                                      target("地区生产总值", Measure::kGrowth, 5, "%"),
                                      target("建设口袋公园", Measure::kIncrement, 20, "处")};
  const std::vector<TargetAnchor> kept = anchors_of(before);
  EXPECT_NE(kept[0].key, kept[2].key);

  struct Row {
    const char* what;
    std::vector<Target> now;
    std::vector<int> places;
  };
  const Row rows[] = {
      {"as it was", before, {0, 1, 2}},
      {"in another order", {before[1], before[2], before[0]}, {2, 0, 1}},
      {"the first is gone: the second does not take its place", {before[1], before[2]}, {-1, 0, 1}},
      {"another amount",
       {target("建设口袋公园", Measure::kIncrement, 12, "个"), before[1], before[2]},
       {0, 1, 2}},
      {"another wording of the same amount",
       {before[0], target("全市地区生产总值", Measure::kGrowth, 5, "%"), before[2]},
       {0, 1, 2}},
      {"another wording and another amount",
       {before[0], target("全市地区生产总值", Measure::kGrowth, 6, "%"), before[2]},
       {0, -1, 2}},
      {"nothing is left", {}, {-1, -1, -1}},
  };
  for (const Row& row : rows) EXPECT_EQ(match_anchors(kept, row.now), row.places) << row.what;
}

TEST(TargetSetting, TwoOfTheSameAmountInOtherWordsAreNotGuessed) {
  const auto kept =
      anchors_of({target("甲", Measure::kIncrement, 10, "个"), target("乙", Measure::kIncrement, 10, "个")});
  const std::vector<Target> now = {target("丙", Measure::kIncrement, 10, "个"),
                                   target("丁", Measure::kIncrement, 10, "个")};
  EXPECT_EQ(match_anchors(kept, now), (std::vector<int>{-1, -1}));
}

// Whatever happens to the row's targets, no target gets two settings and no setting another measure's.
TEST(TargetSetting, MatchingIsOneToOneWhateverComes) {
  std::mt19937 random(7);
  const auto any = [&] {
    const char* const kNames[] = {"甲", "乙", "丙"};
    return target(kNames[random() % 3], static_cast<Measure>(random() % 3),
                  static_cast<double>(random() % 3 + 1), "个");
  };
  for (int run = 0; run < 5000; ++run) {
    std::vector<Target> before(random() % 5), now(random() % 5);
    for (Target& each : before) each = any();
    for (Target& each : now) each = any();
    std::vector<bool> taken(now.size(), false);
    const std::vector<int> places = match_anchors(anchors_of(before), now);
    ASSERT_EQ(places.size(), before.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (places[i] < 0) continue;
      const auto at = static_cast<std::size_t>(places[i]);
      ASSERT_LT(at, now.size());
      EXPECT_FALSE(taken[at]);
      taken[at] = true;
      EXPECT_EQ(now[at].measure, before[i].measure);
    }
  }
}

TEST(TargetSetting, ClassAndDirectionAreProposedFromTheMeasure) {
  struct Row {
    Target target;
    std::string_view text;
    std::optional<double> baseline;
    TaskClass task_class;
    Direction direction;
    LightClass light_class;
  };
  using enum LightClass;
  const Row rows[] = {
      {target("改造老旧小区", Measure::kIncrement, 30, "个"),
       "",
       {},
       TaskClass::kNone,
       Direction::kHigher,
       kIncrement},
      {target("完成投资", Measure::kIncrement, 30, "元"),
       "",
       {},
       TaskClass::kProject,
       Direction::kHigher,
       kProject},
      {target("规模以上工业增加值", Measure::kGrowth, 5, "%"),
       "",
       {},
       TaskClass::kNone,
       Direction::kHigher,
       kGrowth},
      {target("城镇调查失业率", Measure::kLevel, 5.5, "%", Comparison::kAbout),
       "城镇调查失业率控制在5.5%左右",
       {},
       TaskClass::kNone,
       Direction::kLower,
       kBoundRate},
      {target("森林覆盖率", Measure::kLevel, 40, "%", Comparison::kAtLeast),
       "",
       {},
       TaskClass::kNone,
       Direction::kHigher,
       kBoundRate},
      {target("常住人口城镇化率", Measure::kLevel, 70, "%"), "", 68.5, TaskClass::kNone, Direction::kHigher,
       kLevelPath},
      {target("细颗粒物浓度", Measure::kLevel, 30, "微克/立方米", Comparison::kAtMost),
       "",
       {},
       TaskClass::kNone,
       Direction::kLower,
       kBound},
      {target("居民消费价格", Measure::kLevel, 2, "%", Comparison::kAbout),
       "",
       {},
       TaskClass::kNone,
       Direction::kTwoSided,
       kTwoSided},
      {target("保有量", Measure::kLevel, 100, "万亩"),
       "保有量稳定在100万亩",
       {},
       TaskClass::kNone,
       Direction::kTwoSided,
       kTwoSided},
      {target("新增债务", Measure::kIncrement, 10, "亿元", Comparison::kAtMost),
       "",
       {},
       TaskClass::kNone,
       Direction::kLower,
       kBound},
  };
  for (const Row& row : rows) {
    TargetSetting setting;
    setting.baseline = row.baseline;
    TargetContext context = in_2026(row.text);
    context.task_class = row.task_class;
    const TargetInForce settled = in_force(row.target, setting, context, default_verdict_rules(), kOn);
    EXPECT_EQ(to_word(settled.direction.value), to_word(row.direction)) << row.target.indicator;
    EXPECT_EQ(to_word(settled.light_class.value), to_word(row.light_class)) << row.target.indicator;
    EXPECT_FALSE(settled.light_class.why.words.zh.empty());
    EXPECT_TRUE(check_setting(row.target, setting, context, default_verdict_rules()).ok())
        << row.target.indicator;
  }
}

TEST(TargetSetting, WhatTheOfficeSetsStandsOverTheProposal) {
  const Target rate = target("城镇调查失业率", Measure::kLevel, 5.5, "%", Comparison::kAbout);
  TargetSetting setting;
  EXPECT_FALSE(setting.confirmed());
  setting.direction = Direction::kTwoSided;
  setting.light_class = LightClass::kTwoSided;
  setting.tolerance = 0.3;
  EXPECT_TRUE(setting.confirmed());
  const TargetInForce settled =
      in_force(rate, setting, in_2026("城镇调查失业率5.5%左右"), default_verdict_rules(), kOn);
  EXPECT_EQ(settled.direction.why.rule, "direction.confirmed");
  EXPECT_EQ(settled.tolerance, 0.3);
  EXPECT_EQ(settled.promise.direction, Direction::kTwoSided);
  // 左右 without a stated tolerance: the rules' own, as in a verdict.
  EXPECT_EQ(in_force(rate, {}, in_2026(), default_verdict_rules(), kOn).tolerance, 0.2);
}

TEST(TargetSetting, TheTrajectoryRunsFromTheYearBeforeToTheDueDateOrTheHorizon) {
  const Target homes = target("改造老旧小区", Measure::kIncrement, 30, "个");
  TargetContext context = in_2026();
  context.due = *Day::of(2026, 6, 30);
  EXPECT_EQ(in_force(homes, {}, context, default_verdict_rules(), kOn).trajectory.to, *Day::of(2026, 6, 30));
  Target later = homes;
  later.horizon = "2027";
  const Trajectory two_years = in_force(later, {}, context, default_verdict_rules(), kOn).trajectory;
  EXPECT_EQ(two_years.from, *Day::of(2025, 12, 31));
  EXPECT_EQ(two_years.to, *Day::of(2027, 12, 31));
  // 累计达到 500, 300 of them before: the path begins there.
  TargetSetting setting;
  setting.baseline = 10;
  EXPECT_EQ(in_force(homes, setting, context, default_verdict_rules(), kOn).trajectory.start, 10);
}

TEST(TargetSetting, WhatMakesNoSenseIsRefusedWithTheReason) {
  const Target homes = target("改造老旧小区", Measure::kIncrement, 30, "个");
  const auto refused = [&](auto change) {
    TargetSetting setting;
    change(setting);
    const auto checked = check_setting(homes, setting, in_2026(), default_verdict_rules());
    return !checked.ok() && !checked.error().message.zh.empty() && checked.error().code == ErrorCode::kInvalid;
  };
  EXPECT_FALSE(refused([](TargetSetting&) {}));
  EXPECT_TRUE(refused([](TargetSetting& s) { s.tolerance = -1; }));
  EXPECT_TRUE(refused([](TargetSetting& s) { s.baseline = 1.0 / 0.0; }));
  EXPECT_TRUE(refused([](TargetSetting& s) { s.light_class = LightClass::kLevelPath; }));
  EXPECT_TRUE(refused([](TargetSetting& s) { s.light_class = LightClass::kMilestone; }));
  EXPECT_TRUE(refused([](TargetSetting& s) { s.trajectory = TrajectoryKind::kStated; }));
  EXPECT_TRUE(refused([](TargetSetting& s) { s.points = {{*Day::of(2026, 3, 31), 5}}; }));
  EXPECT_TRUE(refused([](TargetSetting& s) { s.releases = {*Day::of(2026, 7, 1), *Day::of(2026, 4, 1)}; }));
  EXPECT_TRUE(refused([](TargetSetting& s) { s.to = *Day::of(2025, 1, 1); }));
}

TEST(TargetSetting, AFigureThatIsNotReleasedIsAwaitedNotGrey) {
  const Target gdp = target("地区生产总值", Measure::kGrowth, 5, "%");
  TargetSetting setting;
  setting.releases = {*Day::of(2026, 7, 18), *Day::of(2026, 10, 18)};
  const TargetInForce settled = in_force(gdp, setting, in_2026(), default_verdict_rules(), kOn);
  const auto light_on = [&](Day day) {
    return schedule_light(light_input(gdp, settled, {}, {}), default_light_rules(), day).value;
  };
  EXPECT_EQ(light_on(*Day::of(2026, 7, 17)), Light::kAwaiting);
  EXPECT_EQ(light_on(*Day::of(2026, 7, 18)), Light::kGrey);
}

TEST(TargetSetting, TheWordsAroundAnAmountAreItsOwnClause) {
  const std::string_view text = "城镇新增就业5万人，城镇调查失业率稳定在5.5%左右，粮食产量稳定在40万吨。";
  EXPECT_EQ(words_around(text, target("城镇调查失业率", Measure::kLevel, 5.5, "%")),
            "城镇调查失业率稳定在5.5%左右");
  EXPECT_EQ(words_around(text, target("就业人数", Measure::kIncrement, 50000, "人")), "城镇新增就业5万人");
  EXPECT_EQ(words_around(text, target("口袋公园", Measure::kIncrement, 7, "个")), "");
}

}  // namespace
}  // namespace duban
