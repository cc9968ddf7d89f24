#pragma once

// Progress: the five facts, targets and their settings, break-downs and milestones, the office's rules. Thin:
// they read the request and call src/store.

#include "server/routes.h"

namespace duban {

// progress_handlers.cc
Result<http::Response> get_task_facts(const http::Request& request, Context& context);
Result<http::Response> get_plan_progress(const http::Request& request, Context& context);
Result<http::Response> get_plan_schedule(const http::Request& request, Context& context);
Result<http::Response> get_rules(const http::Request& request, Context& context);
Result<http::Response> put_rules(const http::Request& request, Context& context);

// target_handlers.cc
Result<http::Response> get_task_targets(const http::Request& request, Context& context);
Result<http::Response> put_task_target(const http::Request& request, Context& context);
Result<http::Response> put_task_outcome(const http::Request& request, Context& context);
Result<http::Response> get_plan_targets(const http::Request& request, Context& context);
Result<http::Response> post_plan_targets_confirm(const http::Request& request, Context& context);

// break_down_handlers.cc
Result<http::Response> get_task_break_downs(const http::Request& request, Context& context);
Result<http::Response> get_task_break_down(const http::Request& request, Context& context);
Result<http::Response> put_task_break_down(const http::Request& request, Context& context);
Result<http::Response> post_milestone_claim(const http::Request& request, Context& context);
Result<http::Response> post_milestone_settle(const http::Request& request, Context& context);

}  // namespace duban
