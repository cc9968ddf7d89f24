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

// bulletin_handlers.cc
Result<http::Response> get_snapshots(const http::Request& request, Context& context);
Result<http::Response> post_snapshot(const http::Request& request, Context& context);
Result<http::Response> get_snapshot(const http::Request& request, Context& context);
Result<http::Response> get_snapshot_xlsx(const http::Request& request, Context& context);
Result<http::Response> get_bulletins(const http::Request& request, Context& context);
Result<http::Response> post_bulletin(const http::Request& request, Context& context);
Result<http::Response> get_bulletin(const http::Request& request, Context& context);
Result<http::Response> patch_bulletin(const http::Request& request, Context& context);
Result<http::Response> post_bulletin_issue(const http::Request& request, Context& context);
Result<http::Response> post_bulletin_drop(const http::Request& request, Context& context);
Result<http::Response> get_bulletin_docx(const http::Request& request, Context& context);

}  // namespace duban
