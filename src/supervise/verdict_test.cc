#include "supervise/verdict.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "supervise/goal_rules.h"

namespace duban {
namespace {

Day day(const char* iso) { return *Day::parse(iso); }

Target target(const char* indicator, Measure measure, Comparison op, double value, const char* unit) {
  Target made;
  made.indicator = indicator;
  made.measure = measure;
  made.op = op;
  made.value = value;
  made.unit = unit;
  return made;
}

Outcome figures(double value) {
  Outcome outcome;
  outcome.value = value;
  outcome.as_of = day("2026-12-31");
  return outcome;
}

TEST(Verdict, FollowsTheWordsOfThePromise) {
  using enum Measure;
  using enum Comparison;
  struct Row {
    Target target;
    const char* printed;
    double value;
    const char* verdict;
    const char* rule;
  };
  const Target gdp = target("地区生产总值", kGrowth, kAbout, 5.5, "%");
  const Target jobless = target("城镇调查失业率", kLevel, kAbout, 5.5, "%");
  const Target grain = target("粮食产量", kLevel, kEqual, 1200000, "吨");
  Target range = target("地区生产总值", kGrowth, kEqual, 5, "%");
  range.value_max = 6;
  // clang-format off
  const Row rows[] = {
      {gdp,     "增长5.5%左右", 5.3,  "met",     "verdict.about"},        // ±0.2 points
      {gdp,     "增长5.5%左右", 5.29, "not_met", "verdict.about"},
      {gdp,     "增长5.5%左右", 7.0,  "met",     "verdict.about"},        // more is no miss
      {jobless, "5.5%左右",     5.2,  "met",     "verdict.about"},        // less is better
      {jobless, "5.5%左右",     5.7,  "met",     "verdict.about"},
      {jobless, "5.5%左右",     5.71, "not_met", "verdict.about"},
      {target("城镇新增就业", kIncrement, kAbout, 450000, "人"), "45万人左右", 427500, "met",     "verdict.about"},  // ±5 %
      {target("城镇新增就业", kIncrement, kAbout, 450000, "人"), "45万人左右", 427499, "not_met", "verdict.about"},

      {target("城镇新增就业", kIncrement, kAtLeast, 450000, "人"), "45万人以上", 450000, "met",     "verdict.at_least"},
      {target("城镇新增就业", kIncrement, kAtLeast, 450000, "人"), "45万人以上", 449999, "not_met", "verdict.at_least"},
      {target("进出口总额", kLevel, kMoreThan, 1000, "亿元"), "突破1000亿元", 1000,   "not_met", "verdict.more_than"},
      {target("进出口总额", kLevel, kMoreThan, 1000, "亿元"), "突破1000亿元", 1000.1, "met",     "verdict.more_than"},
      {target("居民消费价格涨幅", kGrowth, kAtMost, 3, "%"), "控制在3%以内", 3,    "met",     "verdict.at_most"},
      {target("居民消费价格涨幅", kGrowth, kAtMost, 3, "%"), "控制在3%以内", 3.01, "not_met", "verdict.at_most"},
      {target("负债率", kLevel, kLessThan, 60, "%"), "低于60%", 60,   "not_met", "verdict.less_than"},
      {target("负债率", kLevel, kLessThan, 60, "%"), "低于60%", 59.9, "met",     "verdict.less_than"},

      {target("改造老旧小区", kIncrement, kEqual, 300, "个"), "300个",     300, "met",     "verdict.reach"},
      {target("改造老旧小区", kIncrement, kEqual, 300, "个"), "300个",     305, "met",     "verdict.reach"},
      {target("改造老旧小区", kIncrement, kEqual, 300, "个"), "300个",     299, "not_met", "verdict.reach"},
      {target("细颗粒物平均浓度", kLevel, kEqual, 38, "微克/立方米"), "达到38微克/立方米", 37.5, "met",     "verdict.down_to"},
      {target("细颗粒物平均浓度", kLevel, kEqual, 38, "微克/立方米"), "达到38微克/立方米", 38.5, "not_met", "verdict.down_to"},
      {target("单位GDP能耗降低", kGrowth, kEqual, 3, "%"),            "降低3%",            3.1,  "met",     "verdict.reach"},

      {grain, "稳定在120万吨",     1250000, "met",     "verdict.stable"},  // ±5 %, both sides
      {grain, "稳定在120万吨",     1260001, "not_met", "verdict.stable"},
      {grain, "稳定在120万吨",     1139999, "not_met", "verdict.stable"},
      {grain, "稳定在120万吨以上", 1260001, "met",     "verdict.at_least"},  // a floor
      {grain, "稳定在120万吨以上", 1199999, "not_met", "verdict.at_least"},

      {range, "增长5%—6%", 5,    "met",     "verdict.range"},
      {range, "增长5%—6%", 6.5,  "met",     "verdict.range"},
      {range, "增长5%—6%", 4.99, "not_met", "verdict.range"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const Promise promise = promise_of(row.target, row.printed, default_verdict_rules());
    const auto verdict =
        judge(promise, figures(row.value), day("2026-12-31"), default_verdict_rules(), day("2027-01-25"));
    EXPECT_EQ(to_word(verdict.value), row.verdict)
        << row.printed << " " << row.value << ": " << verdict.why.words.zh;
    EXPECT_EQ(verdict.why.rule, row.rule) << row.printed << " " << row.value;
  }
}

TEST(Verdict, JudgesPhrasesWithoutANumber) {
  struct Row {
    const char* text;
    Outcome outcome;
    const char* verdict;
    const char* rule;
  };
  const auto made = [](auto set) {
    Outcome outcome;
    outcome.as_of = *Day::parse("2026-12-31");
    set(outcome);
    return outcome;
  };
  const auto rates = [&](double value, double economy) {
    return made([&](Outcome& o) { o.value = value, o.reference = economy; });
  };
  const auto coverage = [&](double covered, double total) {
    return made([&](Outcome& o) { o.covered = covered, o.total = total; });
  };
  const auto left = [&](double remaining) { return made([&](Outcome& o) { o.remaining = remaining; }); };
  const auto confirmed = [&](bool is) { return made([&](Outcome& o) { o.confirmed = is; }); };
  const auto levels = [&](double now, double before) {
    return made([&](Outcome& o) { o.level = now, o.baseline = before; });
  };
  const Outcome nothing = made([](Outcome&) {});
  // clang-format off
  const Row rows[] = {
      {"居民收入增长与经济增长基本同步", rates(5.3, 5.5),   "met",         "verdict.synchronous"},
      {"居民收入增长与经济增长基本同步", rates(5.2, 5.5),   "not_met",     "verdict.synchronous"},
      {"居民收入增长与经济增长基本同步", rates(6.1, 5.5),   "met",         "verdict.synchronous"},
      {"居民收入增长与经济增长基本同步", figures(5.3),      "undecidable", "verdict.no_reference"},
      {"节能减排完成国家下达任务",       rates(3.2, 3),     "met",         "verdict.assigned"},
      {"节能减排完成国家下达任务",       rates(2.9, 3),     "not_met",     "verdict.assigned"},
      {"节能减排完成国家下达任务",       confirmed(true),   "met",         "verdict.assigned_confirmed"},
      {"节能减排完成国家下达任务",       confirmed(false),  "not_met",     "verdict.assigned_confirmed"},
      {"节能减排完成国家下达任务",       nothing,           "undecidable", "verdict.no_reference"},
      {"拖欠账款动态清零",               left(0),           "met",         "verdict.cleared"},
      {"拖欠账款动态清零",               left(2),           "not_met",     "verdict.cleared"},
      {"拖欠账款动态清零",               nothing,           "undecidable", "verdict.no_data"},
      {"乡镇综合养老服务全覆盖",         coverage(118, 118), "met",        "verdict.full_coverage"},
      {"乡镇综合养老服务全覆盖",         coverage(117, 118), "not_met",    "verdict.full_coverage"},
      {"乡镇综合养老服务全覆盖",         coverage(0, 0),     "undecidable", "verdict.no_data"},
      {"居民收入增速高于全国平均水平",   rates(5.3, 5.1),   "met",         "verdict.ahead"},
      {"居民收入增速高于全国平均水平",   rates(5.1, 5.1),   "not_met",     "verdict.ahead"},
      {"居民收入增速高于全国平均水平",   nothing,           "undecidable", "verdict.awaits_person"},
      {"居民收入增速高于全国平均水平",   confirmed(true),   "met",         "verdict.by_person"},
      {"粮食产量稳中有升",               levels(102, 100),  "met",         "verdict.rising"},
      {"粮食产量稳中有升",               levels(100, 100),  "not_met",     "verdict.rising"},
      {"粮食产量稳中有升",               figures(0.3),      "met",         "verdict.rising"},
      {"就业形势保持稳定",               levels(96, 100),   "met",         "verdict.steady"},
      {"就业形势保持稳定",               levels(90, 100),   "not_met",     "verdict.steady"},
      {"就业形势保持稳定",               confirmed(false),  "not_met",     "verdict.by_person"},
      {"教育投入只增不减",               levels(100, 100),  "met",         "verdict.no_decrease"},
      {"教育投入只增不减",               levels(99, 100),   "not_met",     "verdict.no_decrease"},
      {"一般性支出只减不增",             levels(101, 100),  "not_met",     "verdict.no_increase"},
      {"一般性支出只减不增",             figures(-2),       "met",         "verdict.no_increase"},
      {"校园安全零事故",                 left(0),           "met",         "verdict.none"},
      {"校园安全零事故",                 left(1),           "not_met",     "verdict.none"},
      {"高频事项最多跑一次",             confirmed(true),   "met",         "verdict.by_person"},
      {"高频事项最多跑一次",             nothing,           "undecidable", "verdict.awaits_person"},
      {"营商环境位居全省前列",           rates(3, 5),       "met",         "verdict.ranking"},
      {"营商环境位居全省前列",           rates(6, 5),       "not_met",     "verdict.ranking"},
      {"营商环境位居全省前列",           nothing,           "undecidable", "verdict.awaits_person"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto promise = promise_without_number(row.text, default_verdict_rules());
    ASSERT_TRUE(promise) << row.text;
    const auto verdict =
        judge(*promise, row.outcome, day("2026-12-31"), default_verdict_rules(), day("2027-01-25"));
    EXPECT_EQ(to_word(verdict.value), row.verdict) << row.text << ": " << verdict.why.words.zh;
    EXPECT_EQ(verdict.why.rule, row.rule) << row.text;
  }
  EXPECT_FALSE(promise_without_number("开创新局面", default_verdict_rules()));
  EXPECT_FALSE(promise_without_number("新增就业45万人以上", default_verdict_rules()));
}

TEST(Verdict, AllGoalsOfATextEachByItself) {
  const auto words = [](std::string_view text) {
    std::string out;
    for (const Promise& each : promises_without_number(text, default_verdict_rules()))
      out += fmt::format("{}:{};", to_word(each.kind), each.words);
    return out;
  };
  EXPECT_EQ(words("零就业家庭动态清零，粮食产量稳中有升，校园安全零事故。"),
            "cleared:零就业家庭动态清零;rising:粮食产量稳中有升;none:校园安全零事故;");
  EXPECT_EQ(words("单位生产总值能耗完成国家下达任务、居民收入增长与经济增长基本同步"),
            "assigned:单位生产总值能耗完成国家下达任务;synchronous:居民收入增长与经济增长基本同步;");
  EXPECT_EQ(words("新增就业45万人以上，开创新局面"), "");
}

TEST(Verdict, AStageIsReachedAtItOrFurther) {
  const VerdictRules& rules = default_verdict_rules();
  const Promise promise = promise_of(Project{"青山水库", ProjectStage::kMainWorksDone, {}, ""});
  EXPECT_EQ(promise.words, "青山水库 " + std::string(zh_name(ProjectStage::kMainWorksDone)));
  Outcome outcome;
  outcome.as_of = day("2026-06-30");
  const auto at = [&](ProjectStage stage) {
    outcome.value = static_cast<double>(stage);
    return judge(promise, outcome, day("2026-12-31"), rules, day("2026-07-05")).value;
  };
  EXPECT_EQ(at(ProjectStage::kCompleted), Verdict::kMet) << "works only go on: before the year ends too";
  EXPECT_EQ(at(ProjectStage::kMainWorksDone), Verdict::kMet);
  EXPECT_EQ(at(ProjectStage::kStarted), Verdict::kUndecidable) << "the year is not over";
  outcome.as_of = day("2026-12-31");
  const auto late = judge(promise, outcome, day("2026-12-31"), rules, day("2027-01-25"));
  EXPECT_EQ(late.value, Verdict::kNotMet);
  EXPECT_EQ(late.why.rule, "verdict.stage");
  outcome.value.reset();
  outcome.confirmed = true;
  EXPECT_EQ(judge(promise, outcome, day("2026-12-31"), rules, day("2027-01-25")).value, Verdict::kMet)
      << "a person's word";
}

TEST(Verdict, EveryKindOfGoalHasItsRule) {
  for (int i = 0; i <= static_cast<int>(QualitativeKind::kRanking); ++i) {
    const auto kind = static_cast<QualitativeKind>(i);
    const GoalRule& rule = goal_rule(kind);
    EXPECT_EQ(rule.goal, kind) << to_word(kind);
    EXPECT_FALSE(rule.reached.zh.empty() || rule.judged_by.zh.empty()) << to_word(kind);
    EXPECT_EQ(goal_rule(rule.promise), &rule) << to_word(kind);
  }
  EXPECT_EQ(goal_rule(PromiseKind::kAmount), nullptr);
}

TEST(Verdict, OneAccidentMissesTheGoalBeforeTheYearIsOver) {
  const VerdictRules& rules = default_verdict_rules();
  const auto promise = promise_without_number("校园安全零事故", rules);
  ASSERT_TRUE(promise);
  Outcome outcome;
  outcome.as_of = day("2026-06-30");
  outcome.remaining = 1;
  EXPECT_EQ(judge(*promise, outcome, day("2026-12-31"), rules, day("2026-07-05")).value, Verdict::kNotMet);
  outcome.remaining = 0;
  EXPECT_EQ(judge(*promise, outcome, day("2026-12-31"), rules, day("2026-07-05")).value, Verdict::kUndecidable);
}

TEST(Verdict, WaitsForTheEndOfThePeriod) {
  const VerdictRules& rules = default_verdict_rules();
  const Promise jobs = promise_of(
      target("城镇新增就业", Measure::kIncrement, Comparison::kAtLeast, 450000, "人"), "45万人以上", rules);
  const Promise cap = promise_of(target("新增债务", Measure::kIncrement, Comparison::kAtMost, 100, "亿元"),
                                 "100亿元以内", rules);
  const Promise gdp =
      promise_of(target("地区生产总值", Measure::kGrowth, Comparison::kAbout, 5.5, "%"), "增长5.5%左右", rules);
  struct Row {
    const Promise* promise;
    double value;
    const char* verdict;
    const char* rule;
  };
  // clang-format off
  const Row rows[] = {
      {&jobs, 460000, "met",         "verdict.at_least"},          // reached early: stays reached
      {&jobs, 300000, "undecidable", "verdict.period_not_over"},
      {&cap,  101,    "not_met",     "verdict.at_most"},           // broken: stays broken
      {&cap,  60,     "undecidable", "verdict.period_not_over"},
      {&gdp,  6.0,    "undecidable", "verdict.period_not_over"},   // a rate may still fall
  };
  // clang-format on
  for (const Row& row : rows) {
    Outcome half_year = figures(row.value);
    half_year.as_of = day("2026-06-30");
    const auto verdict = judge(*row.promise, half_year, day("2026-12-31"), rules, day("2026-07-20"));
    EXPECT_EQ(to_word(verdict.value), row.verdict) << row.promise->words << " " << row.value;
    EXPECT_EQ(verdict.why.rule, row.rule) << row.promise->words << " " << row.value;
  }
  Outcome awaited;
  awaited.released_on = day("2027-01-20");
  EXPECT_EQ(judge(gdp, awaited, day("2026-12-31"), rules, day("2027-01-10")).why.rule,
            "verdict.awaiting_release");
  EXPECT_EQ(judge(gdp, awaited, day("2026-12-31"), rules, day("2027-01-20")).why.rule, "verdict.no_data");
  awaited = figures(5.6);
  awaited.as_of = day("2026-09-30");
  awaited.released_on = day("2027-01-20");
  EXPECT_EQ(judge(gdp, awaited, day("2026-12-31"), rules, day("2027-01-10")).why.rule,
            "verdict.awaiting_release");
  EXPECT_EQ(judge(gdp, figures(5.6), day("2026-12-31"), rules, day("2026-12-30")).why.rule, "verdict.no_as_of");
}

TEST(Verdict, ReckonsFromLevelAndBaseline) {
  const VerdictRules& rules = default_verdict_rules();
  Outcome outcome;
  outcome.as_of = day("2026-12-31");
  outcome.level = 1056;
  const Promise growth =
      promise_of(target("一般公共预算收入", Measure::kGrowth, Comparison::kEqual, 5.5, "%"), "增长5.5%", rules);
  EXPECT_EQ(judge(growth, outcome, day("2026-12-31"), rules, day("2027-01-25")).why.rule, "verdict.no_data");
  outcome.baseline = 1000;
  EXPECT_EQ(judge(growth, outcome, day("2026-12-31"), rules, day("2027-01-25")).value, Verdict::kMet);  // 5.6 %
  const Promise added = promise_of(
      target("新增高新技术企业", Measure::kIncrement, Comparison::kEqual, 60, "家"), "新增60家", rules);
  EXPECT_EQ(added.kind, PromiseKind::kAdded);
  EXPECT_EQ(judge(added, outcome, day("2026-12-31"), rules, day("2027-01-25")).value, Verdict::kNotMet);  // 56
  outcome.baseline = 0;
  EXPECT_EQ(judge(growth, outcome, day("2026-12-31"), rules, day("2027-01-25")).why.rule, "verdict.no_data");
}

TEST(Verdict, CountsFromTheBeginningWhereThePromiseDoes) {
  const VerdictRules& rules = default_verdict_rules();
  const Promise promise =
      promise_of(target("建成5G基站", Measure::kIncrement, Comparison::kAtLeast, 9000, "个"),
                 "累计建成5G基站9000个以上", rules);
  EXPECT_EQ(promise.kind, PromiseKind::kCumulative);
  EXPECT_EQ(judge(promise, figures(1200), day("2026-12-31"), rules, day("2027-01-25")).why.rule,
            "verdict.no_cumulative");
  Outcome outcome = figures(1200);
  outcome.cumulative = 9100;
  EXPECT_EQ(judge(promise, outcome, day("2026-12-31"), rules, day("2027-01-25")).value, Verdict::kMet);
}

TEST(Verdict, ExplainsItself) {
  const VerdictRules& rules = default_verdict_rules();
  const Promise promise =
      promise_of(target("城镇调查失业率", Measure::kLevel, Comparison::kAbout, 5.5, "%"), "5.5%左右", rules);
  const auto verdict = judge(promise, figures(5.2), day("2026-12-31"), rules, day("2027-01-25"));
  EXPECT_EQ(verdict.why.words.zh, "“5.5%左右”：实际5.2，目标5.5，允许偏差±0.2（越低越好）。达成");
  EXPECT_EQ(verdict.why.words.en, "“5.5%左右”: 5.2 against 5.5 ± 0.2. met");
  EXPECT_EQ(verdict.why.inputs[0], (ReasonInput{"promise", "5.5%左右"}));
  EXPECT_EQ(verdict.why.inputs[1], (ReasonInput{"as_of", "2026-12-31"}));
  EXPECT_EQ(to_iso(verdict.why.on), "2027-01-25");
}

TEST(Direction, IsProposedFromTheWords) {
  using enum Measure;
  using enum Comparison;
  struct Row {
    const char* indicator;
    Measure measure;
    Comparison op;
    const char* printed;
    const char* direction;
    const char* rule;
  };
  // clang-format off
  const Row rows[] = {
      {"城镇新增就业",     kIncrement, kAtLeast, "45万人以上", "higher",    "direction.comparison"},
      {"居民消费价格涨幅", kGrowth,    kAtMost,  "3%以内",     "lower",     "direction.comparison"},
      {"居民消费价格涨幅", kGrowth,    kAbout,   "2%左右",     "two_sided", "direction.indicator"},
      {"城镇调查失业率",   kLevel,     kAbout,   "5.5%左右",   "lower",     "direction.indicator"},
      {"单位GDP能耗",      kLevel,     kEqual,   "0.42",       "lower",     "direction.indicator"},
      {"单位GDP能耗降低",  kGrowth,    kEqual,   "3%",         "higher",    "direction.indicator"},
      {"粮食产量",         kLevel,     kEqual,   "稳定在120万吨", "two_sided", "direction.stable"},
      {"改造老旧小区",     kIncrement, kEqual,   "300个",      "higher",    "direction.default"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto direction = propose_direction(target(row.indicator, row.measure, row.op, 1, ""), row.printed,
                                             default_verdict_rules(), day("2026-02-02"));
    EXPECT_EQ(to_word(direction.value), row.direction) << row.indicator;
    EXPECT_EQ(direction.why.rule, row.rule) << row.indicator;
  }
}

TEST(VerdictRules, CanBeAnOfficesOwn) {
  const auto own =
      read_verdict_rules("own.txt", "about_points\t0.5\nphrase\t以上水平\tat_least\nlower\t投诉量\n");
  ASSERT_TRUE(own.ok());
  const Promise promise =
      promise_of(target("12345投诉量", Measure::kLevel, Comparison::kEqual, 100, "件"), "降到100件", *own);
  EXPECT_EQ(promise.direction, Direction::kLower);
  EXPECT_EQ(own->about_points, 0.5);
  EXPECT_EQ(own->phrases.size(), default_verdict_rules().phrases.size() + 1);
  struct Row {
    const char* text;
    const char* zh;
  };
  // clang-format off
  const Row rows[] = {
      {"about_points\t-1\n",       "own.txt第1行：允许偏差应在0至100之间"},
      {"about_points\tmany\n",     "own.txt第1行：第2列“many”不是数字"},
      {"phrase\t左右\troughly\n",  "own.txt第1行：不认识的含义“roughly”"},
      {"phrases\t左右\tabout\n",   "own.txt第1行：不认识的设置“phrases”"},
      {"lower\n",                  "own.txt第1行：缺少指标的词"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto read = read_verdict_rules("own.txt", row.text);
    EXPECT_EQ(read.ok() ? "" : read.error().message.zh, row.zh) << row.text;
  }
}

}  // namespace
}  // namespace duban
