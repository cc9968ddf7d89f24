#pragma once

// Supervision notices, talks, urging, burden (docs/api.md, "Notices").

#include "server/routes.h"

namespace duban {

Result<http::Response> get_notice_drafts(const http::Request& request, Context& context);
Result<http::Response> put_notice_text(const http::Request& request, Context& context);
Result<http::Response> post_notice(const http::Request& request, Context& context);
Result<http::Response> get_notices(const http::Request& request, Context& context);
Result<http::Response> get_notice(const http::Request& request, Context& context);
Result<http::Response> post_notice_answer(const http::Request& request, Context& context);
Result<http::Response> post_notice_verdict(const http::Request& request, Context& context);
Result<http::Response> get_notice_document(const http::Request& request, Context& context);
Result<http::Response> get_talks(const http::Request& request, Context& context);
Result<http::Response> post_talk_decision(const http::Request& request, Context& context);
Result<http::Response> get_urging(const http::Request& request, Context& context);
Result<http::Response> post_urging(const http::Request& request, Context& context);
Result<http::Response> get_asked(const http::Request& request, Context& context);

}  // namespace duban
