#include "supervise/rights.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace duban {
namespace {

struct RoleRow {
  Role role;
  std::string_view word;
  std::string_view zh;
  std::string_view what;
};

// clang-format off
constexpr std::array<RoleRow, kRoleCount> kRoles = {{
    {Role::kSystemAdministrator,   "system_administrator",   "系统管理员", "accounts, units, settings; grants nothing, sees no ledger"},
    {Role::kSecurityAdministrator, "security_administrator", "安全管理员", "grants and takes roles"},
    {Role::kAuditor,               "auditor",                "审计员",     "reads the log and the ledger, changes nothing"},
    {Role::kSupervisionOffice,     "supervision_office",     "督查室",     "runs the ledger of its government"},
    {Role::kLeader,                "leader",                 "领导",       "sees the tasks that he answers for, and decides what waits for him"},
    {Role::kUnitReviewer,          "unit_reviewer",          "单位审核人", "answers for what his unit leads or shares, reviews its reports"},
    {Role::kUnitHandler,           "unit_handler",           "单位经办人", "works on what his unit leads or shares"},
    {Role::kObserver,              "observer",               "观察员",     "reads the ledger"},
}};

// The table. One letter a role, in the order of kRoles: G everything of his government (and what is closer),
// U what his unit leads or shares, L what he leads himself, S his own only, - nothing.
//   sys   system administrator     GB/T 22239-2019 8.1.4: the three administrators have separate rights, so that
//   sec   security administrator   nobody who makes accounts can give them rights, and nobody who can do either
//   aud   auditor                  can reach the log or, without a grant that shows there, the ledger.
struct ActionRow {
  Action action;
  std::string_view word;
  //  sys sec aud office leader reviewer handler observer
  std::string_view rights;
  std::string_view zh;
  std::string_view what;
};

constexpr std::array<ActionRow, kActionCount> kActions = {{
    {Action::kReadLedger,       "read_ledger",       "--GGLUUG", "查看台账",   "plans, tasks, papers, findings, overview, search"},
    {Action::kExportLedger,     "export_ledger",     "---GLUU-", "导出台账",   "the rows he sees, as XLSX or CSV"},
    {Action::kImportDocument,   "import_document",   "---G----", "导入文件",   "a paper into the ledger"},
    {Action::kCorrectTask,      "correct_task",      "---G----", "更正任务",   "a cell of a draft"},
    {Action::kSettleFinding,    "settle_finding",    "---G----", "处理疑点",   "accept, correct, ignore, open again"},
    {Action::kApprovePlan,      "approve_plan",      "---G----", "立项",       "freeze a plan's rows as facts"},
    {Action::kAdjustTask,       "adjust_task",       "---G----", "调整任务",   "a frozen row, with reason and document"},
    {Action::kSettleProposal,   "settle_proposal",   "---G----", "处理差异",   "what a rebuild proposes for an approved plan"},
    {Action::kDecideLink,       "decide_link",       "---G----", "认定对照",   "confirm, correct, add or remove a link between two papers"},
    {Action::kReadUnits,        "read_units",        "G-GGGGGG", "查看单位库", "the register of units"},
    {Action::kManageUnits,      "manage_units",      "G--G----", "维护单位库", "register, other names, renaming, merging, proposals"},
    {Action::kManagePortfolios, "manage_portfolios", "---G----", "维护分管",   "which leader answers for which unit"},
    {Action::kSaveView,         "save_view",         "--SSSSSS", "保存视图",   "own saved views"},
    {Action::kShareView,        "share_view",        "---S----", "共享视图",   "own saved views shown to all"},
    {Action::kReadAccounts,     "read_accounts",     "GGG-----", "查看账号",   "the list of accounts and roles"},
    {Action::kManageAccounts,   "manage_accounts",   "G-------", "管理账号",   "make, disable, unlock, one-time passwords"},
    {Action::kGrantRoles,       "grant_roles",       "-G------", "授予角色",   "to others, never to himself"},
    {Action::kReadLog,          "read_log",          "--G-----", "查看日志",   "every entry"},
    {Action::kVerifyLog,        "verify_log",        "--G-----", "验证日志",   "the chain, and the anchor to keep outside"},
    {Action::kRunTask,          "run_task",          "---G----", "督办任务",   "dispatch, verify, close, suspend … a task"},
    {Action::kAnswerTask,       "answer_task",       "---G-UU-", "承办任务",   "acknowledge, break down, apply for completion …; the office fills in (代填)"},
    {Action::kInstruct,         "instruct",          "----L---", "批示",       "decide what waits for the leader"},
    {Action::kNameOfficers,     "name_officers",     "---G-U--", "指定经办",   "head, liaison officer, handler, delegates of a unit"},
    {Action::kManagePosts,      "manage_posts",      "---G----", "维护岗位",   "posts with their terms, members of groups, other sources of tasks"},
    {Action::kOpenRound,        "open_round",        "---G----", "发起调度",   "open, change and close a round"},
    {Action::kReport,           "report",            "---G-UU-", "填报",       "write, hand in, withdraw; the office fills in (代填)"},
    {Action::kReviewInUnit,     "review_in_unit",    "-----U--", "单位审核",   "approve or return a report of his unit"},
    {Action::kReviewReport,     "review_report",     "---G----", "审核填报",   "accept or return a report; the verified value"},
    {Action::kRaiseProblem,     "raise_problem",     "---G-UU-", "提出问题",   "problems and requests for coordination; the office fills in"},
    {Action::kSettleProblem,    "settle_problem",    "---G----", "办理问题",   "pass to a leader, settle, close"},
    {Action::kIssueNotice,      "issue_notice",      "---G----", "签发督办单", "sign and number what the program drafted"},
    {Action::kAnswerNotice,     "answer_notice",     "---G-UU-", "回复督办单", "the unit's answer; the office fills in"},
    {Action::kUrge,             "urge",              "---G----", "催办",       "ask a unit to hurry, within the limits"},
    {Action::kMergeLedger,      "merge_ledger",      "---G-UU-", "导回台账",   "a workbook that comes back: each cell by the right to that cell"},
    {Action::kIssueBulletin,    "issue_bulletin",    "---G----", "编发通报",   "snapshots, drafts, issue"},
    {Action::kReadBulletin,     "read_bulletin",     "--GGGGGG", "查看通报",   "bulletins that were issued"},
    {Action::kManageRules,      "manage_rules",      "---G----", "维护规则",   "limits, lights and verdicts of the office"},
    {Action::kManageMail,       "manage_mail",       "G-------", "邮件设置",   "the mail server, its queue"},
    {Action::kOwnAccount,       "own_account",       "SSSSSSSS", "本人账号",   "log in and out, own password and tokens"},
}};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < kRoles.size(); ++i) {
    if (static_cast<std::size_t>(kRoles[i].role) != i) return false;
  }
  for (std::size_t i = 0; i < kActions.size(); ++i) {
    if (static_cast<std::size_t>(kActions[i].action) != i || kActions[i].rights.size() != kRoles.size())
      return false;
  }
  return true;
}
static_assert(in_order());

const RoleRow& row_of(Role role) { return kRoles[static_cast<std::size_t>(role)]; }
const ActionRow& row_of(Action action) { return kActions[static_cast<std::size_t>(action)]; }
char right_of(Role role, Action action) { return row_of(action).rights[static_cast<std::size_t>(role)]; }

bool is_administrator(Role role) {
  return role == Role::kSystemAdministrator || role == Role::kSecurityAdministrator || role == Role::kAuditor;
}

}  // namespace

bool allowed(Role role, Action action, Relation relation) {
  const char right = right_of(role, action);
  switch (relation) {
    case Relation::kOwnGovernment:
      return right == 'G';
    case Relation::kOwnUnit:
      return right == 'G' || right == 'U';
    case Relation::kOwnLeader:
      return right == 'G' || right == 'L';
    case Relation::kSelf:
      return right != '-';
  }
  return false;
}

bool allowed_somewhere(const std::vector<Role>& roles, Action action) {
  if (action == Action::kOwnAccount) return true;
  return std::any_of(roles.begin(), roles.end(), [&](Role role) { return right_of(role, action) != '-'; });
}

bool allowed(const Actor& actor, Action action, Relation relation) {
  if (actor.account_id == 0) return true;  // the operator of the machine
  if (action == Action::kOwnAccount) return relation == Relation::kSelf;
  return std::any_of(actor.roles.begin(), actor.roles.end(),
                     [&](Role role) { return allowed(role, action, relation); });
}

Result<void> require(const Actor& actor, Action action, Relation relation) {
  if (allowed(actor, action, relation)) return {};
  const ActionRow& row = row_of(action);
  return error(ErrorCode::kForbidden, fmt::format("您的角色不能“{}”。需要时请联系安全管理员授权", row.zh),
               fmt::format("your roles do not allow this ({}). Ask the security administrator if you need it",
                           row.word));
}

bool reaches_own_unit(const Actor& actor, Action action) {
  return actor.unit_id != 0 && allowed(actor, action, Relation::kOwnUnit);
}

bool reaches_own_leader(const Actor& actor, Action action) {
  return !actor.leader.empty() && allowed(actor, action, Relation::kOwnLeader);
}

Reach reach(const Actor& actor, Action action) {
  if (allowed(actor, action, Relation::kOwnGovernment)) return Reach::kGovernment;
  return reaches_own_unit(actor, action) || reaches_own_leader(actor, action) ? Reach::kOwn : Reach::kNothing;
}

std::string_view to_word(Role role) { return row_of(role).word; }
std::string_view to_word(Action action) { return row_of(action).word; }
std::string_view zh_name(Role role) { return row_of(role).zh; }

std::optional<Role> role_from_word(std::string_view word) {
  const auto row = std::find_if(kRoles.begin(), kRoles.end(), [&](const RoleRow& r) { return r.word == word; });
  if (row == kRoles.end()) return {};
  return row->role;
}

bool roles_compatible(const std::vector<Role>& roles) {
  return roles.size() <= 1 || std::none_of(roles.begin(), roles.end(), is_administrator);
}

std::string rights_as_markdown() {
  std::string out =
      "# Who may do what\n\n"
      "Printed from the table in `src/supervise/rights.cc`, which the API, the pages and the tests read; "
      "`duban_tests --update` writes\nthis file again. G: everything of his government. U: what his unit leads "
      "or "
      "shares. L: what he leads himself. S: his own only.\n\n"
      "| role | 角色 | in short |\n|---|---|---|\n";
  for (const RoleRow& row : kRoles) out += fmt::format("| {} | {} | {} |\n", row.word, row.zh, row.what);
  out +=
      "\nOne person is at most one of the three administrators, and then nothing else; nobody grants himself a "
      "role. The operator of the\nmachine (the command line) has every right and stands in the log as "
      "`cli`.\n\n"
      "| action | 操作 |";
  for (const RoleRow& row : kRoles) out += fmt::format(" {} |", row.zh);
  out += " what |\n|---|---|";
  for (std::size_t i = 0; i < kRoles.size(); ++i) out += "---|";
  out += "---|\n";
  for (const ActionRow& row : kActions) {
    out += fmt::format("| {} | {} |", row.word, row.zh);
    for (const char right : row.rights) out += right == '-' ? std::string("  |") : fmt::format(" {} |", right);
    out += fmt::format(" {} |\n", row.what);
  }
  return out;
}

}  // namespace duban
