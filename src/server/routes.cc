#include "server/routes.h"

#include "server/alignment_handlers.h"
#include "server/case_handlers.h"
#include "server/ledger_handlers.h"
#include "server/mail_handlers.h"
#include "server/notice_handlers.h"
#include "server/paper_handlers.h"
#include "server/people_handlers.h"
#include "server/people_of_tasks_handlers.h"
#include "server/problem_handlers.h"
#include "server/progress_handlers.h"
#include "server/round_handlers.h"
#include "server/second_factor_handlers.h"

namespace duban {
namespace {

using enum http::Method;
using enum Access;
using enum Action;

constexpr bool kMatch = true;
constexpr bool kNoMatch = false;

// clang-format off
constexpr Route kRoutes[] = {
    // method, pattern, access, action, handler, summary, If-Match, body, answer

    // Session and own account
    {kGet,    "/api/v1/session",                kLoggedIn, kOwnAccount,     get_session,           "Who is logged in, and what he may do", kNoMatch, "", "Session"},
    {kPost,   "/api/v1/session",                kOpen,     kOwnAccount,     post_session,          "Log in",                               kNoMatch, "name password code?", "Session"},
    {kDelete, "/api/v1/session",                kLoggedIn, kOwnAccount,     delete_session,        "Log out",                              kNoMatch, "", ""},
    {kPost,   "/api/v1/session/password",       kLoggedIn, kOwnAccount,     post_session_password, "Change the own password",              kNoMatch, "old new", ""},
    {kGet,    "/api/v1/tokens",                 kLoggedIn, kOwnAccount,     get_tokens,            "Own API tokens",                       kNoMatch, "", "TokenList"},
    {kPost,   "/api/v1/tokens",                 kLoggedIn, kOwnAccount,     post_token,            "Make an API token; its secret is shown once", kNoMatch, "name expires_on", "NewToken"},
    {kDelete, "/api/v1/tokens/{id}",            kLoggedIn, kOwnAccount,     remove_token,          "Delete an own API token",              kNoMatch, "", ""},

    // Accounts
    {kGet,    "/api/v1/accounts",               kLoggedIn, kReadAccounts,   get_accounts,          "All accounts",                         kNoMatch, "", "AccountList"},
    {kPost,   "/api/v1/accounts",               kLoggedIn, kManageAccounts, post_account,          "Make an account, without roles",       kNoMatch, "name display_name unit_id? leader? email?", "NewAccount"},
    {kGet,    "/api/v1/accounts/{id}",          kLoggedIn, kReadAccounts,   get_account,           "One account",                          kNoMatch, "", "Account"},
    {kPatch,  "/api/v1/accounts/{id}",          kLoggedIn, kManageAccounts, patch_account,         "Change, disable or unlock an account", kMatch,   "display_name? unit_id? leader? state? email?", "Account"},
    {kPost,   "/api/v1/accounts/{id}/password", kLoggedIn, kManageAccounts, post_account_password, "Give a new one-time password",         kNoMatch, "", "OneTimePassword"},
    {kPut,    "/api/v1/accounts/{id}/roles",    kLoggedIn, kGrantRoles,     put_account_roles,     "Grant and take roles",                 kMatch,   "roles", "Account"},

    // Documents and plans
    {kPost,   "/api/v1/documents",                      kLoggedIn, kImportDocument,   post_document,         "Import a paper",                                      kNoMatch, "@file", "NewImport"},
    {kGet,    "/api/v1/documents/{id}",                 kLoggedIn, kReadLedger,       get_document,          "A paper's file, sum and reader",                      kNoMatch, "", "Document"},
    {kGet,    "/api/v1/documents/{id}/text",            kLoggedIn, kReadLedger,       get_document_text,     "The reader's text that spans point into",             kNoMatch, "", "text/plain"},
    {kGet,    "/api/v1/documents/{id}/places",          kLoggedIn, kReadLedger,       get_document_places,   "Where its words stand on the pages of a PDF or OFD",  kNoMatch, "", "Places"},
    {kGet,    "/api/v1/documents/{id}/bytes",           kLoggedIn, kReadLedger,       get_document_bytes,    "The paper as it came",                                kNoMatch, "", "application/octet-stream"},
    {kGet,    "/api/v1/plans",                          kLoggedIn, kReadLedger,       get_plans,             "All plans",                                           kNoMatch, "", "PlanList"},
    {kGet,    "/api/v1/plans/{id}",                     kLoggedIn, kReadLedger,       get_plan,              "One plan with its outline",                           kNoMatch, "", "Plan"},
    {kPost,   "/api/v1/plans/{id}/approve",             kLoggedIn, kApprovePlan,      post_plan_approve,     "Approve a plan: its rows become facts",               kMatch,   "despite_open?", "Approved"},
    {kGet,    "/api/v1/plans/{id}/changes",             kLoggedIn, kReadLedger,       get_plan_changes,      "What changed against the superseded plan",            kNoMatch, "", "ChangeList"},
    {kGet,    "/api/v1/plans/{id}/proposals",           kLoggedIn, kReadLedger,       get_plan_proposals,    "Differences of a later reading",                      kNoMatch, "", "ProposalList"},
    {kPost,   "/api/v1/proposals/{id}/settle",          kLoggedIn, kSettleProposal,   post_proposal_settle,  "Accept or ignore a difference",                       kMatch,   "action document? reason?", "Proposal"},
    {kGet,    "/api/v1/plans/{id}/overview",            kLoggedIn, kReadLedger,       get_plan_overview,     "Counts over a plan's rows",                           kNoMatch, "", "Overview"},
    {kGet,    "/api/v1/plans/{id}/units",               kLoggedIn, kReadLedger,       get_plan_units,        "Units of a plan",                                     kNoMatch, "", "PlanUnitList"},
    {kGet,    "/api/v1/plans/{id}/leaders",             kLoggedIn, kReadLedger,       get_plan_leaders,      "Leaders of a plan",                                   kNoMatch, "", "PlanLeaderList"},
    {kPost,   "/api/v1/plans/{id}/export",              kLoggedIn, kExportLedger,     post_plan_export,      "Rows as XLSX or CSV",                                 kNoMatch, "format columns? task_ids? group? headings?", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet|text/csv"},

    // Tasks and findings
    {kGet,    "/api/v1/plans/{id}/tasks",               kLoggedIn, kReadLedger,       get_plan_tasks,        "Rows of a plan, filtered and sorted",                 kNoMatch, "", "TaskList"},
    {kGet,    "/api/v1/tasks/{id}",                     kLoggedIn, kReadLedger,       get_task,              "One task with everything",                            kNoMatch, "", "Task"},
    {kPatch,  "/api/v1/tasks/{id}",                     kLoggedIn, kCorrectTask,       patch_task,            "Correct a draft's field, or adjust an approved one",  kMatch,   "field value spans? reason? document?", "Task"},
    {kGet,    "/api/v1/plans/{id}/findings",            kLoggedIn, kReadLedger,       get_plan_findings,     "Findings of a plan",                                  kNoMatch, "", "FindingList"},
    {kPost,   "/api/v1/findings/{id}/settle",           kLoggedIn, kSettleFinding,    post_finding_settle,   "Accept, correct, ignore, or another name of a unit",  kMatch,   "action value? scope? unit_id?", "Settled"},
    {kPost,   "/api/v1/findings/{id}/reopen",           kLoggedIn, kSettleFinding,    post_finding_reopen,   "Open a finding again",                                kMatch,   "", "Finding"},
    {kGet,    "/api/v1/search",                         kLoggedIn, kReadLedger,       get_search,            "Full text over all plans",                            kNoMatch, "", "SearchList"},

    // Units, leaders, views
    {kGet,    "/api/v1/units",                          kLoggedIn, kReadUnits,        get_units,             "The register at a date",                              kNoMatch, "", "UnitList"},
    {kGet,    "/api/v1/units/{id}",                     kLoggedIn, kReadUnits,        get_unit,              "One unit with its history",                           kNoMatch, "", "UnitDetail"},
    {kPost,   "/api/v1/units",                          kLoggedIn, kManageUnits,      post_unit,             "Register a unit",                                     kNoMatch, "name parent_id? level? kind? aliases? valid_from?", "NewUnit"},
    {kPatch,  "/api/v1/units/{id}",                     kLoggedIn, kManageUnits,      patch_unit,            "Change a unit",                                       kMatch,   "parent_id? level? kind? valid_to?", "UnitDetail"},
    {kPost,   "/api/v1/units/{id}/rename",              kLoggedIn, kManageUnits,      post_unit_rename,      "Rename a unit from a day on",                         kMatch,   "name on", "UnitDetail"},
    {kPost,   "/api/v1/units/{id}/merge",               kLoggedIn, kManageUnits,      post_unit_merge,       "Merge a unit into another",                           kMatch,   "into on", "Merged"},
    {kPost,   "/api/v1/units/{id}/aliases",             kLoggedIn, kManageUnits,      post_unit_alias,       "Give a unit another name",                            kNoMatch, "text", "UnitDetail"},
    {kDelete, "/api/v1/units/{id}/aliases/{alias_id}",  kLoggedIn, kManageUnits,      delete_unit_alias,     "Take another name away",                              kNoMatch, "", "UnitDetail"},
    {kGet,    "/api/v1/plans/{id}/unit-proposals",      kLoggedIn, kReadUnits,        get_unit_proposals,    "Names that the register does not know",               kNoMatch, "", "UnitProposalList"},
    {kPost,   "/api/v1/plans/{id}/unit-proposals",      kLoggedIn, kManageUnits,      post_unit_proposals,   "Register them or make them aliases",                  kNoMatch, "create? alias?", "TakenProposals"},
    {kGet,    "/api/v1/portfolios",                     kLoggedIn, kReadUnits,        get_portfolios,        "Which leader answers for which unit",                 kNoMatch, "", "PortfolioList"},
    {kPost,   "/api/v1/portfolios",                     kLoggedIn, kManagePortfolios, post_portfolio,        "Record a portfolio",                                  kNoMatch, "leader unit_id valid_from valid_to?", "NewPortfolio"},
    {kDelete, "/api/v1/portfolios/{id}",                kLoggedIn, kManagePortfolios, remove_portfolio,      "Delete a portfolio",                                  kMatch,   "", ""},
    {kGet,    "/api/v1/views",                          kLoggedIn, kSaveView,         get_views,             "Saved views, own and shared",                         kNoMatch, "", "ViewList"},
    {kPost,   "/api/v1/views",                          kLoggedIn, kSaveView,         post_view,             "Save a view",                                         kNoMatch, "name page address shared?", "NewView"},
    {kDelete, "/api/v1/views/{id}",                     kLoggedIn, kSaveView,         remove_view,           "Delete an own view",                                  kMatch,   "", ""},

    // Task life (store/cases.h)
    // ------------------------------------------------------------------------------------------------
    // Steps are the office's, a unit's or a leader's: the store asks for the right that each one needs (person_on).
    {kGet,    "/api/v1/tasks/{id}/case",        kLoggedIn, kReadLedger,     get_task_case,         "State, units, limits, and what the person can do", kNoMatch, "", "TaskCase"},
    {kPost,   "/api/v1/tasks/{id}/actions",     kLoggedIn, kReadLedger,     post_task_action,      "Take one step on a task",              kMatch,   "action unit_id? other_unit_id? part? text? document? field? after? date? closure? confidence? conclusion? head? liaison? handler? without_units?", "TaskCase"},
    {kPost,   "/api/v1/task-actions",           kLoggedIn, kReadLedger,     post_task_actions,     "Take one step on many tasks",          kNoMatch, "action task_ids unit_id? part? text? document? field? after? date? closure? confidence? head? liaison? handler? without_units?", "BatchResult"},
    {kGet,    "/api/v1/tasks/{id}/timeline",    kLoggedIn, kReadLedger,     get_task_timeline,     "Everything that happened to a task",   kNoMatch, "", "TimelineList"},
    {kPost,   "/api/v1/tasks/{id}/subtasks",    kLoggedIn, kReadLedger,     post_subtask,          "Divide a task",                        kMatch,   "text lead_unit_ids? responsible_unit_ids? date? done_criteria?", "NewSubtask"},
    {kPost,   "/api/v1/tasks/{id}/roll-over",   kLoggedIn, kRunTask,        post_roll_over,        "Continue a task in a later year's plan", kMatch, "plan_id date?", "TaskCase"},

    // Posts, delegates, groups, other sources
    // ------------------------------------------------------------------------------------------------
    {kGet,    "/api/v1/posts",                        kLoggedIn, kReadUnits,        get_posts,              "Posts and who held them on a day",      kNoMatch, "", "PostList"},
    {kPost,   "/api/v1/posts",                        kLoggedIn, kNameOfficers,     post_post,              "Make a post",                           kNoMatch, "kind name? unit_id?", "NewPost"},
    {kGet,    "/api/v1/posts/{id}",                   kLoggedIn, kReadUnits,        get_post,               "A post with every term of office",      kNoMatch, "", "Post"},
    {kPatch,  "/api/v1/posts/{id}",                   kLoggedIn, kNameOfficers,     patch_post,             "Rename a post",                         kMatch,   "name", "Post"},
    {kPost,   "/api/v1/posts/{id}/terms",             kLoggedIn, kNameOfficers,     post_post_term,         "Somebody takes a post",                 kMatch,   "person account_id? phone? mail? acting? valid_from valid_to?", "Post"},
    {kPut,    "/api/v1/posts/{id}/terms/{term_id}",   kLoggedIn, kNameOfficers,     put_post_term,          "Correct or end a term of office",       kMatch,   "person account_id? phone? mail? acting? valid_from valid_to?", "Post"},
    {kPut,    "/api/v1/portfolios/{id}/post",         kLoggedIn, kManagePortfolios, put_portfolio_post,     "Which post a portfolio belongs to",     kMatch,   "post_id", "Portfolio"},
    {kGet,    "/api/v1/delegations",                  kLoggedIn, kNameOfficers,     get_delegations,        "Who acts for whom, and when",           kNoMatch, "", "DelegationList"},
    {kPost,   "/api/v1/delegations",                  kLoggedIn, kNameOfficers,     post_delegation,        "Name a delegate",                       kNoMatch, "principal_id delegate_id valid_from valid_to reason?", "NewDelegation"},
    {kPost,   "/api/v1/delegations/{id}/end",         kLoggedIn, kNameOfficers,     post_delegation_end,    "End a delegation today",                kMatch,   "", "Delegation"},
    {kGet,    "/api/v1/colleagues",                   kLoggedIn, kNameOfficers,     get_colleagues,         "Accounts that may be named",            kNoMatch, "", "ColleagueList"},
    {kGet,    "/api/v1/groups",                       kLoggedIn, kReadUnits,        get_groups,             "Groups of units and their members on a day", kNoMatch, "", "UnitGroupList"},
    {kPost,   "/api/v1/groups",                       kLoggedIn, kManagePosts,      post_group,             "Make a group of units",                 kNoMatch, "name phrases?", "NewUnitGroup"},
    {kGet,    "/api/v1/groups/{id}",                  kLoggedIn, kReadUnits,        get_group,              "A group with every membership",         kNoMatch, "", "UnitGroup"},
    {kPut,    "/api/v1/groups/{id}/members",          kLoggedIn, kManagePosts,      put_group_members,      "Who is a member from a day on",         kMatch,   "unit_ids on", "UnitGroup"},
    {kPut,    "/api/v1/groups/{id}/phrases",          kLoggedIn, kManagePosts,      put_group_phrases,      "Other ways to print a group",           kMatch,   "phrases", "UnitGroup"},
    {kGet,    "/api/v1/group-proposals",              kLoggedIn, kManagePosts,      get_group_proposals,    "Printed groups without a register",     kNoMatch, "", "GroupProposalList"},
    {kGet,    "/api/v1/tasks/{id}/people",            kLoggedIn, kReadLedger,       get_task_people,        "Who stands behind a task on a day",     kNoMatch, "", "TaskPeople"},
    {kGet,    "/api/v1/plans/{id}/people",            kLoggedIn, kReadLedger,       get_plan_people,        "Who stands behind a plan's tasks on a day", kNoMatch, "", "PlanPeople"},
    {kPost,   "/api/v1/tasks/{id}/forward",           kLoggedIn, kNameOfficers,     post_task_forward,      "Give a task to a person of the unit",   kNoMatch, "account_id unit_id? note?", "TaskPeople"},
    {kPost,   "/api/v1/tasks/{id}/open-set",          kLoggedIn, kRunTask,          post_task_open_set,     "Resolve 等: which units are meant, or none", kNoMatch, "part unit_ids reason", "TaskPeople"},
    {kGet,    "/api/v1/tasks/{id}/apportionments",    kLoggedIn, kReadLedger,       get_task_apportionments, "How a task's targets are divided",     kNoMatch, "", "ApportionmentList"},
    {kPut,    "/api/v1/tasks/{id}/apportionments/{target}", kLoggedIn, kRunTask,    put_task_apportionment, "Divide a target among units",           kMatch,   "parts note? despite?", "Apportionment"},
    {kPost,   "/api/v1/same",                         kLoggedIn, kManagePosts,      post_same,              "Link what several ledgers hold",        kNoMatch, "things reason?", "SameThings"},
    {kPost,   "/api/v1/same/remove",                  kLoggedIn, kManagePosts,      post_same_remove,       "Take a task or target out of its link", kNoMatch, "task_id target?", "SameThings"},
    {kGet,    "/api/v1/plans/{id}/obligations",       kLoggedIn, kReadLedger,       get_plan_obligations,   "What the units of a plan confirm",      kNoMatch, "", "ObligationList"},
    {kPost,   "/api/v1/plans/{id}/obligations",       kLoggedIn, kRunTask,          post_plan_obligation,   "Ask every unit to confirm something",   kNoMatch, "title text? due", "NewObligation"},
    {kGet,    "/api/v1/obligations/{id}",             kLoggedIn, kReadLedger,       get_obligation,         "One obligation and who confirmed it",   kNoMatch, "", "Obligation"},
    {kPost,   "/api/v1/obligations/{id}/withdraw",    kLoggedIn, kRunTask,          post_obligation_withdraw, "No longer ask for it",                kMatch,   "", "Obligation"},
    {kPost,   "/api/v1/obligations/{id}/confirm",     kLoggedIn, kAnswerTask,       post_obligation_confirm, "Confirm as a unit",                    kNoMatch, "unit_id? note?", "Obligation"},
    {kGet,    "/api/v1/checklist",                    kLoggedIn, kReadLedger,       get_checklist,          "What a unit should have for a task",    kNoMatch, "", "ChecklistList"},
    {kPut,    "/api/v1/checklist",                    kLoggedIn, kManageRules,      put_checklist,          "The items of a class of tasks",         kNoMatch, "task_class items", "ChecklistList"},
    {kGet,    "/api/v1/tasks/{id}/checklist",         kLoggedIn, kReadLedger,       get_task_checklist,     "What the units of a task have",         kNoMatch, "", "TaskChecklist"},
    {kPost,   "/api/v1/tasks/{id}/checklist",         kLoggedIn, kAnswerTask,       post_task_checklist,    "Tick an item, or take it back",         kNoMatch, "item_id unit_id? done? evidence?", "TaskChecklist"},
    {kGet,    "/api/v1/sources",                      kLoggedIn, kReadLedger,       get_sources,            "Instructions, meetings, other ledgers", kNoMatch, "", "SourceList"},
    {kPost,   "/api/v1/sources",                      kLoggedIn, kManagePosts,      post_source,            "Register a source of tasks",            kNoMatch, "kind title number? from? issued_on year?", "NewSource"},
    {kGet,    "/api/v1/sources/{id}",                 kLoggedIn, kReadLedger,       get_source,             "One source",                            kNoMatch, "", "Source"},
    {kPost,   "/api/v1/sources/{id}/tasks",           kLoggedIn, kManagePosts,      post_source_tasks,      "Add tasks to a source",                 kMatch,   "tasks", "Source"},
    {kPost,   "/api/v1/sources/{id}/imports",         kLoggedIn, kManagePosts,      post_task_import,       "Read a workbook of tasks",              kNoMatch, "@file", "NewSheetImport"},
    {kPost,   "/api/v1/task-imports/{id}/take",       kLoggedIn, kManagePosts,      post_task_import_take,  "Take its tasks over",                   kMatch,   "", "TakenSheet"},
    {kPost,   "/api/v1/officer-imports",              kLoggedIn, kManagePosts,      post_officer_import,    "Read a workbook of officers",           kNoMatch, "@file", "NewSheetImport"},
    {kPost,   "/api/v1/officer-imports/{id}/take",    kLoggedIn, kManagePosts,      post_officer_import_take, "Take its officers over",              kMatch,   "", "TakenSheet"},
    {kPost,   "/api/v1/account-imports",              kLoggedIn, kManageAccounts,   post_account_import,    "Read a workbook of accounts",           kNoMatch, "@file", "NewSheetImport"},
    {kPost,   "/api/v1/account-imports/{id}/take",    kLoggedIn, kManageAccounts,   post_account_import_take, "Make its accounts; passwords are shown once", kMatch, "", "TakenSheet"},
    {kGet,    "/api/v1/sheet-templates/{kind}",       kLoggedIn, kReadUnits,        get_sheet_template,     "A workbook with the headings",          kNoMatch, "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},

    // Rounds and reports
    // ------------------------------------------------------------------------------------------------
    {kGet,    "/api/v1/rounds",                 kLoggedIn, kReadLedger,     get_rounds,            "Rounds, newest first",                 kNoMatch, "", "RoundList"},
    {kPost,   "/api/v1/rounds",                 kLoggedIn, kOpenRound,      post_round,            "Plan a round; it opens when its day comes", kNoMatch, "kind plan_ids title? year? period? period_from? period_to? opens? due? ask? round_scope? repeats?", "NewRound"},
    {kPost,   "/api/v1/rounds/preview",         kLoggedIn, kOpenRound,      post_round_preview,    "What such a round would ask",          kNoMatch, "kind plan_ids title? year? period? period_from? period_to? opens? due? ask? round_scope? repeats?", "RoundPreview"},
    {kGet,    "/api/v1/rounds/{id}",            kLoggedIn, kReadLedger,     get_round,             "One round with its history",           kNoMatch, "", "Round"},
    {kPatch,  "/api/v1/rounds/{id}",            kLoggedIn, kOpenRound,      patch_round,           "Change title or days, with the reason", kMatch,  "title? opens? due? repeats? reason?", "Round"},
    {kPost,   "/api/v1/rounds/{id}/open",       kLoggedIn, kOpenRound,      post_round_open,       "Open a planned round now",             kMatch,   "", "Round"},
    {kPost,   "/api/v1/rounds/{id}/close",      kLoggedIn, kOpenRound,      post_round_close,      "Close a round; late reports are still taken", kMatch, "reason?", "Round"},
    {kPost,   "/api/v1/rounds/{id}/cancel",     kLoggedIn, kOpenRound,      post_round_cancel,     "Drop a planned round",                 kMatch,   "reason", "Round"},
    {kGet,    "/api/v1/rounds/{id}/board",      kLoggedIn, kReadLedger,     get_round_board,       "Units by state of their reports",      kNoMatch, "", "Board"},
    {kPost,   "/api/v1/rounds/{id}/export",     kLoggedIn, kExportLedger,   post_round_export,     "The board and its reports as XLSX",    kNoMatch, "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {kGet,    "/api/v1/plans/{id}/silent",      kLoggedIn, kReadLedger,     get_silent_tasks,      "Units that said nothing for long",     kNoMatch, "", "SilentList"},
    {kGet,    "/api/v1/burden",                 kLoggedIn, kReadLedger,     get_burden,            "How often each unit was asked for what", kNoMatch, "", "BurdenList"},
    {kGet,    "/api/v1/reports",                kLoggedIn, kReadLedger,     get_reports,           "Reports, by due date",                 kNoMatch, "", "ReportList"},
    {kGet,    "/api/v1/reports/{id}",           kLoggedIn, kReadLedger,     get_report,            "One report with its versions",         kNoMatch, "", "Report"},
    {kPut,    "/api/v1/reports/{id}/draft",     kLoggedIn, kReport,         put_report_draft,      "Keep the draft",                       kMatch,   "body", "Report"},
    {kPost,   "/api/v1/reports/{id}/submit",    kLoggedIn, kReport,         post_report_submit,    "Hand in; 409 with what is odd",        kMatch,   "body? confirmed?", "Report"},
    {kPost,   "/api/v1/reports/{id}/approve",   kLoggedIn, kReviewInUnit,   post_report_approve,   "Approve in the unit",                  kMatch,   "", "Report"},
    {kPost,   "/api/v1/reports/{id}/accept",    kLoggedIn, kReviewReport,   post_report_accept,    "Accept, with verified values",         kMatch,   "verified?", "Report"},
    {kPost,   "/api/v1/reports/{id}/return",    kLoggedIn, kReviewReport,   post_report_return,    "Return to the unit with the reason",   kMatch,   "reason", "Report"},
    {kPost,   "/api/v1/reports/{id}/unit-return", kLoggedIn, kReviewInUnit, post_report_return,    "Return to the author inside the unit", kMatch,   "reason", "Report"},
    {kPost,   "/api/v1/reports/{id}/withdraw",  kLoggedIn, kReport,         post_report_withdraw,  "Withdraw what was handed in",          kMatch,   "", "Report"},
    {kPost,   "/api/v1/reports/batch",          kLoggedIn, kReviewReport,   post_reports_batch,    "Accept or return many",                kNoMatch, "action reports reason?", "ReportBatch"},
    {kPost,   "/api/v1/reports/{id}/evidence",  kLoggedIn, kReport,         post_report_evidence,  "Attach a file",                        kNoMatch, "@file", "NewEvidence"},
    {kPost,   "/api/v1/reports/{id}/links",     kLoggedIn, kReport,         post_report_link,      "Attach a link",                        kNoMatch, "url title?", "NewEvidence"},
    {kGet,    "/api/v1/evidence/{id}",          kLoggedIn, kReadLedger,     get_evidence,          "One piece of evidence",                kNoMatch, "", "Evidence"},
    {kGet,    "/api/v1/evidence/{id}/bytes",    kLoggedIn, kReadLedger,     get_evidence_bytes,    "Its file; inline=1 shows a picture",   kNoMatch, "", "application/octet-stream|image/png|image/jpeg|image/gif|image/webp"},
    {kDelete, "/api/v1/evidence/{id}",          kLoggedIn, kReport,         delete_evidence,       "Take evidence out of a report",        kNoMatch, "", ""},
    {kGet,    "/api/v1/tasks/{id}/verifications", kLoggedIn, kReadLedger,   get_verifications,     "What the office found",                kNoMatch, "", "VerificationList"},
    {kPost,   "/api/v1/tasks/{id}/verifications", kLoggedIn, kReviewReport, post_verification,     "Record what the office found",         kNoMatch, "unit_id target? found? agrees? checked_on? person? words?", "NewVerification"},
    {kPost,   "/api/v1/verifications/{id}/evidence", kLoggedIn, kReviewReport, post_verification_evidence, "Attach a photo or paper to a verification", kNoMatch, "@file", "NewEvidence"},

    // Progress: targets' settings, milestones, five facts
    // ------------------------------------------------------------------------------------------------
    {kGet,    "/api/v1/tasks/{id}/facts",                       kLoggedIn, kReadLedger,  get_task_facts,            "The five facts of a task, each with its reason",       kNoMatch, "", "TaskFacts"},
    {kGet,    "/api/v1/plans/{id}/progress",                    kLoggedIn, kReadLedger,  get_plan_progress,         "Lights by section, furthest behind, what changed",     kNoMatch, "", "PlanProgress"},
    {kGet,    "/api/v1/plans/{id}/schedule",                    kLoggedIn, kReadLedger,  get_plan_schedule,         "From when to when, and the milestones, of each task",  kNoMatch, "", "ScheduleList"},
    {kGet,    "/api/v1/tasks/{id}/targets",                     kLoggedIn, kReadLedger,  get_task_targets,          "Targets with settings, lights, verdicts, figures",     kNoMatch, "", "TargetList"},
    {kPut,    "/api/v1/tasks/{id}/targets/{position}",          kLoggedIn, kRunTask,     put_task_target,           "Settle direction, class, path … of a target",          kMatch,   "key setting reason?", "TargetState"},
    {kPut,    "/api/v1/tasks/{id}/targets/{position}/outcome",  kLoggedIn, kRunTask,     put_task_outcome,          "Enter what a target's verdict is judged against",      kMatch,   "key outcome reason?", "Any"},
    {kGet,    "/api/v1/plans/{id}/targets",                     kLoggedIn, kReadLedger,  get_plan_targets,          "Targets that wait for confirmation",                   kNoMatch, "", "UnconfirmedList"},
    {kPost,   "/api/v1/plans/{id}/targets/confirm",             kLoggedIn, kRunTask,     post_plan_targets_confirm, "Confirm what is proposed, all or of a kind",           kNoMatch, "light_class? direction? task_ids?", "Confirmed"},
    {kGet,    "/api/v1/tasks/{id}/break-downs",                 kLoggedIn, kReadLedger,  get_task_break_downs,      "Measures and milestones of each unit, and changes",    kNoMatch, "", "BreakDowns"},
    {kGet,    "/api/v1/tasks/{id}/break-downs/{unit_id}",       kLoggedIn, kReadLedger,  get_task_break_down,       "One unit's break-down",                                kNoMatch, "", "BreakDown"},
    {kPut,    "/api/v1/tasks/{id}/break-downs/{unit_id}",       kLoggedIn, kAnswerTask,  put_task_break_down,       "Write a unit's break-down, whole",                     kMatch,   "measures milestones reason?", "BreakDown"},
    {kPost,   "/api/v1/milestones/{id}/claim",                  kLoggedIn, kAnswerTask,  post_milestone_claim,      "The unit says that a milestone is done",               kMatch,   "on text", "MilestoneState"},
    {kPost,   "/api/v1/milestones/{id}/settle",                 kLoggedIn, kRunTask,     post_milestone_settle,     "The office accepts or returns it",                     kMatch,   "action on? text?", "MilestoneState"},
    {kGet,    "/api/v1/rules/{kind}",                           kLoggedIn, kManageRules, get_rules,                 "The office's own limits, lights or verdicts",          kNoMatch, "", "RuleSet"},
    {kPut,    "/api/v1/rules/{kind}",                           kLoggedIn, kManageRules, put_rules,                 "Replace them; an empty text is the packed rules",      kMatch,   "text reason", "RuleSet"},

    // Notices, urging, mail
    // ------------------------------------------------------------------------------------------------
    {kGet,    "/api/v1/plans/{id}/notice-drafts", kLoggedIn, kIssueNotice,  get_notice_drafts,   "Notices that the rules call for today",          kNoMatch, "", "NoticeDraftList"},
    {kPut,    "/api/v1/tasks/{id}/notice-text",   kLoggedIn, kIssueNotice,  put_notice_text,     "Write a draft's text; empty: back to the program's", kNoMatch, "unit_id colour text version", ""},
    {kPost,   "/api/v1/tasks/{id}/notices",       kLoggedIn, kIssueNotice,  post_notice,         "Sign, number and issue a notice",                kNoMatch, "unit_id colour text signer", "NewNotice"},
    {kGet,    "/api/v1/notices",                  kLoggedIn, kReadLedger,   get_notices,         "Notices that were issued, newest first",         kNoMatch, "", "NoticeList"},
    {kGet,    "/api/v1/notices/{id}",             kLoggedIn, kReadLedger,   get_notice,          "One notice with its answers",                    kNoMatch, "", "NoticeDetail"},
    {kGet,    "/api/v1/notices/{id}/document",    kLoggedIn, kReadLedger,   get_notice_document, "The notice as an official document (DOCX)",      kNoMatch, "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {kPost,   "/api/v1/notices/{id}/answers",     kLoggedIn, kAnswerNotice, post_notice_answer,  "Answer a notice",                                kMatch,   "text", "NoticeDetail"},
    {kPost,   "/api/v1/notices/{id}/verdict",     kLoggedIn, kIssueNotice,  post_notice_verdict, "Accept or return an answer",                     kMatch,   "verdict reason?", "NoticeDetail"},
    {kGet,    "/api/v1/talks",                    kLoggedIn, kIssueNotice,  get_talks,           "Talks that were proposed",                       kNoMatch, "", "TalkList"},
    {kPost,   "/api/v1/talks/{id}/decision",      kLoggedIn, kIssueNotice,  post_talk_decision,  "Whether a talk was held, and what was said",     kMatch,   "held text on?", "Talk"},
    {kGet,    "/api/v1/tasks/{id}/urging",        kLoggedIn, kUrge,         get_urging,          "Which units may be urged, and if not until when", kNoMatch, "", "UrgingState"},
    {kPost,   "/api/v1/tasks/{id}/urging",        kLoggedIn, kUrge,         post_urging,         "Urge a unit, within the limits",                 kNoMatch, "unit_id text?", ""},
    {kGet,    "/api/v1/plans/{id}/asked",         kLoggedIn, kUrge,         get_asked,           "How often each unit was asked for what, by kind", kNoMatch, "", "AskedList"},
    {kGet,    "/api/v1/messages",              kLoggedIn, kOwnAccount, get_messages,       "What is new for me, newest first",                   kNoMatch, "", "MessageList"},
    {kPost,   "/api/v1/messages/read",         kLoggedIn, kOwnAccount, post_messages_read, "Mark as read up to one",                             kNoMatch, "up_to", "ReadMessages"},
    {kGet,    "/api/v1/session/calendar",      kLoggedIn, kOwnAccount, get_calendar,       "Own calendar feed",                                  kNoMatch, "", "CalendarFeed"},
    {kPost,   "/api/v1/session/calendar",      kLoggedIn, kOwnAccount, post_calendar,      "A new secret address; the old one ends",             kNoMatch, "", "CalendarAddress"},
    {kDelete, "/api/v1/session/calendar",      kLoggedIn, kOwnAccount, delete_calendar,    "End the calendar feed",                              kNoMatch, "", ""},
    {kGet,    "/api/v1/calendar/{token}/duban.ics", kOpen, kOwnAccount, get_calendar_feed, "Due dates as iCalendar, by its secret address",      kNoMatch, "", "text/calendar"},
    {kGet,    "/api/v1/mail/server",           kLoggedIn, kManageMail, get_mail_server,    "The mail server and how it goes with it",            kNoMatch, "", "MailServer"},
    {kPut,    "/api/v1/mail/server",           kLoggedIn, kManageMail, put_mail_server,    "Set the mail server",                                kMatch,   "enabled host port tls sender sender_name user_name password? page_address keep_days", "MailServer"},
    {kPost,   "/api/v1/mail/test",             kLoggedIn, kManageMail, post_mail_test,     "Send a test mail now",                               kNoMatch, "address", "MailWords"},
    {kGet,    "/api/v1/mail/queue",            kLoggedIn, kManageMail, get_mail_queue,     "Mails that wait, went out or failed, newest first",  kNoMatch, "", "MailQueue"},
    {kPost,   "/api/v1/mail/queue/{id}/retry", kLoggedIn, kManageMail, post_mail_retry,    "Send one that failed again",                         kNoMatch, "", "MailsAgain"},
    {kPost,   "/api/v1/mail/retry",            kLoggedIn, kManageMail, post_mails_retry,   "Send all that failed or wait now",                   kNoMatch, "", "MailsAgain"},

    // Second factor
    // ------------------------------------------------------------------------------------------------
    {kGet,    "/api/v1/session/second-factor",             kLoggedIn, kOwnAccount, get_second_factor,                "Own second factor",                                        kNoMatch, "", "SecondFactor"},
    {kPost,   "/api/v1/session/second-factor",             kLoggedIn, kOwnAccount, post_second_factor,               "A new secret, shown once, to be confirmed by a code",      kNoMatch, "password", "Enrolment"},
    {kPost,   "/api/v1/session/second-factor/confirm",     kLoggedIn, kOwnAccount, post_second_factor_confirm,       "Switch it on; the recovery codes are shown once",          kNoMatch, "code", "RecoveryCodes"},
    {kPost,   "/api/v1/session/second-factor/recovery",    kLoggedIn, kOwnAccount, post_second_factor_recovery,      "New recovery codes in place of the old",                   kNoMatch, "code", "RecoveryCodes"},
    {kPost,   "/api/v1/session/second-factor/remove",      kLoggedIn, kOwnAccount, post_second_factor_remove,        "Switch it off",                                            kNoMatch, "code", ""},
    {kPost,   "/api/v1/accounts/{id}/second-factor/reset", kLoggedIn, kGrantRoles, post_account_second_factor_reset, "Take it from somebody who can no longer use it",           kNoMatch, "", ""},
    {kGet,    "/api/v1/second-factor-rule",                kLoggedIn, kGrantRoles, get_second_factor_rule,           "Roles that must have one",                                 kNoMatch, "", "SecondFactorRule"},
    {kPut,    "/api/v1/second-factor-rule",                kLoggedIn, kGrantRoles, put_second_factor_rule,           "Demand it of roles",                                       kMatch,   "roles", "SecondFactorRule"},

    // Workbooks back in, snapshots, bulletins
    // ------------------------------------------------------------------------------------------------
    {kPost,   "/api/v1/plans/{id}/workbook",    kLoggedIn, kMergeLedger,    post_plan_workbook,    "A workbook to change and bring back",  kNoMatch, "task_ids?", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {kGet,    "/api/v1/plans/{id}/merges",      kLoggedIn, kMergeLedger,    get_plan_merges,       "Workbooks that came back",             kNoMatch, "", "MergeList"},
    {kPost,   "/api/v1/plans/{id}/merges",      kLoggedIn, kMergeLedger,    post_plan_merge,       "Bring a workbook back: what it would change", kNoMatch, "@file", "NewMerge"},
    {kGet,    "/api/v1/merges/{id}",            kLoggedIn, kMergeLedger,    get_merge,             "One workbook's changes",               kNoMatch, "", "Merge"},
    {kPost,   "/api/v1/merges/{id}/confirm",    kLoggedIn, kMergeLedger,    post_merge_confirm,    "Apply the chosen changes, all or none", kMatch,  "choices? reason? document?", "Merge"},
    {kPost,   "/api/v1/merges/{id}/drop",       kLoggedIn, kMergeLedger,    post_merge_drop,       "Change nothing of it",                 kMatch,   "", "Merge"},
    {kGet,    "/api/v1/snapshots",              kLoggedIn, kIssueBulletin,  get_snapshots,         "Snapshots, newest first",              kNoMatch, "", "SnapshotList"},
    {kPost,   "/api/v1/snapshots",              kLoggedIn, kIssueBulletin,  post_snapshot,         "Keep the state of plans as it is now", kNoMatch, "plan_ids? round_id? title?", "NewSnapshot"},
    {kGet,    "/api/v1/snapshots/{id}",         kLoggedIn, kIssueBulletin,  get_snapshot,          "One snapshot with its figures",        kNoMatch, "", "SnapshotDetail"},
    {kGet,    "/api/v1/snapshots/{id}/xlsx",    kLoggedIn, kIssueBulletin,  get_snapshot_xlsx,     "The month's state as a workbook",      kNoMatch, "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {kGet,    "/api/v1/bulletins",              kLoggedIn, kReadBulletin,   get_bulletins,         "Bulletins, drafts for who issues them", kNoMatch, "", "BulletinList"},
    {kPost,   "/api/v1/bulletins",              kLoggedIn, kIssueBulletin,  post_bulletin,         "Draft a bulletin from a snapshot",     kNoMatch, "snapshot_id before?", "NewBulletin"},
    {kGet,    "/api/v1/bulletins/{id}",         kLoggedIn, kReadBulletin,   get_bulletin,          "One bulletin with its figures",        kNoMatch, "", "Bulletin"},
    {kPatch,  "/api/v1/bulletins/{id}",         kLoggedIn, kIssueBulletin,  patch_bulletin,        "Change the words of a draft",          kMatch,   "parts? organ_code?", "Bulletin"},
    {kPost,   "/api/v1/bulletins/{id}/issue",   kLoggedIn, kIssueBulletin,  post_bulletin_issue,   "Give it its number and publish it",    kMatch,   "", "Bulletin"},
    {kPost,   "/api/v1/bulletins/{id}/drop",    kLoggedIn, kIssueBulletin,  post_bulletin_drop,    "Drop a draft",                         kMatch,   "", "Bulletin"},
    {kGet,    "/api/v1/bulletins/{id}/docx",    kLoggedIn, kReadBulletin,   get_bulletin_docx,     "The official document",                kNoMatch, "", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},

    // Today, problems, instructions
    // ------------------------------------------------------------------------------------------------
    {kGet,    "/api/v1/today",                  kLoggedIn, kOwnAccount,     get_today,             "What waits for the person, oldest danger first", kNoMatch, "", "Today"},
    {kGet,    "/api/v1/problems",               kLoggedIn, kReadLedger,     get_problems,          "Problems and requests for coordination", kNoMatch, "", "TaskProblemList"},
    {kGet,    "/api/v1/problems/{id}",          kLoggedIn, kReadLedger,     get_problem,           "One problem with its history",         kNoMatch, "", "TaskProblem"},
    {kPost,   "/api/v1/tasks/{id}/problems",    kLoggedIn, kRaiseProblem,   post_problem,          "Raise a problem on a task",            kNoMatch, "text unit_id? grade? coordination?", "NewTaskProblem"},
    {kPost,   "/api/v1/problems/{id}/amend",    kLoggedIn, kRaiseProblem,   post_problem_amend,    "Say more about an open problem",       kMatch,   "text", "TaskProblem"},
    {kPost,   "/api/v1/problems/{id}/answer",   kLoggedIn, kRaiseProblem,   post_problem_answer,   "Answer as the unit that was asked",    kMatch,   "text", "TaskProblem"},
    {kPost,   "/api/v1/problems/{id}/withdraw", kLoggedIn, kRaiseProblem,   post_problem_withdraw, "Withdraw a problem",                   kMatch,   "text", "TaskProblem"},
    {kPost,   "/api/v1/problems/{id}/reopen",   kLoggedIn, kRaiseProblem,   post_problem_reopen,   "Raise a settled problem again",        kMatch,   "text", "TaskProblem"},
    {kPost,   "/api/v1/problems/{id}/close",    kLoggedIn, kRaiseProblem,   post_problem_close,    "Confirm that a problem is settled",    kMatch,   "", "TaskProblem"},
    {kPost,   "/api/v1/problems/{id}/grade",    kLoggedIn, kSettleProblem,  post_problem_grade,    "Grade a problem ordinary or major",    kMatch,   "grade text?", "TaskProblem"},
    {kPost,   "/api/v1/problems/{id}/pass",     kLoggedIn, kSettleProblem,  post_problem_pass,     "Pass a problem to a leader or a unit", kMatch,   "leader? unit_id? text?", "TaskProblem"},
    {kPost,   "/api/v1/problems/{id}/settle",   kLoggedIn, kSettleProblem,  post_problem_settle,   "Settle a problem",                     kMatch,   "text", "TaskProblem"},
    {kPost,   "/api/v1/problems/{id}/instruct", kLoggedIn, kInstruct,       post_problem_instruct, "Give the leader's instruction (批示)", kMatch,   "decision text unit_id? by?", "TaskProblem"},

    // Papers side by side
    // ------------------------------------------------------------------------------------------------
    {kGet,    "/api/v1/plans/{id}/clauses",                  kLoggedIn, kReadLedger,     get_plan_clauses,      "The sentences of a report",                          kNoMatch, "", "ClauseList"},
    {kGet,    "/api/v1/alignments",                          kLoggedIn, kReadLedger,     get_alignments,        "Pairs of papers; with from and to that pair, compared now where it was not", kNoMatch, "", "AlignmentList"},
    {kGet,    "/api/v1/alignments/{id}",                     kLoggedIn, kReadLedger,     get_alignment,         "Two papers with their links and what people decided", kNoMatch, "", "Alignment"},
    {kGet,    "/api/v1/alignments/{id}/xlsx",                kLoggedIn, kExportLedger,   get_alignment_xlsx,    "The same as a workbook",                             kNoMatch, "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {kPost,   "/api/v1/alignments/{id}/links",               kLoggedIn, kDecideLink,     post_alignment_link,   "Confirm, correct, add or remove a link",             kMatch,   "action from to type? reason?", "AlignmentDecisions"},
    {kDelete, "/api/v1/alignments/{id}/links/{link_id}",     kLoggedIn, kDecideLink,     delete_alignment_link, "Take a decision back",                               kMatch,   "", "AlignmentDecisions"},
    {kGet,    "/api/v1/tasks/{id}/lineage",                  kLoggedIn, kReadLedger,     get_task_lineage,      "What a task comes from and what became of it",       kNoMatch, "", "Lineage"},
    {kGet,    "/api/v1/tasks/{id}/lineage/xlsx",             kLoggedIn, kExportLedger,   get_task_lineage_xlsx, "The same as a workbook",                             kNoMatch, "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {kGet,    "/api/v1/series",                              kLoggedIn, kReadLedger,     get_series,            "An indicator over the years; without one, all that there are", kNoMatch, "", "Series"},
    {kGet,    "/api/v1/series/xlsx",                         kLoggedIn, kExportLedger,   get_series_xlsx,       "The same as a workbook",                             kNoMatch, "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},

    // Log
    {kGet,    "/api/v1/log",                    kLoggedIn, kReadLog,        get_log,               "The log, newest first",                kNoMatch, "", "LogList"},
    {kGet,    "/api/v1/log/verify",             kLoggedIn, kVerifyLog,      get_log_verdict,       "Whether the chain is intact",          kNoMatch, "", "LogVerdict"},
    {kGet,    "/api/v1/log/anchor",             kLoggedIn, kVerifyLog,      get_log_anchor,        "The newest entry's hash, to keep outside", kNoMatch, "", "LogAnchor"},

    // Beside the resources
    {kGet,    "/api/v1/events",                 kLoggedIn, kOwnAccount,     get_events,            "What changes, as server-sent events",  kNoMatch, "", "text/event-stream"},
    {kGet,    "/api/openapi.json",              kOpen,     kOwnAccount,     get_openapi,           "This list as OpenAPI 3.1",             kNoMatch, "", "Any"},
    {kGet,    "/healthz",                       kOpen,     kOwnAccount,     get_health,            "The process lives",                    kNoMatch, "", "Status"},
    {kGet,    "/readyz",                        kOpen,     kOwnAccount,     get_ready,             "The database answers",                 kNoMatch, "", "Status"},
    {kGet,    "/metrics",                       kOpen,     kOwnAccount,     get_metrics,           "Prometheus text, on this machine only", kNoMatch, "", "text/plain"},
};
// clang-format on

}  // namespace

std::span<const Route> routes() { return kRoutes; }

}  // namespace duban
