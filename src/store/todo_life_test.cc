#include "store/todo_life.h"

#include "store/case_fixture.h"

namespace duban {
namespace {

class LifeTodo : public CaseTest {
 protected:
  void SetUp() override {
    education = unit("市教育局");
    finance = unit("市财政局");
    plan = approve(PaperBuilder()
                       .task("新建学校5所。", {"市教育局"}, {"市财政局"}, {"王健"})
                       .task("改造老旧小区30个。", {"市财政局"}));
    schools = task_id(plan, "1");
  }
  // "kind unit due" a line, in the order they come.
  std::string lines(const Actor& who, Day on = *Day::of(2026, 2, 5)) {
    std::vector<Todo> out;
    EXPECT_TRUE(life_todo(*db, who, on, out).ok());
    std::string text;
    for (const Todo& each : out) {
      text += fmt::format("{} {} {}{}\n", each.kind, each.no, each.unit.empty() ? "-" : each.unit,
                          each.due.given() ? " " + to_iso(each.due) : "");
    }
    return text;
  }
  void does(const Actor& who, TaskAction action, const std::string& text = "") {
    TaskRequest what = request(action, education, text);
    if (action == TaskAction::kDispatch) what.unit.clear();
    what.date = action == TaskAction::kApplyExtension ? *Day::of(2027, 3, 31) : Day{};
    EXPECT_EQ(take(who, schools, what), "");
  }
  std::int64_t education = 0, finance = 0, plan = 0, schools = 0;
  Actor director = person(11, "督查员", Role::kSupervisionOffice);
  Actor mayor = person(40, "王健", Role::kLeader, 0, "王健");
};

TEST_F(LifeTodo, FollowsTheTaskFromDeskToDesk) {
  const Actor school = person(12, "教育局", Role::kUnitHandler, education);
  const Actor money = person(13, "财政局", Role::kUnitHandler, finance);
  EXPECT_EQ(lines(director), "dispatch 1 -\ndispatch 2 -\n");
  EXPECT_EQ(lines(school), "");
  does(director, TaskAction::kDispatch, "竣工");
  EXPECT_EQ(lines(director), "dispatch 2 -\n");
  EXPECT_EQ(lines(school), "acknowledge 1 市教育局 2026-02-06\n");
  EXPECT_EQ(lines(money), "acknowledge 1 市财政局 2026-02-06\n");
  does(school, TaskAction::kAcknowledge);
  EXPECT_EQ(lines(school), "break_down 1 市教育局 2026-02-10\n");
  does(school, TaskAction::kApplyExtension, "用地未批");
  EXPECT_EQ(lines(director).substr(0, 21), "extension 1 市教育");
  EXPECT_EQ(lines(mayor), "");
  does(director, TaskAction::kAgreeExtension);
  EXPECT_EQ(lines(director), "dispatch 2 -\n");
  EXPECT_EQ(lines(mayor).substr(0, 17), "approve_extension");
  does(mayor, TaskAction::kApproveExtension);
  EXPECT_EQ(lines(mayor), "");
  does(school, TaskAction::kBreakDown);
  EXPECT_EQ(lines(school), "");
  EXPECT_EQ(lines(director), "accept_break_down 1 市教育局\ndispatch 2 -\n");
  does(director, TaskAction::kAcceptBreakDown);
  EXPECT_EQ(lines(school), "") << "far from due";
  EXPECT_EQ(lines(school, *Day::of(2027, 3, 10)), "due 1 市教育局 2027-03-31\n");
  EXPECT_EQ(lines(school, *Day::of(2027, 5, 1)), "due 1 市教育局 2027-03-31\n") << "run out";
  does(school, TaskAction::kApplyCompletion, "已竣工");
  EXPECT_EQ(lines(director), "verify 1 市教育局\ndispatch 2 -\n");
  EXPECT_EQ(lines(person(15, "观察员", Role::kObserver)), "");
}

TEST_F(LifeTodo, ManyTasksToDispatchAreOneLine) {
  PaperBuilder paper("另一份方案");
  for (int i = 0; i < 9; ++i) paper.task(fmt::format("第{}件。", i), {"市教育局"});
  approve(paper);
  std::vector<Todo> out;
  ASSERT_TRUE(life_todo(*db, director, *Day::of(2026, 2, 5), out).ok());
  ASSERT_EQ(out.size(), 3U);
  EXPECT_EQ(out[2].task_id, 0);
  EXPECT_EQ(out[2].words.zh, "9项任务待交办");
}

}  // namespace
}  // namespace duban
