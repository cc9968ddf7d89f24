#pragma once

// The life of a task: docs/api.md, "The life of a task". Thin: store/cases.h takes the steps and checks who
// may.

#include "server/routes.h"

namespace duban {

Result<http::Response> get_task_case(const http::Request& request, Context& context);
Result<http::Response> post_task_action(const http::Request& request, Context& context);
Result<http::Response> post_task_actions(const http::Request& request, Context& context);
Result<http::Response> get_task_timeline(const http::Request& request, Context& context);
Result<http::Response> post_subtask(const http::Request& request, Context& context);
Result<http::Response> post_roll_over(const http::Request& request, Context& context);

}  // namespace duban
