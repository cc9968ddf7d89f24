#include "supervise/problem_life.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>

namespace duban {
namespace {

Day on_day(const char* iso) { return *Day::parse(iso); }
ProblemPerson office() { return {1, "督查员", Party::kOffice, "", "", Capacity::kSelf, ""}; }
ProblemPerson fill_in() { return {1, "督查员", Party::kOffice, "", "", Capacity::kFillIn, ""}; }
ProblemPerson unit(const char* key) { return {21, "经办人", Party::kUnit, key, "", Capacity::kSelf, ""}; }
ProblemPerson leader(const char* name) { return {31, name, Party::kLeader, "", name, Capacity::kSelf, ""}; }

class ProblemPlay {
 public:
  ProblemPlay() : rules(default_task_rules()) {}
  // The state's name, or the refusal.
  std::string tries(const char* on, const ProblemRequest& request) {
    const auto step = act(problem, request, on_day(on), rules);
    if (!step.ok()) return step.error().message.zh;
    problem = step->after;
    facts.push_back(step->fact);
    return std::string(zh_name(problem->state));
  }
  std::string raise(const char* on, ProblemGrade grade = ProblemGrade::kOrdinary) {
    ProblemRequest request = of(ProblemAction::kRaise, unit("4"), "征地手续未办完，需要协调。");
    request.unit = "4";
    request.grade = grade;
    request.coordination = true;
    return tries(on, request);
  }
  static ProblemRequest of(ProblemAction action, const ProblemPerson& by, const char* text = "") {
    ProblemRequest request;
    request.action = action;
    request.by = by;
    request.text = text;
    return request;
  }
  TaskRules rules;
  std::optional<ProblemCase> problem;
  std::vector<ProblemFact> facts;
};

TEST(ProblemLife, GoesToALeaderAndIsSettled) {
  ProblemPlay play;
  EXPECT_EQ(play.raise("2026-03-02"), "待办理");
  EXPECT_EQ(to_iso(play.problem->due), "2026-03-09") << "一般问题7日";
  ProblemRequest pass = play.of(ProblemAction::kPassToLeader, office());
  EXPECT_EQ(play.tries("2026-03-03", pass), "呈领导须写明领导");
  pass.leader = "王健";
  EXPECT_EQ(play.tries("2026-03-03", pass), "待批示");
  ProblemRequest word = play.of(ProblemAction::kInstruct, leader("李明"), "请抓紧办理。");
  EXPECT_EQ(play.tries("2026-03-04", word), "这个问题呈的是王健，不能由他人批示");
  word.by = leader("王健");
  EXPECT_EQ(play.tries("2026-03-04", word), "批示须写明意见（同意、不同意、交办）");
  word.decision = Decision::kDirected;
  EXPECT_EQ(play.tries("2026-03-04", word), "批示须写明由谁办理");
  word.unit = "7";
  word.date = on_day("2026-03-01");
  EXPECT_EQ(play.tries("2026-03-04", word), "办理时限2026年3月1日已经过去");
  word.date = on_day("2026-03-20");
  EXPECT_EQ(play.tries("2026-03-04", word), "已批示");
  ASSERT_EQ(play.problem->instructions.size(), 1U);
  EXPECT_EQ(play.problem->instructions[0].leader, "王健");
  EXPECT_EQ(play.problem->instructions[0].unit, "7");
  EXPECT_EQ(play.tries("2026-03-09", play.of(ProblemAction::kSettle, office(), "手续已补齐。")), "已解决");
  EXPECT_TRUE(play.problem->late.empty()) << "on the last day it is in time";
  EXPECT_EQ(play.tries("2026-03-10", play.of(ProblemAction::kClose, unit("4"))), "已销号");
  EXPECT_EQ(play.tries("2026-03-12", play.of(ProblemAction::kReopen, unit("5"), "又停工了。")),
            "只能办理本单位的问题");
  EXPECT_EQ(play.tries("2026-03-12", play.of(ProblemAction::kReopen, unit("4"), "又停工了。")), "待办理");
  EXPECT_EQ(to_iso(play.problem->due), "2026-03-19") << "the limit begins again";
  EXPECT_EQ(play.problem->reopened, 1);
  EXPECT_EQ(*rebuild(play.facts), *play.problem);
}

TEST(ProblemLife, ALateOneStaysMarked) {
  ProblemPlay play;
  play.raise("2026-03-02");
  EXPECT_TRUE(as_of(*play.problem, on_day("2026-03-09")).late.empty());
  EXPECT_EQ(as_of(*play.problem, on_day("2026-03-10")).late.size(), 1U);
  ProblemRequest grade = play.of(ProblemAction::kSetGrade, office());
  EXPECT_EQ(play.tries("2026-03-11", grade), "已经是一般问题");
  grade.grade = ProblemGrade::kMajor;
  EXPECT_EQ(play.tries("2026-03-11", grade), "待办理");
  EXPECT_EQ(to_iso(play.problem->due), "2026-04-01") << "重大问题30日，自提出起";
  EXPECT_EQ(play.problem->late.size(), 1U);
  play.tries("2026-03-20", play.of(ProblemAction::kSettle, office(), "已解决。"));
  EXPECT_EQ(as_of(*play.problem, on_day("2026-12-31")).late.size(), 1U) << "a settled one is late no more";
}

TEST(ProblemLife, KnowsWhoMay) {
  ProblemPlay play;
  play.raise("2026-03-02");
  struct Row {
    ProblemRequest request;
    const char* zh;
  };
  ProblemRequest to_itself = play.of(ProblemAction::kPassToUnit, office());
  to_itself.unit = "4";
  const Row rows[] = {
      {play.of(ProblemAction::kSettle, unit("4"), "好了"), "办理完毕不能由承办单位办理"},
      {play.of(ProblemAction::kInstruct, leader("王健"), "办"), "问题处于“待办理”，不能批示"},
      {play.of(ProblemAction::kAmend, unit("5"), "补充"), "只能办理本单位的问题"},
      {play.of(ProblemAction::kAmend, office(), "补充"), "补充不能由督查室办理"},
      {play.of(ProblemAction::kSettle, fill_in(), "好了"), "只有督查室可以代填承办单位的事项"},
      {play.of(ProblemAction::kSettle, office()), "办理完毕须写明内容"},
      {play.of(ProblemAction::kClose, office()), "问题处于“待办理”，不能销号"},
      {to_itself, "不能转给提出问题的单位自己"},
      {play.of(ProblemAction::kRaise, unit("4"), "再提"), "问题处于“待办理”，不能提出"},
      {play.of(ProblemAction::kAmend, fill_in(), "代补充"), "待办理"},
  };
  for (const Row& row : rows) EXPECT_EQ(play.tries("2026-03-03", row.request), row.zh);
  EXPECT_EQ(play.tries("2026-03-01", play.of(ProblemAction::kAmend, unit("4"), "补充")),
            "日期2026年3月1日早于上一次办理的2026年3月3日，请检查系统时间");
  ProblemRequest ask = play.of(ProblemAction::kPassToUnit, office());
  ask.unit = "7";
  EXPECT_EQ(play.tries("2026-03-03", ask), "待答复");
  EXPECT_EQ(play.tries("2026-03-04", play.of(ProblemAction::kAnswer, unit("4"), "在办")),
            "只能办理本单位的问题");
  EXPECT_EQ(play.tries("2026-03-04", play.of(ProblemAction::kAnswer, unit("7"), "在办")), "已答复");
  EXPECT_EQ(play.tries("2026-03-05", play.of(ProblemAction::kWithdraw, unit("4"), "已自行解决")), "已撤回");
  EXPECT_EQ(open_actions(*play.problem, office(), on_day("2026-03-05")), std::vector<ProblemAction>{});
}

TEST(ProblemLife, OpenActionsAreThoseThatArePossible) {
  ProblemPlay play;
  play.raise("2026-03-02");
  using A = ProblemAction;
  const auto can = [&](const ProblemPerson& by) {
    return open_actions(*play.problem, by, on_day("2026-03-03"));
  };
  EXPECT_EQ(can(office()), (std::vector<A>{A::kSetGrade, A::kPassToLeader, A::kPassToUnit, A::kSettle}));
  EXPECT_EQ(can(unit("4")), (std::vector<A>{A::kAmend, A::kWithdraw}));
  EXPECT_EQ(can(unit("5")), std::vector<A>{});
  EXPECT_EQ(can(leader("王健")), std::vector<A>{});
}

// Random sequences: no illegal state, marks only grow, the facts make the same case again, through their fields
// too.
TEST(ProblemLife, NoSequenceOfActionsBreaksAProblem) {
  using S = ProblemState;
  std::mt19937 random(20260205);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
#if defined(__SANITIZE_ADDRESS__)
  constexpr int kSequences = 10'000;
#else
  constexpr int kSequences = 100'000;
#endif
  constexpr int kSteps = 14;
  std::array<int, kProblemActionCount> taken{};
  const std::array<const char*, 3> units = {"4", "7", "9"}, leaders = {"王健", "李明", ""};
  for (int i = 0; i < kSequences; ++i) {
    ProblemPlay play;
    Day today = on_day("2026-03-02");
    for (int n = 0; n < kSteps; ++n) {
      today = today + (below(30) == 0 ? -1 : below(5));
      ProblemRequest request;
      request.action = play.problem || below(5) == 0 ? static_cast<ProblemAction>(below(kProblemActionCount))
                                                     : ProblemAction::kRaise;
      const int who = below(4);
      request.by = who == 0   ? office()
                   : who == 1 ? fill_in()
                   : who == 2 ? unit(units[static_cast<std::size_t>(below(3))])
                              : leader(leaders[static_cast<std::size_t>(below(3))]);
      request.unit = below(5) == 0 ? "" : units[static_cast<std::size_t>(below(3))];
      request.leader = leaders[static_cast<std::size_t>(below(3))];
      request.text = below(6) == 0 ? "" : "说明";
      request.grade = static_cast<ProblemGrade>(below(2));
      request.decision = static_cast<Decision>(below(4));
      if (below(3) == 0) request.date = today + below(20) - 3;
      const auto before = play.problem;
      const auto step = act(play.problem, request, today, play.rules);
      if (!step.ok()) {
        ASSERT_FALSE(step.error().message.zh.empty() || step.error().message.en.empty());
        continue;
      }
      ++taken[static_cast<std::size_t>(request.action)];
      const ProblemCase& after = step->after;
      ASSERT_EQ(after.facts, (before ? before->facts : 0) + 1);
      ASSERT_FALSE(after.unit.empty());
      ASSERT_TRUE(after.limit_runs == is_open(after.state));
      ASSERT_TRUE(after.state != S::kWithLeader || !after.leader.empty());
      ASSERT_TRUE(after.state != S::kInstructed || !after.instructions.empty());
      ASSERT_TRUE(after.state != S::kSettled || !after.outcome.empty());
      if (before) {
        ASSERT_GE(after.late.size(), as_of(*before, today).late.size());
        ASSERT_TRUE(std::equal(before->late.begin(), before->late.end(), after.late.begin()));
        ASSERT_EQ(after.raised_on, before->raised_on);
      }
      play.problem = after;
      play.facts.push_back(*problem_fact_from_fields(to_fields(step->fact)));
      ASSERT_EQ(play.facts.back(), step->fact);
    }
    if (play.problem) {
      const auto again = rebuild(play.facts);
      ASSERT_TRUE(again.ok());
      ASSERT_EQ(*again, *play.problem) << "seed " << i;
    }
  }
  for (int a = 0; a < kProblemActionCount; ++a) {
    EXPECT_GT(taken[static_cast<std::size_t>(a)], kSequences / 1000) << to_word(static_cast<ProblemAction>(a));
  }
}

TEST(ProblemLife, FactsThatDoNotFitAreDamaged) {
  ProblemPlay play;
  play.raise("2026-03-02");
  play.tries("2026-03-03", play.of(ProblemAction::kSettle, office(), "已解决。"));
  auto facts = play.facts;
  std::swap(facts[0], facts[1]);
  EXPECT_EQ(rebuild(facts).error().code, ErrorCode::kDamaged);
  EXPECT_EQ(rebuild(std::vector<ProblemFact>{}).error().code, ErrorCode::kDamaged);
  auto fields = to_fields(play.facts[0]);
  fields.emplace_back("colour", "red");
  EXPECT_EQ(problem_fact_from_fields(fields).error().code, ErrorCode::kDamaged);
}

}  // namespace
}  // namespace duban
