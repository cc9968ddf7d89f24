#pragma once

// Session, password, accounts, roles, tokens, log: the first table of docs/api.md.

#include "server/routes.h"

namespace duban {

Result<http::Response> get_session(const http::Request& request, Context& context);
Result<http::Response> post_session(const http::Request& request, Context& context);
Result<http::Response> delete_session(const http::Request& request, Context& context);
Result<http::Response> post_session_password(const http::Request& request, Context& context);
Result<http::Response> get_accounts(const http::Request& request, Context& context);
Result<http::Response> post_account(const http::Request& request, Context& context);
Result<http::Response> get_account(const http::Request& request, Context& context);
Result<http::Response> patch_account(const http::Request& request, Context& context);
Result<http::Response> post_account_password(const http::Request& request, Context& context);
Result<http::Response> put_account_roles(const http::Request& request, Context& context);
Result<http::Response> get_tokens(const http::Request& request, Context& context);
Result<http::Response> post_token(const http::Request& request, Context& context);
Result<http::Response> remove_token(const http::Request& request, Context& context);
Result<http::Response> get_log(const http::Request& request, Context& context);
Result<http::Response> get_log_verdict(const http::Request& request, Context& context);
Result<http::Response> get_log_anchor(const http::Request& request, Context& context);

// system_handlers.cc: events and health.
Result<http::Response> get_events(const http::Request& request, Context& context);
Result<http::Response> get_health(const http::Request& request, Context& context);
Result<http::Response> get_ready(const http::Request& request, Context& context);
Result<http::Response> get_metrics(const http::Request& request, Context& context);
Result<http::Response> get_openapi(const http::Request& request, Context& context);

}  // namespace duban
