#include "supervise/notice.h"

#include <gtest/gtest.h>

namespace duban {
namespace {

Day day(const char* iso) { return *Day::parse(iso); }

// A task due on 30 June 2026, led by 发改, shared by 财政.
TaskCase running_task(TaskState state = TaskState::kInProgress) {
  TaskCase task;
  task.state = state;
  task.original_due = day("2026-06-30");
  UnitCase lead;
  lead.unit = "发改";
  lead.part = UnitPart::kLead;
  lead.state = state;
  lead.due = task.original_due;
  UnitCase shares = lead;
  shares.unit = "财政";
  shares.part = UnitPart::kResponsible;
  task.units = {lead, shares};
  return task;
}

IssuedNotice notice(NoticeColour colour, const char* issued, const char* answer_by, const char* answered = "") {
  return {"发改", colour, day(issued), day(answer_by), Day::parse(answered)};
}

TEST(Notice, IsDraftedByTheRules) {
  using enum NoticeColour;
  struct Row {
    const char* what;
    const char* on;
    Light light;
    std::vector<IssuedNotice> issued;
    const char* colour;  // empty: none
    const char* rule;
    const char* answer_by;
  };
  // clang-format off
  const Row rows[] = {
      {"nothing to say",           "2026-04-01", Light::kGreen,  {}, "", "", ""},
      {"no data is no reason",     "2026-04-01", Light::kGrey,   {}, "", "", ""},
      {"eight days left",          "2026-06-22", Light::kGreen,  {}, "", "", ""},
      {"seven days left",          "2026-06-23", Light::kGreen,  {}, "blue",   "notice.due_soon", "2026-06-30"},
      {"due today",                "2026-06-30", Light::kGreen,  {}, "blue",   "notice.due_soon", "2026-07-07"},
      {"behind",                   "2026-04-01", Light::kYellow, {}, "yellow", "notice.behind",   "2026-04-07"},
      {"far behind, not overdue",  "2026-04-01", Light::kRed,    {}, "yellow", "notice.behind",   "2026-04-07"},
      {"overdue",                  "2026-07-01", Light::kGreen,  {}, "red",    "notice.overdue",  "2026-07-02"},

      {"blue is enough once",      "2026-06-26", Light::kGreen,  {notice(kBlue, "2026-06-23", "2026-06-25", "2026-06-24")}, "", "", ""},
      {"blue unanswered",          "2026-06-26", Light::kGreen,  {notice(kBlue, "2026-06-23", "2026-06-25")}, "yellow", "notice.unanswered", "2026-07-01"},
      {"blue waits for an answer", "2026-06-25", Light::kGreen,  {notice(kBlue, "2026-06-23", "2026-06-25")}, "", "", ""},
      {"graver at once",           "2026-06-24", Light::kYellow, {notice(kBlue, "2026-06-23", "2026-06-25")}, "yellow", "notice.behind", "2026-06-29"},
      {"yellow waits",             "2026-04-03", Light::kRed,    {notice(kYellow, "2026-04-01", "2026-04-07")}, "", "", ""},
      {"yellow unanswered",        "2026-04-08", Light::kRed,    {notice(kYellow, "2026-04-01", "2026-04-07")}, "red", "notice.unanswered", "2026-04-09"},
      {"yellow answered",          "2026-04-20", Light::kRed,    {notice(kYellow, "2026-04-01", "2026-04-07", "2026-04-03")}, "", "", ""},
      {"and still behind",         "2026-05-01", Light::kRed,    {notice(kYellow, "2026-04-01", "2026-04-07", "2026-04-03")}, "yellow", "notice.behind", "2026-05-08"},
      {"red unanswered",           "2026-07-06", Light::kRed,    {notice(kRed, "2026-07-01", "2026-07-02")}, "red", "notice.unanswered", "2026-07-07"},
      {"red answered",             "2026-07-06", Light::kRed,    {notice(kRed, "2026-07-01", "2026-07-02", "2026-07-02")}, "", "", ""},
      {"overdue after a blue",     "2026-07-01", Light::kGreen,  {notice(kBlue, "2026-06-23", "2026-06-30")}, "red", "notice.overdue", "2026-07-02"},
  };
  // clang-format on
  for (const Row& row : rows) {
    const auto drafts = draft_notices(running_task(), row.light, row.issued, default_limit_rules(),
                                      published_calendar(), day(row.on));
    ASSERT_EQ(drafts.size(), *row.colour == '\0' ? 0u : 1u) << row.what;  // never to 财政, which only shares
    if (drafts.empty()) continue;
    EXPECT_EQ(drafts[0].unit, "发改") << row.what;
    EXPECT_EQ(to_word(drafts[0].colour), row.colour) << row.what;
    EXPECT_EQ(drafts[0].why.rule, row.rule) << row.what;
    EXPECT_EQ(to_iso(drafts[0].answer_by), row.answer_by) << row.what;
    EXPECT_FALSE(drafts[0].why.words.en.empty()) << row.what;
  }
}

TEST(Notice, IsNotDraftedWhereNothingRuns) {
  for (const TaskState state :
       {TaskState::kCompletionApplied, TaskState::kVerifying, TaskState::kSuspended, TaskState::kClosed,
        TaskState::kTerminated, TaskState::kArchived, TaskState::kDraft}) {
    EXPECT_TRUE(draft_notices(running_task(state), Light::kRed, {}, default_limit_rules(), published_calendar(),
                              day("2026-08-01"))
                    .empty())
        << to_word(state);
    EXPECT_TRUE(reminders_on(running_task(state), default_limit_rules(), day("2026-06-29")).empty());
  }
}

TEST(Notice, ProposesATalkAtTheSecondYellow) {
  const std::vector<IssuedNotice> one = {
      notice(NoticeColour::kYellow, "2026-03-02", "2026-03-05", "2026-03-04")};
  const auto first = draft_notices(running_task(), Light::kYellow, {}, default_limit_rules(),
                                   published_calendar(), day("2026-03-02"));
  ASSERT_EQ(first.size(), 1u);
  EXPECT_FALSE(first[0].talk);
  const auto second = draft_notices(running_task(), Light::kYellow, one, default_limit_rules(),
                                    published_calendar(), day("2026-04-01"));
  ASSERT_EQ(second.size(), 1u);
  ASSERT_TRUE(second[0].talk);
  EXPECT_EQ(second[0].talk->words.zh, "这是同一任务对该单位的第2张黄色督办单，建议约谈，由负责人决定");
  // A red one is another matter.
  const auto red = draft_notices(running_task(), Light::kRed, one, default_limit_rules(), published_calendar(),
                                 day("2026-07-01"));
  ASSERT_EQ(red.size(), 1u);
  EXPECT_FALSE(red[0].talk);
}

TEST(Urging, IsLimited) {
  const LimitRules& rules = default_limit_rules();
  const std::vector<Urging> past = {{"12", "发改", day("2026-06-01")}};
  EXPECT_EQ(may_urge(past, "12", "发改", rules, day("2026-06-07")).why.words.zh,
            "同一任务对同一单位7天内最多催办1次，2026年6月8日起可再催办");
  EXPECT_FALSE(may_urge(past, "12", "发改", rules, day("2026-06-07")).value);
  EXPECT_TRUE(may_urge(past, "12", "发改", rules, day("2026-06-08")).value);
  EXPECT_TRUE(may_urge(past, "12", "财政", rules, day("2026-06-01")).value);
  EXPECT_TRUE(may_urge(past, "13", "发改", rules, day("2026-06-01")).value);
  std::vector<Urging> many;
  for (const char* task : {"1", "2", "3", "4", "5"}) many.push_back({task, "发改", day("2026-06-01")});
  many[0].on = day("2026-05-28");
  const auto full = may_urge(many, "6", "发改", rules, day("2026-06-02"));
  EXPECT_FALSE(full.value);
  EXPECT_EQ(full.why.rule, "urge.unit");
  EXPECT_EQ(full.why.words.en, "A unit is urged at most 5 times in 7 days: again from 2026-06-04");
  EXPECT_TRUE(may_urge(many, "6", "发改", rules, day("2026-06-04")).value);
}

TEST(Reminders, GoOutOnTheirDays) {
  const auto on = [](const char* iso) { return reminders_on(running_task(), default_limit_rules(), day(iso)); };
  EXPECT_TRUE(on("2026-05-30").empty());
  ASSERT_EQ(on("2026-05-31").size(), 2u);  // both units: each has the date
  EXPECT_EQ(on("2026-06-15")[0].why.words.zh, "距2026年6月30日的时限还有15天");
  EXPECT_TRUE(on("2026-06-16").empty());
  EXPECT_EQ(on("2026-06-23").size(), 2u);
  EXPECT_EQ(on("2026-06-29").size(), 2u);
  EXPECT_TRUE(on("2026-06-30").empty());
}

TEST(Silence, IsListed) {
  EXPECT_FALSE(silent(default_limit_rules(), day("2026-03-01"), day("2026-04-14")));
  const auto listed = silent(default_limit_rules(), day("2026-03-01"), day("2026-04-15"));
  ASSERT_TRUE(listed);
  EXPECT_EQ(listed->value, 45);
  EXPECT_EQ(listed->why.words.zh, "自2026年3月1日起45天没有任何填报或办理");
}

}  // namespace
}  // namespace duban
