#pragma once

// Papers side by side: docs/api.md. Thin: they read the request and call src/store.

#include "server/routes.h"

namespace duban {

// alignment_handlers.cc
Result<http::Response> get_alignments(const http::Request& request, Context& context);
Result<http::Response> get_alignment(const http::Request& request, Context& context);
Result<http::Response> get_alignment_xlsx(const http::Request& request, Context& context);
Result<http::Response> post_alignment_link(const http::Request& request, Context& context);
Result<http::Response> delete_alignment_link(const http::Request& request, Context& context);
Result<http::Response> get_task_lineage(const http::Request& request, Context& context);
Result<http::Response> get_task_lineage_xlsx(const http::Request& request, Context& context);
Result<http::Response> get_series(const http::Request& request, Context& context);
Result<http::Response> get_series_xlsx(const http::Request& request, Context& context);
Result<http::Response> get_plan_clauses(const http::Request& request, Context& context);

}  // namespace duban
