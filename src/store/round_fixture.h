#pragma once

// A ledger whose tasks were dispatched and acknowledged, and people who report on them, for tests.

#include "store/case_fixture.h"
#include "store/people.h"
#include "store/reports.h"
#include "store/round_board.h"
#include "store/rounds.h"

namespace duban {

inline constexpr UtcMillis kTestDay = 24LL * 3600 * 1000;

class RoundTest : public CaseTest {
 protected:
  static std::string words(const Error& failed) { return failed.message.zh; }

  // The example plan: task 1 of industry, task 2 of communications, task 3 of housing and finance.
  std::int64_t ready() {
    industry = unit("市工业和信息化局");
    statistics = unit("市统计局");
    communications = unit("市通信管理局");
    finance = unit("市财政局");
    housing = unit("市住房城乡建设局");
    unit("市民政局");
    plan = approve(example_paper());
    dispatch("1");
    dispatch("2");
    dispatch("3");
    return plan;
  }
  void dispatch(const std::string& no) {
    TaskRequest request;
    request.action = TaskAction::kDispatch;
    request.text = "完成目标数值";
    request.after = "名单外单位另行通知";
    EXPECT_EQ(take(office_person(), task_id(plan, no), request), "");
  }
  Actor office_person() { return person(1001, "督查室小王", Role::kSupervisionOffice); }
  Actor handler(std::int64_t of_unit, std::int64_t account = 2001) {
    return person(account, "经办人", Role::kUnitHandler, of_unit);
  }
  NewRound monthly(int period, std::int64_t of_plan = 0) {
    NewRound out;
    out.kind = "monthly";
    out.year = 2026;
    out.period = period;
    out.plan_ids = {of_plan == 0 ? plan : of_plan};
    return out;
  }
  // kTestNow is 2026-02-05; the round of February opens on the 25th.
  UtcMillis on(int month, int day) {
    return kTestNow + (*Day::of(2026, month, day) - day_of(kTestNow)) * kTestDay;
  }
  std::int64_t opened(const NewRound& round, UtcMillis now) {
    const auto made = make_round(*db, office_person(), round, now);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message.zh);
    if (!made.ok()) return 0;
    EXPECT_EQ(Json::parse(made->json)["state"], "open");
    return made->id;
  }
  std::int64_t report_of(std::int64_t round, std::int64_t of_unit) {
    return db->one("SELECT report_id FROM report_asked WHERE round_id = $1 AND unit_id = $2", round, of_unit)
        ->value_or(0);
  }
  static std::string body(const std::string& text, std::optional<double> value = {},
                          const std::string& as_of = "2026-02-28") {
    Json values = Json::array();
    if (value) values.push_back({{"target", 0}, {"value", *value}, {"as_of", as_of}, {"source", "市统计局"}});
    return Json{{"text", text}, {"values", values}}.dump();
  }
  std::string hand_in_words(const Actor& actor, std::int64_t report, const std::string& json, UtcMillis now,
                            const std::vector<std::string>& confirmed = {}) {
    const auto done = hand_in(*db, actor, report, {}, {json, confirmed}, now);
    if (!done.ok()) return done.error().message.zh;
    return done->odd.empty() ? "" : done->odd.front().key();
  }
  std::string step_words(const Actor& actor, std::int64_t report, ReportAction action, UtcMillis now,
                         const std::string& reason = "", const std::vector<Found>& verified = {}) {
    const auto done = step_report(*db, actor, report, {}, {action, reason, verified}, now);
    return done.ok() ? "" : done.error().message.zh;
  }
  Json report(const Actor& actor, std::int64_t id, UtcMillis now) {
    return parsed(read_report(*db, actor, id, now));
  }
  std::string state_of(std::int64_t id) {
    auto rows = db->query("SELECT state FROM report WHERE id = $1", id);
    return *rows->next() ? rows->string(0) : "";
  }

  std::int64_t plan = 0, industry = 0, statistics = 0, communications = 0, finance = 0, housing = 0;
};

}  // namespace duban
