#pragma once

// The second factor: own, and by the security administrator (docs/api.md, "Second factor").

#include "server/routes.h"

namespace duban {

Result<http::Response> get_second_factor(const http::Request& request, Context& context);
Result<http::Response> post_second_factor(const http::Request& request, Context& context);
Result<http::Response> post_second_factor_confirm(const http::Request& request, Context& context);
Result<http::Response> post_second_factor_recovery(const http::Request& request, Context& context);
Result<http::Response> post_second_factor_remove(const http::Request& request, Context& context);
Result<http::Response> post_account_second_factor_reset(const http::Request& request, Context& context);
Result<http::Response> get_second_factor_rule(const http::Request& request, Context& context);
Result<http::Response> put_second_factor_rule(const http::Request& request, Context& context);

}  // namespace duban
