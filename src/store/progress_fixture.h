#pragma once

// An approved plan with dispatched tasks, and figures as reports leave them, for tests of progress.

#include "store/case_fixture.h"
#include "store/progress.h"
#include "store/target_settings.h"

namespace duban {

class ProgressTest : public CaseTest {
 protected:
  void SetUp() override {
    industry = unit("市工业和信息化局");
    statistics = unit("市统计局");
    housing = unit("市住房城乡建设局");
    PaperBuilder paper;
    paper.section("一", "推动工业增长")
        .task("规模以上工业增加值增长5%左右。", {"市工业和信息化局"}, {"市统计局"})
        .target("规模以上工业增加值", Measure::kGrowth, 5, "%");
    paper.last().targets[0].op = Comparison::kAbout;
    paper.task("改造老旧小区30个，新建口袋公园10个。", {"市住房城乡建设局"})
        .target("改造老旧小区", Measure::kIncrement, 30, "个")
        .target("新建口袋公园", Measure::kIncrement, 10, "个");
    paper.task("推进诚信建设，居民收入与经济增长基本同步。", {"市工业和信息化局"});
    plan = approve(paper);
    growth = task_id(plan, "1");
    homes = task_id(plan, "2");
    trust = task_id(plan, "3");
    for (const std::int64_t task : {growth, homes, trust})
      ASSERT_EQ(take(director, task, request(TaskAction::kDispatch, 0, "达到目标")), "");
  }

  // A figure that the office accepted: the rows that rounds write.
  void accepted(std::int64_t task, std::int64_t of_unit, int target, double value, const char* as_of,
                std::optional<double> found = {}) {
    const std::int64_t round = asked(task, of_unit, "2026-02-05", "2026-02-04");
    const auto run = [&](auto done) { ASSERT_TRUE(done.ok()) << done.error().message.en; };
    run(db->run("UPDATE target_value SET latest = 0 WHERE task_id = $1 AND unit_id = $2 AND target = $3", task,
                of_unit, target));
    run(
        db->run("INSERT INTO target_value (government_id, plan_id, task_id, unit_id, target, indicator, "
                "measure_unit, value, "
                "as_of, source, report_id, text_version, accepted_on, accepted_by, latest) SELECT 1, $1, $2, "
                "$3, $4, '', '', "
                "$5, $6, '台账', r.id, 1, $6, '督查员', 1 FROM report r WHERE r.round_id = $7",
                plan, task, of_unit, target, value, as_of, round));
    if (!found) return;
    run(
        db->run("INSERT INTO verification (government_id, plan_id, task_id, unit_id, target, value_id, "
                "reported, found, "
                "agrees, checked_on, person, words, at, account_id, account) SELECT 1, $1, $2, $3, $4, "
                "max(id), $5, $6, 0, "
                "$7, '督查员', '现场核查', 0, 11, '督查员' FROM target_value",
                plan, task, of_unit, target, value, *found, as_of));
  }
  // A round asks a unit, due on a day; handed in on a day or not.
  std::int64_t asked(std::int64_t task, std::int64_t of_unit, const char* due, const char* handed_in) {
    const auto round = db->one(
        "INSERT INTO round (government_id, title, kind, year, period, period_from, period_to, opens, due, "
        "due_zh, due_en, "
        "state, ask, scope, repeats, created_at, created_by) VALUES (1, '1月调度', 'once', 2026, 0, "
        "'2026-01-01', "
        "'2026-01-31', '2026-01-25', $1, '', '', 'open', 'answering', '{}', 0, 0, '督查员') RETURNING id",
        due);
    EXPECT_TRUE(round.ok());
    const auto report = db->one(
        "INSERT INTO report (government_id, plan_id, task_id, unit_id, round_id, asked_on, due, state, "
        "unit_review, "
        "handed_in_on, last_day) VALUES (1, $1, $2, $3, $4, '2026-01-25', $5, 'accepted', 0, $6, $5) RETURNING "
        "id",
        plan, task, of_unit, **round, due, handed_in);
    EXPECT_TRUE(report.ok());
    EXPECT_TRUE(db->run("INSERT INTO report_asked (government_id, round_id, plan_id, task_id, unit_id, part, "
                        "report_id, served, "
                        "asked_on, due) VALUES (1, $1, $2, $3, $4, 'lead', $5, 0, '2026-01-25', $6)",
                        **round, plan, task, of_unit, **report, due)
                    .ok());
    return **round;
  }
  TaskProgress progress(std::int64_t task, const char* on) {
    auto found = task_progress(*db, task, *Day::parse(on));
    EXPECT_TRUE(found.ok()) << (found.ok() ? "" : found.error().message.zh);
    return found.ok() ? *found : TaskProgress{};
  }
  std::string set(std::int64_t task, int position, const std::string& setting, const std::string& reason = "",
                  std::optional<std::int64_t> expected = {}) {
    const auto done = write_setting(*db, director, ref(task, position), expected, setting, reason, kTestNow);
    return done.ok() ? "" : done.error().message.zh;
  }
  TargetRef ref(std::int64_t task, int position) {
    if (position < 0) return {task, -1, std::string(kTextKey)};
    const TaskProgress found = progress(task, "2026-02-05");
    const auto at = static_cast<std::size_t>(position);
    return {task, position, at < found.targets.size() ? found.targets[at].key : std::string()};
  }

  std::int64_t industry = 0, statistics = 0, housing = 0, plan = 0, growth = 0, homes = 0, trust = 0;
  Actor director = person(11, "督查员", Role::kSupervisionOffice);
};

}  // namespace duban
