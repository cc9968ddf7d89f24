#include "supervise/light.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

Day day(const char* iso) { return *Day::parse(iso); }

TEST(Trajectory, SaysWhatShouldBeReached) {
  const Trajectory linear = through_year(2026, 0, 365);
  Trajectory stated = through_year(2026, 0, 100);
  stated.kind = TrajectoryKind::kStated;
  stated.points = {{day("2026-03-31"), 10}, {day("2026-06-30"), 50}, {day("2026-09-30"), 80}};
  Trajectory stepped = stated;
  stepped.kind = TrajectoryKind::kStepped;
  const Trajectory falling = through_year(2026, 42, 38);  // 细颗粒物 from 42 to 38
  struct Row {
    const Trajectory* trajectory;
    const char* on;
    double expected;
  };
  // clang-format off
  const Row rows[] = {
      {&linear,  "2025-12-31", 0},
      {&linear,  "2026-01-01", 1},
      {&linear,  "2026-06-30", 181},
      {&linear,  "2026-12-31", 365},
      {&linear,  "2027-05-01", 365},
      {&stated,  "2026-03-31", 10},
      {&stated,  "2026-06-30", 50},
      {&stated,  "2026-05-15", 10 + 40.0 * 45 / 91},
      {&stated,  "2026-12-31", 100},
      {&stated,  "2026-11-15", 80 + 20.0 * 46 / 92},
      {&stepped, "2026-03-30", 0},
      {&stepped, "2026-03-31", 10},
      {&stepped, "2026-06-29", 10},
      {&stepped, "2026-12-30", 80},
      {&stepped, "2026-12-31", 100},
      {&falling, "2026-12-31", 38},
      {&falling, "2026-06-30", 42 - 4.0 * 181 / 365},
  };
  // clang-format on
  for (const Row& row : rows) {
    EXPECT_TRUE(check_trajectory(*row.trajectory).ok());
    EXPECT_NEAR(expected_value(*row.trajectory, day(row.on)), row.expected, 1e-9) << row.on;
  }
  EXPECT_EQ(expected(linear, day("2026-06-30")).why.words.zh, "按时间均匀推进，到2026年6月30日应达到181");
  EXPECT_EQ(expected(stepped, day("2026-06-30")).why.rule, "trajectory.stepped");
}

TEST(Trajectory, RefusesWhatMakesNoSense) {
  Trajectory none;
  EXPECT_FALSE(check_trajectory(none).ok());
  Trajectory points = through_year(2026, 0, 100);
  points.points = {{day("2026-03-31"), 10}};
  EXPECT_EQ(check_trajectory(points).error().message.zh, "均匀进度不写各期数值");
  points.kind = TrajectoryKind::kStated;
  EXPECT_TRUE(check_trajectory(points).ok());
  points.points.push_back({day("2026-03-31"), 20});
  EXPECT_EQ(check_trajectory(points).error().message.zh, "2026年3月31日的分期目标不在起止日期内，或次序颠倒");
  points.points.back().on = day("2027-01-01");
  EXPECT_FALSE(check_trajectory(points).ok());
  points.points.clear();
  EXPECT_EQ(check_trajectory(points).error().message.zh, "分期或阶梯进度须写明各期数值");
}

struct LightRow {
  const char* what;
  LightInput input;
  const char* on;
  Light light;
  const char* rule;
};

// 300个 in the year, counted as of 30 June (181 of 365 days: 148.8 due) unless the row says otherwise.
LightInput amount(std::optional<double> value, LightClass light_class = LightClass::kIncrement) {
  LightInput input;
  input.light_class = light_class;
  input.trajectory = through_year(2026, 0, 365);
  input.value = value;
  input.as_of = *Day::parse("2026-06-30");
  input.due = *Day::parse("2026-12-31");
  return input;
}
LightInput rate(LightClass light_class, Direction direction, double promised, double value,
                double tolerance = 0) {
  LightInput input = amount(value, light_class);
  input.direction = direction;
  input.promised = promised;
  input.tolerance = tolerance;
  return input;
}
LightInput path(double baseline, double promised, double value) {
  LightInput input = amount(value, LightClass::kLevelPath);
  input.trajectory = through_year(2026, baseline, promised);
  input.as_of = input.trajectory.to;
  return input;
}
LightInput with(LightInput input, WorkState work) {
  input.work = work;
  return input;
}
LightInput released(LightInput input, const char* on) {
  input.released_on = *Day::parse(on);
  return input;
}
LightInput milestones(std::vector<Milestone> all) {
  LightInput input;
  input.light_class = LightClass::kMilestone;
  input.milestones = std::move(all);
  input.due = *Day::parse("2026-12-31");
  return input;
}

TEST(ScheduleLight, FollowsTheRuleOfItsClass) {
  using enum Light;
  using L = LightClass;
  using D = Direction;
  const Day mar = day("2026-03-31"), jun = day("2026-06-30"), sep = day("2026-09-30");
  // clang-format off
  const LightRow rows[] = {
      // 181 are due by 30 June; a point is 3.65.
      {"ahead",                        amount(200),                        "2026-07-05", kGreen,    "light.increment"},
      {"on the line",                  amount(181),                        "2026-07-05", kGreen,    "light.increment"},
      {"5 points behind",              amount(181 - 18.25),                "2026-07-05", kGreen,    "light.increment"},
      {"a hair more",                  amount(181 - 18.26),                "2026-07-05", kYellow,   "light.increment"},
      {"10 points behind",             amount(181 - 36.5),                 "2026-07-05", kYellow,   "light.increment"},
      {"more than 10",                 amount(181 - 36.51),                "2026-07-05", kRed,      "light.increment"},
      {"a project 10 behind",          amount(181 - 36.5, L::kProject),    "2026-07-05", kGreen,    "light.project"},
      {"a project 30 behind",          amount(181 - 109.5, L::kProject),   "2026-07-05", kYellow,   "light.project"},
      {"a project 31 behind",          amount(181 - 113.2, L::kProject),   "2026-07-05", kRed,      "light.project"},
      {"nothing reported",             amount({}),                         "2026-07-05", kGrey,     "light.no_data"},
      {"not begun, nothing reported",  amount({}),                         "2026-01-05", kGrey,     "light.no_data"},
      {"a figure of the future",       amount(200),                        "2026-06-29", kGrey,     "light.no_as_of"},
      {"an old figure",                amount(181),                        "2026-10-09", kGrey,     "light.stale"},
      {"past due",                     amount(300),                        "2027-01-01", kRed,      "light.past_due"},
      {"past due without a figure",    amount({}),                         "2027-01-01", kRed,      "light.past_due"},
      {"past due, but reached",        with(amount(365), WorkState::kOpen), "2027-01-01", kGrey,    "light.stale"},
      {"applied for in time",          with(amount(181), WorkState::kCompletionApplied), "2026-10-01", kGreen, "light.increment"},
      {"closed",                       with(amount({}), WorkState::kClosed),    "2027-02-01", kGreen, "light.closed"},
      {"suspended",                    with(amount(10), WorkState::kSuspended), "2026-07-05", kGrey,  "light.suspended"},

      {"growth met",                   rate(L::kGrowth, D::kHigher, 5.5, 5.5),      "2026-07-20", kGreen,  "light.growth"},
      {"growth 0.5 short",             rate(L::kGrowth, D::kHigher, 5.5, 5.0),      "2026-07-20", kYellow, "light.growth"},
      {"growth 0.6 short",             rate(L::kGrowth, D::kHigher, 5.5, 4.9),      "2026-07-20", kRed,    "light.growth"},
      {"growth within 左右",           rate(L::kGrowth, D::kHigher, 5.5, 5.3, 0.2), "2026-07-20", kGreen,  "light.growth"},
      {"growth past the year",         rate(L::kGrowth, D::kHigher, 5.5, 5.6),      "2026-10-01", kGreen,  "light.growth"},
      {"before release",               released(amount({}, L::kGrowth), "2026-07-16"), "2026-07-15", kAwaiting, "light.awaiting_release"},
      {"after release, still nothing", released(amount({}, L::kGrowth), "2026-07-16"), "2026-07-16", kGrey,     "light.no_data"},

      {"unemployment 5.2 of 5.5",      rate(L::kBoundRate, D::kLower, 5.5, 5.2),      "2026-07-20", kGreen,  "light.bound_rate"},
      {"unemployment 5.7 of 5.5左右",  rate(L::kBoundRate, D::kLower, 5.5, 5.7, 0.2), "2026-07-20", kGreen,  "light.bound_rate"},
      {"unemployment 5.9",             rate(L::kBoundRate, D::kLower, 5.5, 5.9),      "2026-07-20", kYellow, "light.bound_rate"},
      {"unemployment 6.1",             rate(L::kBoundRate, D::kLower, 5.5, 6.1),      "2026-07-20", kRed,    "light.bound_rate"},
      {"a bound missed by 5 %",        rate(L::kBound, D::kLower, 100, 105),          "2026-07-20", kYellow, "light.bound"},
      {"a bound missed by 6 %",        rate(L::kBound, D::kLower, 100, 106),          "2026-07-20", kRed,    "light.bound"},
      {"none is none",                 rate(L::kBound, D::kLower, 0, 1),              "2026-07-20", kRed,    "light.bound"},

      {"falling as promised",          path(42, 38, 38),                   "2027-01-10", kGreen,  "light.level_path"},
      {"fallen too little",            path(42, 38, 38.3),                 "2027-01-10", kYellow, "light.level_path"},
      {"risen instead",                path(42, 38, 43),                   "2027-01-10", kRed,    "light.level_path"},
      {"no way to go",                 path(38, 38, 38),                   "2027-01-10", kGrey,   "light.no_trajectory"},

      {"stable",                       rate(L::kTwoSided, D::kTwoSided, 100, 104, 5),  "2026-07-20", kGreen,  "light.two_sided"},
      {"away",                         rate(L::kTwoSided, D::kTwoSided, 100, 92, 5),   "2026-07-20", kYellow, "light.two_sided"},
      {"far away",                     rate(L::kTwoSided, D::kTwoSided, 100, 111, 5),  "2026-07-20", kRed,    "light.two_sided"},
      {"stable within nothing",        rate(L::kTwoSided, D::kTwoSided, 100, 100, 0),  "2026-07-20", kGrey,   "light.no_trajectory"},

      {"milestones done",     milestones({{mar, 30, mar}, {jun, 30, jun}, {sep, 40, {}}}), "2026-07-05", kGreen,  "light.milestone"},
      {"due today",           milestones({{mar, 30, mar}, {jun, 30, {}}, {sep, 40, {}}}),  "2026-06-30", kGreen,  "light.milestone"},
      {"30 of 100 missed",    milestones({{mar, 30, mar}, {jun, 30, {}}, {sep, 40, {}}}),  "2026-07-01", kYellow, "light.milestone"},
      {"60 of 100 missed",    milestones({{mar, 30, {}}, {jun, 30, {}}, {sep, 40, {}}}),   "2026-07-01", kRed,    "light.milestone"},
      {"early is no excuse",  milestones({{mar, 40, {}}, {sep, 60, mar}}),                 "2026-07-01", kRed,    "light.milestone"},
      {"no milestones",       milestones({}),                                              "2026-07-01", kGrey,   "light.no_data"},
      {"without weight",      milestones({{mar, 0, {}}}),                                  "2026-07-01", kGrey,   "light.no_data"},
      {"all missed",          milestones({{mar, 1, {}}}),                                  "2027-01-01", kRed,    "light.past_due"},
  };
  // clang-format on
  for (const LightRow& row : rows) {
    const auto light = schedule_light(row.input, default_light_rules(), day(row.on));
    EXPECT_EQ(to_word(light.value), to_word(row.light)) << row.what << ": " << light.why.words.en;
    EXPECT_EQ(light.why.rule, row.rule) << row.what;
    EXPECT_FALSE(light.why.words.zh.empty()) << row.what;
    EXPECT_EQ(to_iso(light.why.on), row.on) << row.what;
  }
}

TEST(ScheduleLight, ExplainsItself) {
  const auto light = schedule_light(amount(150), default_light_rules(), day("2026-07-05"));
  EXPECT_EQ(light.why.words.zh,
            "截至2026年6月30日为150，应为181，差8.49个百分点（占全部目标）；不超过5为绿灯，不超过10为黄灯");
  EXPECT_EQ(light.why.words.en,
            "150 as of 2026-06-30, 181 due: 8.49 points of the whole behind; green up to 5, yellow up to 10");
  const auto steps =
      schedule_light(milestones({{day("2026-03-31"), 1, day("2026-03-31")}, {day("2026-06-30"), 3, {}}}),
                     default_light_rules(), day("2026-07-05"));
  EXPECT_EQ(steps.why.words.zh,
            "节点按权重应完成100%，已完成25%，到期未完成75%；不超过10为绿灯，不超过30为黄灯");
}

TEST(ScheduleLight, OfATaskIsTheWorst) {
  const auto of = [](Light light) { return Explained<Light>{light, {"x", {"因", "why"}, {}, {}}}; };
  using enum Light;
  EXPECT_EQ(task_light({of(kGreen), of(kRed), of(kYellow)}, day("2026-07-05")).value, kRed);
  EXPECT_EQ(task_light({of(kGreen), of(kGrey)}, day("2026-07-05")).value, kGrey);
  EXPECT_EQ(task_light({of(kGreen), of(kAwaiting)}, day("2026-07-05")).value, kAwaiting);
  EXPECT_EQ(task_light({of(kGreen), of(kGreen)}, day("2026-07-05")).value, kGreen);
  EXPECT_EQ(task_light({}, day("2026-07-05")).value, kGrey);
  EXPECT_EQ(task_light({of(kGreen), of(kRed)}, day("2026-07-05")).why.words.zh, "2项中最差的一项：因");
}

TEST(LightRules, CanBeAnOfficesOwn) {
  const auto own = read_light_rules("own.txt", "increment\tshare\t3\t8\nstale_after\t40\n");
  ASSERT_TRUE(own.ok());
  EXPECT_EQ(schedule_light(amount(181 - 18.25), *own, day("2026-07-05")).value, Light::kYellow);
  EXPECT_EQ(own->rules[static_cast<std::size_t>(LightClass::kProject)].yellow_at_most, 30);
  struct Row {
    const char* text;
    const char* zh;
  };
  // clang-format off
  const Row rows[] = {
      {"increments\tshare\t3\t8\n",   "own.txt第1行：不认识的类别“increments”"},
      {"increment\tparts\t3\t8\n",    "own.txt第1行：不认识的计算方式“parts”"},
      {"increment\tpoints\t3\t8\n",   "own.txt第1行：此类的计算方式不能改变"},
      {"increment\tshare\t3\n",       "own.txt第1行：第4列“”不是数字"},
      {"increment\tshare\t8\t3\n",    "own.txt第1行：绿灯的界限不能小于0，黄灯的界限不能小于绿灯的"},
      {"stale_after\t0\n",            "own.txt第1行：第2列“0”应为1至3660的整数"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto read = read_light_rules("own.txt", row.text);
    EXPECT_EQ(read.ok() ? "" : read.error().message.zh, row.zh) << row.text;
  }
}

}  // namespace
}  // namespace duban
