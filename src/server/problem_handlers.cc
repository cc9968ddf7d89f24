#include "server/problem_handlers.h"

#include "server/events.h"
#include "server/json_body.h"
#include "server/ledger_handlers.h"
#include "server/paging.h"
#include "store/cases.h"
#include "store/problems.h"
#include "store/today.h"

namespace duban {
namespace {

using http::Request;
using http::Response;

Result<ProblemGrade> grade_in(const JsonBody& body) {
  const std::string word = TRY(body.optional_string("grade")).value_or("ordinary");
  if (const auto grade = problem_grade_from_word(word)) return *grade;
  return error(ErrorCode::kInvalid, "grade 应为 ordinary（一般）或 major（重大）",
               "grade is ordinary or major");
}

void tell(Context& context, std::int64_t plan_id, const Versioned& problem) {
  context.events.publish({context.actor.government_id, "problem", plan_id, problem.id, problem.version});
}

// One step under If-Match. fill puts what the body brings into the request.
template <class Fill>
Result<Response> step(const Request& request, Context& context, ProblemAction action, Fill fill) {
  const std::int64_t id = TRY(path_id(request));
  ProblemRequest wanted;
  wanted.action = action;
  if (!request.body.empty()) {
    const JsonBody body = TRY(JsonBody::parse(request.body));
    wanted.text = TRY(body.optional_string("text")).value_or("");
    TRY(fill(body, wanted));
  }
  const auto read = [&] { return read_problem(context.db, context.actor, id, context.now); };
  const auto change = [&](std::int64_t version) -> Result<Response> {
    TRY(step_problem(context.db, context.actor, id, version, wanted, context.now));
    const Versioned after = TRY(read());
    const auto plan = TRY(context.db.one("SELECT plan_id FROM problem WHERE id = $1", id));
    tell(context, plan.value_or(0), after);
    return tagged(after);
  };
  return matched(request, context, read, change);
}

Result<void> nothing_more(const JsonBody&, ProblemRequest&) { return {}; }

Result<void> unit_in(const JsonBody& body, ProblemRequest& wanted) {
  if (const auto unit = TRY(body.optional_integer("unit_id"))) wanted.unit = unit_key(*unit);
  return {};
}

Result<void> decision_in(const JsonBody& body, ProblemRequest& wanted) {
  const auto decision = decision_from_word(TRY(body.string("decision")));
  if (!decision || *decision == Decision::kNone) {
    return error(ErrorCode::kInvalid, "decision 应为 agreed（同意）、refused（不同意）或 directed（交办）",
                 "decision is agreed, refused or directed");
  }
  wanted.decision = *decision;
  TRY(unit_in(body, wanted));
  const std::string by = TRY(body.optional_string("by")).value_or("");
  const auto day = Day::parse(by);
  if (!by.empty() && !day) {
    return error(ErrorCode::kInvalid, fmt::format("日期应写作 2026-03-01，而不是 {}", by),
                 fmt::format("a date is written 2026-03-01, not {}", by));
  }
  wanted.date = day.value_or(Day{});
  return {};
}

}  // namespace

Result<Response> get_today(const Request& request, Context& context) {
  return Response::json(TRY(today_json(context.db, context.actor, request.language, context.now)));
}

Result<Response> get_problems(const Request& request, Context& context) {
  ProblemQuery query;
  query.plan_id = TRY(query_number(request, "plan_id", 0));
  query.task_id = TRY(query_number(request, "task_id", 0));
  query.unit_id = TRY(query_number(request, "unit_id", 0));
  query.state = request.query_value("state");
  query.leader = request.query_value("leader");
  return Response::json(TRY(list_problems(context.db, context.actor, query, context.now)));
}

Result<Response> get_problem(const Request& request, Context& context) {
  const std::int64_t id = TRY(path_id(request));
  return tagged(TRY(read_problem(context.db, context.actor, id, context.now)));
}

Result<Response> post_problem(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  NewProblem problem;
  problem.task_id = TRY(path_id(request));
  problem.unit_id = TRY(body.optional_integer("unit_id")).value_or(context.actor.unit_id);
  problem.text = TRY(body.string("text"));
  problem.grade = TRY(grade_in(body));
  problem.coordination = TRY(body.boolean_or("coordination", false));
  const std::int64_t id = TRY(raise_problem(context.db, context.actor, problem, context.now));
  const Versioned made = TRY(read_problem(context.db, context.actor, id, context.now));
  const auto plan = TRY(context.db.one("SELECT plan_id FROM problem WHERE id = $1", id));
  tell(context, plan.value_or(0), made);
  Response response = tagged(made).with("Location", fmt::format("/api/v1/problems/{}", id));
  response.status = 201;
  return response;
}

Result<Response> post_problem_amend(const Request& request, Context& context) {
  return step(request, context, ProblemAction::kAmend, nothing_more);
}

Result<Response> post_problem_grade(const Request& request, Context& context) {
  return step(request, context, ProblemAction::kSetGrade,
              [](const JsonBody& body, ProblemRequest& wanted) -> Result<void> {
                wanted.grade = TRY(grade_in(body));
                return {};
              });
}

Result<Response> post_problem_pass(const Request& request, Context& context) {
  const JsonBody body = TRY(JsonBody::parse(request.body));
  const bool to_unit = body.has("unit_id") && !body.is_null("unit_id");
  if (to_unit) return step(request, context, ProblemAction::kPassToUnit, unit_in);
  return step(request, context, ProblemAction::kPassToLeader,
              [](const JsonBody& words, ProblemRequest& wanted) -> Result<void> {
                wanted.leader = TRY(words.optional_string("leader")).value_or("");
                return {};
              });
}

Result<Response> post_problem_answer(const Request& request, Context& context) {
  return step(request, context, ProblemAction::kAnswer, nothing_more);
}

Result<Response> post_problem_instruct(const Request& request, Context& context) {
  return step(request, context, ProblemAction::kInstruct, decision_in);
}

Result<Response> post_problem_settle(const Request& request, Context& context) {
  return step(request, context, ProblemAction::kSettle, nothing_more);
}

Result<Response> post_problem_close(const Request& request, Context& context) {
  return step(request, context, ProblemAction::kClose, nothing_more);
}

Result<Response> post_problem_reopen(const Request& request, Context& context) {
  return step(request, context, ProblemAction::kReopen, nothing_more);
}

Result<Response> post_problem_withdraw(const Request& request, Context& context) {
  return step(request, context, ProblemAction::kWithdraw, nothing_more);
}

}  // namespace duban
