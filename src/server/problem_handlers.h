#pragma once

// Problems and requests for coordination, and 今日: docs/api.md "Today and problems".

#include "server/routes.h"

namespace duban {

Result<http::Response> get_today(const http::Request& request, Context& context);
Result<http::Response> get_problems(const http::Request& request, Context& context);
Result<http::Response> get_problem(const http::Request& request, Context& context);
Result<http::Response> post_problem(const http::Request& request, Context& context);
Result<http::Response> post_problem_amend(const http::Request& request, Context& context);
Result<http::Response> post_problem_grade(const http::Request& request, Context& context);
Result<http::Response> post_problem_pass(const http::Request& request, Context& context);
Result<http::Response> post_problem_answer(const http::Request& request, Context& context);
Result<http::Response> post_problem_instruct(const http::Request& request, Context& context);
Result<http::Response> post_problem_settle(const http::Request& request, Context& context);
Result<http::Response> post_problem_close(const http::Request& request, Context& context);
Result<http::Response> post_problem_reopen(const http::Request& request, Context& context);
Result<http::Response> post_problem_withdraw(const http::Request& request, Context& context);

}  // namespace duban
