#include "store/second_factor.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/files.h"
#include "store/log.h"
#include "store/people.h"
#include "store/sessions.h"
#include "store/test_folder.h"
#include "store/totp.h"

namespace duban {
namespace {

constexpr UtcMillis kNow = 1770280200000;  // 2026-02-05T08:30:00Z
constexpr UtcMillis kStep = kTotpSeconds * 1000;

std::string from_base32(std::string_view text) {
  static constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    bits = (bits << 5U) | static_cast<std::uint32_t>(kLetters.find(c));
    count += 5;
    if (count >= 8) {
      out += static_cast<char>((bits >> static_cast<unsigned>(count - 8)) & 255U);
      count -= 8;
    }
  }
  return out;
}

class SecondFactorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    password_ = *add_account(store_, "li", "李", {Role::kUnitHandler}, kNow);
    actor_.account_id = **db_->one("SELECT id FROM account WHERE name = 'li'");
    actor_.name = "li";
  }
  Result<Account> enter(std::string_view code, UtcMillis now) {
    return log_in(*db_, 1, "li", password_, "", now, {&store_, code});
  }
  ErrorCode refused(std::string_view code, UtcMillis now) {
    const auto done = enter(code, now);
    EXPECT_FALSE(done.ok());
    return done.ok() ? ErrorCode::kInternal : done.error().code;
  }
  std::string code(UtcMillis at) const { return totp_code(secret_, totp_step(at)); }
  std::vector<std::string> enrol(UtcMillis now) {
    const auto begun = begin_second_factor(*db_, seal_, actor_, now);
    EXPECT_TRUE(begun.ok());
    secret_ = from_base32(begun->secret);
    EXPECT_NE(begun->address.find("secret=" + begun->secret), std::string::npos);
    auto codes = confirm_second_factor(*db_, seal_, actor_, code(now), "", now);
    EXPECT_TRUE(codes.ok());
    return codes.ok() ? codes.take() : std::vector<std::string>();
  }
  std::int64_t logged(const std::string& action) {
    LogFilter filter;
    filter.action = action;
    return read_log(*db_, 1, filter)->total;
  }

  TestFolder folder_;
  Store store_ = Store::open(folder_.file("ledger.db")).take();
  Store::Lease db_ = store_.lease().take();
  Seal seal_ = store_.seal().take();
  Actor actor_;
  std::string password_;
  std::string secret_;
};

TEST_F(SecondFactorTest, IsAskedForOnlyOnceItWasProved) {
  EXPECT_TRUE(enter("", kNow).ok());
  const auto begun = begin_second_factor(*db_, seal_, actor_, kNow);
  ASSERT_TRUE(begun.ok());
  EXPECT_TRUE(enter("", kNow).ok());  // shown, not proved: nobody is locked out by a page that was closed
  EXPECT_EQ(confirm_second_factor(*db_, seal_, actor_, "000000", "", kNow).error().code, ErrorCode::kInvalid);
  EXPECT_FALSE(second_factor_of(*db_, actor_.account_id)->on);
  EXPECT_EQ(enrol(kNow).size(), static_cast<std::size_t>(kRecoveryCodes));
  EXPECT_EQ(refused("", kNow), ErrorCode::kPreconditionRequired);
  EXPECT_EQ(log_in(*db_, 1, "li", password_, "", kNow).error().code, ErrorCode::kPreconditionRequired);
  EXPECT_TRUE(enter(code(kNow + kStep), kNow + kStep).ok());
  EXPECT_EQ(begin_second_factor(*db_, seal_, actor_, kNow).error().code, ErrorCode::kConflict);
}

TEST_F(SecondFactorTest, ACodeWorksOnceAndAWrongOneCountsAsAWrongPassword) {
  enrol(kNow);
  EXPECT_EQ(refused(code(kNow), kNow), ErrorCode::kUnauthenticated);  // it was used to confirm
  const UtcMillis later = kNow + 10 * kStep;
  EXPECT_TRUE(enter(code(later), later).ok());
  EXPECT_EQ(refused(code(later), later), ErrorCode::kUnauthenticated);
  EXPECT_EQ(refused(code(later - kStep), later), ErrorCode::kUnauthenticated);  // older than the last one
  EXPECT_TRUE(enter(code(later + kStep), later).ok());  // the telephone is half a minute ahead
  const UtcMillis last = later + 10 * kStep;
  for (int i = 0; i < kMostFailures - 1; ++i) {
    EXPECT_EQ(refused("123456", last), ErrorCode::kUnauthenticated);
    EXPECT_EQ(refused("", last), ErrorCode::kPreconditionRequired);  // the right password clears nothing
  }
  EXPECT_EQ(refused("123456", last), ErrorCode::kLocked);
  EXPECT_EQ(refused(code(last), last), ErrorCode::kLocked);
  EXPECT_TRUE(enter(code(last + kLockMillis), last + kLockMillis).ok());
}

TEST_F(SecondFactorTest, ARecoveryCodeWorksOnce) {
  const auto codes = enrol(kNow);
  EXPECT_TRUE(enter(codes[3], kNow).ok());
  EXPECT_EQ(logged("use_recovery_code"), 1);
  EXPECT_EQ(refused(codes[3], kNow), ErrorCode::kUnauthenticated);
  std::string typed = codes[0];
  for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::toupper(c));
  EXPECT_TRUE(enter(typed, kNow).ok());
  EXPECT_EQ(second_factor_of(*db_, actor_.account_id)->recovery_left, kRecoveryCodes - 2);
  const UtcMillis later = kNow + 10 * kStep;
  const auto fresh = renew_recovery_codes(*db_, seal_, actor_, code(later), later);
  ASSERT_TRUE(fresh.ok());
  EXPECT_EQ(refused(codes[5], later), ErrorCode::kUnauthenticated);  // the old ones are over
  EXPECT_TRUE(enter((*fresh)[5], later).ok());
}

TEST_F(SecondFactorTest, ADatabaseCopiedGivesNothingAway) {
  const auto codes = enrol(kNow);
  const std::string bytes =
      read_file(folder_.file("ledger.db")).take() + read_file(folder_.file("ledger.db-wal")).take();
  EXPECT_EQ(bytes.find(secret_), std::string::npos);
  EXPECT_EQ(bytes.find(base32(secret_)), std::string::npos);
  for (const std::string& each : codes) EXPECT_EQ(bytes.find(each), std::string::npos);
  struct stat status {};
  ASSERT_EQ(stat((folder_.file("ledger.db") + ".key").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
  // A sealed secret moved to another account does not open.
  ASSERT_TRUE(add_account(store_, "wang", "王", {Role::kObserver}, kNow).ok());
  ASSERT_TRUE(db_->script("INSERT INTO second_factor SELECT 2, secret, made_at, confirmed_at, 0 FROM "
                          "second_factor")
                  .ok());
  EXPECT_EQ(take_code(*db_, seal_, 2, code(kNow + 60 * kStep), kNow + 60 * kStep).error().code,
            ErrorCode::kDamaged);
}

TEST_F(SecondFactorTest, ARoleMayDemandIt) {
  const auto session = open_session(*db_, actor_.account_id, kNow);
  const auto must = [&](UtcMillis now) {
    const auto found = session_identity(*db_, "", now);
    EXPECT_TRUE(found.ok());
    return second_factor_demanded(*db_, 1, {Role::kUnitHandler}).take();
  };
  EXPECT_FALSE(must(kNow));
  Actor security;
  security.account_id = 99;
  security.name = "sec";
  EXPECT_EQ(set_second_factor_rule(*db_, security, 7, {Role::kUnitHandler}, kNow).error().code,
            ErrorCode::kStale);
  ASSERT_TRUE(set_second_factor_rule(*db_, security, 0, {Role::kUnitHandler, Role::kLeader}, kNow).ok());
  EXPECT_TRUE(must(kNow));
  EXPECT_FALSE(*second_factor_demanded(*db_, 1, {Role::kObserver}));
  EXPECT_EQ(second_factor_rule(*db_, 1)->roles, (std::vector<Role>{Role::kLeader, Role::kUnitHandler}));
  EXPECT_EQ(logged("set_second_factor_rule"), 1);
}

TEST_F(SecondFactorTest, IsTakenAwayByItsOwnerTheSecurityAdministratorAndTheOperator) {
  enrol(kNow);
  const UtcMillis later = kNow + 10 * kStep;
  EXPECT_EQ(remove_second_factor(*db_, seal_, actor_, "000000", later).error().code, ErrorCode::kInvalid);
  EXPECT_TRUE(remove_second_factor(*db_, seal_, actor_, code(later), later).ok());
  EXPECT_TRUE(enter("", later).ok());
  enrol(later);
  EXPECT_EQ(reset_second_factor(*db_, actor_, actor_.account_id, later).error().code, ErrorCode::kForbidden);
  Actor security;
  security.account_id = 99;
  security.name = "sec";
  EXPECT_TRUE(reset_second_factor(*db_, security, actor_.account_id, later).ok());
  EXPECT_TRUE(enter("", later).ok());
  EXPECT_EQ(reset_second_factor(*db_, security, actor_.account_id, later).error().code, ErrorCode::kConflict);
  enrol(later);
  EXPECT_TRUE(reset_second_factor(store_, "LI", later).ok());
  EXPECT_TRUE(enter("", later).ok());
  EXPECT_EQ(logged("reset_second_factor"), 2);
  EXPECT_EQ(reset_second_factor(store_, "nobody", later).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace duban
