#include "supervise/five_facts.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

Day day(const char* iso) { return *Day::parse(iso); }

TEST(FiveFacts, PunctualityCountsWhatWasAsked) {
  const auto asked = [](const char* due, const char* submitted = "") {
    return ReportAsked{day(due), Day::parse(submitted)};
  };
  struct Row {
    std::vector<ReportAsked> reports;
    const char* word;
    const char* zh;
  };
  // On 10 June.
  // clang-format off
  const Row rows[] = {
      {{},                                                             "not_asked", "尚未要求填报：应报0次，逾期报0次，未报0次"},
      {{asked("2026-07-05")},                                          "not_asked", "尚未要求填报：应报0次，逾期报0次，未报0次"},
      {{asked("2026-06-10")},                                          "not_asked", "尚未要求填报：应报0次，逾期报0次，未报0次"},
      {{asked("2026-05-05", "2026-05-05"), asked("2026-06-05", "2026-06-04")}, "on_time", "按时填报：应报2次，逾期报0次，未报0次"},
      {{asked("2026-05-05", "2026-05-06"), asked("2026-06-05", "2026-06-04")}, "late",    "曾逾期填报：应报2次，逾期报1次，未报0次"},
      {{asked("2026-05-05"), asked("2026-06-05", "2026-06-04")},       "missing",   "逾期未填报：应报2次，逾期报0次，未报1次，最早应于2026年5月5日前报"},
      {{asked("2026-06-05", "2026-06-12")},                            "missing",   "逾期未填报：应报1次，逾期报0次，未报1次，最早应于2026年6月5日前报"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto punctuality = punctuality_of(row.reports, day("2026-06-10"));
    EXPECT_EQ(to_word(punctuality.value), row.word);
    EXPECT_EQ(punctuality.why.words.zh, row.zh);
  }
}

TEST(FiveFacts, TheVerifiedResultStandsBesideTheReportedOne) {
  struct Row {
    ReportedResult result;
    const char* word;
    const char* zh;
  };
  const Row rows[] = {
      {{}, "nothing", "未报结果：填报—，核查—"},
      {{300, {}, {}}, "not_verified", "待核查：填报300，核查—"},
      {{300, 300, day("2026-06-09")}, "confirmed", "核查一致：填报300，核查300"},
      {{300, 286, day("2026-06-09")}, "differs", "核查不一致：填报300，核查286"},
      {{{}, 286, day("2026-06-09")}, "differs", "核查不一致：填报—，核查286"},
  };
  for (const Row& row : rows) {
    const auto result = result_of(row.result, day("2026-06-10"));
    EXPECT_EQ(to_word(result.value), row.word);
    EXPECT_EQ(result.why.words.zh, row.zh);
  }
}

TEST(FiveFacts, AreKeptApart) {
  TaskCase task;
  task.state = TaskState::kInProgress;
  task.facts = 7;
  task.last_day = day("2026-05-06");
  task.confidence = Confidence::kMedium;
  UnitCase unit;
  unit.unit = "发改";
  unit.part = UnitPart::kLead;
  unit.state = TaskState::kInProgress;
  unit.due = day("2026-06-30");
  task.units = {unit};
  task.limits = {{LimitKind::kDue, "发改", 0, unit.due}};
  FiveFactsInput input;
  LightInput target;
  target.trajectory = through_year(2026, 0, 365);
  target.value = 200;
  target.as_of = day("2026-05-31");
  input.targets = {target};
  input.reports = {{day("2026-06-05"), day("2026-06-04")}};
  input.result = {200, {}, {}};

  const FiveFacts before = five_facts(task, input, default_light_rules(), day("2026-06-30"));
  EXPECT_EQ(before.workflow.value, TaskState::kInProgress);
  EXPECT_EQ(before.workflow.why.words.zh, "“推进”，最近一次办理2026年5月6日（第7条记录）");
  EXPECT_EQ(before.light.value, Light::kGreen);
  EXPECT_EQ(before.punctuality.value, Punctuality::kOnTime);
  EXPECT_EQ(before.result.value, ResultState::kNotVerified);
  EXPECT_EQ(before.confidence.value, Confidence::kMedium);
  EXPECT_FALSE(before.was_late);
  // A day later only the light and the mark have changed.
  const FiveFacts after = five_facts(task, input, default_light_rules(), day("2026-07-01"));
  EXPECT_EQ(after.workflow.value, TaskState::kInProgress);
  EXPECT_EQ(after.light.value, Light::kRed);
  EXPECT_EQ(after.light.why.rule, "light.past_due");
  EXPECT_EQ(after.punctuality.value, Punctuality::kOnTime);
  EXPECT_EQ(after.confidence.value, Confidence::kMedium);
  EXPECT_TRUE(after.was_late);
  ASSERT_EQ(after.late.size(), 1u);
  EXPECT_EQ(after.late[0], (LateMark{LimitKind::kDue, "发改", day("2026-06-30")}));

  task.state = TaskState::kSuspended;
  EXPECT_EQ(five_facts(task, input, default_light_rules(), day("2026-07-01")).light.value, Light::kGrey);
  task.state = TaskState::kClosed;
  EXPECT_EQ(five_facts(task, input, default_light_rules(), day("2026-07-01")).light.value, Light::kGreen);
}

}  // namespace
}  // namespace duban
