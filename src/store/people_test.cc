#include "store/people.h"

#include <gtest/gtest.h>

#include <set>

#include "store/log.h"
#include "store/passwords.h"
#include "store/sessions.h"
#include "store/test_folder.h"

namespace duban {
namespace {

constexpr UtcMillis kStart = 1770280200000;  // 2026-02-05T08:30:00Z
constexpr UtcMillis kMinute = 60000;
constexpr UtcMillis kDay = 24 * 60 * kMinute;

class People : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = Store::open(folder_.file("ledger.db"));
    ASSERT_TRUE(opened.ok()) << opened.error().message.en;
    store_.emplace(opened.take());
    lease_.emplace(store_->lease().take());
  }
  sql::Connection& db() { return **lease_; }
  Store& store() { return *store_; }
  ErrorCode failure(const std::string& name, const std::string& password, UtcMillis now) {
    const auto account = log_in(db(), 1, name, password, "192.0.2.1", now);
    return account.ok() ? ErrorCode::kInternal : account.error().code;
  }
  Account named(const std::string& name, UtcMillis now = kStart) {
    const auto all = list_accounts(db(), 1, 0, 100, now);
    for (const Account& each : *all) {
      if (each.name == name) return each;
    }
    return {};
  }
  Actor actor(const std::string& name) {
    Actor out;
    const Account account = named(name);
    out.account_id = account.id;
    out.name = account.name;
    out.roles = account.roles;
    return out;
  }
  std::int64_t logged(const std::string& action) {
    LogFilter filter;
    filter.action = action;
    return read_log(db(), 1, filter)->total;
  }

  TestFolder folder_;
  std::optional<Store> store_;
  std::optional<Store::Lease> lease_;
};

TEST_F(People, TheFirstStartMakesThreeAdministratorsAndNoFourth) {
  const auto made = first_start(store(), kStart);
  ASSERT_TRUE(made.ok());
  ASSERT_EQ(made->size(), 3U);
  EXPECT_EQ(*count_accounts(db(), 1), 3);
  std::set<Role> roles;
  std::set<std::string> passwords;
  for (const NameAndPassword& each : *made) {
    const Account account = named(each.name);
    ASSERT_EQ(account.roles.size(), 1U) << each.name;
    roles.insert(account.roles.front());
    passwords.insert(each.password);
    EXPECT_TRUE(account.one_time);
    EXPECT_TRUE(log_in(db(), 1, each.name, each.password, "", kStart).ok());
  }
  EXPECT_EQ(roles, (std::set<Role>{Role::kSystemAdministrator, Role::kSecurityAdministrator, Role::kAuditor}));
  EXPECT_EQ(passwords.size(), 3U);
  EXPECT_TRUE(first_start(store(), kStart)->empty());  // once only
  EXPECT_EQ(*count_accounts(db(), 1), 3);
  EXPECT_EQ(logged("create_account"), 3);
  EXPECT_TRUE(verify_log(db(), 1, {})->intact);
}

TEST_F(People, NoPasswordIsStoredInTheClear) {
  const auto made = first_start(store(), kStart);
  auto rows = db().query("SELECT password_hash FROM account");
  while (*rows->next()) EXPECT_TRUE(rows->text(0).starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  for (const NameAndPassword& each : *made) {
    EXPECT_EQ(**db().one("SELECT count(*) FROM log_entry WHERE after_value LIKE $1", "%" + each.password + "%"),
              0);
  }
}

TEST_F(People, FiveFailuresLockForAQuarterOfAnHour) {
  const std::string password = *add_account(store(), "li", "李四", {Role::kObserver}, kStart);
  for (int i = 1; i < kMostFailures; ++i)
    EXPECT_EQ(failure("li", "wrong", kStart), ErrorCode::kUnauthenticated);
  EXPECT_EQ(failure("LI", "wrong", kStart), ErrorCode::kLocked);  // the fifth, and letter case is no way around
  EXPECT_EQ(failure("li", password, kStart + 14 * kMinute), ErrorCode::kLocked);  // even the right one
  EXPECT_EQ(named("li", kStart + kMinute).state, "locked");
  EXPECT_TRUE(log_in(db(), 1, "li", password, "", kStart + 15 * kMinute).ok());
  EXPECT_EQ(failure("li", "wrong", kStart + 16 * kMinute), ErrorCode::kUnauthenticated);  // counted anew
  EXPECT_EQ(logged("lock"), 1);
  EXPECT_EQ(logged("log_in_failed"), 5);
}

TEST_F(People, AnUnknownNameIsAnsweredLikeAKnownOne) {
  ASSERT_TRUE(add_account(store(), "li", "", {}, kStart).ok());
  const auto known = log_in(db(), 1, "li", "wrong", "", kStart);
  const auto unknown = log_in(db(), 1, "nobody", "wrong", "", kStart);
  EXPECT_EQ(known.error(), unknown.error());
  for (int i = 2; i < kMostFailures; ++i)
    EXPECT_EQ(failure("nobody", "wrong", kStart), ErrorCode::kUnauthenticated);
  EXPECT_EQ(failure("nobody", "wrong", kStart), ErrorCode::kLocked);
  // The same work is done for both, so that the time of an answer tells no names.
  for (const char* name : {"li", "nobody"}) {
    const std::uint64_t before = hashings_done();
    EXPECT_EQ(failure(name, "wrong", kStart + kDay + kMinute), ErrorCode::kUnauthenticated);
    EXPECT_EQ(hashings_done() - before, 1U) << name;
  }
}

TEST_F(People, PasswordsObeyTheRules) {
  struct Row {
    const char* password;
    bool good;
  };
  for (const Row& row : std::initializer_list<Row>{{"Short1!aa", false},
                                                   {"Long enough 1", true},
                                                   {"alllowercase1", false},
                                                   {"alllowercase 1", true},
                                                   {"ALLUPPER1234", false},
                                                   {"督办系统Ledger的密码x1", true},
                                                   {"督办督办Aa", false},  // six characters
                                                   {"xZhangSan2026", false},
                                                   {"张三的密码Abcd1", false}}) {
    EXPECT_EQ(!password_fault(row.password, "zhangsan", "张三").has_value(), row.good) << row.password;
  }
  EXPECT_FALSE(password_fault(new_one_time_password(), "zhangsan", "张三").has_value());
}

TEST_F(People, APasswordIsChangedAndTheLastFiveDoNotComeBack) {
  std::string old = *add_account(store(), "li", "李四", {Role::kObserver}, kStart);
  const Actor li = actor("li");
  EXPECT_TRUE(named("li").one_time);
  EXPECT_EQ(change_password(db(), li, old, "weak", "", kStart).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(change_password(db(), li, "not this", "Password no 0", "", kStart).error().code,
            ErrorCode::kInvalid);
  EXPECT_EQ(change_password(db(), li, old, old, "", kStart).error().code, ErrorCode::kInvalid);
  for (int i = 0; i < 6; ++i) {
    const std::string next = "Password no " + std::to_string(i);
    ASSERT_TRUE(change_password(db(), li, old, next, "", kStart + i).ok()) << i;
    old = next;
  }
  EXPECT_FALSE(named("li").one_time);
  for (int i = 1; i < 6; ++i) {
    EXPECT_FALSE(change_password(db(), li, old, "Password no " + std::to_string(i), "", kStart + 10).ok()) << i;
  }
  EXPECT_TRUE(change_password(db(), li, old, "Password no 0", "", kStart + 10).ok());  // the sixth back
  EXPECT_EQ(named("li", kStart + 10).password_expires_at, kStart + 10 + 90 * kDay);
}

TEST_F(People, RolesAreKeptApart) {
  ASSERT_TRUE(first_start(store(), kStart).ok());
  const Actor security = actor("secadmin");
  const Actor system = actor("sysadmin");
  const auto made = make_account(db(), system, {"li", "李四", 0, ""}, kStart);
  ASSERT_TRUE(made.ok());
  EXPECT_TRUE(named("li").roles.empty());
  EXPECT_EQ(make_account(db(), system, {"LI", "", 0, ""}, kStart).error().code, ErrorCode::kConflict);
  EXPECT_EQ(make_account(db(), system, {"l i", "", 0, ""}, kStart).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(make_account(db(), system, {"wang", "", 999, ""}, kStart).error().code, ErrorCode::kInvalid);

  const auto grant = [&](const Actor& by, std::int64_t id, const std::vector<Role>& roles) {
    const auto done =
        set_roles(db(), by, id, find_account(db(), 1, id, kStart)->value().version, roles, kStart);
    return done.ok() ? ErrorCode::kInternal : done.error().code;
  };
  EXPECT_EQ(grant(security, security.account_id, {Role::kAuditor}), ErrorCode::kForbidden);  // not himself
  EXPECT_EQ(grant(security, made->id, {Role::kAuditor, Role::kObserver}), ErrorCode::kInvalid);
  EXPECT_EQ(grant(security, made->id, {Role::kUnitHandler, Role::kLeader}), ErrorCode::kInternal);
  EXPECT_EQ(named("li").roles, (std::vector<Role>{Role::kLeader, Role::kUnitHandler}));
  EXPECT_EQ(grant(security, system.account_id, {}), ErrorCode::kConflict);  // the last system administrator
  EXPECT_EQ(set_roles(db(), security, made->id, 1, {}, kStart).error().code, ErrorCode::kStale);
  EXPECT_EQ(set_roles(db(), security, 999, 1, {}, kStart).error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(add_account(store(), "wang", "", {Role::kAuditor, Role::kLeader}, kStart).ok());
  ASSERT_TRUE(add_account(store(), "zhao", "", {Role::kAuditor}, kStart).ok());
  EXPECT_EQ(grant(security, actor("auditor").account_id, {}), ErrorCode::kInternal);  // now there is another

  AccountChange disable;
  disable.state = "disabled";
  EXPECT_EQ(
      change_account(db(), system, system.account_id, named("sysadmin").version, disable, kStart).error().code,
      ErrorCode::kForbidden);
  EXPECT_EQ(change_account(db(), system, security.account_id, named("secadmin").version, disable, kStart)
                .error()
                .code,
            ErrorCode::kConflict);
  // Whoever makes accounts must not become the one who grants.
  EXPECT_EQ(reset_password(db(), system, security.account_id, kStart).error().code, ErrorCode::kForbidden);
  EXPECT_TRUE(reset_password(db(), system, made->id, kStart).ok());
  EXPECT_TRUE(reset_password(store(), "secadmin", kStart).ok());  // the machine's operator may
  EXPECT_TRUE(verify_log(db(), 1, {})->intact);
}

TEST_F(People, DisablingEndsSessionsAndTokens) {
  ASSERT_TRUE(first_start(store(), kStart).ok());
  const std::string password = *add_account(store(), "li", "", {Role::kObserver}, kStart);
  const Actor li = actor("li");
  const std::string session = *open_session(db(), li.account_id, kStart);
  const auto token = make_token(db(), li, "脚本", "2026-03-01", kStart);
  ASSERT_TRUE(token.ok());
  EXPECT_EQ(session_identity(db(), secret_hash(session), kStart)->value().actor.name, "li");
  EXPECT_EQ(token_identity(db(), secret_hash(token->secret), kStart)->value().actor.name, "li");
  EXPECT_EQ(**db().one("SELECT count(*) FROM session WHERE token_hash = $1", session), 0);  // only its hash
  const std::int64_t epoch = *people_epoch(db(), 1);
  AccountChange disable;
  disable.state = "disabled";
  ASSERT_TRUE(
      change_account(db(), actor("sysadmin"), li.account_id, named("li").version, disable, kStart).ok());
  EXPECT_GT(*people_epoch(db(), 1), epoch);
  EXPECT_FALSE(session_identity(db(), secret_hash(session), kStart)->has_value());
  EXPECT_FALSE(token_identity(db(), secret_hash(token->secret), kStart)->has_value());
  EXPECT_EQ(failure("li", password, kStart), ErrorCode::kUnauthenticated);
}

TEST_F(People, TokensEndAndAreTheOwnersOnly) {
  ASSERT_TRUE(first_start(store(), kStart).ok());
  const Actor auditor = actor("auditor");
  EXPECT_FALSE(make_token(db(), auditor, "x", "2026-02-04", kStart).ok());  // yesterday
  EXPECT_FALSE(make_token(db(), auditor, "x", "2027-12-31", kStart).ok());  // more than a year
  EXPECT_FALSE(make_token(db(), auditor, "", "2026-02-06", kStart).ok());
  EXPECT_FALSE(make_token(db(), auditor, "x", "tomorrow", kStart).ok());
  const auto token = make_token(db(), auditor, "x", "2026-02-06", kStart);
  ASSERT_TRUE(token.ok());
  const UtcMillis end = *utc_from_text("2026-02-07");
  EXPECT_TRUE(token_identity(db(), secret_hash(token->secret), end - 1)->has_value());
  EXPECT_FALSE(token_identity(db(), secret_hash(token->secret), end)->has_value());
  EXPECT_FALSE(delete_token(db(), actor("sysadmin"), token->token.id, kStart).ok());
  EXPECT_TRUE(delete_token(db(), auditor, token->token.id, kStart).ok());
  EXPECT_TRUE(list_tokens(db(), auditor)->empty());
}

TEST(Secrets, AreLongRandomAndComparedWhole) {
  EXPECT_EQ(new_secret().size(), 43U);
  EXPECT_NE(new_secret(), new_secret());
  EXPECT_NE(derived_secret("a", "csrf"), derived_secret("b", "csrf"));
  EXPECT_TRUE(same_secret("abc", "abc"));
  EXPECT_FALSE(same_secret("abc", "abd"));
  EXPECT_FALSE(same_secret("abc", "abcd"));
}

}  // namespace
}  // namespace duban
