#include "server/routes.h"

#include "server/people_handlers.h"

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
    {kPost,   "/api/v1/session",                kOpen,     kOwnAccount,     post_session,          "Log in",                               kNoMatch, "name password", "Session"},
    {kDelete, "/api/v1/session",                kLoggedIn, kOwnAccount,     delete_session,        "Log out",                              kNoMatch, "", ""},
    {kPost,   "/api/v1/session/password",       kLoggedIn, kOwnAccount,     post_session_password, "Change the own password",              kNoMatch, "old new", ""},
    {kGet,    "/api/v1/tokens",                 kLoggedIn, kOwnAccount,     get_tokens,            "Own API tokens",                       kNoMatch, "", "TokenList"},
    {kPost,   "/api/v1/tokens",                 kLoggedIn, kOwnAccount,     post_token,            "Make an API token; its secret is shown once", kNoMatch, "name expires_on", "NewToken"},
    {kDelete, "/api/v1/tokens/{id}",            kLoggedIn, kOwnAccount,     remove_token,          "Delete an own API token",              kNoMatch, "", ""},

    // Accounts
    {kGet,    "/api/v1/accounts",               kLoggedIn, kReadAccounts,   get_accounts,          "All accounts",                         kNoMatch, "", "AccountList"},
    {kPost,   "/api/v1/accounts",               kLoggedIn, kManageAccounts, post_account,          "Make an account, without roles",       kNoMatch, "name display_name unit_id? leader?", "NewAccount"},
    {kGet,    "/api/v1/accounts/{id}",          kLoggedIn, kReadAccounts,   get_account,           "One account",                          kNoMatch, "", "Account"},
    {kPatch,  "/api/v1/accounts/{id}",          kLoggedIn, kManageAccounts, patch_account,         "Change, disable or unlock an account", kMatch,   "display_name? unit_id? leader? state?", "Account"},
    {kPost,   "/api/v1/accounts/{id}/password", kLoggedIn, kManageAccounts, post_account_password, "Give a new one-time password",         kNoMatch, "", "OneTimePassword"},
    {kPut,    "/api/v1/accounts/{id}/roles",    kLoggedIn, kGrantRoles,     put_account_roles,     "Grant and take roles",                 kMatch,   "roles", "Account"},

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
