#include "store/posts.h"

#include "store/approval.h"
#include "store/ledger_fixture.h"
#include "store/portfolios.h"
#include "store/units.h"
#include "store/visibility.h"

namespace duban {
namespace {

class PostsTest : public LedgerTest {
 protected:
  std::int64_t post(PostKind kind, const std::string& name, std::int64_t unit = 0) {
    const auto made = make_post(*db, office, {kind, name, unit}, kTestNow);
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().message.zh);
    return made.ok() ? made->id : 0;
  }
  Result<void> takes(std::int64_t post_id, const std::string& person, const std::string& from,
                     const std::string& to = "") {
    NewTerm term;
    term.person = person;
    term.valid_from = from;
    term.valid_to = to;
    return begin_term(*db, office, post_id, {}, term, kTestNow);
  }
  std::string holder(std::int64_t post_id, const std::string& day) {
    const std::vector<Holder> all = holders_on(*db, 1, 0, *Day::parse(day)).take();
    for (const Holder& each : all) {
      if (each.post_id == post_id) return each.person;
    }
    return "no such post";
  }
  Actor leader(const std::string& name) {
    Actor out;
    out.account_id = 900;
    out.name = name;
    out.roles = {Role::kLeader};
    out.leader = name;
    return out;
  }
  bool sees(const Actor& actor, std::int64_t task) {
    return require_task(*db, actor, Action::kReadLedger, task, kTestNow).ok();
  }
};

TEST_F(PostsTest, ASuccessorTakesThePostAndTheHistorySaysWhoHeldItOnAnyDay) {
  const std::int64_t mayor = post(PostKind::kLeader, "市长");
  ASSERT_TRUE(takes(mayor, "王健", "2024-01-10").ok());
  ASSERT_TRUE(takes(mayor, "赵刚", "2026-02-01").ok());
  EXPECT_EQ(holder(mayor, "2024-01-09"), "");
  EXPECT_EQ(holder(mayor, "2024-01-10"), "王健");
  EXPECT_EQ(holder(mayor, "2026-01-31"), "王健");
  EXPECT_EQ(holder(mayor, "2026-02-01"), "赵刚");
  const Json shown = parsed(read_post(*db, office, mayor));
  ASSERT_EQ(shown["terms"].size(), 2u);
  EXPECT_EQ(shown["terms"][1]["valid_to"], "2026-02-01");
}

TEST_F(PostsTest, TermsOfOnePostNeverOverlap) {
  const std::int64_t mayor = post(PostKind::kLeader, "市长");
  ASSERT_TRUE(takes(mayor, "王健", "2024-01-10", "2026-02-01").ok());
  const auto early = takes(mayor, "赵刚", "2026-01-15");
  EXPECT_EQ(code_of(early), ErrorCode::kConflict);
  EXPECT_NE(early.error().message.zh.find("王健自2024-01-10至2026-02-01任此岗位"), std::string::npos);
  EXPECT_EQ(code_of(takes(mayor, "赵刚", "2026-03-01", "2026-03-01")), ErrorCode::kInvalid);
  EXPECT_EQ(code_of(takes(mayor, "", "2026-03-01")), ErrorCode::kInvalid);
  EXPECT_TRUE(takes(mayor, "赵刚", "2026-02-01").ok());
}

TEST_F(PostsTest, ATermIsCorrectedUnderItsVersion) {
  const std::int64_t mayor = post(PostKind::kLeader, "市长");
  ASSERT_TRUE(takes(mayor, "王健", "2024-01-10").ok());
  const Versioned there = *read_post(*db, office, mayor);
  const std::int64_t term = Json::parse(there.json)["terms"][0]["id"];
  NewTerm corrected;
  corrected.person = "王建";
  corrected.valid_from = "2024-01-11";
  EXPECT_EQ(code_of(change_term(*db, office, mayor, there.version - 1, term, corrected, kTestNow)),
            ErrorCode::kStale);
  ASSERT_TRUE(change_term(*db, office, mayor, there.version, term, corrected, kTestNow).ok());
  EXPECT_EQ(holder(mayor, "2024-01-11"), "王建");
  EXPECT_EQ(holder(mayor, "2024-01-10"), "");
}

TEST_F(PostsTest, AUnitHasOneHeadAndKeepsItsOwnOfficers) {
  const std::int64_t unit = *make_unit(*db, office, {"市教育局", {}, "", "", {}, ""}, kTestNow);
  const std::int64_t other = *make_unit(*db, office, {"市财政局", {}, "", "", {}, ""}, kTestNow);
  Actor reviewer;
  reviewer.account_id = 901;
  reviewer.roles = {Role::kUnitReviewer};
  reviewer.unit_id = unit;
  ASSERT_TRUE(make_post(*db, reviewer, {PostKind::kHead, "", unit}, kTestNow).ok());
  EXPECT_EQ(code_of(make_post(*db, reviewer, {PostKind::kHead, "局长", unit}, kTestNow)), ErrorCode::kConflict);
  EXPECT_EQ(code_of(make_post(*db, reviewer, {PostKind::kLiaison, "", other}, kTestNow)),
            ErrorCode::kForbidden);
  EXPECT_EQ(code_of(make_post(*db, reviewer, {PostKind::kLeader, "市长", 0}, kTestNow)), ErrorCode::kForbidden);
  EXPECT_EQ(code_of(make_post(*db, office, {PostKind::kLeader, "市长", unit}, kTestNow)), ErrorCode::kInvalid);
}

TEST_F(PostsTest, WhoeverHoldsThePostOfAPrintedLeaderAnswersForTheWholePlanInOneQuery) {
  const ImportOutcome plan = bring_in(example_paper());
  const std::int64_t industry = post(PostKind::kLeader, "分管工业的副市长");
  ASSERT_TRUE(takes(industry, "王健", "2024-01-01", "2026-02-04").ok());
  const std::int64_t first = task_id(plan.plan_id, "1");
  // On the day of the paper (5 February) nobody held a post under the name: the name itself answers.
  auto on_day = *leaders_on(*db, plan.plan_id, *Day::parse("2026-03-01"));
  EXPECT_EQ(on_day.at(first).front().post_id, 0);
  EXPECT_EQ(on_day.at(first).front().person, "王健");

  const Versioned there = *read_post(*db, office, industry);
  NewTerm longer;
  longer.person = "王健";
  longer.valid_from = "2024-01-01";
  longer.valid_to = "2026-06-01";
  ASSERT_TRUE(change_term(*db, office, industry, there.version, Json::parse(there.json)["terms"][0]["id"],
                          longer, kTestNow)
                  .ok());
  ASSERT_TRUE(takes(industry, "赵刚", "2026-07-01").ok());
  EXPECT_EQ(leaders_on(*db, plan.plan_id, *Day::parse("2026-03-01"))->at(first).front().person, "王健");
  EXPECT_EQ(leaders_on(*db, plan.plan_id, *Day::parse("2026-06-15"))->at(first).front().person, "");
  on_day = *leaders_on(*db, plan.plan_id, *Day::parse("2026-07-01"));
  EXPECT_EQ(on_day.at(first).front().person, "赵刚");
  EXPECT_EQ(on_day.at(first).front().printed, "王健");
  EXPECT_EQ(on_day.at(first).front().post, "分管工业的副市长");
  const std::int64_t third = task_id(plan.plan_id, "3");
  ASSERT_EQ(on_day.at(third).size(), 2u);
  EXPECT_EQ(on_day.at(third)[0].person, "李明");
  EXPECT_EQ(on_day.at(third)[1].person, "赵刚");
}

TEST_F(PostsTest, TheSuccessorSeesTheTasksOfHisPost) {
  const ImportOutcome plan = bring_in(example_paper());
  const std::int64_t task = task_id(plan.plan_id, "1");
  EXPECT_FALSE(sees(leader("赵刚"), task));
  const std::int64_t industry = post(PostKind::kLeader, "分管工业的副市长");
  ASSERT_TRUE(takes(industry, "王健", "2024-01-01").ok());
  // Day of the test: 5 February 2026, the day of the paper.
  NewTerm next;
  next.person = "赵刚";
  next.valid_from = "2026-02-06";
  ASSERT_TRUE(begin_term(*db, office, industry, {}, next, kTestNow).ok());
  EXPECT_FALSE(sees(leader("赵刚"), task)) << "not before his first day";
  EXPECT_TRUE(require_task(*db, leader("赵刚"), Action::kReadLedger, task, kTestNow + 86'400'000).ok());
  EXPECT_FALSE(
      require_task(*db, leader("赵刚"), Action::kReadLedger, task_id(plan.plan_id, "2"), kTestNow + 86'400'000)
          .ok());
}

TEST_F(PostsTest, APortfolioOfAPostPassesToItsNextHolder) {
  PaperBuilder paper;
  paper.section("一", "推动工业增长").task("新建5G基站300个。", {"市通信管理局"});
  const ImportOutcome plan = bring_in(paper);
  ASSERT_TRUE(db->run("UPDATE plan SET leaders_by_portfolio = 1 WHERE id = $1", plan.plan_id).ok());
  const std::int64_t unit = *make_unit(*db, office, {"市通信管理局", {}, "", "", {}, ""}, kTestNow);
  const std::int64_t industry = post(PostKind::kLeader, "分管工业的副市长");
  ASSERT_TRUE(takes(industry, "王健", "2024-01-01").ok());
  const Versioned portfolio = *make_portfolio(*db, office, {"王健", unit, "2025-01-01", ""}, kTestNow);
  ASSERT_TRUE(set_portfolio_post(*db, office, portfolio.id, portfolio.version, industry, kTestNow).ok());
  const auto implied = [&](UtcMillis now) {
    return parsed(read_task(*db, office, task_id(plan.plan_id, "1"), now))["implied_leaders"];
  };
  EXPECT_EQ(implied(kTestNow), Json::array({"王健"}));
  ASSERT_TRUE(takes(industry, "赵刚", "2026-02-10").ok());
  EXPECT_EQ(implied(kTestNow), Json::array({"王健"}));
  EXPECT_EQ(implied(kTestNow + 10LL * 86'400'000), Json::array({"赵刚"}));
  // Without a post it is the person's own again.
  ASSERT_TRUE(set_portfolio_post(*db, office, portfolio.id, {}, 0, kTestNow).ok());
  EXPECT_EQ(implied(kTestNow + 10LL * 86'400'000), Json::array({"王健"}));
}

TEST_F(PostsTest, TelephoneAndMailAreForTheOfficeAndTheUnitItself) {
  const std::int64_t unit = *make_unit(*db, office, {"市教育局", {}, "", "", {}, ""}, kTestNow);
  const std::int64_t head = post(PostKind::kHead, "", unit);
  NewTerm term;
  term.person = "陈平";
  term.phone = "0000-1234567";
  term.valid_from = "2026-01-01";
  ASSERT_TRUE(begin_term(*db, office, head, {}, term, kTestNow).ok());
  Actor observer;
  observer.account_id = 902;
  observer.roles = {Role::kObserver};
  EXPECT_EQ(parsed(read_post(*db, observer, head))["terms"][0]["phone"], "");
  EXPECT_EQ(parsed(read_post(*db, office, head))["terms"][0]["phone"], "0000-1234567");
}

}  // namespace
}  // namespace duban
