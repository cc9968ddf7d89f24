#include "store/log.h"

#include <gtest/gtest.h>

#include "store/sm3.h"
#include "store/store.h"
#include "store/test_folder.h"

namespace duban {
namespace {

// A ledger whose log has five entries, at 1000, 2000, …
class Log : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = Store::open(folder_.file("ledger.db"));
    ASSERT_TRUE(opened.ok()) << opened.error().message.en;
    store_.emplace(opened.take());
    lease_.emplace(store_->lease().take());
    actor_.account_id = 7;
    actor_.name = "zhang";
    actor_.from = "192.0.2.1";
    for (int i = 1; i <= 5; ++i) ASSERT_TRUE(append(i).ok());
  }
  Result<void> append(int i) {
    const std::string object = "task:" + std::to_string(i);
    return db().transaction([&]() -> Result<void> {
      return append_log(db(), actor_, {"adjust_task", object, "旧", "新"}, 1000 * i);
    });
  }
  sql::Connection& db() { return **lease_; }
  LogVerdict verdict(const std::optional<LogAnchor>& anchor = {}) { return *verify_log(db(), 1, anchor); }
  // What somebody can do who has the file and knows SQL.
  void tamper(const char* sql) {
    ASSERT_TRUE(
        db().script("DROP TRIGGER IF EXISTS log_entry_is_kept; DROP TRIGGER IF EXISTS "
                    "log_entry_is_not_changed; DROP TRIGGER IF EXISTS log_entry_follows; DROP TRIGGER IF "
                    "EXISTS log_head_is_kept; DROP TRIGGER IF EXISTS log_head_goes_forward;")
            .ok());
    ASSERT_TRUE(db().script(sql).ok());
  }

  TestFolder folder_;
  std::optional<Store> store_;
  std::optional<Store::Lease> lease_;
  Actor actor_;
};

TEST(Sm3, GivesTheStandardsExamples) {  // GB/T 32905-2016, appendix A
  EXPECT_EQ(sm3_hex("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  EXPECT_EQ(sm3_hex("abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd"),
            "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
}

TEST_F(Log, IsIntactAsWritten) {
  EXPECT_TRUE(verdict().intact);
  EXPECT_EQ(verdict().entries, 5);
  const LogAnchor anchor = *log_anchor(db(), 1);
  EXPECT_EQ(anchor.no, 5);
  EXPECT_TRUE(append(6).ok());
  EXPECT_TRUE(verdict(anchor).intact);
  EXPECT_TRUE(verify_log(db(), 2, {})->intact);  // another government: a chain of its own, empty
}

TEST_F(Log, RefusesEveryChangeThroughTheDatabase) {
  EXPECT_FALSE(db().run("UPDATE log_entry SET after_value = 'x' WHERE no = 2").ok());
  EXPECT_FALSE(db().run("DELETE FROM log_entry WHERE no = 5").ok());
  EXPECT_FALSE(db().run("DELETE FROM log_head").ok());
  EXPECT_FALSE(db().run("UPDATE log_head SET no = 3").ok());
  EXPECT_FALSE(
      db().run("INSERT INTO log_entry SELECT government_id, 9, at, account_id, account, origin, action, "
               "object, before_value, after_value, hash FROM log_entry WHERE no = 1")
          .ok());
  EXPECT_TRUE(verdict().intact);
}

struct Tampering {
  const char* name;
  const char* sql;
  std::int64_t first_bad;
};

// clang-format off
const Tampering kTamperings[] = {
    {"value altered",    "UPDATE log_entry SET after_value = '假' WHERE no = 2", 2},
    {"time altered",     "UPDATE log_entry SET at = at + 1 WHERE no = 3", 3},
    {"person altered",   "UPDATE log_entry SET account = 'li' WHERE no = 4", 4},
    {"words moved over", "UPDATE log_entry SET action = action || object, object = '' WHERE no = 2", 2},
    {"hash altered",     "UPDATE log_entry SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE no = 5", 5},
    {"first removed",    "DELETE FROM log_entry WHERE no = 1", 1},
    {"one removed",      "DELETE FROM log_entry WHERE no = 3", 3},
    {"removed, closed",  "DELETE FROM log_entry WHERE no = 3; UPDATE log_entry SET no = no - 1 WHERE no > 3", 3},
    {"reordered",        "UPDATE log_entry SET no = 100 WHERE no = 2; UPDATE log_entry SET no = 2 WHERE no = 3; "
                         "UPDATE log_entry SET no = 3 WHERE no = 100", 2},
    {"last cut off",     "DELETE FROM log_entry WHERE no = 5", 5},
    {"all cut off",      "DELETE FROM log_entry", 1},
    {"one added",        "INSERT INTO log_entry SELECT government_id, 6, at, account_id, account, origin, action, object, "
                         "before_value, after_value, hash FROM log_entry WHERE no = 5", 6},
};
// clang-format on

TEST_F(Log, ShowsTampering) {
  const std::string keep = "CREATE TABLE kept AS SELECT * FROM log_entry;";
  ASSERT_TRUE(db().script(keep).ok());
  for (const Tampering& each : kTamperings) {
    tamper(each.sql);
    const LogVerdict found = verdict();
    EXPECT_FALSE(found.intact) << each.name;
    EXPECT_EQ(found.first_bad, each.first_bad) << each.name;
    EXPECT_FALSE(found.reason.zh.empty() || found.reason.en.empty()) << each.name;
    tamper("DELETE FROM log_entry; INSERT INTO log_entry SELECT * FROM kept;");
    EXPECT_TRUE(verdict().intact) << each.name;
  }
}

TEST_F(Log, WrittenAnewShowsAgainstTheAnchor) {
  const LogAnchor anchor = *anchor_from_json(to_json(*log_anchor(db(), 1)));
  // Somebody who knows the whole program makes a new, fitting chain with other words.
  tamper("DELETE FROM log_entry; DELETE FROM log_head;");
  for (int i = 1; i <= 7; ++i) ASSERT_TRUE(append(i + 1).ok());
  EXPECT_TRUE(verdict().intact);
  const LogVerdict found = verdict(anchor);
  EXPECT_FALSE(found.intact);
  EXPECT_EQ(found.first_bad, 5);
  // And one who cuts the end off and mends the head.
  tamper(
      "DELETE FROM log_entry WHERE no > 3; UPDATE log_head SET no = 3, hash = (SELECT hash FROM log_entry "
      "WHERE "
      "no = 3);");
  EXPECT_TRUE(verdict().intact);
  EXPECT_FALSE(verdict(anchor).intact);
  EXPECT_EQ(verdict(anchor).first_bad, 4);
}

TEST_F(Log, ReadsBackNewestFirstAndFiltered) {
  actor_.name = "li";
  ASSERT_TRUE(append(6).ok());
  LogFilter filter;
  filter.limit = 2;
  const LogPage first = *read_log(db(), 1, filter);
  EXPECT_EQ(first.total, 6);
  ASSERT_EQ(first.entries.size(), 2U);
  EXPECT_EQ(first.entries[0].account, "li");
  EXPECT_EQ(first.entries[1].no, 5);
  EXPECT_EQ(first.entries[1].before, "旧");
  filter.before_no = 5;
  EXPECT_EQ(read_log(db(), 1, filter)->entries[0].no, 4);
  filter = {};
  filter.account = "zhang";
  filter.from = 2000;
  filter.to = 4000;
  EXPECT_EQ(read_log(db(), 1, filter)->total, 2);
  filter.object = "task:3";
  EXPECT_EQ(read_log(db(), 1, filter)->entries[0].no, 3);
}

TEST(LogAnchor, IsRefusedWhereItIsNone) {
  EXPECT_FALSE(anchor_from_json("{}").ok());
  EXPECT_FALSE(anchor_from_json("no json").ok());
  EXPECT_FALSE(anchor_from_json(R"({"no":1,"hash":"short"})").ok());
}

}  // namespace
}  // namespace duban
