#pragma once

// Posts, delegates, groups, people of tasks, obligations, checklist, other sources, import of sheets:
// docs/api.md. Thin: they read the request and call src/store, which checks the relation to the one thing.

#include "server/routes.h"

namespace duban {

// post_handlers.cc
Result<http::Response> get_posts(const http::Request& request, Context& context);
Result<http::Response> post_post(const http::Request& request, Context& context);
Result<http::Response> get_post(const http::Request& request, Context& context);
Result<http::Response> patch_post(const http::Request& request, Context& context);
Result<http::Response> post_post_term(const http::Request& request, Context& context);
Result<http::Response> put_post_term(const http::Request& request, Context& context);
Result<http::Response> put_portfolio_post(const http::Request& request, Context& context);
Result<http::Response> get_delegations(const http::Request& request, Context& context);
Result<http::Response> post_delegation(const http::Request& request, Context& context);
Result<http::Response> post_delegation_end(const http::Request& request, Context& context);
Result<http::Response> get_colleagues(const http::Request& request, Context& context);
Result<http::Response> get_groups(const http::Request& request, Context& context);
Result<http::Response> post_group(const http::Request& request, Context& context);
Result<http::Response> get_group(const http::Request& request, Context& context);
Result<http::Response> put_group_members(const http::Request& request, Context& context);
Result<http::Response> put_group_phrases(const http::Request& request, Context& context);
Result<http::Response> get_group_proposals(const http::Request& request, Context& context);

// task_people_handlers.cc
Result<http::Response> get_task_people(const http::Request& request, Context& context);
Result<http::Response> get_plan_people(const http::Request& request, Context& context);
Result<http::Response> post_task_forward(const http::Request& request, Context& context);
Result<http::Response> post_task_open_set(const http::Request& request, Context& context);
Result<http::Response> get_task_apportionments(const http::Request& request, Context& context);
Result<http::Response> put_task_apportionment(const http::Request& request, Context& context);
Result<http::Response> post_same(const http::Request& request, Context& context);
Result<http::Response> post_same_remove(const http::Request& request, Context& context);
Result<http::Response> get_plan_obligations(const http::Request& request, Context& context);
Result<http::Response> post_plan_obligation(const http::Request& request, Context& context);
Result<http::Response> get_obligation(const http::Request& request, Context& context);
Result<http::Response> post_obligation_withdraw(const http::Request& request, Context& context);
Result<http::Response> post_obligation_confirm(const http::Request& request, Context& context);
Result<http::Response> get_checklist(const http::Request& request, Context& context);
Result<http::Response> put_checklist(const http::Request& request, Context& context);
Result<http::Response> get_task_checklist(const http::Request& request, Context& context);
Result<http::Response> post_task_checklist(const http::Request& request, Context& context);

// source_handlers.cc
Result<http::Response> get_sources(const http::Request& request, Context& context);
Result<http::Response> post_source(const http::Request& request, Context& context);
Result<http::Response> get_source(const http::Request& request, Context& context);
Result<http::Response> post_source_tasks(const http::Request& request, Context& context);
Result<http::Response> post_account_import(const http::Request& request, Context& context);
Result<http::Response> post_account_import_take(const http::Request& request, Context& context);
Result<http::Response> post_officer_import(const http::Request& request, Context& context);
Result<http::Response> post_officer_import_take(const http::Request& request, Context& context);
Result<http::Response> post_task_import(const http::Request& request, Context& context);
Result<http::Response> post_task_import_take(const http::Request& request, Context& context);
Result<http::Response> get_sheet_template(const http::Request& request, Context& context);

}  // namespace duban
