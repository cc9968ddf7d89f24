#pragma once

// Documents, plans, tasks, findings, proposals, units, portfolios, views, search: docs/api.md. Thin: they read
// the request and call src/store, which checks the relation to the one thing.

#include "server/routes.h"
#include "store/tasks.h"

namespace duban {

// document_handlers.cc
Result<http::Response> post_document(const http::Request& request, Context& context);
Result<http::Response> get_document(const http::Request& request, Context& context);
Result<http::Response> get_document_text(const http::Request& request, Context& context);
Result<http::Response> get_document_places(const http::Request& request, Context& context);
Result<http::Response> get_document_bytes(const http::Request& request, Context& context);

// plan_handlers.cc
Result<http::Response> get_plans(const http::Request& request, Context& context);
Result<http::Response> get_plan(const http::Request& request, Context& context);
Result<http::Response> post_plan_approve(const http::Request& request, Context& context);
Result<http::Response> get_plan_changes(const http::Request& request, Context& context);
Result<http::Response> get_plan_proposals(const http::Request& request, Context& context);
Result<http::Response> post_proposal_settle(const http::Request& request, Context& context);
Result<http::Response> get_plan_overview(const http::Request& request, Context& context);
Result<http::Response> get_plan_units(const http::Request& request, Context& context);
Result<http::Response> get_plan_leaders(const http::Request& request, Context& context);
Result<http::Response> post_plan_export(const http::Request& request, Context& context);

// task_handlers.cc
Result<http::Response> get_plan_tasks(const http::Request& request, Context& context);
Result<http::Response> get_task(const http::Request& request, Context& context);
Result<http::Response> patch_task(const http::Request& request, Context& context);
Result<http::Response> get_plan_findings(const http::Request& request, Context& context);
Result<http::Response> post_finding_settle(const http::Request& request, Context& context);
Result<http::Response> post_finding_reopen(const http::Request& request, Context& context);
Result<http::Response> get_search(const http::Request& request, Context& context);

// unit_handlers.cc
Result<http::Response> get_units(const http::Request& request, Context& context);
Result<http::Response> get_unit(const http::Request& request, Context& context);
Result<http::Response> post_unit(const http::Request& request, Context& context);
Result<http::Response> patch_unit(const http::Request& request, Context& context);
Result<http::Response> post_unit_rename(const http::Request& request, Context& context);
Result<http::Response> post_unit_merge(const http::Request& request, Context& context);
Result<http::Response> post_unit_alias(const http::Request& request, Context& context);
Result<http::Response> delete_unit_alias(const http::Request& request, Context& context);
Result<http::Response> get_unit_proposals(const http::Request& request, Context& context);
Result<http::Response> post_unit_proposals(const http::Request& request, Context& context);
Result<http::Response> get_portfolios(const http::Request& request, Context& context);
Result<http::Response> post_portfolio(const http::Request& request, Context& context);
Result<http::Response> remove_portfolio(const http::Request& request, Context& context);
Result<http::Response> get_views(const http::Request& request, Context& context);
Result<http::Response> post_view(const http::Request& request, Context& context);
Result<http::Response> remove_view(const http::Request& request, Context& context);

// What they share.
Result<std::int64_t> path_id(const http::Request& request, std::string_view name = "id");
http::Response tagged(const Versioned& thing);

// A change under If-Match: 412 with the thing as it is where the tag is old, now or inside the transaction.
// read() gives Result<Versioned>, change(version) Result<Response>.
template <class Read, class Change>
Result<http::Response> matched(const http::Request& request, Context& context, Read read, Change change) {
  const Versioned before = TRY(read());
  const auto stale = [&](const Versioned& now) {
    return http::stale(now.json, now.id, now.version, context.language);
  };
  if (!http::if_match(request, before.id, before.version)) return stale(before);
  Result<http::Response> done = change(before.version);
  if (done.ok() || done.error().code != ErrorCode::kStale) return done;
  return stale(TRY(read()));
}

}  // namespace duban
