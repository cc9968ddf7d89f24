#include "store/problems.h"

#include "store/case_fixture.h"
#include "store/log.h"

namespace duban {
namespace {

constexpr UtcMillis kTestDay = 24LL * 3600 * 1000;

class Problems : public CaseTest {
 protected:
  void SetUp() override {
    education = unit("市教育局");
    finance = unit("市财政局");
    housing = unit("市住房城乡建设局");
    plan = approve(PaperBuilder()
                       .task("新建学校5所。", {"市教育局"}, {"市财政局"}, {"李明"})
                       .task("改造老旧小区30个。", {"市住房城乡建设局"}));
    schools = task_id(plan, "1");
    homes = task_id(plan, "2");
    teacher = person(12, "教育局经办", Role::kUnitHandler, education);
    treasurer = person(13, "财政局经办", Role::kUnitHandler, finance);
    builder = person(14, "住建局经办", Role::kUnitHandler, housing);
    EXPECT_EQ(take(director, schools, request(TaskAction::kDispatch, 0, "建成并交付")), "");
  }
  Result<std::int64_t> raise(const Actor& actor, std::int64_t task, std::int64_t of_unit,
                             std::int64_t report = 0, UtcMillis now = kTestNow) {
    return raise_problem(*db, actor, {task, of_unit, report, ProblemGrade::kOrdinary, "征地手续未办完。", true},
                         now);
  }
  std::string step(const Actor& actor, std::int64_t id, ProblemAction action, const std::string& text = "",
                   std::int64_t to_unit = 0, const std::string& to_leader = "",
                   Decision decision = Decision::kNone, UtcMillis now = kTestNow) {
    ProblemRequest request;
    request.action = action;
    request.text = text;
    if (to_unit != 0) request.unit = unit_key(to_unit);
    request.leader = to_leader;
    request.decision = decision;
    const auto done = step_problem(*db, actor, id, {}, request, now);
    return done.ok() ? "" : done.error().message.zh;
  }
  Json read(const Actor& actor, std::int64_t id, UtcMillis now = kTestNow) {
    return parsed(read_problem(*db, actor, id, now));
  }
  std::string waits(const Actor& actor, Day on = day_of(kTestNow)) {
    std::vector<Todo> list;
    const auto done = problems_todo(*db, actor, on, list);
    EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message.zh);
    std::string out;
    for (const Todo& each : list) out += fmt::format("{} {} {}；", each.kind, to_iso(each.due), each.words.zh);
    return out;
  }
  std::int64_t education = 0, finance = 0, housing = 0, plan = 0, schools = 0, homes = 0;
  Actor director = person(11, "督查员", Role::kSupervisionOffice);
  Actor teacher, treasurer, builder;
  Actor mayor = person(15, "李明", Role::kLeader, 0, "李明");
  Actor other_mayor = person(16, "王健", Role::kLeader, 0, "王健");
};

TEST_F(Problems, GoThroughOfficeLeaderAndUnit) {
  const auto id = raise(teacher, schools, education);
  ASSERT_TRUE(id.ok()) << id.error().message.zh;
  EXPECT_EQ(waits(director), "settle_problem 2026-02-12 市教育局提请协调；");
  EXPECT_EQ(waits(mayor), "");
  EXPECT_EQ(step(director, *id, ProblemAction::kPassToLeader, "", 0, "赵某"), "没有名为“赵某”的领导");
  EXPECT_EQ(step(director, *id, ProblemAction::kPassToLeader, "", 0, "李明"), "");
  EXPECT_EQ(waits(director), "");
  EXPECT_EQ(waits(mayor), "instruct 2026-02-12 市教育局提请协调，请批示；");
  EXPECT_EQ(waits(mayor, *Day::parse("2026-02-15")),
            "instruct 2026-02-12 市教育局提请协调，请批示，已超期3天；");
  EXPECT_EQ(read(mayor, *id)["actions"], Json({"instruct"}));
  EXPECT_EQ(step(other_mayor, *id, ProblemAction::kInstruct, "办", 0, "", Decision::kAgreed),
            "这个问题不在您的职责范围内，不能查看或办理");
  EXPECT_EQ(
      step(mayor, *id, ProblemAction::kInstruct, "请住建局三日内办结。", housing, "", Decision::kDirected), "");
  EXPECT_EQ(waits(builder), "carry_out 2026-02-12 李明已批示，请落实并答复；");
  EXPECT_EQ(read(builder, *id)["instruction"]["text"], "请住建局三日内办结。")
      << "whom it was given to sees it";
}

TEST_F(Problems, AreSeenByThoseOfTheTaskAndThoseTheyWerePassedTo) {
  const auto id = raise(teacher, schools, education);
  EXPECT_EQ(read(treasurer, *id)["state"], "raised") << "his unit shares in the task";
  EXPECT_EQ(code_of(read_problem(*db, builder, *id, kTestNow)), ErrorCode::kForbidden);
  EXPECT_EQ(parsed(list_problems(*db, builder, {}, kTestNow))["total"], 0);
  EXPECT_EQ(step(director, *id, ProblemAction::kPassToUnit, "请答复", housing), "");
  EXPECT_EQ(parsed(list_problems(*db, builder, {}, kTestNow))["total"], 1);
  EXPECT_EQ(read(builder, *id)["actions"], Json({"answer"}));
  EXPECT_EQ(read(teacher, *id)["actions"], Json({"amend", "withdraw"}));
  EXPECT_EQ(read(director, *id)["actions"],
            Json({"amend", "set_grade", "pass_to_leader", "pass_to_unit", "answer", "settle", "withdraw"}))
      << "its own steps, and the units' that it fills in";
  EXPECT_EQ(step(builder, *id, ProblemAction::kAnswer, "已受理。"), "");
  EXPECT_EQ(step(director, *id, ProblemAction::kSettle, "已解决。"), "");
  EXPECT_EQ(waits(teacher), "confirm_problem  督查室已办结，请确认销号，或重新提出；");
  EXPECT_EQ(step(treasurer, *id, ProblemAction::kClose), "“销号”不由您办理");
  EXPECT_EQ(step(teacher, *id, ProblemAction::kClose), "");
  EXPECT_EQ(step(director, *id, ProblemAction::kReopen, "复查发现未解决。"), "");
  const Json again = read(director, *id);
  EXPECT_EQ(again["reopened"], 1);
  EXPECT_EQ(again["history"].size(), 6U);
  EXPECT_EQ(again["version"], 6);
  EXPECT_EQ(*problem_fault(*db), "");
  EXPECT_TRUE(verify_log(*db, 1, {})->intact);
  EXPECT_EQ(count("log_entry WHERE object = 'problem:1'"), 6);
}

TEST_F(Problems, AReportRaisesItOnce) {
  const auto first = raise(teacher, schools, education, 77);
  const auto again = raise(teacher, schools, education, 77);
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(*first, *again);
  EXPECT_EQ(read(teacher, *first)["history"][1]["action"], "amend");
  EXPECT_EQ(step(director, *first, ProblemAction::kSettle, "已解决。"), "");
  const auto anew = raise(teacher, schools, education, 77);
  EXPECT_NE(*first, *anew) << "the first one is settled";
  EXPECT_EQ(open_problems(*db, plan)->size(), 1U);
}

TEST_F(Problems, RefuseWhoAndWhatDoesNotFit) {
  EXPECT_EQ(code_of(raise(builder, schools, housing)), ErrorCode::kForbidden);
  EXPECT_EQ(raise(director, schools, housing).error().message.zh, "问题由承办这项任务的单位提出");
  EXPECT_EQ(raise(builder, homes, housing).error().message.zh, "任务处于“立项”，不能提出问题");
  EXPECT_EQ(code_of(raise(treasurer, schools, education)), ErrorCode::kForbidden) << "for another unit";
  const auto filled_in = raise(director, schools, education);
  ASSERT_TRUE(filled_in.ok());
  EXPECT_EQ(read(teacher, *filled_in)["history"][0]["filled_in"], true);
  ProblemRequest settle;
  settle.action = ProblemAction::kSettle;
  settle.text = "好了";
  EXPECT_EQ(code_of(step_problem(*db, director, *filled_in, 0, settle, kTestNow)), ErrorCode::kStale);
  EXPECT_EQ(step(director, 99, ProblemAction::kClose), "没有这个问题");
  EXPECT_EQ(step(director, *filled_in, ProblemAction::kPassToUnit, "", 99), "没有这个单位");
  EXPECT_EQ(
      step(director, *filled_in, ProblemAction::kSettle, "好了", 0, "", Decision::kNone, kTestNow - kTestDay),
      "日期2026年2月4日早于上一次办理的2026年2月5日，请检查系统时间");
  Actor elsewhere = director;
  elsewhere.government_id = 2;
  EXPECT_EQ(code_of(read_problem(*db, elsewhere, *filled_in, kTestNow)), ErrorCode::kNotFound);
}

TEST_F(Problems, ALateOneIsMarked) {
  const auto id = raise(teacher, schools, education);
  const UtcMillis later = kTestNow + 8 * kTestDay;
  EXPECT_EQ(read(director, *id, later)["overdue"], true);
  EXPECT_EQ(step(director, *id, ProblemAction::kSettle, "已解决。", 0, "", Decision::kNone, later), "");
  const Json done = read(director, *id, later);
  EXPECT_EQ(done["overdue"], false);
  EXPECT_EQ(done["was_late"], true);
  EXPECT_EQ(done["late"], Json({"2026-02-12"}));
}

}  // namespace
}  // namespace duban
