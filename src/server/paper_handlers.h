#pragma once

// Workbooks back in, snapshots, bulletins: docs/api.md.

#include "server/routes.h"

namespace duban {

// merge_handlers.cc
Result<http::Response> post_plan_workbook(const http::Request& request, Context& context);
Result<http::Response> get_plan_merges(const http::Request& request, Context& context);
Result<http::Response> post_plan_merge(const http::Request& request, Context& context);
Result<http::Response> get_merge(const http::Request& request, Context& context);
Result<http::Response> post_merge_confirm(const http::Request& request, Context& context);
Result<http::Response> post_merge_drop(const http::Request& request, Context& context);

}  // namespace duban
