#include "supervise/rights.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "source_folder.h"

namespace duban {
namespace {

struct Row {
  Role role;
  Action action;
  Relation relation;
  bool expected;
};

// clang-format off
// What the spec says in words (process section 8; DESIGN section 7), by hand and apart from the table.
const Row kSaid[] = {
    // system administrator: accounts, units, settings; cannot grant
    {Role::kSystemAdministrator,   Action::kManageAccounts, Relation::kOwnGovernment, true},
    {Role::kSystemAdministrator,   Action::kManageUnits,    Relation::kOwnGovernment, true},
    {Role::kSystemAdministrator,   Action::kGrantRoles,     Relation::kOwnGovernment, false},
    {Role::kSystemAdministrator,   Action::kReadLedger,     Relation::kOwnGovernment, false},
    {Role::kSystemAdministrator,   Action::kReadLog,        Relation::kOwnGovernment, false},
    // security administrator: grants rights, and no more
    {Role::kSecurityAdministrator, Action::kGrantRoles,     Relation::kOwnGovernment, true},
    {Role::kSecurityAdministrator, Action::kManageAccounts, Relation::kOwnGovernment, false},
    {Role::kSecurityAdministrator, Action::kReadLog,        Relation::kOwnGovernment, false},
    {Role::kSecurityAdministrator, Action::kReadLedger,     Relation::kOwnUnit,       false},
    // auditor reads log and ledger
    {Role::kAuditor,               Action::kReadLog,        Relation::kOwnGovernment, true},
    {Role::kAuditor,               Action::kVerifyLog,      Relation::kOwnGovernment, true},
    {Role::kAuditor,               Action::kReadLedger,     Relation::kOwnGovernment, true},
    {Role::kAuditor,               Action::kSettleFinding,  Relation::kOwnGovernment, false},
    {Role::kAuditor,               Action::kManageAccounts, Relation::kOwnGovernment, false},
    // the office its government's plan
    {Role::kSupervisionOffice,     Action::kReadLedger,     Relation::kOwnGovernment, true},
    {Role::kSupervisionOffice,     Action::kApprovePlan,    Relation::kOwnGovernment, true},
    {Role::kSupervisionOffice,     Action::kAdjustTask,     Relation::kOwnUnit,       true},
    {Role::kSupervisionOffice,     Action::kReadLog,        Relation::kOwnGovernment, false},
    {Role::kSupervisionOffice,     Action::kManageAccounts, Relation::kOwnGovernment, false},
    // a leader his
    {Role::kLeader,                Action::kReadLedger,     Relation::kOwnLeader,     true},
    {Role::kLeader,                Action::kReadLedger,     Relation::kOwnUnit,       false},
    {Role::kLeader,                Action::kReadLedger,     Relation::kOwnGovernment, false},
    // a unit sees its own tasks
    {Role::kUnitHandler,           Action::kReadLedger,     Relation::kOwnUnit,       true},
    {Role::kUnitHandler,           Action::kReadLedger,     Relation::kOwnGovernment, false},
    {Role::kUnitReviewer,          Action::kReadLedger,     Relation::kOwnLeader,     false},
    {Role::kUnitReviewer,          Action::kCorrectTask,    Relation::kOwnUnit,       false},
    {Role::kObserver,              Action::kReadLedger,     Relation::kOwnGovernment, true},
    {Role::kObserver,              Action::kExportLedger,   Relation::kOwnGovernment, false},
    {Role::kObserver,              Action::kSaveView,       Relation::kSelf,          true},
    {Role::kObserver,              Action::kSaveView,       Relation::kOwnGovernment, false},
};
// clang-format on

TEST(Rights, AreWhatTheSpecSays) {
  for (const Row& row : kSaid) {
    EXPECT_EQ(allowed(row.role, row.action, row.relation), row.expected)
        << to_word(row.role) << " " << to_word(row.action) << " " << static_cast<int>(row.relation);
  }
}

TEST(Rights, KeepTheThreeAdministratorsApart) {
  EXPECT_TRUE(roles_compatible({}));
  EXPECT_TRUE(roles_compatible({Role::kAuditor}));
  EXPECT_TRUE(roles_compatible({Role::kUnitHandler, Role::kUnitReviewer, Role::kLeader}));
  EXPECT_FALSE(roles_compatible({Role::kAuditor, Role::kObserver}));
  EXPECT_FALSE(roles_compatible({Role::kSystemAdministrator, Role::kSecurityAdministrator}));
  // No action that changes something belongs to two of the three.
  for (int i = 0; i < kActionCount; ++i) {
    const auto action = static_cast<Action>(i);
    if (action == Action::kReadUnits || action == Action::kReadAccounts || action == Action::kOwnAccount)
      continue;
    int holders = 0;
    for (const Role role : {Role::kSystemAdministrator, Role::kSecurityAdministrator, Role::kAuditor}) {
      holders += allowed_somewhere({role}, action) ? 1 : 0;
    }
    EXPECT_LE(holders, 1) << to_word(action);
  }
}

TEST(Rights, ReachAsFarAsRoleAndPersonTogether) {
  Actor actor;
  actor.account_id = 7;
  actor.roles = {Role::kUnitHandler};
  EXPECT_EQ(reach(actor, Action::kReadLedger), Reach::kNothing);  // no unit yet
  actor.unit_id = 3;
  EXPECT_EQ(reach(actor, Action::kReadLedger), Reach::kOwn);
  EXPECT_TRUE(reaches_own_unit(actor, Action::kReadLedger));
  EXPECT_FALSE(reaches_own_leader(actor, Action::kReadLedger));
  actor.leader = "王一";
  EXPECT_FALSE(reaches_own_leader(actor, Action::kReadLedger));
  actor.roles.push_back(Role::kLeader);
  EXPECT_TRUE(reaches_own_leader(actor, Action::kReadLedger));
  actor.roles.push_back(Role::kSupervisionOffice);
  EXPECT_EQ(reach(actor, Action::kReadLedger), Reach::kGovernment);
  actor.roles.clear();
  EXPECT_EQ(reach(actor, Action::kReadLedger), Reach::kNothing);
  EXPECT_TRUE(allowed(actor, Action::kOwnAccount, Relation::kSelf));
  EXPECT_FALSE(require(actor, Action::kReadLedger, Relation::kOwnUnit).ok());
}

TEST(Rights, AreThePrintedTable) {
  const std::string path = source_folder() + "/docs/rights.md";
  for (const std::string& argument : ::testing::internal::GetArgvs()) {
    if (argument == "--update") std::ofstream(path, std::ios::binary) << rights_as_markdown();
  }
  std::ifstream file(path, std::ios::binary);
  const std::string printed((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(printed, rights_as_markdown()) << "duban_tests --update writes docs/rights.md";
}

}  // namespace
}  // namespace duban
