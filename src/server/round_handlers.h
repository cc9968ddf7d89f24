#pragma once

// Rounds, reports, evidence, verifications: docs/api.md.

#include "server/routes.h"

namespace duban {

// round_handlers.cc
Result<http::Response> get_rounds(const http::Request& request, Context& context);
Result<http::Response> post_round(const http::Request& request, Context& context);
Result<http::Response> post_round_preview(const http::Request& request, Context& context);
Result<http::Response> get_round(const http::Request& request, Context& context);
Result<http::Response> patch_round(const http::Request& request, Context& context);
Result<http::Response> post_round_open(const http::Request& request, Context& context);
Result<http::Response> post_round_close(const http::Request& request, Context& context);
Result<http::Response> post_round_cancel(const http::Request& request, Context& context);
Result<http::Response> get_round_board(const http::Request& request, Context& context);
Result<http::Response> post_round_export(const http::Request& request, Context& context);
Result<http::Response> get_silent_tasks(const http::Request& request, Context& context);
Result<http::Response> get_burden(const http::Request& request, Context& context);

// report_handlers.cc
Result<http::Response> get_reports(const http::Request& request, Context& context);
Result<http::Response> get_report(const http::Request& request, Context& context);
Result<http::Response> put_report_draft(const http::Request& request, Context& context);
Result<http::Response> post_report_submit(const http::Request& request, Context& context);
Result<http::Response> post_report_approve(const http::Request& request, Context& context);
Result<http::Response> post_report_accept(const http::Request& request, Context& context);
Result<http::Response> post_report_return(const http::Request& request, Context& context);
Result<http::Response> post_report_withdraw(const http::Request& request, Context& context);
Result<http::Response> post_reports_batch(const http::Request& request, Context& context);

// evidence_handlers.cc
Result<http::Response> post_report_evidence(const http::Request& request, Context& context);
Result<http::Response> post_report_link(const http::Request& request, Context& context);
Result<http::Response> post_verification_evidence(const http::Request& request, Context& context);
Result<http::Response> get_evidence(const http::Request& request, Context& context);
Result<http::Response> get_evidence_bytes(const http::Request& request, Context& context);
Result<http::Response> delete_evidence(const http::Request& request, Context& context);
Result<http::Response> get_verifications(const http::Request& request, Context& context);
Result<http::Response> post_verification(const http::Request& request, Context& context);

}  // namespace duban
