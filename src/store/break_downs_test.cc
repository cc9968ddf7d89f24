#include "store/break_downs.h"

#include "store/case_fixture.h"
#include "store/log.h"
#include "store/progress.h"

namespace duban {
namespace {

class BreakDowns : public CaseTest {
 protected:
  void SetUp() override {
    housing = unit("市住房城乡建设局");
    finance = unit("市财政局");
    plan = approve(PaperBuilder().task("推进城市更新。", {"市住房城乡建设局"}, {"市财政局"}));
    task = task_id(plan, "1");
    builder = person(21, "住建局经办", Role::kUnitHandler, housing);
    TaskRequest dispatch = request(TaskAction::kDispatch, 0, "完工并验收");
    ASSERT_EQ(take(director, task, dispatch), "");
    ASSERT_EQ(take(builder, task, request(TaskAction::kAcknowledge, housing)), "");
  }
  static MilestoneEntry milestone(const std::string& name, const char* due, double weight,
                                  std::int64_t id = 0) {
    return {id, {}, name, "成果" + name, *Day::parse(due), weight};
  }
  BreakDownEntry two() {
    BreakDownEntry entry;
    entry.measures = {{0, "编制更新方案"}};
    entry.milestones = {milestone("方案批复", "2026-03-31", 40), milestone("完工", "2026-10-31", 60)};
    entry.milestones[0].measure = 0;
    return entry;
  }
  // What stands, as an entry that changes nothing.
  BreakDownEntry standing() {
    const Json view = parsed(read_break_down(*db, director, task, housing, kTestNow));
    BreakDownEntry entry;
    for (const auto& each : view["measures"])
      if (!each["dropped"]) entry.measures.push_back({each["id"], each["text"]});
    for (const auto& each : view["milestones"]) {
      if (each["dropped"]) continue;
      MilestoneEntry m{
          each["id"],    {}, each["name"], each["deliverable"], *Day::parse(each["due"].get<std::string>()),
          each["weight"]};
      for (std::size_t i = 0; i < entry.measures.size(); ++i)
        if (each["measure_id"] == entry.measures[i].id) m.measure = static_cast<int>(i);
      entry.milestones.push_back(m);
    }
    return entry;
  }
  std::string write(const Actor& by, const BreakDownEntry& entry, std::optional<std::int64_t> expected = {}) {
    const auto done = write_break_down(*db, by, task, housing, expected, entry, kTestNow);
    return done.ok() ? "" : done.error().message.zh;
  }
  Json view() { return parsed(read_break_down(*db, director, task, housing, kTestNow)); }
  void accept() {
    ASSERT_EQ(write(builder, two()), "");
    ASSERT_EQ(take(builder, task, request(TaskAction::kBreakDown, housing)), "");
    ASSERT_EQ(take(director, task, request(TaskAction::kAcceptBreakDown, housing)), "");
  }
  std::int64_t milestone_id(const std::string& name) {
    return db->one("SELECT id FROM milestone WHERE name = $1", name)->value_or(0);
  }
  Light light(const char* day) { return task_progress(*db, task, *Day::parse(day))->facts.light.value; }
  static std::string zh(const Result<void>& done) { return done.ok() ? "" : done.error().message.zh; }

  std::int64_t housing = 0, finance = 0, plan = 0, task = 0;
  Actor director = person(11, "督查员", Role::kSupervisionOffice);
  Actor builder;
};

TEST_F(BreakDowns, ADraftIsTheUnitsOwnUntilItIsHandedIn) {
  ASSERT_EQ(write(builder, two(), 0), "");
  EXPECT_EQ(view()["weights"], 100);
  EXPECT_EQ(view()["milestones"][0]["measure_id"], view()["measures"][0]["id"]);
  EXPECT_EQ(view()["milestones"][0]["baseline"], nullptr);
  // A draft is written over without a trace of what it was; ids stay where rows stay.
  BreakDownEntry changed = standing();
  changed.milestones.erase(changed.milestones.begin());
  changed.measures.clear();
  ASSERT_EQ(write(builder, changed, 1), "");
  EXPECT_EQ(view()["milestones"].size(), 1U);
  EXPECT_EQ(view()["measures"].size(), 0U);
  EXPECT_EQ(count("milestone_fact"), 0);
  // Who saw an older state is told.
  EXPECT_EQ(code_of(write_break_down(*db, builder, task, housing, 1, two(), kTestNow)), ErrorCode::kStale);
  // While the office reviews it the unit waits; returned, it goes on.
  ASSERT_EQ(take(builder, task, request(TaskAction::kBreakDown, housing)), "");
  EXPECT_NE(write(builder, two()).find("审定或退回后再改"), std::string::npos);
  ASSERT_EQ(take(director, task, request(TaskAction::kReturnBreakDown, housing, "缺少成果")), "");
  EXPECT_EQ(write(builder, two()), "");
}

TEST_F(BreakDowns, AcceptanceFreezesABaselineAndLightsGoByIt) {
  ASSERT_EQ(write(builder, two()), "");
  EXPECT_EQ(light("2026-05-01"), Light::kGrey) << "a draft counts for nothing";
  ASSERT_EQ(take(builder, task, request(TaskAction::kBreakDown, housing)), "");
  ASSERT_EQ(take(director, task, request(TaskAction::kAcceptBreakDown, housing)), "");
  EXPECT_EQ(view()["accepted_by"], "督查员");
  EXPECT_EQ(view()["milestones"][0]["baseline"]["due"], "2026-03-31");
  EXPECT_EQ(light("2026-03-31"), Light::kGreen);
  EXPECT_EQ(light("2026-04-01"), Light::kRed) << "40 of 100 missed";
  EXPECT_EQ(count("milestone_fact WHERE what = 'accepted'"), 1);
}

TEST_F(BreakDowns, AfterAcceptanceChangesStandBesideTheBaseline) {
  accept();
  BreakDownEntry changed = standing();
  changed.milestones[0].due = *Day::of(2026, 5, 31);
  EXPECT_NE(write(director, changed).find("理由"), std::string::npos);
  changed.reason = "汛期影响";
  EXPECT_NE(write(builder, changed).find("须由督查室办理"), std::string::npos)
      << "a unit does not move its own dates";
  ASSERT_EQ(write(director, changed), "");
  EXPECT_EQ(view()["milestones"][0]["due"], "2026-05-31");
  EXPECT_EQ(view()["milestones"][0]["baseline"]["due"], "2026-03-31");
  EXPECT_EQ(light("2026-04-01"), Light::kGreen);
  const Json changes = parsed(list_break_downs(*db, director, task, kTestNow))["changes"];
  EXPECT_EQ(changes[0]["what"], "changed");
  EXPECT_EQ(changes[0]["reason"], "汛期影响");
  EXPECT_NE(changes[0]["before"].get<std::string>().find("2026-03-31"), std::string::npos);
  // The unit words things otherwise, and adds what counts when the office has accepted it.
  BreakDownEntry added = standing();
  added.reason = "细化";
  added.milestones[0].deliverable = "批复文件";
  added.milestones.push_back(milestone("招标", "2026-02-10", 900));
  ASSERT_EQ(write(builder, added), "");
  EXPECT_EQ(light("2026-03-01"), Light::kGreen) << "not accepted: counts for nothing";
  BreakDownEntry same = standing();
  same.reason = "同意增加";
  ASSERT_EQ(write(director, same), "");
  EXPECT_EQ(light("2026-03-01"), Light::kRed);
  // What the office takes out stays visible.
  BreakDownEntry fewer = standing();
  fewer.reason = "合并";
  std::erase_if(fewer.milestones, [](const MilestoneEntry& each) { return each.name == "招标"; });
  ASSERT_EQ(write(director, fewer), "");
  EXPECT_EQ(view()["milestones"].size(), 3U);
  EXPECT_EQ(view()["weights"], 100);
  EXPECT_TRUE(verify_log(*db, 1, {})->intact);
}

TEST_F(BreakDowns, AMilestoneIsDoneWhenTheOfficeAcceptsIt) {
  accept();
  const std::int64_t id = milestone_id("方案批复");
  const Day done = *Day::of(2026, 2, 3);
  EXPECT_NE(zh(claim_milestone(*db, builder, id, {}, *Day::of(2027, 1, 1), "批复文件", kTestNow)), "");
  EXPECT_NE(zh(claim_milestone(*db, builder, id, {}, done, " ", kTestNow)), "");
  ASSERT_EQ(zh(claim_milestone(*db, builder, id, 2, done, "示政函〔2026〕7号", kTestNow)), "");
  EXPECT_EQ(light("2026-04-01"), Light::kRed) << "saying so is not doing so";
  EXPECT_EQ(code_of(settle_milestone(*db, builder, id, {}, SettleClaim::kAccept, {}, "", kTestNow)),
            ErrorCode::kForbidden);
  EXPECT_NE(zh(settle_milestone(*db, director, id, {}, SettleClaim::kReturn, {}, "", kTestNow)), "");
  ASSERT_EQ(zh(settle_milestone(*db, director, id, {}, SettleClaim::kReturn, {}, "缺批复文件", kTestNow)), "");
  EXPECT_EQ(view()["milestones"][0]["returned"], "缺批复文件");
  ASSERT_EQ(zh(claim_milestone(*db, builder, id, {}, done, "批复已附", kTestNow)), "");
  EXPECT_EQ(code_of(settle_milestone(*db, director, id, 1, SettleClaim::kAccept, {}, "", kTestNow)),
            ErrorCode::kStale);
  ASSERT_EQ(zh(settle_milestone(*db, director, id, {}, SettleClaim::kAccept, {}, "", kTestNow)), "");
  EXPECT_EQ(view()["milestones"][0]["done_on"], "2026-02-03");
  EXPECT_EQ(view()["weights_done"], 40);
  EXPECT_EQ(light("2026-04-01"), Light::kGreen);
  EXPECT_NE(zh(claim_milestone(*db, builder, id, {}, done, "再报", kTestNow)), "") << "done is done";
  BreakDownEntry changed = standing();
  changed.reason = "改名";
  changed.milestones[0].name = "方案";
  EXPECT_NE(write(director, changed).find("已完成"), std::string::npos);
}

TEST_F(BreakDowns, WhatMakesNoSenseIsRefusedByItsRow) {
  const auto refused = [&](auto change) {
    BreakDownEntry entry = two();
    change(entry);
    return write(builder, entry);
  };
  EXPECT_NE(refused([](BreakDownEntry& e) { e.measures[0].text = " "; }).find("第1条措施"), std::string::npos);
  EXPECT_NE(refused([](BreakDownEntry& e) { e.milestones[1].name.clear(); }).find("第2个节点"),
            std::string::npos);
  EXPECT_NE(refused([](BreakDownEntry& e) { e.milestones[1].due = {}; }).find("没有日期"), std::string::npos);
  EXPECT_NE(refused([](BreakDownEntry& e) { e.milestones[1].weight = 0; }).find("权重"), std::string::npos);
  EXPECT_NE(refused([](BreakDownEntry& e) { e.milestones[1].measure = 4; }), "");
  EXPECT_NE(refused([](BreakDownEntry& e) { e.milestones[1].id = 99; }), "");
  EXPECT_NE(refused([](BreakDownEntry& e) { e.milestones[1].due = *Day::of(2027, 1, 1); }).find("晚于完成时限"),
            std::string::npos);
  EXPECT_EQ(count("milestone"), 0);
  // Another unit's person, and a unit that is not on the task.
  EXPECT_EQ(code_of(write_break_down(*db, person(31, "外人", Role::kUnitHandler, unit("市体育局")), task,
                                     housing, {}, two(), kTestNow)),
            ErrorCode::kForbidden);
  EXPECT_EQ(code_of(write_break_down(*db, director, task, unit("市文化局"), {}, two(), kTestNow)),
            ErrorCode::kNotFound);
  // Not yet acknowledged.
  EXPECT_EQ(code_of(write_break_down(*db, director, task, finance, {}, two(), kTestNow)), ErrorCode::kConflict);
}

}  // namespace
}  // namespace duban
