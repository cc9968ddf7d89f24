#include "store/delegates.h"

#include "store/ledger_fixture.h"
#include "store/people.h"
#include "store/units.h"
#include "store/visibility.h"

namespace duban {
namespace {

constexpr UtcMillis kDay = 86'400'000;

class DelegatesTest : public LedgerTest {
 protected:
  void SetUp() override {
    education = *make_unit(*db, office, {"市教育局", {}, "", "", {}, ""}, kTestNow);
    finance = *make_unit(*db, office, {"市财政局", {}, "", "", {}, ""}, kTestNow);
    reviewer = account("陈平", {Role::kUnitReviewer}, education);
    handler = account("周小舟", {Role::kUnitHandler}, education);
    stranger = account("吴远", {Role::kUnitHandler}, finance);
  }
  Actor account(const std::string& name, const std::vector<Role>& roles, std::int64_t unit,
                const std::string& leader = "") {
    EXPECT_TRUE(add_account(store, name, name, roles, kTestNow).ok());
    Actor out;
    out.account_id = **db->one("SELECT id FROM account WHERE name = $1", name);
    out.name = name;
    out.roles = roles;
    out.unit_id = unit;
    out.leader = leader;
    const auto unit_or_null = unit == 0 ? std::optional<std::int64_t>() : std::optional<std::int64_t>(unit);
    EXPECT_TRUE(db->run("UPDATE account SET unit_id = $2, leader = $3 WHERE id = $1", out.account_id,
                        unit_or_null, leader)
                    .ok());
    return out;
  }
  Result<Versioned> delegate(const Actor& by, const Actor& principal, const Actor& to,
                             const std::string& from = "2026-02-05", const std::string& until = "2026-02-20") {
    return make_delegation(*db, by, {principal.account_id, to.account_id, from, until, "出差"}, kTestNow);
  }
  std::int64_t education = 0, finance = 0;
  Actor reviewer, handler, stranger;
};

TEST_F(DelegatesTest, ADelegateActsFromTheFirstDayUpToTheLast) {
  ASSERT_TRUE(delegate(office, reviewer, handler).ok());
  const auto on = [&](const char* day) { return *acts_for(*db, handler, *Day::parse(day)); };
  EXPECT_TRUE(on("2026-02-04").empty());
  ASSERT_EQ(on("2026-02-05").size(), 1u);
  EXPECT_EQ(on("2026-02-05").front().account_id, reviewer.account_id);
  EXPECT_EQ(on("2026-02-05").front().unit_id, education);
  EXPECT_EQ(on("2026-02-05").front().roles, std::vector<Role>{Role::kUnitReviewer});
  EXPECT_TRUE(on("2026-02-20").empty());
  EXPECT_TRUE(acts_for(*db, reviewer, *Day::parse("2026-02-06"))->empty());
  EXPECT_TRUE(delegate_for(*db, handler, education, *Day::parse("2026-02-06"))->has_value());
  EXPECT_FALSE(delegate_for(*db, handler, finance, *Day::parse("2026-02-06"))->has_value());
}

TEST_F(DelegatesTest, OnlyTheUnitAndTheOfficeNameDelegates) {
  EXPECT_TRUE(delegate(reviewer, reviewer, handler).ok());
  EXPECT_EQ(code_of(delegate(handler, reviewer, handler, "2026-03-01", "2026-03-05")), ErrorCode::kForbidden);
  EXPECT_EQ(code_of(delegate(reviewer, stranger, handler)), ErrorCode::kForbidden);
  EXPECT_EQ(code_of(delegate(reviewer, reviewer, reviewer)), ErrorCode::kInvalid);
  EXPECT_EQ(code_of(delegate(reviewer, reviewer, handler, "2026-02-10", "2026-02-12")), ErrorCode::kConflict);
  EXPECT_EQ(code_of(delegate(office, reviewer, handler, "2025-01-01", "2025-02-01")), ErrorCode::kInvalid);
  const Actor auditor = account("审计员甲", {Role::kAuditor}, 0);
  EXPECT_EQ(code_of(delegate(office, reviewer, auditor)), ErrorCode::kInvalid);
  EXPECT_EQ(code_of(delegate(office, auditor, handler)), ErrorCode::kInvalid);
}

TEST_F(DelegatesTest, TakenBackItEndsTodayAndStaysInTheList) {
  const Versioned made = *delegate(office, reviewer, handler);
  EXPECT_EQ(code_of(end_delegation(*db, office, made.id, made.version + 1, kTestNow)), ErrorCode::kStale);
  ASSERT_TRUE(end_delegation(*db, office, made.id, made.version, kTestNow + kDay).ok());
  EXPECT_TRUE(acts_for(*db, handler, *Day::parse("2026-02-06"))->empty());
  EXPECT_EQ(acts_for(*db, handler, *Day::parse("2026-02-05"))->size(), 1u) << "what he did stays explained";
  const Json list = parsed(list_delegations(*db, office, kTestNow));
  ASSERT_EQ(list["items"].size(), 1u);
  EXPECT_EQ(list["items"][0]["valid_to"], "2026-02-06");
  EXPECT_EQ(parsed(list_delegations(*db, reviewer, kTestNow))["total"], 1);
  EXPECT_EQ(code_of(list_delegations(*db, handler, kTestNow)), ErrorCode::kForbidden);
}

TEST_F(DelegatesTest, OfADisabledAccountThereIsNoDelegate) {
  ASSERT_TRUE(delegate(office, reviewer, handler).ok());
  ASSERT_TRUE(db->run("UPDATE account SET state = 'disabled' WHERE id = $1", reviewer.account_id).ok());
  EXPECT_TRUE(acts_for(*db, handler, *Day::parse("2026-02-06"))->empty());
}

TEST_F(DelegatesTest, ADelegateSeesWhatHisPrincipalSeesAndOnlyWithHisPrincipalsRights) {
  const ImportOutcome plan = bring_in(example_paper());
  const std::int64_t kindergarten = task_id(plan.plan_id, "1", "2026年民生实事清单");  // 市教育局
  const auto may = [&](const Actor& who, Action action, std::int64_t task) {
    return require_task(*db, who, action, task, kTestNow).ok();
  };
  EXPECT_FALSE(may(stranger, Action::kReadLedger, kindergarten));
  ASSERT_TRUE(delegate(office, reviewer, stranger).ok());
  EXPECT_TRUE(may(stranger, Action::kReadLedger, kindergarten));
  EXPECT_TRUE(may(stranger, Action::kReviewInUnit, kindergarten));
  EXPECT_FALSE(may(stranger, Action::kRunTask, kindergarten));
  EXPECT_FALSE(require_task(*db, stranger, Action::kReadLedger, kindergarten, kTestNow + 30 * kDay).ok());

  const Actor mayor = account("王健", {Role::kLeader}, 0, "王健");
  const Actor second = account("李明", {Role::kLeader}, 0, "李明");
  const std::int64_t industry = task_id(plan.plan_id, "1");  // 王健
  EXPECT_FALSE(may(second, Action::kInstruct, industry));
  ASSERT_TRUE(delegate(office, mayor, second).ok());
  EXPECT_TRUE(may(second, Action::kInstruct, industry));
}

TEST_F(DelegatesTest, ColleaguesAreThoseThatMayBeNamed) {
  account("系统员", {Role::kSystemAdministrator}, 0);
  EXPECT_EQ(parsed(list_colleagues(*db, office, 0))["total"], 3);
  EXPECT_EQ(parsed(list_colleagues(*db, reviewer, 0))["total"], 2);
  EXPECT_EQ(code_of(list_colleagues(*db, reviewer, finance)), ErrorCode::kForbidden);
}

}  // namespace
}  // namespace duban
