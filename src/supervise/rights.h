#pragma once

// Who may do what: one table, role × action × relation, read by the API, the pages (GET /session) and the
// tests. Roles and the separation of the three administrators: spec "process" section 8, after GB/T
// 22239-2019 8.1.4 (三权分立).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace duban {

enum class Role {
  kSystemAdministrator,    // 系统管理员: accounts, units, settings
  kSecurityAdministrator,  // 安全管理员: grants rights
  kAuditor,                // 审计员: reads the log, and the ledger, changes nothing
  kSupervisionOffice,      // 督查室
  kLeader,                 // 领导
  kUnitReviewer,           // 单位审核人
  kUnitHandler,            // 单位经办人
  kObserver,               // 观察员: reads
};
inline constexpr int kRoleCount = 8;

enum class Action {
  kReadLedger,  // plans, tasks, documents, findings, units of the plan, overview, search
  kExportLedger,
  kImportDocument,
  kCorrectTask,  // before approval
  kSettleFinding,
  kApprovePlan,
  kAdjustTask,      // after approval (调整)
  kSettleProposal,  // what a rebuild proposes
  kReadUnits,
  kManageUnits,  // register, aliases, renaming, merging, proposals
  kManagePortfolios,
  kSaveView,
  kShareView,
  kManageAccounts,
  kGrantRoles,
  kReadLog,
  kVerifyLog,
  kOwnAccount,  // own session, password, tokens
};
inline constexpr int kActionCount = 18;

// How the person stands to the thing.
enum class Relation {
  kOwnGovernment,  // it belongs to the government whose account this is, and nothing closer holds
  kOwnUnit,        // his unit leads or shares the task
  kOwnLeader,      // he is the task's leader, printed or by portfolio
  kSelf,           // his own account, token, view
};
inline constexpr int kRelationCount = 4;

bool allowed(Role role, Action action, Relation relation);
// Any of the roles, any relation: whether a place or a button is shown at all.
bool allowed_somewhere(const std::vector<Role>& roles, Action action);

std::string_view to_word(Role role);      // supervision_office
std::string_view to_word(Action action);  // read_ledger
std::string_view zh_name(Role role);      // 督查室
std::optional<Role> role_from_word(std::string_view word);

// What a set of roles breaks, or nothing: one person is at most one of the three administrators, and then
// nothing else.
bool roles_compatible(const std::vector<Role>& roles);

// Who acts: an account over HTTP, or the operator of the machine on the command line (account_id 0, every
// right).
struct Actor {
  std::int64_t government_id = 1;
  std::int64_t account_id = 0;
  std::string name;
  std::string from;  // the client's address, or "cli"
  std::vector<Role> roles;
  std::int64_t unit_id = 0;  // 0: none
  std::string leader;        // the leader's name as the papers print it; empty: none
};

bool allowed(const Actor& actor, Action action, Relation relation);

}  // namespace duban
