#pragma once

// An approved plan whose units are registered, and people who work on it, for tests.

#include "store/approval.h"
#include "store/cases.h"
#include "store/ledger_fixture.h"
#include "store/units.h"

namespace duban {

class CaseTest : public LedgerTest {
 protected:
  std::int64_t unit(const std::string& name, std::optional<std::int64_t> parent = {}) {
    const auto made = make_unit(*db, office, {name, parent, "", "", {}, ""}, kTestNow);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message.zh);
    return made.ok() ? *made : 0;
  }
  std::int64_t approve(const PaperBuilder& paper) {
    const std::int64_t plan = bring_in(paper).plan_id;
    const auto done = approve_plan(*db, office, plan, {}, OpenFindings::kDespite, kTestNow);
    EXPECT_TRUE(done.ok()) << (done.ok() ? "" : done.error().message.zh);
    return plan;
  }
  static Actor person(std::int64_t account, const std::string& name, Role role, std::int64_t of_unit = 0,
                      const std::string& leader = "") {
    Actor actor;
    actor.account_id = account;
    actor.name = name;
    actor.from = "127.0.0.1";
    actor.roles = {role};
    actor.unit_id = of_unit;
    actor.leader = leader;
    return actor;
  }
  static TaskRequest request(TaskAction action, std::int64_t on = 0, const std::string& text = "") {
    TaskRequest out;
    out.action = action;
    if (on != 0) out.unit = unit_key(on);
    out.text = text;
    return out;
  }
  // Taken, or the refusal's sentence.
  std::string take(const Actor& actor, std::int64_t task, const TaskRequest& what, UtcMillis now = kTestNow) {
    const auto done = take_step(*db, actor, task, {}, what, now);
    return done.ok() ? "" : done.error().message.zh;
  }
  KeptCase kept(std::int64_t task) {
    auto loaded = load_case(*db, task);
    EXPECT_TRUE(loaded.ok()) << (loaded.ok() ? "" : loaded.error().message.zh);
    return loaded.ok() ? *loaded : KeptCase{};
  }
};

}  // namespace duban
