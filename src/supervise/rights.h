#pragma once

// Who may do what: one table, role × action × relation, read by the API, the pages (GET /session) and the
// tests. Roles and the separation of the three administrators: spec "process" section 8, after GB/T
// 22239-2019 8.1.4 (三权分立).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

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
  kDecideLink,      // confirm, correct, add or remove a link between papers
  kReadUnits,
  kManageUnits,  // register, aliases, renaming, merging, proposals
  kManagePortfolios,
  kSaveView,
  kShareView,
  kReadAccounts,
  kManageAccounts,
  kGrantRoles,
  kReadLog,
  kVerifyLog,
  kRunTask,       // the office's steps on a task: dispatch … verify, close, adjust, suspend; a leader's are
                  // kInstruct
  kAnswerTask,    // a unit's steps: acknowledge, break down, apply for completion …; the office fills in
  kInstruct,      // 批示: decide what waits for a leader
  kNameOfficers,  // head, liaison officer, handler and delegates of a unit
  kManagePosts,   // posts with their terms, members of groups, other sources
  kOpenRound,
  kReport,        // write, hand in, withdraw; the office fills in
  kReviewInUnit,  // 单位审核
  kReviewReport,  // by the office: accept, return
  kRaiseProblem,  // problems and requests for coordination; the office fills in
  kSettleProblem,
  kIssueNotice,
  kAnswerNotice,
  kUrge,
  kMergeLedger,  // a workbook that comes back: each cell by the right to that cell
  kIssueBulletin,
  kReadBulletin,  // those that were issued
  kManageRules,   // limits, lights, verdicts of the office
  kManageMail,
  kOwnAccount,  // own session, password, tokens: everybody who is logged in, with or without a role
};
inline constexpr int kActionCount = 39;

// How the person stands to the thing.
enum class Relation {
  kOwnGovernment,  // it belongs to the government whose account this is, and nothing closer holds
  kOwnUnit,        // his unit leads or shares the task
  kOwnLeader,      // he is the task's leader, printed or by portfolio
  kSelf,           // his own account, token, view
};
inline constexpr int kRelationCount = 4;

// A right over the whole government includes what is closer to the person.
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
// The same as an error that says in a sentence what is not allowed.
Result<void> require(const Actor& actor, Action action, Relation relation);

// How far the person sees the ledger: the filter of every list and search, and the gate of every single task.
enum class Reach {
  kNothing,
  kOwn,  // tasks of his unit or of his as a leader, whichever of the two his roles give him
  kGovernment,
};
Reach reach(const Actor& actor, Action action);
bool reaches_own_unit(const Actor& actor, Action action);
bool reaches_own_leader(const Actor& actor, Action action);

// The table as Markdown: docs/rights.md.
std::string rights_as_markdown();

}  // namespace duban
